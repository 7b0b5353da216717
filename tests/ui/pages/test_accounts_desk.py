"""The accounts' page: made with a one-time link, changed, shut, never without an administrator."""

import re

from tests.ui.pages.conftest import Browser


def test_an_account_is_made_entered_changed_and_shut(desk):
    admin = Browser(desk, "admin")
    fields = {"sign-in-name": "New Comer", "name": "新来", "roles": ["trainer"], "units": "市信用办\n\n市审计局"}
    page = admin.submit("/accounts", fields)
    link = re.search(r"http://127.0.0.1(/welcome/[\w-]+)", page.text)[1]
    assert "newcomer" in Browser(desk).get(link).text
    assert "用户名已被使用" in admin.submit("/accounts", fields).text
    accounts = desk.state.house.application.accounts
    made = accounts.named("newcomer")
    assert made.units == {"市信用办", "市审计局"}
    path = f"/accounts/{made.id}"
    assert admin.submit(path, {"name": "新来", "roles": [], "active": "1"}).status_code == 422
    assert admin.submit(path, {"name": "改名", "roles": ["staff"]}).status_code == 303
    changed = accounts.get(made.id)
    assert (changed.name, changed.active, changed.units) == ("改名", False, frozenset())
    assert "/welcome/" in admin.submit(f"{path}/link").text
    assert admin.get("/accounts/nobody").status_code == 404
