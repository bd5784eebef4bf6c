"""Which columns of the record hold people's words, and what they are called."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from sqlalchemy import Column, Enum, String, Table
from sqlmodel.sql.sqltypes import AutoString

from wsoa.history.digest import table_of
from wsoa.tables import HISTORY, Child, History

READ_BY_THE_PROGRAM: Mapping[str, str] = MappingProxyType(
    {
        "milestone_update.level": "a code of the rating key",
        "risk_update.level": "a code of the rating key",
        "rating_level.code": "the code by which ratings name the level",
        "rating_level.requires": "what the level asks for, in the program's words",
        "indicator_value_terms.value": "a number",
        "target_terms.value": "a number",
        "target_terms.upper": "a number",
        "target_checkpoint.value": "a number",
        "indicator_terms.baseline": "a number",
        "programme_terms.name": "what a public body is called",
        "programme_terms.region": "where it lies",
        "programme_words": "the words in which every page speaks",
        "pack_terms.program_version": "a version of the program",
        "narrative_terms.program_version": "a version of the program",
        "erased_place": "places, and no words",
    }
)
"""Free text all the same, in which a sentence would break a reading: columns, and whole tables. Never erased alone."""

_BOOKKEEPING = frozenset({"salt", "digest"})
_CALLED: Mapping[str, str] = MappingProxyType(
    {
        "ref": "Reference",
        "leads_words": "Lead",
        "senior_owner": "Senior responsible owner",
        "forecast_words": "Forecast",
        "line_words": "The line it stands beside",
        "class_words": "Category",
        "body": "The other body",
        "reason": "Reason",
        "because": "Why it was erased",
        "raw": "Value as given",
        "text": "Line",
        "validated_by": "Who checked it",
        "measured_by": "Measured by",
        "link": "Link",
        "shows": "What it shows",
        "issued": "The line as issued",
        "amended": "The line as sent",
        "on_behalf_of": "On behalf of",
        "source": "Source",
        "by": "Who brought it",
        "file_name": "The name of the file",
        "message": "What was said of the file",
        "header": "A column’s heading",
        "whose": "Whose personal data it is",
        "found": "What may be personal data in the file",
        "hidden": "What lies hidden in the file",
        "situation": "The situation before",
        "done": "What was done",
        "changed": "What changed",
        "family_view": "What the family says",
        "heard": "Where it was heard",
        "themes": "Themes of the audit",
        "visitors": "Who comes",
        "nominee": "Who keeps in touch with them",
        "attends": "Who attends",
        "asked_by": "Who asked for it",
        "organisation_words": "Who audited",
        "office": "In which office they sign",
    }
)
_CALLED_IN: Mapping[str, str] = MappingProxyType(
    {
        "milestone_lead.words": "Lead",
        "workstream_lead.words": "Lead or support",
        "milestone_date.words": "By when",
        "product_timescale.words": "Date",
        "next_step_answer.words": "Why it was dropped",
        "explanation_terms.words": "Explanation",
        "impact_judgement.words": "Why",
        "target_terms.words": "Target in words",
        "checked_claim.words": "What the cross-check said",
        "section_version.text": "The section",
        "visit_note_terms.text": "The note",
    }
)


@cache
def words_columns() -> Mapping[str, tuple[str, ...]]:
    """The columns that hold people's words, by table of history or of lines fixed with it.

    Free text: no closed list, no key, nothing of a fixed length (codes, uids, digests), and nothing in which a sentence
    would break a reading (`READ_BY_THE_PROGRAM`).
    """
    kinds: list[type[History] | type[Child]] = [*HISTORY, *(child for kind in HISTORY for child in kind.children)]
    found = {table.name: _of(table) for table in map(table_of, kinds) if table.name not in READ_BY_THE_PROGRAM}
    reasons = {"programme_words": ("reason",)}
    return MappingProxyType({name: columns for name, columns in (found | reasons).items() if columns})


def called(table: str, column: str) -> str:
    """What people call a field."""
    name = _CALLED_IN.get(f"{table}.{column}") or _CALLED.get(column)
    return name or column.replace("_", " ").capitalize()


def _of(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if _holds_words(table, column))


def _holds_words(table: Table, column: Column[object]) -> bool:
    kind = column.type
    if isinstance(kind, Enum) or not isinstance(kind, String | AutoString):
        return False
    fixed = column.primary_key or column.foreign_keys or getattr(kind, "length", None) is not None
    read = f"{table.name}.{column.name}" in READ_BY_THE_PROGRAM or column.name in _BOOKKEEPING
    return not fixed and not read
