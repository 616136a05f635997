"""
Those who read sockets: start(), seen() is what they see in each namespace of the load, or nothing when they do not look
there, price() is what one read costs (or whatever the row is about), stop().
"""

import os
import subprocess
import time

from measure.building import TARGET
from measure.counts import Counts, counts
from measure.processes import Problem, end, start


class Resident:
    """A reader that stays, so that its price is what the clock of its process moved by, all its threads included."""

    process = None
    holders = ()  # a process in each of the namespaces of the load
    reads_for_sockets = 400_000
    settle = 0.05  # what a read leaves to other threads (garbage, compilation) is part of its price

    def price(self, sockets):
        reads = max(1, self.reads_for_sockets // sockets)
        before = self.clock()
        self.read(reads)
        time.sleep(self.settle)
        return (self.clock() - before) / reads / 1e6

    def clock(self):
        # clock_getcpuclockid(3): nanoseconds, where /proc/PID/stat counts ticks of 10 ms
        return time.clock_gettime_ns((~self.process.pid << 3) | 2)

    def stop(self):
        end(self.process)


class LineReader(Resident):
    """Reads K times for a line "K", and answers with the counts that the last read saw, a word for each namespace."""

    def start(self):
        self.process = start(self.command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def seen(self):
        return [counts(word) for word in self.read(1).split()]

    def read(self, reads):
        return self.ask(b"%d\n" % reads)

    def ask(self, line):
        try:
            self.process.stdin.write(line)
        except BrokenPipeError:
            pass
        answer = self.process.stdout.readline()
        if not answer:
            raise Problem(f"{self.label} ended without an answer.")
        return answer


class CReader(LineReader):
    label = "C reader"

    def command(self):
        return [TARGET / "reader"]


class ProcReader(LineReader):
    label = "C reader of /proc/PID/net/tcp, tcp6"
    # tcp_seek_last_pos goes on at a place in a chain: a socket that comes before it has one that stays read twice.
    exact_under_churn = False
    reads_for_sockets = 50_000

    def command(self):
        return [TARGET / "procreader", *self.holders]


class Ss:
    """The whole process, from exec to exit. What it prints goes into a pipe and is counted here, at no charge."""

    label = "ss -tan"
    reads_for_sockets = 20_000
    states = b"ESTAB SYN-SENT SYN-RECV FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT UNCONN CLOSE-WAIT LAST-ACK LISTEN CLOSING".split()

    def start(self):
        pass

    def run(self):
        with subprocess.Popen(["ss", "-tan"], stdout=subprocess.PIPE) as process:
            printed = process.stdout.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = status
        if status != 0:
            raise Problem("ss -tan failed.")
        return (usage.ru_utime + usage.ru_stime) * 1e3, printed

    def seen(self):
        printed = self.run()[1]
        return [Counts(*(printed.count(b"\n%s " % state) for state in self.states))]

    def price(self, sockets):
        reads = max(1, self.reads_for_sockets // sockets)
        return sum(self.run()[0] for _ in range(reads)) / reads

    def stop(self):
        pass
