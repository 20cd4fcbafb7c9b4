"""The scores of pairs of words are those of Stanza's own layer, however many words there are."""

from __future__ import annotations

import pytest
import torch
from stanza.models.common.biaffine import PairwiseBilinear

from coder.parsing.pairing import PairScores

FEATURES = 24


@pytest.mark.parametrize(("sentences", "words"), [(1, 1), (1, 300), (3, 2), (40, 17), (7, 104), (2, 209)])
def test_pairs_score_as_stanza_scores_them(sentences: int, words: int) -> None:
    random = torch.Generator().manual_seed(words)
    layer = PairwiseBilinear(FEATURES + 1, FEATURES + 1, 5)
    torch.nn.init.normal_(layer.weight, generator=random)
    torch.nn.init.normal_(layer.bias, generator=random)
    ones = torch.ones(sentences, words, 1)
    dependents, heads = (
        torch.cat([torch.randn(sentences, words, FEATURES, generator=random), ones], dim=2) for _ in range(2)
    )
    with torch.no_grad():
        expected = layer(dependents, heads)
        found = PairScores(layer.weight.detach(), layer.bias.detach())(dependents, heads)
    assert found.shape == (sentences, words, words, 5)
    torch.testing.assert_close(found, expected, rtol=1e-4, atol=1e-4)
