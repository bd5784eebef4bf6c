"""Setting a target, stating it anew, and withdrawing it."""

from calendar import monthrange
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import Choice, bind
from api.frame import as_at_frame
from api.guard import permission
from api.pages.indicators.wording import KINDS
from api.pages.speaks_for import in_words
from api.render import render
from exports.parts.measured import target_words
from wsoa import clock, snapshot
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.errors import Unseen
from wsoa.indicators import CheckpointChange, TargetChange, change_target, set_target, withdraw_target
from wsoa.indicators.targets import MOST_CHECKPOINTS
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import IndicatorPosition, TargetPosition, TargetStated
from wsoa.statistics.values import in_figures
from wsoa.text import Number, Words

router = APIRouter()

ROWS = tuple(range(1, MOST_CHECKPOINTS + 1))
MONTHS = (3, 6, 12)
_SHOWN = 3
_LABELS: Mapping[str, str] = {
    "kind": "Kind",
    "value": "How much",
    "upper": "Upper end",
    "by": "By when",
    "words": "In words",
    "reason": "Why it changes",
    "checkpoints": "Checkpoints",
    **{f"checkpoint_{n}_{part}": f"Checkpoint {n}: {part}" for n in ROWS for part in ("by", "value")},
}
_NAMES = {"kind": {str(kind): words for kind, (words, _) in KINDS.items()}}


class Why(Change):
    """The reason, and nothing else."""

    reason: Words = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a form is drawn from: the indicator today, its target (None: a new one), what a form opened now has seen."""

    snap: Snapshot
    indicator: IndicatorPosition
    target: TargetPosition | None
    seen: int


@router.get("/programmes/{slug}/indicators/{number}/targets/new")
@permission(Action.SET_UP)
def new_target(request: Request, slug: str, number: Number) -> Response:
    """The form of a target the indicator has not got yet."""
    return _form(request, _of_indicator(request, slug, number))


@router.post("/programmes/{slug}/indicators/{number}/targets/new")
@permission(Action.SET_UP)
def add_target(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The target set (303), or the form again: 422; 200 with another checkpoint's date filled in."""
    return _save(
        request,
        form,
        lambda: _of_indicator(request, slug, number),
        lambda session, actor, came, change: set_target(session, actor, slug, number, change, token=came.token or None),
    )


@router.get("/programmes/{slug}/targets/{number}/change")
@permission(Action.SET_UP)
def target_form(request: Request, slug: str, number: Number) -> Response:
    """The form on what the target asks for."""
    return _form(request, _of_target(request, slug, number))


