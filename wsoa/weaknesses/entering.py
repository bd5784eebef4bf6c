"""Entering areas of weakness from the letter, and putting right a wording that nobody has confirmed yet."""

from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import shorten

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.errors import Invalid, Unseen
from wsoa.history import OpenEntry, Standing, entry, newest, newest_children, rows
from wsoa.tables import PlanTerms, WeaknessReference, WeaknessTerms
from wsoa.terms import ThingState
from wsoa.text import Line, Number, Words, same_name
from wsoa.weaknesses.letters import MOST_AREAS
from wsoa.weaknesses.stating import WeaknessChange, WeaknessReferenceChange, keep_confirmed_wording, state_weakness

_TAKEN = "Reference {ref} is that of “{other}” already. Give it another, or none."
_SHORT = 80


class Entered(Change):
    """One area as the letter words it."""

    ref: Line | None = Field(default=None, max_length=20, title="The reference")
    wording: Words = Field(title="The wording")


class RewordChange(Entered):
    """An area put right: its wording, what `plan` calls it, or that it was entered by mistake."""

    plan: Number | None = Field(default=None, title="The plan")
    state: ThingState = Field(default=ThingState.LIVE, title="Whether it is in the letter")
    reason: Words | None = Field(default=None, title="Why you change it")


def save_weaknesses(
    session: Session,
    actor: Actor,
    slug: str,
    areas: Sequence[Entered],
    *,
    plan: int | None = None,
    token: str | None = None,
) -> tuple[int, ...]:
    """New areas of weakness in one entry, with what `plan` calls each; their numbers.

    Invalid with `wording-2` for the second one's wording or `ref-2` for its reference, and so on; the same form sent
    twice enters them once.
    """
    if not areas or len(areas) > MOST_AREAS:
        raise Invalid({"": f"Enter between one and {MOST_AREAS} areas at once; this list has {len(areas)}."})
    with entry(
        session, actor, slug, command="save_weaknesses", action=Action.SET_UP, token=token, payload=(plan, areas)
    ) as writing:
        begun = [_begun(writing, area, plan) for area in areas]
        if all(begun):
            return tuple(number for number in begun if number)
        _require_plan(writing, plan, any(area.ref for area in areas))
        if problems := {**dict(_met_before(writing, areas)), **dict(_called_before(writing, areas, plan))}:
            raise Invalid(problems)
        return tuple(state_weakness(writing, _change(area, plan), as_at=clock.today()) for area in areas)


def reword_weakness(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    change: RewordChange,
    *,
    seen: int = 0,
    token: str | None = None,
) -> None:
    """Put right area `number` from today on. Raises Unseen, Conflict, and Invalid for a wording that is confirmed."""
    with entry(
        session,
        actor,
        slug,
        command="reword_weakness",
        action=Action.SET_UP,
        token=token,
        payload=(number, change, seen),
    ) as writing:
        standing = writing.standing(WeaknessTerms, number, date.max)
        if standing is None:
            raise Unseen("area of weakness")
        row, named = _reworded(writing, number, change, standing)
        if writing.was_sent():
            return
        writing.require_seen(WeaknessTerms, number, seen, "This area of weakness")
        _require_plan(writing, change.plan, bool(change.ref))
        _keep_locked(writing, number, change, standing)
        _require_new_ref(writing, number, change, named)
        writing.state(row, *named)


def _begun(writing: OpenEntry, area: Entered, plan: int | None) -> int | None:
    row = WeaknessTerms(programme_id=writing.programme_id, number=0, as_at=clock.today(), wording=area.wording)
    named = [WeaknessReference(plan=plan, ref=area.ref)] if plan and area.ref else []
    return writing.begun(row, *named)


def _change(area: Entered, plan: int | None) -> WeaknessChange:
    named = (WeaknessReferenceChange(plan=plan, ref=area.ref),) if plan and area.ref else ()
    return WeaknessChange(wording=area.wording, references=named)


