"""The article that an item rests on, as the catalogue has it now."""

from __future__ import annotations

from assistant.quiz.model import Proof
from knowledge.catalogue.reading import Catalogue
from knowledge.model import CataloguedArticle
from knowledge.reference.labels import label_key


def article_of(catalogue: Catalogue, proof: Proof | None) -> CataloguedArticle | None:
    """The article with the proof's text hash, else the one under its label; None if the document is gone."""
    if proof is None or not proof.label:
        return None
    versions = catalogue.with_id(proof.version_id) or catalogue.with_id(proof.document_id)
    found = [one for version in versions for one in catalogue.article_labelled(version, label_key(proof.label))]
    same = [one for one in found if one.article.digest == proof.digest]
    return next(iter(same or found), None)
