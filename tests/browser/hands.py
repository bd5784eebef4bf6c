"""Somebody at a keyboard: every key is pressed and counted, the mouse is never touched.

Text is typed or pasted where the focus is, and the focus is moved by Tab alone: what cannot be reached so fails the
journey. How long it takes is reckoned by the keystroke-level model of Card, Moran and Newell (1980).
"""

import asyncio
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

from tests.proofs import FULL

FURTHEST = 250
KEY, THOUGHT, PAGE, COPYING = 0.28, 1.35, 1.0, 5
"""Seconds for a key (an average typist who is no secretary), for making up one's mind before each act, and for a page
to come; and the keys that bring a text to the clipboard from the window where it stands, with one more thought.
"""

WHERE = """(wanted) => {
  const focused = document.activeElement;
  const at = focused === document.body ? document.querySelector(":target") ?? focused : focused;
  const together = (one, other) => one === other ||
    one.type === "radio" && other.type === "radio" && one.name === other.name && one.form === other.form;
  if (together(at, wanted)) return ["", 0];
  const back = at.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING;
  const [first, last] = back ? [wanted, at] : [at, wanted];
  const stops = [];
  for (const each of document.querySelectorAll("a[href], button, input, select, textarea, summary"))
    if (first.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING &&
        last.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_PRECEDING &&
        each.tabIndex >= 0 && !each.disabled && each.checkVisibility({visibilityProperty: true}) &&
        ![first, last, ...stops].some((other) => together(each, other))) stops.push(each);
  return [back ? "Shift+Tab" : "Tab", stops.length + 1];
}"""
"""The key that leads there, and how often it has to be pressed, but for the stops that the browser adds."""
AT_THE_TOP = """() => (!document.activeElement || document.activeElement === document.body) &&
  !document.querySelector(":target")"""
"""Nothing has the focus, and the address leads to no piece of the page, from which Tab would go on."""


@dataclass
class Hands:
    """One person's keyboard: keys that move and choose, letters, texts pasted, and what all this was for."""

    page: Page
    moves: int = 0
    letters: int = 0
    pastes: int = 0
    acts: int = 0
    pages: int = 0

    @property
    def keys(self) -> int:
        """Every key; what is pasted is one."""
        return self.moves + self.letters + self.pastes

    @property
    def minutes(self) -> float:
        """How long it takes by the keystroke-level model."""
        copied = self.pastes * (COPYING * KEY + THOUGHT)
        return round((self.keys * KEY + self.acts * THOUGHT + self.pages * PAGE + copied) / 60, 1)

    def told(self) -> dict[str, float]:
        """The numbers, for a report. A mouse clicks once for each act."""
        names = ("keys", "moves", "letters", "pastes", "acts", "pages", "minutes")
        return {name: getattr(self, name) for name in names}

    def press(self, key: str) -> None:
        """Press one key."""
        self.page.keyboard.press(key)
        self.moves += 1

    def to(self, target: Locator) -> None:
        """Press Tab until the focus is there, over the skip link when a page has just come."""
        handle = target.first.element_handle()
        if self.page.evaluate(AT_THE_TOP) and handle.evaluate("(wanted) => !!wanted.closest('main')"):
            self.press("Tab")
            self.press("Enter")
        self.acts += 1
        for _ in range(FURTHEST):
            key, times = handle.evaluate(WHERE)
            if not key:
                return
            self._strike(key, times)
        raise AssertionError(f"Tab does not reach {target} on {self.page.url}")

    def write(self, target: Locator, text: str) -> None:
        """Type into a field, over what stands there."""
        self._begin(target)
        self._type(text)
        assert target.input_value() == text

    def paste(self, target: Locator, text: str) -> None:
        """Paste into a field, over what stands there: one key."""
        self._begin(target)
        self.page.keyboard.insert_text(text)
        self.pastes += 1
        assert target.input_value() == text

    def day(self, target: Locator, iso: str) -> None:
        """Type a day into a field for days, in the order that the browser asks for."""
        year, month, day = iso.split("-")
        self.to(target)
        for typed in (day + month + year, month + day + year):
            self.page.keyboard.type(typed)
            if target.input_value() == iso:
                self.letters += len(typed)
                return
            self.page.keyboard.press("Shift+Tab")
            self.page.keyboard.press("Shift+Tab")
            self.page.keyboard.press("Shift+Tab")
            self.to(target)
            self.acts -= 1
        raise AssertionError(f"{iso} cannot be typed into {target}")

    def tick(self, target: Locator) -> None:
        """Tick a box with the space bar."""
        self.to(target)
        self.press(" ")
        assert target.is_checked()

    def choose(self, wanted: Locator) -> None:
        """Choose among radio buttons: Tab enters the group, the space bar or the arrows choose."""
        self.to(wanted)
        if not wanted.is_checked() and wanted.evaluate("(wanted) => wanted === document.activeElement"):
            self.press(" ")
        for _ in range(30):
            if wanted.is_checked():
                return
            self.press("ArrowDown")
        raise AssertionError(f"The arrows do not reach {wanted}")

    def select(self, target: Locator, words: str) -> None:
        """Choose in a list by typing how the words begin."""
        self.to(target)
        self.page.keyboard.type(words)
        self.letters += len(words)
        assert target.evaluate("(list) => list.selectedOptions[0].text").startswith(words)

    def go(self, target: Locator) -> None:
        """Follow a link, or press a button that brings another page."""
        self.to(target)
        with self.page.expect_navigation():
            self.press("Enter")
        self.pages += 1

    def open(self, target: Locator) -> None:
        """Open what is folded, or press a button that changes a piece of the page."""
        self.to(target)
        self.press("Enter")

    def button(self, name: str) -> None:
        """Press the button of that name, which brings another page."""
        self.go(self.page.get_by_role("main").get_by_role("button", name=name, exact=True))

    def link(self, name: str) -> None:
        """Follow the link of the page that holds these words."""
        self.go(self.page.locator("main a, nav a").filter(has_text=name))

    def _strike(self, key: str, times: int) -> None:
        """Press a key so often at one stroke: to have the page painted after each press is what takes long."""
        keyboard = self.page.keyboard

        async def pressing() -> None:
            await asyncio.gather(*(keyboard._impl_obj.press(key, None) for _ in range(times)))

        keyboard._sync(pressing())
        self.moves += times

    def _type(self, text: str) -> None:
        """Type letter upon letter; so that an ordinary run is quick, the browser is given them at once there."""
        (self.page.keyboard.type if FULL else self.page.keyboard.insert_text)(text)
        self.letters += len(text)

    def _begin(self, target: Locator) -> None:
        self.to(target)
        if target.input_value():
            self.press("Control+a")
