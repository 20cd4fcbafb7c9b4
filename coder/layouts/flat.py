"""The flat table: everything an event says, a column each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from coder.actors.actor import Actor
from coder.coding.events import Span, When
from coder.dedupe import distinct
from coder.layouts.columns import Column, Layout, Record, of_where

BETWEEN = ";"
BEGIN = "where they begin, in code points unless `offsets` says otherwise"


def _actor_columns(role: str, of: Callable[[Record], Actor]) -> Iterator[Column]:
    yield Column(f"{role}_code", "actor code: country, then roles", lambda r: of(r).code)
    yield Column(f"{role}_country", "its country or international part; may be empty", lambda r: of(r).country)
    yield Column(f"{role}_roles", f"its role codes, `{BETWEEN}` between them", lambda r: BETWEEN.join(of(r).roles))
    yield Column(f"{role}_name", "the dictionary's name for it; may be empty", lambda r: of(r).name, words=True)
    yield Column(f"{role}_text", "the words as written", lambda r: of(r).text, words=True)
    yield Column(f"{role}_start", BEGIN, lambda r: r.at(of(r).start))
    yield Column(f"{role}_end", "where they end", lambda r: r.at(of(r).end))
    yield Column(f"{role}_entry", "id of the dictionary entry; may be empty", lambda r: of(r).entry)
    yield Column(f"{role}_ground", "what it rests on: known, stranger, pronoun, nobody", lambda r: of(r).ground)


def _of_when(value: Callable[[When], object]) -> Callable[[Record], object]:
    """What a time says of the event; nothing where no words tell it."""
    return lambda record: "" if record.event.when is None else value(record.event.when)


def _span_columns(what: str, of: Callable[[Record], Span | None]) -> Iterator[Column]:
    """The words that told something, and where they stand."""

    def value(record: Record, say: Callable[[Span], object]) -> object:
        span = of(record)
        return "" if span is None else say(span)

    yield Column(f"{what}_text", "the words that say so", lambda r: value(r, lambda span: span.text), words=True)
    yield Column(f"{what}_start", BEGIN, lambda r: value(r, lambda span: r.counted.unit(span.part, span.start)))
    yield Column(f"{what}_end", "where they end", lambda r: value(r, lambda span: r.counted.unit(span.part, span.end)))


COLUMNS = (
    Column("event_id", "the event's id, as in JSON", lambda r: r.event.id),
    Column("article_number", "place of the article in the request, from 1", lambda r: r.number),
    Column("article_id", "the article's id as sent", lambda r: r.article.id, words=True),
    Column("date", "the article's date; empty without one", lambda r: r.event.date),
    *_actor_columns("source", lambda r: r.event.source),
    *_actor_columns("target", lambda r: r.event.target),
    Column("code", "CAMEO event code; read it as text, zeros lead", lambda r: r.event.code.code),
    Column("root", "CAMEO root, 01 to 20", lambda r: r.event.code.root),
    Column("label", "the code in words", lambda r: r.event.code.label),
    Column("quad_class", "GDELT's class, 1 to 4", lambda r: r.event.code.quad),
    Column("penta_class", "Phoenix's class, 0 to 4", lambda r: r.event.code.penta),
    Column("goldstein", "-10 to 10; empty where none is published", lambda r: r.event.code.goldstein),
    Column("plover", "PLOVER root; may be empty", lambda r: r.event.code.plover),
    Column("flags", f"negated, future, ..., `{BETWEEN}` between them", lambda r: BETWEEN.join(r.event.flags)),
    Column("sentence_number", "sentence in the article, from 1, the title first", lambda r: r.event.sentence.index + 1),
    Column("sentence", "the sentence as written", lambda r: r.event.sentence.text, words=True),
    Column("part", "where it stands and what the offsets count in: title or text", lambda r: r.event.sentence.part),
    Column("trigger", "the words that named the act", lambda r: r.event.trigger.text, words=True),
    Column("trigger_start", BEGIN, lambda r: r.at(r.event.trigger.start)),
    Column("trigger_end", "where they end", lambda r: r.at(r.event.trigger.end)),
    Column("rule", "id of the rule that named the act", lambda r: r.event.rule.id),
    Column("rule_file", "the file the rule stands in", lambda r: r.event.rule.file),
    Column("rule_line", "the line it begins on", lambda r: r.event.rule.line),
    Column("via", "ids of the rules over it, innermost first", lambda r: BETWEEN.join(each.id for each in r.event.via)),
    Column("title", "the article's title as sent", lambda r: r.article.title, words=True),
    Column("url", "the article's address as sent", lambda r: r.article.url, words=True),
    Column("publisher", "the article's publisher as sent", lambda r: r.article.publisher, words=True),
    Column("mentions", "how often the event is told (1 unless duplicates were filtered)", lambda r: len(r.mentions)),
    Column(
        "mention_ids",
        "the events that are told as this one, this one first",
        lambda r: BETWEEN.join(mention.event.id for mention in r.mentions),
    ),
    Column(
        "mention_articles",
        "ids of the articles that tell it",
        lambda r: BETWEEN.join(distinct(mention.article.id for mention in r.mentions)),
        words=True,
    ),
    Column("when_first", "the first day its own words allow; empty where they are silent", _of_when(lambda w: w.first)),
    Column("when_last", "the last day", _of_when(lambda w: w.last)),
    Column("when_precision", "how exactly they tell: day, week, month, ...", _of_when(lambda w: w.precision)),
    *_span_columns("when", lambda r: r.event.when.evidence if r.event.when else None),
    Column("where_name", "where it took place; empty where nobody tells it", of_where(lambda w: w.name)),
    Column("where_country", "its country, ISO 3166-1 alpha-3", of_where(lambda w: w.country)),
    Column("where_latitude", "degrees north; may be empty", of_where(lambda w: w.latitude)),
    Column("where_longitude", "degrees east; may be empty", of_where(lambda w: w.longitude)),
    Column("where_nearness", "what the point is that of: place, region, country", of_where(lambda w: w.nearness)),
    Column("where_dateline", "1 where only the dateline says so, else 0", of_where(lambda w: int(w.dateline))),
    *_span_columns("where", lambda r: r.event.where.evidence if r.event.where else None),
)

CSV = Layout("csv", "text/csv", "Flat table, with commas", COLUMNS, separator=",", line_end="\r\n")
TSV = Layout("tsv", "text/tab-separated-values", "Flat table, with tabs", COLUMNS)
