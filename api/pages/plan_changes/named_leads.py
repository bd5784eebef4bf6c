"""Leads that stand in the plan in words only, matched to the people and organisations of exactly those names."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import Form
from api.forms import answers, bind
from api.guard import permission
from api.pages.plan_changes.opened import Asked, Opened, at_hand, carried, page, save, shown
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.milestones import NamedLeadsChange, match_leads
from wsoa.snapshot.positions import MilestonePosition
from wsoa.terms import ThingState
from wsoa.text import Line

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Namesake:
    """Somebody who is called exactly as leads of the plan are that nobody was matched to, and where those stand."""

    name: str
    milestones: tuple[MilestonePosition, ...]


class MatchingChange(Change):
    """The form has one button."""

    token: Line | None = None


@router.get("/programmes/{slug}/set-up/milestones/leads")
@permission(Action.SET_UP)
def namesakes_form(request: Request, slug: str) -> Response:
    """Whom the leads would be matched to, and where; nothing is written."""
    return _form(request, slug, 200)


@router.post("/programmes/{slug}/set-up/milestones/leads")
@permission(Action.SET_UP)
def match_by_name(request: Request, slug: str, form: Form) -> Response:
    """Those leads matched, as one entry (303 to the list), or the page again."""
    asked, problems = bind(MatchingChange, answers(form))
    if asked is None:
        return _form(request, slug, 422, problems)
    named = at_hand(request, slug, lambda opened: opened.matches.changes())

    def command(session: Session, actor: Actor) -> str:
        match_leads(session, actor, slug, NamedLeadsChange(token=asked.token, named=named))
        return f"/programmes/{slug}/set-up/milestones"

    return save(request, command, lambda status, found: _form(request, slug, status, found))


def namesakes(opened: Opened) -> list[Namesake]:
    """Everybody of the programme whose name stands as a lead that nobody was matched to."""
    found: dict[str, dict[int, MilestonePosition]] = {}
    for milestone in opened.snapshot.milestones:
        for lead in milestone.leads if milestone.state is ThingState.LIVE else ():
            value = "" if lead.person or lead.organisation else opened.matches.called(lead.words)
            if value:
                found.setdefault(opened.matches.name(value), {})[milestone.number] = milestone
    return [Namesake(name, tuple(milestones.values())) for name, milestones in sorted(found.items())]


def _form(request: Request, slug: str, status: int, problems: Mapping[str, str] | None = None) -> Response:
    def draw(opened: Opened) -> Mapping[str, object]:
        form = Asked(f"{opened.set_up}/milestones/leads", {}, carried(None, status, {}), shown(problems or {}, ()))
        return {"form": form, "namesakes": namesakes(opened)}

    return page(request, slug, "named_leads.html", status, draw)
