"""`wsoa verify`: the record under examination, and a file somebody was sent held to it."""

import hashlib
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from api.shell.session import opened, say
from exports.house.printed import PrintedHead, printed_head
from exports.parts.wording import counted, day
from wsoa.errors import Refused
from wsoa.history import Verified, programmes_at
from wsoa.history import verify as verify_chain
from wsoa.history.erased import Erased
from wsoa.history.files_kept import unnamed
from wsoa.issued import Given, given_as, given_from


def verify(
    against: Annotated[
        Path | None, typer.Option(help="A Word file made by the tracker, to be held to the record.", readable=False)
    ] = None,
) -> None:
    """Recompute the chain of every programme, and every pack; what two people erased is said, and is no fault.

    Exit 1: something was changed that no entry accounts for, or the file is not what was issued. 3: it is not ours.
    """
    with opened() as database, database.reading() as session:
        verified = verify_chain(session)
        spare = unnamed(session)
        is_ours = _held_to_the_record(session, against, verified) if against else True
    for chain in verified:
        state = f"{len(chain.faults)} faults" if chain.faults else "as written"
        places = len({(each.row, each.was) for each in chain.erased})
        erased = f", but for {counted(places, 'erased place')}" if places else ""
        print(f"{chain.programme}: {chain.entries} entries, {chain.rows} rows, head {chain.head[:12]}: {state}{erased}")
        for each in chain.erased:
            print(f"  {_erased(each)}")
        for fault in chain.faults:
            say(f"{fault.programme}: {fault.what}")
    if spare:
        print(
            f"The store holds {counted(len(spare), 'file')} that no row of this record names: brought after the backup"
            " that was restored, or by another record in the same store. That is no fault."
        )
    if any(chain.faults for chain in verified) or not is_ours:
        raise typer.Exit(1)


def _erased(place: Erased) -> str:
    """*milestone_update 12, row 3 (issue): erased by entry 31 on 3 March 2026 by …: It names a child.*"""
    row = f", row {place.sequence}" if place.sequence else ""
    where = f"{place.table} {place.number}{row} ({', '.join(place.fields)})"
    return f"{where}: erased by entry {place.entry} on {day(place.on)} by {place.by}: {place.because}"


def _since(verified: Sequence[Verified], programmes: Collection[str], head: int) -> str:
    """How many erasures those programmes' records hold since entry `head`."""
    later = {
        (chain.programme, each.erasure)
        for chain in verified
        for each in chain.erased
        if chain.programme in programmes and each.entry > head
    }
    return f" {counted(len(later), 'erasure')} since entry {head}." if later else ""


def _held_to_the_record(session: Session, file: Path, verified: Sequence[Verified]) -> bool:
    """Say which pack or which state of the record the file is of; whether the record holds it to be so."""
    if packs := given_as(session, _digest(file)):
        for pack in packs:
            print(f"{file.name} is {_as_given(pack)}{_since(verified, [pack.slug], pack.head)}")
        return True
    printed = printed_head(file)
    shown = programmes_at(session, printed.number, printed.digest)
    entry = f"entry {printed.number}, {printed.digest}"
    if not shown:
        say(f"{file.name} prints {entry}, which no programme's record holds: the record was cut or rewritten since.")
        return False
    edited = () if printed.draft else _claimed(printed, given_from(session, printed.number, printed.digest))
    if edited:
        for pack in edited:
            say(
                f"{file.name} prints the head of {_called(pack)}, but is neither the file that was issued nor"
                " recorded as the version that was sent: it was edited after it was issued."
            )
        return False
    draft = ", marked as a draft," if printed.draft else ""
    since = _since(verified, shown, printed.number)
    print(f"{file.name}{draft} was drawn from {', '.join(shown)} at {entry}, which the record still holds.{since}")
    return True


def _claimed(printed: PrintedHead, packs: tuple[Given, ...]) -> tuple[Given, ...]:
    """Of the packs drawn from one head, the one the file says it is; all of them where it says of none."""
    return tuple(each for each in packs if _title(each) in printed.heading) or packs


def _as_given(pack: Given) -> str:
    replaced = f" Version {pack.replaced_by} has replaced it." if pack.replaced_by else ""
    since = f" Words were erased from it on {day(pack.erased)}, so it is no longer kept here." if pack.erased else ""
    if pack.without and pack.erased:
        return (
            f"{_called(pack)}: the file as it is kept since words were erased from it on {day(pack.erased)}.{replaced}"
        )
    if pack.lodged is None:
        return f"{_called(pack)}: the very file, byte for byte.{since}{replaced}"
    differs = f"it differs in {counted(pack.differences, 'line')}" if pack.differences else "its words are the same"
    return (
        f"the version that was sent of {_called(pack)}, as recorded on {day(pack.lodged)}: {differs}.{since}{replaced}"
    )


def _called(pack: Given) -> str:
    return f"{_title(pack)}, issued to {pack.board} ({pack.slug}) on {day(pack.issued)}"


def _title(pack: Given) -> str:
    """As its own pages call it."""
    # The reports are imported only to name one: the shell starts without them.
    from exports.catalogue import REPORTS

    report = REPORTS.get(pack.report)
    return f"{report.title if report else pack.report} {pack.pack} · version {pack.version}"


def _digest(file: Path) -> str:
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except (OSError, ValueError):
        raise Refused(f"{file.name} cannot be read as a Word document.") from None
