"""What a word means: the clause that defines it, or the glossary's explanation with where the word stands."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answering.forms.context import Context
from assistant.answering.grammar.definitions import says_meaning, term_asked
from assistant.answering.names import names_of
from assistant.answering.passage import best_passage, clauses, sentence
from assistant.answering.places import place_text
from assistant.answering.terms import terms_asked
from assistant.answering.writer import Writer
from knowledge.glossary import Term, TermSource
from knowledge.lexical.tokens import tokens
from knowledge.model import CataloguedArticle
from knowledge.reference.labels import label_key
from knowledge.reference.titles import title_key

MOST = 2


def answer_definition(context: Context) -> Writer | None:
    """What the words asked about mean; None where neither the documents at hand nor the glossary say."""
    terms = terms_asked(context.asked.text)
    writer = Writer(context.words)
    _define(writer, context, term_asked(context.asked.text) or "".join(term.name for term in terms[:1]))
    for term in terms:
        _explain(writer, context, term)
    return writer if writer.citations else None


def _define(writer: Writer, context: Context, word: str) -> None:
    """The first clause at hand that says what a word means."""
    for one in context.evidence if word else ():
        for start, end in clauses(one.found.article.text):
            if says_meaning(word, one.found.article.text[start:end]):
                citation = writer.cite(one.found, start, end)
                place = place_text(one.found, context.words)
                writer.say("answer-quote", place=place, quote=citation.said, n=citation.n)
                return


def _explain(writer: Writer, context: Context, term: Term) -> None:
    """The glossary's words, then where the term stands."""
    quoted = []
    for found in _sources(context, term):
        citation = writer.cite(found, *_stretch(found, term))
        quoted += [citation] if citation not in quoted else []
        if len(quoted) == MOST:
            break
    if not quoted:
        return
    writer.say("definition", term=term.name, plain=term.plain, n=quoted[0].n)
    for citation in quoted:
        place = place_text(citation.found, context.words)
        writer.say("definition-source", place=place, quote=citation.said, n=citation.n)


def _sources(context: Context, term: Term) -> Iterator[CataloguedArticle]:
    """The articles that the glossary names for a term, as far as they are here and in force; then what was found."""
    for source in term.sources:
        yield from _named(context, source)
    for one in context.evidence:
        if any(name in one.found.article.text for name in term.names):
            yield one.found


def _named(context: Context, source: TermSource) -> list[CataloguedArticle]:
    names = names_of(context.snapshot, context.draft.question.as_of)
    key = title_key(source.document)
    ids = names.by_title.get(key) or names.endings.get(key) or ()
    versions, label = [context.snapshot.versions[id_] for id_ in sorted(ids)], label_key(source.article)
    return [one for version in versions for one in context.catalogue.article_labelled(version, label)]


def _stretch(found: CataloguedArticle, term: Term) -> tuple[int, int]:
    """The clause that uses the term, under its own name before others."""
    text = found.article.text
    for name in term.names:
        for start, end in clauses(text):
            if name in text[start:end]:
                return sentence(text, start, end)
    span = best_passage(text, dict.fromkeys(tokens(term.plain), 1.0))
    return span.start, span.end
