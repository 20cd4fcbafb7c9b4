"""Writes articles; whoever writes is the only one until the transaction ends."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, func, insert, select, update

from coder.article import Article
from coder.coder import CodedArticle, Versions
from coder.errors import StoreError
from coder.store.counting import count_again
from coder.store.naming import article_key
from coder.store.records import Keeping, Kept, KeptArticle, Origin, Renewal
from coder.store.renewing import compared, old_tellings
from coder.store.rows import Row, article_row, packed
from coder.store.tables import articles, mentions, versions
from coder.store.telling import Teller, Telling

_ARTICLES = select(func.coalesce(func.max(articles.c.number), 0))
_KNOWN = select(articles.c.number).where(articles.c.key == bindparam("wanted"))


class Writer:
    """Writes in one transaction, which `close` ends."""

    def __init__(self, connection: Connection, keeping: Keeping) -> None:
        self._connection = connection
        self._keeping = keeping
        self._teller = Teller(connection)
        self._articles: int = connection.execute(_ARTICLES).scalar_one()
        self._versions: dict[Versions, int] = {}

    def close(self) -> None:
        """Nothing follows; the transaction may end."""
        self._teller.close()

    def keep(self, coded: CodedArticle, origin: Origin, by: Versions) -> Kept:
        """Write an article with its events, unless it is there."""
        key = article_key(coded.article, origin)
        if (number := self._known(key)) is not None:
            return Kept(number, known=True)
        number = self._add_article(coded, origin, key, by)
        return Kept(number, self._teller.tell(Telling(number, key, coded.article.title), coded.events))

    def keep_copy(self, article: Article, origin: Origin, of: int) -> Kept:
        """Write an article that repeats another, and count it with every event of that one."""
        key = article_key(article, origin)
        if (number := self._known(key)) is not None:
            return Kept(number, known=True)
        wanted = select(articles.c.original).where(articles.c.number == of)
        original: int | None = self._connection.execute(wanted).scalar_one_or_none()
        if original is None:
            raise StoreError(f"there is no article {of} in the store that another could repeat")
        number = self._add(article_row(article, origin, key), {"original": original, "copy_of": original})
        told = select(mentions.c.event).where(mentions.c.article == original)
        count_again(self._connection, set(self._connection.scalars(told)))
        return Kept(number)

    def renew(self, kept: KeptArticle, coded: CodedArticle, by: Versions) -> Renewal:
        """Write what an article tells, coded again, in the place of what it told before."""
        renewal = compared(self._connection, kept, coded)
        telling = Telling(kept.number, kept.key, coded.article.title)
        self._teller.retell(telling, coded.events, old_tellings(self._connection, kept.number))
        new = {"version": self._version(by), **_findings(coded)}
        self._connection.execute(update(articles).where(articles.c.number == kept.number).values(new))
        return renewal

    def _add_article(self, coded: CodedArticle, origin: Origin, key: str, by: Versions) -> int:
        words = packed(coded.article, self._keeping)
        more = {**words, **_findings(coded), "version": self._version(by), "original": self._articles + 1}
        return self._add(article_row(coded.article, origin, key), more)

    def _add(self, row: Row, more: Row) -> int:
        self._articles += 1
        self._connection.execute(insert(articles), {"number": self._articles, **row, **more})
        return self._articles

    def _known(self, key: str) -> int | None:
        return self._connection.execute(_KNOWN, {"wanted": key}).scalar_one_or_none()

    def _version(self, by: Versions) -> int:
        """The number of these versions, which are written once."""
        if by not in self._versions:
            row = {"coder": by.coder, "dictionaries": by.dictionaries, "model": by.model}
            wanted = select(versions.c.number).filter_by(**row)
            found = self._connection.execute(wanted).scalar_one_or_none()
            new = insert(versions).values(row).returning(versions.c.number)
            self._versions[by] = found or self._connection.execute(new).scalar_one()
        return self._versions[by]


def _findings(coded: CodedArticle) -> Row:
    return {"sentences": coded.sentences, "warnings": "\n".join(coded.warnings)}
