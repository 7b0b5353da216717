"""Puts before the quotations of a yes/no question what they make of its premise."""

from __future__ import annotations

from assistant.answering.forms.context import Context
from assistant.answering.forms.tasks import bodies_named
from assistant.answering.grammar.premises import act_asked, conditional, ruled, terms
from assistant.answering.grammar.topic import verbs
from assistant.answering.places import place_text
from assistant.answering.premise import Premise, judge
from assistant.answering.writer import Writer
from knowledge.model import Responsibility


def with_premise(writer: Writer, context: Context) -> Writer:
    """The answer with its verdict in front, where the quotations allow one."""
    versions = {citation.found.version.id: citation.found.version for citation in writer.citations}
    scope = [version for id_, version in versions.items() if id_ in context.asked.scope]
    whole = "\n".join(one.article.text for version in scope for one in context.catalogue.articles_of(version))
    duties = _duties(writer)
    known = [duty for _, _, duty in context.catalogue.responsible()] if duties else []
    leads = tuple(name for duty in duties for name in duty.leads)
    named = bodies_named(context.asked.text, known)
    quotes = [citation.quote for citation in writer.citations]
    verdict, word = judge(context.asked.text, quotes, whole or "\n".join(quotes) + word_of(context), (named, leads))
    if verdict is Premise.OPEN:
        return _ruled(writer, context)
    title = next(iter(versions.values())).title
    mark = writer.citations[0].n
    writer.lines.insert(0, context.words(f"premise-{verdict.value}", title=title, word=word, n=mark))
    return writer


def _ruled(writer: Writer, context: Context) -> Writer:
    """The answer with what the first quotation rules in front: allowed or not; as it is where it rules neither."""
    first = writer.citations[0]
    for verb in verbs(act_asked(context.asked.text)):
        allowed, words = ruled(verb, first.quote)
        if allowed is not None:
            key = "premise-allowed" if allowed else "premise-forbidden"
            key += "-conditional" if conditional(first.quote) else ""
            writer.lines.insert(0, context.words(key, title=first.found.version.title, word=words, n=first.n))
            break
    return writer


def unsaid(context: Context) -> Writer | None:
    """That the one document named does not say what a yes/no question supposes; None where that is not the question."""
    versions = [context.snapshot.versions[id_] for id_ in context.asked.scope]
    if not context.asked.yes_no or len(versions) != 1 or not context.evidence:
        return None
    whole = "\n".join(one.article.text for one in context.catalogue.articles_of(versions[0]))
    missing = [term for term in terms(context.asked.text) if term not in whole]
    if not missing:
        return None
    writer, nearest = Writer(context.words), context.evidence[0]
    citation = writer.cite(nearest.found, nearest.span.start, nearest.span.end)
    writer.say("premise-unsaid", title=versions[0].title, word=missing[0], n=citation.n)
    place = place_text(nearest.found, context.words)
    writer.say("answer-quote", place=place, quote=citation.said, n=citation.n)
    return writer


def word_of(context: Context) -> str:
    """Without named documents nothing can be said to be missing from them: the question's words count as said."""
    return context.asked.text


def _duties(writer: Writer) -> list[Responsibility]:
    first = writer.citations[0]
    return [duty for duty in first.found.article.responsibilities if first.start <= duty.start < first.end]
