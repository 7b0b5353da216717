"""How the help desk does, and the switch that turns the public's service off and on."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from starlette.responses import Response

from assistant.helpdesk.report import READERS, make_report
from assistant.helpdesk.working_days import CHINA
from ui.pages.help_requests import QUEUE
from ui.pages.navigation import Link
from ui.pages.routes import ADMIN, Pages
from ui.pages.visit import Here, Visit

REPORT, SERVICE = "/office/report", "/office/service"
MONTH = timedelta(days=30)
LONGEST_NOTICE = 300
ROLES = frozenset(READERS)

pages = Pages(Link(REPORT, "nav-help-report", ROLES, order=62), Link(SERVICE, "nav-help-service", ADMIN, order=85))


@pages.get(REPORT, ROLES)
def report(visit: Here) -> Response:
    """Requests done and in time, satisfaction and reasons, of the days asked for; of the last thirty otherwise."""
    today = visit.now.astimezone(CHINA).date()
    since = _day(visit, "since") or today - MONTH
    until = _day(visit, "until") or today
    start = datetime.combine(since, time(), CHINA)
    end = datetime.combine(until, time(), CHINA) + timedelta(days=1)
    made = make_report(visit.application.engine, visit.person, since=start, until=end, at=visit.now)
    return visit.render("help_report.html", made=made, since=since, until=until, queue=QUEUE)


@pages.get(SERVICE, ADMIN)
def service(visit: Here) -> Response:
    """Whether the service is on."""
    return visit.render("help_service.html", off=visit.application.public_service.off())


@pages.post(SERVICE, ADMIN)
def turn(visit: Here) -> Response:
    """Turns it off with a notice, or on again."""
    wanted = visit.form.choice("wanted", ("on", "off"))
    notice = visit.form.text("notice", longest=LONGEST_NOTICE)
    switch = visit.application.public_service
    if visit.form.errors:
        return visit.render("help_service.html", 422, off=switch.off())
    if wanted == "off":
        switch.turn_off(visit.person, notice, at=visit.now)
    else:
        switch.turn_on(visit.person, at=visit.now)
    return visit.redirect(SERVICE, f"help-service-{wanted}")


def _day(visit: Visit, name: str) -> date | None:
    try:
        return datetime.fromisoformat(visit.request.query_params.get(name, "")).date()
    except ValueError:
        return None
