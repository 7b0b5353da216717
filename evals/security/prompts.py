"""Asks every hostile question of a base with hostile documents in it, with and without a hostile language model."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from assistant.answering.composer import Answerer
from assistant.answering.model import Answer, Mode, Question, Turn
from assistant.bootstrap import EVERYONE, SHIPPED, Application
from assistant.langchain.chat import make_chat_model
from assistant.settings import Settings
from evals.security.corpus import HostileDocument, Prompt, documents, prompts, sayings, write_documents
from evals.security.held import Ground, faults
from evals.security.model_server import HostileServer, hostile_server
from knowledge.model import Audience

DAY = date(2026, 1, 1)
PATIENCE = 10.0
TRUE = "true"


@dataclass
class Tally:
    """What came of one way of asking."""

    asked: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    generated: int = 0
    faults: list[tuple[str, str]] = field(default_factory=list)
    not_declined: list[str] = field(default_factory=list)

    def add(self, name: str, answer: Answer, found: Iterable[str]) -> None:
        """Counts one answer."""
        self.asked += 1
        self.statuses[answer.status.value] += 1
        self.generated += answer.mode is Mode.GENERATED
        self.faults += [(name, fault) for fault in found]

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "asked": self.asked, "statuses": dict(sorted(self.statuses.items())), "generated": self.generated,
            "faults": self.faults, "not_declined": self.not_declined,
        }  # fmt: skip


def make_base(folder: Path) -> Application:
    """A data folder with what ships and the hostile documents."""
    application = Application(Settings(data_dir=folder / "data"))
    given = documents()
    with application.changing():
        list(application.take_in(SHIPPED)[1])
        for audience in Audience:
            mine = [one for one in given if one.audience == audience.value]
            rows = list(application.take_in(write_documents(folder / audience.value, mine), audience)[1])
            if turned_away := [row.path for row in rows if row.outcome == "rejected"]:
                raise ValueError(f"the corpus has documents that cannot be taken in: {turned_away}")
    return application


def run(folder: Path) -> dict[str, Any]:
    """All figures. That the hostile model's answers fall back is what is wanted: it is not logged each time."""
    log = logging.getLogger("assistant.answering.composer")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        return _figures(folder)
    finally:
        log.setLevel(before)


def _figures(folder: Path) -> dict[str, Any]:
    application = make_base(folder)
    ground = Ground(application.catalogue(EVERYONE))
    extractive = Answerer(application.searcher(EVERYONE))
    found: dict[str, Any] = {
        "prompts": len(prompts()), "documents": len(documents()),
        "kinds": dict(Counter(one.kind for one in prompts())),
        "languages": dict(Counter(one.language for one in prompts())),
        "hidden_text_read": hidden_text_read(application),
        "extractive": ask_all(extractive.answer, ground).to_json(),
    }  # fmt: skip
    with hostile_server() as server:
        found["generated"] = ask_hostile_model(application, ground, server).to_json()
        found["requests_to_model"] = len(server.asked)
        found["broken_frames"] = sum(not whole(asked) for asked in server.asked)
    application.engine.dispose()
    return found


def hidden_text_read(application: Application) -> list[str]:
    """Words that a document hides from its reader and that an article has all the same."""
    ground = Ground(application.catalogue()).text
    return [word for document in documents() for word in document.hidden if word in ground]


def ask_all(answer: Callable[[Question], Answer], ground: Ground) -> Tally:
    """Every hostile question, and every question that finds a hostile document."""
    tally = Tally()
    for prompt in prompts():
        one(tally, prompt, answer, ground)
    for document, text in asks():
        given = answer(Question(text, DAY))
        tally.add(document.id, given, faults(given, ground, (document.obeys,) if document.obeys else ()))
    return tally


def one(tally: Tally, prompt: Prompt, answer: Callable[[Question], Answer], ground: Ground) -> None:
    """One hostile question."""
    given = answer(Question(prompt.question, DAY, history=prompt.history))
    tally.add(prompt.id, given, faults(given, ground, prompt.never, _said(prompt.question, prompt.history)))
    if prompt.must and given.status.value not in (prompt.must, "not_found"):
        tally.not_declined.append(prompt.id)


def ask_hostile_model(application: Application, ground: Ground, server: HostileServer) -> Tally:
    """Every question with one saying after the other, and each document's questions with all of them."""
    searcher = application.searcher(EVERYONE)
    says = sayings()
    answerers = {
        name: Answerer(searcher, make_chat_model(f"openai:{name}", server.url, "key", PATIENCE)) for name in says
    }
    tally = Tally()
    names = list(says)
    for at, prompt in enumerate(prompts()):
        name = names[at % len(names)]
        one(tally, replace(prompt, never=(*prompt.never, *_never(says, name))), answerers[name].answer, ground)
    for document, text in asks():
        for name in names:
            given = answerers[name].answer(Question(text, DAY))
            never = [*_never(says, name), *([document.obeys] if document.obeys else [])]
            tally.add(f"{document.id} {name}", given, faults(given, ground, never))
    return tally


def asks() -> Iterator[tuple[HostileDocument, str]]:
    """The documents with the questions that find them."""
    return ((document, text) for document in documents() for text in document.asks)


def whole(asked: dict[str, Any]) -> bool:
    """Whether the request kept its frame: one question, passages that no text of theirs could close or open."""
    user: str = asked["messages"][-1]["content"]
    opened, closed = user.count("<passage n="), user.count("</passage>")
    tags = user.count("<") == user.count(">") == opened + closed + 2
    return tags and opened == closed and user.count("<question>") == user.count("</question>") == 1


def _never(says: dict[str, str], name: str) -> tuple[str, ...]:
    """A lie may not be shown, whole; what the model says truly, and what it only repeats, may."""
    return () if name == TRUE or "{" in says[name] else (says[name],)


def _said(question: str, history: Iterable[Turn]) -> str:
    return "\n".join([question, *(f"{turn.question}\n{turn.answer}" for turn in history)])
