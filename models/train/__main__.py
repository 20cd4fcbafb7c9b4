"""`python -m models.train TREEBANKS OUT`: all stages in order; what is finished is not done again."""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import dataclass
from pathlib import Path

from .augment import abbreviated, headlines, prefixed, typographic
from .joint import JointPlan, JointTraining
from .lemmas import train_lemmas
from .pack import pack
from .tokenizing import prepare, train_expander, train_tokenizer
from .treebanks import read, read_part, sample, write

SHIPPED = Path(__file__).resolve().parent.parent / "stanza-en-compact"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How long the stages are; `trial` is for checking that everything runs, not for a model."""

    joint: int
    headline: int
    tokenizer: tuple[int, int, int]
    expander: int
    sentences: int = 0
    words: int = 800
    save_every: int = 100


FULL = Sizes(joint=1420, headline=1133, tokenizer=(1500, 1200, 500), expander=5)
TRIAL = Sizes(joint=6, headline=4, tokenizer=(20, 10, 10), expander=1, sentences=200, words=300, save_every=2)


class Training:
    """The stages, each with its results in the work folder `OUT/work`."""

    def __init__(self, treebanks: Path, out: Path, encoder: Path, init: Path | None, sizes: Sizes) -> None:
        self.treebanks, self.out, self.encoder, self.init, self.sizes = treebanks, out, encoder, init, sizes
        self.work = out / "work"
        self.work.mkdir(parents=True, exist_ok=True)

    def run(self) -> None:
        """Every stage that has not been finished yet."""
        for stage in (
            self.data,
            self.joint,
            self.headlines,
            self.tokenizer,
            self.expander,
            self.lemmas,
            self.pack,
        ):
            done = self.work / f"{stage.__name__}.done"
            if done.exists():
                self.log(f"{stage.__name__}: done before")
                continue
            self.log(f"{stage.__name__}: begins")
            began = time.monotonic()
            stage()
            done.write_text(f"{time.monotonic() - began:.0f} seconds\n")
            self.log(f"{stage.__name__}: {done.read_text().strip()}")

    def log(self, message: str) -> None:
        line = f"{time.strftime('%H:%M:%S')} {message}"
        print(line, flush=True)
        with (self.work / "train.log").open("a") as file:
            file.write(line + "\n")

    def data(self) -> None:
        """The treebanks and what is made of them."""
        train = sample(read_part(self.treebanks, "train"), self.sizes.sentences)
        dev = sample(read_part(self.treebanks, "dev"), self.sizes.sentences)
        augmented = typographic(train, random.Random(1), 0.35, 0.03, 0.05)
        write(self.work / "dev.conllu", dev)
        write(self.work / "train.conllu", augmented)
        write(self.work / "headlines.conllu", headlines(augmented, random.Random(3), 0.35, 0.15))
        plain = typographic(train, random.Random(2), 0.35, 0, 0)
        prepare(self.work / "tokens", "first", plain)
        second = abbreviated(plain, random.Random(3))
        prepare(self.work / "tokens", "second", second)
        prepare(self.work / "tokens", "third", prefixed(second, random.Random(11)))
        prepare(self.work / "tokens", "dev", dev)

    def joint(self) -> None:
        """Tagger, parser and encoder together."""
        self._joint("train", "joint", self.encoder, self.init, self.sizes.joint, (2e-3, 2e-4, 0.06, 1))

    def headlines(self) -> None:
        """The same, on with headlines among the sentences."""
        start = self.work / "joint"
        self._joint("headlines", "final", start / "encoder", start, self.sizes.headline, (1e-3, 1.2e-4, 0.05, 2))

    def _joint(
        self,
        train: str,
        out: str,
        encoder: Path,
        start: Path | None,
        steps: int,
        rates: tuple[float, float, float, int],
    ) -> None:
        rate, encoder_rate, warmup, seed = rates
        plan = JointPlan(
            train=self.work / f"{train}.conllu",
            dev=self.work / "dev.conllu",
            out=self.work / out,
            encoder=encoder,
            start=start,
            steps=steps,
            rate=rate,
            encoder_rate=encoder_rate,
            warmup=warmup,
            seed=seed,
            words=self.sizes.words,
            save_every=self.sizes.save_every,
        )
        JointTraining(plan, self.log).run()

    def tokenizer(self) -> None:
        """Three stages, each from the one before."""
        start = self.init / "tokenizer.pt" if self.init else None
        rates = (2e-3, 1.5e-3, 1e-3)
        for name, steps, rate in zip(("first", "second", "third"), self.sizes.tokenizer, rates, strict=True):
            out = self.work / f"tokenizer-{name}.pt"
            if not out.exists():
                train_tokenizer(self.work / "tokens", name, out, start, steps, rate, self.log)
            start = out

    def expander(self) -> None:
        """`don't` into its words."""
        train_expander(self.work / "tokens", "first", self.work / "expander.pt", self.sizes.expander)

    def lemmas(self) -> None:
        """The dictionary of lemmas, over the shipped one."""
        train = self.work / "train.conllu"
        earlier = SHIPPED / "en" / "lemma" / "compact.pt"
        train_lemmas(train, list(read(train)), earlier, self.work / "lemmas.pt")

    def pack(self) -> None:
        """The model as Dragoman loads it."""
        final = self.work / "final"
        parts = {
            "tokenizer": self.work / "tokenizer-third.pt",
            "expander": self.work / "expander.pt",
            "tagger": final / "tagger.pt",
            "parser": final / "parser.pt",
            "lemmas": self.work / "lemmas.pt",
        }
        pack(parts, final / "encoder", self.out)


def start_from(init: Path, folder: Path) -> Path:
    """A packed model in the layout that training goes on from."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, processor in (("tagger", "pos"), ("parser", "depparse"), ("tokenizer", "tokenize")):
        (folder / f"{name}.pt").write_bytes((init / "en" / processor / "compact.pt").read_bytes())
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m models.train", description=__doc__)
    parser.add_argument("treebanks", type=Path, nargs="?", default=Path("treebanks"))
    parser.add_argument("out", type=Path, nargs="?", default=Path("build/model"))
    parser.add_argument("--encoder", type=Path, help="folder of the MiniLM start weights (see the README)")
    parser.add_argument("--init", type=Path, help="go on from this model, such as models/stanza-en-compact")
    parser.add_argument("--trial", action="store_true", help="a few steps a stage, to see that it runs")
    options = parser.parse_args()
    if not options.encoder and not options.init:
        options.init = SHIPPED
    encoder = options.encoder or options.init / "encoder"
    options.out.mkdir(parents=True, exist_ok=True)
    init = start_from(options.init, options.out / "work" / "init") if options.init else None
    Training(options.treebanks, options.out, encoder, init, TRIAL if options.trial else FULL).run()


if __name__ == "__main__":
    main()
