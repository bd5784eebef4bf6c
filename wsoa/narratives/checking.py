"""The cross-check: a second person holds every thing that is cited against the record, and says whether it holds."""

from collections.abc import Sequence

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import marked_text
from wsoa.access import Action, Actor, reaches
from wsoa.change import Change
from wsoa.errors import Invalid
from wsoa.history import entry
from wsoa.narratives.stages import its_terms, not_second, put_back
from wsoa.snapshot import open_programme
from wsoa.snapshot.positions.narrated import NarrativePosition
from wsoa.snapshot.prepared import Drawn, recorded_by, standing_sections
from wsoa.tables import CheckedClaim, NarrativeTerms
from wsoa.terms import NarrativeState, SectionKind
from wsoa.text import Line, Words

_OWN = "You recorded it yourself, so somebody else has to check this one."


class ClaimChange(Change):
    """What is said of one thing that is cited, by its label (*E12*): whether it holds, and if not, what is wrong."""

    cited: Line = Field(max_length=60)
    holds: bool
    words: Words = ""


def cross_check(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    claims: Sequence[ClaimChange],
    *,
    seen: int,
    token: str | None = None,
) -> int:
    """Say of everything that the narrative cites whether it holds; the sequence of the row.

    Where all of it does, the named officers are asked to sign; where something does not, it goes back to its writers.
    Never who prepared or wrote it, or recorded anything that it cites. Raises Unseen, Barred, Conflict (somebody took
    it further since `seen`), Invalid.
    """
    action, sent = Action.CROSS_CHECK, (number, tuple(claims), seen)
    with entry(session, actor, slug, command="cross_check", action=action, token=token, payload=sent) as writing:
        if writing.was_sent():
            return writing.sequence(NarrativeTerms, number)
        row, signatories, _ = its_terms(writing, number, seen, NarrativeState.CROSS_CHECK)
        if problem := not_second(session, actor, writing.programme_id, row, "cross-check"):
            raise Invalid({"": problem})
        cited = _cited(session, writing.programme_id, row)
        own = recorded_by(session, writing.programme_id, row, actor.uid, cited)
        if problems := _unanswered(cited, claims) | dict.fromkeys(own, _OWN):
            raise Invalid(problems)
        all_hold = all(each.holds for each in claims)
        row.state = NarrativeState.SIGN_OFF if all_hold else NarrativeState.DRAFT
        row.checked_by = actor.uid if all_hold else None
        checked = [
            CheckedClaim(position=place, cited=each.cited, holds=each.holds, words=each.words.strip() or None)
            for place, each in enumerate(claims, 1)
        ]
        return writing.append(row, *put_back(signatories), *checked)


def cited_in(session: Session, actor: Actor, slug: str, narrative: NarrativePosition) -> tuple[str, ...]:
    """The labels of everything that the narrative cites, in the order in which it is read. Raises Unseen and Barred."""
    programme = open_programme(session, actor, slug, Action.READ_NARRATIVE)
    return _cited(session, programme.id, narrative)


def own_claims(session: Session, actor: Actor, slug: str, narrative: NarrativePosition) -> frozenset[str]:
    """The labels of what it cites that the actor recorded, so that somebody else has to check it. Raises Unseen."""
    programme = open_programme(session, actor, slug)
    cited = _cited(session, programme.id, narrative)
    return recorded_by(session, programme.id, narrative, actor.uid, cited)


def may_cross_check(session: Session, actor: Actor, slug: str, narrative: NarrativePosition) -> bool:
    """Whether the actor could be the second person for it: who neither prepared nor wrote it, nor recorded what it
    cites. Raises Unseen.
    """
    programme = open_programme(session, actor, slug)
    if actor.is_operator or not reaches(actor, Action.CROSS_CHECK, programme.id):
        return False
    if not_second(session, actor, programme.id, narrative, "cross-check"):
        return False
    return not own_claims(session, actor, slug, narrative)


def _cited(session: Session, programme_id: int, drawn: Drawn) -> tuple[str, ...]:
    order = list(SectionKind)
    standing = standing_sections(session, programme_id, drawn)
    standing.sort(key=lambda each: (each["weakness"], order.index(SectionKind(each["kind"]))))
    found = (one.label for each in standing for one in marked_text.cited(each["text"]))
    return tuple(dict.fromkeys(found))


def _unanswered(cited: Sequence[str], claims: Sequence[ClaimChange]) -> dict[str, str]:
    """What is missing from the cross-check. A problem of one claim stands beside it, under its label."""
    said = {each.cited: each for each in claims}
    if unknown := [each for each in said if each not in cited]:
        return {"": f"The narrative does not cite {unknown[0]}. Open the page again."}
    problems = {label: "Say whether it holds." for label in cited if label not in said}
    wordless = [each for each in claims if not each.holds and not each.words.strip()]
    return problems | {each.cited: "Say what does not hold." for each in wordless}
