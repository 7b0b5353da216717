"""Sessions: who is signed in from where. The browser has the secret, the database its digest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, bindparam, delete, insert, or_, select, update

from assistant.accounts.directory import roles_and_units
from assistant.accounts.principal import Principal
from assistant.accounts.secrets import digest_of, new_secret
from assistant.accounts.tables import accounts, sessions
from assistant.database.engine import reading

NOTED_EVERY = timedelta(minutes=1)
LONGEST_AGENT = 300
HOLDS = (
    select(sessions, accounts.c.name, accounts.c.staff_number)
    .join(accounts)
    .where(sessions.c.digest == bindparam("secret"), accounts.c.active)
)


@dataclass(frozen=True, slots=True)
class Session:
    """One place where a person is signed in."""

    digest: str
    principal: Principal
    created_at: datetime
    seen_at: datetime
    address: str
    agent: str


class Sessions:
    """Open sessions. One ends when nothing comes for `idle`, and in any case `longest` after it began."""

    def __init__(self, engine: Engine, idle: timedelta, longest: timedelta) -> None:
        self._engine = engine
        self._reading = reading(engine)
        self.idle = idle
        self.longest = longest

    def open(self, account_id: str, *, at: datetime, address: str = "", agent: str = "", instead_of: str = "") -> str:
        """A new session; the secret that stands for it. The one that it replaces ends; so do all that have expired."""
        secret = new_secret()
        row = {"digest": digest_of(secret), "account_id": account_id, "created_at": at, "seen_at": at}
        with self._engine.begin() as connection:
            expired = or_(sessions.c.seen_at < at - self.idle, sessions.c.created_at < at - self.longest)
            connection.execute(delete(sessions).where(or_(expired, sessions.c.digest == digest_of(instead_of))))
            connection.execute(insert(sessions).values(**row, address=address[:100], agent=agent[:LONGEST_AGENT]))
        return secret

    def find(self, secret: str, *, at: datetime) -> Session | None:
        """The session that a secret stands for, if it holds and its account may sign in.

        Every request asks for one: two statements, put together once.
        """
        with self._reading.connect() as connection:
            row = connection.execute(HOLDS, {"secret": digest_of(secret)}).mappings().first()
            if row is None or at - row["seen_at"] > self.idle or at - row["created_at"] > self.longest:
                return None
            roles, units = roles_and_units(connection, row["account_id"])
        principal = Principal(row["account_id"], row["name"], row["staff_number"], roles, units)
        if at - row["seen_at"] >= NOTED_EVERY:
            with self._engine.begin() as connection:
                this = sessions.c.digest == row["digest"]
                connection.execute(update(sessions).where(this).values(seen_at=at))
        return Session(row["digest"], principal, row["created_at"], row["seen_at"], row["address"], row["agent"])

    def of(self, principal: Principal, *, at: datetime) -> list[Session]:
        """Where a person is signed in, the latest first."""
        query = (
            select(sessions)
            .where(sessions.c.account_id == principal.account_id, sessions.c.seen_at >= at - self.idle)
            .where(sessions.c.created_at >= at - self.longest)
            .order_by(sessions.c.seen_at.desc())
        )
        with self._engine.connect() as connection:
            return [
                Session(row["digest"], principal, row["created_at"], row["seen_at"], row["address"], row["agent"])
                for row in connection.execute(query).mappings()
            ]

    def close(self, secret: str) -> None:
        """Ends one session."""
        with self._engine.begin() as connection:
            connection.execute(delete(sessions).where(sessions.c.digest == digest_of(secret)))

    def close_others(self, principal: Principal, kept: str = "") -> int:
        """Ends a person's sessions but for the one whose secret is `kept`; how many there were."""
        others = delete(sessions).where(
            sessions.c.account_id == principal.account_id, sessions.c.digest != digest_of(kept)
        )
        with self._engine.begin() as connection:
            return connection.execute(others).rowcount
