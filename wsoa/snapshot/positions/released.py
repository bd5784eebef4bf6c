"""What is released to readers outside the working record, and how it came to be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from wsoa.snapshot.positions.shared import Written
from wsoa.terms import IndicatorClass, ReleaseState, Role


class Releasable(StrEnum):
    """What can be released, as it stands in an address."""

    PACK = "packs"
    EVIDENCE = "evidence"
    NARRATIVE = "narratives"


@dataclass(frozen=True, slots=True)
class ReleaseStep:
    """A release proposed, given, refused or withdrawn. `role` is what whoever did so was here then; None: not known."""

    state: ReleaseState
    role: Role | None
    written: Written


@dataclass(frozen=True, slots=True)
class ReleasePosition:
    """How far the release of pack or evidence `number` has come: `steps`, oldest first, and who proposed it last.

    `contents_digest` is of what a piece of evidence said when it was released.
    """

    what: Releasable
    number: int
    proposed_by: str | None
    contents_digest: str | None
    steps: tuple[ReleaseStep, ...]

    @property
    def state(self) -> ReleaseState:
        """How far it has come."""
        return self.steps[-1].state

    @property
    def last(self) -> ReleaseStep:
        """The step that made it so."""
        return self.steps[-1]

    @property
    def seen(self) -> int:
        """What a form opened now has seen."""
        return self.last.written.sequence

    @property
    def proposed(self) -> ReleaseStep:
        """The last proposal."""
        return next(each for each in reversed(self.steps) if each.state is ReleaseState.PROPOSED)

    @property
    def told(self) -> tuple[ReleaseStep, ...]:
        """What its readers are told: when it was released and withdrawn, newest first."""
        known = (ReleaseState.RELEASED, ReleaseState.WITHDRAWN)
        released = [place for place, each in enumerate(self.steps) if each.state is ReleaseState.RELEASED]
        since = released[0] if released else len(self.steps)
        return tuple(each for each in reversed(self.steps[since:]) if each.state in known)


@dataclass(frozen=True, slots=True)
class SpokenFor:
    """What a piece of evidence speaks to, in the words of then: *Milestone*, its reference and its wording.

    `kind` is the programme's own word, so `is_weakness` says of what kind it is.
    """

    kind: str
    number: int
    ref: str
    wording: str
    workstream: int | None = None
    is_weakness: bool = False


@dataclass(frozen=True, slots=True)
class FileSaid:
    """The file that goes out with a piece of evidence, without what lay hidden in it. Its name stays inside."""

    digest: str
    kind: str
    size: int


@dataclass(frozen=True, slots=True)
class EvidenceSaid:
    """A piece of evidence in the words in which it was released. `owner_uid` is the organisation whose it was."""

    title: str
    type: str | None
    shows: str | None
    klass: IndicatorClass | None
    dated: date | None
    owner: str | None
    owner_uid: str | None
    link: str | None
    speaks_for: tuple[SpokenFor, ...]
    file: FileSaid | None = None


@dataclass(frozen=True, slots=True)
class ReleasedPack:
    """A released pack as it was issued: `contents` are the frozen JSON, `report` says which report it is.

    `erased_on` is when words were last erased from it.
    """

    number: int
    report: str
    issued_at: datetime
    contents: bytes
    file_digest: str
    release: ReleasePosition
    erased_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReleasedEvidence:
    """A released piece of evidence: E`number` for ever, as it was then, but for words erased since (`erased_on`).

    `file_erased` says what stands in for its file, where that was erased; then `said` names none.
    """

    number: int
    said: EvidenceSaid
    release: ReleasePosition
    erased_on: date | None = None
    file_erased: str = ""


@dataclass(frozen=True, slots=True)
class ReleasedNarrative:
    """A released narrative as it was issued, of one area of weakness or (None) of all: `contents` are the frozen JSON.

    `replaced_by` is the released narrative of the same area that was issued after it.
    """

    number: int
    weakness: int | None
    version: int
    issued_at: datetime
    contents: bytes
    file_digest: str
    release: ReleasePosition
    erased_on: date | None = None
    replaced_by: int | None = None


Released = ReleasedPack | ReleasedEvidence | ReleasedNarrative


def newest_first(found: Sequence[Released]) -> tuple[Released, ...]:
    """In the order of their release."""
    return tuple(sorted(found, key=lambda each: each.release.last.written.entry, reverse=True))
