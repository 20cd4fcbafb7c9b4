"""Datelines: `GAZA CITY, Gaza Strip, May 3 (Reuters) --` before the first sentence of a report."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
_DATE = re.compile(
    rf"[,.]?\s*\(?{_WEEKDAY}(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?\)?\s*$",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"(?:\(\s*([A-Z][\w.&'/ ]{1,39}|[a-z]{3})\s*\)|/([A-Z][\w ]{1,19})/)\s*$")
_MARK = re.compile(r"\s*(?:-{2,}|[—–]|:|[.,]?-(?=\s)|_(?=\s)|(?<=\)\s)[\"”](?=\s))\s*")
_PART = re.compile(r"[^\W\d_][\w.'’/ -]*$")
_SMALL_WORDS = frozenset(
    {
        "a",
        "al",
        "and",
        "at",
        "de",
        "del",
        "du",
        "el",
        "en",
        "in",
        "la",
        "le",
        "les",
        "los",
        "of",
        "on",
        "sur",
        "the",
    }
)
_KICKERS = frozenset(
    {
        "analysis",
        "breaking",
        "correction",
        "exclusive",
        "explainer",
        "factbox",
        "feature",
        "interview",
        "live",
        "news",
        "note",
        "notebook",
        "opinion",
        "photos",
        "q&a",
        "recap",
        "timeline",
        "update",
        "updates",
        "urgent",
        "video",
        "watch",
        "wrapup",
        "editorial",
        "comment",
        "profile",
    }
)
_NO_PLACE = frozenset({"A", "At", "Dr", "For", "From", "In", "Mr", "Mrs", "Ms", "On", "U.S"})
_AGENCIES = frozenset({"AFP", "AP", "DPA", "IRNA", "PTI", "Reuters", "TASS", "UPI", "Xinhua"})
_ARTICLES = frozenset({"A", "An", "The"})
_LONGEST = 100
_UNMARKED = re.compile(r"([A-Z][\w.,'’/ -]{2,60}\([A-Z][\w.&'/ ]{1,30}\))\s+(?=[A-Z\"“])")
"""`NEW DELHI, May 3 (IANS) The minister ...`: place, date and agency with nothing after them."""


@dataclass(frozen=True, slots=True)
class FoundDateline:
    """A dateline at the start of a paragraph; `end` is where the news begins."""

    end: int
    place: str
    agency: str


def find_dateline(paragraph: str, first: bool) -> FoundDateline | None:
    """The dateline that opens a paragraph, if one does.

    The `first` paragraph of a text may have less to show for itself: `Berlin - The chancellor ...` or
    `ANKARA: Turkey ...`.

    >>> find_dateline("KABUL, May 3 (AP) -- Troops left.", first=False)
    FoundDateline(end=21, place='KABUL', agency='AP')
    """
    unmarked = _UNMARKED.match(paragraph)
    if unmarked and _DATE.search(_take_agency(unmarked.group(1))[0]):
        found = _read(unmarked.group(1), "--", first, loose=False)
        if found:
            return FoundDateline(unmarked.end(), *found)
    for mark in _MARK.finditer(paragraph, 0, _LONGEST):
        news = paragraph[mark.end() :]
        if mark.start() and news and _opens_sentence(news[0]):
            loose = first and _is_loose(mark.group().strip(), news)
            found = _read(paragraph[: mark.start()].strip(), mark.group().strip(), first, loose)
            if found:
                return FoundDateline(mark.end(), *found)
    return None


def _opens_sentence(character: str) -> bool:
    return character.isupper() or character.isdigit() or character in "\"'“‘«$€£("


def _is_loose(mark: str, news: str) -> bool:
    """Whether a place in small letters may stand before this mark.

    `Bonn - The minister ...` opens a report, `Bonn - Paris talks resume` does not.
    """
    return mark in {"--", "—"} or (mark in {"-", "–"} and news.split(maxsplit=1)[0] in _ARTICLES)


def _read(head: str, mark: str, first: bool, loose: bool) -> tuple[str, str] | None:
    """Place and agency of what stands before the mark, or nothing where it is no dateline."""
    rest, agency = _take_agency(head)
    place = _DATE.sub("", rest).rstrip(" ,.;") if not rest.endswith("D.C.") else rest
    if not place:
        return ("", agency) if agency and not rest else None
    if place in _AGENCIES and mark != ":":
        return "", place
    if not _is_place(place):
        return None
    dated = place != rest.rstrip(" ,.;")
    if agency or (dated and mark != ":") or _stands_alone(place, mark, first, loose):
        return place, agency
    return None


def _take_agency(head: str) -> tuple[str, str]:
    """The agency in brackets, slashes or, if it is a known one, after a comma: `Oslo, May 3, IRNA`."""
    match = _AGENCY.search(head)
    if not match:
        rest, comma, last = head.rpartition(",")
        return (rest.rstrip(), last.strip()) if comma and last.strip() in _AGENCIES else (head, "")
    return head[: match.start()].rstrip(" ,"), (match.group(1) or match.group(2)).strip()


def _is_place(place: str) -> bool:
    parts = [part.strip() for part in place.split(",")]
    return len(parts) <= 3 and all(map(_is_name, parts)) and not _is_kicker(parts[0])


def _is_name(part: str) -> bool:
    words = part.split()
    return (
        _PART.match(part) is not None
        and len(words) <= 5
        and all(word[0].isupper() or word in _SMALL_WORDS for word in words)
    )


def _is_kicker(place: str) -> bool:
    words = place.split()
    return words[0] in _NO_PLACE or bool(_KICKERS.intersection(place.lower().split()))


def _stands_alone(place: str, mark: str, first: bool, loose: bool) -> bool:
    """Whether a bare place is enough: capitals before a dash, or less in the first paragraph."""
    town = place.split(",")[0]
    capitals = town.isupper() and sum(map(str.isalpha, town)) >= 4
    if mark == ":":
        return first and capitals
    if first and "," in place:
        return True
    return capitals or (loose and len(town.split()) <= 2)
