"""A list: every item, in order, none lost — the parts of a section, the items of an article, or one clause."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from assistant.answering.evidence import Evidence, share
from assistant.answering.forms.context import Context
from assistant.answering.forms.fact import NEAR, answer_fact
from assistant.answering.grammar.items import LIST_VERBS, count_asked, item_lines, same_heads
from assistant.answering.grammar.questions import ENUMERATES, LEADS_TO_LIST
from assistant.answering.passage import best_passage, clauses
from assistant.answering.places import place_text
from assistant.answering.writer import Writer
from knowledge.lexical.tokens import tokens
from knowledge.model import ArticleKind, CataloguedArticle, Version

SECTION = 0.62
FEWEST, MOST = 2, 30
AMONG, ITEMS, LED, OPENING = 10, 0.2, 0.8, 60
COUNTED = 0.15
CLEAR, ALSO = 0.8, 3
LONGEST_ITEM = 160


def answer_list(context: Context) -> Writer | None:
    """The parts of the section asked for; else the items of the article; else the clause that lists."""
    if section := best_section(context) or _led(context):
        return _write_section(context, section)
    ranked = sorted(context.evidence[:AMONG], key=lambda one: -one.weight - _lists(one, context.wanted))
    if ranked and (block := item_lines(ranked[0].found.article.text)):
        return _write_items(context, ranked[0], block)
    return answer_fact(context)


def _lists(one: Evidence, wanted: Mapping[str, float]) -> float:
    """How much an article looks like the list asked for: it has items, it says that a list of that follows."""
    text = one.found.article.text
    block = item_lines(text)
    lead = text[block[0] :].split("\n", 1)[0] if block else ""
    leads = LEADS_TO_LIST.search(text[:OPENING]) is not None
    return ITEMS * ((block is not None) + leads) + LED * share(tokens(lead), wanted)


def _led(context: Context) -> list[CataloguedArticle]:
    """The parts that the words before them lead to: 努力达到以下目标： and then 1. 2. 3."""
    best = context.evidence[0].found if context.evidence else None
    if best is None or best.article.kind is not ArticleKind.LEAD:
        return []
    label = best.article.label
    parts = [
        one
        for one in context.catalogue.articles_of(best.version)
        if one.article.label.startswith(label) and one.article.label != label
    ]
    return parts if FEWEST <= len(parts) <= MOST else []


def best_section(context: Context) -> list[CataloguedArticle]:
    """The articles under the heading that is most of what is asked; [] if none is, or an article's own heading more."""
    asked = count_asked(context.asked.text)
    idle = LIST_VERBS | context.asked.joints
    own = {token: context.wanted[token] for token in context.asked.topic if token not in idle}
    found: list[tuple[float, int, list[CataloguedArticle]]] = []
    for version in _versions(context):
        articles = context.catalogue.articles_of(version)
        parted = {path: part for path, part in sections(articles).items() if FEWEST <= len(part) <= MOST}
        alone = [one for one in articles if one.article.heading and one.article.text.startswith(one.article.heading)]
        telling = _telling([path[-1] for path in parted] + [one.article.heading for one in alone], own)
        for path, children in parted.items():
            fits = _fits(path[-1], telling, context.asked.text) + (COUNTED if asked == len(children) else 0.0)
            found.append((fits, -len(children), children))
        found += [(_fits(one.article.heading, telling, context.asked.text), -MOST, [one]) for one in alone]
    best = max(found, key=lambda row: (row[0], row[1]), default=(0.0, 0, []))
    if best[0] < SECTION or len(best[2]) < FEWEST:
        return []
    inside = {(child.version.id, child.ordinal) for child in best[2]}
    rivals = [
        one
        for one in context.evidence[:2]
        if one.found.article.kind is ArticleKind.ARTICLE and (one.found.version.id, one.found.ordinal) not in inside
    ]
    rival = max((one.headed for one in rivals), default=0.0)
    return best[2] if best[0] >= rival else []


def _fits(heading: str, telling: Mapping[str, float], asked: str) -> float:
    """How much of what is asked a heading is; words that headings use for the same thing count as the question's."""
    return share(tokens(f"{heading} {' '.join(same_heads(heading, asked))}"), telling)


def _telling(headings: list[str], wanted: Mapping[str, float]) -> dict[str, float]:
    """The tokens looked for, those that many headings of the document share counting less."""
    counts = Counter(token for heading in headings for token in set(tokens(heading)))
    size = len(headings) + 1
    return {token: weight * math.log(1 + size / (counts[token] + 0.5)) for token, weight in wanted.items()}


def sections(articles: Iterable[CataloguedArticle]) -> dict[tuple[str, ...], list[CataloguedArticle]]:
    """The articles under each heading, by the headings from the outermost."""
    found: dict[tuple[str, ...], list[CataloguedArticle]] = {}
    for one in articles:
        if one.article.kind is ArticleKind.ARTICLE:
            path = one.article.headings
            if path and path[-1] == one.article.heading and one.article.text.startswith(path[-1]):
                path = path[:-1]
            for depth in range(1, len(path) + 1):
                found.setdefault(path[:depth], []).append(one)
    return found


def _versions(context: Context) -> list[Version]:
    versions = context.snapshot.versions
    scope = context.asked.scope
    ids = scope if 0 < len(scope) <= 5 else {one.found.version.id for one in context.evidence[:2]}
    return [versions[id_] for id_ in sorted(ids) if not versions[id_].type.is_statute]


def _write_section(context: Context, children: list[CataloguedArticle]) -> Writer:
    writer = Writer(context.words)
    version = children[0].version
    writer.say("list-head", title=version.title, count=len(children))
    for number, child in enumerate(children, 1):
        text = child.article.text
        first = clauses(text)[0]
        span = first if child.article.heading and text.startswith(child.article.heading) else (0, len(text))
        if span[1] - span[0] > LONGEST_ITEM:
            cut = best_passage(text, context.wanted, LONGEST_ITEM)
            span = (cut.start, cut.end)
        citation = writer.cite(child, *span)
        writer.say("list-item", number=number, label=child.article.label, quote=citation.said, n=citation.n)
    return writer


def _write_items(context: Context, one: Evidence, block: tuple[int, int]) -> Writer:
    """The items whole; then what else lists, or fits best where what leads to the items is not what is asked."""
    writer = Writer(context.words)
    citation = writer.cite(one.found, *block)
    writer.say("answer-quote", place=place_text(one.found, context.words), quote=citation.said, n=citation.n)
    best, lead = context.evidence[0], one.found.article.text[slice(*block)].split("\n", 1)[0]
    own = {token: context.wanted[token] for token in context.asked.topic if token not in context.asked.joints}
    clear = share(tokens(lead), own) >= CLEAR
    for other in context.evidence[:ALSO]:
        lists = ENUMERATES.search(other.found.article.text[other.span.start : other.span.end]) is not None
        if other is not one and (lists and other.weight >= NEAR * best.weight or other is best and not clear):
            also = writer.cite(other.found, other.span.start, other.span.end)
            writer.say("answer-quote", place=place_text(other.found, context.words), quote=also.said, n=also.n)
    return writer
