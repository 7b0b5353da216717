"""The verdicts as a table for people."""

from __future__ import annotations

from collections.abc import Sequence

from evals.library.check import LONGEST_RUN, Verdict
from evals.library.handbook import HandbookVerdict
from evals.library.terms import GlossaryVerdict

_FACTS = {
    "number": "numbers",
    "document number": "document numbers",
    "title": "titles",
    "quoted": "quotations",
    "institution": "institutions",
    "responsibility": "responsibilities",
}


def write_report(verdicts: Sequence[Verdict], handbook: HandbookVerdict, glossary: GlossaryVerdict) -> str:
    """The report in Markdown."""
    rows = [_row(verdict) for verdict in verdicts]
    faults = [f"- {verdict.slug}, {fault}" for verdict in verdicts for fault in verdict.faults]
    faults += [f"- handbook, {fault}" for fault in handbook.faults]
    faults += [f"- glossary, {fault}" for fault in glossary.faults]
    articles, lines = sum(v.articles for v in verdicts), sum(v.lines for v in verdicts)
    checked = sum(sum(v.facts.values()) for v in verdicts)
    return "\n".join(
        [
            "# The library against its originals",
            "",
            "`python -m evals.library` (the originals lie in `../shared`)",
            "",
            f"{len(verdicts)} cards, {lines} lines for {articles} articles, {checked} facts found in their articles; "
            f"{len(faults)} faults. A line may share {LONGEST_RUN} characters in a row with its original, "
            "titles and institutions apart.",
            "",
            "| card | articles | lines | length | " + " | ".join(_FACTS.values()) + " | longest run | faults |",
            "| --- |" + " ---: |" * (len(_FACTS) + 5),
            *rows,
            "",
            "## The handbook",
            "",
            f"{handbook.chapters} chapters, {handbook.articles} articles, {handbook.cases} cases. "
            f"{handbook.sources} sources named in {len(handbook.documents)} documents, each found there; "
            f"{handbook.numbers} numbers found in the articles named. Longest run shared with one of them: "
            f"{handbook.longest_run} characters. Lines of advice (marked as such) are the editors' own.",
            "",
            "## The glossary",
            "",
            f"{glossary.terms} terms under {glossary.names} names; {glossary.sources} sources, each found, and each "
            "term used by one of them under one of its names.",
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
