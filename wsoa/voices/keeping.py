"""What case studies, quotations and audits share: from when they stand, and that they are withdrawn for good."""

from datetime import date

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.errors import Invalid, Unseen
from wsoa.history import OpenEntry, Standing, entry
from wsoa.history.restated import restated
from wsoa.snapshot.reporting import never_before, reporting_date
from wsoa.tables import CaseStudyTerms, PlanAuditTerms, VoiceTerms

Terms = type[CaseStudyTerms] | type[VoiceTerms] | type[PlanAuditTerms]


def stands_from(writing: OpenEntry, terms: Terms, number: int | None, happened: date) -> date:
    """The date that what is said today speaks for; never before it happened, nor before what it replaces."""
    today = clock.today()
    reported, _ = reporting_date(writing, today)
    return never_before(writing, terms, number, max(reported, happened), today)


def kept(writing: OpenEntry, terms: Terms, number: int, what: str) -> Standing:
    """What stands of it today. Unseen when there is no such thing."""
    stood = writing.standing(terms, number, clock.today())
    if stood is None:
        raise Unseen(what)
    return stood


def gone(stood: Standing) -> dict[str, str]:
    """A problem when it was withdrawn: whoever withdrew their consent is not asked for it by a form."""
    return {"": "It has been withdrawn. If it may be used again, record it anew."} if stood.values["withdrawn"] else {}


def withdraw(
    session: Session,
    actor: Actor,
    slug: str,
    terms: type[CaseStudyTerms] | type[VoiceTerms],
    number: int,
    *,
    command: str,
    what: str,
    reason: str,
    seen: int,
    token: str | None,
) -> int:
    """Withdraw a case study or a quotation, with the reason; its number, which stays.

    Raises Unseen, Barred, Conflict (somebody changed it since `seen`) and Invalid.
    """
    sent = (number, reason, seen)
    with entry(session, actor, slug, command=command, action=Action.KEEP_VOICES, token=token, payload=sent) as writing:
        stood = kept(writing, terms, number, what)
        if writing.was_sent():
            return number
        writing.require_seen(terms, number, seen, f"This {what}")
        if problems := gone(stood) | unsaid(reason):
            raise Invalid(problems)
        row, links = restated(writing, terms, number)
        row.withdrawn, row.reason = True, reason.strip()
        writing.append(row, *links)
        return number


def unsaid(reason: str) -> dict[str, str]:
    """A problem when nobody said why it is withdrawn."""
    return {} if reason.strip() else {"reason": "Say why it is used no longer."}
