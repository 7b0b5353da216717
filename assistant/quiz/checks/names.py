"""The checks by name: what a rejected item is counted under and what a proof lists as passed."""

from __future__ import annotations

from enum import StrEnum


class Check(StrEnum):
    """Each names the fault it guards against."""

    TOO_FEW_DISTRACTORS = "too_few_distractors"
    NOT_IN_FORCE = "not_in_force"
    NOT_AUTHORITATIVE = "not_authoritative"
    STALE_TEXT = "stale_text"
    PERSONAL_DATA = "personal_data"
    PLACE_UNNAMED = "place_unnamed"
    UNRESOLVED_REFERENCE = "unresolved_reference"
    LOST_LEAD = "lost_lead"
    TWIN_SLOTS = "twin_slots"
    RANGE_SLOT = "range_slot"
    SIBLING_HEADER = "sibling_header"
    TWO_KEYS = "two_keys"
    EXCEPTED_ELSEWHERE = "excepted_elsewhere"
    DEONTIC_SWAP = "deontic_swap"
    ENTAILED_VALUE = "entailed_value"
    NON_NORMATIVE_MODAL = "non_normative_modal"
    SEVERAL_FACTS = "several_facts"
    GRAMMAR_CUE = "grammar_cue"
    NUMERAL_FORM = "numeral_form"
    OPTION_LENGTH = "option_length"
    ANSWER_IN_STEM = "answer_in_stem"
    GUESSABLE = "guessable"
    STEM_TOO_LONG = "stem_too_long"
    NEGATIVE_NOT_BOLD = "negative_not_bold"
    ALL_OR_NONE = "all_or_none"
    CATCH_ALL_SHOWN = "catch_all_shown"
    NOT_WORTH_ASKING = "not_worth_asking"
    OVERTAKEN = "overtaken"
    DUPLICATE = "duplicate"
