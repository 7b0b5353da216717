"""The verdicts as a table for people."""

from __future__ import annotations

from collections.abc import Sequence

from evals.library.check import LONGEST_RUN, Verdict

_FACTS = ("number", "document number", "title", "quoted", "institution", "responsibility")


def write_report(verdicts: Sequence[Verdict]) -> str:
    """The report in Markdown."""
    rows = [_row(verdict) for verdict in verdicts]
    faults = [f"- {verdict.slug}, {fault}" for verdict in verdicts for fault in verdict.faults]
    articles, lines = sum(v.articles for v in verdicts), sum(v.lines for v in verdicts)
    checked = sum(sum(v.facts.values()) for v in verdicts)
    return "\n".join(
        [
            "# The source cards against their originals",
            "",
            "`python -m evals.library` (the originals lie in `../shared`)",
            "",
            f"{len(verdicts)} cards, {lines} lines for {articles} articles, {checked} facts found in their articles; "
            f"{len(faults)} faults. A line may share {LONGEST_RUN} characters in a row with its original, "
            "titles and institutions apart.",
            "",
            "| card | articles | lines | length | "
            + " | ".join(f"{name}s" for name in _FACTS)
            + " | longest run | faults |",
            "| --- |" + " ---: |" * (len(_FACTS) + 5),
            *rows,
            "",
            *(["## Faults", "", *faults, ""] if faults else []),
        ]
    )


def _row(verdict: Verdict) -> str:
    share = verdict.characters / verdict.original_characters if verdict.original_characters else 0
    cells = [
        f"{verdict.slug}: {verdict.title}",
        str(verdict.articles),
        str(verdict.lines),
        f"{share:.0%}",
        *(str(verdict.facts[name]) for name in _FACTS),
        str(verdict.longest_run),
        str(len(verdict.faults)),
    ]
    return f"| {' | '.join(cells)} |"
