"""Tagger, parser and the encoder under both, trained together: one encoder pass serves two losses."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import stanza.models.depparse.data as parser_data
import stanza.models.depparse.model as parser_model
import stanza.models.pos.data as tagger_data
import stanza.models.pos.model as tagger_model
import torch
from safetensors.torch import load_file
from stanza.models import parser as parser_main
from stanza.models import tagger as tagger_main
from stanza.models.common import bert_embedding, utils
from stanza.models.common.doc import Document
from stanza.models.depparse.trainer import GraphTrainer
from stanza.models.depparse.trainer import unpack_batch as unpack_trees
from stanza.models.pos.tag_columns import tag_columns_from_args
from stanza.models.pos.trainer import Trainer as TaggerTrainer
from stanza.models.pos.trainer import unpack_batch as unpack_tags
from stanza.models.pos.vocab import MultiVocab
from stanza.utils.conll import CoNLL
from transformers import AutoTokenizer, BertConfig, BertModel

ENCODER_NAME = "minilm-ud"
_TAGGER = (
    "--no_pretrain --hidden_dim 128 --num_layers 1 --char_hidden_dim 64 --char_emb_dim 32"
    " --deep_biaff_hidden_dim 128 --composite_deep_biaff_hidden_dim 48 --word_emb_dim 48 --tag_emb_dim 24"
    " --transformed_dim 64 --word_cutoff 5 --augment_nopunct 0 --dropout 0.33 --word_dropout 0.15"
)
_PARSER = (
    "--no_pretrain --no_char --no_ufeats --hidden_dim 200 --num_layers 1 --deep_biaff_hidden_dim 160"
    " --word_emb_dim 0 --tag_emb_dim 32 --transformed_dim 64 --no_linearization --no_distance"
    " --augment_nopunct 0 --dropout 0.33 --word_dropout 0.1 --no_checkpoint"
)
_LONGEST = 150
_UNPUNCTUATED = 0.12  # batches without final punctuation, for headlines
_PREDICTED_TAGS = 0.7  # sentences that the parser sees with the tagger's own tags


@dataclass(frozen=True, slots=True)
class JointPlan:
    """One stage of training; `start` holds `encoder/`, `tagger.pt` and `parser.pt` to go on from."""

    train: Path
    dev: Path
    out: Path
    encoder: Path
    start: Path | None
    steps: int
    rate: float
    encoder_rate: float
    warmup: float
    seed: int
    words: int = 800
    save_every: int = 100
    dev_sentences: int = 1200


class _OnePass:
    """Stands in for Stanza's encoder call in tagger and parser, so that they share one forward pass."""

    class _LastLayer:
        in_features = 1
        weight = torch.zeros(1, 1)

    def __init__(self) -> None:
        self.known: dict[tuple[str, ...], torch.Tensor] = {}

    def __call__(
        self,
        name: str,
        tokenizer: Any,
        model: Any,
        data: Any,
        device: Any,
        keep_endpoints: bool,
        detach: bool = True,
        bert_layer_mix: Any = None,
        **_: Any,
    ) -> list[torch.Tensor]:
        keys = [tuple(sentence) for sentence in data]
        new = sorted({key for key in keys if key not in self.known}, key=len, reverse=True)
        if new:
            layers = bert_embedding.extract_base_embeddings(
                name, tokenizer, model, [list(key) for key in new], device, True, detach, self._LastLayer
            )
            self.known.update(zip(new, layers, strict=True))
        scale = 1.0 + bert_layer_mix.weight[0, 0]
        hidden = [self.known[key] * scale for key in keys]
        return hidden if keep_endpoints else [sentence[1:-1] for sentence in hidden]


