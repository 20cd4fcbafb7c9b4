"""Posts parcels of events to an address, signed."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

import httpx

from coder import __version__
from coder.client.signing import DELIVERY, HEADER, signature
from coder.errors import DeliveryError, FetchError
from coder.outlets.hooks import LINES, Web
from coder.outlets.parcels import Parcel, json_body
from coder.watch.guarding import addresses

SECONDS = 20.0
_PORTS = {"http": 80, "https": 443}
_TYPES = {LINES: "application/x-ndjson"}


class WebSink:
    """One address; every request goes to a machine that was looked up and may be asked."""

    def __init__(self, hook: str, to: Web, private: bool) -> None:
        self._hook = hook
        self._to = to
        self._private = private
        self._client = httpx.Client(timeout=SECONDS, trust_env=False, follow_redirects=False)

    def close(self) -> None:
        """Give the sockets back."""
        self._client.close()

    def deliver(self, parcel: Parcel) -> None:
        """Post a parcel; any answer of 2xx takes it.

        :raise DeliveryError: it was not taken, and why.
        """
        body = "".join(parcel.lines).encode() if self._to.form == LINES else json_body(self._hook, parcel)
        try:
            answer = self._client.send(self._request(body, parcel.id))
        except FetchError as error:
            raise DeliveryError(str(error)) from None
        except httpx.HTTPError as error:
            raise DeliveryError(f"{self._to.address} does not answer: {str(error) or type(error).__name__}") from None
        if not answer.is_success:
            raise DeliveryError(f"{self._to.address} answered {answer.status_code} {answer.reason_phrase}".rstrip())

    def _request(self, body: bytes, delivery: str) -> httpx.Request:
        url = httpx.URL(self._to.address)
        port = url.port or _PORTS[url.scheme]
        place = addresses(url.host, port, self._private)[0]
        headers = {
            "Host": urlsplit(self._to.address).netloc,
            "Content-Type": _TYPES.get(self._to.form, "application/json"),
            "User-Agent": f"Dragoman/{__version__}",
            DELIVERY: delivery,
        }
        if self._to.secret:
            headers[HEADER] = signature(self._to.secret, body, int(time.time()))
        known = {"sni_hostname": url.raw_host.decode("ascii")}
        return self._client.build_request(
            "POST", url.copy_with(host=place), headers=headers, content=body, extensions=known
        )
