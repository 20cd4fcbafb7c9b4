"""Requests to the web: bounded in bytes, time, redirections and tries, and polite to every host."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import NoReturn
from urllib.parse import SplitResult, urljoin, urlsplit

import httpx

from coder import __version__
from coder.errors import FetchError
from coder.watch.guarding import Resolve, addresses, resolve
from coder.watch.pace import Backoff, Hosts, Pace

MOST_REDIRECTIONS = 5
PERMANENT = (301, 308)
_MOVED = (*PERMANENT, 302, 303, 307)
_COME_AGAIN = (408, 425, 429, 500, 502, 503, 504)
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one request may take: seconds in all, seconds of silence, and how long a host may ask us to wait in between.

    Longer waits are for another round.
    """

    seconds: float = 60.0
    silence: float = 20.0
    patience: float = 60.0


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: an address, headers for its host alone, at most so many bytes, and how patiently.

    `cut` takes the beginning of what is too long. `before` is called with each address that is about to be asked,
    and may raise a FetchError.
    """

    address: str
    headers: tuple[tuple[str, str], ...] = ()
    etag: str = ""
    modified: str = ""
    most: int = 8 * 1024 * 1024
    cut: bool = False
    delay: float = 2.0
    tries: int = 1
    before: Callable[[str], None] = field(default=lambda _: None, compare=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came: from which address in the end, whether nothing is new since last time, and where it moved for good."""

    address: str
    content: bytes
    headers: Mapping[str, str]
    unchanged: bool = False
    moved: str = ""


class Fetcher:
    """Fetches what is wished for, one request at a time for each host."""

    def __init__(
        self,
        pace: Pace,
        private: bool = False,
        contact: str = "",
        backoff: Backoff | None = None,
        bounds: Bounds | None = None,
        look_up: Resolve = resolve,
    ) -> None:
        self._pace = pace
        self._private = private
        self._backoff = backoff or Backoff()
        self._bounds = bounds or Bounds()
        self._look_up = look_up
        self.hosts = Hosts(pace)
        about = f"; {contact}" if contact else ""
        self._client = httpx.Client(
            headers={"User-Agent": f"Dragoman/{__version__} (codes events from news{about})"},
            timeout=self._bounds.silence,
            limits=httpx.Limits(max_keepalive_connections=0),
            verify=httpx.create_ssl_context(),  # $SSL_CERT_FILE counts, proxies of the environment do not
            trust_env=False,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        )

    def close(self) -> None:
        """Give the sockets back."""
        self._client.close()

    def get(self, wish: Wish) -> Reply:
        """What an address answers; tried again where that may help, each time after a longer wait.

        :raise FetchError: it does not answer, or not what can be taken.
        :raise StoppedError: the watch ends.
        """
        failures = 0
        while True:
            try:
                return self._followed(wish)
            except FetchError as error:
                failures += 1
                if not error.passing or failures >= wish.tries or error.wait > self._bounds.patience:
                    raise
                self._pace.wait(max(self._backoff.wait(failures), error.wait))

    def _followed(self, wish: Wish) -> Reply:
        address, moved, permanent = wish.address, "", True
        for _ in range(MOST_REDIRECTIONS + 1):
            wish.before(address)
            with self._answered(address, wish, _is_own(address, wish.address)) as response:
                if response.status_code not in _MOVED or "Location" not in response.headers:
                    return self._taken(response, address, moved, wish)
                permanent = permanent and response.status_code in PERMANENT
                address = _joined(address, response.headers["Location"])
                moved = address if permanent else moved
        raise FetchError(f"{wish.address} leads on more than {MOST_REDIRECTIONS} times")

    @contextmanager
    def _answered(self, address: str, wish: Wish, own: bool) -> Iterator[httpx.Response]:
        """The answer of one address, its body still to be read; the host is ours until then."""
        with self.hosts.turn(host_of(address), wish.delay):
            try:
                response = self._sent(address, _conditions(wish, own))
                try:
                    yield response
                finally:
                    response.close()
            except httpx.TimeoutException as error:
                raise FetchError(f"{address} took too long ({type(error).__name__})", passing=True) from None
            except httpx.InvalidURL as error:
                raise FetchError(f"{address} is no address: {error}") from None
            except httpx.HTTPError as error:
                said = str(error) or type(error).__name__
                raise FetchError(f"{address} does not answer: {said}", passing=True) from None

    def _sent(self, address: str, headers: dict[str, str]) -> httpx.Response:
        """The answer of the first of a host's machines that can be reached."""
        url = httpx.URL(address)
        port = url.port or _PORTS[url.scheme]
        places = addresses(url.host, port, self._private, self._look_up)
        host = url.netloc.decode("ascii")
        for place in places:
            request = self._client.build_request(
                "GET",
                url.copy_with(host=place, username=None, password=None, fragment=None),
                headers={**headers, "Host": host.rpartition("@")[2]},
                extensions={"sni_hostname": url.raw_host.decode("ascii")},
            )
            try:
                return self._client.send(request, stream=True)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if place == places[-1]:
                    raise
        raise FetchError(f"the host {url.host} has no address", passing=True)

    def _taken(self, response: httpx.Response, address: str, moved: str, wish: Wish) -> Reply:
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return Reply(address, b"", response.headers, unchanged=True, moved=moved)
        if not response.is_success:
            self._refuse(response, address)
        content, late = bytearray(), time.monotonic() + self._bounds.seconds
        for piece in response.iter_bytes():
            self._pace.go_on()
            content += piece
            if len(content) > wish.most:
                if wish.cut:
                    break
                raise FetchError(f"{address} has more than {wish.most} bytes")
            if time.monotonic() > late:
                raise FetchError(f"{address} took longer than {self._bounds.seconds:g} seconds", passing=True)
        return Reply(address, bytes(content[: wish.most]), response.headers, moved=moved)

    def _refuse(self, response: httpx.Response, address: str) -> NoReturn:
        passing = response.status_code in _COME_AGAIN
        wait = _seconds(response.headers.get("Retry-After", "")) if passing else 0.0
        if wait:
            self.hosts.hold(host_of(address), wait)
        said = f"{address} answered {response.status_code} {response.reason_phrase}".rstrip()
        raise FetchError(said, passing, wait)


