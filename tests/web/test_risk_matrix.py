"""The risk matrix: a risk stands where it was scored last."""

from dataclasses import replace

import pytest

from api.pictures import risk_matrix
from api.pictures.risk_matrix import BANDS, SCORES
from tests.web.drawings import drawn, meanings, register, scored, table
from wsoa.snapshot.positions import RiskPosition
from wsoa.terms import RiskStatus


@pytest.mark.parametrize("risks", [(), (scored(1, None),), (replace(scored(1, (3, 3)), status=RiskStatus.CLOSED),)])
def test_without_a_scored_open_risk_there_is_no_matrix(risks: tuple[RiskPosition, ...]) -> None:
    assert risk_matrix(register(*risks)) is None


def test_every_product_of_two_scores_has_a_word() -> None:
    products = {one * other for one in SCORES for other in SCORES}
    assert all(sum(least <= each <= most for _, least, most in BANDS) == 1 for each in products)


def test_a_risk_stands_where_it_is_scored_last_and_the_table_says_the_same() -> None:
    risks = (
        scored(1, (5, 5), (2, 3), "R1"),
        scored(2, (4, 5), ref="R2"),
        scored(3, (4, 5), ref="R3"),
        scored(4, None, ref="R4"),
    )
    text = drawn(risk_matrix(register(*risks)))
    cells = dict(each.split(": ") for each in meanings(text))
    assert len(cells) == 25
    assert {where: there for where, there in cells.items() if there != "no risk"} == {
        "Likelihood 2, severity 3, medium": "R1",
        "Likelihood 4, severity 5, high": "R2 and R3",
    }
    assert table(text)[1] == [
        ["R2 Risk 2", "4", "5", "20, high", "Before mitigation"],
        ["R3 Risk 3", "4", "5", "20, high", "Before mitigation"],
        ["R1 Risk 1", "2", "3", "6, medium", "After mitigation"],
    ]
    assert "Not scored (1)" in text
    assert '<a class="govuk-link" href="#risk4">R4 Risk 4</a>' in text


@pytest.mark.parametrize(
    ("refs", "named"),
    [
        (("R1", "R2"), "R1 and R2"),
        (("R1", "R1"), "1 and 2"),
        (("R1", ""), "1 and 2"),
        (("R1", "far too long"), "1 and 2"),
    ],
)
def test_risks_are_called_by_their_numbers_where_references_would_mislead(refs: tuple[str, str], named: str) -> None:
    text = drawn(risk_matrix(register(*(scored(number, (5, 5), ref=ref) for number, ref in enumerate(refs, 1)))))
    assert f"Likelihood 5, severity 5, high: {named}" in meanings(text)


@pytest.mark.parametrize(("count", "lines"), [(1, ["1"]), (4, ["1, 2,", "3, 4"]), (40, ["40 risks"])])
def test_a_cell_too_full_for_names_says_how_many(count: int, lines: list[str]) -> None:
    picture = risk_matrix(register(*(scored(number, (5, 5)) for number in range(1, count + 1))))
    assert picture
    (cell,) = [block for block in picture.drawings[0].blocks if "no risk" not in block.says]
    assert [words.text for words in cell.words] == ["High", *lines]
    assert len(picture.table.rows) == count
