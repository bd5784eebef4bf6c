"""A recognised tracker into the record: one entry, whole or not at all; a second time it changes nothing."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.errors import Refused
from wsoa.history import OpenEntry, entry
from wsoa.intake.found import FoundTracker
from wsoa.intake.loading.amend import COMMAND, Amending
from wsoa.intake.loading.known import known, not_spoken_of
from wsoa.intake.loading.milestones import load_milestones
from wsoa.intake.loading.outcome import ImportReport
from wsoa.intake.loading.ratings import level_of
from wsoa.intake.loading.structure import load_focus_areas, load_workstreams
from wsoa.intake.loading.working import load_indicators, load_lists, load_notes, load_products, load_risks
from wsoa.programmes import ProgrammeChange, begin_programme, programme_exists, state_programme
from wsoa.rating_keys import in_force, state_key
from wsoa.snapshot.positions import Level
from wsoa.tables import ProgrammeTerms
from wsoa.terms import Scope
from wsoa.text import MAX_LINE, one_line


def load_tracker(
    session: Session,
    actor: Actor,
    slug: str,
    found: FoundTracker,
    *,
    as_at: date,
    name: str | None = None,
    scope: Scope | None = None,
) -> ImportReport:
    """Write what was found into the programme as one entry; what equals the record writes nothing.

    Creates the programme only with `name`. `scope` None is guessed from the ratings. Raises Refused for an unknown
    programme or a date ahead. The caller commits, or rolls back to have only checked.
    """
    if as_at > clock.today():
        raise Refused("The date the tracker speaks for cannot be later than today.")
    report = ImportReport(found, as_at, scope or Scope.PLAN, left_out=list(found.left_out), doubts=list(found.doubts))
    source = f"tracker, SHA-256 {found.sha256}"
    if programme_exists(session, slug):
        with entry(session, actor, slug, command=COMMAND, action=Action.SET_UP, source=source) as writing:
            _load(writing, report, guessed=scope is None)
    else:
        writing = _begin(session, actor, slug, one_line(name or ""), source, as_at)
        _load(writing, report, guessed=scope is None)
        writing.close()
    return report


def _begin(session: Session, actor: Actor, slug: str, name: str, source: str, as_at: date) -> OpenEntry:
    if not name:
        raise Refused(f"There is no programme called {slug}. To begin it with this tracker, give its name with --name.")
    if len(name) > MAX_LINE:
        raise Refused(f"The name of a programme may have {MAX_LINE} characters; this one has {len(name)}.")
    writing = begin_programme(session, actor, slug, source=source)
    writing.command = COMMAND
    state_programme(writing, ProgrammeChange(name=name), as_at=as_at)
    state_key(writing, as_at=as_at)
    return writing


def _load(writing: OpenEntry, report: ImportReport, *, guessed: bool) -> None:
    amending = Amending(writing, report.as_at, report)
    levels = in_force(writing, report.as_at)
    if guessed:
        report.scope = _guess(report.found, levels)
    _state_scope(amending, report.scope)
    record = known(writing)
    workstreams = load_workstreams(amending, record)
    areas = load_focus_areas(amending, record, workstreams)
    load_milestones(amending, record, workstreams, areas, levels)
    load_risks(amending, record, workstreams, levels)
    load_lists(amending, workstreams)
    load_notes(amending, workstreams)
    load_products(amending, record)
    load_indicators(amending, record)
    report.not_in_file += not_spoken_of(record, report.found)


def _guess(found: FoundTracker, levels: Sequence[Level]) -> Scope:
    """A tracker in which every rated milestone is an exception lists exceptions only: no plan is so unlucky."""
    rated = [level_of(levels, milestone.rating) for milestone in found.milestones if milestone.rating]
    return Scope.EXCEPTIONS if rated and all(level and level.exception for level in rated) else Scope.PLAN


def _state_scope(amending: Amending, scope: Scope) -> None:
    """The record holds the whole plan once any file brought it.

    A file of an earlier date than any before lets the record begin on that date.
    """
    first = amending.entry.standing(ProgrammeTerms, 1, date.max)
    terms = amending.entry.standing(ProgrammeTerms, 1, amending.as_at)
    if terms is None and first is not None:
        kept = {name: first.values[name] for name in ("name", "ons_code", "old_la_code", "region")}
        amending.amend(ProgrammeTerms, 1, {**kept, "scope": scope}, thing="programme")
    elif terms is not None and terms.values["scope"] != scope and _is_news(amending, scope):
        amending.amend(ProgrammeTerms, 1, {"scope": scope}, thing="programme")


def _is_news(amending: Amending, scope: Scope) -> bool:
    begun_now = amending.entry.number == 1
    return scope is Scope.PLAN or begun_now
