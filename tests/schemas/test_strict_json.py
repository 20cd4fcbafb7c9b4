"""JSON is read strictly and written the same way every time."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.errors import RequestError
from schemas.strict_json import read_json, write_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_what_any_json_writer_writes_is_read(value: object) -> None:
    assert read_json(json.dumps(value).encode(), 200) == value


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    try:
        value = read_json(body, 32)
    except RequestError as error:
        value = error.type
    json.dumps(value)


@pytest.mark.parametrize("depth", [1, 32])
def test_depth_is_counted_exactly(depth: int) -> None:
    assert read_json(b"[" * depth + b"]" * depth, depth) is not None
    with pytest.raises(RequestError, match="nested deeper"):
        read_json(b"[" * (depth + 1) + b"]" * (depth + 1), depth)


def test_written_json_is_one_line_in_the_order_given() -> None:
    assert write_json({"b": "é\n", "a": [1, None]}) == '{"b":"é\\n","a":[1,null]}\n'
