"""Files of evidence: every revision kept, redacted copies for readers, two people for what was found in one."""

import pytest

from tests.record.area import PEOPLE, TODAY, Area
from tests.record.files import (
    ANEW,
    NO,
    NUMBERS,
    OTHER,
    PLAIN,
    YES,
    brought,
    checked,
    files,
    redacted,
    sequence,
    taken_away,
)
from tests.record.test_evidence_recorded import recorded
from wsoa.access import operator
from wsoa.errors import Barred, Conflict, Invalid, Unseen
from wsoa.evidence import (
    EvidenceChange,
    EvidenceDescriptionChange,
    FileChange,
    change_evidence,
    reinstate_evidence,
    room_left,
    state_evidence,
    withdraw_evidence,
)
from wsoa.evidence.deciding import why_not_decide
from wsoa.settings import settings
from wsoa.snapshot import open_programme
from wsoa.snapshot.files import file_content

OPENS = {"manager", "lead", "support"}


@pytest.fixture
def here(sqlite_area: Area) -> Area:
    return with_minutes(sqlite_area)


def with_minutes(area: Area) -> Area:
    """E1 of the council's speaks for milestone 1, E2 of the forum's for milestone 4, which the forum leads."""
    with area.entry(TODAY) as writing:
        state_evidence(writing, EvidenceChange(title="Minutes", milestones=(1,)), as_at=TODAY)
        forum = area.people["partner"].organisation
        state_evidence(writing, EvidenceChange(title="Survey", milestones=(4,), owner=forum), as_at=TODAY)
    return area


def read(area: Area, who: str, digest: str, number: int = 1) -> bytes | None:
    with area.database.reading() as session:
        try:
            return file_content(session, area.people[who], area.slug, number, digest)[1]
        except (Unseen, Barred):
            return None


def refused(do: object, *given: object, **more: object) -> dict[str, str]:
    assert callable(do)
    with pytest.raises(Invalid) as problem:
        do(*given, **more)
    return problem.value.problems


def test_a_file_is_brought_revised_and_taken_away_and_each_revision_stays(area: Area) -> None:
    with_minutes(area)
    first = brought(area, token="one")
    brought(area, token="one", seen=0)
    assert sequence(area, "evidence_revision") == 1, "sent again, it is kept once"
    second = brought(area, OTHER, ANEW)
    taken_away(area)
    found = files(area)
    assert found is not None
    assert found.now is None
    assert [each.file and each.file.digest for each in found.revisions] == [first.digest, second.digest, None]
    assert [each.written.reason for each in found.revisions] == [
        None,
        "The minutes were corrected",
        "It was the wrong one",
    ]
    assert found.revisions[0].written.by == "Lead"
    assert read(area, "manager", first.digest) == PLAIN, "what stood can be read by who may open it"
    assert read(area, "leader", first.digest) is None, "others read what stands"
    assert area.faults() == []


def test_what_a_file_lacks_is_said_beside_the_question(here: Area) -> None:
    assert set(refused(brought, here, PLAIN, FileChange(holds_personal=True))) == {"whose", "until"}
    late = YES.model_copy(update={"until": TODAY.replace(year=2025)})
    assert "cannot have passed" in refused(brought, here, PLAIN, late)["until"]
    brought(here)
    assert "very file" in refused(brought, here, PLAIN, ANEW)["file"]
    assert "three words" in refused(brought, here, OTHER, NO)["reason"]
    with pytest.raises(Conflict):
        brought(here, OTHER, ANEW, seen=0)
    with pytest.raises(Unseen):
        brought(here, number=99)
    taken_away(here)
    assert "no file" in refused(taken_away, here)[""]


def test_readers_get_the_redacted_copy_and_who_may_open_it_the_original_too(here: Area) -> None:
    original = brought(here, PLAIN, YES)
    assert {who for who in PEOPLE if read(here, who, original.digest)} == OPENS
    assert "This is the file itself" in refused(redacted, here, PLAIN, original.digest)["file"]
    copy = redacted(here, OTHER, original.digest)
    assert {who for who in PEOPLE if read(here, who, original.digest)} == OPENS
    assert {who for who in PEOPLE if read(here, who, copy.digest)} >= {*OPENS, "leader", "other lead"}
    assert read(here, "board", copy.digest) is None
    brought(
        here, b"Written once more", ANEW.model_copy(update={"holds_personal": True, "whose": "A", "until": YES.until})
    )
    found = files(here)
    assert found is not None
    assert found.redaction is None, "a copy stands for the file it was made of and for no other"
    assert read(here, "leader", copy.digest) is None
    assert "new file" in refused(redacted, here, b"Another", original.digest)[""]


