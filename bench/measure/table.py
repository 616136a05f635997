"""The table that is printed."""

COLUMNS = ["work", "against", "ours", "other", "unit", "value", "goal", "ok?"]


def text(rows):
    lines = [COLUMNS] + [cells(row) for row in rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(COLUMNS))]
    for line in lines:
        left, right = zip(line[:2], widths[:2]), zip(line[2:], widths[2:])
        print("  ".join([text.ljust(width) for text, width in left] + [text.rjust(width) for text, width in right]))


def markdown(rows):
    print("| " + " | ".join(COLUMNS) + " |")
    print("|---|---|--:|--:|---|--:|--:|:-:|")
    for row in rows:
        print("| " + " | ".join(cells(row)) + " |")


def cells(row):
    ok = "yes" if row["value"] <= row["goal"] else "no"
    ours, other = f"{row['ours']:.2f}", f"{row['other']:.2f}"
    return [row["work"], row["against"], ours, other, row["unit"], f"{row['value']:.3g}", f"{row['goal']:.3g}", ok]
