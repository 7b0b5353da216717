"""The READMEs say what there is: every setting, every command, no link that leads nowhere."""

import re

import pytest

from assistant.settings import Settings
from tests.conftest import CHECKOUT
from ui.cli.program import COMMANDS

READMES = ("README.md", "README.zh-CN.md")


@pytest.mark.parametrize("name", READMES)
def test_every_setting_and_every_command_is_told(name):
    text = (CHECKOUT / name).read_text(encoding="utf-8")
    settings = {f"INTEGRITY_{field.upper()}" for field in Settings.model_fields}
    assert sorted(one for one in settings if f"`{one}`" not in text) == []
    assert sorted(one for one in COMMANDS if f"`integrity {one}" not in text) == []


@pytest.mark.parametrize("name", READMES)
def test_links_lead_somewhere(name):
    text = (CHECKOUT / name).read_text(encoding="utf-8")
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)]+)\)", text) if "://" not in link]
    assert [link for link in links if link and not (CHECKOUT / link).exists()] == []


@pytest.mark.parametrize("name", [*READMES, "ARCHITECTURE.md"])
def test_a_table_tells_of_nothing_twice(name):
    rows = re.findall(r"^\| (`[^|\n]*)\|", (CHECKOUT / name).read_text(encoding="utf-8"), re.M)
    assert sorted({row for row in rows if rows.count(row) > 1}) == []
