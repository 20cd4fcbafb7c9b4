"""The quick decoder against every tree there is."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from coder.parsing.decoding import Heads, Scores, fast_decoder, find_cycles, greedy_heads, is_tree


def best_of_all(scores: Scores) -> Heads:
    """The best tree with one root, by trying every one."""
    size = len(scores)
    heads = [np.array([0, *rest]) for rest in itertools.product(range(size), repeat=size - 1)]
    trees = [h for h in heads if is_tree(h)]
    return max(trees, key=lambda h: float(scores[np.arange(1, size), h[1:]].sum()))


def total(scores: Scores, heads: Heads) -> float:
    return float(scores[np.arange(1, len(heads)), heads[1:]].sum())


@given(st.integers(2, 5).flatmap(lambda n: arrays(np.float64, (n, n), elements=st.floats(-20, 0))))
def test_the_greedy_tree_is_as_good_as_the_best(scores: Scores) -> None:
    heads = fast_decoder(best_of_all)(scores)
    assert is_tree(heads)
    assert total(scores, heads) == pytest.approx(total(scores, best_of_all(scores)))


@pytest.mark.parametrize(
    ("heads", "tree", "cycles"),
    [
        ([0, 0], True, []),
        ([0, 2, 0], True, []),
        ([0, 4, 4, 4, 0], True, []),
        ([0, 0, 0], False, []),
        ([0, 2, 1], False, [[1, 2]]),
        ([0, 0, 3, 2], False, [[2, 3]]),
        ([0, 2, 3, 1, 0, 6, 5], False, [[1, 2, 3], [5, 6]]),
        ([0, 2, 3, 2, 0], False, [[2, 3]]),
    ],
)
def test_cycles_are_found(heads: list[int], tree: bool, cycles: list[list[int]]) -> None:
    found = [np.flatnonzero(cycle).tolist() for cycle in find_cycles(np.array(heads))]
    assert (is_tree(np.array(heads)), found) == (tree, cycles)


def test_no_word_is_its_own_head() -> None:
    assert greedy_heads(np.array([[9.0, 9.0, 9.0], [1.0, 9.0, 2.0], [1.0, 0.0, 9.0]])).tolist() == [0, 2, 0]
