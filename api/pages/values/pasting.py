"""Values pasted from a spreadsheet: what each line will become, told first; then saved together or not at all."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form
from api.filled import NOT_WHOLE, Filled, NotSaved, Sent, attempt, fresh, sent
from api.forms import bind
from api.guard import permission
from api.pages.values.opened import Opened, drawn, open_indicator
from exports.parts.measured import MISSING, value_words
from wsoa.access import Action
from wsoa.indicators import (
    Becomes,
    PastedChange,
    PastedLine,
    PastedValues,
    needs_periods,
    paste_values,
    read_pasted_values,
    stretches_due,
)
from wsoa.text import Number

router = APIRouter()

_FIELDS = ("pasted", "published_on", "correct", "reason")
_CHANGED = "Somebody has changed the record since you looked. Nothing was saved: look again at what each line becomes."


@router.get("/programmes/{slug}/indicators/{number}/values/paste")
@permission(Action.ENTER_VALUES)
def paste_form(request: Request, slug: str, number: Number) -> Response:
    """The form to paste into."""
    opened = open_indicator(request, slug, number)
    return _page(request, opened, fresh({"published_on": [opened.found.as_at.isoformat()]}))


@router.post("/programmes/{slug}/indicators/{number}/values/paste")
@permission(Action.ENTER_VALUES)
def paste(request: Request, slug: str, number: Number, form: Form) -> Response:
    """What each line will become; with *save*, all saved (303, to the indicator). 422 and 409 save nothing."""
    posted = sent(form)
    saves = bool(posted.typed.get("save"))
    change, problems = bind(PastedChange, {name: said for name, said in posted.typed.items() if name != "save"})
    if change is None:
        return _again(request, slug, number, posted, NotSaved(422, problems))
    if not saves:
        return _again(request, slug, number, posted, None, change)
    saved = attempt(
        request,
        Action.ENTER_VALUES,
        lambda session, actor: paste_values(session, actor, slug, number, change, token=posted.token or None),
    )
    if isinstance(saved, NotSaved):
        return _again(request, slug, number, posted, saved, change)
    return RedirectResponse(f"/programmes/{slug}/indicators/{number}", 303)


def _again(
    request: Request, slug: str, number: int, posted: Sent, why: NotSaved | None, change: PastedChange | None = None
) -> Response:
    """The form with all that was typed and what its lines will become now; after a conflict under a new token (R7)."""
    opened = open_indicator(request, slug, number)
    read = read_pasted_values(change.pasted, opened.indicator, change.published_on) if change else PastedValues(())
    if why is None and read.problem:
        why = NotSaved(422, {"pasted": read.problem})
    said = {"": _CHANGED} if why and why.status == 409 else why.problems if why else {}
    problems = {name: said[name] for name in _FIELDS if name in said}
    if said.keys() - set(_FIELDS):
        problems[""] = said.get("", NOT_WHOLE)
    kept = posted.token if posted.token and not (why and why.status == 409) else fresh({}).token
    filled = Filled(posted.typed, 0, kept, problems)
    return _page(request, opened, filled, read, change.looked_at(read) if change else "", why)


def _page(
    request: Request,
    opened: Opened,
    filled: Filled,
    read: PastedValues | None = None,
    looked: str = "",
    why: NotSaved | None = None,
) -> Response:
    unit, lines = opened.indicator.unit, read.lines if read else ()
    return drawn(
        request,
        "values/paste.html",
        opened,
        filled,
        why,
        lines=[(each, value_words(each.stands, unit) if each.stands else "", _means(each)) for each in lines],
        can_save=read is not None and read.can_save,
        unreadable=len(read.that_become(Becomes.UNREADABLE)) if read else 0,
        heading=read.heading if read else "",
        looked=looked,
        correct=filled.several("correct"),
        counts=[(each, len(read.that_become(each)) if read else 0) for each in Becomes],
        due=stretches_due(opened.indicator, opened.found.as_at),
        needs_periods=needs_periods(opened.indicator) or "no period is due at present",
    )


def _means(line: PastedLine) -> str:
    """What a symbol for a missing value stands for: *Not applicable* for *z*; "" for what says it already."""
    words = MISSING[line.missing] if line.missing else ""
    return "" if words.casefold() == line.raw.casefold() else words
