"""The accounts: made, found, changed; every change is in the audit log."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import datetime
from unicodedata import normalize

from sqlalchemy import Connection, Engine, bindparam, delete, func, insert, literal, select, union_all, update
from sqlalchemy.exc import IntegrityError as Conflict

from assistant.accounts.account import Account, LastAdministrator, NameTaken, NoSuchAccount, NumberTaken
from assistant.accounts.passwords import hash_password
from assistant.accounts.principal import Principal, Role
from assistant.accounts.secrets import new_id
from assistant.accounts.tables import account_roles, account_units, accounts, sessions
from assistant.audit.log import record

PROGRAM = Principal("program", "integrity", roles=frozenset(Role))
"""Whoever sits at the command line of the machine."""

ROLES_AND_UNITS = union_all(
    select(literal(True), account_roles.c.role).where(account_roles.c.account_id == bindparam("account")),
    select(literal(False), account_units.c.unit).where(account_units.c.account_id == bindparam("account")),
)


def folded(sign_in_name: str) -> str:
    """A sign-in name as it is kept and compared: width, case and blanks do not count."""
    return re.sub(r"\s+", "", normalize("NFKC", sign_in_name)).lower()[:100]


class Directory:
    """All accounts. Who changes one must be an administrator, or the program itself."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(
        self,
        by: Principal,
        sign_in_name: str,
        roles: Collection[Role],
        *,
        at: datetime,
        name: str = "",
        staff_number: str = "",
        units: Collection[str] = (),
        password: str | None = None,
    ) -> Account:
        """A new account; without a password it is entered by a one-time link or from elsewhere.

        Raises:
            NameTaken: an account has the name.
            NumberTaken: an account that may sign in has the staff number.
            WeakPassword: the password would not hold.
            ValueError: the name is empty, or there is no role.
        """
        by.require(Role.ADMIN)
        kept = folded(sign_in_name)
        if not kept or not roles:
            raise ValueError("an account needs a name and a role: give both")
        row = {
            "id": new_id(),
            "sign_in_name": kept,
            "name": name.strip() or sign_in_name.strip(),
            "staff_number": staff_number.strip(),
            "password": hash_password(password, kept) if password is not None else None,
            "active": True,
            "created_at": at,
        }
        try:
            with self._engine.begin() as connection:
                _see_number_is_free(connection, staff_number.strip(), "")
                connection.execute(insert(accounts).values(**row))
                _grant(connection, row["id"], roles, units)
                named = sorted(role.value for role in roles)
                record(connection, "account.create", f"account:{row['id']}", who=by.account_id, at=at, roles=named)
        except Conflict:
            raise NameTaken(kept) from None
        return self.get(str(row["id"]))

    def get(self, account_id: str) -> Account:
        """The account with an id.

        Raises:
            NoSuchAccount: none has it.
        """
        with self._engine.connect() as connection:
            found = read_accounts(connection, [account_id])
        if not found:
            raise NoSuchAccount(account_id)
        return found[0]

    def named(self, sign_in_name: str) -> Account | None:
        """The account that signs in under a name."""
        with self._engine.connect() as connection:
            query = select(accounts.c.id).where(accounts.c.sign_in_name == folded(sign_in_name))
            account_id = connection.scalar(query)
            return read_accounts(connection, [account_id])[0] if account_id else None

    def all(self) -> list[Account]:
        """Every account, by name."""
        with self._engine.connect() as connection:
            ids = connection.scalars(select(accounts.c.id)).all()
            return sorted(read_accounts(connection, ids), key=lambda one: one.sign_in_name)

    def is_empty(self) -> bool:
        """Whether nobody can sign in yet."""
        with self._engine.connect() as connection:
            return connection.scalar(select(func.count()).select_from(accounts)) == 0

    def change(
        self,
        by: Principal,
        account_id: str,
        *,
        at: datetime,
        name: str,
        staff_number: str,
        roles: Collection[Role],
        units: Collection[str],
        active: bool,
    ) -> Account:
        """Sets what an account is; one that may no longer sign in is signed out everywhere.

        Raises:
            NoSuchAccount: none has the id.
            LastAdministrator: nobody would be left to administer.
            NumberTaken: another account that may sign in has the staff number.
        """
        by.require(Role.ADMIN)
        with self._engine.begin() as connection:
            before = read_accounts(connection, [account_id])
            if not before:
                raise NoSuchAccount(account_id)
            if active:
                _see_number_is_free(connection, staff_number.strip(), account_id)
            values = {"name": name.strip(), "staff_number": staff_number.strip(), "active": active}
            connection.execute(update(accounts).where(accounts.c.id == account_id).values(**values))
            _grant(connection, account_id, roles, units)
            if not active:
                connection.execute(delete(sessions).where(sessions.c.account_id == account_id))
            if Role.ADMIN in before[0].roles and not administrators(connection):
                raise LastAdministrator
            named = sorted(role.value for role in roles)
            record(
                connection,
                "account.change",
                f"account:{account_id}",
                who=by.account_id,
                at=at,
                roles=named,
                units=sorted(units),
                active=active,
            )
        return self.get(account_id)

    def set_password(self, by: Principal, account_id: str, password: str, *, at: datetime) -> None:
        """Sets a password: one's own, or an administrator another's.

        Raises:
            WeakPassword: it would not hold.
            NoSuchAccount: none has the id.
        """
        if by.account_id != account_id:
            by.require(Role.ADMIN)
        kept = hash_password(password, self.get(account_id).sign_in_name)
        with self._engine.begin() as connection:
            connection.execute(update(accounts).where(accounts.c.id == account_id).values(password=kept))
            record(connection, "account.password", f"account:{account_id}", who=by.account_id, at=at)


