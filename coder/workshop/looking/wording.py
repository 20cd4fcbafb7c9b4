"""What an entry says, in plain sentences, from the keys as they are written: classes keep their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coder.actors.dictionary import Entry as Actor
from coder.actors.dictionary import EntryKind, Naming, Use
from coder.coding.ontology import Ontology
from coder.coding.rules import Place
from coder.dictionaries.nodes import Fields, Node, Text, as_fields

_PLACES = {
    "subject": "the subject",
    "object": "the object",
    "person": "the one addressed",
    "before": "the words before the noun",
    "clause": "the clause that completes the act",
    "doer": "the subject of the clause that completes the act",
}
_FORMS = {
    "main": "a main clause",
    "to": "to + verb",
    "that": "that + clause",
    "ing": "verb + ing",
    "bare": "a bare verb",
    "purpose": "in order to + verb",
    "adverbial": "after, if, while ...",
    "relative": "which + verb",
}
_STATUS = {
    "experimental": "The rule is on trial: it loses against stable rules that fit as well.",
    "deprecated": "The rule is out of use; it stands here for the record.",
}


def rule_in_words(entry: Fields, ontology: Ontology) -> tuple[str, ...]:
    """A verb rule's conditions and what it codes, a sentence each."""
    return (*_act(entry, ontology), *_conditions(entry), *_ends(entry), *_limits(entry))


def _act(entry: Fields, ontology: Ontology) -> Iterator[str]:
    words = " or ".join(
        f"the {key} {_listed(entry.texts(key))}" for key in ("verb", "noun", "adjective") if entry.texts(key)
    )
    operator, code = entry.text("operator", ""), entry.text("code", "")
    if operator:
        label = ontology.operators[operator].label
        yield f"A stance at {words}: {operator} ({label}) over the act that stands in {_looked_for(entry, 'event')}."
        if forms := entry.texts("forms"):
            yield f"The act's clause is {_either(_FORMS[form] for form in forms)}."
        if code and code != "none":
            yield f"Where no act is found there: {code} ({ontology.codes[code].label})."
        elif code:
            yield "It codes nothing, and keeps the act it stands over from being coded."
    elif code == "none":
        yield f"Codes nothing at {words}, and so keeps more general rules out."
    else:
        yield f"Codes {code} ({ontology.codes[code].label}) at {words}."


def _conditions(entry: Fields) -> Iterator[str]:
    for place, node in _slots(entry):
        yield f"{_upper(place)} {_condition(node)}."
    for veto in entry.each("unless"):
        yield "Not where " + " and ".join(f"{place} {_condition(node)}" for place, node in _slots(veto)) + "."


def _slots(entry: Fields) -> Iterator[tuple[str, Node]]:
    for place in Place:
        if (node := entry.get(place.value)) is not None:
            yield _PLACES[place.value], node
    prepositions = entry.fields("with")
    for key, node in prepositions.entries if prepositions else ():
        yield f"what follows `{key.value}`", node


def _condition(node: Node) -> str:
    if not isinstance(node, Fields):
        words = Fields(((_key(node), node),), node.location).texts("lemma")
        return "must be there" if words == ("any",) else f"is {_listed(words)}"
    fields = as_fields(node, "place")
    parts = [
        *(["is " + _listed(words)] if (words := fields.texts("lemma")) and words != ("any",) else []),
        *(["is not " + _listed(words)] if (words := fields.texts("not")) else []),
        *(["has before it " + _listed(words)] if (words := fields.texts("modifier")) else []),
        *([_kind(fields)] if fields.text("kind", "") else []),
        *(["has the role " + _either(roles)] if (roles := fields.texts("role")) else []),
    ]
    optional = fields.flag("optional")
    said = " and ".join(parts) or ("may be missing" if optional else "must be there")
    return f"{said}, if it is there at all" if optional and parts else said


def _key(node: Node) -> Text:
    return Text("lemma", node.location)


def _kind(fields: Fields) -> str:
    return "names an actor" if fields.text("kind") == "actor" else "names no actor"


def _ends(entry: Fields) -> Iterator[str]:
    if entry.text("code", "") == "none":
        return
    yield f"Who acts: {_looked_for(entry, 'source', ('subject',))}."
    yield f"Who is acted upon: {_looked_for(entry, 'target', ('object', 'person'))}."


def _limits(entry: Fields) -> Iterator[str]:
    if voice := entry.text("voice", ""):
        yield f"Only in {voice} clauses."
    if modality := entry.text("modality", ""):
        yield f"Only where the clause that completes the act says {modality}."
    if entry.flag("one_way"):
        yield "No second event with the ends changed over."
    if entry.flag("joint"):
        yield "Those named together do it to each other."
    if entry.flag("embedded"):
        yield "An event only under a stance (asked for, refused ...), never by itself."
    if status := _STATUS.get(entry.text("status", "")):
        yield status


def _looked_for(entry: Fields, key: str, default: tuple[str, ...] = ()) -> str:
    places = [_PLACES.get(place, f"what follows `{place}`") for place in entry.texts(key) or default]
    return ", else ".join(places)


def agent_in_words(entry: Fields, ontology: Ontology) -> tuple[str, ...]:
    """An agent's nouns, the role they give and where they do not."""
    return tuple(_agent(entry, ontology))


