"""`python -m evals.structure [--laws FOLDER] [--gold FILE] [--every N]`: measures and keeps report.md."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from evals.structure import report, score
from evals.structure.formats import compare
from evals.structure.run import run

REPORT = Path(__file__).with_name("report.md")


def main() -> int:
    """Runs, scores, reports; the exit status is 1 if the parser broke a numbering or lost a labelled article."""
    parser = argparse.ArgumentParser(prog="python -m evals.structure")
    parser.add_argument("--laws", type=Path, default=Path("../shared/laws"))
    parser.add_argument("--gold", type=Path, default=Path("../shared/stard/train.jsonl"))
    parser.add_argument("--every", type=int, default=10, help="compare formats on every Nth law; 0 for none")
    chosen = parser.parse_args()
    read = run(chosen.laws)
    labelled = score.gold(read.laws, chosen.gold) if chosen.gold.exists() else None
    compared = compare([law.path for law in read.laws[:: chosen.every]]) if chosen.every else {}
    command = f"python -m evals.structure --laws {chosen.laws} --gold {chosen.gold} --every {chosen.every}"
    sys.stdout.write(report.write(read, labelled, compared, command, REPORT))
    ours = {score.Reason.PARSER, score.Reason.OUT_OF_ORDER}
    return int(any(one.reason in ours for one in score.breaks(read.laws)) or bool(labelled and labelled.missing))


if __name__ == "__main__":
    sys.exit(main())
