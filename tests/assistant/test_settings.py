"""Settings: working defaults, variables, a file beside the data, the command line before all."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.database.engine import make_engine
from assistant.settings import Settings, read_settings


def test_everything_works_without_a_single_setting(monkeypatch):
    monkeypatch.delenv("INTEGRITY_DATA_DIR")
    settings = read_settings()
    assert settings.data_dir == Path("data")
    assert settings.sql_url.endswith("data/integrity.sqlite3")
    assert (settings.chroma_url, settings.llm, settings.language) == ("", "", "zh")


def test_the_command_line_comes_before_the_variable(tmp_path):
    assert read_settings(tmp_path).data_dir == tmp_path
    assert read_settings().data_dir.name == "data"


def test_a_file_beside_the_data_is_read_and_the_variable_comes_before_it(tmp_path, monkeypatch):
    (tmp_path / ".env").write_text("INTEGRITY_LANGUAGE=en\nINTEGRITY_LLM=openai:x\n", encoding="utf-8")
    monkeypatch.setenv("INTEGRITY_LLM", "")
    settings = read_settings(tmp_path)
    assert (settings.language, settings.llm) == ("en", "")


def test_a_variable_counts_in_small_letters_too_and_what_is_no_setting_is_left_alone(tmp_path, monkeypatch):
    lines = "# comment\nINTEGRITY_LANGUAGE = 'en'  # quoted\nINTEGRITY_NOTHING=1\nLANGUAGE=fr\nINTEGRITY_REGION\n"
    (tmp_path / ".env").write_text(lines, encoding="utf-8")
    monkeypatch.setenv("integrity_question_log", "no")
    monkeypatch.setenv("INTEGRITY_SESSION_HOURS", "3")
    settings = read_settings(tmp_path)
    assert (settings.language, settings.question_log, settings.session_hours) == ("en", False, 3)
    assert settings.region == ""


def test_a_variable_out_of_its_bounds_is_refused_by_name(monkeypatch):
    monkeypatch.setenv("INTEGRITY_SESSION_HOURS", "soon")
    with pytest.raises(ValidationError, match="session_hours"):
        read_settings()


def test_a_language_that_does_not_exist_is_refused():
    with pytest.raises(ValidationError, match="language"):
        Settings(language="fr")


@pytest.mark.parametrize(
    ("url", "driver"),
    [("postgresql://u@h/d", "postgresql+psycopg"), ("postgresql+psycopg://u@h/d", "postgresql+psycopg")],
)
def test_a_postgresql_url_needs_no_driver_named(url, driver):
    assert make_engine(url).url.drivername == driver


def test_the_folder_of_the_database_is_made(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path / 'a' / 'b' / 'x.sqlite3'}")
    engine.connect().close()
    assert (tmp_path / "a" / "b" / "x.sqlite3").exists()
    engine.dispose()
