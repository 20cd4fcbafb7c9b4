"""Ready-made rules for acts that no rule names yet: what the clause says is filled in, blanks are marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from coder.actors.actor import UNKNOWN
from coder.coding.events import Event
from coder.coding.rules import Place
from coder.coding.views import Actors
from coder.dictionaries.writing import slug, written, written_list
from coder.explaining import Explanation, all_clauses
from coder.reading.clauses import Clause, Form, Modality
from coder.reading.phrases import NounPhrase

BLANK = "___"
"""Stands where the writer of a rule has to decide; every line with one says what to fill in."""

COLUMN = 40

Line = tuple[str, str]
"""A line of YAML with the comment behind it."""


def rule_stub(clause: Clause, sentence: str, actors: Actors, events: Iterable[Event] = ()) -> str:
    """A rule for the act of this clause, as YAML that only lacks what every `___` asks for.

    `events` are those that the sentence gives already.
    """
    aimed = _aimed_at(clause, actors)
    known = [e.line for e in events if e.resolved and not {"negated", "hypothetical"} & set(e.flags)]
    lines = (
        *_head(clause, actors),
        *_slots(clause, aimed[0], actors),
        *_targets(clause, aimed, actors),
        ("    examples:", ""),
        (f"      - text: {written(' '.join(sentence.split()), block=True)}", ""),
        (f"        events: {_events(clause, aimed, actors, known)}", "the code again; all that the text shall give"),
        (f"      - not: {BLANK}", f"a sentence with {_trigger(clause)} that this rule must leave alone"),
    )
    return "\n".join(("rules:", *map(_laid_out, lines), ""))


def _laid_out(line: Line) -> str:
    text, comment = line
    if BLANK in text:
        comment = f"fill in: {comment}"
    return f"{text:<{COLUMN - 1}} # {comment}" if comment else text


def _head(clause: Clause, actors: Actors) -> Iterator[Line]:
    things = [phrase.lemma for phrase in clause.object if not _is_actor(phrase, actors)]
    name = slug(" ".join((_trigger(clause), *things[:1])))
    yield f"  - id: {BLANK}-{name}", "the family first, as in aid-airlift"
    yield f'    code: "{BLANK}"', "the CAMEO code; docs/coverage.md lists them"
    yield f"    {clause.category}: {written_list([_trigger(clause)])}", "words that mean the same may stand beside it"
    if any(inner.form in {Form.TO, Form.THAT, Form.ING, Form.BARE} for inner in clause.complements):
        yield "    # a stance over another act (urge, refuse, halt)? then operator: and event: instead of code:", ""
    if clause.status.negated or clause.status.modality is not Modality.ASSERTED:
        yield "    # the sentence denies the act, or it is yet to come: show the rule on a plain one", ""


def _trigger(clause: Clause) -> str:
    return f"{clause.lemma} {clause.particle}".strip().lower()


def _slots(clause: Clause, aimed: str, actors: Actors) -> Iterator[Line]:
    """What the clause's places hold; things in preposition phrases only as a remark, since most do not matter."""
    for place, phrases in ((Place.OBJECT, clause.object), (Place.PERSON, clause.person)):
        for phrase in phrases[:1]:
            yield f"    {place}: {_asked(phrase, actors)}", f"here {phrase.text!r}; or any, or leave the line out"
    behind = _behind(clause)
    named = {word: phrases[0] for word, phrases in behind.items() if word == aimed or _is_actor(phrases[0], actors)}
    if named:
        slots = ", ".join(f"{word}: {_asked(phrase, actors)}" for word, phrase in named.items())
        texts = ", ".join(f"{word} {phrase.text}" for word, phrase in named.items())
        yield f"    with: {{{slots}}}", f"here {texts!r}"
    for word, phrases in behind.items():
        if word not in named:
            yield f"    # with: {{{word}: {_asked(phrases[0], actors)}}} if {word!r} must be there", ""


def _behind(clause: Clause) -> dict[str, tuple[NounPhrase, ...]]:
    """What follows each preposition of the act or its object, but for times and for whoever acts: `set by Iran`."""
    doers = {phrase.head for phrase in clause.subject}
    found: dict[str, tuple[NounPhrase, ...]] = {}
    inside = (each for phrase in clause.object for each in phrase.attached if each.preposition != "of")
    for each in (*clause.prepositions, *inside):
        if not each.phrase.is_time and each.phrase.head not in doers and each.preposition.isascii():
            found[each.preposition] = (*found.get(each.preposition, ()), each.phrase)
    return found


def _asked(phrase: NounPhrase, actors: Actors) -> str:
    return "{kind: actor}" if _is_actor(phrase, actors) else written_list([phrase.lemma])


def _aimed_at(clause: Clause, actors: Actors) -> tuple[str, tuple[NounPhrase, ...]]:
    """The place whose phrases are acted upon: the first that names an actor, else one with an actor behind a thing."""
    places = {str(Place.OBJECT): clause.object, str(Place.PERSON): clause.person, **_behind(clause)}
    for holds in (_is_actor, _is_ones):
        for place, phrases in places.items():
            if any(holds(phrase, actors) for phrase in phrases):
                return place, phrases
    return "", ()


def _targets(clause: Clause, aimed: tuple[str, tuple[NounPhrase, ...]], actors: Actors) -> Iterator[Line]:
    if aimed[0]:
        yield f"    target: [{aimed[0]}]", "who is acted upon"
    else:
        yield "    # target: [object] is who is acted upon; here nobody is named", ""


def _events(clause: Clause, aimed: tuple[str, tuple[NounPhrase, ...]], actors: Actors, known: Sequence[str]) -> str:
    own = [
        f"{source} > {target} {BLANK}"
        for source in _codes(clause.subject, actors)
        for target in _codes(aimed[1], actors)
    ]
    return f"[{', '.join(_in_quotes(line) for line in (*known, *own))}]"


def _in_quotes(line: str) -> str:
    return f'"{line}"'


def _codes(phrases: Iterable[NounPhrase], actors: Actors) -> tuple[str, ...]:
    """The codes of those a place names; nobody's where it names none."""
    found = [actor.code for phrase in phrases for actor in actors.all_of(phrase)]
    behind = [owner.code for phrase in phrases if (owner := actors.owner_of(phrase)) is not None]
    return tuple(dict.fromkeys(found or behind or [UNKNOWN]))


def _is_actor(phrase: NounPhrase, actors: Actors) -> bool:
    return actors.of(phrase) is not None


def _is_ones(phrase: NounPhrase, actors: Actors) -> bool:
    return actors.owner_of(phrase) is not None


def stubs_of(explanation: Explanation) -> str:
    """The rules to fill in for all clauses of an article that none matched, as one file; empty if there are none."""
    clauses = (clause for sentence in explanation.sentences for clause in all_clauses(sentence.clauses))
    entries = [clause.stub.partition("\n")[2] for clause in clauses if clause.stub]
    return "\n".join(("rules:\n" + entries[0], *entries[1:])) if entries else ""
