"""Bytes of texts and web pages as text, in whatever charset they name."""

from __future__ import annotations

import codecs
import re

_SAFE = re.compile(r"utf-(?:8|16|32)(?:-[bl]e)?|ascii|iso8859-\d+|cp\d+|koi8-[rut]|gb\w+|big5\w*|euc_\w+|shift_jis\w*")
_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_DECLARED_WITHIN = 2_048
_USUAL = "cp1252"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def page_text(body: bytes, charset: str = "") -> str:
    """A web page; without a charset that is known the one it declares, else UTF-8, else what old pages mean by silence.

    Bytes that cannot be read become U+FFFD, as in a browser.
    """
    return body.decode(marked(body) or codec(charset) or _declared(body) or _guessed(body), "replace")


def plain_text(body: bytes, charset: str = "") -> str:
    """A text by the same rules, but for declarations, which only pages make."""
    return body.decode(marked(body) or codec(charset) or _guessed(body), "replace")


def marked(body: bytes) -> str:
    """The charset that a byte order mark stands for."""
    return next((name for mark, name in _MARKS if body.startswith(mark)), "")


def codec(charset: str) -> str:
    """Python's name of a charset; nothing where it is no charset of texts (Python has codecs for much else)."""
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):
        return ""
    return name if _SAFE.fullmatch(name) else ""


def _declared(body: bytes) -> str:
    match = _DECLARED.search(body[:_DECLARED_WITHIN])
    found = codec(match[1].decode("ascii")) if match else ""
    return "" if found.startswith("utf-16") else found  # no page could say so in plain letters


def _guessed(body: bytes) -> str:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return _USUAL
    return "utf-8"
