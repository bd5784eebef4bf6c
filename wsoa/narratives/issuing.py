"""A narrative is issued: what it says and the file it is are frozen, and the entry that does so holds both digests."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from wsoa.access import Action, Actor
from wsoa.errors import Conflict, Invalid
from wsoa.history import entry
from wsoa.history.freezing import freeze
from wsoa.narratives.stages import WHAT, its_terms
from wsoa.snapshot import open_programme
from wsoa.snapshot.narratives import narratives
from wsoa.snapshot.positions.narrated import NarrativePosition
from wsoa.snapshot.prepared import Drawn
from wsoa.tables import ErasureTerms, NarrativeTerms, ViewpointCheck, ViewpointTerms, metadata
from wsoa.terms import ErasureState, NarrativeState

HEARD_SINCE = (
    "A partner’s view was given, changed, taken back or checked after this narrative was drawn, so it does not print "
    "what they say now. Send it back, and draw it again."
)

_view = metadata.tables[str(ViewpointTerms.__tablename__)]
_check = metadata.tables[str(ViewpointCheck.__tablename__)]
_erasure = metadata.tables[str(ErasureTerms.__tablename__)]


@dataclass(frozen=True, slots=True)
class NarrativeEdition:
    """What a narrative is issued as: its version, what it says as JSON, and its Word file.

    `doubtful` are sentences about what it cites and no longer holds, `waiting` about partners' views that wait for
    their check: found just before it is issued. It was made when entry `head` was the last of the record.
    """

    version: int
    contents: bytes
    file: bytes
    program_version: str
    head: int
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
    its check stops it, and so does one that was given, changed or checked since it was drawn: nobody withholds one.
    Raises Unseen, Barred, Conflict (somebody took it further since `seen`, issued another as the same version, or
    erased words of the record since the edition was made) and Invalid.
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
        if _heard_since(session, writing.programme_id, row):
            raise Invalid({"": HEARD_SINCE})
        if _was_erased(session, writing.programme_id, edition.head):
            raise Conflict(WHAT, seen=seen, newest=seen)
        if edition.version != next_version(narratives(session, actor, slug), row.weakness):
            raise Conflict(WHAT, seen=seen, newest=seen)
        row.state, row.version, row.reason = NarrativeState.ISSUED, edition.version, reason.strip() or None
        row.program_version = edition.program_version
        row.contents_digest, row.file_digest = freeze(writing, edition.contents), freeze(writing, edition.file)
        return writing.append(row, *signatories, *checked)


def heard_since(session: Session, actor: Actor, slug: str, narrative: NarrativePosition) -> bool:
    """Whether partners said something about its area since it was drawn, which it cannot print. Raises Unseen."""
    return _heard_since(session, open_programme(session, actor, slug, Action.READ_NARRATIVE).id, narrative)


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


def _heard_since(session: Session, programme_id: int, drawn: Drawn) -> bool:
    """Whether a view of its area was given, changed, taken back or checked after it was drawn."""
    of = _view.c.programme_id == programme_id
    if drawn.weakness is not None:
        of &= _view.c.weakness == drawn.weakness
    same = (_check.c.programme_id == _view.c.programme_id) & (_check.c.number == _view.c.number)
    said = exists().where(of, _view.c.entry > drawn.known_by)
    checked = exists().where(of, same, _check.c.entry > drawn.known_by)
    return bool(session.scalar(select(said | checked)))


def _was_erased(session: Session, programme_id: int, head: int) -> bool:
    """Whether words were taken out of the record after that entry: what was made before may hold them still."""
    mine = (_erasure.c.programme_id == programme_id) & (_erasure.c.state == ErasureState.DONE)
    return bool(session.scalar(select(exists().where(mine, _erasure.c.entry > head))))
