"""What people write in evidence narratives, what is remarked beside it, and how far each narrative has come."""

from dataclasses import dataclass
from datetime import date

from wsoa.snapshot.positions.shared import Written
from wsoa.terms import NarrativeState, SectionKind


@dataclass(frozen=True, slots=True)
class SectionPosition:
    """A section of what is written about an area of weakness, in marked text (`wsoa.marked_text`)."""

    number: int
    weakness: int
    kind: SectionKind
    text: str
    written: Written


@dataclass(frozen=True, slots=True)
class CommentPosition:
    """A remark beside a section, by the team or by a partner organisation; `answered` tells who answered and when."""

    number: int
    weakness: int
    section: SectionKind
    organisation: str | None
    organisation_name: str | None
    wording: str
    written: Written
    answer: str | None = None
    closed: bool = False
    answered: Written | None = None


@dataclass(frozen=True, slots=True)
class SignatoryPosition:
    """A named accountable officer, in which office they sign, and when they did."""

    person: str
    name: str
    office: str
    signed_on: date | None


@dataclass(frozen=True, slots=True)
class CheckedPosition:
    """What the cross-check said of one thing that is cited."""

    cited: str
    holds: bool
    words: str | None


@dataclass(frozen=True, slots=True)
class NarrativePosition:
    """A narrative on its way; `weakness` None: of all areas. `opened` is who opened it, `written` its last step."""

    number: int
    weakness: int | None
    state: NarrativeState
    position_date: date
    known_by: int
    head_digest: str
    partners_until: date | None
    checked_by: str | None
    signatories: tuple[SignatoryPosition, ...]
    checked: tuple[CheckedPosition, ...]
    version: int | None
    replaces: int | None
    replaced_by: int | None
    program_version: str | None
    contents_digest: str | None
    file_digest: str | None
    opened: Written
    written: Written
    erased_on: date | None = None

    @property
    def issued(self) -> bool:
        """Whether it was issued: then it is frozen."""
        return self.state is NarrativeState.ISSUED
