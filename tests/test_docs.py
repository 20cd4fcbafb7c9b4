"""What the pages promise is so."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from coder.batch import Status
from schemas.problems import PROBLEMS
from schemas.requests import ArticleSchema, load_articles
from tools.render_prose import anchor

ROOT = Path(__file__).parent.parent
PAGES = [
    "README.md",
    "CONTRIBUTING.md",
    "dictionaries/README.md",
    *sorted(
        page.relative_to(ROOT).as_posix() for place in ("", "guide") for page in (ROOT / "docs" / place).glob("*.md")
    ),
]


def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def test_the_api_page_lists_every_problem_status_and_field() -> None:
    page = text("docs/api.md")
    for type, status in PROBLEMS.items():
        assert f"| `{type}` | {status} |" in page
    for each in Status:
        assert f"| `{each}` |" in page
    for field in ArticleSchema().fields:
        assert f"`{field}`" in page


@pytest.mark.parametrize("page", PAGES)
def test_every_make_command_named_is_a_target(page: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^ {4}|^)make ([a-z-]+)", text(page), re.MULTILINE)) <= targets


@pytest.mark.parametrize("page", PAGES)
def test_every_link_within_the_repository_leads_somewhere(page: str) -> None:
    for link in re.findall(r"\]\((?!https?:)([^)#\s]+)", text(page)):
        assert (ROOT / page).parent.joinpath(link).exists(), link


@pytest.mark.parametrize("page", PAGES)
def test_every_link_to_a_part_of_a_page_leads_to_it(page: str) -> None:
    for link, mark in re.findall(r"\]\((?!https?:)([^)#\s]*)#([^)\s]+)\)", text(page)):
        target = (ROOT / page).parent / link if link else ROOT / page
        found = target.read_text(encoding="utf-8")
        headings = {anchor(heading) for heading in re.findall(r"^#+ (.*)$", found, re.MULTILINE)}
        assert mark in headings or f'<a id="{mark}"></a>' in found, f"{link}#{mark}"


@pytest.mark.parametrize("page", PAGES)
def test_every_folder_or_file_named_in_a_table_exists(page: str) -> None:
    for path in re.findall(r"^\| `([a-z_./-]+/)` \|", text(page), re.MULTILINE):
        assert (ROOT / path).exists(), path


def test_the_examples_are_articles() -> None:
    for path in (ROOT / "examples").glob("*.json"):
        (article,) = load_articles(json.loads(path.read_text(encoding="utf-8")), 1)
        assert article.date
        assert article.text
