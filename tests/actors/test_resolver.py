"""What the actor stage answers about an article beyond the codes: reasons, spans, places, owners."""

from __future__ import annotations

import pytest

from coder.actors.dictionary import ActorDictionary
from coder.actors.resolver import country_of_place
from tests.actors.conftest import Resolve


@pytest.mark.parametrize(
    ("text", "phrase", "how"),
    [
        ("France left.", "France", "name"),
        ("Turkish police left.", "Turkish police", "agent police of Turkey"),
        ("Moscow left the treaty.", "Moscow", "capital as government"),
        ("Police in Nairobi left.", "Police in Nairobi", "agent police in Nairobi"),
        ("Barack Obama left.", "Barack Obama", "name, president on 2014-05-05"),
        ("Sergey Lavrov said he left.", "he", "pronoun: he = Sergey Lavrov"),
        ("Peter Otieno left.", "Peter Otieno", "unknown name"),
        ("Hamas struck. The group thanked Egypt.", "The group", "the group = Hamas"),
    ],
)
def test_how_says_how(text: str, phrase: str, how: str, resolve: Resolve) -> None:
    actor = resolve(text).actor(phrase)
    assert actor is not None
    assert actor.how == how


def test_actor_carries_the_phrase_and_the_entry(resolve: Resolve) -> None:
    text = "On Monday the Russian foreign minister, Sergey Lavrov, left."
    actor = resolve(text).actor("the Russian foreign minister")
    assert actor is not None
    assert (actor.entry, actor.name) == ("person-sergey-lavrov", "Sergey Lavrov")
    assert text[actor.start : actor.end] == actor.text


@pytest.mark.parametrize(
    ("text", "pronoun", "code"),
    [
        ("France urged Syria to withdraw its troops.", "its", "SYR"),
        ("France called on Syria to withdraw its troops.", "its", "SYR"),
        ("France accused Syria of shelling its neighbours.", "its", "SYR"),
        ("France promised Syria to withdraw its troops.", "its", "FRA"),
        ("France urged Turkey and Syria to withdraw their troops.", "their", "TUR, SYR"),
        ("France wanted Syria to withdraw and end its attacks.", "its", "SYR"),
        ("France urged Syria to defend itself.", "itself", "SYR"),
        ("France urged Syria to support it.", "it", "FRA"),
        ("France said Syria had withdrawn its troops.", "its", "SYR"),
        ("France and Syria withdrew their troops.", "their", "FRA, SYR"),
        ("France attacked Syria to defend its troops.", "its", "FRA"),
    ],
)
def test_a_pronoun_means_who_is_understood_to_act(text: str, pronoun: str, code: str, resolve: Resolve) -> None:
    resolved = resolve(text)
    assert ", ".join(actor.code for actor in resolved.actors.all_of(resolved.phrase(pronoun))) == code


@pytest.mark.parametrize(
    ("text", "phrase", "shown"),
    [
        ("Turkey said it had closed the border.", "it", "Turkey"),
        ("Sergey Lavrov met Barack Obama and told him to leave.", "him", "Barack Obama"),
        ("Israel and Lebanon said they would agree.", "they", "Israel, Lebanon"),
        ("Russia attacked Ukraine, and France urged both countries to talk.", "both countries", "Russia, Ukraine"),
        ('"We want peace," Sergey Lavrov told reporters.', "We", "Sergey Lavrov"),
        ("Turkey left. It said it had reasons.", "It", "It"),
        ("Turkey left. It said it had reasons.", "it", "It"),
        ("Sergey Lavrov thanked his country.", "his country", "his country"),
        ("Hamas said some of its fighters had left.", "its fighters", "its fighters"),
    ],
)
def test_what_points_back_is_shown_with_its_mention_in_the_sentence(
    text: str, phrase: str, shown: str, resolve: Resolve
) -> None:
    resolved = resolve(text)
    actors = resolved.actors.all_of(resolved.phrase(phrase))
    assert ", ".join(actor.text for actor in actors) == shown
    assert all(text[actor.start : actor.end] == actor.text for actor in actors)


def test_undated_article_takes_the_last_office_and_says_so(resolve: Resolve) -> None:
    actor = resolve("Angela Merkel left.", day="").actor("Angela Merkel")
    assert actor is not None
    assert (actor.code, actor.undated) == ("DEUGOV", True)
    assert "last office known" in actor.how


def test_dated_article_is_not_undated(resolve: Resolve) -> None:
    actor = resolve("Angela Merkel left.", day="2023-01-01").actor("Angela Merkel")
    assert actor is not None
    assert (actor.code, actor.undated) == ("DEUELI", False)


def test_nothing_is_resolved_without_a_country(resolve: Resolve) -> None:
    resolved = resolve("Rebels left.")
    actor = resolved.actor("Rebels")
    assert actor is not None
    assert (actor.code, actor.resolved) == ("---REB", False)


@pytest.mark.parametrize(
    ("text", "phrase", "code"),
    [
        ("Police fired shots.", "Police", "KENCOP"),
        ("Rebels fired shots.", "Rebels", "---REB"),
        ("Turkish police fired shots.", "Turkish police", "TURCOP"),
        ("The president left.", "The president", "---GOV"),
    ],
)
def test_dateline_is_the_last_resort_for_local_roles(text: str, phrase: str, code: str, resolve: Resolve) -> None:
    assert resolve(text, dateline_country="KEN").codes(phrase) == code


@pytest.mark.parametrize(
    ("place", "country"),
    [("NAIROBI, Kenya", "KEN"), ("Moscow", "RUS"), ("GAZA", "PSE"), ("Nowhere", ""), ("", "")],
)
def test_country_of_a_dateline(place: str, country: str, dictionary: ActorDictionary) -> None:
    assert country_of_place(place, dictionary) == country


def test_places_stand_for_their_country_as_places(resolve: Resolve) -> None:
    resolved = resolve("Two men were held in Moscow.")
    assert resolved.actor("Moscow") is None
    place = resolved.actors.place_of(resolved.phrase("Moscow"))
    assert place is not None
    assert (place.code, place.how) == ("RUS", "place")


def test_speaker_of_a_quotation_is_not_its_he(resolve: Resolve) -> None:
    resolved = resolve('Barack Obama arrived. "He is my friend," Sergey Lavrov said.')
    assert resolved.codes("He") == "USAGOV"


def test_nearest_of_two_coordinated_is_left_open(resolve: Resolve) -> None:
    actor = resolve("Barack Obama and Joe Biden left. He waved.").actor("He")
    assert actor is not None
    assert (actor.how, actor.resolved) == ("open: two candidates", False)


def test_same_text_same_answer(resolve: Resolve) -> None:
    text = "US and Chinese diplomats met in Vienna. They thanked Austria."
    first, second = resolve(text), resolve(text)
    assert [first.actors.all_of(p) for p in first.phrases] == [second.actors.all_of(p) for p in second.phrases]
