"""`dragoman code --server`: the same answers as here, from a service."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coder.article import Article
from coder.batch import Status
from coder.client import Client, Reply
from coder.client.client import EVENTS, EXPLAIN
from coder.command.forms import TABLE, header
from coder.command.saying import Said, refused
from coder.errors import RequestError
from coder.intake import Piece
from coder.table import answer_table
from schemas.queries import JSON


@dataclass(frozen=True, slots=True)
class Remote:
    """A service that codes, and what it is asked for."""

    client: Client
    include: tuple[str, ...]
    explain: bool
    form: str

    @property
    def head(self) -> str:
        """What stands once above everything."""
        return header(self.form)

    def answers(self, pieces: Sequence[Piece], first: int) -> Iterator[Said]:
        """One answer for each piece; `first` is the place of their first article."""
        for piece in pieces:
            try:
                yield refused(piece.error, self.form, first) if piece.error else self._said(piece.articles, first)
            except RequestError as error:
                yield refused(error, self.form, first)
            first += len(piece.articles)

    def _said(self, articles: Sequence[Article], first: int) -> Said:
        """JSON and rows as they come; what became of the articles stands in the one, and beside the others."""
        if self.form in (JSON, TABLE):
            text = self._asked(articles).content.decode()
            answer = json.loads(text)
            fine = all(each["status"] == Status.CODED for each in answer["articles"])
            return Said(answer_table(answer) if self.form == TABLE and not self.explain else text, (), fine)
        answered = self._asked(articles, format=self.form, first=first)
        failed = tuple(_told(answered.headers, "Dragoman-Failed", first))
        warned = (f"{each}: has warnings; see json" for each in _told(answered.headers, "Dragoman-Warned", first))
        return Said(answered.content.decode().removeprefix(self.head), (*failed, *warned), not failed)

    def _asked(self, articles: Sequence[Article], **options: Any) -> Reply:
        include = {"include": self.include} if self.include else {}
        return self.client.answer(EXPLAIN if self.explain else EVENTS, articles, **include, **options)


def _told(headers: Mapping[str, str], name: str, first: int) -> Iterator[str]:
    """`3 too-long, 5 bad-parse` with the places of the articles in the whole input."""
    for each in filter(None, headers.get(name, "").split(", ")):
        number, _, status = each.partition(" ")
        if number.isdigit():
            yield f"article {first + int(number) - 1}" + (f": {status}" if status else "")
        else:
            yield each
