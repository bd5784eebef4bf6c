"""Workstreams and groups: the list, names pasted into it, and what one is, who leads it and what it is for."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import Form
from api.forms import Choice, answers, bind
from api.guard import permission
from api.pages.plan_changes.areas import LinesChange, pasted, weakness_choices
from api.pages.plan_changes.leads import LeadRow, answers_of, lead_changes, said, standing_rows, typed_rows, with_spare
from api.pages.plan_changes.opened import Asked, Opened, at_hand, carried, page, save, shown
from api.pages.typed import Typed, first
from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import LeadChange
from wsoa.errors import Invalid
from wsoa.people import ensure_member
from wsoa.snapshot.positions import Lead, WorkstreamPosition, Written, capital
from wsoa.terms import NoteKind, Role, ThingState, WorkstreamKind
from wsoa.text import Number
from wsoa.workstreams import (
    NoteChange,
    WorkstreamChange,
    WorkstreamRestatementChange,
    WorkstreamsChange,
    add_workstreams,
    restate_workstream,
)

router = APIRouter()

_PARTS = {"lead": Role.WORKSTREAM_LEAD, "support": Role.SUPPORT}
_LED = {"lead": "leads", "support": "support"}
_NOTES = tuple(kind.value for kind in NoteKind)
_FIELDS = (
    *("name", "ref", "kind", "lead_words", "lead_match", "support_words", "support_match", "weaknesses"),
    *(*_NOTES, "reason", "approver"),
)


class NamesChange(LinesChange):
    """Names, one a line, and whether they are workstreams or groups."""

    kind: WorkstreamKind = WorkstreamKind.WORKSTREAM


@router.get("/programmes/{slug}/set-up/workstreams")
@permission(Action.SET_UP)
def workstreams(request: Request, slug: str) -> Response:
    """Every workstream and group, and the form for more of them."""
    return _list(request, slug, 200)


@router.post("/programmes/{slug}/set-up/workstreams")
@permission(Action.SET_UP)
def add(request: Request, slug: str, form: Form) -> Response:
    """The names added (303 to the list), or the form again."""
    typed = answers(form)
    named, problems = bind(NamesChange, typed)
    if named is None:
        return _list(request, slug, 422, typed, problems)

    def command(session: Session, actor: Actor) -> str:
        try:
            new = tuple(WorkstreamChange(name=name, ref=ref, kind=named.kind) for ref, name in pasted(named.lines))
        except ValueError as long:
            raise Invalid({"lines": "A name must be 500 characters or fewer."}) from long
        add_workstreams(session, actor, slug, WorkstreamsChange(token=named.token, workstreams=new))
        return f"/programmes/{slug}/set-up/workstreams"

    return save(request, command, lambda status, found: _list(request, slug, status, typed, found))


@router.get("/programmes/{slug}/set-up/workstreams/{number}")
@permission(Action.SET_UP)
def change(request: Request, slug: str, number: Number) -> Response:
    """The form of a workstream or group on what stands."""
    return _form(request, slug, number, 200)


@router.post("/programmes/{slug}/set-up/workstreams/{number}")
@permission(Action.SET_UP)
def restate(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The change recorded (303 to the list), or the form again: 422 refused, 409 beside a colleague's.

    Whoever is newly named as lead or support holds that role in the workstream from today.
    """
    typed = answers(form)
    plain = {name: texts for name, texts in typed.items() if name.split("_")[0] not in (*_PARTS, *_NOTES)}
    change, problems = bind(WorkstreamRestatementChange, plain)
    notes, wrong = _notes(typed)
    if change is None or wrong:
        return _form(request, slug, number, 422, typed, problems | wrong)

    before, named, wrong = at_hand(request, slug, lambda opened: _named(opened, number, typed))
    if wrong:
        return _form(request, slug, number, 422, typed, wrong)
    whole = change.model_copy(update={**named, "notes": notes})

    def command(session: Session, actor: Actor) -> str:
        restate_workstream(session, actor, slug, number, whole)
        for part, role in _PARTS.items():
            for person in _newly_named(getattr(whole, _LED[part]), _standing_leads(before, part)):
                ensure_member(session, person, slug, role, number, clock.today(), by=actor)
        return f"/programmes/{slug}/set-up/workstreams"

    return save(request, command, lambda status, found: _form(request, slug, number, status, typed, found))


def _notes(typed: Typed) -> tuple[tuple[NoteChange, ...], dict[str, str]]:
    """What is noted of a group: purpose and members as one text each, responsibilities one a line."""
    found: list[NoteChange] = []
    for kind in NoteKind:
        text = first(typed, kind.value)
        lines = text.split("\n") if kind is NoteKind.RESPONSIBILITIES else [text]
        for line in (line.strip() for line in lines if line.strip()):
            note, problems = bind(NoteChange, {"kind": kind.value, "text": line})
            if note is None:
                return (), {kind.value: problems.get("text", "Check what it says here.")}
            found.append(note)
    return tuple(found), {}


def _named(
    opened: Opened, number: int, typed: Typed
) -> tuple[WorkstreamPosition, dict[str, tuple[LeadChange, ...]], dict[str, str]]:
    """The workstream as it stands, who shall lead and support it, and what is wrong with that."""
    opened.workstream(number)
    before = _position(opened, number)
    named: dict[str, tuple[LeadChange, ...]] = {}
    problems: dict[str, str] = {}
    for part, field in _LED.items():
        rows = typed_rows(typed, part)
        named[field], wrong = lead_changes(rows, opened.matches, part, _standing_leads(before, part))
        problems |= wrong
    return before, named, problems


