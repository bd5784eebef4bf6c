"""The school year: its terms and their halves."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SchoolTerm:
    """One term of the school year: (month, day) of its first day, of the end of its first half, and of its last day."""

    name: str
    starts: tuple[int, int]
    half: tuple[int, int]
    ends: tuple[int, int]


@dataclass(frozen=True, slots=True)
class SchoolTerms:
    """The terms of a programme's school year. Each lies within one calendar year; the first begins the school year."""

    terms: tuple[SchoolTerm, ...]

    def find(self, name: str) -> SchoolTerm | None:
        """Return the term of that name, or None."""
        return next((term for term in self.terms if term.name == name), None)


DEFAULT_TERMS = SchoolTerms(
    (
        SchoolTerm("autumn", (9, 1), (10, 31), (12, 31)),
        SchoolTerm("spring", (1, 1), (2, 15), (3, 31)),
        SchoolTerm("summer", (4, 1), (5, 31), (7, 31)),
    )
)
