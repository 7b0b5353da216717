"""The server-rendered pages: forms, lists, sheets. How to add one is told in docs/pages.md.

A page module makes a `Pages`, declares on every route who may call it, and is named in `areas.py`:

    pages = Pages(Link("/record", "training-nav-record", STAFF))

    @pages.get("/record", STAFF)
    def record(visit: Here) -> Response:
        return visit.render("training/record.html", rows=visit.application.training.record_of(visit.person))
"""
