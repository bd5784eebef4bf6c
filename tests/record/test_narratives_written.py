"""Sections of narratives: every version kept, a colleague's never overwritten, comments by who is asked for them."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.record.area import BEGINS, OPERATOR, TODAY, Area, on
from wsoa.access import Action
from wsoa.errors import Barred, Conflict, Invalid, Unseen
from wsoa.evidence import EvidenceChange, state_evidence
from wsoa.history import entry
from wsoa.milestones import MilestoneChange, state_milestone
from wsoa.narratives import (
    CommentAnswerChange,
    CommentChange,
    Resolved,
    SectionChange,
    answer_comment,
    comment_on_section,
    resolved,
    write_section,
)
from wsoa.snapshot.citable import citable
from wsoa.snapshot.positions.narrated import CommentPosition, SectionPosition
from wsoa.snapshot.sections import comments, section_history, sections
from wsoa.tables import Narrative, NarrativeTerms
from wsoa.terms import NarrativeState, SectionKind

STATEMENT, ACTIONS = SectionKind.POSITION_STATEMENT, SectionKind.KEY_ACTIONS


def wrote(
    area: Area, text: str, *, who: str = "lead", seen: int = 0, token: str | None = None, weakness: int = 1
) -> int:
    with area.database.writing() as session:
        change = SectionChange(text=text)
        return write_section(session, area.people[who], area.slug, weakness, STATEMENT, change, seen=seen, token=token)


def commented(area: Area, wording: str = "Say since when", *, who: str = "manager", weakness: int = 1) -> int:
    with area.database.writing() as session:
        change = CommentChange(wording=wording)
        return comment_on_section(session, area.people[who], area.slug, weakness, STATEMENT, change)


def answered(
    area: Area, number: int, answer: str = "", *, closed: bool = True, who: str = "lead", seen: int = 0
) -> int:
    with area.database.writing() as session:
        change = CommentAnswerChange(answer=answer, closed=closed)
        return answer_comment(session, area.people[who], area.slug, number, change, seen=seen)


def written(area: Area, who: str = "manager", as_at: date | None = None) -> tuple[SectionPosition, ...]:
    with area.database.reading() as session:
        return sections(session, area.people[who], area.slug, as_at=as_at)


def remarks(area: Area, who: str = "manager") -> tuple[CommentPosition, ...]:
    with area.database.reading() as session:
        return comments(session, area.people[who], area.slug)


def versions(area: Area, who: str = "manager") -> tuple[SectionPosition, ...]:
    with area.database.reading() as session:
        return section_history(session, area.people[who], area.slug, 1, STATEMENT)


def ask_partners(area: Area, weakness: int | None, state: NarrativeState = NarrativeState.WITH_PARTNERS) -> None:
    """A narrative of that area, as far as that."""
    with (
        area.database.writing() as session,
        entry(session, OPERATOR, area.slug, command="t", action=Action.SET_UP, source="tests") as writing,
    ):
        writing.append(
            NarrativeTerms(
                programme_id=writing.programme_id,
                number=writing.new(Narrative),
                as_at=TODAY,
                weakness=weakness,
                state=state,
                position_date=TODAY,
                known_by=writing.number - 1,
                head_digest=writing.previous,
            )
        )


def refusal(do: Callable[[], object]) -> set[str]:
    with pytest.raises(Invalid) as refused:
        do()
    return set(refused.value.problems)


def test_two_people_in_one_section_never_overwrite_each_other(area: Area) -> None:
    assert wrote(area, "It was late.") == 1
    with pytest.raises(Conflict):
        wrote(area, "Mine, begun before yours was saved.", who="other lead")
    assert wrote(area, "It was late; it is better.", who="other lead", seen=1) == 2
    with pytest.raises(Conflict):
        wrote(area, "Still on the first version.", seen=1)
    (section,) = written(area)
    assert (section.text, section.written.by) == ("It was late; it is better.", "Other lead")
    assert [(each.text, each.written.by) for each in versions(area)] == [
        ("It was late; it is better.", "Other lead"),
        ("It was late.", "Lead"),
    ]
    assert area.faults() == []


def test_the_same_form_sent_twice_is_one_version(area: Area) -> None:
    assert wrote(area, "Once.", token="form") == 1
    assert wrote(area, "Once.", token="form") == 1
    assert len(versions(area)) == 1


def test_each_area_has_its_own_sections_and_the_past_its_own_words(sqlite_area: Area) -> None:
    with on(date(2026, 3, 2)):
        wrote(sqlite_area, "As of March.")
    wrote(sqlite_area, "As of May.", seen=1)
    wrote(sqlite_area, "The other area.", weakness=2)
    assert [each.text for each in written(sqlite_area)] == ["As of May.", "The other area."]
    assert [each.text for each in written(sqlite_area, as_at=date(2026, 4, 1))] == ["As of March."]


def test_a_section_begins_with_words_and_may_lose_them_again(sqlite_area: Area) -> None:
    assert refusal(lambda: wrote(sqlite_area, "  \n ")) == {"text"}
    wrote(sqlite_area, "Something.")
    wrote(sqlite_area, "Something.", seen=1)
    assert written(sqlite_area)[0].written.sequence == 2, "the same words said again: they still hold"
    wrote(sqlite_area, "", seen=2)
    assert written(sqlite_area) == ()
    assert [each.text for each in versions(sqlite_area)] == ["", "Something.", "Something."]
    with pytest.raises(Unseen):
        wrote(sqlite_area, "No such area.", weakness=9)


def test_who_writes_and_who_reads(sqlite_area: Area) -> None:
    for who in ("partner", "board", "leader", "adviser", "inspector"):
        with pytest.raises(Barred):
            wrote(sqlite_area, "Not mine.", who=who)
    for seen, who in enumerate(("manager", "lead", "support")):
        wrote(sqlite_area, f"By {who}.", who=who, seen=seen)
    assert written(sqlite_area, "leader")[0].text == "By support."
    for who in ("board", "adviser", "inspector"):
        with pytest.raises(Barred):
            written(sqlite_area, who)


def test_a_partner_reads_and_comments_only_while_they_are_asked(area: Area) -> None:
    wrote(area, "Of the first area.")
    wrote(area, "Of the second area.", weakness=2)
    team = commented(area, "Between ourselves")
    assert written(area, "partner") == ()
    with pytest.raises(Unseen):
        commented(area, who="partner")
    ask_partners(area, 1)
    assert [each.text for each in written(area, "partner")] == ["Of the first area."]
    assert written(area, "partner", as_at=date(2026, 5, 1)) == (), "what stood before is nobody's but the team's"
    with pytest.raises(Unseen):
        versions(area, "partner")
    with pytest.raises(Unseen):
        commented(area, who="partner", weakness=2)
    number = commented(area, "Families say otherwise", who="partner")
    (seen,) = remarks(area, "partner")
    assert (seen.number, seen.organisation_name) == (number, f"Parent carer forum of {area.slug}")
    assert [each.number for each in remarks(area)] == [team, number]
    assert remarks(area)[0].organisation is None


@pytest.mark.parametrize("state", [state for state in NarrativeState if state is not NarrativeState.WITH_PARTNERS])
def test_at_every_other_stage_a_partner_reads_nothing(sqlite_area: Area, state: NarrativeState) -> None:
    wrote(sqlite_area, "A draft.")
    ask_partners(sqlite_area, None, state)
    assert written(sqlite_area, "partner") == ()


def test_a_narrative_of_all_areas_asks_about_every_one(sqlite_area: Area) -> None:
    wrote(sqlite_area, "Of the second area.", weakness=2)
    ask_partners(sqlite_area, None)
    assert len(written(sqlite_area, "partner")) == 1


def test_the_team_answers_and_a_partners_comment_is_not_closed_without_a_word(sqlite_area: Area) -> None:
    ask_partners(sqlite_area, 1)
    theirs, ours = commented(sqlite_area, who="partner"), commented(sqlite_area)
    assert refusal(lambda: commented(sqlite_area, " ")) == {"wording"}
    with pytest.raises(Barred):
        answered(sqlite_area, theirs, "All is well", who="partner")
    assert refusal(lambda: answered(sqlite_area, theirs)) == {"answer"}
    assert refusal(lambda: answered(sqlite_area, ours, closed=False)) == {"answer"}
    answered(sqlite_area, ours)
    answered(sqlite_area, theirs, "We say so now", closed=False)
    with pytest.raises(Conflict):
        answered(sqlite_area, theirs, "Mine", who="manager")
    answered(sqlite_area, theirs, "We say so now", seen=1)
    (found,) = remarks(sqlite_area, "partner")
    assert (found.answer, found.closed) == ("We say so now", True)
    with pytest.raises(Unseen):
        answered(sqlite_area, 99)


def cited(area: Area, text: str, since: int | None = None) -> dict[str, Resolved]:
    found = area.snapshot()
    with area.database.reading() as session:
        behind = citable(session, area.people["manager"], found)
    return {each.citation.label: each for each in resolved(found, text, behind, since=since)}


def test_a_citation_is_told_why_it_does_not_hold(sqlite_area: Area) -> None:
    with sqlite_area.entry(BEGINS) as writing:
        for title, expires in (("Sound", None), ("Old", date(2026, 3, 1)), ("Changed", None)):
            state_evidence(writing, EvidenceChange(title=title, expires=expires), as_at=BEGINS)
        state_milestone(writing, MilestoneChange(wording="A second of the name", ref="1.1", workstream=1), as_at=BEGINS)
    wrote(sqlite_area, "[E1] [E2] [E3]")
    since = written(sqlite_area)[0].written.entry
    with sqlite_area.entry(TODAY) as writing:
        state_evidence(writing, EvidenceChange(title="Sound", milestones=(1,)), as_at=TODAY, number=1)
        state_evidence(writing, EvidenceChange(title="Another title"), as_at=TODAY, number=3)
    found = cited(sqlite_area, "[E1] [E2] [E3] [E9] [1.1] [1.2] [#3] [7.Z]", since)
    assert {label for label, each in found.items() if each.holds} == {"E1", "1.2", "#3"}
    assert found["1.2"].number == 2
    for label, why in (
        ("E2", "expired on 1 March 2026"),
        ("E3", "revised after"),
        ("E9", "There is no E9"),
        ("1.1", "[#1] or [#7]"),
        ("7.Z", "round brackets"),
    ):
        assert why in found[label].why, label
    assert cited(sqlite_area, "[E3]")["E3"].holds, "words written now know what it says now"
