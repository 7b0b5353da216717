"""`python -m evals.security.guided FORMAT [SECONDS]`: fuzzing led by coverage (needs `pip install atheris`).

Runs in one program, so that the coverage counts; the first crash ends it and leaves the file beside. Sound files of
the format are where it starts. Without atheris: `python -m evals.security fuzz`.
"""

from __future__ import annotations

import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

from evals.security.seeds import seeds

SECONDS = 120
LARGEST = 60_000


def main() -> None:
    """Fuzzes one format for a while."""
    ending = sys.argv[1]
    seconds = int(sys.argv[2]) if sys.argv[2:] else SECONDS
    atheris: Any = import_module("atheris")
    with atheris.instrument_imports(include=["ingest", "knowledge.reference"]):
        from ingest.load import load
        from ingest.loaded import Rejected
        from ingest.structure import read_documents

    with tempfile.TemporaryDirectory() as folder:
        path, corpus = Path(folder) / f"a.{ending}", Path(folder) / "corpus"
        corpus.mkdir()
        for number, one in enumerate(seeds()):
            if one.ending == ending:
                (corpus / str(number)).write_bytes(one.content)

        def read(content: bytes) -> None:
            path.write_bytes(content)
            try:
                read_documents(load(path))
            except Rejected:
                return

        limits = [f"-max_total_time={seconds}", f"-max_len={LARGEST}", "-timeout=30", "-rss_limit_mb=2048"]
        atheris.Setup([sys.argv[0], str(corpus), *limits, "-print_final_stats=1"], read)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
