"""The glossary's terms that a question wants explained."""

from __future__ import annotations

from assistant.answering.grammar.definitions import asks_difference, term_asked
from assistant.answering.grammar.topic import topic_fragments
from knowledge.glossary import Term, load_glossary

TOGETHER = 3
LEAST_NAMED = 0.7
"""How much of what is asked about a term's name must be."""
LEFT = 2
"""The characters that may stand beside the terms to be told apart."""


def terms_asked(question: str) -> tuple[Term, ...]:
    """The term a question asks about, or those it wants told apart; () where it asks for something else."""
    if word := term_asked(question):
        found = load_glossary().found_in(word)
        return tuple(term for term in found if any(len(n) >= LEAST_NAMED * len(word) for n in term.names if n in word))
    if not asks_difference(question):
        return ()
    found = load_glossary().found_in(question)
    rest = question
    for name in sorted((name for term in found for name in term.names), key=len, reverse=True):
        rest = rest.replace(name, " ")
    if not 1 < len(found) <= TOGETHER or len("".join(topic_fragments(rest))) > LEFT:
        return ()
    return tuple(sorted(found, key=lambda term: min(question.find(name) for name in term.names if name in question)))
