"""How well copies are told from other reports, for `docs/watching.md`.

    python -m bench.sameness

Prints, for reports of several lengths and each way of working a report over, the bits in which fingerprints differ
(half of the copies; all but one in twenty) and the share of copies that are found; then the same for other reports on
the same topic and between the same states, of which none should be.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import combinations

from bench.wording import TOPICS, Report, agency_lines, cut, longer, new_lead, other_headline, report, reworded
from coder.article import Article
from coder.watch.sameness import Fingerprint, distance, fingerprint

LENGTHS = (1, 4, 10, 25)
COPIES = 400
OTHERS = 600
EDITS: tuple[tuple[str, Callable[[Report, random.Random], Report]], ...] = (
    ("another headline", other_headline),
    ("another dateline, agency, byline, credit", agency_lines),
    ("the last tenth cut", cut(0.1)),
    ("the last third cut", cut(0.33)),
    ("the last half cut", cut(0.5)),
    ("two paragraphs of background more", longer),
    ("one word in fifty changed", reworded(0.02)),
    ("one word in twenty changed", reworded(0.05)),
    ("one word in ten changed", reworded(0.1)),
    ("another first sentence", new_lead),
)


def main() -> None:
    """Print the table."""
    words = [len(report(1, 1, length).text.split()) for length in LENGTHS]
    print("| copy with | " + " | ".join(f"{count} words" for count in words) + " |")
    print("| --- " * (len(LENGTHS) + 1) + "|")
    for name, edit in EDITS:
        print(f"| {name} | " + " | ".join(_copies(edit, length) for length in LENGTHS) + " |")
    print("| *other reports on the topic* | " + " | ".join(map(_others, LENGTHS)) + " |")


def _copies(edit: Callable[[Report, random.Random], Report], length: int) -> str:
    pairs = [_pair(edit, number, length) for number in range(COPIES)]
    bits = sorted(distance(one.bits, other.bits) for one, other in pairs)
    found = sum(_is_found(one, other) for one, other in pairs)
    return f"{bits[len(bits) // 2]} / {bits[len(bits) * 19 // 20]}: {found / COPIES:.0%}"


def _pair(edit: Callable[[Report, random.Random], Report], number: int, length: int) -> tuple[Fingerprint, Fingerprint]:
    given = report(number, number % len(TOPICS), length)
    return _print(given), _print(edit(given, random.Random(number)))


def _is_found(one: Fingerprint, copy: Fingerprint) -> bool:
    """Whether the store would find the one by the bands of its copy, and the copy be told as one."""
    candidate = any((a ^ b).bit_count() <= 1 for a, b in zip(one.bands, copy.bands, strict=True))
    return candidate and copy.is_near(one.bits)


def _others(length: int) -> str:
    prints = [_print(each) for each in _apart(length)]
    pairs = [(one, other) for one, other in combinations(prints, 2)]
    bits = sorted(distance(one.bits, other.bits) for one, other in pairs)
    found = sum(_is_found(one, other) for one, other in pairs)
    return f"least {bits[0]}: {found} of {len(pairs)}"


def _apart(length: int) -> Iterator[Report]:
    """Reports on one topic, no two of them word for word the same."""
    met = set()
    for number in range(OTHERS):
        found = report(number, 1, length)
        if found.text not in met:
            met.add(found.text)
            yield found


def _print(given: Report) -> Fingerprint:
    return fingerprint(Article(given.text, title=given.title))


if __name__ == "__main__":
    main()
