"""How questions fare that are badly typed: `python -m evals.retrieval.robustness --data-dir DIR --out FILE`.

`robustness.jsonl` names for each question, written for this measurement, the document whose article should come
first. They are asked as they are and mended; the labelled questions of a file, which are well typed, must not change.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from assistant.bootstrap import Application
from assistant.settings import read_settings
from evals.retrieval.questions import read_questions
from knowledge.reference.titles import title_key
from knowledge.search.filters import Filters
from knowledge.search.mending import Frequencies, Mender
from knowledge.search.searcher import Searcher
from knowledge.search.snapshot import Snapshot

QUESTIONS = Path(__file__).with_name("robustness.jsonl")


class Untouched(Mender):
    """Leaves every question as it is."""

    def mend(self, question: str, frequencies: Frequencies) -> str:  # noqa: ARG002 - the mender's own signature
        """The question."""
        return question


class Literal(Searcher):
    """A search that takes questions as they are typed."""

    def snapshot(self) -> Snapshot:
        """The documents, with nothing to mend questions by."""
        return replace(super().snapshot(), mender=Untouched(()))


def main() -> None:
    """Writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--sound", type=Path, help="labelled questions that must stay as they are")
    parser.add_argument("--out", type=Path, default=QUESTIONS.with_name("robustness.md"))
    given = parser.parse_args()
    application = Application(read_settings(given.data_dir))
    filters = Filters(datetime.now(UTC).date())
    mended = application.searcher()
    literal = Literal(application.catalogue(), application.indexes, application.encoder)
    rows = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    hits: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    missed = []
    for row in rows:
        first = [
            [title_key(hit.found.version.title) for hit in searcher.search(row["query"], filters, 5)]
            for searcher in (literal, mended)
        ]
        hits[row["kind"]].append((row["title"] in first[0][:1], row["title"] in first[1][:1]))
        if row["title"] not in first[1][:1]:
            missed.append(f"- {row['kind']}: {row['query']} → {(first[1] or ['-'])[0]} (wanted {row['title']})")
    lines = ["| questions | number | document first, as typed | document first, mended |", "| --- | --- | --- | --- |"]
    for kind, found in hits.items():
        before, after = (sum(pair[side] for pair in found) for side in (0, 1))
        lines.append(f"| {kind} | {len(found)} | {before} | {after} |")
    if given.sound:
        questions = read_questions(given.sound)
        mender = mended.snapshot().mender
        changed = sum(mender.mend(one.text, mended.frequencies) != one.text for one in questions)
        lines += ["", f"Well-typed labelled questions that were changed: {changed} of {len(questions)}."]
    given.out.write_text("\n".join(["# Badly typed questions", "", *lines, "", "Missed:", "", *missed]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
