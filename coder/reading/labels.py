"""The one module that knows the labels of Universal Dependencies.

Everything else in the house speaks of `Bond`s: what a word is to the word that governs it.
Labels follow UD English 2.16 (universaldependencies.org); older spellings are taken as well.
"""

from __future__ import annotations

import enum

from coder.parsing.sentences import Token


class Bond(enum.IntEnum):
    """What a word is to its governor."""

    ROOT = enum.auto()
    SUBJECT = enum.auto()
    PASSIVE_SUBJECT = enum.auto()
    OBJECT = enum.auto()
    INDIRECT = enum.auto()
    OBLIQUE = enum.auto()
    BY_AGENT = enum.auto()
    UNMARKED = enum.auto()
    OPEN_COMPLEMENT = enum.auto()
    COMPLEMENT = enum.auto()
    CLAUSAL_SUBJECT = enum.auto()
    ADVERBIAL = enum.auto()
    RELATIVE = enum.auto()
    ADNOMINAL = enum.auto()
    POSSESSOR = enum.auto()
    NOMINAL = enum.auto()
    TITLE = enum.auto()
    COMPOUND = enum.auto()
    ADJECTIVE = enum.auto()
    APPOSITION = enum.auto()
    FLAT = enum.auto()
    CONJUNCT = enum.auto()
    COORDINATOR = enum.auto()
    CASE = enum.auto()
    MARK = enum.auto()
    AUXILIARY = enum.auto()
    PASSIVE_AUXILIARY = enum.auto()
    DUTY = enum.auto()
    PROSPECT = enum.auto()
    COPULA = enum.auto()
    ADVERB = enum.auto()
    PARTICLE = enum.auto()
    DETERMINER = enum.auto()
    NUMBER = enum.auto()
    PARATAXIS = enum.auto()
    VOCATIVE = enum.auto()
    FIXED = enum.auto()
    PUNCTUATION = enum.auto()
    OTHER = enum.auto()


_WHOLE = {
    "root": Bond.ROOT,
    "nsubj:pass": Bond.PASSIVE_SUBJECT,
    "csubj:pass": Bond.CLAUSAL_SUBJECT,
    "obl:agent": Bond.BY_AGENT,
    "obl:unmarked": Bond.UNMARKED,
    "obl:tmod": Bond.UNMARKED,
    "obl:npmod": Bond.UNMARKED,
    "nmod:unmarked": Bond.UNMARKED,
    "nmod:tmod": Bond.UNMARKED,
    "nmod:npmod": Bond.UNMARKED,
    "nmod:poss": Bond.POSSESSOR,
    "nmod:desc": Bond.TITLE,
    "acl:relcl": Bond.RELATIVE,
    "advcl:relcl": Bond.RELATIVE,
    "aux:pass": Bond.PASSIVE_AUXILIARY,
    "compound:prt": Bond.PARTICLE,
    "cc:preconj": Bond.COORDINATOR,
}

_STEM = {
    "nsubj": Bond.SUBJECT,
    "csubj": Bond.CLAUSAL_SUBJECT,
    "obj": Bond.OBJECT,
    "iobj": Bond.INDIRECT,
    "obl": Bond.OBLIQUE,
    "xcomp": Bond.OPEN_COMPLEMENT,
    "ccomp": Bond.COMPLEMENT,
    "advcl": Bond.ADVERBIAL,
    "acl": Bond.ADNOMINAL,
    "nmod": Bond.NOMINAL,
    "compound": Bond.COMPOUND,
    "amod": Bond.ADJECTIVE,
    "appos": Bond.APPOSITION,
    "flat": Bond.FLAT,
    "goeswith": Bond.FLAT,
    "conj": Bond.CONJUNCT,
    "cc": Bond.COORDINATOR,
    "case": Bond.CASE,
    "mark": Bond.MARK,
    "aux": Bond.AUXILIARY,
    "cop": Bond.COPULA,
    "advmod": Bond.ADVERB,
    "det": Bond.DETERMINER,
    "nummod": Bond.NUMBER,
    "parataxis": Bond.PARATAXIS,
    "vocative": Bond.VOCATIVE,
    "list": Bond.PARATAXIS,
    "fixed": Bond.FIXED,
    "punct": Bond.PUNCTUATION,
}

_BONDS = _STEM | _WHOLE

SUBJECTS = frozenset({Bond.SUBJECT, Bond.PASSIVE_SUBJECT})
OBLIQUES = frozenset({Bond.OBLIQUE, Bond.BY_AGENT, Bond.UNMARKED})
PREMODIFIERS = frozenset({Bond.COMPOUND, Bond.ADJECTIVE, Bond.NUMBER, Bond.DETERMINER, Bond.FLAT, Bond.TITLE})
CLAUSAL = frozenset(
    {
        Bond.OPEN_COMPLEMENT,
        Bond.COMPLEMENT,
        Bond.ADVERBIAL,
        Bond.RELATIVE,
        Bond.ADNOMINAL,
        Bond.PARATAXIS,
        Bond.CLAUSAL_SUBJECT,
    }
)


def bond(token: Token) -> Bond:
    """What `token` is to its governor, in the house's words."""
    relation = token.relation
    return _BONDS.get(relation) or _STEM.get(relation.partition(":")[0], Bond.OTHER)


def is_verb(token: Token) -> bool:
    """Whether the word is tagged as a verb by either tagset (headline verbs often disagree)."""
    return token.upos == "VERB" or (token.upos == "AUX" and token.xpos.startswith("VB"))


def is_nominal(token: Token) -> bool:
    """Whether the word can head a noun phrase."""
    return token.upos in {"NOUN", "PROPN", "PRON", "NUM", "SYM"} or token.xpos in {"DT", "CD", "PRP", "WP", "NNPS"}


def is_name(token: Token) -> bool:
    """Whether the word is tagged as a proper name."""
    return token.upos == "PROPN" or token.xpos in {"NNP", "NNPS"}
