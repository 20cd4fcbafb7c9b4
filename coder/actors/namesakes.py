"""American towns and states with a foreign name: `Lebanon, Pennsylvania`, `Atlanta, Georgia`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coder.actors.dictionary import ActorDictionary, EntryKind, Naming, Use
from coder.actors.spelling import normal
from coder.actors.vocabulary import STATES
from coder.parsing.sentences import Token

_OFFICES = frozenset({"governor", "gov", "lieutenant", "senator", "sheriff", "republican", "democrat"})


def namesake(
    namings: tuple[Naming, ...], last: int, tokens: Sequence[Token], dictionary: ActorDictionary
) -> tuple[Naming, ...]:
    """The namings of a country or capital, or a place in America where the words around it say so."""
    if namings[0].use not in {Use.NAME, Use.CAPITAL} or dictionary.entries[namings[0].entry].kind != EntryKind.COUNTRY:
        return namings
    around = _after(last, tokens) or (_before(last, tokens) if normal(tokens[last].text) == "georgia" else "")
    states = dictionary.names.phrases.get(around, ()) if around else ()
    american = next((naming for naming in states if naming.use is Use.PLACE), None)
    return namings if american is None else (replace(american, written=namings[0].written),)


def _after(last: int, tokens: Sequence[Token]) -> str:
    """The state that follows the name after a comma."""
    if last + 2 >= len(tokens) or tokens[last + 1].text != ",":
        return ""
    form = normal(tokens[last + 2].text)
    return form if form in STATES and tokens[last + 2].text[0].isupper() else ""


def _before(at: int, tokens: Sequence[Token]) -> str:
    """A place in America where Georgia is the state, as in `Atlanta, Georgia` and `Georgia governor`; else empty."""
    if at > 1 and tokens[at - 1].text == "," and normal(tokens[at - 2].text) in {"atlanta", "savannah"}:
        return "atlanta"
    following = normal(tokens[at + 1].text) if at + 1 < len(tokens) else ""
    return "atlanta" if following in _OFFICES else ""
