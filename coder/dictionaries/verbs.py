"""Reads `dictionaries/verbs/` into rules, each line of an entry checked where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coder.coding.events import RuleReference
from coder.coding.ontology import Ontology
from coder.coding.rules import Place, Rule, Slot, Trigger, Words
from coder.dictionaries import yaml
from coder.dictionaries.actor_codes import role_hint
from coder.dictionaries.examples import Example, read_examples
from coder.dictionaries.nodes import Fields, Node, Text, as_fields, suggest
from coder.dictionaries.ontology import code_hint
from coder.dictionaries.words import WordClasses, forms_of
from coder.errors import EntryError, UnknownKeyError
from coder.reading.clauses import Category, Form, Modality

KEYS = (
    "id", "code", "operator", "verb", "noun", "adjective",
    "subject", "object", "person", "before", "doer", "clause", "with",
    "event", "forms", "modality", "voice", "source", "target", "one_way", "joint", "embedded", "unless",
    "status", "added", "by", "note", "refs", "examples",
)  # fmt: skip
_SLOT_KEYS = ("lemma", "not", "modifier", "kind", "role", "optional")
_PLACES = (Place.SUBJECT, Place.OBJECT, Place.PERSON, Place.BEFORE, Place.DOER, Place.CLAUSE)
_TRIGGERS = (Category.VERB, Category.NOUN, Category.ADJECTIVE)
ANY = "any"
_PREPOSITIONS = frozenset(
    "about after against among at before between by down for from in into of off on out over through to toward"
    " towards under up upon".split()
) - {*KEYS}


@dataclass(frozen=True, slots=True)
class VerbEntry:
    """A rule with the examples that show what it does."""

    rule: Rule
    examples: tuple[Example, ...]


class VerbReader:
    """Turns entries into rules, with the word classes and the ontology they refer to."""

    def __init__(self, classes: WordClasses, ontology: Ontology) -> None:
        self._classes = classes
        self._ontology = ontology

    def entries(self, file: Fields) -> Iterator[VerbEntry]:
        """The entries of one file."""
        file.refuse_unknown(("rules",))
        return map(self.entry, file.each("rules"))

    def entry(self, entry: Fields) -> VerbEntry:
        """One entry."""
        _refuse_prepositions(entry)
        entry.refuse_unknown(KEYS)
        return VerbEntry(self._rule(entry), read_examples(entry))

    def _rule(self, entry: Fields) -> Rule:
        location = entry.location
        return Rule(
            reference=RuleReference(entry.text("id"), location.file, location.line),
            code=self._code(entry),
            triggers=self._triggers(entry),
            slots=tuple(self._slots(entry)),
            source=entry.texts("source") or (Place.SUBJECT,),
            target=entry.texts("target") or (Place.OBJECT, Place.PERSON),
            unless=tuple(tuple(self._veto(veto)) for veto in entry.each("unless")),
            operator=self._operator(entry),
            event=entry.texts("event"),
            forms=frozenset(_choices(entry, "forms", tuple(Form))),
            modality=entry.choice("modality", ("", *Modality), ""),
            voice=entry.choice("voice", ("", "active", "passive"), ""),
            one_way=entry.flag("one_way"),
            joint=entry.flag("joint"),
            embedded=entry.flag("embedded"),
            status=entry.choice("status", ("experimental", "stable", "deprecated"), "stable"),
        )

    def _code(self, entry: Fields) -> str:
        code = entry.text("code", "")
        if code and code != "none" and code not in self._ontology.codes:
            hint = code_hint(code, self._ontology.codes)
            raise EntryError(f"`{code}` is not a CAMEO code", entry.place("code"), hint)
        if not code and not entry.text("operator", ""):
            hint = 'add `code: "..."`, the CAMEO code of the act, or `code: none` to keep other rules out'
            raise entry.error("an entry needs a `code` or an `operator`", hint)
        return code

    def _operator(self, entry: Fields) -> str:
        operator = entry.text("operator", "")
        if not operator:
            return ""
        if operator not in self._ontology.operators:
            hint = suggest(operator, self._ontology.operators)
            raise EntryError(f"there is no operator `{operator}`", entry.place("operator"), hint)
        if not entry.texts("event"):
            hint = "add `event: [clause]`, or `event: [object]`: where the act stands that it is about"
            raise entry.error("an `operator` needs `event:`", hint)
        return operator

    def _triggers(self, entry: Fields) -> tuple[Trigger, ...]:
        found = tuple(
            trigger
            for category in _TRIGGERS
            for word in self._classes.expand(entry.text_nodes(category.value))
            for trigger in _trigger(category, word)
        )
        if not found:
            raise entry.error("no word sets the entry off", "add `verb:`, `noun:` or `adjective:` with a word")
        return found

    def _slots(self, entry: Fields) -> Iterator[Slot]:
        for place in _PLACES:
            if (node := entry.get(place.value)) is not None:
                yield self._slot(place.value, node)
        prepositions = entry.fields("with")
        for key, node in prepositions.entries if prepositions else ():
            yield self._slot(key.value, node)

    def _veto(self, veto: Fields) -> Iterator[Slot]:
        veto.refuse_unknown((*(place.value for place in _PLACES), "with"))
        yield from self._slots(veto)

    def _slot(self, place: str, node: Node) -> Slot:
        if not isinstance(node, Fields):
            return Slot(place, lemma=self._lemma(Fields(((_named("lemma", node), node),), node.location)))
        fields = as_fields(node, place)
        fields.refuse_unknown(_SLOT_KEYS)
        return Slot(
            place,
            lemma=self._lemma(fields),
            other_than=self._classes.words(fields.text_nodes("not")),
            modifier=self._classes.words(fields.text_nodes("modifier")),
            kind=fields.choice("kind", ("", "actor", "thing"), ""),
            roles=frozenset(self._roles(fields)),
            required=not fields.flag("optional"),
        )

    def _roles(self, fields: Fields) -> tuple[str, ...]:
        for text in fields.text_nodes("role"):
            if text.value not in self._ontology.roles:
                labels = {code: role.label for code, role in self._ontology.roles.items()}
                raise text.error(f"unknown role `{text.value}`", role_hint(text.value, labels, text.value))
        return fields.texts("role")

    def _lemma(self, fields: Fields) -> Words:
        """The words a slot asks for; `any` asks only that something stands there."""
        texts = fields.text_nodes("lemma")
        return Words() if [text.value for text in texts] == [ANY] else self._classes.words(texts)


def _refuse_prepositions(entry: Fields) -> None:
    """`on: any` beside `verb:` is a frequent slip; the general message would not help."""
    for key, _ in entry.entries:
        if key.value in _PREPOSITIONS:
            hint = f"prepositions stand below `with:`, as in `with: {{{key.value}: any}}`"
            raise UnknownKeyError(f"unknown key `{key.value}`", key.location, hint)


def load_verbs(folder: Path, root: Path, classes: WordClasses, ontology: Ontology) -> tuple[VerbEntry, ...]:
    """All verb entries, by file and line; an id may stand only once."""
    reader = VerbReader(classes, ontology)
    entries: dict[str, VerbEntry] = {}
    for path in sorted(folder.rglob("*.yaml")):
        file = yaml.read(path, path.relative_to(root.parent).as_posix())
        for entry, fields in zip(reader.entries(file), file.each("rules"), strict=True):
            first = entries.setdefault(entry.rule.id, entry)
            if first is not entry:
                where = f"{first.rule.reference.file}:{first.rule.reference.line}"
                raise EntryError(f"the id `{entry.rule.id}` is taken", fields.place("id"), f"see {where}")
    return tuple(entries.values())


def _trigger(category: Category, word: str) -> Iterator[Trigger]:
    """The triggers a word stands for; a plural noun is known by its singular too (`talks`)."""
    if category is Category.VERB:
        lemma, *others = word.split()
        yield Trigger(category, lemma, tuple(others))
        return
    for sequence in forms_of(word):
        # `state of emergency` is known by its `state`
        head = sequence.index("of") - 1 if "of" in sequence else len(sequence) - 1
        around = (other for place, other in enumerate(sequence) if place != head and other not in {"-", "of"})
        yield Trigger(category, sequence[head], tuple(around))


def _choices(entry: Fields, key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    for text in entry.text_nodes(key):
        if text.value not in allowed:
            raise text.error(f"`{key}` cannot be `{text.value}`", suggest(text.value, allowed))
    return entry.texts(key)


def _named(key: str, node: Node) -> Text:
    return Text(key, node.location)
