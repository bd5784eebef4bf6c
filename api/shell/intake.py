"""`wsoa import`: a tracker into the record."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.moments import read_date
from api.shell.session import acting, opened, refuse, say
from wsoa import clock
from wsoa.database import Database
from wsoa.terms import Scope

if TYPE_CHECKING:
    from wsoa.intake.found import FoundTracker
    from wsoa.intake.loading.outcome import ImportReport


def import_tracker(
    file: Annotated[Path, typer.Argument(help="The tracker: .xlsx, .docx, .pptx or .csv.", readable=False)],
    programme: Annotated[str, typer.Option(help="The programme's address, such as northmere.")],
    name: Annotated[str | None, typer.Option(help="Begin the programme under this name if there is none.")] = None,
    as_at: Annotated[str | None, typer.Option(help="The date the tracker speaks for (today).")] = None,
    scope: Annotated[Scope | None, typer.Option(help="Whole plan, or exceptions only (guessed and said).")] = None,
    check: Annotated[bool, typer.Option("--check", help="Say what would happen; write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Load a tracker into a programme. Exit 4: text was left out. 5: rows a person changed were left alone."""
    with opened() as database:
        on = read_date(as_at) or clock.today()
        found = _read(file)
        report = _load(database, found, programme, name, on, scope, check=check)
        if as_json:
            print(json.dumps(report.to_json(), ensure_ascii=False, indent=2))
        else:
            _tell(report)
        if report.exit_code:
            raise typer.Exit(report.exit_code)


def _read(file: Path) -> "FoundTracker":
    # What reads trackers is imported only to read one: every other command starts sooner.
    from wsoa.intake import Unreadable, read_workbook
    from wsoa.intake.recognising.recognise import recognise

    try:
        return recognise(read_workbook(file))
    except Unreadable as unreadable:
        refuse(unreadable.message)


def _load(
    database: Database,
    found: "FoundTracker",
    programme: str,
    name: str | None,
    as_at: date,
    scope: Scope | None,
    *,
    check: bool,
) -> "ImportReport":
    from wsoa.intake.loading.apply import load_tracker

    with database.writing() as session:
        report = load_tracker(session, acting(), programme, found, as_at=as_at, name=name, scope=scope)
        if check:
            session.rollback()
            report.applied = False
    return report


def _tell(report: "ImportReport") -> None:
    from wsoa.intake.grid import in_words
    from wsoa.intake.loading.told import left_alone

    done = "Loaded" if report.applied else "Checked, nothing written:"
    print(f"{done} {report.found.file_name} as at {report.as_at:%d/%m/%Y}, read as {_scope(report)}.")
    for where, counts in report.counted.items():
        said = ", ".join(f"{count} {outcome}" for outcome, count in counts.items() if count)
        print(f"  {in_words(where)}: {said}")
    for aside in report.left_out:
        print(f"  Left out {in_words(aside.cell)}: {aside.text[:80]!r} – {aside.why}")
    for doubt in report.doubts:
        print(f"  Doubtful {in_words(doubt.cell)}: {doubt.text[:80]!r} read as {doubt.read_as} – {doubt.why}")
    for conflict in report.conflicts:
        print(f"  Left alone {left_alone(conflict)}")
    for thing in report.not_in_file:
        print(f"  Not in this file: {thing}")
    if report.left_out or report.conflicts:
        say("Some of the file is not in the record: see the lines above.")


def _scope(report: "ImportReport") -> str:
    from wsoa.intake.loading.known import is_of_values_only

    if is_of_values_only(report.found):
        return "values of indicators"
    return "the whole plan" if report.scope is Scope.PLAN else "exceptions only"
