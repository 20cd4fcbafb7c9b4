"""Requests over HTTP, sent again where that may help; errors as Dragoman's own."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NoReturn

import httpx

from coder import __version__
from coder.errors import FieldError, RequestError, UnavailableError

LONGEST_WAIT = 60.0
_COME_AGAIN = (408, 429, 502, 503, 504)
_BROKEN = (httpx.NetworkError, httpx.RemoteProtocolError, httpx.ConnectTimeout, httpx.PoolTimeout)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it came; its headers are found however their names are written."""

    content: bytes
    headers: Mapping[str, str]


class LostError(Exception):
    """A request was not answered, for a `reason` that may pass in `wait` seconds."""

    def __init__(self, reason: UnavailableError, wait: float | None = None) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.wait = wait


class Patience:
    """How often a request is sent again, and after how long: as the service says, else longer each time."""

    def __init__(self, retries: int) -> None:
        self._retries = retries
        self._tried = 0

    def wait(self, lost: LostError) -> None:
        """Wait until it may be sent again.

        :raise UnavailableError: it was sent often enough.
        """
        if self._tried >= self._retries:
            raise lost.reason from lost
        own = 0.25 * 2**self._tried
        time.sleep(min(lost.wait if lost.wait is not None else own, LONGEST_WAIT))
        self._tried += 1

    def renew(self) -> None:
        """Begin to count anew: something was answered."""
        self._tried = 0


class Connection:
    """A service at an address. Coding changes nothing there, so that any request may be sent twice."""

    def __init__(self, url: str, key: str | None, timeout: float, retries: int) -> None:
        headers = {"User-Agent": f"dragoman/{__version__}"} | ({"Authorization": f"Bearer {key}"} if key else {})
        self._url = url.rstrip("/")
        self._client = httpx.Client(headers=headers, timeout=timeout)
        self._retries = retries

    def close(self) -> None:
        """Give the sockets back."""
        self._client.close()

    def patience(self) -> Patience:
        """As much as was asked for."""
        return Patience(self._retries)

    def get(self, path: str) -> Reply:
        """The answer to GET.

        :raise RequestError: the service refuses what was asked for.
        :raise UnavailableError: the service cannot be reached or does not answer, after all retries.
        """
        return self._read(self._request("GET", path))

    def post(self, path: str, body: bytes, query: Mapping[str, str]) -> Reply:
        """The answer to POST of JSON; raises as `get` does."""
        return self._read(self._request("POST", path, body, "application/json", query))

    @contextmanager
    def lines(self, path: str, body: bytes, query: Mapping[str, str]) -> Iterator[Iterator[str]]:
        """The lines of the answer to lines of JSON, as they arrive.

        :raise LostError: the service is busy, or the connection broke, perhaps after some lines.
        :raise RequestError: the service refuses what was sent.
        :raise UnavailableError: the service does not answer.
        """
        with self._answer(self._request("POST", path, body, "application/x-ndjson", query)) as response:
            yield response.iter_lines()

    def _request(
        self, method: str, path: str, body: bytes = b"", media_type: str = "", query: Mapping[str, str] | None = None
    ) -> httpx.Request:
        headers = {"Content-Type": media_type} if media_type else {}
        try:
            return self._client.build_request(method, self._url + path, content=body, headers=headers, params=query)
        except httpx.InvalidURL as error:
            raise UnavailableError("unreachable", f"{self._url} is not an address: {error}") from None

    def _read(self, request: httpx.Request) -> Reply:
        patience = self.patience()
        while True:
            try:
                with self._answer(request) as response:
                    return Reply(response.read(), response.headers)
            except LostError as lost:
                patience.wait(lost)

    @contextmanager
    def _answer(self, request: httpx.Request) -> Iterator[httpx.Response]:
        try:
            response = self._client.send(request, stream=True)
            try:
                if response.status_code != httpx.codes.OK:
                    _refuse(response)
                yield response
            finally:
                response.close()
        except _BROKEN as error:
            raise LostError(self._unreachable(error)) from error
        except httpx.HTTPError as error:
            raise self._unreachable(error) from error

    def _unreachable(self, error: httpx.HTTPError) -> UnavailableError:
        said = str(error) or type(error).__name__
        return UnavailableError("unreachable", f"{self._url} did not answer: {said}")


def _refuse(response: httpx.Response) -> NoReturn:
    """Raise what the service, or a proxy before it, says instead of an answer."""
    response.read()
    problem = _problem(response)
    status, type = response.status_code, str(problem.get("type", "unexpected"))
    detail = str(problem.get("detail") or f"the answer was {status} {response.reason_phrase}")
    if status in _COME_AGAIN:
        raise LostError(UnavailableError(type, detail), _seconds(response.headers.get("Retry-After", "")))
    if httpx.codes.is_client_error(status):
        errors = read_errors(problem)
        named = "; ".join(f"{each.field or 'body'}: {each.message}" for each in errors)
        raise RequestError(type, f"{detail}: {named}" if named else detail, errors)
    known = f" (request {problem['request_id']})" if problem.get("request_id") else ""
    raise UnavailableError(type, detail + known)


def _problem(response: httpx.Response) -> Mapping[str, Any]:
    try:
        found = response.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def read_errors(problem: Mapping[str, Any]) -> tuple[FieldError, ...]:
    """The fields at fault that a problem lists."""
    return tuple(FieldError(each["field"], each["message"]) for each in problem.get("errors", ()))


def _seconds(retry_after: str) -> float | None:
    return float(retry_after) if retry_after.isascii() and retry_after.isdigit() else None
