"""A narrative before its cross-check: opened with its signatories named, shown to partners, handed on or given up."""

from collections.abc import Sequence
from datetime import date

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.errors import Invalid
from wsoa.history import OpenEntry, entry
from wsoa.narratives.stages import draw, its_terms, put_back
from wsoa.snapshot.load import reading_at
from wsoa.snapshot.narratives import UNDER_WAY
from wsoa.tables import Entry, Membership, Narrative, NarrativeSignatory, NarrativeTerms, WeaknessTerms, metadata
from wsoa.terms import NarrativeState, Role, ThingState
from wsoa.text import Line, Number

_membership = metadata.tables[str(Membership.__tablename__)]
_terms = metadata.tables[str(NarrativeTerms.__tablename__)]
_entry = metadata.tables[str(Entry.__tablename__)]
_ALL = "the narrative of all areas"
_ONE = "a narrative of this area"
_NO_LONGER = "This area is no longer in the plan, so no narrative of it is taken to its readers."


class SignatoryChange(Change):
    """A named accountable officer (their uid) and the office in which they sign."""

    person: Line = Field(max_length=32, title="Who signs")
    office: Line = Field(default="", title="The office in which they sign")


class NarrativeChange(Change):
    """Of which area of weakness (None: of all), and who signs it off."""

    weakness: Number | None = Field(default=None, title="The area of weakness")
    signatories: tuple[SignatoryChange, ...] = ()


def open_narrative(
    session: Session, actor: Actor, slug: str, change: NarrativeChange, *, token: str | None = None
) -> int:
    """Open a narrative; its number. While one of the same area is under way there is no second.

    The same `token` with the same answers gives the first number again. Raises Unseen, Barred and Invalid.
    """
    action = Action.KEEP_NARRATIVE
    with entry(session, actor, slug, command="open_narrative", action=action, token=token, payload=change) as writing:
        if writing.was_sent():
            return _begun(writing)
        if problems := _not_known(writing, change) | _unsigned(writing, change.signatories):
            raise Invalid(problems)
        row = NarrativeTerms(
            programme_id=writing.programme_id,
            number=writing.new(Narrative),
            as_at=clock.today(),
            weakness=change.weakness,
            state=NarrativeState.DRAFT,
            position_date=clock.today(),
            known_by=writing.number - 1,
            head_digest=writing.previous,
            replaces=_last_issued(writing, change.weakness),
        )
        writing.append(row, *_signatories(change.signatories))
        return row.number


def name_signatories(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    signatories: Sequence[SignatoryChange],
    *,
    seen: int,
    token: str | None = None,
) -> int:
    """Name the accountable officers anew, before anybody is asked to sign; the sequence of the row."""
    action, sent = Action.KEEP_NARRATIVE, (number, tuple(signatories), seen)
    with entry(session, actor, slug, command="name_signatories", action=action, token=token, payload=sent) as writing:
        if writing.was_sent():
            return writing.sequence(NarrativeTerms, number)
        row, _, checked = its_terms(
            writing, number, seen, NarrativeState.DRAFT, NarrativeState.WITH_PARTNERS, NarrativeState.CROSS_CHECK
        )
        if problems := _unsigned(writing, signatories):
            raise Invalid(problems)
        return writing.append(row, *_signatories(signatories), *checked)


def ask_partners(
    session: Session, actor: Actor, slug: str, number: int, *, until: date, seen: int, token: str | None = None
) -> int:
    """Show the draft to partners for their comments until that day; the sequence of the row."""
    action, sent = Action.KEEP_NARRATIVE, (number, until, seen)
    with entry(session, actor, slug, command="ask_partners", action=action, token=token, payload=sent) as writing:
        if writing.was_sent():
            return writing.sequence(NarrativeTerms, number)
        asked = (NarrativeState.DRAFT, NarrativeState.WITH_PARTNERS)
        row, signatories, checked = its_terms(writing, number, seen, *asked)
        if until < clock.today():
            raise Invalid({"until": "Partners need time: give today or a later day."})
        row.state, row.partners_until = NarrativeState.WITH_PARTNERS, until
        return writing.append(row, *signatories, *checked)


def hand_to_check(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    *,
    reason: str = "",
    seen: int,
    token: str | None = None,
) -> int:
    """Draw the narrative from the record as it is now and hand it to its cross-check; the sequence of the row.

    One that partners were never asked about needs the reason why, and so does one they are still asked about.
    """
    action, sent = Action.KEEP_NARRATIVE, (number, reason, seen)
    with entry(session, actor, slug, command="hand_to_check", action=action, token=token, payload=sent) as writing:
        if writing.was_sent():
            return writing.sequence(NarrativeTerms, number)
        states = (NarrativeState.DRAFT, NarrativeState.WITH_PARTNERS)
        row, signatories, _ = its_terms(writing, number, seen, *states)
        if row.weakness is not None and not _is_live(writing, row.weakness):
            raise Invalid({"": _NO_LONGER})
        if (why := unheard(row.partners_until)) and not reason.strip():
            raise Invalid({"reason": why})
        row.state, row.reason, row.checked_by = NarrativeState.CROSS_CHECK, reason.strip() or None, None
        draw(writing, row)
        return writing.append(row, *put_back(signatories))


