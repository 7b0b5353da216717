"""What the public's help routes and pages work with, beside the view they ask through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.requests import Request

from assistant.bootstrap import Application
from assistant.helpdesk.desk import HelpDesk
from assistant.helpdesk.feedback import Feedback


@dataclass(frozen=True, slots=True)
class HelpView:
    """The citizen's side of the help desk; `now` is an aware clock."""

    desk: HelpDesk
    feedback: Feedback
    base_url: str
    now: Callable[[], datetime]

    def origin(self, request: Request) -> str:
        """The address people reach the service under, without a slash at its end."""
        return self.base_url or str(request.base_url).rstrip("/")

    def link(self, request: Request, number: str, secret: str) -> str:
        """The secret link that opens a request."""
        return f"{self.origin(request)}/help/requests/{number}/{secret}"


def help_view(application: Application, now: Callable[[], datetime] | None = None) -> HelpView:
    """The help view of an application; what is old enough is forgotten at the start."""
    clock = now or (lambda: datetime.now(UTC))
    application.help_desk.sweep(at=clock())
    base = application.settings.public_base_url.rstrip("/")
    return HelpView(application.help_desk, application.feedback, base, clock)
