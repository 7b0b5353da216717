"""How fast and how big: the program in its parts, and as servers on loopback started as deploy/ describes."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the program itself has it (`ui.cli.program`)
