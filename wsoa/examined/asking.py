"""Asking the child process what is in a file, and for the copy without what is hidden in it."""

import hashlib
import json
import subprocess
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from wsoa.examined import limits
from wsoa.examined.kinds import Unexaminable, kind_of, refuse_size
from wsoa.examined.naming import safe_name
from wsoa.limited import answer_of
from wsoa.personal_data import patterns_in
from wsoa.text import one_line

TOO_MUCH = (
    "The file takes too long or too much memory to look into, so it was not taken. "
    "Save it again in the program it was made with, or bring it in smaller parts."
)


@dataclass(frozen=True, slots=True)
class Examined:
    """What a file is and what is in it. `found` and `hidden` are sentences; `removable` is part of `hidden`."""

    kind: str
    size: int
    digest: str
    name: str
    found: tuple[str, ...]
    hidden: tuple[str, ...]
    removable: tuple[str, ...]
    unsearched: str = ""
    """What was not searched for personal data, and what to do about it, where that is so."""

    @property
    def readable(self) -> bool:
        """Whether all of its text could be searched for personal data."""
        return not self.unsearched


class _Answer(TypedDict):
    problem: NotRequired[str]
    text: NotRequired[str]
    found: list[str]
    hidden: list[str]
    removable: list[str]
    unsearched: str


def examine(name: str, content: bytes) -> Examined:
    """Look into a file that somebody brings as evidence, and at its name. Raises Unexaminable, which is Invalid."""
    refuse_size(len(content))
    safe = safe_name(name)
    kind = kind_of(safe)
    said = _look(kind.key, content)
    in_name = tuple(f"{seen.kind}: the name of the file" for seen in patterns_in(safe.replace("_", " ")))
    return Examined(
        kind=kind.key,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        name=safe,
        found=tuple(dict.fromkeys((*in_name, *map(one_line, said["found"])))),
        hidden=tuple(map(one_line, said["hidden"])),
        removable=tuple(map(one_line, said["removable"])),
        unsearched=said["unsearched"],
    )


def without_hidden(kind: str, content: bytes) -> bytes:
    """Return the copy that may be released: without what can be taken out safely. Raises Unexaminable.

    What cannot is still in it: ask `still_hidden` about the copy, and release nothing that it names.
    """
    head, _, copy = _answer("clean", kind, content).partition(b"\n")
    _said(head)
    if not copy:
        raise Unexaminable(TOO_MUCH)
    return copy


def still_hidden(kind: str, content: bytes) -> tuple[str, ...]:
    """What lies hidden in a file, a sentence each; in a copy of `without_hidden`, why it is not released.

    Raises Unexaminable.
    """
    return tuple(map(one_line, _look(kind, content)["hidden"]))


def text_of(kind: str, content: bytes) -> tuple[str, str]:
    """All that a file says, hidden or not; and what of it could not be read, in a sentence. Raises Unexaminable."""
    said = _said(_answer("read", kind, content))
    return said.get("text", ""), one_line(said["unsearched"])


def _look(kind: str, content: bytes) -> _Answer:
    return _said(_answer("look", kind, content))


def _answer(task: str, kind: str, content: bytes) -> bytes:
    try:
        return answer_of("wsoa.examined.child", task, kind, content=content, wall_seconds=limits.WALL_SECONDS)
    except subprocess.TimeoutExpired:
        raise Unexaminable(TOO_MUCH) from None


def _said(answer: bytes) -> _Answer:
    try:
        said: _Answer = json.loads(answer)
    except ValueError:  # it was ended before it could answer
        raise Unexaminable(TOO_MUCH) from None
    if "problem" in said:
        raise Unexaminable(said["problem"])
    return said
