"""Points about what nobody says, or says again in the same words."""

from collections.abc import Iterator
from hashlib import sha256

from wsoa.points.questions import is_complete
from wsoa.points.rounds import Rounds, begins
from wsoa.points.shape import Point, Thing, about, day, listed, point, quoted, rated, told_on
from wsoa.snapshot.positions import Lead, MilestonePosition, Snapshot, capital
from wsoa.terms import Scope, ThingState, WorkstreamKind
from wsoa.text import same_name

STALE, LEAD, CHALLENGED = "stale", "lead-silent", "challenge-unanswered"
MITIGATION, UNCHANGED = "same-mitigation", "workstream-unchanged"


def stale(rounds: Rounds) -> Iterator[Point]:
    """Not complete, and without any row since the last but one of the rounds that are due began.

    One round's silence is counted elsewhere, as *not updated this round*; this is the second. Rows of no round (a
    tracker that was loaded) count, and so do confirmations. What was promised only since is left alone. A record of
    exceptions only cannot tell: what is no exception is not in its lists.
    """
    if len(rounds.due_rounds) < 2 or rounds.now.scope is Scope.EXCEPTIONS:
        return
    *_, one, other = rounds.due_rounds
    silent_since = begins(one)
    for each in rounds.live:
        last = each.update.written.as_at if each.update else each.since
        if rounds.is_told(each) or is_complete(each) or max(last, each.since) >= silent_since:
            continue
        facts = f"Nothing was said of it in the last two rounds ({one.name}, {other.name}). {last_said(each)}"
        yield point(STALE, each, facts, since=begins(other))


def last_said(milestone: MilestonePosition) -> str:
    """When the milestone was last told of, and how it stood then."""
    if (said := milestone.update) is None:
        return "It has never been updated."
    return f"The last word is of {day(said.written.as_at)}: {rated(said.level)}."


def lead_silent(rounds: Rounds) -> Iterator[Point]:
    """Somebody leads milestones that are not complete and updated none of theirs in this round, which is due.

    A record of exceptions only cannot tell: whoever has none is not in its lists.
    """
    current = rounds.now.current_round
    if current is None or not rounds.is_due or rounds.now.scope is Scope.EXCEPTIONS:
        return
    for number, (lead, led) in _led(rounds).items():
        if any(map(rounds.is_told, led)):
            continue
        open_ = tuple(about(each) for each in led if not is_complete(each))
        if open_:
            names = listed([each.ref or quoted(each.words) for each in open_])
            streams = {each.workstream for each in led}
            own = streams.pop() if len(streams) == 1 else None
            whose = Thing("lead", number, "", lead.words)
            yield Point(LEAD, whose, f"Not updated this round ({current.name}): {names}.", open_, own, begins(current))


def _led(rounds: Rounds) -> dict[int, tuple[Lead, list[MilestonePosition]]]:
    """The milestones of each lead: of the person or organisation somebody matched, else of the same words."""
    found: dict[int, tuple[Lead, list[MilestonePosition]]] = {}
    for each in rounds.live:
        for number, lead in {lead_number(lead): lead for lead in each.leads}.items():
            found.setdefault(number, (lead, []))[1].append(each)
    return found


def lead_number(lead: Lead) -> int:
    """A number that stays with a lead, who is no thing of the record and has none: drawn from who it is."""
    who = lead.person or lead.organisation or same_name(lead.words)
    return int.from_bytes(sha256(who.encode()).digest()[:4]) >> 1 or 1


def challenge_unanswered(rounds: Rounds) -> Iterator[Point]:
    """A manager doubted an update, and nobody has answered."""
    shown = {each.number: each for each in rounds.live}
    for each in rounds.now.challenges:
        milestone = shown.get(each.milestone)
        if milestone is None or each.answer or each.settled:
            continue
        since = told_on(each.written)
        facts = f"{each.written.by} asked on {day(since)}, and nobody has answered: {quoted(each.wording)}"
        challenged = Thing("challenge", each.number, milestone.ref, milestone.wording)
        yield Point(CHALLENGED, challenged, facts, (about(milestone),), milestone.workstream, since)


def same_mitigation(rounds: Rounds) -> Iterator[Point]:
    """At an exception level at the end of two rounds together, with the same words for what is being done about it.

    The last of them must have said so, or confirmed it: silence is no word. In a record of exceptions only, both must:
    what has left the list stands in it no more.
    """
    for each in rounds.live:
        if not rounds.heard(each) or (rounds.now.scope is Scope.EXCEPTIONS and not rounds.heard(each, before=1)):
            continue
        before, now = rounds.stood(each), each.update
        then = before[1].update if before else None
        if not (before and now and then and now.mitigation and then.mitigation and now.level and then.level):
            continue
        kept = now.level.exception and then.level.exception
        if kept and same_name(now.mitigation) == same_name(then.mitigation):
            stands = "still" if now.level == then.level else rated(now.level)
            facts = (
                f"{rated(then.level)} on {day(before[0])}, {stands} on {day(rounds.now.as_at)}, and the mitigation is"
                f" the same: {quoted(now.mitigation)}"
            )
            current = rounds.now.current_round
            yield point(MITIGATION, each, facts, since=begins(current) if current else None)


def workstream_unchanged(rounds: Rounds) -> Iterator[Point]:
    """Two milestones or more of a workstream are rated and open, and in two rounds no rating in it changed at all.

    The positions at the ends of the last three rounds are compared. Two at least were updated or confirmed in the last
    of them: where nobody says anything, no rating was kept. A record of exceptions only cannot tell: what has
    left the list may have changed.
    """
    ends = rounds.ends(2)
    if not ends or rounds.now.scope is Scope.EXCEPTIONS:
        return
    positions = [*ends, rounds.now] if rounds.is_due else [*ends, rounds.before[-1], rounds.now]
    ratings = [_ratings(each) for each in positions]
    for each in rounds.now.workstreams:
        if each.state is not ThingState.LIVE or each.kind is not WorkstreamKind.WORKSTREAM:
            continue
        first, *others = (
            {number: code for number, (own, code) in rated_.items() if own == each.number} for rated_ in ratings
        )
        open_ = [m for m in rounds.live if m.workstream == each.number and m.level and not is_complete(m)]
        heard = len(list(filter(rounds.heard, open_)))
        if heard < 2 or any(other != first for other in others):
            continue
        named = rounds.words.count_milestones(len(open_))
        part = f", {heard} of them updated or confirmed in the last round" if heard < len(open_) else ""
        facts = f"{capital(named)} rated and not complete{part}; no rating has changed since {day(ends[0].as_at)}."
        whose = Thing("workstream", each.number, each.ref, each.name)
        begun = rounds.due_rounds[-1]
        yield Point(UNCHANGED, whose, facts, (), each.number, begins(begun))


def _ratings(position: Snapshot) -> dict[int, tuple[int | None, tuple[int, int, str] | None]]:
    """The workstream and the level of every milestone that is promised in a position."""
    return {
        each.number: (each.workstream, (level.key, level.version, level.code) if (level := each.level) else None)
        for each in position.milestones
        if each.state is ThingState.LIVE
    }
