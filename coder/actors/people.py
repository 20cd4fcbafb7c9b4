"""People by name: full names, bare surnames, titles before a name, names nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coder.actors.dictionary import Entry, EntryKind, Office
from coder.actors.names import AgentMatch, sentence_words
from coder.actors.scene import Scene
from coder.actors.spelling import normal
from coder.actors.standing import office_on
from coder.actors.vocabulary import COMMON_SURNAMES, FEMALE, HONORIFICS, MALE, PARTICLES, PERSON_LIKE, SURNAME_TITLES
from coder.parsing.sentences import Token
from coder.reading.phrases import NounPhrase

_LEADING = frozenset({"leader", "chief", "head", "boss", "official", "minister", "secretary"})
_SAME_OFFICE = frozenset({"pm", "premier", "prime minister", "taoiseach"})
_LED = frozenset({"president", "prime minister", "chancellor", "supreme leader", "king", "secretary-general"})
_MARKS = frozenset({"-", "–", "‐", "'", "’"})


@dataclass(frozen=True, slots=True)
class NameRun:
    """The part of a phrase that is an unlisted name: `Nehammer` in `Chancellor Nehammer`."""

    first: int
    last: int
    forms: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class NameContext:
    """What stands around a bare surname: the title's nouns and roles, and the countries named."""

    nouns: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    countries: frozenset[str] = frozenset()


def name_run(phrase: NounPhrase, scene: Scene) -> NameRun | None:
    """The unlisted proper name that ends a phrase's words, without titles and listed names."""
    words = phrase.words
    while words and (words[-1].upos in {"PART", "PUNCT"} or words[-1].xpos == "POS"):
        words = words[:-1]
    run = _trailing_run(words, scene)
    if run is None or run.first <= phrase.head <= run.last or _is_title(phrase.head, scene):
        return run
    return None


def run_before(phrase: NounPhrase, scene: Scene, end: int) -> NameRun | None:
    """The unlisted proper name that stands right before a token of the phrase."""
    return _trailing_run(tuple(word for word in phrase.words if word.index < end), scene)


def _trailing_run(words: tuple[Token, ...], scene: Scene) -> NameRun | None:
    at = len(words)
    if not at or not _is_name_part(words[-1], scene):
        return None
    while at and _is_name_part(words[at - 1], scene):
        at -= 1
    run = words[at:]
    while run and (run[0].text in _MARKS or normal(run[0].text) in HONORIFICS):
        run = run[1:]
    if not run:
        return None
    forms = tuple(word.form for word in sentence_words(run))
    return NameRun(run[0].index, run[-1].index, forms, _written(run)) if forms else None


def _is_name_part(token: Token, scene: Scene) -> bool:
    if token.text in _MARKS:
        return True
    if token.upos != "PROPN" and not token.xpos.startswith("NNP"):
        return False
    if token.text[0].islower() and token.text not in PARTICLES:
        return False
    match = scene.name_at(token.index)
    if match is not None:
        return normal(token.text) in PERSON_LIKE and match.first == match.last
    agent = scene.agent_at(token.index)
    return agent is None or not token.text[0].isupper() or _is_surname(agent, token, scene)


def _is_surname(agent: AgentMatch, token: Token, scene: Scene) -> bool:
    """Whether a title ends a name: `King` after an unlisted given name."""
    if agent.noun not in SURNAME_TITLES or not token.index:
        return False
    before = scene.tokens[token.index - 1]
    unlisted = scene.name_at(before.index) is None and scene.agent_at(before.index) is None
    return before.upos == "PROPN" and unlisted and normal(before.text) not in HONORIFICS


def _is_title(index: int, scene: Scene) -> bool:
    return scene.agent_at(index) is not None or normal(scene.tokens[index].text) in HONORIFICS


def _written(run: Sequence[Token]) -> str:
    text = run[0].text
    for before, token in pairwise(run):
        text += (" " if token.start > before.end else "") + token.text
    return text


def honorific_gender(phrase: NounPhrase) -> str:
    """`Mrs` and `Queen` tell a she, `Mr` and `King` a he."""
    for word in phrase.words:
        form = normal(word.text)
        if form in FEMALE:
            return "f"
        if form in MALE:
            return "m"
    return ""


