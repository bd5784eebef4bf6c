"""The `wsoa` command. Results go to stdout, messages to stderr; exit codes are those of DESIGN section 7."""

import sys

import typer
from pydantic import ValidationError

from api import log_streams
from api.shell import (
    backups,
    examining,
    intake,
    people,
    permissions,
    reading,
    reports,
    retention,
    scorecards,
    serving,
    statistics,
    upgrading,
    verifying,
)
from wsoa.settings import Settings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help=__doc__,
    callback=log_streams.configure,
)
app.command("import")(intake.import_tracker)
app.command("show")(reading.show)
app.command("report")(reports.report)
app.command("scorecard")(scorecards.scorecard)
app.command("statistics")(statistics.statistics)
app.command("comparators")(statistics.comparators)
app.command("verify")(verifying.verify)
app.command("serve")(serving.serve)
app.command("demo")(serving.demo)
app.command("backup")(backups.backup)
app.command("restore")(backups.restore)
app.command("upgrade")(upgrading.upgrade_schema)
app.command("doctor")(examining.doctor)
app.command("retention")(retention.retention)
app.command("permissions")(permissions.permissions)
app.add_typer(people.person, name="person")


def main() -> None:
    """Run the command the shell was given. A fault is told by its kind and place: its message may hold content."""
    try:
        app()
    except Exception as fault:
        if isinstance(fault, ValidationError) and fault.title == Settings.__name__:
            unread = sorted({f"WSOA_{each['loc'][0]}".upper() for each in fault.errors(include_input=False)})
            sys.exit(f"These settings cannot be read: {', '.join(unread)}.")
        log_streams.told(fault)
        sys.exit(f"A fault in the tracker itself ({log_streams.kind_of(fault)}): the error log says where.")


if __name__ == "__main__":
    main()
