"""Partners' own views: whose, beside what, in their own words, and how far the one check of each has come."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Self

from wsoa.errors import Unseen
from wsoa.snapshot.positions.shared import Written
from wsoa.terms import ClaimKind, SectionKind, Stance
from wsoa.text import MAX_NUMBER

STANCES: Mapping[Stance, str] = MappingProxyType(
    {
        Stance.AGREES: "Agrees",
        Stance.DISAGREES: "Disagrees",
        Stance.OWN_ANALYSIS: "Own analysis",
    }
)
"""What each stance is called, on pages and in print."""
_MILESTONE = "milestone-"


class ViewState(StrEnum):
    """How far a view has come. It is computed, never stored."""

    WAITING = "waiting"
    CHECKED = "checked"
    SENT_BACK = "sent-back"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Claim:
    """Beside what a view stands: an area of weakness whole, its impact, a section about it, or a milestone.

    An organisation has one view of each claim.
    """

    weakness: int
    kind: ClaimKind = ClaimKind.AREA
    section: SectionKind | None = None
    milestone: int | None = None

    @property
    def key(self) -> str:
        """The claim within its area, as in an address: `area`, `impact`, `key-actions`, `milestone-7`."""
        if self.kind is ClaimKind.MILESTONE:
            return f"{_MILESTONE}{self.milestone}"
        return str(self.section or self.kind)

    @property
    def place(self) -> tuple[int, int, int, int]:
        """Where it is read: by area, and there from the whole to its parts."""
        section = list(SectionKind).index(self.section) if self.section else 0
        return self.weakness, list(ClaimKind).index(self.kind), section, self.milestone or 0

    @classmethod
    def read(cls, weakness: int, key: str) -> Self:
        """The claim that an address names. Raises Unseen for what is none."""
        if key in (ClaimKind.AREA, ClaimKind.IMPACT):
            return cls(weakness, ClaimKind(key))
        if key in tuple(SectionKind):
            return cls(weakness, ClaimKind.SECTION, section=SectionKind(key))
        number = key.removeprefix(_MILESTONE)
        named = key.startswith(_MILESTONE) and number.isascii() and number.isdigit() and len(number) < 11
        if not named or not 1 <= int(number) <= MAX_NUMBER:
            raise Unseen("claim")
        return cls(weakness, ClaimKind.MILESTONE, milestone=int(number))


@dataclass(frozen=True, slots=True)
class ViewCheck:
    """What was found in one version: nothing personal (`clean`), or something; `written.reason` says where."""

    clean: bool
    written: Written


@dataclass(frozen=True, slots=True)
class ViewSaid:
    """One version of a view, whole; its number is `written.sequence`. `withdrawn`: they took it back with this.

    `by_another`: somebody else of the organisation wrote it than the first version.
    """

    stance: Stance
    wording: str
    withdrawn: bool
    written: Written
    check: ViewCheck | None
    by_another: bool = False

    @property
    def says(self) -> str:
        """The stance in words."""
        return STANCES[self.stance]

    @property
    def state(self) -> ViewState:
        """How far this version has come."""
        if self.withdrawn:
            return ViewState.WITHDRAWN
        if self.check is None:
            return ViewState.WAITING
        return ViewState.CHECKED if self.check.clean else ViewState.SENT_BACK


@dataclass(frozen=True, slots=True)
class ViewpointPosition:
    """What one organisation says beside one claim: every version, newest first. Its name is today's."""

    number: int
    organisation: str
    organisation_name: str
    beside: Claim
    versions: tuple[ViewSaid, ...]

    @property
    def now(self) -> ViewSaid:
        """The version that stands."""
        return self.versions[0]

    @property
    def weakness(self) -> int:
        """The area of weakness it is about."""
        return self.beside.weakness

    @property
    def claim(self) -> ClaimKind:
        """What of the area it stands beside."""
        return self.beside.kind

    @property
    def section(self) -> SectionKind | None:
        """The section it stands beside, where it is one."""
        return self.beside.section

    @property
    def milestone(self) -> int | None:
        """The milestone it stands beside, where it is one."""
        return self.beside.milestone

    @property
    def stance(self) -> Stance:
        """Whether they agree."""
        return self.now.stance

    @property
    def wording(self) -> str:
        """Their own words."""
        return self.now.wording

    @property
    def withdrawn(self) -> bool:
        """Whether they have taken it back."""
        return self.now.withdrawn

    @property
    def written(self) -> Written:
        """Who wrote what stands, and when."""
        return self.now.written

    @property
    def check(self) -> ViewCheck | None:
        """What was found in what stands."""
        return self.now.check

    @property
    def state(self) -> ViewState:
        """How far what stands has come."""
        return self.now.state

    @property
    def printed(self) -> ViewSaid | None:
        """The version that prints: the newest that was checked, unless they took the view back after it."""
        for said in self.versions:
            if said.state in (ViewState.CHECKED, ViewState.WITHDRAWN):
                return None if said.withdrawn else said
        return None


@dataclass(frozen=True, slots=True)
class PartnerOrganisation:
    """An organisation that works with the programme as a partner, and so can say what it thinks."""

    uid: str
    name: str


@dataclass(frozen=True, slots=True)
class PrintedView:
    """What a narrative prints of one organisation beside one claim (None: it has said nothing about that area).

    `stance` and `wording` are theirs, whole, and None where nothing of theirs can be printed. `note` is the sentence
    that says why not, or that something newer is not printed yet, or that somebody else of theirs wrote it than who
    first did: nobody's silence is made for them, and nobody's words are put into their mouth.
    """

    organisation: str
    beside: Claim | None
    stance: Stance | None = None
    wording: str | None = None
    given_on: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class PrintedViews:
    """All that narratives print of partners: their views by area and organisation, and who could be asked."""

    views: tuple[PrintedView, ...]
    partners: tuple[PartnerOrganisation, ...]

    def of(self, weakness: int) -> tuple[PrintedView, ...]:
        """What prints about one area, by organisation; a partner who has said nothing prints as just that."""
        said = [each for each in self.views if each.beside and each.beside.weakness == weakness]
        return tuple(sorted((*said, *self._silent(said)), key=lambda each: each.organisation.casefold()))

    def _silent(self, said: Collection[PrintedView]) -> list[PrintedView]:
        heard = {each.organisation for each in said}
        names = [each.name for each in self.partners if each.name not in heard]
        return [PrintedView(name, None, note=f"No view received from {name}.") for name in names]
