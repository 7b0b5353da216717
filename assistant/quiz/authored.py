"""Items that people write or change: bound to an article by the words that hold the key, and looked through again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from assistant.quiz.checks import cues, form, keys, modality, standing
from assistant.quiz.checks.names import Check
from assistant.quiz.draft import Draft, explain
from assistant.quiz.facts.fact import AuthoredFact
from assistant.quiz.formats.reading import wording
from assistant.quiz.grammar.anaphora import ELSEWHERE, LISTED_BELOW
from assistant.quiz.grammar.marks import BLANK
from assistant.quiz.model import Falsity, Item, ItemType, Proof, Refutation, Target
from assistant.quiz.passage import Passage
from assistant.quiz.reading import read_article
from knowledge.model import CataloguedArticle

NUMBERS = (Target.DEADLINE, Target.QUANTITY)
UNEVEN = (*NUMBERS, Target.SANCTION)
"""Numbers and sanctions are as long as they are."""


def _resolved(draft: Draft) -> bool:
    return not ELSEWHERE.search(LISTED_BELOW.sub("", draft.item.stem))


def _even(draft: Draft) -> bool:
    return draft.item.target in UNEVEN or cues.even_lengths(draft)


def _not_in_stem(draft: Draft) -> bool:
    """The stem doesn't say the answer; where the document and the article are named is no saying."""
    item, proof = draft.item, draft.item.proof
    place = f"《{proof.title}》{proof.label}" if proof else ""
    stem = item.stem.replace(place, "")
    if item.target in NUMBERS and proof:
        told = proof.key_text + draft.read.text[proof.end : proof.end + 1]
        return item.type is ItemType.TRUE_FALSE or told not in stem.replace(BLANK + told[-1:], "")
    return cues.not_in_stem(replace(draft, item=replace(item, stem=stem)))


CHECKS: tuple[tuple[Check, Callable[[Draft], bool]], ...] = (
    (Check.STALE_TEXT, standing.text_current),
    (Check.PERSONAL_DATA, standing.no_personal_data),
    (Check.PLACE_UNNAMED, standing.place_named),
    (Check.UNRESOLVED_REFERENCE, _resolved),
    (Check.STEM_TOO_LONG, form.short_stem),
    (Check.TWO_KEYS, keys.one_key),
    (Check.TOO_FEW_DISTRACTORS, modality.refuted),
    (Check.GRAMMAR_CUE, cues.same_grammar),
    (Check.OPTION_LENGTH, _even),
    (Check.ANSWER_IN_STEM, _not_in_stem),
    (Check.GUESSABLE, cues.not_guessable),
    (Check.NEGATIVE_NOT_BOLD, form.negative_bold),
    (Check.ALL_OR_NONE, form.no_all_or_none),
)
"""What can be told of an item by itself, without the fact that a program would have made it from."""


@dataclass(frozen=True, slots=True)
class Looked:
    """An item with what looking through it came to."""

    item: Item
    passed: tuple[Check, ...]
    failed: tuple[Check, ...]


def prove(item: Item, found: CataloguedArticle, words: str, kept: Proof | None = None) -> Item | None:
    """The item with its proof: the article's `words` hold the key; None if they don't stand there.

    The place that they had is kept where they still stand there; why an option is false is kept where it was said.
    Without an explanation it gets the quotation.
    """
    version, article = found.version, found.article
    same = kept is not None and words == kept.key_text and article.text[kept.start : kept.end] == words
    start = kept.start if kept and same else article.text.find(words)
    if not words or start < 0:
        return None
    known = {one.option: one for one in (kept.refutations if kept else ())}
    if item.type in (ItemType.SINGLE, ItemType.MULTIPLE):
        wrong = [one.id for one in item.options if one.id not in item.key]
        refuted = tuple(known.get(one) or Refutation(one, Falsity.OTHER_WORDING, words) for one in wrong)
    else:
        refuted = tuple(known.values())
    proof = Proof(
        version.document_id, version.id, version.title, version.number, article.label, article.digest,
        start, start + len(words), words, refuted,
    )  # fmt: skip
    parts = []
    for part in item.parts:
        own = part.proof.key_text if part.proof and part.proof.key_text in article.text else words
        parts.append(prove(part, found, own, part.proof) or part)
    explanation = item.explanation or explain(read_article(found), start, start + len(words))
    return replace(item, proof=proof, parts=tuple(parts), explanation=explanation)


def look(item: Item, found: CataloguedArticle, day: date, others: Mapping[str, Item] | None = None) -> Looked:
    """Runs the checks again; a case passes those that all its parts pass. `others` are the items of the bank."""
    read = read_article(found)
    results: dict[Check, bool] = {}
    for one in item.parts or (item,):
        start, end = (one.proof.start, one.proof.end) if one.proof else (0, 0)
        fact = AuthoredFact(start, end, Passage(((-1, one.stem),), read.sentence_at(start)))
        draft = Draft(one, fact, read, one.stem)
        for check, passes in CHECKS:
            results[check] = results.get(check, True) and passes(draft)
        results[Check.OVERTAKEN] = results.get(Check.OVERTAKEN, True) and standing.not_overtaken(draft, day)
    results[Check.NOT_IN_FORCE] = found.version.answers_on(day)
    said = wording(item)
    twins = (other for number, other in (others or {}).items() if number != item.id)
    results[Check.DUPLICATE] = all(wording(other) != said for other in twins)
    passed = tuple(check for check, fine in results.items() if fine)
    failed = tuple(check for check, fine in results.items() if not fine)
    proof = replace(item.proof, checks=tuple(check.value for check in passed)) if item.proof else None
    return Looked(replace(item, proof=proof), passed, failed)
