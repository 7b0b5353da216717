"""`python -m evals.documents [--pages N] [--no-ocr]`: measures and prints the report."""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from evals.documents.sheets import LEVELS, LINES, picture, text_pdf, wrapped
from ingest.load import load
from ingest.load.ocr import Recogniser, ocr_is_installed
from ingest.structure import read_documents

SAMPLE = Path(__file__).parent / "sample.md"


def main() -> None:
    """Measures each in a program of its own, so that memory is that of one file."""
    parser = argparse.ArgumentParser(prog="python -m evals.documents")
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--no-ocr", action="store_true")
    parser.add_argument("--one", type=int, help="reads one text PDF of as many pages and prints the figures")
    options = parser.parse_args()
    if options.one:
        say(one(options.one))
        return
    say(head("pages", "pages read a processor second", "to articles", "peak memory MiB"))
    for pages in (10, options.pages // 10, options.pages):
        command = [sys.executable, "-m", "evals.documents", "--one", str(pages)]
        say(subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip())
    if not options.no_ocr and ocr_is_installed():
        say("\n" + head("scan", "characters wrong", "confidence", "lines unsure", "processor seconds"))
        for row in recognised():
            say(row)


def one(pages: int) -> str:
    """Figures of one text PDF."""
    lines = wrapped(SAMPLE.read_text(encoding="utf-8").split("\n"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        path.write_bytes(text_pdf(lines, pages))
        start = time.process_time()
        loaded = load(path)
        read = time.process_time() - start
        read_documents(loaded)
        whole = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"| {len(loaded.pages)} | {pages / read:.0f} | {pages / whole:.0f} | {peak:.0f} |"


def recognised() -> Iterator[str]:
    """Figures of one page for each level of fault."""
    lines = [line for line in wrapped(SAMPLE.read_text(encoding="utf-8").split("\n")) if line.strip()][:LINES]
    expected = packed("".join(lines))
    recogniser = Recogniser(workers=1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.png"
        for name, spoil in LEVELS.items():
            spoil(picture(lines)).save(path)
            start = time.process_time()
            loaded = load(path, ocr=recogniser)
            seconds = time.process_time() - start
            (page,) = loaded.pages
            wrong = distance(expected, packed(loaded.text)) / len(expected)
            unsure = sum(line.confidence < 0.85 for line in page.lines)
            sure = f"{page.confidence:.3f} | {unsure} of {len(page.lines)}"
            yield f"| {name} | {100 * wrong:.2f}% | {sure} | {seconds:.1f} |"


def distance(one: str, other: str) -> int:
    """Characters to insert, delete or replace to come from one to the other."""
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        corner, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (left != right))
    return row[-1]


def packed(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


def head(*columns: str) -> str:
    """The head of a table."""
    return f"| {' | '.join(columns)} |\n|{' --- |' * len(columns)}"


def say(line: str) -> None:
    """Writes a line of the report."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
