"""The one error tree of Dragoman.

DragomanError
├── SettingsError            a DRAGOMAN_* variable holds a value that cannot be used
├── ModelError               the parsing model is missing, damaged or of another version
├── ConlluError              a parse handed in as CoNLL-U cannot be read (line, column)
├── ArticleError             an article cannot be coded: no text, bad date, over a limit
├── RequestError             what was sent is not JSON of the right shape (each wrong field named)
├── CostlyError              coding an article took more time or memory than one may take
├── LostError                a process that coded is gone
├── RenewalError             new dictionaries cannot take the place of the old ones (each fault with its place)
├── UnavailableError         the service cannot take the request now (busy, not ready)
├── CorpusError              a corpus or the parses stored with it cannot be read (file)
├── ArchiveError             an archive cannot be read, or its folder not be written
├── StoreError               the store of articles and events cannot be opened, read or written
│   └── NoStoreError        there is none at the address
├── FeedsError               a file of feeds is wrong (file, line, column), or names what cannot be watched
├── FetchError               an address of the web cannot be fetched; whether it may help to try again
├── HooksError               a file of hooks is wrong (file, line, column)
├── DeliveryError            events could not be handed over to a hook
├── ExtraError               an optional library is needed that is not installed
├── RevisionError            dictionaries to compare with cannot be had: no such revision or folder
├── ImportingError           a file of another program's dictionaries cannot be taken over (file)
└── DictionaryError          a dictionary file is wrong (file, line, column, hint)
    ├── YamlError            not the strict YAML of the dictionaries
    └── EntryError           an entry breaks its format or refers to something unknown
        └── UnknownKeyError  an entry has a key that its format does not have
"""

from __future__ import annotations

from dataclasses import dataclass


class DragomanError(Exception):
    """Anything Dragoman refuses, with a sentence that says what to do."""


class SettingsError(DragomanError):
    """A setting cannot be used; the message names the variable and the values allowed."""


class ModelError(DragomanError):
    """The parsing model cannot be loaded; the message says how to get it."""


class ArticleError(DragomanError):
    """An article cannot be coded; `field` names the part of it that is wrong."""

    def __init__(self, message: str, field: str = "text") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class FieldError:
    """One wrong part of a request: `articles[3].date`, and what is wrong with it."""

    field: str
    message: str


class RequestError(DragomanError):
    """A request cannot be read; `type` is the stable word for programs, `errors` name the fields."""

    def __init__(self, type: str, message: str, errors: tuple[FieldError, ...] = ()) -> None:
        super().__init__(message)
        self.type = type
        self.errors = errors


class UnavailableError(DragomanError):
    """The service cannot take the request now; `type` is the stable word for programs."""

    def __init__(self, type: str, message: str) -> None:
        super().__init__(message)
        self.type = type


class CostlyError(DragomanError):
    """Coding took more time or memory than one article may take."""


class LostError(DragomanError):
    """A process that worked for the service is gone, and its work with it."""


class RenewalError(DragomanError):
    """New dictionaries are not taken; `faults` are pairs of a place (file:line:column) and what is wrong there."""

    def __init__(self, message: str, faults: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(message)
        self.faults = faults


class ConlluError(DragomanError):
    """A CoNLL-U block cannot be read; `line` counts from 1 in the text handed in."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(f"line {line}: {message}")
        self.message = message
        self.line = line

    def __reduce__(self) -> tuple[type[ConlluError], tuple[str, int]]:
        """Errors travel between processes."""
        return ConlluError, (self.message, self.line)


class CorpusError(DragomanError):
    """A corpus, or a file of stored parses, cannot be read; the message names the file."""


class ArchiveError(DragomanError):
    """An archive cannot be read, or the folder of its job not be written; the message names the file."""


class StoreError(DragomanError):
    """The store cannot be used; the message says which, why and what to do (never its password)."""


class NoStoreError(StoreError):
    """There is no store at the address yet; the message says what makes one."""


class FeedsError(DragomanError):
    """A file of feeds cannot be used; the message names the file, the line and what is allowed there."""


class FetchError(DragomanError):
    """An address cannot be fetched; `passing` says that it may help to try again, `wait` after how many seconds."""

    def __init__(self, message: str, passing: bool = False, wait: float = 0.0) -> None:
        super().__init__(message)
        self.passing = passing
        self.wait = wait


class HooksError(DragomanError):
    """A file of hooks cannot be used; the message names the file, the line and what is allowed there."""


class DeliveryError(DragomanError):
    """Events could not be handed over; the message says to whom and why."""


class ExtraError(DragomanError):
    """An optional library is needed; the message says how to install it."""


class RevisionError(DragomanError):
    """The dictionaries to compare with cannot be had; the message says what was asked for and what to do."""


class ImportingError(DragomanError):
    """A file of another program's dictionaries cannot be taken over at all; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where something stands in a dictionary file; line and column count from 1."""

    file: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class DictionaryError(DragomanError):
    """A dictionary file is wrong at `location`; `hint` says how to mend it."""

    def __init__(self, message: str, location: Location, hint: str = "") -> None:
        super().__init__(f"{location}: {message}" + (f" ({hint})" if hint else ""))
        self.message = message
        self.location = location
        self.hint = hint


class YamlError(DictionaryError):
    """The file is not the strict YAML of the dictionaries."""


class EntryError(DictionaryError):
    """An entry breaks its format or names something that does not exist."""


class UnknownKeyError(EntryError):
    """An entry has a key that its format does not have; `location` is that of the key, not of its value."""
