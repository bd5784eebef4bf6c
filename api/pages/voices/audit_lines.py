"""The form of an audit taken apart: who took part and how plans were graded, a line each, and back again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from api.filled import Filled, Typed
from api.forms import bind
from wsoa.change import Change
from wsoa.snapshot.positions import IndicatorPosition
from wsoa.snapshot.positions.voices import AuditPosition
from wsoa.voices import MOST_LINES, AuditChange, AuditorChange, GradeChange

C = TypeVar("C", bound=Change)

ROWS = range(1, MOST_LINES + 1)
_SHOWN = 4
_SPARE = 2
_FIELDS: Mapping[str, tuple[type[Change], tuple[str, ...]]] = {
    "auditor": (AuditorChange, ("organisation_words", "auditors")),
    "grade": (GradeChange, ("grade", "plans", "good")),
}


def labels() -> Mapping[str, str]:
    """The fields of the form in their order, and what people call them."""
    lines = {
        f"{line}_{n}_{part}": f"{line.capitalize()} {n}"
        for line, (_, parts) in _FIELDS.items()
        for n in ROWS
        for part in parts
    }
    return {
        "held_on": "Day of the audit",
        "sample": "Plans read",
        "auditors": "Who took part",
        **{name: words for name, words in lines.items() if name.startswith("auditor_")},
        "grades": "Grades",
        **{name: words for name, words in lines.items() if name.startswith("grade_")},
        "themes": "What was found",
        "indicator": "Indicator",
        "small_numbers": "Small numbers",
        "reason": "Reason",
    }


def bound(typed: Typed) -> tuple[AuditChange | None, dict[str, str]]:
    """The audit with its lines; or None and a sentence for each field."""
    rest = {name: texts for name, texts in typed.items() if not name.startswith(("auditor_", "grade_"))}
    change, problems = bind(AuditChange, rest, but=("auditors", "grades"))
    auditors, faults = _lines(AuditorChange, "auditor", typed)
    grades, more = _lines(GradeChange, "grade", typed)
    if change is None or problems | faults | more:
        return None, problems | faults | more
    return change.model_copy(update={"auditors": tuple(auditors), "grades": tuple(grades)}), {}


def rows(form: Filled, line: str) -> Sequence[int]:
    """The lines that the form shows: those that are filled in, and some that are not."""
    _, parts = _FIELDS[line]
    filled = [n for n in ROWS if any(form.text(f"{line}_{n}_{part}") for part in parts)]
    return ROWS[: max(_SHOWN, max(filled, default=0) + _SPARE)]


def stands(stood: AuditPosition) -> Typed:
    """What the record says of it, by the fields of the form; why it was recorded is not said again."""
    auditors = {
        name: [text]
        for n, (words, how_many) in enumerate(stood.auditors, 1)
        for name, text in ((f"auditor_{n}_organisation_words", words), (f"auditor_{n}_auditors", str(how_many)))
    }
    grades = {
        name: [text]
        for n, each in enumerate(stood.grades, 1)
        for name, text in (
            (f"grade_{n}_grade", each.grade),
            (f"grade_{n}_plans", str(each.plans)),
            (f"grade_{n}_good", "yes" if each.good else ""),
        )
    }
    return {
        "held_on": [stood.held_on.isoformat()],
        "sample": [str(stood.sample)],
        "themes": [stood.themes],
        "indicator": [str(stood.indicator or "")],
        **auditors,
        **grades,
    }


def audit_in_words(indicators: Sequence[IndicatorPosition]) -> Callable[[str, Typed], str]:
    """How to say the answer to a field: all lines of one kind together."""
    names = {str(each.number): each.name for each in indicators}

    def say(field: str, typed: Typed) -> str:
        if field in ("auditors", "grades"):
            return "\n".join(_said(field.removesuffix("s"), typed))
        if field.startswith(("auditor_", "grade_")):
            return ""
        return ", ".join(names.get(each, each) if field == "indicator" else each for each in typed.get(field, ()))

    return say


def _lines(kind: type[C], line: str, typed: Typed) -> tuple[list[C], dict[str, str]]:
    """The lines of one kind that were filled in, and what is wrong with them; a tick alone is no line."""
    found: list[C] = []
    problems: dict[str, str] = {}
    _, parts = _FIELDS[line]
    for n in ROWS:
        row = {part: typed.get(f"{line}_{n}_{part}", ()) for part in parts}
        if any(text.strip() for part in parts[:2] for text in row[part]):
            change, faults = bind(kind, row)
            problems |= {f"{line}_{n}_{part}": f"Line {n}: {sentence}" for part, sentence in faults.items()}
            found += [change] if change else []
    return found, problems


def _said(line: str, typed: Typed) -> Iterator[str]:
    _, parts = _FIELDS[line]
    for n in ROWS:
        first, second, *rest = ("".join(typed.get(f"{line}_{n}_{part}", ())) for part in parts)
        if first or second:
            yield f"{first}: {second}{' (good enough)' if any(rest) else ''}"
