"""More sentences from the same treebanks: curly quotes, capitals, headlines, abbreviations, quotations."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator

from .treebanks import Row, Tree, chance

_SMALL = {"ADP", "DET", "CCONJ", "PART"}
_MONTHS = dict(
    pair.split()
    for pair in (
        *("January Jan.", "February Feb.", "March Mar.", "April Apr.", "August Aug.", "September Sept."),
        *("October Oct.", "November Nov.", "December Dec."),
    )
)
_TITLES = dict(
    pair.split()
    for pair in (
        *("Governor Gov.", "Senator Sen.", "General Gen.", "Representative Rep.", "Lieutenant Lt."),
        *("Colonel Col.", "Captain Capt.", "Professor Prof.", "Doctor Dr.", "President Pres.", "Mister Mr."),
        *("Sergeant Sgt.", "Reverend Rev."),
    )
)
_PREFIXES = ["de-"] * 5 + ["re-", "non-", "anti-", "co-", "pre-", "counter-"]
_QUOTES = {'"', "“", "”", "``", "''"}


def typographic(trees: list[Tree], dice: random.Random, curly: float, upper: float, title: float) -> list[Tree]:
    """Some sentences with curly quotes and dashes in place; some again in capitals or in Title Case."""
    changed, copies = [], []
    for tree in trees:
        kept = _curly(tree, dice) if chance(dice, curly) else tree
        changed.append(kept)
        if not 4 <= len(kept.rows) <= 25:
            continue
        if chance(dice, upper):
            copies.append(_recased(kept, "-upper", lambda row: row[1].upper()))
        elif chance(dice, title):
            copies.append(_recased(kept, "-title", _title_case))
    return changed + copies


def headlines(trees: list[Tree], dice: random.Random, title: float, plain: float) -> list[Tree]:
    """Copies of short verbal sentences as headlines: no full stop, few articles and auxiliaries."""
    copies = []
    for tree in trees:
        words = tree.words
        if tree.marked or not 5 <= len(words) <= 24 or len(words) < len(tree.rows):
            continue
        drawn = dice.random()
        if drawn < title + plain and any(row[7] == "root" and row[3] == "VERB" for row in words):
            copies += _headline(tree, dice, cased=drawn < title)
    return trees + copies


def abbreviated(trees: list[Tree], dice: random.Random) -> list[Tree]:
    """For the tokenizer: `Jan. 3`, `Gen. Ali`, and sentences that are whole quoted paragraphs."""
    extra = [quoted for tree in trees for quoted in _abbreviate(tree, dice)]
    dice.shuffle(extra)
    return trees + extra


def prefixed(trees: list[Tree], dice: random.Random) -> list[Tree]:
    """For the tokenizer: some made-up words such as `de-escalation` that stay one token."""
    for tree in trees:
        covered = 0
        for row in tree.rows:
            if "-" in row[0]:
                covered = int(row[0].split("-")[1])
            elif int(row[0]) > covered and row[3] in {"NOUN", "VERB", "ADJ"} and _is_plain(row[1]):
                row[1] = (dice.choice(_PREFIXES) if chance(dice, 0.012) else "") + row[1]
    return trees


def _is_plain(word: str) -> bool:
    return word.isalpha() and word.islower() and len(word) > 5


def _curly(tree: Tree, dice: random.Random) -> Tree:
    dash, double, single = dice.choice("—–"), 0, 0
    copy = Tree([c for c in tree.comments if not c.startswith("# text")], [list(row) for row in tree.rows])
    for row in copy.rows:
        if row[1] in {'"', "''", "``"}:
            row[1] = row[2] = "“" if row[4] == "``" or (row[4] != "''" and double % 2 == 0) else "”"
            double += 1
        elif row[1] == "'" and row[3] == "PUNCT":
            row[1] = row[2] = "‘" if row[4] == "``" or (row[4] != "''" and single % 2 == 0) else "’"
            single += 1
        elif row[1] in {"--", "---"}:
            row[1] = row[2] = dash
        else:
            row[1] = row[1].replace("'", "’")
    return copy


def _recased(tree: Tree, mark: str, change: Callable[[Row], str]) -> Tree:
    copy = tree.copy(mark)
    for row in copy.rows:
        row[1] = change(row)
    return copy


def _title_case(row: Row) -> str:
    return row[1] if row[3] in _SMALL and len(row[1]) < 5 else row[1][:1].upper() + row[1][1:]


def _headline(tree: Tree, dice: random.Random, cased: bool) -> Iterator[Tree]:
    copy = tree.copy("-headline")
    heads = {row[6] for row in copy.rows}
    kept = [row for row in copy.rows if row[0] in heads or not _can_go(row, copy.rows, dice)]
    if len(kept) < 4:
        return
    numbers = {"0": "0", **{row[0]: str(number) for number, row in enumerate(kept, 1)}}
    for row in kept:
        row[0], row[6] = numbers[row[0]], numbers[row[6]]
        row[1] = _title_case(row) if cased else row[1]
    kept[0][1] = kept[0][1][:1].upper() + kept[0][1][1:]
    copy.rows = kept
    yield copy


def _can_go(row: Row, rows: list[Row], dice: random.Random) -> bool:
    if row is rows[-1]:
        return row[3] == "PUNCT"
    if row[4] == "DT" and row[2] in {"the", "a"}:
        return chance(dice, 0.8)
    auxiliary = row[7] in {"aux:pass", "cop"} and row[2] == "be" and row is not rows[0]
    return auxiliary and chance(dice, 0.5)


def _abbreviate(tree: Tree, dice: random.Random) -> Iterator[Tree]:
    rows = tree.rows
    for row, following in itertools.pairwise(rows):
        number = following[3] == "NUM" and len(following[1]) <= 2
        if row[1] in _MONTHS and number and chance(dice, 0.5):
            row[1] = _MONTHS[row[1]]
        elif row[1] in _TITLES and following[3] == "PROPN" and chance(dice, 0.5):
            row[1] = _TITLES[row[1]]
    last = rows[-1][1]
    if last in {'"', "”", "''", "’"} and len(rows) > 1 and rows[-2][1] in {".", ",", "!", "?"}:
        for _ in range(2):
            yield Tree(["# newpar"], [list(row) for row in rows])
    elif _is_quotable(rows) and chance(dice, 0.1):
        yield _quoted(tree, dice)


def _is_quotable(rows: list[Row]) -> bool:
    words = {row[1] for row in rows}
    return 5 < len(rows) < 40 and rows[-1][1] in {".", "!", "?"} and not words & _QUOTES


def _quoted(tree: Tree, dice: random.Random) -> Tree:
    """The sentence between quotes, as a paragraph of its own; sometimes the closing quote is missing."""
    opening, closing = dice.choice([("“", "”"), ("“", "”"), ('"', '"')])
    rows = [list(row) for row in tree.rows]
    for row in rows:
        row[0] = "-".join(str(int(number) + 1) for number in row[0].split("-"))
    rows.insert(0, ["1", opening, opening, "PUNCT", "``", "_", "0", "punct", "_", "SpaceAfter=No"])
    if chance(dice, 0.7):
        rows[-1][9] = "SpaceAfter=No"
        number = str(int(rows[-1][0]) + 1)
        rows.append([number, closing, closing, "PUNCT", "''", "_", "0", "punct", "_", "_"])
    return Tree(["# newpar"], rows)
