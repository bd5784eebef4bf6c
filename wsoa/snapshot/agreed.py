"""Who brought about the words, the date and the state that things have: of every change of them the last."""

from collections.abc import Callable, Collection

from sqlalchemy.orm import Session

from wsoa.access import Action, Actor
from wsoa.history import Row, rows
from wsoa.snapshot.load import open_programme, reading_at
from wsoa.snapshot.positions import Agreed, Agreements, Snapshot
from wsoa.snapshot.reading import Reading, all_with_author
from wsoa.tables import History, MilestoneDate, MilestoneTerms, RiskTerms, metadata
from wsoa.terms import DateStatus


def agreements(
    session: Session,
    actor: Actor,
    snapshot: Snapshot,
    *,
    wordings: Collection[int] = (),
    dates: Collection[int] = (),
    risks: Collection[int] = (),
) -> Agreements:
    """Who brought about what the snapshot says of these milestones and risks, as far as it holds them.

    At most three queries, whatever is asked. Raises Unseen and Barred.
    """
    programme = open_programme(session, actor, snapshot.slug, Action.READ_WORKING)
    reading = reading_at(session, programme.id, snapshot.as_at, snapshot.known_by)
    milestones = {each.number for each in snapshot.milestones}
    return Agreements(
        wordings=_came(reading, MilestoneTerms, milestones.intersection(wordings), _promised),
        dates=_came(reading, MilestoneDate, milestones.intersection(dates), _dated),
        risks=_came(reading, RiskTerms, {each.number for each in snapshot.risks}.intersection(risks), _called),
    )


Said = Callable[[Row], object]


def _promised(row: Row) -> object:
    return (row["ref"], row["wording"], row["state"], row["replaced_by"])


def _dated(row: Row) -> object:
    return (row["earliest"], row["latest"]) if row["latest"] else row["words"]


def _called(row: Row) -> object:
    return (row["ref"], row["title"], row["kind"])


def _came(reading: Reading, kind: type[History], numbers: Collection[int], said: Said) -> dict[int, Agreed]:
    """Of each thing the row with which it came to say what it says: of the newest stretch that says so, the first."""
    if not numbers:
        return {}
    table = metadata.tables[str(kind.__tablename__)]
    found: dict[int, Row] = {}
    over: set[int] = set()
    for row in rows(reading.session, all_with_author(kind).where(table.c.number.in_(numbers)), reading.at):
        number = row["number"]
        if number in over or row.get("status", DateStatus.APPROVED) != DateStatus.APPROVED:
            continue
        if number in found and said(row) != said(found[number]):
            over.add(number)
        else:
            found[number] = row
    return {number: _agreed(reading, row) for number, row in found.items()}


def _agreed(reading: Reading, row: Row) -> Agreed:
    return Agreed(reading.written(row), row.get("approver"), row.get("decision"))
