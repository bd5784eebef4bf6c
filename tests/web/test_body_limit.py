from collections.abc import Iterator

from api.body_limit import FORM, UPLOAD
from tests.web.edge import edge

FORM_TYPE = {"Content-Type": "application/x-www-form-urlencoded"}


def test_four_answers_of_fifty_thousand_characters_fit() -> None:
    long = dict.fromkeys(["progress", "issue", "mitigation", "reason"], "ä" * 50_000)

    assert edge().post("/save", data=long).text == "saved 200000"


def test_a_form_over_the_limit_is_refused_in_plain_words() -> None:
    answer = edge().post("/save", content=b"progress=" + b"x" * FORM, headers=FORM_TYPE)

    assert answer.status_code == 413
    assert "too large" in answer.text


def test_a_file_over_the_limit_is_refused_and_one_below_it_is_read() -> None:
    small, large = b"x" * (FORM + 1), b"x" * (UPLOAD + 1)

    assert edge().post("/save", files={"file": ("plan.docx", small)}).status_code == 200
    assert edge().post("/save", files={"file": ("plan.docx", large)}).status_code == 413


def test_a_body_that_does_not_say_its_length_is_counted_as_it_comes() -> None:
    def endless() -> Iterator[bytes]:
        yield b"progress="
        for _ in range(4 * FORM // 65536):
            yield b"x" * 65536

    answer = edge().post("/save", content=endless(), headers=FORM_TYPE)

    assert answer.status_code == 413


def test_a_program_gets_the_refusal_as_json() -> None:
    answer = edge().post("/v1/filed", content=b"x" * (FORM + 1), headers={"Content-Type": "application/json"})

    assert answer.status_code == 413
    assert "error" in answer.json()
