"""Mends the tokenizer's sentence borders: abbreviations, quotations, text without punctuation."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_TITLES = (
    "Mr",
    "Mrs",
    "Ms",
    "Messrs",
    "Dr",
    "Prof",
    "Rev",
    "Fr",
    "Hon",
    "Gen",
    "Sen",
    "Rep",
    "Lt",
    "Col",
    "Maj",
    "Brig",
    "Capt",
    "Sgt",
    "Cpl",
    "Pvt",
    "Cmdr",
    "Adm",
    "Gov",
    "Pres",
    "Amb",
    "Supt",
    "Insp",
    "Sec",
    "Min",
    "Dep",
    "Asst",
    "St",
    "Ft",
    "Mt",
    "No",
    "Nos",
    "Art",
    "Vol",
    "Fig",
    "Sheik",
    "Pte",
    "vs",
)
_MONTHS = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Sept",
    "Oct",
    "Nov",
    "Dec",
)
_OTHERS = (
    "Inc",
    "Corp",
    "Co",
    "Ltd",
    "Bros",
    "Jr",
    "Sr",
    "Dept",
    "Univ",
    "Assn",
    "Ave",
    "Blvd",
    "etc",
    "approx",
    "est",
    "pct",
    "mln",
    "bln",
    "Mo",
    "Calif",
    "Fla",
    "Tex",
    "Va",
    "Pa",
    "Md",
    "Mass",
    "Mich",
)
_SPEECH = frozenset(
    {
        "said",
        "says",
        "asked",
        "replied",
        "added",
        "told",
        "answered",
        "shouted",
        "cried",
        "insisted",
        "wondered",
        "continued",
        "explained",
        "responded",
        "warned",
        "declared",
        "demanded",
        "noted",
        "stated",
        "announced",
        "wrote",
        "tweeted",
    }
)
_JOINING = frozenset(f"{word}." for word in _TITLES)
_DATED = frozenset(f"{word}." for word in _MONTHS)
_ABBREVIATIONS = _JOINING | _DATED | frozenset(f"{word}." for word in _OTHERS)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?$")
_UNSTOPPED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_GLUED = re.compile(r"[^\W\d_]{3,}\.$")
_STOPS = frozenset({".", "!", "?", "...", "…"})
_QUOTES = frozenset("\"'”’»“‘«")
_CLOSERS = frozenset({'"', "'", "”", "’", "»", "''", ")", "]"})
_CLAUSE_MARKS = ({";"}, {":", "--", "—", "–"}, {","}, {"and", "but", "or", "while"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A written token before it is parsed; `multiword` says that it holds several words (`didn't`)."""

    text: str
    start: int
    end: int
    multiword: bool = False


Pieces = tuple[Piece, ...]


def mend(sentences: Sequence[Pieces], limit: int) -> tuple[Pieces, ...]:
    """The sentences of one paragraph with their borders put right, none longer than `limit` tokens."""
    whole = _joined(_quotes_home([_stops_apart(sentence) for sentence in sentences]))
    apart = (part for sentence in whole for part in _split(sentence))
    return tuple(part for sentence in apart for part in _cut(sentence, limit))


def _stops_apart(sentence: Pieces) -> Pieces:
    """The full stop off an ordinary last word (`Kyiv.`), and back on a last abbreviation (`U.S` `.`)."""
    *words, last = sentence
    if words and last.text == "." and words[-1].end == last.start and _UNSTOPPED.match(words[-1].text):
        return (*words[:-1], Piece(words[-1].text + ".", words[-1].start, last.end, words[-1].multiword))
    if _GLUED.match(last.text) and last.text not in _ABBREVIATIONS:
        middle = last.end - 1
        word = Piece(last.text[:-1], last.start, middle, last.multiword)
        return (*words, word, Piece(".", middle, last.end))
    return sentence


def _quotes_home(sentences: Sequence[Pieces]) -> list[Pieces]:
    """Closing quotes that open a sentence go back to the one before, opening quotes that close one go on."""
    mended = [list(sentence) for sentence in sentences]
    for before, after in itertools.pairwise(mended):
        if before and len(after) > 1 and _hugs(before[-1], after[0], after[1]):
            before.append(after.pop(0))
        elif len(before) > 1 and after and _hugs(after[0], before[-1], before[-2]):
            after.insert(0, before.pop())
    return [tuple(sentence) for sentence in mended if sentence]


def _hugs(near: Piece, quote: Piece, far: Piece) -> bool:
    """Whether it is a quote and touches one neighbour and not the other."""
    return quote.text in _QUOTES and _touch(near, quote) and not _touch(quote, far)


def _touch(one: Piece, other: Piece) -> bool:
    return one.end == other.start or other.end == one.start


def _joined(sentences: Iterable[Pieces]) -> list[Pieces]:
    whole: list[Pieces] = []
    for sentence in sentences:
        if whole and _goes_on(whole[-1], sentence):
            whole[-1] += sentence
        else:
            whole.append(sentence)
    return whole


def _goes_on(before: Pieces, after: Pieces) -> bool:
    """Whether two sentences of the tokenizer are one."""
    last, first = before[-1].text, after[0].text
    if all(piece.text in _CLOSERS or piece.text in _STOPS for piece in after):
        return True
    if last in _JOINING:
        return first[0].isalnum()
    if last in _DATED:
        return first[0].isdigit()
    if last in _ABBREVIATIONS or _INITIALS.match(last):
        return first[0].islower() or (_is_initial(last) and first[0].isupper() and len(before) < 3)
    if last in {",", "-", "--"}:
        return True
    return _is_quotation(before) and _is_speech_tag(after)


def _is_initial(word: str) -> bool:
    return len(word) == 2 and word[0].isupper() and word[1] == "."


def _is_quotation(sentence: Pieces) -> bool:
    """`"Is it true?"`, which may go on with who said it."""
    return (
        len(sentence) > 2
        and sentence[0].text in _QUOTES
        and sentence[-1].text in _QUOTES
        and sentence[-2].text in {"?", "!", ",", "...", "…", "-", "--"}
    )


def _is_speech_tag(sentence: Pieces) -> bool:
    """`he asked.`, `President Ali told reporters.`: who said what was quoted before."""
    words = [piece.text for piece in sentence[:8]]
    return words[0][0].islower() or (any(word in _SPEECH for word in words[1:]) and words[1] != ",")


def _split(sentence: Pieces) -> Iterator[Pieces]:
    """Apart where a full stop of its own stands before a capital: `on Jan. 3. Later he left`."""
    begin = 0
    for i, (piece, following) in enumerate(itertools.pairwise(sentence)):
        if piece.text in {".", "?", "!"} and i > begin and _starts(piece, following):
            yield sentence[begin : i + 1]
            begin = i + 1
    yield sentence[begin:]


def _starts(stop: Piece, following: Piece) -> bool:
    return stop.end < following.start and len(following.text) > 1 and following.text[0].isupper()


def _cut(sentence: Pieces, limit: int) -> Iterator[Pieces]:
    """In stretches of at most `limit` tokens, cut after the best mark in the second half of each."""
    while len(sentence) > limit:
        end = _best_cut(sentence, limit)
        yield sentence[:end]
        sentence = sentence[end:]
    yield sentence


def _best_cut(sentence: Pieces, limit: int) -> int:
    for marks in _CLAUSE_MARKS:
        for i in range(limit, limit // 2, -1):
            if sentence[i - 1].text in marks:
                return i
    return limit
