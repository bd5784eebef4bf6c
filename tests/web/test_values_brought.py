"""A sheet of values brought as any tracker is: its columns are periods, its preview says what would happen."""

from pathlib import Path

from tests.web.html5 import assert_valid_html5
from tests.web.site import Site
from tests.web.trackers import bring, pressed, workbook


def test_a_sheet_of_values_is_previewed_and_loaded_as_a_tracker_is(site: Site, tmp_path: Path) -> None:
    name = site.snapshot().indicators[0].name
    rows = [("KPI", "Jan-24", "February 2024", "Target"), (name, "24.40", "c", "60"), ("Of nobody", "1", "", "")]
    path = bring(site, workbook(tmp_path, rows, "Values.xlsx"), name="Values.xlsx")
    columns = site.get("manager", f"{path}/columns").text
    assert_valid_html5(columns)
    assert "Values of indicators" in columns
    assert columns.count('<option value="value" selected>') == 2
    preview = site.get("manager", f"{path}/preview").text
    assert_valid_html5(preview)
    assert "24.40" in preview
    assert "the programme has no indicator “Of nobody”" in preview
    assert site.post("manager", f"{path}/load", pressed(preview)).status_code == 303
    values = next(each for each in site.snapshot().indicators if each.name == name).values
    assert [(each.period, each.raw) for each in values[:2]] == [("Jan-24", "24.40"), ("February 2024", "c")]
