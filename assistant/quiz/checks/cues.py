"""What gives the key away, or makes the options unlike one another."""

from __future__ import annotations

from assistant.quiz.draft import Draft
from assistant.quiz.facts.fact import DefinitionFact, DutyFact, ListFact, NumberFact, SanctionFact
from assistant.quiz.grammar.bodies import PEERS
from assistant.quiz.grammar.likeness import GENITIVE, bigrams, told_apart
from assistant.quiz.grammar.lists import WHETHER
from assistant.quiz.grammar.marks import BLANK, TRAILING
from assistant.quiz.grammar.modals import MODAL
from assistant.quiz.model import Item, ItemType, Target

RATIO = 1.8
SHORT_OPTION = 6
SHARE, LEAD = 0.5, 0.34
CHOICES = (ItemType.SINGLE, ItemType.MULTIPLE)


def same_grammar(draft: Draft) -> bool:
    """All options end alike (…的 or not), without punctuation; all or none of a list's have a modal word, a 是否.

    Where all that the article lists end in the same word, what it doesn't list ends so too; where all of it has the
    same words, so has some of what it doesn't list.
    """
    if draft.item.type not in CHOICES:
        return True
    texts = [option.text for option in draft.item.options]
    if any(text[-1:] in TRAILING for text in texts) or len({text.endswith(GENITIVE) for text in texts}) > 1:
        return False
    if not isinstance(draft.fact, ListFact):
        return True
    if len({bool(MODAL.search(text)) for text in texts}) > 1 or len({WHETHER in text for text in texts}) > 1:
        return False
    own = {entry.text for entry in draft.fact.listing.entries}
    listed, others = [text for text in texts if text in own], [text for text in texts if text not in own]
    ends = {text[-2:] for text in listed}
    if len(ends) < 2 and any(text[-2:] not in ends for text in others):
        return False
    return not told_apart(listed, others)


def same_numerals(draft: Draft) -> bool:
    """Numbers stand in one form: all Chinese or all Arabic."""
    if not isinstance(draft.fact, NumberFact) or draft.item.type not in CHOICES:
        return True
    return len({any(sign.isdigit() and sign.isascii() for sign in option.text) for option in draft.item.options}) == 1


def even_lengths(draft: Draft) -> bool:
    """No option is more than 1.8 times as long as another; numbers, sanctions and peers among organs are let be."""
    item = draft.item
    if any({option.text for option in item.options} <= {*group} for group in PEERS):
        return True
    if item.type not in CHOICES or isinstance(draft.fact, NumberFact | SanctionFact) or item.target is Target.DEADLINE:
        return True
    lengths = [len(option.text) for option in item.options]
    return max(lengths) <= SHORT_OPTION or max(lengths) / min(lengths) <= RATIO


def not_in_stem(draft: Draft) -> bool:
    """The stem doesn't say the answer elsewhere."""
    item, fact = draft.item, draft.fact
    rest = item.stem.replace(BLANK, "")
    if isinstance(fact, NumberFact):
        unit = fact.unit if fact.unit not in ("%", "/") else ""
        return item.type is ItemType.TRUE_FALSE or fact.value + unit not in rest
    if isinstance(fact, DefinitionFact):
        return fact.term not in rest
    if item.type is ItemType.SINGLE:
        key = next(option.text for option in item.options if option.id == item.key[0])
        return key not in rest
    if item.type is ItemType.FILL_IN:
        return not any(answer in rest for answer in item.blanks[0])
    return True


def not_guessable(draft: Draft) -> bool:
    """The key isn't the one option whose words the stem repeats."""
    item = draft.item
    if item.type is not ItemType.SINGLE or isinstance(draft.fact, NumberFact):
        return True
    stem = bigrams(item.stem)
    if isinstance(draft.fact, DutyFact) and item.target is Target.DEADLINE:
        return not _own(item) & stem
    shares = {option.id: _share(bigrams(option.text), stem) for option in item.options}
    key = shares.pop(item.key[0])
    return key < SHARE or key - max(shares.values()) < LEAD


def _own(item: Item) -> frozenset[str]:
    """The pairs of characters that the key alone has."""
    others = [bigrams(option.text) for option in item.options if option.id not in item.key]
    return frozenset().union(*(bigrams(option.text) for option in item.options if option.id in item.key)).difference(
        *others
    )


def _share(pairs: frozenset[str], stem: frozenset[str]) -> float:
    return len(pairs & stem) / len(pairs) if pairs else 0.0
