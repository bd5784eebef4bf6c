"""Who brought about the words, the date, the rating and the state that things have: of every change the last."""

from collections.abc import Callable, Collection

from sqlalchemy.orm import Session

from wsoa.access import Action, Actor
from wsoa.history import Row, rows
from wsoa.snapshot.load import open_programme, reading_at
from wsoa.snapshot.positions import Agreed, Agreements, Snapshot
from wsoa.snapshot.reading import Reading, all_with_author
from wsoa.tables import History, MilestoneDate, MilestoneTerms, MilestoneUpdate, RiskTerms, metadata
from wsoa.terms import DateStatus


def agreements(
    session: Session,
    actor: Actor,
    snapshot: Snapshot,
    *,
    wordings: Collection[int] = (),
    dates: Collection[int] = (),
    risks: Collection[int] = (),
    ratings: Collection[int] = (),
) -> Agreements:
    """Who brought about what the snapshot says of these milestones and risks, as far as it holds them.

    At most four queries, whatever is asked. Raises Unseen and Barred.
    """
    programme = open_programme(session, actor, snapshot.slug, Action.READ_WORKING)
    reading = reading_at(session, programme.id, snapshot.as_at, snapshot.known_by)
    milestones = {each.number for each in snapshot.milestones}
    return Agreements(
        wordings=_came(reading, MilestoneTerms, milestones.intersection(wordings), _promised),
        dates=_came(reading, MilestoneDate, milestones.intersection(dates), _dated),
        risks=_came(reading, RiskTerms, {each.number for each in snapshot.risks}.intersection(risks), _called),
        ratings=_came(reading, MilestoneUpdate, milestones.intersection(ratings), _rated),
    )


Said = Callable[[Row], object]


def _promised(row: Row) -> object:
    return (row["ref"], row["wording"], row["state"], row["replaced_by"])


def _dated(row: Row) -> object:
    return (row["earliest"], row["latest"]) if row["latest"] else row["words"]


def _called(row: Row) -> object:
    return (row["ref"], row["title"], row["kind"])


def _rated(row: Row) -> object:
    return (row["rating_key"], row["key_version"], row["level"])


def _came(reading: Reading, kind: type[History], numbers: Collection[int], said: Said) -> dict[int, Agreed]:
    """Of each thing the row with which it came to say what it says: of the newest stretch that says so, the first.

    What was mended or taken back brought nothing about, nor did the row that took it back.
    """
    if not numbers:
        return {}
    table = metadata.tables[str(kind.__tablename__)]
    found: dict[int, Row] = {}
    over: set[int] = set()
    proposed: dict[int, Row] = {}
    mended: set[tuple[int, int | None]] = set()
    for row in rows(reading.session, all_with_author(kind).where(table.c.number.in_(numbers)), reading.at):
        number = row["number"]
        mended |= {(number, row["corrects"]), (number, row["withdraws"])}
        if number in over or row["withdraws"] is not None or (number, row["sequence"]) in mended:
            continue
        if row.get("status", DateStatus.APPROVED) != DateStatus.APPROVED:
            if number in found and row["status"] == DateStatus.PENDING and said(row) == said(found[number]):
                proposed.setdefault(number, row)
            continue
        if number in found and said(row) != said(found[number]):
            over.add(number)
        else:
            found[number] = row
            proposed.pop(number, None)
    return {number: _agreed(reading, row, proposed.get(number, row)) for number, row in found.items()}


def _agreed(reading: Reading, row: Row, brought: Row) -> Agreed:
    """Who `brought` it about and why; who agreed, and what was decided, stands in the row that says so."""
    return Agreed(reading.written(brought), row.get("approver"), row.get("decision"))
