"""`python -m evals.security prompts|fuzz|faults|soak|report`: each keeps its figures, all go into the report."""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evals.security import faults, fuzz, prompts, soak
from evals.security.acts import ACTS
from evals.security.report import KEPT, write_report
from evals.security.seeds import seeds

Figures = dict[str, Any]


def main() -> int:
    """Runs one of them; exit status 1 if anything did not hold."""
    parser = argparse.ArgumentParser(prog="python -m evals.security")
    kinds = parser.add_subparsers(dest="kind", required=True)
    kinds.add_parser("prompts")
    fuzzing = kinds.add_parser("fuzz")
    fuzzing.add_argument("folders", nargs="*", type=Path)
    fuzzing.add_argument("--count", type=int, default=20_000)
    fuzzing.add_argument("--bad", type=Path, help="where to put files that crashed or hung")
    faulting = kinds.add_parser("faults")
    faulting.add_argument("--times", type=int, default=25)
    soaking = kinds.add_parser("soak")
    soaking.add_argument("--minutes", type=float, default=30)
    for one in (fuzzing, faulting):
        one.add_argument("--seed", type=int, default=1)
    kinds.add_parser("report")
    given = parser.parse_args()
    if given.kind == "report":
        sys.stdout.write(write_report())
        return 0
    with tempfile.TemporaryDirectory() as folder:
        figures = RUNS[given.kind](given, Path(folder))
    figures |= {"made_at": datetime.now(UTC).date().isoformat(), "python": platform.python_version()}
    KEPT.mkdir(exist_ok=True)
    text = json.dumps(figures, ensure_ascii=False, indent=1)
    (KEPT / f"{given.kind}.json").write_text(text + "\n", encoding="utf-8")
    write_report()
    sys.stdout.write(text + "\n")
    return 0 if held(given.kind, figures) else 1


def held(kind: str, figures: Figures) -> bool:
    """Whether everything held."""
    match kind:
        case "prompts":
            ways = (figures["extractive"], figures["generated"])
            wrong = any(way["faults"] or way["not_declined"] for way in ways)
            return not (wrong or figures["hidden_text_read"] or figures["broken_frames"])
        case "fuzz":
            return not figures["crashes"] and not figures["hangs"]
        case "faults":
            return not any(tally["wrong"] for acts in figures["ways"].values() for tally in acts.values())
        case _:
            return bool(figures["flat"])


def _prompts(_: argparse.Namespace, folder: Path) -> Figures:
    return prompts.run(folder)


def _fuzz(given: argparse.Namespace, folder: Path) -> Figures:
    tally = fuzz.run(seeds(given.folders), folder, given.count, given.seed, given.bad)
    return {"seed": given.seed, **tally.to_json()}


def _faults(given: argparse.Namespace, folder: Path) -> Figures:
    ways: dict[str, dict[str, Figures]] = {
        "killed": {name: faults.killed(name, folder / "k", given.times, given.seed).to_json() for name in ACTS}
    }
    if faults.can_mount():
        ways["full"] = {name: faults.full(name, folder / "f").to_json() for name in ACTS}
        ways["read_only"] = {name: faults.read_only(name, folder / "r").to_json() for name in ACTS}
    return {"seed": given.seed, "ways": ways}


def _soak(given: argparse.Namespace, folder: Path) -> Figures:
    return soak.run(folder, given.minutes)


RUNS: dict[str, Callable[[argparse.Namespace, Path], Figures]] = {
    "prompts": _prompts, "fuzz": _fuzz, "faults": _faults, "soak": _soak,
}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
