"""An evidence narrative somebody opens: how far it has come, and what it says, live, drawn or frozen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from exports import catalogue
from exports.beside import Beside, NarrativeIssue, SignedOff
from exports.catalogue import Report
from exports.frozen import frozen, thawed
from wsoa import __version__, clock, snapshot
from wsoa.access import Action, Actor, operator
from wsoa.narratives.issuing import NarrativeEdition, next_version
from wsoa.snapshot import Snapshot
from wsoa.snapshot.narrated import narrated
from wsoa.snapshot.narratives import frozen_narrative, narrative, narratives
from wsoa.snapshot.positions import WeaknessPosition, capital
from wsoa.snapshot.positions.narrated import NarrativePosition
from wsoa.snapshot.positions.viewpoints import ViewState
from wsoa.snapshot.viewpoints import viewpoints
from wsoa.terms import NarrativeState

REPORT = "evidence-narrative"
LIVE = (NarrativeState.DRAFT, NarrativeState.WITH_PARTNERS)
"""Before it is drawn it says what the record says now."""

_WHOLE = operator("evidence narrative")
"""Whoever may read a narrative reads all of it, whatever part of the record is theirs beside it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A narrative among all that the reader may know of, and the programme as it stands today.

    `weakness` is the area it is of (None: all), `version` in which it is issued or would be.
    """

    found: Snapshot
    narrative: NarrativePosition
    among: Sequence[NarrativePosition]
    weakness: WeaknessPosition | None
    version: int

    @property
    def called(self) -> str:
        """What it is called: *Evidence narrative: Area of weakness A · version 1*."""
        return narrative_called(self.found, self.narrative)

    @property
    def report(self) -> Report[Any]:
        """The report it is printed as. Any: each report has contents of its own."""
        return catalogue.report(REPORT)


def narrative_called(found: Snapshot, narrative: NarrativePosition) -> str:
    """What it is called: *Evidence narrative: Area of weakness A · version 1*; the version once it is issued."""
    words = found.words
    weakness = next((each for each in found.weaknesses if each.number == narrative.weakness), None)
    of = f"{capital(words.weakness)} {weakness.ref or weakness.number}" if weakness else f"all {words.weaknesses}"
    return f"Evidence narrative: {of}" + (f" · version {narrative.version}" if narrative.issued else "")


def open_one(session: Session, actor: Actor, slug: str, number: int) -> Opened:
    """The narrative. Raises Unseen (for a partner also while they are not asked about it) and Barred."""
    mine = narrative(session, actor, slug, number)
    found = snapshot.load(session, _WHOLE, slug)
    among = narratives(session, _WHOLE, slug)
    weakness = next((each for each in found.weaknesses if each.number == mine.weakness), None)
    return Opened(found, mine, among, weakness, mine.version or next_version(among, mine.weakness))


# Any: each report has contents of its own, which only its own writers and template are given.
def contents_of(session: Session, actor: Actor, opened: Opened, issued_on: date | None = None) -> Any:
    """What the narrative says: as it was frozen, as it was drawn for its cross-check, or as the record says it now.

    With `issued_on`, as it says it when it is issued on that day. Raises Unseen and Barred.
    """
    mine, slug = opened.narrative, opened.found.slug
    if mine.issued:
        return thawed(opened.report, frozen_narrative(session, actor, slug, mine.number))
    live = mine.state in LIVE or mine.state is NarrativeState.GIVEN_UP
    read = (
        opened.found if live else snapshot.load(session, _WHOLE, slug, as_at=mine.position_date, known_by=mine.known_by)
    )
    return _drawn(session, opened, read, issued_on)


def doubtful(session: Session, opened: Opened) -> tuple[str, ...]:
    """What it cites and, as the record stands now, no longer holds: a sentence each."""
    now = _drawn(session, opened, opened.found, None)
    return tuple(f"[{each.cited}]: {each.sentence}" for each in now.broken)


def waiting_views(session: Session, opened: Opened) -> tuple[str, ...]:
    """The partners' views of its area that wait for their personal-data check: a sentence each."""
    found = viewpoints(session, _WHOLE, opened.found.slug)
    of = opened.narrative.weakness
    waits = (each for each in found if each.state is ViewState.WAITING and of in (None, each.beside.weakness))
    return tuple(f"A view of {each.organisation_name} waits for its check." for each in waits)


def edition(session: Session, actor: Actor, slug: str, number: int) -> NarrativeEdition:
    """What narrative `number` is when it is issued today. Raises Unseen and Barred."""
    opened = open_one(session, actor, slug, number)
    snapshot.open_programme(session, actor, slug, Action.KEEP_NARRATIVE)
    contents = contents_of(session, actor, opened, issued_on=clock.today())
    file = opened.report.writers["docx"](contents, mark="")
    return NarrativeEdition(
        version=opened.version,
        contents=frozen(contents),
        file=file,
        program_version=__version__,
        head=opened.found.head.number,
        doubtful=doubtful(session, opened),
        waiting=waiting_views(session, opened),
    )


def _drawn(session: Session, opened: Opened, read: Snapshot, issued_on: date | None) -> Any:
    told = narrated(session, _WHOLE, opened.found.slug, as_at=read.as_at, known_by=read.known_by)
    of = opened.narrative.weakness
    beside = Beside(
        earlier=snapshot.earlier_rounds(session, _WHOLE, read, opened.report.rounds),
        narrated=told,
        weakness=of,
        issue_of_narrative=_issue(opened, issued_on),
    )
    return opened.report.contents(read, beside)


def _issue(opened: Opened, issued_on: date | None) -> NarrativeIssue:
    mine = opened.narrative
    before = next((each for each in opened.among if each.number == mine.replaces), None)
    signed = tuple(SignedOff(each.name, each.office, each.signed_on) for each in mine.signatories)
    return NarrativeIssue(
        version=opened.version,
        mends=before.version if before else None,
        signatories=signed,
        # Readers outside know who signs; whoever else had a hand in it stands there by what they did (PROOFS 7).
        checked_by="a second person" if mine.checked_by else None,
        issued_on=issued_on,
    )
