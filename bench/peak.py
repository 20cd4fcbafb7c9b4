"""The most memory that one article can cost: the largest admitted inputs, each in a process of its own.

python -m bench.peak
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection

from bench.articles import article as made_article
from coder.article import Article
from coder.settings import Settings

MOST = 1_200
LIMITS = Settings()


def main() -> int:
    """Print a row for each input; 1 where a process held more megabytes than promised."""
    print(f"{'an article of 100,000 characters':<48}{'sentences':>10}{'seconds':>9}{'MB':>7}")
    largest = 0.0
    for name, write in INPUTS.items():
        sentences, seconds, megabytes = _measured(name)
        largest = max(largest, megabytes)
        print(f"{name:<48}{sentences:>10}{seconds:>9.1f}{megabytes:>7.0f}", flush=True)
        assert len(write()) <= LIMITS.max_characters
    print(f"\nlargest {largest:.0f} MB, promised are {MOST} MB")
    return 1 if largest > MOST else 0


def _news() -> str:
    return str(made_article(1, 2_000)["text"])[: LIMITS.max_characters]


def _long_sentences() -> str:
    """Sentences as long as one may be, of the longest words that let so many stand in an article."""
    words = "Norway criticized Sweden and Finland and".split()
    one = " ".join(words[place % len(words)] for place in range(LIMITS.max_tokens - 2)) + " Norway."
    return " ".join([one] * (LIMITS.max_characters // (len(one) + 1)))


def _short_words() -> str:
    return ("a b c d e f g h i j " * LIMITS.max_characters)[: LIMITS.max_characters]


INPUTS: dict[str, Callable[[], str]] = {
    "two sentences": lambda: "Norway criticized Sweden. Brazil met Chile.",
    "news": _news,
    "sentences of 200 words": _long_sentences,
    "one-letter words without a full stop": _short_words,
    "names without a full stop": lambda: ("Norway Sweden Brazil " * 5_000)[: LIMITS.max_characters],
    "brackets": lambda: "(" * 50_000 + ")" * 50_000,
    "one word": lambda: "x" * LIMITS.max_characters,
    "emoji": lambda: "\U0001f98a" * LIMITS.max_characters,
    "rare words": lambda: " ".join(f"zq{number}xw." for number in range(11_000))[: LIMITS.max_characters],
}


def _measured(name: str) -> tuple[int, float, float]:
    context = multiprocessing.get_context("spawn")
    near, far = context.Pipe()
    worker = context.Process(target=_work, args=(far, name))
    worker.start()
    found: tuple[int, float, float] = near.recv()
    worker.join()
    return found


def _work(pipe: Connection, name: str) -> None:
    from coder.building import build_coder  # loading the parser is the child's business alone
    from coder.coder import Options

    coder = build_coder(LIMITS)
    began = time.monotonic()
    (coded,) = coder.code([Article(INPUTS[name]())], Options())
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pipe.send((coded.sentences, time.monotonic() - began, megabytes))


if __name__ == "__main__":
    sys.exit(main())
