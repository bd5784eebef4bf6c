"""A narrative is issued: what it says and the file it is are frozen, and the entry that does so holds both digests."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from wsoa.access import Action, Actor
from wsoa.errors import Conflict, Invalid
from wsoa.history import entry
from wsoa.history.freezing import freeze
from wsoa.narratives.stages import WHAT, its_terms
from wsoa.snapshot.narratives import narratives
from wsoa.snapshot.positions.narrated import NarrativePosition
from wsoa.tables import NarrativeTerms
from wsoa.terms import NarrativeState


@dataclass(frozen=True, slots=True)
class NarrativeEdition:
    """What a narrative is issued as: its version, what it says as JSON, and its Word file.

    `doubtful` are sentences about what it cites and no longer holds, `waiting` about partners' views that wait for
    their check: found just before it is issued.
    """

    version: int
    contents: bytes
    file: bytes
    program_version: str
    doubtful: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()


def issue_narrative(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    edition: NarrativeEdition,
    *,
    reason: str = "",
    seen: int,
    token: str | None = None,
) -> int:
    """Issue narrative `number`, which every named officer has signed, and freeze it; the sequence of the row.

    What it cites and no longer holds needs the `reason` why it is issued all the same. A partner's view that waits for
    its check stops it: nobody withholds one. Raises Unseen, Barred, Conflict (somebody took it further since `seen`, or
    issued another as the same version) and Invalid.
    """
    action, sent = Action.KEEP_NARRATIVE, (number, reason, seen)
    with entry(session, actor, slug, command="issue_narrative", action=action, token=token, payload=sent) as writing:
        if writing.was_sent():
            return writing.sequence(NarrativeTerms, number)
        row, signatories, checked = its_terms(writing, number, seen, NarrativeState.SIGN_OFF)
        if unsigned := [each.office for each in signatories if each.signed_on is None]:
            raise Invalid({"": f"Not signed yet: {', '.join(unsigned)}."})
        if problems := _stopped(edition, reason):
            raise Invalid(problems)
        if edition.version != next_version(narratives(session, actor, slug), row.weakness):
            raise Conflict(WHAT, seen=seen, newest=seen)
        row.state, row.version, row.reason = NarrativeState.ISSUED, edition.version, reason.strip() or None
        row.program_version = edition.program_version
        row.contents_digest, row.file_digest = freeze(writing, edition.contents), freeze(writing, edition.file)
        return writing.append(row, *signatories, *checked)


def next_version(among: Sequence[NarrativePosition], weakness: int | None) -> int:
    """In which version a narrative of that area would be issued now."""
    return max((each.version or 0 for each in among if each.weakness == weakness), default=0) + 1


def _stopped(edition: NarrativeEdition, reason: str) -> dict[str, str]:
    if edition.waiting:
        told = " ".join(edition.waiting)
        return {"": f"{told} Check it for personal data, then send the narrative back and draw it again."}
    if edition.doubtful and not reason.strip():
        return {"reason": f"{' '.join(edition.doubtful)} Send it back, or say why it is issued all the same."}
    return {}
