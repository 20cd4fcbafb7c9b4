"""A client of the service, for programs: needs httpx and nothing else of Dragoman's.

>>> from coder.client import Article, Client
>>> article = Article(text="Germany criticized France on Tuesday.", id="a-1")
>>> with Client("http://127.0.0.1:8000") as client:  # doctest: +SKIP
...     for event in client.code(article).articles[0].events:
...         print(event.source.code, event.code, event.target.code)
DEU 111 FRA
"""

from coder.article import Article
from coder.client.answers import (
    Actor,
    Answer,
    CodedArticle,
    Event,
    Mention,
    Page,
    Refused,
    Rule,
    Sentence,
    Skipped,
    Trigger,
    Versions,
)
from coder.client.client import Client
from coder.client.connection import Reply
from coder.client.explanations import (
    Attempt,
    Clause,
    Dateline,
    ExplainedActor,
    ExplainedArticle,
    ExplainedSentence,
    Explanation,
    Loss,
    Phrase,
    Place,
    Rival,
    Token,
    Winner,
)
from coder.client.signing import verify_signature
from coder.errors import DragomanError, RequestError, UnavailableError

__all__ = [
    "Actor",
    "Answer",
    "Article",
    "Attempt",
    "Clause",
    "Client",
    "CodedArticle",
    "Dateline",
    "DragomanError",
    "Event",
    "ExplainedActor",
    "ExplainedArticle",
    "ExplainedSentence",
    "Explanation",
    "Loss",
    "Mention",
    "Page",
    "Phrase",
    "Place",
    "Refused",
    "Reply",
    "RequestError",
    "Rival",
    "Rule",
    "Sentence",
    "Skipped",
    "Token",
    "Trigger",
    "UnavailableError",
    "Versions",
    "Winner",
    "verify_signature",
]
