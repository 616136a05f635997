/*
 * procreader PID...: counts the TCP sockets of the namespace of each process by state, from /proc/PID/net/tcp and tcp6,
 * looking at nothing in a line but its state.
 * A line with a number K on standard input is answered, after K reads, by how many sockets the last saw in each of the
 * eleven states, in the kernel's order, for each process.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STATES = 11, BLOCK = 64 * 1024, LONGEST_LINE = 512 };

static char buffer[LONGEST_LINE + BLOCK];
static long counts[STATES + 1];

static void fail(const char *what) {
    fprintf(stderr, "procreader: %s: %s\n", what, strerror(errno));
    exit(1);
}

static int hexadecimal(char digit) {
    return digit <= '9' ? digit - '0' : digit - 'A' + 10;
}

/* Whole lines; returns where the last, which is not whole, begins. The heading has no colon. */
static char *count(char *line, char *end, int to_state) {
    for (char *newline; (newline = memchr(line, '\n', end - line)) != NULL; line = newline + 1) {
        char *colon = memchr(line, ':', 12);
        if (colon != NULL && colon + to_state < newline) counts[hexadecimal(colon[to_state])]++;
    }
    return line;
}

/* A state is one digit, the second of two, after two addresses and ports; the number before the colon grows wider. */
static void table(const char *pid, const char *name, int address_digits) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%s/net/%s", pid, name);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) fail(path);
    int to_state = 2 * (1 + address_digits + 5) + 3;
    size_t kept = 0;
    ssize_t length;
    while ((length = read(file, buffer + kept, BLOCK)) > 0) {
        char *end = buffer + kept + length;
        char *rest = count(buffer, end, to_state);
        kept = end - rest;
        memmove(buffer, rest, kept);
    }
    if (length < 0) fail(path);
    close(file);
}

static void read_all(int processes, char **pids, int print) {
    for (int i = 0; i < processes; i++) {
        memset(counts, 0, sizeof counts);
        table(pids[i], "tcp", 8);
        table(pids[i], "tcp6", 32);
        for (int state = 1; print && state <= STATES; state++)
            printf("%ld%c", counts[state], state < STATES ? ',' : i < processes - 1 ? ' ' : '\n');
    }
}

int main(int argc, char **argv) {
    char line[32];
    while (fgets(line, sizeof line, stdin) != NULL) {
        for (long reads = atol(line); reads > 0; reads--) read_all(argc - 1, argv + 1, reads == 1);
        fflush(stdout);
    }
    return 0;
}
