"""`python -m evals.library`: checks the cards, keeps the report beside this module, exits 1 on any fault."""

from __future__ import annotations

import sys
from pathlib import Path

from evals.library.check import check
from evals.library.pairs import read_pairs
from evals.library.report import write_report

REPORT = Path(__file__).with_name("report.md")

if __name__ == "__main__":
    verdicts = [check(pair) for pair in read_pairs()]
    REPORT.write_text(write_report(verdicts), encoding="utf-8")
    sys.stdout.write(REPORT.read_text(encoding="utf-8"))
    sys.exit(any(verdict.faults for verdict in verdicts))