class JointTraining:
    """The two models over one encoder, their data, and the optimiser; saves and resumes itself."""

    def __init__(self, plan: JointPlan, log: Callable[[str], None]) -> None:
        utils.set_random_seed(plan.seed)
        self.plan, self.log = plan, log
        plan.out.mkdir(parents=True, exist_ok=True)
        self.one_pass = _OnePass()
        parser_model.extract_bert_embeddings = tagger_model.extract_bert_embeddings = self.one_pass
        self.encoder = _load_encoder(plan.encoder)
        self.tokenizer = AutoTokenizer.from_pretrained(plan.encoder, local_files_only=True)
        shared = f"--lang en --shorthand en_mix --bert_model {ENCODER_NAME} --bert_hidden_layers 1 --device cpu"
        self.tagger_args = tagger_main.parse_args(f"{shared} --save_dir {plan.out} {_TAGGER}".split())
        self.parser_args = parser_main.parse_args(f"{shared} --save_dir {plan.out} {_PARSER}".split())
        self._read(CoNLL.conll2doc(str(plan.train)))
        self.dev = CoNLL.conll2doc(str(plan.dev))
        self._build()

    def run(self) -> None:
        """Train to the end of the plan, from the last checkpoint if there is one."""
        step = self._resume()
        while step < self.plan.steps:
            for number, batch in enumerate(self._batches(step)):
                if number < step % self.per_epoch or step >= self.plan.steps:
                    continue
                losses = self._step(batch, step)
                step += 1
                if step % 25 == 0 or step in {1, 5}:
                    self.log(f"step {step}/{self.plan.steps} tagger {losses[0]:.3f} parser {losses[1]:.3f}")
                if step % self.plan.save_every == 0:
                    self._checkpoint(step)
        self.log(f"dev: {self.evaluate()}")
        self._save()

    def _read(self, document: Document) -> None:
        columns = tag_columns_from_args(self.tagger_args)
        states = [_state(self.plan.start / f"{part}.pt") for part in ("tagger", "parser")] if self.plan.start else []
        self.states = states
        if states:
            self.tags = MultiVocab.load_state_dict(states[0]["vocab"])
        else:
            self.tags = tagger_data.Dataset.init_vocab([document], self.tagger_args, columns)
        known = MultiVocab.load_state_dict(states[1]["vocab"]) if states else None
        self.tag_set = tagger_data.Dataset(
            document, self.tagger_args, None, vocab=self.tags, evaluation=False, tag_columns=columns
        )
        self.tree_set = parser_data.Dataset(document, self.parser_args, None, vocab=known, evaluation=False)
        self.relations = self.tree_set.vocab
        self.place: dict[tuple[str, ...], int] = {}
        for number, sentence in enumerate(self.tag_set.data):
            self.place.setdefault(tuple(sentence.text), number)
        self.upos = _translation(self.tags["upos"], self.relations["upos"])
        self.xpos = _translation(self.tags["xpos"], self.relations["xpos"])
        self.per_epoch = len(list(self._batches(0)))

    def _build(self) -> None:
        self.tagger_args["bert_finetune"] = True
        under = {"emb_matrix": None, "bert_model": self.encoder, "bert_tokenizer": self.tokenizer}
        self.tagger = tagger_model.Tagger(self.tagger_args, self.tags, share_hid=self.tagger_args["share_hid"], **under)
        self.parser = parser_model.GraphParser(self.parser_args, self.relations, **under)
        self.parser.bert_finetuning = True
        for model, state in zip((self.tagger, self.parser), self.states, strict=False):
            model.load_state_dict(state["model"], strict=False)
        for name, weight in self.encoder.named_parameters():
            weight.requires_grad = name.startswith("encoder.")
        self.tagger_trainer = TaggerTrainer.__new__(TaggerTrainer)
        self.tagger_trainer.args, self.tagger_trainer.vocab = self.tagger_args, self.tags
        self.tagger_trainer.model = self.tagger
        self.tagger_trainer.optimizers, self.tagger_trainer.schedulers = {}, {}
        self.parser_trainer = GraphTrainer(
            args=self.parser_args, vocab=self.relations, model=self.parser, build_optimizer=False
        )
        self.heads = [
            weight
            for model in (self.tagger, self.parser)
            for name, weight in model.named_parameters()
            if weight.requires_grad and not name.startswith("bert_model.")
        ]
        self.body = [weight for weight in self.encoder.parameters() if weight.requires_grad]
        self.optimiser = torch.optim.AdamW(
            [
                {"params": self.heads, "weight_decay": 0.0, "base": self.plan.rate},
                {"params": self.body, "weight_decay": 0.01, "base": self.plan.encoder_rate},
            ],
            lr=self.plan.rate,
            betas=(0.9, 0.98),
            eps=1e-6,
        )

    def _batches(self, step: int) -> Iterator[list[int]]:
        """The epoch's batches of like length, in an order that depends on the seed and the epoch alone."""
        epoch = step // self.per_epoch if step else 0
        dice = random.Random(self.plan.seed * 1000 + epoch)
        lengths = self.tree_set.lengths
        order = [number for number in range(len(self.tree_set.data)) if lengths[number] <= _LONGEST]
        order.sort(key=lambda number: lengths[number] * (1 + dice.uniform(-0.08, 0.08)))
        batches: list[list[int]] = [[]]
        words = 0
        for number in order:
            if batches[-1] and words + lengths[number] > self.plan.words:
                batches.append([])
                words = 0
            batches[-1].append(number)
            words += lengths[number]
        dice.shuffle(batches)
        return iter(batches)

    def _step(self, batch: list[int], step: int) -> tuple[float, float]:
        dice = random.Random(self.plan.seed * 1_000_003 + step)
        factor = _schedule(step, self.plan.steps, self.plan.warmup)
        for group in self.optimiser.param_groups:
            group["lr"] = group["base"] * factor
        self.tagger.train()
        self.parser.train()
        self.one_pass.known.clear()
        trees = [self.tree_set[number] for number in batch]
        samples = self._matching(trees, dice.random() < _UNPUNCTUATED)
        inputs, _, order, lengths, letters, text = unpack_tags(self.tag_set.collate_fn(samples), "cpu")
        tagger_loss, predicted = self.tagger(*inputs, order, lengths, letters, text)
        tags = {tuple(t): (predicted[0][i], predicted[1][i]) for i, t in enumerate(text)}
        for tree in trees:
            if dice.random() < _PREDICTED_TAGS:
                upos, xpos = (column[: len(tree[9])].tolist() for column in tags[tuple(tree[9])])
                tree[2] = tree[2][:1] + [self.upos[tag] for tag in upos]
                tree[3] = tree[3][:1] + [self.xpos[tag] for tag in xpos]
        inputs, _, order, lengths, letters, text = unpack_trees(parser_data.DataLoader.collate(trees), "cpu")
        parser_loss = self.parser(*inputs, order, lengths, letters, text)[0]
        self.optimiser.zero_grad()
        (tagger_loss + parser_loss).backward()
        torch.nn.utils.clip_grad_norm_(self.heads, 2.0)
        torch.nn.utils.clip_grad_norm_(self.body, 1.0)
        self.optimiser.step()
        return tagger_loss.item(), parser_loss.item()

    def _matching(self, trees: list[Any], unpunctuated: bool) -> list[Any]:
        """The tagger's view of the same sentences; both views may lose the final punctuation."""
        samples = []
        for number, tree in enumerate(trees):
            sample, place = self.tag_set[self.place[tuple(tree[9])]]
            if unpunctuated and parser_data.record_can_augment_nopunct(tree, self.tree_set.punct_id):
                trees[number] = [column[:-1] for column in tree]
                words, letters, tags, vectors, text = sample
                shorter = (words[:-1], letters[:-1], [tag[:-1] for tag in tags], vectors[:-1], text[:-1])
                sample = tagger_data.DataSample(*shorter)
            samples.append((sample, place))
        return samples

    def evaluate(self) -> str:
        """Tags and trees of the development set, the trees over predicted tags."""
        tag_set = tagger_data.Dataset(
            self.dev,
            self.tagger_args,
            None,
            vocab=self.tags,
            evaluation=True,
            tag_columns=tag_columns_from_args(self.tagger_args),
        )
        tree_set = parser_data.Dataset(self.dev, self.parser_args, None, vocab=self.relations, evaluation=True)
        chosen = sorted(range(len(tag_set.data))[: self.plan.dev_sentences], key=lambda i: len(tag_set.data[i].text))
        right = {"UPOS": 0, "UAS": 0, "LAS": 0}
        words = 0
        for start in range(0, len(chosen), 50):
            self.one_pass.known.clear()
            for word, tag, (head, relation) in self._predicted(chosen[start : start + 50], tag_set, tree_set):
                words += 1
                right["UPOS"] += word.upos == tag
                right["UAS"] += word.head == head
                right["LAS"] += word.head == head and word.deprel == relation
        self.one_pass.known.clear()
        return ", ".join(f"{name} {100 * count / max(1, words):.2f}" for name, count in right.items())

    def _predicted(self, chosen: list[int], tag_set: Any, tree_set: Any) -> Iterator[tuple[Any, str, Any]]:
        with torch.no_grad():
            tags = self.tagger_trainer.predict(tag_set.collate_fn([tag_set[number] for number in chosen]))
            records = [list(tree_set.data[number]) for number in chosen]
            for record, sentence in zip(records, tags, strict=True):
                record[2] = record[2][:1] + [self.relations["upos"].unit2id(tag[0]) for tag in sentence]
                record[3] = record[3][:1] + [self.relations["xpos"].unit2id(tag[1]) for tag in sentence]
            trees = self.parser_trainer.predict(parser_data.DataLoader.collate(records))
        for number, sentence, tree in zip(chosen, tags, trees, strict=True):
            words = self.dev.sentences[number].words
            yield from ((w, tag[0], arc) for w, tag, arc in zip(words, sentence, tree, strict=False))

    def _checkpoint(self, step: int) -> None:
        state = {
            "step": step,
            "tagger": self.tagger.state_dict(),
            "parser": self.parser.state_dict(),
            "encoder": self.encoder.state_dict(),
            "optimiser": self.optimiser.state_dict(),
        }
        part = self.plan.out / "checkpoint.part"
        torch.save(state, part)
        part.replace(self.plan.out / "checkpoint.pt")
        self.log(f"checkpoint at step {step}")

    def _resume(self) -> int:
        path = self.plan.out / "checkpoint.pt"
        if not path.exists():
            return 0
        state = torch.load(path, map_location="cpu", weights_only=True)
        for name in ("tagger", "parser", "encoder"):
            getattr(self, name).load_state_dict(state[name])
        self.optimiser.load_state_dict(state["optimiser"])
        self.log(f"resumed at step {state['step']}")
        return int(state["step"])

    def _save(self) -> None:
        for name, trainer, args in (
            ("tagger", self.tagger_trainer, self.tagger_args),
            ("parser", self.parser_trainer, self.parser_args),
        ):
            trainer.args = {**args, "bert_model": ENCODER_NAME, "bert_finetune": False}
            trainer.save(str(self.plan.out / f"{name}.pt"))
        self.encoder.save_pretrained(self.plan.out / "encoder")
        for path in self.plan.encoder.glob("*token*.json"):
            shutil.copy(path, self.plan.out / "encoder" / path.name)


def _load_encoder(folder: Path) -> BertModel:
    config = BertConfig.from_pretrained(folder, attention_probs_dropout_prob=0.0)
    encoder = BertModel(config, add_pooling_layer=False)
    weights = load_file(folder / "model.safetensors")
    encoder.load_state_dict({name: weight.float() for name, weight in weights.items()}, strict=False)
    return encoder


def _state(path: Path) -> dict[str, Any]:
    state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    return state


def _translation(source: Any, target: Any) -> dict[int, int]:
    return {source.unit2id(unit): target.unit2id(unit) for unit in source._unit2id}


def _schedule(step: int, steps: int, warmup: float) -> float:
    """Up to 1 over the warm-up, then down to 1 % in a straight line."""
    rising = step / max(1, steps * warmup)
    return rising if rising < 1 else max(0.01, (steps - step) / (steps * (1 - warmup)))
