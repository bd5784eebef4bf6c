"""Audits of the quality of plans: how many were read, by whom, how they were graded, and the indicator that it feeds.

No child is identifiable: there are counts and themes only, and where counts are so small that people may know whose
plans they are, somebody says why it is recorded all the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Annotated

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.errors import Invalid
from wsoa.history import OpenEntry, Standing, entry
from wsoa.history.restated import restated
from wsoa.snapshot.positions.voices import SMALLEST_SAMPLE, GradeCount, good_of, small_numbers
from wsoa.tables import AuditAuditor, AuditGrade, Child, Entry, PlanAudit, PlanAuditTerms, metadata
from wsoa.text import Line, Number, Words, same_name
from wsoa.voices import feeding
from wsoa.voices.feeding import Found
from wsoa.voices.keeping import gone, kept, stands_from, unsaid

MOST_LINES = 12
"""Of organisations, and of grades, in one audit."""
_MOST = 100_000
_terms = metadata.tables[str(PlanAuditTerms.__tablename__)]
_entry = metadata.tables[str(Entry.__tablename__)]


class AuditorChange(Change):
    """An organisation that took part, and with how many auditors."""

    organisation_words: Line = Field(title="The organisation")
    auditors: Annotated[int, Field(ge=1, le=_MOST)] = Field(title="How many auditors")


class GradeChange(Change):
    """How many plans got a grade. `good`: it counts as good enough."""

    grade: Line = Field(title="The grade")
    plans: Annotated[int, Field(ge=0, le=_MOST)] = Field(title="How many plans")
    good: bool = Field(default=False, title="Good enough")


class AuditChange(Change):
    """An audit, whole; grades with the best first. `indicator` is the one that is given the share of good plans.

    `small_numbers`: whoever records it knows that the counts can tell whose plans they are. `reason` says why it is
    recorded all the same, or why it changes.
    """

    held_on: date = Field(title="The day of the audit")
    sample: Annotated[int, Field(ge=1, le=_MOST)] = Field(title="How many plans were read")
    themes: Words = Field(title="What was found")
    auditors: Annotated[tuple[AuditorChange, ...], Field(max_length=MOST_LINES)] = ()
    grades: Annotated[tuple[GradeChange, ...], Field(max_length=MOST_LINES)] = ()
    indicator: Number | None = Field(default=None, title="The indicator")
    small_numbers: bool = False
    reason: Words | None = Field(default=None, title="The reason")

    @property
    def found(self) -> Found:
        """What it found, in numbers."""
        return Found(self.held_on, good_of(_counts(self.grades)), self.sample)


def record_audit(session: Session, actor: Actor, slug: str, change: AuditChange, *, token: str | None = None) -> int:
    """Record an audit and give its indicator the value; the audit's number, which the same `token` gives again.

    Raises Unseen, Barred (the values of that indicator are not the actor's to give) and Invalid.
    """
    with entry(
        session, actor, slug, command="record_audit", action=Action.KEEP_VOICES, token=token, payload=change
    ) as writing:
        if first := _begun(writing):
            return first
        if problems := _unmet(change):
            raise Invalid(problems)
        number, as_at = writing.new(PlanAudit), stands_from(writing, PlanAuditTerms, None, change.held_on)
        fed = change.indicator and feeding.give(writing, number, change.found, indicator=change.indicator, as_at=as_at)
        _append(writing, number, change, as_at, fed)
        return number


def change_audit(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    change: AuditChange,
    *,
    seen: int,
    seen_value: int = 0,
    token: str | None = None,
) -> int:
    """Put audit `number` right, and with it the value it gave; its number.

    Raises Unseen, Barred, Conflict (somebody changed it since `seen`, or its value since `seen_value`) and Invalid.
    """
    sent = (number, change, seen, seen_value)
    with entry(
        session, actor, slug, command="change_audit", action=Action.KEEP_VOICES, token=token, payload=sent
    ) as writing:
        stood = kept(writing, PlanAuditTerms, number, "audit")
        if writing.was_sent():
            return number
        writing.require_seen(PlanAuditTerms, number, seen, "This audit")
        if problems := gone(stood) or _unmet(change) | _unexplained(change):
            raise Invalid(problems)
        as_at = stands_from(writing, PlanAuditTerms, number, change.held_on)
        _append(writing, number, change, as_at, _fed(writing, stood, change, as_at, seen_value))
        return number


def withdraw_audit(
    session: Session, actor: Actor, slug: str, number: int, *, reason: str, seen: int, token: str | None = None
) -> int:
    """Withdraw audit `number`, with the reason, and take back the value it gave; its number.

    Raises Unseen, Barred, Conflict (somebody changed it since `seen`) and Invalid.
    """
    sent = (number, reason, seen)
    with entry(
        session, actor, slug, command="withdraw_audit", action=Action.KEEP_VOICES, token=token, payload=sent
    ) as writing:
        stood = kept(writing, PlanAuditTerms, number, "audit")
        if writing.was_sent():
            return number
        writing.require_seen(PlanAuditTerms, number, seen, "This audit")
        if problems := gone(stood) | unsaid(reason):
            raise Invalid(problems)
        if stood.values["value"] is not None:
            feeding.take_back(writing, number, value=stood.values["value"], reason=reason.strip())
        row, lines = restated(writing, PlanAuditTerms, number)
        row.withdrawn, row.reason = True, reason.strip()
        writing.append(row, *lines)
        return number


def _append(writing: OpenEntry, number: int, change: AuditChange, as_at: date, value: int | None) -> None:
    row = PlanAuditTerms(
        programme_id=writing.programme_id,
        number=number,
        as_at=as_at,
        held_on=change.held_on,
        sample=change.sample,
        themes=change.themes,
        indicator=change.indicator,
        value=value,
        reason=(change.reason or "").strip() or None,
    )
    lines: list[Child] = [AuditAuditor(position=at, **each.model_dump()) for at, each in enumerate(change.auditors, 1)]
    lines += [AuditGrade(position=at, **each.model_dump()) for at, each in enumerate(change.grades, 1)]
    writing.append(row, *lines)


def _fed(writing: OpenEntry, stood: Standing, change: AuditChange, as_at: date, seen_value: int) -> int | None:
    """The value that the changed audit gives; it is left alone where what was found is what it was."""
    number, reason = stood.values["number"], (change.reason or "").strip()
    value, indicator = stood.values["value"], stood.values["indicator"]
    if indicator == change.indicator and _found(stood) == change.found:
        return int(value) if value else None
    if value is not None and indicator == change.indicator:
        return feeding.correct(writing, number, change.found, value=value, as_at=as_at, reason=reason, seen=seen_value)
    if value is not None:
        feeding.take_back(writing, number, value=value, reason=reason)
    if change.indicator is None:
        return None
    return feeding.give(writing, number, change.found, indicator=change.indicator, as_at=as_at)


def _found(stood: Standing) -> Found:
    lines = stood.children[str(AuditGrade.__tablename__)]
    grades = [GradeCount(each["grade"], each["plans"], each["good"]) for each in lines]
    return Found(stood.values["held_on"], good_of(grades), stood.values["sample"])


def _begun(writing: OpenEntry) -> int | None:
    """The number of the audit that this form began when it was sent before (R7): its row names a value by now."""
    if not writing.was_sent():
        return None
    mine = (_entry.c.programme_id == _terms.c.programme_id) & (_entry.c.number == _terms.c.entry)
    here = (_entry.c.programme_id == writing.programme_id) & (_entry.c.token == writing.token)
    return writing.session.scalar(select(_terms.c.number).join(_entry, mine).where(here))


def _counts(grades: Iterable[GradeChange]) -> list[GradeCount]:
    return [GradeCount(each.grade, each.plans, each.good) for each in grades]


def _unmet(change: AuditChange) -> dict[str, str]:
    problems = dict(_wrong(change))
    if not problems and small_numbers(change.sample, _counts(change.grades)):
        problems |= _small(change)
    return problems


def _wrong(change: AuditChange) -> Iterator[tuple[str, str]]:
    if change.held_on > clock.today():
        yield "held_on", "The day of the audit cannot be later than today."
    if not change.themes.strip():
        yield "themes", "Say what was found."
    if not change.auditors:
        yield "auditors", "Name at least one organisation that took part, and with how many auditors."
    elif _twice([each.organisation_words for each in change.auditors]):
        yield "auditors", "Name each organisation once."
    counted = sum(each.plans for each in change.grades)
    if len(change.grades) < 2:
        yield "grades", "Enter every grade that a plan could get, the best first: at least two."
    elif _twice([each.grade for each in change.grades]):
        yield "grades", "Enter each grade once."
    elif counted != change.sample:
        yield (
            "grades",
            f"The grades add up to {counted}, but {change.sample} plans were read. Correct one of the two.",
        )
    elif change.indicator and len({each.good for each in change.grades}) < 2:
        yield "grades", "Say which grades are good enough, and which are not: the indicator is given the share."


def _small(change: AuditChange) -> dict[str, str]:
    few = (
        f"Fewer than {SMALLEST_SAMPLE} plans were read"
        if change.sample < SMALLEST_SAMPLE
        else "A grade was given to fewer than five plans"
    )
    problems = {}
    if not change.small_numbers:
        problems["small_numbers"] = f"{few}: people may know whose they are. Say that you know it."
    if not (change.reason or "").strip():
        problems["reason"] = f"{few}. Say why it is recorded all the same."
    return problems


def _unexplained(change: AuditChange) -> dict[str, str]:
    return {} if (change.reason or "").strip() else {"reason": "Say why it changes."}


def _twice(names: Sequence[str]) -> bool:
    return len({same_name(each) for each in names}) < len(names)
