"""`dragoman recode` and `dragoman store`, as somebody would call them, on articles that were really coded."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bench.happenings import DAY
from coder.article import Article
from coder.coder import Coder, Options
from coder.parsing.conllu import write_conllu
from coder.parsing.textless import KeptParser, without_text
from coder.resources import dictionary_directory
from coder.settings import Settings
from coder.store import recoding
from coder.store.records import Keeping, Origin, Span
from coder.store.selection import Selection
from coder.store.store import Store
from tests.store.making import NOW, lines

TEXTS = (
    "GENEVA, May 3 (XY) -- The minister met French diplomats on Friday.\n\nGermany criticized France. Russia's army shelled Ukraine.",
    "BEIRUT (XY) - Police arrested two protesters in the capital.",
    "Germany criticized France over the plan, and the United States didn't praise\u00a0Canada.",
)


def parsed(coder: Coder, text: str, id: str) -> Article:
    article = Article(text, id=id, date=DAY, title="Germany, France trade barbs")
    (found,) = coder.parse([article])
    return replace(article, parse=write_conllu(found.sentences))


def fill(store: Store, coder: Coder) -> None:
    """The last article has no id, and undated it stands for itself."""
    old = replace(coder.versions, dictionaries="old")
    for text, id in zip(TEXTS, ("a", "b", ""), strict=True):
        article = parsed(coder, text, id)
        (coded,) = coder.code([article if id else replace(article, date=None)], Options())
        store.keep(coded, Origin("wire", NOW, f"x.example/{id}"), old)


def dragoman(address: str, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DRAGOMAN_STORE": address, **more}
    command = [sys.executable, "-m", "coder", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)


@pytest.mark.parametrize(
    ("text", "parses"), [(True, True), (False, True), (True, False)], ids=["both", "parse alone", "text alone"]
)
def test_the_same_dictionaries_find_the_same_again(store_address: str, coder: Coder, text: bool, parses: bool) -> None:
    store = Store.open(store_address, keeping=Keeping(text, parses))
    fill(store, coder)
    before = store.page(Selection())
    again = Coder(KeptParser(coder._parser), coder.dictionaries)
    steps = list(recoding.recode(store, again, Settings(), Span()))
    assert [(each.reason, each.renewal and each.renewal.unchanged) for each in steps] == [("", 2), ("", 1), ("", 1)]
    assert not any(each.renewal and (each.renewal.added or each.renewal.withdrawn) for each in steps)
    after = store.page(Selection())
    assert [replace(each, first=before.events[0].first) for each in after.events] == [
        replace(each, first=before.events[0].first) for each in before.events
    ]
    assert [each.first.event_id for each in after.events] == [each.first.event_id for each in before.events]
    (kept, *_) = store.kept(Span())
    assert (bool(kept.article.text), bool(kept.article.parse)) == (text, parses)


def test_what_was_kept_without_words_stays_as_it_is(store_address: str, coder: Coder) -> None:
    store = Store.open(store_address, keeping=Keeping(False, False))
    fill(store, coder)
    before = store.page(Selection())
    steps = recoding.recode(store, coder, Settings(), Span())
    assert {each.reason for each in steps} == {"neither its text nor its parse was kept"}
    assert store.page(Selection()) == before


def test_a_parse_without_its_text_has_no_other_words(coder: Coder) -> None:
    """A credit and a caption are no part of any sentence, and are not kept; words at their places and datelines are."""
    article = parsed(coder, f"{TEXTS[0]}\n\nReporting by Jane Doe; Editing by John Roe", "a")
    kept = without_text(article)
    assert "Reporting by" not in kept
    (dateline,) = KeptParser(None).parse([replace(article, text="", parse=kept)])[0].datelines
    assert (dateline.place, dateline.start) == ("GENEVA", 0)


def test_a_parse_of_somebody_else_is_kept_with_the_places_of_its_words(coder: Coder) -> None:
    article = parsed(coder, "Germany criticized France.", "a")
    plain = "\n".join(
        line.rpartition("TokenRange=")[0] + "_" * ("TokenRange=" in line) or line for line in article.parse.split("\n")
    )
    kept = without_text(replace(article, parse=plain))
    (found,) = KeptParser(None).parse([replace(article, text="", parse=kept)])
    assert [(each.text, each.start) for each in found.sentences[-1].tokens][:2] == [("Germany", 0), ("criticized", 8)]


def test_the_command_shows_what_other_dictionaries_change(tmp_path: Path, coder: Coder) -> None:
    address = f"sqlite:///{tmp_path}/store.sqlite"
    store = Store.open(address, keeping=Keeping(text=False))
    fill(store, coder)
    folder = tmp_path / "dictionaries"
    shutil.copytree(dictionary_directory(), folder)
    rules = folder / "verbs/19-fight.yaml"
    rules.write_text(rules.read_text().replace('id: fight-shell\n    code: "194"', 'id: fight-shell\n    code: "193"'))
    before = store.page(Selection())
    dry = dragoman(address, "recode", "--dry-run", DRAGOMAN_DICTIONARIES=str(folder))
    assert dry.returncode == 0, dry.stderr
    assert "3 articles would be coded again; nothing was changed" in dry.stdout
    assert "RUSMIL > UKR 193  Russia's army shelled Ukraine." in dry.stdout
    assert store.page(Selection()) == before
    done = dragoman(address, "recode", "--since", f"{DAY}", "--feed", "wire", DRAGOMAN_DICTIONARIES=str(folder))
    assert "3 articles were coded again" in done.stdout
    assert "RUSMIL > UKR 193" in lines(store.page(Selection()).events)
    assert "RUSMIL > UKR 194" not in lines(store.page(Selection()).events)
    assert "RUSMIL > UKR 194" in lines(store.withdrawn().events)
    rest = dragoman(address, "recode", DRAGOMAN_DICTIONARIES=str(folder))
    assert "0 articles were coded again" in rest.stdout, "these versions coded them already"
    check = dragoman(address, "store", "check")
    assert check.returncode == 0, check.stdout
    assert "withdrawn events       1" in check.stdout


def test_the_store_is_made_checked_and_copied(tmp_path: Path, coder: Coder) -> None:
    address = f"sqlite:///{tmp_path}/store.sqlite"
    missing = dragoman(address, "store", "check")
    assert missing.returncode == 2
    assert f"{tmp_path}/store.sqlite is not there" in missing.stderr
    assert not list(tmp_path.iterdir()), "looking makes no file"
    assert "was made" in dragoman(address, "store", "upgrade").stdout
    assert "was up to date" in dragoman(address, "store", "upgrade").stdout
    fill(Store.open(address), coder)
    copied = dragoman(address, "store", "copy", f"sqlite:///{tmp_path}/other.sqlite")
    assert copied.returncode == 0, copied.stderr
    assert Store.open(f"sqlite:///{tmp_path}/other.sqlite").page(Selection()) == Store.open(address).page(Selection())
    again = dragoman(address, "store", "copy", f"sqlite:///{tmp_path}/other.sqlite")
    assert again.returncode == 2
    assert "is not empty" in again.stderr
    nowhere = dragoman("postgresql://me:secret@127.0.0.1:1/news", "recode")
    assert nowhere.returncode == 2
    assert "secret" not in nowhere.stderr
    assert "Traceback" not in nowhere.stderr


def test_days_of_the_command_are_days(tmp_path: Path) -> None:
    wrong = dragoman(f"sqlite:///{tmp_path}/x.sqlite", "recode", "--since", "yesterday")
    assert wrong.returncode == 2
    assert "'yesterday'" in wrong.stderr
