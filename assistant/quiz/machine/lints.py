"""What a program can tell of an item in a model's words: said by the article, one key, no give-away."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.grammar import claims
from assistant.answering.grammar.hostile import injects
from assistant.quiz.checks.cues import RATIO, SHORT_OPTION
from assistant.quiz.checks.form import LONGEST_STEM
from assistant.quiz.checks.names import Check
from assistant.quiz.grammar.anaphora import ELSEWHERE
from assistant.quiz.grammar.asking import NO_OFFICE
from assistant.quiz.grammar.facts_of_documents import ALL_OR_NONE, PERSONAL
from assistant.quiz.grammar.likeness import GENITIVE
from assistant.quiz.grammar.marks import NEGATIVE_ASKED, TRAILING
from assistant.quiz.grammar.modals import MODAL, OBLIGATIONS
from knowledge.reference.numerals import to_arabic

FEWEST, MOST = 3, 5


def unsaid(text: str, *sources: str) -> str:
    """A quotation, number, label, body or denial of a text that none of the sources has; empty if there is none."""
    source, plain = claims.folded("\n".join(sources)), claims.folded(text)
    found = [quoted for quoted in claims.quotations(text) if claims.folded(quoted) not in source]
    found += sorted(claims.unsaid_numbers(plain, source))
    found += [label for label in claims.labels(plain) if label not in source]
    bodies = (body for body in claims.institutions(plain) if not NO_OFFICE.search(body))
    found += [body for body in bodies if not claims.named_in(body, source)]
    found += [link for link in claims.links(plain) if link not in source]
    if claims.denies(plain) and not claims.denies(source):
        found.append(plain)
    return found[0] if found else ""


def hostile(*texts: str) -> bool:
    """Whether a text speaks to the model instead of to the reader."""
    return any(injects(text) for text in texts)


def choice_fault(stem: str, options: Sequence[str], key: Sequence[str], basis: str, story: str = "") -> Check | None:
    """The first check that a choice in a model's words fails."""
    wrong = [text for text in options if text not in key]
    rules: tuple[tuple[Check, bool], ...] = (
        (Check.PERSONAL_DATA, any(PERSONAL.search(text) for text in (stem, story, *options))),
        (Check.UNRESOLVED_REFERENCE, bool(ELSEWHERE.search(stem))),
        (Check.STEM_TOO_LONG, not 0 < len(stem) <= LONGEST_STEM),
        (Check.TOO_FEW_DISTRACTORS, not FEWEST <= len(options) <= MOST or not key or not wrong),
        (Check.TWO_KEYS, len({to_arabic(claims.folded(text)) for text in options}) < len(options)),
        (Check.TWO_KEYS, any(claims.folded(text) in claims.folded(basis) for text in wrong)),
        (Check.TWO_KEYS, len(OBLIGATIONS & {word for text in options for word in MODAL.findall(text)}) > 1),
        (Check.ALL_OR_NONE, any(ALL_OR_NONE.search(text) for text in options)),
        (Check.GRAMMAR_CUE, len({text.endswith(GENITIVE) for text in options}) > 1),
        (Check.GRAMMAR_CUE, any(not text or text[-1] in TRAILING for text in options)),
        (Check.OPTION_LENGTH, not _even(options)),
        (Check.ANSWER_IN_STEM, any(text in stem or text in story for text in key)),
        (Check.NEGATIVE_NOT_BOLD, bool(NEGATIVE_ASKED.search(stem))),
    )
    return next((check for check, failed in rules if failed), None)


def _even(options: Sequence[str]) -> bool:
    lengths = [len(text) for text in options]
    return max(lengths) <= SHORT_OPTION or max(lengths) / max(1, min(lengths)) <= RATIO
