"""Whose a milestone or an indicator is: permission is judged by today's owner, also about the past (DESIGN 6)."""

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Whose
from wsoa.history import Moment, Row, newest, newest_children, rows
from wsoa.snapshot.kept import kept
from wsoa.tables import AssignedPerson, IndicatorTerms, MilestoneAssignment, MilestoneLead, MilestoneTerms
from wsoa.terms import ThingState

_LATEST = 2**31 - 1


def owners(
    session: Session, programme_id: int, *, number: int | None = None, promised: bool = False
) -> Mapping[int, Whose]:
    """The workstream, the matched leads and who is asked for updates, of each milestone (or of `number`), by number.

    With `promised`, only of what is still promised. Those of all are kept in memory: whose they are is the record's.
    """
    today = Moment(programme_id, clock.today(), _LATEST)
    if number is not None or promised:
        return _read(session, today, number, promised=promised)
    return kept(session, today, lambda: MappingProxyType(_read(session, today, None)), "owners")


def asked_for(session: Session, programme_id: int, person: str | None) -> frozenset[int]:
    """The indicators whose values that person is asked for today, by number."""
    today = Moment(programme_id, clock.today(), _LATEST)

    def read() -> dict[int, str]:
        return {row["number"]: row["asked"] for row in rows(session, newest(IndicatorTerms), today) if row["asked"]}

    asked = kept(session, today, read, "asked for values")
    return frozenset(number for number, whom in asked.items() if whom == person)


def _read(session: Session, today: Moment, number: int | None, *, promised: bool = False) -> dict[int, Whose]:
    one = number is not None
    leads: dict[int, list[Row]] = {}
    for row in rows(session, newest_children(MilestoneLead, MilestoneTerms, one=one), today, number):
        leads.setdefault(row["thing"], []).append(row)
    asked: dict[int, list[str]] = {}
    for row in rows(session, newest_children(AssignedPerson, MilestoneAssignment, one=one), today, number):
        asked.setdefault(row["thing"], []).append(row["person"])
    return {
        row["number"]: Whose(
            row["workstream"],
            frozenset(lead["person"] for lead in leads.get(row["number"], ()) if lead["person"]),
            frozenset(lead["organisation"] for lead in leads.get(row["number"], ()) if lead["organisation"]),
            frozenset(asked.get(row["number"], ())),
        )
        for row in rows(session, newest(MilestoneTerms, one=one), today, number)
        if not promised or row["state"] == ThingState.LIVE
    }
