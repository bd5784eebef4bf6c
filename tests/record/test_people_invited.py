"""Codes: told once, used once, for fourteen days and five tries, exactly, however many guess at once (PROOFS 2.3)."""

import hmac
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select, update

from tests.record.area import TODAY, Area, on
from wsoa import invitations
from wsoa.errors import Refused
from wsoa.invitations import MOST_TRIES, VALID_FOR, Guest, Invited
from wsoa.tables import Invitation, Membership, Person, metadata

_invitation = metadata.tables[str(Invitation.__tablename__)]
_membership = metadata.tables[str(Membership.__tablename__)]
_person = metadata.tables[str(Person.__tablename__)]
WRONG = "AAAA-AAAA-AAAA-AAAA"


def invite(area: Area, who: str = "lead") -> Invited:
    with area.database.writing() as session:
        return invitations.invite(session, str(area.people[who].uid))


def redeem(area: Area, uid: str, code: str) -> Guest | None:
    with area.database.writing() as session:
        return invitations.redeem(session, uid, code)


def tries(area: Area, uid: str) -> int:
    with area.database.reading() as session:
        return int(session.scalar(select(_invitation.c.tries).where(_invitation.c.uid == uid)) or 0)


def test_a_code_lets_its_owner_in_once_however_it_is_typed(area: Area) -> None:
    made = invite(area)
    guest = redeem(area, made.uid, f" {made.code.lower().replace('-', ' ')} ")
    assert guest == Guest(str(area.people["lead"].uid), "Lead", f"lead@{area.slug}.example.org", (area.slug,))
    assert redeem(area, made.uid, made.code) is None


def test_a_code_has_sixty_bits_and_more_and_only_its_digest_is_kept(sqlite_area: Area) -> None:
    codes = [invitations._new_code() for _ in range(2000)]
    assert len(set(codes)) == 2000
    letters = set("".join(codes)) - {"-"}
    assert len(letters) ** 16 > 2**60
    assert letters.isdisjoint("01OIL")
    made = invite(sqlite_area)
    with sqlite_area.database.reading() as session:
        kept = session.execute(select(_invitation).where(_invitation.c.uid == made.uid)).mappings().one()
    assert made.code not in str(dict(kept))


def test_a_new_code_voids_the_one_before(area: Area) -> None:
    first, second = invite(area), invite(area)
    assert redeem(area, first.uid, first.code) is None
    assert redeem(area, second.uid, second.code)


def test_after_five_wrong_tries_the_right_code_opens_nothing(area: Area) -> None:
    made, spared = invite(area), invite(area, "support")
    for _ in range(MOST_TRIES):
        assert redeem(area, made.uid, WRONG) is None
    assert redeem(area, made.uid, made.code) is None
    for _ in range(MOST_TRIES - 1):
        redeem(area, spared.uid, WRONG)
    assert redeem(area, spared.uid, spared.code), "control: four wrong tries leave one"


@pytest.mark.proof
def test_forty_guesses_at_once_are_counted_exactly_s9(area: Area) -> None:
    made = invite(area)
    compared: list[str] = []

    def counting(one: str, other: str) -> bool:
        compared.append(other)
        return hmac.compare_digest(one, other)

    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(8) as guessing:
        patch.setattr("wsoa.invitations.compare_digest", counting)
        assert set(guessing.map(lambda _: redeem(area, made.uid, WRONG), range(40))) == {None}
    assert sum(1 for kept in compared if kept) == MOST_TRIES, "no more than five were really compared"
    assert tries(area, made.uid) == MOST_TRIES


@pytest.mark.proof
def test_eight_who_send_the_right_code_at_once_come_in_once_s9(area: Area) -> None:
    made = invite(area)
    with ThreadPoolExecutor(8) as coming:
        found = list(coming.map(lambda _: redeem(area, made.uid, made.code), range(8)))
    assert sum(guest is not None for guest in found) == 1


def test_a_code_is_good_to_its_last_moment_and_no_longer(sqlite_area: Area) -> None:
    made = invite(sqlite_area)
    with on(TODAY + VALID_FOR):
        assert redeem(sqlite_area, made.uid, made.code) is None
    with on(TODAY + VALID_FOR - timedelta(days=1)):
        assert redeem(sqlite_area, made.uid, made.code)


def test_an_unknown_address_is_answered_as_a_wrong_code_is(sqlite_area: Area) -> None:
    for uid in ("0" * 32, "", "\0", "x" * 5000, "\ud800"):
        assert redeem(sqlite_area, uid, WRONG) is None


def test_whoever_has_a_passphrase_is_closed_or_has_no_role_left_is_not_let_in(sqlite_area: Area) -> None:
    lead = sqlite_area.people["lead"].uid
    same, mine = _person.c.uid == lead, _membership.c.person_uid == lead
    for changing, back in (
        (update(_person).where(same).values(passphrase="set"), update(_person).where(same).values(passphrase=None)),
        (update(_membership).where(mine).values(ends=TODAY - timedelta(days=1)), update(_membership).values(ends=None)),
    ):
        made = invite(sqlite_area)
        with sqlite_area.database.writing() as session:
            session.execute(changing)
        assert redeem(sqlite_area, made.uid, made.code) is None
        with sqlite_area.database.writing() as session:
            session.execute(back)
        assert redeem(sqlite_area, made.uid, made.code), "control: nothing was used up"


def test_a_code_never_replaces_a_passphrase(sqlite_area: Area) -> None:
    with sqlite_area.database.writing() as session:
        lead = _person.c.uid == sqlite_area.people["lead"].uid
        session.execute(update(_person).where(lead).values(passphrase="set"))
    with pytest.raises(Refused):
        invite(sqlite_area)


def test_the_list_knows_until_when_somebody_is_invited(sqlite_area: Area) -> None:
    made, voided = invite(sqlite_area), invite(sqlite_area, "support")
    for _ in range(MOST_TRIES):
        redeem(sqlite_area, voided.uid, WRONG)
    asked = [str(sqlite_area.people[who].uid) for who in ("lead", "support", "board")]
    with sqlite_area.database.reading() as session:
        assert invitations.open_until(session, asked) == {asked[0]: made.ends_at}


def test_control_a_counter_that_is_read_first_and_written_afterwards_lets_more_than_five_through(area: Area) -> None:
    made = invite(area)
    gate = Barrier(8)

    def naive(_: int) -> bool:
        counted = tries(area, made.uid)
        gate.wait()
        if counted >= MOST_TRIES:
            return False
        with area.database.writing() as session:
            same = _invitation.c.uid == made.uid
            session.execute(update(_invitation).where(same).values(tries=counted + 1))
        return True

    with ThreadPoolExecutor(8) as guessing:
        assert sum(guessing.map(naive, range(8))) > MOST_TRIES
