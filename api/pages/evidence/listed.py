"""Every piece of evidence by its number, with its file; narrowed by what it speaks of or for."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.file_words import kind_and_size
from api.guard import permission
from api.pages.evidence.told import marks
from api.pages.record import CLASSES
from api.pages.releases.opened import SoFar, released_so_far
from api.render import render
from api.standing import Standing, as_it_stood_with
from wsoa import snapshot
from wsoa.access import Action, Actor, reaches
from wsoa.evidence import evidence_of_theirs
from wsoa.snapshot import Snapshot
from wsoa.snapshot.files import evidence_files
from wsoa.snapshot.positions import EvidencePosition
from wsoa.snapshot.positions.files import EvidenceFiles

router = APIRouter()

UNCLASSED, EXPIRED, WITHDRAWN, STANDS = "none", "expired", "withdrawn", "stands"
SHOWN = {
    STANDS: "What stands",
    EXPIRED: "Expired",
    WITHDRAWN: "Withdrawn",
    "waits": "Waits for a second person",
}


@dataclass(frozen=True, slots=True)
class Kept:
    """What the list needs beside the position."""

    files: Mapping[int, EvidenceFiles]
    given: Mapping[int, SoFar]
    mine: frozenset[int]
    may_add: bool


@router.get("/programmes/{slug}/evidence")
@permission(Action.READ_WORKING)
def evidence(request: Request, slug: str) -> Response:
    """Every piece of evidence as it stood, or what `?class=`, `?weakness=` and `?show=` ask for.

    `?recorded=` tells the number that was just given.
    """

    def page(standing: Standing, kept: Kept) -> Response:
        snap, told, asked = standing.snapshot, request.query_params.get("recorded"), dict(request.query_params)
        return render(
            request,
            "evidence/list.html",
            standing=standing,
            classes=CLASSES,
            may_change=kept.may_add,
            mine=kept.mine,
            given=kept.given,
            pieces=[each for each in snap.evidence if _is_asked(each, kept.files.get(each.number), snap, asked)],
            files={number: _file_words(each) for number, each in kept.files.items()},
            marks={each.number: marks(each, kept.files.get(each.number), snap.as_at) for each in snap.evidence},
            asked=asked,
            shown=SHOWN,
            every_class=[(klass or UNCLASSED, words) for klass, words in CLASSES.items()],
            every_weakness=[(str(each.number), f"{each.ref} {each.wording}".strip()) for each in snap.weaknesses],
            recorded=next((each for each in snap.evidence if kept.may_add and str(each.number) == told), None),
        )

    return as_it_stood_with(request, slug, _read, page)


def _read(session: Session, actor: Actor, standing: Standing) -> Kept:
    snap, today = standing.snapshot, standing.links.as_at is None
    files = evidence_files(session, actor, snap.slug, as_at=snap.as_at, known_by=snap.known_by)
    if not today:
        return Kept(files, {}, frozenset(), may_add=False)
    programme = snapshot.open_programme(session, actor, snap.slug)
    return Kept(
        files,
        released_so_far(session, actor, snap),
        evidence_of_theirs(session, actor, snap),
        may_add=reaches(actor, Action.RECORD_EVIDENCE, programme.id),
    )


def _file_words(files: EvidenceFiles) -> str:
    file = files.now.file if files.now else None
    return kind_and_size(file.kind, file.size) if file else ""


def _is_asked(piece: EvidencePosition, files: EvidenceFiles | None, snap: Snapshot, asked: Mapping[str, str]) -> bool:
    """Whether the piece answers every question of the query; an unknown answer is no question."""
    klass, weakness, show = (asked.get(name) for name in ("class", "weakness", "show"))
    expired = piece.expires is not None and piece.expires < snap.as_at
    shown = {
        STANDS: piece.withdrawn is None and not expired,
        EXPIRED: expired,
        WITHDRAWN: piece.withdrawn is not None,
        "waits": files is not None and files.undecided is not None,
    }
    return (
        (klass not in {UNCLASSED, *(each.value for each in CLASSES if each)} or (piece.klass or UNCLASSED) == klass)
        and (weakness not in {str(each.number) for each in snap.weaknesses} or weakness in map(str, piece.weaknesses))
        and shown.get(show or "", True)
    )
