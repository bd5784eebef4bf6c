"""How many characters a file may still hold. Runs in the child process."""

from wsoa.intake.errors import Refused
from wsoa.intake.reading import limits


class Budget:
    """Counts the characters of all cells of a file."""

    def __init__(self) -> None:
        self._left = limits.MAX_CHARACTERS

    def spend(self, text: str) -> str:
        """Return `text`, or refuse the file when all its cells hold too much."""
        self._left -= len(text)
        if self._left < 0:
            raise Refused(
                f"its cells hold more than {limits.MAX_CHARACTERS:,} characters, more than a tracker has. "
                "Copy the tracker's tables to a new file and save that as .xlsx."
            )
        return text
