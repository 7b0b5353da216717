"""The checks in order; the first that fails names the rejection."""

from __future__ import annotations

from collections.abc import Callable, Container
from datetime import date

from assistant.quiz.checks import context, cues, form, keys, modality, standing
from assistant.quiz.checks.duplicates import Seen
from assistant.quiz.checks.names import Check
from assistant.quiz.corpus import Corpus
from assistant.quiz.draft import Draft, Sighting

EARLY: tuple[tuple[Check, Callable[[Draft | Sighting], bool]], ...] = (
    (Check.NOT_AUTHORITATIVE, standing.authoritative),
    (Check.RANGE_SLOT, keys.no_range),
    (Check.TWIN_SLOTS, keys.no_twin),
    (Check.NON_NORMATIVE_MODAL, modality.normative),
    (Check.SEVERAL_FACTS, modality.one_fact),
    (Check.EXCEPTED_ELSEWHERE, keys.not_excepted),
)
"""Checks that need the fact alone, run before an item is made of it."""

PLAIN: tuple[tuple[Check, Callable[[Draft], bool]], ...] = (
    (Check.STALE_TEXT, standing.text_current),
    (Check.PERSONAL_DATA, standing.no_personal_data),
    (Check.PLACE_UNNAMED, standing.place_named),
    (Check.UNRESOLVED_REFERENCE, context.resolved),
    (Check.LOST_LEAD, context.lead_kept),
    (Check.STEM_TOO_LONG, form.short_stem),
    (Check.SEVERAL_FACTS, modality.one_number),
    (Check.DEONTIC_SWAP, modality.no_deontic_swap),
    (Check.ENTAILED_VALUE, modality.not_entailed),
    (Check.TWO_KEYS, keys.one_key),
    (Check.TOO_FEW_DISTRACTORS, modality.refuted),
    (Check.CATCH_ALL_SHOWN, form.no_catch_all),
    (Check.GRAMMAR_CUE, cues.same_grammar),
    (Check.NUMERAL_FORM, cues.same_numerals),
    (Check.OPTION_LENGTH, cues.even_lengths),
    (Check.ANSWER_IN_STEM, cues.not_in_stem),
    (Check.GUESSABLE, cues.not_guessable),
    (Check.NEGATIVE_NOT_BOLD, form.negative_bold),
    (Check.ALL_OR_NONE, form.no_all_or_none),
    (Check.NOT_WORTH_ASKING, form.worth_asking),
)
"""Checks that need the draft alone."""

PASSED = (
    *dict.fromkeys(check for check, _ in (*EARLY, *PLAIN)),
    Check.SIBLING_HEADER,
    Check.NOT_IN_FORCE,
    Check.OVERTAKEN,
    Check.DUPLICATE,
)


def unfit(sighting: Draft | Sighting, live: Container[str]) -> Check | None:
    """The first check that a fact fails by itself."""
    if not standing.in_force(sighting, live):
        return Check.NOT_IN_FORCE
    return next((check for check, passes in EARLY if not passes(sighting)), None)


def failed(draft: Draft, corpus: Corpus, seen: Seen, day: date) -> Check | None:
    """The first check that a draft of a fit fact fails on a day; what passes is remembered in `seen`."""
    for check, passes in PLAIN:
        if not passes(draft):
            return check
    if not keys.no_sibling(draft, corpus):
        return Check.SIBLING_HEADER
    if not standing.not_overtaken(draft, day):
        return Check.OVERTAKEN
    return None if seen.admit(draft) else Check.DUPLICATE
