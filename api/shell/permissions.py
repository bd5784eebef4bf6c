"""`wsoa permissions`: the table of permissions as a page of the docs, drawn from the table itself."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from api.shell.session import opened
from wsoa.access import TABLE, TWO_PEOPLE, Action, Reach
from wsoa.terms import Role

if TYPE_CHECKING:
    from api.guard import Declared

LETTERS = {
    Reach.INSTALLATION: "all",
    Reach.PROGRAMME: "P",
    Reach.WORKSTREAM: "W",
    Reach.SHARED: "S",
    Reach.ASSIGNED: "T",
    Reach.RELEASED: "R",
}
MEANS = {
    Reach.INSTALLATION: "every programme of the installation, and none of its content: an administrator sees every "
    "account's name and address, the security log, and why an erasure is asked for",
    Reach.PROGRAMME: "the whole of their programme; of what belongs to no programme yet: yes",
    Reach.WORKSTREAM: "their workstream, and whatever names them as lead or asks them for updates",
    Reach.SHARED: "the workstreams shared with them, and what they or their organisation lead",
    Reach.ASSIGNED: "what names them or their organisation as lead, or asks them for updates",
    Reach.RELEASED: "only what two people have released, as it was frozen then",
}
NEVER = "–"
UNDER: Mapping[str, tuple[Action, ...]] = {
    "Reading": (
        Action.OPEN_PROGRAMME,
        Action.READ_WORKING,
        Action.READ_REPORT,
        Action.READ_ASKS,
        Action.READ_PACK,
        Action.READ_RELEASED,
        Action.READ_RELEASED_PACKS,
        Action.READ_SUMMARY,
        Action.DRAW_SAMPLE,
    ),
    "Writing the month": (
        Action.UPDATE_MILESTONE,
        Action.WRITE_PROGRESS,
        Action.KEEP_RISK,
        Action.ENTER_VALUES,
        Action.RECORD_EVIDENCE,
        Action.JUDGE_IMPACT,
        Action.KEEP_ROUND,
        Action.EXPLAIN_POINT,
    ),
    "Evidence, narratives, visits": (
        Action.READ_UNREDACTED,
        Action.CHECK_FILE,
        Action.KEEP_VOICES,
        Action.WRITE_NARRATIVE,
        Action.READ_NARRATIVE,
        Action.COMMENT_NARRATIVE,
        Action.GIVE_VIEW,
        Action.CHECK_VIEW,
        Action.KEEP_NARRATIVE,
        Action.CROSS_CHECK,
        Action.SIGN_NARRATIVE,
        Action.KEEP_VISIT,
        Action.ANSWER_REQUEST,
        Action.READ_VISIT,
    ),
    "The plan": (
        Action.BEGIN_PROGRAMME,
        Action.SET_UP,
        Action.CONFIRM_WORDING,
        Action.DECIDE_DATE,
        Action.LOAD_STATISTICS,
    ),
    "Boards and packs": (
        Action.RAISE_ASK,
        Action.ANSWER_ASK,
        Action.PREPARE_PACK,
        Action.CLEAR_PACK,
        Action.ASK_QUESTION,
        Action.ANSWER_QUESTION,
        Action.CLOSE_QUESTION,
    ),
    "Releasing": (Action.PROPOSE_RELEASE, Action.DECIDE_RELEASE, Action.KEEP_RELEASES),
    "People and security": (
        Action.MANAGE_PEOPLE,
        Action.SEE_SIGN_INS,
        Action.MANAGE_ACCOUNTS,
        Action.READ_SECURITY_LOG,
    ),
    "Finding, erasing, keeping": (
        Action.FIND_PERSON,
        Action.PROPOSE_ERASURE,
        Action.REQUEST_ERASURE,
        Action.APPROVE_ERASURE,
        Action.KEEP_RETENTION,
    ),
}
ABOUT = """# Who may do what

This page is drawn from `wsoa/access/table.py` by `wsoa permissions`, and a test holds it to the table. Another tries
people against pages: some with every change, all of them by `make proof`. What somebody may not see does not exist for
them (404); what they see and may not do is refused (403). Rights are those of today, judged anew on every request. One
person may hold several roles. A step marked *two people* is never done by whoever prepared, proposed, typed or asked
for it. Everybody has their own account page, with their sessions and passphrase.

The operator at the machine's shell stands outside the table and can do everything in it; back up, restore, retention
and settings are theirs alone.

- *The working record* is all that the programme's team writes: updates, risks, progress, figures, their history.
- *A pack* is a report as a board was given it, frozen. *Released* is what two people opened to readers outside.
- *A sample* is a numbered random draw of milestones that anybody can draw again.

- *A file that may hold personal data* is the original of a piece of evidence. Everybody else who reads the evidence
  gets its redacted copy, or the original once it is said and found to hold none.
- *An evidence narrative* is read by partners, before it is issued, only while they are asked for their comments.
- *A partner’s own view* can be changed and withdrawn by that organisation alone.
- *The page of a visit* is read from outside once the programme manager shares it.

Not there yet, so that nobody's right to it is: comments on risks by partners, and a window of dates for a visit beyond
a role's own. An inspector reads the progress of each area in the released narratives, not in the progress summary.
"""


def permissions() -> None:
    """Print the table of permissions, and which addresses ask for what."""
    # The web is imported only to be described: every other command starts without it.
    from api.app import create_app
    from api.guard import declared

    with opened() as database:
        print(page(declared(create_app(database))), end="")


def page(routes: "tuple[Declared, ...]") -> str:
    """The page of the docs, as Markdown."""
    return "\n".join(
        [
            ABOUT,
            *_legend(),
            "",
            *_table(),
            "",
            "## For whoever tests it: which addresses ask for what",
            "",
            *_addresses(routes),
            "",
        ]
    )


def _legend() -> Iterator[str]:
    for reach, letter in LETTERS.items():
        yield f"- **{letter}**: {MEANS[reach]}"
    yield f"- **{NEVER}**: never"


def _table() -> Iterator[str]:
    from api.pages.people.wording import plain_role_name

    for heading, actions in UNDER.items():
        yield f"## {heading}\n"
        yield _line("", *map(plain_role_name, Role))
        yield _line(*["---"] * (len(Role) + 1))
        yield from map(_row, actions)
        yield ""


def _row(action: Action) -> str:
    held = TABLE[action]
    words = _words(action) + (" (two people)" if action in TWO_PEOPLE else "")
    return _line(words, *(LETTERS[held[role]] if role in held else NEVER for role in Role))


def _addresses(routes: "tuple[Declared, ...]") -> Iterator[str]:
    """Each action with its addresses, then what only asks for somebody signed in, then what is for everybody."""
    asked: dict[str, dict[str, set[str]]] = {_words(action): {} for action in Action}
    for route in routes:
        asked.setdefault(_asks(route), {}).setdefault(route.path, set()).update(route.methods)
    for what, addresses in asked.items():
        yield f"### {what}\n"
        yield from (f"- `{path}` {', '.join(sorted(addresses[path])) or 'all below it'}" for path in sorted(addresses))
        yield "" if addresses else "No address of its own: inside another page, or at the shell.\n"


def _asks(route: "Declared") -> str:
    if isinstance(route.permission, Action):
        return _words(route.permission)
    return "Everybody" if route.permission is None else "Whoever is signed in"


def _words(action: Action) -> str:
    """The action as a line of the table: "Update a milestone"."""
    words = re.sub(r"\bthis (?=([aeiou])?)", lambda found: "an " if found[1] else "a ", action.value)
    return words[0].upper() + words[1:]


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
