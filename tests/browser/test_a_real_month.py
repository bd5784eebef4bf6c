"""A real workstream at the keyboard: set up by hand in April 2022, and a month later every next step answered.

The words are those of a public paper that lies beside the project (read at test time, like the trackers of
tests.intake). Whoever does this has the paper open in another window and copies from it; names and dates are typed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from api.passphrases import Passphrases
from tests.browser.conftest import PASSPHRASE, Visit, visiting
from tests.browser.hands import Hands
from tests.browser.serving import served
from tests.browser.setting_up import Manager
from tests.browser.test_a_months_work import open_update, save, write_lists
from wsoa import clock
from wsoa.database import Database
from wsoa.intake import read_workbook
from wsoa.intake.found import FoundList, FoundMilestone
from wsoa.intake.recognising.recognise import recognise
from wsoa.people import MembershipChange, PersonChange, add_person, grant
from wsoa.terms import BulletKind, Role

pytestmark = pytest.mark.journey

APRIL, MAY = datetime(2022, 4, 22, 9, tzinfo=UTC), datetime(2022, 5, 31, 9, tzinfo=UTC)
SLUG, EMAIL, NAME = "bay", "manager@example.org", "Mo Winter"
GOAL = 15


@dataclass(frozen=True)
class Culture:
    """What the paper says of one workstream."""

    focus_areas: tuple[str, ...]
    exceptions: tuple[FoundMilestone, ...]
    progress: str
    next_steps: str
    lines: int
    promised: int


@pytest.fixture(scope="module")
def culture(real: Path) -> Culture:
    """The Culture workstream of April 2022."""
    found = recognise(read_workbook(real / "bcp-2022-04-tracker.xlsx"))
    lists = {each.kind: each for each in found.lists if each.workstream == "Culture"}
    steps = lists[BulletKind.NEXT_STEPS]
    return Culture(
        tuple(f"{each.ref} {each.wording}" for each in found.focus_areas if each.workstream == "Culture"),
        tuple(each for each in found.milestones if each.workstream == "Culture"),
        pasted(lists[BulletKind.PROGRESS]),
        pasted(steps),
        len(steps.bullets),
        sum(each.level == 1 for each in steps.bullets),
    )


def pasted(found: FoundList) -> str:
    """A list as it comes out of the paper when it is copied."""
    signs = {1: "•\t", 2: "\to\t"}
    return "\n".join(signs[each.level] + each.text for each in found.bullets)


@pytest.fixture
def bay(migrated_sqlite: Path, tmp_path: Path) -> Iterator[str]:
    """A tracker in which somebody may begin a programme; its address."""
    file = tmp_path / "wsoa.sqlite3"
    file.write_bytes(migrated_sqlite.read_bytes())
    database = Database(f"sqlite:///{file}")
    with clock.held_at(APRIL), database.writing() as session:
        person = PersonChange(email="admin@example.org", name="Ade Park")
        uid = add_person(session, person, passphrase=Passphrases(8, 1).hash(PASSPHRASE))
        grant(session, uid, MembershipChange(role=Role.ADMINISTRATOR, starts=APRIL.date()))
    database.close()
    with served(f"sqlite:///{file}") as site:
        yield site.address


def begun(browser: Browser, address: str) -> None:
    """The administrator has begun the programme, and its manager has come in: none of it is the manager's work."""
    with visiting(browser, address) as visit:
        admin = Manager(Hands(visit.page))
        admin.sign_in(address, "admin@example.org")
        visit.page.goto(f"{address}/programmes/new")
        for name, text in {"name": "Bay Council", "slug": SLUG, "manager_name": NAME, "manager_email": EMAIL}.items():
            admin.hands.write(admin.field(name), text)
        admin.hands.button("Begin the programme")
        at, code = visit.page.locator(".app-code").all_inner_texts()
        visit.page.goto(address + at.removeprefix(address))
        for name, text in {"invitation_code": code, "passphrase": PASSPHRASE, "passphrase_again": PASSPHRASE}.items():
            admin.hands.write(admin.field(name), text)
        admin.hands.button("Set the passphrase and sign in")


