"""The program with batches of a few files, so that a kill falls between batches and within them."""

import ingest.ahead
import ingest.pipeline
from ui.cli import main

if __name__ == "__main__":
    ingest.pipeline.BATCH_FILES = 3
    ingest.ahead.FIRST = 5
    main()
