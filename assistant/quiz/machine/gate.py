"""The gate: the model must find the key with the article open, and no other article may support another option."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from assistant.quiz.machine.outcome import Fault, Refused
from assistant.quiz.machine.told import Chosen, passages, prompt, question
from knowledge.model import CataloguedArticle

if TYPE_CHECKING:
    from assistant.langchain.chat import ConfiguredModel

TIMES = 3
NEAREST = 5
Form = TypeVar("Form", bound=BaseModel)
Nearest = Callable[[str], Sequence[CataloguedArticle]]


@dataclass(frozen=True, slots=True)
class Posed:
    """A choice to be solved: `key` are texts of options."""

    stem: str
    options: tuple[str, ...]
    key: frozenset[str]
    story: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the gate saw; `guessed` if the key was found three times without the article."""

    notes: tuple[str, ...]
    guessed: bool


def ask(model: ConfiguredModel, system: str, user: str, form: type[Form], most_tokens: int) -> Form | Refused:
    """The model's answer; whatever goes wrong with it is a reason for no item."""
    try:
        return model.ask(system, user, form, most_tokens)
    except Exception as error:  # clients raise what they like
        return Refused(Fault.NO_ANSWER, (str(error) or type(error).__name__).split("\n")[0][:200])


@dataclass(frozen=True, slots=True)
class Gate:
    """Looks through a choice before a person does. `nearest` gives articles in force for a text."""

    model: ConfiguredModel
    nearest: Nearest
    chance: random.Random

    def look(self, posed: Posed, source: CataloguedArticle) -> Seen | Refused:
        """What the gate saw, or why the choice doesn't pass."""
        solved = 0
        for _ in range(TIMES):
            found = self._solve("open", posed, [source])
            if isinstance(found, Refused):
                return found
            if found != posed.key:
                return Refused(Fault.NOT_SOLVED, "|".join(sorted(found)))
            solved += 1
        guessed = 0
        for _ in range(TIMES):
            found = self._solve("closed", posed, [])
            if isinstance(found, Refused):
                return found
            guessed += found == posed.key
        here = (source.version.document_id, source.article.digest)
        others = [
            one for one in self.nearest(posed.stem) if (one.version.document_id, one.article.digest) != here
        ][:NEAREST]
        if others:
            supported = self._solve("elsewhere", posed, others)
            if isinstance(supported, Refused):
                return supported
            if wrong := supported - posed.key:
                return Refused(Fault.SECOND_KEY, "|".join(sorted(wrong)))
        notes = (f"open {solved}/{TIMES}", f"closed {guessed}/{TIMES}", f"elsewhere 0/{len(others)}")
        return Seen(notes, guessed == TIMES)

    def _solve(self, name: str, posed: Posed, articles: Sequence[CataloguedArticle]) -> frozenset[str] | Refused:
        options = list(posed.options)
        self.chance.shuffle(options)
        user = "\n".join(filter(None, (passages(articles), question(posed.stem, options, posed.story))))
        found = ask(self.model, prompt(name), user, Chosen, 100)
        if isinstance(found, Refused):
            return found
        if not all(1 <= n <= len(options) for n in found.right):
            return Refused(Fault.NO_ANSWER, str(found.right))
        return frozenset(options[n - 1] for n in found.right)
