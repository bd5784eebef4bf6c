"""Recording a piece of evidence, perhaps with its file, and saying better what it is."""

from collections.abc import Callable, Mapping
from datetime import date

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import Choice, bind
from api.frame import as_at_frame
from api.guard import permission
from api.pages.evidence.bringing import NO_FILE, PERSONAL, FileForm
from api.pages.evidence.brought import (
    ACCEPT,
    ANSWERS,
    LABELS,
    TAKEN,
    Brought,
    answered,
    both,
    brought,
    looked_into,
    once_more,
)
from api.pages.record import CLASSES
from api.pages.speaks_for import areas_of_weakness, as_typed, in_words, promised_milestones
from api.render import render
from wsoa import snapshot
from wsoa.access import Action, Actor, Whose, reaches
from wsoa.errors import Barred, Unseen
from wsoa.evidence import (
    EvidenceDescriptionChange,
    FileChange,
    attach_file,
    change_evidence,
    evidence_of_theirs,
    may_speak_for,
    record_evidence,
)
from wsoa.examined import Examined
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import EvidencePosition, capital
from wsoa.text import Number

router = APIRouter()


@router.get("/programmes/{slug}/evidence/new")
@permission(Action.RECORD_EVIDENCE)
def new_evidence(request: Request, slug: str) -> Response:
    """The form of a piece that is not there yet; `?milestone=` is the one it is looked for."""
    return _form(request, slug, None)


@router.post("/programmes/{slug}/evidence/new")
@permission(Action.RECORD_EVIDENCE)
def add_evidence(request: Request, slug: str, form: FileForm) -> Response:
    """The piece recorded, with its file where one came, and its number told (303); or the form again: 422, 413."""
    came = sent(form)
    file = brought(form, came)
    with reading(request, Action.RECORD_EVIDENCE):
        pass  # nobody has a file looked into who may not bring one
    described = {name: texts for name, texts in came.typed.items() if name not in ANSWERS}
    change, problems = _described(described)
    said, examined, why = _file_of(came, file, problems)
    if change is None or why is not None:
        return _form(request, slug, None, came, why or NotSaved(422, problems))
    outcome = attempt(request, Action.RECORD_EVIDENCE, _recording(slug, change, came, said, examined, file))
    if isinstance(outcome, NotSaved):
        return _form(request, slug, None, came, once_more(outcome, file))
    # No fragment beside a new number: it would scroll past the sentence that tells it.
    return RedirectResponse(f"/programmes/{slug}/evidence?recorded={outcome}", 303)


@router.get("/programmes/{slug}/evidence/{number}/change")
@permission(Action.RECORD_EVIDENCE)
def piece(request: Request, slug: str, number: Number) -> Response:
    """The form of a piece on what stands."""
    return _form(request, slug, number)


