"""What of a question the articles found do not say: the thing asked for, or only a way of asking; learnt from examples.

下载 that no article has is a thing the documents do not speak of; 咋办 is only how people ask. Which is which stands in
`unsaid.json`: a weight for each run of one or two characters, above 0 for a way of asking, below for a thing.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

LEARNT = Path(__file__).with_name("unsaid.json")
LONGEST = 2
_HAN = re.compile(r"[\u3400-\u9fff]+")


def unsaid(question: str, said: str) -> set[str]:
    """The runs of one or two Chinese characters of a question that do not stand in what the articles say."""
    runs = _HAN.findall(question)
    return {
        run[at : at + size]
        for run in runs
        for size in range(1, LONGEST + 1)
        for at in range(len(run) - size + 1)
        if run[at : at + size] not in said
    }


def weight(runs: Iterable[str]) -> float:
    """What the runs speak for (a way of asking) or against (a thing that is not there), in all."""
    weights = _learnt()
    return math.fsum(weights.get(run, 0.0) for run in runs)


@cache
def _learnt() -> dict[str, float]:
    weights: dict[str, float] = json.loads(LEARNT.read_text(encoding="utf-8"))
    return weights
