"""One piece of evidence: what it is, what it speaks for, its files, and how far it has come on its way to readers."""

from collections.abc import Sequence
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
from wsoa.access import Action, Actor
from wsoa.erasure import may_ask
from wsoa.errors import Unseen
from wsoa.evidence import evidence_of_theirs, may_check, why_not_decide
from wsoa.released import held_back, withdraw_release
from wsoa.snapshot import Snapshot
from wsoa.snapshot.files import evidence_files, opens
from wsoa.snapshot.positions import EvidencePosition, MilestonePosition
from wsoa.snapshot.positions.files import EvidenceFiles, FilePosition
from wsoa.snapshot.positions.released import Releasable, ReleasePosition, ReleaseStep
from wsoa.snapshot.release_steps import release_steps
from wsoa.terms import ReleaseState
from wsoa.text import Number

router = APIRouter()

GOES_BACK = {
    ReleaseState.RELEASED: "It is released. Saving this withdraws the release at once; propose it again when it may "
    "go out.",
    ReleaseState.PROPOSED: "It is proposed for release. Saving this takes the proposal back; propose it again when it "
    "may go out.",
}
"""What is told before a step that takes a release back with it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence for one reader: `opens` is whether they may open what may hold personal data.

    `to_check` is the file somebody decides about, `may_check` whether the reader does, and `why_not` why they cannot.
    `may_erase` is whether they may ask that something of it is erased. `release` is how far its release has come, for
    who may change it or decide about its file.
    """

    position: EvidencePosition
    files: EvidenceFiles | None
    given: SoFar | None
    opens: bool
    may_change: bool
    to_check: FilePosition | None = None
    may_check: bool = False
    why_not: str | None = None
    may_erase: bool = False
    release: ReleasePosition | None = None

    @property
    def goes_back(self) -> str | None:
        """What is told before its release goes back; None where nothing is released or proposed."""
        return GOES_BACK.get(self.release.state) if self.release else None

    @property
    def went_back(self) -> ReleaseStep | None:
        """How its release was withdrawn with what was done here, where it has not been proposed since."""
        last = self.release.last if self.release else None
        here = last and last.state is ReleaseState.WITHDRAWN and last.written.command != withdraw_release.__name__
        return last if here else None

    @property
    def held_back(self) -> str | None:
        """Why its file keeps it from being released."""
        return held_back(self.files)

    def may_read(self, file: FilePosition) -> bool:
        """Whether the reader gets that file."""
        return self.opens or (self.files is not None and self.files.is_read(file))


def found_in(snap: Snapshot, number: int) -> EvidencePosition:
    """The piece of the snapshot with that number. Raises Unseen."""
    for each in snap.evidence:
        if each.number == number:
            return each
    raise Unseen("piece of evidence")


def opened(session: Session, actor: Actor, snap: Snapshot, number: int, *, today: bool = True) -> Piece:
    """The piece as the actor has it. Raises Unseen and Barred."""
    position = found_in(snap, number)
    programme = snapshot.open_programme(session, actor, snap.slug)
    files = evidence_files(session, actor, snap.slug, as_at=snap.as_at, known_by=snap.known_by).get(number)
    may_open = opens(session, actor, programme.id, number)
    if not today:
        return Piece(position, files, None, may_open, may_change=False)
    candidate = files.candidate if files else None
    may_change = number in evidence_of_theirs(session, actor, snap)
    checks = may_check(session, actor, programme.id, number)
    steps = release_steps(session, programme.id, Releasable.EVIDENCE, number) if may_change or checks else ()
    return Piece(
        position,
        files,
        released_so_far(session, actor, snap).get(number),
        may_open,
        may_change=may_change,
        to_check=candidate,
        may_check=checks,
        why_not=why_not_decide(session, actor, programme.id, number, candidate.digest) if candidate else None,
        may_erase=may_ask(session, actor, programme.id, "evidence", number),
        release=next(iter(steps), None),
    )


def citing(snap: Snapshot, number: int) -> tuple[Sequence[MilestonePosition], Sequence[int]]:
    """The milestones whose newest update cites it, and the areas of weakness whose impact is judged on it."""
    cited = [each for each in snap.milestones if each.update and number in each.update.evidence]
    return cited, [each.weakness for each in snap.impacts if number in each.evidence]


@router.get("/programmes/{slug}/evidence/{number}")
@permission(Action.READ_WORKING)
def piece(request: Request, slug: str, number: Number) -> Response:
    """The piece as it stood."""

    def read(session: Session, actor: Actor, standing: Standing) -> Piece:
        return opened(session, actor, standing.snapshot, number, today=standing.links.as_at is None)

    def page(standing: Standing, found: Piece) -> Response:
        snap = standing.snapshot
        milestones, weaknesses = citing(snap, number)
        return render(
            request,
            "evidence/piece.html",
            standing=standing,
            piece=found.position,
            found=found,
            files=found.files,
            marks=marks(found.position, found.files, snap.as_at),
            klass=CLASSES[found.position.klass] if found.position.klass else "",
            kind_and_size=kind_and_size,
            cited_by=milestones,
            judged_on=[each for each in snap.weaknesses if each.number in weaknesses],
        )

    return as_it_stood_with(request, slug, read, page)
