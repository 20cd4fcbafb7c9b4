"""Parses that come with the article, and parses written down: CoNLL-U.

Sentences are found in the article's text, so every token has its offsets.  What Dragoman writes
carries them (`TokenRange`), so that reading gives back what was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NoReturn

from coder.article import Article
from coder.errors import ConlluError
from coder.parsing.cleaning import clean
from coder.parsing.segments import lay_out
from coder.parsing.sentences import ParsedArticle, Part, Sentence, Skipped, Token

_COLUMNS = ("ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC")
_ID = re.compile(r"(\d+)(?:([-.])(\d+))?$")
_RANGE = re.compile(r"(?:^|\|)TokenRange=(\d+):(\d+)(?:\||$)")
_COMMENT = re.compile(r"#\s*([\w.]+)\s*=\s*(.*)$")


class ConlluParser:
    """Takes the parse that the article carries; no model runs."""

    name = "conllu"
    version = "1"

    def parse(self, articles: Sequence[Article]) -> tuple[ParsedArticle, ...]:
        """Read every article's parse."""
        return tuple(map(_parsed, articles))


def _parsed(article: Article) -> ParsedArticle:
    """An article by its own parse; what that leaves out of the text is told as for any article."""
    sentences = read_conllu(article.parse, article.text, article.title)
    layout = lay_out(article)
    skipped = (each for each in layout.skipped if not any(_overlap(each, sentence) for sentence in sentences))
    return ParsedArticle(sentences, layout.datelines, tuple(skipped))


def _overlap(skipped: Skipped, sentence: Sentence) -> bool:
    return skipped.part is sentence.part and skipped.start < sentence.end and sentence.start < skipped.end


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a sentence: a word (`first` = `last`) or the written token over several words."""

    line: int
    first: int
    last: int
    columns: tuple[str, ...]

    @property
    def form(self) -> str:
        return self.columns[1]

    @property
    def misc(self) -> str:
        return self.columns[9]


@dataclass(frozen=True, slots=True)
class _Block:
    """A sentence as it stands in the file: its words, and for every written token its row."""

    line: int
    words: tuple[_Row, ...]
    written: tuple[_Row, ...]
    part: Part
    headline: bool


def read_conllu(parse: str, text: str, title: str = "") -> tuple[Sentence, ...]:
    """The sentences of a parse, found in `text` (or `title`, where a comment says `# part = title`)."""
    wholes = {Part.TEXT: text, Part.TITLE: title}
    reached = {Part.TEXT: 0, Part.TITLE: 0}
    sentences = []
    for index, block in enumerate(_blocks(parse)):
        tokens = _tokens(block, wholes[block.part], reached[block.part])
        start, end = min(token.start for token in tokens), max(token.end for token in tokens)
        reached[block.part] = end
        sentences.append(Sentence(index, wholes[block.part][start:end], start, end, tokens, block.part, block.headline))
    return tuple(sentences)


def rebuild_text(parse: str) -> str:
    """The text that a parse without its article stands for, one sentence a line."""
    return "\n".join(_spelt(block) for block in _blocks(parse))


def write_conllu(sentences: Iterable[Sentence]) -> str:
    """Sentences as CoNLL-U; `read_conllu` with the same text gives them back."""
    return "".join(f"{_written_sentence(sentence)}\n\n" for sentence in sentences)


def _fail(message: str, line: int) -> NoReturn:
    raise ConlluError(message, line)


def _blocks(parse: str) -> Iterator[_Block]:
    lines: list[tuple[int, str]] = []
    for number, line in enumerate([*parse.lstrip("\ufeff").split("\n"), ""], 1):
        stripped = line.rstrip("\r")
        if stripped.strip():
            lines.append((number, stripped))
        elif lines:
            yield _block(lines)
            lines = []


def _block(lines: Sequence[tuple[int, str]]) -> _Block:
    found = [match for _, line in lines if (match := _COMMENT.match(line))]
    comments: dict[str, str] = {match[1]: match[2].strip() for match in found}
    rows = [row for number, line in lines if not line.startswith("#") and (row := _row(number, line))]
    words = tuple(row for row in rows if "-" not in row.columns[0])
    _check(words, lines[0][0])
    part = Part.TITLE if comments.get("part") == Part.TITLE else Part.TEXT
    return _Block(lines[0][0], words, tuple(_written(rows)), part, comments.get("headline") == "yes")


def _row(number: int, line: str) -> _Row | None:
    """A line's columns, or nothing for an empty node (`8.1`), which the tree does without."""
    columns = tuple(line.split("\t"))
    if len(columns) != len(_COLUMNS):
        _fail(f"{len(columns)} columns, not {len(_COLUMNS)} with tabs between them", number)
    match = _ID.match(columns[0])
    if not match:
        _fail(f"ID is {columns[0]!r}, not a number, a range such as 3-4 or an empty node such as 8.1", number)
    first, mark, last = match.groups()
    if mark == ".":
        return None
    if not columns[1].strip():
        _fail("FORM is empty", number)
    return _Row(number, int(first), int(last or first), columns)


def _written(rows: Sequence[_Row]) -> Iterator[_Row]:
    """The tokens as they are written: ranges, and the words that no range covers."""
    covered = 0
    for row in rows:
        if row.first > covered:
            yield row
            covered = row.last


def _check(words: Sequence[_Row], line: int) -> None:
    if not words:
        _fail("a sentence without words", line)
    for number, row in enumerate(words, 1):
        if row.first != number:
            _fail(f"ID is {row.first} where {number} is due", row.line)
        _check_word(row, len(words))
    heads = [int(row.columns[6]) for row in words]
    roots = heads.count(0)
    if roots != 1:
        _fail(f"{roots} words have HEAD 0; a tree has one root", line)
    _check_cycles(words, heads)


