"""The cross-validation: the supervised stage anew in every fold, what both sides find kept for the fusion."""

from __future__ import annotations

import logging
import pickle
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.encoder.folder import write_folder
from evals.encoder.supervision import Supervision
from evals.encoder.train import Pretrained, Recipe, tune
from evals.retrieval.held_out import Part
from evals.retrieval.library import Found, Library
from evals.retrieval.plain import plain_ranking
from knowledge.encoder.static import WEIGHTS, StaticEncoder

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """A fold that was run: its questions in order, and what was found for each."""

    part: Part
    found: tuple[Found, ...]
    plain: dict[str, tuple[str, ...]]
    """What plain LangChain and Chroma find with the same model."""


def run_folds(
    parts: list[Part], base: Pretrained, supervision: Supervision, library: Library, recipe: Recipe, keep: Path
) -> list[Asked]:
    """Runs each fold, or takes up what `keep` has of it; the model of a fold is rounded as the one that ships."""
    found = []
    for number, part in enumerate(parts):
        kept = keep / f"fold-{number}.pickle"
        if not kept.is_file():
            left = supervision.without(part.questions, part.laws)
            folder = keep / f"model-{number}"
            if not (folder / WEIGHTS).is_file():
                write_folder(folder, tune(base, left, recipe), base.tokenizer)
            encoder = StaticEncoder(folder)
            answers = library.find([question.text for question in part.asked], encoder)
            with TemporaryDirectory() as name:
                plain = plain_ranking(base.articles, part.asked, encoder, Path(name))
            kept.write_bytes(pickle.dumps(Asked(part, tuple(answers), plain)))
            log.info("%s %d: %d questions, %d labels", keep.name, number, len(part.asked), len(left.labelled))
        found.append(pickle.loads(kept.read_bytes()))
    return found
