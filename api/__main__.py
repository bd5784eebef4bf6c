"""The `wsoa` command. Results go to stdout, messages to stderr; exit codes are those of DESIGN section 7."""

import typer

from api.shell import backups, intake, people, reading, reports, scorecards, serving, statistics, verifying

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
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
app.command("doctor")(serving.doctor)
app.add_typer(people.person, name="person")


def main() -> None:
    """Run the command the shell was given."""
    app()


if __name__ == "__main__":
    main()
