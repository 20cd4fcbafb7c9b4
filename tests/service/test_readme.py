"""The request that README shows gets the answer that README shows."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

README = (Path(__file__).parent.parent.parent / "README.md").read_text(encoding="utf-8")
CHANGING = {"id", "dictionaries", "model", "entry", "how", "file", "line"}
"""What moves whenever a dictionary does; the rest must be as printed."""


def printed(value: Any) -> Any:
    """The part of an answer that stays the same from one state of the dictionaries to the next."""
    if isinstance(value, dict):
        return {key: printed(each) for key, each in value.items() if key not in CHANGING} | dict.fromkeys(
            CHANGING & set(value)
        )
    return [printed(each) for each in value] if isinstance(value, list) else value


def test_the_curl_example_is_answered_as_printed(client: FlaskClient) -> None:
    (request,) = re.findall(r"-d '(\{.*?\})'", README, re.DOTALL)
    (answer,) = re.findall(r"```json\n(.*?)```", README, re.DOTALL)
    found = client.post("/v1/events", data=request, content_type="application/json").get_json()
    assert printed(found) == printed(json.loads(answer))
