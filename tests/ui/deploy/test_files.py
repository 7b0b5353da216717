"""What deploy/ holds is what the tools it is for accept, and names nothing that the program does not know."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from assistant.settings import Settings
from evals.bench.cluster import write_nginx

DEPLOY = Path(__file__).resolve().parents[3] / "deploy"
KNOWN = {f"INTEGRITY_{name.upper()}" for name in Settings.model_fields}


def settings_named(path):
    return set(re.findall(r"INTEGRITY_[A-Z_]+", path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", sorted(p for p in DEPLOY.rglob("*") if p.is_file()), ids=lambda p: p.name)
def test_every_setting_that_a_file_names_is_one_of_the_program(path):
    assert settings_named(path) - KNOWN == set()


def test_the_environment_example_is_read_as_it_stands(tmp_path):
    (tmp_path / ".env").write_text((DEPLOY / "environment.example").read_text(encoding="utf-8"), encoding="utf-8")
    assert Settings(_env_file=tmp_path / ".env").trusted_hops == 1


@pytest.mark.parametrize("name", ["integrity.conf", "compose.conf"])
def test_nginx_accepts_its_configuration(tmp_path, name):
    if not shutil.which("nginx"):
        pytest.skip("needs nginx, which is not installed here")
    conf = write_nginx(tmp_path, 18080, [17861, 17862])
    if name == "compose.conf":  # the names of its servers exist between the containers alone
        text = (DEPLOY / "nginx" / name).read_text(encoding="utf-8")
        (tmp_path / "site.conf").write_text(re.sub(r"server web\d:", "server 127.0.0.1:", text), encoding="utf-8")
    run = subprocess.run(["nginx", "-t", "-c", conf], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_both_nginx_configurations_differ_in_the_servers_alone():
    one, other = (
        re.sub(r"server [\w.]+:\d+ ", "server HERE ", (DEPLOY / "nginx" / name).read_text(encoding="utf-8"))
        for name in ("integrity.conf", "compose.conf")
    )
    assert one == other


@pytest.mark.parametrize("path", sorted(DEPLOY.glob("systemd/*")), ids=lambda p: p.name)
def test_systemd_accepts_its_units(tmp_path, path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("needs systemd-analyze, which is not installed here")
    for unit in DEPLOY.glob("systemd/*"):
        text = unit.read_text(encoding="utf-8")
        for program in set(re.findall(r"/opt/integrity/\.venv/bin/\w+", text)):
            text = text.replace(program, "/bin/true")  # checked to exist; installed on the machine it is for
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    name = path.name.replace("@.", "@7861.")
    if name != path.name:
        shutil.copy(tmp_path / path.name, tmp_path / name)
    run = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / name)], capture_output=True, text=True, check=False
    )
    ours = [line for line in run.stderr.splitlines() if "integrity" in line and "file:///opt" not in line]
    assert ours == [], run.stderr


def test_compose_runs_the_versions_that_are_tested_and_shares_all_state():
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    pinned = re.search(r"(?m)^chromadb==(\S+)$", (DEPLOY.parent / "constraints.txt").read_text(encoding="utf-8"))[1]
    assert compose["services"]["chroma"]["image"] == f"chromadb/chroma:{pinned}"
    for web in ("web1", "web2"):
        named = compose["services"][web]["environment"]
        assert {"INTEGRITY_DATABASE_URL", "INTEGRITY_CHROMA_URL", "INTEGRITY_LIMITS_STORAGE"} <= set(named)
        assert named["INTEGRITY_SECRET_KEY"].startswith("${INTEGRITY_SECRET_KEY:?")


def test_the_dashboard_asks_for_metrics_that_are_there(web):
    from starlette.testclient import TestClient

    with TestClient(web, base_url="http://127.0.0.1") as client:
        client.post("/api/v1/ask", json={"question": "对外作出的承诺应当在几日内登记？"})
        there = set(re.findall(r"(?m)^(\w+)(?:\{| )", client.get("/metrics").text))
    dashboard = json.loads((DEPLOY / "grafana" / "integrity.json").read_text(encoding="utf-8"))
    asked = {
        name
        for panel in dashboard["panels"]
        for target in panel["targets"]
        for name in re.findall(r"\b((?:http|process|integrity)_\w+)", target["expr"])
    }
    assert asked - there == set()
    assert len(asked) >= 6
