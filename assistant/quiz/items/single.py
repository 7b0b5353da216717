"""单选: number, body, modal word, sanction, term, fact of the document."""

from __future__ import annotations

from dataclasses import replace

from assistant.quiz.distractors import WANTED, around, other_bodies, other_fractions, other_values
from assistant.quiz.draft import Bench, Draft, explain, place_of, prove, refute, target_of_number
from assistant.quiz.facts.fact import BodyFact, DefinitionFact, DocumentFact, ModalFact, NumberFact, SanctionFact
from assistant.quiz.facts.numbers import FRACTION
from assistant.quiz.grammar.facts_of_documents import DAY, other_numbers
from assistant.quiz.grammar.modals import CLOZE, CLOZE_FILLER
from assistant.quiz.grammar.numbers import written
from assistant.quiz.grammar.sanctions import steps_of
from assistant.quiz.items.choice import with_key_at
from assistant.quiz.model import Falsity, Item, ItemType, Refutation, Target
from assistant.quiz.reading import ReadArticle
from assistant.quiz.wording.words import item_words


def number(read: ReadArticle, fact: NumberFact, bench: Bench) -> Draft | None:
    """The number left out, its unit kept, other values of that unit beside it."""
    position = bench.position()
    if fact.unit == FRACTION:
        chosen = [(text, "") for text in other_fractions(fact.value)[:WANTED]]
    else:
        values = other_values(bench.corpus, read, fact)
        picked = sorted(around(values, fact.amount, position))
        chosen = [(written(amount, fact.value), label) for amount, label in picked]
        position = sum(amount < fact.amount for amount, _ in picked)
    if len(chosen) < WANTED:
        return None
    refutations = [refute(text, Falsity.OTHER_VALUE, label or fact.value) for text, label in chosen]
    return _cloze(read, fact, position, [text for text, _ in chosen], refutations, target_of_number(fact.timed))


def body(read: ReadArticle, fact: BodyFact, bench: Bench) -> Draft | None:
    """The body left out, bodies of the same document beside it."""
    chosen = other_bodies(bench.corpus, read, fact)[:WANTED]
    if len(chosen) < WANTED:
        return None
    refutations = [refute(text, Falsity.OTHER_BODY, label) for text, label in chosen]
    return _cloze(read, fact, bench.position(), [text for text, _ in chosen], refutations, Target.BODY)


def modality(read: ReadArticle, fact: ModalFact, bench: Bench) -> Draft | None:
    """The modal word left out, asked for as the article's own wording."""
    if fact.word not in CLOZE:
        return None
    others = [word for word in (*CLOZE, CLOZE_FILLER) if word != fact.word]
    bench.chance.shuffle(others)
    refutations = [refute(word, Falsity.OTHER_WORDING, fact.word) for word in others]
    return _cloze(read, fact, bench.position(), others, refutations, Target.MODALITY, stem="stem-modality")


def sanction(read: ReadArticle, fact: SanctionFact, bench: Bench) -> Draft | None:
    """The sanction for an act, other rungs of the article first, then other articles' beside it."""
    rungs = [phrase for _, phrase in fact.rungs if phrase != fact.sanction]
    elsewhere = dict(bench.corpus.sanctions.get(read.document, {}))
    every = [*dict.fromkeys(rungs), *(text for text in sorted(elsewhere) if text not in rungs)]
    key = steps_of(fact.sanction)  # 撤职 is no wrong answer where 降级或者撤职 is the right one
    pool = [text for text in every if not steps_of(text) <= key]
    if len(pool) < WANTED:
        return None
    others = pool[:WANTED]
    bench.chance.shuffle(others)
    phrase, place = item_words(), place_of(read)
    gravities = phrase("list-mark").join(gravity for gravity, _ in fact.rungs if gravity)
    if fact.gravity:
        stem = phrase("stem-sanction-gravity", place=place, act=fact.act, gravity=fact.gravity)
    elif gravities:
        stem = phrase("stem-sanction-base", place=place, act=fact.act, gravities=gravities)
    else:
        stem = phrase("stem-sanction", place=place, act=fact.act)
    refutations = [refute(text, Falsity.OTHER_RUNG, elsewhere.get(text, "")) for text in others]
    return _draft(read, fact, stem, bench.position(), fact.sanction, others, refutations, Target.SANCTION)


