"""What the example shows inspectors: files as they were examined, narratives that cite what holds, nobody named."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.exampled import copy_of, example_at
from wsoa import clock, snapshot
from wsoa.access import operator
from wsoa.database import Database
from wsoa.examined import examine
from wsoa.example import ACCOUNTS, SLUG, files
from wsoa.example.files import Brought
from wsoa.history.storing import digests_named, store_of
from wsoa.marked_text import CitedKind, cited
from wsoa.narratives import resolved
from wsoa.snapshot.citable import citable
from wsoa.snapshot.files import evidence_files
from wsoa.snapshot.narrated import narrated
from wsoa.snapshot.narratives import frozen_narrative, narratives
from wsoa.snapshot.positions import Snapshot
from wsoa.snapshot.positions.released import Releasable
from wsoa.snapshot.positions.viewpoints import ViewState
from wsoa.snapshot.released import releases
from wsoa.snapshot.viewpoints import viewpoints
from wsoa.snapshot.visits import visits
from wsoa.terms import NarrativeState, SectionKind

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
ME = operator("tests")
A_CHILD = re.compile(r"\b(?:he|she|him|his|her|hers|son|daughter|aged \d+|\d+[- ]years?[- ]old|Year \d+)\b")
"""Words that no text about a child has here: it would be one child of few."""


@pytest.fixture(scope="module")
def session(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A session that reads the example, made with its documents."""
    made = example_at(NOW, migrated_sqlite, tmp_path_factory)
    database = Database(f"sqlite:///{copy_of(made, tmp_path_factory.mktemp('revisit'))}")
    with clock.held_at(NOW), database.reading() as opened:
        yield opened
    database.close()


@pytest.fixture(scope="module")
def area(session: Session) -> Snapshot:
    """The example as it stands."""
    return snapshot.load(session, ME, SLUG)


@pytest.mark.parametrize("file", files.EVERY, ids=lambda file: file.name)
def test_what_the_example_says_of_a_file_is_what_is_found_in_it(file: Brought) -> None:
    assert examine(file.name, file.content) == file.examined


def test_a_file_is_the_same_on_every_day() -> None:
    assert files.LOG.make() == files.LOG.make()
    with clock.held_at(NOW):
        assert {each.name: each.make() for each in files.EVERY} == {each.name: each.content for each in files.EVERY}


def test_every_file_lies_in_the_store_and_personal_data_has_a_redacted_copy(session: Session) -> None:
    found, store = evidence_files(session, ME, SLUG), store_of(session)
    assert sorted(found) == [1, 2, 3, 4, 5]
    assert all(store.get(digest) for digest in digests_named(session))
    personal = [number for number, each in found.items() if each.now and each.now.holds_personal]
    assert personal == [4]
    copy = found[4].readable
    assert copy is not None
    assert b"Family" not in store.get(copy.digest)
    assert [number for number, each in found.items() if each.checks] == [5]


def test_one_narrative_is_released_one_is_cross_checked_and_one_is_with_partners(session: Session) -> None:
    found = {each.weakness: each for each in narratives(session, ME, SLUG)}
    assert {number: each.state for number, each in found.items()} == {
        1: NarrativeState.ISSUED,
        2: NarrativeState.WITH_PARTNERS,
        3: NarrativeState.CROSS_CHECK,
    }
    (out,) = (each for each in releases(session, ME, SLUG) if each.what is Releasable.NARRATIVE)
    assert (out.number, out.state.value) == (found[1].number, "released")
    assert found[1].checked
    assert all(each.holds for each in found[1].checked)
    assert [each.signed_on for each in found[1].signatories] == [datetime(2026, 11, 18).date()]


def test_three_areas_are_written_whole_by_three_people(session: Session) -> None:
    written = narrated(session, ME, SLUG).sections
    assert {(each.weakness, each.kind) for each in written} == {
        (area, kind) for area in (1, 2, 3) for kind in SectionKind
    }
    assert {each.written.by for each in written} == {"Mo Winter", "Lena Okafor", "Nirmal Shah"}


def test_the_narratives_cite_every_kind_of_thing_and_only_what_holds(session: Session, area: Snapshot) -> None:
    written, behind = narrated(session, ME, SLUG).sections, citable(session, ME, area)
    broken = [
        (each.weakness, one.citation.label, one.why)
        for each in written
        for one in resolved(area, each.text, behind, since=each.written.entry)
        if not one.holds
    ]
    assert broken == []
    assert {one.kind for each in written for one in cited(each.text)} == set(CitedKind) - {CitedKind.MILESTONE}
    assert json.loads(frozen_narrative(session, ME, SLUG, 1))["broken"] == []


def test_the_forum_says_what_it_thinks_and_one_view_waits_for_its_check(session: Session) -> None:
    found = viewpoints(session, ME, SLUG)
    assert {(each.beside.weakness, each.beside.key, each.now.says, each.state) for each in found} == {
        (1, "key-actions", "Agrees", ViewState.CHECKED),
        (1, "impact", "Disagrees", ViewState.CHECKED),
        (2, "area", "Own analysis", ViewState.CHECKED),
        (2, "impact", "Disagrees", ViewState.WAITING),
    }
    (silent,) = narrated(session, ME, SLUG).views.of(3)
    assert silent.note == "No view received from Harrowmere Parent Carer Forum."


def test_the_revisit_is_next_week_and_one_request_is_open(session: Session) -> None:
    visit, past = sorted(visits(session, ME, SLUG), key=lambda each: each.number)
    assert [bool(past.note_of(day)) for day in past.days] == [True]
    assert (visit.starts.isoweekday(), (visit.starts - NOW.date()).days, len(visit.days)) == (1, 6, 3)
    assert visit.shared
    assert all(visit.sessions_on(day) for day in visit.days)
    counts = visit.counts(NOW.date())
    assert (counts.asked, counts.open, counts.late) == (3, 1, 0)


def test_no_text_of_the_example_names_a_child(session: Session) -> None:
    told = narrated(session, ME, SLUG)
    studies = told.citable.said.case_studies
    said = [f"{each.title} {each.situation} {each.done} {each.changed} {each.family_view}" for each in studies]
    said += [each.wording for each in told.citable.said.voices]
    said += [each.themes for each in told.citable.said.audits]
    said += [each.text for each in told.sections] + [each.wording for each in viewpoints(session, ME, SLUG)]
    names = re.compile("|".join(rf"\b{name}\b" for each in ACCOUNTS for name in each.name.split()))
    assert [(each, found[0]) for each in said if (found := A_CHILD.search(each) or names.search(each))] == []
    assert A_CHILD.search("Her son is 9 years old")
