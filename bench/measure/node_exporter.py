"""node_exporter, as its project releases it."""

import http.client
import re
import time

from measure.building import TARGET
from measure.processes import Problem, free_port, start
from measure.readers import Resident


class NodeExporter(Resident):
    """Its tcpstat collector alone. The connection that it is scraped through is two of the sockets of the load."""

    label = "node_exporter tcpstat"
    reads_for_sockets = 20_000
    own_sockets = 2
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

    def established(self):
        found = re.search(rb'^node_tcp_connection_states\{state="established"\} (\S+)', self.scrape(), re.M)
        return int(float(found[1])) if found else 0

    def read(self, reads):
        for _ in range(reads):
            self.scrape()

    def stop(self):
        if self.connection is not None:
            self.connection.close()
        super().stop()