@router.post("/programmes/{slug}/evidence/{number}/change")
@permission(Action.RECORD_EVIDENCE)
def change_piece(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The piece changed (303), or the form again: 422, or 409 beside theirs."""
    return _save(request, slug, number, sent(form))


def _save(request: Request, slug: str, number: int, came: Sent) -> Response:
    change, problems = _described(came.typed)
    if change is None:
        return _form(request, slug, number, came, NotSaved(422, problems))
    outcome = attempt(
        request,
        Action.RECORD_EVIDENCE,
        lambda session, actor: change_evidence(
            session, actor, slug, number, change, seen=came.seen, token=came.token or None
        ),
    )
    if isinstance(outcome, NotSaved):
        return _form(request, slug, number, came, outcome)
    return RedirectResponse(f"/programmes/{slug}/evidence#E{outcome}", 303)


def _described(typed: Typed) -> tuple[EvidenceDescriptionChange | None, Mapping[str, str]]:
    """What was said of it. Where the form asked for indicators and risks, none chosen is none."""
    asked = typed.get("links")
    change, problems = bind(EvidenceDescriptionChange, {name: said for name, said in typed.items() if name != "links"})
    if change is not None and asked:
        change = change.model_copy(update={"indicators": change.indicators or (), "risks": change.risks or ()})
    return change, problems


def _file_of(
    came: Sent, file: Brought, problems: Mapping[str, str]
) -> tuple[FileChange | None, Examined | None, NotSaved | None]:
    """What is said of the file and what is in it, where one came; and why nothing of the form is saved."""
    if not file.is_there and not any(came.text(name).strip() for name in ANSWERS):
        return None, None, NotSaved(422, problems) if problems else None
    said, unsaid = answered(came)
    examined = looked_into(file)
    why = both(examined, {**problems, **unsaid})
    return said, None if isinstance(examined, NotSaved) else examined, why


def _recording(
    slug: str,
    change: EvidenceDescriptionChange,
    came: Sent,
    said: FileChange | None,
    examined: Examined | None,
    file: Brought,
) -> Callable[[Session, Actor], int]:
    """Record the piece and bring its file: both or neither."""
    token = came.token or None

    def do(session: Session, actor: Actor) -> int:
        number = record_evidence(session, actor, slug, change, token=token)
        if said is not None and examined is not None:
            attach_file(session, actor, slug, number, examined, file.content, said, seen=0, token=token)
        return number

    return do


def _form(
    request: Request, slug: str, number: int | None, came: Sent | None = None, why: NotSaved | None = None
) -> Response:
    with reading(request, Action.RECORD_EVIDENCE) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        stands = next((each for each in snap.evidence if each.number == number), None)
        if number is not None and stands is None:
            raise Unseen("piece of evidence")
        if number is not None and number not in evidence_of_theirs(session, actor, snap):
            raise Barred(Action.RECORD_EVIDENCE.value)
        allowed = may_speak_for(session, actor, snap)
        whole = reaches(actor, Action.READ_WORKING, snapshot.open_programme(session, actor, slug).id, Whose())
        seen = snapshot.seen(session, actor, slug, "evidence_terms", number) if number else 0
    form = fresh(_stands(stands) if stands else _looked_for(request, snap), seen)
    if came and why:
        names = {"klass": {klass or "": words for klass, words in CLASSES.items()}}
        form = refused(came, why, form, _labels(snap), in_words(snap, names))
    promised = promised_milestones(snap, stands.milestones if stands else ())
    return render(
        request,
        "evidence/form.html",
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, snap, request.scope["path"], snap.as_at),
        form=form,
        piece=stands,
        classes=tuple(Choice(klass or "", words) for klass, words in CLASSES.items()),
        weaknesses=areas_of_weakness(snap, stands.weaknesses if stands else ()),
        milestones=[each for each in promised if each.value in allowed],
        indicators=tuple(Choice(str(each.number), each.name) for each in snap.indicators) if whole else (),
        risks=tuple(Choice(str(each.number), f"{each.ref} {each.title}".strip()) for each in snap.risks)
        if whole
        else (),
        only_theirs=len(allowed) < len(snap.milestones),
        personal=(NO_FILE, *PERSONAL),
        accept=ACCEPT,
        taken=TAKEN,
        home=f"/programmes/{slug}/evidence",
        action=request.scope["path"],
        problems=form.problems,
    )


def _looked_for(request: Request, snap: Snapshot) -> Typed:
    """What a new piece is looked for, as the address says: a form in another tab asked for it."""
    asked = set(request.query_params.getlist("milestone"))
    return {"milestones": [str(each.number) for each in snap.milestones if str(each.number) in asked]}


def _labels(snap: Snapshot) -> Mapping[str, str]:
    return {
        "title": "Title",
        "type": "Kind of evidence",
        "shows": "What it shows",
        "klass": "What it speaks of",
        "dated": "Date",
        "link": "Link",
        "sensitivity": "How it may be shared",
        "expires": "Expires",
        "weaknesses": capital(snap.words.weaknesses),
        "milestones": capital(snap.words.milestones),
        "indicators": "Indicators",
        "risks": "Risks",
        **{name: LABELS[name] for name in (*ANSWERS, "file")},
    }


def _stands(stood: EvidencePosition) -> Typed:
    """What the record says of it, by the fields of the form."""
    return {
        "title": [stood.title],
        "type": [stood.type or ""],
        "shows": [stood.shows or ""],
        "klass": [stood.klass or ""],
        "dated": [_day(stood.dated)],
        "link": [stood.link or ""],
        "sensitivity": [stood.sensitivity or ""],
        "expires": [_day(stood.expires)],
        "weaknesses": as_typed(stood.weaknesses),
        "milestones": as_typed(stood.milestones),
        "indicators": as_typed(stood.indicators),
        "risks": as_typed(stood.risks),
    }


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""