def read_accounts(connection: Connection, ids: Iterable[str]) -> list[Account]:
    """The accounts with some ids."""
    wanted = list(ids)
    roles = _several(connection.execute(select(account_roles).where(account_roles.c.account_id.in_(wanted))).all())
    units = _several(connection.execute(select(account_units).where(account_units.c.account_id.in_(wanted))).all())
    return [
        Account(
            row["id"],
            row["sign_in_name"],
            row["name"],
            row["staff_number"],
            row["active"],
            row["created_at"],
            row["password"] is not None,
            frozenset(Role(role) for role in roles.get(row["id"], ())),
            frozenset(units.get(row["id"], ())),
        )
        for row in connection.execute(select(accounts).where(accounts.c.id.in_(wanted))).mappings()
    ]


def roles_and_units(connection: Connection, account_id: str) -> tuple[frozenset[Role], frozenset[str]]:
    """What an account may do, and for whose people."""
    rows = connection.execute(ROLES_AND_UNITS, {"account": account_id}).all()
    return frozenset(Role(name) for role, name in rows if role), frozenset(name for role, name in rows if not role)


def _see_number_is_free(connection: Connection, staff_number: str, account_id: str) -> None:
    """An account reads the record of the person with its staff number: no two may have the same."""
    others = accounts.c.active & (accounts.c.staff_number == staff_number) & (accounts.c.id != account_id)
    query = select(accounts.c.sign_in_name).where(others)
    if staff_number and (taken := connection.scalar(query)):
        raise NumberTaken(taken)


def _several(rows: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for account_id, value in rows:
        found.setdefault(account_id, []).append(value)
    return found


def _grant(connection: Connection, account_id: object, roles: Iterable[Role], units: Iterable[str]) -> None:
    for table in (account_roles, account_units):
        connection.execute(delete(table).where(table.c.account_id == account_id))
    connection.execute(
        insert(account_roles), [{"account_id": account_id, "role": role.value} for role in sorted(set(roles))]
    )
    if named := sorted({unit.strip() for unit in units if unit.strip()}):
        connection.execute(insert(account_units), [{"account_id": account_id, "unit": unit} for unit in named])


def administrators(connection: Connection) -> int:
    """How many may sign in as administrators."""
    query = (
        select(func.count())
        .select_from(accounts.join(account_roles))
        .where(accounts.c.active, account_roles.c.role == Role.ADMIN.value)
    )
    return connection.scalar(query) or 0
