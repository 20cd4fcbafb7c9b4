"""What shows the dictionaries reads from here: built when first asked for, and again when they change."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from flask import current_app

from coder.dictionaries.load import Dictionaries, content_hash
from coder.errors import DictionaryError, Location
from coder.resources import dictionary_directory
from coder.service.desk import desk
from coder.workshop.looking.catalogue import Catalogue, Kind, read_catalogue
from coder.workshop.reference import Giver, Reference, build_reference


@dataclass(frozen=True, slots=True)
class Books:
    """The reference and the catalogue of one version of the dictionaries."""

    reference: Reference
    catalogue: Catalogue

    def texts(self, givers: Iterable[Giver]) -> dict[str, str]:
        """The YAML of each rule, by its id."""
        return {giver.reference.id: self.text(Kind.RULE, giver.reference.id) for giver in givers}

    def text(self, kind: Kind, id: str) -> str:
        """The YAML of an entry; empty where it stands nowhere."""
        listings = [each for each in self.catalogue.by_id.get(id, ()) if each.kind is kind]
        return "\n".join(self.catalogue.text(source) for listing in listings for source in listing.sources)


class Shelf:
    """Keeps the books of the dictionaries that the service codes with."""

    NAME: ClassVar[str] = "dragoman-shelf"

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._books: Books | None = None

    def books(self, dictionaries: Dictionaries, folder: Path) -> Books:
        """The books for these dictionaries; a second's work at the first call.

        :raise DictionaryError: the files are others than those that the dictionaries were read from.
        """
        with self._lock:
            if self._books is None or self._books.reference.version != dictionaries.version:
                if content_hash(folder) != dictionaries.version:
                    raise DictionaryError("the files are not those that the service read", Location(folder.name, 1))
                self._books = Books(build_reference(dictionaries), read_catalogue(folder, dictionaries))
            return self._books


def books() -> Books:
    """The books of the application that is answering.

    :raise DictionaryError: the files on disk cannot be read any more.
    """
    shelf: Shelf = current_app.extensions[Shelf.NAME]
    folder = desk().settings.dictionaries
    return shelf.books(desk().coder.dictionaries, Path(folder) if folder else dictionary_directory())
