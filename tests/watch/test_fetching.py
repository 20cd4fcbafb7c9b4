"""Requests over real HTTP: what is asked, what is taken, what is refused, and how politely."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from typing import Any

import pytest

from coder.errors import FetchError
from coder.watch.fetching import Bounds, Fetcher, Wish
from coder.watch.guarding import addresses, is_public
from coder.watch.pace import Backoff, Hosts, Pace, StoppedError
from coder.watch.robots import Robots
from tests.watch.sites import Answer, Site

OK = Answer(b"hello")
AWAY = Answer(status=503)


@pytest.fixture
def pace() -> Pace:
    return Pace()


@pytest.fixture
def fetcher(pace: Pace) -> Iterator[Fetcher]:
    bounds = Bounds(seconds=1, silence=0.5, patience=2)
    made = Fetcher(pace, True, "desk@example.org", Backoff(0.02, 0.1, seed=1), bounds)
    yield made
    made.close()


def wish(address: str, **others: Any) -> Wish:
    return Wish(address, **{"delay": 0.0, **others})


def test_a_request_says_who_asks(fetcher: Fetcher, site: Site) -> None:
    fetcher.get(wish(site.put("/a", OK), headers=(("X-Key", "k"),)))
    (asked,) = site.requests("/a")
    assert asked.headers["User-Agent"].startswith("Dragoman/")
    assert "desk@example.org" in asked.headers["User-Agent"]
    assert asked.headers["X-Key"] == "k"
    assert asked.headers["Host"] == site.address.removeprefix("http://")
    assert "gzip" in asked.headers["Accept-Encoding"]


def test_what_has_not_changed_is_not_sent_again(fetcher: Fetcher, site: Site) -> None:
    address = site.put("/a", Answer(b"hello", headers={"Last-Modified": "Mon, 01 Jan 2024 00:00:00 GMT"}))
    first = fetcher.get(wish(address))
    second = fetcher.get(wish(address, etag=first.headers["etag"], modified=first.headers["last-modified"]))
    assert (first.content, first.unchanged) == (b"hello", False)
    assert (second.content, second.unchanged) == (b"", True)
    assert site.requests("/a")[1].headers["If-Modified-Since"] == "Mon, 01 Jan 2024 00:00:00 GMT"


def test_a_packed_answer_is_unpacked(fetcher: Fetcher, site: Site) -> None:
    assert fetcher.get(wish(site.put("/a", Answer(b"hello " * 1000, packed=True)))).content == b"hello " * 1000


def moved(place: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": place}, tagged=False)


@pytest.mark.parametrize(
    ("steps", "at", "for_good"),
    [
        ([("/a", moved("/b", 301)), ("/b", OK)], "/b", "/b"),
        ([("/a", moved("/b", 308)), ("/b", moved("c", 301)), ("/c", OK)], "/c", "/c"),
        ([("/a", moved("/b", 301)), ("/b", moved("/c", 302)), ("/c", OK)], "/c", "/b"),
        ([("/a", moved("/b", 307)), ("/b", moved("/c", 301)), ("/c", OK)], "/c", ""),
        ([("/a", moved("/b", 303)), ("/b", OK)], "/b", ""),
    ],
)
def test_moves_are_followed_and_those_for_good_are_told(
    fetcher: Fetcher, site: Site, steps: list[tuple[str, Answer]], at: str, for_good: str
) -> None:
    for path, answer in steps:
        site.put(path, answer)
    reply = fetcher.get(wish(site.address + "/a"))
    assert (reply.content, reply.address) == (b"hello", site.address + at)
    assert reply.moved == (site.address + for_good if for_good else "")


def test_headers_of_one_host_are_not_told_to_another(fetcher: Fetcher, site: Site) -> None:
    other = site.put("/b", OK).replace("127.0.0.1", "localhost")
    fetcher.get(wish(site.put("/a", moved(other)), headers=(("X-Key", "k"),), etag="x"))
    assert site.requests("/a")[0].headers["X-Key"] == "k"
    assert not {"X-Key", "If-None-Match"} & set(site.requests("/b")[0].headers)


@pytest.mark.parametrize(
    ("answer", "said", "passing"),
    [
        (Answer(b"", 404), "answered 404 Not Found", False),
        (Answer(b"", 410), "answered 410 Gone", False),
        (Answer(b"", 403), "answered 403 Forbidden", False),
        (Answer(b"", 500), "answered 500", True),
        (Answer(b"", 429), "answered 429", True),
        (Answer(b"x" * 2000), "has more than 1000 bytes", False),
        (Answer(b"x" * 200_000, packed=True), "has more than 1000 bytes", False),
        (Answer(b"not packed", headers={"Content-Encoding": "gzip"}), "does not answer", True),
        (Answer(b"x" * 100, slow=0.03), "took longer than 1 seconds", True),
        (Answer(b"xx", slow=0.8), "took too long", True),
        (moved("/a"), "leads on more than 5 times", False),
        (moved("ftp://127.0.0.1/a"), "is no address of the web", False),
        (moved("http://[::1/"), "Invalid URL", True),
        (moved("file:///etc/passwd"), "is no address of the web", False),
    ],
)
def test_what_is_refused(fetcher: Fetcher, site: Site, answer: Answer, said: str, passing: bool) -> None:
    with pytest.raises(FetchError, match=said) as caught:
        fetcher.get(wish(site.put("/a", answer), most=1000))
    assert caught.value.passing is passing


@pytest.mark.parametrize("address", ["", "story.html", "http://", "http://[::1/", "http://127.0.0.1:99999/", "ftp://a"])
def test_what_is_no_address_is_told(fetcher: Fetcher, address: str) -> None:
    with pytest.raises(FetchError, match="is no address"):
        fetcher.get(wish(address))


def test_no_cookies_and_no_names_of_users_are_sent(fetcher: Fetcher, site: Site) -> None:
    address = site.put("/a", Answer(b"", headers={"Set-Cookie": "a=b; Path=/"}))
    for _ in range(2):
        fetcher.get(wish(address.replace("//", "//me:secret@")))
    assert not [each.headers for each in site.asked if {"Cookie", "Authorization"} & set(each.headers)]
    assert site.asked[0].headers["Host"] == site.address.removeprefix("http://")


def test_the_beginning_of_what_is_too_long_may_be_enough(fetcher: Fetcher, site: Site) -> None:
    assert fetcher.get(wish(site.put("/a", Answer(b"x" * 2000)), most=1000, cut=True)).content == b"x" * 1000


def test_nobody_there_is_told_as_passing(fetcher: Fetcher, site: Site) -> None:
    with pytest.raises(FetchError, match="does not answer") as caught:
        fetcher.get(wish("http://127.0.0.1:9/"))
    assert caught.value.passing
    with pytest.raises(FetchError, match=r"the host nowhere.invalid is not found") as caught:
        fetcher.get(wish("http://nowhere.invalid/"))
    assert caught.value.passing


def test_what_may_pass_is_tried_again(fetcher: Fetcher, site: Site) -> None:
    address = site.put("/a", AWAY, Answer(status=500), OK)
    with pytest.raises(FetchError):
        fetcher.get(wish(address, tries=2))
    assert fetcher.get(wish(address, tries=2)).content == b"hello"
    with pytest.raises(FetchError):
        fetcher.get(wish(site.put("/b", Answer(status=404)), tries=5))
    assert len(site.requests("/b")) == 1


@pytest.mark.parametrize("as_date", [False, True])
def test_a_host_says_when_to_come_again(fetcher: Fetcher, site: Site, as_date: bool) -> None:
    when = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True) if as_date else "1"
    address = site.put("/a", Answer(status=429, headers={"Retry-After": when}), OK)
    fetcher.get(wish(address, tries=2))
    assert site.count(2) == 2
    first, second = site.requests("/a")
    assert second.began - first.ended > 0.8


def test_a_host_that_wants_a_long_pause_is_left_for_another_round(fetcher: Fetcher, site: Site) -> None:
    began = time.monotonic()
    with pytest.raises(FetchError) as caught:
        fetcher.get(wish(site.put("/a", Answer(status=503, headers={"Retry-After": "300"})), tries=5))
    assert caught.value.wait == 300
    assert time.monotonic() - began < 1
    assert 299 < fetcher.hosts.held("127.0.0.1") <= 300


def test_a_host_is_asked_one_thing_at_a_time_with_pauses(fetcher: Fetcher, site: Site) -> None:
    for number in range(4):
        site.put(f"/{number}", Answer(b"xx", slow=0.05))
    threads = [
        threading.Thread(target=fetcher.get, args=(wish(f"{site.address}/{number}", delay=0.1),)) for number in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert site.count(4) == 4
    asked = sorted(site.asked, key=lambda each: each.began)
    gaps = [later.began - earlier.ended for earlier, later in pairwise(asked)]
    assert all(gap > 0.08 for gap in gaps)


def test_hosts_do_not_wait_for_each_other(pace: Pace) -> None:
    hosts = Hosts(pace)
    hosts.hold("a.example", 60)
    with hosts.turn("b.example", 0):
        pass
    assert hosts.held("a.example") > 59


def test_waits_end_when_the_watch_does(fetcher: Fetcher, pace: Pace, site: Site) -> None:
    fetcher.hosts.hold("127.0.0.1", 60)
    threading.Timer(0.1, pace.stop).start()
    with pytest.raises(StoppedError):
        fetcher.get(wish(site.put("/a", OK)))
    assert not site.asked


def test_waits_grow_and_are_the_same_for_the_same_seed() -> None:
    one, other = Backoff(1, 60, seed=7), Backoff(1, 60, seed=7)
    waits = [one.wait(failures) for failures in range(1, 12)]
    assert waits == [other.wait(failures) for failures in range(1, 12)]
    assert all(least <= wait <= least * 1.5 for wait, least in zip(waits, [1, 2, 4, 8, 16, 32, *[60] * 5], strict=True))
    assert waits != [Backoff(1, 60, seed=8).wait(failures) for failures in range(1, 12)]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True), ("64:ff9b::5db8:d822", True),
        ("127.0.0.1", False), ("127.8.8.8", False), ("10.1.2.3", False), ("172.16.0.1", False), ("192.168.1.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False), ("255.255.255.255", False),
        ("224.0.0.1", False), ("::1", False), ("::", False), ("fe80::1%eth0", False), ("fd00::1", False),
        ("ff02::1", False), ("::ffff:127.0.0.1", False), ("2002:7f00:1::", False), ("64:ff9b::7f00:1", False),
    ],
)  # fmt: skip
def test_addresses_of_the_public_web(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_host_with_one_private_address_is_refused() -> None:
    def look_up(host: str, port: int) -> tuple[str, ...]:
        return ("93.184.216.34", "192.168.0.1")

    with pytest.raises(FetchError, match=r"host.example is 192.168.0.1, within a private network"):
        addresses("host.example", 80, False, look_up)
    assert addresses("host.example", 80, True, look_up) == ("93.184.216.34", "192.168.0.1")


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "[::1]", "[::ffff:7f00:1]"])
def test_this_machine_is_not_asked_however_it_is_called(pace: Pace, site: Site, name: str) -> None:
    fetcher = Fetcher(pace)
    address = site.put("/a", OK).replace("127.0.0.1", name)
    with pytest.raises(FetchError, match="within a private network"):
        fetcher.get(wish(address))
    fetcher.close()
    assert not site.asked


def test_a_name_is_looked_up_once_and_connected_to_as_it_was_found(pace: Pace, site: Site) -> None:
    asked: list[str] = []

    def look_up(host: str, port: int) -> tuple[str, ...]:
        asked.append(host)
        return ("127.0.0.2", "127.0.0.1")  # the site is on the second

    fetcher = Fetcher(pace, private=True, look_up=look_up)
    port = site.put("/a", OK).rpartition(":")[2]
    assert fetcher.get(wish(f"http://news.example:{port}")).content == b"hello"
    fetcher.close()
    assert asked == ["news.example"]
    assert site.asked[0].headers["Host"] == f"news.example:{port.partition('/')[0]}"


ROBOTS = """\
User-agent: *
Disallow: /all

User-agent: dragoman
Disallow: /private
Crawl-delay: 3
"""


def test_hosts_say_which_pages_may_be_read(fetcher: Fetcher, site: Site) -> None:
    site.put("/robots.txt", ROBOTS, kind="text/plain")
    robots = Robots(fetcher, 0, 2)
    robots.check(site.address + "/all/news")
    with pytest.raises(FetchError, match=r"robots.txt of 127.0.0.1:\d+ does not allow .*/private/a") as caught:
        robots.check(site.address + "/private/a")
    assert not caught.value.passing
    assert robots.delay(site.address + "/b") == 3
    assert len(site.requests("/robots.txt")) == 1


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)])
def test_a_host_without_rules_allows_all_and_one_that_fails_nothing_yet(
    fetcher: Fetcher, site: Site, status: int, allowed: bool
) -> None:
    site.put("/robots.txt", Answer(status=status))
    robots = Robots(fetcher, 0, 2)
    if allowed:
        return robots.check(site.address + "/a")
    with pytest.raises(FetchError, match="is not known") as caught:
        robots.check(site.address + "/a")
    assert caught.value.passing
    return None
