"""`wsoa scorecard`: the indicators of a programme as a workbook."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from api.moments import read_date
from api.shell.noting import note_document
from api.shell.reports import STDOUT, put
from api.shell.session import reading, refuse
from wsoa import snapshot


def scorecard(
    programme: Annotated[str, typer.Option(help="The programme's address, such as northmere.")],
    as_at: Annotated[str | None, typer.Option(help="The date to show (today), as 2026-03-31.")] = None,
    output: Annotated[str | None, typer.Option("-o", "--output", help="The file, or - for stdout.")] = None,
) -> None:
    """Write the scorecard as a workbook (.xlsx). Exit 3: no such programme or date; nothing is written."""
    # What writes workbooks is imported only to write one.
    from api.pages.reports import file_name
    from exports.scorecard_workbook.contents import contents
    from exports.scorecard_workbook.workbook import workbook

    if output == STDOUT and sys.stdout.isatty():
        raise typer.BadParameter("a workbook is nothing for a terminal: name a file with -o, or redirect it.")
    with reading() as (session, actor):
        found = snapshot.load(session, actor, programme, as_at=read_date(as_at))
        number = snapshot.open_programme(session, actor, programme).id
    content = workbook(contents(found))
    note_document(number, "scorecard", "xlsx", content)
    if output == STDOUT:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    path = Path(output or file_name("scorecard", found, "xlsx"))
    try:
        put(path, content)
    except OSError as fault:
        refuse(f"{path} cannot be written: {fault.strerror}.")
    print(path)
