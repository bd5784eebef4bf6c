"""A month as its people live it, by keyboard alone: lead, NHS lead, chair, director; at a desk, on a phone (S21)."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PASSPHRASE, Visit, visiting
from tests.browser.hands import Hands
from tests.browser.watching import too_wide
from tests.proofs import times
from wsoa.example import SLUG

pytestmark = pytest.mark.proof

DESK = pytest.param((True, 1100), id="scripts, desk")
PHONE = pytest.param((False, 320), id="no scripts, phone")
AT_A_DESK, ON_A_PHONE = [DESK, PHONE][: times(1, 2)], [PHONE, DESK][: times(1, 2)]
"""Both by `make proof`; in an ordinary run the one that is named, and people take turns."""
PASTED = "• Sixteen cases came back from the agency\n• The duty desk has a second telephone"


@pytest.fixture
def desk(
    request: pytest.FixtureRequest, browser: Browser, address: str
) -> Iterator[Callable[[str], tuple[Visit, Hands]]]:
    """Somebody's browser and keyboard, on the page they come to when they have signed in."""
    scripts, width = request.param
    with visiting(browser, address, scripts=scripts, width=width) as visit:

        def come_in(email: str) -> tuple[Visit, Hands]:
            hands = Hands(visit.page)
            visit.page.goto(f"{address}/sign-in")
            hands.write(visit.page.locator("[name=email]"), email)
            hands.write(visit.page.locator("[name=passphrase]"), PASSPHRASE)
            hands.button("Sign in")
            assert visit.page.url.endswith(f"/programmes/{SLUG}")
            return visit, hands

        yield come_in
        assert [each for each in visit.complaints if "422" not in each] == []
        assert not too_wide(visit.page)


def scripted(visit: Visit) -> bool:
    """Whether the page's scripts run."""
    return visit.page.locator("body.js-enabled").count() > 0


def open_update(visit: Visit, hands: Hands, ref: str) -> None:
    """Come to the form of one milestone from My updates."""
    line = visit.page.locator("details.app-due", has=visit.page.locator("summary strong", has_text=ref))
    hands.open(line.locator("summary"))
    if scripted(visit):
        line.locator("[name=level]").first.wait_for()
    else:
        hands.go(line.get_by_role("link", name="Update this"))


def save(visit: Visit, hands: Hands, *, refused: bool = False) -> None:
    """Send the open form."""
    form = visit.page.locator("form.app-update__form:visible")
    if scripted(visit):
        with visit.page.expect_response(lambda answer: answer.request.method == "POST"):
            hands.open(form.get_by_role("button", name="Save"))
        if refused:
            visit.page.locator("details[open] .govuk-error-summary:focus").wait_for()
        else:
            folded(visit)
    else:
        hands.go(form.get_by_role("button", name="Save"))


def folded(visit: Visit) -> None:
    """Wait until what was saved is folded and has the focus, from where one goes on."""
    visit.page.locator("summary[data-focus]:focus").wait_for()


def write_lists(visit: Visit, hands: Hands, workstream: int, answers: list[str], progress: str, steps: str) -> None:
    """What became of the last next steps, what was done, and what comes next."""
    lists = visit.page.locator(f"form.app-lists[action$='/workstreams/{workstream}/progress']")
    fields = lists.locator(".app-step")
    for number, answer in enumerate(answers):
        step = fields.nth(number)
        hands.choose(step.locator(f"[value={answer}]"))
        if answer == "dropped":
            hands.write(step.locator("input[type=text]"), "Families asked for telephone calls")
    for name, text in (("progress", progress), ("next_steps", steps)):
        if text:
            hands.paste(lists.locator(f"[name={name}]"), text)
    saved = lists.get_by_role("button", name="Save")
    if scripted(visit):
        hands.open(saved)
        folded(visit)
    else:
        hands.go(saved)


def confirm_all(visit: Visit, hands: Hands) -> None:
    """Say of every milestone that is left that nothing has changed."""
    hands.open(visit.page.locator("#unchanged summary"))
    for box in visit.page.locator("#unchanged [type=checkbox]").all():
        hands.tick(box)
    hands.button("Confirm: no change")


def finish(visit: Visit, hands: Hands, done: str) -> None:
    """Say that all of it is said."""
    count = visit.page.locator("#return-count")
    expect(count).to_contain_text(done)
    hands.open(count.get_by_role("link", name="Finish your return"))
    hands.button("My return is complete")


@pytest.mark.parametrize("desk", ON_A_PHONE, indirect=True)
def test_a_workstream_leads_return(desk: Callable[[str], tuple[Visit, Hands]]) -> None:
    visit, hands = desk("lead@example.org")
    page = visit.page
    hands.go(page.get_by_role("link", name="My updates"))
    write_lists(visit, hands, 1, ["done", "continues", "dropped"], PASTED, "Hand back 60 cases")
    write_lists(visit, hands, 2, ["done", "done"], "The panel met twice", "Print the answers in six languages")
    expect(page.get_by_role("main")).to_contain_text("Of 3 next steps promised")
    hands.button("My return is complete")
    expect(page.locator(".govuk-error-summary")).to_contain_text("1.B")
    open_update(visit, hands, "1.B")
    hands.choose(page.locator("[name=level][value=R]:visible"))
    hands.write(page.locator("[name=issue]:visible"), "The panel has no paediatrician")
    hands.write(page.locator("[name=mitigation]:visible"), " ")
    save(visit, hands, refused=True)
    expect(page.locator("[name=issue]:visible")).to_have_value("The panel has no paediatrician")
    hands.write(page.locator("[name=mitigation]:visible"), "The trust lends one until March")
    save(visit, hands)
    open_update(visit, hands, "5.B")
    hands.choose(page.locator("[name=level][value=N]:visible"))
    save(visit, hands)
    visit.go("/my-updates")
    confirm_all(visit, hands)
    finish(visit, hands, "9 of 9")
    expect(page.locator("#finish")).to_contain_text("is complete")
    print("lead", hands.told())


