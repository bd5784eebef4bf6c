"""Quotations and case studies: by consent, without a name, numbered for ever, and withdrawn for good."""

from datetime import date
from typing import Any

import pytest

from tests.record.area import BEGINS, TODAY, Area, on
from wsoa.errors import Barred, Conflict, Invalid, Unseen
from wsoa.snapshot.positions.voices import VoicesSaid
from wsoa.snapshot.voices import case_studies, said, voices
from wsoa.terms import AgeGroup, ConsentBy, Speaker
from wsoa.voices import (
    CaseStudyChange,
    QuotationChange,
    change_case_study,
    change_quotation,
    record_case_study,
    record_quotation,
    withdraw_case_study,
    withdraw_quotation,
)

QUOTED = QuotationChange(
    wording="Somebody rang me back the same day.",
    said_by=Speaker.PARENT_OR_CARER,
    heard="A coffee morning of the forum",
    consent_by=ConsentBy.PARENT_OR_CARER,
    consent_on=date(2026, 4, 14),
    weaknesses=(2, 1),
    nobody_named=True,
)
TOLD = CaseStudyChange(
    title="Back at school after two terms",
    age_group=AgeGroup.SECONDARY,
    situation="At home since the autumn.",
    done="A keyworker, then a plan within 16 weeks.",
    changed="At school four days a week.",
    family_view="We are heard now.",
    consent_by=ConsentBy.BOTH,
    consent_on=date(2026, 4, 14),
    weaknesses=(1,),
    nobody_named=True,
)


def quoted(area: Area, who: str = "lead", token: str | None = None, **said: Any) -> int:
    with area.database.writing() as session:
        return record_quotation(session, area.people[who], area.slug, QUOTED.model_copy(update=said), token=token)


def told(area: Area, who: str = "lead", **said: Any) -> int:
    with area.database.writing() as session:
        return record_case_study(session, area.people[who], area.slug, TOLD.model_copy(update=said))


def heard(area: Area, who: str = "manager", as_at: date | None = None) -> VoicesSaid:
    with area.database.reading() as session:
        return said(session, area.people[who], area.slug, as_at)


def refusal(area: Area, **said: Any) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        quoted(area, **said)
    return refused.value.problems


def test_what_a_parent_said_and_a_case_study_are_read_back_whole(area: Area) -> None:
    assert (quoted(area), told(area)) == (1, 1)
    [quotation], [study] = heard(area).voices, heard(area).case_studies
    assert (quotation.wording, quotation.heard) == (QUOTED.wording, QUOTED.heard)
    assert (quotation.said_by, quotation.consent_by, quotation.consent_on) == (
        Speaker.PARENT_OR_CARER,
        ConsentBy.PARENT_OR_CARER,
        date(2026, 4, 14),
    )
    assert (quotation.weaknesses, quotation.label, quotation.withdrawn) == ((1, 2), "Quotation 1", False)
    assert quotation.written.by == "Lead"
    assert (study.title, study.situation, study.done, study.changed) == (
        TOLD.title,
        TOLD.situation,
        TOLD.done,
        TOLD.changed,
    )
    assert (study.family_view, study.services, study.age_group) == ("We are heard now.", None, AgeGroup.SECONDARY)
    assert (study.weaknesses, study.label) == ((1,), "Case study 1")
    assert area.faults() == []


def test_withdrawn_consent_empties_the_words_on_every_date_and_leaves_the_number(area: Area) -> None:
    with on(date(2026, 4, 15)):
        quoted(area, consent_on=date(2026, 2, 1))
        told(area, consent_on=date(2026, 2, 1))
    reason = "The family has changed its mind"
    with area.database.writing() as session:
        assert withdraw_quotation(session, area.people["manager"], area.slug, 1, reason=reason, seen=1) == 1
        assert withdraw_case_study(session, area.people["manager"], area.slug, 1, reason=reason, seen=1) == 1
    for as_at in (None, date(2026, 4, 30)):
        [quotation], [study] = heard(area, as_at=as_at).voices, heard(area, as_at=as_at).case_studies
        assert (quotation.number, quotation.withdrawn, quotation.wording, quotation.heard) == (1, True, "", "")
        assert (study.withdrawn, study.title, study.situation, study.done, study.changed) == (True, "", "", "", "")
        assert study.family_view is None
        assert quotation.withdrawal is not None
        assert (quotation.withdrawal.reason, quotation.withdrawal.by) == (reason, "Manager")
    assert quoted(area) == 2, "a number is given once"
    with pytest.raises(Invalid, match="has been withdrawn"), area.database.writing() as session:
        change_quotation(session, area.people["manager"], area.slug, 1, QUOTED, seen=2)


def test_a_withdrawal_says_why(sqlite_area: Area) -> None:
    quoted(sqlite_area)
    with pytest.raises(Invalid) as refused, sqlite_area.database.writing() as session:
        withdraw_quotation(session, sqlite_area.people["lead"], sqlite_area.slug, 1, reason="  ", seen=1)
    assert set(refused.value.problems) == {"reason"}
    assert not heard(sqlite_area).voices[0].withdrawn


