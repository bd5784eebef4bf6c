"""The administrator's side of an erasure: why, how much and of what kind, never a word of what goes."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, database, reading
from api.editions import redrawn
from api.filled import Filled, NotSaved, Sent, attempt, fresh, refused, sent
from api.guard import permission
from api.pages.erasures.listed import refusing
from api.pages.erasures.worded import Amount, amounts, amounts_of, texts_in
from api.render import render
from wsoa import snapshot
from wsoa.access import Action
from wsoa.database.rewriting import is_due, rewrite
from wsoa.erasure import ErasurePosition, Waiting, approve_erasure, decided, erasure, waiting
from wsoa.snapshot.positions import HOUSE_WORDS
from wsoa.terms import ErasureState
from wsoa.text import Number

router = APIRouter()

LIST = "/administration/erasures"
NOT_READ = "Tick that you have read why it has to go"


@dataclass(frozen=True, slots=True)
class Opened:
    """A request as an administrator sees it. `mine`: they made it themselves, so another person decides."""

    slug: str
    programme: str
    one: ErasurePosition
    mine: bool

    @property
    def path(self) -> str:
        """Its page."""
        return f"{LIST}/{self.slug}/{self.one.number}"

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """What goes, counted by kind of thing."""
        return amounts(self.one, HOUSE_WORDS)

    @property
    def others(self) -> tuple[Amount, ...]:
        """What changes with it although nobody chose it, counted the same."""
        return amounts_of(self.one.others, HOUSE_WORDS)

    @property
    def texts(self) -> int:
        """How many texts go."""
        return texts_in(self.one)


@router.get(LIST)
@permission(Action.APPROVE_ERASURE)
def list_waiting(request: Request) -> Response:
    """What waits for an administrator, and what was decided, in every programme."""
    with reading(request, Action.APPROVE_ERASURE) as (session, actor):
        open_still, done = waiting(session, actor), decided(session, actor)
    return render(
        request, "erasures/waiting.html", waiting=tuple(map(_opened, open_still)), decided=tuple(map(_opened, done))
    )


@router.get("/administration/erasures/{slug}/{number}")
@permission(Action.APPROVE_ERASURE)
def show_request(request: Request, slug: str, number: Number) -> Response:
    """One request, to be approved or refused; afterwards what was done."""
    return _page(request, "erasures/approve.html", slug, number)


@router.post("/administration/erasures/{slug}/{number}")
@permission(Action.APPROVE_ERASURE)
def approve(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The words erased (303); or the request again: 422 without the tick, 409 when somebody decided meanwhile."""
    posted = sent(form)
    if posted.text("read") != "yes":
        return _page(request, "erasures/approve.html", slug, number, posted, NotSaved(422, {"read": NOT_READ}))
    saved = attempt(
        request,
        Action.APPROVE_ERASURE,
        lambda session, actor: approve_erasure(
            session, actor, slug, number, redrawn, seen=posted.seen, token=posted.token or None
        ),
    )
    if isinstance(saved, NotSaved):
        return _page(request, "erasures/approve.html", slug, number, posted, saved)
    rewrite(database(request))
    return RedirectResponse(f"{LIST}/{slug}/{number}", 303)


@router.get("/administration/erasures/{slug}/{number}/refuse")
@permission(Action.APPROVE_ERASURE)
def refuse_request_form(request: Request, slug: str, number: Number) -> Response:
    """The question why it is not erased."""
    return _page(request, "erasures/refuse_request.html", slug, number)


@router.post("/administration/erasures/{slug}/{number}/refuse")
@permission(Action.APPROVE_ERASURE)
def refuse_request(request: Request, slug: str, number: Number, form: Form) -> Response:
    """Refused (303), or the question again: 422 without a reason, 409 when somebody decided meanwhile."""
    posted = sent(form)
    saved = refusing(request, slug, number, posted, Action.APPROVE_ERASURE)
    if isinstance(saved, NotSaved):
        return _page(request, "erasures/refuse_request.html", slug, number, posted, saved)
    return RedirectResponse(f"{LIST}/{slug}/{number}", 303)


def _opened(each: Waiting) -> Opened:
    return Opened(each.slug, each.programme, each.erasure, each.mine)


def _page(
    request: Request, template: str, slug: str, number: int, posted: Sent | None = None, why: NotSaved | None = None
) -> Response:
    with reading(request, Action.APPROVE_ERASURE) as (session, actor):
        programme = snapshot.open_programme(session, actor, slug, Action.APPROVE_ERASURE)
        one = erasure(session, actor, slug, number)
        mine = any(each.mine and (each.slug, each.erasure.number) == (slug, number) for each in waiting(session, actor))
    opened = Opened(slug, programme.name, one, mine)
    filled = _filled(posted, why, one)
    return render(
        request,
        template,
        why.status if why else 200,
        opened=opened,
        one=one,
        waits=one.state is ErasureState.REQUESTED,
        still_on_disk=one.state is ErasureState.DONE and is_due(database(request)),
        filled=filled,
        problems=filled.problems,
        back=opened.path,
    )


def _filled(posted: Sent | None, why: NotSaved | None, one: ErasurePosition) -> Filled:
    now = fresh({}, one.sequence)
    return refused(posted, why, now, {"reason": "Why", "read": "The tick"}) if posted and why else now
