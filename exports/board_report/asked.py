"""What boards are asked to do, and what became of the last asks. Pure; a part with nothing to say is None."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from exports.beside import Issue
from exports.board_report.shape import AnsweredRow, AskRow, LastAsks
from exports.parts.about import its_board
from exports.parts.shape import Rating, Table
from exports.parts.wording import NOT_GIVEN, NOT_RATED, RATING, day, rating
from wsoa.snapshot.positions import AskPosition, BoardPosition, Snapshot, capital
from wsoa.terms import AskKind, AskOutcome, RiskKind

NO_MEETING = "No meeting named"
PASSED = "This date has passed"
OUTSTANDING = "outstanding"

_KINDS = {
    AskKind.DECIDE: "Decide",
    AskKind.SIGN_OFF: "Sign off",
    AskKind.RESOURCE: "Provide",
    AskKind.UNBLOCK: "Unblock",
}
_RISKS = {RiskKind.RISK: "Risk", RiskKind.ISSUE: "Issue", RiskKind.RISK_OR_ISSUE: "Risk or issue"}


def ask_tables(snapshot: Snapshot, issue: Issue | None = None) -> tuple[Table[AskRow], ...]:
    """What is outstanding, a table for each body that is asked: the report's own board first, then by name.

    The rows are numbered through, by the meeting that is nearest, so that minutes can name one by its number.
    """
    board = its_board(snapshot, issue)
    outstanding = sorted(
        (ask for ask in snapshot.asks if ask.outstanding),
        key=lambda ask: (
            not board or ask.board != board.number,
            ask.of.casefold(),
            ask.meeting or date.max,
            ask.number,
        ),
    )
    bodies: dict[str, list[AskRow]] = {}
    for place, ask in enumerate(outstanding, 1):
        bodies.setdefault(ask.of, []).append(_row(snapshot, ask, place))
    columns = ("No.", "What is asked", "About", RATING, "By the meeting of", "If not")
    return tuple(
        Table(
            "The board is asked to" if board and of == board.name else f"{capital(of)} is asked to",
            f"Asked of {of} and outstanding on {day(snapshot.as_at)}",
            columns,
            tuple(rows),
        )
        for of, rows in bodies.items()
    )


def _row(snapshot: Snapshot, ask: AskPosition, place: int) -> AskRow:
    ref, about, rated = _about(snapshot, ask)
    return AskRow(
        number=ask.number,
        place=place,
        kind=ask.kind,
        kind_words=_KINDS[ask.kind],
        wording=ask.wording,
        ref=ref,
        about=about,
        rating=rated,
        meeting=day(ask.meeting) if ask.meeting else NO_MEETING,
        passed=PASSED if ask.meeting and ask.meeting < snapshot.as_at else "",
        deferred=f"Deferred on {day(_decided(ask))}" if ask.outcome is AskOutcome.DEFERRED else "",
        consequence=ask.consequence or NOT_GIVEN,
    )


def _about(snapshot: Snapshot, ask: AskPosition) -> tuple[str, str, Rating]:
    """What it is about: what that is called, its own words, and how it stands."""
    for milestone in snapshot.milestones:
        if milestone.number == ask.milestone:
            called = " ".join(filter(None, (capital(snapshot.words.milestone), milestone.ref)))
            return called, milestone.wording, rating(milestone.level)
    for risk in snapshot.risks:
        if risk.number == ask.risk:
            return " ".join(filter(None, (_RISKS[risk.kind], risk.ref))), risk.title, rating(risk.level)
    return "", ask.about or NOT_GIVEN, NOT_RATED


def last_asks(snapshot: Snapshot, issue: Issue | None = None) -> LastAsks | None:
    """What became of the asks that the report before this one printed, and of those answered since."""
    since = _before(snapshot)
    answered = [ask for ask in snapshot.asks if ask.answered and ask.outcome and _after(ask.answered.as_at, since)]
    waiting = [
        ask for ask in snapshot.asks if ask.outstanding and ask not in answered and _was_due(ask, since, snapshot)
    ]
    if not answered and not waiting:
        return None
    caption = f"Asks answered since {day(since)}" if since else "Asks that have been answered"
    rows = tuple(_answered_rows(snapshot, answered, its_board(snapshot, issue)))
    columns = ("What was asked", "Outcome", "Decision", "Date")
    heading = "What became of the last asks"
    return LastAsks(heading, _became(answered, len(waiting)), Table(heading, caption, columns, rows) if rows else None)


def _before(snapshot: Snapshot) -> date | None:
    """The date that the report before this one spoke for."""
    until = snapshot.current_round.position_date if snapshot.current_round else snapshot.as_at
    return max((each.position_date for each in snapshot.rounds if each.position_date < until), default=None)


def _after(when: date, since: date | None) -> bool:
    return since is None or when > since


def _was_due(ask: AskPosition, since: date | None, snapshot: Snapshot) -> bool:
    """Whether it stood in the report before, or should have had its answer by now."""
    return not _after(ask.written.as_at, since) or (ask.meeting is not None and ask.meeting < snapshot.as_at)


def _became(answered: Iterable[AskPosition], waiting: int) -> str:
    """*2 agreed, 1 deferred, 1 outstanding.*"""
    counts = Counter(ask.outcome for ask in answered)
    said = [f"{counts[outcome]} {outcome.value}" for outcome in AskOutcome if counts[outcome]]
    return f"{', '.join([*said, *([f'{waiting} {OUTSTANDING}'] if waiting else [])])}."


def _answered_rows(
    snapshot: Snapshot, answered: Iterable[AskPosition], board: BoardPosition | None
) -> Iterator[AnsweredRow]:
    """The newest decision first. Whose it was is said where it was not the report's own `board`."""
    for ask in sorted(answered, key=lambda each: (_decided(each), each.number), reverse=True):
        assert ask.outcome is not None
        yield AnsweredRow(
            number=ask.number,
            wording=f"{_KINDS[ask.kind]}: {ask.wording}",
            about=_about_in_short(snapshot, ask),
            of="" if board and ask.board == board.number else ask.of,
            outcome=ask.outcome,
            outcome_words=capital(ask.outcome.value),
            decision=ask.decision or NOT_GIVEN,
            decided=day(_decided(ask)),
        )


def _about_in_short(snapshot: Snapshot, ask: AskPosition) -> str:
    """*Milestone 2.B*; what has no reference is told in its own words."""
    ref, about, _ = _about(snapshot, ask)
    referred = ask.milestone is not None and ref not in ("", capital(snapshot.words.milestone))
    return ref if referred else ": ".join(filter(None, (ref, about)))


def _decided(ask: AskPosition) -> date:
    assert ask.answered is not None
    return ask.decided_on or ask.answered.as_at
