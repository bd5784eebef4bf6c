"""A real narrative typed in as a user would: nothing of it is lost, and its table comes from the official statistics.

The words are read from the file of real documents when the test runs; none of them stands in the project.
"""

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from exports.beside import Beside
from exports.evidence_narrative.contents import contents
from exports.evidence_narrative.shape import EvidenceNarrativeContents
from exports.evidence_narrative.word import word
from tests.exports.records import words_of
from tests.record.area import on
from wsoa import snapshot
from wsoa.access import operator
from wsoa.database import Database
from wsoa.evidence import EvidenceChange, state_evidence
from wsoa.indicators import IndicatorChange, state_indicator
from wsoa.milestones import MilestoneChange, UpdateChange, state_milestone, write_update
from wsoa.narratives import SectionChange, write_section
from wsoa.programmes import ProgrammeChange, begin_programme, state_programme
from wsoa.rating_keys import state_key
from wsoa.snapshot.narrated import narrated
from wsoa.statistics import load_statistics
from wsoa.terms import SectionKind
from wsoa.weaknesses import WeaknessChange, state_weakness
from wsoa.workstreams import FocusAreaChange, WorkstreamChange, state_focus_area, state_workstream

ME = operator("tests")
REVISIT = date(2019, 3, 18)
SLUG = "surrey"
STATES = (*("A",), *("G",) * 2, *("C",) * 12)


@dataclass(frozen=True)
class Papers:
    """The two halves of the narrative, line by line, as they were shown at the revisit."""

    theme: Sequence[str]
    priority: Sequence[str]

    def between(self, lines: Sequence[str], first: str, last: str) -> str:
        """What stands under one heading, before the next."""
        at = [each.strip().rstrip(":").casefold() for each in lines]
        begins = next(n for n, each in enumerate(at) if each.endswith(first))
        ends = next((n for n, each in enumerate(at) if n > begins and each.endswith(last)), len(at))
        return "\n".join(lines[begins + 1 : ends]).strip()


def papers(real: Path) -> Papers:
    lines = (real / "adcs-2019-learning-from-send-inspections.txt").read_text("utf-8").splitlines()
    theme = next(at for at, each in enumerate(lines) if each.endswith("Theme 4"))
    priority = next(at for at, each in enumerate(lines) if each.startswith("Priority 3:"))
    after = next(at for at, each in enumerate(lines) if at > theme and each.startswith("Our local area"))
    return Papers(
        lines[theme:after], lines[priority : next(n for n, x in enumerate(lines) if x.startswith("During the"))]
    )


def sections(found: Papers) -> dict[tuple[int, SectionKind], str]:
    """What a person types under each heading; of the statement all but its table, which is drawn."""
    statement = found.between(found.theme, "overview position statement", "no such heading")
    typed = "\n".join(line for line in statement.splitlines() if "\t" not in line and not line.startswith("Figure 1"))
    return {
        (1, SectionKind.POSITION_STATEMENT): typed,
        (1, SectionKind.KEY_INDICATORS): found.between(found.theme, "key indicators of impact", "position statement"),
        (2, SectionKind.KEY_ACTIONS): found.between(found.priority, "key actions and progress", "evidence of impact"),
        (2, SectionKind.EVIDENCE_OF_IMPACT): found.between(found.priority, "evidence of impact", "key next steps"),
        (2, SectionKind.KEY_NEXT_STEPS): found.between(found.priority, "key next steps", "progress summary"),
    }


def rated(code: str) -> UpdateChange:
    """What is said of an action at that level, with all that the level asks for."""
    if code == "A":
        return UpdateChange(level=code, issue="It is late", mitigation="A second date is booked")
    return UpdateChange(level=code, reason="As planned", evidence=(1,) if code == "C" else ())


def wordings(found: Papers) -> tuple[str, str]:
    """What the inspectors wrote of the two areas."""
    theme = next(each for each in found.theme[1:] if each.strip())
    return theme, found.priority[0].partition(": ")[2]


