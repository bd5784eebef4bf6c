"""Forms that can be sent as they are drawn, or once what is missing in them has been filled in by guessing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from lxml.html import HtmlElement, SelectElement, document_fromstring

from tests.web.client import Client
from tests.web.crawling import Drawn, name_of
from tests.web.written import Write, undone, watched
from wsoa.database import Database

OURS = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
GUESSES = ("Agreed by the board", "15 April 2026", "7", "new.person@example.org")


@dataclass(frozen=True)
class Sent:
    """What came of a form: the status, where it led, and what was written before it was undone."""

    status: int
    page: bytes
    writes: tuple[Write, ...]


def send(client: Client, database: Database, form: Drawn, *more: tuple[str, str]) -> Sent:
    """Send a form with further fields, and undo what it does; whoever was signed in stays so."""
    kept = dict(client.cookies)
    with undone(database), watched(database) as writes:
        answer = client.post(form.path, content=urlencode([*form.fields, *more]), headers=OURS)
    client.cookies = kept
    return Sent(answer.status_code, answer.content, tuple(writes))


def filled_in(client: Client, database: Database, form: Drawn) -> Drawn | None:
    """The form with what its page asked for, so that it is saved; None if guessing does not get there."""
    for guess in (*GUESSES, ""):
        sent = send(client, database, form)
        if sent.writes:
            return form
        if not guess:
            break
        if sent.status == 422:
            form = _answered(form, _answers(document_fromstring(sent.page), guess))
        elif sent.status == 303:  # nothing was different: something shall be
            said = {name: text for name, text in form.fields if name in form.typed and text}
            form = _answered(form, {name: f"{text} again" for name, text in list(said.items())[:1]})
        else:
            break
    return None


def _answered(form: Drawn, answers: Mapping[str, str]) -> Drawn:
    kept = [each for each in form.fields if each[0] not in answers]
    return replace(form, fields=(*kept, *answers.items()))


def _answers(page: HtmlElement, guess: str) -> dict[str, str]:
    """An answer to each field that the refused form has a sentence beside."""
    asked = [(link.get("href") or "")[1:] for link in page.cssselect(".govuk-error-summary a")]
    return dict(filter(None, (_answer(page, place, guess) for place in asked)))


def _answer(page: HtmlElement, place: str, guess: str) -> tuple[str, str] | None:
    control = page.get_element_by_id(place, None)
    return (name_of(control), _said(control, guess)) if control is not None and name_of(control) else None


def _said(control: HtmlElement, guess: str) -> str:
    if isinstance(control, SelectElement):
        return next((value for value in reversed(list(control.value_options)) if value), "")
    if control.get("type") in ("radio", "checkbox"):
        return control.get("value") or "on"
    return guess


def masked(first: Sequence[Write], second: Sequence[Write]) -> list[tuple[str, tuple[bool, ...]]] | None:
    """Which values two equal requests write alike (salts, digests and names made by chance differ); None: they differ
    in what they write at all.
    """
    if [statement for statement, _ in first] != [statement for statement, _ in second]:
        return None
    pairs = zip(first, second, strict=True)
    return [(one[0], tuple(a == b for a, b in zip(one[1], two[1], strict=True))) for one, two in pairs]


def alike(base: Sequence[Write], other: Sequence[Write], mask: Sequence[tuple[str, tuple[bool, ...]]]) -> bool:
    """Whether both write the same, apart from what chance makes."""
    if [statement for statement, _ in other] != [statement for statement, _ in mask]:
        return False
    return all(
        not same or a == b
        for (_, values), (_, others), (_, sames) in zip(base, other, mask, strict=True)
        for a, b, same in zip(values, others, sames, strict=True)
    )
