"""判断: the article's words as they are, or altered where the alteration is surely false."""

from __future__ import annotations

from assistant.quiz.distractors import other_values
from assistant.quiz.draft import Bench, Draft, explain, place_of, prove, refute, target_of_number
from assistant.quiz.facts.fact import ExceptionFact, ModalFact, NumberFact
from assistant.quiz.facts.numbers import FRACTION
from assistant.quiz.grammar.exceptions import NO_EXCEPTION
from assistant.quiz.grammar.limits import GAP, Limit, limit_of
from assistant.quiz.grammar.modals import PROHIBITION, SAFE_SWAPS, UNTURNABLE_AFTER, UNTURNABLE_BEFORE
from assistant.quiz.grammar.numbers import written
from assistant.quiz.model import Falsity, Item, ItemType, Option, Target
from assistant.quiz.reading import ReadArticle
from assistant.quiz.wording.words import item_words


def number(read: ReadArticle, fact: NumberFact, bench: Bench) -> Draft | None:
    """A number altered so that the statement doesn't follow from the article: three months don't allow six."""
    if fact.unit == FRACTION:
        return None
    limit = limit_of(fact.passage.put(fact.start, fact.end, GAP))
    values = [amount for amount, _ in other_values(bench.corpus, read, fact)]
    if limit is not Limit.NONE:
        values = [amount for amount in values if (amount < fact.amount) == (limit is Limit.UPPER)]
    if not values:
        return None
    return _draft(read, fact, bench, written(values[0], fact.value), target_of_number(fact.timed))


def modality(read: ReadArticle, fact: ModalFact, bench: Bench) -> Draft | None:
    """不得 for 可以 and the like; never 可以 for 应当; a sentence that would make no sense is left as it is."""
    swapped = SAFE_SWAPS.get(fact.word)
    return _draft(read, fact, bench, swapped, Target.MODALITY, _turns(read, fact)) if swapped else None


def _turns(read: ReadArticle, fact: ModalFact) -> bool:
    sentence = read.sentence_at(fact.start)
    before, after = read.text[sentence.start : fact.start], read.text[fact.end : sentence.end]
    return fact.word != PROHIBITION or not (UNTURNABLE_AFTER.search(after) or UNTURNABLE_BEFORE.search(before))


def exception(read: ReadArticle, fact: ExceptionFact, bench: Bench) -> Draft:
    """The exception turned round: 除外 becomes 也不例外."""
    text = read.text[fact.start] + fact.case + NO_EXCEPTION
    return _draft(read, fact, bench, text, Target.EXCEPTION)


def _draft(
    read: ReadArticle,
    fact: NumberFact | ModalFact | ExceptionFact,
    bench: Bench,
    altered: str,
    target: Target,
    alterable: bool = True,
) -> Draft:
    truth = bench.truth() or not alterable
    phrase = item_words()
    text = fact.passage.text if truth else fact.passage.put(fact.start, fact.end, altered)
    stem = phrase("stem-true-false", place=place_of(read), text=text)
    options = (Option("true", phrase("statement-true")), Option("false", phrase("statement-false")))
    wrong = [] if truth else [refute(altered, Falsity.ALTERED, read.text[fact.start : fact.end])]
    explanation = explain(read, fact.start, fact.end, "explanation" if truth else "explanation-altered")
    item = Item(
        ItemType.TRUE_FALSE,
        target,
        stem,
        explanation,
        prove(read, fact, wrong),
        options,
        ("true" if truth else "false",),
    )
    return Draft(item, fact, read, fact.passage.text)
