from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest

from api.forms import Choice
from api.render import Counted, environment
from tests.web.html5 import assert_valid_html5
from wsoa.snapshot.positions import Bullet, Level
from wsoa.terms import Colour, LevelGroup, Precision, TimescaleKind
from wsoa.timescales import Timescale

AMBER = Level("A", "Amber", Colour.AMBER, "At risk", 3, LevelGroup.BEHIND, True, True, frozenset(), 1, 1)
OURS = """
{% from "macros/forms.html" import error_summary, text_input, textarea, radios, checkboxes, button %}
{% from "macros/forms.html" import file_upload, select %}
{% from "macros/rating.html" import rating, counted, key %}
{% from "macros/tables.html" import table, row, compared, bulleted %}
{% from "macros/dates.html" import on, at, timescale %}
"""
THEIRS = "".join(
    f'{{% from "govuk_frontend_jinja/components/{folder}/macro.html" import {name} %}}'
    for folder, name in {
        "error-summary": "govukErrorSummary",
        "input": "govukInput",
        "textarea": "govukTextarea",
        "radios": "govukRadios",
        "checkboxes": "govukCheckboxes",
        "button": "govukButton",
        "table": "govukTable",
        "file-upload": "govukFileUpload",
        "select": "govukSelect",
    }.items()
)


def drawn(source: str, **context: Any) -> str:
    text = environment().from_string(OURS + THEIRS + source).render(context)
    assert_valid_html5(text, inside="div")
    return text


def shape(element: Element) -> Iterator[tuple[Any, ...]]:
    """What a browser makes of it: tags, attributes in any order, text without the spaces around it."""
    for part in element.iter():
        attributes = sorted((name, " ".join(value.split())) for name, value in part.items())
        yield part.tag, attributes, (part.text or "").strip(), (part.tail or "").strip()


def read(text: str) -> list[tuple[Any, ...]]:
    return list(shape(html5lib.parseFragment(text, namespaceHTMLElements=False)))


TWINS = {
    "file upload": (
        '{{ file_upload("file", "The file", hint="Up to 20 MB", problem="Choose the file", accept=".xlsx") }}',
        """{{ govukFileUpload({"name": "file", "id": "file", "label": {"text": "The file"},
            "hint": {"text": "Up to 20 MB"}, "errorMessage": {"text": "Choose the file"},
            "attributes": {"accept": ".xlsx"}}) }}""",
    ),
    "select": (
        """<div class="govuk-form-group">
            {{ select("c1", "column", "Read RAG as", [("", "Nothing"), ("r", "Rating")], "r") }}</div>""",
        """{{ govukSelect({"name": "column", "id": "c1",
            "label": {"text": "Read RAG as", "classes": "govuk-visually-hidden"},
            "items": [{"value": "", "text": "Nothing"}, {"value": "r", "text": "Rating", "selected": true}]}) }}""",
    ),
    "error summary": (
        '{{ error_summary({"issue": "Enter issue", "level": "Choose rating"}, prefix="m7-") }}',
        """{{ govukErrorSummary({"titleText": "There is a problem", "errorList": [
            {"text": "Enter issue", "href": "#m7-issue"}, {"text": "Choose rating", "href": "#m7-level"}]}) }}""",
    ),
    "text input": (
        """{{ text_input("email", "Email", "a@b", hint="Yours", problem="Enter it", type="email",
            autocomplete="username", width="20") }}""",
        """{{ govukInput({"name": "email", "label": {"text": "Email"}, "value": "a@b", "hint": {"text": "Yours"},
            "errorMessage": {"text": "Enter it"}, "type": "email", "autocomplete": "username",
            "classes": "govuk-input--width-20"}) }}""",
    ),
    "plain text input": (
        '{{ text_input("ref", "Reference") }}',
        '{{ govukInput({"name": "ref", "label": {"text": "Reference"}}) }}',
    ),
    "textarea": (
        '{{ textarea("issue", "Issue", "Two <posts>", hint="In short", problem="Enter issue", rows=3, prefix="m7-") }}',
        """{{ govukTextarea({"name": "issue", "id": "m7-issue", "label": {"text": "Issue"}, "value": "Two <posts>",
            "rows": 3, "hint": {"text": "In short"}, "errorMessage": {"text": "Enter issue"}}) }}""",
    ),
    "radios": (
        '{{ radios("level", "Rating", choices, "A", hint="Of today", problem="Choose rating", prefix="m7-") }}',
        """{{ govukRadios({"name": "level", "idPrefix": "m7-level", "value": "A", "hint": {"text": "Of today"},
            "fieldset": {"legend": {"text": "Rating", "classes": "govuk-fieldset__legend--s"}},
            "errorMessage": {"text": "Choose rating"},
            "items": [{"value": "R", "text": "Red", "hint": {"text": "Off track"}},
                {"value": "A", "text": "Amber"}]}) }}""",
    ),
    "checkboxes": (
        '{{ checkboxes("evidence", "Evidence", choices, ["R"]) }}',
        """{{ govukCheckboxes({"name": "evidence", "values": ["R"],
            "fieldset": {"legend": {"text": "Evidence", "classes": "govuk-fieldset__legend--s"}},
            "items": [{"value": "R", "text": "Red", "hint": {"text": "Off track"}},
                {"value": "A", "text": "Amber"}]}) }}""",
    ),
    "button": (
        '{{ button("Save", name="confirm", value="yes", secondary=true) }}',
        """{{ govukButton({"text": "Save", "name": "confirm", "value": "yes", "preventDoubleClick": true,
            "classes": "govuk-button--secondary"}) }}""",
    ),
}


