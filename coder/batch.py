"""Many articles at once, none at the cost of another: what the service and the command line share."""

from __future__ import annotations

import enum
import logging
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from coder.article import Article
from coder.coder import CodedArticle, Options, Versions
from coder.dedupe import Dedupe, deduplicate
from coder.errors import ArticleError, ConlluError, CostlyError, DragomanError, LostError, UnavailableError
from coder.explaining import Explanation
from coder.pages import Page, read_page
from coder.parsing.sentences import ParsedArticle
from coder.settings import Settings

CHUNK = 20_000
_TEXTS = ("text", "title", "id", "url", "publisher", "parse", "html")
_HALF = re.compile("[\ud800-\udfff]")

Result = TypeVar("Result")
Work: TypeAlias = Callable[[Sequence[Article]], Sequence[Result]]


class Codes(Protocol):
    """What codes: a `Coder` in this process, or one that has others do it."""

    @property
    def versions(self) -> Versions: ...

    def code(self, articles: Sequence[Article], options: Options) -> Sequence[CodedArticle]: ...

    def explain(self, articles: Sequence[Article], options: Options) -> Sequence[Explanation]: ...

    def parse(self, articles: Sequence[Article]) -> Sequence[ParsedArticle]: ...

    def read_page(self, html: str) -> Page: ...


log = logging.getLogger("dragoman.batch")


class Status(enum.StrEnum):
    """What became of one article of a batch."""

    CODED = "coded"
    TOO_LONG = "too-long"
    UNSUPPORTED_LANGUAGE = "unsupported-language"
    BAD_PARSE = "bad-parse"
    NO_TEXT = "no-text"
    TOO_COSTLY = "too-costly"
    NOT_REACHED = "not-reached"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Result]):
    """An article, what became of it, and the result where it was coded.

    `article` is the article as it was sent, but for half characters; `mended` names the fields that
    had them.  Of an article sent as a web page it has the text found there, and `taken` names all fields
    that come from the page.  `detail` says why an article was not coded.
    """

    article: Article
    status: Status
    result: Result | None = None
    detail: str = ""
    mended: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer(Generic[Result]):
    """What one request gets: an outcome for each article in the order sent, and what coded them."""

    versions: Versions
    articles: tuple[Outcome[Result], ...]


def code_articles(
    coder: Codes, articles: Sequence[Article], options: Options, settings: Settings
) -> Answer[CodedArticle]:
    """The events of articles."""
    return Answer(
        coder.versions, run_batch(lambda fit: coder.code(fit, options), articles, settings, read=coder.read_page)
    )


def without_duplicates(answer: Answer[CodedArticle], by: Dedupe) -> Answer[CodedArticle]:
    """The answer with equal events told once."""
    kept = deduplicate([each.result for each in answer.articles], by)
    pairs = zip(answer.articles, kept, strict=True)
    return replace(answer, articles=tuple(replace(each, result=result) for each, result in pairs))


def explain_articles(
    coder: Codes, articles: Sequence[Article], options: Options, settings: Settings
) -> Answer[Explanation]:
    """How the events of articles were found."""
    return Answer(
        coder.versions, run_batch(lambda fit: coder.explain(fit, options), articles, settings, read=coder.read_page)
    )


def parse_articles(coder: Codes, articles: Sequence[Article], settings: Settings) -> Answer[ParsedArticle]:
    """The parses of articles."""
    return Answer(coder.versions, run_batch(coder.parse, articles, settings, read=coder.read_page))


def run_batch(
    work: Work[Result],
    articles: Sequence[Article],
    settings: Settings,
    clock: Callable[[], float] = time.monotonic,
    read: Callable[[str], Page] = read_page,
) -> tuple[Outcome[Result], ...]:
    """Do `work` (coding, explaining) on articles in the order given; a bad one costs only itself.

    Articles are parsed together in chunks, and the time budget is looked at between chunks. `read` takes the
    article from a web page.
    """
    deadline = clock() + settings.time_budget
    outcomes: list[Outcome[Result]] = []
    for chunk in _chunks([_mended(each) for each in articles]):
        if outcomes and clock() > deadline:
            outcomes += [_unreached(each) for each in chunk]
        else:
            outcomes += _run_chunk(
                work, [_admitted(each, settings, read) for each in chunk], lambda: clock() > deadline
            )
    return tuple(outcomes)


_FAILED = "the coder failed on this article; please report it"
_LATE = "the time budget of the request was spent; send the article again"


