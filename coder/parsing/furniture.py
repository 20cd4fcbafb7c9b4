"""Site furniture: what stands on a page around the news and is none."""

from __future__ import annotations

import re

_LONGEST = 400

# Each line is one kind of furniture and has to cover the whole paragraph; letter case does not count.
_WHOLE = r"""
(?:share|tweet|pin|print|email|follow|like|subscribe|sign up|sign in|log ?in|register|menu|search)\W*
(?:comments?|reply|related|loading|next|previous|back to top|top stories|home|news|save|listen|close|more)\W*
(?:most read|most popular|trending|latest news|published|updated|copy link)\W*
(?:whatsapp|facebook|twitter|linkedin|telegram|reddit|instagram|youtube)\W*
(?:ad|advertisements?|advertorial|(?:sponsored|promoted)(?: content)?)\W*
share (?:this|on|via)\b(?: \w+){0,6}\W*
(?:follow|like|join|find) us (?:on|at|in)\b.*
(?:click|tap) (?:here|on|to)\b.*
(?:read(?: more| also| next| on)?|see also|also (?:read|see)|more on(?: this)?|related(?: \w+)?)\s*:.*
(?:recommended|you may also like|don['’]t miss|must read|in pictures|photos?|gallery)\s*:.*
(?:watch|listen)(?: now| live| also)?\s*:.*
(?:tags?|filed under|topics?|category|categories|keywords|sources?|via|contact|tel|phone|e-?mail)\s*:.*
(?:story|article|content|post) continues (?:below|after)\b.*
(?:continue reading|read (?:more|full story|next))\b.*
(?:leave|post|add|write) (?:a|your) (?:reply|comment)s?\b.*
(?:\d+|no) comments?(?: yet)?\W*
(?:sign up|subscribe|register) (?:for|to|now|here|today|with)\b.*
(?:your email address will not be published|required fields are marked|save my name, email)\b.*
(?:this site uses|learn how your comment)\b.*
(?:we|this (?:web ?)?site|our partners) uses? cookies\b.*
(?:accept|reject|manage)(?: all)? cookies\b.*
by (?:clicking|continuing|using|browsing|subscribing)\b.*(?:agree|accept|consent)\b.*
(?:please )?enable (?:javascript|cookies)\b.*
.*\bjavascript (?:is|to be) (?:disabled|enabled)\b.*
your browser does not support\b.*
(?:warning|notice|fatal error|parse error|deprecated)\s*:.*(?: on line \d+|\bin /\S+).*
(?:copyright (?:©|\(c\)|\d{4}|by|notice)|©|\(c\) ?\d{4}).*
.*\b(?:all rights reserved|may not be (?:published, broadcast|reproduced))\b.*
(?:you are here|skip to|jump to|back to (?:top|home))\b\W*(?:(?:main |the )?\w+\W*){0,4}
the post .{1,200} (?:appeared first on|first appeared on)\b.*
(?:first |last |originally )?(?:published|updated|modified|posted)(?: on| by| at)?\b[^.]{0,80}\d[^.]{0,40}
\(?(?:(?:additional )?reporting|writing|editing|compiled|translated|edited|written) by (?-i:[A-Z]).*
(?:image|photo|picture|photograph)s?(?: source| credit| copyright| by)?\s*[:/].*
\W*(?:reuters|ap|afp|dpa|xinhua|upi|ians|pti|ani|tass|interfax|anadolu agency|agencies)\W*
\W*(?:associated press|agence france-presse|staff|staff (?:reporter|writer)|news desk|web desk)\W*
(?:https?://|www\.)\S+|\S+@\S+\.\w+|(?:[@#]\w+\s*)+
\d+ (?:min|minute|hour|day|week)s?(?: read| ago)\W*
\d+ (?:views?|shares?|likes?)\W*
"""
_FURNITURE = re.compile("|".join(f"(?:{pattern})" for pattern in _WHOLE.split("\n") if pattern), re.IGNORECASE)

_DATE_WORD = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)(?:day)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
    r"|[ap]\.?m\.?|gmt|utc|e[sd]?t|p[sd]t|ist|cet|bst|at|on|\d{1,4}(?:st|nd|rd|th)?)"
)
_DATE_LINE = re.compile(rf"(?=.*\d)\W*(?:{_DATE_WORD}\b\W*)+", re.IGNORECASE)

_NAME = r"[A-Z][\w.'’-]*(?: (?:al|bin|de|del|der|el|la|van|von|[A-Z][\w.'’-]*)){0,4}"
_BYLINE = re.compile(rf"(?:By|BY|by) {_NAME}(?:(?:,? and |, of |, | in | for | ?[|/–-] ?)(?:the )?{_NAME}){{0,4}}")
_BAR = re.compile(r"\s*[|»›>·]\s*|\s+/\s+")

_KICKER = re.compile(
    r"(?:(?:breaking(?: news)?|exclusive|urgent|just in|developing|watch|live|video|corrected|photos?"
    r"|(?:update|wrapup)(?: ?\d)?|file(?: photo| image| picture)?)\s*(?::|[-–—]+(?=\s))"
    r"|(?:UPDATE|WRAPUP|RPT|REFILE)[ \d]*-)\s*",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\s*(?:\((?:(?:additional )?reporting|writing|editing|compiled|edited|translated) by\b[^()]{0,300}\)"
    r"|\((?:AP|AFP|EPA|Reuters|Getty)?\s*(?:Photo|Image)s?\b[^()]{0,80}\)"
    r"|\[?(?:REUTERS|AFP|EPA)/[A-Z][\w .'/-]{2,40}\]?)\s*$",
    re.IGNORECASE,
)


_SITE = re.compile(
    r"\s+(?:[|»]\s.*|[-–—]\s+(?:[\w.]+ ){0,3}(?:news|times|post|guardian|reuters|ap|afp|bbc|cnn|al jazeera"
    r"|herald|tribune|telegraph|independent|journal|xinhua|mail|online|\w+\.(?:com|org|net|co\.\w+)))\s*$",
    re.IGNORECASE,
)


def furniture(paragraph: str) -> str:
    """Why a paragraph is no news (`furniture`, `byline`, `date`, `navigation`), or nothing where it is.

    >>> furniture("Home > News > World")
    'navigation'
    """
    text = " ".join(paragraph[: _LONGEST + 1].split())
    if len(text) > _LONGEST:
        return ""
    if not any(map(str.isalpha, text)) or _FURNITURE.fullmatch(text):
        return "furniture"
    if _DATE_LINE.fullmatch(text):
        return "date"
    if _BYLINE.fullmatch(text):
        return "byline"
    return "navigation" if _is_navigation(text) else ""


def opening(paragraph: str) -> int:
    """The length of a label that opens a paragraph: `BREAKING: `, `FILE PHOTO: `."""
    match = _KICKER.match(paragraph)
    return match.end() if match else 0


def closing(paragraph: str) -> int:
    """Where a credit that closes a paragraph begins: `(Reporting by Jane Roe)`, else the paragraph's end."""
    match = _CREDIT.search(paragraph, max(0, len(paragraph) - _LONGEST))
    return match.start() if match else len(paragraph)


def site_name(title: str) -> int:
    """Where the site's name begins that closes a page title (`... | The Herald`), else the title's end."""
    match = _SITE.search(title)
    return match.start() if match else len(title)


def _is_navigation(text: str) -> bool:
    """Three or more short entries with bars or arrows between them; one may be long, the page's own title."""
    entries = [entry for entry in _BAR.split(text) if entry]
    long = sum(len(entry.split()) > 4 for entry in entries)
    return len(entries) >= 3 and long <= 1