@pytest.mark.parametrize("twin", TWINS)
def test_our_light_fields_are_the_design_systems_own_markup(twin: str) -> None:
    choices = [Choice("R", "Red", hint="Off track"), Choice("A", "Amber")]
    ours, theirs = TWINS[twin]

    assert read(drawn(ours, choices=choices)) == read(drawn(theirs))


def test_nothing_wrong_draws_no_summary() -> None:
    assert drawn("{{ error_summary({}) }}").strip() == ""


def test_a_problem_of_the_whole_form_leads_to_no_field() -> None:
    assert "<li>Open the page again</li>" in drawn('{{ error_summary({"": "Open the page again"}) }}')


@pytest.mark.parametrize("text", ["\nbegins with an empty line", "<b>&amp;</b>", '"quoted"', "</textarea><script>", ""])
def test_what_was_typed_comes_back_letter_for_letter(text: str) -> None:
    tree = html5lib.parseFragment(
        drawn('{{ textarea("issue", "Issue", text) }}', text=text), namespaceHTMLElements=False
    )

    assert next(part.text or "" for part in tree.iter("textarea")) == text


def test_a_rating_is_always_its_word() -> None:
    drawing = drawn("{{ rating(level) }}{{ rating(none) }}", level=AMBER)

    assert '<strong class="govuk-tag app-rating app-rating--amber">Amber</strong>' in drawing
    assert "Not rated</strong>" in drawing


def test_a_rating_to_choose_shows_its_word_in_its_shade_and_its_meaning() -> None:
    choices = [Choice("A", "Amber", hint="At risk", colour=Colour.AMBER)]

    drawing = drawn('{{ radios("level", "Rating", choices) }}', choices=choices)

    assert '<span class="govuk-tag app-rating app-rating--amber">Amber</span></label>' in drawing
    assert "At risk" in drawing


def test_the_key_says_what_each_level_means() -> None:
    assert "<dd>At risk</dd>" in drawn("{{ key([level]) }}", level=AMBER)


def test_a_bar_of_counts_is_words_that_lead_to_what_they_count_and_widths_without_inline_style() -> None:
    counts = [Counted("Red", 3, "red", "/risks"), Counted("Green", 0, "green", "/green"), Counted("Not rated", 1)]

    drawing = drawn("{{ counted(counts, 4) }}", counts=counts)

    assert '<a class="govuk-link govuk-link--no-visited-state" href="/risks"><strong>3</strong> Red</a>' in drawing
    assert 'x="3" y="0" width="1"' in drawing
    assert "/green" not in drawing
    assert "<strong>0</strong> Green" in drawing


def test_no_milestones_at_all_still_draw_a_bar() -> None:
    assert 'viewBox="0 0 1 1"' in drawn("{{ counted([], 0) }}")


def test_a_second_level_line_stands_under_the_one_before_it() -> None:
    bullets = [Bullet(1, "Recruit"), Bullet(2, "Advert"), Bullet(2, "Interviews"), Bullet(1, "Train")]

    tree = html5lib.parseFragment(drawn("{{ bulleted(bullets) }}", bullets=bullets), namespaceHTMLElements=False)

    top = next(iter(tree))
    assert [len(item.findall("ul/li")) for item in top] == [2, 0]


@pytest.mark.parametrize("levels", [[2], [2, 1, 2], [1, 2], [1, 1], []])
def test_any_order_of_levels_makes_a_whole_list(levels: list[int]) -> None:
    text = drawn("{{ bulleted(bullets) }}", bullets=[Bullet(level, f"line {level}") for level in levels])

    assert text.count("<li>") == text.count("</li>") == len(levels)


def test_both_texts_stand_side_by_side_and_those_that_differ_say_so() -> None:
    rows = [("Issue", "Posts vacant", "Posts filled"), ("Mitigation", "Agency", "Agency"), ("Reason", None, "")]

    drawing = drawn("{{ compared(rows) }}", rows=rows)

    assert drawing.count("differs</span>") == 1
    assert drawing.count(">Nothing</div>") == 2


def test_a_wide_table_scrolls_by_itself_and_can_be_reached_by_keyboard() -> None:
    drawing = drawn('{% call table("Risks", ["Risk", "Rating"]) %}{{ row(["Staffing", none]) }}{% endcall %}')

    assert '<div class="app-scroll" role="region" aria-label="Risks" tabindex="0">' in drawing
    assert '<th scope="row" class="govuk-table__header app-text">Staffing</th>' in drawing


def test_a_timescale_keeps_the_plans_words_and_says_what_they_can_mean_at_the_latest() -> None:
    month = Timescale("end of April", TimescaleKind.MONTH, date(2026, 4, 1), date(2026, 4, 30), Precision.MONTH)
    exact = Timescale("30 April 2026", TimescaleKind.DATE, date(2026, 4, 30), date(2026, 4, 30), Precision.DAY)

    assert 'end of April<span class="app-read-as"> (by <time datetime="2026-04-30">30 April 2026</time>)' in drawn(
        "{{ timescale(when) }}", when=month
    )
    assert drawn("{{ timescale(when) }}", when=exact).strip() == "30 April 2026"
    assert drawn("{{ timescale(none) }}").strip() == "No date"


def test_times_are_those_of_london() -> None:
    summer = datetime(2026, 7, 1, 11, 5, tzinfo=UTC)

    assert ">1 July 2026 at 12:05pm</time>" in drawn("{{ at(when) }}", when=summer)
    assert ">1 July 2026 at 12:05am</time>" in drawn(
        "{{ at(when) }}", when=summer.replace(day=1, hour=23).replace(month=6, day=30)
    )
