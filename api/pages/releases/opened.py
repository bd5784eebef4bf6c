"""A release somebody opens: of which pack, narrative or evidence, how far it has come, and what would be released."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from api.narratives import narrative_called
from api.packs import called
from api.pages.releases.looked_through import looked_through
from api.personal_data import Snippet
from exports.parts.wording import day
from wsoa import snapshot
from wsoa.access import Action, Actor, reaches
from wsoa.errors import Unseen
from wsoa.history.freezing import digest_of
from wsoa.released import evidence_in_reach, is_open, may_decide, may_see_to
from wsoa.snapshot import Snapshot
from wsoa.snapshot.issued import frozen, packs
from wsoa.snapshot.narratives import frozen_narrative, narratives
from wsoa.snapshot.positions import EvidencePosition, PackPosition
from wsoa.snapshot.positions.narrated import NarrativePosition
from wsoa.snapshot.positions.released import EvidenceSaid, Releasable, ReleasePosition
from wsoa.snapshot.released import evidence_said, releases, said_by
from wsoa.terms import ReleaseState

Source = PackPosition | EvidencePosition | NarrativePosition


@dataclass(frozen=True, slots=True)
class Thing:
    """A pack, a narrative or a piece of evidence, and its release (None: never proposed), for one reader."""

    what: Releasable
    number: int
    title: str
    about: str
    page: str
    pack: PackPosition | None
    piece: EvidencePosition | None
    narrative: NarrativePosition | None
    release: ReleasePosition | None
    may_propose: bool
    may_decide: bool
    may_withdraw: bool

    @property
    def home(self) -> str:
        """Where its release is seen to, below the programme's own address."""
        return f"/releases/{self.what.value}/{self.number}"

    @property
    def state(self) -> ReleaseState | None:
        """How far the release has come."""
        return self.release.state if self.release else None

    @property
    def seen(self) -> int:
        """What a form opened now has seen."""
        return self.release.seen if self.release else 0

    @property
    def newer(self) -> int | None:
        """The corrected version that has replaced the pack."""
        return self.pack.replaced_by if self.pack else None

    @property
    def needs_reason(self) -> bool:
        """Whether the evidence says how it may be shared, so that releasing it takes a reason."""
        return self.piece is not None and not is_open(self.piece.sensitivity)


@dataclass(frozen=True, slots=True)
class Reading:
    """What would be released: its digest, a piece of evidence in its words, and what looks like personal data."""

    digest: str
    said: EvidenceSaid | None
    snippets: Sequence[Snippet]


@dataclass(frozen=True, slots=True)
class SoFar:
    """How far a release has come, in a few words ("": nobody proposed it); whether the reader may propose it now."""

    words: str
    may_propose: bool


_WORDS = {
    ReleaseState.PROPOSED: "Proposed for release: waits for a second person",
    ReleaseState.RELEASED: "Released",
    ReleaseState.REFUSED: "Proposed for release and refused",
    ReleaseState.WITHDRAWN: "No longer released",
}


def released_so_far(session: Session, actor: Actor, found: Snapshot) -> Mapping[int, SoFar]:
    """The releases of the evidence of the snapshot, by its number; none for who has nothing to do with releases."""
    programme = snapshot.open_programme(session, actor, found.slug)
    if not reaches(actor, Action.KEEP_RELEASES, programme.id):
        return {}
    mine = evidence_in_reach(session, actor, found, Action.PROPOSE_RELEASE)
    known = {each.number: each for each in releases(session, actor, found.slug) if each.what is Releasable.EVIDENCE}
    return {each.number: _so_far(known.get(each.number), each.number in mine) for each in found.evidence}


def pack_so_far(session: Session, actor: Actor, found: Snapshot, pack: PackPosition) -> SoFar:
    """The release of an issued pack. Raises Unseen and Barred."""
    known = (each for each in releases(session, actor, found.slug) if each.what is Releasable.PACK)
    mine = may_see_to(session, actor, found, Action.PROPOSE_RELEASE, Releasable.PACK, pack.number)
    release = next((each for each in known if each.number == pack.number), None)
    return _so_far(release, mine and pack.replaced_by is None)


