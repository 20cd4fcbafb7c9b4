"""Scores of all pairs of words for all labels: the parser's largest product, laid out for the machine."""

from __future__ import annotations

import torch
from torch import Tensor, nn

CHUNK_WORDS = 208  # what a core multiplies without waiting for memory


class PairScores(nn.Module):
    """The numbers of Stanza's pairwise bilinear layer, to the last few bits, in less than half the time.

    Stanza scores word x as dependent of word y for label o with `[x 1] W_o [y 1]`.  Here what stands by
    the ones is taken out of the product, so that its sides are whole vectors of the machine; the weights
    lie in the order in which they are read; and so few words are multiplied at a time that the result is
    still in the cache for the second product.
    """

    both: Tensor
    dependent: Tensor
    head: Tensor
    constant: Tensor

    def __init__(self, weight: Tensor, bias: Tensor) -> None:
        """`weight` has one row (dependent) and column (head) more than there are features, and a layer a label."""
        super().__init__()
        both = weight[:-1, :-1].permute(0, 2, 1)
        self.labels = weight.shape[2]
        self.register_buffer("both", both.reshape(both.shape[0], -1).contiguous())
        self.register_buffer("dependent", weight[:-1, -1].contiguous())
        self.register_buffer("head", weight[-1, :-1].contiguous())
        self.register_buffer("constant", weight[-1, -1] + bias)

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Sentences x words x features, with a one as the last feature: sentences x words x words x labels."""
        dependents, heads = dependents[..., :-1].contiguous(), heads[..., :-1].contiguous()
        size = max(1, CHUNK_WORDS // dependents.shape[1])
        chunks = [slice(start, start + size) for start in range(0, len(heads), size)]
        scores = torch.cat([self._scores(dependents[chunk], heads[chunk]) for chunk in chunks])
        return scores.permute(0, 1, 3, 2)

    def _scores(self, dependents: Tensor, heads: Tensor) -> Tensor:
        sentences, words, features = dependents.shape
        halves = (dependents.reshape(-1, features) @ self.both).view(sentences, words * self.labels, features)
        scores = torch.bmm(halves, heads.transpose(1, 2)).view(sentences, words, self.labels, words)
        scores += (dependents @ self.dependent + self.constant).unsqueeze(3)
        scores += (heads @ self.head).transpose(1, 2).unsqueeze(1)
        return scores
