/*
 * The floor: the same dumps as Connstate asks for, and nothing done with them but counting states.
 * A line with a number K on standard input is answered, after K reads, by how many sockets the last saw in each of the
 * eleven states, in the kernel's order.
 */
#include <errno.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    STATES = 11,
    ALL_STATES = 0xFFE, /* the eleven states, and not TCP_BOUND_INACTIVE */
    LISTEN = 1 << 10,
    SKMEMINFO = 1 << (INET_DIAG_SKMEMINFO - 1),
    BUFFER = 32 * 1024, /* the kernel fills no more in one recv */
};

static char buffer[BUFFER] __attribute__((aligned(NLMSG_ALIGNTO)));
static long counts[16];

static void fail(const char *what, int error) {
    fprintf(stderr, "reader: %s: %s\n", what, strerror(error));
    exit(1);
}

static int ask(int states, int extensions) {
    struct {
        struct nlmsghdr header;
        struct inet_diag_req request;
    } message = {
        /* TCPDIAG_GETSOCK ignores the family: IPv4 and IPv6 in one walk of the table. */
        .header =
            {
                .nlmsg_len = sizeof message,
                .nlmsg_type = TCPDIAG_GETSOCK,
                .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP,
            },
        .request = {.idiag_ext = extensions, .idiag_states = states},
    };
    message.request.id.idiag_cookie[0] = message.request.id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
    int netlink = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    if (netlink < 0) fail("socket", errno);
    if (send(netlink, &message, sizeof message, 0) != sizeof message) fail("send", errno);
    return netlink;
}

static void dump(int states, int extensions) {
    int netlink = ask(states, extensions);
    for (;;) {
        ssize_t length = recv(netlink, buffer, sizeof buffer, 0);
        if (length < 0) fail("recv", errno);
        size_t left = (size_t) length;
        struct nlmsghdr *header = (struct nlmsghdr *) buffer;
        for (; NLMSG_OK(header, left); header = NLMSG_NEXT(header, left)) {
            if (header->nlmsg_type == NLMSG_DONE) {
                close(netlink);
                return;
            }
            if (header->nlmsg_type == NLMSG_ERROR) fail("dump", -((struct nlmsgerr *) NLMSG_DATA(header))->error);
            struct inet_diag_msg *row = NLMSG_DATA(header);
            counts[row->idiag_state & 15]++;
        }
    }
}

static void full_read(void) {
    memset(counts, 0, sizeof counts);
    dump(LISTEN, SKMEMINFO);
    dump(ALL_STATES & ~LISTEN, 0);
}

int main(void) {
    char line[32];
    while (fgets(line, sizeof line, stdin) != NULL) {
        for (long reads = atol(line); reads > 0; reads--) full_read();
        for (int state = 1; state <= STATES; state++) printf("%ld%c", counts[state], state < STATES ? ',' : '\n');
        fflush(stdout);
    }
    return 0;
}
