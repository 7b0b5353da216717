"""单选 on a task of an official document: who leads it, by when."""

from __future__ import annotations

from assistant.quiz.distractors import WANTED
from assistant.quiz.draft import Bench, Draft, place_of, prove, refute
from assistant.quiz.facts.fact import DutyFact
from assistant.quiz.grammar.duties import GENERAL, other_years
from assistant.quiz.items.choice import with_key_at
from assistant.quiz.model import Falsity, Item, ItemType, Target
from assistant.quiz.reading import ReadArticle
from assistant.quiz.wording.words import item_words

RATIO = 1.8


def has_leads(fact: DutyFact) -> bool:
    """Whether it names who leads, by names and not as 各部门."""
    return bool(fact.leads) and not any(GENERAL.search(name) for name in fact.leads)


def has_deadline(fact: DutyFact) -> bool:
    """Whether it says by when."""
    return bool(fact.deadline)


def leads(read: ReadArticle, fact: DutyFact, bench: Bench) -> Draft | None:
    """Who leads the task; beside it those who lead other tasks and have no part in this one."""
    mark = item_words()("list-mark")
    key, here = mark.join(fact.leads), {*fact.leads, *fact.participants}
    pool: dict[str, str] = {}
    for other, label in bench.corpus.duties.get(read.document, ()):
        text = mark.join(other.leads)
        alike = has_leads(other) and not here & set(other.leads) and 1 / RATIO <= len(text) / len(key) <= RATIO
        if alike and not any(name in read.text[fact.start : fact.end] for name in other.leads):
            pool.setdefault(text, label)
    chosen = list(pool.items())
    bench.chance.shuffle(chosen)
    return _draft(read, fact, bench, key, chosen[:WANTED], "stem-leads", Target.BODY)


def deadline(read: ReadArticle, fact: DutyFact, bench: Bench) -> Draft | None:
    """By when the task is due; beside it when other tasks are, or the same words with another year."""
    pool = {other.deadline: label for other, label in bench.corpus.duties.get(read.document, ()) if other.deadline}
    pool |= {text: "" for text in other_years(fact.deadline) if text not in pool}
    chosen = [(text, label) for text, label in pool.items() if text != fact.deadline]
    if not any(label for _, label in chosen):
        return None  # every task of the document is due by the same day: nothing to know
    chosen.sort(key=lambda pair: (not pair[1], abs(len(pair[0]) - len(fact.deadline)), pair[0]))
    return _draft(read, fact, bench, fact.deadline, chosen[:WANTED], "stem-due", Target.DEADLINE)


def _draft(
    read: ReadArticle, fact: DutyFact, bench: Bench, key: str, others: list[tuple[str, str]], stem: str, target: Target
) -> Draft | None:
    if len(others) < WANTED:
        return None
    phrase, place = item_words(), place_of(read)
    falsity = Falsity.OTHER_BODY if target is Target.BODY else Falsity.OTHER_VALUE
    refutations = [refute(text, falsity, label) for text, label in others]
    options, right = with_key_at(bench.position(), key, [text for text, _ in others])
    quote = f"{fact.task}{' '.join(read.text[fact.start : fact.end].split())}"
    explanation = phrase("explanation", place=place, quote=quote)
    asked = phrase(stem, place=place, task=fact.task)
    item = Item(ItemType.SINGLE, target, asked, explanation, prove(read, fact, refutations), options, right)
    return Draft(item, fact, read, fact.task)