def _check_word(row: _Row, length: int) -> None:
    for column in (3, 7):
        if row.columns[column] in {"_", ""}:
            _fail(f"{_COLUMNS[column]} is empty", row.line)
    head = row.columns[6]
    if not (head.isascii() and head.isdigit() and int(head) <= length):
        _fail(f"HEAD is {head!r}, not a number from 0 to {length}", row.line)
    if int(head) == row.first:
        _fail("a word is its own HEAD", row.line)


def _check_cycles(words: Sequence[_Row], heads: Sequence[int]) -> None:
    safe = {0}
    for row in words:
        path = []
        node = row.first
        while node not in safe:
            if node in path:
                _fail(f"the heads of word {node} form a cycle", row.line)
            path.append(node)
            node = heads[node - 1]
        safe.update(path)


def _tokens(block: _Block, text: str, reached: int) -> tuple[Token, ...]:
    spans = dict(_spans(block, text, reached))
    return tuple(_token(row, *spans[row.first]) for row in block.words)


def _token(row: _Row, start: int, end: int) -> Token:
    _, form, lemma, upos, xpos, features, head, relation, _, _ = row.columns
    return Token(
        index=row.first - 1,
        text=form,
        lemma="" if lemma == "_" and form != "_" else lemma,
        upos=upos,
        xpos="" if xpos == "_" else xpos,
        features="" if features == "_" else features,
        head=int(head) - 1,
        relation=relation,
        start=start,
        end=end,
    )


def _spans(block: _Block, text: str, reached: int) -> Iterator[tuple[int, tuple[int, int]]]:
    """Every word's number and place in the text."""
    for row, (start, end) in zip(block.written, _written_spans(block, text, reached), strict=True):
        words = block.words[row.first - 1 : row.last]
        spelt = len(words) > 1 and "".join(word.form for word in words) == text[start:end]
        for word in words:
            given = _given_range(word, text)
            if given:
                yield word.first, given
            elif spelt:
                yield word.first, (start, start + len(word.form))
                start += len(word.form)
            else:
                yield word.first, (start, end)


def _written_spans(block: _Block, text: str, reached: int) -> list[tuple[int, int]]:
    given = [_given_range(row, text) for row in block.written]
    if all(given):
        pairs = zip(block.written, given, strict=True)
        return [_checked_range(row, span, text) for row, span in pairs if span]
    pattern = r"\s*".join(f"({_flexible(row.form)})" for row in block.written)
    match = re.compile(pattern).search(text, reached)
    if not match:
        _fail("the sentence does not stand in the article's text", block.line)
    return [match.span(group) for group in range(1, len(block.written) + 1)]


def _flexible(form: str) -> str:
    """A form as a pattern; a space in it (`10 000`) may be any white space in the text."""
    return r"\s+".join(re.escape(word) for word in form.split())


def _given_range(row: _Row, text: str) -> tuple[int, int] | None:
    match = _RANGE.search(row.misc)
    if not match:
        return None
    start, end = int(match.group(1)), int(match.group(2))
    if not start < end <= len(text):
        _fail(f"TokenRange {start}:{end} is not within the text's {len(text)} characters", row.line)
    return start, end


def _checked_range(row: _Row, span: tuple[int, int], text: str) -> tuple[int, int]:
    written = text[slice(*span)]
    if row.form != written and row.form not in " ".join(clean(written).text.split()):
        _fail(f"the text has {written[:40]!r} at {span[0]}:{span[1]}, not {row.form[:40]!r}", row.line)
    return span


def _spelt(block: _Block) -> str:
    forms = (row.form + ("" if "SpaceAfter=No" in row.misc.split("|") else " ") for row in block.written)
    return "".join(forms).rstrip()


def _written_sentence(sentence: Sentence) -> str:
    lines = [f"# sent_id = {sentence.index + 1}", f"# text = {' '.join(sentence.text.split())}"]
    if sentence.part is Part.TITLE:
        lines.append(f"# part = {Part.TITLE}")
    if sentence.headline:
        lines.append("# headline = yes")
    for token in sentence.tokens:
        lines += _range_line(token, sentence)
        lines.append(_word_line(token, sentence))
    return "\n".join(lines)


def _range_line(token: Token, sentence: Sentence) -> Iterator[str]:
    """The line over words that share a span, before the first of them."""
    sharing = [other for other in sentence.tokens if (other.start, other.end) == (token.start, token.end)]
    if len(sharing) > 1 and sharing[0] is token:
        written = sentence.text[token.start - sentence.start : token.end - sentence.start]
        form = " ".join(clean(written).text.split())
        numbers = f"{token.index + 1}-{sharing[-1].index + 1}"
        yield "\t".join((numbers, form, *"_" * 7, _misc(token, sentence)))


def _word_line(token: Token, sentence: Sentence) -> str:
    columns = (
        str(token.index + 1),
        token.text,
        token.lemma or "_",
        token.upos,
        token.xpos or "_",
        token.features or "_",
        str(token.head + 1),
        token.relation,
        "_",
        _misc(token, sentence),
    )
    return "\t".join(columns)


def _misc(token: Token, sentence: Sentence) -> str:
    following = sentence.text[token.end - sentence.start :]
    close = "SpaceAfter=No|" if following and not following[0].isspace() else ""
    return f"{close}TokenRange={token.start}:{token.end}"
