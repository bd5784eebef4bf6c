"""`wsoa show`: what the record says of a programme."""

import json
from typing import Annotated

import typer

from api.moments import read_date, read_known_by
from api.shell.session import reading
from api.v1.position import as_json
from wsoa import snapshot

AsAt = Annotated[str | None, typer.Option(help="The date to show (today), as 2026-03-31.")]
KnownBy = Annotated[str | None, typer.Option(help="As known by this entry, at this time, or 'then' (now).")]


def show(
    programme: Annotated[str, typer.Argument(help="The programme's address.")],
    as_at: AsAt = None,
    known_by: KnownBy = None,
    in_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print a programme as it stood."""
    with reading() as (session, actor):
        when = read_date(as_at)
        found = snapshot.load(session, actor, programme, as_at=when, known_by=read_known_by(known_by, when))
        if in_json:
            print(json.dumps(as_json(found), ensure_ascii=False, indent=2))
            return
        print(f"{found.name}, as at {found.as_at:%d/%m/%Y}, entry {found.known_by} {found.head.digest[:12]}")
        for milestone in found.milestones:
            level = milestone.level.label if milestone.level else "Not rated"
            print(f"  {milestone.number:>4}  {milestone.ref:<8} {level:<12} {milestone.wording}")
