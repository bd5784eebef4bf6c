"""Packs that were issued once are read for ever, whatever their reports have come to say since.

`frozen/` holds what a pack of each report said on the day on which these tests were written, of an invented area. Those
files are never made again: a change of a report that cannot read them cannot read the packs of its users either. Where
one says more, it adds a field with a default, and a file of its own beside these (`board-report.2.json`).
"""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from api.pages.reports import preview_template
from api.render import environment
from exports import catalogue
from exports.frozen import frozen, thawed
from tests.web.test_reports import of_document, of_page
from wsoa.movement import facts_from

ISSUED_ONCE = sorted((Path(__file__).parent / "frozen").glob("*.json"))


def key_of(file: Path) -> str:
    """The report that it was."""
    return file.name.split(".")[0]


def holds(now: object, kept: object) -> bool:
    """Whether everything that was kept is there; what was added since may stand beside it."""
    if isinstance(kept, dict):
        return isinstance(now, dict) and all(name in now and holds(now[name], kept[name]) for name in kept)
    if isinstance(kept, list):
        return isinstance(now, list) and len(now) == len(kept) and all(map(holds, now, kept))
    return now == kept


def test_every_report_that_a_board_is_given_was_issued_once() -> None:
    assert {key_of(each) for each in ISSUED_ONCE} >= {key for key, one in catalogue.REPORTS.items() if one.is_given}


@pytest.mark.parametrize("file", ISSUED_ONCE, ids=lambda file: file.stem)
def test_a_pack_that_was_issued_once_is_drawn_for_ever(file: Path) -> None:
    report = catalogue.report(key_of(file))
    said = thawed(report, file.read_bytes())
    page = environment().get_template(preview_template(report.key)).render(contents=said)
    words = of_page(page)
    assert words == of_document(report.writers["docx"](said, mark=""))
    assert f"{report.title}7version2".replace(" ", "") in words
    assert "Two ratings were swapped".replace(" ", "") in words
    assert holds(json.loads(frozen(said)), json.loads(file.read_bytes())), "nothing that was said is lost"


def test_the_next_pack_is_compared_with_one_that_was_issued_once() -> None:
    (file,) = (each for each in ISSUED_ONCE if each.stem == "board-report")
    facts = facts_from(json.loads(file.read_bytes())["facts"])
    assert facts.milestones
    assert facts.risks


def test_a_report_that_asks_for_what_was_never_frozen_cannot_be_read() -> None:
    """The negative control: what a new field without a default does to a pack that has not got it."""
    (file,) = (each for each in ISSUED_ONCE if each.stem == "board-report")
    said = json.loads(file.read_bytes())
    del said["workstreams"][0]["heading"]
    with pytest.raises(ValidationError):
        thawed(catalogue.report("board-report"), json.dumps(said).encode())
