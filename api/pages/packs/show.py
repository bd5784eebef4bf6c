"""One pack: a draft as it would be issued, an issued one from what was frozen; its file, the same bytes for ever."""

import re
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.downloads import handed_over
from api.errors import Refusal, refuse
from api.guard import permission
from api.packs import Opened, contents_of, leaders, open_pack
from api.pages.packs.arrivals import Arrival, in_words
from api.pages.releases.opened import SoFar, pack_so_far
from api.pages.reports import preview_template
from api.render import render
from api.standing import Standing, as_it_stood_with
from wsoa import snapshot
from wsoa.access import Action, Actor, Whose, reaches
from wsoa.errors import Unseen
from wsoa.issued import arrived_since, may_clear, says_draft
from wsoa.snapshot.issued import frozen, questions
from wsoa.snapshot.positions import PackPosition, QuestionPosition
from wsoa.terms import PackState
from wsoa.text import Number

router = APIRouter()

KIND = "docx"
ERASED = Refusal(
    410,
    "This file was erased",
    "It held words that two people agreed to take out of the record, and could not be made again without them.",
    "Read the pack as it was issued. If you have kept a copy of this file, delete it.",
)


@dataclass(frozen=True, slots=True)
class May:
    """What the reader may do about the pack; on a page about the past nothing."""

    prepare: bool = False
    clear: bool = False
    ask: bool = False
    compare: bool = False
    release: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A pack and all that its page tells. `leaders` are who could clear it, None where that need not be told.

    Any: each report has its own contents.
    """

    opened: Opened
    contents: Any
    may: May
    questions: tuple[QuestionPosition, ...]
    arrivals: tuple[Arrival, ...]
    leaders: tuple[str, ...] | None
    released: SoFar | None = None

    @property
    def sent_as_drafts(self) -> frozenset[str]:
        """The digests of the files that were sent though they say they are drafts."""
        sent = self.opened.pack.amendments
        return frozenset(each.file_digest for each in sent if says_draft(each.differences))


@router.get("/programmes/{slug}/packs/{number}")
@permission(Action.READ_PACK)
def pack(request: Request, slug: str, number: Number) -> Response:
    """The pack as a web page, in the words of its file: as today has it whatever date is asked for."""

    def read(session: Session, actor: Actor, standing: Standing) -> Shown:
        return _read(session, actor, open_pack(session, actor, slug, number), is_today=standing.links.as_at is None)

    def page(standing: Standing, shown: Shown) -> Response:
        opened = shown.opened
        return render(
            request,
            "packs/show.html",
            standing=standing,
            shown=shown,
            opened=opened,
            pack=opened.pack,
            contents=shown.contents,
            drawn=preview_template(opened.pack.report),
            questions=shown.questions,
            asking=f"{request.scope['path']}/ask" if shown.may.ask else "",
            milestones_at=f"{request.scope['path']}/milestones/" if opened.pack.issued else "",
        )

    return as_it_stood_with(request, slug, read, page, action=Action.READ_PACK)


@router.get("/programmes/{slug}/packs/{number}/file")
@permission(Action.READ_PACK)
def pack_file(request: Request, slug: str, number: Number) -> Response:
    """The Word file: as it was issued (with `?amended=` as lodged; 410 once that was erased); of a draft, marked so."""
    with reading(request, Action.READ_PACK) as (session, actor):
        opened = open_pack(session, actor, slug, number)
        if not opened.pack.issued:
            lodged, content = None, opened.report.writers[KIND](contents_of(session, actor, opened), mark="DRAFT")
        else:
            lodged = _lodged(opened.pack, request.query_params.get("amended"))
            if any(each.file_digest == lodged and each.erased_on for each in opened.pack.amendments):
                return refuse(request.scope, ERASED)
            content = frozen(session, actor, slug, lodged or opened.pack.file_digest or "")
    return handed_over(request, f"packs/{number}", content, file_name(opened, "-as-sent" if lodged else ""), KIND)


def file_name(opened: Opened, ending: str = "") -> str:
    """What its file is called: northmere-board-report-7-version-1.docx. Plain ASCII whatever comes in."""
    number, version = opened.place
    which = f"{number}-version-{version}" + ("" if opened.pack.issued else "-draft")
    return re.sub(r"[^a-z0-9.-]", "-", f"{opened.found.slug}-{opened.pack.report}-{which}{ending}.{KIND}".lower())


def _lodged(pack: PackPosition, asked: str | None) -> str | None:
    """The digest of the edited file that is asked for by its place, from 1; None: the issued one is. Raises Unseen."""
    if asked is None:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < 5 and 1 <= int(asked) <= len(pack.amendments)):
        raise Unseen("file")
    return pack.amendments[int(asked) - 1].file_digest


def _read(session: Session, actor: Actor, opened: Opened, *, is_today: bool) -> Shown:
    slug, pack = opened.found.slug, opened.pack
    waits = pack.state in (PackState.DRAFT, PackState.CLEARED)
    may = _may(session, actor, opened) if is_today else May()
    arrived = arrived_since(session, actor, slug, pack.number, pack.known_by) if waits else ()
    asked = questions(session, actor, slug) if pack.issued else ()
    return Shown(
        opened=opened,
        contents=contents_of(session, actor, opened) if waits or pack.issued else None,
        may=may,
        questions=tuple(each for each in asked if each.pack == pack.number),
        arrivals=in_words(arrived, opened.found),
        leaders=leaders(session, actor, slug) if may.prepare and pack.state is PackState.DRAFT else None,
        released=pack_so_far(session, actor, opened.found, pack) if may.release else None,
    )


def _may(session: Session, actor: Actor, opened: Opened) -> May:
    programme = snapshot.open_programme(session, actor, opened.found.slug)
    number, state = opened.pack.number, opened.pack.state
    return May(
        prepare=reaches(actor, Action.PREPARE_PACK, programme.id),
        clear=state is PackState.DRAFT and may_clear(session, actor, programme.slug, number),
        ask=opened.pack.issued and reaches(actor, Action.ASK_QUESTION, programme.id),
        compare=opened.pack.issued and reaches(actor, Action.READ_WORKING, programme.id),
        release=opened.pack.issued and reaches(actor, Action.PROPOSE_RELEASE, programme.id, Whose()),
    )
