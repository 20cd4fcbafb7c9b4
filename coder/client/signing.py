"""Signed messages: whoever shares a secret can tell that a body is whole, ours, and of now."""

from __future__ import annotations

import hashlib
import hmac
import re
import time

HEADER = "Dragoman-Signature"
DELIVERY = "Dragoman-Delivery"
TOLERANCE_SECONDS = 300
_SIGNATURE = re.compile(r"t=([0-9]{1,12}),v1=([0-9a-f]{64})", re.ASCII)


def signature(secret: str, body: bytes, moment: int) -> str:
    """What stands in the header `Dragoman-Signature` of a body that is sent at a moment (seconds since 1970).

    >>> signature("a secret", b"{}", 1700000000)[:24]
    't=1700000000,v1=f4c7f7db'
    """
    return f"t={moment},v1={_digest(secret, body, moment)}"


def verify_signature(
    secret: str, header: str, body: bytes, tolerance: float = TOLERANCE_SECONDS, now: float | None = None
) -> bool:
    """Whether a body was signed with the secret, at most `tolerance` seconds ago.

    `header` is that of `Dragoman-Signature`, `body` the bytes as they came.

    >>> verify_signature("a secret", signature("a secret", b"{}", 1700000000), b"{}", now=1700000010)
    True
    >>> verify_signature("a secret", signature("a secret", b"{}", 1700000000), b"{ }", now=1700000010)
    False
    """
    found = _SIGNATURE.fullmatch(header)
    if found is None:
        return False
    moment = int(found[1])
    late = abs((time.time() if now is None else now) - moment) > tolerance
    return hmac.compare_digest(_digest(secret, body, moment), found[2]) and not late


def _digest(secret: str, body: bytes, moment: int) -> str:
    return hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
