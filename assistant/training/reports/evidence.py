"""The evidence pack for an inspection: one unit and period in a zip with a manifest, and the check that it is whole."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, and_, func, or_, select

from assistant.accounts.principal import Principal
from assistant.audit.log import record
from assistant.audit.tables import audit_head, audit_log
from assistant.training.calendar import begin, end, last_day, local
from assistant.training.cycles import Cycle, find_all
from assistant.training.model import Requirement
from assistant.training.reports.attempts import told_attempts
from assistant.training.roster.units import below, require_unit
from assistant.training.status_sql import status_at
from assistant.training.tables import (
    assignments,
    certificates,
    excuses,
    ledger,
    people,
    pledges,
    postings,
    reminders,
    requirement_versions,
    units,
)

MANIFEST = "manifest.json"
FORMAT = "integrity-evidence-1"


@dataclass(frozen=True, slots=True)
class Fault:
    """A file of a pack that is missing, changed, or was never in it."""

    file: str
    kind: str


class NotAPack(ValueError):  # noqa: N818 - says what is the matter
    """The file is no evidence pack, or too broken to be read as one."""


def write_pack(
    engine: Engine, unit: str, first: date, last: date, principal: Principal, out: Path, now: datetime
) -> dict[str, str]:
    """Writes the pack for a unit with all below it, of everything that was due in a period; the digests by file.

    Args:
        engine: the database.
        unit: its code.
        first: the first day of the period.
        last: its last day; the roster is that of its end.
        principal: who answers for the unit.
        out: the zip.
        now: the present.

    Raises:
        KeyError: there is no such unit.
        Forbidden: it isn't theirs.
    """
    since, until = begin(first), end(last)
    digests: dict[str, str] = {}
    with engine.connect() as connection:
        unit_id = connection.scalar(select(units.c.id).where(units.c.code == unit))
        if unit_id is None:
            raise KeyError(f"there is no unit {unit}: `integrity report completion` lists the units")
        require_unit(connection, principal, unit_id)
        known = find_all(connection)
        rounds = [(cycle, asked) for cycle, asked in known if cycle.opens_at < until and cycle.closes_at > since]
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
            for name, content in _files(connection, engine, unit, rounds, since, until, min(now, until)):
                digests[name] = sha256(content).hexdigest()
                pack.writestr(_entry(name, now), content)
            manifest = {
                "format": FORMAT, "unit": unit, "from": first.isoformat(), "to": last.isoformat(),
                "made_at": local(now).isoformat(), "made_by": principal.account_id,
                "audit_length": connection.scalar(select(audit_head.c.length)) or 0,
                "audit_digest": connection.scalar(select(audit_log.c.digest).order_by(audit_log.c.id.desc()).limit(1)),
                "files": digests,
            }  # fmt: skip
            pack.writestr(_entry(MANIFEST, now), json.dumps(manifest, ensure_ascii=False, indent=2))
    whole = sha256(out.read_bytes()).hexdigest()
    with engine.begin() as connection:
        record(connection, "evidence.write", f"unit:{unit_id}", who=principal.account_id, at=now, digest=whole)
    return digests


def verify_pack(path: Path) -> list[Fault]:
    """What is wrong with a pack: nothing, if it is as it was written.

    Raises:
        NotAPack: it is no evidence pack.
    """
    try:
        with zipfile.ZipFile(path) as pack:
            names = set(pack.namelist())
            if MANIFEST not in names:
                raise NotAPack(f"{path.name} has no {MANIFEST}: it is no evidence pack")
            manifest = json.loads(pack.read(MANIFEST))
            if manifest.get("format") != FORMAT:
                raise NotAPack(f"{path.name} is no evidence pack of the form {FORMAT}")
            faults = [Fault(name, "added") for name in sorted(names - set(manifest["files"]) - {MANIFEST})]
            for name, digest in manifest["files"].items():
                if name not in names:
                    faults.append(Fault(name, "missing"))
                elif sha256(pack.read(name)).hexdigest() != digest:
                    faults.append(Fault(name, "changed"))
    except (zipfile.BadZipFile, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise NotAPack(f"{path.name} can't be read as an evidence pack: {error}") from None
    return faults


def _files(
    connection: Connection,
    engine: Engine,
    unit: str,
    rounds: Sequence[tuple[Cycle, Requirement]],
    since: datetime,
    until: datetime,
    now: datetime,
) -> Iterator[tuple[str, bytes]]:
    ids = [cycle.id for cycle, _ in rounds]
    inside = assignments.c.unit_id.in_(below(unit))
    yield "roster.csv", _table(_roster(connection, unit, until))
    yield "requirements.json", _json([_told(connection, cycle) for cycle, _ in rounds])
    yield "completion.csv", _table(_matrix(connection, ids, unit, now))
    mine = select(assignments.c.id).where(assignments.c.cycle_id.in_(ids), inside)
    yield "exemptions.csv", _table(_rows(
        connection,
        select(people.c.staff_number, people.c.name, excuses.c.kind, excuses.c.reason, excuses.c.evidence,
               excuses.c.asked_by, excuses.c.approver, excuses.c.at)
        .join_from(excuses, assignments, assignments.c.id == excuses.c.assignment_id)
        .join(people, people.c.id == assignments.c.person_id)
        .where(excuses.c.assignment_id.in_(mine)).order_by(excuses.c.id),
    ))  # fmt: skip
    yield "reminders.csv", _table(_rows(
        connection,
        select(reminders.c.cycle_id, reminders.c.occasion, reminders.c.recipient, people.c.staff_number,
               reminders.c.state, reminders.c.fault, reminders.c.attempts, reminders.c.planned_at, reminders.c.sent_at)
        .join_from(reminders, assignments, assignments.c.id == reminders.c.assignment_id, isouter=True)
        .join(people, people.c.id == assignments.c.person_id, isouter=True)
        .where(reminders.c.cycle_id.in_(ids), reminders.c.unit_id.in_(below(unit))).order_by(reminders.c.id),
    ))  # fmt: skip
    staff = select(people.c.id).where(or_(people.c.unit_id.in_(below(unit)), people.c.id.in_(
        select(assignments.c.person_id).where(assignments.c.id.in_(mine))
    )))  # fmt: skip
    years = range(local(since).year, local(until - timedelta(microseconds=1)).year + 1)
    yield "hours.csv", _table(_rows(
        connection,
        select(ledger.c.id, people.c.staff_number, people.c.name, ledger.c.year, ledger.c.hundredths, ledger.c.rule,
               ledger.c.kind, ledger.c.corrects, ledger.c.note, ledger.c.who, ledger.c.at)
        .join(people, people.c.id == ledger.c.person_id)
        .where(ledger.c.person_id.in_(staff), ledger.c.year.in_(years)).order_by(ledger.c.id),
    ))  # fmt: skip
    yield "pledges.csv", _table(_rows(
        connection,
        select(people.c.staff_number, people.c.name, pledges.c.template_id, pledges.c.version, pledges.c.signed_at,
               pledges.c.valid_until, pledges.c.digest)
        .join(people, people.c.id == pledges.c.person_id)
        .where(pledges.c.person_id.in_(staff), pledges.c.signed_at >= since, pledges.c.signed_at < until)
        .order_by(pledges.c.id),
    ))  # fmt: skip
    yield "certificates.csv", _table(_rows(
        connection,
        select(*(certificates.c[name] for name in ("number", "name", "title", "unit", "completed_at", "valid_until",
                                                   "issued_at", "revoked_at")))
        .where(certificates.c.assignment_id.in_(mine)).order_by(certificates.c.number),
    ))  # fmt: skip
    numbers = connection.scalars(select(people.c.staff_number).where(people.c.id.in_(staff))).all()
    yield "attempts.jsonl", _lines(told_attempts(engine, numbers, since, until))
    yield "audit.jsonl", _lines(_audit(connection, mine, ids, since, until))


def _roster(connection: Connection, unit: str, at: datetime) -> Iterator[Sequence[object]]:
    """Who was in the unit at a moment: the newest posting of each by then."""
    newest = select(func.max(postings.c.id)).where(postings.c.since < at).group_by(postings.c.person_id)
    query = select(
        people.c.staff_number, postings.c.name, units.c.code, postings.c.department, postings.c.post, postings.c.rank,
        postings.c.category, postings.c.since,
    ).join_from(postings, people, people.c.id == postings.c.person_id).join(units, units.c.id == postings.c.unit_id)
    query = query.where(postings.c.id.in_(newest), postings.c.active, postings.c.unit_id.in_(below(unit)))
    return _rows(connection, query.order_by(units.c.code, people.c.staff_number))


def _matrix(connection: Connection, cycle_ids: list[int], unit: str, now: datetime) -> Iterator[Sequence[object]]:
    query = select(
        assignments.c.cycle_id, people.c.staff_number, people.c.name, units.c.code, assignments.c.department,
        status_at(now).label("status"), assignments.c.assigned_at, assignments.c.due_at, assignments.c.completed_at,
        assignments.c.late, assignments.c.score, assignments.c.excuse, assignments.c.withdrawn_at,
    ).join_from(assignments, people, people.c.id == assignments.c.person_id)  # fmt: skip
    query = query.join(units, units.c.id == assignments.c.unit_id)
    query = query.where(assignments.c.cycle_id.in_(cycle_ids), assignments.c.unit_id.in_(below(unit)))
    return _rows(connection, query.order_by(assignments.c.cycle_id, units.c.code, people.c.staff_number))


def _told(connection: Connection, cycle: Cycle) -> dict[str, object]:
    known = and_(
        requirement_versions.c.requirement_id == cycle.requirement_id,
        requirement_versions.c.version == cycle.requirement_version,
    )
    row = connection.execute(select(requirement_versions).where(known)).one()
    return {
        "cycle": cycle.id, "name": cycle.name, "opens": local(cycle.opens_at).isoformat(),
        "due": last_day(cycle.due_at).isoformat(), "closes": last_day(cycle.closes_at).isoformat(),
        "version": row.version, "kept_by": row.who, "kept_at": local(row.at).isoformat(), "requirement": row.content,
    }  # fmt: skip


def _audit(
    connection: Connection, mine: Any, cycle_ids: list[int], since: datetime, until: datetime  # noqa: ANN401
) -> Iterator[dict[str, object]]:
    """The entries about these assignments, their requirements and the roster, each with its link of the chain."""
    subjects = {f"assignment:{number}" for number in connection.scalars(mine)}
    rounds = {cycle.id: cycle for cycle, _ in find_all(connection)}
    subjects |= {f"requirement:{rounds[number].requirement_id}" for number in cycle_ids} | {"roster"}
    query = select(audit_log).where(audit_log.c.at >= since, audit_log.c.at < until).order_by(audit_log.c.id)
    for row in connection.execute(query):
        if row.subject in subjects:
            yield {**row._mapping, "at": row.at.isoformat()}


def _rows(connection: Connection, query: Any) -> Iterator[Sequence[object]]:  # noqa: ANN401
    found = connection.execute(query)
    yield list(found.keys())
    yield from found


def _table(rows: Iterable[Sequence[object]]) -> bytes:
    """CSV as Excel opens it: with a byte order mark, moments by the clocks of Shanghai, no formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    if isinstance(value, datetime):
        return local(value).isoformat()
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@"):
        return "'" + value
    return value


def _lines(values: Iterable[object]) -> bytes:
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values).encode()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode()


def _entry(name: str, now: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, local(now).timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
