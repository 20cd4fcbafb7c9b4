"""What is said of a round: one line a source, and the sum of all."""

from __future__ import annotations

from coder.watch.feeds import Kind
from coder.watch.found import Fate, Tally

MOST_REMARKS = 5
_WORDS = {
    Fate.NEW: ("new", "new"),
    Fate.COPY: ("copy", "copies"),
    Fate.KNOWN: ("known", "known"),
    Fate.FAILED: ("failed", "failed"),
    Fate.LATER: ("to be tried again", "to be tried again"),
}


def line_of(tally: Tally) -> str:
    """A source's round in one line, with a line more for each remark."""
    left = len(tally.remarks) - MOST_REMARKS
    more = (f"and {left} remarks more",) if left > 0 else ()
    return "\n".join(f"{tally.source.name}: {each}" for each in (_said(tally), *tally.remarks[:MOST_REMARKS], *more))


def is_news(tally: Tally) -> bool:
    """Whether a round is worth a line where nobody asked for it alone."""
    quiet = set(tally.fates) <= {Fate.KNOWN}
    return not quiet or bool(tally.trouble or tally.remarks)


def sum_of(fates: dict[Fate, int], seconds: float) -> str:
    """Counts in words, the number of articles a second that were coded behind them."""
    counts = ", ".join(f"{fates[each]} {words[fates[each] > 1]}" for each, words in _WORDS.items() if fates.get(each))
    coded = fates.get(Fate.NEW, 0)
    return (counts or "nothing new") + (f"; {coded / seconds:.1f} a second" if coded and seconds > 0 else "")


def _said(tally: Tally) -> str:
    if tally.trouble:
        counts = f" ({sum_of(tally.fates, tally.seconds)})" if tally.fates else ""
        return f"failed: {tally.trouble}{counts}"
    if tally.unchanged:
        return "nothing new since last time"
    more = "; more are waiting" if tally.more and tally.source.kind is Kind.FEED else ""
    return sum_of(tally.fates, tally.seconds) + more
