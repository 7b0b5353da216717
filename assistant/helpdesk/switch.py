"""Switches of the public service: an admin turns it off with a notice, and every turn is in the audit log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, delete, insert, select

from assistant.accounts.principal import Principal, Role
from assistant.audit.log import record
from assistant.helpdesk.tables import service_switches

PUBLIC_SERVICE = "public_service"


@dataclass(frozen=True, slots=True)
class Turned:
    """The service is off. The notice is what people read instead of answers."""

    notice: str
    who: str
    at: datetime


@dataclass(frozen=True)
class Switch:
    """The switch of the public service: widget, help pages and the API without a session."""

    engine: Engine

    def off(self) -> Turned | None:
        """How it was turned off; None while the service is on."""
        query = select(service_switches).where(service_switches.c.name == PUBLIC_SERVICE, service_switches.c.off)
        with self.engine.connect() as connection:
            row = connection.execute(query).mappings().first()
        return Turned(row["notice"], row["who"], row["at"]) if row else None

    def turn_off(self, admin: Principal, notice: str, *, at: datetime) -> None:
        """Stops the service; people read the notice (empty: the usual one)."""
        self._turn(admin, notice.strip(), at, off=True)

    def turn_on(self, admin: Principal, *, at: datetime) -> None:
        """Lets the service answer again."""
        self._turn(admin, "", at, off=False)

    def _turn(self, admin: Principal, notice: str, at: datetime, *, off: bool) -> None:
        admin.require(Role.ADMIN)
        values = {"name": PUBLIC_SERVICE, "off": off, "notice": notice, "who": admin.account_id, "at": at}
        action = f"public_service.{'off' if off else 'on'}"
        with self.engine.begin() as connection:
            connection.execute(delete(service_switches).where(service_switches.c.name == PUBLIC_SERVICE))
            connection.execute(insert(service_switches).values(**values))
            record(connection, action, f"service:{PUBLIC_SERVICE}", who=admin.account_id, at=at, notice=notice)
