"""Tables kept as text, in any usual encoding and with any usual mark between the cells."""

from pathlib import Path

import pytest

from tests.intake.conftest import found_in
from wsoa.intake import Unreadable, read_workbook

ROWS = (
    ("Workstream", "Milestone", "RAG", "Issue"),
    ("Listening – now", 'Ask "every" family; each term, or yearly', "A", "Few reply\nto letters"),
    ("Waiting", "Publish waits’ length | by area", "R", "Costs £5"),
)


def written(delimiter: str) -> str:
    quoted = (delimiter.join('"' + text.replace('"', '""') + '"' for text in row) for row in ROWS)
    return "\r\n".join(quoted) + "\r\n"


def read(path: Path, content: bytes) -> list[tuple[str, ...]]:
    path.write_bytes(content)
    return [tuple(cell.text for cell in row) for row in read_workbook(path).sheets[0].rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_of_text_is_read_in_any_usual_encoding(encoding: str, delimiter: str, tmp_path: Path) -> None:
    assert read(tmp_path / "plan.csv", written(delimiter).encode(encoding)) == list(ROWS)


def test_the_name_of_a_table_of_text_does_not_matter(tmp_path: Path) -> None:
    for name in ("plan.tsv", "plan.txt", "plan.xlsx", "plan"):
        assert read(tmp_path / name, written("\t").encode()) == list(ROWS)


def test_a_title_above_the_headers_and_empty_columns_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("Our plan, March\n\n" + "\n".join(f"{a},{b},{c},,,,,,,," for a, b, c, _ in (ROWS[0], "xyAz")))
    assert [cell.place for cell in read_workbook(path).cells()][:3] == ["Table!A1", "Table!B1", "Table!A3"]


def test_a_mark_between_cells_that_the_file_names_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("sep=!\nMilestone!RAG\nAsk, and ask again!A\n")
    assert [one.wording for one in found_in(path).milestones] == ["Ask, and ask again"]


def test_letters_damaged_on_the_way_are_not_guessed(tmp_path: Path) -> None:
    damaged = written(",").encode().replace("£".encode(), b"\xff")
    with pytest.raises(Unreadable, match="some of its letters are damaged"):
        read(tmp_path / "plan.csv", damaged)