def _unreached(outcome: Outcome[Result]) -> Outcome[Result]:
    return replace(outcome, status=Status.NOT_REACHED, detail=_LATE)


def _mended(article: Article) -> Outcome[Any]:
    """Replace half characters (lone surrogates), which no answer can hold, one for one: offsets stay."""
    found = (getattr(article, name) for name in _TEXTS)
    texts = {name: text for name, text in zip(_TEXTS, found, strict=True) if _HALF.search(text)}
    if not texts:
        return Outcome(article, Status.CODED)
    whole: dict[str, Any] = {name: _HALF.sub("\ufffd", text) for name, text in texts.items()}
    return Outcome(replace(article, **whole), Status.CODED, mended=tuple(whole))


def _chunks(outcomes: Sequence[Outcome[Result]]) -> Iterator[list[Outcome[Result]]]:
    chunk: list[Outcome[Result]] = []
    size = 0
    for each in outcomes:
        length = len(each.article.text) + len(each.article.html)
        if chunk and size + length > CHUNK:
            yield chunk
            chunk, size = [], 0
        chunk.append(each)
        size += length
    if chunk:
        yield chunk


def _admitted(outcome: Outcome[Result], settings: Settings, read: Callable[[str], Page]) -> Outcome[Result]:
    """The outcome as it is before any work: with its page read, or refused."""
    if outcome.article.html:
        outcome = _with_page(outcome, read)
    if outcome.status is not Status.CODED:
        return outcome
    article, most = outcome.article, settings.max_characters
    if max(len(article.text), len(article.title)) > most:
        detail = f"{len(article.text)} characters; at most {most} are coded"
        return replace(outcome, status=Status.TOO_LONG, detail=detail)
    if article.language.lower().split("-")[0] not in ("en", "eng"):
        detail = f"only English (`en`) is coded, not `{article.language}`"
        return replace(outcome, status=Status.UNSUPPORTED_LANGUAGE, detail=detail)
    return outcome


def _with_page(outcome: Outcome[Result], read: Callable[[str], Page]) -> Outcome[Result]:
    """The text of an article that came as a web page, with the page's title and day where none was sent."""
    article = outcome.article
    try:
        page = read(article.html)
    except ArticleError as error:
        return replace(outcome, status=Status.NO_TEXT, detail=str(error))
    except (CostlyError, LostError) as error:
        return _failed(outcome, error)
    whole = replace(article, text=page.text, title=article.title or page.title, date=article.date or page.date)
    taken = (name for name in ("text", "title", "date") if getattr(whole, name) != getattr(article, name))
    return replace(outcome, article=whole, taken=tuple(taken))


def _run_chunk(
    work: Work[Result], outcomes: Sequence[Outcome[Result]], late: Callable[[], bool]
) -> list[Outcome[Result]]:
    """Work on a chunk in one parse; if that fails, on each article alone, to find the bad one."""
    fit = [each.article for each in outcomes if each.status is Status.CODED]
    try:
        results = iter(work(fit) if fit else ())
    except UnavailableError:
        raise
    except Exception as error:
        if len(fit) == 1:
            return [_failed(each, error) if each.status is Status.CODED else each for each in outcomes]
        log.info("chunk failed", extra={"error": type(error).__name__, "articles": len(fit)})
        return list(_run_apart(work, outcomes, late))
    return [replace(each, result=next(results)) if each.status is Status.CODED else each for each in outcomes]


def _run_apart(
    work: Work[Result], outcomes: Sequence[Outcome[Result]], late: Callable[[], bool]
) -> Iterator[Outcome[Result]]:
    begun = False
    for outcome in outcomes:
        if outcome.status is not Status.CODED:
            yield outcome
        elif begun and late():
            yield _unreached(outcome)
        else:
            begun = True
            yield _run_alone(work, outcome)


def _run_alone(work: Work[Result], outcome: Outcome[Result]) -> Outcome[Result]:
    try:
        return replace(outcome, result=work([outcome.article])[0])
    except UnavailableError:
        raise
    except Exception as error:
        return _failed(outcome, error)


def _failed(outcome: Outcome[Result], error: Exception) -> Outcome[Result]:
    match error:
        case ConlluError():
            return replace(outcome, status=Status.BAD_PARSE, detail=str(error))
        case CostlyError():
            return replace(outcome, status=Status.TOO_COSTLY, detail=str(error))
        case DragomanError():
            return replace(outcome, status=Status.FAILED, detail=str(error))
    log.error("article failed", exc_info=error)
    return replace(outcome, status=Status.FAILED, detail=_FAILED)
