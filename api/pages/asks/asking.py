"""Asking a body for something, and wording it anew while it is outstanding."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import Choice, bind
from api.frame import as_at_frame
from api.guard import permission
from api.pages.asks.meetings import OTHER, chosen_meeting, meetings, with_meeting
from api.pages.asks.whose import things_to_ask_about, whose_is
from api.render import render
from wsoa import snapshot
from wsoa.access import Action, Actor, require
from wsoa.asks import AskChange, raise_ask, reword_ask
from wsoa.errors import Unseen
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import AskPosition
from wsoa.terms import AskKind
from wsoa.text import Number

router = APIRouter()

KINDS = {
    AskKind.DECIDE: "To decide",
    AskKind.SIGN_OFF: "To sign off",
    AskKind.RESOURCE: "To give money, people or time",
    AskKind.UNBLOCK: "To clear something out of the way",
}
LABELS = {
    "about": "About",
    "kind": "What for",
    "wording": "What is asked",
    "board": "Board",
    "body": "Another body",
    "meeting": "By which meeting",
    "consequence": "What follows if not",
}
_ABOUT = {"m": "milestone", "r": "risk"}


@dataclass(frozen=True, slots=True)
class AskForm:
    """The form of an ask (None: a new one), and what can be chosen in it."""

    ask: AskPosition | None
    about: tuple[tuple[str, str], ...]
    kinds: tuple[Choice, ...]
    boards: tuple[tuple[str, str], ...]
    meetings: tuple[Choice, ...]


@router.get("/programmes/{slug}/asks/new")
@permission(Action.RAISE_ASK)
def new_ask(request: Request, slug: str) -> Response:
    """The form for a new ask; `?milestone=` or `?risk=` says what it is about."""
    return _form(request, slug, None)


@router.post("/programmes/{slug}/asks/new")
@permission(Action.RAISE_ASK)
def ask_new(request: Request, slug: str, form: Form) -> Response:
    """The ask raised (303, to its page), or the form again (422)."""
    posted = sent(form)
    change, problems = bind(AskChange, with_meeting(_about(posted.typed)))
    if change is None:
        return _form(request, slug, None, posted, NotSaved(422, problems))
    saved = attempt(
        request,
        Action.RAISE_ASK,
        lambda session, actor: raise_ask(session, actor, slug, change, token=posted.token or None),
    )
    if isinstance(saved, NotSaved):
        return _form(request, slug, None, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/asks/{saved}", 303)


@router.get("/programmes/{slug}/asks/{number}/reword")
@permission(Action.RAISE_ASK)
def reword_form(request: Request, slug: str, number: Number) -> Response:
    """The form on what the ask says now."""
    return _form(request, slug, number)


@router.post("/programmes/{slug}/asks/{number}/reword")
@permission(Action.RAISE_ASK)
def reword(request: Request, slug: str, number: Number, form: Form) -> Response:
    """What the ask says from now on (303), or the form again: 422 refused, 409 beside theirs."""
    posted = sent(form)
    change, problems = bind(AskChange, with_meeting(posted.typed), but=_ABOUT.values())
    if change is None:
        return _form(request, slug, number, posted, NotSaved(422, problems))
    saved = attempt(
        request,
        Action.RAISE_ASK,
        lambda session, actor: reword_ask(
            session, actor, slug, number, change, seen=posted.seen, token=posted.token or None
        ),
    )
    if isinstance(saved, NotSaved):
        return _form(request, slug, number, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/asks/{number}", 303)


def _about(typed: Typed) -> Typed:
    """The answers with what the ask is about under the name of its kind: m7 is milestone 7."""
    rest = {name: texts for name, texts in typed.items() if name not in ("about", *_ABOUT.values())}
    code = next(iter(typed.get("about", ())), "")
    return rest | {_ABOUT[code[0]]: [code[1:]]} if code[:1] in _ABOUT else rest


def _form(
    request: Request, slug: str, number: int | None, posted: Sent | None = None, why: NotSaved | None = None
) -> Response:
    with reading(request, Action.RAISE_ASK) as (session, actor):
        found = snapshot.load(session, actor, slug)
        programme = snapshot.open_programme(session, actor, slug)
        ask = _mine(session, actor, programme.id, found, number) if number else None
        about = () if ask else things_to_ask_about(session, actor, programme.id, found)
        seen = snapshot.seen(session, actor, slug, "ask_terms", number) if number else 0
    now = fresh(_standing(ask, found) if ask else _asked(request, found), seen)
    filled = refused(posted, why, now, LABELS, _words(found)) if posted and why else now
    home = f"/programmes/{slug}/asks"
    return render(
        request,
        "asks/form.html",
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, found, request.scope["path"], found.as_at),
        form=_choices(found, ask, about),
        filled=filled,
        problems=filled.problems,
        back=f"{home}/{number}" if number else home,
    )


def _mine(session: Session, actor: Actor, programme_id: int, found: Snapshot, number: int) -> AskPosition:
    ask = next((each for each in found.asks if each.number == number), None)
    if ask is None:
        raise Unseen("ask")
    require(actor, Action.RAISE_ASK, programme_id, whose_is(session, programme_id, found, ask))
    return ask


def _choices(found: Snapshot, ask: AskPosition | None, about: tuple[tuple[str, str], ...]) -> AskForm:
    boards = tuple((str(board.number), board.name) for board in found.boards)
    return AskForm(
        ask=ask,
        about=about,
        kinds=tuple(Choice(kind, words) for kind, words in KINDS.items()),
        boards=(*boards, ("", "Another body, named below")),
        meetings=meetings(found),
    )


def _asked(request: Request, found: Snapshot) -> Typed:
    """A new ask, as the link that led here begins it: of the first board, by its next meeting."""
    query = request.query_params
    codes = [f"{code}{query[name]}" for code, name in _ABOUT.items() if query.get(name)]
    return {
        "about": codes,
        "board": [str(board.number) for board in found.boards[:1]],
        "meeting": [each.value for each in meetings(found)[:1] if each.value != OTHER],
    }


def _standing(ask: AskPosition, found: Snapshot) -> Typed:
    return {
        "kind": [ask.kind],
        "wording": [ask.wording],
        "board": [str(ask.board or "")],
        "body": [ask.body or ""],
        "consequence": [ask.consequence or ""],
        **chosen_meeting(ask.meeting, found),
    }


def _words(found: Snapshot) -> Callable[[str, Typed], str]:
    """The answer to a field in words."""
    names: Mapping[str, Mapping[str, str]] = {
        "kind": {kind.value: words for kind, words in KINDS.items()},
        "board": {str(board.number): board.name for board in found.boards},
        "meeting": {each.value: each.text for each in meetings(found)},
    }

    def say(name: str, typed: Typed) -> str:
        given = with_meeting(typed) if name == "meeting" else typed
        text = next(iter(given.get(name, ())), "")
        return names.get(name, {}).get(text, text)

    return say
