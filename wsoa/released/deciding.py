"""Releasing what was proposed, or refusing it: the second of two people."""

from sqlalchemy.orm import Session

from wsoa import clock, security_log
from wsoa.access import Action, Actor, reaches
from wsoa.errors import Conflict, Invalid
from wsoa.history import OpenEntry, entry
from wsoa.history.freezing import digest_of, freeze
from wsoa.released.files import CHANGED
from wsoa.released.proposing import IN_PERSON, KINDS, WHAT, Release, outdated, standing, unissued
from wsoa.released.whose import issued_narrative, issued_pack
from wsoa.snapshot import open_programme
from wsoa.snapshot.files import files_of
from wsoa.snapshot.let_in import let_in, let_in_by
from wsoa.snapshot.narratives import narrative
from wsoa.snapshot.positions.released import Releasable, ReleasePosition
from wsoa.snapshot.prepared import prepared_by
from wsoa.snapshot.released import evidence_said, releases
from wsoa.tables import EvidenceRelease
from wsoa.terms import ReleaseState, SecurityKind


def decide_release(
    session: Session,
    actor: Actor,
    slug: str,
    what: Releasable,
    number: int,
    *,
    release: bool,
    reason: str = "",
    confirmed: bool = False,
    contents: str = "",
    seen: int,
    token: str | None = None,
) -> int:
    """Release what was proposed, or refuse it with a reason; the sequence of the row. Never who proposed it, nor
    who opened, wrote or issued a narrative.

    Who releases has `confirmed` that they checked it for personal data. `contents` is the digest of what they were
    shown of a piece of evidence: those very words are frozen, with the copy of
    its file that was kept when it was proposed. Raises Unseen, Barred, Invalid, and Conflict when
    somebody saw to it since `seen`, or the evidence says something else by now.
    """
    action, sent = Action.DECIDE_RELEASE, (what, number, release, reason, confirmed, contents, seen)
    with entry(session, actor, slug, command="decide_release", action=action, token=token, payload=sent) as writing:
        if writing.was_sent():
            return writing.sequence(KINDS[what], number)
        # What was never proposed is not there to be decided about.
        said = evidence_said(session, actor, slug, number) if what is Releasable.EVIDENCE else b""
        late = _late(writing, slug, what, number, action)
        writing.require_seen(KINDS[what], number, seen, WHAT)
        row = standing(writing, what, number)
        unsaid = _unsaid(late, release=release, reason=reason, confirmed=confirmed)
        prepared = _prepared(session, actor, slug, what, number)
        if problems := _undecided(session, actor, row, prepared) or unsaid:
            raise Invalid(problems)
        row.decided_by, row.reason = actor.uid, reason.strip() or None
        row.state = ReleaseState.RELEASED if release else ReleaseState.REFUSED
        if release:
            row.confirmed = True
            _freeze(writing, row, said, contents, seen)
            _note(writing, what, number)
        return writing.append(row)


def may_decide(session: Session, actor: Actor, slug: str, release: ReleasePosition) -> bool:
    """Whether the actor could release it: whoever decides about releases, and neither proposed nor prepared this one.

    Raises Unseen.
    """
    return (
        release.state is ReleaseState.PROPOSED
        and not actor.is_operator
        and actor.uid != release.proposed_by
        and reaches(actor, Action.DECIDE_RELEASE, open_programme(session, actor, slug).id)
        and actor.uid not in _prepared(session, actor, slug, release.what, release.number)
    )


def waiting_for(session: Session, actor: Actor, slug: str) -> tuple[ReleasePosition, ...]:
    """What waits for the actor to release or refuse it; nothing for who cannot. Raises Unseen."""
    programme = open_programme(session, actor, slug)
    if not reaches(actor, Action.DECIDE_RELEASE, programme.id):
        return ()
    return tuple(each for each in releases(session, actor, slug) if may_decide(session, actor, slug, each))


def _late(writing: OpenEntry, slug: str, what: Releasable, number: int, action: Action) -> dict[str, str]:
    """Why what was proposed can be released no more. Raises Unseen and Barred."""
    if what is Releasable.PACK:
        return outdated(issued_pack(writing, slug, number, action))
    if what is Releasable.NARRATIVE:
        return unissued(issued_narrative(writing, slug, number, action))
    return _changed(writing, number)


def _prepared(session: Session, actor: Actor, slug: str, what: Releasable, number: int) -> frozenset[str | None]:
    """Who opened, wrote or issued it, where it is a narrative: somebody else’s proposal changes nothing in that."""
    if what is not Releasable.NARRATIVE:
        return frozenset()
    programme = open_programme(session, actor, slug)
    return prepared_by(session, programme.id, narrative(session, actor, slug, number))


def _undecided(session: Session, actor: Actor, row: Release, prepared: frozenset[str | None]) -> dict[str, str]:
    """Why this person cannot decide."""
    if actor.is_operator:
        return {"": IN_PERSON}
    if row.state != ReleaseState.PROPOSED:
        return {"": "Nobody has proposed it, or it has been decided already. Open its page again."}
    if row.proposed_by == actor.uid:
        return {"": "You proposed it, so somebody else has to decide: that takes two people."}
    if actor.uid in prepared:
        return {"": "You opened, wrote or issued it, so somebody else has to decide: that takes two people."}
    if let_in_by(session, actor.uid, (row.proposed_by,)):
        return {"": let_in("proposed it", "decide")}
    if let_in_by(session, actor.uid, prepared):
        return {"": let_in("prepared it", "decide")}
    return {}


def _changed(writing: OpenEntry, number: int) -> dict[str, str]:
    """Why a piece of evidence cannot be released: its file is no longer the one that was proposed."""
    files = files_of(writing.session, writing.programme_id, number)
    proposed = writing.standing(EvidenceRelease, number, clock.today())
    is_late = files is not None and proposed is not None and files.last_change > proposed.values["entry"]
    return {"": CHANGED} if is_late else {}


def _unsaid(late: dict[str, str], *, release: bool, reason: str, confirmed: bool) -> dict[str, str]:
    """What is missing from the answer."""
    if not release:
        return {} if reason.strip() else {"reason": "Say why it is not released."}
    if late:
        return late
    unread = {"confirmed": "Say that you have read it and checked it for personal data."}
    return {} if confirmed else unread


def _freeze(writing: OpenEntry, row: Release, said: bytes, contents: str, seen: int) -> None:
    """What a piece of evidence says is kept; packs and narratives were frozen when they were issued."""
    if not isinstance(row, EvidenceRelease):
        return
    if digest_of(said) != contents:
        raise Conflict("This piece of evidence", seen=seen, newest=seen)
    row.contents_digest = freeze(writing, said)


def _note(writing: OpenEntry, what: Releasable, number: int) -> None:
    subject, person = f"{what.value}/{number}", writing.actor.uid
    security_log.note(
        writing.session, SecurityKind.RELEASED, person=person, programme_id=writing.programme_id, subject=subject
    )
