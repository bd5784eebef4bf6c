"""What waits for whoever is signed in, each with the page where it is done. Nothing waits in the past."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from api.narratives import narrative_called
from api.pages.viewpoints.listed import waiting_to_be_checked
from api.pages.viewpoints.ours import sent_back_to
from api.pages.visits.told import waits
from api.standing import Links
from exports.catalogue import report
from exports.parts.wording import day, month
from wsoa import clock, points, security_events, snapshot
from wsoa.access import Action, Actor, Whose, reaches
from wsoa.erasure import proposals
from wsoa.issued import may_clear
from wsoa.milestones.due import return_of
from wsoa.narratives.checking import may_cross_check
from wsoa.points import is_judgement_due, is_not_updated, is_past_its_meeting, live
from wsoa.released import waiting_for
from wsoa.snapshot import Snapshot
from wsoa.snapshot.dated import waiting_moves
from wsoa.snapshot.issued import asked_by, packs, questions
from wsoa.snapshot.narratives import narratives
from wsoa.snapshot.positions import PromisedPosition
from wsoa.snapshot.visits import reads_all, visits
from wsoa.terms import NarrativeState, PackState, ThingState

_TOLD_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Need:
    """Something to be done, in words, and where."""

    words: str
    href: str


def needs(session: Session, actor: Actor, found: Snapshot, links: Links) -> tuple[Need, ...]:
    """Everything in the programme that waits for the actor, most pressing first."""
    programme = snapshot.open_programme(session, actor, found.slug)
    return (
        *_managers_made(session, actor, programme.id, found, links),
        *_visits(session, actor, programme.id, found, links),
        *_challenges(session, actor, programme.id, found, links),
        *_updates(session, actor, programme.id, found, links),
        *_next_steps(actor, programme.id, found, links),
        *_date_moves(session, actor, programme.id, found, links),
        *_judgements(actor, programme.id, found, links),
        *_asks(actor, programme.id, found, links),
        *_packs(session, actor, programme.id, found, links),
        *_erasures(session, actor, programme.id, links),
        *_releases(session, actor, found, links),
        *_views(session, actor, found, links),
        *_narratives(session, actor, programme.id, found, links),
        *_questions(session, actor, programme.id, found, links),
        *answered_questions(session, actor, found.slug, links),
        *_wordings(actor, programme.id, found, links),
        *_points(session, actor, programme.id, found, links),
        *_silent(actor, programme.id, found, links),
    )


def answered_questions(session: Session, actor: Actor, slug: str, links: Links) -> Iterator[Need]:
    """What the actor asked beside packs and was answered, while they have not closed it or asked again."""
    programme = snapshot.open_programme(session, actor, slug)
    if not all(reaches(actor, each, programme.id) for each in (Action.ASK_QUESTION, Action.CLOSE_QUESTION)):
        return
    mine = asked_by(session, programme.id, actor.uid)
    answered = [each for each in questions(session, actor, slug) if each.number in mine and each.answer]
    if open_ := [each.number for each in answered if not each.closed]:
        have = "1 question of yours has" if len(open_) == 1 else f"{len(open_)} questions of yours have"
        one = "it" if len(open_) == 1 else "each"
        page = f"/questions/{open_[0]}" if len(open_) == 1 else "/questions"
        yield Need(f"{have} been answered: read {one}, close it or ask again", links.to(page))


def _managers_made(session: Session, actor: Actor, programme_id: int, found: Snapshot, links: Links) -> Iterator[Need]:
    """Whom an administrator has made a manager beside the actor: nobody who sees and changes all comes in unseen."""
    if not reaches(actor, Action.SEE_SIGN_INS, programme_id):
        return
    page = links.to("/set-up/sign-ins", kind="accounts")
    for made in security_events.managers_made(session, actor, found.slug, _TOLD_FOR):
        on = day(made.at.astimezone(clock.LONDON).date())
        yield Need(
            f"An administrator made {made.about} programme manager on {on}: make sure that it was asked for", page
        )


def _visits(session: Session, actor: Actor, programme_id: int, found: Snapshot, links: Links) -> Iterator[Need]:
    """A visit that is going on, or of which something is still to be answered."""
    if reads_all(actor, programme_id):
        for visit in visits(session, actor, found.slug):
            if said := waits(visit, found.as_at):
                yield Need(said, links.to(f"/visits/{visit.number}"))


def _updates(session: Session, actor: Actor, programme_id: int, found: Snapshot, links: Links) -> Iterator[Need]:
    if found.current_round is None or not reaches(actor, Action.UPDATE_MILESTONE, programme_id):
        return
    mine = return_of(session, actor, programme_id, found)
    if waiting := len(mine.asked) - len(mine.done):
        verb = "waits" if waiting == 1 else "wait"
        named = found.words.count_milestones(waiting)
        yield Need(f"{named} {verb} for your update ({found.current_round.name})", links.to("/my-updates"))


def _challenges(session: Session, actor: Actor, programme_id: int, found: Snapshot, links: Links) -> Iterator[Need]:
    """The updates of theirs that a manager doubts, and what a manager has been answered."""
    waiting = {each.milestone for each in found.challenges if each.awaits_answer}
    if waiting and reaches(actor, Action.UPDATE_MILESTONE, programme_id):
        mine = return_of(session, actor, programme_id, found)
        if count := len(waiting & {each.number for each in (*mine.asked, *mine.resting)}):
            yield Need(f"Answer {count} {'challenge' if count == 1 else 'challenges'}", links.to("/my-updates"))
    answered = sum(each.answer is not None and not each.settled for each in found.challenges)
    if answered and reaches(actor, Action.KEEP_ROUND, programme_id):
        named = "1 challenge is" if answered == 1 else f"{answered} challenges are"
        yield Need(f"{named} answered: settle or follow up", links.to("/this-round"))


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


def _erasures(session: Session, actor: Actor, programme_id: int, links: Links) -> Iterator[Need]:
    """What leads ask to be taken out of the record."""
    if reaches(actor, Action.REQUEST_ERASURE, programme_id) and (count := proposals(session, programme_id)):
        named = "1 erasure is" if count == 1 else f"{count} erasures are"
        it = "it" if count == 1 else "them"
        yield Need(f"{named} proposed: request or refuse {it}", links.to("/set-up/erasures"))


def _date_moves(session: Session, actor: Actor, programme_id: int, found: Snapshot, links: Links) -> Iterator[Need]:
    """The moves whose answer is the actor's to give, or (a board's) to record."""
    waits = any(each.dates.pending for each in found.milestones)
    if not waits or not reaches(actor, Action.DECIDE_DATE, programme_id):
        return
    if count := sum(each.may_decide for each in waiting_moves(session, actor, found.slug)):
        moves = "1 date move waits" if count == 1 else f"{count} date moves wait"
        yield Need(f"{moves} for approval", links.to("/date-moves"))


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


def _packs(session: Session, actor: Actor, programme_id: int, found: Snapshot, links: Links) -> Iterator[Need]:
    """The drafts that wait for this leader, and what was cleared and waits for the manager to issue it."""
    clears, prepares = (reaches(actor, each, programme_id) for each in (Action.CLEAR_PACK, Action.PREPARE_PACK))
    for pack in packs(session, actor, found.slug) if clears or prepares else ():
        named = f"the {report(pack.report).title.lower()} for {pack.board_name} (as at {day(pack.position_date)})"
        page = links.to(f"/packs/{pack.number}")
        if pack.state is PackState.DRAFT and clears and may_clear(session, actor, found.slug, pack.number):
            yield Need(f"Read and clear {named}", page)
        elif pack.state is PackState.CLEARED and prepares:
            yield Need(f"Issue {named}: {pack.cleared_by} has cleared it", page)


def _releases(session: Session, actor: Actor, found: Snapshot, links: Links) -> Iterator[Need]:
    """What somebody else proposed for release, and this person could release or refuse."""
    if waiting := len(waiting_for(session, actor, found.slug)):
        what = "1 thing waits" if waiting == 1 else f"{waiting} things wait"
        yield Need(f"{what} to be released: read and decide", links.to("/releases"))


def _views(session: Session, actor: Actor, found: Snapshot, links: Links) -> Iterator[Need]:
    """What partners say and somebody has to check, and what was sent back to the actor's own organisation."""
    if waiting := waiting_to_be_checked(session, actor, found):
        what = "1 view of a partner waits" if waiting == 1 else f"{waiting} views of partners wait"
        yield Need(f"{what} to be checked for personal data", links.to("/views"))
    if back := sent_back_to(session, actor, found):
        what = "1 view of yours was" if back == 1 else f"{back} views of yours were"
        yield Need(f"{what} sent back, because of personal data: change it", links.to("/our-view"))


