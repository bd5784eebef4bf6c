"""A released pack: its frozen words, the file it was issued as, and what it says of each milestone."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.as_issued import milestone_as_issued
from api.dependencies import reading
from api.downloads import handed_over
from api.guard import permission
from api.pages.released.framed import framed_for_reader
from api.pages.released.told import by_roles, title_of, told
from api.pages.reports import preview_template
from api.render import render
from exports import catalogue
from exports.frozen import thawed
from wsoa.access import Action, reaches
from wsoa.snapshot.positions.released import ReleasedEvidence, ReleasedPack
from wsoa.snapshot.released import released, released_file, released_pack
from wsoa.text import Number

router = APIRouter()

KIND = "docx"


@dataclass(frozen=True, slots=True)
class Shown:
    """A released pack by its frozen name. `evidence_at`: where evidence stands that is released to the reader."""

    pack: ReleasedPack
    called: str
    about: tuple[str, ...]
    evidence_at: Mapping[str, str]


@router.get("/programmes/{slug}/released/packs/{number}")
@permission(Action.READ_RELEASED_PACKS)
def pack(request: Request, slug: str, number: Number) -> Response:
    """The pack in the words in which it was issued, and nothing that the record says today."""
    shown = _read(request, slug, number)
    report, here = catalogue.report(shown.pack.report), request.scope["path"]
    contents: Any = thawed(report, shown.pack.contents)  # Any: each report has contents of its own
    return render(
        request,
        "released/pack.html",
        shown=shown,
        contents=contents,
        drawn=preview_template(report.key),
        milestones_at=f"{here}/milestones/",
        evidence_at=shown.evidence_at,
        file=f"{here}/file",
        by=by_roles(shown.pack.release),
        told=told(shown.pack.release),
        back=f"/programmes/{slug}/released",
    )


@router.get("/programmes/{slug}/released/packs/{number}/file")
@permission(Action.READ_RELEASED_PACKS)
def pack_file(request: Request, slug: str, number: Number) -> Response:
    """The very Word file that the pack was issued as."""
    with reading(request, Action.READ_RELEASED_PACKS) as (session, actor):
        pack = released_pack(session, actor, slug, number)
        content = released_file(session, actor, slug, number)
    return handed_over(request, f"released/packs/{number}", content, _file_name(pack), KIND)


@router.get("/programmes/{slug}/released/packs/{number}/milestones/{milestone}")
@permission(Action.READ_RELEASED_PACKS)
def milestone(request: Request, slug: str, number: Number, milestone: Number) -> Response:
    """All that the pack says of one milestone."""
    shown = _read(request, slug, number)
    return render(
        request,
        "packs/milestone.html",
        called=shown.called,
        about=shown.about,
        found=milestone_as_issued(shown.pack.contents, milestone),
        questions=(),
        evidence_at=shown.evidence_at,
        asking="",
        back=f"/programmes/{slug}/released/packs/{number}",
    )


def _read(request: Request, slug: str, number: int) -> Shown:
    with reading(request, Action.READ_RELEASED_PACKS) as (session, actor):
        framed_for_reader(request, session, actor, slug, Action.READ_RELEASED_PACKS)
        pack = released_pack(session, actor, slug, number)
        given = released(session, actor, slug) if reaches(actor, Action.READ_RELEASED, request.state.programme) else ()
    pieces = (each.number for each in given if isinstance(each, ReleasedEvidence))
    pages = {f"E{piece}": f"/programmes/{slug}/released/evidence/{piece}" for piece in pieces}
    return Shown(pack, *title_of(pack), pages)


def _file_name(pack: ReleasedPack) -> str:
    """northmere-board-report-7-version-1.docx, by the frozen name. Plain ASCII whatever comes in."""
    said = json.loads(pack.contents)
    return re.sub(r"[^a-z0-9.]+", "-", f"{said['slug']} {said['issued_as'] or pack.report}.{KIND}".lower())
