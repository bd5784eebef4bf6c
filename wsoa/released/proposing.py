"""Proposing that something is released: the first of two people."""

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.errors import Invalid
from wsoa.history import OpenEntry, entry
from wsoa.history.restated import restated
from wsoa.history.storing import keep
from wsoa.released.files import CleanCopy, not_ready
from wsoa.released.whose import issued_narrative, issued_pack, sensitivity_of
from wsoa.snapshot.files import files_of
from wsoa.snapshot.positions import PackPosition
from wsoa.snapshot.positions.narrated import NarrativePosition
from wsoa.snapshot.positions.released import Releasable
from wsoa.tables import EvidenceRelease, EvidenceTerms, NarrativeRelease, PackRelease
from wsoa.terms import ReleaseState
from wsoa.text import same_name

Release = PackRelease | EvidenceRelease | NarrativeRelease
KINDS: dict[Releasable, type[Release]] = {
    Releasable.PACK: PackRelease,
    Releasable.EVIDENCE: EvidenceRelease,
    Releasable.NARRATIVE: NarrativeRelease,
}
WHAT = "What was decided about this release"
IN_PERSON = "A release takes two people in their own names, who sign in to make it."
_OPEN = ("", "open")


def propose_release(
    session: Session,
    actor: Actor,
    slug: str,
    what: Releasable,
    number: int,
    *,
    reason: str = "",
    copy: CleanCopy | None = None,
    seen: int,
    token: str | None = None,
) -> int:
    """Propose that an issued pack or narrative or a piece of evidence is released; the sequence of the row.

    A lead proposes evidence of theirs, a manager anything. Of a pack only the newest version; evidence that says how
    it may be shared needs a reason, and evidence with a file the `copy` of it that readers get, which is kept now. What
    is withdrawn, or may not go out yet (`not_ready`), is not proposed. Raises Unseen, Barred, Conflict (somebody saw to
    it since `seen`), Invalid and Unwritable.
    """
    action, sent = Action.PROPOSE_RELEASE, (what, number, reason, copy.of if copy else None, seen)
    with entry(session, actor, slug, command="propose_release", action=action, token=token, payload=sent) as writing:
        problems = _unreleasable(writing, slug, what, number, reason)
        if what is Releasable.EVIDENCE:
            problems = problems or _not_ready(writing, number, copy)
        if writing.was_sent():
            return writing.sequence(KINDS[what], number)
        writing.require_seen(KINDS[what], number, seen, WHAT)
        row = standing(writing, what, number)
        if problem := _under_way(row):
            raise Invalid({"": problem})
        if problems:
            raise Invalid(problems)
        row.state, row.reason = ReleaseState.PROPOSED, reason.strip() or None
        row.proposed_by, row.decided_by = actor.uid, None
        if isinstance(row, EvidenceRelease):
            row.contents_digest, row.file_digest = None, keep(writing, copy.content) if copy else None
        return writing.append(row)


def is_open(sensitivity: str | None) -> bool:
    """Whether a piece of evidence may be shared with everybody, as far as it says."""
    return same_name(sensitivity or "") in _OPEN


def standing(writing: OpenEntry, what: Releasable, number: int) -> Release:
    """A row of today that says how far the release has come; one of a thing never proposed is a withdrawn one."""
    kind = KINDS[what]
    if writing.sequence(kind, number):
        return restated(writing, kind, number)[0]
    return kind(programme_id=writing.programme_id, number=number, as_at=clock.today(), state=ReleaseState.WITHDRAWN)


def outdated(pack: PackPosition) -> dict[str, str]:
    """Why a pack cannot be released."""
    if not pack.issued:
        return {"": "Only an issued pack can be released."}
    if pack.replaced_by is not None:
        return {"": "A corrected version has replaced it. Propose that one instead."}
    return {}


def unissued(narrative: NarrativePosition) -> dict[str, str]:
    """Why a narrative cannot be released."""
    if not narrative.issued:
        return {"": "Only an issued narrative can be released."}
    if narrative.replaced_by is not None:
        return {"": "A later version has been issued. Propose that one instead."}
    return {}


def _unreleasable(writing: OpenEntry, slug: str, what: Releasable, number: int, reason: str) -> dict[str, str]:
    """Why it cannot be proposed. Raises Unseen and Barred."""
    if what is Releasable.PACK:
        problems = outdated(issued_pack(writing, slug, number, Action.PROPOSE_RELEASE))
    elif what is Releasable.NARRATIVE:
        problems = unissued(issued_narrative(writing, slug, number, Action.PROPOSE_RELEASE))
    else:
        sensitivity = sensitivity_of(writing, number, Action.PROPOSE_RELEASE)
        held_back = not is_open(sensitivity) and not reason.strip()
        told = f"A note on it says how it may be shared: “{sensitivity}”. Say why it may be released all the same."
        problems = {"reason": told} if held_back else {}
    return {"": IN_PERSON} if writing.actor.is_operator else problems


def _not_ready(writing: OpenEntry, number: int, copy: CleanCopy | None) -> dict[str, str]:
    """Why a piece of evidence cannot be proposed: it is withdrawn, or its file may not go out."""
    terms = writing.standing(EvidenceTerms, number, clock.today())
    if terms is not None and terms.values["withdrawn"]:
        return {"": "This evidence is withdrawn, so it is not released. Reinstate it first."}
    problem = not_ready(files_of(writing.session, writing.programme_id, number), copy)
    return {"": problem} if problem else {}


def _under_way(row: Release) -> str | None:
    return {
        ReleaseState.PROPOSED: "It has been proposed already. Somebody else decides about it.",
        ReleaseState.RELEASED: "It is released already. To release it as it is now, withdraw it first.",
    }.get(ReleaseState(row.state))
