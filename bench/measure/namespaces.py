"""Network namespaces that nothing names, so that they end with the processes in them; and sockets held there."""

import os
import subprocess
import time

from measure.building import TARGET
from measure.counts import counts
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


class Inside:
    """This process in the network namespace of another, and what it opens meanwhile stays there."""

    def __init__(self, pid):
        self.path = f"/proc/{pid}/ns/net"

    def __enter__(self):
        self.outside = os.open("/proc/self/ns/net", os.O_RDONLY)
        inside = os.open(self.path, os.O_RDONLY)
        libc.setns(inside, CLONE_NEWNET)
        os.close(inside)

    def __exit__(self, *_):
        libc.setns(self.outside, CLONE_NEWNET)
        os.close(self.outside)


def loopback():
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


class Sockets:
    """Held by a process in the namespace in which they are made: so many, some of them half closed."""

    def __init__(self, count, half_closed, running):
        loopback()
        command = [TARGET / "sockets", count, half_closed]
        self.process = start(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        running.callback(end, self.process)

    @property
    def pid(self):
        return self.process.pid

    def counts(self):
        """How many are in each state, as soon as all are there."""
        answer = self.process.stdout.readline()
        if not answer:
            raise Problem("the sockets of the load could not be made.")
        return counts(answer)


class Churn:
    """Connections that come and go, one at a time, in the namespace of a process."""

    def __init__(self, pid):
        self.pid = pid

    def __enter__(self):
        with Inside(self.pid):
            self.process = start([TARGET / "churner"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.process.stdout.readline()
        self.began = time.monotonic()
        return self

    def __exit__(self, *_):
        """How many were there in each second is known now."""
        seconds = time.monotonic() - self.began
        end(self.process)
        self.rate = int(self.process.stdout.readline() or 0) / seconds


def elsewhere(make, *arguments):
    with PrivateNamespace():
        return make(*arguments)
