"""A stem in other words, a richer explanation, a case: each asked of the model once, then seen through."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.answering.claims import holds
from assistant.quiz.checks.duplicates import Seen as Set
from assistant.quiz.checks.gate import PASSED, failed
from assistant.quiz.corpus import Corpus
from assistant.quiz.draft import Draft, explain, place_of
from assistant.quiz.grammar.likeness import plain
from assistant.quiz.grammar.marks import BLANK
from assistant.quiz.items.case import case
from assistant.quiz.machine import told
from assistant.quiz.machine.gate import Gate, Nearest, Posed, Seen, ask
from assistant.quiz.machine.lints import choice_fault, hostile, unsaid
from assistant.quiz.machine.outcome import Fault, Kind, Refused
from assistant.quiz.model import Falsity, Item, ItemType, Making, Option, Proof, Refutation, Target, make_options
from assistant.quiz.reading import ReadArticle
from assistant.quiz.wording.words import item_words
from knowledge.model import CataloguedArticle

if TYPE_CHECKING:
    from assistant.langchain.chat import ConfiguredModel

SHORTEST_BASIS = 6
LONGEST_STORY = 800
MOST_PARTS = 4
SHORT_ANSWER, LONG_ANSWER = 600, 2000
EASY = "easy"


@dataclass(frozen=True, slots=True)
class Author:
    """The configured model as an author of items. Nothing that it gives is taken on trust."""

    model: ConfiguredModel
    nearest: Nearest
    chance: random.Random
    day: date

    @property
    def gate(self) -> Gate:
        """What every choice must pass."""
        return Gate(self.model, self.nearest, self.chance)

    def paraphrase(self, draft: Draft, corpus: Corpus) -> Item | Refused:
        """A choice made by rule, its stem in the model's words."""
        base, found = draft.item, draft.read.found
        texts = _texts(base)
        user = _with_key(base, found, texts)
        answer = ask(self.model, told.prompt("paraphrase"), user, told.Paraphrase, SHORT_ANSWER)
        if isinstance(answer, Refused):
            return answer
        question = answer.stem.strip()
        if not question:
            return Refused(Fault.NOTHING)
        stem = _placed(question, draft.read)
        if plain(stem) == plain(base.stem) or BLANK in question:
            return Refused(Fault.SAME)
        if hostile(question):
            return Refused(Fault.UNSAID, question)
        if said := unsaid(question, found.article.text, found.version.title):
            return Refused(Fault.UNSAID, said)
        item = replace(base, stem=stem, number="")
        if check := failed(replace(draft, item=item, shown=stem), corpus, Set(), self.day):
            return Refused(Fault.CHECK, check.value)
        key = frozenset(text for option, text in zip(base.options, texts, strict=True) if option.id in base.key)
        seen = self.gate.look(Posed(stem, tuple(texts), key), found)
        if isinstance(seen, Refused):
            return seen
        item = replace(item, proof=replace(item.proof, checks=tuple(PASSED)) if item.proof else None)
        return self._marked(item, Kind.PARAPHRASE, "paraphrase", user, answer.model_dump_json(), [seen])

    def explanation(self, draft: Draft) -> Item | Refused:
        """An item made by rule, with the model's reasons below the quotation; each sentence holds by the article."""
        base, found = draft.item, draft.read.found
        user = _with_key(base, found, _texts(base))
        answer = ask(self.model, told.prompt("explanation"), user, told.Explanation, SHORT_ANSWER)
        if isinstance(answer, Refused):
            return answer
        sentences = [sentence.strip() for sentence in answer.sentences if sentence.strip()]
        if not sentences:
            return Refused(Fault.NOTHING)
        if bad := next((one for one in sentences if not holds(one, [found])), ""):
            return Refused(Fault.UNSAID, bad)
        written = "".join(sentences)
        if base.proof and base.proof.key_text not in written:
            return Refused(Fault.NOT_VERBATIM, base.proof.key_text)
        item = replace(base, explanation=f"{base.explanation}\n{written}")
        item = replace(item, proof=replace(item.proof, checks=tuple(PASSED)) if item.proof else None)
        return self._marked(item, Kind.EXPLANATION, "explanation", user, answer.model_dump_json(), [])

    def case(self, read: ReadArticle) -> Item | Refused:
        """A case on an article: the story and its sub-questions are the model's, each key proven by the article."""
        user = told.passages([read.found])
        answer = ask(self.model, told.prompt("case"), user, told.Case, LONG_ANSWER)
        if isinstance(answer, Refused):
            return answer
        if not answer.parts or not answer.story.strip():
            return Refused(Fault.NOTHING)
        if len(answer.parts) > MOST_PARTS or len(answer.story) > LONGEST_STORY:
            return Refused(Fault.NO_ANSWER, f"{len(answer.parts)} / {len(answer.story)}")
        story = answer.story.strip()
        if hostile(story, answer.explanation):
            return Refused(Fault.UNSAID, story[:40])
        if said := unsaid(answer.explanation, read.text, read.found.version.title, read.found.article.label, story):
            return Refused(Fault.UNSAID, said)
        parts, seen = [], []
        for part in answer.parts:
            made = self._part(part, story, read)
            if isinstance(made, Refused):
                return made
            parts.append(made[0])
            seen.append(made[1])
        written = item_words()("explanation-case", quotes=parts[0].explanation, reason=answer.explanation.strip())
        item = case(story, tuple(parts), written)
        return self._marked(item, Kind.CASE, "case", user, answer.model_dump_json(), seen)

    def _part(self, part: told.CasePart, story: str, read: ReadArticle) -> tuple[Item, Seen] | Refused:
        basis = part.basis.strip()
        start = read.text.find(basis) if len(basis) >= SHORTEST_BASIS else -1
        if start < 0:
            return Refused(Fault.NOT_VERBATIM, basis[:40])
        options = [text.strip() for text in part.options]
        if not all(1 <= n <= len(options) for n in part.right):
            return Refused(Fault.NO_ANSWER, str(part.right))
        key = [options[n - 1] for n in sorted(set(part.right))]
        asked = part.stem.strip()
        if check := choice_fault(asked, options, key, basis, story):
            return Refused(Fault.CHECK, check.value)
        for text in (*key, asked):
            if said := unsaid(text, read.text, story):
                return Refused(Fault.UNSAID, said)
        stem = _placed(asked, read)
        seen = self.gate.look(Posed(stem, tuple(options), frozenset(key), story), read.found)
        if isinstance(seen, Refused):
            return seen
        ids = make_options(options)
        right = tuple(option.id for option in ids if option.text in key)
        proof = _proof(read, start, start + len(basis), [option for option in ids if option.id not in right])
        kind = ItemType.SINGLE if len(right) == 1 else ItemType.MULTIPLE
        explanation = explain(read, start, start + len(basis))
        return Item(kind, Target.AUTHORED, stem, explanation, proof, ids, right), seen

    def _marked(
        self, item: Item, kind: Kind, prompt: str, user: str, output: str, seen: Sequence[Seen]
    ) -> Item:
        """The item with how it was made; one that can be guessed counts as easy."""
        notes = tuple(note for one in seen for note in one.notes)
        making = Making(kind.value, self.model.name, told.digest(told.prompt(prompt), user), output, notes)
        guessed = bool(seen) and all(one.guessed for one in seen)
        return replace(item, made=making, difficulty=EASY if guessed else item.difficulty)


def _texts(item: Item) -> list[str]:
    return [option.text for option in item.options]


def _with_key(item: Item, found: CataloguedArticle, texts: Sequence[str]) -> str:
    right = [text for option, text in zip(item.options, texts, strict=True) if option.id in item.key]
    shown = told.question(item.stem, texts)
    return "\n".join((told.passages([found]), shown, f"<key>{'|'.join(right)}</key>"))


def _placed(question: str, read: ReadArticle) -> str:
    place = place_of(read)
    return question if place in question else item_words()("stem-asked", place=place, question=question)


def _proof(read: ReadArticle, start: int, end: int, wrong: Sequence[Option]) -> Proof:
    version, article = read.found.version, read.found.article
    refuted = tuple(Refutation(one.id, Falsity.OTHER_WORDING, read.text[start:end]) for one in wrong)
    return Proof(
        version.document_id, version.id, version.title, version.number, article.label, article.digest,
        start, end, read.text[start:end], refuted,
    )  # fmt: skip
