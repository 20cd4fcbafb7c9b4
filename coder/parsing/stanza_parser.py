"""Stanza behind Dragoman's own tree.  The only module that imports it."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import stanza
import torch
from stanza.models.common import chuliu_edmonds
from stanza.models.common import utils as stanza_utils
from stanza.models.common.biaffine import DeepBiaffineScorer
from stanza.models.common.doc import Document
from stanza.models.common.foundation_cache import BertRecord, FoundationCache
from stanza.models.depparse import head_constraints
from stanza.models.depparse import model as depparse_model

from coder.article import Article
from coder.errors import ModelError
from coder.parsing.decoding import fast_decoder, find_cycles
from coder.parsing.encoder import SharedEncoder, load_encoder
from coder.parsing.lemmas import unknown_lemma
from coder.parsing.model import OFFICIAL, model_name, model_version
from coder.parsing.pairing import PairScores
from coder.parsing.segments import Layout, Segment, lay_out
from coder.parsing.sentences import ParsedArticle, Part, Sentence, Token
from coder.parsing.splitting import Piece, Pieces, mend

PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse")
ENCODER_NAME = "minilm-ud"  # the name by which the compact tagger and parser ask for their encoder
SENTENCE_TOKENS = 200
BATCH_TOKENS = 1500
BETWEEN = "\n\n"  # Stanza starts a new sentence after an empty line

_EXACT_DECODER = chuliu_edmonds.chuliu_edmonds_one_root
_EXACT_CYCLES = chuliu_edmonds.tarjan


@dataclass(frozen=True, slots=True)
class _Draft:
    """A sentence that is cut but not yet parsed, and where it belongs."""

    article: int
    segment: Segment
    pieces: Pieces
    headline: bool


_Parsed = tuple[_Draft, Any]


class StanzaParser:
    """Parses articles with a Stanza model from a directory, or with the official English one (`default`).

    The shortcuts save time and give the same trees; they can be switched off to check that.  Sentences
    longer than `sentence_tokens` are cut at clause marks.  One parser serves one request at a time: a
    lock keeps threads apart.
    """

    def __init__(
        self,
        model: Path | str,
        shortcuts: bool = True,
        sentence_tokens: int = SENTENCE_TOKENS,
    ) -> None:
        torch.set_num_threads(1)
        _choose_decoder(shortcuts)
        self._directory = None if str(model) == OFFICIAL else Path(model)
        self._encoder: SharedEncoder | None = None
        self._sentence_tokens = sentence_tokens
        self._lock = threading.Lock()
        if self._directory is None:
            self._pipeline = _official_pipeline()
        else:
            self._pipeline = self._load(self._directory, shortcuts)

    @property
    def name(self) -> str:
        """The model's name, as the answer gives it."""
        return model_name(self._directory or OFFICIAL)

    @cached_property
    def version(self) -> str:
        """Stanza's version and, for a model directory, a short hash of the weights."""
        return model_version(self._directory or OFFICIAL)

    def parse(self, articles: Sequence[Article]) -> tuple[ParsedArticle, ...]:
        """Parse all sentences of all articles together, longest with longest, and put them back in order."""
        layouts = [lay_out(article) for article in articles]
        with self._lock, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Stanza warns of trees it could not mend
            drafts = self._tokenise(layouts)
            trees = self._analyse(drafts)
        parsed: list[list[_Parsed]] = [[] for _ in articles]
        for draft, tree in zip(drafts, trees, strict=True):
            parsed[draft.article].append((draft, tree))
        return tuple(map(_assemble, articles, layouts, parsed))

    def _load(self, directory: Path, shortcuts: bool) -> Any:
        if not (directory / "resources.json").is_file():
            raise ModelError(f"no Stanza model in {directory}: it has no resources.json")
        cache = FoundationCache(local_files_only=True)
        try:
            if (directory / "encoder").is_dir():
                self._encoder, tokenizer = load_encoder(directory / "encoder", shortcuts)
                cache.bert[ENCODER_NAME] = BertRecord(self._encoder, tokenizer, {})
            pipeline = _pipeline(
                dir=str(directory),
                package=None,
                foundation_cache=cache,
                processors=dict.fromkeys(PROCESSORS, "compact"),
            )
        except Exception as error:
            raise ModelError(f"the model in {directory} cannot be loaded: {error}") from error
        if shortcuts:
            _hasten_labels(pipeline.processors["depparse"].trainer.model)
        return pipeline

    def _tokenise(self, layouts: Sequence[Layout]) -> list[_Draft]:
        owned = [(i, segment) for i, layout in enumerate(layouts) for segment in layout.segments]
        if not owned:
            return []
        text = BETWEEN.join(segment.text for _, segment in owned)
        document = self._pipeline.processors["tokenize"].process(text)  # a pipeline would split `didn't` already
        raw = [_pieces(sentence.tokens, text) for sentence in document.sentences]
        return list(_drafts(owned, raw, self._sentence_tokens))

    def _analyse(self, drafts: Sequence[_Draft]) -> list[Any]:
        order = sorted(range(len(drafts)), key=lambda i: len(drafts[i].pieces))
        trees: list[Any] = [None] * len(drafts)
        for batch in _batches(order, drafts):
            document = Document([[_entry(n, p) for n, p in enumerate(drafts[i].pieces, 1)] for i in batch])
            self._pipeline(document, processors=["mwt", "pos", "lemma", "depparse"])
            for i, sentence in zip(batch, document.sentences, strict=True):
                self._guess_lemmas(sentence.words)
                trees[i] = sentence
            if self._encoder is not None:
                self._encoder.forget()
        return trees

    def _guess_lemmas(self, words: Iterable[Any]) -> None:
        """Stanza leaves a word that its dictionary has not as it stands."""
        for word in words:
            if word.lemma == word.text:
                word.lemma = unknown_lemma(word.text, word.xpos or "", self._known_lemma) or word.lemma

    def _known_lemma(self, form: str, upos: str) -> str | None:
        lemmatiser = self._pipeline.processors["lemma"].trainer
        (known,) = lemmatiser.skip_seq2seq([(form, upos)])
        return str(lemmatiser.predict_dict([(form, upos)])[0]) if known else None


