"""How far a round has come: per lead, organisation and workstream, and what needs a look. Nothing is kept."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from api.pages.people.who_updates import as_actor
from api.render import day
from api.selection import OUTSIDE, led_by
from wsoa import points, snapshot
from wsoa.access import Action, Actor, Whose, reaches
from wsoa.milestones.due import is_theirs
from wsoa.people.members import Member, members
from wsoa.points import live
from wsoa.rounds import RoundReported, reported
from wsoa.snapshot import Snapshot
from wsoa.snapshot.owners import owners
from wsoa.snapshot.positions import ChallengePosition, MilestonePosition, ReturnPosition, RoundPosition


@dataclass(frozen=True, slots=True)
class Part:
    """A workstream or an organisation, how far it has come, and the query that lists its milestones."""

    name: str
    reported: RoundReported
    query: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """Somebody who is asked, how far they have come, and their return where they call it complete."""

    name: str
    email: str
    reported: RoundReported
    complete: ReturnPosition | None


@dataclass(frozen=True, slots=True)
class Missing:
    """A milestone nobody has spoken of this round, and who is asked."""

    milestone: MilestonePosition
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The page. `unanswered`, `answered` (not settled) and `settled` are challenges; `to_check` counts points."""

    round: RoundPosition
    reported: RoundReported
    leads: tuple[Lead, ...]
    organisations: tuple[Part, ...]
    workstreams: tuple[Part, ...]
    missing: tuple[Missing, ...]
    to_check: tuple[tuple[MilestonePosition, int], ...]
    unanswered: tuple[ChallengePosition, ...]
    answered: tuple[ChallengePosition, ...]
    settled: tuple[ChallengePosition, ...]
    returns: tuple[ReturnPosition, ...]


def tell(session: Session, actor: Actor, snap: Snapshot, current: RoundPosition) -> Told:
    """How far the round that the snapshot has reached has come, as far as the actor sees the programme."""
    programme = snapshot.open_programme(session, actor, snap.slug, Action.READ_WORKING)
    asked = _asked(session, programme.id, snap)
    told = reported(snap)
    contested = [each for each in snap.challenges if not each.settled or each.written.round == current.number]
    return Told(
        round=current,
        reported=told,
        leads=tuple(_leads(snap, current, asked)),
        organisations=tuple(_organisations(snap)),
        workstreams=tuple(_workstreams(snap)),
        missing=tuple(_missing(told, asked)),
        to_check=_to_check(session, actor, snap),
        unanswered=tuple(each for each in contested if each.awaits_answer),
        answered=tuple(each for each in contested if each.answer and not each.settled),
        settled=tuple(each for each in contested if each.settled),
        returns=tuple(each for each in snap.returns if each.round == current.number and each.complete),
    )


def early(current: RoundPosition, missing: int, today: date) -> str:
    """Why closing the round today is early, in words; "" when it is not."""
    if not missing or today > current.closes:
        return ""
    return f"{missing} {'is' if missing == 1 else 'are'} missing and the window is open until {day(current.closes)}"


def may_keep(session: Session, actor: Actor, snap: Snapshot) -> bool:
    """Whether the actor may close the round, challenge, and write to whoever is missing."""
    return reaches(actor, Action.KEEP_ROUND, snapshot.open_programme(session, actor, snap.slug).id)


Asked = Sequence[tuple[Member, tuple[MilestonePosition, ...]]]
"""Everybody who is asked, and about which milestones."""


def _asked(session: Session, programme_id: int, snap: Snapshot) -> Asked:
    """Who is asked, by the very rule that fills My updates."""
    whose, found = owners(session, programme_id), []
    for member in members(session, programme_id):
        actor = as_actor(member, programme_id, snap)
        theirs = (each for each in live(snap) if is_theirs(actor, programme_id, whose.get(each.number, Whose())))
        found.append((member, tuple(theirs)))
    return found


def _missing(told: RoundReported, asked: Asked) -> Iterator[Missing]:
    names: dict[int, list[str]] = {}
    for member, theirs in asked:
        for each in theirs:
            names.setdefault(each.number, []).append(member.name)
    yield from (Missing(each, tuple(names.get(each.number, ()))) for each in told.missing)


def _leads(snap: Snapshot, current: RoundPosition, asked: Asked) -> Iterator[Lead]:
    returned = {each.person: each for each in snap.returns if each.round == current.number and each.complete}
    for member, theirs in asked:
        told = reported(snap, theirs)
        if told.asked:
            yield Lead(member.name, member.email, told, returned.get(member.uid))


def _organisations(snap: Snapshot) -> Iterator[Part]:
    """By the organisations of whoever leads, as the plan names them; last what has none."""
    led = {each.number: led_by(each) for each in live(snap)}
    names = {uid: name for each in led.values() for uid, name in each.items()}
    for uid, name in sorted(names.items(), key=lambda each: each[1]):
        theirs = [each for each in live(snap) if uid in led[each.number]]
        yield Part(name, reported(snap, theirs), (("organisation", uid),))
    if names and (rest := [each for each in live(snap) if not led[each.number]]):
        yield Part("No organisation is recorded", reported(snap, rest), (("organisation", OUTSIDE),))


def _workstreams(snap: Snapshot) -> Iterator[Part]:
    named = [(each.number, each.name, str(each.number)) for each in snap.workstreams]
    for number, name, text in (*named, (None, f"Outside the {snap.words.workstreams}", OUTSIDE)):
        if theirs := [each for each in live(snap) if each.workstream == number]:
            yield Part(name, reported(snap, theirs), (("workstream", text),))


def _to_check(session: Session, actor: Actor, snap: Snapshot) -> tuple[tuple[MilestonePosition, int], ...]:
    """The milestones about which there are points to check that nothing explains, and how many."""
    raised = Counter(
        each.about.number
        for each in points.found(session, actor, snap)
        if each.about.kind == "milestone" and (each.explained is None or each.is_outdated)
    )
    return tuple((each, raised[each.number]) for each in live(snap) if raised[each.number])
