"""`wsoa statistics` and `wsoa comparators`: official files in, and an area's comparators out."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from api.moments import read_date
from api.shell.session import acting, opened, reading, say
from wsoa import clock
from wsoa.statistics import Comparison, FileReport, compare, load_statistics
from wsoa.statistics.comparison import as_json

LEFT_OUT = 4
_SHOWN = 20


def statistics(
    files: Annotated[list[Path], typer.Argument(help="Official files as they were published (.csv).")],
    source: Annotated[str, typer.Option(help="Who published them.")] = "Department for Education",
    retrieved: Annotated[str | None, typer.Option(help="The day they were fetched (today), as 2026-03-31.")] = None,
    as_json_: Annotated[bool, typer.Option("--json", help="The report as JSON.")] = False,
) -> None:
    """Load official statistics. Exit 3: a file is none that is read, nothing is loaded. 4: lines were left out."""
    with opened() as database:
        fetched: date = read_date(retrieved) or clock.today()
        with database.writing() as session:
            reports = load_statistics(session, acting(), files, source=source, retrieved_on=fetched)
    if as_json_:
        print(json.dumps({"files": [report.to_json() for report in reports]}, ensure_ascii=False, indent=2))
    else:
        for report in reports:
            _tell(report)
    if any(report.left_out for report in reports):
        raise typer.Exit(LEFT_OUT)


def comparators(
    measure: Annotated[str, typer.Argument(help="The measure's short name, as the files have it.")],
    area: Annotated[str, typer.Option(help="The area, by name or number.")],
    neighbours: Annotated[str | None, typer.Option(help="The set of statistical neighbours (the latest).")] = None,
    first: Annotated[str | None, typer.Option("--from", help="The first year, as the measure labels it.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="The last year.")] = None,
    as_json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """An area beside its region, its statistical neighbours and England. Exit 3: what is asked is not there."""
    with reading() as (session, _):
        found = compare(session, measure, area, neighbours=neighbours, first=first, last=last)
    if as_json_:
        print(json.dumps(as_json(found), ensure_ascii=False, indent=2))
    else:
        _print(found)


def _tell(report: FileReport) -> None:
    if report.known:
        print(f"{report.name}: loaded before, nothing changed.")
        return
    became = f"{report.created} new, {report.revised} revised, {report.unchanged} unchanged"
    print(f"{report.name} ({report.kind}): {report.rows} read, {became}, {len(report.left_out)} left out.")
    for each in report.left_out[:_SHOWN]:
        say(f"  line {each.line}: {each.text}: {each.why}.")
    if len(report.left_out) > _SHOWN:
        say(f"  … and {len(report.left_out) - _SHOWN} more; --json lists them all.")


def _print(found: Comparison) -> None:
    print(f"{found.name} ({found.unit or found.measure})")
    print("\t".join(["", *found.periods, "Change from previous year"]))
    for row in found.rows:
        said = [str(value.number) if value.number is not None else _words(value.missing) for value in row.values]
        print("\t".join([row.name, *said, "" if row.change is None else str(row.change)]))
    if found.neighbours:
        print(f"Statistical neighbours, {found.neighbour_set}: {', '.join(found.neighbours)}.")


def _words(missing: object) -> str:
    return str(missing).replace("-", " ")
