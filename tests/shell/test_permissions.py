"""The page of permissions in the docs is the table that the program goes by (PROOFS S2)."""

import re
from pathlib import Path

from tests.shell.conftest import Run
from wsoa.access import TABLE, Action
from wsoa.terms import Role

PAGE = Path("docs/permissions.md")


def test_the_page_of_permissions_is_the_table_the_program_goes_by(wsoa: Run) -> None:
    assert wsoa("permissions").stdout == PAGE.read_text(), "wsoa permissions > docs/permissions.md"


def test_the_page_has_a_line_for_each_action_and_a_cell_for_each_role() -> None:
    rows = re.findall(r"^\| ([A-Z].*) \|$", PAGE.read_text(), re.MULTILINE)
    assert len(rows) == len(Action)
    cells = {row.split(" | ")[0].lower().removesuffix(" (two people)"): row.split(" | ")[1:] for row in rows}
    for action in Action:
        line = cells[action.value.lower().replace("this indicator", "an indicator").replace("this ", "a ")]
        given = {role for role, letter in zip(Role, line, strict=True) if letter != "–"}
        assert given == set(TABLE[action])