def give_up_narrative(
    session: Session, actor: Actor, slug: str, number: int, *, reason: str, seen: int, token: str | None = None
) -> int:
    """Give up a narrative that was not issued, and say why; the sequence of the row. Its sections stay."""
    action, sent = Action.KEEP_NARRATIVE, (number, reason, seen)
    with entry(session, actor, slug, command="give_up_narrative", action=action, token=token, payload=sent) as writing:
        if writing.was_sent():
            return writing.sequence(NarrativeTerms, number)
        row, signatories, checked = its_terms(writing, number, seen, *UNDER_WAY)
        if not reason.strip():
            raise Invalid({"reason": "Say why it is withdrawn."})
        row.state, row.reason = NarrativeState.GIVEN_UP, reason.strip()
        return writing.append(row, *signatories, *checked)


def _not_known(writing: OpenEntry, change: NarrativeChange) -> dict[str, str]:
    """Why no narrative can be opened for that area."""
    if change.weakness is not None and writing.standing(WeaknessTerms, change.weakness, clock.today()) is None:
        return {"weakness": "Choose among the areas of weakness of this programme."}
    if change.weakness is not None and not _is_live(writing, change.weakness):
        return {"weakness": _NO_LONGER}
    standing = reading_at(writing.session, writing.programme_id, None, None).newest(NarrativeTerms)
    same = [each for each in standing if each["weakness"] == change.weakness and each["state"] in UNDER_WAY]
    if same:
        called = _ONE if change.weakness else _ALL
        return {"": f"{called.capitalize()} is under way already. Go on with that one, or withdraw it first."}
    return {}


def _is_live(writing: OpenEntry, weakness: int) -> bool:
    """Whether the area stands in the plan still."""
    area = writing.standing(WeaknessTerms, weakness, clock.today())
    return area is not None and area.values["state"] == ThingState.LIVE


def unheard(until: date | None) -> str:
    """Why partners have not had their time; "": they have."""
    if until is None:
        return "Partners were not asked for their comments. Ask them first, or say why not."
    if clock.today() < until:
        return f"Partners are asked until {until.day} {until:%B %Y}. Wait until then, or say why not."
    return ""


def _unsigned(writing: OpenEntry, signatories: Sequence[SignatoryChange]) -> dict[str, str]:
    """Why these people cannot sign it off."""
    if not signatories:
        return {"signatories": "Name at least one accountable officer who signs it off."}
    people = [each.person for each in signatories]
    if len(set(people)) < len(people):
        return {"signatories": "Name each officer once."}
    today, ends = clock.today(), _membership.c.ends
    mine = (_membership.c.programme_id == writing.programme_id) & (_membership.c.role == Role.ACCOUNTABLE_LEADER)
    lasting = (_membership.c.starts <= today) & (ends.is_(None) | (ends >= today))
    leaders = set(writing.session.scalars(select(_membership.c.person_uid).where(mine & lasting)))
    if not leaders.issuperset(people):
        return {"signatories": "Choose among the accountable leaders of this programme."}
    if not all(each.office.strip() for each in signatories):
        return {"signatories": "Say in which office each of them signs: for example Director of Children’s Services."}
    return {}


def _signatories(signatories: Sequence[SignatoryChange]) -> list[NarrativeSignatory]:
    return [
        NarrativeSignatory(position=place, person=each.person, office=each.office)
        for place, each in enumerate(signatories, 1)
    ]


def _last_issued(writing: OpenEntry, weakness: int | None) -> int | None:
    """The issued narrative of the same area that this one will follow."""
    standing = reading_at(writing.session, writing.programme_id, None, None).newest(NarrativeTerms)
    same = (each for each in standing if each["weakness"] == weakness and each["state"] == NarrativeState.ISSUED)
    return max((each["number"] for each in same), default=None)


def _begun(writing: OpenEntry) -> int:
    """The narrative that the same form opened when it was sent before (R7)."""
    same = (_entry.c.programme_id == _terms.c.programme_id) & (_entry.c.number == _terms.c.entry)
    mine = (_terms.c.programme_id == writing.programme_id) & (_entry.c.token == writing.token)
    return int(writing.session.scalars(select(_terms.c.number).join(_entry, same).where(mine)).one())