@pytest.mark.parametrize("desk", AT_A_DESK, indirect=True)
def test_an_nhs_lead_says_how_one_milestone_stands_and_asks_the_board_for_something(
    desk: Callable[[str], tuple[Visit, Hands]],
) -> None:
    visit, hands = desk("nhs-lead@example.org")
    page = visit.page
    hands.go(page.get_by_role("link", name="My updates"))
    open_update(visit, hands, "6.B")
    hands.choose(page.locator("[name=level][value=A]:visible"))
    hands.write(page.locator("[name=issue]:visible"), "No room on Thursdays")
    hands.write(page.locator("[name=mitigation]:visible"), "A school lends its hall")
    save(visit, hands)
    hands.go(page.get_by_role("link", name="Milestones").first)
    hands.go(page.locator("main").get_by_role("link", name="6.B"))
    hands.link("Ask a board for something about it")
    hands.choose(page.locator("[name=kind][value=unblock]"))
    hands.write(page.locator("[name=wording]"), "a room on Thursdays until the clinics end")
    hands.write(page.locator("[name=consequence]"), "The oldest waits grow by a month")
    board = page.locator("[name=board]")
    hands.select(board, board.locator("option").nth(1).inner_text())
    hands.button("Ask")
    visit.go("/asks")
    expect(page.get_by_role("main")).to_contain_text("a room on Thursdays until the clinics end")
    print("nhs lead", hands.told())


@pytest.mark.parametrize("desk", ON_A_PHONE, indirect=True)
def test_a_chair_reads_what_the_board_is_asked_for_and_answers(desk: Callable[[str], tuple[Visit, Hands]]) -> None:
    visit, hands = desk("chair@example.org")
    page = visit.page
    hands.go(page.get_by_role("link", name="Asks"))
    expect(page.locator("#settled")).to_be_visible()
    answered = _answered(page)
    hands.link("Say what became of it: Money for translation")
    hands.choose(page.locator("[name=outcome][value=agreed]"))
    hands.write(page.locator("[name=decision]"), "Agreed for three languages, to be looked at again in spring")
    hands.button("Save")
    expect(page.get_by_role("main")).to_contain_text("Agreed for three languages")
    visit.go("/asks")
    expect(page.locator("#settled")).to_contain_text(f"({answered + 1})")
    print("chair", hands.told())


def _answered(page: Page) -> int:
    """How many asks have their answer already, as the page says."""
    return int(re.sub(r"\D", "", page.locator("#settled").inner_text()))


@pytest.mark.parametrize("desk", AT_A_DESK, indirect=True)
def test_a_director_judges_what_difference_it_makes(desk: Callable[[str], tuple[Visit, Hands]]) -> None:
    visit, hands = desk("director@example.org")
    page = visit.page
    expect(page.get_by_role("main")).to_contain_text("Exceptions (")
    hands.link("Judge the impact on area of weakness 4")
    if not page.url.endswith("/judge"):
        hands.link("Judge the impact")
    hands.choose(page.locator("[name=impact][value=emerging]"))
    hands.write(page.locator("[name=words]"), "Two providers share one booking page")
    hands.button("Save the judgement")
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    expect(page.locator("[name=words]")).to_have_value("Two providers share one booking page")
    hands.tick(page.locator("main [name=evidence]").first)
    hands.button("Save the judgement")
    expect(page.get_by_role("main")).to_contain_text("Two providers share one booking page")
    visit.go("")
    expect(page.get_by_role("main")).not_to_contain_text("Judge the impact on area of weakness 4")
    print("director", hands.told())


@pytest.mark.journey
@pytest.mark.parametrize("desk", AT_A_DESK, indirect=True)
def test_a_typical_return_of_eight_milestones(
    desk: Callable[[str], tuple[Visit, Hands]], record_property: Callable[[str, object], None]
) -> None:
    """Two have moved, six stand as they stood; progress and next steps come from a paper that was written anyway."""
    visit, hands = desk("nhs-lead@example.org")
    page = visit.page
    hands.go(page.get_by_role("link", name="My updates"))
    for workstream in (3, 4):
        if not page.locator(f"form.app-lists[action$='/workstreams/{workstream}/progress']").is_visible():
            hands.open(page.locator("details.app-due--lists summary").nth(workstream - 3))
        write_lists(visit, hands, workstream, [], PASTED, "Hold one more clinic\nAsk for one more room")
    open_update(visit, hands, "6.A")
    hands.choose(page.locator("[name=level][value=G]:visible"))
    hands.write(page.locator("[name=progress]:visible"), "Both therapists have started")
    hands.write(page.locator("[name=reason]:visible"), "All four posts are filled")
    save(visit, hands)
    open_update(visit, hands, "8.B")
    hands.write(page.locator("[name=progress]:visible"), "Both finance directors met")
    save(visit, hands)
    visit.go("/my-updates")
    confirm_all(visit, hands)
    finish(visit, hands, "8 of 8")
    expect(page.locator("#finish")).to_contain_text("is complete")
    for name, number in hands.told().items():
        record_property(name, number)
    print("eight milestones", hands.told())
    assert hands.minutes < 20
