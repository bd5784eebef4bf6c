"""Personal data is found in files wherever it stands, and the place is named (S23)."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.examined.made import Parts, W, a_docx, a_pdf, a_picture, a_pptx, an_xlsx, seen_in
from tests.proofs import times
from tests.rules.personal_data_cases import innocent, personal
from wsoa.examined import limits

SEED = 20260421
NHS = "943 476 5919"


def _a_txt(*lines: str) -> bytes:
    return "\n".join(("Notes", *lines)).encode()


def _a_csv(*lines: str) -> bytes:
    return "\n".join(("Note,Number", *(f'"{line}",1' for line in lines))).encode()


MADE: dict[str, Callable[..., bytes]] = {
    "docx": a_docx,
    "xlsx": lambda *lines: an_xlsx(*((line,) for line in lines)),
    "pptx": a_pptx,
    "pdf": a_pdf,
    "txt": _a_txt,
    "csv": _a_csv,
}


@pytest.mark.proof
def test_what_is_found_in_a_text_is_found_in_a_file_of_it(record_property: Callable[[str, object], None]) -> None:
    """A text apiece, each between others that have none; letters a PDF's plain fonts lack are left to the others."""
    many = times(24, 200)
    others = list(innocent(SEED, 8))
    missed = []
    for number, (kind, text) in enumerate(personal(SEED, many)):
        form = list(MADE)[number % len(MADE)]
        form = "docx" if form == "pdf" and not text.isascii() else form
        found = seen_in(form, MADE[form](*others[:4], text, *others[4:])).texts.found()
        missed += [] if any(each.startswith(f"{kind}: ") for each in found) else [(form, text)]
    record_property("texts", many)
    record_property("found", many - len(missed))
    assert len(missed) <= many * 0.05, missed


@pytest.mark.parametrize("form", MADE)
def test_an_innocent_file_is_not_warned_of(form: str) -> None:
    assert seen_in(form, MADE[form](*innocent(SEED, 12))).texts.found() == []


@pytest.mark.parametrize(
    ("form", "made", "found"),
    [
        ("docx", lambda: a_docx("nothing", NHS), ["NHS number: paragraph 3"]),
        ("docx", lambda: a_docx(table=[("Child", "NHS"), ("A", NHS)]), ["NHS number: table 1, row 2"]),
        ("docx", lambda: a_docx(table=[("Child", "DOB"), ("A", "3 May 2012")]), ["date of birth: table 1, row 2"]),
        ("xlsx", lambda: an_xlsx(("Number",), (9434765919,)), ["NHS number: sheet 1, row 3"]),
        ("xlsx", lambda: an_xlsx(("A", "DOB"), ("x", date(2012, 5, 3))), ["date of birth: sheet 1, row 3"]),
        ("pptx", lambda: a_pptx("nothing", NHS), ["NHS number: slide 3"]),
        ("pdf", lambda: a_pdf("nothing", f"a\n{NHS}"), ["NHS number: page 3"]),
        ("txt", lambda: _a_txt("a", "b", NHS), ["NHS number: line 4"]),
        ("csv", lambda: b"Child;DOB\nA;03/05/2012\nB;-\n", ["date of birth: line 2"]),
        ("png", lambda: a_picture("PNG"), []),
    ],
)  # fmt: skip
def test_the_place_is_named(form: str, made: Callable[[], bytes], found: list[str]) -> None:
    assert seen_in(form, made()).texts.found() == found


def _part_of_docx(name: str, text: str) -> bytes:
    body = f'<w:x xmlns:w="{W}"><w:comment w:id="0"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment></w:x>'
    return Parts(a_docx()).add(f"word/{name}.xml", body).refer("word/document.xml", name, f"{name}.xml").whole()


@pytest.mark.parametrize(
    ("part", "place"), [("header", "a header"), ("footnotes", "a footnote"), ("comments", "a comment")]
)
def test_the_margins_of_a_document_are_searched_too(part: str, place: str) -> None:
    assert seen_in("docx", _part_of_docx(part, NHS)).texts.found() == [f"NHS number: {place}"]


def test_a_text_box_a_field_and_a_deleted_word_are_searched_too() -> None:
    for new in (
        f"<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>{NHS}</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>",
        f'<w:p><w:r><w:instrText>HYPERLINK "https://x.example/{NHS}"</w:instrText></w:r></w:p>',
        f'<w:p><w:del w:id="1"><w:r><w:delText>{NHS}</w:delText></w:r></w:del></w:p>',
    ):
        content = Parts(a_docx()).replace("word/document.xml", "<w:sectPr", f"{new}<w:sectPr").whole()
        assert [each.partition(":")[0] for each in seen_in("docx", content).texts.found()] == ["NHS number"]


def test_a_number_over_two_runs_of_letters_is_one() -> None:
    halves = "<w:p><w:r><w:t>943 47</w:t></w:r><w:r><w:t>6 5919</w:t></w:r></w:p>"
    content = Parts(a_docx()).replace("word/document.xml", "<w:sectPr", f"{halves}<w:sectPr").whole()
    assert seen_in("docx", content).texts.found() == ["NHS number: paragraph 2"]


def test_a_list_of_children_is_told_briefly() -> None:
    found = seen_in("txt", _a_txt(*[f"child {NHS}"] * 900)).texts.found()
    assert len(found) == limits.MOST_FOUND + 1
    assert found[-1] == "and 850 more like these"


def test_a_file_longer_than_is_searched_says_so() -> None:
    sight = seen_in("txt", b"a line of words\n" * (limits.MAX_CHARACTERS // 15 + 1))
    assert "only its first part" in sight.unsearched
