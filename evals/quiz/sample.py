"""A stratified, seeded sample of items with their articles, for people to read one by one."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from assistant.quiz.formats.json_lines import to_json
from assistant.quiz.model import Item
from knowledge.model import CataloguedArticle

FEWEST = 3


def draw(items: list[Item], count: int, seed: int) -> list[Item]:
    """Items in proportion to their strata (type and target), at least three of each or all there are."""
    count = min(count, len(items))
    strata: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items:
        strata[item.type, item.target].append(item)
    chance = random.Random(seed)
    shares = {name: min(len(own), max(FEWEST, round(count * len(own) / len(items)))) for name, own in strata.items()}
    while sum(shares.values()) != count:
        step = 1 if sum(shares.values()) < count else -1
        name = max(strata, key=lambda one: (len(strata[one]) - shares[one]) * step if step > 0 else shares[one])
        shares[name] += step
    chosen = [item for name in sorted(strata) for item in chance.sample(strata[name], shares[name])]
    return chosen


def write_sample(items: Iterable[Item], articles: Iterable[CataloguedArticle], path: Path) -> None:
    """The sample, a line an item. The article itself isn't copied: its digest and label say which it is."""
    known = {(found.version.id, found.article.label) for found in articles}
    with path.open("w", encoding="utf-8") as stream:
        for number, item in enumerate(items, 1):
            proof = item.proof
            assert proof is None or not proof.label or (proof.version_id, proof.label) in known
            stream.write(json.dumps({"n": number, **to_json(item)}, ensure_ascii=False) + "\n")
