"""Tries to sign in: ten wrong ones of a name in any five minutes, exactly, however many guess at once (PROOFS S9).

A name that nobody has is counted like any other (S11). A browser that its owner has signed in with has ten of its own,
so that the owner still comes in while somebody guesses. A try is taken, and committed, before a hash is compared.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wsoa import clock, security_log
from wsoa.errors import Busy
from wsoa.sign_ins.browsers import digest_if_known
from wsoa.tables import SignInTries, metadata
from wsoa.terms import SecurityKind

MOST_TRIES = 10
WITHIN = timedelta(minutes=5)
_PRUNED_AT_ONCE = 100

_tries = metadata.tables[str(SignInTries.__tablename__)]


@dataclass(frozen=True, slots=True)
class Try:
    """A try to sign in: what it is counted under, and when; `at` None: there were too many before it.

    `name` is the digest under which the typed name is logged, `by_browser` says that a known browser's own tries count.
    """

    key: str
    at: str | None
    is_last: bool
    name: str
    by_browser: bool

    @property
    def counts(self) -> bool:
        """Whether a passphrase may be compared; where not, the same work is done for nobody's."""
        return self.at is not None


def take(session: Session, typed: str, person: str | None, browser: str | None) -> Try:
    """One more try for a typed address, counted now: the caller commits before it compares anything.

    `person` is whose address it is, if anybody's, and `browser` the secret that the browser sent. Raises Busy.
    """
    known = digest_if_known(session, person, browser)
    name = security_log.salted(session, typed.lower())
    key = security_log.salted(session, f"browser {known}") if known else name
    kept, moment = _held(session, key), clock.now()
    recent = _recent(kept, moment)
    free = len(recent) < MOST_TRIES
    at = moment.isoformat() if free else None
    _write(session, key, [*recent, at] if at else recent)
    _prune(session)
    return Try(key, at, len(recent) + 1 == MOST_TRIES, name, known is not None)


def give_back(session: Session, tried: Try) -> None:
    """The passphrase was right, or none was compared: the try is not counted."""
    recent = _recent(_held(session, tried.key), clock.now())
    if tried.at in recent:
        recent.remove(tried.at)
    _write(session, tried.key, recent)


def failed(session: Session, tried: Try, person: str | None) -> None:
    """Note that a try was wrong, or one too many; the same is written whoever it was.

    What people may read holds at most ten lines of a person's in five minutes: the rest goes to the operator's log.
    """
    _write(session, tried.key, _recent(_held(session, tried.key), clock.now()))
    limited = tried.is_last or not tried.counts
    kind = SecurityKind.SIGN_IN_LIMITED if limited else SecurityKind.SIGN_IN_FAILED
    if person is None or not tried.counts:
        security_log.tell(kind, name=None if person else tried.name, about=person, known_browser=tried.by_browser)
    else:
        security_log.note(session, kind, about=person, known_browser=tried.by_browser)


def _held(session: Session, key: str) -> Row[tuple[list[str]]]:
    """The tries under a key, held until the end of the transaction."""
    mine = select(_tries.c.tries).where(_tries.c.key == key).with_for_update()
    kept = session.execute(mine).first()
    if kept is None:
        try:
            with session.begin_nested():
                session.execute(insert(_tries).values(key=key, tries=[], last_at=clock.now()))
        except IntegrityError:  # another request was first
            pass
        kept = session.execute(mine).first()
    if kept is None:
        raise Busy
    return kept


def _recent(kept: Row[tuple[list[str]]], moment: datetime) -> list[str]:
    """Those that still count; never more than the limit is kept."""
    return [at for at in kept.tries if datetime.fromisoformat(at) > moment - WITHIN]


def _write(session: Session, key: str, tries: list[str]) -> None:
    session.execute(update(_tries).where(_tries.c.key == key).values(tries=tries, last_at=clock.now()))


def _prune(session: Session) -> None:
    """Forget names that nobody has tried for a while; one that is being tried at this moment is left alone.

    Whoever prunes holds their own name by now, and waits for nobody else's.
    """
    old = select(_tries.c.key).where(_tries.c.last_at < clock.now() - WITHIN).limit(_PRUNED_AT_ONCE)
    session.execute(delete(_tries).where(_tries.c.key.in_(old.with_for_update(skip_locked=True))))
