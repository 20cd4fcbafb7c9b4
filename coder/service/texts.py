"""Bodies that are a text or a web page as they stand, in whatever charset they name."""

from __future__ import annotations

import codecs
import re

from werkzeug.exceptions import BadRequest, UnsupportedMediaType

_SAFE = re.compile(r"utf-(?:8|16|32)(?:-[bl]e)?|ascii|iso8859-\d+|cp\d+|koi8-[rut]|gb\w+|big5\w*|euc_\w+|shift_jis\w*")
_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_DECLARED_WITHIN = 2_048
_USUAL = "cp1252"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decoded_text(body: bytes, charset: str) -> str:
    """A plain text; without a charset it is UTF-8.

    :raise UnsupportedMediaType: the charset is not known.
    :raise BadRequest: the bytes are not of the charset.
    """
    marked = _marked(body)
    codec = marked or _codec(charset or "utf-8")
    if not codec:
        raise _unknown(charset)
    try:
        return body.decode(codec)
    except UnicodeDecodeError as error:
        raise BadRequest(f"The body is not {charset or 'UTF-8'} (byte {error.start}); name its charset.") from None


def decoded_page(body: bytes, charset: str) -> str:
    """A web page; without a charset the one it declares, else UTF-8, else what old pages mean by silence.

    Bytes that cannot be read become U+FFFD, as in a browser.

    :raise UnsupportedMediaType: the charset is not known.
    """
    codec = _marked(body) or _codec(charset)
    if charset and not codec:
        raise _unknown(charset)
    return body.decode(codec or _declared(body) or _guessed(body), "replace")


def _declared(body: bytes) -> str:
    match = _DECLARED.search(body[:_DECLARED_WITHIN])
    codec = _codec(match[1].decode("ascii")) if match else ""
    return "" if codec.startswith("utf-16") else codec  # no page could say so in plain letters


def _guessed(body: bytes) -> str:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return _USUAL
    return "utf-8"


def _marked(body: bytes) -> str:
    """The charset that a byte order mark stands for."""
    return next((codec for mark, codec in _MARKS if body.startswith(mark)), "")


def _codec(charset: str) -> str:
    """Python's name of a charset; nothing where it is no charset of texts (Python has codecs for much else)."""
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):
        return ""
    return name if _SAFE.fullmatch(name) else ""


def _unknown(charset: str) -> UnsupportedMediaType:
    return UnsupportedMediaType(f"The charset {charset[:40]!r} is not known; send UTF-8.")
