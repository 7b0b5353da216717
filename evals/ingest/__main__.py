"""`python -m evals.ingest PATH...`: measures and keeps the report beside this module."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

from evals.ingest.measure import measure

REPORT = Path(__file__).with_name("report.md")

if __name__ == "__main__":
    paths = [Path(name) for name in sys.argv[1:]] or [Path("../shared/laws")]
    figures = asdict(measure(paths))
    lines = [f"| {name} | {value} |" for name, value in figures.items()]
    head = f"# Ingest of {', '.join(map(str, paths))}\n\n`python -m evals.ingest {' '.join(map(str, paths))}`\n"
    REPORT.write_text("\n".join([head, "| figure | value |", "| --- | --- |", *lines, ""]), encoding="utf-8")
    sys.stdout.write(REPORT.read_text(encoding="utf-8"))
