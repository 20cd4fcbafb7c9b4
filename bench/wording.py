"""News of varied wording, all made up: reports on a topic, each in words of its own, and what becomes of copies.

The same number gives the same report.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.articles import STATES

TOPICS = (
    ("fishing quotas", "trawlers", "the coast guard", "the herring season", "harbours"),
    ("the border crossing", "trucks", "the customs service", "the new gates", "checkpoints"),
    ("the pipeline", "engineers", "the energy ministry", "the second branch", "pumping stations"),
    ("the grain deal", "silos", "the port authority", "the harvest", "warehouses"),
    ("the election", "observers", "the electoral commission", "the recount", "polling stations"),
    ("the dam", "farmers", "the water board", "the upper valley", "canals"),
    ("the hostages", "negotiators", "the interior ministry", "the hotel siege", "embassies"),
    ("the railway", "conductors", "the transport union", "the night line", "depots"),
)
_WHO = (
    "the foreign minister of {a}", "{a}", "officials from {a}", "the president of {a}", "the prime minister of {a}",
    "a spokesman for {a}", "{a}'s ambassador", "the parliament of {a}", "the army of {a}", "lawmakers from {a}",
)  # fmt: skip
_DID = (
    "criticized {b} over", "met envoys of {b} about", "accused {b} of lying about", "thanked {b} for its help with",
    "urged {b} to talk about", "threatened {b} with sanctions over", "signed an agreement with {b} on",
    "rejected the plan of {b} for", "praised {b} for its patience about", "warned {b} about",
    "asked {b} for advice on", "apologized to {b} for mistakes about", "demanded answers from {b} about",
    "promised {b} money for", "suspended talks with {b} on",
)  # fmt: skip
_WHEN = (
    "on Tuesday", "late on Friday", "in the morning", "before dawn", "after a long night", "on the second day",
    "during a visit to the north", "at a summit by the lake", "in a letter", "on the radio", "without warning",
    "to general surprise", "after weeks of silence", "behind closed doors", "in front of cameras",
)  # fmt: skip
_ADJECTIVES = (
    "rusty", "costly", "silent", "crowded", "narrow", "bitter", "hopeful", "frozen", "hasty", "patient", "distant",
    "solemn", "modest", "stubborn", "unpaid", "hidden", "famous", "muddy", "brittle", "generous", "weary", "vivid",
)  # fmt: skip
_NOUNS = (
    "lanterns", "ledgers", "bridges", "orchards", "promises", "drivers", "nurses", "widows", "maps", "rumours",
    "carpenters", "invoices", "storms", "teachers", "barrels", "signatures", "shopkeepers", "pilots", "tents",
    "wells", "choirs", "brokers", "fences", "radios", "judges", "miners", "blankets", "ferries", "cousins", "clerks",
)  # fmt: skip
_VERBS = (
    "counted", "carried", "forgot", "repaired", "hid", "painted", "borrowed", "questioned", "followed", "burned",
    "measured", "sold", "mended", "guarded", "praised", "ignored", "weighed", "collected", "doubted", "remembered",
)  # fmt: skip
_FRAMES = (
    "The {adj} {noun} of {place} {verb} {number} {noun2} while {people} waited for news of {topic}.",
    "{people} {verb} the {adj} {noun}, and nobody in {place} asked why.",
    "{body} said that {number} {noun} had been {verb} since {time}.",
    "\u201cWe {verb} our {noun} and our {adj} {noun2},\u201d said {name}, {number} years in {place}.",
    "Near {things} the {noun} looked {adj}, but {name} {verb} them all the same.",
    "According to {body}, {topic} would cost {number} million, more than the {adj} {noun} of last year.",
    "In {place} the {noun} {verb} the {noun2} {when}.",
    "{name}, a {adj} man of {number}, {verb} the {noun} of {place} until {time}.",
    "None of the {people} could say how the {noun} came to be so {adj}.",
    "There were {number} {noun} at {things}, {adj} and {adj2}, when {body} {verb} the list.",
    "Before {season} the {people} had {verb} {noun} worth {number} thousand.",
    "It was {name} who first {verb} the {adj} {noun}, years before {topic} made the papers.",
    "Some {noun} were {verb}; others, {adj} as ever, stood in {place} {when}.",
    "A report of {number} pages on {topic} lists {adj} {noun} and {adj2} {noun2} among the losses.",
    "{body} denied that the {noun} had been {verb} by {people}.",
)
_NAMES = ("Tarn", "Oduya", "Belloc", "Marik", "Sunde", "Ferrant", "Quillon", "Haske", "Imre", "Dovale", "Ruun", "Ansa")
_PLACES = ("Lower Brask", "Venn", "the old quarter", "Port Sallow", "Kestrin", "the valley", "Mirefield", "Ostry")
_TIMES = ("spring", "the flood", "last winter", "the strike", "Monday", "the fire", "noon", "the census")
AGENCIES = ("Reuters", "AP", "AFP", "Xinhua", "IANS", "dpa")


@dataclass(frozen=True, slots=True)
class Report:
    """A made-up report: its headline, and its paragraphs of a few sentences each."""

    title: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The paragraphs with blank lines between them."""
        return "\n\n".join(self.paragraphs)


