"""Impact: judged for each area of weakness by its accountable leader, citing an indicator or evidence."""

from datetime import date

import pytest

from tests.record.area import BEGINS, TODAY, Area, on
from wsoa.errors import Barred, Conflict, Invalid, Unseen
from wsoa.evidence import EvidenceChange, state_evidence
from wsoa.impact import ImpactChange, judge_impact
from wsoa.indicators import IndicatorChange, state_indicator
from wsoa.points import is_judgement_due, months_since
from wsoa.snapshot.past import impact_history
from wsoa.terms import Impact

NOT_YET = ImpactChange(impact=Impact.NOT_YET_EVIDENCED, words="Too early to tell")
EMERGING = ImpactChange(impact=Impact.EMERGING, words="Fewer plans are late", indicators=(2, 1), evidence=(1,))


@pytest.fixture
def proven(sqlite_area: Area) -> Area:
    with sqlite_area.entry(TODAY) as writing:
        for name in ("Plans in 20 weeks", "Complaints"):
            state_indicator(writing, IndicatorChange(name=name, weaknesses=(1,)), as_at=BEGINS)
        state_evidence(writing, EvidenceChange(title="Survey of families"), as_at=BEGINS)
    return sqlite_area


def judged(
    area: Area, change: ImpactChange, *, who: str = "leader", number: int = 1, seen: int = 0, token: str | None = None
) -> int:
    with area.database.writing() as session:
        return judge_impact(session, area.people[who], area.slug, number, change, seen=seen, token=token)


def test_a_judgement_stands_with_its_citations_and_every_judgement_is_kept(proven: Area) -> None:
    assert judged(proven, NOT_YET) == 1
    assert judged(proven, EMERGING, seen=1) == 2
    found = next(each for each in proven.snapshot().impacts if each.weakness == 1)
    assert (found.impact, found.evidence, found.written.by) == (Impact.EMERGING, (1,), "Leader")
    assert found.indicators == (1, 2), "the first by number is the lead indicator"
    with proven.database.reading() as session:
        history = impact_history(session, proven.people["leader"], proven.snapshot(), 1)
    assert [each.impact for each in history] == [Impact.EMERGING, Impact.NOT_YET_EVIDENCED]
    assert [each.indicators for each in history] == [(1, 2), ()]
    assert proven.faults() == []


@pytest.mark.parametrize("impact", [Impact.EMERGING, Impact.EVIDENCED, Impact.SUSTAINED])
def test_anything_above_not_yet_evidenced_cites_an_indicator_or_evidence(proven: Area, impact: Impact) -> None:
    with pytest.raises(Invalid) as refused:
        judged(proven, ImpactChange(impact=impact, words="Everybody says so"))
    assert set(refused.value.problems) == {"indicators"}
    assert judged(proven, ImpactChange(impact=impact, evidence=(1,))) == 1
    assert judged(proven, ImpactChange(impact=impact, indicators=(1,)), number=2) == 1


def test_one_of_the_indicators_cited_leads_and_no_other_can(proven: Area) -> None:
    with pytest.raises(Invalid) as refused:
        judged(proven, ImpactChange(impact=Impact.EMERGING, indicators=(1,), lead_indicator=2))
    assert set(refused.value.problems) == {"lead_indicator"}
    assert judged(proven, ImpactChange(impact=Impact.EMERGING, indicators=(1, 2), lead_indicator=2)) == 1
    assert proven.snapshot().impacts[0].indicators == (2, 1)
    assert proven.faults() == []


def test_what_is_cited_must_be_in_the_record(proven: Area) -> None:
    with pytest.raises(Invalid) as refused:
        judged(proven, ImpactChange(impact=Impact.EMERGING, indicators=(9,), evidence=(8,)))
    assert set(refused.value.problems) == {"indicators", "evidence"}


@pytest.mark.parametrize("who", ["manager", "lead", "support", "other lead", "partner", "board", "adviser"])
def test_nobody_but_an_accountable_leader_judges(proven: Area, who: str) -> None:
    with pytest.raises(Barred):
        judged(proven, NOT_YET, who=who)
    assert proven.snapshot().impacts == ()


def test_a_colleagues_judgement_is_a_conflict_and_a_form_sent_twice_one_row(proven: Area) -> None:
    first = judged(proven, NOT_YET, token="form-1")
    assert judged(proven, NOT_YET, token="form-1") == first
    with pytest.raises(Conflict):
        judged(proven, EMERGING)
    with pytest.raises(Unseen):
        judged(proven, NOT_YET, number=9)


def test_the_same_judged_again_is_a_judgement_and_ends_that_it_is_due(sqlite_area: Area) -> None:
    area = sqlite_area
    weakness = area.snapshot().weaknesses[0]
    assert is_judgement_due(weakness, area.snapshot()), "never judged"
    judged(area, NOT_YET)
    assert not is_judgement_due(weakness, area.snapshot())
    with on(date(2026, 8, 19)):
        assert not is_judgement_due(weakness, area.snapshot())
    with on(date(2026, 8, 20)):
        assert is_judgement_due(weakness, area.snapshot())
        assert judged(area, NOT_YET, seen=1) == 2
        assert not is_judgement_due(weakness, area.snapshot())
        assert months_since(TODAY, area.snapshot()) == 3


def test_a_partner_sees_no_judgement(sqlite_area: Area) -> None:
    judged(sqlite_area, NOT_YET)
    partner = sqlite_area.people["partner"]
    seen = sqlite_area.snapshot(actor=partner)
    assert seen.impacts == ()
    with sqlite_area.database.reading() as session:
        assert impact_history(session, partner, seen, 1) == ()
