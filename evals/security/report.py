"""The report: the figures of every kept run on one page, with what was found and mended on the way."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
KEPT, REPORT, FOUND = HERE / "kept", HERE / "report.md", HERE / "found.md"
ASVS = HERE.parents[1] / "docs" / "asvs.md"
Figures = dict[str, Any]


def write_report() -> str:
    """Writes the report from what is kept; its text."""
    parts = ["# Hostile input, faults, long use\n"]
    for name, write in _PARTS.items():
        path = KEPT / f"{name}.json"
        if path.exists():
            parts.append("\n".join(write(json.loads(path.read_text(encoding="utf-8")))) + "\n")
    parts += ["\n".join(_asvs()) + "\n", FOUND.read_text(encoding="utf-8")]
    text = "\n".join(parts)
    REPORT.write_text(text, encoding="utf-8")
    return text


def _prompts(found: Figures) -> Iterator[str]:
    yield "## Hostile questions and documents\n"
    yield f"`python -m evals.security prompts` · {found['made_at']}\n"
    yield f"{found['prompts']} questions ({_listed(found['languages'])}) and {found['documents']} documents."
    yield f"Kinds: {_listed(found['kinds'])}.\n"
    yield "| way | answers | statuses | in a model's words | did not hold | should have been declined |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for way in ("extractive", "generated"):
        one = found[way]
        row = (one["asked"], _listed(one["statuses"]), one["generated"], len(one["faults"]), len(one["not_declined"]))
        yield f"| {way} | " + " | ".join(map(str, row)) + " |"
    yield f"\nRequests that reached the model: {found['requests_to_model']}; frames broken: {found['broken_frames']};"
    yield f"hidden words read from documents: {len(found['hidden_text_read'])}."


def _fuzz(found: Figures) -> Iterator[str]:
    yield "## Damaged files\n"
    yield f"`python -m evals.security fuzz … --count {found['inputs']} --seed {found['seed']}` · {found['made_at']}\n"
    rows = {
        "inputs": found["inputs"], "formats": _listed(found["formats"]), "outcomes": _listed(found["outcomes"]),
        "crashes": len(found["crashes"]), f"hangs (over {found['limit_seconds']:g} s)": len(found["hangs"]),
        "slowest (s)": ", ".join(f"{name} {seconds}" for seconds, name in found["slowest"][:3]),
        f"peak memory (MiB, of {found['limit_mib']})": found["peak_mib"],
    }  # fmt: skip
    yield from _table(rows)


def _faults(found: Figures) -> Iterator[str]:
    yield "## Faults\n"
    yield f"`python -m evals.security faults --seed {found['seed']}` · {found['made_at']}\n"
    yield "| fault | act | injected | acknowledged | lost or by half |"
    yield "| --- | --- | --- | --- | --- |"
    for way, acts in found["ways"].items():
        for act, tally in acts.items():
            yield f"| {way} | {act} | {tally['faults']} | {tally['acknowledged']} | {len(tally['wrong'])} |"


def _soak(found: Figures) -> Iterator[str]:
    yield "## Long use\n"
    yield f"`python -m evals.security soak --minutes {found['minutes']:g}` · {found['made_at']}\n"
    rows = {"requests": found["requests"], "statuses": _listed(found["statuses"])}
    for name in ("memory", "files", "threads"):
        rows[f"growth of {name} after the warm-up"] = f"{found[f'{name}_growth']:+.1%}"
    rows["connections kept after the last client had gone"] = found["sockets_kept"]
    for sample in found["samples"]:
        told = (
            f"{sample['resident_mib']} MiB, {sample['files']} files, {sample['sockets']} connections, "
            f"{sample['threads']} threads"
        )
        rows[f"at {sample['second']:g} s"] = told
    yield from _table(rows)


def _asvs() -> Iterator[str]:
    rows = [line for line in ASVS.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    counts = {word: sum(f"| {word} |" in row for row in rows) for word in ("met", "partly", "not met")}
    yield "## OWASP ASVS, level 2\n"
    yield f"{_listed(counts)}; line by line with evidence or reason in [docs/asvs.md](../../docs/asvs.md)."


def _table(rows: Figures) -> Iterator[str]:
    yield "| figure | value |"
    yield "| --- | --- |"
    yield from (f"| {name} | {value} |" for name, value in rows.items())


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items())


_PARTS: dict[str, Callable[[Figures], Iterator[str]]] = {
    "prompts": _prompts, "fuzz": _fuzz, "faults": _faults, "soak": _soak,
}  # fmt: skip
