"""node_exporter, as its project releases it."""

import http.client
import re
import time

from measure.agent import resident
from measure.building import TARGET
from measure.counts import Counts
from measure.processes import Problem, free_port, start
from measure.readers import Resident


class NodeExporter(Resident):
    """Its tcpstat collector alone. Its listener and the connection that it is scraped through are among the sockets of the load."""

    label = "node_exporter tcpstat"
    reads_for_sockets = 20_000
    own_sockets = Counts(established=2, listen=1)
    connection = None

    def start(self):
        port = free_port()
        self.process = start(
            [TARGET / "node_exporter", "--collector.disable-defaults", "--collector.tcpstat", "--log.level=error"]
            + ["--web.disable-exporter-metrics", f"--web.listen-address=127.0.0.1:{port}"]
        )
        deadline = time.monotonic() + 20
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        while True:
            try:
                return self.connection.connect()
            except ConnectionRefusedError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise Problem("node_exporter did not start.") from None
                time.sleep(0.05)

    def scrape(self):
        self.connection.request("GET", "/metrics")
        return self.connection.getresponse().read()

    def seen(self):
        found = re.findall(rb'^node_tcp_connection_states\{state="(\w+)"\} (\S+)', self.scrape(), re.M)
        states = {state.decode(): int(float(count)) for state, count in found}
        return [Counts(**{state: states.get(state, 0) for state in Counts._fields})]

    def read(self, reads):
        for _ in range(reads):
            self.scrape()

    def stop(self):
        if self.connection is not None:
            self.connection.close()
        super().stop()


class NodeExporterMemory(NodeExporter):
    """What it has resident, scraped ten times: in a namespace beside those of the load."""

    def seen(self):
        return None

    def price(self, _):
        self.read(10)
        return resident(self.process.pid)
