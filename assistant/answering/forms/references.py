"""What a quotation refers to, where it depends on it: 依照本法第十五条, with that article's words."""

from __future__ import annotations

from assistant.answering.forms.context import Context
from assistant.answering.passage import best_passage
from assistant.answering.places import place_text
from assistant.answering.writer import Writer
from knowledge.model import CataloguedArticle
from knowledge.reference.labels import label_key
from knowledge.reference.references import find_references
from knowledge.reference.titles import title_key

MOST = 2
LONGEST = 160


def add_references(writer: Writer, context: Context) -> None:
    """Adds the articles that the first quotation points at, two at most, those not yet quoted."""
    first = writer.citations[0]
    cited = {(citation.found.version.id, citation.found.ordinal) for citation in writer.citations}
    targets = [one for one in _targets(first.found, first.quote, context) if (one.version.id, one.ordinal) not in cited]
    for one in targets[:MOST]:
        span = best_passage(one.article.text, context.wanted, LONGEST)
        citation = writer.cite(one, span.start, span.end)
        writer.say("answer-referred", place=place_text(one, writer.words), quote=citation.quote, n=citation.n)


def _targets(found: CataloguedArticle, quote: str, context: Context) -> list[CataloguedArticle]:
    targets: dict[tuple[str, int], CataloguedArticle] = {}
    for reference in find_references(quote):
        if reference.relative or not reference.ref.label or reference.through:
            continue
        versions = [found.version]
        if reference.ref.title:
            ids = context.snapshot.by_title.get(title_key(reference.ref.title), ())
            usable = [context.snapshot.versions[id_] for id_ in ids]
            versions = [version for version in usable if version.answers_on(context.draft.question.as_of)][:1]
        for version in versions:
            for one in context.catalogue.article_labelled(version, label_key(reference.ref.label)):
                targets.setdefault((one.version.id, one.ordinal), one)
    return list(targets.values())
