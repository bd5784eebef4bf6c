"""Security: what happened to accounts and documents, how often somebody tried to sign in, from which browsers.

All of it stands outside the chain (DESIGN 6). None of it holds a secret, a typed name or a word of content (PROOFS 7).
"""

from datetime import datetime

from sqlalchemy import JSON, Index
from sqlmodel import Field, SQLModel

from wsoa.tables.base import words_of
from wsoa.terms import SecurityKind


class SecurityEvent(SQLModel, table=True):
    """One line of the security log that people may read: who did what to which document or account.

    `person_uid` is who acted (None: the operator, or nobody known), `about_uid` whose account it is about, `subject`
    what it is about, as in an address. `facts` are counts, sizes and digests, never words that somebody typed.
    """

    __tablename__ = "security_event"
    __table_args__ = (
        Index("ix_security_event_programme", "programme_id", "at"),
        Index("ix_security_event_person", "person_uid", "at"),
        Index("ix_security_event_at", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    kind: SecurityKind = Field(sa_type=words_of(SecurityKind))
    person_uid: str | None = Field(default=None, foreign_key="person.uid", max_length=32)
    about_uid: str | None = Field(default=None, foreign_key="person.uid", max_length=32)
    programme_id: int | None = Field(default=None, foreign_key="programme.id")
    subject: str | None = Field(default=None, max_length=120)
    facts: dict[str, object] = Field(sa_type=JSON)


class Installation(SQLModel, table=True):
    """What this installation alone knows: the salt under which typed names are counted and logged."""

    __tablename__ = "installation"

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    salt: str = Field(max_length=64)


class SignInTries(SQLModel, table=True):
    """When somebody last tried to sign in under one key: a salted digest of the typed name, or of a known browser.

    `tries` are times in ISO 8601, the oldest first, as many as still count.
    """

    __tablename__ = "sign_in_tries"

    key: str = Field(primary_key=True, max_length=64)
    tries: list[str] = Field(sa_type=JSON)
    last_at: datetime = Field(index=True)


class KnownBrowser(SQLModel, table=True):
    """A browser from which somebody has signed in before; only the SHA-256 of its secret is kept."""

    __tablename__ = "known_browser"

    secret_sha256: str = Field(primary_key=True, max_length=64)
    person_uid: str = Field(foreign_key="person.uid", max_length=32, index=True)
    made_at: datetime
    used_at: datetime
    ends_at: datetime
