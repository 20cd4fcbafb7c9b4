"""A process that keeps articles, for tests with several of them: python -m tests.store.writer ADDRESS FROM TO.

Says the id of each article once it is kept. Some tell the same events, and every sixth repeats the one before.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import islice

from bench.happenings import World, happenings
from coder.coder import CodedArticle
from coder.store.store import Store
from tests.store.making import VERSIONS, origin

SMALL = World(("AAA", "BBB", "CCC"), ("040", "111", "190"), ("rain", "wind", "snow"), days=2)
COPIES = 6


def articles(first: int, last: int) -> list[CodedArticle]:
    """Articles by number, always the same."""
    return list(islice(happenings(5, SMALL), first, last))


def keep(store: Store, number: int, coded: CodedArticle) -> None:
    """Keep an article, or as a copy of the one before."""
    where = origin(url_key=coded.article.url)
    before = store.known(coded.article.url.replace(f"-{number}", f"-{number - 1}"))
    if number % COPIES or before is None:
        store.keep(coded, where, VERSIONS)
    else:
        store.keep_copy(replace(coded.article, text=""), where, before)


def main() -> None:
    """Keep the articles from one number up to another."""
    store = Store.open(sys.argv[1])
    first, last = map(int, sys.argv[2:4])
    for number, coded in enumerate(articles(first, last), first):
        keep(store, number, coded)
        print(coded.article.id, flush=True)


if __name__ == "__main__":
    main()
