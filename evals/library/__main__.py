"""`python -m evals.library`: checks the cards, keeps the report beside this module, exits 1 on any fault."""

from __future__ import annotations

import sys
from pathlib import Path

from evals.library.check import check
from evals.library.handbook import check_handbook
from evals.library.pairs import read_pairs
from evals.library.report import write_report
from evals.library.terms import check_glossary

REPORT = Path(__file__).with_name("report.md")

if __name__ == "__main__":
    pairs = read_pairs()
    verdicts = [check(pair) for pair in pairs]
    handbook, glossary = check_handbook(pairs), check_glossary(pairs)
    REPORT.write_text(write_report(verdicts, handbook, glossary), encoding="utf-8")
    sys.stdout.write(REPORT.read_text(encoding="utf-8"))
    sys.exit(bool(handbook.faults or glossary.faults) or any(verdict.faults for verdict in verdicts))
