"""What loading a file would do, doubts settled in place, and the load itself: what was previewed, or nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import reading, writing
from api.forms import UNASKED, Choice, answers
from api.guard import permission
from api.pages.trackers.columns import posted_columns
from api.pages.trackers.opened import Opened, find, open_draft, tracker_path
from api.pages.trackers.personal import Warned, warned
from api.pages.trackers.told import differences, lines, seen, told
from api.pages.trackers.words import SCOPES
from api.render import render
from wsoa import security_log, tracker_loads
from wsoa.access import Action, Actor
from wsoa.errors import Invalid, Refused, WsoaError
from wsoa.intake import Unreadable
from wsoa.intake.found import FoundTracker
from wsoa.intake.loading.apply import load_tracker
from wsoa.intake.loading.outcome import ImportReport
from wsoa.snapshot.positions.loads import LoadReport
from wsoa.terms import LoadState, Scope, SecurityKind
from wsoa.text import MAX_LINE, Number
from wsoa.tracker_loads import Draft

router = APIRouter()

_LOAD = "/programmes/{slug}/trackers/{number}/load"
_DOUBT = "doubt."
CHECKED = "checked_personal_data"
_BESIDE = ("seen", "lines", CHECKED)
NOT_CHECKED = (
    "Look at the cells that seem to hold personal data. Take out of the file what need not stand there and bring it "
    "again, or say that it has to stand there"
)
_ASKED = re.compile(r"doubt\.(?:match|rating|when|weakness|continues|alone):.")


class NotAsSeen(WsoaError):
    """What would happen is no longer what the person saw."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Doubts settled, by their keys; what the file holds, and whether that is what the page showed it was read as."""

    settled: Mapping[str, str]
    scope: Scope | None
    scope_as_shown: bool

    def is_kept(self, draft: Draft) -> bool:
        """Whether the page that was answered showed what every answer comes to."""
        return self.scope_as_shown and self.settled.items() <= draft.settled.items()


@router.get("/programmes/{slug}/trackers/{number}/preview")
@permission(Action.SET_UP)
def preview(request: Request, slug: str, number: Number) -> Response:
    """What would be new, changed, left alone and left out, each with its cell; nothing is written."""
    with reading(request, Action.SET_UP) as (session, actor):
        _, draft = find(session, actor, slug, number)
    if draft.state is not LoadState.READ:
        return RedirectResponse(tracker_path(slug, number), 303)
    return _page(request, slug, number)


@router.post("/programmes/{slug}/trackers/{number}/doubts")
@permission(Action.SET_UP)
def settle(request: Request, slug: str, number: Number, form: Annotated[FormData, Depends(posted_columns)]) -> Response:
    """The answers kept, and whether the file is the whole plan (303 to the preview); 422 for what was not asked."""
    with reading(request, Action.SET_UP) as (session, actor):
        opened = open_draft(session, actor, slug, number)
    said = _answered(form)
    if said is None:
        return _page(request, slug, number, status=422, problem=UNASKED)
    _keep(request, opened, said)
    return RedirectResponse(f"{opened.home}/preview", 303)


@router.post(_LOAD)
@permission(Action.SET_UP)
def load(request: Request, slug: str, number: Number, form: Annotated[FormData, Depends(posted_columns)]) -> Response:
    """The file in the record as one entry (303 to its report), also when asked twice; 409 when it is not as seen.

    Answers that come with it and were not kept before are kept, and shown before anything is loaded. 422 while cells
    look like personal data and nobody says that it has to stand there.
    """
    typed = {name: texts[-1] for name, texts in answers(form).items()}
    said, before = _answered(form), frozenset(typed.get("lines", "").split())
    if said is None:
        return _page(request, slug, number, status=422, problem=UNASKED)
    with reading(request, Action.SET_UP) as (session, actor):
        _, draft = find(session, actor, slug, number)
        if draft.state is LoadState.LOADED:
            return RedirectResponse(tracker_path(slug, number), 303)
        opened = open_draft(session, actor, slug, number)
    if not said.is_kept(opened.draft):
        _keep(request, opened, said)
        return _page(request, slug, number, status=409, before=before, answered=True)
    personal = warned(opened.workbook)
    if personal.cells and typed.get(CHECKED) != "yes":
        return _page(request, slug, number, status=422, problem=NOT_CHECKED, at=CHECKED)
    try:
        found = opened.found()
        with writing(request, Action.SET_UP) as (session, actor):
            _load(session, actor, opened, found, typed.get("seen", ""), personal)
    except (NotAsSeen, Unreadable, Invalid):
        return _page(request, slug, number, status=409, before=before)
    return RedirectResponse(opened.home, 303)


