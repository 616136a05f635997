#!/usr/bin/env python3
"""Makes sockets in many states in a network namespace of its own and writes what this kernel says of them.

    unshare --net agent/src/test/capture/capture.py agent/src/test/resources/kernel/<release>-<distribution>

Needs root, ip and ss. The namespace has loopback and a veth whose other end swallows what is sent to 192.0.2.0/24.
"""

import os
import shutil
import socket
import struct
import subprocess
import sys
import time

OUT = sys.argv[1]
KEPT = []


def run(*command):
    return subprocess.run(command, check=True, capture_output=True).stdout


def listen(family, address, port, backlog=16, **options):
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    for level, name, value in options.get("set", ()):
        listener.setsockopt(level, name, value)
    listener.bind((address, port))
    listener.listen(backlog)
    KEPT.append(listener)
    return listener


def connect(listener, address):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    client = socket.socket(family, socket.SOCK_STREAM)
    client.setblocking(False)
    client.connect_ex((address, listener.getsockname()[1]))
    KEPT.append(client)
    return client


def pair(listener, address):
    client = connect(listener, address)
    server, _ = listener.accept()
    server.setblocking(False)
    KEPT.append(server)
    return client, server


def fill(sender):
    """Until the receiver's window is shut: what follows, a FIN too, waits."""
    try:
        while True:
            sender.send(b"x" * 65536)
    except BlockingIOError:
        time.sleep(0.3)


def sockets():
    v4 = listen(socket.AF_INET, "127.0.0.1", 8080)
    v6 = listen(socket.AF_INET6, "::1", 8081)
    dual = listen(socket.AF_INET6, "::", 9090, backlog=50)
    reuse = (socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    listen(socket.AF_INET, "0.0.0.0", 7070, set=[reuse])
    listen(socket.AF_INET, "0.0.0.0", 7070, set=[reuse])

    for listener, address in ((v4, "127.0.0.1"), (v6, "::1"), (dual, "::1"), (dual, "127.0.0.1")):
        pair(listener, address)                                    # ESTABLISHED, twice
        client, server = pair(listener, address)                   # CLOSE_WAIT and FIN_WAIT2
        client.shutdown(socket.SHUT_WR)
        client, server = pair(listener, address)                   # TIME_WAIT
        client.close()
        time.sleep(0.01)
        server.close()

    client, server = pair(dual, "127.0.0.1")                       # CLOSE_WAIT with unread bytes
    client.send(b"unread")
    client.close()                                                 # and an orphaned FIN_WAIT2
    client, server = pair(v4, "127.0.0.1")                         # FIN_WAIT1, an orphan
    fill(client)
    client.close()
    client, server = pair(v4, "127.0.0.1")                         # CLOSING
    fill(client)
    client.shutdown(socket.SHUT_WR)
    server.shutdown(socket.SHUT_WR)
    client, server = pair(v6, "::1")                               # LAST_ACK
    client.shutdown(socket.SHUT_WR)
    time.sleep(0.01)
    fill(server)
    server.close()

    half = listen(socket.AF_INET6, "::", 9091, set=[(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, 60)])
    connect(half, "127.0.0.1")                                     # SYN_RECV
    connect(half, "::1")

    full = listen(socket.AF_INET, "127.0.0.1", 9092, backlog=2)    # 3 not accepted, the next is dropped
    for _ in range(4):
        connect(full, "127.0.0.1")
        time.sleep(0.01)
    gone = listen(socket.AF_INET, "127.0.0.1", 9093)               # CLOSE_WAIT, not accepted
    connect(gone, "127.0.0.1").close()

    for port in (5432, 5432, 6379):                                # SYN_SENT
        far = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        far.setblocking(False)
        far.connect_ex(("192.0.2.9", port))
        KEPT.append(far)

    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        slow = socket.socket(family, socket.SOCK_DGRAM)            # UDP with drops
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.bind((address, 5353))
        sender = socket.socket(family, socket.SOCK_DGRAM)          # and connected
        sender.connect((address, 5353))
        for _ in range(40):
            sender.send(b"y" * 500)
        KEPT.extend((slow, sender))
    idle = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
    idle.bind(("::", 4789))
    KEPT.append(idle)

    local = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)      # AF_UNIX: listening, connected, not accepted, a pair
    local.bind("\0connstate of the capture")
    local.listen()
    client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    client.connect("\0connstate of the capture")
    KEPT.extend((local, client, *socket.socketpair()))
    netlink = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
    netlink.bind((0, 0))
    packet = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
    detached = socket.socket(socket.AF_INET, socket.SOCK_STREAM)   # in no table: never bound
    KEPT.extend((netlink, packet, detached))


def request(kind, body):
    return struct.pack("=IHHII", 16 + len(body), kind, 0x301, 0, 0) + body


def legacy(states, ext):
    return request(18, struct.pack("=BBBB48xII", 0, 0, 0, ext, states, 0))


def by_family(family, protocol, states, ext):
    return request(20, struct.pack("=BBBBI48x", family, protocol, ext, 0, states))


def dump(message):
    answer = b""
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 4) as netlink:
        netlink.send(message)
        while True:
            received = netlink.recv(32768)
            answer += received
            at = 0
            while at < len(received):
                length, kind = struct.unpack_from("=IH", received, at)
                if kind in (2, 3):
                    return answer
                at += length + 3 & ~3


def save(name, content):
    path = os.path.join(OUT, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)


def main():
    run("ip", "link", "set", "lo", "up")
    run("ip", "link", "add", "hole", "type", "veth", "peer", "name", "nowhere")
    run("ip", "addr", "add", "192.0.2.1/24", "dev", "hole")
    run("ip", "link", "set", "hole", "up")
    run("ip", "link", "set", "nowhere", "up")
    run("ip", "neigh", "add", "192.0.2.9", "lladdr", "02:00:00:00:00:09", "dev", "hole")
    shutil.rmtree(os.path.join(OUT, "proc"), ignore_errors=True)
    sockets()
    time.sleep(0.2)
    tables = ("tcp", "tcp6", "udp", "udp6", "sockstat", "sockstat6", "unix", "netlink", "packet", "snmp", "snmp6",
              "netstat", "softnet_stat", "stat/nf_conntrack", "fib_trie", "if_inet6")
    taken = {}
    for name in tables:
        try:
            with open("/proc/thread-self/net/" + name, "rb") as file:
                taken["proc/net/" + name] = file.read()
        except FileNotFoundError:
            print("this kernel has no", name)
    taken["sockdiag-tcp.bin"] = dump(legacy(0xFFE & ~0x400, 0))
    taken["sockdiag-listen.bin"] = dump(legacy(0x400, 0x40))
    taken["sockdiag-udp.bin"] = dump(by_family(2, 17, 0x82, 0x40)) + dump(by_family(10, 17, 0x82, 0x40))
    taken["ss-tan.txt"] = run("ss", "-tan")
    taken["ss-lntm.txt"] = run("ss", "-lntm")
    for name, content in taken.items():
        save(name, content)


main()
