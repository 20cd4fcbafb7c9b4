"""The dictionaries as they were: at a git revision, or in another folder."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coder.errors import DictionaryError, RevisionError

_SINCE_FORK = "..."


@contextmanager
def dictionaries_at(base: str, folder: Path) -> Iterator[Path]:
    """A folder with the dictionaries at `base`; `folder` holds those of today.

    `base` is a folder of dictionaries, or a revision of the git repository that `folder` lies in
    (`main`, `HEAD~3`, a tag); `main...` is the commit where the present branch left `main`.
    :raise RevisionError: there is neither, or no dictionaries in it.
    """
    if base and _is_dictionary(Path(base)):
        yield Path(base).resolve()
        return
    archive = _archive(base, folder)
    with tempfile.TemporaryDirectory(prefix="dragoman-") as directory:
        then = Path(directory) / folder.name
        then.mkdir()
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(then, filter="data")
        if not _is_dictionary(then):
            raise RevisionError(f"{folder.name}/ at {base} holds no dictionaries: it has no folder ontology/")
        yield then


@contextmanager
def reading(base: str) -> Iterator[None]:
    """Says of a mistake in the files of `base` that it is there and not in those of today.

    :raise RevisionError: in place of a DictionaryError.
    """
    try:
        yield
    except DictionaryError as error:
        raise RevisionError(f"the dictionaries at {base} cannot be read by this version: {error}") from None


def _is_dictionary(folder: Path) -> bool:
    return (folder / "ontology").is_dir()


def _archive(base: str, folder: Path) -> bytes:
    """The folder at a revision, as a tar file."""
    found = _git(folder, "rev-parse", "--show-toplevel")
    if found is None:
        raise RevisionError(f"{folder} is in no git repository, so `{base}` must be a folder of dictionaries")
    top = Path(found.decode().strip())
    inside = folder.resolve().relative_to(top.resolve()).as_posix()
    # from the top, since git archives only what lies below the folder it is called in
    archive = _git(top, "archive", "--format=tar", f"{_commit(base, top)}:{'' if inside == '.' else inside}")
    if archive is None:
        raise RevisionError(f"at {base} there was no folder {inside}")
    return archive


def _commit(base: str, folder: Path) -> str:
    revision = base.removesuffix(_SINCE_FORK)
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found is None:
        what = f"the folder {base} has no ontology/, and it is" if base and Path(base).is_dir() else f"`{revision}` is"
        hint = "`git log --oneline` and `git branch --all` list some, `git fetch` brings those of others"
        raise RevisionError(f"{what} no revision of this repository; {hint}")
    if base.endswith(_SINCE_FORK):
        found = _git(folder, "merge-base", found.decode().strip(), "HEAD")
        if found is None:
            raise RevisionError(f"HEAD and {revision} have no commit in common; `git fetch --unshallow` may bring it")
    return found.decode().strip()


def _git(folder: Path, *arguments: str) -> bytes | None:
    """What a git command in `folder` prints, None if it fails."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        raise RevisionError("git is not installed, so BASE must be a folder of dictionaries") from None
    return None if done.returncode else done.stdout
