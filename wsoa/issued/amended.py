"""A pack that went out otherwise than it was issued: the edited file is lodged beside it, with where it differs."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.errors import Invalid
from wsoa.history import entry
from wsoa.history.freezing import digest_of, freeze
from wsoa.issued.drafting import its_terms
from wsoa.tables import PackAmendment, PackDifference
from wsoa.terms import PackState

MOST_DIFFERENCES = 1_000
"""A file that differs in more lines is another document, no edited copy."""
DRAFT = "DRAFT"
"""With this a line of every page of a draft ends, and none of an issued file."""


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
    as_draft: bool = False,
    token: str | None = None,
) -> int:
    """Lodge the file in which issued pack `number` went out as amended; the sequence of the row.

    `differences` are (issued, amended) for each line, None where there is none. The issued file stays what it is. A
    file that says it is a draft is easily the wrong one: it is lodged only `as_draft`, when it was that which was sent.
    Raises Unseen, Barred, Conflict (another was lodged since `seen`) and Invalid.
    """
    digest = digest_of(file)
    action, sent = Action.PREPARE_PACK, (number, digest, reason, seen, as_draft)
    with entry(session, actor, slug, command="lodge_amended", action=action, token=token, payload=sent) as writing:
        issued = its_terms(writing, number)
        if writing.was_sent():
            return writing.sequence(PackAmendment, number)
        writing.require_seen(PackAmendment, number, seen, "What was recorded as sent of this pack")
        if issued.state is not PackState.ISSUED:
            raise Invalid({"": "Only an issued pack has a version that was sent."})
        standing = writing.standing(PackAmendment, number, clock.today())
        lodged = standing.values["file_digest"] if standing else None
        problems = {} if reason.strip() else {"reason": "Say why it was edited, and by whom."}
        if problems := problems | _unfit(digest, issued.file_digest, lodged, differences, as_draft):
            raise Invalid(problems)
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


def says_draft(differences: Sequence[tuple[str | None, str | None]]) -> bool:
    """Whether the edited file says that it is a draft, by where it differs from the issued one."""
    return any((now or "").endswith(DRAFT) and not (was or "").endswith(DRAFT) for was, now in differences)


def _unfit(
    digest: str,
    issued: str | None,
    lodged: str | None,
    differences: Sequence[tuple[str | None, str | None]],
    as_draft: bool,
) -> dict[str, str]:
    if digest == issued:
        return {"file": "That is the file as it was issued: nothing in it was changed."}
    if digest == lodged:
        return {"file": "That file is recorded already as the version that was sent."}
    if len(differences) > MOST_DIFFERENCES:
        return {"file": f"It differs in more than {MOST_DIFFERENCES:,} lines. Choose an edited copy of this pack."}
    if says_draft(differences) and not as_draft:
        return {"draft": "That file says DRAFT on its pages. Tick that it was sent so, or choose another."}
    return {}
