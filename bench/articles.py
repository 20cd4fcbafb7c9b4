"""News articles of ordinary length, made from sentences of our own: the same number gives the same article."""

from __future__ import annotations

import random

STATES = (
    "Norway", "Brazil", "Kenya", "Japan", "Poland", "Egypt", "Chile", "India", "Turkey", "Canada",
    "Nigeria", "Vietnam", "Spain", "Iran", "Ukraine", "Ghana", "Peru", "Jordan", "Finland", "Thailand",
)  # fmt: skip
OFFICES = ("the president of {0}", "{0}'s foreign minister", "the government of {0}", "officials from {0}", "{0}")
SENTENCES = (
    "{a} criticized {b} over the new fishing quotas on Tuesday.",
    "{a} met {b} in the morning and promised to send grain before the winter.",
    "{a} refused to withdraw its patrols, and {b} called the decision a mistake.",
    "According to a statement, {a} will host {b} for a second round of talks next month.",
    "{a} urged {b} to release the crew of the trawler that was seized in March.",
    "The harbour, which was rebuilt at great cost, has stood empty since the summer.",
    "{a} accused {b} of shelling a village near the border, killing three farmers.",
    "{b} denied the charge and demanded an apology from {a}.",
    "Prices of cooking oil rose for the fourth week in a row, traders at the market said.",
    "{a} and {b} signed an agreement on railways after years of delay.",
    "Police in {c} arrested two journalists who had reported on the strike.",
    "{a} threatened to impose sanctions on {b} unless inspectors are let in.",
    "\u201cWe have waited long enough,\u201d a spokesman for {a} told reporters, \u201cand we ask {b} to answer.\u201d",
    "Rain kept many voters at home, although the count went on until late in the night.",
    "{a} thanked {b} for the tents and medicine that arrived after the earthquake.",
    "Rebels attacked a convoy on the road to the capital of {c}, the army said.",
    "{a} lifted the ban on imports from {b}, as both had agreed in spring.",
    "Thousands of students protested against the government of {c} on Friday.",
    "The two sides had not spoken since the ambassador of {b} was expelled by {a}.",
    "{a} offered to mediate between {b} and {c}, but neither has replied.",
)
LENGTHS = (12, 18, 25, 32, 40)


def article(number: int, sentences: int = 0) -> dict[str, str]:
    """An article as it is posted, with so many sentences or an ordinary number of them."""
    dice = random.Random(number)
    count = sentences or dice.choice(LENGTHS)
    lines = [_sentence(dice) for _ in range(count)]
    paragraphs = ["  ".join(lines[start : start + 4]) for start in range(0, count, 4)]
    day = f"20{10 + number % 14}-{1 + number % 12:02}-{1 + number % 28:02}"
    return {"id": f"article-{number}", "date": day, "text": "\n\n".join(paragraphs)}


def _sentence(dice: random.Random) -> str:
    a, b, c = dice.sample(STATES, 3)
    text = dice.choice(SENTENCES).format(a=dice.choice(OFFICES).format(a), b=dice.choice(OFFICES).format(b), c=c)
    return text[0].upper() + text[1:]
