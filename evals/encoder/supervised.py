"""Fine-tuning with labelled questions: their articles against near ones that do not answer them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as functional

from evals.encoder.averages import Averages
from evals.encoder.contrast import TEMPERATURE, pair_loss, scheduled, set_rate
from evals.encoder.pairs import Pairs, cap, drop
from evals.encoder.supervision import Labelled
from evals.encoder.tokenised import Corpus, Ids

RATE, WARM, QUESTIONS, HARD = 3e-3, 20, 96, 3
SAME_LAW = 0.7  # share of the hard negatives that come from a law of the right articles
NEAREST_SAME, NEAREST_ANY, STEEPNESS = 30, 60, 8.0
SIDE_BATCH, SIDE_WEIGHT = 256, 1.0
DROPPED, LONGEST_QUESTION, LONGEST_ARTICLE = 0.15, 50, 160


@dataclass(frozen=True, slots=True)
class Negatives:
    """Wrong articles near a question, nearest first: from the laws of the right ones, and from anywhere."""

    same_law: Ids
    anywhere: Ids


def fine_tune(
    model: Averages,
    corpus: Corpus,
    labelled: Sequence[Labelled],
    questions: Sequence[Ids],
    pairs: Pairs,
    steps: int,
    random: np.random.Generator,
) -> list[float]:
    """Trains in place on `labelled`, whose token numbers are `questions`; the loss of every step."""
    negatives = mine(model, corpus, labelled, questions)
    weights = np.array([item.weight for item in labelled])
    size = min(QUESTIONS, len(labelled))
    optimizer = torch.optim.SparseAdam(list(model.parameters()), lr=RATE)
    losses = []
    for step in range(steps):
        set_rate(optimizer, scheduled(step, steps, RATE, WARM))
        chosen = random.choice(len(labelled), size, replace=False, p=weights / weights.sum())
        asked = [cap(drop(questions[item], DROPPED, random), LONGEST_QUESTION, random) for item in chosen]
        right = [int(random.choice(labelled[item].articles)) for item in chosen]
        wrong = [_draw(negatives[item], random) for item in chosen for _ in range(HARD)]
        offered = [*right, *(place for place in wrong if place is not None)]
        texts = [cap(corpus.whole(place), LONGEST_ARTICLE, random) for place in offered]
        scores = model(asked) @ model(texts).T / TEMPERATURE
        also = np.zeros((size, len(offered)), bool)
        for row, item in enumerate(chosen):
            also[row] = np.isin(offered, labelled[item].articles)
            also[row, row] = False
        scores = scores.masked_fill(torch.from_numpy(also).to(model.device), -1e4)
        loss = functional.cross_entropy(scores, torch.arange(size, device=model.device))
        loss = loss + SIDE_WEIGHT * pair_loss(model, pairs, SIDE_BATCH)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()  # type: ignore[no-untyped-call]
        losses.append(loss.item())
    return losses


def mine(model: Averages, corpus: Corpus, labelled: Sequence[Labelled], questions: Sequence[Ids]) -> list[Negatives]:
    """The wrong articles that the model, as it is, puts nearest to each question."""
    articles = model.encode([corpus.whole(place) for place in range(len(corpus.bodies))])
    found = []
    for item, row in zip(labelled, model.encode(questions), strict=True):
        order = torch.argsort(articles @ row, descending=True).cpu().numpy()
        wrong = order[~np.isin(order, item.articles)]
        laws = corpus.laws[list(item.articles)]
        found.append(Negatives(wrong[np.isin(corpus.laws[wrong], laws)][:NEAREST_SAME], wrong[:NEAREST_ANY]))
    return found


def _draw(near: Negatives, random: np.random.Generator) -> int | None:
    pool = near.same_law if len(near.same_law) and random.random() < SAME_LAW else near.anywhere
    return int(pool[min(len(pool) - 1, int(random.exponential(STEEPNESS)))]) if len(pool) else None
