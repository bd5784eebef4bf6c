"""A release goes back with what it rests on: nobody reads on what was withdrawn, taken away, refused or redacted since.

It is the safe direction, so whoever may do the one needs no right to see to releases (PROOFS 2.2).
"""

from wsoa import clock, security_log
from wsoa.history import OpenEntry
from wsoa.history.restated import restated
from wsoa.snapshot.positions.released import Releasable
from wsoa.tables import EvidenceRelease
from wsoa.terms import ReleaseState, SecurityKind


def take_release_back(writing: OpenEntry, number: int, why: str) -> None:
    """Withdraw the release of E`number`, or what is proposed for one, with the same entry; nothing where none is open.

    `why` is a sentence of ours: what people typed stands in one place, so that an erasure finds it there.
    """
    standing = writing.standing(EvidenceRelease, number, clock.today())
    stood = ReleaseState(standing.values["state"]) if standing else None
    if stood not in (ReleaseState.PROPOSED, ReleaseState.RELEASED):
        return
    row, _ = restated(writing, EvidenceRelease, number)
    row.state, row.decided_by, row.reason = ReleaseState.WITHDRAWN, writing.actor.uid, why
    if stood is ReleaseState.RELEASED:
        security_log.note(
            writing.session,
            SecurityKind.RELEASE_WITHDRAWN,
            person=writing.actor.uid,
            programme_id=writing.programme_id,
            subject=f"{Releasable.EVIDENCE.value}/{number}",
        )
    writing.append(row)
