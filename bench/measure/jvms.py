"""Connstate's own reading and deciding, in a JVM that is warm."""

import time

from measure.building import class_path, jdk
from measure.processes import Problem
from measure.readers import LineReader

JVM_FLAGS = ["--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"]  # as ./connstate run


def java(main, *arguments):
    return [jdk() / "bin/java", *JVM_FLAGS, "-cp", class_path(), f"dev.connstate.bench.{main}", *arguments]


class Ours(LineReader):
    label = "Connstate"

    def command(self):
        return java("ReadBench", "full")


class NetlinkScan(LineReader):
    """Each namespace entered, and both families counted by state in one walk of the table."""

    label = "our own netlink scan"
    reads_for_sockets = 200_000

    def command(self):
        return java("ReadBench", "netlink", *self.holders)


class BpfScan(LineReader):
    """One walk inside the kernel."""

    label = "Connstate's source bpf"
    reads_for_sockets = 2_000_000

    def command(self):
        return java("ReadBench", "bpf", *self.holders)


class BpfLook(LineReader):
    """A whole look of the agent by bpf, with counters, listeners and all tables."""

    label = "Connstate's look by bpf"
    reads_for_sockets = 1_000_000

    def command(self):
        return java("ReadBench", "look", *self.holders)


class Tick(LineReader):
    """A look of the agent while nothing moves: namespaces, counters and listeners, and no table."""

    label = "Connstate's cheap tick"
    reads_for_sockets = 2_000_000

    def command(self):
        return java("ReadBench", "tick", *self.holders)


class Look(LineReader):
    """A look of the agent at all namespaces of the load, as the command diagnose takes it."""

    label = "Connstate's look"
    reads_for_sockets = 100_000

    def command(self):
        return java("DiagnosisBench", *self.holders)


class Diagnosis(Look):
    """What is decided after each of as many looks as its window holds; the looks themselves are taken at no charge."""

    label = "Connstate's diagnosis"
    looks = 16

    def price(self, sockets):
        self.read(self.looks)
        time.sleep(self.settle)
        before = self.clock()
        if int(self.ask(b"diagnose\n")) != self.looks:
            raise Problem(f"{self.label} did not get its looks.")
        time.sleep(self.settle)
        return (self.clock() - before) / self.looks / 1e6
