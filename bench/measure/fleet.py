"""The operator, and the fleet that reports to it."""

import json
import re
import subprocess
import time
from pathlib import Path

from measure.building import BENCH, ROOT, jdk, run_quietly
from measure.jvms import java
from measure.processes import Problem, say
from measure.readers import LineReader

WARM = 90  # seconds: every node has reported a window full of looks
MEASURED = 60  # seconds


class Operator(LineReader):
    """A second of the operator with 1,000 nodes that report to it. It is the child of the process that plays them."""

    label = "Connstate's operator"
    flags = ["-XX:+UseSerialGC", "-Xms2g", "-Xmx2g"]
    jar = ROOT / "operator/target/connstate-operator.jar"

    def start(self):
        super().start()
        ready = self.process.stdout.readline().split()
        if not ready:
            raise Problem("the cluster of the fleet did not start.")
        self.pid = int(ready[0])
        say(f"fleet: warming for {WARM} s ...")
        time.sleep(WARM)

    def command(self):
        operator = ["setpriv", "--pdeathsig", "KILL", jdk() / "bin/java", *self.flags, "-jar", self.jar]
        return ["env", "--chdir", BENCH, *java("fleet.FleetBench", *operator)]

    def ask(self, line):
        self.process.stdin.write(line)
        return json.loads(self.process.stdout.readline())

    def clock(self):
        return time.clock_gettime_ns((~self.pid << 3) | 2)

    def price(self, _):
        self.ask(b"\n")
        before, began = self.clock(), time.monotonic()
        time.sleep(MEASURED)
        price = (self.clock() - before) / (time.monotonic() - began) / 1e6
        self.tell(self.ask(b"\n"))
        return price

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
