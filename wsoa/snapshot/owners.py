"""Whose a milestone is today: permission is judged on today's owner, also on pages about the past (DESIGN 6)."""

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Whose
from wsoa.history import Moment, newest, newest_children, rows
from wsoa.tables import AssignedPerson, MilestoneAssignment, MilestoneLead, MilestoneTerms

_LATEST = 2**31 - 1


def owners(session: Session, programme_id: int, *, number: int | None = None) -> dict[int, Whose]:
    """The workstream, the matched leads and who is asked for updates, of each milestone (or of `number`), by number."""
    one = number is not None
    today = Moment(programme_id, clock.today(), _LATEST)
    leads: dict[int, list[tuple[str | None, str | None]]] = {}
    for row in rows(session, newest_children(MilestoneLead, MilestoneTerms, one=one), today, number):
        leads.setdefault(row["thing"], []).append((row["person"], row["organisation"]))
    asked: dict[int, list[str]] = {}
    for row in rows(session, newest_children(AssignedPerson, MilestoneAssignment, one=one), today, number):
        asked.setdefault(row["thing"], []).append(row["person"])
    return {
        row["number"]: Whose(
            row["workstream"],
            frozenset(person for person, _ in leads.get(row["number"], ()) if person),
            frozenset(organisation for _, organisation in leads.get(row["number"], ()) if organisation),
            frozenset(asked.get(row["number"], ())),
        )
        for row in rows(session, newest(MilestoneTerms, one=one), today, number)
    }