def report(number: int, topic: int, sentences: int) -> Report:
    """A report of so many sentences on a topic; two of one topic share its words, and its states."""
    dice = random.Random(f"{number} {topic}")
    states = random.Random(topic).sample(STATES, 2)
    lines = [act(dice, states, TOPICS[topic % len(TOPICS)][0])]
    lines += [_line(dice, TOPICS[topic % len(TOPICS)]) for _ in range(sentences - 1)]
    together = [" ".join(lines[start : start + 3]) for start in range(0, len(lines), 3)]
    return Report(act(dice, states, TOPICS[topic % len(TOPICS)][0]).rstrip("."), tuple(together))


def act(dice: random.Random, states: Sequence[str], topic: str) -> str:
    """One sentence in which one state does something to another: `Norway criticized Peru over the dam on Tuesday.`"""
    a, b = states
    text = f"{dice.choice(_WHO)} {dice.choice(_DID)} {topic} {dice.choice(_WHEN)}.".format(a=a, b=b)
    return text[0].upper() + text[1:]


def _line(dice: random.Random, topic: Sequence[str]) -> str:
    about, people, body, season, things = topic
    adjectives, nouns = dice.sample(_ADJECTIVES, 2), dice.sample(_NOUNS, 2)
    text = dice.choice(_FRAMES).format(
        topic=about, people=people, body=body, season=season, things=things,
        adj=adjectives[0], adj2=adjectives[1], noun=nouns[0], noun2=nouns[1], verb=dice.choice(_VERBS),
        number=dice.randint(2, 900), name=dice.choice(_NAMES), place=dice.choice(_PLACES),
        time=dice.choice(_TIMES), when=dice.choice(_WHEN),
    )  # fmt: skip
    return text[0].upper() + text[1:]


def cut(share: float) -> Callable[[Report, random.Random], Report]:
    """A copy that ends early."""

    def edit(given: Report, dice: random.Random) -> Report:
        words = given.text.split(" ")
        return Report(given.title, tuple(" ".join(words[: round(len(words) * (1 - share))]).split("\n\n")))

    return edit


def reworded(share: float) -> Callable[[Report, random.Random], Report]:
    """A copy in which an editor changed some of the words."""

    def edit(given: Report, dice: random.Random) -> Report:
        words = given.text.split(" ")
        for at in dice.sample(range(len(words)), max(1, round(len(words) * share))):
            words[at] = dice.choice((*_NOUNS, *_ADJECTIVES))
        return Report(given.title, tuple(" ".join(words).split("\n\n")))

    return edit


def other_headline(given: Report, dice: random.Random) -> Report:
    """A copy under a headline of its own."""
    return Report(act(dice, dice.sample(STATES, 2), "the talks"), given.paragraphs)


def agency_lines(given: Report, dice: random.Random) -> Report:
    """A copy with dateline, byline and credit of another house."""
    first, *rest = given.paragraphs
    opening = f"{dice.choice(_PLACES[:1]).upper()}, May {dice.randint(1, 30)} ({dice.choice(AGENCIES)}) -- {first}"
    return Report(
        given.title, (f"By {dice.choice(_NAMES)} {dice.choice(_NAMES)}", opening, *rest, "(Editing by Ansa Ruun)")
    )


def longer(given: Report, dice: random.Random) -> Report:
    """A copy with a paragraph of background more, somewhere behind the first."""
    extra = " ".join(_line(dice, dice.choice(TOPICS)) for _ in range(2))
    at = dice.randint(1, len(given.paragraphs))
    return Report(given.title, (*given.paragraphs[:at], extra, *given.paragraphs[at:]))


def new_lead(given: Report, dice: random.Random) -> Report:
    """A copy with a new first sentence."""
    return Report(given.title, (act(dice, dice.sample(STATES, 2), "the talks"), *given.paragraphs))
