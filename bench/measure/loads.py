"""What is there to be read, and how a load is measured: every reader has its turn in every round."""

import math
import statistics
from collections import namedtuple
from contextlib import ExitStack
from functools import reduce

from measure.agent import AgentMemory, AgentSecond
from measure.agreement import agree, agree_under_churn
from measure.counts import Counts, plus
from measure.fleet import Decision, OneCore, Operator, Writes
from measure.jvms import BpfLook, BpfScan, Diagnosis, Look, NetlinkScan, Ours, Tick
from measure.namespaces import PrivateNamespace, Sockets, elsewhere, loopback
from measure.node_exporter import NodeExporter, NodeExporterMemory
from measure.processes import say
from measure.readers import CReader, ProcReader, Ss

# half_closed: how many of a hundred connections; churned: whether all are compared under churn, too
Load = namedtuple("Load", "sockets namespaces half_closed churned", defaults=[1, 0, False])
LOADS = {
    "read-1k": Load(1_000),
    "read-100k": Load(100_000),
    "read-1M": Load(1_000_000),
    "states": Load(50_000, 110, half_closed=10, churned=True),
    "million": Load(1_000_000, 110),
    "pods": Load(50_000, 110),
    "idle": Load(1_100, 110),
    "diagnose": Load(20_000, 200),
    "fleet": Load(0, 0),
}
READERS = {
    "ours": Ours,
    "bpf": BpfScan,
    "bpf-look": BpfLook,
    "netlink": NetlinkScan,
    "tick": Tick,
    "agent-memory": AgentMemory,
    "agent-second": AgentSecond,
    "diagnosis": Diagnosis,
    "look": Look,
    "operator": Operator,
    "decision": Decision,
    "writes": Writes,
    "core": OneCore,
    "c": CReader,
    "proc": ProcReader,
    "ss": Ss,
    "node_exporter": NodeExporter,
    "node_exporter-memory": NodeExporterMemory,
}


def measure(name, names, rounds):
    """What each of the readers costs: the median of rounds. In each, every reader has a turn, in rotating order."""
    load = LOADS[name]
    readers = {reader: READERS[reader]() for reader in names}
    taken = {reader: [] for reader in names}
    with ExitStack() as running:
        holders, there = hold(name, readers, running)
        for reader in readers.values():
            reader.holders = [holder.pid for holder in holders]
            running.callback(reader.stop)
            reader.start()
        agree(name, readers, there)
        for turn in range(rounds):
            say(f"{name}: round {turn + 1} of {rounds}")
            for reader in names[turn % len(names) :] + names[: turn % len(names)]:
                taken[reader].append(readers[reader].price(load.sockets))
        agree(name, readers, there)
        if load.churned:
            agree_under_churn(name, readers, there, holders[0])
    return {reader: statistics.median(prices) for reader, prices in taken.items()}


def hold(name, readers, running):
    """Who holds the sockets, one in each namespace, and what all must see there."""
    load = LOADS[name]
    if load.namespaces == 0:
        return [], []
    say(f"{name}: making {load.sockets} sockets ...")
    running.enter_context(PrivateNamespace())
    loopback()
    if load.namespaces == 1:
        own = [reader.own_sockets for reader in readers.values() if hasattr(reader, "own_sockets")]
        there = reduce(plus, own, Counts())
        sockets = Sockets(load.sockets - there.established, 0, running)
        return [sockets], [plus(there, sockets.counts())]
    connections = math.ceil(load.sockets / load.namespaces / 2)
    each = (2 * connections, connections * load.half_closed // 100)
    sockets = [elsewhere(Sockets, *each, running) for _ in range(load.namespaces)]
    return sockets, [held.counts() for held in sockets]