def test_a_file_that_is_brought_again_is_read_as_it_was_the_first_time(here: Area) -> None:
    first = brought(here)
    second = brought(here, OTHER, ANEW)
    assert read(here, "leader", first.digest) is None, "the control: another stands"
    brought(here, PLAIN, ANEW)
    assert read(here, "leader", first.digest) == PLAIN
    assert read(here, "leader", second.digest) is None
    found = files(here)
    assert found is not None
    assert found.of(first.digest) == found.readable


def test_a_partner_sees_and_opens_what_is_their_organisations_and_records_for_what_they_lead(here: Area) -> None:
    partner = here.people["partner"]
    theirs = brought(here, PLAIN, YES, number=2, who="partner")
    ours = brought(here, OTHER, YES)
    assert 2 in {each.number for each in here.snapshot(actor=partner).evidence}
    assert read(here, "partner", theirs.digest, 2) == PLAIN
    assert read(here, "partner", ours.digest) is None
    assert read(here, "lead", theirs.digest, 2) is None, "it speaks for a milestone of another workstream"
    with pytest.raises(Barred):
        brought(here, OTHER, ANEW, who="partner")
    number = recorded(here, EvidenceDescriptionChange(title="Our survey", milestones=(4,)), who="partner")
    made = next(each for each in here.snapshot(actor=partner).evidence if each.number == number)
    assert made.owner_uid == partner.organisation
    for milestones in ((), (1,), (1, 4)):
        change = EvidenceDescriptionChange(title="Not ours", milestones=milestones)
        assert "milestones" in refused(recorded, here, change, who="partner")
    with pytest.raises(Barred), here.database.writing() as session:
        change_evidence(
            session, partner, here.slug, 1, EvidenceDescriptionChange(title="Mine", milestones=(4,)), seen=1
        )


def test_what_looks_like_personal_data_waits_for_a_second_person(here: Area) -> None:
    examined = brought(here, NUMBERS)
    found = files(here)
    assert found is not None
    assert found.now is not None
    assert found.undecided == found.now.file
    assert found.readable is None
    assert "NHS number" in " ".join(examined.found)
    with pytest.raises(Barred):
        checked(here, examined.digest, True, who="leader")
    assert "two people" in refused(checked, here, examined.digest, True, who="lead")[""]
    assert "three words" in refused(checked, here, examined.digest, True, why="Fine")["reason"]
    checked(here, examined.digest, True)
    found = files(here)
    assert found is not None
    assert found.undecided is None
    assert found.readable is not None
    checked(here, examined.digest, False, why="It is a child after all")
    found = files(here)
    assert found is not None
    assert found.readable is None
    with pytest.raises(Unseen):
        checked(here, "0" * 64, True)
    with here.database.reading() as session:
        programme = open_programme(session, operator("x"), here.slug).id
        assert "own names" in str(why_not_decide(session, operator("x"), programme, 1, examined.digest))
    assert here.faults() == []


def test_what_is_withdrawn_says_so_takes_no_file_and_can_be_reinstated(area: Area) -> None:
    with_minutes(area)
    lead = area.people["lead"]

    def turned(do: object, why: str, seen: int) -> None:
        assert callable(do)
        with area.database.writing() as session:
            do(session, lead, area.slug, 1, reason=why, seen=seen)

    assert "three words" in refused(turned, withdraw_evidence, "Wrong", 1)["reason"]
    turned(withdraw_evidence, "It was about another year", 1)
    piece = next(each for each in area.snapshot().evidence if each.number == 1)
    assert (piece.withdrawn, piece.milestones) == ("It was about another year", (1,))
    assert "withdrawn" in refused(brought, area)[""]
    with pytest.raises(Invalid, match="Reinstate"), area.database.writing() as session:
        change_evidence(session, lead, area.slug, 1, EvidenceDescriptionChange(title="Other"), seen=2)
    with pytest.raises(Conflict):
        turned(reinstate_evidence, "It was this year after all", 1)
    turned(reinstate_evidence, "It was this year after all", 2)
    assert next(each for each in area.snapshot().evidence if each.number == 1).withdrawn is None
    assert area.faults() == []


def test_room_runs_out_with_a_sentence_that_says_how_much_is_left(here: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WSOA_EVIDENCE_QUOTA_PERSON_MB", "1")
    monkeypatch.setenv("WSOA_EVIDENCE_QUOTA_MB", "2")
    settings.cache_clear()
    try:
        brought(here, b"a" * 700_000)
        told = refused(brought, here, b"b" * 700_000, ANEW)["file"]
        assert "This file has 0.7 MB, and 0.3 MB are left of the 1 MB that one person may bring" in told
        brought(here, b"b" * 900_000, ANEW, who="manager")
        assert (
            "2 MB that this programme may keep" in refused(brought, here, b"c" * 700_000, ANEW, who="support")["file"]
        )
        with here.database.reading() as session:
            programme = open_programme(session, here.people["lead"], here.slug).id
            assert room_left(session, programme, here.people["lead"].uid).person == 1024 * 1024 - 700_000
    finally:
        monkeypatch.undo()
        settings.cache_clear()