@pytest.mark.parametrize(
    ("said_by", "by", "may"),
    [
        (Speaker.CHILD, ConsentBy.YOUNG_PERSON, False),
        (Speaker.CHILD, ConsentBy.PARENT_OR_CARER, True),
        (Speaker.CHILD, ConsentBy.BOTH, True),
        (Speaker.YOUNG_PERSON, ConsentBy.YOUNG_PERSON, True),
        (Speaker.YOUNG_PERSON, ConsentBy.BOTH, True),
        (Speaker.PARENT_OR_CARER, ConsentBy.YOUNG_PERSON, False),
        (Speaker.PARENT_OR_CARER, ConsentBy.PARENT_OR_CARER, True),
    ],
)
def test_whose_consent_a_quotation_needs(sqlite_area: Area, said_by: Speaker, by: ConsentBy, may: bool) -> None:
    if may:
        assert quoted(sqlite_area, said_by=said_by, consent_by=by) == 1
    else:
        assert set(refusal(sqlite_area, said_by=said_by, consent_by=by)) == {"consent_by"}


@pytest.mark.parametrize("age_group", AgeGroup)
def test_only_past_16_does_a_young_person_alone_agree_to_a_case_study(sqlite_area: Area, age_group: AgeGroup) -> None:
    def tell() -> int:
        return told(sqlite_area, age_group=age_group, consent_by=ConsentBy.YOUNG_PERSON)

    if age_group is AgeGroup.POST_16:
        assert tell() == 1
    else:
        with pytest.raises(Invalid, match="parent or carer"):
            tell()


def test_consent_is_never_of_tomorrow_and_somebody_has_read_it_for_names(sqlite_area: Area) -> None:
    assert set(refusal(sqlite_area, consent_on=date(2026, 5, 21))) == {"consent_on"}
    assert set(refusal(sqlite_area, nobody_named=False)) == {"nobody_named"}
    assert set(refusal(sqlite_area, wording=" ", heard="")) == {"wording", "heard"}
    assert quoted(sqlite_area, consent_on=TODAY) == 1


def test_a_quotation_stands_from_no_day_before_its_consent(sqlite_area: Area) -> None:
    quoted(sqlite_area, consent_on=date(2026, 5, 19))
    assert heard(sqlite_area, as_at=date(2026, 5, 18)).voices == ()
    assert len(heard(sqlite_area, as_at=date(2026, 5, 19)).voices) == 1


@pytest.mark.parametrize(("length", "may"), [(300, True), (301, False)])
def test_a_quotation_is_short(length: int, may: bool) -> None:
    said = QUOTED.model_dump() | {"wording": "a" * length}
    if may:
        assert QuotationChange(**said).wording == "a" * length
    else:
        with pytest.raises(ValueError, match="300"):
            QuotationChange(**said)


def test_the_same_form_sent_twice_records_one_and_a_colleague_s_change_is_not_overwritten(sqlite_area: Area) -> None:
    assert quoted(sqlite_area, token="a" * 32) == quoted(sqlite_area, token="a" * 32) == 1
    theirs, mine = QUOTED.model_copy(update={"wording": "Theirs"}), QUOTED.model_copy(update={"wording": "Mine"})
    with sqlite_area.database.writing() as session:
        change_quotation(session, sqlite_area.people["manager"], sqlite_area.slug, 1, theirs, seen=1)
    with pytest.raises(Conflict), sqlite_area.database.writing() as session:
        change_quotation(session, sqlite_area.people["lead"], sqlite_area.slug, 1, mine, seen=1)
    with pytest.raises(Conflict), sqlite_area.database.writing() as session:
        withdraw_quotation(session, sqlite_area.people["lead"], sqlite_area.slug, 1, reason="So", seen=1)
    assert [each.wording for each in heard(sqlite_area).voices] == ["Theirs"]


def test_a_case_study_is_put_right_by_whoever_saw_it(sqlite_area: Area) -> None:
    told(sqlite_area)
    better = TOLD.model_copy(update={"services": "A hospital school", "weaknesses": (2,)})
    with sqlite_area.database.writing() as session:
        change_case_study(session, sqlite_area.people["support"], sqlite_area.slug, 1, better, seen=1)
    [study] = heard(sqlite_area).case_studies
    assert (study.services, study.weaknesses, study.written.sequence) == ("A hospital school", (2,), 2)


@pytest.mark.parametrize(
    ("who", "reads", "keeps"),
    [
        ("manager", True, True),
        ("lead", True, True),
        ("support", True, True),
        ("leader", True, False),
        ("partner", False, False),
        ("board", False, False),
        ("adviser", False, False),
        ("inspector", False, False),
    ],
)
def test_who_reads_voices_and_who_keeps_them(sqlite_area: Area, who: str, reads: bool, keeps: bool) -> None:
    quoted(sqlite_area)
    actor = sqlite_area.people[who]
    with sqlite_area.database.reading() as session:
        for read in (voices, case_studies):
            if reads:
                read(session, actor, sqlite_area.slug, as_at=TODAY)
            else:
                with pytest.raises((Barred, Unseen)):
                    read(session, actor, sqlite_area.slug)
    if keeps:
        assert quoted(sqlite_area, who) == 2
    else:
        with pytest.raises((Barred, Unseen)):
            quoted(sqlite_area, who)


def test_what_is_not_there_is_told_so(sqlite_area: Area) -> None:
    with pytest.raises(Unseen, match="no such quotation"), sqlite_area.database.writing() as session:
        change_quotation(session, sqlite_area.people["manager"], sqlite_area.slug, 7, QUOTED, seen=0)
    with pytest.raises(Invalid), sqlite_area.database.writing() as session:
        record_quotation(
            session, sqlite_area.people["manager"], sqlite_area.slug, QUOTED.model_copy(update={"weaknesses": (9,)})
        )
    assert heard(sqlite_area, as_at=BEGINS).voices == ()
