"""An answer in a language model's words: asked for as sentences with their passages, shown only as far as verified."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Protocol

from pydantic import BaseModel, Field

from assistant.answering.claims import holds
from assistant.answering.grammar.hostile import injects
from assistant.answering.model import MARK, Answer, AnswerStatus, Citation, Draft, Mode
from assistant.answering.passage import best_passage
from assistant.answering.screen import visible
from assistant.wording.words import answer_words
from knowledge.lexical.tokens import tokens
from knowledge.model import CataloguedArticle

MOST_PASSAGES = 6
LONGEST_PASSAGE = 1500
LEAST_KEPT = 0.5


class Sentence(BaseModel):
    """A sentence of the answer."""

    text: str = Field(description="one sentence")
    passages: list[int] = Field(description="the numbers of the passages it rests on")


class Sentences(BaseModel):
    """The answer; empty if the passages do not answer."""

    sentences: list[Sentence]


class ChatModel(Protocol):
    """A language model that gives sentences; anything that goes wrong is raised."""

    def sentences(self, system: str, user: str) -> Sentences:
        """The model's answer, within its time limit."""


@dataclass(frozen=True, slots=True)
class Passage:
    """An article as the model sees it."""

    n: int
    found: CataloguedArticle

    @property
    def text(self) -> str:
        """The passage between marks that its text cannot close."""
        version, article = self.found.version, self.found.article
        body = _unmarked(article.text[:LONGEST_PASSAGE])
        head = _unmarked(f"{version.title} {version.number} {article.label} {article.heading}")
        return f'<passage n="{self.n}" source="{head}">\n{body}\n</passage>'


def generated(draft: Draft, model: ChatModel) -> Draft:
    """The draft answered in the model's words, or as it was if too little of them holds.

    Raises:
        Exception: whatever the model raises; the composer falls back to the extractive answer.
    """
    if draft.answer is None or draft.answer.status is not AnswerStatus.ANSWERED:
        return draft
    if any(injects(citation.found.article.text) for citation in draft.answer.citations):
        return draft
    passages = passages_for(draft.answer, draft)
    user = "\n".join((*(passage.text for passage in passages), f"<question>{_unmarked(draft.query)}</question>"))
    told = [_cleaned(one) for one in model.sentences(prompt(draft.question.language), user).sentences]
    kept = [sentence for sentence in told if holds(sentence.text, _cited(sentence, passages), draft.question.language)]
    words = answer_words(draft.question.language)
    if not kept or len(kept) < LEAST_KEPT * len(told):
        return fallen_back(draft)
    text, citations = _written(kept, passages)
    notices = draft.answer.notices + ((words("notice-dropped"),) if len(kept) < len(told) else ())
    answer = replace(draft.answer, text=text, citations=citations, notices=notices, mode=Mode.GENERATED)
    return replace(draft, answer=answer)


def fallen_back(draft: Draft) -> Draft:
    """The extractive answer, with a notice that the model gave none that holds."""
    if draft.answer is None:
        return draft
    notice = answer_words(draft.question.language)("notice-no-model")
    return replace(draft, answer=replace(draft.answer, notices=(*draft.answer.notices, notice)))


def passages_for(answer: Answer, draft: Draft) -> list[Passage]:
    """The articles cited, then the next best found; one that gives orders is shown in its own words or not at all."""
    articles = [citation.found for citation in answer.citations] + [result.found for result in draft.results]
    unique = {(found.version.id, found.ordinal): found for found in articles if not injects(found.article.text)}
    return [Passage(n, found) for n, found in enumerate(list(unique.values())[:MOST_PASSAGES], 1)]


@cache
def prompt(language: str) -> str:
    """What the model is told of its task."""
    return (Path(__file__).parent / "prompts" / f"answer.{language}.md").read_text(encoding="utf-8")


def _unmarked(text: str) -> str:
    """A text that can open and close no mark around it."""
    return text.translate({ord("<"): "\uff1c", ord(">"): "\uff1e", ord('"'): "\uff02"})


def _cleaned(sentence: Sentence) -> Sentence:
    """A sentence on one line, without characters that cannot be seen and without marks: those are ours to give."""
    text = " ".join(visible(MARK.sub("", sentence.text)).split("\n"))
    return sentence.model_copy(update={"text": text})


def _cited(sentence: Sentence, passages: Sequence[Passage]) -> list[CataloguedArticle] | None:
    """The articles a sentence rests on; None if it names one that was not given."""
    known = {passage.n: passage.found for passage in passages}
    return [known[n] for n in sentence.passages] if set(sentence.passages) <= known.keys() else None


def _written(kept: Sequence[Sentence], passages: Sequence[Passage]) -> tuple[str, tuple[Citation, ...]]:
    known = {passage.n: passage.found for passage in passages}
    numbers: dict[int, int] = {}
    citations: list[Citation] = []
    lines = []
    for sentence in kept:
        for n in sentence.passages:
            if n not in numbers:
                numbers[n] = len(numbers) + 1
                wanted = dict.fromkeys(tokens(sentence.text), 1.0)
                span = best_passage(known[n].article.text, wanted)
                citations.append(Citation(numbers[n], known[n], span.start, span.end))
        marks = "".join(f"[{numbers[n]}]" for n in dict.fromkeys(sentence.passages))
        lines.append(f"{sentence.text.strip()}{marks}")
    return "\n\n".join(lines), tuple(citations)
