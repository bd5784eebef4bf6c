from collections.abc import Iterator

import pytest
from starlette.formparsers import MultiPartParser

from api import personal_data
from api.body_limit import FORM, SHORT, UPLOAD
from api.pages.statistics import TOO_LARGE
from api.uploads import CUT
from tests.web.edge import edge
from tests.web.site import SLUG, Site
from wsoa.personal_data import Seen
from wsoa.text import MAX_TEXT

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

    assert edge().post("/bring", files={"file": ("plan.docx", small)}).status_code == 200
    assert edge().post("/bring", files={"file": ("plan.docx", large)}).status_code == 413


def test_a_form_that_calls_itself_one_with_files_is_no_larger_where_none_are_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = list[int]()
    data = MultiPartParser.on_part_data

    def counted(parser: MultiPartParser, content: bytes, start: int, end: int) -> None:
        read.append(end - start)
        data(parser, content, start, end)

    monkeypatch.setattr(MultiPartParser, "on_part_data", counted)
    fields = {f"kept.{n}": (None, b"x" * 200_000) for n in range(40)}
    assert edge().post("/save", files=fields).status_code == 413
    assert read == [], "what says how long it is, is not even begun"
    assert edge().post("/save", files=dict(list(fields.items())[:5])).text == "saved 1000000"
    assert edge().post("/bring", files=fields).status_code == 200, "the control: where files are taken, it is read"
    assert sum(read) > 4 * FORM


def test_where_nobody_has_much_to_say_a_form_is_short() -> None:
    assert edge().post("/code", data={"code": "x" * (SHORT - 100)}).status_code == 200
    assert edge().post("/code", data={"code": "x" * SHORT}).status_code == 413
    assert edge().post("/code", files={"code": (None, b"x" * SHORT)}).status_code == 413


def test_files_are_read_of_people_who_are_signed_in_and_words_are_kept_of_everybody(site: Site) -> None:
    form, files = {"source": "The department", "retrieved": "2026-03-20"}, {"files": ("a.csv", b"x" * (FORM + 1))}
    address = f"/programmes/{SLUG}/statistics"
    answer = site.client_for("anonymous").post(address, data=form, files=files)
    assert answer.status_code == 401
    assert 'name="kept.source" value="The department"' in answer.text
    assert CUT not in answer.text
    taken = site.client_for("manager").post(address, data=form, files=files)
    assert (taken.status_code, TOO_LARGE in taken.text) == (422, False), "the control: read, and found to be no file"


def test_secrets_are_short_everywhere_and_what_a_session_loses_is_not(site: Site) -> None:
    client, long = site.new_client(), {"kept.issue": "x" * SHORT, "passphrase": "x", "email": "a@example.org"}
    assert client.post("/sign-in", data=long).status_code == 422
    for path in ("/welcome/abc", "/new-passphrase/abc", "/account/passphrase", "/account/name"):
        assert client.post(path, data=long).status_code == 413, path


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


def test_a_text_longer_than_any_answer_is_not_looked_through_but_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = list[int]()

    def look(text: str) -> tuple[Seen, ...]:
        looked.append(len(text))
        return ()

    monkeypatch.setattr(personal_data, "patterns_in", look)
    path, heads = f"/programmes/{SLUG}/set-up/find-a-name", site.heads()
    answer = site.client_for("manager").post(path, data={"looked_for": "Ben Carter", "x": "943 476 5919 " * 60_000})
    assert (answer.status_code, site.heads()) == (422, heads)
    assert "more than 20,000 characters" in answer.text
    assert looked == []
    assert site.client_for("manager").post(path, data={"looked_for": "Ben Carter", "x": "y" * MAX_TEXT}).is_success
    assert looked == [MAX_TEXT], "the control"
