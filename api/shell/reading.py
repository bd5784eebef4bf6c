"""`wsoa show`, `wsoa report` and `wsoa verify`: what the record says, on paper and under examination."""

import json
from pathlib import Path
from typing import Annotated

import typer

from api.moments import read_date, read_known_by
from api.shell.session import opened, reading, say
from api.v1.position import as_json
from exports.house.printed import PrintedHead, printed_head
from wsoa import snapshot
from wsoa.history import programmes_at
from wsoa.history import verify as verify_chain

AsAt = Annotated[str | None, typer.Option(help="The date to show (today), as 2026-03-31.")]
KnownBy = Annotated[str | None, typer.Option(help="As known by this entry, or at this time (now).")]


def show(
    programme: Annotated[str, typer.Argument(help="The programme's address.")],
    as_at: AsAt = None,
    known_by: KnownBy = None,
    in_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print a programme as it stood."""
    with reading() as (session, actor):
        found = snapshot.load(session, actor, programme, as_at=read_date(as_at), known_by=read_known_by(known_by))
        if in_json:
            print(json.dumps(as_json(found), ensure_ascii=False, indent=2))
            return
        print(f"{found.name}, as at {found.as_at:%d/%m/%Y}, entry {found.known_by} {found.head.digest[:12]}")
        for milestone in found.milestones:
            level = milestone.level.label if milestone.level else "Not rated"
            print(f"  {milestone.number:>4}  {milestone.ref:<8} {level:<12} {milestone.wording}")


def verify(
    against: Annotated[
        Path | None, typer.Option(help="A Word file made by the tracker, to be held to the record.", readable=False)
    ] = None,
) -> None:
    """Recompute the chain of every programme. Exit 1: something was changed that no entry accounts for."""
    with opened() as database, database.reading() as session:
        verified = verify_chain(session)
        printed = printed_head(against) if against else None
        shown = programmes_at(session, printed.number, printed.digest) if printed else []
    for chain in verified:
        state = f"{len(chain.faults)} faults" if chain.faults else "as written"
        print(f"{chain.programme}: {chain.entries} entries, {chain.rows} rows, head {chain.head[:12]}: {state}")
        for fault in chain.faults:
            say(f"{fault.programme}: {fault.what}")
    if against and printed:
        _tell_printed(against.name, printed, shown)
    if any(chain.faults for chain in verified) or (printed and not shown):
        raise typer.Exit(1)


def _tell_printed(name: str, printed: PrintedHead, shown: list[str]) -> None:
    entry = f"entry {printed.number}, {printed.digest}"
    if shown:
        print(f"{name} was drawn from {', '.join(shown)} at {entry}, which the record still holds.")
    else:
        say(f"{name} prints {entry}, which no programme's record holds: the record was cut or rewritten since.")
