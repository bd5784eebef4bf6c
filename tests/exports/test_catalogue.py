"""The reports on offer."""

from pathlib import Path

import pytest

from exports.catalogue import REPORTS, UnknownReport, report
from tests.exports.sample import empty

EXPORTS = Path(__file__).resolve().parents[2] / "exports"


def test_every_report_has_a_folder_of_its_name() -> None:
    for key, each in REPORTS.items():
        assert key == each.key
        assert (EXPORTS / key.replace("-", "_") / "contents.py").is_file()


@pytest.mark.parametrize("key", REPORTS)
def test_every_report_can_be_made_of_an_empty_programme(key: str) -> None:
    said = report(key).contents(empty())
    assert {"schema", "as_at", "known_by", "counts"} <= set(said.to_json())
    for write in report(key).writers.values():
        assert write(said, mark="DRAFT")


def test_an_unknown_report_is_refused_with_the_names_of_those_there_are() -> None:
    with pytest.raises(UnknownReport, match="board-report"):
        report("weather-report")
