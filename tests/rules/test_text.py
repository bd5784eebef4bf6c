"""Text is cleaned once, where it comes in; what is too long is refused with its length."""

import io
import unicodedata

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, ValidationError

from tests.proofs import times
from wsoa.text import MAX_LINE, MAX_TEXT, Line, Number, Words, clean, clean_column

ANY_TEXT = st.text(alphabet=st.characters(), max_size=200) | st.text(
    alphabet="a é\u0301\r\n\t\x00\x0b\x0c\x1b\x85\u2028\u202e\u2067\ud800\ufffe\ufeff\U0001fffe אش", max_size=60
)


class NoteChange(BaseModel):
    """A change with one field of each type."""

    model_config = ConfigDict(extra="forbid")
    title: Line = "Title"
    body: Words = ""
    number: Number = 1


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("first\x0bsecond", "first\nsecond"),
        ("first\r\nsecond\rthird", "first\nsecond\nthird"),
        ("a\x0cb\x85c\u2028d\u2029e", "a\nb\nc\nd\ne"),
        ("nu\x00l and \x1bescape and \x7fdelete", "nul and escape and delete"),
        ("half a pair \ud83d here", "half a pair  here"),
        ("not\ufffe a\uffff character\U0010ffff", "not a character"),
        ("agreed\u202e etad\u202c \u2066inside\u2069", "agreed etad inside"),
        ("\ufeffwith a byte order mark", "with a byte order mark"),
        ("cafe\u0301", "caf\u00e9"),
        ("trailing   \n\nspaces \t\n\n", "trailing\n\nspaces"),
        ("\tindented\n  twice", "\tindented\n  twice"),
        ("", ""),
    ],
)
def test_pasted_text_is_kept_in_a_form_every_document_can_hold(pasted: str, kept: str) -> None:
    assert clean(pasted) == kept


@pytest.mark.parametrize("words", ["نص عربي", "עברית\u200f, כן", "پیش\u200cنویس", "👩\u200d🏫 taught"])
def test_right_to_left_words_and_joined_letters_are_left_alone(words: str) -> None:
    assert clean(words) == unicodedata.normalize("NFC", words)


def test_empty_cells_at_the_beginning_of_a_column_stay_and_those_at_its_end_go() -> None:
    assert clean_column("\r\n \r\n5\r\n6 \r\n\r\n") == "\n\n5\n6"
    assert clean("\r\n \r\n5\r\n6 \r\n\r\n") == "5\n6", "control: of words, both ends go"


@given(ANY_TEXT)
def test_a_column_is_cleaned_as_words_are_but_for_its_beginning(text: str) -> None:
    column = clean_column(text)
    assert column.lstrip("\n") == clean(text)
    assert clean_column(column) == column


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.proof
@settings(max_examples=times(40, 100))
@given(ANY_TEXT)
def test_clean_text_can_be_stored_and_written_into_word(text: str) -> None:
    kept = clean(text)
    kept.encode("utf-8")
    assert "\x00" not in kept
    assert unicodedata.is_normalized("NFC", kept)
    document = Document()
    document.add_paragraph(kept)
    document.save(io.BytesIO())


@given(st.text(alphabet=st.characters(categories=["L", "N", "P"]), max_size=80))
def test_letters_digits_and_punctuation_are_never_lost(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


def test_a_change_takes_its_text_cleaned() -> None:
    change = NoteChange(title="two\x0blines\tand \ud800more ", body="two\x0blines \ud800")
    assert (change.title, change.body) == ("two lines and more", "two\nlines")


@pytest.mark.parametrize(("field", "limit"), [("title", MAX_LINE), ("body", MAX_TEXT)])
def test_a_longer_text_is_refused_with_its_length_and_never_cut(field: str, limit: int) -> None:
    assert len(getattr(NoteChange.model_validate({field: "x" * limit}), field)) == limit
    with pytest.raises(ValidationError) as refused:
        NoteChange.model_validate({field: "x" * (limit + 1)})
    problem = refused.value.errors()[0]
    assert problem["msg"] == f"must be {limit:,} characters or fewer; this is {limit + 1:,}"


@pytest.mark.parametrize("number", [0, -1, 2**31, 2**63, 2**64, "9" * 5000, "one", 1.5, None])
def test_a_number_that_no_thing_can_have_is_refused(number: object) -> None:
    with pytest.raises(ValidationError):
        NoteChange.model_validate({"number": number})


@pytest.mark.parametrize("number", [1, "7", 2**31 - 1])
def test_a_number_may_come_as_digits(number: object) -> None:
    assert NoteChange.model_validate({"number": number}).number == int(str(number))
