"""What every form about a visit needs: the visit, the programme around it, and the page it leads back to."""

from dataclasses import dataclass

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.filled import Filled, NotSaved
from api.frame import as_at_frame
from api.render import render
from wsoa import snapshot
from wsoa.access import Actor
from wsoa.change import Change
from wsoa.errors import Unseen
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions.visits import RequestPosition, SessionPosition, VisitPosition
from wsoa.snapshot.visits import visit
from wsoa.text import Words

WHY = {"reason": "Why"}


class Why(Change):
    """The reason, and nothing else."""

    reason: Words = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """A visit somebody opens a form about, and the programme as it stands."""

    found: Snapshot
    visit: VisitPosition

    @property
    def back(self) -> str:
        """The page of the visit."""
        return f"/programmes/{self.found.slug}/visits/{self.visit.number}"

    def session(self, number: int) -> SessionPosition:
        """A session of the visit. Raises Unseen."""
        for each in self.visit.sessions:
            if each.number == number:
                return each
        raise Unseen("session")

    def request(self, number: int) -> RequestPosition:
        """A request of the visit. Raises Unseen."""
        for each in self.visit.requests:
            if each.number == number:
                return each
        raise Unseen("request")


def open_visit(session: Session, actor: Actor, slug: str, number: int) -> Opened:
    """Visit `number` as it stands today. Raises Unseen and Barred."""
    return Opened(snapshot.load(session, actor, slug), visit(session, actor, slug, number))


def drawn(
    request: Request, template: str, opened: Opened, filled: Filled, why: NotSaved | None, **context: object
) -> Response:
    """The form: opened fresh, or again with what was typed (422, 409)."""
    return render(
        request,
        f"visits/{template}",
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, opened.found, request.scope["path"], opened.found.as_at),
        headers=None,
        visit=opened.visit,
        filled=filled,
        problems=filled.problems,
        back=opened.back,
        **context,
    )
