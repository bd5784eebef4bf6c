"""`wsoa person add`: the first accounts, made at the shell."""

import sys
from typing import Annotated

import typer
from pydantic import ValidationError

from api.passphrases import passphrases
from api.shell.session import opened
from wsoa import clock
from wsoa.errors import Refused
from wsoa.people import MembershipChange, PersonChange, account, add_person, grant
from wsoa.terms import Role

person = typer.Typer(no_args_is_help=True, help="People who may sign in.")


@person.callback()
def _people() -> None:
    """People who may sign in."""


@person.command("add")
def add(
    email: Annotated[str, typer.Argument(help="The address that names the account.")],
    name: Annotated[str, typer.Option(help="The person's name.")],
    role: Annotated[Role, typer.Option(help="What they may be.")],
    programme: Annotated[str | None, typer.Option(help="The programme the role is held in.")] = None,
    workstream: Annotated[int | None, typer.Option(help="The number of the workstream they lead or support.")] = None,
) -> None:
    """Add a person, or give one another role. A new person's passphrase is read from standard input."""
    with opened() as database:
        change = _checked(email, name)
        held = MembershipChange(role=role, programme=programme, workstream=workstream, starts=clock.today())
        with database.reading() as session:
            known = account(session, change.email)
        hashed = None if known else passphrases().hash(_passphrase(change, programme or ""))
        with database.writing() as session:
            uid = str(known["uid"]) if known else add_person(session, change, passphrase=hashed)
            grant(session, uid, held)
        where = f" in {programme}" if programme else ""
        print(f"{change.email} is {role.value}{where}." + (" The passphrase is as before." if known else ""))


def _checked(email: str, name: str) -> PersonChange:
    try:
        return PersonChange(email=email, name=name)
    except ValidationError as error:
        raise Refused("; ".join(str(fault["msg"]) for fault in error.errors(include_input=False))) from None


def _passphrase(change: PersonChange, programme: str) -> str:
    """What was given on standard input, when it would do in the browser as well. Raises Refused."""
    # What judges it knows a hundred thousand words: every other command starts without them.
    from api import new_passphrase

    given = sys.stdin.readline().rstrip("\r\n")
    known = (change.name, change.email, programme)
    if why := new_passphrase.fault(given) or new_passphrase.fault_of_person(given, *known):
        raise Refused(f"{why} It is read from standard input.")
    return given
