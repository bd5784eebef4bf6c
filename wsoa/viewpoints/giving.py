"""Giving a view, changing it and taking it back: for members of that very organisation and for nobody else.

There is no other command that writes one. A view stays with who wrote it for as long as they speak for the
organisation, so that nobody can be let in to unsay it. Only an erasure, which takes two people, can take words out of
it.
"""

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.errors import Barred, Conflict, Invalid, Unseen
from wsoa.history import OpenEntry, Row, entry, newest, rows
from wsoa.history.restated import restated
from wsoa.snapshot import load, open_programme
from wsoa.snapshot.positions.viewpoints import Claim, ViewpointPosition
from wsoa.snapshot.viewpoints import authors_of, claim_of, speaking_for
from wsoa.tables import Viewpoint, ViewpointCheck, ViewpointTerms
from wsoa.terms import ClaimKind, Stance, ThingState
from wsoa.text import Words

WHAT = "Your organisation’s view"
A_COLLEAGUE_S = (
    "A colleague wrote it who still speaks for your organisation here, so they alone change it or take it back. Ask "
    "them."
)


class ViewChange(Change):
    """What an organisation thinks of a claim, whole. Their own analysis is of an area, and takes no side."""

    stance: Stance = Field(title="What you think of it")
    wording: Words = Field(default="", title="Your own words")


def give_view(
    session: Session, actor: Actor, slug: str, claim: Claim, change: ViewChange, *, token: str | None = None
) -> int:
    """Say what the actor's organisation thinks of a claim; the view's number. Nobody could read it elsewhere before.

    Raises Unseen, Barred, Conflict (the organisation has a view of that claim: change that one) and Invalid. The same
    `token` with the same words gives the first number again.
    """
    action, sent = Action.GIVE_VIEW, (claim.weakness, claim.key, change)
    with entry(session, actor, slug, command="give_view", action=action, token=token, payload=sent) as writing:
        row = _terms(writing, _organisation(writing), claim, change)
        if first := writing.begun(row):
            return first
        if stands := _number_of(writing, row.organisation, claim):
            raise Conflict(WHAT, seen=0, newest=writing.sequence(ViewpointTerms, stands))
        if problems := _unfounded(session, actor, slug, claim) | _unsaid(claim, change):
            raise Invalid(problems)
        row.number = writing.new(Viewpoint)
        writing.append(row)
        return row.number


def change_view(
    session: Session, actor: Actor, slug: str, number: int, change: ViewChange, *, seen: int, token: str | None = None
) -> int:
    """Say it in other words, or again after it was taken back; the sequence of the row.

    It waits for its check anew; what was checked before prints until then. The same words once more change nothing,
    unless they were sent back: then somebody looks again. Raises Unseen (also for another organisation's), Barred,
    Conflict (a colleague changed it since `seen`) and Invalid (also for who never wrote it, while who did is there).
    """
    action, sent = Action.GIVE_VIEW, (number, change, seen)
    with entry(session, actor, slug, command="change_view", action=action, token=token, payload=sent) as writing:
        stood = _own(writing, number)
        row, _ = restated(writing, ViewpointTerms, number)
        row.stance, row.wording, row.withdrawn = change.stance, change.wording, False
        if first := writing.replayed(row):
            return first
        writing.require_seen(ViewpointTerms, number, seen, WHAT)
        if problems := _a_colleague_s(writing, stood) or _unsaid(claim_of(stood), change):
            raise Invalid(problems)
        if _was_sent_back(writing, number, seen):
            return writing.append(row)
        return writing.state(row) or seen


def withdraw_view(
    session: Session, actor: Actor, slug: str, number: int, *, seen: int, token: str | None = None
) -> int:
    """Take the view back: from then on narratives print that it was; the sequence of the row.

    It stays in the record, and can be given again. Raises as `change_view` does.
    """
    action, sent = Action.GIVE_VIEW, (number, seen)
    with entry(session, actor, slug, command="withdraw_view", action=action, token=token, payload=sent) as writing:
        stood = _own(writing, number)
        row, _ = restated(writing, ViewpointTerms, number)
        row.withdrawn = True
        if first := writing.replayed(row):
            return first
        writing.require_seen(ViewpointTerms, number, seen, WHAT)
        if problems := _a_colleague_s(writing, stood):
            raise Invalid(problems)
        if stood["withdrawn"]:
            raise Invalid({"": "Your organisation has taken it back already."})
        return writing.append(row)


