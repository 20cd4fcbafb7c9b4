"""What is taken for news, and what for the page around it."""

from __future__ import annotations

import pytest

from coder.article import Article
from coder.parsing.segments import lay_out
from coder.parsing.sentences import Part

DATELINES = [
    ("JAKARTA - Troops left the island.", "JAKARTA", ""),
    ("Oslo, March 15, IRNA - The minister left.", "Oslo", "IRNA"),
    ("NEW DELHI, May 3 (IANS) The minister left.", "NEW DELHI", "IANS"),
    ("Kampala, Uganda - Troops left the island.", "Kampala, Uganda", ""),
    ('CAIRO (AP) " Police held two men.', "CAIRO", "AP"),
    ("WASHINGTON — The president signed the bill.", "WASHINGTON", ""),
    ("WASHINGTON, D.C. — The president signed the bill.", "WASHINGTON, D.C.", ""),
    ("GAZA CITY, Gaza Strip -- Rockets hit the port.", "GAZA CITY, Gaza Strip", ""),
    ("GAZA CITY, Gaza Strip, May 3 (Reuters) -- Rockets hit the port.", "GAZA CITY, Gaza Strip", "Reuters"),
    ("(Reuters) - Oil prices fell.", "", "Reuters"),
    ("AFP - French troops left.", "", "AFP"),
    ("BEIJING, May 3 (Xinhua) -- China welcomed the accord.", "BEIJING", "Xinhua"),
    ("ANKARA: Turkey closed the border.", "ANKARA", ""),
    ("KUALA LUMPUR: Malaysia recalled its envoy.", "KUALA LUMPUR", ""),
    ("CAIRO (AP) — Egypt freed two reporters.", "CAIRO", "AP"),
    ("JERUSALEM (AP) _ Israel reopened the crossing.", "JERUSALEM", "AP"),
    ("Berlin (dpa) - The chancellor flew to Paris.", "Berlin", "dpa"),
    ("Kabul, May 3 (Pajhwok) - Gunmen killed a judge.", "Kabul", "Pajhwok"),
    ("Moscow - The Kremlin denied it.", "Moscow", ""),
    ("Moscow -- Envoys met again.", "Moscow", ""),
    ("UNITED NATIONS, Sept 20 (IPS) - The council met.", "UNITED NATIONS", "IPS"),
    ("MOSCOW. November 3 (Interfax) - Russia protested.", "MOSCOW", "Interfax"),
    ("RIYADH/DUBAI (Reuters) - Saudi jets struck.", "RIYADH/DUBAI", "Reuters"),
    ("N'DJAMENA (AFP) - Chad sent troops.", "N'DJAMENA", "AFP"),
    ("PORT-AU-PRINCE, Haiti - Gangs attacked a jail.", "PORT-AU-PRINCE, Haiti", ""),
    ("TEHRAN, Dec. 1 (MNA) – Iran expelled two envoys.", "TEHRAN", "MNA"),
    (
        "BEIRUT, Lebanon, Jan. 3, 2014 /PRNewswire/ -- Acme closed its office.",
        "BEIRUT, Lebanon",
        "PRNewswire",
    ),
    ("LONDON, 4 March 2011 (IRIN) - Aid reached the town.", "LONDON", "IRIN"),
    ("SÃO PAULO - Brazil sent police.", "SÃO PAULO", ""),
    ("ABOARD AIR FORCE ONE (AP) -- The president spoke.", "ABOARD AIR FORCE ONE", "AP"),
    ('SEOUL, South Korea (AP) - "We are ready," he said.', "SEOUL, South Korea", "AP"),
    ("MINSK, 5 May - Belarus shut the border.", "MINSK", ""),
    ("HAVANA - Cuba's president resigned.", "HAVANA", ""),
]
NO_DATELINES = [
    "UNICEF -- the children's fund -- sent aid.",
    "Israel - which denies the charge - said no.",
    "Iran: We will fight on.",
    "EU: Russia must leave.",
    "The talks - The first in years - failed.",
    "France - Spain talks resumed.",
    "Police (and soldiers) - All of them armed - arrived.",
    "Mr Salim - The mediator - left.",
    "He said - The army has won.",
    "In Cairo - The police fled.",
]
FURNITURE = [
    ("Share this", "furniture"),
    ("Share on Facebook", "furniture"),
    ("Advertisement", "furniture"),
    ("ADVERTISEMENT", "furniture"),
    ("Read more: Troops leave the island", "furniture"),
    ("See also: Ten years of war", "furniture"),
    ("Story continues below advertisement", "furniture"),
    ("Continue reading the main story", "furniture"),
    ("Leave a Reply", "furniture"),
    ("12 comments", "furniture"),
    ("Your email address will not be published. Required fields are marked *", "furniture"),
    ("This site uses cookies to improve your visit. Learn how we handle your data.", "furniture"),
    ("We use cookies to give you the best experience.", "furniture"),
    ("By clicking on subscribe you agree to our terms.", "furniture"),
    ("Warning: Undefined variable $x in /srv/www/index.php on line 12", "furniture"),
    ("© 2019 The Harbour Times", "furniture"),
    ("Copyright 2019 Harbour Press. All rights reserved.", "furniture"),
    ("Sign up for our newsletter", "furniture"),
    ("Follow us on Twitter", "furniture"),
    ("Tags: war, peace, oil", "furniture"),
    ("(Reporting by Ann Lee in Oslo; Editing by Bo Berg)", "furniture"),
    ("Photo: Ann Lee/Harbour Press", "furniture"),
    ("• Reuters", "furniture"),
    ("The post Troops leave appeared first on Harbour Times.", "furniture"),
    ("https://example.org/news/1", "furniture"),
    ("@harbourtimes #oslo", "furniture"),
    ("* * *", "furniture"),
    ("5 min read", "furniture"),
    ("You are here", "furniture"),
    ("Home > News > World", "navigation"),
    ("Home | World | Politics | Sport", "navigation"),
    ("News » Africa » Troops leave the island after a month of talks", "navigation"),
    ("By Ann Lee", "byline"),
    ("By ANN LEE and Bo van Berg, Harbour Press", "byline"),
    ("| 28 September 2019, Saturday |", "date"),
    ("May 3, 2019 10:30 AM GMT", "date"),
]
NEWS = [
    "Share prices fell in Oslo.",
    "Police read the charges to the minister.",
    "By Friday the rebels had left.",
    "Comments by the envoy angered Norway.",
    "Photos of the raid show soldiers burning huts.",
    "Reporting by rights groups shows that the army shelled villages.",
    "Copyright law protests spread in Oslo.",
    "Home guard units fired on the crowd.",
    "Follow-up talks failed.",
    "Updated sanctions hit Norway.",
]


