"""Results of coding, kept to be given again: the same article, date, options and versions give the same bytes."""

from __future__ import annotations

import hashlib
import io
import json
import logging
import pickle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from coder.article import Article
from coder.coder import CodedArticle, Options, Versions
from coder.dictionaries.load import code_hash
from coder.service.stores import Store
from coder.settings import Settings

KINDS = frozenset(
    {
        ("coder.actors.actor", "Actor"),
        ("coder.actors.actor", "Ground"),
        ("coder.article", "Article"),
        ("coder.coder", "CodedArticle"),
        ("coder.coding.events", "Event"),
        ("coder.coding.events", "Nearness"),
        ("coder.coding.events", "Precision"),
        ("coder.coding.events", "RuleReference"),
        ("coder.coding.events", "Span"),
        ("coder.coding.events", "When"),
        ("coder.coding.events", "Where"),
        ("coder.coding.ontology", "CameoCode"),
        ("coder.parsing.sentences", "Part"),
        ("coder.parsing.sentences", "Sentence"),
        ("coder.parsing.sentences", "Skipped"),
        ("coder.parsing.sentences", "Token"),
        ("datetime", "date"),
    }
)
"""What a result is made of. Nothing else is read back, so that a store in wrong hands can lie but run nothing."""

log = logging.getLogger("dragoman.cache")

Work = Callable[[Sequence[Article]], Sequence[CodedArticle]]


class ResultCache:
    """Looks results up before work is done, and keeps those of the work."""

    def __init__(self, store: Store, settings: Settings, looked_up: Callable[[str, int], None]) -> None:
        self._store = store
        self._looked_up = looked_up
        limits = (settings.max_sentences, settings.max_tokens, settings.max_events_per_sentence)
        self._basis = [code_hash(), *limits]

    def code(
        self, articles: Sequence[Article], options: Options, versions: Versions, work: Work
    ) -> tuple[CodedArticle, ...]:
        """The result of each article, kept or worked out now; `work` is called for the missing ones together."""
        keys = [self._key(article, options, versions) for article in articles]
        found = self._found(keys)
        missing = {key: article for key, article in zip(keys, articles, strict=True) if key not in found}
        worked = dict(zip(missing, work(list(missing.values())) if missing else (), strict=True))
        self._store.put({key: pickle.dumps(result) for key, result in worked.items()})
        results = (found.get(key) or worked[key] for key in keys)
        return tuple(replace(result, article=article) for result, article in zip(results, articles, strict=True))

    def _found(self, keys: Sequence[bytes]) -> Mapping[bytes, CodedArticle]:
        kept = self._store.get(keys)
        if kept is None:
            self._looked_up("error", len(keys))
            return {}
        found = {key: result for key, value in zip(keys, kept, strict=True) if (result := _read(value))}
        self._looked_up("hit", sum(key in found for key in keys))
        self._looked_up("miss", sum(key not in found for key in keys))
        return found

    def _key(self, article: Article, options: Options, versions: Versions) -> bytes:
        """Everything that a result depends on; where an article was published is not among it."""
        day = article.date.isoformat() if article.date else None
        own = [article.id, day, article.title, article.text, article.parse]
        by = [versions.coder, versions.dictionaries, versions.model, sorted(options.include)]
        return hashlib.sha256(json.dumps([self._basis, by, own]).encode()).hexdigest().encode()


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in KINDS:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a result")
        return super().find_class(module, name)


def _read(value: bytes | None) -> CodedArticle | None:
    """A result that was kept; None for what is not one (another version wrote it, or somebody else)."""
    if value is None:
        return None
    try:
        found = _Reader(io.BytesIO(value)).load()
    except Exception as error:
        log.warning("a kept result cannot be read", extra={"error": type(error).__name__})
        return None
    return found if isinstance(found, CodedArticle) else None
