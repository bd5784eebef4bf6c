"""What the board report says of what has changed since its board was last given one."""

from dataclasses import dataclass

from exports.parts.shape import Rating, Table
from wsoa.movement import Kind


@dataclass(frozen=True, slots=True)
class Line:
    """A line of what is said of a change: a label and, where there is more to say, the words."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A milestone or a risk that has changed, as it was rated and as it is; `before` None: it was not there."""

    number: int
    ref: str
    wording: str
    kinds: tuple[Kind, ...]
    change: str
    before: Rating | None
    now: Rating
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many things have changed in one way."""

    kind: Kind
    count: int


@dataclass(frozen=True, slots=True)
class ChangesSection:
    """What has changed: against what it is compared, how many in which way, and each thing that changed.

    `in_short` is the one line of the first page. `quiet` names those of which nothing changed, by what was said of it;
    `indicators` are told in a line each.
    """

    heading: str
    in_short: str
    sentences: tuple[str, ...]
    counts: tuple[KindCount, ...]
    quiet: tuple[Line, ...]
    milestones: Table[ChangeRow] | None
    risks: Table[ChangeRow] | None
    indicators: tuple[Line, ...] = ()
