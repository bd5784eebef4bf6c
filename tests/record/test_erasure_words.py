"""Which words an erasure finds: every spelling, short lines, edited files, and reasons that say a name themselves."""

import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from sqlalchemy import insert

from tests.record.area import RED, begin, on
from tests.record.erasing import DAY, WORDS, Erasing, erasing, everything, issues, named_in, word_file
from tests.record.packs import Packs
from wsoa.database import Database
from wsoa.erasure import find_name, reach_of
from wsoa.erasure.reason import unfit
from wsoa.erasure.word_text import read_words
from wsoa.errors import Invalid
from wsoa.folding import asked_words, holds
from wsoa.history.digest import content_digest
from wsoa.tables import metadata

SHORT_LINES = "Panel is late\nZoë Quartermaine\nno escort yet"
PARAGRAPH = "<w:document><w:p><w:t>{}</w:t></w:p></w:document>"


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    """A database of its own, on SQLite."""
    made = Database(sqlite_url)
    yield made
    made.close()


def area_saying(database: Database, issue: str) -> Erasing:
    area = begin(database)
    area.rate(1, RED.model_copy(update={"issue": issue}), day=date(2026, 4, 1), by=area.people["lead"])
    return erasing(area)


@pytest.mark.parametrize("asked", ["O'Brien", "O’Brien", "o'brien-nowak", "Bjorn", "BJØRN", "Zoe", "Malik", "Lukasz"])
def test_a_name_is_found_however_a_word_processor_spelt_it(asked: str) -> None:
    text = "Mrs O’Brien‑Nowak, Bjørn, Łukasz and Zo\u200bë Ma\u00adlik spoke"
    assert holds(text, asked_words(asked))
    assert not holds(text, asked_words(f"{asked}x"))


@pytest.mark.parametrize(
    "because",
    [
        "Quartermaine asked for it",
        "the quartermaine family asked for it",
        "Asked by the Quartermaines",
        "It was Zoe who asked",
        "QUARTERMAINE’S mother asked",
        "Émile asked",
        "it was the panel of Émile",
    ],
)
def test_a_reason_that_says_a_name_in_any_form_is_refused(because: str) -> None:
    erased = f"{WORDS}. E\u0301mile waits"
    problem = unfit(because, [erased], [erased, "The mother rang the panel"])
    assert problem
    assert "stands in what is erased" in problem


@pytest.mark.parametrize("because", ["The school asked for it", "Mother of a child asked", "Parents asked twice"])
def test_a_reason_of_ordinary_words_is_not(because: str) -> None:
    erased = ["Mother and parents of Zoë Quartermaine rang. The School waits."]
    assert unfit(because, erased, [*erased, "a mother of the school", "school and mother", "the parents rang"]) is None


def test_a_name_in_an_earlier_reason_goes_from_every_place_that_says_it(database: Database) -> None:
    place = named_in(database)
    place.erase(issues(place)[:1], because="It was Elm House that asked")
    with pytest.raises(Invalid):
        place.request(place.places("Elm House"), "Elm House asked again")
    place.erase([issues(place)[0]], "It was asked for")
    assert "Elm House" not in everything(database)
    found = place.verified()
    assert found.faults == ()
    with on(DAY), database.writing() as session:
        assert find_name(session, place.area.people["manager"], place.area.slug, "elm house").hits == ()


def test_short_lines_leave_the_packs_and_the_edited_file_and_nothing_else_does(database: Database) -> None:
    place = area_saying(database, SHORT_LINES)
    packs = Packs(place.area)
    with on(date(2026, 5, 4)):
        place.pack("Panel is late", "Zoë Quartermaine", "1.1: no escort yet", "There is no escort yet for Ann")
    with on(date(2026, 5, 5)):
        packs.lodge(1, word_file("Zoë Quartermaine (Y9)"), ("Zoë Quartermaine", "Zoë Quartermaine (Y9)"))
    with database.reading() as session:
        reach = reach_of(session, place.area.people["manager"], place.area.slug, issues(place)[:1])
    assert (reach.packs, reach.amended, reach.texts) == ((1,), (1,), 6)
    place.erase(issues(place)[:1])
    assert "Quartermaine" not in everything(database)
    assert place.places("There is no escort yet for Ann")
    assert place.verified().faults == ()


def test_one_word_takes_no_sentence_with_it(database: Database) -> None:
    place = area_saying(database, "Panel")
    with on(date(2026, 5, 4)):
        place.pack("The Panel meets on Friday", "1.1: Panel")
    with database.reading() as session:
        assert reach_of(session, place.area.people["manager"], place.area.slug, issues(place)[:1]).texts == 2
    place.erase(issues(place)[:1])
    assert place.places("The Panel meets on Friday")
    assert not place.places("1.1: Panel")


def test_the_name_of_a_sheet_goes_from_the_keys_of_doubts_and_from_what_was_corrected(database: Database) -> None:
    place = area_saying(database, "Nothing")
    cell = "Zoë Quartermaine!C2"
    report = {"as_at": "2026-04-01", "rows": [], "doubts": [{"key": f"when:{cell}", "cell": cell, "text": "x"}]}
    day = datetime(2026, 4, 1, tzinfo=UTC)
    values: Mapping[str, object] = {
        **{"programme_id": 1, "number": 1, "by": "Ivy", "file_name": "t.xlsx", "sha256": "a" * 64, "state": "loaded"},
        **{"as_at": date(2026, 4, 1), "created_at": day, "reading_since": day, "loaded_at": day},
        **{"report": report, "report_digest": content_digest(report), "corrections": {"settled": {cell: "file"}}},
    }
    with database.writing() as session:
        session.execute(insert(metadata.tables["tracker_load"]).values(values))
    place.erase([each for each in place.places("Quartermaine") if each.field.endswith("/cell")])
    assert "Quartermaine" not in everything(database)
    assert place.verified().faults == ()


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("word/document.xml", '<?xml version="1.0" encoding="UTF-16"?><w:t>Zoë Malik</w:t>'.encode("utf-16")),
        ("word/document2.xml", '<?xml version="1.0" encoding="ISO-8859-1"?><w:t>Zoë Malik</w:t>'.encode("latin-1")),
        ("word/diagrams/data1.xml", "<a:p><a:t>Zo</a:t><a:t>ë Malik</a:t></a:p>"),
        ("word/charts/chart1.xml", "<c:v>Zoë Malik</c:v>"),
        ("word/glossary/document.xml", PARAGRAPH.format("Zoë Malik")),
        ("customXml/item1.xml", "<a>Zoë Malik</a>"),
        ("word/people.xml", '<w15:person w15:author="Zoë Malik"/>'),
        ("word/_rels/document.xml.rels", '<Relationship Target="mailto:Zoë Malik"/>'),
    ],
)
def test_every_part_of_a_word_file_is_read_in_its_own_encoding(part: str, said: str | bytes) -> None:
    read = read_words(zipped({"word/header1.xml": PARAGRAPH.format("Hello"), part: said}))
    assert "Zoë Malik" in read.text
    assert read.whole


def test_a_file_that_is_not_read_whole_says_so() -> None:
    said = PARAGRAPH.format("Hello " * 500)
    damaged = bytearray(zipped({"word/document.xml": said}))
    damaged[50:60] = bytes(each ^ 0xFF for each in damaged[50:60])
    assert not read_words(bytes(damaged)).whole
    assert not read_words(b"PK\x03\x04 and no more").whole
    with_workbook = read_words(zipped({"word/document.xml": said, "word/embeddings/book.xlsx": b"PK"}))
    assert (with_workbook.text[:5], with_workbook.whole) == ("Hello", False)
