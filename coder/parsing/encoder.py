"""The small transformer under tagger and parser, run once per sentence.

Tagger and parser each ask for the encoder's output of every sentence.  Stanza runs it twice; here
the second question is answered from memory.  The encoder answers as a transformers model does,
so Stanza needs no patching for it: it is handed in where a model is expected.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from transformers import AutoTokenizer

from coder.parsing.transformer import Transformer, load_transformer

KEEP = 1024
_TOO_LONG = "sequence-length-is-longer-than-the-specified-maximum"

Pieces = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class EncoderOutput:
    """The part of a transformers answer that Stanza reads."""

    hidden_states: tuple[Tensor, ...]


def load_encoder(directory: Path, remember: bool) -> tuple[SharedEncoder, Any]:
    """The transformer and its word-piece tokenizer, from files only; nothing is looked up elsewhere.

    Without `remember` every question is worked out anew, to check that memory changes nothing.
    """
    tokenizer = AutoTokenizer.from_pretrained(directory, local_files_only=True)
    tokenizer.deprecation_warnings[_TOO_LONG] = True  # Stanza cuts
    return SharedEncoder(load_transformer(directory), keep=KEEP if remember else 0), tokenizer


class SharedEncoder(torch.nn.Module):
    """Remembers what it encoded until `forget`, and encodes sentences of like length together.

    Both save time only: the numbers are those of the encoder itself.  `keep` bounds the memory,
    `batch` the sentences encoded at once.
    """

    _hf_peft_config_loaded = False  # Stanza asks every transformer whether it carries an adapter

    def __init__(self, encoder: Transformer, batch: int = 32, keep: int = KEEP) -> None:
        super().__init__()
        self.encoder = encoder
        self.config = encoder.config
        self.batch = batch
        self.keep = keep
        self._memory: dict[Pieces, Tensor] = {}

    def forget(self) -> None:
        """Drop everything remembered; the parser calls this after every batch."""
        self._memory.clear()

    def forward(self, ids: Tensor, attention_mask: Tensor, **_: Any) -> EncoderOutput:
        """The last layer for a padded batch, as the wrapped model would answer."""
        lengths = attention_mask.sum(dim=1).tolist()
        sentences = [tuple(row[:length]) for row, length in zip(ids.tolist(), lengths, strict=True)]
        self._encode(sentences)
        hidden = [self._memory[pieces] for pieces in sentences]
        padded = torch.nn.utils.rnn.pad_sequence(hidden, batch_first=True)
        missing = ids.shape[1] - padded.shape[1]
        return EncoderOutput((torch.nn.functional.pad(padded, (0, 0, 0, missing)),))

    def _encode(self, sentences: Sequence[Pieces]) -> None:
        unknown = [pieces for pieces in set(sentences) if pieces not in self._memory]
        if len(self._memory) + len(unknown) > self.keep:
            self.forget()
            unknown = list(set(sentences))
        for batch in _batches(sorted(unknown, key=lambda pieces: (len(pieces), pieces)), self.batch):
            self._memory.update(zip(batch, self._run(batch), strict=True))

    def _run(self, batch: Sequence[Pieces]) -> Iterator[Tensor]:
        width = len(batch[-1])
        ids = torch.tensor([pieces + (0,) * (width - len(pieces)) for pieces in batch])
        padding = torch.tensor([[False] * len(pieces) + [True] * (width - len(pieces)) for pieces in batch])
        with torch.no_grad():
            hidden = self.encoder(ids, padding)
        return (row[: len(pieces)].clone() for row, pieces in zip(hidden, batch, strict=True))


def _batches(sentences: Sequence[Pieces], size: int) -> Iterator[Sequence[Pieces]]:
    for start in range(0, len(sentences), size):
        yield sentences[start : start + size]
