"""The widget's script: its size, its words, what it never does."""

import gzip
import re

from tests.test_messages import texts
from ui.widget.bundle import _KEY, SOURCE, widget_script

BUDGET = 20 * 1024


def test_it_is_small():
    assert len(gzip.compress(widget_script(), 9)) <= BUDGET


def test_every_word_of_the_widget_is_in_it_and_none_is_missing():
    used = set(_KEY.findall(SOURCE.read_text(encoding="utf-8")))
    assert {f"widget-{key}" for key in used} == {key for key in texts("ui/messages", "zh") if key.startswith("widget-")}


def test_it_evaluates_nothing_writes_no_markup_keeps_nothing_and_loads_nothing_from_elsewhere():
    source = widget_script().decode()
    for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "new Function", "document.cookie",
                      "localStorage", "sessionStorage", "indexedDB", "import(", ".style.", "<style"):  # fmt: skip
        assert forbidden not in source, forbidden
    assert re.findall(r"https?://[^\s\"'`]+", source) == []


def test_it_is_served_to_every_site_and_revalidated(client):
    response = client.get("/widget.js")
    assert response.headers["content-type"].startswith("text/javascript")
    assert response.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "set-cookie" not in response.headers
    again = client.get("/widget.js", headers={"If-None-Match": response.headers["etag"]})
    assert again.status_code == 304 and again.content == b""
