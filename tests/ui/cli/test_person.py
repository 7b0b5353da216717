"""One person's data on the command line."""

import json
import stat
from datetime import UTC, datetime

from assistant.accounts.directory import PROGRAM
from assistant.accounts.principal import Role


def test_what_is_kept_comes_out_and_goes(integrity, application, tmp_path):
    now = datetime(2026, 1, 1, tzinfo=UTC)
    application.accounts.add(PROGRAM, "chief", [Role.ADMIN], at=now)
    application.accounts.add(PROGRAM, "zhangsan", [Role.STAFF], at=now, name="张三")
    out = tmp_path / "zhangsan.json"
    assert integrity("person", "export", "zhangsan", "--out", out)[0] == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert json.loads(out.read_text(encoding="utf-8"))["accounts"][0]["name"] == "张三"
    status, _, error = integrity("person", "erase", "zhangsan")
    assert status == 1 and "--yes" in error
    status, said, _ = integrity("person", "erase", "zhangsan", "--yes")
    assert status == 0 and "erased-" in said
    assert integrity("person", "export", "zhangsan")[0] == 1
