"""The targets that an indicator no longer has: what was withdrawn stays readable, with every statement of it."""

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from wsoa.access import Action, Actor
from wsoa.history import Row, rows
from wsoa.snapshot import Snapshot, open_programme
from wsoa.snapshot.load import reading_at
from wsoa.snapshot.positions import CheckpointPosition, TargetPosition, TargetStated
from wsoa.snapshot.reading import Reading, all_with_author
from wsoa.tables import TargetCheckpoint, TargetTerms, metadata
from wsoa.terms import TargetKind

_terms = metadata.tables[str(TargetTerms.__tablename__)]
_checkpoint = metadata.tables[str(TargetCheckpoint.__tablename__)]


def withdrawn_targets(session: Session, actor: Actor, snapshot: Snapshot, indicator: int) -> tuple[TargetPosition, ...]:
    """The targets of an indicator of the snapshot that had been withdrawn by then; none of one it does not hold."""
    programme = open_programme(session, actor, snapshot.slug, Action.READ_WORKING)
    if all(each.number != indicator for each in snapshot.indicators):
        return ()
    reading = reading_at(session, programme.id, snapshot.as_at, snapshot.known_by)
    of_it = all_with_author(TargetTerms).where(_terms.c.indicator == indicator)
    newest_first: dict[int, list[Row]] = {}
    for row in rows(session, of_it, reading.at):
        newest_first.setdefault(row["number"], []).append(row)
    gone = {number: stated for number, stated in newest_first.items() if stated[0]["withdrawn"]}
    way = _checkpoints(reading, [row["id"] for stated in gone.values() for row in stated])
    return tuple(
        TargetPosition(number, tuple(_stated(reading, row, way.get(row["id"], ())) for row in reversed(stated)))
        for number, stated in gone.items()
    )


def _checkpoints(reading: Reading, of: Sequence[int]) -> dict[int, list[CheckpointPosition]]:
    if not of:
        return {}
    found: dict[int, list[CheckpointPosition]] = {}
    query = select(_checkpoint).where(_checkpoint.c.row_id.in_(of)).order_by(_checkpoint.c.row_id, _checkpoint.c.by)
    for row in rows(reading.session, query):
        found.setdefault(row["row_id"], []).append(CheckpointPosition(row["by"], Decimal(row["value"])))
    return found


def _stated(reading: Reading, row: Row, way: Sequence[CheckpointPosition]) -> TargetStated:
    return TargetStated(
        kind=TargetKind(row["kind"]),
        value=Decimal(row["value"]) if row["value"] is not None else None,
        upper=Decimal(row["upper"]) if row["upper"] is not None else None,
        by=row["by"],
        words=row["words"],
        checkpoints=tuple(way),
        withdrawn=row["withdrawn"],
        written=reading.written(row),
    )
