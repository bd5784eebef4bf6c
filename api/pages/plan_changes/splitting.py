"""Splitting a milestone into several new ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import Form
from api.forms import Choice, answers, bind
from api.guard import permission
from api.pages.plan_changes.merging import open_asks, state_in_words
from api.pages.plan_changes.opened import Asked, Opened, carried, page, save, shown
from api.pages.typed import Typed
from wsoa.access import Action
from wsoa.errors import Invalid
from wsoa.milestones import PartChange, SplitChange, split_milestone
from wsoa.text import Number

router = APIRouter()

_PARTS = ("part_ref", "part_wording", "part_when")
_LEAST, _MOST = 2, 20


@dataclass(frozen=True, slots=True)
class PartRow:
    """One new milestone as it was typed."""

    ref: str
    wording: str
    when: str

    def __bool__(self) -> bool:
        """Whether anything was typed."""
        return any(text.strip() for text in (self.ref, self.wording, self.when))


@router.get("/programmes/{slug}/set-up/milestones/{number}/split")
@permission(Action.SET_UP)
def split_form(request: Request, slug: str, number: Number) -> Response:
    """The form for what a milestone is split into."""
    return _form(request, slug, number, 200)


@router.post("/programmes/{slug}/set-up/milestones/{number}/split")
@permission(Action.SET_UP)
def split(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The split recorded (303 to the milestone), the form with room for more, or the form again: 422, 409."""
    typed = answers(form)
    if "more" in typed:
        return _form(request, slug, number, 200, typed)
    said = {name: texts for name, texts in typed.items() if name not in _PARTS}
    change, problems = bind(SplitChange, said)
    parts, wrong = _parts(typed)
    if change is None or wrong:
        return _form(request, slug, number, 422, typed, problems | wrong)
    whole = change.model_copy(update={"parts": parts})

    def again(status: int, found: Mapping[str, str]) -> Response:
        places = [at for at, row in enumerate(_rows(typed), 1) if row]
        named = {_field(name, places): sentence for name, sentence in found.items()}
        return _form(request, slug, number, status, typed, named)

    return save(
        request,
        lambda session, actor: _split(split_milestone(session, actor, slug, number, whole), slug, number),
        again,
    )


def _split(numbers: list[int], slug: str, number: int) -> str:
    if not numbers:
        raise Invalid({"parts": "Enter what it is split into."})
    return f"/programmes/{slug}/milestones/{number}"


def _field(name: str, places: Sequence[int]) -> str:
    """The field of the form that a problem of the n-th part ("wording.2") belongs to."""
    what, _, nth = name.partition(".")
    return f"part_{what}-{places[int(nth) - 1]}" if nth else name


def _rows(typed: Typed) -> list[PartRow]:
    columns = [typed.get(name, ())[:_MOST] for name in _PARTS]
    return [PartRow(*texts) for texts in zip_longest(*columns, fillvalue="")]


def _parts(typed: Typed) -> tuple[tuple[PartChange, ...], dict[str, str]]:
    """The parts with something in them, and what is wrong with each field, by its place in the form."""
    found: list[PartChange] = []
    problems: dict[str, str] = {}
    for at, row in enumerate(_rows(typed), 1):
        if row:
            part, wrong = bind(PartChange, {"ref": row.ref, "wording": row.wording, "when": row.when})
            problems |= {f"part_{name}-{at}": f"Part {at}: {sentence}" for name, sentence in wrong.items()}
            if part:
                found.append(part)
    return tuple(found), problems


def _form(
    request: Request,
    slug: str,
    number: int,
    status: int,
    typed: Typed | None = None,
    problems: Mapping[str, str] | None = None,
) -> Response:
    def draw(opened: Opened) -> Mapping[str, object]:
        plan, part = opened.plan, opened.milestone(number)
        rows = _rows(typed or {})
        rows += [PartRow("", "", "")] * (max(_LEAST, len(rows) + (1 if "more" in (typed or {}) else 0)) - len(rows))
        fields = [f"part_{name}-{at}" for at in range(1, len(rows) + 1) for name in ("ref", "wording", "when")]
        at_first = {"parts": "part_wording-1"}
        found = {at_first.get(name, name): sentence for name, sentence in (problems or {}).items()}
        compared = []
        if status == 409:
            mine = "\n".join(" ".join(filter(None, (row.ref, row.wording))) for row in rows if row)
            compared = [(part.called, state_in_words(opened, part), f"Split into:\n{mine}")]
        form = Asked(
            action=f"{opened.set_up}/milestones/{number}/split",
            typed=typed or {},
            hidden=carried(typed, status, {"seen": opened.seen("milestone_terms", number)}),
            problems=shown(found, [*fields, "stays", "reason", "approver"]),
            compared=compared,
            theirs=opened.last("milestone_terms", number) if compared else None,
        )
        return {
            "part": part,
            "form": form,
            "rows": rows[:_MOST],
            "may_add": len(rows) < _MOST,
            "asks": open_asks(opened, number),
            "ended": "" if part.is_live else plan.became(part),
            "instead": None if part.is_live else plan.successor(part),
            "stays": [
                Choice("", f"No, they take the place of {part.called}"),
                Choice("yes", f"Yes, {part.called} is still promised beside them"),
            ],
        }

    return page(request, slug, "split.html", status, draw)
