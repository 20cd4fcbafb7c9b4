"""Requests as anybody may send them: in the contract, on its page, and sent by the tests.

The answers to them stand in `schemas/answers/`; `python -m tools.render_answers` writes them anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ANSWERS = Path(__file__).parent / "answers"
JSON, LINES = "application/json", "application/x-ndjson"
JSON_FEED, ATOM, CSV = "application/feed+json", "application/atom+xml", "text/csv"

_ARTICLE = {"id": "example-1", "date": "2021-06-15", "text": "Germany criticized France on Tuesday."}
_DAY = "2021-06-15"
_OTHER = {
    "id": "example-2",
    "date": "2021-06-16",
    "title": "Kenya, Uganda to meet",
    "text": "Kenya did not attack Uganda. The rebels shelled Kenyan troops.",
}
_HTML = "<html><head><title>Germany criticizes France</title></head><body><article><p>{}</p></article></body></html>"
_PAGE = _HTML.format("Germany criticized France on Tuesday. France had no answer for a long time, diplomats said.")


@dataclass(frozen=True, slots=True)
class Example:
    """A request to an operation, under a name of its own; `parameters` go into its path and query.

    The answer is kept but where `answer_type` is empty, because not every installation can give it; of its
    lists as many entries as `entries` says, or all.  What is `locked` needs a key that only the settings can name.
    """

    name: str
    summary: str
    body: Any = None
    media_type: str = JSON
    parameters: Mapping[str, str] = field(default_factory=dict)
    answer_type: str = JSON
    entries: int | None = None
    locked: bool = False

    @property
    def payload(self) -> bytes:
        """The body as it is sent."""
        if self.body is None:
            return b""
        return (json.dumps(self.body) if self.media_type == JSON else str(self.body)).encode()

    @property
    def answered_json(self) -> bool:
        """Whether the answer is one JSON value."""
        return self.answer_type in (JSON, JSON_FEED)

    def answer_file(self, operation: str) -> Path:
        """Where the answer is kept."""
        return ANSWERS / f"{operation}.{self.name}.{'json' if self.answered_json else 'txt'}"

    def answer(self, operation: str) -> Any:
        """The answer that is kept."""
        text = self.answer_file(operation).read_text(encoding="utf-8")
        return json.loads(text) if self.answered_json else text


def _lines(*articles: Mapping[str, Any]) -> str:
    return "".join(json.dumps(article) + "\n" for article in articles)


EXAMPLES: Mapping[str, tuple[Example, ...]] = {
    "post_events": (
        Example("article", "One article", _ARTICLE),
        Example(
            "list",
            "A list of articles, and all kinds of events (include=unresolved,negated)",
            [_ARTICLE, _OTHER],
            parameters={"include": "unresolved,negated"},
        ),
        Example(
            "text",
            "A bare text, told of in the query (id=example-1, date=2021-06-15)",
            _ARTICLE["text"],
            "text/plain",
            {"id": "example-1", "date": "2021-06-15"},
        ),
        Example("page", "A web page", _PAGE, "text/html", answer_type=""),
        Example("lines", "A stream: an article a line", _lines(_ARTICLE, {"text": ""}), LINES, answer_type=LINES),
        Example("csv", "Events as CSV (format=csv)", _ARTICLE, parameters={"format": "csv"}, answer_type="text/csv"),
    ),
    "post_explain": (Example("article", "One article", _ARTICLE),),
    "post_parse": (
        Example("article", "One article", _ARTICLE),
        Example(
            "conllu",
            "As CoNLL-U (format=conllu)",
            _ARTICLE,
            parameters={"format": "conllu"},
            answer_type="text/x-conllu",
        ),
    ),
    "get_extract": (Example("story", "As hypnos' users send it", {**_ARTICLE, "date": "20210615"}),),
    "post_extract": (Example("story", "A story", {**_ARTICLE, "date": "20210615"}),),
    "get_ontology": (Example("all", "All of it, shortened here", entries=2),),
    "get_code": (Example("code", "A code, shortened here", parameters={"code": "0256"}, entries=2),),
    "get_rules": (Example("words", "By a word (q=criticize, limit=2)", parameters={"q": "criticize", "limit": "2"}),),
    "get_rule": (Example("rule", "A rule, shortened", parameters={"id": "criticise-stance-any-actor"}, entries=2),),
    "get_actors": (Example("name", "By name, on a day", parameters={"q": "maas", "date": "2021-06-15", "limit": "2"}),),
    "get_actor": (
        Example(
            "actor", "An actor on a day (date=2021-06-15)", parameters={"id": "person-heiko-maas", "date": "2021-06-15"}
        ),
    ),
    "get_dictionaries": (Example("all", "All of it, shortened here", entries=2),),
    "get_feed": (
        Example(
            "country",
            "What one country did or had done to it (country=FRA, size=1)",
            parameters={"country": "FRA", "size": "1"},
            answer_type=JSON_FEED,
        ),
    ),
    "get_feed_atom": (Example("conflict", "All conflict (quad=3,4)", parameters={"quad": "3,4"}, answer_type=ATOM),),
    "get_feed_csv": (
        Example(
            "day",
            "A day (since=2021-06-15&until=2021-06-15)",
            parameters={"since": _DAY, "until": _DAY},
            answer_type=CSV,
        ),
    ),
    "get_feed_ndjson": (
        Example(
            "follow",
            "What came after a cursor (cursor=0, size=1)",
            parameters={"cursor": "0", "size": "1"},
            answer_type=LINES,
        ),
    ),
    "get_feed_withdrawn": (Example("none", "Nothing was taken back"),),
    "get_feed_event": (Example("event", "An event and who told it", parameters={"id": "b7dedde8084d0a21"}),),
    "get_series": (Example("country", "Of one country (country=FRA)", parameters={"country": "FRA"}),),
    "get_dyads": (Example("day", "Of a day, two at most", parameters={"since": _DAY, "until": _DAY, "size": "2"}),),
    "get_matrix": (Example("countries", "Between two countries (size=2)", parameters={"size": "2"}),),
    "get_places": (Example("sides", "Who dealt with one country (country=FRA)", parameters={"country": "FRA"}),),
    "get_livez": (Example("alive", "It lives"),),
    "get_readyz": (Example("ready", "It is ready"),),
    "post_reload": (Example("reload", "With an administrator's key", locked=True),),
}
"""By the operation's id."""
