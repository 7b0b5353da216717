"""The tables of accounts: who may sign in, as what, for which units; open sessions, tokens, failed attempts."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from assistant.database.instant import Instant
from knowledge.catalogue.tables import metadata

ID, DIGEST = 16, 64


def _owner(*, key: bool = False) -> Column[str]:
    owner = ForeignKey("accounts.id", ondelete="CASCADE")
    return Column("account_id", String(ID), owner, primary_key=key, nullable=False)


accounts = Table(
    "accounts",
    metadata,
    Column("id", String(ID), primary_key=True),
    Column("sign_in_name", String(100), nullable=False, unique=True),
    Column("name", String(100), nullable=False),
    Column("staff_number", String(50), nullable=False),
    Column("password", String(200)),
    Column("active", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Index("ix_accounts_staff_number", "staff_number"),
)

account_roles = Table(
    "account_roles",
    metadata,
    _owner(key=True),
    Column("role", String(10), primary_key=True),
)

account_units = Table(
    "account_units",
    metadata,
    _owner(key=True),
    Column("unit", String(200), primary_key=True),
)

account_identities = Table(
    "account_identities",
    metadata,
    Column("issuer", String(300), primary_key=True),
    Column("subject", String(255), primary_key=True),
    _owner(),
    Column("created_at", Instant, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("digest", String(DIGEST), primary_key=True),
    _owner(),
    Column("created_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("address", String(100), nullable=False),
    Column("agent", Text, nullable=False),
    Index("ix_sessions_account", "account_id"),
)

sign_in_links = Table(
    "sign_in_links",
    metadata,
    Column("digest", String(DIGEST), primary_key=True),
    _owner(),
    Column("expires_at", Instant, nullable=False),
)

sign_in_failures = Table(
    "sign_in_failures",
    metadata,
    Column("sign_in_name", String(100), primary_key=True),
    Column("address", String(100), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", Instant, nullable=False),
)

access_tokens = Table(
    "access_tokens",
    metadata,
    Column("id", String(ID), primary_key=True),
    _owner(),
    Column("name", String(100), nullable=False),
    Column("digest", String(DIGEST), nullable=False),
    Column("scopes", JSON, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    Column("revoked_at", Instant),
    UniqueConstraint("digest"),
    Index("ix_access_tokens_account", "account_id"),
)
