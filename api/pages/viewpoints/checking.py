"""The check that stands before a partner's view is printed: for personal data, and for nothing else."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import Choice, bind
from api.frame import as_at_frame
from api.guard import permission
from api.pages.viewpoints.worded import called
from api.personal_data import IN_WORDS
from api.render import render
from wsoa import snapshot
from wsoa.access import Action
from wsoa.change import Change
from wsoa.errors import Unseen
from wsoa.personal_data import patterns_in
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions.viewpoints import ViewpointPosition
from wsoa.snapshot.viewpoints import viewpoints
from wsoa.text import Number, Words
from wsoa.viewpoints import check_view

router = APIRouter()

CLEAN, PERSONAL = "yes", "no"
ANSWERS = (
    Choice(CLEAN, "It holds no personal data", "It is printed as it stands, under their name."),
    Choice(PERSONAL, "It holds personal data", "It goes back to them with your words below. Only they can change it."),
)
LABELS = {"wording": "What they say", "clean": "What you found", "reason": "Where it stands"}


class CheckChange(Change):
    """What somebody found, and where."""

    clean: Annotated[bool, Field(title="What you found")]
    reason: Words = Field(default="", title="Where it stands")


@dataclass(frozen=True, slots=True)
class ToCheck:
    """A view somebody checks, what it stands beside, and the newest check that was seen."""

    found: Snapshot
    view: ViewpointPosition
    called: str
    seen: int

    @property
    def noticed(self) -> tuple[tuple[str, str], ...]:
        """What the tracker itself takes for personal data: what it looks like, and the words."""
        text = self.view.wording
        return tuple((IN_WORDS[each.kind], text[each.start : each.stop]) for each in patterns_in(text))


@router.get("/programmes/{slug}/views/{number}/check")
@permission(Action.CHECK_VIEW)
def check_form(request: Request, slug: str, number: Number) -> Response:
    """The view with the question what it holds."""
    return _form(request, slug, number)


@router.post("/programmes/{slug}/views/{number}/check")
@permission(Action.CHECK_VIEW)
def check(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The check made (303, to all views), or the form again: 422 refused, 409 when the view or its check is newer."""
    posted = sent(form)
    change, problems = bind(CheckChange, posted.typed)
    if change is None:
        return _form(request, slug, number, posted, NotSaved(422, problems))
    saved = attempt(
        request,
        Action.CHECK_VIEW,
        lambda session, actor: check_view(
            session,
            actor,
            slug,
            number,
            version=posted.seen,
            clean=change.clean,
            reason=change.reason,
            seen=posted.seen_terms,
            token=posted.token or None,
        ),
    )
    if isinstance(saved, NotSaved):
        return _form(request, slug, number, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/views#view-{number}", 303)


def _form(
    request: Request, slug: str, number: int, posted: Sent | None = None, why: NotSaved | None = None
) -> Response:
    asked = _to_check(request, slug, number)
    now = fresh(_standing(asked.view), asked.view.written.sequence, asked.seen)
    mine = Sent(_as_read(asked.view, posted), posted.seen, posted.seen_terms, posted.token) if posted else None
    filled = refused(mine, why, now, LABELS, _say) if mine and why else now
    return render(
        request,
        "viewpoints/check.html",
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, asked.found, request.scope["path"], asked.found.as_at),
        asked=asked,
        answers=ANSWERS,
        filled=filled,
        problems=filled.problems,
        back=f"/programmes/{slug}/views",
    )


def _to_check(request: Request, slug: str, number: int) -> ToCheck:
    with reading(request, Action.CHECK_VIEW) as (session, actor):
        found = snapshot.load(session, actor, slug)
        view = next((each for each in viewpoints(session, actor, slug) if each.number == number), None)
        if view is None:
            raise Unseen("view")
        seen = snapshot.seen(session, actor, slug, "viewpoint_check", number)
    return ToCheck(found, view, called(view.beside, found), seen)


def _standing(view: ViewpointPosition) -> Typed:
    """What was found in what they say now, and their words, so that both versions stand side by side."""
    found = view.check
    said = {"clean": [CLEAN if found.clean else PERSONAL], "reason": [found.written.reason or ""]} if found else {}
    return {"wording": [view.wording], **said}


def _as_read(view: ViewpointPosition, posted: Sent) -> Typed:
    """The answers, with the version that they are about."""
    read = next((each.wording for each in view.versions if each.written.sequence == posted.seen), "")
    return {**posted.typed, "wording": [read]}


def _say(name: str, typed: Typed) -> str:
    text = next(iter(typed.get(name, ())), "")
    return {each.value: each.text for each in ANSWERS}.get(text, text) if name == "clean" else text