def narrative_so_far(session: Session, actor: Actor, found: Snapshot, narrative: NarrativePosition) -> SoFar | None:
    """The release of an issued narrative; None of one that is not, and for who has nothing to do with releases."""
    programme = snapshot.open_programme(session, actor, found.slug)
    if not narrative.issued or not reaches(actor, Action.KEEP_RELEASES, programme.id):
        return None
    known = (each for each in releases(session, actor, found.slug) if each.what is Releasable.NARRATIVE)
    mine = may_see_to(session, actor, found, Action.PROPOSE_RELEASE, Releasable.NARRATIVE, narrative.number)
    release = next((each for each in known if each.number == narrative.number), None)
    return _so_far(release, mine and narrative.replaced_by is None)


def _so_far(release: ReleasePosition | None, mine: bool) -> SoFar:
    if release is None:
        return SoFar("", mine)
    return SoFar(_WORDS[release.state], mine and release.state in (ReleaseState.REFUSED, ReleaseState.WITHDRAWN))


def open_thing(session: Session, actor: Actor, slug: str, what: Releasable, number: int) -> tuple[Snapshot, Thing]:
    """The thing, with the programme as it stands. Raises Unseen and Barred."""
    found = snapshot.load(session, actor, slug)
    thing = next((each for each in things(session, actor, found, {(what, number)})), None)
    if thing is None:
        raise Unseen("page")
    return found, thing


def things(
    session: Session, actor: Actor, found: Snapshot, asked: set[tuple[Releasable, int]] | None = None
) -> list[Thing]:
    """Those asked for that can be released (all that ever were proposed), the last seen to first."""
    known = {(each.what, each.number): each for each in releases(session, actor, found.slug)}
    there = _releasable(session, actor, found)
    wanted = list(known) if asked is None else sorted(asked)
    return [_thing(session, actor, found, key, there[key], known.get(key)) for key in wanted if key in there]


def _releasable(session: Session, actor: Actor, found: Snapshot) -> Mapping[tuple[Releasable, int], Source]:
    """All that can be released, or could once."""
    issued = (each for each in packs(session, actor, found.slug) if each.issued)
    told = (each for each in narratives(session, actor, found.slug) if each.issued)
    return {
        **{(Releasable.PACK, each.number): each for each in issued},
        **{(Releasable.NARRATIVE, each.number): each for each in told},
        **{(Releasable.EVIDENCE, each.number): each for each in found.evidence},
    }


def read_through(session: Session, actor: Actor, slug: str, thing: Thing) -> Reading:
    """What would be released now. Raises Unseen and Barred."""
    if thing.piece is not None:
        content = evidence_said(session, actor, slug, thing.number)
        return Reading(digest_of(content), said_by(content), looked_through(content))
    if thing.narrative is not None:
        content = frozen_narrative(session, actor, slug, thing.number)
    else:
        content = frozen(session, actor, slug, (thing.pack and thing.pack.contents_digest) or "")
    return Reading(digest_of(content), None, looked_through(content))


def _thing(
    session: Session,
    actor: Actor,
    found: Snapshot,
    key: tuple[Releasable, int],
    source: Source,
    release: ReleasePosition | None,
) -> Thing:
    what, number = key
    under_way = release is not None and release.state in (ReleaseState.PROPOSED, ReleaseState.RELEASED)
    outdated = not isinstance(source, EvidencePosition) and source.replaced_by is not None
    title, about, page = _called(found, source)
    return Thing(
        what=what,
        number=number,
        title=title,
        about=about,
        page=page,
        pack=source if isinstance(source, PackPosition) else None,
        piece=source if isinstance(source, EvidencePosition) else None,
        narrative=source if isinstance(source, NarrativePosition) else None,
        release=release,
        may_propose=not under_way
        and not outdated
        and may_see_to(session, actor, found, Action.PROPOSE_RELEASE, what, number),
        may_decide=release is not None and may_decide(session, actor, found.slug, release),
        may_withdraw=under_way and may_see_to(session, actor, found, Action.KEEP_RELEASES, what, number),
    )


def _called(found: Snapshot, source: Source) -> tuple[str, str, str]:
    """Title, a line about it, and its own page below the programme's."""
    match source:
        case PackPosition():
            about = f"{source.board_name}, position as at {day(source.position_date)}"
            return called(source), about, f"/packs/{source.number}"
        case NarrativePosition():
            about = f"position as at {day(source.position_date)}"
            return narrative_called(found, source), about, f"/narratives/{source.number}"
        case EvidencePosition():
            return f"E{source.number} {source.title}", source.type or "Evidence", f"/evidence/{source.number}"
