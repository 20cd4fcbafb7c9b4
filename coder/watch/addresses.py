"""Addresses of articles in one form, so that one article is known however its link is written."""

from __future__ import annotations

import hashlib
import posixpath
import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from coder.article import Article

_PORTS = {"http": 80, "https": 443}
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp|cfm|shtml)$", re.IGNORECASE)
_TRACKING = re.compile(
    r"(?:utm|at|mc|pk|hsa|vero|oly|mtm|piwik|matomo|ns|trk)_\w+|(?:fb|g|dc|gb|wb|ms|y|tw|tt|ws|igs)[a-z]?clid|"
    r"gbraid|wbraid|igshid|_ga|_gl|cmp(?:id)?|icid|ncid|ocid|smid|s_cid|mkt_tok|ref_(?:src|url)|ftag|"
    r"ito|xtor|spm|taid|wt\.mc_id|_hs(?:enc|mi)|soc_(?:src|trk)|guccounter|guce_referrer(?:_sig)?",
    re.IGNORECASE,
)
_SAFE_IN_PATH = "/:@!$&'()*+,;=~"


def canonical(address: str) -> str:
    """An address without what does not decide which page it leads to; empty where it is none of the web.

    Scheme (http is https), letter case of the host, its own port, user names, fragments, parameters that only
    count visitors, an index page at the end, dots and slashes in the path, and the order of parameters.

    >>> canonical("HTTP://News.Example:80/a/../b/index.html?utm_source=x&y=2&b=1#top")
    'https://news.example/b?b=1&y=2'
    """
    try:
        parts = urlsplit(address.strip())
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host:
        return ""
    place = host if port in (None, _PORTS[scheme]) else f"{host}:{port}"
    query = _query(parts.query)
    return f"https://{place}{_path(parts.path)}" + (f"?{query}" if query else "")


def key_of(article: Article, named: bool) -> str:
    """What an article is known by: its address, else a hash of what it says.

    `named` says that its id is its sender's word; one made from a file's name says nothing of the article.
    """
    address = canonical(article.url)
    if address:
        return address
    told = (article.publisher, article.id if named else "", str(article.date or ""), article.title)
    written = "\0".join((*told, article.text or article.html))
    return f"text:{hashlib.sha256(written.encode('utf-8', 'replace')).hexdigest()[:32]}"


def _host(name: str) -> str:
    name = name.rstrip(".").lower()
    if name.isascii():
        return f"[{name}]" if ":" in name else name
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        return name


def _path(path: str) -> str:
    path = quote(unquote(_INDEX.sub("/", path), errors="surrogateescape"), _SAFE_IN_PATH, errors="surrogateescape")
    plain = posixpath.normpath(f"/{path.lstrip('/')}")
    return "" if plain == "/" else plain


def _query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True, errors="surrogateescape")
    kept = sorted(pair for pair in pairs if not _TRACKING.fullmatch(pair[0]))
    return urlencode(kept, errors="surrogateescape")
