"""Reading and writing CoNLL-U treebanks, plain or packed."""

from __future__ import annotations

import lzma
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

Row = list[str]


@dataclass(slots=True)
class Tree:
    """A sentence of a treebank: its comments and its rows of ten columns."""

    comments: list[str]
    rows: list[Row] = field(default_factory=list)

    def copy(self, mark: str) -> Tree:
        """A copy under another name, so that changes leave the original alone."""
        names = [comment + mark for comment in self.comments if comment.startswith("# sent_id")]
        return Tree(names, [list(row) for row in self.rows])

    @property
    def marked(self) -> bool:
        return any(comment.endswith(("-upper", "-title", "-headline")) for comment in self.comments)

    @property
    def words(self) -> list[Row]:
        """The rows without those over several words."""
        return [row for row in self.rows if row[0].isdigit()]


def read_part(folder: Path, part: str) -> list[Tree]:
    """All trees of a part (`train`, `dev`) in the folder's treebanks, in order of the file names."""
    paths = sorted([*folder.glob(f"*-{part}.conllu"), *folder.glob(f"*-{part}.conllu.xz")])
    if not paths:
        raise SystemExit(f"no *-{part}.conllu or *-{part}.conllu.xz in {folder}")
    return [tree for path in paths for tree in read(path)]


def read(path: Path) -> Iterator[Tree]:
    """The trees of a file, without empty nodes and enhanced dependencies."""
    tree = Tree([])
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            text = line.rstrip("\n")
            if text.startswith("#"):
                tree.comments.append(text)
            elif text and "." not in text.split("\t", 1)[0]:
                columns = text.split("\t")
                spaced = "SpaceAfter=No" in columns[9].split("|")
                tree.rows.append([*columns[:8], "_", "SpaceAfter=No" if spaced else "_"])
            elif not text and tree.rows:
                yield tree
                tree = Tree([])
    if tree.rows:
        yield tree


def write(path: Path, trees: Iterable[Tree]) -> None:
    """Write trees as CoNLL-U."""
    with path.open("w", encoding="utf-8") as file:
        for tree in trees:
            lines = [*tree.comments, *("\t".join(row) for row in tree.rows)]
            file.write("\n".join(lines) + "\n\n")


def write_text(path: Path, trees: Iterable[Tree]) -> None:
    """The raw text of trees, a paragraph for every `# newpar` and `# newdoc`."""
    paragraphs: list[list[str]] = [[]]
    for tree in trees:
        if any(comment.startswith(("# newpar", "# newdoc")) for comment in tree.comments):
            paragraphs.append([])
        paragraphs[-1].append(_spelt(tree))
    path.write_text("\n\n".join("".join(p).strip() for p in paragraphs if p) + "\n\n", encoding="utf-8")


def _spelt(tree: Tree) -> str:
    spelt, covered = "", 0
    for row in tree.rows:
        first, _, last = row[0].partition("-")
        if int(first) > covered:
            spelt += row[1] + ("" if row[9] == "SpaceAfter=No" else " ")
            covered = int(last or first)
    return spelt


def sample(trees: list[Tree], size: int) -> list[Tree]:
    """The first trees of a list where only a trial is wanted (`size` above 0)."""
    return trees[:size] if size else trees


def chance(dice: random.Random, probability: float) -> bool:
    return dice.random() < probability
