"""What stands around a page: whose programme, who is signed in, and only what they may use."""

from dataclasses import replace
from datetime import date

from api.moments import THEN
from api.render import Frame, NavItem, Past, day
from wsoa.access import Action, Actor, may_somewhere, may_with, reaches
from wsoa.snapshot import ProgrammeName, Snapshot
from wsoa.snapshot.positions import OwnWords, capital

SUMMARY = "/reports/progress-summary"
"""Below a programme: the one report that advisers and partners read."""

_PAGES = (
    ("Overview", "", Action.OPEN_PROGRAMME),
    ("My updates", "/my-updates", Action.UPDATE_MILESTONE),
    ("This round", "/this-round", Action.KEEP_ROUND),
    ("Milestones", "/milestones", Action.READ_WORKING),
    ("Risks", "/risks", Action.READ_WORKING),
    ("Indicators", "/scorecard", Action.READ_WORKING),
    ("Evidence", "/evidence", Action.READ_WORKING),
    ("Our view", "/our-view", Action.GIVE_VIEW),
    ("Narratives", "/narratives", Action.COMMENT_NARRATIVE),
    ("Asks", "/asks", Action.READ_ASKS),
    ("Date moves", "/date-moves", Action.DECIDE_DATE),
    ("The record", "/record", Action.READ_WORKING),
    ("Packs", "/packs", Action.READ_PACK),
    ("Released", "/released", Action.READ_RELEASED),
    ("Evidence room", "/evidence-room", Action.READ_RELEASED),
    ("Reports", "/reports", Action.READ_REPORT),
    ("Progress summary", SUMMARY, Action.READ_SUMMARY),
    ("Trackers", "/trackers", Action.SET_UP),
    ("Set-up", "/set-up", Action.SET_UP),
)

_ADMINISTRATION = (
    ("Accounts", "/administration", Action.MANAGE_ACCOUNTS),
    ("Security log", "/administration/security", Action.READ_SECURITY_LOG),
    ("Erasures", "/administration/erasures", Action.APPROVE_ERASURE),
)
"""What an administrator may use: none of it belongs to a programme."""

_ONE_PLACE = {
    **dict.fromkeys(("indicators", "targets", "values", "statistics", "data-quality"), "scorecard"),
    "releases": "packs",
    "voices": "evidence",
    "narratives": "reports",
}
"""Pages that stand behind another's line of the navigation, by the first part of their address."""


def bare_frame(actor: Actor, path: str) -> Frame:
    """The frame of a page that belongs to no programme: an administrator's own pages stand in its menu."""
    mine = [(text, href) for text, href, action in _ADMINISTRATION if may_somewhere(actor, action)]
    here = max((href for _, href in mine if f"{path}/".startswith(f"{href}/")), key=len, default=None)
    return Frame(person=actor.name, nav=tuple(NavItem(text, href, current=href == here) for text, href in mine))


def programme_frame(actor: Actor, programme: ProgrammeName, path: str) -> Frame:
    """The frame of a programme's page: its name, and the pages that this person may use."""
    home = f"/programmes/{programme.slug}"
    first = path.removeprefix(home).removeprefix("/").partition("/")[0]
    here = "/" + _ONE_PLACE.get(first, first)
    aside = _aside(actor, programme.id)
    nav = tuple(
        NavItem(text, home + part, current=here == (part or "/") or path == f"{home}{SUMMARY}" == home + part)
        for text, part, action in _PAGES
        if reaches(actor, action, programme.id) and part not in aside
    )
    several = len({held.programme_id for held in actor.held if may_with(held, Action.OPEN_PROGRAMME)}) > 1
    return Frame(
        area=programme.name,
        home=home,
        person=actor.name,
        other_programmes="/" if several else None,
        released=f"{home}/released" if begins_with_released(actor, programme.id) else None,
        nav=nav,
    )


def _aside(actor: Actor, programme_id: int) -> tuple[str, ...]:
    """Lines that the navigation does without: an overview that is the list of what is released, the one report that
    stands among the others, and that list for who finds it on the page where releases are seen to.
    """
    aside: tuple[str, ...] = ("",) if begins_with_released(actor, programme_id) else ()
    aside += (SUMMARY, "/narratives") if reaches(actor, Action.READ_REPORT, programme_id) else ()
    keeps = reaches(actor, Action.KEEP_RELEASES, programme_id)
    return (*aside, "/released", "/evidence-room") if keeps else aside


def begins_with_released(actor: Actor, programme_id: int) -> bool:
    """Whether what is released is all that this person reads here, so that their overview is the list of it."""
    more = (Action.READ_WORKING, Action.READ_PACK, Action.READ_ASKS)
    return reaches(actor, Action.READ_RELEASED, programme_id) and not any(
        reaches(actor, each, programme_id) for each in more
    )


def as_at_frame(frame: Frame, snapshot: Snapshot, path: str, today: date, *, known_by: str | None = None) -> Frame:
    """The frame of a page drawn from a snapshot: as at when and as known when, and plainly so when that is the past."""
    is_past = snapshot.as_at != today or known_by is not None
    past = Past(snapshot.as_at, path, known_by == THEN, known_by, snapshot.known_by) if is_past else None
    when = f"as at today, {day(today)}" if past is None else f"as at {day(snapshot.as_at)}"
    return replace(in_own_words(frame, snapshot.words), position=f"{snapshot.name} · {when}", past=past)


def in_own_words(frame: Frame, words: OwnWords) -> Frame:
    """The frame of a programme that calls its things by these words."""
    nav = tuple(
        replace(item, text=capital(words.milestones)) if item.text == "Milestones" else item for item in frame.nav
    )
    return replace(frame, nav=nav, words=words)
