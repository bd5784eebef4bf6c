from enum import StrEnum

import pytest
from pydantic import BaseModel, ConfigDict, Field, field_validator
from starlette.datastructures import FormData

from api.forms import answers, bind, carried, cleaned, kept
from api.pages.welcome import Welcome
from wsoa.programmes import WordsChange
from wsoa.text import MAX_TEXT, Number, Words, clean_column


class Level(StrEnum):
    RED = "R"
    GREEN = "G"


class Update(BaseModel):
    """A form with one field of each kind."""

    model_config = ConfigDict(extra="forbid")

    level: Level = Field(title="Rating")
    progress: Words = Field(default="", title="What has happened")
    seen: int = Field(default=0, ge=0)
    evidence: list[Number] = Field(default=[], title="Evidence numbers")
    sro: str | None = Field(default=None, title="SRO", min_length=3)
    confirm: bool = False

    @field_validator("sro")
    @classmethod
    def is_a_name(cls, words: str | None) -> str | None:
        if words and words.isdigit():
            raise ValueError("Give the SRO by name")
        return words


def problems(**data: str | list[str]) -> dict[str, str]:
    bound, found = bind(Update, {"level": "R", **data})
    assert bound is None
    return found


def test_a_good_form_becomes_a_change() -> None:
    bound, found = bind(Update, {"level": "R", "progress": "Advert out", "evidence": ["12", "13"], "confirm": "yes"})

    assert found == {}
    assert bound == Update(level=Level.RED, progress="Advert out", evidence=[12, 13], confirm=True)


def test_one_answer_to_a_question_with_several_is_a_list_of_one() -> None:
    bound, _ = bind(Update, {"level": ["R"], "evidence": "12"})

    assert bound is not None
    assert bound.evidence == [12]


def test_a_blank_answer_is_no_answer() -> None:
    bound, _ = bind(Update, {"level": "R", "progress": " \n", "seen": "", "evidence": ["", "12", ""], "sro": ""})

    assert bound == Update(level=Level.RED, evidence=[12])


def test_a_question_left_out_or_left_blank_asks_for_an_answer() -> None:
    assert bind(Update, {})[1] == bind(Update, {"level": " "})[1] == {"level": "Enter rating"}


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("level", "purple", "Choose rating from the answers shown"),
        ("seen", "canary", "Seen must be a whole number"),
        ("seen", "-1", "Seen must be 0 or more"),
        ("seen", "9" * 5000, "Seen is too large a number"),
        ("evidence", "99999999999999999999", "Evidence numbers must be 2147483647 or less"),
        ("progress", "x" * 50_000, "What has happened must be 20,000 characters or fewer; this has 50,000"),
        ("sro", "X", "SRO must be 3 characters or more"),
        ("sro", "4711", "Give the SRO by name"),
        ("sro", "\ud800\ud800\ud800", "Check SRO: it cannot be read as it stands"),
        ("confirm", "canary", "Choose yes or no for confirm"),
    ],
)
def test_each_problem_is_a_plain_sentence_that_does_not_repeat_what_was_typed(
    field: str, typed: str, sentence: str
) -> None:
    assert problems(**{field: typed}) == {field: sentence}


def test_two_answers_to_a_question_with_one_are_refused() -> None:
    assert problems(level=["R", "G"]) == {"level": "Give one answer only for rating"}


def test_a_field_nobody_asked_for_refuses_the_form_without_repeating_its_name() -> None:
    found = problems(is_admin="true")

    assert list(found) == [""]
    assert "is_admin" not in found[""]


def test_text_comes_out_clean_but_a_secret_as_typed() -> None:
    form = FormData([("progress", "one\x0btwo\x00"), ("progress", "x"), ("passphrase", " a\x0bb ")])

    assert answers(form) == {"progress": ["one\ntwo", "x"], "passphrase": [" a\x0bb "]}
    assert kept(form) == (("progress", "one\ntwo"), ("progress", "x"))


def test_a_form_is_cleaned_once_however_often_it_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    passes = list[str]()

    def counted(text: str) -> str:
        passes.append(text)
        return clean_column(text)

    monkeypatch.setattr("api.forms.clean_column", counted)
    raw = FormData([("progress", "one\x0btwo"), ("issue", "x"), ("passphrase", " a\x0bb ")])
    form = cleaned(raw)
    for taken in (answers, kept, carried):
        taken(form)
    assert answers(form) == {"progress": ["one\ntwo"], "issue": ["x"], "passphrase": [" a\x0bb "]}
    assert len(passes) == 2
    answers(raw)
    kept(raw)
    assert len(passes) == 6, "the control: as it came, it is cleaned each time"


def test_what_the_sign_in_page_carries_comes_back_under_its_own_names() -> None:
    form = FormData([("email", "a@example.org"), ("passphrase", "x"), ("kept.issue", "Two posts"), ("then", "/")])

    assert carried(form) == (("issue", "Two posts"),)


def test_the_longest_text_the_record_takes_goes_through() -> None:
    bound, _ = bind(Update, {"level": "R", "progress": "x" * MAX_TEXT})

    assert bound is not None


def test_a_word_that_is_too_long_is_told_as_a_text_and_a_passphrase_with_a_small_a() -> None:
    _, long = bind(WordsChange, {"milestone": "x" * 50, "milestones": "xs"})
    assert long == {"milestone": "One of them must be 40 characters or fewer"}
    _, none = bind(Welcome, {"invitation_code": "x", "passphrase_again": "y"})
    assert none == {"passphrase": "Enter a passphrase"}
