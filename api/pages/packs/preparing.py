"""Preparing a pack: which report, for which board, as at when; or a new version of one that was issued."""

from collections.abc import Mapping

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import Choice, bind
from api.frame import as_at_frame
from api.guard import permission
from api.packs import Opened, open_pack
from api.render import render
from exports.catalogue import REPORTS
from wsoa import snapshot
from wsoa.access import Action, Actor
from wsoa.errors import Unseen
from wsoa.issued import PackChange, draft_pack
from wsoa.snapshot import Snapshot

router = APIRouter()

OFFERED = {key: each for key, each in REPORTS.items() if each.is_given}
"""The reports a board can be given."""
LABELS = {
    "report": "The report",
    "board": "The board",
    "position_date": "Position as at",
    "reason": "What is corrected",
}


@router.get("/programmes/{slug}/packs/new")
@permission(Action.PREPARE_PACK)
def new_pack(request: Request, slug: str) -> Response:
    """The form for a new pack: of round `?round=`, or for the same as pack `?like=`.

    `?replaces=` names the issued one that a new version shall mend; while another does, the page says so.
    """
    return _form(request, slug)


@router.post("/programmes/{slug}/packs/new")
@permission(Action.PREPARE_PACK)
def prepare(request: Request, slug: str, form: Form) -> Response:
    """The pack drafted (303, to its page), or the form again (422)."""
    posted = sent(form)
    change, problems = bind(PackChange, _whole(request, slug, posted.typed))
    if change is None:
        return _form(request, slug, posted, NotSaved(422, problems))
    if change.report not in OFFERED:
        return _form(request, slug, posted, NotSaved(422, {"report": "Choose a report from those shown"}))
    saved = attempt(
        request,
        Action.PREPARE_PACK,
        lambda session, actor: draft_pack(session, actor, slug, change, token=posted.token or None),
    )
    if isinstance(saved, NotSaved):
        return _form(request, slug, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/packs/{saved}", 303)


def _whole(request: Request, slug: str, typed: Typed) -> Typed:
    """The answers; a new version is of the report, the board and the date of the pack that it replaces."""
    with reading(request, Action.PREPARE_PACK) as (session, actor):
        old = _replaced(session, actor, slug, next(iter(typed.get("replaces", ())), ""))
    if old is None:
        return typed
    return {**typed, **_same(old)}


def _same(opened: Opened) -> Typed:
    """The answers that would prepare it again."""
    pack = opened.pack
    return {"report": [pack.report], "board": [str(pack.board)], "position_date": [pack.position_date.isoformat()]}


def _replaced(session: Session, actor: Actor, slug: str, asked: str) -> Opened | None:
    """The issued pack that a new version shall mend; None when a new pack is prepared. Raises Unseen."""
    opened = _named(session, actor, slug, asked)
    if opened and not opened.pack.issued:
        raise Unseen("pack")
    return opened


def _named(session: Session, actor: Actor, slug: str, asked: str) -> Opened | None:
    """The pack of that number; None when none is asked for. Raises Unseen."""
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10):
        raise Unseen("pack")
    return open_pack(session, actor, slug, int(asked))


def _form(request: Request, slug: str, posted: Sent | None = None, why: NotSaved | None = None) -> Response:
    asked = posted.text("replaces") if posted else request.query_params.get("replaces", "")
    with reading(request, Action.PREPARE_PACK) as (session, actor):
        found = snapshot.load(session, actor, slug)
        old = _replaced(session, actor, slug, asked)
        like = _named(session, actor, slug, request.query_params.get("like", ""))
    now = fresh(_same(like) if like else _standing(found, old, request.query_params.get("round")))
    filled = refused(posted, why, now, LABELS) if posted and why else now
    back = f"/programmes/{slug}/packs"
    return render(
        request,
        "packs/new.html",
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, found, request.scope["path"], found.as_at),
        old=old,
        like=like,
        reports=tuple(Choice(key, each.title, each.readers) for key, each in OFFERED.items()),
        boards=tuple((str(each.number), each.name) for each in found.boards),
        filled=filled,
        problems=filled.problems,
        back=f"{back}/{old.pack.number}" if old else back,
    )


def _standing(found: Snapshot, old: Opened | None, round_: str | None) -> Mapping[str, list[str]]:
    """A new pack as it is most often wanted: the first report for the first board, on the date of the round."""
    if old:
        return {"replaces": [str(old.pack.number)]}
    current = next((each for each in found.rounds if str(each.number) == round_), found.current_round)
    when = min(found.as_at, current.position_date) if current else found.as_at
    first = [str(each.number) for each in found.boards[:1]]
    return {"report": [next(iter(OFFERED))], "board": first, "position_date": [when.isoformat()]}
