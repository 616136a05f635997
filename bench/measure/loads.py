"""What is there to be read, and how a load is measured: every reader has its turn in every round."""

import statistics
from collections import namedtuple
from contextlib import ExitStack

from measure.fleet import OneCore, Operator
from measure.jvms import Diagnosis, Look, Ours
from measure.namespaces import PrivateNamespace, make, make_elsewhere
from measure.node_exporter import NodeExporter
from measure.processes import Problem, say
from measure.readers import CReader, Ss

Load = namedtuple("Load", "sockets namespaces", defaults=[1])
LOADS = {
    "read-1k": Load(1_000),
    "read-100k": Load(100_000),
    "read-500k": Load(500_000),
    "diagnose": Load(20_000, 200),
    "fleet": Load(0, 0),
}
READERS = {
    "ours": Ours,
    "diagnosis": Diagnosis,
    "look": Look,
    "operator": Operator,
    "core": OneCore,
    "c": CReader,
    "ss": Ss,
    "node_exporter": NodeExporter,
}


def measure(name, names, rounds):
    """What each of the readers costs: the median of rounds. In each, every reader has a turn, in rotating order."""
    load = LOADS[name]
    readers = {reader: READERS[reader]() for reader in names}
    taken = {reader: [] for reader in names}
    with ExitStack() as running:
        if load.sockets:
            running.enter_context(PrivateNamespace())
            say(f"{name}: making {load.sockets} sockets ...")
            holders = hold(load, readers, running)
        for reader in readers.values():
            reader.holders = holders if load.sockets else []
            running.callback(reader.stop)
            reader.start()
        agree(name, readers)
        for turn in range(rounds):
            say(f"{name}: round {turn + 1} of {rounds}")
            for reader in names[turn % len(names) :] + names[: turn % len(names)]:
                taken[reader].append(readers[reader].price(load.sockets))
        agree(name, readers)
    return {reader: statistics.median(prices) for reader, prices in taken.items()}


def hold(load, readers, running):
    """A process in each namespace, that holds the sockets there."""
    held = load.sockets - sum(getattr(reader, "own_sockets", 0) for reader in readers.values())
    if load.namespaces == 1:
        return [make(held, running)]
    return [make_elsewhere(held // load.namespaces, running) for _ in range(load.namespaces)]


def agree(name, readers):
    """Where there are sockets, all must see exactly those."""
    load = LOADS[name]
    seen = {reader.label: reader.established() for reader in readers.values()} if load.sockets else {}
    if set(seen.values()) - {load.sockets}:
        counts = ", ".join(f"{label} {count}" for label, count in seen.items())
        raise Problem(f"{name}: the readers do not agree on {load.sockets} ESTABLISHED sockets: {counts}.")
