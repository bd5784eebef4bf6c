"""What can be read off a picture of ours: its shapes, its words and its table; and programmes to draw."""

import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import html5lib

from api.pictures import Picture
from api.render import environment
from tests.exports.positions import AS_AT, milestone, rated, risk
from tests.exports.sample import snapshot
from tests.web.html5 import assert_valid_html5
from wsoa.snapshot.positions import MilestoneUpdatePosition, RiskPosition, RoundPosition, Snapshot

SVG = "{http://www.w3.org/2000/svg}"


def drawn(picture: Picture | None) -> str:
    """The picture as a page holds it."""
    assert picture
    source = '{% from "macros/pictures.html" import picture %}{{ picture(drawn, "it") }}'
    text = environment().from_string(source).render(drawn=picture)
    assert_valid_html5(text, inside="div")
    return text


def svgs(text: str) -> list[ElementTree.Element]:
    """Its drawings, read as XML; the swatches of the key are no drawings."""
    found = re.findall(r'<svg class="app-drawing[ "].*?</svg>', text, re.DOTALL)
    return [
        ElementTree.fromstring(each.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)) for each in found
    ]


def meanings(text: str) -> list[str]:
    """What each block says."""
    return [title.text or "" for svg in svgs(text) for title in svg.findall(f"{SVG}g/{SVG}title")]


def numbers(text: str) -> dict[tuple[str, str], int]:
    """The numbers among what the blocks say: *31 March 2026: 3 Red*."""
    found = [re.fullmatch(r"(.+?): (\d+) (.+)", each) for each in meanings(text)]
    return {(each[1], each[3]): int(each[2]) for each in found if each}


def table(text: str) -> tuple[list[str], list[list[str]]]:
    """The head and the rows of the table beside it."""
    tree = html5lib.parseFragment(text, namespaceHTMLElements=False)
    rows = [["".join(cell.itertext()).strip() for cell in row] for row in tree.iter("tr")]
    return rows[0], rows[1:]


def months(count: int) -> tuple[RoundPosition, ...]:
    """So many monthly rounds, the last on AS_AT."""
    dates = [AS_AT - timedelta(days=30 * ago) for ago in reversed(range(count))]
    return tuple(
        RoundPosition(number, f"Round {number}", on, on - timedelta(days=10), on + timedelta(days=3), None)
        for number, on in enumerate(dates, 1)
    )


def standing(*updates: MilestoneUpdatePosition | None, as_at: date = AS_AT) -> Snapshot:
    """A programme of milestones with those updates."""
    promised = tuple(milestone(number, f"Milestone {number}", update) for number, update in enumerate(updates, 1))
    return replace(snapshot(), milestones=promised, as_at=as_at)


def owing(*whens: tuple[object, str | None]) -> Snapshot:
    """A programme of milestones, each with its date and its rating."""
    promised = [
        milestone(number, "It", rated(code) if code else None, current=when)  # type: ignore[arg-type]
        for number, (when, code) in enumerate(whens, 1)
    ]
    return replace(snapshot(), milestones=tuple(promised))


def scored(
    number: int, before: tuple[int, int] | None, after: tuple[int, int] | None = None, ref: str = ""
) -> RiskPosition:
    """An open risk with its scores."""
    return replace(risk(number, f"Risk {number}", "R"), ref=ref, score_before=before, score_after=after)


def register(*risks: RiskPosition) -> Snapshot:
    """A programme with those risks."""
    return replace(snapshot(), risks=risks)
