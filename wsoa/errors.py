"""What can go wrong, in the words a user reads: what happened, where, and what to do next."""

from collections.abc import Mapping


class WsoaError(Exception):
    """Anything we refuse on purpose. `str(error)` is fit for a user to read."""


class Refused(WsoaError):
    """What was asked cannot be done as asked (unknown programme, bad date, unreadable file). Nothing was written."""


class Unseen(WsoaError):
    """It is missing, or the actor may not know that it exists: the two look alike (PROOFS 2.2)."""

    def __init__(self, what: str = "page") -> None:
        super().__init__(f"There is no such {what}, or you cannot see it.")


class Unreleased(Unseen):
    """It is not released to the actor: never was, no longer is, or is nothing at all. All of them look alike."""

    def __init__(self) -> None:
        WsoaError.__init__(self, "It is not released to you, or no longer.")


class Barred(WsoaError):
    """The actor may see it but may not do this."""

    def __init__(self, doing: str) -> None:
        super().__init__(f"Your role in this programme does not allow you to {doing}.")


class SignedOut(WsoaError):
    """Nobody is signed in, or the web session has ended."""

    def __init__(self) -> None:
        super().__init__("Sign in to continue.")


class Invalid(WsoaError):
    """The rules refuse what was entered: `problems` maps each field to a sentence."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = dict(problems)


class Conflict(WsoaError):
    """Somebody saved since the form was opened: `newest` is the sequence that now stands, `seen` the one before it."""

    def __init__(self, what: str, *, seen: int, newest: int) -> None:
        super().__init__(f"{what} has been changed since you opened it. Compare both versions, then save again.")
        self.seen = seen
        self.newest = newest


class Busy(WsoaError):
    """Too much at once: nothing was written, trying again in a moment will do."""

    def __init__(self, why: str = "The tracker is busy.") -> None:
        super().__init__(f"{why} Nothing was lost and nothing was saved: try again in a moment.")


class Unwritable(Busy):
    """The tracker's disk is full or may not be written to: nothing was written, and somebody has to mend it first."""

    def __init__(self, why: str = "The tracker's database cannot be written to.") -> None:
        WsoaError.__init__(
            self,
            f"{why} What was saved before is safe; what you sent now was not saved. "
            "Tell whoever looks after the tracker, and send it again when it is mended.",
        )


class Gone(WsoaError):
    """A file that two people erased: `stands_in` says when, by whose agreement, and why."""

    def __init__(self, stands_in: str) -> None:
        super().__init__(f"There is no such file any more. {stands_in}")


class NotAsKept(WsoaError):
    """A file is missing from the store of evidence, or its bytes are no longer those that were put in."""

    def __init__(self) -> None:
        super().__init__("This file is missing from the store, or is no longer what was put in. It is not handed out.")
