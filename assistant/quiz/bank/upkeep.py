"""The bank kept true to the catalogue: items on a text that no longer holds are re-checked; what ships is put in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from assistant.quiz.bank.life import Action, Standing
from assistant.quiz.bank.recheck import Verdict
from assistant.quiz.bank.renew import WHO, renew
from assistant.quiz.bank.store import Bank
from assistant.quiz.starter import starter_items
from knowledge.catalogue.reading import Catalogue
from knowledge.model import CataloguedArticle, Version

AUTHOR, REVIEWER = "library", "library-reviewer"
"""What ships was written and reviewed before it shipped, by two people; the bank names them by their part."""

Resting = Mapping[str, list[CataloguedArticle]]


def resting_on(bank: Bank, catalogue: Catalogue) -> dict[str, list[CataloguedArticle]]:
    """The articles of every version that an item rests on, by version: to be read before the catalogue changes."""
    known = catalogue.versions()
    cited = {kept.item.proof.version_id for kept in bank.all(*_living()) if kept.item.proof}
    return {one: catalogue.articles_of(known[one]) for one in sorted(cited) if one in known}


def bring_up_to_date(bank: Bank, catalogue: Catalogue, before: Resting, day: date, at: datetime) -> Counter[Verdict]:
    """Re-checks the items of every version in `before` that no longer answers on `day`; how many met which fate.

    Without a version that does, the items of its articles are retired.
    """
    known = catalogue.versions()
    done: Counter[Verdict] = Counter()
    for version_id, found in before.items():
        holds = known.get(version_id)
        if not found or (holds and holds.answers_on(day)):
            continue
        old = found[0].version
        heir = _heir(old, known.values(), day)
        articles = [one.article for one in catalogue.articles_of(heir)] if heir else []
        done += renew(bank, [one.article for one in found], articles, heir or old, at)
    return done + _orphans(bank, catalogue, before, day, at)


def put_starters(bank: Bank, catalogue: Catalogue, at: datetime) -> int:
    """Publishes the items that ship whose numbers the bank has never had; how many those were.

    What a trainer edited or retired is left as it is.
    """
    books = (version for version in catalogue.versions().values() if version.type.value == "handbook")
    items = starter_items([found for version in books for found in catalogue.articles_of(version)])
    fresh = [item for item in items if bank.get(item.id) is None]
    bank.put(fresh, who=AUTHOR, at=at)
    for item in fresh:
        bank.act(item.id, Action.SUBMIT, who=AUTHOR, at=at)
        bank.act(item.id, Action.APPROVE, who=REVIEWER, at=at)
    return len(fresh)


def _orphans(bank: Bank, catalogue: Catalogue, before: Resting, day: date, at: datetime) -> Counter[Verdict]:
    """Items on a version that went unseen, in a run that was cut short: without its text there is nothing to compare.

    Where an article with the very same text holds, nothing happens; other items leave the pool.
    """
    known = catalogue.versions()
    done: Counter[Verdict] = Counter()
    digests: dict[str, set[str]] = {}
    for kept in bank.all(Standing.PUBLISHED, Standing.IN_REVIEW):
        proof = kept.item.proof
        if proof is None or proof.version_id in known or proof.version_id in before:
            continue
        if proof.document_id not in digests:
            holding = [v for v in known.values() if v.document_id == proof.document_id and v.answers_on(day)]
            digests[proof.document_id] = {
                one.article.digest for version in holding for one in catalogue.articles_of(version)
            }
        if proof.digest not in digests[proof.document_id]:
            bank.act(kept.item.id, Action.PULL, who=WHO, at=at)
            done[Verdict.PULLED] += 1
    return done


def _living() -> list[Standing]:
    return [standing for standing in Standing if standing is not Standing.RETIRED]


def _heir(old: Version, versions: Iterable[Version], day: date) -> Version | None:
    """The version of the same document, or part of it, that holds on the day."""
    heirs = [one for one in versions if one.document_id == old.document_id and one.part == old.part]
    holding = [one for one in heirs if one.answers_on(day)]
    return max(holding, key=lambda one: (one.effective or date.min, one.id), default=None)
