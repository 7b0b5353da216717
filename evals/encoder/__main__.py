"""`python -m evals.encoder`: trains the embedding model that ships from the texts in ../shared."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

import torch

from evals.encoder.train import Recipe, train
from knowledge.encoder.static import SHIPPED

SHARED = Path(__file__).resolve().parents[3] / "shared"


def main() -> None:
    """Reads the command line and trains."""
    parser = argparse.ArgumentParser(prog="python -m evals.encoder")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with laws/, policies/, lawbench/, stard/")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="folder to write the model to")
    parser.add_argument("--keep", type=Path, help="folder for the self-supervised model; taken up again if there")
    parser.add_argument("--labels", action=argparse.BooleanOptionalAction, default=True, help="the supervised stage")
    parser.add_argument("--files", type=int, help="read only so many national and so many local statutes")
    for name in ("dimension", "vocabulary", "epochs", "steps", "near_steps", "batch", "tuning", "seed", "workers"):
        parser.add_argument(f"--{name.replace('_', '-')}", type=int, default=getattr(Recipe(), name))
    given = vars(parser.parse_args())
    shared, out, keep = given.pop("shared"), given.pop("out"), given.pop("keep")
    torch.set_num_threads(given["workers"])
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    train(shared, out, Recipe(**given), keep)


if __name__ == "__main__":
    main()
