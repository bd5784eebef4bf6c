"""A column pasted from a spreadsheet on the web: told line by line, then saved together or not at all."""

import re

import pytest

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.site import SLUG, Site
from tests.web.test_values_pages import FORUMS, HOSTILE, NOBODYS, PASTED, TIMELY, define, given, got, raws, words

SAVES = 'name="save"'


@pytest.fixture(scope="module", autouse=True)
def _indicators(site: Site) -> None:
    define(site)


def looked(site: Site, text: str, who: str = "lead", status: int = 200, **more: str) -> tuple[str, dict[str, str]]:
    """What a paste will become: the page, and what its form carries on."""
    path = f"/indicators/{PASTED}/values/paste"
    form = {"token": hidden(got(site, who, path), "token"), "pasted": text, "published_on": "2026-03-20", **more}
    answer = site.post(who, path, form)
    assert answer.status_code == status, words(answer.text)
    assert_valid_html5(answer.text)
    if status != 200:
        return answer.text, form
    return answer.text, form | {"looked": hidden(answer.text, "looked"), "save": "yes"}


def test_a_pasted_column_is_told_line_by_line_and_saved_as_one_entry(site: Site) -> None:
    text = "Month\tWaiting\nNovember 2025\t40\nDec-25\t44.1\nJanuary 2026\t130\t3/3/2026\nFebruary 2026\t\n"
    heads = site.heads()
    page, form = looked(site, text)
    said = words(page)
    assert "1 new, 1 same as the record, 1 differs from the record, 1 left empty." in said
    assert "taken for headings: Month · Waiting" in said
    assert "Correct the record, which says 41.0" in said
    assert SAVES in page
    assert "published on 3 March 2026" in said
    assert site.heads() == heads
    ticked = re.search(r'name="correct" type="checkbox" value="(\d+)"', page)
    assert ticked
    path = f"/indicators/{PASTED}/values/paste"
    unsaid = site.post("lead", path, {**form, "correct": ticked[1]})
    assert unsaid.status_code == 422
    assert "Say why" in words(unsaid.text)
    assert f'value="{ticked[1]}" checked' in unsaid.text
    assert site.heads() == heads
    saved = site.post("lead", path, {**form, "correct": ticked[1], "reason": "Counted anew"})
    assert saved.status_code == 303, words(saved.text)
    assert saved.headers["location"] == f"/programmes/{SLUG}/indicators/{PASTED}"
    assert site.heads()[0] == heads[0] + 1
    assert raws(site, PASTED) == {"November 2025": "40.0", "December 2025": "44.1", "January 2026": "130"}
    again = site.post("lead", path, {**form, "correct": ticked[1], "reason": "Counted anew"})
    assert (again.status_code, site.heads()[0]) == (303, heads[0] + 1), "the answer was lost, not the work"


def test_values_alone_go_to_the_periods_that_are_due(site: Site) -> None:
    page, form = looked(site, "7\n")
    assert "February 2026 line 1 7 New" in words(page)
    many, _ = looked(site, "7\n8\n9\n10", status=422)
    assert "Paste the period beside each value: that is 4, and one period is due" in words(many)
    assert site.post("lead", f"/indicators/{PASTED}/values/paste", form).status_code == 303
    assert raws(site, PASTED)["February 2026"] == "7"


