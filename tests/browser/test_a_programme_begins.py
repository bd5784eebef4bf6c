"""A manager sets up a programme with neither tracker nor shell, by keyboard alone; whom they invite comes in (S21)."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import visiting
from tests.browser.hands import Hands
from tests.browser.setting_up import Manager
from tests.browser.watching import Watch, too_wide
from tests.proofs import times

PASTED = "\n".join(
    (
        "Ref\tDeed\tBy when",
        "1.A\tPublish the timetable for plans\tend of March 2027",
        "1.B\tAgree one form for health advice\t30 April 2027",
        "1.C\tTrain everybody who writes plans\tsummer term 2027",
    )
)
NEW_PASSPHRASE = "seven kettles by the shore"


@pytest.mark.proof
@pytest.mark.parametrize(("scripts", "width"), [(True, 1100), (False, 320)][: times(1, 2)])
def test_from_nothing_to_the_first_update(browser: Browser, address: str, scripts: bool, width: int) -> None:
    with visiting(browser, address, scripts=scripts, width=width, slug="testmere") as visit:
        manager = Manager(Hands(visit.page))
        manager.sign_in(address, "manager@example.org")
        visit.page.goto(f"{address}/programmes/new")
        manager.begin("Testmere")
        manager.own_words(milestone="deed", milestones="deeds")
        manager.plan("Written statement of action")
        manager.weaknesses("A. Plans come late.\nB. Families are not heard.")
        manager.rating_key()
        manager.board("Improvement board")
        today = date.today()
        manager.round("This month", str(today), str(today - timedelta(7)), str(today + timedelta(7)))
        manager.workstreams("1 Culture\n2 Voice")
        manager.focus_areas("1 Plans on time\n2 Plans worth having")
        manager.milestones(PASTED, "1 Culture", step="Deeds")
        expect(visit.page.get_by_role("main")).to_contain_text("Train everybody who writes plans")
        at, code = manager.person("Ines Bell", "ines@example.org", "Testmere Hospital", "workstream-lead")
        assert visit.complaints == []
        print(manager.hands.told())
    with visiting(browser, address, scripts=scripts, width=width, slug="testmere") as visit:
        guest = Manager(Hands(visit.page))
        visit.page.goto(address + at)
        assert not too_wide(visit.page)
        assert not scripts or Watch().violations(visit.page) == []
        guest.hands.write(guest.field("invitation_code"), code.lower().replace("-", " "))
        guest.hands.write(guest.field("passphrase"), NEW_PASSPHRASE)
        guest.hands.write(guest.field("passphrase_again"), NEW_PASSPHRASE)
        guest.hands.button("Set the passphrase and sign in")
        guest.hands.go(visit.page.get_by_role("link", name="My updates"))
        expect(visit.page.get_by_role("main")).to_contain_text("Train everybody who writes plans")
        expect(visit.page.get_by_role("main")).to_contain_text("0 of 3")
        assert visit.complaints == []
