"""多选 and its mirror: what an article lists, among entries of a list of the same class in the same document."""

from __future__ import annotations

from assistant.quiz.draft import Bench, Draft, explain, place_of, prove, refute
from assistant.quiz.facts.fact import ListFact
from assistant.quiz.grammar.kinds import kind_of, names_itself
from assistant.quiz.grammar.likeness import ENTRY_JOIN, GENITIVE, bigrams, jaccard, same_header, told_apart
from assistant.quiz.items.choice import with_key_at
from assistant.quiz.model import Falsity, Item, ItemType, Target, make_options
from assistant.quiz.reading import Entry, ReadArticle
from assistant.quiz.wording.words import item_words

LONGEST = 48
LEAST_LIKE, MOST_LIKE = 0.08, 0.35
RATIO = 1.8
TRIES = 6


def multiple(read: ReadArticle, fact: ListFact, bench: Bench) -> Draft | None:
    """Two or three entries of the list, and one or two of another."""
    own = _askable(fact)
    foreign = _foreign(read, fact, bench)
    if len(own) < 2 or not foreign:
        return None
    right = 3 if len(foreign) == 1 or (len(own) >= 3 and bench.chance.random() < 0.6) else 2
    others = _even(foreign, [foreign[0][0]])[: 4 - right]
    own = [entry for entry, _ in _even([(entry, "") for entry in own], [entry for entry, _ in others])]
    if len(own) < 4 - len(others):
        return None
    keys = _picked(own, right, [entry.text for entry, _ in others], bench)
    texts = [entry.text for entry in keys] + [entry.text for entry, _ in others]
    bench.chance.shuffle(texts)
    key = tuple(option.id for option in make_options(texts) if option.text in {entry.text for entry in keys})
    stem = item_words()("stem-list-multiple", place=place_of(read), header=fact.passage.text)
    refutations = [refute(entry.text, Falsity.OTHER_ARTICLE, label) for entry, label in others]
    proof = prove(read, fact, refutations)
    explanation = (
        explain(read, fact.start, fact.end, "explanation") if len(read.text) < 200 else _quote(read, fact, keys)
    )
    item = Item(ItemType.MULTIPLE, Target.ENUMERATION, stem, explanation, proof, make_options(texts), key, marks=2.0)
    return Draft(item, fact, read, fact.passage.text)


def not_listed(read: ReadArticle, fact: ListFact, bench: Bench) -> Draft | None:
    """Three entries of the list, and the one asked for, which another article has."""
    own, foreign = _askable(fact), _foreign(read, fact, bench)
    if len(own) < 3 or not foreign:
        return None
    key, label = foreign[bench.chance.randrange(len(foreign))]
    own = [entry for entry, _ in _even([(entry, "") for entry in own], [key])]
    if len(own) < 3:
        return None
    listed = _picked(own, 3, [key.text], bench)
    stem = item_words()("stem-list-not", place=place_of(read), header=fact.passage.text)
    options, right = with_key_at(bench.position(), key.text, [entry.text for entry in listed])
    refutations = [refute(entry.text, Falsity.LISTED, read.found.article.label) for entry in listed]
    proof = prove(read, fact, refutations)
    item = Item(
        ItemType.SINGLE, Target.ENUMERATION, stem, _quote(read, fact, listed), proof, options, right, topics=(label,)
    )
    return Draft(item, fact, read, fact.passage.text)


def _picked(own: list[Entry], count: int, others: list[str], bench: Bench) -> list[Entry]:
    """Entries of the list, as far as can be without words that all of them and none of the others have."""
    picked: list[Entry] = []
    for _ in range(TRIES):
        picked = sorted(bench.chance.sample(own, min(count, len(own))), key=lambda entry: entry.start)
        if not told_apart([entry.text for entry in picked], others):
            break
    return picked


def _askable(fact: ListFact) -> list[Entry]:
    return [entry for entry in fact.closed if len(entry.text) <= LONGEST and "\n" not in entry.text]


def _foreign(read: ReadArticle, fact: ListFact, bench: Bench) -> list[tuple[Entry, str]]:
    own = _askable(fact)
    if not own or not fact.noun:
        return []
    ending, kind = own[0].text.endswith(GENITIVE), kind_of(fact.header)
    sets = [bigrams(entry.text) for entry in fact.listing.entries]
    topic = set().union(*sets) | bigrams(fact.header)
    found: list[tuple[float, Entry, str]] = []
    for other_read, other in bench.corpus.lists.get(read.document, ()):
        if other.noun != fact.noun or other.negative != fact.negative or same_header(other.header, fact.header):
            continue
        if other_read.found.article.label == read.found.article.label or kind_of(other.header) != kind:
            continue
        for entry in _askable(other):
            pairs = bigrams(entry.text)
            alike = max(jaccard(pairs, seen) for seen in sets)
            if entry.text.endswith(GENITIVE) != ending or alike >= MOST_LIKE or names_itself(fact.header, entry.text):
                continue
            near = len(pairs & topic) / max(1, len(pairs))
            if near < LEAST_LIKE:
                continue
            found.append((-near, entry, other_read.found.article.label))
    found.sort(key=lambda row: (row[0], row[1].text))
    return [(entry, label) for _, entry, label in found[:6]]


def _even(entries: list[tuple[Entry, str]], beside: list[Entry]) -> list[tuple[Entry, str]]:
    """Those of the entries that are neither much longer nor much shorter than others."""
    long, short = max(len(entry.text) for entry in beside), min(len(entry.text) for entry in beside)
    return [pair for pair in entries if long / RATIO <= len(pair[0].text) <= short * RATIO]


def _quote(read: ReadArticle, fact: ListFact, entries: list[Entry]) -> str:
    quote = fact.header + ENTRY_JOIN.join(entry.text for entry in entries)
    return item_words()("explanation", place=place_of(read), quote=quote)
