"""Erasures as pages tell of them, and where copies of erased words went."""

from dataclasses import dataclass, field
from datetime import date, datetime

from wsoa.erasure.places import PlaceTold, TextHeld
from wsoa.terms import ErasureState


@dataclass(frozen=True, slots=True)
class ErasurePosition:
    """One request to erase as it stands. Names are today's; None: the operator, or nobody yet.

    `sequence` is what a form has seen. `reason` is why it was refused. `packs` are the numbers of issued packs that
    repeat the words (of one that is done: whose words were erased), `amended` those whose lodged file goes whole.
    `others` are the places that would change with those that were chosen, while it is not decided.
    """

    number: int
    sequence: int
    state: ErasureState
    because: str
    reason: str | None
    places: tuple[PlaceTold, ...]
    proposed_by: str | None
    requested_by: str | None
    decided_by: str | None
    begun_at: datetime
    changed_at: datetime
    packs: tuple[int, ...] = ()
    amended: tuple[int, ...] = ()
    others: tuple[PlaceTold, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that an administrator is asked to approve, or that was decided, in whichever programme: no words.

    `mine`: the actor requested it, so another person has to approve it.
    """

    slug: str
    programme: str
    erasure: ErasurePosition
    mine: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """How far an erasure would go: which issued packs repeat the words, and which lodged files hold them.

    `texts` is how many texts of the record, of packs and of loads would change in all, `others` those of them that
    nobody chose.
    """

    packs: tuple[int, ...]
    amended: tuple[int, ...]
    texts: int = 0
    others: tuple[TextHeld, ...] = ()


@dataclass(frozen=True, slots=True)
class Download:
    """Somebody took a document away that held the words: `subject` as in an address (`packs/7`)."""

    at: datetime
    by: str
    subject: str


@dataclass(frozen=True, slots=True)
class CopyOutside:
    """A pack that was given away with words that have been erased since, to be asked back."""

    pack: int
    report: str
    board: str
    as_pack: int
    version: int
    issued: date
    amended: tuple[date, ...] = ()
    released: bool = False
    downloads: tuple[Download, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Outside:
    """All that went out before the words were erased: packs, and other documents taken since they were written."""

    packs: tuple[CopyOutside, ...]
    others: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """An official name that holds the words: it is changed under people or organisations, not erased here.

    `kind` is `person`, `organisation` or `statistics`: a file of the whole installation, and who loaded it, in no
    programme's record (no `uid`).
    """

    kind: str
    uid: str
    name: str
