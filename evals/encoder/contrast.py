"""The contrastive stage: texts that belong together move together, all others of the batch apart."""

from __future__ import annotations

import logging

import torch
import torch.nn.functional as functional

from evals.encoder.averages import Averages
from evals.encoder.pairs import Pairs

TEMPERATURE, RATE, LEAST, WARM = 0.05, 2e-3, 0.05, 50
REPORT = 50
log = logging.getLogger(__name__)


def contrast(model: Averages, pairs: Pairs, steps: int, batch: int) -> list[float]:
    """Trains in place; the loss of every step."""
    optimizer = torch.optim.SparseAdam(list(model.parameters()), lr=RATE)
    losses: list[float] = []
    for step in range(steps):
        set_rate(optimizer, scheduled(step, steps, RATE, WARM))
        loss = pair_loss(model, pairs, batch)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()  # type: ignore[no-untyped-call]
        losses.append(loss.item())
        if step % REPORT == REPORT - 1:
            log.info("contrastive step %d loss %.3f", step + 1, sum(losses[-REPORT:]) / REPORT)
    return losses


def pair_loss(model: Averages, pairs: Pairs, batch: int) -> torch.Tensor:
    """Cross entropy of the right partner, asked from either side."""
    first, second = pairs.batch(batch)
    scores = model(first) @ model(second).T / TEMPERATURE
    right = torch.arange(len(first), device=model.device)
    return (functional.cross_entropy(scores, right) + functional.cross_entropy(scores.T, right)) / 2


def scheduled(step: int, steps: int, rate: float, warm: int) -> float:
    """The learning rate: up over `warm` steps, then down to a twentieth."""
    return rate * min(1.0, (step + 1) / warm) * max(LEAST, 1 - step / steps)


def set_rate(optimizer: torch.optim.Optimizer, rate: float) -> None:
    """Hands the rate to the optimizer."""
    for group in optimizer.param_groups:
        group["lr"] = rate
