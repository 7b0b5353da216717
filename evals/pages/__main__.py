"""`python -m evals.pages screenshots OUT`: a picture of every page; `… speed`: how fast they are, keeps report.md.

Both serve a made-up institution in DATA_DIR, which is filled if it is empty, with the DOCUMENTS named taken in as well.
They need the extra `measuring` and Debian's chromium.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.pages.browser import served
from evals.pages.report import report
from evals.pages.screenshots import take
from evals.pages.speed import measure
from evals.pages.venue import deep_paths, prepare, read_told, sessions

REPORT = Path(__file__).with_name("report.md")


def main() -> None:
    """Looks, or measures."""
    parser = argparse.ArgumentParser(prog="evals.pages", description=__doc__)
    parser.add_argument("--data-dir", type=Path)
    parser.add_argument("--documents", type=Path, action="append", default=[])
    commands = parser.add_subparsers(dest="command", required=True)
    pictures = commands.add_parser("screenshots")
    pictures.add_argument("out", type=Path)
    speed = commands.add_parser("speed")
    speed.add_argument("--people", type=int, default=50)
    speed.add_argument("--seconds", type=float, default=60.0)
    speed.add_argument("--rounds", type=int, default=10)
    speed.add_argument("--note", default="", help="what else to say of the machine")
    speed.add_argument("--out", type=Path, default=REPORT)
    given = parser.parse_args()
    load = os.getloadavg()
    with TemporaryDirectory() as folder:
        data_dir = given.data_dir or Path(folder) / "data"
        prepare(data_dir, given.documents)
        if given.command == "screenshots":
            _screenshots(data_dir, given.out)
        else:
            measured = measure(data_dir, Path(folder), given.people, given.seconds, given.rounds)
            command = f"python -m evals.pages speed --people {given.people} --seconds {given.seconds:g}"
            given.out.write_text(report(measured, command, load, given.note), encoding="utf-8")
            sys.stdout.write(given.out.read_text(encoding="utf-8"))


def _screenshots(data_dir: Path, out: Path) -> None:
    secret = sessions(data_dir)[0]
    deep = deep_paths(data_dir)
    with served(data_dir) as address:
        walk = take(address, secret, out, read_told()["questions"][0][0], deep)
    lines = [f"{name} {path}" for name, path in walk.seen.items()]
    sys.stdout.write("\n".join([*lines, "", *walk.remarks, ""]))


if __name__ == "__main__":
    main()
