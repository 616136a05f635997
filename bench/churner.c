/*
 * churner: opens and closes connections over loopback, one after the other, until its standard input ends, and prints
 * how many they were. Each is reset, so that nothing of it stays: at most two sockets are there at a time, and its
 * listener. A first line says that it has begun.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 7000, LOOK_UP_EVERY = 100 };

static void fail(const char *what) {
    fprintf(stderr, "churner: %s: %s\n", what, strerror(errno));
    exit(1);
}

static int opened(void) {
    struct linger reset = {.l_onoff = 1, .l_linger = 0};
    int opened = socket(AF_INET, SOCK_STREAM, 0);
    if (opened < 0) fail("socket");
    if (setsockopt(opened, SOL_SOCKET, SO_LINGER, &reset, sizeof reset) != 0) fail("SO_LINGER");
    return opened;
}

int main(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int listener = opened();
    if (bind(listener, (struct sockaddr *) &address, sizeof address) != 0) fail("bind");
    if (listen(listener, 1) != 0) fail("listen");
    printf("0\n");
    fflush(stdout);

    long connections = 0;
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    while (connections % LOOK_UP_EVERY != 0 || poll(&input, 1, 0) == 0) {
        int client = opened();
        if (connect(client, (struct sockaddr *) &address, sizeof address) != 0) fail("connect");
        int server = accept(listener, NULL, NULL);
        if (server < 0) fail("accept");
        close(client);
        close(server);
        connections++;
    }
    printf("%ld\n", connections);
    return 0;
}