@pytest.mark.parametrize(("text", "place", "agency"), DATELINES)
def test_a_dateline_is_taken_off(text: str, place: str, agency: str) -> None:
    layout = lay_out(Article(text=text))
    (dateline,) = layout.datelines
    assert (dateline.place, dateline.agency) == (place, agency)
    assert text[dateline.start : dateline.end] == dateline.text
    assert text == f"{dateline.text} {layout.segments[0].text}"


@pytest.mark.parametrize("text", NO_DATELINES)
def test_other_dashes_and_colons_make_no_dateline(text: str) -> None:
    layout = lay_out(Article(text=text))
    assert layout.datelines == ()
    assert [segment.text for segment in layout.segments] == [text]


@pytest.mark.parametrize(("text", "reason"), FURNITURE)
def test_furniture_is_left_out_and_said_so(text: str, reason: str) -> None:
    article = Article(text=f"Troops left the island.\n\n{text}\n\nThe governor stayed.")
    layout = lay_out(article)
    assert [segment.text for segment in layout.segments] == [
        "Troops left the island.",
        "The governor stayed.",
    ]
    (skipped,) = layout.skipped
    assert (skipped.text, skipped.reason) == (text, reason)
    assert article.text[skipped.start : skipped.end] == text


@pytest.mark.parametrize("text", NEWS)
def test_news_is_not_taken_for_furniture(text: str) -> None:
    assert [segment.text for segment in lay_out(Article(text=text)).segments] == [text]


