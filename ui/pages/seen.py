"""Who saw whose data: looking at somebody's record, and taking people's data away, is in the audit log."""

from __future__ import annotations

from assistant.audit.log import record
from ui.pages.visit import Visit


def note_seen(visit: Visit, action: str, subject: str, **detail: object) -> None:
    """Notes it; `subject` and `detail` name people by nothing that erasing them leaves a meaning."""
    with visit.application.engine.begin() as connection:
        record(connection, action, subject, who=visit.person.account_id, at=visit.now, **detail)
