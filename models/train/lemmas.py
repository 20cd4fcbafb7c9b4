"""The lemma dictionary: the treebanks' own forms, then those that an earlier dictionary knows."""

from __future__ import annotations

from pathlib import Path

from stanza.models import lemmatizer
from stanza.models.lemma.trainer import Trainer

from .treebanks import Tree, write

_ROWS = 40


def train_lemmas(train: Path, trees: list[Tree], earlier: Path, folder: Path, out: Path) -> None:
    """Look-up only, in seconds; `earlier` is a lemmatiser whose entries fill what the treebanks lack."""
    known = {(row[1], row[3]) for tree in trees for row in tree.words}
    entries = Trainer(model_file=str(earlier), device="cpu").composite_dict
    extra = [(form, tag, lemma) for (form, tag), lemma in entries.items() if (form, tag) not in known]
    write(folder / "lemmas.conllu", [_as_tree(extra[i : i + _ROWS]) for i in range(0, len(extra), _ROWS)])
    lemmatizer.main(
        f"--mode train --dict_only --train_file {train} --secondary_file {folder / 'lemmas.conllu'}"
        f" --eval_file {train} --shorthand en_mix --save_dir {out.parent} --save_name {out.name}".split()
    )


def _as_tree(entries: list[tuple[str, str, str]]) -> Tree:
    """Entries in the shape of a sentence, which is what the lemmatiser's training reads."""
    rows = [
        [str(n), form, lemma, tag, "_", "_", str(int(n > 1)), "dep" if n > 1 else "root", "_", "_"]
        for n, (form, tag, lemma) in enumerate(entries, 1)
    ]
    return Tree([], rows)
