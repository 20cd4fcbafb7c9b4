"""Codes again what was kept, article by article, so that a stop in the middle costs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from coder.batch import Codes, code_articles
from coder.coder import Options, Versions
from coder.settings import Settings
from coder.store.records import KeptArticle, Renewal, Span
from coder.store.store import Store

_WORDLESS = "neither its text nor its parse was kept"
_AN_HOUR = 3_600.0


@dataclass(frozen=True, slots=True)
class Step:
    """One article more: what changed, or the reason why it could not be coded again and stays as it is."""

    kept: KeptArticle
    renewal: Renewal | None
    reason: str = ""


def recode(store: Store, coder: Codes, settings: Settings, span: Span, dry: bool = False) -> Iterator[Step]:
    """Code the articles of a span again, and write down what they tell now; `dry` only looks.

    Each article is its own transaction. `coder` reads what was kept of it (`KeptParser`).

    :raise StoreError: the store cannot be read or written.
    """
    patient = replace(settings, time_budget=_AN_HOUR)
    number = 0
    while batch := store.kept(span, number):
        for kept in batch:
            number = kept.number
            yield _again(store, coder, patient, kept, dry)


def _again(store: Store, coder: Codes, settings: Settings, kept: KeptArticle, dry: bool) -> Step:
    article = kept.article
    if not (article.text or article.parse):
        return Step(kept, None, _WORDLESS)
    (outcome,) = code_articles(coder, [article], Options(kept.include), settings).articles
    if outcome.result is None:
        return Step(kept, None, outcome.detail or str(outcome.status))
    if dry:
        return Step(kept, store.compare(kept, outcome.result))
    now = coder.versions
    model = kept.coded.model if article.parse else now.model
    return Step(kept, store.renew(kept, outcome.result, Versions(now.coder, now.dictionaries, model)))
