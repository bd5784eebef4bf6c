"""`wsoa report`: a report of the record into a file."""

import json
import os
import sys
import tempfile
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from sqlalchemy.orm import Session

from api.beside import beside, beside_narrative
from api.moments import read_date
from api.shell.noting import note_document
from api.shell.session import reading, refuse
from api.summarised import summarised
from wsoa import snapshot
from wsoa.access import Actor
from wsoa.snapshot import Snapshot
from wsoa.tracker_loads import with_loads

if TYPE_CHECKING:
    from exports.beside import Beside
    from exports.catalogue import Report


class Format(StrEnum):
    """What a report can be written as."""

    DOCX = "docx"
    HTML = "html"
    JSON = "json"


STDOUT = "-"
_BY_SUFFIX = {".docx": Format.DOCX, ".html": Format.HTML, ".htm": Format.HTML, ".json": Format.JSON}


def report(
    key: Annotated[str, typer.Argument(help="Which report, such as board-report.")],
    programme: Annotated[str, typer.Option(help="The programme's address, such as northmere.")],
    as_at: Annotated[str | None, typer.Option(help="The date to report on (today), as 2026-03-31.")] = None,
    kind: Annotated[Format | None, typer.Option("--format", help="By the output's suffix, else docx.")] = None,
    output: Annotated[str | None, typer.Option("-o", "--output", help="The file, or - for stdout.")] = None,
    load: Annotated[int | None, typer.Option(help="Of a reconciliation report: which load (the newest).")] = None,
    weakness: Annotated[int | None, typer.Option(help="Of an evidence narrative: which area (all of them).")] = None,
) -> None:
    """Write a report. Exit 2: no such report. 3: no such programme, date or area of weakness; nothing is written."""
    chosen = kind or _kind_of(output)
    made = _found(key)
    if load is not None and not made.loads:
        raise typer.BadParameter("only the reconciliation report is of a load.", param_hint="--load")
    if weakness is not None and not made.narrated:
        raise typer.BadParameter("only the evidence narrative is of an area of weakness.", param_hint="--weakness")
    if output == STDOUT and chosen is Format.DOCX and sys.stdout.isatty():
        raise typer.BadParameter("a Word file is nothing for a terminal: name a file with -o, or redirect it.")
    with reading() as (session, actor):
        if made.is_summary:
            found, given = summarised(session, actor, programme, as_at=read_date(as_at))
        else:
            found = snapshot.load(session, actor, programme, as_at=read_date(as_at))
            given = _beside(session, actor, found, made, weakness)
        if made.loads:
            found = with_loads(session, actor, found, load)
        number = snapshot.open_programme(session, actor, programme).id
    content = written(made, found, chosen, given)
    note_document(number, f"reports/{key}", chosen.value, content)
    if output == STDOUT:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    path = Path(output or _named(key, found, chosen))
    try:
        put(path, content)
    except OSError as fault:
        refuse(f"{path} cannot be written: {fault.strerror}.")
    print(path)


def _beside(session: Session, actor: Actor, found: Snapshot, made: "Report[Any]", weakness: int | None) -> "Beside":
    return beside_narrative(session, actor, found, weakness) if made.narrated else beside(session, actor, found, made)


def written(report: "Report[Any]", found: Snapshot, kind: Format, given: "Beside | None" = None) -> bytes:
    """The report in a format. Any: each report has contents of its own."""
    contents = report.contents(found, given) if given else report.contents(found)
    if kind is Format.JSON:
        return (json.dumps(contents.to_json(), ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
    if kind is Format.HTML:
        return _page(report, contents, found.name).encode("utf-8", "replace")
    return report.writers[kind.value](contents, mark=report.mark)


def _page(report: "Report[Any]", contents: Any, area: str) -> str:
    from markupsafe import Markup

    from api.pages.reports import preview_template
    from api.render import STATIC, environment

    styles = Markup(f"<style>\n{(STATIC / 'paper.css').read_text('utf-8')}</style>")
    page = environment().get_template("reports/standalone.html")
    title, drawn = f"{report.title} – {area}", preview_template(report.key)
    return page.render(contents=contents, title=title, drawn=drawn, is_draft=bool(report.mark), styles=styles)


def put(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: what stood there before stays until the new one is on the disk."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _named(key: str, found: Snapshot, kind: Format) -> str:
    from api.pages.reports import file_name

    return file_name(key, found, kind.value)


def _kind_of(output: str | None) -> Format:
    return _BY_SUFFIX.get(Path(output or "").suffix.lower(), Format.DOCX)


def _found(key: str) -> "Report[Any]":
    # The reports, and the pages they are previewed as, are imported only to write one.
    from exports import catalogue

    try:
        return catalogue.report(key)
    except catalogue.UnknownReport as unknown:
        raise typer.BadParameter(str(unknown)) from None
