"""`python -m evals.training URL PEOPLE UNITS OUT.json`: an empty database in, figures out."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from statistics import median

from assistant.database.engine import make_engine
from assistant.database.schema import upgrade
from evals.training.measure import measure, p95


def main() -> None:
    """Runs the measurement."""
    url, number, unit_number, out = sys.argv[1:5]
    engine = make_engine(url)
    upgrade(engine)
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(engine, int(number), int(unit_number), Path(folder), lambda told: _say(told))
    told = {
        "p95 seconds": {name: round(p95(values), 4) for name, values in figures.seconds.items()},
        "median seconds": {name: round(median(values), 4) for name, values in figures.seconds.items()},
        "counts": figures.counts,
        "plans": figures.plans,
    }
    Path(out).write_text(json.dumps(told, ensure_ascii=False, indent=2, default=str) + "\n", encoding="utf-8")


def _say(told: str) -> None:
    sys.stderr.write(f"{told}\n")


main()
