/*
 * sockets N [H]: holds N sockets, both ends of N/2 connections over loopback, until its standard input ends. H of the
 * connections are half closed. When they are there, prints how many sockets are in each of the eleven states, in the
 * kernel's order. RLIMIT_NOFILE bounds one process, so children share the work.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LISTENERS = 8, FIRST_PORT = 8000, SPARE_DESCRIPTORS = 200, MOST_PER_CHILD = 9900 };

static void fail(const char *what) {
    fprintf(stderr, "sockets: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void die_with_parent(pid_t parent) {
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) fail("prctl");
    if (getppid() != parent) _exit(1);
}

/* Ports of its own for each child: connect(2) can use a source port once per destination, and has 28,000 of them. */
static struct sockaddr_in listener_address(int child, int listener) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(FIRST_PORT + child * LISTENERS + listener)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

static void hold(int child, long connections, long half_closed) {
    /* Closed by a reset: nothing of a load remains in TIME_WAIT for the next one. Accepted sockets inherit it. */
    struct linger reset = {.l_onoff = 1, .l_linger = 0};
    int listeners[LISTENERS];
    for (int i = 0; i < LISTENERS; i++) {
        struct sockaddr_in address = listener_address(child, i);
        listeners[i] = socket(AF_INET, SOCK_STREAM, 0);
        if (listeners[i] < 0) fail("socket");
        if (setsockopt(listeners[i], SOL_SOCKET, SO_LINGER, &reset, sizeof reset) != 0) fail("SO_LINGER");
        if (bind(listeners[i], (struct sockaddr *) &address, sizeof address) != 0) fail("bind");
        if (listen(listeners[i], 16) != 0) fail("listen");
    }
    for (long i = 0; i < connections; i++) {
        struct sockaddr_in address = listener_address(child, i % LISTENERS);
        int client = socket(AF_INET, SOCK_STREAM, 0);
        if (client < 0) fail("socket");
        if (setsockopt(client, SOL_SOCKET, SO_LINGER, &reset, sizeof reset) != 0) fail("SO_LINGER");
        if (connect(client, (struct sockaddr *) &address, sizeof address) != 0) fail("connect");
        if (accept(listeners[i % LISTENERS], NULL, NULL) < 0) fail("accept");
        /* FIN_WAIT2 here and CLOSE_WAIT there, for as long as both ends are open. */
        if (i < half_closed && shutdown(client, SHUT_WR) != 0) fail("shutdown");
    }
}

int main(int argc, char **argv) {
    long sockets = argc > 1 ? atol(argv[1]) : 0;
    long half_closed = argc > 2 ? atol(argv[2]) : 0;
    if (sockets < 2 || sockets % 2 != 0 || half_closed < 0 || half_closed > sockets / 2) {
        fprintf(stderr, "usage: sockets N [H], N an even number and H at most half of it\n");
        return 2;
    }
    die_with_parent(getppid());

    struct rlimit descriptors;
    if (getrlimit(RLIMIT_NOFILE, &descriptors) != 0) fail("getrlimit");
    descriptors.rlim_cur = descriptors.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &descriptors) != 0) fail("setrlimit");
    if (descriptors.rlim_max < 2 * SPARE_DESCRIPTORS) {
        fprintf(stderr, "sockets: RLIMIT_NOFILE allows too few descriptors\n");
        return 1;
    }
    long each = MOST_PER_CHILD;
    if (descriptors.rlim_max < 2 * MOST_PER_CHILD + SPARE_DESCRIPTORS)
        each = ((long) descriptors.rlim_max - SPARE_DESCRIPTORS) / 2;
    long connections = sockets / 2;
    int children = (int) ((connections + each - 1) / each);

    int done[2];
    if (pipe(done) != 0) fail("pipe");
    pid_t parent = getpid();
    pid_t *pids = calloc(children, sizeof *pids);
    if (pids == NULL) fail("calloc");
    for (int child = 0; child < children; child++) {
        long share = connections - child * each;
        if (share > each) share = each;
        long half = half_closed - child * each;
        if (half > share) half = share;
        pids[child] = fork();
        if (pids[child] < 0) fail("fork");
        if (pids[child] == 0) {
            die_with_parent(parent);
            close(STDIN_FILENO);
            close(done[0]);
            hold(child, share, half);
            if (write(done[1], "", 1) != 1) fail("write");
            close(done[1]);
            for (;;) pause();
        }
    }

    close(done[1]);
    char byte;
    for (int child = 0; child < children; child++)
        if (read(done[0], &byte, 1) != 1) return 1;
    printf("%ld,0,0,0,%ld,0,0,%ld,0,%d,0\n", sockets - 2 * half_closed, half_closed, half_closed, children * LISTENERS);
    fflush(stdout);

    while (read(STDIN_FILENO, &byte, 1) > 0) {
    }
    for (int child = 0; child < children; child++) kill(pids[child], SIGKILL);
    for (int child = 0; child < children; child++) waitpid(pids[child], NULL, 0);
    return 0;
}
