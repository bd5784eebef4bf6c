"""From a posted form to a checked Change, or to a sentence beside each field that needs another look (STACK 3)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails
from starlette.datastructures import FormData, UploadFile

from wsoa.text import clean_column

M = TypeVar("M", bound=BaseModel)

SECRET = frozenset({"passphrase", "passphrase_again", "old_passphrase", "invitation_code"})
KEPT = "kept."
ASIDE = "personal_data."
"""Begins the names of what the check for personal data asks beside a form: no endpoint sees it, resending keeps it."""

UNASKED = "The form holds an answer that was not asked for. Open the page again and re-enter your answers"

SENTENCES = {
    "missing": "Enter {label}",
    "string_too_short": "{Label} must be {min_length} characters or more",
    "string_too_long": "{Label} must be {max_length} characters or fewer",
    "text_too_long": "{Label} must be {limit} characters or fewer; this has {length}",
    "int_parsing": "{Label} must be a whole number",
    "int_from_float": "{Label} must be a whole number",
    "int_parsing_size": "{Label} is too large a number",
    "less_than_equal": "{Label} must be {le} or less",
    "less_than": "{Label} must be less than {lt}",
    "greater_than_equal": "{Label} must be {ge} or more",
    "greater_than": "{Label} must be more than {gt}",
    "enum": "Choose {label} from the answers shown",
    "literal_error": "Choose {label} from the answers shown",
    "bool_parsing": "Choose yes or no for {label}",
    "date_parsing": "{Label} must be a real date",
    "date_from_datetime_parsing": "{Label} must be a real date",
    "too_short": "Choose at least {min_length} for {label}",
    "too_long": "Choose no more than {max_length} for {label}",
}
"""By pydantic's kind of fault; {label} is the field's title within a sentence, {Label} at its beginning."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A radio or checkbox as the macros draw it; a rating's `colour` draws its word as a tag."""

    value: str
    text: str
    hint: str | None = None
    colour: str | None = None


class Cleaned(FormData):
    """A form whose texts were cleaned as it came in: whoever takes it apart need not do that again."""


def cleaned(form: FormData) -> Cleaned:
    """The form with every text cleaned (a secret is left as typed), its files as they are."""
    return Cleaned(
        [(name, value if isinstance(value, UploadFile) else _clean(name, value)) for name, value in form.multi_items()]
    )


def answers(form: FormData) -> dict[str, list[str]]:
    """The text fields of a form, each with all its answers in order, cleaned (a secret is left as typed); no files.

    Empty lines at the beginning stay as typed: a column may have been pasted whose first cell is empty.
    """
    found: dict[str, list[str]] = {}
    for name, text in typed_in(form):
        if not name.startswith(ASIDE):
            found.setdefault(name, []).append(text)
    return found


def typed_in(form: FormData) -> Iterator[tuple[str, str]]:
    """Every text field in the order it came, cleaned (a secret is left as typed); no files."""
    is_clean = isinstance(form, Cleaned)
    for name, value in form.multi_items():
        if isinstance(value, str):
            yield name, value if is_clean else _clean(name, value)


def _clean(name: str, text: str) -> str:
    return text if name in SECRET else clean_column(text)


def kept(form: FormData) -> tuple[tuple[str, str], ...]:
    """What was typed, as (name, text), carried in hidden fields until it can be sent again; no secrets, no files."""
    return tuple((name, text) for name, text in typed_in(form) if name not in SECRET)


def carried(form: FormData) -> tuple[tuple[str, str], ...]:
    """What the sign-in page carried for the page before it, as fields `kept.NAME`, under its own names again."""
    return tuple((name.removeprefix(KEPT), text) for name, text in kept(form) if name.startswith(KEPT))


def bind(
    model: type[M], data: Mapping[str, str | Sequence[str]], *, but: Collection[str] = ()
) -> tuple[M | None, dict[str, str]]:
    """`data` as a `model`, or None and a sentence for each field (by its name in the form; "" is the form itself).

    A blank answer is no answer: the field's default stands, or the field is missing. A field whose type is a list,
    tuple or set takes all answers, any other takes one. A field nobody asked for refuses the form, and so does one of
    those in `but`, which the model has and this form does not offer (PROOFS S8). The field's `title` names it in
    sentences; a ValueError of the model's own is shown as it is, so it must not repeat what was typed.
    """
    fields = {info.alias or name: info for name, info in model.model_fields.items()}
    if data.keys() - fields.keys() or data.keys() & set(but):
        return None, {"": UNASKED}
    given: dict[str, Any] = {}  # what pydantic is about to judge
    problems: dict[str, str] = {}
    for name, value in data.items():
        texts = [text for text in ([value] if isinstance(value, str) else value) if text.strip()]
        if _takes_several(fields[name]):
            given[name] = texts
        elif len(texts) > 1:
            problems[name] = f"Give one answer only for {_label(name, fields)}"
        elif texts:
            given[name] = texts[0]
    try:
        bound = model.model_validate(given)
    except ValidationError as error:
        return None, _sentences(error, fields) | problems
    return (None, problems) if problems else (bound, {})


def _takes_several(info: FieldInfo) -> bool:
    kinds = (info.annotation, *get_args(info.annotation))
    return any((get_origin(kind) or kind) in (list, tuple, set, frozenset) for kind in kinds)


def _sentences(error: ValidationError, fields: Mapping[str, FieldInfo]) -> dict[str, str]:
    found: dict[str, str] = {}
    for fault in error.errors(include_url=False, include_input=False):
        name = str(fault["loc"][0]) if fault["loc"] else ""
        found.setdefault(name, _sentence(fault, _label(name, fields)))
    return found


def _sentence(fault: ErrorDetails, label: str) -> str:
    limits = fault.get("ctx", {})
    if fault["type"] in ("value_error", "assertion_error"):
        return str(limits["error"])
    # What a text is too long for is told as of a list, where it is judged after it was cleaned.
    kind = fault["type"] if limits.get("field_type") != "Value" else f"string_{fault['type']}"
    words = SENTENCES.get(kind, "Check {label}: it cannot be read as it stands")
    return words.format(label=label, Label=label[:1].upper() + label[1:], **limits)


def _label(name: str, fields: Mapping[str, FieldInfo]) -> str:
    """How a sentence calls the field: its title, without the capital unless it is an abbreviation."""
    words = (fields[name].title if name in fields else None) or name.replace("_", " ").replace("-", " ") or "the form"
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words
