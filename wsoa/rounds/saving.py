"""Stating rounds, and what becomes of them when somebody sets them up on the web."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.errors import Invalid, Unseen
from wsoa.history import OpenEntry, earliest, entry, newest, rows
from wsoa.history.digest import table_of
from wsoa.rounds.series import series_problems
from wsoa.rounds.window import RoundChange, day_named, round_problems, side
from wsoa.snapshot.reporting import never_before
from wsoa.tables import HISTORY, BoardTerms, ProgrammeTerms, Round, RoundBoard, RoundTerms


def state_round(entry: OpenEntry, change: RoundChange, *, as_at: date, number: int | None = None) -> int:
    """A new round, or what round `number` is from that date on; its number."""
    number = number or entry.new(Round)
    entry.state(_round(entry, change, as_at, number), *_served(change))
    return number


def save_round(
    session: Session,
    actor: Actor,
    slug: str,
    change: RoundChange,
    *,
    number: int | None = None,
    seen: int = 0,
    token: str | None = None,
) -> int:
    """A new round, or what round `number` is from now on; its number. The position of its own date knows it (`_dated`).

    Raises Unseen, Conflict (somebody changed it since `seen`), and Invalid for dates in the wrong order, for a window
    or a date that another round has, for a board nobody knows or that meets before the window opens, and for dates that
    would outrank what was already said in it.
    """
    with entry(
        session, actor, slug, command="save_round", action=Action.SET_UP, token=token, payload=(number, change, seen)
    ) as writing:
        as_at = _dated(writing, change, number)
        row = _round(writing, change, as_at, number or 0)
        if number is None:
            if first := writing.begun(row, *_served(change)):
                return first
        elif not writing.sequence(RoundTerms, number):
            raise Unseen("round")
        elif writing.was_sent():
            return number
        else:
            writing.require_seen(RoundTerms, number, seen, "This round")
        others = _known(writing)
        stood = others.pop(number, None) if number else None
        problems = round_problems(change, others.values(), stood) | _unknown_boards(writing, change)
        if number and stood:
            problems = _outranking(writing, number, change, stood, others.values()) | problems
        if problems:
            raise Invalid(problems)
        return state_round(writing, change, as_at=as_at, number=number)


def save_series(
    session: Session, actor: Actor, slug: str, changes: Sequence[RoundChange], *, token: str | None = None
) -> tuple[int, ...]:
    """Several new rounds in one entry; their numbers. Invalid with `opens-2` for the second one's, and so on."""
    with entry(
        session, actor, slug, command="save_series", action=Action.SET_UP, token=token, payload=changes
    ) as writing:
        dates = [_dated(writing, change) for change in changes]
        begun = [
            writing.begun(_round(writing, change, as_at, 0), *_served(change))
            for change, as_at in zip(changes, dates, strict=True)
        ]
        if begun and all(begun):
            return tuple(number for number in begun if number)
        problems = series_problems(changes, list(_known(writing).values()))
        for place, change in enumerate(changes, 1):
            problems |= {f"{field}-{place}": said for field, said in _unknown_boards(writing, change).items()}
        if problems:
            raise Invalid(problems)
        return tuple(state_round(writing, change, as_at=as_at) for change, as_at in zip(changes, dates, strict=True))


def _dated(writing: OpenEntry, change: RoundChange, number: int | None = None) -> date:
    """The date from which it is so: today, but a round set up late began when it began, as far as the record reaches.

    What is changed late, the position of the round's own date knows too: its board day, and what came after its window.
    """
    today = clock.today()
    if number:
        return never_before(writing, RoundTerms, number, min(today, change.position_date), today)
    begins: date = rows(writing.session, earliest(ProgrammeTerms), writing.moment(today))[0]["as_at"]
    return max(begins, min(today, change.opens, change.position_date))


def _outranking(
    writing: OpenEntry, number: int, change: RoundChange, stood: RoundChange, others: Iterable[RoundChange]
) -> dict[str, str]:
    """Why a round in which something was said cannot have these dates: what is said next would not stand after it."""
    if (newest_said := _newest_said(writing, number)) is None:
        return {}
    if change.position_date < (earliest := min(newest_said, stood.position_date)):
        stays = f"It was reported in already, so it can speak for {day_named(earliest)} at the earliest."
        return {"position_date": stays}
    passed = next((each for each in others if side(change, each) != side(stood, each)), None)
    if passed is None:
        return {}
    return {"opens": f"It was reported in already, so it stays {side(stood, passed)} “{passed.name}”."}


def _newest_said(writing: OpenEntry, number: int) -> date | None:
    """The latest date for which a row of the round speaks."""
    newest_of = (
        select(func.max(table.c.as_at)).where(table.c.programme_id == writing.programme_id, table.c.round == number)
        for table in map(table_of, HISTORY)
    )
    return max(filter(None, map(writing.session.scalar, newest_of)), default=None)


def _unknown_boards(writing: OpenEntry, change: RoundChange) -> dict[str, str]:
    """A problem when the round is to serve a board that the programme has not got."""
    known = all(writing.sequence(BoardTerms, each.board) for each in change.boards)
    return {} if known else {"boards": "Choose among the boards of this programme."}


def _round(writing: OpenEntry, change: RoundChange, as_at: date, number: int) -> RoundTerms:
    said = change.model_dump(exclude={"boards"})
    return RoundTerms(programme_id=writing.programme_id, number=number, as_at=as_at, **said)


def _served(change: RoundChange) -> list[RoundBoard]:
    return [
        RoundBoard(board=each.board, meets=each.meets) for each in sorted(change.boards, key=lambda each: each.board)
    ]


def _known(writing: OpenEntry) -> dict[int, RoundChange]:
    """The dates of every round by number; the boards it serves are no concern of another round."""
    known = rows(writing.session, newest(RoundTerms), writing.moment(clock.today()))
    fields = RoundChange.model_fields.keys() - {"boards"}
    return {row["number"]: RoundChange.model_construct(**{field: row[field] for field in fields}) for row in known}
