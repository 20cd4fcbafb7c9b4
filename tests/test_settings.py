"""Settings are checked at start, and the docs list them all."""

from __future__ import annotations

from pathlib import Path

import pytest

from coder.errors import SettingsError
from coder.settings import Settings, described

ROOT = Path(__file__).parent.parent


def test_nothing_set_gives_the_defaults() -> None:
    settings = Settings.read({})
    assert settings == Settings()
    assert (settings.host, settings.port, settings.max_body) == ("127.0.0.1", 8000, 2_097_152)


def test_every_variable_is_read() -> None:
    settings = Settings.read({"DRAGOMAN_PORT": "9000", "DRAGOMAN_TIME_BUDGET": "2.5", "DRAGOMAN_MODEL": "default"})
    assert (settings.port, settings.time_budget, settings.model) == (9000, 2.5, "default")


def test_an_empty_variable_is_as_good_as_none() -> None:
    assert Settings.read({"DRAGOMAN_PORT": ""}) == Settings()


@pytest.mark.parametrize(
    ("variable", "value", "allowed"),
    [
        ("DRAGOMAN_PORT", "0", "a whole number from 1 to 65535"),
        ("DRAGOMAN_PORT", "tcp://10.0.0.1:80", "a whole number from 1 to 65535"),
        ("DRAGOMAN_WORKERS", "-1", "a whole number from 1 to 64"),
        ("DRAGOMAN_WORKERS", "\u00b2", "a whole number from 1 to 64"),
        ("DRAGOMAN_MAX_ARTICLES", "many", "a whole number from 1 to 10000"),
        ("DRAGOMAN_TIME_BUDGET", "nan", "seconds from 0.1 to 3600"),
        ("DRAGOMAN_TIME_BUDGET", "soon", "seconds from 0.1 to 3600"),
        ("DRAGOMAN_LOG_LEVEL", "loud", "one of debug, info, warning, error"),
    ],
)
def test_a_wrong_value_is_refused_with_the_values_allowed(variable: str, value: str, allowed: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.read({variable: value})
    assert variable in str(caught.value)
    assert allowed in str(caught.value)


def test_the_docs_list_every_setting_with_its_default() -> None:
    page = (ROOT / "docs/settings.md").read_text()
    for variable, default, allowed, meaning in described():
        assert f"| `{variable}` | {f'`{default}`' if default else 'empty'} | {allowed} | {meaning} |" in page
    assert page.count("| `DRAGOMAN_") == len(list(described()))