def _narratives(session: Session, actor: Actor, programme_id: int, found: Snapshot, links: Links) -> Iterator[Need]:
    """Evidence narratives whose next step is the actor's: to be commented on, cross-checked, signed or issued."""
    if not reaches(actor, Action.READ_NARRATIVE, programme_id):
        return
    keeps = reaches(actor, Action.KEEP_NARRATIVE, programme_id)
    partner = not reaches(actor, Action.READ_NARRATIVE, programme_id, Whose())
    for each in narratives(session, actor, found.slug):
        page, called = links.to(f"/narratives/{each.number}"), narrative_called(found, each)
        unsigned = [one.person for one in each.signatories if one.signed_on is None]
        if each.state is NarrativeState.WITH_PARTNERS and partner:
            until = f" until {day(each.partners_until)}" if each.partners_until else ""
            yield Need(f"{called}: you are asked for comments{until}", page)
        elif each.state is NarrativeState.CROSS_CHECK and may_cross_check(session, actor, found.slug, each):
            yield Need(f"{called}: waits to be cross-checked", page)
        elif each.state is NarrativeState.SIGN_OFF and actor.uid in unsigned:
            yield Need(f"{called}: waits for your signature", page)
        elif each.state is NarrativeState.SIGN_OFF and keeps and not unsigned:
            yield Need(f"{called}: signed, to be issued", page)


