"""Word classes (`@troops`) and how words in the dictionaries become what the matcher compares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from coder.coding.rules import Words, words_of
from coder.dictionaries import yaml
from coder.dictionaries.nodes import Fields, Text, suggest

MAX_DEPTH = 5
CLASS_KEYS = ("id", "note", "words")


class WordClasses:
    """All word classes by id; a class may hold other classes."""

    def __init__(self, entries: Mapping[str, tuple[Text, ...]]) -> None:
        self._entries = entries

    def expand(self, texts: Iterable[Text], through: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The words with every `@class` written out, in order, each once."""
        found: dict[str, None] = {}
        for text in texts:
            if text.value.startswith("@"):
                found.update(dict.fromkeys(self._members(text, through)))
            else:
                found[text.value.lower()] = None
        return tuple(found)

    def words(self, texts: Iterable[Text]) -> Words:
        """The words as a matcher's set: plurals count as their singular too."""
        return words_of(form for word in self.expand(texts) for form in forms_of(word))

    def expanded(self) -> dict[str, frozenset[str]]:
        """Every class with all its words written out."""
        return {name: frozenset(self.expand(texts)) for name, texts in self._entries.items()}

    def _members(self, text: Text, through: tuple[str, ...]) -> tuple[str, ...]:
        name = text.value[1:]
        if name not in self._entries:
            hint = suggest(text.value, [f"@{id_}" for id_ in self._entries])
            raise text.error(f"there is no word class `@{name}`", hint)
        if name in through:
            circle = " > ".join(f"@{each}" for each in (*through[through.index(name) :], name))
            raise text.error(f"the word class `@{name}` holds itself", f"take one of them out: {circle}")
        if len(through) > MAX_DEPTH:
            raise text.error(f"word classes more than {MAX_DEPTH} deep", "write some of the words out")
        return self.expand(self._entries[name], (*through, name))


def load_word_classes(folder: Path, root: Path) -> WordClasses:
    """The classes of all files in `dictionaries/words/`."""
    entries: dict[str, tuple[Text, ...]] = {}
    for path in sorted(folder.rglob("*.yaml")):
        for entry in yaml.read(path, path.relative_to(root.parent).as_posix()).each("classes"):
            _add_class(entry, entries)
    return WordClasses(entries)


def _add_class(entry: Fields, entries: dict[str, tuple[Text, ...]]) -> None:
    name, words = read_class(entry)
    if name in entries:
        raise entry.error(f"the word class `{name}` is listed twice")
    entries[name] = words


def read_class(entry: Fields) -> tuple[str, tuple[Text, ...]]:
    """A class's id and its words as written, with their places."""
    entry.refuse_unknown(CLASS_KEYS)
    entry.required("words")
    return entry.text("id"), entry.text_nodes("words")


def forms_of(word: str) -> tuple[tuple[str, ...], ...]:
    """The word as the parser cuts it (`cease-fire` is three words), with its singular if it looks plural.

    A hyphened word is also taken uncut, as the parser now and then leaves it.
    """
    whole = tuple(word.replace("-", " - ").split())
    last = whole[-1]
    uncut = ((word,),) if "-" in word and " " not in word else ()
    singular = (*whole[:-1], last[:-1]) if last.endswith("s") and not last.endswith("ss") else whole
    return (*dict.fromkeys((whole, singular)), *uncut)
