"""单选 on a task of an official document: who leads it, by when."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.quiz.distractors import WANTED
from assistant.quiz.draft import Bench, Draft, place_of, prove, refute
from assistant.quiz.facts.fact import DutyFact
from assistant.quiz.grammar.bodies import core
from assistant.quiz.grammar.duties import GENERAL, LEADS, other_years
from assistant.quiz.grammar.overtaken import overtaken
from assistant.quiz.items.choice import with_key_at
from assistant.quiz.model import Falsity, Item, ItemType, Target, make_options
from assistant.quiz.reading import ReadArticle
from assistant.quiz.wording.words import item_words

RATIO = 1.8


def has_leads(fact: DutyFact) -> bool:
    """Whether it names who leads, by names and not as 各部门."""
    return bool(fact.leads) and not any(GENERAL.search(name) for name in fact.leads)


def has_several_leads(fact: DutyFact) -> bool:
    """Whether two or more are named, and the task doesn't name them itself."""
    return has_leads(fact) and len(fact.leads) > 1 and not any(name in fact.task for name in fact.leads)


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
        if alike and not _no_choice(other.leads, read.text[fact.start : fact.end], bench):
            pool.setdefault(text, label)
    chosen = list(pool.items())
    bench.chance.shuffle(chosen)
    return _draft(read, fact, bench, key, chosen[:WANTED], _named("stem-leads", read, fact), Target.BODY)


def _no_choice(names: Iterable[str], text: str, bench: Bench) -> bool:
    """Whether one of the names stands in a text, or names who is no more."""
    return any(name in text or overtaken(name, bench.day) for name in names)


def several_leads(read: ReadArticle, fact: DutyFact, bench: Bench) -> Draft | None:
    """Two or three of those who lead the task, beside two who lead others and whom this article doesn't name."""
    cores = [core(name) for name in (*fact.leads, *fact.participants)]
    pool: dict[str, str] = {}
    for other, label in bench.corpus.duties.get(read.document, ()):
        for name in other.leads if has_leads(other) else ():
            own = core(name)
            if not _no_choice([name], read.text, bench) and not any(own in one or one in own for one in cores):
                pool.setdefault(name, label)
    keys = bench.chance.sample(fact.leads, min(len(fact.leads), 3))
    longest, shortest = max(map(len, keys)), min(map(len, keys))
    near = [name for name in sorted(pool) if len(name) <= RATIO * shortest and longest <= RATIO * len(name)]
    if len(near) < 2:
        return None
    others = [(name, pool[name]) for name in bench.chance.sample(near, 2)]
    texts = [*keys, *(name for name, _ in others)]
    bench.chance.shuffle(texts)
    options = make_options(texts)
    right = tuple(option.id for option in options if option.text in keys)
    refutations = [refute(name, Falsity.OTHER_BODY, label) for name, label in others]
    phrase, place = item_words(), place_of(read)
    explanation = phrase("explanation", place=place, quote=_quote(read, fact))
    stem = phrase(_named("stem-leads-multiple", read, fact), place=place, task=fact.task)
    proof = prove(read, fact, refutations)
    item = Item(ItemType.MULTIPLE, Target.BODY, stem, explanation, proof, options, right, marks=2.0)
    return Draft(item, fact, read, fact.task)


def _named(stem: str, read: ReadArticle, fact: DutyFact) -> str:
    """The stem as the article has it: who leads, or, where nobody does, who answers for it."""
    return stem if LEADS in read.text[fact.start : fact.end] else f"{stem}-answer"


def _quote(read: ReadArticle, fact: DutyFact) -> str:
    return f"{fact.task}{' '.join(read.text[fact.start : fact.end].split())}"


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
    explanation = phrase("explanation", place=place, quote=_quote(read, fact))
    asked = phrase(stem, place=place, task=fact.task)
    item = Item(ItemType.SINGLE, target, asked, explanation, prove(read, fact, refutations), options, right)
    return Draft(item, fact, read, fact.task)
