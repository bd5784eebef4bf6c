"""The cross-check: everything that is cited, one by one, beside what the record says of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form
from api.filled import NotSaved, Sent, attempt, sent
from api.forms import Choice
from api.guard import permission
from api.narratives import Opened
from api.pages.narratives.stages.asking import Step, page
from api.pages.narratives.told import page_of
from api.standing import Links
from wsoa.access import Action, Actor
from wsoa.marked_text import citation
from wsoa.narratives import resolve
from wsoa.narratives.checking import ClaimChange, cited_in, cross_check, may_cross_check, own_claims
from wsoa.snapshot.citable import citable
from wsoa.text import Number

router = APIRouter()

HOLDS, NOT = "yes", "no"
ANSWERS = (Choice(HOLDS, "It holds: the words say what it shows"), Choice(NOT, "It does not hold"))


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that is cited: its label, what it is in its own words, its page, and why it no longer holds ("")."""

    place: int
    cited: str
    what: str
    href: str
    why: str


def _besides(session: Session, actor: Actor, opened: Opened) -> Mapping[str, Any]:
    mine, slug = opened.narrative, opened.found.slug
    behind = citable(session, actor, opened.found)
    claims, links = [], Links(f"/programmes/{slug}", None)
    for place, label in enumerate(cited_in(session, actor, slug, mine), 1):
        found = citation(label)
        assert found is not None
        stands = resolve(opened.found, found, behind, since=mine.known_by)
        href = page_of(links, stands.kind, stands.number) if stands.number else ""
        claims.append(Claim(place, label, stands.what, href, stands.why))
    own = own_claims(session, actor, slug, mine)
    labels = {f"holds-{each.place}": each.cited for each in claims}
    labels |= {f"words-{each.place}": f"What does not hold of {each.cited}" for each in claims}
    return {
        "claims": claims,
        "answers": ANSWERS,
        "may_check": may_cross_check(session, actor, slug, mine),
        "own": [each.cited for each in claims if each.cited in own],
        "labels": labels,
    }


CHECK = Step("cross_check", Action.CROSS_CHECK, _besides)


@router.get("/programmes/{slug}/narratives/{number}/cross-check")
@permission(Action.CROSS_CHECK)
def cross_check_form(request: Request, slug: str, number: Number) -> Response:
    """Every claim with its evidence beside it."""
    return page(request, CHECK, slug, number)


@router.post("/programmes/{slug}/narratives/{number}/cross-check")
@permission(Action.CROSS_CHECK)
def cross_checked(request: Request, slug: str, number: Number, form: Form) -> Response:
    """Checked (303): on to its officers, or back to its writers. Else the form again: 422 or 409."""
    posted = sent(form)
    claims = _claims(posted)
    seen, token = posted.seen, posted.token or None
    saved = attempt(
        request,
        Action.CROSS_CHECK,
        lambda session, actor: cross_check(session, actor, slug, number, claims, seen=seen, token=token),
    )
    if isinstance(saved, NotSaved):
        return page(request, CHECK, slug, number, posted, _by_field(saved, posted))
    return RedirectResponse(f"/programmes/{slug}/narratives/{number}", 303)


def _claims(posted: Sent) -> list[ClaimChange]:
    """The claims that were answered, as the form carried them."""
    found = []
    for name in posted.typed:
        place = name.removeprefix("cited-")
        answer = posted.text(f"holds-{place}")
        if place != name and answer in (HOLDS, NOT):
            words = posted.text(f"words-{place}")
            found.append(ClaimChange(cited=posted.text(name)[:60], holds=answer == HOLDS, words=words[:20_000]))
    return found


def _by_field(why: NotSaved, posted: Sent) -> NotSaved:
    """What is wrong, beside the fields of the claims that it is about."""
    place_of = {posted.text(name): name.removeprefix("cited-") for name in posted.typed if name.startswith("cited-")}
    problems = {}
    for label, sentence in why.problems.items():
        place = place_of.get(label)
        wordless = place is not None and posted.text(f"holds-{place}") == NOT
        problems[f"{'words' if wordless else 'holds'}-{place}" if place else ""] = sentence
    return NotSaved(why.status, problems)
