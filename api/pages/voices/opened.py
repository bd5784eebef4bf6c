"""What a form about a voice is drawn from: the programme today, the thing itself, and what the form has seen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy.orm import Session
from starlette.requests import Request

from api.dependencies import reading
from wsoa import snapshot
from wsoa.access import Action, Actor
from wsoa.errors import Unseen
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions.voices import AuditPosition, CaseStudyPosition, VoicePosition
from wsoa.snapshot.voices import audits, case_studies, voices

T = TypeVar("T", CaseStudyPosition, VoicePosition, AuditPosition)


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """Quotations, case studies or audits: what one is called, where its pages are, its rows and how they are read."""

    what: str
    path: str
    terms: str
    read: Callable[[Session, Actor, str], tuple[T, ...]]

    def home(self, slug: str, number: int | None = None) -> str:
        """Where one of them is read: a case study on its own page, the others in the list."""
        if number is None:
            return f"/programmes/{slug}/voices"
        if self is CASE_STUDIES:
            return f"/programmes/{slug}/voices/{self.path}/{number}"
        return f"/programmes/{slug}/voices#{self.what}-{number}"


@dataclass(frozen=True, slots=True)
class Opened(Generic[T]):
    """The programme, the thing as it stands (None: a new one), and the newest row of it a form opened now has seen."""

    snap: Snapshot
    thing: T | None
    seen: int


QUOTATIONS = Kind("quotation", "quotations", "voice_terms", lambda *asked: voices(*asked))
CASE_STUDIES = Kind("case study", "case-studies", "case_study_terms", lambda *asked: case_studies(*asked))
AUDITS = Kind("audit", "audits", "plan_audit_terms", lambda *asked: audits(*asked))


def opened(request: Request, slug: str, kind: Kind[T], number: int | None) -> Opened[T]:
    """What a form opened now stands on. Unseen where there is none, Barred for who may not keep it."""
    with reading(request, Action.KEEP_VOICES) as (session, actor):
        return open_in(session, actor, slug, kind, number)


def open_in(session: Session, actor: Actor, slug: str, kind: Kind[T], number: int | None) -> Opened[T]:
    """The same within a session that is open. Raises Unseen."""
    snap = snapshot.load(session, actor, slug)
    if number is None:
        return Opened(snap, None, 0)
    thing = next((each for each in kind.read(session, actor, slug) if each.number == number), None)
    if thing is None:
        raise Unseen(kind.what)
    return Opened(snap, thing, snapshot.seen(session, actor, slug, kind.terms, number))
