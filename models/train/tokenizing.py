"""The tokenizer and the expander of words such as `don't`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from stanza.models import mwt_expander
from stanza.models import tokenizer as tokenizer_main
from stanza.models.common import utils
from stanza.models.tokenization.data import DataLoader, TokenizationDataset
from stanza.models.tokenization.trainer import Trainer
from stanza.models.tokenization.utils import eval_model, load_mwt_dict
from stanza.utils.datasets import prepare_tokenizer_data

from .treebanks import Tree, write, write_text

_FEATURES = [
    *("space_before", "capitalized", "numeric", "end_of_para", "start_of_para"),
    *("labeled_field", "phone_id", "date_pattern", "currency"),
]


def prepare(folder: Path, name: str, trees: list[Tree]) -> None:
    """Write what Stanza's tokenizer trains on: the trees, their raw text, and a label for every letter."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = folder / name
    write(stem.with_suffix(".conllu"), trees)
    write_text(stem.with_suffix(".txt"), trees)
    arguments = [stem.with_suffix(".txt"), stem.with_suffix(".conllu"), "-o", stem.with_suffix(".toklabels")]
    prepare_tokenizer_data.main([str(a) for a in arguments] + ["-m", f"{stem}-mwt.json"])


def train_tokenizer(
    folder: Path,
    name: str,
    out: Path,
    start: Path | None,
    steps: int,
    rate: float,
    log: Callable[[str], None],
) -> None:
    """Train on a prepared set, anew or from an earlier tokenizer; the best on the development set is kept."""
    utils.set_random_seed(5)
    args = _arguments(folder, name, rate)
    expansions = load_mwt_dict(args["mwt_json_file"])
    files = {"txt": args["txt_file"], "label": args["label_file"]}
    options: dict[str, Any] = {"dictionary": None, "mwt_expansions": {w: e[0] for w, e in expansions.items()}}
    args["num_dict_feat"] = 0
    if start is None:
        train = DataLoader(args, input_files=files, **options)
        args["vocab_size"], args["use_mwt"] = len(train.vocab), train.has_mwt()
        trainer = Trainer(args=args, vocab=train.vocab, device="cpu")
    else:
        trainer = Trainer(args=args, model_file=str(start), device="cpu")
        kept = ("feat_funcs", "feat_dim", "use_mwt", "vocab_size", "num_dict_feat")
        args.update({key: trainer.args[key] for key in kept})
        trainer.args = args
        train = DataLoader(args, input_files=files, vocab=trainer.vocab, **options)
    files = {"txt": args["dev_txt_file"], "label": args["dev_label_file"]}
    dev = TokenizationDataset(args, input_files=files, vocab=trainer.vocab, evaluation=True, dictionary=None)
    best = -1.0
    for step in range(1, steps + 1):
        trainer.change_lr(rate * max(0.05, 1 - step / steps))
        batch = train.next(unit_dropout=args["unit_dropout"], feat_unit_dropout=args["feat_unit_dropout"])
        loss = trainer.update(batch)
        if step % 50 == 0 or step == 1:
            log(f"step {step}/{steps} loss {loss:.4f}")
        if step % 100 == 0:
            train.shuffle()
        if step % 400 == 0 or step == steps:
            score = eval_model(args, trainer, dev, trainer.vocab, expansions)
            log(f"dev at step {step}: {100 * score:.2f}")
            if score >= best:
                best = score
                trainer.save(str(out))


def train_expander(folder: Path, name: str, out: Path, epochs: int) -> None:
    """Train the expander of multi-word tokens."""
    train, dev = folder / f"{name}.conllu", folder / "dev.conllu"
    mwt_expander.main(
        f"--mode train --train_file {train} --eval_file {dev} --gold_file {dev} --lang en --shorthand en_mix"
        f" --num_epoch {epochs} --hidden_dim 64 --emb_dim 32 --augment_apos 0.05"
        f" --save_dir {out.parent} --save_name {out.name}".split()
    )


def _arguments(folder: Path, name: str, rate: float) -> dict[str, Any]:
    stem, dev = folder / name, folder / "dev"
    args: dict[str, Any] = tokenizer_main.parse_args(
        f"--mode train --txt_file {stem}.txt --label_file {stem}.toklabels --mwt_json_file {stem}-mwt.json"
        f" --dev_txt_file {dev}.txt --dev_label_file {dev}.toklabels --dev_conll_gold {dev}.conllu"
        f" --lang en --shorthand en_mix --max_seqlen 300 --batch_size 32 --lr0 {rate} --dropout 0.33"
        f" --sent_drop_prob 0.1 --last_char_drop_prob 0.05 --device cpu".split()
    )
    args["feat_funcs"] = list(_FEATURES)
    args["feat_dim"] = len(_FEATURES)
    return args
