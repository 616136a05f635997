"""The operator, and the fleet that reports to it."""

import json
import math
import re
import subprocess
import time
import urllib.request
from pathlib import Path

from measure.building import BENCH, ROOT, jdk, run_quietly
from measure.jvms import java
from measure.processes import Problem, say
from measure.readers import LineReader

SIZE = (5_000, 30, 500)  # nodes, pods of each, alerts
WARM = 300  # seconds: every node has reported a window full of looks, and what is wrong with some has long been told
MEASURED = 60  # seconds


class Operator(LineReader):
    """A second of the operator with a fleet that reports to it. It is the child of the process that plays the nodes."""

    label = "Connstate's operator"
    flags = ["-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmx512m", "-Xmn96m"]  # as the image, but for the heap
    beside = {}  # what was measured along with the price
    jar = ROOT / "operator/target/connstate-operator.jar"

    def start(self):
        super().start()
        ready = self.process.stdout.readline().split()
        if not ready:
            raise Problem("the cluster of the fleet did not start.")
        self.pid, self.port = map(int, ready)
        say(f"fleet: warming for {WARM} s ...")
        time.sleep(WARM)

    def command(self):
        operator = ["setpriv", "--pdeathsig", "KILL", jdk() / "bin/java", *self.flags, "-jar", self.jar]
        return ["env", "--chdir", BENCH, *java("fleet.FleetBench", *map(str, SIZE), *operator)]

    def ask(self, line):
        self.process.stdin.write(line)
        return json.loads(self.process.stdout.readline())

    def clock(self):
        return time.clock_gettime_ns((~self.pid << 3) | 2)

    def price(self, _):
        self.ask(b"\n")
        decided = self.decisions()
        before, began = self.clock(), time.monotonic()
        time.sleep(MEASURED)
        price = (self.clock() - before) / (time.monotonic() - began) / 1e6
        told = self.ask(b"\n")
        self.beside["decision"] = p99({le: count - decided[le] for le, count in self.decisions().items()})
        self.beside["writes"] = told["writes"]
        self.tell(told)
        return price

    def decisions(self):
        """How many took at most so many seconds."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/metrics") as page:
            buckets = re.findall(r'^connstate_alert_decision_seconds_bucket\{le="(.+?)",\} (\S+)', page.read().decode(), re.M)
        return {float(le): float(count) for le, count in buckets}

    def tell(self, told):
        """What is no row: how long replies took, and the memory."""
        if told["failed"] or told["reports"] < 0.9 * told["expected"] * MEASURED:
            raise Problem(f"fleet: the operator or this machine did not keep up: {told}")
        subprocess.run([jdk() / "bin/jcmd", str(self.pid), "GC.run"], check=True, stdout=subprocess.DEVNULL)
        heap = run_quietly([jdk() / "bin/jcmd", self.pid, "GC.heap_info"])
        used = int(re.search(r"Tenured +total \d+K, used (\d+)K", heap)[1]) >> 10  # all that lives, right after
        resident = int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{self.pid}/status").read_text())[1]) >> 10
        say(
            f"fleet: {told['reports']} reports, answered within {told['p50']} ms (p99 {told['p99']} ms);"
            f" {used} MiB of heap in use after a collection, {resident} MiB resident"
        )


def p99(counts):
    """In milliseconds, the end of its bucket; 0 where nothing was decided."""
    return next((1e3 * le for le, count in sorted(counts.items()) if count >= 0.99 * counts[math.inf]), 0.0)


class Beside:
    """What was measured beside the price of the operator."""

    def start(self):
        pass

    def seen(self):
        return None

    def price(self, _):
        if self.what not in Operator.beside:
            raise Problem(f"{self.label} is measured along with the operator: take the row fleet.")
        return Operator.beside[self.what]

    def stop(self):
        pass


class Decision(Beside):
    label = "a report's decision"
    what = "decision"


class Writes(Beside):
    label = "API writes"
    what = "writes"


class OneCore:
    """A second of it."""

    label = "one core"

    def start(self):
        pass

    def seen(self):
        return None

    def price(self, _):
        return 1000.0

    def stop(self):
        pass
