"""Which earlier position a position answers, as far as the text of a document proves it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from kg.extract.candidates.replies import ASKING
from kg.model import Position, Stance
from kg.ties import matters
from kg.ties.named import NamedActor
from kg.ties.said_again import said_again

__all__ = ["TAKING_SIDES", "answers", "follows_other_clause", "request_before"]

_DECIDING = frozenset({Stance.ACCEPT, Stance.REJECT})
TAKING_SIDES = _DECIDING | {Stance.SUPPORT, Stance.OPPOSE}
_CLAUSE_BREAK = re.compile(r";|,\s+(?:although|but|though|whereas|while|yet)\b")
_NEAR = 200
"""Most characters between a request and an answer that names nobody: "Peru objected"."""


def answers(
    positions: Sequence[Position], named: Sequence[Sequence[NamedActor]], paragraphs: Sequence[int], text: str
) -> tuple[list[list[int]], list[list[int]]]:
    """The indices of the positions that each position backs, and of those that it counters; ``named`` and
    ``paragraphs`` have, for each position, the actors that it names and its paragraph.

    Of positions that differ only in their addressee, the one that is addressed to whoever answers counts, else the one
    that the answer is tied to, else the first.
    """
    backs: list[list[int]] = [[] for _ in positions]
    counters: list[list[int]] = [[] for _ in positions]
    answered: list[int | None] = []
    again = said_again(positions)
    for n, reply in enumerate(positions):
        found = _answered(n, positions, named[n])
        if found is None and reply.stance in TAKING_SIDES and matters.is_bare_request(reply.matter.text):
            found = _antecedent(n, positions, paragraphs, answered, text)
        answered.append(found)
        if found is not None:
            asked = positions[found]
            same = [k for k, each in enumerate(positions) if each.holder != reply.holder and _is_shared(each, asked)]
            same = _said_to((reply.holder, asked.addressee), same, positions, again)
            agreeing = reply.stance.sign == asked.stance.sign and reply.stance is not Stance.DENY
            (backs if agreeing else counters)[n] += same
    return backs, counters


def _said_to(
    addressees: Sequence[str | None], same: Sequence[int], positions: Sequence[Position], again: Collection[int]
) -> list[int]:
    """For each holder of positions that are the ``same`` but for their addressee, the one that is said to the earliest
    of the ``addressees``, else the first."""
    found = []
    for holder in dict.fromkeys(positions[k].holder for k in same):
        own = [k for k in same if positions[k].holder == holder]
        rows = ([k for k in own if positions[k].addressee == to] for to in addressees if to is not None)
        found += next((each for each in rows if each), [k for k in own if k not in again])
    return sorted(found)


def request_before(n: int, positions: Sequence[Position], paragraphs: Sequence[int]) -> Position | None:
    """The last demand, proposal or offer before position ``n`` in its paragraph."""
    before = [
        other
        for k, other in enumerate(positions)
        if other.stance in ASKING and paragraphs[k] == paragraphs[n] and other.matter.end <= positions[n].matter.start
    ]
    return max(before, key=lambda other: other.matter.span, default=None)


def follows_other_clause(reply: Position, text: str) -> bool:
    """Whether another clause comes first in a position's evidence: "the Chair read the text, but Peru opposed [it]"."""
    return _CLAUSE_BREAK.search(text, reply.evidence.start, reply.matter.start) is not None


def _answered(n: int, positions: Sequence[Position], named: Sequence[NamedActor]) -> int | None:
    """The index of the position that position ``n`` answers, if its own words tell."""
    reply = positions[n]
    if reply.reply_to is not None:
        asked = positions[reply.reply_to]
        if asked.holder != reply.holder and _is_proven(reply, asked, named):
            return reply.reply_to
    if reply.stance is Stance.DENY:
        return _denied_accusation(n, positions)
    if reply.stance in TAKING_SIDES:
        return next((k for k, asked in enumerate(positions) if _includes_request(reply, asked, named)), None)
    return None