def definition(read: ReadArticle, fact: DefinitionFact, bench: Bench) -> Draft | None:
    """The term for a definition, other defined terms beside it."""
    same = [other.term for other in bench.corpus.terms.get(read.document, ())]
    rest = [other.term for terms in bench.corpus.terms.values() for other in terms]
    akin = [term for term in rest if set(term) & set(fact.term)]
    pool = [term for term in dict.fromkeys((*same, *akin)) if term != fact.term and term not in read.text]
    pool.sort(key=lambda term: (-len(set(term) & set(fact.term)), abs(len(term) - len(fact.term))))
    if len(pool) < WANTED:
        return None
    others = pool[:WANTED]
    stem = item_words()("stem-definition", place=place_of(read), definition=fact.definition)
    refutations = [refute(term, Falsity.OTHER_TERM, fact.term) for term in others]
    return _draft(read, fact, stem, bench.position(), fact.term, others, refutations, Target.DEFINITION)


def document(read: ReadArticle, fact: DocumentFact, bench: Bench) -> Draft | None:
    """The day in force, number or issuer of a document, those of others beside it."""
    title = read.found.version.title
    dates = read.found.version.dates.values() if fact.name == "in_force" else ()
    own = {DAY.format(year=day.year, month=day.month, day=day.day): title for day in dates}
    own |= dict.fromkeys(other_numbers(fact.value), title) if fact.name == "number" else {}
    known = {**bench.corpus.documents[fact.name], **own}
    pool = [(value, other) for value, other in known.items() if value != fact.value]
    if len(pool) < WANTED:
        return None
    pool.sort(key=lambda pair: (pair[1] != title, _distance(pair[0], fact.value), pair[0]))
    chosen = pool[:WANTED]
    stem = item_words()(f"stem-{fact.name.replace('_', '-')}", title=title)
    refutations = [refute(value, Falsity.OTHER_DOCUMENT, other) for value, other in chosen]
    others = [value for value, _ in chosen]
    return _draft(read, fact, stem, bench.position(), fact.value, others, refutations, Target.DOCUMENT)


def _distance(one: str, other: str) -> int:
    """How far apart the years of two days are; 0 for what has no year."""
    years = [int(text[:4]) if text[:4].isdigit() else 0 for text in (one, other)]
    return abs(years[0] - years[1])


def _cloze(
    read: ReadArticle,
    fact: NumberFact | BodyFact | ModalFact,
    position: int,
    others: list[str],
    refutations: list[Refutation],
    target: Target,
    stem: str = "stem-cloze-single",
) -> Draft:
    text = item_words()(stem, place=place_of(read), text=fact.passage.blanked(fact.start, fact.end))
    key = read.text[fact.start : fact.end]
    return _draft(read, fact, text, position, key, others, refutations, target)


def _draft(
    read: ReadArticle,
    fact: NumberFact | BodyFact | ModalFact | SanctionFact | DefinitionFact | DocumentFact,
    stem: str,
    position: int,
    key: str,
    others: list[str],
    refutations: list[Refutation],
    target: Target,
) -> Draft:
    options, right = with_key_at(position, key, others)
    if fact.start < fact.end:
        explanation = explain(read, fact.start, fact.end)
    else:
        explanation = item_words()("explanation-catalogue", title=read.found.version.title, quote=key)
    proof = prove(read, fact, refutations)
    if not proof.key_text:
        proof = replace(proof, key_text=key)
    item = Item(ItemType.SINGLE, target, stem, explanation, proof, options, right)
    return Draft(item, fact, read, fact.passage.text)
