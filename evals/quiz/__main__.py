"""`python -m evals.quiz [--shared DIR] [--sample FILE]`: measures the generator and keeps the report beside this."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from evals.quiz.documents import policies, statutes
from evals.quiz.measure import measure, report
from evals.quiz.sample import draw, write_sample

HERE = Path(__file__).parent
SHARED = HERE.parent.parent.parent / "shared"
DAY = date(2026, 1, 1)
SEED = 77
READ = (2026, 77, 4711, 9157, 30411, 51203)
SHARES = {"Twelve statutes": 180, "Policies": 20}


def main() -> None:
    """Measures, reports, and writes a fresh sample if asked to."""
    parser = argparse.ArgumentParser(prog="evals.quiz")
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--sample", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    sets = {"Twelve statutes": statutes(given.shared), "Policies": policies(given.shared)}
    measured = [measure(name, articles, DAY, given.seed) for name, articles in sets.items()]
    text = report(measured, [HERE / "kept" / f"marks-{seed}.csv" for seed in READ])
    (HERE / "report.md").write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    if given.sample:
        chosen = [item for one in measured for item in draw(one.made.items, SHARES[one.name], given.seed)]
        write_sample(chosen, [found for articles in sets.values() for found in articles], given.sample)


if __name__ == "__main__":
    main()
