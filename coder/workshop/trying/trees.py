"""The parse of a sentence drawn as a tree, a word a line, indented by dependency."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coder.explaining import ExplainedToken
from coder.workshop.trying.layout import GAP, Glyphs, Ink, Line, Sheet, Tone

SHORTEST = 12
"""As many signs are left for a word, however deep it stands."""

Branch = tuple[str, ExplainedToken]
"""A word of the parse with the lines drawn before it."""


def draw_tree(tokens: Sequence[ExplainedToken], sheet: Sheet) -> Iterator[Line]:
    """Every word under the word that governs it, with its dictionary form, its tag and its relation."""
    lemma, tag, relation = (max(map(len, column)) for column in zip(*map(_details, tokens), strict=True))
    room = sheet.width - (lemma + tag + relation + 3 * len(GAP))
    branches = _branches(tokens, sheet.glyphs, room)
    width = min(room, max(map(_length, branches)))
    for branch, token in branches:
        prefix = branch if len(branch) <= room - SHORTEST else sheet.glyphs.ellipsis + branch[SHORTEST - room :]
        word = _clipped(token.text, width - len(prefix), sheet.glyphs)
        space = " " * (width - len(prefix) - len(word))
        own, sort, role = _details(token)
        yield (
            Ink(prefix, Tone.FAINT),
            Ink(word, Tone.WORD),
            Ink(f"{space}{GAP}{own:<{lemma}}{GAP}", Tone.FAINT),
            Ink(f"{sort:<{tag}}{GAP}"),
            Ink(role, Tone.CODE),
        )


def _details(token: ExplainedToken) -> tuple[str, str, str]:
    return ("" if token.lemma == token.text.lower() else token.lemma), token.tag, token.relation


def _branches(tokens: Sequence[ExplainedToken], glyphs: Glyphs, room: int) -> list[Branch]:
    """The words in the order of the tree, its branches as wide as there is room for."""
    for width in (3, 2, 1):
        found = list(_below(0, "", tokens, glyphs.narrowed(width)))
        if max(map(_length, found)) <= room:
            break
    return found


def _below(head: int, prefix: str, tokens: Sequence[ExplainedToken], glyphs: Glyphs) -> Iterator[Branch]:
    """The words that one governs, each followed by those below it; the root stands alone at the margin."""
    governed = [token for token in tokens if token.head == head]
    for token in governed:
        last = token is governed[-1]
        yield prefix + ("" if head == 0 else glyphs.last if last else glyphs.branch), token
        yield from _below(
            token.id, prefix + ("" if head == 0 else glyphs.blank if last else glyphs.bar), tokens, glyphs
        )


def _length(branch: Branch) -> int:
    return len(branch[0]) + len(branch[1].text)


def _clipped(word: str, room: int, glyphs: Glyphs) -> str:
    if len(word) <= room:
        return word
    return word[: max(room - len(glyphs.ellipsis), 1)] + glyphs.ellipsis
