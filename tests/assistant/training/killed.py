"""The program, which kills itself with signal 9 at the Nth moment of its work with the database: `... N ARGUMENTS`.

A moment is before or after a statement, or before a commit. Batches are small, so that many moments lie within.
"""

import itertools
import os
import signal
import sys

from sqlalchemy import event
from sqlalchemy.engine import Engine

import assistant.training.evaluate
import assistant.training.roster.take_in
from ui.cli import main

assistant.training.roster.take_in.BATCH = 20
assistant.training.evaluate.BATCH = 7
last, passed = int(sys.argv.pop(1)), itertools.count(1)


def note(*_):
    """A moment has come."""
    if next(passed) == last:
        os.kill(os.getpid(), signal.SIGKILL)


for moment in ("before_cursor_execute", "after_cursor_execute", "commit"):
    event.listen(Engine, moment, note)
main()
