"""`python -m evals.security.act NAME DATA [prepare]`: does an act until stopped, a line for each thing acknowledged."""

from __future__ import annotations

import sys
from pathlib import Path

from evals.security.acts import ACTS
from ui.cli.failures import report


def _tell(what: str) -> None:
    sys.stdout.write(what + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    act, data = ACTS[sys.argv[1]], Path(sys.argv[2])
    try:
        if sys.argv[3:]:
            act.prepare(data)
        else:
            act.work(data, _tell)
    except Exception as error:
        sys.exit(report(error))
