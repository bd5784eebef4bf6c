"""Comments beside a section: made by the team, and by a partner who is asked; answered and closed by the team."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import Filled, NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import bind
from api.frame import as_at_frame
from api.guard import permission
from api.pages.narratives.told import AreaTold, NarrativesRead, SectionTold, area_told, narratives_read
from api.render import render
from api.standing import Links
from wsoa import snapshot
from wsoa.access import Action
from wsoa.errors import Barred, Unseen
from wsoa.narratives import CommentAnswerChange, CommentChange, answer_comment, comment_on_section
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions.narrated import CommentPosition
from wsoa.terms import SectionKind
from wsoa.text import Number

router = APIRouter()

_ANSWER = {"answer": "What became of it", "closed": "Closed"}


@dataclass(frozen=True, slots=True)
class Beside:
    """The programme today, the area and the section a form is about, and what its reader may."""

    found: Snapshot
    area: AreaTold
    section: SectionTold
    read: NarrativesRead

    @property
    def back(self) -> str:
        """Where the section stands with its comments."""
        return f"/programmes/{self.found.slug}/narratives/areas/{self.area.weakness.number}#{self.section.kind}"


@router.get("/programmes/{slug}/narratives/areas/{number}/sections/{kind}/comment")
@permission(Action.COMMENT_NARRATIVE)
def comment_form(request: Request, slug: str, number: Number, kind: SectionKind) -> Response:
    """The form for a comment, below the section as it will be printed."""
    return _comment_form(request, _beside(request, slug, number, kind), fresh({}))


@router.post("/programmes/{slug}/narratives/areas/{number}/sections/{kind}/comment")
@permission(Action.COMMENT_NARRATIVE)
def comment(request: Request, slug: str, number: Number, kind: SectionKind, form: Form) -> Response:
    """The comment made (303), or the form again (422)."""
    posted = sent(form)
    change, problems = bind(CommentChange, posted.typed)
    saved: int | NotSaved = NotSaved(422, problems)
    if change is not None:
        saved = attempt(
            request,
            Action.COMMENT_NARRATIVE,
            lambda session, actor: comment_on_section(
                session, actor, slug, number, kind, change, token=posted.token or None
            ),
        )
    beside = _beside(request, slug, number, kind)
    if isinstance(saved, NotSaved):
        return _comment_form(request, beside, refused(posted, saved, fresh({}), {"wording": "Comment"}), saved.status)
    return RedirectResponse(beside.back, 303)


@router.get("/programmes/{slug}/narratives/comments/{number}/answer")
@permission(Action.COMMENT_NARRATIVE)
def answer_form(request: Request, slug: str, number: Number) -> Response:
    """The form on what is known to have become of the comment."""
    return _answer_form(request, slug, number)


@router.post("/programmes/{slug}/narratives/comments/{number}/answer")
@permission(Action.COMMENT_NARRATIVE)
def answer(request: Request, slug: str, number: Number, form: Form) -> Response:
    """What became of the comment (303), or the form again: 422 refused, 409 beside theirs."""
    posted = sent(form)
    change, problems = bind(CommentAnswerChange, posted.typed)
    if change is None:
        return _answer_form(request, slug, number, posted, NotSaved(422, problems))
    saved = attempt(
        request,
        Action.COMMENT_NARRATIVE,
        lambda session, actor: answer_comment(
            session, actor, slug, number, change, seen=posted.seen, token=posted.token or None
        ),
    )
    if isinstance(saved, NotSaved):
        return _answer_form(request, slug, number, posted, saved)
    return RedirectResponse(_made(request, slug, number)[0].back, 303)


def _beside(request: Request, slug: str, number: int, kind: SectionKind) -> Beside:
    """The section, for whoever may read it now. Raises Unseen and Barred."""
    with reading(request, Action.COMMENT_NARRATIVE) as (session, actor):
        found = snapshot.load(session, actor, slug)
        read = narratives_read(session, actor, found, Links(f"/programmes/{slug}", None))
    return _of(found, read, number, kind)


def _of(found: Snapshot, read: NarrativesRead, number: int, kind: SectionKind) -> Beside:
    area = area_told(found, Links(f"/programmes/{found.slug}", None), read, number)
    return Beside(found, area, next(each for each in area.sections if each.kind is kind), read)


def _made(request: Request, slug: str, number: int) -> tuple[Beside, CommentPosition]:
    """The comment beside its section, for whoever answers comments. Raises Unseen and Barred."""
    with reading(request, Action.COMMENT_NARRATIVE) as (session, actor):
        found = snapshot.load(session, actor, slug)
        read = narratives_read(session, actor, found, Links(f"/programmes/{slug}", None))
    made = next((each for each in read.comments if each.number == number), None)
    if made is None:
        raise Unseen("comment")
    if not read.may_answer:
        raise Barred("answer a comment")
    return _of(found, read, made.weakness, made.section), made


def _comment_form(request: Request, beside: Beside, filled: Filled, status: int = 200) -> Response:
    return _render(request, "narratives/comment.html", beside, filled, status)


def _answer_form(
    request: Request, slug: str, number: int, posted: Sent | None = None, why: NotSaved | None = None
) -> Response:
    beside, made = _made(request, slug, number)
    now = fresh(_stands(made), made.answered.sequence if made.answered else 0)
    filled = refused(posted, why, now, _ANSWER, _say) if posted and why else now
    return _render(request, "narratives/answer.html", beside, filled, why.status if why else 200, made)


def _stands(made: CommentPosition) -> Typed:
    return {"answer": [made.answer or ""], "closed": ["true"] if made.closed else []}


def _say(name: str, typed: Typed) -> str:
    given = next(iter(typed.get(name, ())), "")
    return ("Closed" if given else "Open") if name == "closed" else given


def _render(
    request: Request, template: str, beside: Beside, filled: Filled, status: int, made: CommentPosition | None = None
) -> Response:
    return render(
        request,
        template,
        status,
        frame=as_at_frame(request.state.frame, beside.found, request.scope["path"], beside.found.as_at),
        beside=beside,
        made=made,
        action=request.scope["path"],
        filled=filled,
        problems=filled.problems,
        back=beside.back,
    )
