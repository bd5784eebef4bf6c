"""What is held about a person, as a Word file: the answer to whoever asks for it (UK GDPR, Article 15)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from exports import house
from exports.parts.wording import day
from wsoa.snapshot.positions import Head

_TITLE = "What is held"
_MARK = "PERSONAL DATA"


@dataclass(frozen=True, slots=True)
class HeldText:
    """A text: of which thing, what it is there, the text whole, when and by whom; `state` says whether it stands."""

    called: str
    what: str
    text: str
    as_at: date | None
    by: str
    state: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything in which a name was found, by kind of thing; `accounts` are people and organisations called so."""

    programme: str
    looked_for: str
    on: date
    head: Head
    groups: tuple[tuple[str, tuple[HeldText, ...]], ...]
    accounts: tuple[str, ...]


def word(answer: Answer) -> bytes:
    """The .docx file."""
    stamp = house.Stamp(
        programme=answer.programme,
        title=_TITLE,
        as_at=answer.on,
        as_at_words=f"As found on {day(answer.on)}",
        head=answer.head.number,
        digest=answer.head.digest,
        mark=_MARK,
    )
    return house.document(house.load_house(), [house.Section(_body(answer))], stamp)


def _body(answer: Answer) -> Iterator[str]:
    yield house.title(answer.programme)
    yield house.subtitle(f"{_TITLE}: “{answer.looked_for}”, {day(answer.on)}")
    count = sum(len(texts) for _, texts in answer.groups)
    held = "1 text holds" if count == 1 else f"{count} texts hold"
    yield house.paragraph(
        f"{held} these words, today or in an earlier version. Each is given whole. "
        "Before this is handed to anybody, take out what is about other people."
    )
    for heading, texts in answer.groups:
        yield house.heading(1, f"{heading} ({len(texts)})")
        for text in texts:
            yield from _text(text)
    if answer.accounts:
        yield house.heading(1, "Accounts and official names")
        yield house.bullets((1, name) for name in answer.accounts)


def _text(text: HeldText) -> Iterator[str]:
    yield house.heading(2, text.called)
    dated = f"as at {day(text.as_at)}" if text.as_at else ""
    yield house.small(" · ".join(filter(None, (text.what, dated, text.by, text.state))))
    for line in filter(str.strip, text.text.split("\n")):
        yield house.paragraph(line)
