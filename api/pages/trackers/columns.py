"""Which column is what: proposed with examples and how sure it is, corrected by a person, remembered for next time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import reading, writing
from api.forms import UNASKED, answers
from api.guard import permission
from api.pages.trackers.opened import Opened, open_draft
from api.pages.trackers.words import KINDS, PLEASE_CHECK, confidence
from api.render import render
from wsoa import tracker_loads
from wsoa.access import Action
from wsoa.intake import Unreadable
from wsoa.intake.corrections import NOT_READ
from wsoa.intake.found import Column, FoundTable, FoundTracker, TableKind
from wsoa.intake.grid import in_words
from wsoa.intake.recognising.headings import plain
from wsoa.intake.recognising.recognise import recognise
from wsoa.intake.recognising.shapes import fields_of
from wsoa.text import Number

router = APIRouter()

_NAME = "column."
_MOST = 5_000
_SEVERAL = (NOT_READ, "lead", "progress", "value")
"""What several columns of one table may be: leads and agencies are joined, progress and values have one a month."""

Typed = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column as the form asks about it: `field` is what its select shows, `sure` the word and colour of its tag."""

    id: str
    name: str
    column: Column
    where: str
    field: str
    sure: tuple[str, str]


@dataclass(frozen=True, slots=True)
class TableForm:
    """A table, what its columns may be (field, words), and its columns."""

    id: str
    kind: str
    where: str
    rows: int
    choices: Sequence[tuple[str, str]]
    columns: Sequence[ColumnRow]

    @property
    def to_check(self) -> int:
        """How many of its columns a person should look at."""
        return sum(row.sure == PLEASE_CHECK for row in self.columns)


async def posted_columns(request: Request) -> FormData:
    """The form, which has a field for every column of the file."""
    return await request.form(max_fields=_MOST)


@router.get("/programmes/{slug}/trackers/{number}/columns")
@permission(Action.SET_UP)
def columns(request: Request, slug: str, number: Number) -> Response:
    """What each column of a file that was read is taken for."""
    return columns_page(request, slug, number)


@router.post("/programmes/{slug}/trackers/{number}/columns")
@permission(Action.SET_UP)
def read_like_this(
    request: Request, slug: str, number: Number, form: Annotated[FormData, Depends(posted_columns)]
) -> Response:
    """The corrections kept and remembered (303 to what would happen), or the form again with what was chosen: 422."""
    typed = {name: texts[-1] for name, texts in answers(form).items()}
    with reading(request, Action.SET_UP) as (session, actor):
        opened = open_draft(session, actor, slug, number)
    found, unreadable_now = _proposed(opened)
    if not _fits(found.tables, typed):
        return columns_page(request, slug, number, typed, UNASKED)
    if twice := _twice(found.tables, typed):
        return columns_page(request, slug, number, typed, twice)
    corrected = _corrected(found.tables, typed, all_of_them=bool(unreadable_now))
    remembered = {(kind, plain(column.header)): field for kind, column, field in corrected if plain(column.header)}
    said = {column.cell: field for _, column, field in corrected}
    try:
        _with(opened, said, remembered).found()
    except Unreadable as unreadable:
        return columns_page(request, slug, number, typed, unreadable.message)
    with writing(request, Action.SET_UP) as (session, actor):
        tracker_loads.correct(session, actor, slug, number, columns=said)
        known = [(kind, header, field) for (kind, header), field in remembered.items()]
        tracker_loads.remember(session, actor, opened.programme.id, known)
    return RedirectResponse(f"{opened.home}/preview", 303)


def columns_page(
    request: Request, slug: str, number: int, typed: Typed | None = None, problem: str | None = None
) -> Response:
    """The form: what was chosen before it was refused, else what is proposed."""
    with reading(request, Action.SET_UP) as (session, actor):
        opened = open_draft(session, actor, slug, number)
    found, unreadable_now = _proposed(opened)
    problem = problem or unreadable_now
    return render(
        request,
        "trackers/columns.html",
        422 if typed else 200,
        programme=opened.programme,
        draft=opened.draft,
        home=opened.home,
        title_words=found.title_words,
        tables=[_form(at, table, typed or {}) for at, table in enumerate(found.tables, 1) if table.columns],
        others=[(in_words(table.where), KINDS[table.kind]) for table in found.tables if not table.columns],
        problems={"": problem} if problem else {},
    )


def _proposed(opened: Opened) -> tuple[FoundTracker, str]:
    """How the file is read. Where what was said before leaves no tracker in it: how it is read without, and why."""
    try:
        return opened.found(), ""
    except Unreadable as unreadable:
        return recognise(opened.workbook), unreadable.message


def _form(at: int, table: FoundTable, typed: Typed) -> TableForm:
    rows = [
        ColumnRow(
            id=f"column-{at}-{beside}",
            name=_NAME + column.cell,
            column=column,
            where=in_words(column.cell),
            field=typed.get(_NAME + column.cell, column.field or NOT_READ),
            sure=confidence(column),
        )
        for beside, column in enumerate(table.columns, 1)
    ]
    return TableForm(f"table-{at}", KINDS[table.kind], in_words(table.where), table.rows, fields_of(table.kind), rows)


def _fits(tables: Sequence[FoundTable], typed: Typed) -> bool:
    """Whether every answer is to a column of this file, and one that its kind of table has."""
    asked = {
        _NAME + column.cell: {NOT_READ, column.field or NOT_READ, *(field for field, _ in fields_of(table.kind))}
        for table in tables
        for column in table.columns
    }
    return all(name in asked and field in asked[name] for name, field in typed.items())


def _twice(tables: Sequence[FoundTable], typed: Typed) -> str:
    """Which two columns of a table a person takes for the same field, though it can only be one of them; else ""."""
    for table in tables:
        taken: dict[str, Column] = {}
        for column in table.columns:
            field = typed.get(_NAME + column.cell, column.field or NOT_READ)
            before = taken.setdefault(field, column)
            is_chosen = any(
                typed.get(_NAME + one.cell) not in (None, one.field or NOT_READ) for one in (before, column)
            )
            if before is not column and field not in _SEVERAL and is_chosen:
                words = dict(fields_of(table.kind)).get(field, field)
                headers = f"“{before.header}” and “{column.header}”"
                return f"{in_words(table.where)}: {headers} cannot both be the {words.lower()}. Change one of them."
    return ""


def _corrected(tables: Sequence[FoundTable], typed: Typed, *, all_of_them: bool) -> list[tuple[TableKind, Column, str]]:
    """The columns that a person takes for something else than what is proposed, or every one they spoke of."""
    return [
        (table.kind, column, typed[_NAME + column.cell])
        for table in tables
        for column in table.columns
        if _NAME + column.cell in typed and (all_of_them or typed[_NAME + column.cell] != (column.field or NOT_READ))
    ]


def _with(opened: Opened, said: Typed, remembered: Mapping[tuple[TableKind, str], str]) -> Opened:
    before = opened.corrections
    after = replace(before, columns={**before.columns, **said}, remembered={**before.remembered, **remembered})
    return replace(opened, corrections=after)
