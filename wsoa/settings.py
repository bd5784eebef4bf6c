"""Settings, each one an environment variable beginning with WSOA_."""

from functools import cache

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an installation may choose. `public_address` is the address people type, e.g. https://tracker.example.

    `accessibility_statement` is the address of the council's own statement, linked at the foot of every page.
    `security_log` and `error_log` are files; empty, their lines go to stderr. Rows of the security log are past after
    `security_log_days`. `evidence_store` is a folder or an address of object storage (s3://, az://) for the files of
    evidence; empty, they lie in the folder `evidence` beside a SQLite file, else in var/evidence. The quotas are in MB.
    """

    model_config = SettingsConfigDict(env_prefix="WSOA_", frozen=True)

    database_url: str = "sqlite:///var/wsoa.sqlite3"
    public_address: str = ""
    accessibility_statement: str = ""
    passphrase_memory_kib: int = 19 * 1024
    passphrase_passes: int = 2
    session_idle_minutes: int = 30
    session_hours: int = 12
    security_log: str = ""
    security_log_days: int = 400
    error_log: str = ""
    evidence_store: str = ""
    evidence_quota_mb: int = 5000
    evidence_quota_person_mb: int = 500


@cache
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