def _questions(session: Session, actor: Actor, programme_id: int, found: Snapshot, links: Links) -> Iterator[Need]:
    """What boards asked beside issued packs and nobody has answered."""
    if not reaches(actor, Action.ANSWER_QUESTION, programme_id):
        return
    asked = questions(session, actor, found.slug)
    if waiting := sum(not each.closed and not each.answer for each in asked):
        wait = "1 question of a board waits" if waiting == 1 else f"{waiting} questions of a board wait"
        yield Need(f"{wait} for an answer", links.to("/questions"))


def _wordings(actor: Actor, programme_id: int, found: Snapshot, links: Links) -> Iterator[Need]:
    if not reaches(actor, Action.CONFIRM_WORDING, programme_id):
        return
    open_ = sum(each.state is ThingState.LIVE and not each.confirmed for each in found.weaknesses)
    if open_:
        wording = "official wording waits" if open_ == 1 else "official wordings wait"
        yield Need(f"{open_} {wording} to be confirmed against the letter", links.to("/set-up/weaknesses"))


def _points(session: Session, actor: Actor, programme_id: int, found: Snapshot, links: Links) -> Iterator[Need]:
    """The points to check that nobody has explained: a manager's everywhere, a lead's in their workstreams."""
    names = {each.number: each.name for each in found.workstreams}
    everywhere = reaches(actor, Action.EXPLAIN_POINT, programme_id)
    held = {each.workstream for each in actor.held if each.programme_id == programme_id} & names.keys()
    own = {number for number in held if reaches(actor, Action.WRITE_PROGRESS, programme_id, Whose(number))}
    if not everywhere and not own:
        return
    raised = [each.workstream for each in points.found(session, actor, found) if not each.explained or each.is_outdated]
    if everywhere and len(set(raised)) > 1:
        yield Need(f"{len(raised)} points to check that nobody has explained", links.to("/points"))
        return
    for number in dict.fromkeys(each for each in raised if everywhere or each in own):
        count = raised.count(number)
        where = f" in {names[number]}" if number in names else ""
        page = links.to("/points", workstream=number) if number in names else links.to("/points")
        yield Need(f"{count} {'point' if count == 1 else 'points'} to check{where} that nobody has explained", page)


def _silent(actor: Actor, programme_id: int, found: Snapshot, links: Links) -> Iterator[Need]:
    """Whom to remind, for whoever runs the programme."""
    if found.current_round is None or not reaches(actor, Action.SET_UP, programme_id):
        return
    if silent := sum(is_not_updated(each, found) for each in live(found)):
        named = found.words.count_milestones(silent)
        have = "has" if silent == 1 else "have"
        where = links.to("/milestones", show="not-updated")
        yield Need(f"{named} {have} not been updated this round ({found.current_round.name})", where)
