"""The two that are named only after `both sides`."""

from __future__ import annotations

from dataclasses import replace

from coder.actors.referents import Referent
from coder.actors.scene import Scene
from coder.reading.phrases import Function, NounPhrase


def pair_after(phrase: NounPhrase, scene: Scene) -> tuple[Referent, ...]:
    """The two countries that the sentence names after the phrase, if just two: `both sides in the Iran-Iraq war`."""
    if phrase.function is Function.SUBJECT:
        return ()
    before, after = _countries(range(phrase.head), scene), _countries(range(phrase.head + 1, len(scene.tokens)), scene)
    found = [referent for country, referent in after.items() if country not in before]
    if len(found) != 2:
        return ()
    text = " ".join(word.text.lower() for word in phrase.words)
    return tuple(replace(referent, roles=(), how=f"{text} = {referent.name}") for referent in found)


def _countries(indexes: range, scene: Scene) -> dict[str, Referent]:
    """The countries that the words name, each with the first name for it."""
    found: dict[str, Referent] = {}
    for index in indexes:
        match = scene.name_at(index)
        if match is not None and not scene.is_person(match):
            referent = scene.referent(match)
            found.setdefault(referent.country, referent)
    return found
