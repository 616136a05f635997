"""Takes the reports of an agent in the operator's place, and says how often it wants one."""

import ssl
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from measure.building import run_quietly


class Taker:
    """In the network namespace that the calling thread is in."""

    def __init__(self, folder):
        """Its certificate, taker.pem, and a token of the agent's are left in the folder."""
        certificate, key = folder / "taker.pem", folder / "taker.key"
        subject = ["-subj", "/CN=taker", "-addext", "subjectAltName=IP:127.0.0.1"]
        curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1"]
        run_quietly(["openssl", "req", "-x509", *curve, *subject, "-keyout", key, "-out", certificate])
        (folder / "token").write_text("token")
        self.taken = 0
        self.server = HTTPServer(("127.0.0.1", 0), self.handler())
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate, key)
        self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)
        self.url = f"https://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def ask_every(self, seconds):
        self.reply = b"\x08" + varint(1000 * seconds)  # NodeReply.interval_millis

    def handler(taker):
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                taker.taken += 1
                self.send_response(200)
                self.send_header("Content-Type", "application/x-protobuf")
                self.send_header("Content-Length", len(taker.reply))
                self.end_headers()
                self.wfile.write(taker.reply)

            def log_message(self, *_):
                pass

        return Handler

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


def varint(number):
    """As protobuf writes it."""
    low, rest = number & 0x7F, number >> 7
    return bytes([low | 0x80]) + varint(rest) if rest else bytes([low])
