"""How much a question looks like a misuse of the service: learnt from examples, beside the patterns of `hostile`."""

from __future__ import annotations

import json
import math
import re
from functools import cache
from pathlib import Path

LEARNT = Path(__file__).with_name("suspicion.json")
LONGEST = 3
_DIGIT = re.compile(r"\d")


def grams(text: str) -> set[str]:
    """The runs of one to three characters of a text, its beginning and end marked, any digit as 0."""
    marked = f"^{_DIGIT.sub('0', ' '.join(text.lower().split()))}$"
    return {marked[at : at + size] for size in range(1, LONGEST + 1) for at in range(len(marked) - size + 1)}


def suspicion(text: str) -> float:
    """From 0 to 1; `python -m evals.answers.suspicion` learns the weights anew."""
    bias, weights = _learnt()
    known = grams(text) & weights.keys()
    total = bias + sum(weights[gram] for gram in known) / math.sqrt(max(1, len(known)))
    return 1 / (1 + math.exp(-total))


@cache
def _learnt() -> tuple[float, dict[str, float]]:
    learnt = json.loads(LEARNT.read_text(encoding="utf-8"))
    return float(learnt["bias"]), learnt["weights"]
