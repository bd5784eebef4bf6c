"""Visits: when inspectors or advisers come, whom they meet, what is said each day, and what they ask for."""

from datetime import date
from typing import Any

from sqlmodel import Field

from wsoa.tables.base import Child, History, Thing, history_of, link, row_of, words_of
from wsoa.terms import VisitKind


class Visit(Thing, table=True):
    """A visit of inspectors or advisers."""

    __tablename__ = "visit"


class VisitTerms(History, table=True):
    """Which visit, from when to when, who comes and who is nominated to keep in touch with them.

    `shared`: its readers from outside see its timetable, its notes that are shared, and the request log.
    """

    __tablename__ = "visit_terms"
    __table_args__: Any = history_of("visit", "visit_terms")

    kind: VisitKind = Field(sa_type=words_of(VisitKind))
    title: str
    starts: date
    ends: date
    visitors: str | None = None
    nominee: str | None = None
    shared: bool = False


class VisitSession(Thing, table=True):
    """A session of the timetable."""

    __tablename__ = "visit_session"


class SessionTerms(History, table=True):
    """What it is about, when ("09:30"), where and who attends. `withdrawn`: it does not take place."""

    __tablename__ = "session_terms"
    __table_args__: Any = history_of(
        "visit_session", "session_terms", link("visit", "visit"), link("weakness", "weakness")
    )

    visit: int
    day: date
    begins: str = Field(max_length=5)
    ends: str | None = Field(default=None, max_length=5)
    title: str
    place: str | None = None
    attends: str | None = None
    weakness: int | None = None
    withdrawn: bool = False


class VisitNote(Thing, table=True):
    """The note of one keeping-in-touch meeting."""

    __tablename__ = "visit_note"


class VisitNoteTerms(History, table=True):
    """What was said on that day. `shared`: readers from outside see it."""

    __tablename__ = "visit_note_terms"
    __table_args__: Any = history_of("visit_note", "visit_note_terms", link("visit", "visit"))

    visit: int
    day: date
    text: str
    shared: bool = False


class VisitRequest(Thing, table=True):
    """Something the visitors ask for."""

    __tablename__ = "visit_request"


class VisitRequestTerms(History, table=True):
    """What is asked, when ("14:10"), by whom, and who sees to it by when."""

    __tablename__ = "visit_request_terms"
    __table_args__: Any = history_of("visit_request", "visit_request_terms", link("visit", "visit"))

    visit: int
    asked_on: date
    asked_at: str | None = Field(default=None, max_length=5)
    asked_by: str
    wording: str
    owner: str | None = None
    due: date | None = None
    withdrawn: bool = False


class RequestEvidence(Child, table=True):
    """A piece of evidence that answers it."""

    __tablename__ = "request_evidence"

    row_id: int = row_of("visit_request_answer")
    evidence: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class VisitRequestAnswer(History, table=True):
    """What was answered, and with which evidence; when, the entry says."""

    __tablename__ = "visit_request_answer"
    __table_args__: Any = history_of("visit_request", "visit_request_answer")
    children = (RequestEvidence,)

    answer: str
