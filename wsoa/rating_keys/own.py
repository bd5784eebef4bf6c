"""A programme's own key: what is checked, and what becomes of milestones that stand at a level it no longer has."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import AfterValidator, Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.errors import Invalid
from wsoa.history import Moment, OpenEntry, entry, newest, rows
from wsoa.points import live
from wsoa.rag import LevelTerms
from wsoa.rating_keys.stating import in_force, rows_of_key, state_key
from wsoa.snapshot import open_programme
from wsoa.snapshot.positions import Level, Snapshot
from wsoa.tables import RatingKeyTerms
from wsoa.terms import Colour, LevelGroup, Requirement, RiskStatus
from wsoa.text import MAX_NUMBER, Line

MOST_LEVELS = 10
_NOT_A_CODE = frozenset({"not-rated", "none"})


def _a_code(code: str) -> str:
    # A code stands in addresses, where a full stop parts it from the version of its key.
    if any(letter.isspace() or letter in "./?&#%" for letter in code) or code.casefold() in _NOT_A_CODE:
        raise ValueError("A code is one short word of letters and digits, like R or 2.")
    return code


class LevelChange(Change):
    """One level of a key. `order` 1 is best; none is not comparable."""

    code: Annotated[Line, Field(max_length=12), AfterValidator(_a_code)] = Field(title="The code")
    label: Annotated[Line, Field(max_length=60)] = Field(title="The label")
    meaning: Line = Field(title="The meaning")
    colour: Colour = Field(title="A colour")
    order: Annotated[int, Field(ge=1, le=MOST_LEVELS)] | None = Field(default=None, title="The order")
    group: LevelGroup = Field(title="What it comes to")
    late: bool = Field(default=False, title="Late")
    exception: bool = Field(default=False, title="Exception")
    requires: frozenset[Requirement] = Field(default=frozenset(), title="What it needs")

    def terms(self) -> LevelTerms:
        """The level as a key states it."""
        return LevelTerms(**{name: getattr(self, name) for name in LevelChange.model_fields})


class KeyChange(Change):
    """A key to rate by: its name and its levels, in the order in which they are shown."""

    name: Line = Field(title="The name of the key")
    levels: tuple[LevelChange, ...] = ()

    @classmethod
    def of(cls, name: str, levels: Sequence[LevelTerms | Level]) -> Self:
        """The key of that name and those levels, as it would be proposed."""
        fields = LevelChange.model_fields
        changes = [LevelChange(**{field: getattr(level, field) for field in fields}) for level in levels]
        return cls(name=name, levels=tuple(changes))


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """How many milestones and open risks stand at a level that a key no longer has, or calls otherwise (`now`)."""

    label: str
    now: str | None
    milestones: int
    risks: int


def left_behind(snapshot: Snapshot, levels: Sequence[LevelTerms | LevelChange | Level]) -> tuple[LeftBehind, ...]:
    """What a key of those levels would leave behind: it re-colours nothing, and each keeps its rating until updated."""
    calls = {level.code: level.label for level in levels}
    milestones = [each.level for each in live(snapshot) if each.level]
    risks = [each.level for each in snapshot.risks if each.level and each.status is RiskStatus.OPEN]
    met = sorted({(level.label, level.code) for level in (*milestones, *risks) if calls.get(level.code) != level.label})
    return tuple(
        LeftBehind(
            label,
            calls.get(code),
            sum((each.label, each.code) == (label, code) for each in milestones),
            sum((each.label, each.code) == (label, code) for each in risks),
        )
        for label, code in met
    )


def key_name(session: Session, actor: Actor, slug: str) -> str:
    """What the key in force is called; empty where there is none. Raises Unseen and Barred."""
    programme = open_programme(session, actor, slug, Action.SET_UP)
    stated = rows(session, newest(RatingKeyTerms), Moment(programme.id, clock.today(), MAX_NUMBER))
    return str(stated[0]["name"]) if stated else ""


def save_key(
    session: Session, actor: Actor, slug: str, change: KeyChange, *, seen: int = 0, token: str | None = None
) -> int:
    """The programme's key from today on: a new version of the one in force; its number. What is rated stays as it is.

    Raises Conflict (somebody changed it since `seen`) and Invalid as `key_problems` says.
    """
    if problems := key_problems(change):
        raise Invalid(problems)
    terms = [level.terms() for level in change.levels]
    with entry(
        session, actor, slug, command="save_key", action=Action.SET_UP, token=token, payload=(change, seen)
    ) as writing:
        number = _key_in_force(writing)
        row = RatingKeyTerms(
            programme_id=writing.programme_id, number=number or 0, as_at=clock.today(), name=change.name
        )
        again = writing.replayed(row, *rows_of_key(terms)) if number else writing.begun(row, *rows_of_key(terms))
        if again:
            return number or again
        if number:
            writing.require_seen(RatingKeyTerms, number, seen, "The rating key")
        return state_key(writing, as_at=clock.today(), name=change.name, terms=terms, number=number)


def _key_in_force(writing: OpenEntry) -> int | None:
    levels = in_force(writing, clock.today())
    return levels[0].key if levels else None


def key_problems(change: KeyChange) -> dict[str, str]:
    """Why a key would not work, by field: `code-2` is the second level's code. Nothing when it would."""
    return dict(_problems(change.levels))


def _problems(levels: Sequence[LevelChange]) -> Iterator[tuple[str, str]]:
    if len(levels) > MOST_LEVELS:
        yield "", f"A key may have {MOST_LEVELS} levels."
    if not any(level.group is LevelGroup.COMPLETE for level in levels):
        yield "", "At least one level must come to complete, or nothing could ever be finished."
    for field, told in (
        ("code", "Another level has the code {}. Give each its own."),
        ("label", "Another level is called {}. Give each its own name."),
        ("order", "Another level has the place {}. Give each its own, or leave it empty."),
    ):
        for place in _repeated([_said(level, field) for level in levels]):
            yield f"{field}-{place}", told.format(getattr(levels[place - 1], field))


def _said(level: LevelChange, field: str) -> Hashable:
    said = getattr(level, field)
    return said.casefold() if isinstance(said, str) else said


def _repeated(said: Sequence[Hashable]) -> Iterator[int]:
    """The places, from 1, at which something is said again."""
    met: set[Hashable] = set()
    for place, each in enumerate(said, 1):
        if each is not None and each in met:
            yield place
        met.add(each)
