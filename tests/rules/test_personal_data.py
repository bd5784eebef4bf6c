"""What looks like a child's personal data is found however it is written, and the words of this field are not."""

import re
import time
from collections.abc import Callable

import pytest

from tests.proofs import times
from tests.rules.personal_data_cases import innocent, personal
from wsoa.personal_data import Kind, patterns_in

SEED = 20260314
UPN, NHS, BIRTH, POSTCODE = Kind


def found(text: str, **more: str) -> list[tuple[Kind, str]]:
    return [(each.kind, text[each.start : each.stop]) for each in patterns_in(text, **more)]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("A123456789012", [(UPN, "A123456789012")]),
        ("pupil a123456789012, year 4", [(UPN, "a123456789012")]),
        ("(A 123 4567 89 012)", [(UPN, "A 123 4567 89 012")]),
        ("A1234567\n89012", [(UPN, "A1234567\n89012")]),
        ("Ａ１２３４５６７８９０１２", [(UPN, "Ａ１２３４５６７８９０１２")]),
        ("E82312345678B", [(UPN, "E82312345678B")]),  # temporary
        ("B123456789012", []),  # another check letter
        ("UPN: B123456789012", [(UPN, "B123456789012")]),  # mistyped, but it says what it is
        ("B823456789012", [(UPN, "B823456789012")]),  # mistyped, but an authority's number
        ("XA1234567890123", []),
        ("943 476 5919", [(NHS, "943 476 5919")]),
        ("9434765919", [(NHS, "9434765919")]),
        ("943-476-5919", [(NHS, "943-476-5919")]),
        ("[943\u00a0476\u00a05919]", [(NHS, "943\u00a0476\u00a05919")]),
        ("943 476\n5919", [(NHS, "943 476\n5919")]),
        ("943\n476\n5919", []),  # three cells of a column
        ("943\t476\t5919", []),  # three cells of a row
        ("943 476 5918", []),  # another check digit
        ("NHS number 943 476 5918", [(NHS, "943 476 5918")]),
        ("ward 12, 943 476 5919", [(NHS, "943 476 5919")]),
        ("1111111111", []),
        *((said, [(NHS, said)]) for said in ("943/476/5919", "943_476_5919", "943,476,5919", "943·476·5919")),
        ("(943) 476 5919", [(NHS, "943) 476 5919")]),
        ("94 34 76 59 19", []),  # five numbers
        ("NHS no 94 34 76 59 19", [(NHS, "94 34 76 59 19")]),
        ("NHS number: 943\n476\n5918", [(NHS, "943\n476\n5918")]),
        ("NHS\t943\t476\t5919", [(NHS, "943\t476\t5919")]),
        ("NHS 943\t476\t5918", []),
        ("NHS 2024/25, 2025/26", []),
        ("the NHS no longer pays 2024 2025 26", []),
        ("UPN: A/123/4567/89/012", [(UPN, "A/123/4567/89/012")]),
        ("unique pupil number is B_123_4567_89_012", [(UPN, "B_123_4567_89_012")]),
        ("+44 943 476 5919", []),
        ("£9434765919", []),
        ("12.9434765919", []),
        ("S10 2HN", [(POSTCODE, "S10 2HN")]),
        ("s10 2hn", [(POSTCODE, "s10 2hn")]),
        ("SW1A1AA", [(POSTCODE, "SW1A1AA")]),
        ("in (EC1V 9HQ)", [(POSTCODE, "EC1V 9HQ")]),
        ("GIR 0AA", [(POSTCODE, "GIR 0AA")]),
        ("S10\n2HN", [(POSTCODE, "S10\n2HN")]),
        ("S10\n\n2HN", []),
        *((f"in {said}.", [(POSTCODE, said)]) for said in ("SW1A-1AA", "W1A-1AA", "SW1A\t1AA")),
        ("post code: sw1a / 1aa", [(POSTCODE, "sw1a / 1aa")]),
        ("W1\t2ND", []),
        ("phase w1-2nd", []),
        ("SEN2 1AB", []),
        ("A2 1AB", []),
        ("E12 3CM", []),  # no inward code holds C, I, K, M, O or V
        ("phase w1 2nd draft", []),
        ("DOB 3/5/12", [(BIRTH, "3/5/12")]),
        ("d.o.b. 03.05.2012", [(BIRTH, "03.05.2012")]),
        ("Date of birth: 3rd of May, 2012", [(BIRTH, "3rd of May, 2012")]),
        ("born on 3 May 2012", [(BIRTH, "3 May 2012")]),
        ("born on the third of April 2015", [(BIRTH, "third of April 2015")]),
        ("DOB: Twenty-First May 2012", [(BIRTH, "Twenty-First May 2012")]),
        ("DOB thirty-second May 2012", []),
        ("signed on the third of April 2015", []),
        ("born in hospital on 2012-05-03", [(BIRTH, "2012-05-03")]),
        ("03/05/2012 (DOB)", [(BIRTH, "03/05/2012")]),
        ("aged 9, 03/05/2012", [(BIRTH, "03/05/2012")]),
        ("(b. 03/05/2012)", [(BIRTH, "03/05/2012")]),
        ("turned 9 on 3 May 2021", [(BIRTH, "3 May 2021")]),
        ("DOB 030512", [(BIRTH, "030512")]),
        ("DOB 31/02/2012", []),  # no such day
        ("Name\tDOB\nA\t03/05/2012\nB\t04/06/2013", [(BIRTH, "03/05/2012"), (BIRTH, "04/06/2013")]),
        ("3 May 2012", []),
        ("children born after 1 September 2019", []),
        ("children born between 1 September 2018 and 31 August 2019", []),
        ("young people aged 16 on 31 August 2026", []),
        ("born early. Reviewed on 3 May 2026", []),
        ("A123456789012 of S10 2HN", [(UPN, "A123456789012"), (POSTCODE, "S10 2HN")]),
    ],
)
def test_each_pattern_is_found_as_it_is_written_and_where_it_stands(text: str, seen: list[tuple[Kind, str]]) -> None:
    assert found(text) == seen


