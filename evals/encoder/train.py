"""The stages of the training, in order: words, texts that belong together, people's questions."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from evals.encoder.averages import Averages, Vectors, weighted_start
from evals.encoder.contrast import contrast
from evals.encoder.folder import write_folder
from evals.encoder.pairs import Pairs
from evals.encoder.skipgram import count_tokens, skip_gram
from evals.encoder.supervised import fine_tune
from evals.encoder.supervision import Supervision, read_supervision
from evals.encoder.texts import Material, Text, gather
from evals.encoder.tokenised import Corpus, encode, tokenise, tokenise_answers
from evals.encoder.vocabulary import make_tokenizer

LAY_TWICE = 2  # people's own words are few beside the statutes
NEAR = 0.7  # share of a batch from runs of neighbouring articles, once the model is fair
TUNED = 0.6  # how much of the fine-tuned vectors goes into the mean with those before; all of them forget other laws
VECTORS, TOKENS = "base.npy", "tokenizer.json"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How much of everything; `files` limits the statutes read, `labels` adds the supervised stage."""

    dimension: int = 384
    vocabulary: int = 36000
    epochs: int = 5
    steps: int = 700
    near_steps: int = 250
    batch: int = 1024
    tuning: int = 110
    files: int | None = None
    labels: bool = True
    seed: int = 0
    workers: int = 2


@dataclass(frozen=True, slots=True)
class Pretrained:
    """The self-supervised model: it has seen no question of STARD, labelled or not."""

    articles: tuple[Text, ...]
    corpus: Corpus
    tokenizer: Tokenizer
    vectors: Vectors

    def save(self, folder: Path) -> None:
        """Keeps what took long, in full precision."""
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / VECTORS, self.vectors)
        self.tokenizer.save(str(folder / TOKENS))


def train(shared: Path, out: Path, recipe: Recipe, keep: Path | None = None) -> None:
    """All stages, and the folder at the end; `keep` is where the self-supervised model is kept and taken up again.

    Raises:
        ValueError: There is nothing to learn from in `shared`.
    """
    base = open_base(shared, recipe, keep) if keep and (keep / VECTORS).is_file() else make_base(shared, recipe)
    if keep:
        base.save(keep)
    vectors = tune(base, read_supervision(shared, base.articles), recipe) if recipe.labels else base.vectors
    write_folder(out, vectors, base.tokenizer)


def make_base(shared: Path, recipe: Recipe) -> Pretrained:
    """Tokenizer, word vectors and the contrastive stage."""
    torch.manual_seed(recipe.seed)
    random = np.random.default_rng(recipe.seed)
    material = _gather(shared, recipe)
    tokenizer = make_tokenizer(material, recipe.vocabulary)
    running = encode(tokenizer, [*material.national, *material.local, *material.lay * LAY_TWICE])
    counts = count_tokens(running, tokenizer.get_vocab_size())
    words = skip_gram(running, counts, recipe.dimension, recipe.epochs, recipe.seed, recipe.workers)
    model = Averages(weighted_start(words, counts))
    corpus = tokenise(material.articles, tokenizer)
    contrast(model, Pairs(corpus, random), recipe.steps, recipe.batch)
    contrast(model, Pairs(corpus, random, near=NEAR), recipe.near_steps, recipe.batch)
    return Pretrained(material.articles, corpus, tokenizer, model.vectors())


def open_base(shared: Path, recipe: Recipe, folder: Path) -> Pretrained:
    """A self-supervised model that was kept, with the articles read anew."""
    articles = _gather(shared, recipe).articles
    tokenizer = Tokenizer.from_file(str(folder / TOKENS))
    return Pretrained(articles, tokenise(articles, tokenizer), tokenizer, np.load(folder / VECTORS))


def tune(base: Pretrained, supervision: Supervision, recipe: Recipe) -> Vectors:
    """The supervised stage on a copy of the base, then the weighted mean of both.

    Raises:
        ValueError: No question names an article that was read.
    """
    torch.manual_seed(recipe.seed)
    random = np.random.default_rng(recipe.seed)
    labelled = supervision.labelled
    if not labelled:
        raise ValueError("labels: no labelled question names an article that was read; train with --no-labels")
    model = Averages(base.vectors)
    pairs = Pairs(base.corpus, random, tokenise_answers(supervision.answered, base.tokenizer))
    questions = encode(base.tokenizer, [item.question for item in labelled])
    losses = fine_tune(model, base.corpus, labelled, questions, pairs, recipe.tuning, random)
    log.info("supervised: %d questions, loss %.3f to %.3f", len(questions), losses[0], losses[-1])
    return TUNED * model.vectors() + (1 - TUNED) * base.vectors


def _gather(shared: Path, recipe: Recipe) -> Material:
    material = gather(shared, recipe.files)
    if not material.articles:
        raise ValueError(f"training texts: no article in {shared}; name the folder that holds laws/ with --shared")
    log.info("articles %d, files refused %d", len(material.articles), material.rejected)
    return material
