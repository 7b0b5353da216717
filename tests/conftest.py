"""What every test stands on: a data folder of its own, no network but loopback, real documents and services."""

import os
from pathlib import Path

import hypothesis
import pytest

from assistant.bootstrap import Application
from assistant.database.engine import make_engine
from assistant.settings import read_settings
from tests.databases import SERVER, EmptyDatabase, EmptyFile
from tests.parts import copy_of, take_in_files
from tests.samples import LAWS, write_samples

CHECKOUT = Path(__file__).resolve().parent.parent
SHARED = CHECKOUT.parent / "shared"
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


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory):
    """An SQLite file as the migrations make it."""
    return EmptyFile(tmp_path_factory.mktemp("empty"))


@pytest.fixture(scope="session")
def empty_database():
    """A PostgreSQL database as the migrations make it, dropped at the end."""
    psycopg = pytest.importorskip("psycopg")
    try:
        server = psycopg.connect(f"{SERVER}/postgres", autocommit=True, connect_timeout=3)
    except psycopg.OperationalError as error:
        pytest.skip(f"needs PostgreSQL on 127.0.0.1:5432: {error}")
    with server:
        made = EmptyDatabase(server)
        yield made
        made.drop()


@pytest.fixture
def postgresql(empty_database):
    """The URL of a PostgreSQL database in which nobody wrote."""
    yield empty_database.url
    empty_database.empty()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request, tmp_path, empty_file):
    """A database of either kind, one after the other."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgresql")
    empty_file.copy(tmp_path / "catalogue.sqlite3")
    return f"sqlite:///{tmp_path / 'catalogue.sqlite3'}"


@pytest.fixture
def engine(database_url):
    """An engine over an empty catalogue, on SQLite and on PostgreSQL."""
    made = make_engine(database_url)
    yield made
    made.dispose()


@pytest.fixture
def application(data_folder, empty_file):
    """An empty application in the test's own data folder."""
    empty_file.copy(data_folder / "integrity.sqlite3")
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