@pytest.mark.parametrize(
    ("text", "news", "left_out"),
    [
        ("BREAKING: Troops left.", "Troops left.", "BREAKING:"),
        ("FILE PHOTO: Smoke rises over the port.", "Smoke rises over the port.", "FILE PHOTO:"),
        ("Troops left. (Reporting by Ann Lee)", "Troops left.", "(Reporting by Ann Lee)"),
        ("Smoke rises over the port. (AP Photo/Ann Lee)", "Smoke rises over the port.", "(AP Photo/Ann Lee)"),
    ],
)
def test_labels_and_credits_come_off(text: str, news: str, left_out: str) -> None:
    layout = lay_out(Article(text=text))
    assert [segment.text for segment in layout.segments] == [news]
    assert [skipped.text for skipped in layout.skipped] == [left_out]


@pytest.mark.parametrize(
    ("title", "news"),
    [
        ("Troops leave island | Harbour Times", "Troops leave island"),
        ("Troops leave island - Harbour News", "Troops leave island"),
        ("Exclusive: Troops leave island", "Troops leave island"),
        ("Troops leave island - for good", "Troops leave island - for good"),
    ],
)
def test_the_title_loses_the_name_of_the_site(title: str, news: str) -> None:
    (segment,) = lay_out(Article(text="", title=title)).segments
    assert (segment.text, segment.part, segment.headline) == (news, Part.TITLE, True)


def paragraphs(text: str) -> list[str]:
    return [segment.text for segment in lay_out(Article(text=text)).segments]


def test_lines_broken_at_the_width_of_a_page_are_joined() -> None:
    text = (
        "Troops left the island on Monday after a month of talks between the two\n"
        "governments, which had agreed to share the oil under the sea around it.\n"
        "Fishermen cheered.\n\n"
        "The governor stayed."
    )
    assert paragraphs(text) == [text.split("\n\n")[0].replace("\n", " "), "The governor stayed."]


def test_a_headline_over_its_text_stands_alone() -> None:
    text = "Troops leave island\nTroops left the island on Monday after a month of talks, officials said."
    layout = lay_out(Article(text=text))
    assert [(segment.text, segment.headline) for segment in layout.segments] == [
        ("Troops leave island", True),
        ("Troops left the island on Monday after a month of talks, officials said.", False),
    ]


def test_a_dateline_may_follow_a_headline() -> None:
    layout = lay_out(Article(text="Troops leave island\n\nOslo - The army left the island."))
    assert [dateline.place for dateline in layout.datelines] == ["Oslo"]


def test_list_items_stand_alone_without_their_bullets() -> None:
    assert paragraphs("The sides agreed:\n- to stop firing\n- to free prisoners\n• to talk") == [
        "The sides agreed:",
        "to stop firing",
        "to free prisoners",
        "to talk",
    ]


def test_markup_parts_paragraphs_and_is_dropped() -> None:
    assert paragraphs("<p>Israel &amp; Egypt <b>agreed</b>.</p><p>Talks ended.<br/><br/>Troops left.</p>") == [
        "Israel & Egypt agreed.",
        "Talks ended.",
        "Troops left.",
    ]


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Rus\u00adsia left.", "Russia left."),
        ("\ufeffTroops left.", "Troops left."),
        ("Troops\u200b left.", "Troops left."),
        ("\u202eTroops\u202c left.", "Troops left."),
        ("Troops\x00left.", "Troops left."),
        ("Troops \ud800 left.", "Troops   left."),
        ("Troops\u00a0left.", "Troops left."),
        ("The \x93army\x94 left; it\x92s gone.", "The “army” left; it’s gone."),
        ("Troops &quot;left&quot;.", 'Troops "left".'),
        ("AT&T left.", "AT&T left."),
        ("3 < 5 and 7 > 6.", "3 < 5 and 7 > 6."),
    ],
)
def test_odd_characters_do_not_reach_the_parser(text: str, clean: str) -> None:
    assert paragraphs(text) == [clean]
