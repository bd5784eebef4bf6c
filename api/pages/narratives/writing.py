"""Writing a section: one text with its marks, what can be cited beside it, and a preview as it will be printed."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import Filled, NotSaved, Sent, attempt, fresh, refused, sent
from api.forms import bind
from api.frame import as_at_frame
from api.guard import permission
from api.pages.narratives.cited import Picks, to_cite
from api.pages.narratives.told import Printed, printed
from api.render import render
from api.standing import Links
from wsoa import snapshot
from wsoa.access import Action
from wsoa.errors import Unseen
from wsoa.narratives import HEADINGS, SectionChange, write_section
from wsoa.snapshot import Snapshot
from wsoa.snapshot.citable import Citable, citable
from wsoa.snapshot.positions import WeaknessPosition
from wsoa.snapshot.positions.narrated import SectionPosition
from wsoa.snapshot.sections import section_history
from wsoa.terms import SectionKind
from wsoa.text import Number

router = APIRouter()

LABELS = {"text": "The section"}
PREVIEW = "preview"


@dataclass(frozen=True, slots=True)
class Opened:
    """What the form is drawn from: the programme today, the section that stands (None: unwritten), what it may cite."""

    found: Snapshot
    links: Links
    weakness: WeaknessPosition
    kind: SectionKind
    stands: SectionPosition | None
    behind: Citable

    @property
    def text(self) -> str:
        """What stands there now."""
        return self.stands.text if self.stands else ""

    @property
    def back(self) -> str:
        """Where the section stands with the others."""
        return f"{self.links.home}/narratives/areas/{self.weakness.number}#{self.kind}"


@router.get("/programmes/{slug}/narratives/areas/{number}/sections/{kind}/write")
@permission(Action.WRITE_NARRATIVE)
def write_form(request: Request, slug: str, number: Number, kind: SectionKind) -> Response:
    """The form on what stands."""
    opened = _opened(request, slug, number, kind)
    return _render(request, opened, _now(opened))


@router.post("/programmes/{slug}/narratives/areas/{number}/sections/{kind}/write")
@permission(Action.WRITE_NARRATIVE)
def write(request: Request, slug: str, number: Number, kind: SectionKind, form: Form) -> Response:
    """The section saved (303); shown as it will be printed, which saves nothing; or again: 422 refused, 409 beside."""
    posted = sent(form)
    typed = {name: texts for name, texts in posted.typed.items() if name != "do"}
    change, problems = bind(SectionChange, typed)
    if change is None:
        return _again(request, _opened(request, slug, number, kind), posted, NotSaved(422, problems))
    if posted.text("do") == PREVIEW:
        return _previewed(request, _opened(request, slug, number, kind), posted, change)
    saved = attempt(
        request,
        Action.WRITE_NARRATIVE,
        lambda session, actor: write_section(
            session, actor, slug, number, kind, change, seen=posted.seen, token=posted.token or None
        ),
    )
    if isinstance(saved, NotSaved):
        return _again(request, _opened(request, slug, number, kind), posted, saved)
    return RedirectResponse(f"/programmes/{slug}/narratives/areas/{number}#{kind}", 303)


def _opened(request: Request, slug: str, number: int, kind: SectionKind) -> Opened:
    with reading(request, Action.WRITE_NARRATIVE) as (session, actor):
        found = snapshot.load(session, actor, slug)
        weakness = next((each for each in found.weaknesses if each.number == number), None)
        if weakness is None:
            raise Unseen("area of weakness")
        versions = section_history(session, actor, slug, number, kind)
        behind = citable(session, actor, found)
    stands = max(versions, key=lambda each: each.written.sequence, default=None)
    return Opened(found, Links(f"/programmes/{slug}", None), weakness, kind, stands, behind)


def _now(opened: Opened) -> Filled:
    return fresh({"text": [opened.text]}, opened.stands.written.sequence if opened.stands else 0)


def _again(request: Request, opened: Opened, posted: Sent, why: NotSaved) -> Response:
    return _render(request, opened, refused(posted, why, _now(opened), LABELS), why.status)


def _previewed(request: Request, opened: Opened, posted: Sent, change: SectionChange) -> Response:
    """What was typed, above the same form: what its writer had seen stays what it was, and nothing is saved."""
    filled = Filled(posted.typed, posted.seen, posted.token or _now(opened).token)
    shown = printed(opened.found, opened.links, change.text, opened.behind)
    return _render(request, opened, filled, preview=shown)


def _render(
    request: Request, opened: Opened, filled: Filled, status: int = 200, preview: Printed | None = None
) -> Response:
    found = opened.found
    return render(
        request,
        "narratives/write.html",
        status,
        frame=as_at_frame(request.state.frame, found, request.scope["path"], found.as_at),
        opened=opened,
        heading=HEADINGS[opened.kind],
        action=request.scope["path"],
        filled=filled,
        problems=filled.problems,
        preview=preview,
        picks=_picks(opened),
        back=opened.back,
    )


def _picks(opened: Opened) -> tuple[Picks, ...]:
    return to_cite(opened.found, opened.links, opened.behind, opened.weakness.number)
