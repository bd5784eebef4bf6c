"""A recognised tracker into the record: one entry, whole or not at all; a second time it changes nothing."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from wsoa import clock, security_log
from wsoa.access import Action, Actor
from wsoa.errors import Refused
from wsoa.history import OpenEntry, entry
from wsoa.history.accounts import naming_account
from wsoa.history.digest import content_digest
from wsoa.intake.corrections import NONE, Corrections
from wsoa.intake.found import FoundTracker
from wsoa.intake.loading.amend import COMMAND, Amending
from wsoa.intake.loading.dates import time_of
from wsoa.intake.loading.keys import as_terms, key_row, load_key, stated_key
from wsoa.intake.loading.known import is_of_values_only, known, name_things, not_spoken_of
from wsoa.intake.loading.milestones import load_milestones
from wsoa.intake.loading.outcome import FieldChange, ImportReport, Outcome
from wsoa.intake.loading.ratings import level_of
from wsoa.intake.loading.sections import load_sections
from wsoa.intake.loading.structure import load_focus_areas, load_workstreams
from wsoa.intake.loading.values import load_values
from wsoa.intake.loading.weaknesses import load_weaknesses
from wsoa.intake.loading.working import load_indicators, load_lists, load_notes, load_products, load_risks
from wsoa.programmes import ProgrammeChange, begin_programme, programme_exists, state_programme
from wsoa.rag import DEFAULT_KEY, LevelTerms
from wsoa.rating_keys import in_force, state_key
from wsoa.tables import ProgrammeTerms
from wsoa.terms import Scope, SecurityKind
from wsoa.text import MAX_LINE, one_line
from wsoa.tracker_loads import EARLIEST, Draft, finish, record_load


def load_tracker(
    session: Session,
    actor: Actor,
    slug: str,
    found: FoundTracker,
    *,
    as_at: date,
    name: str | None = None,
    scope: Scope | None = None,
    corrections: Corrections = NONE,
    draft: Draft | None = None,
) -> ImportReport:
    """Write what was found into the programme as one entry; what equals the record writes nothing.

    Creates the programme only with `name`. `scope` None is guessed from the ratings. Doubts are settled as the
    `corrections` say. The account of the load is kept with it: of `draft`, where the file waited as one. Raises Refused
    for an unknown programme or a date ahead. The caller commits, or rolls back to have only checked.
    """
    if as_at > clock.today():
        raise Refused("The date the tracker speaks for cannot be later than today.")
    if as_at.year < EARLIEST:
        raise Refused(f"The date the tracker speaks for cannot be before {EARLIEST}. Check the year.")
    report = ImportReport(found, as_at, scope or Scope.PLAN, left_out=list(found.left_out), doubts=list(found.doubts))
    source = f"tracker, SHA-256 {found.sha256}"
    if programme_exists(session, slug):
        with entry(session, actor, slug, command=COMMAND, action=Action.SET_UP, source=source) as writing:
            _load(writing, report, corrections, guessed=scope is None)
            _name_account(writing, report)
    else:
        writing = _begin(session, actor, slug, one_line(name or ""), source, report)
        _load(writing, report, corrections, guessed=scope is None)
        _name_account(writing, report)
        writing.close()
    report.entry = writing.number if writing.rows_written else None
    _keep_account(writing, report, draft)
    return report


def _name_account(writing: OpenEntry, report: ImportReport) -> None:
    """The entry names the digest of what is told of the load, which itself stands outside the chain."""
    report.applied = True
    writing.source = naming_account(writing.source, content_digest(report.to_json()))


def _keep_account(writing: OpenEntry, report: ImportReport, draft: Draft | None) -> None:
    if draft:
        finish(writing.session, draft, report.to_json(), report.entry)
        _note(writing, report, draft.number)
        return
    number = record_load(
        writing.session,
        writing.actor,
        writing.programme_id,
        file_name=report.found.file_name,
        sha256=report.found.sha256,
        as_at=report.as_at,
        scope=report.scope,
        report=report.to_json(),
        entry=report.entry,
    )
    _note(writing, report, number)


def _note(writing: OpenEntry, report: ImportReport, number: int) -> None:
    counted = Counter[Outcome]()
    for rows in report.counted.values():
        counted.update(rows)
    security_log.note(
        writing.session,
        SecurityKind.IMPORTED,
        person=writing.actor.uid,
        programme_id=writing.programme_id,
        subject=f"trackers/{number}",
        sha256=report.found.sha256,
        created=counted[Outcome.CREATED],
        updated=counted[Outcome.UPDATED],
        unchanged=counted[Outcome.UNCHANGED],
        conflicts=counted[Outcome.CONFLICT],
        left_out=len(report.left_out),
    )


def _begin(session: Session, actor: Actor, slug: str, name: str, source: str, report: ImportReport) -> OpenEntry:
    if not name:
        raise Refused(f"There is no programme called {slug}. To begin it with this tracker, give its name with --name.")
    if len(name) > MAX_LINE:
        raise Refused(f"The name of a programme may have {MAX_LINE} characters; this one has {len(name)}.")
    writing = begin_programme(session, actor, slug, source=source)
    writing.command = COMMAND
    begins = _begins(report)
    state_programme(writing, ProgrammeChange(name=name), as_at=begins)
    stated = stated_key(report.found.key, DEFAULT_KEY)
    state_key(writing, as_at=begins, terms=stated or DEFAULT_KEY)
    if stated:
        row = key_row(report, is_new=True)
        row.outcomes.append(Outcome.CREATED)
        row.changes.append(FieldChange("Levels", None, "\n".join(f"{one.label}: {one.meaning}" for one in stated)))
        report.tell(row, counted=False)
    return writing


def _begins(report: ImportReport) -> date:
    """The earliest time of which the file says anything: its own date, or that of a dated column."""
    dated = {one.when for milestone in report.found.milestones for one in milestone.dated}
    return min((on for when in dated if (on := time_of(when, report.as_at))), default=report.as_at)


def _load(writing: OpenEntry, report: ImportReport, corrections: Corrections, *, guessed: bool) -> None:
    amending = Amending(writing, report.as_at, report, _begins(report), corrections.settled)
    standing = in_force(writing, report.as_at)
    terms = stated_key(report.found.key, as_terms(standing))
    if guessed:
        report.scope = _guess(report.found, terms or as_terms(standing))
    if not _speaks_of_values_only(writing, report):
        _state_scope(amending, report.scope)
    load_key(amending, terms, report.scope)
    amending.learn_levels()
    record = known(writing, report.as_at)
    name_things(record, amending.telling)
    weaknesses = load_weaknesses(amending, record)
    workstreams = load_workstreams(amending, record, weaknesses)
    areas = load_focus_areas(amending, record, workstreams)
    load_milestones(amending, record, workstreams, areas)
    load_risks(amending, record, workstreams)
    load_lists(amending, workstreams)
    load_sections(amending)
    load_notes(amending, workstreams)
    load_products(amending, record)
    load_indicators(amending, record)
    load_values(amending)
    report.not_in_file += not_spoken_of(record, report.found)


def _guess(found: FoundTracker, levels: Sequence[LevelTerms]) -> Scope:
    """A tracker in which every rated milestone is an exception lists exceptions only: no plan is so unlucky."""
    words = [level_of(levels, milestone.rating) for milestone in found.milestones if milestone.rating]
    colours = [milestone.colour for milestone in found.milestones if not milestone.rating and milestone.colour]
    coloured = [next((level for level in levels if level.colour is colour), None) for colour in colours]
    rated = words + coloured
    return Scope.EXCEPTIONS if rated and all(level and level.exception for level in rated) else Scope.PLAN


def _state_scope(amending: Amending, scope: Scope) -> None:
    """The record holds the whole plan once any file brought it.

    A file that speaks of an earlier date than any before lets the record begin on that date.
    """
    first = amending.entry.standing(ProgrammeTerms, 1, date.max)
    for on in dict.fromkeys((amending.begins, amending.as_at)):
        terms = amending.entry.standing(ProgrammeTerms, 1, on)
        if terms is None and first is not None:
            kept = {name: first.values[name] for name in ("name", "ons_code", "old_la_code", "region")}
            amending.amend(ProgrammeTerms, 1, {**kept, "scope": scope}, thing="programme", as_at=on)
        elif terms is not None and terms.values["scope"] != scope and _is_news(amending, scope):
            amending.amend(ProgrammeTerms, 1, {"scope": scope}, thing="programme", as_at=on)


def _speaks_of_values_only(writing: OpenEntry, report: ImportReport) -> bool:
    """Whether the file says nothing of a plan that the record has: what it holds of that stays as it was."""
    stood = writing.standing(ProgrammeTerms, 1, report.as_at)
    if stood is None or not is_of_values_only(report.found):
        return False
    report.scope = Scope(stood.values["scope"])
    return True


def _is_news(amending: Amending, scope: Scope) -> bool:
    begun_now = amending.entry.number == 1
    return scope is Scope.PLAN or begun_now
