"""Files and folders, on this machine or in a store that has addresses: `s3://bucket/2021`, `gs://...`."""

from __future__ import annotations

import io
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from coder.errors import ArchiveError
from coder.extras import needed

TEMPORARY = ".tmp"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A file or folder by its path or address. Addresses need the library pyarrow, which knows the stores."""

    address: str

    def __str__(self) -> str:
        return self.address

    def __truediv__(self, name: str) -> Place:
        return Place(f"{self.address.rstrip('/')}/{name}")

    @property
    def name(self) -> str:
        """The last part."""
        return PurePosixPath(self.address).name

    @property
    def absolute(self) -> Place:
        """The same, from whatever folder one looks."""
        return Place(str(self._path.absolute())) if self._is_local else self

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder that is there."""
        if self._is_local:
            return self._path.is_dir()
        return bool(self._look().type == needed("pyarrow.fs", "archive").FileType.Directory)

    @property
    def is_file(self) -> bool:
        """Whether it is a file that is there."""
        return self._path.is_file() if self._is_local else bool(self._look().is_file)

    @property
    def size(self) -> int:
        """Bytes of a file."""
        return self._path.stat().st_size if self._is_local else int(self._look().size)

    def files(self) -> Iterator[Place]:
        """All files below a folder, at any depth, by name; none where there is no folder."""
        if self._is_local:
            yield from (Place(str(path)) for path in sorted(self._path.rglob("*")) if path.is_file())
            return
        fs = needed("pyarrow.fs", "archive")
        store, path = self._store()
        selector = fs.FileSelector(path, recursive=True, allow_not_found=True)
        scheme = self.address.partition("://")[0]
        found = sorted(each.path for each in store.get_file_info(selector) if each.is_file)
        yield from (Place(f"{scheme}://{path}") for path in found)

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The bytes of a file."""
        if self._is_local:
            with self._path.open("rb") as file:
                yield file
        else:
            store, path = self._store()
            with store.open_input_file(path) as stream:
                yield io.BufferedReader(stream)

    def read(self) -> bytes:
        """All bytes of a file."""
        with self.open() as file:
            return file.read()

    def make(self) -> None:
        """Make a folder, where folders have to be made."""
        if self._is_local:
            self._path.mkdir(parents=True, exist_ok=True)
        else:
            store, path = self._store()
            store.create_dir(path, recursive=True)

    def write(self, content: bytes) -> None:
        """Write a file whole or not at all: renamed when it is on the disk; a store shows it when it is closed."""
        if not self._is_local:
            store, path = self._store()
            with store.open_output_stream(path) as stream:
                stream.write(content)
            return
        temporary = self._path.with_name(f"{self.name}.{uuid.uuid4().hex[:8]}{TEMPORARY}")
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, self._path)

    def sweep(self) -> None:
        """Remove what a kill left half written."""
        if self._is_local:
            for path in self._path.rglob(f"*{TEMPORARY}"):
                path.unlink(missing_ok=True)

    @property
    def _is_local(self) -> bool:
        return "://" not in self.address

    @property
    def _path(self) -> Path:
        return Path(self.address)

    def _store(self) -> tuple[Any, str]:
        fs = needed("pyarrow.fs", "archive")
        try:
            store, path = fs.FileSystem.from_uri(self.address)
        except (OSError, ValueError) as error:
            raise ArchiveError(f"{self.address} is no address of a store: {error}") from None
        return store, path

    def _look(self) -> Any:
        store, path = self._store()
        return store.get_file_info(path)
