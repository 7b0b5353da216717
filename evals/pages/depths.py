"""What no list leads to, made first: a roster shown before it is taken in, a sheet, a certificate, a reply, a link."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from assistant.accounts.principal import Principal
from assistant.bootstrap import Application
from assistant.helpdesk.model import Asking, Receipt
from assistant.training import events
from assistant.training.certificates import issue
from assistant.training.cycles import find_all
from assistant.training.model import Status
from assistant.training.reports.completion import by_person
from assistant.training.roster.jobs import PREVIEW, TAKE_IN, file_of

A_DAY = timedelta(days=1)


def depths(application: Application, boss: Principal, told: dict[str, Any], now: datetime) -> list[str]:
    """The addresses of what was made."""
    return [
        *_documents(application),
        *_roster(application, boss, told, now),
        _sheet(application, boss, told, now),
        _certificate(application, boss, now),
        *_help(application, boss, told, now),
        f"/welcome/{application.sign_in.make_link(_other(application, told), at=now, lasts=A_DAY)}",
    ]


def _documents(application: Application) -> list[str]:
    ids: dict[str, list[str]] = {}
    for version in application.catalogue().versions().values():
        ids.setdefault(version.document_id, []).append(version.id)
    document, (before, after) = next((own, found) for own, found in ids.items() if len(found) > 1)
    return [f"/documents/{document}/compare?before={before}&after={after}", f"/help/documents/{document}"]


def _roster(application: Application, boss: Principal, told: dict[str, Any], now: datetime) -> list[str]:
    file = file_of(application, "looked-at.csv")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(told["roster"]["rows"]), encoding="utf-8")
    arguments = {"name": file.name, "complete": False, "title": file.name}
    worker = application.worker(lambda: now)
    paths = []
    for kind, place in ((PREVIEW, "/training/roster/preview"), (TAKE_IN, "/jobs")):
        paths.append(f"{place}/{application.jobs.put(boss, kind, arguments, at=now)}")
        worker.run_next()
    return paths


def _sheet(application: Application, boss: Principal, told: dict[str, Any], now: datetime) -> str:
    made = events.announce(
        application.engine, told["event"], told["event"], told["roster"]["units"][0], boss,
        place=told["roster"]["units"][0], starts_at=now - A_DAY, minutes=90, at=now,
    )  # fmt: skip
    events.sign_in(application.engine, made, [boss.staff_number], boss, now)
    return f"/training/events/{made}"


def _certificate(application: Application, boss: Principal, now: datetime) -> str:
    with application.engine.connect() as connection:
        cycles = [cycle.id for cycle, _ in find_all(connection)]
        done = [one for id_ in cycles for one in by_person(connection, id_, boss, now, statuses=(Status.COMPLETED,))]
    made = issue(application.engine, done[0].assignment_id, boss, now)
    return f"/certificates/{made.number}?code={made.code}"


def _help(application: Application, boss: Principal, told: dict[str, Any], now: datetime) -> list[str]:
    receipt = application.help_desk.submit(Asking(told["request"], told["contact"]), at=now)
    if not isinstance(receipt, Receipt):
        raise ValueError(f"no request was made of {told['request']}")
    application.help_office.claim(boss, receipt.number, at=now)
    application.help_office.reply(boss, receipt.number, told["reply"], at=now)
    office = f"/office/requests/{receipt.number}"
    return [f"/help/requests/{receipt.number}/{receipt.secret}", office, f"{office}/publish"]


def _other(application: Application, told: dict[str, Any]) -> str:
    account = application.accounts.named(told["people"][1][0])
    if account is None:
        raise LookupError("the second person of the institution has no account")
    return account.id