def _agent(entry: Fields, ontology: Ontology) -> Iterator[str]:
    nouns = _listed(entry.texts("nouns"))
    code = entry.text("code")
    yield f"{_upper(nouns)}: nobody." if code == "none" else f"{_upper(nouns)}: {code}{roles_in_words(code, ontology)}."
    if country := entry.text("country", ""):
        yield f"The country is always {country}."
    elif code != "none":
        yield "The country comes from the words around: `Norwegian`, `Norway's`, `of Norway`."
    if before := entry.texts("unless"):
        otherwise = entry.text("otherwise", "") or "nobody"
        yield f"After {_listed(before)}: {otherwise}{roles_in_words(otherwise, ontology)}."
    if after := entry.texts("not_before"):
        yield f"No actor before {_listed(after)}."
    if entry.flag("title"):
        yield "Stands before names too, as a title."


def actor_code(actor: Actor) -> str:
    """The code outside all offices: `USAELI`, `IGOUNO`, or a bare role behind `---`."""
    return (actor.country or "---") + "".join(actor.roles)


def actor_in_words(actor: Actor, names: tuple[Naming, ...], ontology: Ontology) -> tuple[str, ...]:
    """Who an actor is, its codes by date, and the names it is found by."""
    return tuple(_actor(actor, names, ontology))


def _actor(actor: Actor, names: tuple[Naming, ...], ontology: Ontology) -> Iterator[str]:
    yield f"{actor.name}: {_ARTICLES[actor.kind]}{_time(actor.start, actor.end, ' that existed ')}."
    for office in actor.offices:
        code = office.country + "".join(office.roles)
        title = office.title or "in office"
        yield f"{_upper(title)}{_time(office.start, office.end)}: {code}{roles_in_words(code, ontology)}."
    code = actor_code(actor)
    when = "At any other time" if actor.offices else "Always"
    yield f"{when}: {code}{roles_in_words(code, ontology)}."
    for use in Use:
        if found := [naming.written for naming in names if naming.use is use]:
            yield f"{_NAMED[use]}: {', '.join(found)}."


_ARTICLES = {
    EntryKind.COUNTRY: "a country",
    EntryKind.PERSON: "a person, found by the surname too",
    EntryKind.ORGANISATION: "an organisation",
    EntryKind.COMPANY: "a company",
    EntryKind.MEDIA: "a medium of the press or broadcasting",
    EntryKind.PARTY: "a party",
    EntryKind.ARMED_GROUP: "an armed group",
    EntryKind.ETHNIC: "a people",
    EntryKind.RELIGIOUS: "a faith",
    EntryKind.REGION: "a region",
}
_NAMED = {
    Use.NAME: "Names",
    Use.ADJECTIVE: "Adjectives",
    Use.DEMONYM: "Its people",
    Use.METONYM: "Names that always mean the government",
    Use.CAPITAL: "Capitals, which mean the government where they act",
    Use.PLACE: "Places in it, which never mean the government",
}


def _time(start: str, end: str, before: str = " ") -> str:
    parts = ([f"from {start}"] if start else []) + ([f"until {end}"] if end else [])
    return before + " ".join(parts) if parts else ""


def shared_in_words(kind: str, entry: Fields, ontology: Ontology) -> tuple[str, ...]:
    """What a word class, a code, an operator or a role stands for."""
    if kind == "class":
        return (f"Any of {_listed(entry.texts('words'))}.",)
    if kind == "code":
        return tuple(_code(entry.text("code"), ontology))
    if kind == "operator":
        operator = ontology.operators[entry.text("id")]
        cells = ", ".join(f"{act} gives {cell}" for act, cell in sorted(operator.table.items()))
        return (f"{_upper(operator.label)}. {operator.note}", f"By the beginning of the act's code: {cells}.")
    return (f"{entry.text('label')} ({entry.text('kind')}).",)


def _code(code: str, ontology: Ontology) -> Iterator[str]:
    known = ontology.codes[code]
    above = f", under {known.parent} ({ontology.codes[known.parent].label})" if known.parent else ""
    yield f"{known.label}{above}."
    below = [f"{each.code} ({each.label})" for each in ontology.codes.values() if each.parent == code]
    if below:
        yield f"Below it: {', '.join(below)}."
    goldstein = "" if known.goldstein is None else f", Goldstein {known.goldstein:+g}"
    plover = f", PLOVER {known.plover}" if known.plover else ""
    yield f"Quad class {known.quad}, penta class {known.penta}{goldstein}{plover}."
    stances = [id_ for id_, operator in ontology.operators.items() if code in operator.table.values()]
    if stances:
        yield f"Stances over other acts come to it too: {_either(stances)}."


def roles_in_words(code: str, ontology: Ontology) -> str:
    """The labels of a code's parts in brackets: `GOVMIL` is ` (Government ..., Military ...)`."""
    known = {**ontology.roles, **ontology.international}
    parts = [code[at : at + 3] for at in range(0, len(code), 3)]
    labels = [known[part].label.partition(":")[0] for part in parts if part in known]
    return f" ({', '.join(labels)})" if labels else ""


def _listed(words: Iterable[str]) -> str:
    return _either(f"`{word}`" for word in words)


def _either(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def _upper(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
