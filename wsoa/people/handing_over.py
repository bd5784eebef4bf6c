"""Handing over: what named one person names another from today on, or nobody. History keeps who it was before."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from wsoa import clock
from wsoa.history import OpenEntry, said_again
from wsoa.people.members import Member
from wsoa.people.named import NamedIn
from wsoa.tables import (
    AssignedPerson,
    Child,
    History,
    IndicatorTerms,
    MilestoneAssignment,
    MilestoneLead,
    MilestoneTerms,
    WorkstreamLead,
    WorkstreamTerms,
)
from wsoa.terms import LeadKind

_OF_ONE_PERSON = frozenset({LeadKind.PERSON, LeadKind.INITIALS})

R = TypeVar("R", bound=History)


@dataclass(frozen=True, slots=True)
class HandOver:
    """From whom to whom; `to` None: nobody yet, and the pages and packs say that there is no lead."""

    entry: OpenEntry
    person: Member
    to: Member | None

    def all_of(self, named: NamedIn) -> None:
        """Re-state everything that names them, in the open entry."""
        for number in sorted(named.workstreams):
            self._restate(WorkstreamTerms, number, self._leads)
        for number in sorted(named.led):
            self._restate(MilestoneTerms, number, self._leads)
        for number in sorted(named.asked):
            self._restate(MilestoneAssignment, number, self._asked)
        for number in sorted(named.indicators):
            self._restate(IndicatorTerms, number, self._values)

    def _restate(self, kind: type[R], number: int, change: Callable[[R, list[Child]], list[Child]]) -> None:
        today = clock.today()
        standing = self.entry.standing(kind, number, today)
        if standing is None:
            return
        row, children = said_again(kind, standing.values, standing.children)
        row.as_at, row.reason = today, self._reason()
        self.entry.state(row, *change(row, children))

    def _reason(self) -> str:
        if self.to is None:
            return f"{self.person.name} has given up the role; nobody has taken over yet."
        return f"{self.to.name} has taken over from {self.person.name}."

    def _leads(self, row: History, children: list[Child]) -> list[Child]:
        """The lines with the successor in the person's place: a post keeps its words, a person's name goes."""
        kept: list[Child] = []
        before = [child.words for child in children if isinstance(child, WorkstreamLead | MilestoneLead)]
        for child in children:
            if not isinstance(child, WorkstreamLead | MilestoneLead) or child.person != self.person.uid:
                kept.append(child)
            elif self.to is not None:
                kept.append(self._taken_over(child, self.to))
        leads = [child for child in kept if isinstance(child, WorkstreamLead | MilestoneLead)]
        for position, lead in enumerate(leads, 1):
            lead.position = position
        after = [lead.words for lead in leads]
        if isinstance(row, MilestoneTerms):
            row.approver = None
            if after != before:
                row.leads_words = "; ".join(after) or None
        elif isinstance(row, WorkstreamTerms):
            row.approver = None
        return kept

    @staticmethod
    def _taken_over(lead: WorkstreamLead | MilestoneLead, to: Member) -> Child:
        lead.person = to.uid
        if lead.kind in _OF_ONE_PERSON:
            lead.words, lead.kind, lead.organisation = to.name, LeadKind.PERSON, to.organisation
        return lead

    def _values(self, row: IndicatorTerms, children: list[Child]) -> list[Child]:
        """The successor is asked for the values; nobody: those of the workstreams that it speaks for."""
        row.asked = self.to.uid if self.to else None
        return children

    def _asked(self, _row: History, children: list[Child]) -> list[Child]:
        """Who is asked with the successor among them; nobody left: the workstream's lead and support are asked."""
        asked = {child.person for child in children if isinstance(child, AssignedPerson)} - {self.person.uid}
        return [AssignedPerson(person=uid) for uid in sorted(asked | ({self.to.uid} if self.to else set()))]
