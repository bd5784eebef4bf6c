"""Retention: said at the shell, due after the council's years, requested there and approved by an administrator."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, insert, select

from tests.record.area import OPERATOR, RED, SLUG, begin, on
from tests.record.erasing import Erasing, erasing, everything
from wsoa import clock, web_sessions
from wsoa.database import Database
from wsoa.erasure import erasure
from wsoa.errors import Barred, Invalid, Refused, Unseen
from wsoa.retention import all_kept_for, kept_for, last_day, past, request_past, say_retention, tidy
from wsoa.security_log import note
from wsoa.tables import SignInTries, metadata
from wsoa.terms import SecurityKind

CLOSED = date(2026, 5, 20)
AFTER = date(2032, 5, 21)


@pytest.fixture
def closed(sqlite_url: str) -> Iterator[Erasing]:
    """An area with a pack, that closed on 20 May 2026 and is kept for six years."""
    database = Database(sqlite_url)
    area = begin(database)
    area.rate(1, RED.model_copy(update={"issue": "Canary sings"}), day=date(2026, 4, 1))
    at = erasing(area)
    with on(date(2026, 5, 4)):
        at.pack("Canary sings")
    with on(CLOSED), database.writing() as session:
        say_retention(session, OPERATOR, SLUG, closed_on=CLOSED, years=6)
    yield at
    database.close()


def test_the_years_are_said_at_the_shell_and_nowhere_else(closed: Erasing) -> None:
    for actor in (*closed.area.people.values(), closed.administrator):
        with on(CLOSED), closed.area.database.writing() as session, pytest.raises((Barred, Unseen)):
            say_retention(session, actor, SLUG, closed_on=CLOSED, years=1)
    with on(CLOSED), closed.area.database.writing() as session:
        for when, years in ((CLOSED + timedelta(days=1), 6), (CLOSED, 0), (CLOSED, 101)):
            with pytest.raises(Invalid):
                say_retention(session, OPERATOR, SLUG, closed_on=when, years=years)
    assert closed.verified().faults == ()


@pytest.mark.parametrize(
    ("closed_on", "years", "last"),
    [(date(2026, 5, 20), 6, date(2032, 5, 20)), (date(2028, 2, 29), 1, date(2029, 2, 28))],
)
def test_the_last_day_is_the_same_day_so_many_years_later(closed_on: date, years: int, last: date) -> None:
    assert last_day(closed_on, years) == last


def test_a_dry_run_lists_what_would_go_and_when_and_touches_nothing(closed: Erasing) -> None:
    before = everything(closed.area.database)
    with on(date(2032, 5, 20)), closed.area.database.reading() as session:
        (told,) = all_kept_for(session, OPERATOR)
        assert (told.until, told.is_due) == (date(2032, 5, 20), False)
        assert told.texts["pack"] == 1
        assert told.texts["milestone"] > 6
        with pytest.raises(Refused, match="kept until 20 May 2032"):
            request_past(session, OPERATOR, SLUG)
    with on(AFTER), closed.area.database.reading() as session:
        assert kept_for(session, closed.area.people["manager"], SLUG).is_due
        with pytest.raises(Barred):
            kept_for(session, closed.area.people["lead"], SLUG)
    assert everything(closed.area.database) == before


def test_when_its_years_are_over_all_its_words_go_by_two_people(closed: Erasing) -> None:
    with on(AFTER), closed.area.database.writing() as session:
        number = request_past(session, OPERATOR, SLUG)
        with pytest.raises(Invalid, match="requested already"):
            request_past(session, OPERATOR, SLUG)
    assert "Canary" in everything(closed.area.database)
    closed.approve(number, AFTER)
    left = everything(closed.area.database)
    for words in ("Canary", "Step 1 of the way", "Chair named", "Families are not heard", "Co-production"):
        assert words not in left
    found = closed.verified()
    assert found.faults == ()
    assert {each.by for each in found.erased} == {"the operator and an administrator"}
    assert "closed on 20 May 2026 and was kept for 6 years" in found.erased[0].because
    with closed.area.database.reading() as session:
        assert erasure(session, closed.administrator, SLUG, number).packs == (1,)


def test_after_midnight_in_london_too_nothing_is_requested_twice(closed: Erasing) -> None:
    with (
        clock.held_at(datetime(2032, 6, 10, 23, 20, tzinfo=UTC)),
        closed.area.database.writing() as session,
    ):
        request_past(session, OPERATOR, SLUG)
        with pytest.raises(Invalid, match="requested already"):
            request_past(session, OPERATOR, SLUG)


def test_tidying_deletes_what_is_past_and_is_no_content(closed: Erasing) -> None:
    database, uid = closed.area.database, closed.administrator.uid
    assert uid
    tries = metadata.tables[str(SignInTries.__tablename__)]
    with on(CLOSED), database.writing() as session:
        web_sessions.begin(session, uid)
        note(session, SecurityKind.SIGNED_IN, person=uid)
        session.execute(insert(tries).values(key="k", tries=[], last_at=clock.now()))
    content = select(func.count()).select_from(metadata.tables["milestone_update"])
    with on(CLOSED + timedelta(days=401)), database.writing() as session:
        before = session.scalar(content)
        over = past(session, OPERATOR, 400)
        assert (over.web_sessions, over.sign_in_tries) == (1, 1)
        assert over.security_events > 0
        with pytest.raises(Barred):
            tidy(session, closed.administrator, 400)
        assert tidy(session, OPERATOR, 400) == over
        again = past(session, OPERATOR, 400)
        assert (again.web_sessions, again.sign_in_tries, again.security_events) == (0, 0, 0)
        assert session.scalar(content) == before
