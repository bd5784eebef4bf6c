"""All that families said and audits found, by area of weakness; and one case study to be read and printed."""

from dataclasses import dataclass
from textwrap import shorten
from typing import TypeVar

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.guard import permission
from api.pages.voices.wording import AGE_GROUPS, CONSENTS, SPEAKERS
from api.render import render
from api.standing import Standing, as_it_stood_with
from wsoa import snapshot
from wsoa.access import Action, Actor, reaches
from wsoa.errors import Unseen
from wsoa.snapshot.positions import WeaknessPosition
from wsoa.snapshot.positions.voices import AuditPosition, CaseStudyPosition, VoicePosition, VoicesSaid
from wsoa.snapshot.voices import said
from wsoa.text import Number

router = APIRouter()

_LINE = 80
T = TypeVar("T", CaseStudyPosition, VoicePosition, AuditPosition)


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said, whether the reader may add to it and ask for erasures of it (never on a page about the past)."""

    said: VoicesSaid
    may_keep: bool
    may_erase: bool


@router.get("/programmes/{slug}/voices")
@permission(Action.READ_WORKING)
def voices(request: Request, slug: str) -> Response:
    """Quotations, case studies and audits as they stood; `?weakness=` shows those of one area."""

    def page(standing: Standing, heard: Heard) -> Response:
        areas = {str(each.number): each for each in standing.snapshot.weaknesses}
        area = areas.get(request.query_params.get("weakness", ""))
        number = area.number if area else None
        return render(
            request,
            "voices/list.html",
            frame=request.state.frame,
            standing=standing,
            areas=(("", "All of them"), *((number, _called(each)) for number, each in areas.items())),
            area=area,
            quotations=_about(heard.said.voices, number),
            case_studies=_about(heard.said.case_studies, number),
            audits=_about(heard.said.audits, number),
            indicators={each.number: each for each in standing.snapshot.indicators},
            may_keep=heard.may_keep,
            may_erase=heard.may_erase,
            called=_CALLED,
        )

    return as_it_stood_with(request, slug, _read, page)


@router.get("/programmes/{slug}/voices/case-studies/{number}")
@permission(Action.READ_WORKING)
def case_study(request: Request, slug: str, number: Number) -> Response:
    """One case study, whole."""

    def page(standing: Standing, heard: Heard) -> Response:
        found = next((each for each in heard.said.case_studies if each.number == number), None)
        if found is None:
            raise Unseen("case study")
        return render(
            request,
            "voices/case_study.html",
            frame=request.state.frame,
            standing=standing,
            study=found,
            may_keep=heard.may_keep and not found.withdrawn,
            may_erase=heard.may_erase,
            called=_CALLED,
        )

    return as_it_stood_with(request, slug, _read, page)


def _called(weakness: WeaknessPosition) -> str:
    """An area of weakness as one line of a list to choose from."""
    return shorten(" ".join(filter(None, (weakness.ref, weakness.wording))), _LINE, placeholder=" …")


_CALLED = {"speakers": SPEAKERS, "age_groups": AGE_GROUPS, "consents": CONSENTS}


def _read(session: Session, actor: Actor, standing: Standing) -> Heard:
    snap = standing.snapshot
    programme = snapshot.open_programme(session, actor, snap.slug)
    every = said(session, actor, snap.slug, snap.as_at, snap.known_by)
    keeps, erases = (
        standing.links.as_at is None and reaches(actor, action, programme.id)
        for action in (Action.KEEP_VOICES, Action.REQUEST_ERASURE)
    )
    return Heard(every, keeps, erases)


def _about(found: tuple[T, ...], weakness: int | None) -> tuple[T, ...]:
    """Those that speak to the area of weakness; all of them where none is asked for."""
    return tuple(each for each in found if weakness is None or weakness in each.weaknesses)
