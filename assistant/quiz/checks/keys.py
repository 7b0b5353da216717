"""One key, and one only."""

from __future__ import annotations

from assistant.quiz.corpus import Corpus
from assistant.quiz.draft import Draft, Sighting
from assistant.quiz.facts.fact import BodyFact, ListFact, ModalFact, NumberFact, PairsFact, SanctionFact
from assistant.quiz.grammar.likeness import bigrams, jaccard, same_header
from assistant.quiz.grammar.modals import OBLIGATIONS
from assistant.quiz.grammar.numbers import SLOT
from assistant.quiz.items.multiple import MOST_LIKE
from assistant.quiz.model import ItemType
from knowledge.reference.numerals import to_arabic

LEFT = 4


def no_twin(draft: Draft | Sighting) -> bool:
    """No other number of the same unit stands in the same words: which of them is asked for would be open."""
    fact = draft.fact
    if not isinstance(fact, NumberFact):
        return True
    text = draft.read.text
    left = text[max(0, fact.start - LEFT) : fact.start]
    for match in SLOT.finditer(text):
        start = match.start("value") if match["value"] else match.start()
        if start == fact.start or (match["unit"] or "") != fact.unit and match["value"]:
            continue
        if text[max(0, start - LEFT) : start] == left:
            return False
    return True


def no_range(draft: Draft | Sighting) -> bool:
    """The number is no end of a range: values beyond the other end would be absurd."""
    return not (isinstance(draft.fact, NumberFact) and draft.fact.ranged)


def no_sibling(draft: Draft, corpus: Corpus) -> bool:
    """No distractor is listed under the same header in another article: it would be as right as the key."""
    fact = draft.fact
    if not isinstance(fact, ListFact):
        return True
    shown = {option.text for option in draft.item.options}
    for read, other in corpus.lists.get(draft.read.document, ()):
        if (read is not draft.read or other.start != fact.start) and same_header(other.header, fact.header):
            listed = {entry.text for entry in other.listing.entries}
            if listed & shown:
                return False
    return True


def one_key(draft: Draft) -> bool:
    """No distractor says the same as the key or as the article."""
    item, fact = draft.item, draft.fact
    texts = [option.text for option in item.options]
    if len({to_arabic(text) for text in texts}) < len(texts):
        return False
    wrong = [option.text for option in item.options if option.id not in item.key]
    if isinstance(fact, BodyFact):
        return not fact.joined and not any(text in draft.read.text for text in wrong)
    if isinstance(fact, ModalFact):
        return len(OBLIGATIONS & set(texts)) < 2
    if isinstance(fact, ListFact) and item.type in (ItemType.MULTIPLE, ItemType.SINGLE):
        return _foreign_apart(draft, fact)
    if isinstance(fact, PairsFact):
        return not any(one != other and one in other for one in texts for other in texts) or fact.kind != "duty"
    return True


def _foreign_apart(draft: Draft, fact: ListFact) -> bool:
    own = {entry.text: bigrams(entry.text) for entry in fact.listing.entries}
    for option in draft.item.options:
        pairs = bigrams(option.text)
        if option.text not in own and any(jaccard(pairs, seen) >= MOST_LIKE for seen in own.values()):
            return False
    return True


def not_excepted(draft: Draft | Sighting) -> bool:
    """No later paragraph of the article sets another sanction for some of the listed acts."""
    return not (isinstance(draft.fact, SanctionFact | PairsFact) and draft.fact.excepted)
