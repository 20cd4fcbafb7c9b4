"""The small transformer itself: a BERT on torch's own layers, which skip the padding of short sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

_EMBEDDINGS = {
    "words.weight": "embeddings.word_embeddings.weight",
    "positions.weight": "embeddings.position_embeddings.weight",
    "kinds.weight": "embeddings.token_type_embeddings.weight",
    "norm.weight": "embeddings.LayerNorm.weight",
    "norm.bias": "embeddings.LayerNorm.bias",
}
_PARTS = {
    "self_attn.out_proj": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "linear1": "intermediate.dense",
    "linear2": "output.dense",
    "norm2": "output.LayerNorm",
}
_EXPECTED = {"model_type": "bert", "hidden_act": "gelu"}


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a BERT, named as in its `config.json`."""

    hidden_size: int
    intermediate_size: int
    layer_norm_eps: float
    max_position_embeddings: int
    num_attention_heads: int
    num_hidden_layers: int
    type_vocab_size: int
    vocab_size: int


class Transformer(nn.Module):
    """Word pieces to vectors (Devlin et al. 2019, without pooling)."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width, eps = shape.hidden_size, shape.layer_norm_eps
        self.config = shape
        self.words = nn.Embedding(shape.vocab_size, width)
        self.positions = nn.Embedding(shape.max_position_embeddings, width)
        self.kinds = nn.Embedding(shape.type_vocab_size, width)
        self.norm = nn.LayerNorm(width, eps)
        layer = nn.TransformerEncoderLayer(
            width, shape.num_attention_heads, shape.intermediate_size, 0.0, "gelu", eps, batch_first=True
        )
        self.layers = nn.TransformerEncoder(layer, shape.num_hidden_layers)

    def forward(self, ids: Tensor, padding: Tensor) -> Tensor:
        """The last layer for a batch of sentences x pieces; `padding` is true where there is no piece."""
        found = self.words(ids) + self.kinds.weight[0] + self.positions.weight[: ids.shape[1]]
        encoded: Tensor = self.layers(self.norm(found), src_key_padding_mask=padding)
        return encoded


def load_transformer(directory: Path) -> Transformer:
    """The model of a folder in the layout of Hugging Face (`config.json`, `model.safetensors`), ready to be asked.

    :raise ValueError: it is no BERT that this class can be.
    """
    config = json.loads((directory / "config.json").read_text(encoding="utf-8"))
    for key, value in _EXPECTED.items():
        if config[key] != value:
            raise ValueError(f"the encoder's `{key}` is `{config[key]}`; only `{value}` can be used")
    model = Transformer(Shape(**{each.name: config[each.name] for each in fields(Shape)}))
    given = load_file(directory / "model.safetensors")
    model.load_state_dict({name: weight.float() for name, weight in _named(given, model.config)})
    return model.eval()


def _named(given: Mapping[str, Tensor], shape: Shape) -> Iterator[tuple[str, Tensor]]:
    """The weights as torch's layers call them; query, key and value are one matrix there."""
    for name, theirs in _EMBEDDINGS.items():
        yield name, given[theirs]
    for number in range(shape.num_hidden_layers):
        ours, theirs = f"layers.layers.{number}.", f"encoder.layer.{number}."
        for kind in ("weight", "bias"):
            questions = [given[f"{theirs}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            yield f"{ours}self_attn.in_proj_{kind}", torch.cat(questions)
            for name, part in _PARTS.items():
                yield f"{ours}{name}.{kind}", given[f"{theirs}{part}.{kind}"]
