"""S5: whatever file somebody brings, it is read within its limits or refused in ten seconds with one plain message."""

import io
import time
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.intake.bombs import BAD
from tests.intake.papers import GOOD, paper_of
from wsoa.intake import Unreadable, read_workbook
from wsoa.intake.recognising.recognise import recognise

pytestmark = pytest.mark.usefixtures("in_earnest")


@pytest.mark.proof
@pytest.mark.parametrize("named", BAD)
def test_a_bad_file_is_refused_in_ten_seconds_with_one_plain_message(
    named: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bad = BAD[named]
    path = tmp_path / bad.name
    path.write_bytes(bad.content())
    began = time.monotonic()
    with pytest.raises(Unreadable) as refused:
        read_workbook(path)
    assert time.monotonic() - began < 10
    message = refused.value.message
    assert message.startswith(f"{bad.name}: ")
    assert bad.reason in message
    assert message.count("\n") == 0
    assert message.endswith(".")
    assert "Traceback" not in message
    assert capfd.readouterr() == ("", "")


def test_there_are_at_least_forty_of_them_over_all_four_sorts() -> None:
    sorts = {bad.name.rpartition(".")[2] for bad in BAD.values()}
    assert len(BAD) >= 40
    assert sorts > {"xlsx", "docx", "pptx", "csv"}


@pytest.mark.parametrize("sort", GOOD)
def test_good_files_of_the_same_make_are_read(sort: str, tmp_path: Path) -> None:
    path = tmp_path / f"plan.{sort}"
    path.write_bytes(GOOD[sort]())
    assert [one.rating for one in recognise(read_workbook(path)).milestones] == ["A", "R"]


def test_a_naive_reader_does_what_the_bombs_ask_of_it() -> None:
    wide = docx.Document(io.BytesIO(BAD["a cell two million columns wide"].content()))
    assert sum(len(row.cells) for row in wide.tables[0].rows) == 6_000_000
    far = openpyxl.load_workbook(io.BytesIO(BAD["the far corner"].content()), read_only=True).worksheets[0]
    far.reset_dimensions()
    assert sum(1 for _ in zip(range(20_000), far.iter_rows(), strict=False)) == 20_000
    many = docx.Document(io.BytesIO(paper_of("<w:p/>" * 50_000)))
    assert len(many.paragraphs) == 50_000
