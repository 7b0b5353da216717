"""A data folder in which every page has something to show: documents, people, training, an examination, questions."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

from assistant.accounts.directory import PROGRAM
from assistant.accounts.principal import Principal, Role
from assistant.answering.model import Turn
from assistant.bootstrap import SHIPPED, STAFF, Application
from assistant.helpdesk.model import Asking
from assistant.labelled.sheet import Fault, look_up
from assistant.labelled.store import Origin, StoredQuestions
from assistant.quiz.examinations.store import Attempt, Examination
from assistant.quiz.examinations.terms import Terms
from assistant.quiz.model import ItemType
from assistant.quiz.papers.blueprint import Blueprint, Section
from assistant.quiz.papers.blueprint import Part as PaperPart
from assistant.quiz.papers.store import Paper
from assistant.settings import Settings
from assistant.training.activities import tell
from assistant.training.model import Activity, ActivityKind, Audience, Part, Requirement, Schedule, Standing
from assistant.training.nightly import run_nightly
from assistant.training.pledges import sign
from assistant.training.publish import publish
from assistant.training.requirements import find_all, save
from assistant.training.roster.sheet import Row
from assistant.training.roster.take_in import take_in_roster
from evals.pages.depths import depths
from knowledge.model import Audience as Readers
from ui.web.view import View, staff_view

TOLD = Path(__file__).with_name("venue.yaml")
SEED, OFTEN = 7, 12
DUE_DAY = 28
READ, ATTENDED = 0.7, 0.6


def read_told() -> dict[str, Any]:
    """What the institution is made of."""
    import yaml

    told: dict[str, Any] = yaml.safe_load(TOLD.read_text(encoding="utf-8"))
    return told


def prepare(data_dir: Path, documents: Sequence[Path] = ()) -> None:
    """Fills a data folder; one that has accounts already is left as it is."""
    application, told = Application(Settings(data_dir=data_dir)), read_told()
    now = datetime.now(UTC)
    if any(True for _ in application.accounts.all()):
        return
    with application.changing():
        with TemporaryDirectory() as folder:
            versions = _versions(Path(folder), told)
            list(application.take_in([*SHIPPED, *versions, *documents])[1])
        boss = _people(application, told, now)
        _training(application, told, boss, now)
        _examinations(application, told, boss, now)
        _asked(application, told, boss, now)
    application.engine.dispose()


def sessions(data_dir: Path, readers: int = 0) -> list[str]:
    """Secrets of open sessions: one of the first person's, who may do everything, and so many of civil servants'."""
    application, now = Application(Settings(data_dir=data_dir)), datetime.now(UTC)
    names = [read_told()["people"][0][0], *(f"reader-{number}" for number in range(readers))]
    for name in names[1:]:
        if application.accounts.named(name) is None:
            application.accounts.add(PROGRAM, name, [Role.STAFF], at=now)
    found = [application.accounts.named(name) for name in names]
    secrets = [application.sessions.open(account.id, at=now) for account in found if account]
    application.engine.dispose()
    if len(secrets) < len(names):
        raise LookupError(f"{data_dir} was not filled by evals.pages: name an empty folder")
    return secrets


def deep_paths(data_dir: Path) -> list[str]:
    """Addresses that no list leads to: a sheet, a result, feedback, a drill-down; what they show is done first."""
    application, told, now = Application(Settings(data_dir=data_dir)), read_told(), datetime.now(UTC)
    account = application.accounts.named(told["people"][0][0])
    if account is None:
        raise LookupError(f"{data_dir} was not filled by evals.pages: name an empty folder")
    boss, quiz = account.principal(), application.quiz
    paths = []
    for number, listed in enumerate(quiz.review.list(boss, now)):
        attempt = quiz.sittings.start(boss, listed.examination.id, now)
        if isinstance(attempt, Attempt) and number == 0:
            quiz.sittings.submit(boss, attempt.id, now)
            paths += [f"/attempts/{attempt.id}?result=1", f"/examination-desk/attempts/{attempt.id}"]
            paths.append(f"/examination-desk/{listed.examination.id}/corrections")
        elif isinstance(attempt, Attempt):
            paths.append(f"/attempts/{attempt.id}")
    for offered in quiz.practice.next(boss, now):
        choices = [option.id for option in offered.asked.options[:1]]
        kept = quiz.practice.answer(boss, offered.item_id, offered.version, {"choices": choices}, now)
        paths.append(f"/practice/answers/{kept}")
    made = depths(application, boss, told, now)
    application.engine.dispose()
    unit, question = quote(told["roster"]["units"][0]), quote(told["label"]["question"])
    return [
        *paths, *made, f"/training/cycles/1?unit={unit}", "/training/people/Q-0002", "/training/assignments/2/excuse",
        f"/learning/read?subject={quote(told['reading'])}", "/learning/pledges/honesty",
        f"/labels/new?question={question}", f"/curation?question={question}",
    ]  # fmt: skip


def _versions(folder: Path, told: dict[str, Any]) -> list[Path]:
    made = []
    for number, text in enumerate(told["versions"], 1):
        made.append(folder / f"version-{number}.md")
        made[-1].write_text(text, encoding="utf-8")
    return made


def _people(application: Application, told: dict[str, Any], now: datetime) -> Principal:
    made = [
        application.accounts.add(
            PROGRAM, sign_in, [Role(role) for role in roles], at=now, name=name, staff_number=number,
            password=told["password"],
        )
        for sign_in, name, number, roles in told["people"]
    ]  # fmt: skip
    return made[0].principal()


def _training(application: Application, told: dict[str, Any], boss: Principal, now: datetime) -> None:
    roster, event, chance = told["roster"], told["event"], random.Random(SEED)
    rows = [
        Row(number + 2, {
            "staff_number": f"Q-{number + 1:04}",
            "name": chance.choice(roster["surnames"]) + chance.choice(roster["names"]),
            "unit": roster["units"][number % len(roster["units"])],
            "department": chance.choice(roster["departments"]),
            "rank": chance.choice(roster["ranks"]),
            "appointed_on": date(2015, 7, 1),
        })
        for number in range(roster["people"])
    ]  # fmt: skip
    take_in_roster(application.engine, rows, boss, at=now)
    parts = (Part(ActivityKind.READING, (told["reading"],)), Part(ActivityKind.EVENT, (event,)))
    for asked in told["requirements"]:
        schedule = Schedule(now.year, asked["month"], DUE_DAY, makeup_days=31)
        made = Requirement(asked["id"], asked["title"], Audience(), parts, schedule, description=asked["description"])
        save(application.engine, made, boss, at=now, standing=Standing.ACTIVE)
    # each cycle is opened while it runs
    for asked in sorted(told["requirements"], key=lambda one: one["month"]):
        run_nightly(application.engine, min(now, now.replace(month=asked["month"], day=1)))
    with application.engine.connect() as connection:
        drafts = find_all(connection, Standing.DRAFT)
    for draft in drafts:
        publish(application.engine, draft, boss, now)
    sign(application.engine, told["pledge"], 1, boss, now)
    done = []
    for row in rows:
        number, at = str(row.values["staff_number"]), now - timedelta(days=chance.randrange(1, 280))
        if chance.random() < READ:
            done.append((number, Activity(f"read:{number}", ActivityKind.READING, told["reading"], at, 30)))
        if chance.random() < ATTENDED:
            done.append((number, Activity(f"event:{number}", ActivityKind.EVENT, event, at, 90)))
    tell(application.engine, done, now)


def _examinations(application: Application, told: dict[str, Any], boss: Principal, now: datetime) -> None:
    quiz = application.quiz
    blueprint = Blueprint((PaperPart((Section(5, 20, (ItemType.SINGLE,)),)),), 60, 30)
    paper = quiz.papers.make(boss, told["paper"], blueprint, now)
    if not isinstance(paper, Paper):
        raise ValueError(f"the bank can't fill the paper: {paper}")
    candidates = {number: name for _, name, number, _ in told["people"]}
    for title in told["examinations"]:
        made = quiz.examinations.set(boss, title, paper.id, Terms(now, now + timedelta(days=7)), candidates, now)
        if not isinstance(made, Examination):
            raise ValueError(f"the examination can't be set: {made}")
        quiz.examinations.announce(boss, made.id, now)


def _asked(application: Application, told: dict[str, Any], boss: Principal, now: datetime) -> None:
    view: View = staff_view(application, now.date)
    chance = random.Random(SEED)
    for text, helpful in told["questions"]:
        answer = application.answerer(STAFF).answer(view.question(text))
        for _ in range(chance.randrange(1, OFTEN)):
            at = now - timedelta(days=chance.randrange(1, 30))
            kept = application.question_log.keep(answer, chance.choice(list(Readers)), at=at)
        if helpful is not None:
            application.question_log.mark(kept, helpful)
    conversation, turns = "", list[Turn]()
    for text in told["conversation"]:
        answer = application.answerer(STAFF).answer(view.question(text, turns))
        turns.append(Turn(text, answer.text))
        conversation = application.conversations.add(boss, conversation, answer.to_json(), now.date(), at=now)
    named = told["label"]
    label = look_up(application.catalogue(), named["question"], named["document"], named["article"])
    if not isinstance(label, Fault):
        StoredQuestions(application.engine).add([label], Origin.TYPED, boss, now)
    application.help_desk.submit(Asking(told["request"], told["contact"]), at=now)