def test_under_a_heading_that_says_so_a_date_is_one_of_birth() -> None:
    assert found("03/05/2012", under="Date of birth") == [(BIRTH, "03/05/2012")]
    assert found("03/05/2012", under="Date of panel") == []


@pytest.mark.proof
def test_of_two_hundred_texts_nearly_all_are_found_and_of_innocent_ones_next_to_none_s23(
    record_property: Callable[[str, object], None],
) -> None:
    texts, others = list(personal(SEED, times(200, 4000))), list(innocent(SEED, times(400, 8000)))
    missed = [text for kind, text in texts if kind not in {each.kind for each in patterns_in(text)}]
    alarms = [text for text in others if patterns_in(text)]
    for name, counted in (("texts", texts), ("missed", missed), ("innocent", others), ("false_alarms", alarms)):
        record_property(name, len(counted))
    print(f"{len(texts)} texts, {len(missed)} missed; {len(others)} innocent ones, {len(alarms)} false alarms")
    assert len(missed) <= len(texts) * 0.05
    assert len(alarms) <= len(others) * 0.01


@pytest.mark.proof
def test_the_first_patterns_that_come_to_mind_would_fail_s23() -> None:
    """The control: they miss what is spaced or wide, and cry over telephone numbers, dates and references."""
    naive = re.compile(
        r"\b[A-Z]\d{12}\b|\b\d{10}\b|\d+/\d+/\d+|\b[A-Z]{1,2}\d+[A-Z]? ?\d\w{2}\b", re.IGNORECASE | re.ASCII
    )
    texts, others = list(personal(SEED, 200)), list(innocent(SEED, 400))
    assert sum(not naive.search(text) for _, text in texts) > 10
    assert sum(bool(naive.search(text)) for text in others) > 4


@pytest.mark.parametrize(
    "piece",
    [
        *("1 ", "1/", "a 1", "A1", " ", "-", ".", "\n", "1", "１", "é", "born ", "d.o.b", "aged 9 (", "birth of date "),
        *("DOB 3/5/12 ", "DOB\t3/5/12\n", "943 476 5919 ", "S10 2HN ", "A123456789012 ", "NHS number ", "3 May "),
        "The panel met on 3 May 2026 and agreed 12 of 14 plans. ",
    ],
)
def test_no_text_however_hostile_takes_long(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    patterns_in(text[:100])
    began = time.process_time()
    patterns_in(text)
    assert time.process_time() - began < 0.5
