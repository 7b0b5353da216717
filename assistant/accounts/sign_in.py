"""Signing in with name and password, or by a one-time link; what failed is counted, so that guessing is slow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError as Conflict

from assistant.accounts.account import Account
from assistant.accounts.backoff import FORGOTTEN, origin, waits_until
from assistant.accounts.directory import folded, read_accounts
from assistant.accounts.passwords import hash_password, outdated, password_fits
from assistant.accounts.secrets import digest_of, new_secret
from assistant.accounts.tables import accounts, sign_in_failures, sign_in_links
from assistant.audit.log import record

ANYONE = ""
"""Stands for every name in the count of an address as a whole."""


class Outcome(StrEnum):
    """How an attempt ended."""

    SIGNED_IN = "signed_in"
    REFUSED = "refused"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt to sign in; `wait` is how long until another is looked at."""

    outcome: Outcome
    account: Account | None = None
    wait: timedelta = timedelta()


class SignIn:
    """The door: it tells only whether one may pass, not which of name and password was wrong."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def with_password(self, sign_in_name: str, password: str, *, address: str, at: datetime) -> Attempt:
        """Tries a name and a password from an address."""
        name, place = folded(sign_in_name), origin(address)
        wait = self._wait(name, place, at)
        if wait > timedelta():
            return Attempt(Outcome.WAIT, wait=wait)
        with self._engine.connect() as connection:
            query = select(accounts.c.id, accounts.c.password).where(accounts.c.sign_in_name == name, accounts.c.active)
            row = connection.execute(query).first()
        if not password_fits(row.password if row else None, password) or row is None:
            with self._engine.begin() as connection:
                for key in (name, ANYONE):
                    _count(connection, key, place, at)
            return Attempt(Outcome.REFUSED)
        with self._engine.begin() as connection:
            mine = (sign_in_failures.c.sign_in_name == name) & (sign_in_failures.c.address == place)
            old = sign_in_failures.c.last_at < at - FORGOTTEN
            connection.execute(delete(sign_in_failures).where(mine | old))
            if outdated(row.password):
                renewed = update(accounts).where(accounts.c.id == row.id)
                connection.execute(renewed.values(password=hash_password(password, name)))
            record(connection, "account.sign-in", f"account:{row.id}", who=row.id, at=at)
            return Attempt(Outcome.SIGNED_IN, read_accounts(connection, [row.id])[0])

    def make_link(self, account_id: str, *, at: datetime, lasts: timedelta) -> str:
        """A secret that signs an account in once; earlier ones of that account end."""
        secret = new_secret()
        row = {"digest": digest_of(secret), "account_id": account_id, "expires_at": at + lasts}
        with self._engine.begin() as connection:
            connection.execute(delete(sign_in_links).where(sign_in_links.c.account_id == account_id))
            connection.execute(insert(sign_in_links).values(**row))
        return secret

    def link_holds(self, secret: str, *, at: datetime) -> Account | None:
        """The account that a link would sign in; the link stays unused."""
        with self._engine.connect() as connection:
            query = select(sign_in_links).where(sign_in_links.c.digest == digest_of(secret))
            row = connection.execute(query).mappings().first()
            if row is None or row["expires_at"] < at:
                return None
            account = read_accounts(connection, [row["account_id"]])[0]
            return account if account.active else None

    def with_link(self, secret: str, password: str, *, at: datetime) -> Account | None:
        """Uses a link up: sets the password of its account, and gives the account.

        Raises:
            WeakPassword: the password would not hold; the link still does.
        """
        account = self.link_holds(secret, at=at)
        if account is None:
            return None
        kept = hash_password(password, account.sign_in_name)
        with self._engine.begin() as connection:
            used = delete(sign_in_links).where(sign_in_links.c.digest == digest_of(secret))
            if connection.execute(used).rowcount != 1:
                return None
            connection.execute(update(accounts).where(accounts.c.id == account.id).values(password=kept))
            record(connection, "account.link-used", f"account:{account.id}", who=account.id, at=at)
        return account

    def _wait(self, name: str, place: str, at: datetime) -> timedelta:
        query = select(sign_in_failures).where(
            sign_in_failures.c.sign_in_name.in_((name, ANYONE)), sign_in_failures.c.address == place
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings().all()
        until = [
            waits_until(row["failures"], row["last_at"], of_address=row["sign_in_name"] == ANYONE)
            for row in rows
            if at - row["last_at"] < FORGOTTEN
        ]
        return max([moment - at for moment in until], default=timedelta())


def _count(connection: Connection, name: str, place: str, at: datetime) -> None:
    this = (sign_in_failures.c.sign_in_name == name) & (sign_in_failures.c.address == place)
    last = connection.scalar(select(sign_in_failures.c.last_at).where(this).with_for_update())
    if last is None:
        row = {"sign_in_name": name, "address": place, "failures": 1, "last_at": at}
        try:
            with connection.begin_nested():
                connection.execute(insert(sign_in_failures).values(**row))
            return
        except Conflict:  # another attempt from there was counted just now
            last = at
    failures = 1 if at - last >= FORGOTTEN else sign_in_failures.c.failures + 1
    connection.execute(update(sign_in_failures).where(this).values(failures=failures, last_at=at))