def test_an_empty_cell_at_the_top_stays_the_first_periods_until_it_is_saved(site: Site) -> None:
    path = f"/indicators/{TIMELY}/values/paste"
    opened = got(site, "lead", path)
    assert "Or the values alone, the oldest first, for the 2 that are due, from January 2026 on." in words(opened)
    form = {"token": hidden(opened, "token"), "pasted": "\r\n8\r\n", "published_on": "2026-03-20"}
    page = site.post("lead", path, form).text
    assert "1 new, 1 left empty." in words(page)
    assert "February 2026 line 2 8 New" in words(page)
    again = re.search(r'<textarea[^>]* name="pasted"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert again
    assert again[1] == "\n8", "the form that comes back holds the empty cell too"
    form |= {"pasted": again[1], "looked": hidden(page, "looked"), "save": "yes"}
    assert site.post("lead", path, form).status_code == 303
    assert raws(site, TIMELY) == {"November 2025": "40.0", "December 2025": "41.0", "February 2026": "8"}


@pytest.mark.parametrize(
    ("line", "cell"),
    [
        ("May 2025\tabout 40", "The value: This is neither a number"),
        ("Wave 3\t40", "The period: its words do not say when it begins and ends"),
        ("May 2025\t40\tsoon", "The date of publication: it must be a real date"),
        ("May 2025\t40\t3/4/2026", "The date of publication: The date of publication cannot be later than today"),
        ("April 2025\t41", "The period: line 1 is of the same one"),
        ("rubbish", "The period: there is no value beside it, and it is no period that can be told"),
        ("May 2025\t40\t\t9", "There are more than three cells in this line"),
        (f"May 2025\t{HOSTILE}", "The value: This is neither a number"),
    ],
    ids=str,
)
def test_a_line_that_cannot_be_read_names_its_cell_and_nothing_is_saved(site: Site, line: str, cell: str) -> None:
    page, form = looked(site, f"April 2025\t40\n{line}")
    assert cell in words(page)
    assert "Nothing can be saved yet: one line above cannot be read. Put it right below" in words(page)
    assert SAVES not in page
    assert "<script>alert" not in page
    heads = site.heads()
    answer = site.post("lead", f"/indicators/{PASTED}/values/paste", form)
    assert answer.status_code == 422
    assert "One line cannot be read" in words(answer.text)
    assert site.heads() == heads


def test_nothing_is_saved_that_was_not_looked_at(site: Site) -> None:
    path = f"/indicators/{PASTED}/values/paste"
    _, form = looked(site, "March 2025\t40")
    changed = site.post("lead", path, {**form, "pasted": "March 2025\t41"})
    assert (changed.status_code, "Look at what each line will become" in changed.text) == (422, True)
    given(site, indicator=PASTED, period="March 2025", raw="39")
    theirs = site.post("lead", path, form)
    assert theirs.status_code == 409
    assert_valid_html5(theirs.text)
    assert "Correct the record, which says 39" in words(theirs.text)
    assert raws(site, PASTED)["March 2025"] == "39"
    again, form = looked(site, "March 2025\t39")
    assert "nothing will be saved for it" in words(again)
    assert "There is nothing to save: none of these lines is new" in words(again)
    assert SAVES not in again
    assert "There is nothing to save" in words(site.post("lead", path, form).text)


def test_a_symbol_says_what_it_means_and_a_period_in_other_words_is_flagged(site: Site) -> None:
    said = words(looked(site, "May 2024\tz\nJune 2024\tsuppressed\nJuly 2024\t4\n31 July 2024\t4\n30 March 2025\t4")[0])
    assert "z Not applicable: no number New" in said
    assert "suppressed New" in said
    assert "It overlaps line 3." in said
    assert "It overlaps March 2025." in said


def test_values_alone_are_offered_only_where_they_can_be_placed(site: Site) -> None:
    for number, sentence in (
        (FORUMS, "Each value needs its period: this indicator has none yet from which to count on."),
        (NOBODYS, "Each value needs its period: it is not said how often this indicator has one."),
    ):
        page = words(got(site, "manager", f"/indicators/{number}/values/paste"))
        assert sentence in page
        assert "no period is due" not in page
    page = words(got(site, "manager", f"/indicators/{TIMELY}/values/paste"))
    assert "Each value needs its period: no period is due at present." in page, "control: it has all that are due"


def test_too_many_lines_and_none_are_refused(site: Site) -> None:
    for text, sentence in (("", "Paste at least one line"), ("x\t1\n" * 201, "201 lines"), ("x" * 20_001, "20,000")):
        page, _ = looked(site, text, status=422)
        assert sentence in words(page)
