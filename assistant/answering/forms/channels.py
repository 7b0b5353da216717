"""Where to report misconduct: the channels open to everyone, then what the documents say of them."""

from __future__ import annotations

from assistant.answering.forms.context import Context
from assistant.answering.grammar.facets import holds
from assistant.answering.grammar.reporting import asks_channel, tells_channel
from assistant.answering.passage import clauses, sentence
from assistant.answering.places import place_text
from assistant.answering.writer import Writer

MOST = 3


def answer_channels(context: Context) -> Writer | None:
    """None where the question asks for something else, or for a number of one office that no document at hand has."""
    if not asks_channel(context.draft.query):
        return None
    telling = [(one, start, end) for one in context.evidence for start, end in _telling(one.found.article.text)]
    if context.asked.sides and "phone" in context.asked.facets:
        telling = [row for row in telling if holds("phone", row[0].found.article.text[row[1] : row[2]])]
    if not telling:
        return None
    writer = Writer(context.words)
    writer.say("channels")
    for one, start, end in telling[:MOST]:
        citation = writer.cite(one.found, start, end)
        place = place_text(one.found, context.words)
        writer.say("answer-quote", place=place, quote=citation.said, n=citation.n)
    return writer


def _telling(text: str) -> list[tuple[int, int]]:
    """The first clause of a text that says where reports go."""
    return [sentence(text, start, end) for start, end in clauses(text) if tells_channel(text[start:end])][:1]
