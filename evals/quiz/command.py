"""What `integrity eval quiz` does: holds a file of items against the knowledge base, and generates from it afresh."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from assistant.bootstrap import Application
from assistant.quiz.articles import article_of
from assistant.quiz.exchange import articles_of
from assistant.quiz.formats.json_lines import from_json
from assistant.quiz.generate import generate
from assistant.quiz.model import Item, ItemType
from evals.quiz.measure import RUBRIC
from knowledge.catalogue.reading import Catalogue
from ui.cli.output import say, table, write_json
from ui.messages.words import ui_words

KEYED = (ItemType.SINGLE, ItemType.MULTIPLE, ItemType.TRUE_FALSE, ItemType.ORDERING, ItemType.MATCHING)


def evaluate(application: Application, file: Path, as_json: bool) -> None:
    """Reports how many items of the file are proven by the articles in force, and what the knowledge base yields.

    A line is an item as `integrity quiz generate` writes it; its `marks_given`, if it has any, are those of a reader:
    0, 1 or 2 for each name of the rubric.
    """
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    items, catalogue, day = [from_json(line) for line in lines], application.catalogue(), date.today()
    faults = Counter(fault for item in items for fault in (fault_of(item, catalogue, day),) if fault)
    report = {
        "items": len(items),
        "types": dict(Counter(item.type.value for item in items)),
        "proven": 1 - sum(faults.values()) / len(items) if items else 0.0,
        "faults": dict(faults),
        "rubric": rubric(line.get("marks_given") for line in lines),
        "generated": _generated(catalogue, day),
    }
    if as_json:
        write_json(report)
    else:
        _show(report)


def fault_of(item: Item, catalogue: Catalogue, day: date) -> str:
    """Why an item isn't proven by an article in force; empty if it is."""
    ids = {option.id for option in item.options}
    if item.type in KEYED and not (item.key and set(item.key) <= ids):
        return "key-not-an-option"
    proof = item.proof
    if proof is None:
        return "no-proof"
    if not proof.label:  # a fact of the document itself
        known = catalogue.with_id(proof.version_id) or catalogue.with_id(proof.document_id)
        return "" if any(version.answers_on(day) for version in known) else "not-in-force"
    found = article_of(catalogue, proof)
    if found is None:
        return "no-article"
    if not found.version.answers_on(day):
        return "not-in-force"
    if found.article.digest != proof.digest:
        return "stale-text"
    return "" if found.article.text[proof.start : proof.end] == proof.key_text else "key-elsewhere"


def rubric(given: Iterable[Mapping[str, int] | None]) -> dict[str, float]:
    """For each name of the rubric the share of read items with full marks."""
    read = [marks for marks in given if marks]
    return {name: sum(marks.get(name) == 2 for marks in read) / len(read) for name in RUBRIC} if read else {}


def _generated(catalogue: Catalogue, day: date) -> dict[str, Any]:
    articles = articles_of(catalogue)
    start = time.process_time()
    made = generate(articles, day)
    seconds = time.process_time() - start
    return {
        "items": len(made.items),
        "articles": made.articles,
        "coverage": made.coverage,
        "items_per_second": len(made.items) / seconds if seconds else 0.0,
        "types": {kind.value: number for kind, number in made.by_type().most_common()},
        "rejected": {check.value: number for check, number in made.by_check().most_common()},
    }


def _show(report: dict[str, Any]) -> None:
    words, made = ui_words(), report["generated"]
    say(words("eval-quiz-items", items=report["items"], proven=f"{report['proven']:.1%}"))
    if report["faults"]:
        heads = [words("column-remark"), words("column-items")]
        table(heads, ((words(f"eval-quiz-{name}"), number) for name, number in report["faults"].items()))
    if report["rubric"]:
        heads = [words("eval-quiz-rubric"), words("eval-quiz-share")]
        table(heads, ((words(f"eval-quiz-{name}"), f"{share:.3f}") for name, share in report["rubric"].items()))
    say(words("quiz-yield", items=made["items"], articles=made["articles"], covered=f"{made['coverage']:.1%}"))
    heads = [words("column-type"), words("column-items")]
    table(heads, ((words(f"quiz-type-{name}"), number) for name, number in made["types"].items()))
    heads = [words("column-check"), words("column-rejected")]
    table(heads, ((words(f"quiz-check-{name}"), number) for name, number in made["rejected"].items()))
