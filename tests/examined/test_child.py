"""A file is looked into by a child process, which no file can make grow, last or speak in riddles (PROOFS D13, D14)."""

import zlib
from collections.abc import Callable

import pytest
from pypdf.generic import ArrayObject, DecodedStreamObject, NameObject

from tests.examined.hidings import HIDINGS, shows
from tests.examined.made import Parts, a_docx, pdf_writer, plain, saved_pdf, zipped
from wsoa.errors import Invalid
from wsoa.examined import Unexaminable, asking, examine, limits, still_hidden, without_hidden


def test_a_file_is_examined_cleaned_and_looked_into_again() -> None:
    author, comment = HIDINGS["docx"][0], next(way for way in HIDINGS["docx"] if "by people" in way.said)
    content = author.hide(a_docx("NHS number 943 476 5919"), "Jo Example")
    seen = examine("C:\\S10 2HN\\visit_S10 2HN.docx", content)
    assert (seen.kind, seen.size, seen.name) == ("docx", len(content), "visit_S10 2HN.docx")
    assert len(seen.digest) == 64
    assert seen.found == ("postcode: the name of the file", "NHS number: paragraph 2")
    assert "author and dates in the properties" in seen.hidden
    assert seen.removable == seen.hidden
    assert seen.readable
    copy = without_hidden("docx", content)
    assert not shows("docx", copy, "Jo Example")
    assert still_hidden("docx", copy) == ()
    assert still_hidden("docx", comment.hide(copy, "secret")) == ("1 comment, by people who are named",)


def _endless() -> bytes:
    parts = Parts(plain("docx"))
    parts.parts["word/document.xml"] = b"<w>" + b"<a/>" * 6_000_000 + b"</w>"
    return parts.whole()


def _swelling_pdf() -> bytes:
    """A page whose drawing is 400 MB of blanks, packed twice."""
    made = pdf_writer(plain("pdf"))
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * (1 << 24)) for _ in range(24)) + packer.flush()
    drawn = DecodedStreamObject()
    drawn._data = zlib.compress(packed, 9)
    drawn[NameObject("/Filter")] = ArrayObject([NameObject("/FlateDecode")] * 2)
    made.pages[0][NameObject("/Contents")] = made._add_object(drawn)
    return saved_pdf(made)


@pytest.mark.parametrize(
    ("name", "made", "said"),
    [
        ("a.docx", lambda: zipped([("[Content_Types].xml", bytes(120 << 20))]), "unpacks to 1 parts and 120 MB"),
        ("a.docx", _endless, "memory"),
        ("a.pdf", _swelling_pdf, "."),
        ("a.docx", lambda: plain("docx")[:900] + bytes(2000) + plain("docx")[2900:], "damaged"),
    ],
    ids=["a zip that swells", "elements without end", "a drawing that swells", "bytes changed"],
)
def test_a_file_that_turns_on_its_reader_gets_one_plain_sentence(
    name: str, made: Callable[[], bytes], said: str
) -> None:
    with pytest.raises(Invalid) as refused:
        examine(name, made())
    sentence = refused.value.problems["file"]
    assert said in sentence
    assert sentence.startswith(("The file", "The picture"))
    assert "Error" not in sentence


def test_a_child_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WALL_SECONDS", 0.05)
    with pytest.raises(Unexaminable, match="too long or too much memory"):
        examine("a.docx", plain("docx"))


@pytest.mark.parametrize("answer", [b"", b'{"found": [', b"{}\n"])
def test_half_an_answer_is_none(answer: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "answer_of", lambda *_, **__: answer)
    with pytest.raises(Unexaminable, match="too long or too much memory"):
        without_hidden("docx", b"x")
