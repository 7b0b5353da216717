"""Writes the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from evals.structure import score
from evals.structure.run import LawRead, Run, articles, kinds_by_folder

REFERENCE_COUNT = 58_639
"""What an earlier count over the newest national versions gave."""


def write(
    run: Run, labelled: score.Gold | None, formats: Mapping[str, Counter[str]], command: str, destination: Path
) -> str:
    """The report as Markdown, kept at `destination` and returned."""
    laws = run.laws
    sections = [
        f"# Articles of {run.folder}\n\n`{command}`\n",
        _figures(run, labelled),
        _breaks(score.breaks(laws)),
        _differing(score.differing(laws)),
        _formats(formats),
        _kinds(laws),
        _rejected(laws),
    ]
    text = "\n".join(section for section in sections if section)
    destination.write_text(text, encoding="utf-8")
    return text


def _figures(run: Run, labelled: score.Gold | None) -> str:
    laws = run.laws
    national = [law for law in laws if "national" in law.path.parts]
    local = [law for law in laws if "local" in law.path.parts]
    latest, named = score.newest(national), score.newest(national, by_file_name=True)
    found = score.breaks(national)
    wrong = sum(max(1, one.missing) for one in found if one.reason in (score.Reason.PARSER, score.Reason.OUT_OF_ORDER))
    total = articles(national)
    rows: list[tuple[str, object]] = [
        ("files", len(laws)),
        ("articles, all files", f"{articles(laws):,}"),
        ("articles, national", f"{total:,} in {len(national):,} files"),
        ("articles, local", f"{articles(local):,} in {len(local):,} files"),
        ("articles, newest national versions", f"{articles(latest):,} in {len(latest):,} files"),
        ("articles, newest by file name", f"{articles(named):,} in {len(named):,} files"),
        ("the same files by a plain pattern over lines", f"{sum(law.lines for law in named):,}"),
        ("an earlier count of the newest versions", f"{REFERENCE_COUNT:,}"),
        (
            "parts and paragraphs of other files",
            f"{sum(law.other_articles for law in laws):,}",
        ),
        ("breaks in the numbering", len(score.breaks(laws))),
        ("national articles that the parser got wrong", wrong),
        ("right, national", f"{1 - wrong / total:.4%}" if total else "-"),
        ("seconds, processor seconds", f"{run.seconds:.1f}, {run.processor_seconds:.1f}"),
        ("files a processor second", f"{len(laws) / run.processor_seconds:.0f}"),
        ("peak memory (MiB)", f"{run.peak_mebibytes:.0f}"),
    ]
    if labelled:
        missing = f", not found: {'; '.join(labelled.missing)}" if labelled.missing else ""
        rows.append(
            ("labelled articles found", f"{labelled.total - len(labelled.missing)} of {labelled.total}{missing}")
        )
    return _table(("figure", "value"), rows)


def _breaks(found: Sequence[score.Break]) -> str:
    rows = [(one.law.path.stem, f"{score.label(one.last)} → {score.label(one.next)}", one.reason) for one in found]
    return "## Breaks in the numbering\n\n" + _table(("law", "after → comes", "reason"), rows)


def _differing(laws: Sequence[LawRead]) -> str:
    rows = [(law.path.stem, law.lines, len(law.numbers)) for law in laws]
    return "## Where a plain pattern over lines counts otherwise\n\n" + _table(("law", "pattern", "parser"), rows)


def _formats(scores: Mapping[str, Counter[str]]) -> str:
    rows = [
        (name, one["laws"], f"{one['articles']:,}", one["articles"] - one["labels"], one["surplus"], _share(one))
        for name, one in scores.items()
    ]
    head = ("format", "laws", "articles", "labels missing", "labels too many", "same text")
    return "## The same laws in other formats\n\n" + _table(head, rows) if rows else ""


def _share(scores: Counter[str]) -> str:
    return f"{scores['texts'] / scores['articles']:.3%}" if scores["articles"] else "-"


def _kinds(laws: Sequence[LawRead]) -> str:
    counted = sorted(kinds_by_folder(laws).items())
    return "## Document types by folder\n\n" + _table(
        ("folder", "type", "files"), [(folder, kind or "-", count) for (folder, kind), count in counted]
    )


def _rejected(laws: Sequence[LawRead]) -> str:
    rows = [(law.path.stem, law.rejected) for law in laws if law.rejected]
    return "## Files without articles\n\n" + _table(("file", "why"), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    lines += [f"| {' | '.join(str(cell) for cell in row)} |" for row in rows]
    return "\n".join([*lines, ""])
