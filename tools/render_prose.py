"""Writes the pages of the reference that are prose from docs/: Markdown in, HTML for the service out."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "coder" / "service" / "reference" / "templates" / "reference" / "made"
PAGES: Mapping[str, str] = {"matching.html": "docs/matching.md", "algebra.html": "docs/ontology.md"}
"""The pages by the file that each is made of."""

ADDRESSES: Mapping[str, str] = {"matching.md": "matching", "ontology.md": "algebra", "reference/README.md": "."}
"""Where links between pages lead in the service."""


def render(markdown: str) -> str:
    """The page as HTML, with headings to link to and links as the service has them."""
    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = made.parse(re.sub(r"<!-- .*? -->\n", "", markdown))
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "heading_open" and following is not None:
            token.attrSet("id", anchor(following.content))
        if token.attrs.pop("style", "") == "text-align:right":
            token.attrSet("class", "number")  # the service allows no style in a page
        for child in token.children or ():
            _turn(child)
    return str(made.renderer.render(tokens, made.options, {}))


def anchor(heading: str) -> str:
    """A heading's anchor, as GitHub makes it."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def address(link: str) -> str:
    """Where a link between the files of docs/ leads in the service; empty where it leads out of it."""
    path, hash, mark = link.partition("#")
    if not path or path in ADDRESSES:
        return ADDRESSES.get(path, "") + hash + mark
    if found := re.fullmatch(r"reference/(\d\d|stances)\.md", path):
        return f"stances/{mark}" if found[1] == "stances" else mark or found[1]
    return ""


def _turn(token: Token) -> None:
    """A link to a file that the service does not show is no link there."""
    if token.type == "link_open" and not str(token.attrGet("href")).startswith("http"):
        found = address(str(token.attrGet("href")))
        token.attrs = {"href": found} if found else {}


def pages() -> Mapping[str, str]:
    """The pages by the names of their files."""
    made = "{# Made by `make docs` of %s; do not edit. #}\n"
    return {name: made % path + render((ROOT / path).read_text(encoding="utf-8")) for name, path in PAGES.items()}


def main() -> int:
    """Brings the pages up to date."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
