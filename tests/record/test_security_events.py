"""Whose sign-ins and which downloads a programme's manager reads: theirs, while they are theirs, and no more."""

from datetime import timedelta

import pytest

from tests.record.area import TODAY, Area, on
from wsoa import security_log
from wsoa.errors import Barred
from wsoa.people import EndingChange, RoleChange, end_roles, give_role, would_leave
from wsoa.security_events import Asked, Event, everybody, everywhere, of_programme, people_of
from wsoa.snapshot import open_programme
from wsoa.terms import Role, SecurityKind

LONG_BEFORE, LATER = TODAY - timedelta(days=900), TODAY + timedelta(days=40)


ALL = Asked()


def told(area: Area, asked: Asked = ALL) -> list[Event]:
    with area.database.reading() as session:
        return list(of_programme(session, area.people["manager"], area.slug, asked))


def sign_in(area: Area, who: str) -> None:
    with area.database.writing() as session:
        security_log.note(session, SecurityKind.SIGNED_IN, person=area.people[who].uid)


def test_sign_ins_are_told_of_the_days_on_which_somebody_belonged(area: Area) -> None:
    board, manager = area.people["board"], area.people["manager"]
    with on(LONG_BEFORE):
        sign_in(area, "board")
    sign_in(area, "board")
    assert [event.at.date() for event in told(area, Asked(person=board.uid))] == [TODAY]
    with area.database.writing() as session:
        _, ending, named = would_leave(session, manager, area.slug, str(board.uid), None)
        listed = (*named.keys, *(role.key for role in ending))
        end_roles(session, manager, area.slug, str(board.uid), None, EndingChange(successor="nobody", listed=listed))
    with on(LATER):
        sign_in(area, "board")
        sign_in(area, "lead")
        assert {event.who for event in told(area) if event.at.date() == LATER} == {area.people["lead"].name}


def test_a_download_stays_told_when_whoever_took_it_has_left_and_names_are_todays(area: Area) -> None:
    lead = area.people["lead"]
    with area.database.writing() as session:
        programme = open_programme(session, area.people["manager"], area.slug).id
        with on(LONG_BEFORE):
            security_log.note(
                session, SecurityKind.DOWNLOADED, person=lead.uid, programme_id=programme, subject="packs/1"
            )
    (event,) = told(area, Asked(kinds=(SecurityKind.DOWNLOADED,)))
    assert (event.who, event.subject, event.programme) == (lead.name, "packs/1", area.slug)


def test_roles_given_are_no_sign_ins_and_an_administrator_reads_them(area: Area) -> None:
    with area.database.writing() as session:
        give_role(
            session, area.people["manager"], area.slug, str(area.people["lead"].uid), RoleChange(role=Role.BOARD_MEMBER)
        )
    assert SecurityKind.ROLE_GIVEN not in {event.kind for event in told(area)}
    with area.database.reading() as session, pytest.raises(Barred):
        everywhere(session, area.people["manager"], Asked())
    with area.database.reading() as session, pytest.raises(Barred):
        everybody(session, area.people["manager"])
    with area.database.reading() as session, pytest.raises(Barred):
        of_programme(session, area.people["lead"], area.slug, Asked())
    with area.database.reading() as session, pytest.raises(Barred):
        people_of(session, area.people["lead"], area.slug)


def test_no_statement_tells_its_parameters(area: Area) -> None:
    assert area.database.writer.hide_parameters
    assert area.database.reader.hide_parameters
