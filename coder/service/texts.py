"""Bodies that are a text or a web page as they stand, in whatever charset they name."""

from __future__ import annotations

from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from coder.charsets import codec, marked, page_text


def decoded_text(body: bytes, charset: str) -> str:
    """A plain text; without a charset it is UTF-8.

    :raise UnsupportedMediaType: the charset is not known.
    :raise BadRequest: the bytes are not of the charset.
    """
    chosen = marked(body) or codec(charset or "utf-8")
    if not chosen:
        raise _unknown(charset)
    try:
        return body.decode(chosen)
    except UnicodeDecodeError as error:
        raise BadRequest(f"The body is not {charset or 'UTF-8'} (byte {error.start}); name its charset.") from None


def decoded_page(body: bytes, charset: str) -> str:
    """A web page; without a charset the one it declares, else UTF-8, else what old pages mean by silence.

    Bytes that cannot be read become U+FFFD, as in a browser.

    :raise UnsupportedMediaType: the charset is not known.
    """
    if charset and not (marked(body) or codec(charset)):
        raise _unknown(charset)
    return page_text(body, charset)


def _unknown(charset: str) -> UnsupportedMediaType:
    return UnsupportedMediaType(f"The charset {charset[:40]!r} is not known; send UTF-8.")
