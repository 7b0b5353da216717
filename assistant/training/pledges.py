"""信用承诺: a text by template and version, signed in the session; the hash covers who signed which words and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, Engine, func, insert, select

from assistant.accounts.principal import Forbidden, Principal, Role
from assistant.audit.log import record
from assistant.training.activities import tell_within
from assistant.training.calendar import months_after
from assistant.training.locking import take_turn
from assistant.training.model import Activity, ActivityKind
from assistant.training.roster.units import visible
from assistant.training.tables import people, pledge_templates, pledges, units


@dataclass(frozen=True, slots=True)
class Template:
    """The words of a pledge; `months` is how long a signature holds, 0 for ever."""

    id: str
    version: int
    title: str
    body: str
    months: int
    digest: str


@dataclass(frozen=True, slots=True)
class Pledge:
    """A signature."""

    id: int
    staff_number: str
    name: str
    unit: str
    template_id: str
    version: int
    signed_at: datetime
    valid_until: datetime | None
    digest: str


def write(
    engine: Engine, template_id: str, title: str, body: str, principal: Principal, *, months: int, at: datetime
) -> int:
    """Keeps a new version of a template, unless its words are those of the last; the version.

    Raises:
        Forbidden: neither trainer nor administrator.
    """
    principal.require(Role.TRAINER, Role.ADMIN)
    digest = sha256(f"{title}\n{body}".encode()).hexdigest()
    with engine.begin() as connection:
        take_turn(connection)
        last = newest(connection, template_id)
        if last and (last.digest, last.months) == (digest, months):
            return last.version
        version = last.version + 1 if last else 1
        row = {"id": template_id, "version": version, "title": title, "body": body, "months": months}
        connection.execute(insert(pledge_templates).values(**row, digest=digest, who=principal.account_id, at=at))
        subject = f"pledge_template:{template_id}"
        record(connection, "pledge.write", subject, who=principal.account_id, at=at, version=version)
    return version


def newest(connection: Connection, template_id: str) -> Template | None:
    """The words that are signed now."""
    columns = [pledge_templates.c[name] for name in Template.__slots__]
    query = select(*columns).where(pledge_templates.c.id == template_id)
    row = connection.execute(query.order_by(pledge_templates.c.version.desc()).limit(1)).first()
    return Template(**row._mapping) if row else None


def templates(connection: Connection) -> list[Template]:
    """Every template in its newest version."""
    ids = connection.scalars(select(pledge_templates.c.id).distinct().order_by(pledge_templates.c.id)).all()
    return [found for one in ids if (found := newest(connection, one))]


def sign(engine: Engine, template_id: str, version: int, principal: Principal, at: datetime) -> str:
    """Signs the version that was read, as the person of the session; the signature's hash.

    Raises:
        Forbidden: the account is nobody in the roster.
        KeyError: the version isn't the newest: read the words again.
    """
    with engine.begin() as connection:
        take_turn(connection)
        template = newest(connection, template_id)
        if template is None or template.version != version:
            raise KeyError(f"the pledge {template_id} has no current version {version}: read its text again")
        person = connection.scalar(select(people.c.id).where(people.c.staff_number == principal.staff_number))
        if person is None:
            raise Forbidden((Role.STAFF,))
        digest = signature(template, principal.staff_number, at)
        valid = months_after(at, template.months) if template.months else None
        row = {"person_id": person, "template_id": template_id, "version": version, "signed_at": at}
        made = insert(pledges).values(**row, valid_until=valid, account_id=principal.account_id, digest=digest)
        number = connection.execute(made.returning(pledges.c.id)).scalar_one()
        activity = Activity(f"pledge:{number}", ActivityKind.PLEDGE, template_id, at)
        tell_within(connection, [(principal.staff_number, activity)], at)
        record(connection, "pledge.sign", f"pledge:{number}", who=principal.account_id, at=at, digest=digest)
    return digest


def signature(template: Template, staff_number: str, at: datetime) -> str:
    """The hash over the words, who signed them and when: what anyone can work out again."""
    whole = "\n".join((template.id, str(template.version), template.digest, staff_number, at.isoformat()))
    return sha256(whole.encode()).hexdigest()


def signed(connection: Connection, principal: Principal, *, template_id: str = "", own: bool = False) -> list[Pledge]:
    """The signatures of the people someone answers for, or their own; the newest first."""
    query = select(
        pledges.c.id, people.c.staff_number, people.c.name, units.c.code.label("unit"), pledges.c.template_id,
        pledges.c.version, pledges.c.signed_at, pledges.c.valid_until, pledges.c.digest,
    ).join(people, people.c.id == pledges.c.person_id).join(units, units.c.id == people.c.unit_id)  # fmt: skip
    if own:
        query = query.where(people.c.staff_number == principal.staff_number)
    elif (seen := visible(principal)) is not None:
        query = query.where(people.c.unit_id.in_(seen))
    if template_id:
        query = query.where(pledges.c.template_id == template_id)
    return [Pledge(**row._mapping) for row in connection.execute(query.order_by(pledges.c.id.desc()))]


def count(connection: Connection, template_id: str) -> int:
    """How many signatures a template has."""
    query = select(func.count()).select_from(pledges).where(pledges.c.template_id == template_id)
    return connection.scalar(query) or 0
