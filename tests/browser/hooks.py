"""Traps on a page: what ran, what the Content-Security-Policy had to stop, and markup that is none of ours (S17)."""

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Dialog, Page, Request

HOOKS = """() => {
  if (window === top) { window.__ran = []; window.__stopped = []; }
  for (const name of ["alert", "confirm", "prompt", "print"])
    window[name] = (said) => top.__ran.push(`${name}(${said})`);
  document.addEventListener("securitypolicyviolation", (told) =>
    top.__stopped.push(`${told.effectiveDirective} ${told.blockedURI}`));
}"""
FOREIGN = """(ours) => {
  const found = [], own = new Set(ours.split(/\\s+/));
  const bad = /^[\\s\\u0000-\\u0020]*(javascript|vbscript|data|\\/\\/|https?:\\/\\/(?!127\\.0\\.0\\.1))/i;
  const static_ = (each) => String(each.src ?? "").startsWith(location.origin + "/static/");
  const outside = (each, value) => each.tagName === "A" && each.rel.includes("noreferrer") && /^https?:/.test(value);
  const leads = ["href", "src", "action", "formaction", "xlink:href", "data", "poster", "background", "srcset",
    "hx-get", "hx-post"];
  for (const each of document.querySelectorAll("*")) {
    const tag = each.tagName.toLowerCase(), told = each.outerHTML.slice(0, 120);
    if (!own.has(tag)) found.push(`<${tag}>: ${told}`);
    if (tag === "script" && !static_(each)) found.push(`script: ${told}`);
    for (const {name, value} of each.attributes) {
      const runs = ["on", "hx-on", "data-hx"].some((start) => name.startsWith(start));
      const never = ["style", "srcdoc", "ping", "contenteditable", "autofocus"].includes(name);
      if (runs || never) found.push(`${name}: ${told}`);
      if (leads.includes(name) && bad.test(value) && !outside(each, value)) found.push(`${name}=${value}: ${told}`);
    }
  }
  return found;
}"""
OURS = """
html head title meta link script body header footer nav main section article aside div p span a ul ol li dl dt dd
h1 h2 h3 h4 strong em mark small del ins blockquote q pre code hr br time abbr figure figcaption search output bdi
table caption colgroup col thead tbody tfoot tr th td
form fieldset legend label input textarea select optgroup option datalist button details summary
svg g defs pattern rect line path circle text tspan polyline polygon desc
"""
"""Every element that a page of ours is made of."""


@dataclass
class Trap:
    """A browser context that is watched: what ran in it, what was stopped, and where it asked for something."""

    context: BrowserContext
    outside: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.add_init_script(f"({HOOKS})()")
        self.context.on("request", self._asked)
        self.context.on("dialog", self._opened)

    def caught(self, page: Page) -> list[str]:
        """Everything that should not be on the page, or should not have happened there."""
        ran = page.evaluate("() => [...top.__ran, ...top.__stopped.map((each) => `stopped: ${each}`)]")
        return [*ran, *page.evaluate(FOREIGN, OURS), *self.dialogs, *self.outside]

    def _opened(self, dialog: Dialog) -> None:
        self.dialogs.append(f"opened {dialog.message[:80]}")
        dialog.dismiss()

    def _asked(self, request: Request) -> None:
        if not request.url.startswith("http://127.0.0.1:"):
            self.outside.append(f"asked for {request.url[:80]}")
