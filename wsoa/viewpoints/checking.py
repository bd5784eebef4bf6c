"""The one check that stands before a view is printed: does it hold personal data? Nothing else is asked of it.

Whoever checks cannot change a word, and what was found clean cannot be held back later: if something was overlooked,
an erasure takes it out, which takes two people.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor, reaches
from wsoa.errors import Barred, Invalid, Unseen
from wsoa.history import OpenEntry, entry
from wsoa.snapshot import open_programme
from wsoa.snapshot.let_in import let_in, let_in_by
from wsoa.snapshot.positions.viewpoints import ViewpointPosition, ViewState
from wsoa.snapshot.viewpoints import authors_of
from wsoa.tables import ViewpointCheck, ViewpointTerms, metadata

WHAT = "This view"
OVERLOOKED = (
    "It was checked, and nothing personal was found: from then on nobody can hold it back. If personal data stands in "
    "it all the same, request that those words are erased, which takes two people."
)
AGAIN = (
    "You have sent back these very words before: to send them back again takes somebody else who checks views. You can "
    "still say that they hold no personal data."
)
_check = metadata.tables[str(ViewpointCheck.__tablename__)]
_terms = metadata.tables[str(ViewpointTerms.__tablename__)]


def check_view(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    *,
    version: int,
    clean: bool,
    reason: str = "",
    seen: int,
    token: str | None = None,
) -> int:
    """Say that `version` of a view holds no personal data, or send it back with where that stands; the sequence.

    Never who wrote any of it, nor whom they let in (PROOFS 2.2). Sent back by mistake, it can be found clean after all.
    The same words are sent back a second time by somebody else than the first.
    Raises Unseen, Barred, Conflict (there is a newer version, or somebody checked it since `seen`) and Invalid.
    """
    action, sent = Action.CHECK_VIEW, (number, version, clean, reason, seen)
    with entry(session, actor, slug, command="check_view", action=action, token=token, payload=sent) as writing:
        standing = writing.standing(ViewpointTerms, number, clock.today())
        if standing is None:
            raise Unseen("view")
        row = _row(writing, number, version, clean=clean, reason=reason)
        if first := writing.replayed(row):
            return first
        writing.require_seen(ViewpointTerms, number, version, WHAT)
        writing.require_seen(ViewpointCheck, number, seen, "The check of this view")
        if problems := _unfit(writing, number) | _decided(writing, number, version):
            raise Invalid(problems)
        if standing.values["withdrawn"]:
            raise Invalid({"": "They have taken it back, so there is nothing to check."})
        if not clean and (problems := _unsent(writing, number, reason, standing.values["wording"])):
            raise Invalid(problems)
        return writing.append(row)


def may_check(session: Session, actor: Actor, slug: str, view: ViewpointPosition) -> bool:
    """Whether the actor could check what stands of a view: a manager who has not written it. Raises Unseen."""
    programme = open_programme(session, actor, slug)
    open_ = view.state in (ViewState.WAITING, ViewState.SENT_BACK)
    if not open_ or actor.is_operator or not reaches(actor, Action.CHECK_VIEW, programme.id):
        return False
    return actor.uid not in authors_of(session, programme.id, view.number)


def _row(writing: OpenEntry, number: int, version: int, *, clean: bool, reason: str) -> ViewpointCheck:
    return ViewpointCheck(
        programme_id=writing.programme_id,
        number=number,
        as_at=clock.today(),
        version=version,
        clean=clean,
        decided_by=writing.actor.uid,
        reason=None if clean else reason.strip() or None,
    )


def _unfit(writing: OpenEntry, number: int) -> dict[str, str]:
    """Why this person cannot check it."""
    if writing.actor.is_operator:
        raise Barred(Action.CHECK_VIEW.value)
    authors = authors_of(writing.session, writing.programme_id, number)
    if writing.actor.uid in authors:
        return {"": "You wrote it, so somebody else has to check it: that takes two people."}
    if let_in_by(writing.session, writing.actor.uid, authors):
        return {"": let_in("wrote it", "check")}
    return {}


def _unsent(writing: OpenEntry, number: int, reason: str, wording: str) -> dict[str, str]:
    """Why it is not sent back to them."""
    if not reason.strip():
        return {"reason": "Say where the personal data stands, so that they can take it out."}
    return _sent_back(writing, number, wording)


def _decided(writing: OpenEntry, number: int, version: int) -> dict[str, str]:
    check = writing.standing(ViewpointCheck, number, clock.today())
    was_clean = check is not None and check.values["version"] == version and check.values["clean"]
    return {"": OVERLOOKED} if was_clean else {}


def _sent_back(writing: OpenEntry, number: int, wording: str) -> dict[str, str]:
    """Why this person cannot send these words back: they did so before, or were let in by who did.

    Else one manager could keep a view from print for good, by sending back whatever comes again.
    """
    same = (_terms.c.programme_id == _check.c.programme_id) & (_terms.c.number == _check.c.number)
    of = same & (_terms.c.sequence == _check.c.version) & (_terms.c.wording == wording)
    mine = (_check.c.programme_id == writing.programme_id) & (_check.c.number == number) & ~_check.c.clean
    before = frozenset(writing.session.scalars(select(_check.c.decided_by).join(_terms, of).where(mine)))
    if writing.actor.uid in before:
        return {"": AGAIN}
    return {"": let_in("sent it back", "check")} if let_in_by(writing.session, writing.actor.uid, before) else {}
