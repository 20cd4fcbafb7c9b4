"""Corpora are read from whatever form people have them in."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from coder.coder import Coder, Options
from coder.corpora import DATE, read_corpus, sentence_lines, shipped_corpus
from coder.errors import CorpusError
from coder.parsing.conllu import write_conllu
from coder.parsing.stanza_parser import StanzaParser
from coder.parsing.stored import store, text_of, write_parses

NEWS = "Ghana thanked Togo. It also thanked Mali."
ROW = "\t".join
FOREIGN = "\n".join(
    (
        "# sent_id = 1",
        ROW(("1", "Ghana", "Ghana", "PROPN", "NNP", "_", "2", "nsubj", "_", "TokenRange=90:95")),
        ROW(("2", "thanked", "thank", "VERB", "VBD", "_", "0", "root", "_", "_")),
        ROW(("3", "Togo", "Togo", "PROPN", "NNP", "_", "2", "obj", "_", "SpaceAfter=No")),
        ROW(("4", ".", ".", "PUNCT", ".", "_", "2", "punct", "_", "SpaceAfter=No|TokenRange=108:109")),
        "",
        "",
    )
)


def written(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "content", "lines", "texts"),
    [
        ("a.txt", NEWS, False, [NEWS]),
        ("a.txt", "# desk\n\nGhana left.\n? Togo left.\tGHA > TGO 111\n", True, ["Ghana left.", "Togo left."]),
        ("a.json", '{"text": "Ghana left."}', False, ["Ghana left."]),
        ("a.jsonl", '{"text": "Ghana left."}\n\n{"text": "Togo left."}\n', False, ["Ghana left.", "Togo left."]),
        ("a.conllu", FOREIGN, False, ["Ghana thanked Togo."]),
        ("a.conllu", FOREIGN * 2, False, ["Ghana thanked Togo."] * 2),
        (
            "a.conllu",
            f"# newdoc id = 1\n{FOREIGN * 2}# newdoc\n{FOREIGN}",
            False,
            ["Ghana thanked Togo.\nGhana thanked Togo.", "Ghana thanked Togo."],
        ),
        ("a.conllu", f"# generator = x\n\n{FOREIGN}", False, ["Ghana thanked Togo."]),
    ],
)
def test_texts_are_found(name: str, content: str, lines: bool, texts: list[str], tmp_path: Path) -> None:
    found = read_corpus(written(tmp_path, name, content), lines)
    assert [place.article.text for place in found] == texts
    assert {place.file for place in found} == {name}
    assert {place.article.date for place in found} == {DATE}
    assert [place.article for place in read_corpus(tmp_path, lines)] == [place.article for place in found]


def test_dates_and_titles_are_kept(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", '{"text": "It left.", "title": "Togo", "date": "2011-02-03", "id": "x"}\n')
    (place,) = read_corpus(path)
    assert (place.article.title, place.article.id, place.article.date) == ("Togo", "x", datetime.date(2011, 2, 3))


@pytest.mark.parametrize(("name", "quiet"), [("quiet-sport.txt", True), ("quiet.jsonl", True), ("unquiet.txt", False)])
def test_quiet_files_are_known_by_their_names(name: str, quiet: bool, tmp_path: Path) -> None:
    content = '{"text": "Ghana left."}' if name.endswith("jsonl") else NEWS
    assert [place.quiet for place in read_corpus(written(tmp_path, name, content))] == [quiet]


def test_foreign_parses_are_coded_as_they_are(coder: Coder, tmp_path: Path) -> None:
    (place,) = read_corpus(written(tmp_path, "a.conllu", FOREIGN))
    (coded,) = coder.code([place.article], Options())
    assert [event.line for event in coded.events] == ["GHA > TGO 051"]


@pytest.mark.parametrize("packed", [False, True])
def test_stored_parses_are_a_corpus_too(packed: bool, parser: StanzaParser, coder: Coder, tmp_path: Path) -> None:
    (place,) = read_corpus(written(tmp_path / "texts", "a.txt", NEWS))
    (parsed,) = parser.parse([place.article])
    kept = store(place.article, parsed, "v")
    assert kept is not None
    if packed:
        path = tmp_path / "a.conllu.xz"
        write_parses(path, [kept])
    else:
        path = written(tmp_path, "a.conllu", text_of(kept))
    (again,) = read_corpus(path)
    assert (again.article.text, again.article.parse) == (NEWS, write_conllu(parsed.sentences))
    coded = coder.code([place.article, again.article], Options())
    assert [event.line for event in coded[0].events] == [event.line for event in coded[1].events]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.pdf", "x", "a corpus is .txt, .json, .jsonl, .conllu, or a folder of them"),
        ("a.jsonl", '{"text": "Ghana left."}\n{"txt": 1}\n', r"a\.jsonl, article 2: "),
        ("a.json", "{", r"a\.json, article 1: "),
        ("a.conllu", FOREIGN.replace("VERB", "_"), r"a\.conllu: line 3: UPOS is empty"),
        ("a.conllu.xz", "no archive", "cannot be read"),
        ("a.txt", "", "no articles in"),
    ],
)
def test_what_is_wrong_is_said_with_the_file(name: str, content: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=message):
        read_corpus(written(tmp_path, name, content))


def test_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no articles in"):
        read_corpus(tmp_path)


def test_the_shipped_texts_are_whole_and_stand_once() -> None:
    texts = [place.article.text for place in shipped_corpus()]
    assert len(texts) == len(set(texts))
    assert all(text.strip() == text and text for text in texts)
    quiet = [place for place in shipped_corpus() if place.quiet]
    assert {place.file for place in quiet} == {"quiet.txt"}


def test_lines() -> None:
    assert list(sentence_lines("# a\n\n? b c.\td\ne.")) == [(3, "b c."), (4, "e.")]
