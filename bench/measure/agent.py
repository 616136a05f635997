"""The agent as a node runs it: the image, unpacked, with its own Java, options and archive of classes."""

import http.client
import json
import re
import signal
import time
from pathlib import Path

from measure.building import ROOT, TARGET, run_quietly
from measure.counts import Counts
from measure.namespaces import Inside, PrivateNamespace, loopback
from measure.processes import Problem, free_port, start
from measure.readers import Resident
from measure.taker import Taker

FOLDER = TARGET / "agent"
IMAGE = ROOT / "target/images/connstate-agent.tar"
LIMIT = "-XX:MaxRAM=192m"  # of a pod, as in the chart; there Java sees it by itself
ENTER = 'for at in proc dev sys; do mount --rbind /$at "$0/$at"; done && exec chroot "$0" "$@"'


def unpack():
    """Makes the image's folder."""
    run_quietly([ROOT / "images", "agent"])
    run_quietly(["rm", "-rf", FOLDER])
    run_quietly(["mkdir", "-p", *(FOLDER / at for at in ["layers", "proc", "dev", "sys", "tmp"])])
    run_quietly(["tar", "-x", "-C", FOLDER / "layers", "-f", IMAGE])
    for layer in described("manifest.json")[0]["Layers"]:
        run_quietly(["tar", "-xz", "-C", FOLDER, "-f", FOLDER / "layers" / layer])


def described(name):
    return json.loads((FOLDER / "layers" / name).read_text())


class Agent(Resident):
    """
    In a namespace of its own, so that its sockets are none of the load's; it reports, and serves metrics. It begins with
    looks every second, so that those which count are not its first.
    """

    label = "Connstate's agent"
    interval = 15  # seconds
    source = "auto"
    warm_looks = 30

    def start(self):
        with PrivateNamespace():
            loopback()
            self.port = free_port()
            self.taker = Taker(FOLDER)
            self.taker.ask_every(1)
            self.process = start(self.command())
        self.await_look(60)
        while self.taker.taken < self.warm_looks and self.process.poll() is None:
            time.sleep(0.1)
        self.taker.ask_every(self.interval)

    def command(self):
        java, arguments = described(described("manifest.json")[0]["Config"])["config"]["Entrypoint"]
        return [
            *["unshare", "--mount", "--propagation", "private", "sh", "-ec", ENTER, FOLDER, java, LIMIT, arguments],
            *["--interval=1s", f"--source={self.source}", f"--listen=127.0.0.1:{self.port}"],
            *[f"--operator={self.taker.url}", "--ca-file=/taker.pem", "--token-file=/token"],
        ]

    def seen(self):
        """In a look that has begun since."""
        page = self.await_look(2 * self.interval + 30)
        found = re.findall(r'^connstate_connections\{(.*),state="(\w+)"[^}]*\} (\S+)', page, re.M)
        states = {}
        for labels, state, count in found:
            namespace = re.search(r'netns="(\d+)"', labels)[1]
            states.setdefault(namespace, {})[state] = int(float(count))
        ids = [str(Path(f"/proc/{pid}/net/tcp").stat().st_ino) for pid in self.holders]
        return [Counts(**states.get(namespace, {})) for namespace in ids]

    def await_look(self, seconds):
        begun = time.time()
        while time.time() < begun + seconds and self.process.poll() is None:
            time.sleep(0.2)
            page = self.scrape()
            looked = re.search(r"^connstate_look_timestamp_seconds (\S+)", page, re.M)
            if looked and float(looked[1]) > begun and self.taker.taken:
                return page
        raise Problem("the agent did not look and report.")

    def scrape(self):
        try:
            with Inside(self.process.pid):
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
                connection.request("GET", "/metrics")
            with connection.getresponse() as page:
                return page.read().decode()
        except ConnectionRefusedError:
            return ""

    def stop(self):
        if self.process is not None:
            self.process.send_signal(signal.SIGCONT)
            super().stop()
            self.taker.stop()


class AgentSecond(Agent):
    """A second of the agent that looks, reports and waits."""

    source = "bpf"
    warm_looks = 90  # seconds as well: settings are read once more after a minute, and then in turn
    measured = 45  # seconds

    def price(self, _):
        before, began = self.clock(), time.monotonic()
        time.sleep(self.measured)
        return (self.clock() - before) / (time.monotonic() - began) / 1e6


class AgentMemory(Agent):
    """The most that it has resident while it looks every second for five. It is stopped while others have their turn."""

    interval = 1
    measured = 5  # seconds

    def seen(self):
        self.process.send_signal(signal.SIGCONT)
        seen = super().seen()
        self.process.send_signal(signal.SIGSTOP)
        return seen

    def price(self, _):
        self.process.send_signal(signal.SIGCONT)
        self.scrape()
        most = most_resident(self.process.pid, self.measured)
        self.process.send_signal(signal.SIGSTOP)
        return most


def resident(pid):
    """MiB."""
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) / 1024


def most_resident(pid, seconds):
    most, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        most = max(most, resident(pid))
        time.sleep(0.05)
    return most
