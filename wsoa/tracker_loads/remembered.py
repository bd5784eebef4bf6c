"""What a programme remembers of the columns of its own trackers."""

from collections.abc import Iterable

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor, require
from wsoa.history import rows
from wsoa.tables import RememberedColumn, metadata

_column = metadata.tables[str(RememberedColumn.__tablename__)]


def remember(session: Session, actor: Actor, programme_id: int, columns: Iterable[tuple[str, str, str]]) -> None:
    """Remember for the programme: in this kind of table, this header is this field ("": none that is wanted)."""
    require(actor, Action.SET_UP, programme_id)
    for kind, header, field in columns:
        same = (_column.c.programme_id == programme_id) & (_column.c.table_kind == kind) & (_column.c.header == header)
        session.execute(delete(_column).where(same))
        session.execute(
            insert(_column).values(
                programme_id=programme_id,
                table_kind=kind,
                header=header,
                field=field,
                person=actor.uid,
                said_at=clock.now(),
            )
        )


def remembered(session: Session, programme_id: int) -> dict[tuple[str, str], str]:
    """The fields of headers by kind of table and header in plain words."""
    found = rows(session, select(_column).where(_column.c.programme_id == programme_id))
    return {(row["table_kind"], row["header"]): row["field"] for row in found}
