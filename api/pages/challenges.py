"""The challenges of a milestone: what a manager doubts of an update, what is answered, and whether it is settled."""

from dataclasses import dataclass, replace
from functools import partial

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form
from api.filled import NOT_WHOLE, Filled, NotSaved, Sent, attempt, fresh, refused, sent
from api.forms import bind
from api.guard import permission
from api.pages.round_names import round_named
from api.render import moment, render
from api.standing import Standing, as_it_stood_with
from wsoa import snapshot
from wsoa.access import Action, Actor, Whose, reaches
from wsoa.challenges import ChallengeChange, answer_challenge, challenge_update, settle_challenge
from wsoa.change import Change
from wsoa.errors import Unseen
from wsoa.snapshot import Snapshot
from wsoa.snapshot.doubted import challenged_by
from wsoa.snapshot.owners import owners
from wsoa.snapshot.positions import ChallengePosition, MilestonePosition, MilestoneUpdatePosition
from wsoa.terms import ThingState
from wsoa.text import Number, Words

router = APIRouter()

NEW = "new"
_LABELS = {"update": "The update", "wording": "What you doubt", "answer": "The answer", "settled": "Settled"}


class Doubted(Change):
    """What is doubted of the update the form was opened on."""

    wording: Words = ""


class Answer(Change):
    """What is answered."""

    answer: Words = ""


class Settling(Change):
    """How it was settled."""

    how: Words = ""


@dataclass(frozen=True, slots=True)
class Back:
    """A form that was not saved: which one of the page, what was typed into it, and why."""

    form: str
    posted: Sent
    why: NotSaved


@dataclass(frozen=True, slots=True)
class Doubt:
    """A challenge beside the update it doubts; the forms are there for whoever may fill them in today."""

    challenge: ChallengePosition
    update: MilestoneUpdatePosition | None
    round: str | None
    answer: Filled | None
    settle: Filled | None


@dataclass(frozen=True, slots=True)
class Doubts:
    """All challenges of a milestone, newest first. `new` challenges the newest `update`, for whoever may."""

    milestone: MilestonePosition
    update: MilestoneUpdatePosition | None
    doubts: tuple[Doubt, ...]
    new: Filled | None
    may_update: bool


@router.get("/programmes/{slug}/milestones/{number}/challenges")
@permission(Action.READ_WORKING)
def challenges(request: Request, slug: str, number: Number) -> Response:
    """The challenges of a milestone, with the forms of whoever may challenge, answer or settle."""
    return _page(request, slug, number)


