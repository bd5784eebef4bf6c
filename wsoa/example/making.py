"""Making the example: the same commands that people use, played through eight rounds that end today."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Actor
from wsoa.draws import draw_sample
from wsoa.errors import Refused
from wsoa.example import dates, doubts, narrating, packs, proving, releases, visiting, voiced
from wsoa.example.asking import MANAGER
from wsoa.example.boards import CHAIR, DIRECTOR, NHS_DIRECTOR, hold_meetings
from wsoa.example.calendar import BOARD_MEETS, PAST_ROUNDS, WINDOW_CLOSES, Months
from wsoa.example.measuring import give_figures, state_indicators
from wsoa.example.narrating import NarrativeEditions
from wsoa.example.packs import PackEditions
from wsoa.example.promises import (
    COUNCIL,
    DEPARTMENT,
    FORMER_NHS_BODY,
    FORUM,
    ICB,
    INSPECTORATE,
    TRUST,
    WEAKNESSES,
)
from wsoa.example.rounds import play_late, play_round
from wsoa.example.set_up import Area, set_up
from wsoa.people import MembershipChange, PersonChange, actor_of, add_organisation, add_person, grant
from wsoa.programmes import begin_programme, programme_exists
from wsoa.rounds import close_round
from wsoa.terms import Role
from wsoa.weaknesses import ConfirmChange, confirm_wording

SLUG = "harrowmere"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody in the example, and what they are there."""

    email: str
    name: str
    role: Role
    organisation: str
    workstreams: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Editions:
    """Makes what is issued: the record writes no documents, so whoever makes the example brings these."""

    pack: PackEditions
    narrative: NarrativeEditions


ACCOUNTS: tuple[Account, ...] = (
    Account("manager@example.org", "Mo Winter", Role.PROGRAMME_MANAGER, COUNCIL),
    Account("lead@example.org", "Lena Okafor", Role.WORKSTREAM_LEAD, COUNCIL, (1, 2)),
    Account("nhs-lead@example.org", "Nirmal Shah", Role.WORKSTREAM_LEAD, ICB, (3, 4)),
    Account("forum@example.org", "Fran Doyle", Role.PARTNER, FORUM, (2,)),
    Account("admin@example.org", "Ade Park", Role.ADMINISTRATOR, COUNCIL),
    Account(CHAIR, "Cath Rowan", Role.BOARD_MEMBER, COUNCIL),
    Account(DIRECTOR, "Dev Whitlock", Role.ACCOUNTABLE_LEADER, COUNCIL),
    Account(NHS_DIRECTOR, "Hanna Weir", Role.ACCOUNTABLE_LEADER, ICB),
    Account("adviser@example.org", "Rhian Moss", Role.ADVISER, DEPARTMENT),
    Account("inspector@example.org", "Ivo Lang", Role.INSPECTOR, INSPECTORATE),
)


def make_example(session: Session, passphrase_hash: str, editions: Editions | None = None) -> None:
    """Make the invented area in an empty database; every account has the passphrase of that hash.

    With `editions` there are documents: a pack of each month, and what its board asked about them; files of evidence;
    a narrative that was issued. Refused when it is there already. The caller commits: all of it is there, or none.
    """
    if programme_exists(session, SLUG):
        raise Refused("The example is there already.")
    today = clock.today()
    months = Months.of(today)
    people = _people(session, passphrase_hash)
    with clock.held_at(datetime.combine(months.set_up(), time(9), UTC)):
        area = _set_up(session, people, months)
        _grant(session, people, months, today)
        _confirm_wordings(session, people)
    actors = _actors(session, people)
    for index in range(PAST_ROUNDS):
        pack = _live_through(session, actors, area, index, months, editions)
    narrating.narrate(session, actors, SLUG, months, editions.narrative if editions else None)
    play_round(session, actors, SLUG, area, PAST_ROUNDS, months)
    dates.propose(session, actors, SLUG, area, PAST_ROUNDS, months)
    draw_sample(session, actors[DIRECTOR], SLUG, size=3)
    narrating.ask_now(session, actors, SLUG)
    visiting.expect(session, actors, SLUG, months)
    if pack:
        releases.propose_newest(session, actors[MANAGER], SLUG, pack)