def set_up(manager: Manager, culture: Culture) -> None:
    """Key, round, workstream with its lead, two focus areas and three tasks."""
    manager.own_words(milestone="task", milestones="tasks")
    manager.rating_key()
    manager.round("April", "2022-04-30", "2022-04-20", "2022-05-06")
    manager.round("May", "2022-05-31", "2022-05-20", "2022-06-07")
    manager.workstreams("Culture")
    manager.lead("Head of culture", NAME)
    manager.step("Workstreams and focus areas")
    manager.focus_areas("\n".join(culture.focus_areas))
    values, impact = (each.wording for each in culture.exceptions)
    rows = (
        ("1.B", values, "end of April 2022", "1"),
        ("2.A", impact, "end of April 2022", "2"),
        ("2.B", "Agree how quality is assured", "August 2022", "2"),
    )
    manager.milestones("\n".join("\t".join(each) for each in rows), "Culture", step="Tasks")


def say_april(visit: Visit, hands: Hands, culture: Culture) -> None:
    """Two exceptions, one task as planned, seven points of progress and nine lines of next steps."""
    hands.go(visit.page.get_by_role("link", name="My updates"))
    write_lists(visit, hands, 1, [], culture.progress, culture.next_steps)
    for ref, found in zip(("1.B", "2.A"), culture.exceptions, strict=True):
        open_update(visit, hands, ref)
        hands.choose(visit.page.locator("[name=level][value=A]:visible"))
        hands.paste(visit.page.locator("[name=issue]:visible"), found.issue or "")
        hands.paste(visit.page.locator("[name=mitigation]:visible"), found.mitigation or "")
        save(visit, hands)
    open_update(visit, hands, "2.B")
    hands.choose(visit.page.locator("[name=level][value=G]:visible"))
    hands.write(visit.page.locator("[name=reason]:visible"), "Not due until August")
    save(visit, hands)


def say_may(visit: Visit, hands: Hands, answers: Sequence[str]) -> None:
    """What became of April's next steps, and everything else as it stood."""
    hands.go(visit.page.get_by_role("link", name="My updates"))
    steps = visit.page.locator(".app-step")
    assert steps.count() == len(answers)
    write_lists(visit, hands, 1, list(answers), "", "")


@pytest.mark.proof
def test_a_real_workstream_is_set_up_by_hand_in_a_quarter_of_an_hour_and_answered_a_month_later(
    browser: Browser, bay: str, culture: Culture, record_property: Callable[[str, object], None]
) -> None:
    assert (len(culture.focus_areas), len(culture.exceptions), culture.lines) == (2, 2, 9)
    assert culture.progress.count("\n") == 6
    assert culture.promised == 4, "a line under a step is a part of it: each step is answered as a whole"
    with clock.held_at(APRIL):
        begun(browser, bay)
        with visiting(browser, bay, slug=SLUG) as visit:
            manager = Manager(Hands(visit.page))
            manager.sign_in(bay, EMAIL)
            visit.go("/set-up")
            set_up(manager, culture)
            before = manager.hands.minutes
            say_april(visit, manager.hands, culture)
            april = {**manager.hands.told(), "minutes to set up": before}
            visit.go("/my-updates")
            expect(visit.page.locator("#return-count")).to_contain_text("3 of 3")
            assert visit.complaints == []
    with clock.held_at(MAY), visiting(browser, bay, slug=SLUG, scripts=False, width=320) as visit:
        hands = Hands(visit.page)
        Manager(hands).sign_in(bay, EMAIL)
        say_may(visit, hands, ["done", "done", "continues", "dropped"])
        visit.go("/reports/board-report")
        expect(visit.page.locator("body")).to_contain_text(
            "Of 4 next steps promised in April: 2 done, 1 continues, 1 dropped."
        )
        assert visit.complaints == []
    for month, told in (("April", april), ("May", hands.told())):
        record_property(month, told)
        print(month, told)
    assert april["minutes"] < GOAL