def parts_of(address: str) -> SplitResult:
    """The parts of an address.

    :raise FetchError: it is none of the web.
    """
    try:
        parts = urlsplit(address)
        good = parts.scheme in _PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise FetchError(f"{address[:500]!r} is no address of the web (http:// or https://)")
    return parts


def host_of(address: str) -> str:
    """The host of an address; raises as `parts_of` does."""
    return str(parts_of(address).hostname)


def _is_own(address: str, first: str) -> bool:
    """Whether a request is still with the host that it was meant for, and as safe from being overheard."""
    now, before = parts_of(address), parts_of(first)
    return now.netloc == before.netloc and (now.scheme == "https" or before.scheme == "http")


def _conditions(wish: Wish, own: bool) -> dict[str, str]:
    """The headers of a request; what is meant for one host alone is sent to no other."""
    if not own:
        return {}
    conditions = {"If-None-Match": wish.etag, "If-Modified-Since": wish.modified}
    return {**dict(wish.headers), **{name: value for name, value in conditions.items() if value}}


def _joined(address: str, location: str) -> str:
    try:
        return urljoin(address, location.strip())
    except ValueError:
        raise FetchError(f"{address} leads to {location[:200]!r}, which is no address") from None


def _seconds(retry_after: str) -> float:
    """What a host asks us to wait: a number of seconds, or until a date; at most a day."""
    written = retry_after.strip()
    if written.isascii() and written.isdigit():
        return min(float(written[:9]), 86_400.0)
    try:
        until = parsedate_to_datetime(written)
    except ValueError:
        return 0.0
    left = (until if until.tzinfo else until.replace(tzinfo=UTC)) - datetime.now(UTC)
    return min(max(left.total_seconds(), 0.0), 86_400.0)
