"""Access tokens: what programs sign in with, in the name of a person, for the scopes that they were given."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Engine, RowMapping, insert, select, update

from assistant.accounts.directory import read_accounts
from assistant.accounts.principal import Principal
from assistant.accounts.secrets import digest_of, new_id, new_secret
from assistant.accounts.tables import access_tokens, accounts
from assistant.audit.log import record

PREFIX = "integrity_"
LONGEST_LIFE = timedelta(days=366)
NOTED_EVERY = timedelta(minutes=5)
MOST = 20


class Scope(StrEnum):
    """What a token is good for."""

    ASK = "ask"
    DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True)
class Token:
    """A token as its owner sees it; the secret was shown once and is nowhere."""

    id: str
    name: str
    scopes: frozenset[Scope]
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who a request with a token speaks for, and what the token is good for."""

    principal: Principal
    scopes: frozenset[Scope]


class TooManyTokens(Exception):  # noqa: N818 - says what is the matter
    """The account has as many tokens as it may."""

    def __init__(self) -> None:
        super().__init__(f"an account may have {MOST} tokens: revoke one that is no longer used")


class Tokens:
    """The tokens of everybody, opened with the Principal whose they are."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def issue(self, by: Principal, name: str, scopes: Collection[Scope], lasts: timedelta, *, at: datetime) -> str:
        """A new token's secret.

        Raises:
            ValueError: no scope, no name, or a life that is too long.
            TooManyTokens: there are enough.
        """
        if not scopes or not name.strip() or not timedelta() < lasts <= LONGEST_LIFE:
            raise ValueError("a token needs a name, a scope, and a life of at most a year")
        if len(self.of(by, at=at)) >= MOST:
            raise TooManyTokens
        secret = PREFIX + new_secret()
        row = {"id": new_id(), "account_id": by.account_id, "name": name.strip()[:100], "digest": digest_of(secret)}
        named = sorted(scope.value for scope in scopes)
        with self._engine.begin() as connection:
            moments = {"created_at": at, "expires_at": at + lasts}
            connection.execute(insert(access_tokens).values(**row, scopes=named, **moments))
            record(connection, "token.issue", f"token:{row['id']}", who=by.account_id, at=at, scopes=named)
        return secret

    def of(self, by: Principal, *, at: datetime) -> list[Token]:
        """One's own that hold, the newest first."""
        query = (
            select(access_tokens)
            .where(access_tokens.c.account_id == by.account_id, access_tokens.c.revoked_at.is_(None))
            .where(access_tokens.c.expires_at > at)
            .order_by(access_tokens.c.created_at.desc())
        )
        with self._engine.connect() as connection:
            return [_token(row) for row in connection.execute(query).mappings()]

    def revoke(self, by: Principal, token_id: str, *, at: datetime) -> bool:
        """Ends one of one's own at once; False if there is none."""
        mine = (access_tokens.c.id == token_id) & (access_tokens.c.account_id == by.account_id)
        with self._engine.begin() as connection:
            ended = update(access_tokens).where(mine, access_tokens.c.revoked_at.is_(None)).values(revoked_at=at)
            if connection.execute(ended).rowcount == 0:
                return False
            record(connection, "token.revoke", f"token:{token_id}", who=by.account_id, at=at)
        return True

    def find(self, secret: str, *, at: datetime) -> Bearer | None:
        """Who a token speaks for, if it holds and its account may sign in."""
        query = (
            select(access_tokens)
            .join(accounts)
            .where(access_tokens.c.digest == digest_of(secret), access_tokens.c.revoked_at.is_(None))
            .where(access_tokens.c.expires_at > at, accounts.c.active)
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().first()
            if row is None:
                return None
            principal = read_accounts(connection, [row["account_id"]])[0].principal()
        if row["used_at"] is None or at - row["used_at"] >= NOTED_EVERY:
            with self._engine.begin() as connection:
                connection.execute(update(access_tokens).where(access_tokens.c.id == row["id"]).values(used_at=at))
        return Bearer(principal, _token(row).scopes)


def _token(row: RowMapping) -> Token:
    scopes = frozenset(Scope(scope) for scope in row["scopes"])
    return Token(row["id"], row["name"], scopes, row["created_at"], row["expires_at"], row["used_at"])
