"""Whether each part of the program is there and agrees with the others."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from knowledge.model import Audience

if TYPE_CHECKING:
    from assistant.bootstrap import Application


@dataclass(frozen=True, slots=True)
class Health:
    """What is configured and what was found; `passages` counts the dense index of each audience."""

    data_dir: str
    database: str
    documents: int
    passages: dict[str, int]
    encoder: str
    llm: str
    consistent: bool

    def to_json(self) -> dict[str, Any]:
        """As one JSON object."""
        return asdict(self)


def examine(application: Application) -> Health:
    """Opens every part; catalogue, lexical and dense index must hold the same number of passages."""
    catalogue = application.catalogue()
    expected = catalogue.passages_by_audience()
    dense = {audience: len(application.index(audience).vectors) for audience in Audience}
    lexical = {audience: len(application.index(audience).lexical) for audience in Audience}
    return Health(
        data_dir=str(application.settings.data_dir.absolute()),
        database=application.engine.url.render_as_string(hide_password=True),
        documents=len({version.document_id for version in catalogue.versions().values()}),
        passages={audience.value: dense[audience] for audience in Audience},
        encoder=application.encoder.name,
        llm=application.settings.llm,
        consistent=all(expected.get(a, 0) == dense[a] == lexical[a] for a in Audience),
    )