def _require_plan(writing: OpenEntry, plan: int | None, is_needed: bool) -> None:
    known = {row["number"] for row in rows(writing.session, newest(PlanTerms), writing.moment(clock.today()))}
    if plan is not None and plan not in known:
        raise Invalid({"plan": "There is no such plan. Choose one from the answers shown."})
    if plan is None and is_needed:
        raise Invalid({"plan": "Say which plan calls the areas so: references belong to a plan."})


def _met_before(writing: OpenEntry, areas: Sequence[Entered]) -> Iterator[tuple[str, str]]:
    """Areas that are in the record already, or twice in the list. White space makes no difference."""
    known = rows(writing.session, newest(WeaknessTerms), writing.moment(clock.today()))
    met = {_plainly(row["wording"]) for row in known if row["state"] == ThingState.LIVE}
    for place, area in enumerate(areas, 1):
        if _plainly(area.wording) in met:
            yield f"wording-{place}", "This area has been entered already, in the same words. Leave it out."
        met.add(_plainly(area.wording))


def _called_before(writing: OpenEntry, areas: Sequence[Entered], plan: int | None) -> Iterator[tuple[str, str]]:
    """References that the plan gives to another area already, or that stand twice in the list."""
    met = {same_name(ref): wording for _, on, ref, wording in _references(writing) if on == plan}
    for place, area in enumerate(areas, 1):
        if not area.ref:
            continue
        if other := met.get(same_name(area.ref)):
            yield f"ref-{place}", _TAKEN.format(ref=area.ref, other=shorten(other, _SHORT, placeholder="…"))
        met.setdefault(same_name(area.ref), area.wording)


def _require_new_ref(writing: OpenEntry, number: int, change: RewordChange, named: Sequence[WeaknessReference]) -> None:
    """Another reference than the one that stands must be nobody else's in that plan."""
    mine = next((each.ref for each in named if each.plan == change.plan), None)
    standing = _references(writing)
    if mine is None or (number, change.plan, mine) in [each[:3] for each in standing]:
        return
    for other, on, ref, wording in standing:
        if other != number and on == change.plan and same_name(ref) == same_name(mine):
            raise Invalid({"ref": _TAKEN.format(ref=ref, other=shorten(wording, _SHORT, placeholder="…"))})


def _references(writing: OpenEntry) -> list[tuple[int, int, str, str]]:
    """Of each area of the letter: its number, a plan, what that plan calls it, and its wording."""
    today = writing.moment(clock.today())
    terms = rows(writing.session, newest(WeaknessTerms), today)
    live = {row["number"]: row["wording"] for row in terms if row["state"] == ThingState.LIVE}
    named = rows(writing.session, newest_children(WeaknessReference, WeaknessTerms), today)
    return [(row["thing"], row["plan"], row["ref"], live[row["thing"]]) for row in named if row["thing"] in live]


def _plainly(wording: str) -> str:
    return " ".join(wording.split())


def _reworded(
    writing: OpenEntry, number: int, change: RewordChange, standing: Standing
) -> tuple[WeaknessTerms, list[WeaknessReference]]:
    """The row that says so. What other plans call the area stays."""
    called = {line["plan"]: line["ref"] for line in standing.children[str(WeaknessReference.__tablename__)]}
    if change.plan is not None:
        called[change.plan] = change.ref or ""
    row = WeaknessTerms(
        programme_id=writing.programme_id,
        number=number,
        as_at=clock.today(),
        wording=change.wording,
        wording_confirmed=standing.values["wording_confirmed"],
        state=change.state,
        reason=change.reason or None,
    )
    return row, [WeaknessReference(plan=plan, ref=ref) for plan, ref in called.items() if ref]


def _keep_locked(writing: OpenEntry, number: int, change: RewordChange, standing: Standing) -> None:
    is_confirmed = standing.values["wording_confirmed"]
    keep_confirmed_wording(writing, number, WeaknessChange(wording=change.wording, wording_confirmed=is_confirmed))
    if is_confirmed and change.state != standing.values["state"]:
        raise Invalid({"state": "The wording has been confirmed, so the area is in the letter and stays."})