@router.post("/programmes/{slug}/targets/{number}/change")
@permission(Action.SET_UP)
def state_anew(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The target stated anew (303), or the form again: 422, 409 beside theirs, 200 with another checkpoint's date."""
    return _save(
        request,
        form,
        lambda: _of_target(request, slug, number),
        lambda session, actor, came, change: change_target(
            session, actor, slug, number, change, seen=came.seen, token=came.token or None
        ),
    )


@router.get("/programmes/{slug}/targets/{number}/withdraw")
@permission(Action.SET_UP)
def withdraw_form(request: Request, slug: str, number: Number) -> Response:
    """The question why it is a target no longer."""
    return _why_form(request, _of_target(request, slug, number))


@router.post("/programmes/{slug}/targets/{number}/withdraw")
@permission(Action.SET_UP)
def withdraw(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The target withdrawn (303), or the question again: 422, or 409 when somebody changed it in the meantime."""
    came = sent(form)
    opened = _of_target(request, slug, number)
    change, problems = bind(Why, came.typed)
    if change is None:
        return _why_form(request, opened, came, NotSaved(422, problems))
    outcome = attempt(
        request,
        Action.SET_UP,
        lambda session, actor: withdraw_target(
            session, actor, slug, number, reason=change.reason, seen=came.seen, token=came.token or None
        ),
    )
    if isinstance(outcome, NotSaved):
        return _why_form(request, _of_target(request, slug, number), came, outcome)
    return RedirectResponse(f"/programmes/{slug}/indicators/{opened.indicator.number}#targets", 303)


def _save(
    request: Request,
    form: FormData,
    opened: Callable[[], Opened],
    save: Callable[[Session, Actor, Sent, TargetChange], int],
) -> Response:
    """What was typed saved, or given back: with what is wrong, or with another checkpoint's date filled in."""
    came, found = sent(form), opened()
    if came.text("months"):
        return _form(request, found, _with_checkpoint(came), NotSaved(200))
    change, problems = _bound(came.typed, but=() if found.target else ("reason",))
    if change is None:
        return _form(request, found, came, NotSaved(422, problems))
    outcome = attempt(request, Action.SET_UP, lambda session, actor: save(session, actor, came, change))
    if isinstance(outcome, NotSaved):
        return _form(request, opened(), came, outcome)
    return RedirectResponse(f"/programmes/{found.snap.slug}/indicators/{found.indicator.number}#targets", 303)


def _of_indicator(request: Request, slug: str, number: int) -> Opened:
    with reading(request, Action.SET_UP) as (session, actor):
        snap = snapshot.load(session, actor, slug)
    found = next((each for each in snap.indicators if each.number == number), None)
    if found is None:
        raise Unseen("indicator")
    return Opened(snap, found, None, 0)


def _of_target(request: Request, slug: str, number: int) -> Opened:
    with reading(request, Action.SET_UP) as (session, actor):
        return _target(session, actor, slug, number)


def _target(session: Session, actor: Actor, slug: str, number: int) -> Opened:
    snap = snapshot.load(session, actor, slug)
    for indicator in snap.indicators:
        for target in indicator.targets:
            if target.number == number:
                return Opened(snap, indicator, target, snapshot.seen(session, actor, slug, "target_terms", number))
    raise Unseen("target")


def _bound(typed: Typed, but: Collection[str]) -> tuple[TargetChange | None, dict[str, str]]:
    """The target with its checkpoints; or None and a sentence for each field."""
    rest = {name: texts for name, texts in typed.items() if not name.startswith("checkpoint_")}
    change, problems = bind(TargetChange, rest, but=but)
    way: list[CheckpointChange] = []
    for n in ROWS:
        row = {part: typed.get(f"checkpoint_{n}_{part}", ()) for part in ("by", "value")}
        if any(text.strip() for texts in row.values() for text in texts):
            found, faults = bind(CheckpointChange, row)
            problems |= {f"checkpoint_{n}_{part}": _numbered(sentence, n) for part, sentence in faults.items()}
            way += [found] if found else []
    if change is None or problems:
        return None, problems
    return change.model_copy(update={"checkpoints": tuple(way)}), {}


def _numbered(sentence: str, n: int) -> str:
    """The sentence with the number of the checkpoint it is about."""
    return sentence.replace("The checkpoint", f"Checkpoint {n}").replace("the checkpoint", f"checkpoint {n}")


def _with_checkpoint(came: Sent) -> Sent:
    """What was typed, with the date so many months from today in the first empty row."""
    typed = {name: texts for name, texts in came.typed.items() if name != "months"}
    months = came.text("months")
    empty = next(
        (n for n in ROWS if not any("".join(typed.get(f"checkpoint_{n}_{x}", ())) for x in ("by", "value"))), 0
    )
    if empty and months in map(str, MONTHS):
        typed[f"checkpoint_{empty}_by"] = [_months_on(clock.today(), int(months)).isoformat()]
    return Sent(typed, came.seen, came.seen_terms, came.token)


def _months_on(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _form(request: Request, opened: Opened, came: Sent | None = None, why: NotSaved | None = None) -> Response:
    snap, target = opened.snap, opened.target
    form = fresh(_stands(target.now) if target else {}, opened.seen)
    if came and why:
        form = refused(came, why, form, _LABELS, in_words(snap, _NAMES))
    filled = [n for n in ROWS if form.text(f"checkpoint_{n}_by") or form.text(f"checkpoint_{n}_value")]
    return render(
        request,
        "indicators/target.html",
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, snap, request.scope["path"], snap.as_at),
        form=form,
        indicator=opened.indicator,
        target=target,
        kinds=tuple(Choice(kind, words, hint) for kind, (words, hint) in KINDS.items()),
        rows=ROWS[: max(_SHOWN, max(filled, default=0) + 1)],
        months=MONTHS,
        back=_home(opened),
        problems=form.problems,
    )


def _why_form(request: Request, opened: Opened, came: Sent | None = None, why: NotSaved | None = None) -> Response:
    form = fresh({}, opened.seen)
    if came and why:
        form = refused(came, why, form, {"reason": "Why"})
    return render(
        request,
        "indicators/withdraw_target.html",
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, opened.snap, request.scope["path"], opened.snap.as_at),
        form=form,
        indicator=opened.indicator,
        asks=target_words(opened.target.now, opened.indicator.unit) if opened.target else "",
        back=_home(opened),
        problems=form.problems,
    )


def _home(opened: Opened) -> str:
    return f"/programmes/{opened.snap.slug}/indicators/{opened.indicator.number}"


def _stands(stood: TargetStated) -> Typed:
    """What the record says of the target, by the fields of the form; why it changed then is not said again."""
    way = enumerate(stood.checkpoints, 1)
    return {
        "kind": [stood.kind],
        "value": [in_figures(stood.value) if stood.value is not None else ""],
        "upper": [in_figures(stood.upper) if stood.upper is not None else ""],
        "by": [stood.by.isoformat() if stood.by else ""],
        "words": [stood.words or ""],
        **{
            f"checkpoint_{n}_{part}": [said]
            for n, each in way
            for part, said in (("by", each.by.isoformat()), ("value", in_figures(each.value)))
        },
    }
