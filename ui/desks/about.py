"""What stands above and below a cited article: what its document implements, what changed it, its page as a picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from assistant.answering.model import Citation
from assistant.curation.links import Link, pointed_at_by, points_at
from assistant.originals.picture import DRAWN
from knowledge.model import Audience, Relation, Version
from ui.web.view import View

API = "/api/v1/documents"
READ_AT = {Audience.PUBLIC: "/help/documents/", Audience.STAFF: "/documents/"}
OUTWARD = (Relation.IMPLEMENTS, Relation.INTERPRETS)
INWARD = {
    "changed-by": (Relation.AMENDS, Relation.REPEALS),
    "implemented-by": (Relation.IMPLEMENTS,),
    "interpreted-by": (Relation.INTERPRETS,),
}
MOST = 5
LONGEST_QUOTE = 1000


@dataclass(frozen=True, slots=True)
class About:
    """Of one citation: links by the key of their row in the card, where documents are read, its page's picture."""

    links: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    read_at: str = READ_AT[Audience.PUBLIC]
    picture: str = ""


def about(view: View, citations: Iterable[Citation], day: date) -> Mapping[int, About]:
    """What is to be told of each citation, by its number."""
    told: dict[str, tuple[tuple[str, tuple[Link, ...]], ...]] = {}
    found = {}
    for citation in citations:
        version = citation.found.version
        if version.id not in told:
            told[version.id] = tuple(_links(view, version, day))
        found[citation.n] = About(told[version.id], READ_AT[view.audience], _picture(view, citation))
    return found


def _links(view: View, version: Version, day: date) -> Iterable[tuple[str, tuple[Link, ...]]]:
    named = points_at(view.catalogue, [version], day, OUTWARD)
    naming = pointed_at_by(view.catalogue, [version])
    groups = {relation.value: [one for one in named if one.relation is relation] for relation in OUTWARD}
    groups |= {key: [one for one in naming if one.relation in relations] for key, relations in INWARD.items()}
    return ((key, tuple(links[:MOST])) for key, links in groups.items() if links)


def _picture(view: View, citation: Citation) -> str:
    """The address of the page with the passage marked; empty where the original is of no kind that is drawn."""
    version, page = citation.found.version, citation.found.article.page
    original = view.shelf.of_version(version.id) if view.shelf and page else None
    if original is None or original.format not in DRAWN:
        return ""
    query = urlencode({"quote": citation.quote[:LONGEST_QUOTE], "near": 1})
    return f"{API}/{version.id}/pages/{page}?{query}"
