"""What the machine did, told from the errors that it caused; errors name no values."""

import errno
import sqlite3

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from assistant.database.engine import make_engine
from assistant.trouble import Trouble, trouble_in


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), Trouble.FULL),
        (OSError(errno.EROFS, "Read-only file system"), Trouble.READ_ONLY),
        (RuntimeError("Query error: (code: 13) database or disk is full"), Trouble.FULL),
        (ValueError("An IO error occurred: 'No space left on device (os error 28)'"), Trouble.FULL),
        (OSError(errno.ENOENT, "No such file"), None),
        (ValueError("a wrong value"), None),
    ],
)
def test_a_full_and_a_read_only_disk_are_known_whoever_found_them(error, trouble):
    assert trouble_in(error) is trouble


def test_it_is_found_in_what_an_error_came_from():
    try:
        try:
            raise OSError(errno.ENOSPC, "")
        except OSError as error:
            raise RuntimeError("could not keep the file") from error
    except RuntimeError as error:
        assert trouble_in(error) is Trouble.FULL


def test_sqlite_says_it_by_number(tmp_path):
    path = tmp_path / "a.sqlite3"
    sqlite3.connect(path).execute("CREATE TABLE t (a)").connection.close()
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    with pytest.raises(sqlite3.OperationalError) as raised:
        connection.execute("INSERT INTO t VALUES (1)")
    connection.close()
    assert trouble_in(raised.value) is Trouble.READ_ONLY


def test_a_database_that_is_not_there_is_told():
    engine = make_engine("postgresql://nobody@127.0.0.1:9/none")
    with pytest.raises(DBAPIError) as raised:
        engine.connect()
    assert trouble_in(raised.value) is Trouble.GONE


def test_an_error_of_the_database_names_no_values(engine):
    with engine.connect() as connection, pytest.raises(DBAPIError) as raised:
        connection.execute(text("SELECT nothing FROM nowhere WHERE a = :a"), {"a": "110101199003077758"})
    assert "110101199003077758" not in str(raised.value)
