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
    cross_encoder: str = ""
    question_bank: str = Field(default="on", pattern="^(on|off)$")
    remembered_answers: int = Field(default=512, ge=0)
    llm: str = ""
    llm_base_url: str = ""
    llm_api_key: str = ""
    llm_timeout: float = 20.0
    public_base_url: str = ""
    widget_origins: str = ""
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_name_claim: str = "preferred_username"
    proxy_user_header: str = ""
    proxy_addresses: str = "127.0.0.1,::1"
    session_idle_minutes: int = Field(default=120, ge=5)
    session_hours: int = Field(default=12, ge=1)
    log_format: str = Field(default="text", pattern="^(text|json)$")
    log_level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")
    otlp_endpoint: str = ""
    help_days: int = Field(default=5, ge=1, le=60)
    retention_days: int = Field(default=365, ge=1)
    secret_key: str = ""
    limit_address: str = "60/minute;1500/day"
    limit_conversation: str = "20/minute;300/day"
    limit_requests: str = "30/hour;100/day"
    limits_storage: str = "memory://"
    trusted_hops: int = Field(default=0, ge=0, le=10)
    region: str = ""
    question_log: bool = True
    question_log_days: int = Field(default=180, ge=1)
    question_log_readers: str = Field(
        default="trainer,admin", pattern="^(staff|trainer|admin)(,(staff|trainer|admin))*$"
    )
    smtp_url: str = ""
    lrs_url: str = ""
    xapi_version: str = "1.0.3"
    language: str = Field(default="zh", pattern="^(zh|en)$")

    @property
    def sql_url(self) -> str:
        """The database's URL: the one set, else SQLite in the data folder."""
        return self.database_url or f"sqlite:///{self.data_dir.absolute() / 'integrity.sqlite3'}"

    @property
    def embedding_sites(self) -> tuple[str, ...]:
        """The origins of sites that may embed the widget."""
        return tuple(origin.strip().rstrip("/") for origin in self.widget_origins.split(",") if origin.strip())

    @property
    def chroma_folder(self) -> Path:
        """Where embedded Chroma keeps its files."""
        return self.data_dir / "chroma"

    @property
    def documents_folder(self) -> Path:
        """Where uploaded documents are kept as files."""
        return self.data_dir.absolute() / "documents"

    @property
    def uploads_folder(self) -> Path:
        """Where uploads wait until they are taken in, a folder a job."""
        return self.data_dir.absolute() / "uploads"

    @property
    def originals_folder(self) -> Path:
        """Where the files that documents came from are kept, by digest."""
        return self.data_dir / "originals"

    @property
    def lines_folder(self) -> Path:
        """Where the lines are kept that text recognition read, a file an original."""
        return self.data_dir / "recognised"

    @property
    def lexical_folder(self) -> Path:
        """Where the lexical indexes are, a folder an audience."""
        return self.data_dir / "lexical"

    @property
    def vectors_folder(self) -> Path:
        """Where the vectors are once more, beside Chroma, a folder an audience."""
        return self.data_dir / "vectors"

    @property
    def index_folders(self) -> tuple[Path, Path]:
        """Both: of the lexical indexes, of the vectors beside Chroma."""
        return self.lexical_folder, self.vectors_folder

    @property
    def words_folder(self) -> Path:
        """Where the words of Chinese are kept as a trie; made anew where it is missing."""
        return self.data_dir / "words"


def read_settings(data_dir: Path | None = None) -> Settings:
    """The settings in force; `data_dir` (the command line's) comes before everything."""
    folder = data_dir or Settings().data_dir
    return Settings(_env_file=folder / ".env", data_dir=folder)
