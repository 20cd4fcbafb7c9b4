"""Finding the dictionary's names and agent nouns in a sentence, longest first, before any grammar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from coder.actors.dictionary import ActorDictionary, EntryKind, Naming, Use
from coder.actors.namesakes import namesake
from coder.actors.spelling import normal, singular, split_hyphens
from coder.actors.vocabulary import SIDE_ADJECTIVES
from coder.parsing.sentences import Token

# Words of these classes are no names, whatever they look like: `will`, `us`.
_CLOSED = frozenset({"PRON", "AUX", "ADP", "DET", "SCONJ", "CCONJ", "VERB", "PART", "INTJ"})
_AGENT_CLASSES = frozenset({"NOUN", "PROPN", "ADJ", "X"})
_HYPHENS = frozenset({"-", "–", "‐", "‑"})
_CLITICS = frozenset({"s", "S", "d", "m", "ll", "re", "ve", "t"})
# Words that start names only with a capital: `A. Q. Khan`, `S. Jaishankar`.
_NEVER_FIRST = frozenset({"a", "an", "to", "us", "'s", "’s"})
_APOSTROPHES = frozenset({"'", "’"})
_USES = {use: rank for rank, use in enumerate(Use)}


class Word(NamedTuple):
    """A word as names are compared: tokens split at hyphens, in normal form."""

    form: str
    text: str
    token: int
    hyphened: bool


@dataclass(frozen=True, slots=True, eq=False)
class NameMatch:
    """A name at tokens `first` to `last`; hyphens tie `lead` (`pro`) before, `bound` (`backed`) behind it."""

    first: int
    last: int
    namings: tuple[Naming, ...]
    lead: str = ""
    bound: str = ""

    @property
    def naming(self) -> Naming:
        """The reading that goes first when nothing else decides."""
        return self.namings[0]


@dataclass(frozen=True, slots=True, eq=False)
class AgentMatch:
    """An agent noun at tokens `first` to `last`; `noun` is how it reads in the singular."""

    first: int
    last: int
    agent: str
    noun: str
    lead: str = ""
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Matches:
    """What a sentence names, by every token that a match covers."""

    names: Mapping[int, NameMatch]
    agents: Mapping[int, AgentMatch]


def find_matches(tokens: Sequence[Token], dictionary: ActorDictionary, day: str) -> Matches:
    """All names and agent nouns of one sentence."""
    words = sentence_words(tokens)
    names = _find_names(words, tokens, dictionary, day)
    return Matches(names, _find_agents(words, tokens, dictionary, names))


def sentence_words(tokens: Sequence[Token]) -> list[Word]:
    """Tokens in normal form, split at hyphens; the hyphens themselves fall away."""
    words: list[Word] = []
    tied = False
    for index, token in enumerate(tokens):
        text = token.text
        if text.isascii() and text.isalpha():
            words.append(Word(text.lower(), text, index, tied))
            tied = False
            continue
        if text in _HYPHENS:
            tied = bool(words) and index + 1 < len(tokens)
            continue
        if text in _APOSTROPHES:
            continue
        if words and _goes_on(text, index, tokens):
            before = words.pop()
            words.append(Word(before.form + normal(text), before.text + text, before.token, before.hyphened))
            continue
        if "-" in text or not text.isascii():
            for part in split_hyphens(text):
                if form := normal(part):
                    words.append(Word(form, part, index, tied))
                tied = True
        elif form := normal(text):
            words.append(Word(form, text, index, tied))
        tied = False
    return words


def _goes_on(text: str, index: int, tokens: Sequence[Token]) -> bool:
    """Whether a token is the rest of a name cut at its apostrophe: `Jama` `'at`, but not `Iran` `'s`."""
    if text[0] not in _APOSTROPHES or not text[1:].isalpha() or tokens[index].xpos == "POS":
        return False
    return tokens[index].end > 0 and tokens[index].start == tokens[index - 1].end and text[1:] not in _CLITICS


def _find_names(
    words: list[Word], tokens: Sequence[Token], dictionary: ActorDictionary, day: str
) -> dict[int, NameMatch]:
    longest, phrases = dictionary.names.longest, dictionary.names.phrases
    found: dict[int, NameMatch] = {}
    forms = [word.form for word in words]
    at, count = 0, len(words)
    while at < count:
        reach = longest.get(words[at].form)
        if reach is None or words[at].text in _NEVER_FIRST:
            at += 1
            continue
        for length in range(min(reach, count - at), 0, -1):
            namings = phrases.get(" ".join(forms[at : at + length]))
            if namings is None:
                continue
            stretch = words[at : at + length]
            if fitting := _fitting(namings, stretch, tokens, dictionary, day):
                fitting = namesake(fitting, stretch[-1].token, tokens, dictionary)
                match = NameMatch(
                    stretch[0].token, stretch[-1].token, fitting, _lead(words, at), _bound(words, at + length)
                )
                found.update((token, match) for token in range(match.first, match.last + 1))
                at += length - 1
                break
        at += 1
    return found


def _fitting(
    namings: tuple[Naming, ...],
    stretch: list[Word],
    tokens: Sequence[Token],
    dictionary: ActorDictionary,
    day: str,
) -> tuple[Naming, ...]:
    """The namings that the text's case and word class allow, those of actors existing on the day first."""
    if len(stretch) == 1 and _is_function_word(stretch[0], tokens[stretch[0].token]):
        return ()
    upos = tokens[stretch[0].token].upos
    is_adjective = len(stretch) == 1 and len(stretch[0].form) > 4 and upos == "ADJ"
    fitting = [
        naming
        for naming in namings
        if _case_fits(naming.written, stretch, upos) or (is_adjective and _is_of_country(naming, dictionary))
    ]
    if len(fitting) > 1:
        fitting.sort(key=lambda n: (not dictionary.entries[n.entry].exists(day), _USES[n.use]))
    return tuple(fitting)


