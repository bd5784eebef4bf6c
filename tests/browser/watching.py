"""What is looked at on every page: the rules of WCAG 2.2 A and AA as axe tests them, and its width on a phone (S21).

Four fifths of axe's time go into contrast, which depends on nothing but the style of a text and of what it stands in.
An ordinary run looks at each such style once and at a page that differs from one it knows in nothing but its words not
again; `make proof` looks at everything on every page.
"""

from dataclasses import dataclass, field
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page
from starlette.responses import FileResponse

from tests.proofs import FULL

BESIDE = "/static/axe.js"
AXE = FileResponse(
    Path(axe_playwright_python.__path__[0]) / "axe.min.js",
    headers={"Cache-Control": "public, max-age=31536000, immutable"},
)
"""axe, which the server of the tests has beside the application: a browser need not read it anew on every page."""
BRING = """(address) => window.axe ? null : new Promise((done, lost) => {
  const script = document.head.appendChild(document.createElement("script"));
  [script.onload, script.onerror, script.src] = [done, lost, address];
}).then(() => null)"""
RUN = """([rules, seen]) => {
  const known = new Set(seen ?? []), styles = new Map();
  const own = (node) => [...node.childNodes].some((each) => each.nodeType === 3 && each.data.trim());
  const states = ["type", "open", "checked", "disabled"];
  const state = (node) => states.filter((name) => name === "type" || node[name] === true)
    .map((name) => node.getAttribute(name) ?? name).join();
  for (const node of document.querySelectorAll("body *")) {
    if (!own(node) && !["INPUT", "TEXTAREA", "SELECT"].includes(node.tagName)) continue;
    let style = "";
    for (let at = node; at; at = at.parentElement)
      style += `${at.tagName}.${at.getAttribute("class") ?? ""}${state(at)}<`;
    if (!known.has(style) && !styles.has(style)) styles.set(style, node);
  }
  const contrast = axe._audit.rules.find(({id}) => id === "color-contrast"), fresh = new Set(styles.values());
  contrast.everywhere ??= contrast.matches;
  contrast.matches = (node, ...more) => (!seen || fresh.has(node)) && contrast.everywhere(node, ...more);
  const only = {runOnly: {type: "tag", values: rules}, resultTypes: ["violations"], preload: {assets: ["media"]}};
  return axe.run(only).then(({violations}) => [
    violations.map((each) => `${each.id}: ${each.nodes[0].html.slice(0, 160)}`), [...styles.keys()],
  ]);
}"""
SHAPE = """() => {
  const kept = ["class", "role", "type", "scope"];
  const shape = (node) => node.tagName + (node.textContent.trim() ? "+" : "-") +
    [...node.attributes].map(({name, value}) => kept.includes(name) ? value : name);
  const sum = (text) => [...text].reduce((so_far, letter) => (so_far * 31 + letter.charCodeAt(0)) % 9007199254740, 7);
  return ["header", "main"].map((part) => sum([...document.querySelectorAll(`${part} *`)].map(shape).join()));
}"""
DESK, PHONE = 1100, 320
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@dataclass
class Watch:
    """What was looked at in one run of the tests: pages, and the styles in which text was met."""

    pages: int = 0
    styles: set[str] = field(default_factory=set)
    shapes: set[int] = field(default_factory=set)

    def violations(self, page: Page, width: int | None = None) -> list[str]:
        """What axe finds wrong with the page as it stands, or as wide as this."""
        shapes = set(page.evaluate(SHAPE))
        self.pages += 1
        if not FULL and shapes <= self.shapes:
            return []
        resize(page, width)
        page.evaluate(BRING, BESIDE)
        found, styles = page.evaluate(RUN, [RULES, None if FULL else sorted(self.styles)])
        if not found:
            self.styles |= set(styles)
            self.shapes |= shapes
        return list(found)


def too_wide(page: Page) -> bool:
    """Whether the page scrolls sideways on a phone."""
    before = page.viewport_size
    resize(page, PHONE)
    wide: bool = page.evaluate("() => document.scrollingElement.scrollWidth > innerWidth")
    resize(page, before and before["width"])
    return wide


def resize(page: Page, width: int | None) -> None:
    """Make the page so wide, if it is not."""
    if width and page.viewport_size and page.viewport_size["width"] != width:
        page.set_viewport_size({"width": width, "height": page.viewport_size["height"]})
