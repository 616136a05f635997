"""A price counts only when everybody saw the same."""

import time

from measure.counts import Counts, plus
from measure.namespaces import Churn
from measure.processes import Problem, say

# Sockets that a reading under churn may be off by. There are two at a time, but a walk is no snapshot: it meets two on
# average, and more than twelve once in a million readings.
MOST_OFF = 12
CHURNED_READINGS = 10
CHURNED_SECONDS = 3


def agree(name, readers, there):
    """All must see exactly the sockets that are there, unless they look at none of them."""
    for reader in readers.values() if there else []:
        check(name, reader, reader.seen() or there, there)


def check(name, reader, seen, there):
    for one, made in zip(seen, there, strict=True):
        if one != made:
            raise Problem(f"{name}: there are {made}, and {reader.label} sees {one}.")


def agree_under_churn(name, readers, there, churned):
    """
    Connections come and go in the first namespace. The other namespaces, and of the first the states that the churn does
    not touch, must be seen exactly by who can; how far off the rest was is said, and has a bound.
    """
    there = [plus(there[0], Counts(listen=1)), *there[1:]]  # the churner's
    said = []
    with Churn(churned.pid) as churn:
        for reader in readers.values():
            off = [off_by(name, reader, there) for _ in readings()]
            said.append(f"{reader.label} {min(off):+d} to {max(off):+d} in {len(off)} readings")
            if max(map(abs, off)) > MOST_OFF:
                raise Problem(f"{name}: under churn, by more than {MOST_OFF} sockets off: {said[-1]}.")
    total = there[0].established
    say(f"{name}: at {churn.rate:.0f} connections a second, off by, of {total}: {'; '.join(said)}; the rest exact")


def readings():
    until, done = time.monotonic() + CHURNED_SECONDS, 0
    while done < CHURNED_READINGS or time.monotonic() < until:
        yield done
        done += 1


def off_by(name, reader, there):
    first, *others = reader.seen()
    if getattr(reader, "exact_under_churn", True):
        untouched = {state: getattr(first, state) for state in ["fin_wait2", "time_wait", "close_wait", "listen"]}
        check(name, reader, [there[0]._replace(**untouched), *others], there)
    return sum(first) - sum(there[0])
