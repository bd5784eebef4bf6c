"""Explanations: what a manager says beside a point to check. The point is computed and never hidden (DESIGN 2.7)."""

from datetime import date

from sqlalchemy.orm import Session

from wsoa import clock, points
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.errors import Invalid
from wsoa.history import Moment, OpenEntry, Row, entry, newest, rows
from wsoa.snapshot import load, open_programme
from wsoa.snapshot.reporting import never_before, reporting_date
from wsoa.tables import Explanation, ExplanationTerms
from wsoa.text import MAX_NUMBER, Line, Number, Words

GONE = "This is not a point to check any more, so there is nothing to explain."
UNSAID = "Say what explains it."


class ExplanationChange(Change):
    """Words beside the point that rule `rule` raises about a thing ("milestone", 12); None takes them back."""

    rule: Line
    about: Line
    about_number: Number
    words: Words | None = None


def explain_point(
    session: Session,
    actor: Actor,
    slug: str,
    *,
    rule: str,
    about: str,
    about_number: int,
    words: str | None,
    seen: int,
    token: str | None = None,
) -> int:
    """Say what explains a point to check that stands today, or (None) take it back; the sequence of the row.

    Raises Unseen, Barred (only a manager explains), Conflict (somebody explained it since `seen`) and Invalid: the
    point is not there now, no words were given, or there are none to take back. The same `token` with the same words
    gives the first answer again.
    """
    change = ExplanationChange(rule=rule, about=about, about_number=about_number, words=words)
    with entry(
        session,
        actor,
        slug,
        command="explain_point",
        action=Action.EXPLAIN_POINT,
        token=token,
        payload=(change, seen),
    ) as writing:
        number = _explained(writing, change)
        row = _row(writing, change, number)
        if first := writing.replayed(row) if number else writing.begun(row):
            return first
        if number:
            writing.require_seen(ExplanationTerms, number, seen, "What explains this point")
        if problems := _unmet(writing, slug, change, number):
            raise Invalid(problems)
        row.number = number or writing.new(Explanation)
        return writing.append(row)


def newest_explanation(session: Session, actor: Actor, slug: str, rule: str, about: str, about_number: int) -> int:
    """What a form about the point, opened now, has seen: the newest sequence of what explains it, 0 for nothing yet."""
    programme = open_programme(session, actor, slug, Action.EXPLAIN_POINT)
    said = _said(session, Moment(programme.id, date.max, MAX_NUMBER), (rule, about, about_number))
    return said["sequence"] if said else 0


def _explained(writing: OpenEntry, change: ExplanationChange) -> int | None:
    """The number of what was ever said beside the point, be it taken back; None: nothing."""
    said = _said(writing.session, writing.moment(date.max), (change.rule, change.about, change.about_number))
    return said["number"] if said else None


def _said(session: Session, at: Moment, key: tuple[str, str, int]) -> Row | None:
    found = rows(session, newest(ExplanationTerms), at)
    return next((row for row in found if (row["rule"], row["about"], row["about_number"]) == key), None)


def _row(writing: OpenEntry, change: ExplanationChange, number: int | None) -> ExplanationTerms:
    """Dated for the round that reports, whose pack prints it, but never before what it replaces."""
    today = clock.today()
    as_at, round_ = reporting_date(writing, today)
    as_at = never_before(writing, ExplanationTerms, number, as_at, today)
    said = change.model_dump() | {"words": (change.words or "").strip() or None}
    return ExplanationTerms(programme_id=writing.programme_id, number=number or 0, as_at=as_at, round=round_, **said)


def _unmet(writing: OpenEntry, slug: str, change: ExplanationChange, number: int | None) -> dict[str, str]:
    if change.words is not None and not change.words.strip():
        return {"words": UNSAID}
    stood = writing.standing(ExplanationTerms, number, date.max) if number else None
    if change.words is None and not (stood and stood.values["words"]):
        return {"": "There is no explanation to take back."}
    found = points.found(writing.session, writing.actor, load(writing.session, writing.actor, slug))
    key = (change.rule, change.about, change.about_number)
    return {} if any(point.key == key for point in found) else {"": GONE}
