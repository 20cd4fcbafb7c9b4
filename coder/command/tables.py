"""Tables for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def table(rows: Sequence[Sequence[object]]) -> Iterator[str]:
    """Lines of a table with its head first; numbers stand to the right.

    >>> print("\\n".join(table([("family", "failed"), ("04-consult", 12)])))
    family      failed
    04-consult      12
    """
    widths = [max(len(str(row[column])) for row in rows) for column in range(len(rows[0]))]
    numbers = [isinstance(cell, int) for cell in rows[-1]]
    for row in rows:
        cells = zip(row, widths, numbers, strict=True)
        aligned = (str(cell).rjust(width) if number else str(cell).ljust(width) for cell, width, number in cells)
        yield "  ".join(aligned).rstrip()
