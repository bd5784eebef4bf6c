"""Whose narrative it is, as which version it is issued, who signed it off, and how it was made. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from exports.beside import Beside, NarrativeIssue
from exports.parts.about import DRAFT, ISSUED, about
from exports.parts.shape import About
from exports.parts.wording import day
from wsoa.snapshot.positions import Snapshot, WeaknessPosition

TITLE = "Evidence narrative"


def about_narrative(snapshot: Snapshot, areas: Sequence[WeaknessPosition], beside: Beside) -> About:
    """What stands at the head and the end; without an issue it is a preview."""
    found = about(snapshot, TITLE)
    of = _of(snapshot, areas, beside)
    issue = beside.issue_of_narrative
    if issue is None:
        return replace(found, position=f"{TITLE} of {of}", particulars=tuple(_plan(snapshot)))
    return replace(
        found,
        position=f"{TITLE} of {of}",
        particulars=(*_plan(snapshot), *_signed(issue)),
        issued_as=f"{TITLE} · version {issue.version}",
        mark=ISSUED if issue.issued_on else DRAFT,
    )


def _of(snapshot: Snapshot, areas: Sequence[WeaknessPosition], beside: Beside) -> str:
    words = snapshot.words
    if beside.weakness is None or not areas:
        return f"all {words.weaknesses}"
    return f"{words.weakness} {areas[0].ref or areas[0].number}"


def _plan(snapshot: Snapshot) -> Iterator[str]:
    return (plan.title for plan in snapshot.plans[-1:])


def _signed(issue: NarrativeIssue) -> Iterator[str]:
    """The lines under the title of what is issued: who signed, who cross-checked, what it replaces."""
    for each in issue.signatories:
        named = ", ".join(filter(None, (each.name, each.office)))
        yield f"Signed off by {named}, {day(each.signed_on)}" if each.signed_on else f"To be signed off by {named}"
    if issue.checked_by:
        yield f"Figures and case studies cross-checked by {issue.checked_by}"
    if issue.issued_on:
        yield f"Issued on {day(issue.issued_on)}"
    if issue.mends:
        yield f"Replaces version {issue.mends}{f': {issue.why}' if issue.why else ''}"


def making(snapshot: Snapshot, beside: Beside) -> Iterator[str]:
    """How the document was made, so that every part of it can be tested."""
    words = snapshot.words
    yield "The words under each heading were written by people. No sentence was generated."
    yield (
        f"Every rating, date, count and figure is drawn from the record as it stood on {day(snapshot.as_at)}."
        " The official figures of other areas come from the sources named beneath them."
    )
    yield (
        f"In brackets stands what a claim rests on: E and a number for evidence, else an indicator, a case study, a"
        f" quotation, an audit or a {words.milestone}. Each leads to its place in this document."
    )
    yield "What partners say stands under their own name. Nobody else may edit, shorten or withhold it."
    yield f"Nobody is named in case studies, quotations or audits. Each {words.milestone} is counted by its own rating."
    if beside.issue_of_narrative is None:
        yield "This is a preview: it has not been cross-checked or signed off."
