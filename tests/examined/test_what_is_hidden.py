"""What lies hidden in a file is said, and a copy that is released has none of it, or there is no release (S22)."""

import io
from collections.abc import Callable
from random import Random

import pytest
from PIL import Image

from tests.examined.hidings import HIDINGS, shows
from tests.examined.made import PLAIN, SEEN, a_docx, a_pdf, a_picture, plain, seen_in
from tests.examined.office_hidings import Hiding
from tests.proofs import times
from wsoa.examined.opened import cleaned

SEED = 20250731
ROUNDS = 4


def _some(kind: str, turn: int, random: Random) -> list[Hiding]:
    """Every way of hiding in the first rounds, any two to five of them after that."""
    ways = HIDINGS[kind]
    if turn < ROUNDS:
        return list(ways[turn::ROUNDS])
    return sorted(random.sample(ways, random.randint(2, min(5, len(ways)))), key=ways.index)


@pytest.mark.proof
def test_no_copy_that_is_released_shows_what_was_hidden(record_property: Callable[[str, object], None]) -> None:
    random, many = Random(SEED), times(24, 500)
    hidden = refused = 0
    for number in range(many):
        kind = list(HIDINGS)[number % len(HIDINGS)]
        content = plain(kind)
        words = {}
        for at, way in enumerate(_some(kind, number // len(HIDINGS), random)):
            words[f"Hid{number}x{at}q"] = way
            content = way.hide(content, f"Hid{number}x{at}q")
        said, copy = seen_in(kind, content).sentences(), cleaned(kind, content)
        left = seen_in(kind, copy).sentences()
        for word, way in words.items():
            assert shows(kind, content, word), (kind, way.said)  # the control: it stands in the file as it was brought
            assert any(way.said in sentence for sentence in said), (way.said, said)
            assert any(way.said in sentence for sentence in left) is not way.goes, (way.said, left)
            assert not (way.goes and shows(kind, copy, word)), (kind, way.said)
        assert bool(left) is any(not way.goes for way in words.values()), left
        hidden, refused = hidden + len(words), refused + bool(left)
    assert refused < many
    record_property("files", many)
    record_property("hidden", hidden)
    record_property("refused", refused)


@pytest.mark.parametrize("kind", PLAIN)
def test_an_ordinary_file_is_released_and_reads_as_it_did(kind: str) -> None:
    copy = cleaned(kind, plain(kind))
    seen = seen_in(kind, copy)
    assert seen.sentences() == []
    assert seen.is_picture or SEEN in "\n".join(text for _, text in seen.texts._lines)
    assert cleaned(kind, copy) == copy or kind == "pdf"


def test_what_can_be_taken_out_is_told_apart_from_what_cannot() -> None:
    author, comment = HIDINGS["docx"][0], next(way for way in HIDINGS["docx"] if "by people" in way.said)
    sight = seen_in("docx", comment.hide(author.hide(a_docx(), "Jo"), "Jo"))
    assert "1 comment, by people who are named" in sight.sentences()
    assert "1 comment, by people who are named" not in sight.sentences(removable=True)
    assert "author and dates in the properties" in sight.sentences(removable=True)


def test_no_point_of_a_picture_changes_and_a_photograph_still_stands_upright() -> None:
    for kind, form in (("png", "PNG"), ("jpg", "JPEG")):
        exif = Image.Exif()
        exif[0x0112], exif[0x010F] = 6, "Camera of Jo"
        content = a_picture(form, exif=exif.tobytes())
        before, after = (Image.open(io.BytesIO(each)) for each in (content, cleaned(kind, content)))
        assert before.tobytes() == after.tobytes()
        assert "Camera" not in str(dict(after.getexif()))
        assert kind == "png" or after.getexif()[0x0112] == 6


def test_the_text_of_a_link_stays_when_the_link_goes() -> None:
    way = next(way for way in HIDINGS["docx"] if way.said == "links to files")
    copy = cleaned("docx", way.hide(a_docx(), "secret"))
    assert "the plan" in "\n".join(text for _, text in seen_in("docx", copy).texts._lines)


def test_a_file_of_no_words_says_that_it_was_not_searched() -> None:
    assert "not searched" in seen_in("png", a_picture()).unsearched
    assert "not searched" in seen_in("pdf", a_pdf(empty=True)).unsearched
    assert "1 of 3 pages (3)" in seen_in("pdf", a_pdf("second", "")).unsearched
    assert seen_in("pdf", a_pdf()).unsearched == ""
