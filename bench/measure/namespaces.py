"""Network namespaces that nothing names, so that they end with the processes in them; and sockets held there."""

import os
import subprocess

from measure.building import TARGET
from measure.processes import Problem, end, libc, start

CLONE_NEWNET = 0x40000000


class PrivateNamespace:
    """This process, and what it starts, in a network namespace of its own."""

    def __enter__(self):
        self.outside = os.open("/proc/self/ns/net", os.O_RDONLY)
        if libc.unshare(CLONE_NEWNET) != 0:
            os.close(self.outside)
            raise Problem("bench/run makes a network namespace of its own, for which it needs root (CAP_SYS_ADMIN).")
        return self

    def __exit__(self, *_):
        libc.setns(self.outside, CLONE_NEWNET)
        os.close(self.outside)


def make(count, running):
    """So many sockets in this namespace, held by a process whose id is returned."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    sockets = start([TARGET / "sockets", count], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    running.callback(end, sockets)
    if sockets.stdout.readline() != b"%d\n" % count:
        raise Problem(f"{count} sockets could not be made.")
    return sockets.pid


def make_elsewhere(count, running):
    with PrivateNamespace():
        return make(count, running)
