"""`wsoa statistics` and `wsoa comparators` on official files: the published table comes out of the published values."""

import json
from pathlib import Path

from tests.shell.conftest import Run
from tests.statistics.published import measures, neighbours, values

SURREY = ("comparators", "SEN_TotSENSuP", "--area", "Surrey", "--from", "2016", "--to", "2018", "--json")


def figures(stdout: str) -> dict[str, list[str | None]]:
    """The table by row: the years, then the change."""
    found = json.loads(stdout)
    return {
        row["kind"]: [*(value["value"] for value in row["values"]), row["change_from_previous_year"]]
        for row in found["rows"]
    }


def test_the_paper_of_surreys_revisit_comes_out_of_the_official_files(wsoa: Run, real: Path) -> None:
    official = real / "statistics"
    named = ("lait-measures.csv", "lait-statistical-neighbours.csv", "lait-values.csv")
    loaded = wsoa("statistics", *(official / name for name in named), "--json")
    assert loaded.returncode == 0
    assert [each["created"] for each in json.loads(loaded.stdout)["files"]] == [13, 3140, 6930]
    first = figures(wsoa(*SURREY, "--neighbours", "April 2021").stdout)
    assert first == {
        "area": ["11", "11.3", "11.7", "0.4"],
        "region": ["11.2", "11.1", "11.4", "0.3"],
        "neighbours": ["10.71", "11.03", "11.03", "0.00"],
        "england": ["11.6", "11.6", "11.7", "0.1"],
    }
    assert figures(wsoa(*SURREY).stdout)["neighbours"][0] == "10.53"
    explored = wsoa("statistics", official / "sen2-explore-education-statistics.csv")
    assert (explored.returncode, "0 left out" in explored.stdout) == (0, True)


def test_the_report_is_printed_and_lines_left_out_give_exit_four(wsoa: Run, tmp_path: Path) -> None:
    odd = values(tmp_path, "IN_TIME,Plans in time,869,Eastmoor,2022,about half")
    ended = wsoa("statistics", measures(tmp_path), neighbours(tmp_path), odd, "--retrieved", "2026-03-01")
    assert ended.returncode == 4
    assert "values.csv (values): 13 read, 12 new, 0 revised, 0 unchanged, 1 left out." in ended.stdout
    assert "line 14: IN_TIME, Eastmoor, 2022: about half: “about half” is neither" in ended.stderr
    table = wsoa("comparators", "IN_TIME", "--area", "Eastmoor")
    assert "Eastmoor\t60.4\t41.5\t-18.9" in table.stdout
    assert "England\t58\tsuppressed\t" in table.stdout


def test_a_file_of_something_else_and_an_unknown_measure_give_exit_three(wsoa: Run, tmp_path: Path) -> None:
    stray = tmp_path / "stray.csv"
    stray.write_text("a,b\n1,2\n", "utf-8")
    assert wsoa("statistics", stray).returncode == 3
    missing = wsoa("statistics", tmp_path / "none.csv")
    assert (missing.returncode, "none.csv was not loaded: no such file" in missing.stderr) == (3, True)
    nothing = wsoa("comparators", "IN_TIME", "--area", "Eastmoor")
    assert (nothing.returncode, "wsoa statistics FILE" in nothing.stderr) == (3, True)
    assert wsoa("statistics", measures(tmp_path), "--retrieved", "yesterday").returncode == 3
