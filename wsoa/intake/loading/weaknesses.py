"""Areas of weakness that a file names. The inspectors' words, once confirmed, are never changed by a file."""

import re
from datetime import date

from rapidfuzz import fuzz

from wsoa.history import Row, newest, newest_children, rows
from wsoa.intake.found import Choice, Doubt, FoundWeakness
from wsoa.intake.loading.amend import Amending, Children
from wsoa.intake.loading.known import RecordKnown
from wsoa.intake.loading.matching import CLOSE
from wsoa.intake.loading.outcome import FileRow
from wsoa.intake.loading.structure import Weaknesses, tell_if_changed
from wsoa.intake.loading.wording import same, typeset
from wsoa.plans import PlanChange, state_plan
from wsoa.tables import PlanTerms, Weakness, WeaknessReference, WeaknessTerms
from wsoa.terms import PlanKind
from wsoa.text import MAX_LINE

_PLANS = (
    (re.compile(r"\b(?:written statement of action|wsoa)\b", re.IGNORECASE), PlanKind.WSOA),
    (re.compile(r"\baccelerated progress plan\b", re.IGNORECASE), PlanKind.ACCELERATED_PROGRESS_PLAN),
    (re.compile(r"\bpriority action plan\b", re.IGNORECASE), PlanKind.PRIORITY_ACTION_PLAN),
)
"""What a title may call the plan that gives the areas their references."""

KEEP, REWORD = "keep", "reword"


def load_weaknesses(amending: Amending, record: RecordKnown) -> Weaknesses:
    """The number of every area of weakness the file names, by its wording as it is compared.

    A reference belongs to a plan: where the programme has not one plan alone, it stays before the wording.
    """
    named = amending.report.found.weaknesses
    plan = _plan(amending) if any(found.ref for found in named) else None
    latest = amending.entry.moment(date.max)
    references = rows(amending.entry.session, newest_children(WeaknessReference, WeaknessTerms), latest)
    refs = {row["thing"]: same(row["ref"]) for row in references if row["plan"] == plan}
    numbers: Weaknesses = {}
    for found in named:
        known = _known(record, found, refs)
        number = record.weaknesses.take([known]) if known else None
        numbers[same(found.wording)] = _stated(amending, found, number, plan, known)
    return numbers


def _known(record: RecordKnown, found: FoundWeakness, refs: dict[int, str]) -> Row | None:
    """The area of that wording, else of that reference, else the only one worded nearly so."""
    free = record.weaknesses.free()
    worded = [row for row in free if same(row["wording"]) in _wordings(found)]
    referred = [row for row in free if found.ref and refs.get(row["number"]) == same(found.ref)]
    close = [row for row in free if fuzz.ratio(typeset(row["wording"]), typeset(found.wording)) >= CLOSE]
    return next((rows_[0] for rows_ in (worded, referred, close) if len(rows_) == 1), None)


def _stated(amending: Amending, found: FoundWeakness, number: int | None, plan: int | None, known: Row | None) -> int:
    row = FileRow(found.where, "Areas of weakness", f"area of weakness {found.ref or number or 'new'}", number is None)
    fields: dict[str, object] = {}
    lines = [WeaknessReference(plan=plan, ref=found.ref)] if plan and found.ref else []
    if known is None:
        fields = {"wording": _wording(found, plan), "wording_confirmed": False}
    elif same(known["wording"]) not in _wordings(found):
        fields = _reworded(amending, found, known)
    number = number or amending.entry.new(Weakness)
    amending.telling.names["weakness", number] = found.wording or found.ref
    if fields:
        on = amending.as_at if known else amending.begins
        children: Children = {WeaknessReference: lines} if lines else {}
        amending.amend(WeaknessTerms, number, fields, children, thing=row.thing, row=row, as_at=on)
        tell_if_changed(amending, row)
    return number


def _reworded(amending: Amending, found: FoundWeakness, known: Row) -> dict[str, object]:
    """What the file words otherwise: never the official wording, and another only where a person says so."""
    if known["wording_confirmed"]:
        why = "the official wording has been confirmed and is never changed by a file"
        amending.report.doubts.append(Doubt(found.where, found.wording, known["wording"], why))
        return {}
    choices = (Choice(KEEP, "the wording of the record"), Choice(REWORD, "a new wording"))
    why = f"the record words this area otherwise: “{known['wording']}”"
    code = amending.doubt(found.where, found.wording, why, f"weakness:{found.where}", choices)
    return {"wording": found.wording} if code == REWORD and found.wording else {}


def _wordings(found: FoundWeakness) -> set[str]:
    """How the record may word the area, with its reference before the wording or without, as they are compared."""
    return {same(found.wording), *(same(_wording(found, plan)) for plan in (None, 1))}


def _wording(found: FoundWeakness, plan: int | None) -> str:
    if not found.wording:
        return f"Area of weakness {found.ref}"
    return found.wording if plan or not found.ref else f"{found.ref}: {found.wording}"


def _plan(amending: Amending) -> int | None:
    """The programme's only plan; in a programme without any, the one that the file's titles name."""
    stated = rows(amending.entry.session, newest(PlanTerms), amending.entry.moment(date.max))
    if stated:
        return int(stated[0]["number"]) if len(stated) == 1 else None
    named = (
        (title, kind) for title in amending.report.found.title_words for words, kind in _PLANS if words.search(title)
    )
    for title, kind in named:
        return state_plan(amending.entry, PlanChange(kind=kind, title=title[:MAX_LINE]), as_at=amending.begins)
    return None
