"""How many sockets of a namespace are in each of the eleven states, in the kernel's order, as node_exporter names them."""

from collections import namedtuple

Counts = namedtuple(
    "Counts",
    "established syn_sent syn_recv fin_wait1 fin_wait2 time_wait close close_wait last_ack listen closing",
    defaults=[0] * 11,
)


def counts(word):
    return Counts(*map(int, word.split(b",")))


def plus(one, other):
    return Counts(*(a + b for a, b in zip(one, other)))
