"""What a position answers, as far as the words of a document prove it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.extract.candidates.replies import ASKING
from kg.model import Position, Stance
from kg.ties import matters
from kg.ties.named import Named

__all__ = ["answers", "asked_before", "turns"]

_DECIDING = frozenset({Stance.ACCEPT, Stance.REJECT})
_TAKING_SIDES = _DECIDING | {Stance.SUPPORT, Stance.OPPOSE}
_TURN = re.compile(r";|,\s+(?:although|but|though|whereas|while|yet)\b")
_NEAR = 200
"""Characters between what is asked and an answer that names nobody: "Peru objected"."""


def answers(
    positions: Sequence[Position], whom: Sequence[Sequence[Named]], paragraphs: Sequence[int], text: str
) -> tuple[list[list[int]], list[list[int]]]:
    """What each position backs, and what it counters, as indices; ``whom`` it names, and its ``paragraphs``."""
    backs: list[list[int]] = [[] for _ in positions]
    counters: list[list[int]] = [[] for _ in positions]
    answered: list[int | None] = []
    for n, reply in enumerate(positions):
        found = _answered(n, positions, whom[n])
        if found is None and reply.stance in _TAKING_SIDES and matters.points(reply.matter.text):
            found = _pointed_at(n, positions, paragraphs, answered, text)
        answered.append(found)
        if found is not None:
            asked = positions[found]
            same = [k for k, other in enumerate(positions) if other.holder != reply.holder and _one(other, asked)]
            agreeing = reply.stance.sign == asked.stance.sign and reply.stance is not Stance.DENY
            (backs if agreeing else counters)[n] += same
    return backs, counters


def asked_before(n: int, positions: Sequence[Position], paragraphs: Sequence[int]) -> Position | None:
    """The last demand, proposal or offer before a position in its paragraph."""
    before = [
        other
        for k, other in enumerate(positions)
        if other.stance in ASKING and paragraphs[k] == paragraphs[n] and other.matter.end <= positions[n].matter.start
    ]
    return max(before, key=lambda other: other.matter.span, default=None)


def turns(reply: Position, text: str) -> bool:
    """Whether the words of a position first tell something else: "the Chair read the text, but Peru opposed [it]"."""
    return _TURN.search(text, reply.evidence.start, reply.matter.start) is not None


def _answered(n: int, positions: Sequence[Position], whom: Sequence[Named]) -> int | None:
    reply = positions[n]
    if reply.reply_to is not None:
        asked = positions[reply.reply_to]
        if asked.holder != reply.holder and _proven(reply, asked, whom):
            return reply.reply_to
    if reply.stance is Stance.DENY:
        return _accusation(n, positions)
    if reply.stance in _TAKING_SIDES:
        return next((k for k, asked in enumerate(positions) if _is_told_within(reply, asked, whom)), None)
    return None


def _proven(reply: Position, asked: Position, whom: Sequence[Named]) -> bool:
    """Whether the words tell that a position answers another: they stand in the same words, name whoever asked, or say
    yes or no where they were asked."""
    near = reply.evidence.end - asked.evidence.end <= _NEAR
    if near and asked.evidence.start <= reply.matter.start and reply.matter.end <= asked.evidence.end:
        inside = asked.matter.start <= reply.matter.start and reply.matter.end <= asked.matter.end
        return not inside or reply.matter.span == asked.matter.span  # "asked the board to back the plan": no answer
    if any(each.actor == asked.holder for each in whom):
        return True
    turned = matters.undoing(reply.matter.text) != matters.undoing(asked.matter.text)
    return not turned and reply.stance in _DECIDING and asked.addressee == reply.holder


def _is_told_within(reply: Position, asked: Position, whom: Sequence[Named]) -> bool:
    """Whether what an answer is about is told in its own words: "agreed to a request by Peru to [open the port]"."""
    if asked.stance not in ASKING or asked.holder == reply.holder or asked.evidence.span != reply.evidence.span:
        return False
    if asked.matter.span == reply.matter.span:
        return reply.addressee == asked.holder
    inside = reply.matter.start <= asked.matter.start and asked.matter.end <= reply.matter.end
    return inside and any(each.actor == asked.holder for each in whom)


def _accusation(n: int, positions: Sequence[Position]) -> int | None:
    """What a denial denies: the accusation in the same words, else one of its holder, before it, of the same."""
    denial = positions[n]
    denied = matters.content(denial.matter.text)
    found = None
    for k, other in enumerate(positions):
        if other.stance is not Stance.ACCUSE or other.holder == denial.holder:
            continue
        if other.matter.span == denial.matter.span:
            return k
        same = other.addressee == denial.holder and other.evidence.start <= denial.evidence.start
        accused = matters.content(other.matter.text)
        if same and len(denied) > 1 and len(accused) > 1 and (denied <= accused or accused <= denied):
            found = k
    return found


def _pointed_at(
    n: int,
    positions: Sequence[Position],
    paragraphs: Sequence[int],
    answered: Sequence[int | None],
    text: str,
) -> int | None:
    """What "this proposal" means: the only thing that somebody else asks for earlier in the sentence, or, where that
    tells nothing else first, in the one right before it, or that this one answers."""
    reply = positions[n]
    own = [k for k in range(n) if positions[k].evidence.start == reply.evidence.start]
    asked = [k for k in own if positions[k].stance in ASKING and positions[k].matter.end <= reply.matter.start]
    if not asked and not turns(reply, text):
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
    return _only(asked, positions, reply.holder)


def _only(asked: Iterable[int], positions: Sequence[Position], holder: str) -> int | None:
    """The first of them where all are one, and none is the holder's."""
    ordered = sorted(asked)
    if len({positions[k].matter.span for k in ordered}) != 1 or any(positions[k].holder == holder for k in ordered):
        return None
    return ordered[0]


def _one(other: Position, asked: Position) -> bool:
    """Whether two hold one position in one list."""
    return (other.evidence.span, other.matter, other.stance, other.reply_to) == (
        asked.evidence.span,
        asked.matter,
        asked.stance,
        asked.reply_to,
    )
