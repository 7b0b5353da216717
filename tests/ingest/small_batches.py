"""The program with batches of a few files, so that a kill falls between batches and within them."""

import ingest.pipeline
from ui.cli import main

ingest.pipeline.BATCH_FILES = 3
main()
