"""A file that was brought, opened for a page: what it holds, read as this programme's people said."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from api.pages.trackers.reading import workbook_in
from wsoa import tracker_loads
from wsoa.access import Action, Actor
from wsoa.errors import Refused
from wsoa.intake.corrections import Corrections
from wsoa.intake.found import FoundTracker, TableKind
from wsoa.intake.grid import Workbook
from wsoa.intake.recognising.recognise import recognise
from wsoa.snapshot import ProgrammeName, open_programme
from wsoa.terms import LoadState
from wsoa.tracker_loads import Draft


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft that was read, its grid, and what people said about it and about files before it."""

    programme: ProgrammeName
    draft: Draft
    workbook: Workbook
    corrections: Corrections

    def found(self) -> FoundTracker:
        """What it holds. Raises Unreadable when too little is left of it."""
        return recognise(self.workbook, self.corrections)

    @property
    def home(self) -> str:
        """The address of its page."""
        return tracker_path(self.programme.slug, self.draft.number)


def tracker_path(slug: str, number: int) -> str:
    """Where a file that was brought is shown, from its upload to the report of its load."""
    return f"/programmes/{slug}/trackers/{number}"


def find(session: Session, actor: Actor, slug: str, number: int) -> tuple[ProgrammeName, Draft]:
    """The programme and the file brought under that number. Raises Unseen and Barred."""
    programme = open_programme(session, actor, slug, Action.SET_UP)
    return programme, tracker_loads.draft(session, actor, programme.id, number)


def open_draft(session: Session, actor: Actor, slug: str, number: int) -> Opened:
    """A file that was read and is not loaded yet; Refused for any other."""
    programme, draft = find(session, actor, slug, number)
    if draft.state is not LoadState.READ:
        raise Refused("This file is not waiting to be loaded: it was loaded, given up or never read.")
    known = tracker_loads.remembered(session, programme.id)
    remembered = {(TableKind(kind), header): field for (kind, header), field in known.items()}
    corrections = Corrections(columns=draft.columns, remembered=remembered, settled=draft.settled)
    return Opened(programme, draft, workbook_in(tracker_loads.grid_of(session, draft)), corrections)
