"""An answer from its JSON, its citations looked up again; one whose article is gone is left out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.answering.model import Answer, AnswerStatus, Citation, Mode, Question
from knowledge.catalogue.reading import Catalogue


def answer_from_json(value: Mapping[str, Any], as_of: date, catalogue: Catalogue) -> Answer:
    """The answer as it was given; of the documents, what this catalogue may still show."""
    citations = (_citation(one, catalogue) for one in value["citations"])
    return Answer(
        Question(value["question"], as_of),
        AnswerStatus(value["status"]),
        value["answer"],
        tuple(citation for citation in citations if citation),
        tuple(value["notices"]),
        tuple(value["follow_ups"]),
        Mode(value["mode"]),
        value["corpus"],
        id=value.get("answer_id", ""),
    )


def _citation(value: Mapping[str, Any], catalogue: Catalogue) -> Citation | None:
    for version in catalogue.with_id(value["document_id"]):
        if version.id != value["version_id"]:
            continue
        for found in catalogue.articles_of(version):
            if found.article.digest == value["digest"]:
                return Citation(value["n"], found, value["start"], value["end"])
    return None
