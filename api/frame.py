"""What stands around a page: whose programme, who is signed in, and only what they may use."""

from dataclasses import replace
from datetime import date

from api.moments import THEN
from api.render import Frame, NavItem, Past, day
from wsoa.access import Action, Actor, may_with, reaches
from wsoa.snapshot import ProgrammeName, Snapshot
from wsoa.snapshot.positions import capital

_PAGES = (
    ("Overview", "", Action.OPEN_PROGRAMME),
    ("My updates", "/my-updates", Action.UPDATE_MILESTONE),
    ("This round", "/this-round", Action.KEEP_ROUND),
    ("Milestones", "/milestones", Action.READ_WORKING),
    ("Risks", "/risks", Action.READ_WORKING),
    ("Indicators", "/scorecard", Action.READ_WORKING),
    ("Asks", "/asks", Action.READ_ASKS),
    ("Date moves", "/date-moves", Action.DECIDE_DATE),
    ("The record", "/record", Action.READ_WORKING),
    ("Packs", "/packs", Action.READ_PACK),
    ("Reports", "/reports", Action.READ_REPORT),
    ("Trackers", "/trackers", Action.SET_UP),
    ("Set-up", "/set-up", Action.SET_UP),
)

_ONE_PLACE = dict.fromkeys(("indicators", "targets", "values", "statistics", "data-quality"), "scorecard")
"""Pages that stand behind another's line of the navigation, by the first part of their address."""


def bare_frame(actor: Actor) -> Frame:
    """The frame of a page that belongs to no programme."""
    return Frame(person=actor.name)


def programme_frame(actor: Actor, programme: ProgrammeName, path: str) -> Frame:
    """The frame of a programme's page: its name, and the pages that this person may use."""
    home = f"/programmes/{programme.slug}"
    first = path.removeprefix(home).removeprefix("/").partition("/")[0]
    here = "/" + _ONE_PLACE.get(first, first)
    nav = tuple(
        NavItem(text, home + part, current=here == (part or "/"))
        for text, part, action in _PAGES
        if reaches(actor, action, programme.id)
    )
    several = len({held.programme_id for held in actor.held if may_with(held, Action.OPEN_PROGRAMME)}) > 1
    return Frame(area=programme.name, home=home, person=actor.name, other_programmes="/" if several else None, nav=nav)


def as_at_frame(frame: Frame, snapshot: Snapshot, path: str, today: date, *, known_by: str | None = None) -> Frame:
    """The frame of a page drawn from a snapshot: as at when and as known when, and plainly so when that is the past."""
    is_past = snapshot.as_at != today or known_by is not None
    past = Past(snapshot.as_at, path, known_by == THEN, known_by, snapshot.known_by) if is_past else None
    when = f"as at today, {day(today)}" if past is None else f"as at {day(snapshot.as_at)}"
    words = snapshot.words
    nav = tuple(
        replace(item, text=capital(words.milestones)) if item.text == "Milestones" else item for item in frame.nav
    )
    return replace(frame, nav=nav, position=f"{snapshot.name} · {when}", past=past, words=words)
