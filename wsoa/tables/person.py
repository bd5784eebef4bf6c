"""People, the organisations they work for, what they may do, and their web sessions.

Accounts stand outside the chain: changes to them go to the security log (DESIGN 6).
"""

from datetime import date, datetime

from sqlalchemy import ForeignKeyConstraint, Index
from sqlmodel import Field, SQLModel

from wsoa.tables.base import words_of
from wsoa.terms import CodePurpose, Role


class Organisation(SQLModel, table=True):
    """A partner of a local area. A body that is replaced names its successor (CCG → ICB)."""

    __tablename__ = "organisation"

    uid: str = Field(primary_key=True, max_length=32)
    name: str
    successor_uid: str | None = Field(default=None, foreign_key="organisation.uid", max_length=32)
    begins: date | None = None
    ends: date | None = None


class Person(SQLModel, table=True):
    """Somebody who may sign in. Without a passphrase nobody can sign in as them."""

    __tablename__ = "person"

    uid: str = Field(primary_key=True, max_length=32)
    email: str = Field(unique=True)
    name: str
    organisation_uid: str | None = Field(default=None, foreign_key="organisation.uid", max_length=32)
    passphrase: str | None = None
    passphrase_set_at: datetime | None = None
    disabled_at: datetime | None = None


class Membership(SQLModel, table=True):
    """A role from one date to another, in one programme and perhaps one workstream (none: an administrator's)."""

    __tablename__ = "membership"
    __table_args__ = (
        ForeignKeyConstraint(["programme_id", "workstream"], ["workstream.programme_id", "workstream.number"]),
        Index("ix_membership_person_uid", "person_uid"),
    )

    id: int | None = Field(default=None, primary_key=True)
    person_uid: str = Field(foreign_key="person.uid", max_length=32)
    role: Role = Field(sa_type=words_of(Role))
    programme_id: int | None = Field(default=None, foreign_key="programme.id")
    workstream: int | None = None
    starts: date
    ends: date | None = None


class WebSession(SQLModel, table=True):
    """A signed-in browser, and which one it said it is. Only the SHA-256 of its secret is kept."""

    __tablename__ = "web_session"

    secret_sha256: str = Field(primary_key=True, max_length=64)
    person_uid: str = Field(foreign_key="person.uid", max_length=32, index=True)
    begun_at: datetime
    seen_at: datetime
    ends_at: datetime
    revoked_at: datetime | None = None
    browser: str | None = Field(default=None, max_length=60)


class ProgrammeOrganisation(SQLModel, table=True):
    """An organisation that works in a programme, and so may be named there."""

    __tablename__ = "programme_organisation"

    programme_id: int = Field(primary_key=True, foreign_key="programme.id", sa_column_kwargs={"autoincrement": False})
    organisation_uid: str = Field(primary_key=True, foreign_key="organisation.uid", max_length=32)


class Invitation(SQLModel, table=True):
    """A way in for somebody without a passphrase, or with one they forgot: its uid is no secret; the code is one.

    The code goes by another channel, is used once and on POST only (PROOFS 2.3); only its SHA-256 is kept. `purpose`
    None: to come in for the first time, as all were for once.
    """

    __tablename__ = "invitation"

    uid: str = Field(primary_key=True, max_length=32)
    person_uid: str = Field(foreign_key="person.uid", max_length=32, index=True)
    code_sha256: str = Field(max_length=64)
    purpose: CodePurpose | None = Field(default=None, sa_type=words_of(CodePurpose))
    made_by: str | None = Field(default=None, foreign_key="person.uid", max_length=32)
    made_at: datetime
    ends_at: datetime
    tries: int = 0
    used_at: datetime | None = None
