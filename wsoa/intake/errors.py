"""What can go wrong with a file somebody brings."""


class Unreadable(Exception):
    """The file cannot be taken in. `message` names the file, says what is the matter and what to do next."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Refused(Exception):
    """The same within the child process, which does not know the name of the file. `reason` is what follows it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
