"""A row holds two figures against each other, each of a reader at a load."""

from collections import namedtuple

from measure.loads import LOADS, READERS, measure
from measure.processes import Problem, say

Figure = namedtuple("Figure", "load reader")
Row = namedtuple("Row", "work ours other goal unit value")


def ratio(ours, other):
    return ours / other


def growth(ours, other):
    return ours - other


def itself(ours, _):
    """The other is there to be seen beside it."""
    return ours


def row(work, ours, other, goal, unit="cpu ms", value=ratio):
    return Row(work, Figure(*ours), Figure(*other), goal, unit, value)


def against(load, work, ours, goals):
    """A row for each reader of the same load that has a goal; its name is the load's, a slash, and the reader's."""
    return {f"{load}/{other}": row(work, (load, ours), (load, other), goal) for other, goal in goals.items()}


def figures(rows):
    """Those that the rows need, for each load in turn."""
    needed = {load: [] for load in LOADS}
    for figure in [figure for row in rows for figure in (row.ours, row.other)]:
        if figure.reader not in needed[figure.load]:
            needed[figure.load].append(figure.reader)
    return {load: readers for load, readers in needed.items() if readers}


def measured(rows, rounds):
    """The rows with their numbers, as JSON has them; without those of a load that could not be measured, which is said."""
    taken = {}
    for load, readers in figures(rows).items():
        try:
            medians = measure(load, readers, rounds)
        except Problem as problem:
            say(str(problem))
            continue
        taken |= {Figure(load, reader): median for reader, median in medians.items()}
    whole = [row for row in rows if row.ours in taken and row.other in taken]
    return [with_numbers(row, taken[row.ours], taken[row.other]) for row in whole]


def with_numbers(row, ours, other):
    themselves = row.ours.reader == row.other.reader
    return {
        "work": row.work,
        "against": f"itself at {row.other.load}" if themselves else READERS[row.other.reader].label,
        "ours": round(ours, 3),
        "other": round(other, 3),
        "unit": row.unit,
        "value": round(row.value(ours, other), 4),
        "goal": row.goal,
    }
