"""`wsoa retention`: how long a programme is kept, what would go and when, and tidying what is no content."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import typer

from api.shell.session import acting, opened
from exports.parts.wording import counted, day
from wsoa.database.rewriting import rewrite
from wsoa.retention import KeptFor, Past, all_kept_for, past, request_past, say_retention, tidy
from wsoa.settings import settings


def retention(
    programme: Annotated[
        str | None, typer.Argument(help="The address of the programme; without it: all, listed.")
    ] = None,
    closed: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day on which it closed.")] = None,
    years: Annotated[int | None, typer.Option(help="For how many years after that it is kept.")] = None,
    request: Annotated[bool, typer.Option("--request", help="Request that all its words are erased.")] = False,
    tidied: Annotated[bool, typer.Option("--tidy", help="Delete what is no content and has had its time.")] = False,
) -> None:
    """Say how long a programme is kept, or list what would go and when: nothing goes by itself.

    Its words go when their years are over, somebody requests it here, and an administrator approves it in the browser.
    """
    if request and programme and not (years or closed or tidied):
        _request(programme)
    elif years and programme and not (request or tidied):
        with opened() as database, database.writing() as session:
            say_retention(session, acting(), programme, closed_on=closed.date() if closed else None, years=years)
        print(f"{programme}: kept for {counted(years, 'year')} after it closes.")
    elif tidied and not (programme or closed or years or request):
        with opened() as database:
            with database.writing() as session:
                went = tidy(session, acting(), settings().security_log_days)
            rewrite(database)
        _tell(went, "Deleted")
    elif not (programme or closed or years or request or tidied):
        _list()
    else:
        raise typer.BadParameter(
            "Give a programme with --years (and --closed), or with --request; or --tidy; or nothing."
        )


def _request(programme: str) -> None:
    with opened() as database, database.writing() as session:
        number = request_past(session, acting(), programme)
    print(f"{programme}: erasure {number} is requested. An administrator approves it in the browser.")


def _list() -> None:
    with opened() as database, database.reading() as session:
        found = all_kept_for(session, acting())
        over = past(session, acting(), settings().security_log_days)
    for each in found:
        print(f"{each.slug}: {_when(each)}")
        for kind, count in each.texts.items():
            print(f"  {counted(count, 'text')} of {kind.replace('_', ' ')}")
        if each.files:
            print(f"  {counted(each.files, 'file')} of evidence, deleted from the store with their copies for readers")
    _tell(over, "Past, and deleted by --tidy")


def _when(each: KeptFor) -> str:
    if each.years is None:
        return "nobody has said how long it is kept"
    if each.until is None:
        return f"open; kept for {counted(each.years, 'year')} after it closes"
    return f"{'its years ended on' if each.is_due else 'kept until'} {day(each.until)}"


def _tell(found: Past, heading: str) -> None:
    counts: Mapping[str, int] = asdict(found)
    print(f"{heading}: " + ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in counts.items()))
