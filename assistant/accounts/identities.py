"""Which account somebody has whom another service identified."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine, insert, select

from assistant.accounts.account import Account
from assistant.accounts.directory import folded, read_accounts
from assistant.accounts.openid import Identity
from assistant.accounts.tables import account_identities, accounts
from assistant.audit.log import record


def account_of(engine: Engine, identity: Identity, *, at: datetime) -> Account | None:
    """The account tied to an identity; the first time, the one of that sign-in name, if none is tied to it yet.

    Accounts are made by administrators alone: who has none is nobody here.
    """
    this = (account_identities.c.issuer == identity.issuer) & (account_identities.c.subject == identity.subject)
    with engine.begin() as connection:
        account_id = connection.scalar(select(account_identities.c.account_id).where(this))
        if account_id is None:
            named = select(accounts.c.id).where(accounts.c.sign_in_name == folded(identity.name))
            account_id = connection.scalar(named)
            taken = select(account_identities.c.subject).where(account_identities.c.account_id == account_id)
            if account_id is None or connection.scalar(taken) is not None:
                return None
            row = {"issuer": identity.issuer, "subject": identity.subject, "account_id": account_id}
            connection.execute(insert(account_identities).values(**row, created_at=at))
            record(connection, "account.identity", f"account:{account_id}", who=account_id, at=at)
        (account,) = read_accounts(connection, [account_id])
    return account if account.active else None