def _live_through(
    session: Session, actors: dict[str, Actor], area: Area, index: int, months: Months, editions: Editions | None
) -> int | None:
    """A month: returns, doubts, the round closed and what came late, the meeting, what it asked; its pack's number."""
    manager, chair, offset = actors[MANAGER], actors[CHAIR], months.offset(index)
    with clock.held_at(months.after(offset, 2)):
        play_round(session, actors, SLUG, area, index, months)
        give_figures(session, actors, SLUG, area, index, months)
        dates.propose(session, actors, SLUG, area, index, months)
    doubts.doubt(session, actors, SLUG, area, index, months)
    voiced.tell(session, actors, SLUG, area, index, months)
    with clock.held_at(months.after(offset, WINDOW_CLOSES + 1)):
        close_round(session, manager, SLUG, index + 1)
    with clock.held_at(months.after(offset, WINDOW_CLOSES + 3)):
        play_late(session, actors, SLUG, area, index)
        doubts.explain(session, manager, SLUG, area, index)
    pack = packs.issue_month(session, actors, SLUG, offset, months, editions.pack) if editions else None
    with clock.held_at(months.after(offset, BOARD_MEETS, 16)):
        hold_meetings(session, actors, SLUG, area, index, months)
        dates.decide(session, actors, SLUG, area, index)
        if pack:
            packs.close(session, chair, SLUG, area, index)
            packs.ask_about(session, chair, SLUG, area, index, pack)
    if pack:
        with clock.held_at(months.after(offset, BOARD_MEETS + 4)):
            packs.answer(session, manager, SLUG, area, index)
        proving.bring_files(session, actors, SLUG, index, months)
        releases.release_month(session, actors, SLUG, area, index, months, pack)
    return pack


def _people(session: Session, passphrase_hash: str) -> dict[str, str]:
    """Organisations and accounts; the uid of each by its name or address."""
    uids = {name: add_organisation(session, name) for name in (COUNCIL, ICB, TRUST, FORUM, DEPARTMENT, INSPECTORATE)}
    add_organisation(session, FORMER_NHS_BODY, successor=uids[ICB])
    for account in ACCOUNTS:
        change = PersonChange(email=account.email, name=account.name, organisation=uids[account.organisation])
        uids[account.email] = add_person(session, change, passphrase=passphrase_hash)
    return uids


def _set_up(session: Session, people: dict[str, str], months: Months) -> Area:
    """The first entry, by the manager: everything promised."""
    manager = Actor(people["manager@example.org"], "Mo Winter", people[COUNCIL], ())
    entry = begin_programme(session, manager, SLUG, source="example")
    area = set_up(entry, people, months)
    area.indicators = state_indicators(entry, people, months)
    entry.close()
    return area


def _grant(session: Session, people: dict[str, str], months: Months, today: date) -> None:
    for account in ACCOUNTS:
        programme = None if account.role is Role.ADMINISTRATOR else SLUG
        for workstream in account.workstreams or (None,):
            starts, ends = _term(account, months, today)
            change = MembershipChange(
                role=account.role, programme=programme, workstream=workstream, starts=starts, ends=ends
            )
            grant(session, people[account.email], change)


def _term(account: Account, months: Months, today: date) -> tuple[date, date | None]:
    """From when until when somebody has their role; an inspector for four weeks around today."""
    if account.role is not Role.INSPECTOR:
        return months.set_up(), None
    return today - timedelta(days=7), today + timedelta(days=21)


def _confirm_wordings(session: Session, people: dict[str, str]) -> None:
    """The director compares what the manager typed with the letter, which came the week before."""
    director = _actors(session, people)[DIRECTOR]
    change = ConfirmChange(letter_date=clock.today() - timedelta(days=6), compared=True)
    for number in range(1, len(WEAKNESSES) + 1):
        confirm_wording(session, director, SLUG, number, change, seen=1)


def _actors(session: Session, people: dict[str, str]) -> dict[str, Actor]:
    found = {account.email: actor_of(session, people[account.email]) for account in ACCOUNTS}
    return {email: actor for email, actor in found.items() if actor is not None}
