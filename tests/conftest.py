"""What every test stands on: a data folder of its own, no network but loopback, real documents and services."""

import os
from pathlib import Path

import hypothesis
import pytest

from assistant.bootstrap import Application
from assistant.database.engine import make_engine
from assistant.database.schema import upgrade
from assistant.settings import read_settings
from tests.parts import copy_of, take_in_files
from tests.samples import LAWS, write_samples

CHECKOUT = Path(__file__).resolve().parent.parent
SHARED = CHECKOUT.parent / "shared"
SERVER = "postgresql://postgres@127.0.0.1:5432"
NEEDED_IN_CI = ("browser", "postgresql", "cluster")

SLOW = [hypothesis.HealthCheck.too_slow]
"""A busy machine is no fault of a test."""
hypothesis.settings.register_profile("tests", deadline=None, suppress_health_check=SLOW)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=SLOW)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "tests")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """In CI a test that needs a service or a browser may not be skipped: a skip there is a failure."""
    report = yield
    needed = [name for name in NEEDED_IN_CI if item.get_closest_marker(name)]
    if os.environ.get("CI") and report.skipped and needed and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI, where {needed[0]} must be there: {report.longrepr}"
    return report


def pytest_collection_modifyitems(items):
    """Marks by the fixtures that a test asks for, so that no test forgets its mark."""
    for item in items:
        for name in {"shared", "postgresql"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(name)


@pytest.fixture(autouse=True)
def data_folder(tmp_path, monkeypatch):
    """The data folder of the test: never the developer's own."""
    for name in [name for name in os.environ if name.startswith("INTEGRITY_")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "data"
    monkeypatch.setenv("INTEGRITY_DATA_DIR", str(folder))
    return folder


@pytest.fixture(scope="session")
def shared():
    """The folder of real documents beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("needs the real documents in ../shared, which are not here")
    return SHARED


@pytest.fixture
def postgresql():
    """The URL of an empty PostgreSQL database, dropped afterwards."""
    psycopg = pytest.importorskip("psycopg")
    name = f"integrity_test_{os.getpid()}"
    try:
        server = psycopg.connect(f"{SERVER}/postgres", autocommit=True, connect_timeout=3)
    except psycopg.OperationalError as error:
        pytest.skip(f"needs PostgreSQL on 127.0.0.1:5432: {error}")
    with server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}"')
        yield f"{SERVER}/{name}"
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    server.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request, tmp_path):
    """A database of either kind, one after the other."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgresql")
    return f"sqlite:///{tmp_path / 'catalogue.sqlite3'}"


@pytest.fixture
def engine(database_url):
    """An engine over an empty catalogue, on SQLite and on PostgreSQL."""
    made = make_engine(database_url)
    upgrade(made)
    yield made
    made.dispose()


@pytest.fixture
def application(data_folder):
    """An empty application in the test's own data folder."""
    made = Application(read_settings(data_folder))
    yield made
    made.engine.dispose()


@pytest.fixture(scope="session")
def samples(tmp_path_factory):
    """A folder of small made-up documents: a regulation in two versions, an official document, a card."""
    return write_samples(tmp_path_factory.mktemp("samples"))


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory, samples):
    """A data folder that holds the made-up documents; not to be changed."""
    return take_in_files(tmp_path_factory.mktemp("sample-data"), [samples])


@pytest.fixture(scope="session")
def policy_folder(tmp_path_factory, shared):
    """A data folder that holds ../shared/policies and a few statutes; not to be changed."""
    statutes = [shared / "laws" / path for path in LAWS]
    return take_in_files(tmp_path_factory.mktemp("policy-data"), [shared / "policies", *statutes])


@pytest.fixture
def sample_base(sample_folder, data_folder):
    """An application over a copy of the made-up documents, for the test to change."""
    yield from copy_of(sample_folder, data_folder)


@pytest.fixture
def policy_base(policy_folder, data_folder):
    """An application over a copy of the real policies and a few statutes, for the test to change."""
    yield from copy_of(policy_folder, data_folder)