def _is_proven(reply: Position, asked: Position, named: Sequence[NamedActor]) -> bool:
    """Whether the text proves that a position answers another: it stands within the other's evidence, names the other's
    holder, or accepts or rejects as the other's addressee."""
    near = reply.evidence.end - asked.evidence.end <= _NEAR
    if near and asked.evidence.start <= reply.matter.start and reply.matter.end <= asked.evidence.end:
        inside = asked.matter.start <= reply.matter.start and reply.matter.end <= asked.matter.end
        return not inside or reply.matter.span == asked.matter.span  # "asked the board to back the plan": no answer
    if any(each.actor == asked.holder for each in named):
        return True
    same_sense = matters.reversing_stems(reply.matter.text) == matters.reversing_stems(asked.matter.text)
    return same_sense and reply.stance in _DECIDING and asked.addressee == reply.holder


def _includes_request(reply: Position, asked: Position, named: Sequence[NamedActor]) -> bool:
    """Whether an answer contains the request itself: "agreed to a request by Peru to [open the port]"."""
    if asked.stance not in ASKING or asked.holder == reply.holder or asked.evidence.span != reply.evidence.span:
        return False
    if asked.matter.span == reply.matter.span:
        return reply.addressee == asked.holder
    inside = reply.matter.start <= asked.matter.start and asked.matter.end <= reply.matter.end
    return inside and any(each.actor == asked.holder for each in named)


def _denied_accusation(n: int, positions: Sequence[Position]) -> int | None:
    """The accusation that a denial denies: one with the very same matter, else the last one before it against the
    denial's holder whose content words include, or are included in, the denial's."""
    denial = positions[n]
    denied = matters.content_stems(denial.matter.text)
    found = None
    for k, other in enumerate(positions):
        if other.stance is not Stance.ACCUSE or other.holder == denial.holder:
            continue
        if other.matter.span == denial.matter.span:
            return k
        is_earlier = other.addressee == denial.holder and other.evidence.start <= denial.evidence.start
        accused = matters.content_stems(other.matter.text)
        if is_earlier and len(denied) > 1 and len(accused) > 1 and (denied <= accused or accused <= denied):
            found = k
    return found


def _antecedent(
    n: int,
    positions: Sequence[Position],
    paragraphs: Sequence[int],
    answered: Sequence[int | None],
    text: str,
) -> int | None:
    """The request that "this proposal" refers to: the only one by another holder earlier in the sentence or, if no
    other clause comes first, in the sentence right before, or the one that the sentence right before answers."""
    reply = positions[n]
    own = [k for k in range(n) if positions[k].evidence.start == reply.evidence.start]
    asked = [k for k in own if positions[k].stance in ASKING and positions[k].matter.end <= reply.matter.start]
    if not asked and not follows_other_clause(reply, text):
        start = reply.evidence.start
        before = [
            k
            for k in range(n)
            if paragraphs[k] == paragraphs[n]
            and positions[k].evidence.end <= start
            and not any(c.isalnum() for c in text[positions[k].evidence.end : start])
        ]
        asked = [k for k in before if positions[k].stance in ASKING]
        asked = asked or [each for each in (answered[k] for k in before) if each is not None]
    return _sole_request(asked, positions, reply.holder)


def _sole_request(asked: Iterable[int], positions: Sequence[Position], holder: str) -> int | None:
    """The first of these requests, if all have one matter and none is by ``holder``."""
    ordered = sorted(asked)
    if len({positions[k].matter.span for k in ordered}) != 1 or any(positions[k].holder == holder for k in ordered):
        return None
    return ordered[0]


def _is_shared(other: Position, asked: Position) -> bool:
    """Whether two positions are one that several holders of a list share: "[Peru] and [Chile] asked ..."."""
    return (other.evidence.span, other.matter, other.stance, other.reply_to) == (
        asked.evidence.span,
        asked.matter,
        asked.stance,
        asked.reply_to,
    )
