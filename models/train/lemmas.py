"""The lemma dictionary: the treebanks' own forms, then those that an earlier dictionary knows."""

from __future__ import annotations

from pathlib import Path

from stanza.models import lemmatizer
from stanza.models.lemma.trainer import _POS_INDEPENDENT, Trainer

from .treebanks import Tree

Entries = dict[str, dict[str, str]]


def train_lemmas(train: Path, trees: list[Tree], earlier: Path, out: Path) -> None:
    """Look-up only, in seconds; `earlier` is a lemmatiser whose entries fill what the treebanks lack."""
    lemmatizer.main(
        f"--mode train --dict_only --train_file {train} --eval_file {train} --shorthand en_mix"
        f" --save_dir {out.parent} --save_name {out.name}".split()
    )
    trainer = Trainer(model_file=str(out), device="cpu")
    seen = {(row[3], row[1]) for tree in trees for row in tree.words}
    _fill(trainer.pos_dict, Trainer(model_file=str(earlier), device="cpu").pos_dict, seen)
    trainer.save(str(out))


def _fill(entries: Entries, earlier: Entries, seen: set[tuple[str, str]]) -> None:
    """Add entries by tag and form; Stanza keeps a form's usual lemma apart, under no tag."""
    usual = entries.setdefault(_POS_INDEPENDENT, {})
    for form, lemma in earlier.get(_POS_INDEPENDENT, {}).items():
        usual.setdefault(form, lemma)
    for tag, forms in earlier.items():
        new = {form: lemma for form, lemma in forms.items() if (tag, form) not in seen}
        if tag != _POS_INDEPENDENT:
            entries[tag] = {**new, **entries.get(tag, {})}
