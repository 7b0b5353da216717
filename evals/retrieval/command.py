"""`integrity eval retrieval FILE`: the program's own search, measured on labelled questions."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.retrieval.questions import key_text, qrels, read_questions
from evals.retrieval.run import TOP_K, make_run
from evals.retrieval.score import latency, score
from knowledge.reference.labels import label_key
from knowledge.search.filters import Filters
from ui.cli.output import say, write_json

if TYPE_CHECKING:
    from assistant.bootstrap import Application
    from knowledge.search.searcher import Searcher


def evaluate(application: Application, file: Path, as_json: bool) -> None:
    """Prints the figures: quality, latency, what is missing from the knowledge base, size of the indexes."""
    questions = read_questions(file)
    searcher = application.searcher()
    filters = Filters(datetime.now(UTC).date())
    run = make_run(lambda text: searcher.search(text, filters, TOP_K), questions)
    wanted = {key for question in questions for key in question.articles}
    missing = sorted(key_text(key) for key in wanted - _present(searcher, {title for title, _ in wanted}))
    folders = application.settings.chroma_folder, *application.settings.index_folders
    figures: dict[str, Any] = {
        "questions": len(questions),
        **score(qrels(questions), run.ranked),
        **latency(run.seconds),
        "index_mb": round(sum(map(_size, folders)) / 1e6, 1),
        "gold_missing": missing,
    }
    if as_json:
        write_json(figures)
        return
    for name, value in figures.items():
        say(f"{name:14} {len(value) if isinstance(value, list) else value}")


def _present(searcher: Searcher, titles: set[str]) -> set[tuple[str, str]]:
    snapshot = searcher.snapshot()
    return {
        (title, label_key(found.article.label))
        for title in titles
        for version_id in snapshot.by_title.get(title, ())
        for found in searcher.catalogue.articles_of(snapshot.versions[version_id])
    }


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
