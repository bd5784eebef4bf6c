"""What waits for whoever is signed in, each with the page where it is done. Nothing waits in the past."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from api.standing import Links
from exports.parts.wording import month
from wsoa import snapshot
from wsoa.access import Action, Actor, Whose, reaches
from wsoa.milestones.due import return_of
from wsoa.points import is_judgement_due, is_not_updated, is_past_its_meeting, live
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import PromisedPosition
from wsoa.terms import ThingState


@dataclass(frozen=True, slots=True)
class Need:
    """Something to be done, in words, and where."""

    words: str
    href: str


def needs(session: Session, actor: Actor, found: Snapshot, links: Links) -> tuple[Need, ...]:
    """Everything in the programme that waits for the actor, most pressing first."""
    programme = snapshot.open_programme(session, actor, found.slug)
    return (
        *_updates(session, actor, programme.id, found, links),
        *_next_steps(actor, programme.id, found, links),
        *_judgements(actor, programme.id, found, links),
        *_asks(actor, programme.id, found, links),
        *_wordings(actor, programme.id, found, links),
        *_silent(actor, programme.id, found, links),
    )


def _updates(session: Session, actor: Actor, programme_id: int, found: Snapshot, links: Links) -> Iterator[Need]:
    if found.current_round is None or not reaches(actor, Action.UPDATE_MILESTONE, programme_id):
        return
    mine = return_of(session, actor, programme_id, found)
    if waiting := len(mine.asked) - len(mine.done):
        verb = "waits" if waiting == 1 else "wait"
        named = found.words.count_milestones(waiting)
        yield Need(f"{named} {verb} for your update ({found.current_round.name})", links.to("/my-updates"))


def _next_steps(actor: Actor, programme_id: int, found: Snapshot, links: Links) -> Iterator[Need]:
    """The steps a lead promised last time; the programme's own are the manager's."""
    held = {each.workstream for each in actor.held if each.programme_id == programme_id}
    names = {each.number: each.name for each in found.workstreams}
    for promised in found.promised:
        whose = promised.workstream
        mine = whose is None or whose in held
        if mine and promised.count(None) and reaches(actor, Action.WRITE_PROGRESS, programme_id, Whose(whose)):
            page = f"/workstreams/{whose}/progress" if whose else "/progress"
            yield Need(_unanswered(promised, names.get(whose or 0, "the programme"), found), links.to(page))


def _unanswered(promised: PromisedPosition, whose: str, found: Snapshot) -> str:
    count = promised.count(None)
    step = "next step" if count == 1 else "next steps"
    return f"Say what became of {count} {step} promised in {month(promised.promised_on, found.as_at)} ({whose})"


def _judgements(actor: Actor, programme_id: int, found: Snapshot, links: Links) -> Iterator[Need]:
    if not reaches(actor, Action.JUDGE_IMPACT, programme_id):
        return
    for weakness in found.weaknesses:
        if is_judgement_due(weakness, found):
            named = weakness.ref or weakness.wording
            yield Need(
                f"Judge the impact on {found.words.weakness} {named}: due at least quarterly",
                links.to(f"/weaknesses/{weakness.number}"),
            )


def _asks(actor: Actor, programme_id: int, found: Snapshot, links: Links) -> Iterator[Need]:
    if not reaches(actor, Action.ANSWER_ASK, programme_id):
        return
    if late := sum(is_past_its_meeting(ask, found) for ask in found.asks):
        asked = "1 ask, whose meeting has" if late == 1 else f"{late} asks, whose meetings have"
        yield Need(f"Say what became of {asked} passed", links.to("/asks"))


def _wordings(actor: Actor, programme_id: int, found: Snapshot, links: Links) -> Iterator[Need]:
    if not reaches(actor, Action.CONFIRM_WORDING, programme_id):
        return
    open_ = sum(each.state is ThingState.LIVE and not each.confirmed for each in found.weaknesses)
    if open_:
        wording = "official wording waits" if open_ == 1 else "official wordings wait"
        yield Need(f"{open_} {wording} to be confirmed against the letter", links.to("/set-up/weaknesses"))


def _silent(actor: Actor, programme_id: int, found: Snapshot, links: Links) -> Iterator[Need]:
    """Whom to remind, for whoever runs the programme."""
    if found.current_round is None or not reaches(actor, Action.SET_UP, programme_id):
        return
    if silent := sum(is_not_updated(each, found) for each in live(found)):
        named = found.words.count_milestones(silent)
        have = "has" if silent == 1 else "have"
        where = links.to("/milestones", show="not-updated")
        yield Need(f"{named} {have} not been updated this round ({found.current_round.name})", where)
