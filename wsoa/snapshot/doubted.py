"""What was doubted and what was explained: challenges of updates, and words beside points to check."""

from wsoa.snapshot.positions import ChallengePosition, ExplanationPosition
from wsoa.snapshot.reading import Reading
from wsoa.tables import ChallengeAnswer, ChallengeTerms, ExplanationTerms


def challenges(reading: Reading) -> tuple[ChallengePosition, ...]:
    """Every challenge with its answer, in the order of challenging."""
    answers = reading.newest_with_author(ChallengeAnswer)
    return tuple(
        ChallengePosition(
            number=number,
            milestone=row["milestone"],
            version=row["version"],
            wording=row["wording"],
            written=reading.written(row),
            answer=answers[number]["answer"] if number in answers else None,
            settled=number in answers and bool(answers[number]["settled"]),
            answered=reading.written(answers[number]) if number in answers else None,
        )
        for number, row in reading.newest_with_author(ChallengeTerms).items()
    )


def explanations(reading: Reading) -> tuple[ExplanationPosition, ...]:
    """What is said beside points to check; what was taken back is gone."""
    return tuple(
        ExplanationPosition(
            number=number,
            rule=row["rule"],
            about=row["about"],
            about_number=row["about_number"],
            words=row["words"],
            written=reading.written(row),
        )
        for number, row in reading.newest_with_author(ExplanationTerms).items()
        if row["words"]
    )
