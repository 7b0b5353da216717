"""Who is responsible and by when: from the duty that the article sets, with its task quoted."""

from __future__ import annotations

from assistant.answering.evidence import Evidence, share
from assistant.answering.forms.context import Context
from assistant.answering.forms.fact import answer_fact
from assistant.answering.places import duties_text, place_text, quoting
from assistant.answering.writer import Writer
from knowledge.lexical.tokens import tokens
from knowledge.model import Responsibility

AMONG = 4
NEAR = 0.85
LONGEST = 320


def answer_responsible(context: Context) -> Writer | None:
    """The duty that fits best; a fact where no article near sets one."""
    near = [one for one in context.evidence[:AMONG] if one.found.article.responsibilities]
    if not near or (context.evidence[0] not in near and near[0].weight < NEAR * context.evidence[0].weight):
        return answer_fact(context)
    writer = Writer(context.words)
    one = near[0]
    text = one.found.article.text
    duty = max(one.found.article.responsibilities, key=lambda duty: share(tokens(_task(text, duty)), context.wanted))
    start, end = stretch(text, duty)
    citation = writer.cite(one.found, start, end)
    place = place_text(one.found, context.words)
    duties, key = duties_text(duty, context.words), quoting("answer-duty", one.found)
    writer.say(key, place=place, duties=duties, quote=citation.said, n=citation.n)
    _add_statement(writer, context, one)
    return writer


def _add_statement(writer: Writer, context: Context, used: Evidence) -> None:
    """Another article that answers as well, if it weighs as much."""
    for one in context.evidence[:2]:
        if one is not used and one.weight >= used.weight:
            citation = writer.cite(one.found, one.span.start, one.span.end)
            writer.say("answer-quote", place=place_text(one.found, writer.words), quote=citation.said, n=citation.n)


def stretch(text: str, duty: Responsibility) -> tuple[int, int]:
    """The task and the words that say who answers for it; of a long task its end."""
    start = text.find(duty.task) if duty.task else -1
    if duty.task and start >= 0 and not duty.leads and not duty.participants:
        return start, min(start + len(duty.task), max(duty.end, start + LONGEST))
    start = start if 0 <= start <= duty.start else duty.start
    end = max(duty.end, start + len(duty.task) if start + len(duty.task) <= duty.end + 4 else duty.end)
    if end < len(text) and text[end] in ")]）］〕":
        end += 1
    if end - start > LONGEST:
        breaks = [at + 1 for at in range(start, duty.start) if text[at] in "\u3002\uff1b;\n"]
        start = next((at for at in breaks if end - at <= LONGEST), duty.start)
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _task(text: str, duty: Responsibility) -> str:
    return duty.task or text[duty.start : duty.end]