def _newly_named(leads: Sequence[LeadChange], before: Sequence[Lead]) -> list[str]:
    known = {lead.person for lead in before}
    return list(dict.fromkeys(lead.person for lead in leads if lead.person and lead.person not in known))


def _standing_leads(workstream: WorkstreamPosition, part: str) -> Sequence[Lead]:
    return workstream.leads if part == "lead" else workstream.support


def _position(opened: Opened, number: int) -> WorkstreamPosition:
    return next(each for each in opened.snapshot.workstreams if each.number == number)


def _list(
    request: Request,
    slug: str,
    status: int,
    typed: Typed | None = None,
    problems: Mapping[str, str] | None = None,
) -> Response:
    def draw(opened: Opened) -> Mapping[str, object]:
        return {
            "form": Asked(
                action=f"{opened.set_up}/workstreams",
                typed=typed or {"kind": [WorkstreamKind.WORKSTREAM.value]},
                hidden=carried(typed, status, {}),
                problems=shown(problems or {}, ("lines", "kind")),
            ),
            "kinds": _kinds(opened),
            "live": [each for each in opened.snapshot.workstreams if each.state is ThingState.LIVE],
            "gone": [
                (each, opened.plan.became(opened.workstream(each.number)))
                for each in opened.snapshot.workstreams
                if each.state is not ThingState.LIVE
            ],
            "owned": {number: len(opened.plan.owned(number)) for number in opened.plan.workstreams},
            "areas": {number: len(opened.plan.areas_of(number)) for number in opened.plan.workstreams},
        }

    return page(request, slug, "workstreams.html", status, draw)


def _kinds(opened: Opened) -> list[Choice]:
    words = opened.plan.words
    return [
        Choice(WorkstreamKind.WORKSTREAM.value, capital(words.workstream)),
        Choice(
            WorkstreamKind.GROUP.value, "Group", f"A data group, a task and finish group: it has no {words.milestones}."
        ),
    ]


def _form(
    request: Request,
    slug: str,
    number: int,
    status: int,
    typed: Typed | None = None,
    problems: Mapping[str, str] | None = None,
) -> Response:
    def draw(opened: Opened) -> Mapping[str, object]:
        part = opened.workstream(number)
        workstream = _position(opened, number)
        stands = _standing(workstream)
        answered = stands if typed is None else typed
        conflict = status == 409
        seen = {"seen": "workstream_terms", "seen_notes": "workstream_notes"}
        form = Asked(
            action=f"{opened.set_up}/workstreams/{number}",
            typed=answered,
            hidden=carried(typed, status, {name: opened.seen(kind, number) for name, kind in seen.items()}),
            problems=shown(problems or {}, _FIELDS),
            compared=_compared(opened, stands, answered) if conflict else (),
            theirs=_newest(opened, number) if conflict else None,
        )
        rows = {name: typed_rows(answered, name) for name in _PARTS}
        return {
            "part": part,
            "form": form,
            "ended": "" if part.is_live else opened.plan.became(part),
            "kinds": _kinds(opened),
            "parts": [
                (name, label, with_spare(rows[name])) for name, label in (("lead", "Lead"), ("support", "Support"))
            ],
            "matches": opened.matches.groups([*rows["lead"], *rows["support"]]),
            "weaknesses": weakness_choices(opened, workstream.weaknesses),
            "notes": [(kind.value, kind.value.capitalize()) for kind in NoteKind],
        }

    return page(request, slug, "workstream.html", status, draw)


def _newest(opened: Opened, number: int) -> Written | None:
    found = [opened.last(kind, number) for kind in ("workstream_terms", "workstream_notes")]
    return max((written for written in found if written), key=lambda written: written.entry, default=None)


def _standing(workstream: WorkstreamPosition) -> Typed:
    noted = {kind: ["\n".join(note.text for note in workstream.notes if note.kind == kind)] for kind in _NOTES}
    return {
        "name": [workstream.name],
        "ref": [workstream.ref],
        "kind": [workstream.kind.value],
        "weaknesses": [str(number) for number in workstream.weaknesses],
        **answers_of(standing_rows(workstream.leads), "lead"),
        **answers_of(standing_rows(workstream.support), "support"),
        **noted,
    }


def _compared(opened: Opened, stands: Typed, mine: Typed) -> list[tuple[str, str, str]]:
    def words(given: Typed, name: str) -> str:
        rows: list[LeadRow] = typed_rows(given, name) if name in _PARTS else []
        return said(rows, opened.matches) if name in _PARTS else "; ".join(given.get(name, ()))

    labels = {"name": "Name", "ref": "Reference", "kind": "Kind", "lead": "Lead", "support": "Support"}
    labels |= {name: name.capitalize() for name in _NOTES}
    rows = [(label, words(stands, name), words(mine, name)) for name, label in labels.items()]
    weak = {str(each.number): each.ref or each.wording for each in opened.snapshot.weaknesses}
    answered = ["; ".join(weak.get(text, text) for text in given.get("weaknesses", ())) for given in (stands, mine)]
    rows.append((capital(opened.plan.words.weaknesses), answered[0], answered[1]))
    return [row for row in rows if row[1] or row[2]]
