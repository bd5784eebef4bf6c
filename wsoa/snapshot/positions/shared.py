"""What positions of several nouns are made of."""

from dataclasses import dataclass
from datetime import date, datetime

from wsoa.change import how_known
from wsoa.terms import Colour, LeadKind, LevelGroup, Requirement


@dataclass(frozen=True, slots=True)
class Level:
    """One level of one version of a rating key. `order` 1 is best; None is not comparable."""

    code: str
    label: str
    colour: Colour
    meaning: str
    order: int | None
    group: LevelGroup
    late: bool
    exception: bool
    requires: frozenset[Requirement]
    key: int
    version: int


@dataclass(frozen=True, slots=True)
class Lead:
    """Who leads, in the plan's words; a person or organisation only where somebody matched one."""

    words: str
    kind: LeadKind
    person: str | None
    organisation: str | None
    organisation_name: str | None


@dataclass(frozen=True, slots=True)
class Written:
    """Who wrote a row, when and how: the answer to *who says so?*"""

    sequence: int
    entry: int
    as_at: date
    round: int | None
    recorded_at: datetime
    by: str
    command: str
    source: str
    late: bool
    confirmed: bool
    corrects: int | None
    withdraws: int | None
    reason: str | None

    @property
    def how_known(self) -> str | None:
        """How they knew, where they entered it for somebody else: "e-mail of 3 March"."""
        return how_known(self.source)


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of the chain that the reader can see. Printed on every export."""

    number: int
    digest: str
