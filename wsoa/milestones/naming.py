"""Whom the leads of the plan are: those whose words are exactly the name of one person or organisation."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change, LeadChange
from wsoa.errors import Invalid
from wsoa.history import OpenEntry, entry, newest, newest_children, rows
from wsoa.history.restated import restated
from wsoa.tables import Child, MilestoneLead, MilestoneTerms
from wsoa.terms import ThingState
from wsoa.text import Line, same_name


class NamedLeadsChange(Change):
    """Who is called what: each in the words of their name, with the one person or organisation of that name."""

    token: Annotated[Line, Field(max_length=64)] | None = None
    named: tuple[LeadChange, ...] = ()


def match_leads(session: Session, actor: Actor, slug: str, change: NamedLeadsChange) -> list[int]:
    """Match every lead of a live milestone that is nobody yet and is called exactly so, in one entry; those milestones.

    The words of the plan stay as they are. Raises Unseen, Barred, and Invalid where nothing is called so.
    """
    with entry(
        session, actor, slug, command="match_leads", action=Action.SET_UP, token=change.token, payload=change
    ) as writing:
        if writing.was_sent():
            return []
        known = {same_name(each.words): each for each in change.named}
        numbers = _named(writing, known)
        if not numbers:
            raise Invalid({"": "Nobody else is called exactly as somebody of this programme: nothing was changed."})
        for number in numbers:
            row, children = restated(writing, MilestoneTerms, number)
            writing.append(row, *_matched(children, known))
        return numbers


def _named(writing: OpenEntry, known: Mapping[str, LeadChange]) -> list[int]:
    today = writing.moment(clock.today())
    live = {
        row["number"] for row in rows(writing.session, newest(MilestoneTerms), today) if row["state"] == ThingState.LIVE
    }
    leads = rows(writing.session, newest_children(MilestoneLead, MilestoneTerms), today)
    nobody_yet = [row for row in leads if not row["person"] and not row["organisation"]]
    return sorted({row["thing"] for row in nobody_yet if same_name(row["words"]) in known} & live)


def _matched(children: Sequence[Child], known: Mapping[str, LeadChange]) -> list[Child]:
    for lead in (each for each in children if isinstance(each, MilestoneLead)):
        found = None if lead.person or lead.organisation else known.get(same_name(lead.words))
        if found is not None:
            lead.kind, lead.person, lead.organisation = found.kind, found.person, found.organisation
    return list(children)