def _pipeline(**options: Any) -> Any:
    with _without_optimizers():
        return stanza.Pipeline(lang="en", download_method=None, use_gpu=False, verbose=False, **options)


class _NoOptimizer(torch.optim.Optimizer):
    """Stands where Stanza makes an optimizer for a model that it loads: only training asks one."""

    def __init__(self) -> None:
        self.param_groups = []


@contextmanager
def _without_optimizers() -> Iterator[None]:
    """Torch takes more than a second to be ready for its first optimizer, so none is made."""
    made = stanza_utils.dispatch_optimizer
    stanza_utils.dispatch_optimizer = lambda *_, **__: _NoOptimizer()
    try:
        yield
    finally:
        stanza_utils.dispatch_optimizer = made


def _official_pipeline() -> Any:
    try:
        return _pipeline(processors=",".join(PROCESSORS))
    except Exception as error:
        raise ModelError(
            "Stanza's official English model is not here; fetch it once with: "
            "python -c \"import stanza; stanza.download('en')\""
        ) from error


def _choose_decoder(fast: bool) -> None:
    """Stanza imports its decoder by name in two modules and offers no hook, so the names are replaced.

    The trees are the same, so it does no harm that all parsers of a process share the choice.
    """
    decoder = fast_decoder(_EXACT_DECODER) if fast else _EXACT_DECODER
    chuliu_edmonds.tarjan = find_cycles if fast else _EXACT_CYCLES
    depparse_model.chuliu_edmonds_one_root = decoder
    head_constraints.chuliu_edmonds_one_root = decoder


def _hasten_labels(model: Any) -> None:
    """Have a graph parser score the labels of all pairs of words by `PairScores`."""
    deprel = getattr(model, "deprel", None)
    if isinstance(deprel, DeepBiaffineScorer):
        layer = deprel.scorer.W_bilin
        deprel.scorer.W_bilin = PairScores(layer.weight.detach(), layer.bias.detach())


def _pieces(tokens: Sequence[Any], text: str) -> Pieces:
    return tuple(
        Piece(
            text[token.start_char : token.end_char],
            token.start_char,
            token.end_char,
            bool(token.misc and "MWT=Yes" in token.misc),
        )
        for token in tokens
    )


def _drafts(owned: Sequence[tuple[int, Segment]], raw: Iterable[Pieces], limit: int) -> Iterator[_Draft]:
    """Hand the tokenizer's sentences back to the segments they came from, with the segments' own offsets."""
    sentences = iter(raw)
    pending = next(sentences, None)
    begin = 0
    for article, segment in owned:
        end = begin + len(segment.text)
        found = []
        while pending and pending[0].start < end:
            found.append(tuple(_shifted(piece, begin) for piece in pending))
            pending = next(sentences, None)
        mended = mend(found, limit)
        headline = segment.headline and (segment.part is Part.TITLE or len(mended) == 1)
        yield from (_Draft(article, segment, pieces, headline) for pieces in mended)
        begin = end + len(BETWEEN)


def _shifted(piece: Piece, by: int) -> Piece:
    return Piece(piece.text, piece.start - by, piece.end - by, piece.multiword)


def _entry(number: int, piece: Piece) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": (number,), "text": piece.text}
    return {**entry, "misc": "MWT=Yes"} if piece.multiword else entry


def _batches(order: Sequence[int], drafts: Sequence[_Draft]) -> Iterator[list[int]]:
    batch: list[int] = []
    for i in order:
        if batch and len(drafts[i].pieces) * (len(batch) + 1) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _assemble(article: Article, layout: Layout, parsed: Sequence[_Parsed]) -> ParsedArticle:
    sentences = (_sentence(i, article, draft, tree) for i, (draft, tree) in enumerate(parsed))
    return ParsedArticle(tuple(sentences), layout.datelines, layout.skipped)


def _sentence(index: int, article: Article, draft: _Draft, tree: Any) -> Sentence:
    segment = draft.segment
    whole = article.title if segment.part is Part.TITLE else article.text
    start, end = segment.clean.span(draft.pieces[0].start, draft.pieces[-1].end)
    return Sentence(
        index=index,
        text=whole[start:end],
        start=start,
        end=end,
        tokens=tuple(_tokens(draft, tree)),
        part=segment.part,
        headline=draft.headline,
    )


def _tokens(draft: _Draft, tree: Any) -> Iterator[Token]:
    for piece, token in zip(draft.pieces, tree.tokens, strict=True):
        for word, text, start, end in _words(piece, token.words):
            begin, finish = draft.segment.clean.span(start, end)
            yield Token(
                index=word.id - 1,
                text=text,
                lemma=word.lemma,
                upos=word.upos,
                xpos=word.xpos or "",
                features=word.feats or "",
                head=word.head - 1,
                relation=word.deprel,
                start=begin,
                end=finish,
            )


def _words(piece: Piece, words: Sequence[Any]) -> Iterator[tuple[Any, str, int, int]]:
    """Each word of a token with its span: its own where the words spell the token, else the token's."""
    spelt = "".join(word.text for word in words) == piece.text
    start = piece.start
    for word in words:
        text = word.text if len(words) > 1 else piece.text
        yield (word, text, start, start + len(text)) if spelt else (word, text, piece.start, piece.end)
        start += len(text)
