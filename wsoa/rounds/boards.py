"""Boards: the bodies that read packs."""

from datetime import date

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.errors import Invalid, Unseen
from wsoa.history import OpenEntry, entry, newest, rows
from wsoa.tables import Board, BoardTerms
from wsoa.terms import BoardKind
from wsoa.text import Line, Number, same_name


class BoardChange(Change):
    """A body that reads packs."""

    name: Line = Field(title="The name")
    kind: BoardKind = Field(default=BoardKind.BOARD, title="What kind of body it is")
    cadence: Line | None = Field(default=None, title="How often it meets")
    reports_to: Number | None = Field(default=None, title="The body it reports to")


def state_board(entry: OpenEntry, change: BoardChange, *, as_at: date, number: int | None = None) -> int:
    """A new board, or what board `number` is from that date on; its number."""
    number = number or entry.new(Board)
    entry.state(_board(entry, change, as_at, number))
    return number


def save_board(
    session: Session,
    actor: Actor,
    slug: str,
    change: BoardChange,
    *,
    number: int | None = None,
    seen: int = 0,
    token: str | None = None,
) -> int:
    """A new board, or what board `number` is from today on; its number.

    Raises Unseen, Conflict (somebody changed it since `seen`), and Invalid when another has its name or it would
    report to itself.
    """
    with entry(
        session, actor, slug, command="save_board", action=Action.SET_UP, token=token, payload=(number, change, seen)
    ) as writing:
        row = _board(writing, change, clock.today(), number or 0)
        if number is None:
            if first := writing.begun(row):
                return first
        elif not writing.sequence(BoardTerms, number):
            raise Unseen("board")
        elif writing.was_sent():
            return number
        else:
            writing.require_seen(BoardTerms, number, seen, "This board")
        _require_new_name(writing, change, number)
        _require_no_circle(writing, change, number)
        return state_board(writing, change, as_at=clock.today(), number=number)


def _board(writing: OpenEntry, change: BoardChange, as_at: date, number: int) -> BoardTerms:
    return BoardTerms(programme_id=writing.programme_id, number=number, as_at=as_at, **change.model_dump())


def _require_new_name(writing: OpenEntry, change: BoardChange, number: int | None) -> None:
    """Two boards of one name could not be told apart in a list of choices. A name that stands is not judged again."""
    known = rows(writing.session, newest(BoardTerms), writing.moment(clock.today()))
    names = {row["number"]: row["name"] for row in known}
    mine = names.pop(number, None)
    other = next((name for name in names.values() if same_name(name) == same_name(change.name)), None)
    if other and change.name != mine:
        raise Invalid({"name": f"There is a board called {other} already. Change that one, or call it otherwise."})


def _require_no_circle(writing: OpenEntry, change: BoardChange, number: int | None) -> None:
    """The body it reports to exists, and does not itself report to this one, however many bodies lie between."""
    known = rows(writing.session, newest(BoardTerms), writing.moment(clock.today()))
    above = {row["number"]: row["reports_to"] for row in known}
    to, passed = change.reports_to, set[int]()
    if to is not None and to not in above:
        raise Invalid({"reports_to": "There is no such body. Choose one from the answers shown."})
    while to is not None and to not in passed:
        if to == number:
            raise Invalid({"reports_to": "A body cannot report to itself, nor to one that reports to it."})
        passed.add(to)
        to = above.get(to)
