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
from wsoa.tables import Entry, ViewpointCheck, ViewpointTerms, metadata

WHAT = "This view"
OVERLOOKED = (
    "It was checked, and nothing personal was found: from then on nobody can hold it back. If personal data stands in "
    "it all the same, request that those words are erased, which takes two people."
)
_entry = metadata.tables[str(Entry.__tablename__)]
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
        if not clean and not reason.strip():
            raise Invalid({"reason": "Say where the personal data stands, so that they can take it out."})
        return writing.append(row)


def may_check(session: Session, actor: Actor, slug: str, view: ViewpointPosition) -> bool:
    """Whether the actor could check what stands of a view: a manager who has not written it. Raises Unseen."""
    programme = open_programme(session, actor, slug)
    open_ = view.state in (ViewState.WAITING, ViewState.SENT_BACK)
    if not open_ or actor.is_operator or not reaches(actor, Action.CHECK_VIEW, programme.id):
        return False
    return actor.uid not in _authors(session, programme.id, view.number)


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
    authors = _authors(writing.session, writing.programme_id, number)
    if writing.actor.uid in authors:
        return {"": "You wrote it, so somebody else has to check it: that takes two people."}
    if let_in_by(writing.session, writing.actor.uid, authors):
        return {"": let_in("wrote it", "check")}
    return {}


def _decided(writing: OpenEntry, number: int, version: int) -> dict[str, str]:
    check = writing.standing(ViewpointCheck, number, clock.today())
    was_clean = check is not None and check.values["version"] == version and check.values["clean"]
    return {"": OVERLOOKED} if was_clean else {}


def _authors(session: Session, programme_id: int, number: int) -> frozenset[str | None]:
    """Everybody who wrote any version of it."""
    same = (_entry.c.programme_id == _terms.c.programme_id) & (_entry.c.number == _terms.c.entry)
    mine = (_terms.c.programme_id == programme_id) & (_terms.c.number == number)
    return frozenset(session.scalars(select(_entry.c.actor).join(_terms, same).where(mine)))