def _load(session: Session, actor: Actor, opened: Opened, found: FoundTracker, as_seen: str, personal: Warned) -> None:
    """The load, and in the same transaction the note that what looks like personal data was confirmed."""
    held = tracker_loads.held(session, actor, opened.programme.slug, opened.draft.number)
    if held.state is LoadState.LOADED:
        return
    if (held.columns, held.settled, held.scope) != (opened.draft.columns, opened.draft.settled, opened.draft.scope):
        raise NotAsSeen
    if seen(_said(_loaded(session, actor, opened, found, held))) != as_seen:
        raise NotAsSeen
    if personal.cells:
        kind, facts = SecurityKind.PERSONAL_DATA_CONFIRMED, {"kinds": personal.kinds, "route": _LOAD}
        security_log.note(session, kind, person=actor.uid, programme_id=opened.programme.id, **facts)


def _loaded(session: Session, actor: Actor, opened: Opened, found: FoundTracker, draft: Draft) -> ImportReport:
    slug, said = opened.programme.slug, opened.corrections
    return load_tracker(
        session, actor, slug, found, as_at=draft.as_at, scope=draft.scope, corrections=said, draft=draft
    )


def _said(report: ImportReport) -> LoadReport:
    return cast(LoadReport, report.to_json())


def _would(request: Request, opened: Opened, found: FoundTracker) -> LoadReport:
    """What a load would do: done, told and undone."""
    with writing(request, Action.SET_UP) as (session, actor):
        report = _loaded(session, actor, opened, found, opened.draft)
        session.rollback()
    return _said(report)


def _answered(form: FormData) -> Answered | None:
    """What the form answers; None when it answers what nobody asked.

    A key or a code that the file has not got settles nothing when it is read.
    """
    typed = {name: texts[-1] for name, texts in answers(form).items() if texts[-1] and name not in _BESIDE}
    scope, shown = typed.pop("scope", None), typed.pop("shown", None)
    if scope not in (None, *Scope) or not all(map(_is_answer, typed.items())):
        return None
    settled = {name.removeprefix(_DOUBT): code for name, code in typed.items()}
    return Answered(settled, Scope(scope) if scope else None, scope in (None, shown))


def _is_answer(answer: tuple[str, str]) -> bool:
    name, code = answer
    return bool(_ASKED.match(name)) and len(name) <= MAX_LINE and len(code) <= MAX_LINE


def _keep(request: Request, opened: Opened, said: Answered) -> None:
    with writing(request, Action.SET_UP) as (session, actor):
        slug, number = opened.programme.slug, opened.draft.number
        tracker_loads.correct(session, actor, slug, number, settled=said.settled, scope=said.scope)


def _page(
    request: Request,
    slug: str,
    number: int,
    *,
    status: int = 200,
    problem: str | None = None,
    at: str = "",
    before: frozenset[str] | None = None,
    answered: bool = False,
) -> Response:
    """The preview; `before` are the lines that were seen when it is not what it was, or was `answered` meanwhile."""
    with reading(request, Action.SET_UP) as (session, actor):
        opened = open_draft(session, actor, slug, number)
        again = tracker_loads.loaded_before(session, opened.programme.id, opened.draft.sha256)
    try:
        report = _would(request, opened, opened.found())
    except (Unreadable, Refused, Invalid) as refused:
        return render(request, "trackers/not_loadable.html", 422, opened=opened, why=str(refused))
    return render(
        request,
        "trackers/preview.html",
        status,
        opened=opened,
        report=report,
        told=told(report),
        personal=warned(opened.workbook),
        scope=Scope(report["scope"]),
        scopes=tuple(Choice(scope, words.capitalize()) for scope, words in SCOPES.items()),
        seen=seen(report),
        lines=" ".join(lines(report)),
        different=differences(before, report) if before is not None else None,
        answered=answered,
        again=again,
        problems={at: problem} if problem else {},
    )
