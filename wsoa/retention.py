"""Retention: how long a programme is kept after it closed, and what of accounts is past (PROOFS 6).

The council chooses the years, at the shell. Nothing goes by itself: when the years are over its words are requested for
erasure, which an administrator approves. What is no content goes when somebody tidies.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Table, delete, func, select
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor, require_somewhere, visible
from wsoa.erasure.frozen import CONTENTS
from wsoa.erasure.held import texts_held
from wsoa.erasure.whole import request_whole
from wsoa.errors import Invalid, Refused
from wsoa.history import Moment, entry, newest, rows
from wsoa.history.erased import erasures_of
from wsoa.history.files_kept import files_named
from wsoa.security_log import forget_before, note
from wsoa.snapshot import open_programme
from wsoa.snapshot.let_in import is_last_used
from wsoa.tables import (
    Invitation,
    KnownBrowser,
    Programme,
    ProgrammeRetention,
    ProgrammeTerms,
    SecurityEvent,
    SignInTries,
    WebSession,
    metadata,
)
from wsoa.terms import SecurityKind

MOST_YEARS = 100
INVITATIONS_KEPT = timedelta(days=90)
"""How long one can still see that somebody was invited, after the code has ended."""
TRIES_KEPT = timedelta(days=1)

_LATEST = 2**31 - 1
_programme = metadata.tables[str(Programme.__tablename__)]
_session = metadata.tables[str(WebSession.__tablename__)]
_invitation = metadata.tables[str(Invitation.__tablename__)]
_browser = metadata.tables[str(KnownBrowser.__tablename__)]
_tries = metadata.tables[str(SignInTries.__tablename__)]
_event = metadata.tables[str(SecurityEvent.__tablename__)]


@dataclass(frozen=True, slots=True)
class KeptFor:
    """How long a programme is kept: nothing said yet (`years` None), open still (`closed_on` None), or until `until`.

    `texts` counts by kind of thing what would go, `files` the files of evidence, which go whole with all their copies.
    """

    slug: str
    name: str
    closed_on: date | None
    years: int | None
    until: date | None
    texts: Mapping[str, int]
    files: int = 0

    @property
    def is_due(self) -> bool:
        """Whether its years are over."""
        return self.until is not None and clock.today() > self.until


@dataclass(frozen=True, slots=True)
class Past:
    """How many rows that are no content have had their time."""

    web_sessions: int
    invitations: int
    known_browsers: int
    sign_in_tries: int
    security_events: int


def say_retention(
    session: Session, actor: Actor, slug: str, *, closed_on: date | None, years: int, token: str | None = None
) -> int:
    """Say when the programme closed (None: it has not) and for how many years it is kept; the sequence of the row.

    Raises Unseen, Barred (only at the shell) and Invalid.
    """
    action, sent = Action.KEEP_RETENTION, (closed_on, years)
    with entry(session, actor, slug, command="say_retention", action=action, token=token, payload=sent) as writing:
        if writing.was_sent():
            return writing.sequence(ProgrammeRetention, 1)
        if closed_on is not None and closed_on > clock.today():
            raise Invalid({"closed_on": "The date it closed cannot be later than today."})
        if not 0 < years <= MOST_YEARS:
            raise Invalid({"years": f"It is kept for 1 to {MOST_YEARS} years."})
        row = ProgrammeRetention(
            programme_id=writing.programme_id, number=1, as_at=clock.today(), closed_on=closed_on, years=years
        )
        note(
            session,
            SecurityKind.RETENTION_SET,
            person=actor.uid,
            programme_id=writing.programme_id,
            years=years,
            closed_on=closed_on.isoformat() if closed_on else None,
        )
        return writing.append(row)


def kept_for(session: Session, actor: Actor, slug: str) -> KeptFor:
    """How long the programme is kept, as it stands. Raises Unseen, and Barred for who may not request an erasure."""
    found = open_programme(session, actor, slug, Action.REQUEST_ERASURE)
    return _kept_for(session, found.id, slug)


def all_kept_for(session: Session, actor: Actor) -> tuple[KeptFor, ...]:
    """The same of every programme, by address. Raises Barred anywhere but at the shell."""
    _require_shell(actor)
    query = select(_programme.c.id, _programme.c.slug).where(visible(actor, _programme)).order_by(_programme.c.slug)
    return tuple(_kept_for(session, row.id, row.slug) for row in session.execute(query).all())


def request_past(session: Session, actor: Actor, slug: str) -> int:
    """Request the erasure of every text of a programme whose years are over; the number of the erasure.

    Raises Unseen, Barred, Invalid, and Refused while it is still to be kept.
    """
    _require_shell(actor)
    found = _kept_for(session, open_programme(session, actor, slug).id, slug)
    if not found.is_due:
        until = f"It is kept until {_day(found.until)}." if found.until else "Nobody has said when it closed."
        raise Refused(f"The years of {slug} are not over. {until}")
    assert found.closed_on is not None
    years = "1 year" if found.years == 1 else f"{found.years} years"
    return request_whole(
        session, actor, slug, f"The programme closed on {_day(found.closed_on)} and was kept for {years}"
    )


def past(session: Session, actor: Actor, log_days: int) -> Past:
    """What is no content and has had its time; events of the security log after `log_days`. Raises Barred."""
    _require_shell(actor)
    old = (_event, _event.c.at < clock.now() - timedelta(days=log_days))
    return Past(*(_count(session, table, over) for table, over in (*_over(clock.now()), old)))


def tidy(session: Session, actor: Actor, log_days: int) -> Past:
    """Delete it, and say how much went. Raises Barred."""
    went = past(session, actor, log_days)
    for table, over in _over(clock.now()):
        session.execute(delete(table).where(over))
    forget_before(session, log_days)
    return went


def last_day(closed_on: date, years: int) -> date:
    """The last day on which it is kept: the same day so many years later, and 28 February for the 29th."""
    try:
        return closed_on.replace(year=closed_on.year + years)
    except ValueError:
        return closed_on.replace(year=closed_on.year + years, day=28)


def _over(moment: datetime) -> tuple[tuple[Table, ColumnElement[bool]], ...]:
    """In the order of `Past`."""
    return (
        (_session, _session.c.ends_at < moment),
        (_invitation, (_invitation.c.ends_at < moment - INVITATIONS_KEPT) & ~is_last_used()),
        (_browser, _browser.c.ends_at < moment),
        (_tries, _tries.c.last_at < moment - TRIES_KEPT),
    )


def _count(session: Session, table: Table, over: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(table).where(over)) or 0


def _kept_for(session: Session, programme_id: int, slug: str) -> KeptFor:
    at = Moment(programme_id, clock.today(), _LATEST)
    said = next(iter(rows(session, newest(ProgrammeRetention), at)), None)
    named = next(iter(rows(session, newest(ProgrammeTerms), at)), None)
    closed_on, years = (said["closed_on"], said["years"]) if said else (None, None)
    return KeptFor(
        slug=slug,
        name=str(named["name"]) if named else slug,
        closed_on=closed_on,
        years=years,
        until=last_day(closed_on, years) if closed_on and years else None,
        texts=_texts(session, programme_id),
        files=len(files_named(session, programme_id).keys() - erasures_of(session, programme_id).files.keys()),
    )


def _texts(session: Session, programme_id: int) -> Mapping[str, int]:
    """How many texts each kind of thing holds; what was frozen counts as one for each pack."""
    held = (each for each in texts_held(session, programme_id) if not each.erased)
    places = {
        (each.kind, each.place if not each.place.field.startswith(CONTENTS) else (each.number, CONTENTS))
        for each in held
    }
    return dict(sorted(Counter(kind for kind, _ in places).items()))


def _require_shell(actor: Actor) -> None:
    require_somewhere(actor, Action.KEEP_RETENTION)


def _day(when: date | None) -> str:
    return f"{when.day} {when:%B %Y}" if when else ""
