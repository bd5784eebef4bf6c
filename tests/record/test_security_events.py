"""Whose sign-ins and which downloads a programme's manager reads: theirs, while they are theirs, and no more."""

from datetime import timedelta

import pytest

from tests.record.area import TODAY, Area, on
from wsoa import invitations, people, security_log
from wsoa.errors import Barred, Invalid
from wsoa.people import EndingChange, MemberChange, PersonChange, RoleChange, end_roles, give_role, would_leave
from wsoa.security_events import ACCOUNTS, ROLES, SIGN_INS, Asked, Event, everybody, everywhere, of_programme, people_of
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
    assert [event.at.date() for event in told(area, Asked(SIGN_INS, board.uid))] == [TODAY]
    with area.database.writing() as session:
        _, ending, named = would_leave(session, manager, area.slug, str(board.uid), None)
        listed = (*named.keys, *(role.key for role in ending))
        end_roles(session, manager, area.slug, str(board.uid), None, EndingChange(successor="nobody", listed=listed))
    with on(LATER):
        sign_in(area, "board")
        sign_in(area, "lead")
        assert {event.who for event in told(area, Asked(SIGN_INS)) if event.at.date() == LATER} == {
            area.people["lead"].name
        }


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


def test_what_is_done_with_the_accounts_and_roles_of_its_people_is_told_and_no_role_elsewhere(area: Area) -> None:
    manager, lead = area.people["manager"], str(area.people["lead"].uid)
    before = told(area, Asked(ACCOUNTS | ROLES))
    with area.database.writing() as session:
        give_role(session, manager, area.slug, lead, RoleChange(role=Role.BOARD_MEMBER))
        invitations.invite(session, lead, by=manager.uid)
        people.set_passphrase(session, lead, "kept", how="welcome")
        security_log.note(session, SecurityKind.ROLE_GIVEN, about=lead, role=Role.ADMINISTRATOR.value)
        stranger = people.add_person(session, PersonChange(email=f"x@{area.slug}.example", name="X"), passphrase=None)
        invitations.invite(session, stranger, by=manager.uid)
    new = told(area, Asked(ACCOUNTS | ROLES))[: -len(before)]
    assert [(event.kind, event.about) for event in new] == [
        (SecurityKind.PASSPHRASE_SET, area.people["lead"].name),
        (SecurityKind.CODE_MADE, area.people["lead"].name),
        (SecurityKind.ROLE_GIVEN, area.people["lead"].name),
    ]


def test_a_role_is_not_dated_back_to_read_of_days_before_it_was_given(area: Area) -> None:
    """Whoever belonged to others only on those days did not sign in for this programme."""
    manager, yesterday = area.people["manager"], TODAY - timedelta(days=1)
    with area.database.writing() as session:
        email = f"elsewhere@{area.slug}.example.org"
        uid = people.add_person(session, PersonChange(email=email, name="Else Where"), passphrase="kept")
        for role, starts in ((Role.ADVISER, yesterday), (Role.BOARD_MEMBER, None)):
            change = MemberChange(email=email, name="E", role=role, starts=starts, made_sure=True)
            if starts is None:
                people.add_member(session, manager, area.slug, change)
            else:
                with pytest.raises(Invalid) as refused:
                    people.add_member(session, manager, area.slug, change)
                assert set(refused.value.problems) == {"starts"}
        with pytest.raises(Invalid):
            give_role(session, manager, area.slug, uid, RoleChange(role=Role.ADVISER, starts=yesterday))
        new = MemberChange(email=f"new@{area.slug}.example.org", name="N", role=Role.ADVISER, starts=yesterday)
        added = people.add_member(session, manager, area.slug, new)
        assert people.add_member(session, manager, area.slug, new) == added, "as far back as they have belonged"


def test_only_an_administrator_reads_of_everybody(area: Area) -> None:
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
