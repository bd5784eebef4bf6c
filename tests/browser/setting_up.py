"""A programme set up at the keyboard, step by step, as a manager does it from the set-up page."""

from dataclasses import dataclass

from playwright.sync_api import Locator

from tests.browser.conftest import PASSPHRASE
from tests.browser.hands import Hands


@dataclass(frozen=True)
class Manager:
    """Whoever sets up a programme, and the keyboard under their hands."""

    hands: Hands

    def field(self, name: str) -> Locator:
        """The field of that name in the page's own form."""
        return self.hands.page.locator(f"main [name='{name}']").first

    def sign_in(self, address: str, email: str, passphrase: str = PASSPHRASE) -> None:
        """Come in."""
        self.hands.page.goto(f"{address}/sign-in")
        self.hands.write(self.field("email"), email)
        self.hands.write(self.field("passphrase"), passphrase)
        self.hands.button("Sign in")

    def step(self, name: str) -> None:
        """Go to a step of the set-up from wherever the last one ended."""
        while not self.hands.page.url.endswith("/set-up"):
            self.hands.go(self.hands.page.locator(".govuk-back-link"))
        self.hands.go(self.hands.page.locator("main .govuk-task-list").get_by_role("link", name=name, exact=True))

    def begin(self, name: str) -> None:
        """A new programme; the way there is on the set-up page of another."""
        self.hands.write(self.field("name"), name)
        self.hands.button("Begin the programme")

    def own_words(self, **words: str) -> None:
        """What the plan calls things."""
        self.step("Your own words")
        for name, word in words.items():
            self.hands.write(self.field(name), word)
        self.hands.button("Save")

    def plan(self, title: str) -> None:
        """The plan."""
        self.step("Plan")
        self.hands.choose(self.hands.page.locator("[name=kind]").first)
        self.hands.write(self.field("title"), title)
        self.hands.button("Add the plan")

    def weaknesses(self, letter: str, called: str = "Areas of weakness") -> None:
        """The areas of weakness, pasted from the letter."""
        self.step(called)
        self.hands.paste(self.field("letter"), letter)
        self.hands.button("Show me how it is read")
        self.hands.button("Save")

    def rating_key(self) -> None:
        """The key that is offered first."""
        self.step("Rating key")
        self.hands.choose(self.hands.page.locator("[name=key]").first)
        self.hands.button("Use this key")

    def board(self, name: str) -> None:
        """A board."""
        self.step("Boards")
        self.hands.write(self.field("name"), name)
        self.hands.button("Add it")

    def round(self, name: str, position: str, opens: str, closes: str) -> None:
        """One round."""
        self.step("Rounds")
        self.hands.write(self.field("name"), name)
        for field, day in (("position_date", position), ("opens", opens), ("closes", closes)):
            self.hands.day(self.field(field), day)
        self.hands.button("Add the round")

    def workstreams(self, lines: str, step: str = "Workstreams and focus areas") -> None:
        """The workstreams, one a line."""
        self.step(step)
        self.hands.paste(self.field("lines"), lines)
        self.hands.button("Add")

    def lead(self, words: str, who: str) -> None:
        """Who leads the first workstream; its page is reached from the list of workstreams."""
        self.hands.go(self.hands.page.locator("main").get_by_role("link", name="Change"))
        self.hands.write(self.field("lead_words"), words)
        self.hands.select(self.field("lead_match"), who)
        self.hands.button("Save")

    def focus_areas(self, lines: str) -> None:
        """The focus areas of the first workstream, from the list of workstreams."""
        self.hands.go(self.hands.page.locator("main table").get_by_role("link", name="Add"))
        self.hands.paste(self.field("lines"), lines)
        self.hands.button("Add")

    def milestones(self, rows: str, workstream: str, step: str = "Milestones") -> None:
        """A column of milestones, pasted and looked at."""
        self.step(step)
        self.hands.paste(self.field("pasted"), rows)
        self.hands.select(self.field("workstream"), workstream)
        self.hands.button("Read them")
        self.hands.button("Add those ticked to the plan")

    def person(self, name: str, email: str, organisation: str, role: str) -> tuple[str, str]:
        """Somebody who leads the first workstream; the address and the code they come in with."""
        self.step("People")
        self.hands.go(self.hands.page.locator("main a[href$='/people/add']"))
        self.hands.write(self.field("name"), name)
        self.hands.write(self.field("email"), email)
        self.hands.write(self.field("new_organisation"), organisation)
        self.hands.choose(self.hands.page.locator(f"[name=role][value={role}]"))
        self.hands.tick(self.field("workstreams"))
        self.hands.button("Add to the programme")
        told = self.hands.page.locator(".app-people__told")
        return told.nth(0).inner_text(), told.nth(1).inner_text()