def may_change(session: Session, actor: Actor, slug: str, view: ViewpointPosition) -> bool:
    """Whether a view of the actor's organisation is theirs to change and take back. Raises Unseen and Barred."""
    programme = open_programme(session, actor, slug, Action.GIVE_VIEW)
    return _is_theirs(session, actor, programme.id, view.number, view.organisation)


def _is_theirs(session: Session, actor: Actor, programme_id: int, number: int, organisation: str) -> bool:
    """Whether they wrote any version of it, or nobody who did speaks for the organisation any more."""
    authors = authors_of(session, programme_id, number)
    return actor.uid in authors or not speaking_for(session, programme_id, organisation, authors)


def _a_colleague_s(writing: OpenEntry, stood: Row) -> dict[str, str]:
    own = _is_theirs(writing.session, writing.actor, writing.programme_id, stood["number"], stood["organisation"])
    return {} if own else {"": A_COLLEAGUE_S}


def _organisation(writing: OpenEntry) -> str:
    """For whom the actor speaks. Invalid for who speaks for no organisation, which nobody but a partner does."""
    if writing.actor.is_operator:
        raise Barred(Action.GIVE_VIEW.value)
    if writing.actor.organisation is None:
        told = "Your account names no organisation. Ask your programme manager to say which one you work for."
        raise Invalid({"": told})
    return writing.actor.organisation


def _own(writing: OpenEntry, number: int) -> Row:
    """What stands of the view of the actor's own organisation. Unseen for anybody else's."""
    organisation = _organisation(writing)
    standing = writing.standing(ViewpointTerms, number, clock.today())
    if standing is None or standing.values["organisation"] != organisation:
        raise Unseen("view")
    return standing.values


def _terms(writing: OpenEntry, organisation: str, claim: Claim, change: ViewChange) -> ViewpointTerms:
    return ViewpointTerms(
        programme_id=writing.programme_id,
        number=0,
        as_at=clock.today(),
        organisation=organisation,
        weakness=claim.weakness,
        claim=claim.kind,
        section=claim.section,
        milestone=claim.milestone,
        stance=change.stance,
        wording=change.wording,
    )


def _number_of(writing: OpenEntry, organisation: str, claim: Claim) -> int | None:
    """The view that organisation has of that claim, taken back or not: it has one and never a second."""
    standing = rows(writing.session, newest(ViewpointTerms), writing.moment(clock.today()))
    mine = (row["number"] for row in standing if row["organisation"] == organisation and claim_of(row) == claim)
    return next(mine, None)


def _was_sent_back(writing: OpenEntry, number: int, version: int) -> bool:
    check = writing.standing(ViewpointCheck, number, clock.today())
    return check is not None and check.values["version"] == version and not check.values["clean"]


def _unfounded(session: Session, actor: Actor, slug: str, claim: Claim) -> dict[str, str]:
    """Why nothing can be said of the claim. Unseen where there is none that the actor could know of."""
    found = load(session, actor, slug)
    weakness = next((each for each in found.weaknesses if each.number == claim.weakness), None)
    if weakness is None:
        raise Unseen(found.words.weakness)
    if claim.kind is ClaimKind.MILESTONE:
        areas = {each.number for each in found.focus_areas if claim.weakness in each.weaknesses}
        serving = (each for each in found.milestones if not areas.isdisjoint(each.focus_areas))
        if claim.milestone not in {each.number for each in serving}:
            raise Unseen(found.words.milestone)
    if weakness.state is not ThingState.LIVE:
        return {"": "It is no longer in the plan, so there is no claim to answer."}
    return {}


def _unsaid(claim: Claim, change: ViewChange) -> dict[str, str]:
    problems = {}
    if change.stance is Stance.OWN_ANALYSIS and claim.kind is not ClaimKind.AREA:
        problems["stance"] = "Choose whether you agree or disagree. Your own analysis is of an area as a whole."
    if change.stance is not Stance.AGREES and not change.wording.strip():
        problems["wording"] = "Say it in your own words. Only an agreement can stand without any."
    return problems