def _is_of_country(naming: Naming, dictionary: ActorDictionary) -> bool:
    """An adjective that newswire may leave small, `chinese`; `western` is then only a direction."""
    return naming.use is Use.ADJECTIVE and dictionary.entries[naming.entry].kind is not EntryKind.REGION


def _is_function_word(word: Word, token: Token) -> bool:
    return token.upos in _CLOSED and word.text == token.text and not (word.text.isupper() and len(word.text) > 1)


def _case_fits(written: str, stretch: list[Word], upos: str) -> bool:
    """Names need a capital; an abbreviation all of them (`US`, never `us` or `Us`), or one if long: `Asean`."""
    if len(stretch) == 1 and written.isupper() and len(written) < 6:
        return stretch[0].text.isupper() or (len(written) > 3 and upos == "PROPN" and stretch[0].text[0].isupper())
    if written.islower():
        return True
    return any(word.text[0].isupper() for word in stretch)


def _lead(words: list[Word], at: int) -> str:
    return words[at - 1].form if at and words[at].hyphened else ""


def _bound(words: list[Word], at: int) -> str:
    return words[at].form if at < len(words) and words[at].hyphened else ""


def _find_agents(
    words: list[Word], tokens: Sequence[Token], dictionary: ActorDictionary, names: Mapping[int, NameMatch]
) -> dict[int, AgentMatch]:
    """Agent nouns, from the sentence's end back: the longest compound that ends at a word wins."""
    longest, phrases = dictionary.nouns.longest, dictionary.nouns.phrases
    found: dict[int, AgentMatch] = {}
    singulars = [singular(word.form) if word.form[-1] in "sn" else word.form for word in words]
    at = len(words) - 1
    while at >= 0:
        if singulars[at] not in longest and tokens[words[at].token].lemma not in longest:
            at -= 1
            continue
        length = 0
        for last in _last_forms(words, at, singulars[at], tokens):
            length, agent = _longest_noun(singulars, at, last, longest.get(last, 0), phrases)
            if length:
                break
        if length > 1 and _tears(words[at - length + 1].token, words[at].token, names):
            length, agent = _longest_noun(singulars, at, last, 1, phrases)
        if length and _may_stand(agent, words, at, tokens, dictionary):
            start = at - length + 1
            noun = " ".join([*singulars[start:at], last])
            ends = (words[start].token, words[at].token)
            match = AgentMatch(*ends, agent, noun, _lead(words, start), _bound(words, at + 1))
            found.update((token, match) for token in range(match.first, match.last + 1))
            at -= length - 1
        at -= 1
    return found


def _tears(first: int, last: int, names: Mapping[int, NameMatch]) -> bool:
    """Whether a compound starts inside a name, as `states government` does in `United States government`."""
    name = names.get(first)
    return name is not None and name.first < first and name.last < last


def _last_forms(words: list[Word], at: int, form: str, tokens: Sequence[Token]) -> tuple[str, ...]:
    """The forms under which a word may end an agent noun: as it stands, then its lemma."""
    word, token = words[at], tokens[words[at].token]
    if word.text != token.text:
        return (form,)
    if token.upos not in _AGENT_CLASSES or (token.upos == "ADJ" and _qualifies(form, token, tokens)):
        return ()
    lemma = singular(normal(token.lemma)) if token.lemma else form
    return (form,) if lemma == form else (form, lemma)


def _qualifies(form: str, token: Token, tokens: Sequence[Token]) -> bool:
    """`a major blockage` has no major, while `a military court` is the military's."""
    following = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
    return form not in SIDE_ADJECTIVES and following is not None and following.upos in {"NOUN", "PROPN", "ADJ"}


def _longest_noun(singulars: list[str], at: int, last: str, reach: int, phrases: Mapping[str, str]) -> tuple[int, str]:
    for length in range(min(reach, at + 1), 0, -1):
        agent = phrases.get(" ".join([*singulars[at - length + 1 : at], last]))
        if agent is not None:
            return length, agent
    return 0, ""


def _may_stand(agent: str, words: list[Word], at: int, tokens: Sequence[Token], dictionary: ActorDictionary) -> bool:
    """`police car` is no police where the entry says `not_before: [car]`."""
    not_before = dictionary.agents[agent].not_before
    if not not_before or at + 1 >= len(words):
        return True
    following = words[at + 1]
    if tokens[following.token].upos not in {"NOUN", "PROPN"}:
        return True  # `police report attacks`
    forms = {following.form, singular(following.form), tokens[following.token].lemma.lower()}
    return forms.isdisjoint(not_before)
