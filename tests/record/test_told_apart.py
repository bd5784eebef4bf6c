"""What cannot be told apart is refused with a sentence that names the other."""

from typing import cast

import pytest

from tests.record.area import Area
from tests.record.test_set_up import do, problems
from wsoa.rounds import BoardChange, save_board
from wsoa.weaknesses import Entered, RewordChange, reword_weakness, save_weaknesses
from wsoa.workstreams import WorkstreamChange, WorkstreamsChange, add_workstreams


def weaknesses(*said: tuple[str, str]) -> list[Entered]:
    return [Entered(ref=ref, wording=wording) for ref, wording in said]


def test_a_reference_of_the_letter_belongs_to_one_area(area: Area) -> None:
    new = weaknesses(("P1", "Plans wait."), ("P2", "Families wait."))
    first, second = cast("tuple[int, int]", do(area, save_weaknesses, new, plan=1))
    again = weaknesses(("p1", "Schools wait."), ("P3", "Health waits."), ("P3", "Care waits."))
    assert problems(area, save_weaknesses, again, plan=1) == {
        "ref-1": "Reference p1 is that of “Plans wait.” already. Give it another, or none.",
        "ref-3": "Reference P3 is that of “Health waits.” already. Give it another, or none.",
    }
    taken = RewordChange(ref="P1", wording="Families wait.", plan=1)
    assert "Plans wait." in problems(area, reword_weakness, second, taken, seen=1)["ref"]
    do(area, reword_weakness, first, RewordChange(ref="P1", wording="Plans wait long.", plan=1), seen=1)


def test_a_board_has_a_name_of_its_own_and_one_form_makes_one_board(area: Area) -> None:
    change = BoardChange(name="Oversight board")
    first = do(area, save_board, change, token="once")
    assert do(area, save_board, change, token="once") == first
    other = do(area, save_board, BoardChange(name="Delivery group"), token="two")
    for found in (
        problems(area, save_board, BoardChange(name="oversight  Board"), token="three"),
        problems(area, save_board, BoardChange(name="Oversight board"), number=other, seen=1),
    ):
        assert found == {
            "name": "There is a board called Oversight board already. Change that one, or call it otherwise."
        }
    do(area, save_board, BoardChange(name="Oversight Board"), number=first, seen=1)


@pytest.mark.parametrize("ref", ["W9", "w9"])
def test_a_workstream_has_a_reference_of_its_own_or_none(sqlite_area: Area, ref: str) -> None:
    first, second = (WorkstreamChange(name=name, ref=r) for name, r in (("Ninth", "W9"), ("Tenth", ref)))
    found = problems(sqlite_area, add_workstreams, WorkstreamsChange(workstreams=(first, second)))
    assert found == {"lines": f"Tenth: Ninth has the reference {ref} already. Give it another, or none."}
    none = tuple(WorkstreamChange(name=f"{ref} {n}") for n in range(2))
    do(sqlite_area, add_workstreams, WorkstreamsChange(workstreams=none))
