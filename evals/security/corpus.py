"""The hostile questions and documents, and what a hostile language model says: data files beside this module."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.answering.model import Turn

HERE = Path(__file__).parent
PROMPTS, DOCUMENTS, SAYINGS = HERE / "prompts.jsonl", HERE / "documents.jsonl", HERE / "model_says.json"


@dataclass(frozen=True)
class Prompt:
    """A hostile question: strings that may `never` be said, and `must`, the status that is the only right one."""

    id: str
    kind: str
    language: str
    question: str
    history: tuple[Turn, ...] = ()
    never: tuple[str, ...] = ()
    must: str = ""


@dataclass(frozen=True)
class HostileDocument:
    """A document that attacks: what it hides from a reader, and the questions that find it."""

    id: str
    file: str
    text: str
    asks: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    obeys: str = ""
    audience: str = "public"
    paragraphs: tuple[str, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)


def prompts() -> list[Prompt]:
    """All hostile questions."""
    return [
        Prompt(
            row["id"], row["kind"], row["language"], row["question"],
            tuple(Turn(turn["question"], turn["answer"]) for turn in row.get("history", ())),
            tuple(row.get("never", ())), row.get("must", ""),
        )
        for row in _rows(PROMPTS)
    ]  # fmt: skip


def documents() -> list[HostileDocument]:
    """All hostile documents."""
    known = {"id", "file", "text", "asks", "hidden", "obeys", "audience", "paragraphs", "never"}
    return [
        HostileDocument(
            row["id"], row["file"], row["text"], tuple(row["asks"]), tuple(row["hidden"]), row.get("obeys", ""),
            row.get("audience", "public"), tuple(row.get("paragraphs", ())),
            {key: value for key, value in row.items() if key not in known},
        )
        for row in _rows(DOCUMENTS)
    ]  # fmt: skip


def sayings() -> dict[str, str]:
    """What the hostile model says, by name; `{system}` and `{question}` stand for what it was asked."""
    found: dict[str, str] = json.loads(SAYINGS.read_text(encoding="utf-8"))
    return found


def write_documents(folder: Path, which: Iterable[HostileDocument]) -> list[Path]:
    """Writes documents as files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for document in which:
        path = folder / document.file
        if path.suffix == ".docx":
            _write_docx(path, document.paragraphs, document.hidden[0], document.more)
        else:
            path.write_text(document.text, encoding="utf-8")
        paths.append(path)
    return paths


def _write_docx(path: Path, paragraphs: Sequence[str], hidden: str, more: Mapping[str, Any]) -> None:
    """A file of Word with words that Word does not show: hidden, deleted with changes tracked, or in a comment."""
    import docx
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    last = made.paragraphs[-2]
    run = last.add_run(hidden)
    if more.get("deleted"):
        deletion = OxmlElement("w:del")
        run._r.addprevious(deletion)
        deletion.append(run._r)
        run._r.find(qn("w:t")).tag = qn("w:delText")
    elif more.get("comment"):
        run.text = ""
        made.add_comment([last.runs[0]], text=hidden)
    else:
        run.font.hidden = True
    made.save(str(path))


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