@pytest.fixture(scope="module")
def surrey(real: Path, migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Database:
    """The area as it was on the first day of the revisit, with the official statistics."""
    folder = tmp_path_factory.mktemp("surrey")
    database = Database(f"sqlite:///{shutil.copy(migrated_sqlite, folder / 'wsoa.sqlite3')}")
    found = papers(real)
    names = ("lait-measures.csv", "lait-statistical-neighbours.csv", "lait-values.csv")
    with on(REVISIT), database.writing() as session:
        files = [real / "statistics" / name for name in names]
        load_statistics(session, ME, files, source="Local authority interactive tool", retrieved_on=REVISIT)
        writing = begin_programme(session, ME, SLUG, source="tests")
        state_programme(writing, ProgrammeChange(name="Surrey", old_la_code="936"), as_at=REVISIT)
        state_key(writing, as_at=REVISIT)
        for number, wording in enumerate(wordings(found), 1):
            state_weakness(writing, WeaknessChange(wording=wording), as_at=REVISIT)
            state_workstream(writing, WorkstreamChange(name=f"Workstream {number}"), as_at=REVISIT)
            area = FocusAreaChange(wording=f"Focus {number}", workstream=number, weaknesses=(number,))
            state_focus_area(writing, area, as_at=REVISIT)
        for line in sections(found)[1, SectionKind.KEY_INDICATORS].splitlines():
            measure = "SEN_TotSENSuP" if "(school age)" in line else None
            measured = IndicatorChange(name=line.removeprefix("- "), unit="%", measure=measure, weaknesses=(1,))
            state_indicator(writing, measured, as_at=REVISIT)
        state_evidence(writing, EvidenceChange(title="Action log"), as_at=REVISIT)
        for number, code in enumerate(STATES, 1):
            action = MilestoneChange(wording=f"Action {number}", ref=f"3.{number}", workstream=2, focus_areas=(2,))
            state_milestone(writing, action, as_at=REVISIT)
            write_update(writing, rated(code), as_at=REVISIT, number=number)
        writing.close()
    with on(REVISIT):
        for (weakness, kind), typed in sections(found).items():
            with database.writing() as session:
                write_section(session, ME, SLUG, weakness, kind, SectionChange(text=typed), seen=0)
    return database


def printed(database: Database) -> EvidenceNarrativeContents:
    with on(REVISIT), database.reading() as session:
        told = narrated(session, ME, SLUG)
        return contents(snapshot.load(session, ME, SLUG), Beside(narrated=told))


def _plain(text: str) -> str:
    """Words without the marks and the breaks between them."""
    return re.sub(r"[\s\-•]+", "", text)


def test_every_word_that_was_typed_is_printed(surrey: Database, real: Path) -> None:
    found = papers(real)
    read = _plain(words_of(word(printed(surrey))))
    typed = [*wordings(found), *(line for text in sections(found).values() for line in text.splitlines())]
    assert len(typed) > 15
    assert [line for line in typed if _plain(line) not in read] == []
    assert _plain(typed[0]) + "x" not in read, "the negative control"


def test_the_table_has_the_figures_and_the_changes_that_were_shown(surrey: Database, real: Path) -> None:
    """The mean of the neighbours is another one, for it is of another set (DOMAIN 2, finding 5)."""
    shown = [line.split("\t") for line in papers(real).theme if "\t" in line]
    years = tuple(cell for cell in shown[0] if cell.isdigit())
    (compared,) = printed(surrey).narratives[0].comparisons
    assert compared.columns[1:-1] == years
    rows = {row.name: row for row in compared.rows}
    for _, name, *cells in shown[1:]:
        if name != "Statistical Neighbours":
            row = rows[name]
            assert [Decimal(each) for each in row.figures] == [Decimal(each) for each in cells[:-1]], name
            assert Decimal(row.change) == Decimal(cells[-1]), name
    assert [row.kind for row in compared.rows] == ["area", "region", "neighbours", "england"]
    assert "Figure 1" in words_of(word(printed(surrey)))
    assert compared.number == 1


def test_the_count_of_fifteen_actions_is_that_of_the_paper(surrey: Database, real: Path) -> None:
    lines = papers(real).priority
    shown = tuple(int(line.rpartition(":")[2]) for line in lines if re.fullmatch(r"(Action|Completed).*: *\d+", line))
    progress = printed(surrey).narratives[1].progress
    assert tuple(each.count for each in progress.groups) == shown
    assert progress.total == sum(shown) == len(STATES)


def test_one_more_action_changes_the_total(surrey: Database) -> None:
    read = printed(surrey)
    with on(REVISIT), surrey.reading() as session:
        found = snapshot.load(session, ME, SLUG)
    another = replace(found.milestones[0], number=99)
    more = contents(replace(found, milestones=(*found.milestones, another))).narratives[1].progress
    assert more.total == read.narratives[1].progress.total + 1
    assert more.groups[1].count == 2
