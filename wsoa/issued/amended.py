"""A pack that went out otherwise than it was issued: the edited file is lodged beside it, with where it differs."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.errors import Invalid
from wsoa.history import entry
from wsoa.issued.drafting import its_terms
from wsoa.issued.freezing import digest_of, freeze
from wsoa.tables import PackAmendment, PackDifference
from wsoa.terms import PackState

MOST_DIFFERENCES = 1_000
"""A file that differs in more lines is another document, no edited copy."""


def lodge_amended(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    *,
    file: bytes,
    differences: Sequence[tuple[str | None, str | None]],
    reason: str = "",
    seen: int,
    token: str | None = None,
) -> int:
    """Lodge the file in which issued pack `number` went out as amended; the sequence of the row.

    `differences` are (issued, amended) for each line, None where there is none. The issued file stays what it is.
    Raises Unseen, Barred, Conflict (another was lodged since `seen`) and Invalid.
    """
    digest = digest_of(file)
    action, sent = Action.PREPARE_PACK, (number, digest, reason, seen)
    with entry(session, actor, slug, command="lodge_amended", action=action, token=token, payload=sent) as writing:
        issued = its_terms(writing, number)
        if writing.was_sent():
            return writing.sequence(PackAmendment, number)
        writing.require_seen(PackAmendment, number, seen, "The files lodged for this pack")
        if issued.state is not PackState.ISSUED:
            raise Invalid({"": "Only a pack that was issued can go out as amended."})
        standing = writing.standing(PackAmendment, number, clock.today())
        lodged = standing.values["file_digest"] if standing else None
        problems = _unfit(digest, issued.file_digest, lodged, len(differences))
        if problems or not reason.strip():
            raise Invalid(problems or {"reason": "Say why it was edited, and by whom."})
        row = PackAmendment(
            programme_id=writing.programme_id,
            number=number,
            as_at=clock.today(),
            reason=reason.strip(),
            file_digest=freeze(writing, file),
        )
        return writing.append(
            row,
            *(PackDifference(position=at, issued=was, amended=now) for at, (was, now) in enumerate(differences, 1)),
        )


def _unfit(digest: str, issued: str | None, lodged: str | None, differences: int) -> dict[str, str]:
    if digest == issued:
        return {"file": "That is the file as it was issued: nothing in it was changed."}
    if digest == lodged:
        return {"file": "That file has been lodged already."}
    if differences > MOST_DIFFERENCES:
        return {"file": f"It differs in more than {MOST_DIFFERENCES:,} lines. Choose an edited copy of this pack."}
    return {}
