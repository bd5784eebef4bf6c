// What pages do beyond HTML: GOV.UK components, and keeping the reader's place when htmx changes a piece of the page.
// Everything works without this file.
import { initAll } from "./vendor/govuk-frontend-6.3.0.min.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");
initAll();

const elements = (nodes) => [...nodes].filter((node) => node instanceof Element && node.isConnected);
const find = (roots, selector) =>
  roots.flatMap((root) => [...(root.matches(selector) ? [root] : []), ...root.querySelectorAll(selector)])[0];

// A new piece has arrived: bring its components to life, then go to what needs attention.
// GOV.UK's own error summary takes the focus when it is brought to life.
document.addEventListener("htmx:after:settle", ({ detail }) => {
  const arrived = elements(detail.newContent ?? []);
  for (const scope of arrived) initAll({ scope });
  const target = find(arrived, ".govuk-error-summary") ?? find(arrived, "[data-focus]");
  if (!target) return;
  if (target.tabIndex < 0 && !target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
  target.focus();
});

// The server could not be reached: say so, and leave what was typed where it is.
document.addEventListener("htmx:error", () => {
  const text = document.createElement("p");
  text.className = "govuk-error-message";
  text.textContent = "The tracker could not be reached. What you typed is still on this page: try again in a moment.";
  // The notice stands at the head of the page; whoever saves may be far below it.
  text.tabIndex = -1;
  document.getElementById("notice")?.replaceChildren(text);
  text.focus();
});

// A notice speaks of the last attempt only.
document.addEventListener("htmx:before:request", () => document.getElementById("notice")?.replaceChildren());
