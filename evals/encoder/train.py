"""`python -m evals.encoder.train --out DIR`: trains the embedding model from the texts in ../shared."""

from __future__ import annotations

import argparse
import logging
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from evals.encoder.averages import Averages, weighted_start
from evals.encoder.contrast import contrast
from evals.encoder.folder import write_folder
from evals.encoder.pairs import Pairs
from evals.encoder.skipgram import count_tokens, skip_gram
from evals.encoder.supervised import fine_tune
from evals.encoder.texts import gather
from evals.encoder.tokenised import encode, tokenise
from evals.encoder.vocabulary import make_tokenizer

SHARED = Path(__file__).parent.parent.parent.parent / "shared"
LAY_TWICE = 2  # people's own words are few beside the statutes
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How much of everything; `files` limits the statutes read, `labels` adds the supervised stage."""

    dimension: int = 384
    vocabulary: int = 36000
    epochs: int = 5
    steps: int = 700
    batch: int = 1024
    tuning: int = 110
    files: int | None = None
    labels: bool = False
    seed: int = 0


def train(shared: Path, out: Path, recipe: Recipe) -> None:
    """All stages, and the folder at the end.

    Raises:
        ValueError: There is nothing to learn from in `shared`.
    """
    torch.manual_seed(recipe.seed)
    random = np.random.default_rng(recipe.seed)
    material = gather(shared, files=recipe.files, labels=recipe.labels)
    if not material.articles:
        raise ValueError(f"training texts: no article in {shared}; name the folder that holds laws/ with --shared")
    log.info("articles %d, files refused %d", len(material.articles), material.rejected)
    tokenizer = make_tokenizer(material, recipe.vocabulary)
    running = encode(tokenizer, [*material.national, *material.local, *material.lay * LAY_TWICE])
    counts = count_tokens(running, tokenizer.get_vocab_size())
    log.info("tokens %d, pieces %d", counts.sum(), len(counts))
    model = Averages(weighted_start(skip_gram(running, counts, recipe.dimension, recipe.epochs, recipe.seed), counts))
    corpus = tokenise(material, tokenizer)
    log.info("references %d, answered questions %d", len(corpus.references), len(corpus.answered))
    pairs = Pairs(corpus, random)
    contrast(model, pairs, recipe.steps, recipe.batch)
    if recipe.labels:
        questions = encode(tokenizer, [item.question for item in material.labelled])
        log.info("labelled questions %d, labels without their article %d", len(questions), material.unplaced)
        if not questions:
            raise ValueError(f"labels: no question in {shared} names an article that was read; leave --labels out")
        losses = fine_tune(model, corpus, material.labelled, questions, pairs, recipe.tuning, random)
        log.info("supervised loss %.3f to %.3f", losses[0], losses[-1])
    write_folder(out, model.vectors(), tokenizer)


def main() -> None:
    """Reads the command line and trains."""
    parser = argparse.ArgumentParser(prog="evals.encoder.train")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with laws/, policies/, lawbench/, stard/")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the model to")
    parser.add_argument("--labels", action="store_true", help="fine-tune with the labelled questions")
    parser.add_argument("--files", type=int, help="read only so many national and so many local statutes")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    for name in ("dimension", "vocabulary", "epochs", "steps", "batch", "tuning", "seed"):
        parser.add_argument(f"--{name}", type=int, default=getattr(Recipe(), name))
    given = vars(parser.parse_args())
    shared, out = given.pop("shared"), given.pop("out")
    torch.set_num_threads(given.pop("threads"))
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    train(shared, out, Recipe(**given))


if __name__ == "__main__":
    main()