@router.post("/programmes/{slug}/milestones/{number}/challenges")
@permission(Action.KEEP_ROUND)
def challenge(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The newest update challenged (303), or the form again: 422, or 409 when it was updated in the meantime."""
    posted = sent(form)
    change, problems = bind(Doubted, posted.typed)
    if change is None or not posted.seen:
        return _page(request, slug, number, Back(NEW, posted, NotSaved(422, problems or {"": NOT_WHOLE})))
    doubted = ChallengeChange(milestone=number, version=posted.seen, wording=change.wording)
    saved = attempt(
        request,
        Action.KEEP_ROUND,
        lambda session, actor: challenge_update(session, actor, slug, doubted, token=posted.token or None),
    )
    return _then(request, slug, number, NEW, posted, saved)


@router.post("/programmes/{slug}/milestones/{number}/challenges/{challenge}/answer")
@permission(Action.UPDATE_MILESTONE)
def answer(request: Request, slug: str, number: Number, challenge: Number, form: Form) -> Response:
    """A challenge answered (303), or the form again: 422 refused, 409 beside what was answered meanwhile."""
    posted, which = sent(form), f"answer-{challenge}"
    change, problems = bind(Answer, posted.typed)
    if change is None:
        return _page(request, slug, number, Back(which, posted, NotSaved(422, problems)))
    token, seen = posted.token or None, posted.seen
    saved = attempt(
        request,
        Action.UPDATE_MILESTONE,
        lambda session, actor: answer_challenge(session, actor, slug, challenge, change.answer, seen=seen, token=token),
    )
    return _then(request, slug, number, which, posted, saved)


@router.post("/programmes/{slug}/milestones/{number}/challenges/{challenge}/settle")
@permission(Action.KEEP_ROUND)
def settle(request: Request, slug: str, number: Number, challenge: Number, form: Form) -> Response:
    """A challenge settled (303), or the form again: 422 refused, 409 beside what was answered meanwhile."""
    posted, which = sent(form), f"settle-{challenge}"
    change, problems = bind(Settling, posted.typed)
    if change is None:
        return _page(request, slug, number, Back(which, posted, NotSaved(422, problems)))
    token, seen = posted.token or None, posted.seen
    saved = attempt(
        request,
        Action.KEEP_ROUND,
        lambda session, actor: settle_challenge(
            session, actor, slug, challenge, how=change.how, seen=seen, token=token
        ),
    )
    return _then(request, slug, number, which, posted, saved)


def _then(request: Request, slug: str, number: int, form: str, posted: Sent, saved: int | NotSaved) -> Response:
    if isinstance(saved, NotSaved):
        return _page(request, slug, number, Back(form, posted, saved))
    which = saved if form == NEW else form.partition("-")[2]
    return RedirectResponse(f"/programmes/{slug}/milestones/{number}/challenges#c{which}", 303)


def _page(request: Request, slug: str, number: int, back: Back | None = None) -> Response:
    """The page; with the form that was not saved, for whoever may fill it in."""
    asked = Action.UPDATE_MILESTONE if back and back.form.startswith("answer") else Action.KEEP_ROUND
    read, page = partial(_read, number, back), partial(_drawn, request, back)
    return as_it_stood_with(request, slug, read, page, action=asked if back else Action.READ_WORKING)


def _read(number: int, back: Back | None, session: Session, actor: Actor, standing: Standing) -> Doubts | None:
    """What the page shows; None where there is no such milestone, or no such challenge of it."""
    snap = standing.snapshot
    try:
        milestone, history = snapshot.milestone_history(session, actor, snap, number)
    except Unseen:
        return None
    programme = snapshot.open_programme(session, actor, snap.slug)
    whose = owners(session, programme.id, number=number).get(number, Whose())
    today = standing.links.as_at is None
    may_answer = today and reaches(actor, Action.UPDATE_MILESTONE, programme.id, whose)
    may_settle = today and reaches(actor, Action.KEEP_ROUND, programme.id)
    seen = snapshot.seen_of_each(session, actor, snap.slug, "challenge_answer")
    own = challenged_by(session, programme.id, actor.uid)
    said = {each.written.sequence: each for each in history}
    mine = [each for each in reversed(snap.challenges) if each.milestone == number]
    if back and back.form != NEW and not any(back.form.endswith(f"-{each.number}") for each in mine):
        return None
    newest = said.get(max(said, default=0))
    is_open = any(not each.settled and newest and each.version == newest.written.sequence for each in mine)
    may_challenge = may_settle and milestone.state is ThingState.LIVE and newest is not None and not is_open
    return Doubts(
        milestone=milestone,
        update=newest,
        doubts=tuple(
            _doubt(snap, each, said, seen.get(each.number, 0), may_answer and each.number not in own, may_settle, back)
            for each in mine
        ),
        new=_new(newest, said, back) if may_challenge or (back and back.form == NEW) else None,
        may_update=may_answer and milestone.state is ThingState.LIVE,
    )


def _doubt(
    snap: Snapshot,
    each: ChallengePosition,
    said: dict[int, MilestoneUpdatePosition],
    seen: int,
    may_answer: bool,
    may_settle: bool,
    back: Back | None,
) -> Doubt:
    update = said.get(each.version)
    forms = {
        f"{name}-{each.number}": _form(f"{name}-{each.number}", each, seen, back)
        for name, may in (("answer", may_answer), ("settle", may_settle))
        if (may and not each.settled) or (back and back.form == f"{name}-{each.number}")
    }
    return Doubt(
        challenge=each,
        update=update,
        round=round_named(snap, update.written.round) if update else None,
        answer=forms.get(f"answer-{each.number}"),
        settle=forms.get(f"settle-{each.number}"),
    )


def _form(which: str, each: ChallengePosition, seen: int, back: Back | None) -> Filled:
    """The form that answers or settles a challenge: empty, or as it was sent and not saved."""
    if back is None or back.form != which:
        return fresh({}, seen)
    by = each.settling
    settled = [f"{by.by}, {moment(by.recorded_at)}"] if by else []
    now = fresh({"answer": [each.answer or ""], "settled": settled}, seen)
    return refused(back.posted, back.why, now, _LABELS | {"how": "How it was settled"})


def _new(newest: MilestoneUpdatePosition | None, said: dict[int, MilestoneUpdatePosition], back: Back | None) -> Filled:
    """The form that challenges the newest update: empty, or as it was sent and not saved."""
    now = fresh({"update": [_in_words(newest)]}, newest.written.sequence if newest else 0)
    if back is None or back.form != NEW:
        return now
    seen = {"update": [_in_words(said.get(back.posted.seen))]}
    return refused(replace(back.posted, typed={**seen, **back.posted.typed}), back.why, now, _LABELS)


def _in_words(update: MilestoneUpdatePosition | None) -> str:
    """An update as two are compared."""
    if update is None:
        return ""
    parts = (update.written.reason, update.progress, update.issue, update.mitigation)
    level = update.level.label if update.level else "Not rated"
    return "\n".join(filter(None, (f"{level}, {update.written.by}, {moment(update.written.recorded_at)}", *parts)))


def _drawn(request: Request, back: Back | None, standing: Standing, found: Doubts | None) -> Response:
    if found is None:
        raise Unseen
    forms = {NEW: found.new} | {
        f"{name}-{each.challenge.number}": form
        for each in found.doubts
        for name, form in (("answer", each.answer), ("settle", each.settle))
    }
    wrong = forms.get(back.form) if back else None
    return render(
        request,
        "challenges/of_milestone.html",
        back.why.status if back else 200,
        standing=standing,
        found=found,
        problems=wrong.problems if wrong else {},
        prefix=f"{back.form}-" if back else "",
    )
