"""Which machines may be asked: those of the public web, unless the file of feeds says otherwise.

The file is its owner's, but links in feeds and redirections are anybody's, and could lead to what only this machine
can reach.  A name is looked up once, and what was found is connected to, so that it cannot mean another
machine then.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from typing import TypeAlias

from coder.errors import FetchError

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve: TypeAlias = Callable[[str, int], Sequence[str]]
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def resolve(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a host, in the order in which they should be tried.

    :raise OSError: there are none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(each[4][0]) for each in found))


def addresses(host: str, port: int, private: bool, look_up: Resolve = resolve) -> tuple[str, ...]:
    """The addresses of a host that may be connected to.

    :raise FetchError: it has none, or one within a private network.
    """
    try:
        found = tuple(look_up(host, port))
    except (OSError, UnicodeError) as error:
        raise FetchError(f"the host {host} is not found ({error})", passing=True) from None
    inner = next((each for each in found if not is_public(each)), None)
    if inner and not private:
        raise FetchError(f"{host} is {inner}, within a private network; `private: yes` allows that")
    return found


def is_public(written: str) -> bool:
    """Whether an address belongs to the web that everybody sees.

    >>> is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("93.184.216.34")
    (False, False, True)
    """
    address: Address = ipaddress.ip_address(written.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if address in _NAT64:
            inside = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        address = inside or address
    return address.is_global and not address.is_multicast