def has_honorific(phrase: NounPhrase) -> bool:
    """Whether a courtesy title marks the phrase as a person."""
    return len(phrase.words) > 1 and any(normal(word.text) in HONORIFICS for word in phrase.words[:-1])


def surname_entry(run: NameRun, context: NameContext, named: Iterable[str], scene: Scene) -> tuple[Entry | None, str]:
    """Whom a bare surname means, and how we know; no entry if it is open or nobody.

    `named` are the entries that the article names in full.
    """
    candidates = _candidates(run, scene)
    if not candidates:
        return None, ""
    fitting = [entry for entry in candidates if not context.countries or entry.country in context.countries]
    in_article = [entry for entry in fitting if entry.id in named]
    if len(in_article) == 1:
        return in_article[0], "surname of a person named in the article"
    titled = [entry for entry in fitting if _title_fits(entry, context, scene.day)]
    if len(titled) == 1:
        return titled[0], "title and surname"
    if len(fitting) == 1 and context.countries and fitting[0].offices:
        return fitting[0], "country and surname"
    once = [entry for entry in fitting if any(_office_fits(office, context) for office in _past(entry, scene.day))]
    if len(once) == 1 and context.nouns and len(candidates) == 1:
        return once[0], "past title and surname"
    if len(fitting) == len(candidates) and _telling(run, scene) and not context.roles:
        return _by_office(candidates, scene.day)
    return None, ""


def _by_office(candidates: list[Entry], day: str) -> tuple[Entry | None, str]:
    """The only bearer of a surname in office on the day, or else the only one who ever led a country."""
    in_office = [entry for entry in candidates if office_on(entry, day) is not None]
    leaders = [entry for entry in in_office if (held := office_on(entry, day)) is not None and held.title in _LED]
    if len(in_office) == 1 or len(leaders) == 1:
        return (leaders or in_office)[0], "surname of one office holder only"
    led = [entry for entry in candidates if any(office.title in _LED for office in _past(entry, day))]
    if len(led) == 1 and not in_office:
        return led[0], "surname of one former leader only"
    return None, ""


def _past(entry: Entry, day: str) -> list[Office]:
    return [office for office in entry.offices if not day or office.start <= day]


def without_initials(run: NameRun, scene: Scene) -> tuple[Entry, str] | None:
    """`Barack H. Obama` where only Barack Obama is listed."""
    forms = [form for form in run.forms if len(form) > 1]
    if len(forms) == len(run.forms) or len(forms) < 2:
        return None
    for naming in scene.dictionary.names.phrases.get(" ".join(forms), ()):
        entry = scene.dictionary.entries[naming.entry]
        if entry.kind is EntryKind.PERSON:
            return entry, "name without initials"
    return None


def _candidates(run: NameRun, scene: Scene) -> list[Entry]:
    if len(run.forms) > 3:
        return []
    surnames = scene.dictionary.surnames
    return [scene.dictionary.entries[entry] for entry in surnames.get(" ".join(run.forms), ())]


def _telling(run: NameRun, scene: Scene) -> bool:
    """Whether a surname alone may mean a person: neither common nor somebody's given name."""
    return len(run.forms) > 1 or (run.forms[0] not in COMMON_SURNAMES and run.forms[0] not in scene.dictionary.given)


def _title_fits(entry: Entry, context: NameContext, day: str) -> bool:
    """Whether the title before the name goes with an office held, or any office ever for a past title."""
    if not context.nouns:
        return False
    offices: Iterable[Office] = entry.offices if context.roles == ("ELI",) else filter(None, [office_on(entry, day)])
    return any(_office_fits(office, context) for office in offices)


def _office_fits(office: Office, context: NameContext) -> bool:
    if not office.title:
        return not set(context.roles).isdisjoint(office.roles)
    title = office.title.lower()
    return any(_same_title(title, noun) for noun in context.nouns)


def _same_title(title: str, noun: str) -> bool:
    last = noun.rsplit(" ", 1)[-1]
    if title in _SAME_OFFICE or last in _SAME_OFFICE or noun in _SAME_OFFICE:
        return title in _SAME_OFFICE and (noun in _SAME_OFFICE or last in _LEADING)
    return noun in title or (last in title.split() and len(noun.split()) == 1) or last in {"leader", "official"}
