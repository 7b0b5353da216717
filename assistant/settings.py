"""What can be set, by `INTEGRITY_*` variables or a `.env` beside the data. The only reader of the environment."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every setting with its working default."""

    model_config = SettingsConfigDict(env_prefix="INTEGRITY_", extra="ignore")

    data_dir: Path = Path("data")
    database_url: str = ""
    chroma_url: str = ""
    embedding_model: str = ""
    llm: str = ""
    llm_base_url: str = ""
    llm_api_key: str = ""
    llm_timeout: float = 20.0
    public_base_url: str = ""
    widget_origins: str = ""
    language: str = Field(default="zh", pattern="^(zh|en)$")

    @property
    def sql_url(self) -> str:
        """The database's URL: the one set, else SQLite in the data folder."""
        return self.database_url or f"sqlite:///{self.data_dir.absolute() / 'integrity.sqlite3'}"

    @property
    def chroma_folder(self) -> Path:
        """Where embedded Chroma keeps its files."""
        return self.data_dir / "chroma"

    @property
    def lexical_folder(self) -> Path:
        """Where the lexical indexes are, a folder an audience."""
        return self.data_dir / "lexical"


def read_settings(data_dir: Path | None = None) -> Settings:
    """The settings in force; `data_dir` (the command line's) comes before everything."""
    folder = data_dir or Settings().data_dir
    return Settings(_env_file=folder / ".env", data_dir=folder)
