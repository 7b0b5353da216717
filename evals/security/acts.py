"""What is done while the power fails: each act tells what it has acknowledged, and can be held to that afterwards."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine

from assistant.accounts.principal import Principal, Role
from assistant.backup.archive import Unusable, read_manifest, write_backup
from assistant.backup.restore import restore
from assistant.bootstrap import Application
from assistant.database.engine import make_engine
from assistant.database.schema import upgrade
from assistant.quiz.bank.life import Action
from assistant.quiz.bank.store import Bank
from assistant.quiz.examinations.setting import Examinations
from assistant.quiz.examinations.sitting import Sittings
from assistant.quiz.examinations.store import Attempt
from assistant.quiz.examinations.store import Examination as Set
from assistant.quiz.examinations.terms import Terms
from assistant.quiz.model import Item, ItemType, Target, make_options
from assistant.quiz.papers.blueprint import Blueprint, Part, Section
from assistant.quiz.papers.store import Papers, Refused
from assistant.settings import Settings

Tell = Callable[[str], None]
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TRAINER = Principal("trainer-1", "trainer", roles=frozenset({Role.TRAINER}))
SITTER = Principal("account-1", "sitter", "1001", frozenset({Role.STAFF}))
RULES = Path(__file__).with_name("rules.md")
SLOTS, BATCH, FILES = 4, 20, 24


class Act(Protocol):
    """Something that is done again and again."""

    def prepare(self, data: Path) -> None:
        """What must be there first."""

    def work(self, data: Path, tell: Tell) -> None:
        """Does it without end; tells each thing once it is acknowledged."""

    def wrong(self, data: Path, told: Sequence[str]) -> list[str]:
        """What was acknowledged and is not there, or is there by half."""


@contextmanager
def opened(data: Path) -> Iterator[Engine]:
    """The database of a data folder."""
    engine = make_engine(f"sqlite:///{data.absolute() / 'integrity.sqlite3'}")
    upgrade(engine)
    try:
        yield engine
    finally:
        engine.dispose()


def item(name: str) -> Item:
    """An item of a single choice among four."""
    options = make_options([f"{name} {letter}" for letter in "ABCD"])
    return Item(ItemType.SINGLE, Target.AUTHORED, f"{name}?", name, options=options, key=(options[0].id,), number=name)


class Examination:
    """Somebody answers an examination, the slots in turn; the answer follows from its number."""

    def prepare(self, data: Path) -> None:
        """An examination of four items that runs for days, begun."""
        with opened(data) as engine:
            bank, items = Bank(engine), [item(f"E-{n}") for n in range(SLOTS)]
            bank.put(items, who="author", at=NOW)
            for one in items:
                bank.act(one.id, Action.SUBMIT, who="author", at=NOW)
                bank.act(one.id, Action.APPROVE, who="reviewer", at=NOW)
            blueprint = Blueprint((Part((Section(SLOTS, 25, (ItemType.SINGLE,)),)),), 75, 60 * 24)
            paper = Papers(engine).make(TRAINER, "paper", blueprint, NOW - timedelta(days=1))
            if isinstance(paper, Refused):
                raise ValueError("no paper could be drawn from the items")
            terms = Terms(opens=NOW, closes=NOW + timedelta(days=2))
            examinations = Examinations(engine)
            made = examinations.set(TRAINER, "examination", paper.id, terms, {}, NOW - timedelta(hours=2))
            if not isinstance(made, Set):
                raise ValueError(f"the examination could not be set: {made}")
            examinations.announce(TRAINER, made.id, NOW - timedelta(hours=1))
            (data / "examination").write_text(made.id, encoding="utf-8")
            self._attempt(engine, data)

    def work(self, data: Path, tell: Tell) -> None:
        """Goes on where it stopped."""
        with opened(data) as engine:
            sittings, attempt = Sittings(engine), self._attempt(engine, data)
            sitting = sittings.sit(SITTER, attempt.id, NOW)
            number = sitting.sequence if sitting else 0
            while True:
                number += 1
                sittings.save(SITTER, attempt.id, number % SLOTS, number, self._answer(sittings, attempt, number), NOW)
                tell(str(number))

    def wrong(self, data: Path, told: Sequence[str]) -> list[str]:
        """Every slot has the last answer told of it, or a later one, and that one whole."""
        found = []
        with opened(data) as engine:
            sittings, attempt = Sittings(engine), self._attempt(engine, data)
            sitting = sittings.sit(SITTER, attempt.id, NOW)
            given = sitting.answers if sitting else {}
            last = {number % SLOTS: number for number in sorted(map(int, told))}
            found += [
                f"answer {number} is lost"
                for slot, number in last.items()
                if slot not in given or given[slot].sequence < number
            ]
            found += [
                f"answer {answer.sequence} is not what was sent"
                for answer in given.values()
                if answer.response.get("choices") != self._answer(sittings, attempt, answer.sequence)["choices"]
            ]
        return found

    def _attempt(self, engine: Engine, data: Path) -> Attempt:
        begun = Sittings(engine).start(SITTER, (data / "examination").read_text(encoding="utf-8"), NOW)
        if not isinstance(begun, Attempt):
            raise ValueError(f"the attempt could not be begun: {begun}")
        return begun

    def _answer(self, sittings: Sittings, attempt: Attempt, number: int) -> dict[str, list[str]]:
        options = sittings.asked(SITTER, attempt.id, number % SLOTS).options
        return {"choices": [options[(number * 7 + number // SLOTS) % len(options)].id]}


class Import:
    """Batches of items are put into the bank."""

    def prepare(self, data: Path) -> None:
        """An empty bank."""
        with opened(data):
            pass

    def work(self, data: Path, tell: Tell) -> None:
        """One batch after the other."""
        with opened(data) as engine:
            bank = Bank(engine)
            number = len(bank.all()) // BATCH
            while True:
                bank.put([item(f"I-{number}-{n}") for n in range(BATCH)], who="importer", at=NOW)
                tell(str(number))
                number += 1

    def wrong(self, data: Path, told: Sequence[str]) -> list[str]:
        """A batch told of is there, and each batch wholly or not at all."""
        with opened(data) as engine:
            names = [kept.item.number for kept in Bank(engine).all()]
        there: dict[str, int] = {}
        for name in names:
            batch = name.split("-")[1]
            there[batch] = there.get(batch, 0) + 1
        halves = [f"batch {batch} has {count} items" for batch, count in there.items() if count != BATCH]
        return halves + [f"batch {batch} is lost" for batch in told if batch not in there]


class Backup:
    """Backups are written to one file, each in the place of the last."""

    def prepare(self, data: Path) -> None:
        """A bank, and originals."""
        with opened(data) as engine:
            Bank(engine).put([item(f"B-{n}") for n in range(200)], who="author", at=NOW)
        folder = data / "originals" / "ab"
        folder.mkdir(parents=True)
        (folder / "ab.pdf").write_bytes(b"%PDF" + random.Random(1).randbytes(3_000_000))

    def work(self, data: Path, tell: Tell) -> None:
        """One after the other."""
        with opened(data) as engine:
            number = 0
            while True:
                number += 1
                write_backup(engine, data, data.parent / f"{data.name}.zip", NOW, lambda: None)
                tell(str(number))

    def wrong(self, data: Path, told: Sequence[str]) -> list[str]:
        """The file is there once one was told of, and what is there is whole."""
        target = data.parent / f"{data.name}.zip"
        if not target.exists():
            return ["no backup is there"] if told else []
        try:
            return [] if read_manifest(target).rows["quiz_items"] == 200 else ["the backup lacks items"]
        except Unusable as error:
            return [str(error)]


class Restore:
    """Two backups are put back in turn."""

    def prepare(self, data: Path) -> None:
        """Backups of a bank of a hundred items, and of one of two hundred."""
        with opened(data) as engine:
            for number in (1, 2):
                items = [item(f"R-{n}") for n in range(100 * (number - 1), 100 * number)]
                Bank(engine).put(items, who="author", at=NOW)
                write_backup(engine, data, data.parent / f"{data.name}-{number}.zip", NOW, lambda: None)

    def work(self, data: Path, tell: Tell) -> None:
        """Puts them back."""
        with opened(data) as engine:
            while True:
                for number in (1, 2):
                    restore(engine, data, data.parent / f"{data.name}-{number}.zip", lambda: None)
                    tell(str(number))

    def wrong(self, data: Path, told: Sequence[str]) -> list[str]:  # noqa: ARG002 - either may be there
        """One of the two states is there, wholly."""
        with opened(data) as engine:
            count = len(Bank(engine).all())
        return [] if count in (100, 200) else [f"{count} items are there"]


class Ingest:
    """Files change and are taken in again, in batches of three."""

    def prepare(self, data: Path) -> None:
        """The files, taken in once."""
        (data / "files").mkdir(parents=True)
        self._take_in(data, 1, lambda _: None)

    def work(self, data: Path, tell: Tell) -> None:
        """Round after round."""
        at = data / "round"
        number = int(at.read_text(encoding="utf-8")) if at.exists() else 1
        while True:
            number += 1
            at.write_text(str(number), encoding="utf-8")
            self._take_in(data, number, tell)

    def wrong(self, data: Path, told: Sequence[str]) -> list[str]:
        """Every file is one document, whole; a reader finds no older text than was told of."""
        application = Application(Settings(data_dir=data))
        catalogue, found = application.catalogue(), []
        last = dict(one.split() for one in told)
        seen = {}
        for version in catalogue.versions().values():
            articles = catalogue.articles_of(version)
            name = Path(version.source).stem
            if len(articles) != 4:
                found.append(f"{name} has {len(articles)} articles")
            seen[name] = articles[1].article.text
        for name, number in last.items():
            current = [n for n in (int(number), int(number) + 1) if _text(int(name), n) in seen.get(name, "")]
            if not current:
                found.append(f"{name} is not what was told of in round {number}")
        if len(seen) != FILES:
            found.append(f"{len(seen)} documents are there")
        application.engine.dispose()
        return found

    def _take_in(self, data: Path, number: int, tell: Tell) -> None:
        import ingest.pipeline

        ingest.pipeline.BATCH_FILES = 3
        template = RULES.read_text(encoding="utf-8")
        for n in range(FILES):
            text = template.replace("{n}", str(n)).replace("{k}", str(number))
            (data / "files" / f"{n}.md").write_text(text, encoding="utf-8")
        application = Application(Settings(data_dir=data))
        with application.changing():
            for row in application.take_in([data / "files"])[1]:
                tell(f"{Path(row.path).stem} {number}")
        application.engine.dispose()


def _text(n: int, number: int) -> str:
    """What the second article of a file says in a round."""
    line = RULES.read_text(encoding="utf-8").split("\n\n")[4]
    return line.replace("{n}", str(n)).replace("{k}", str(number)).partition(" ")[2]


ACTS: dict[str, Act] = {
    "examination": Examination(), "import": Import(), "backup": Backup(), "restore": Restore(), "ingest": Ingest(),
}  # fmt: skip
