"""Which request or accusation a position answers, as far as the text of a document proves it.

Positions are referred to by their index in the document's positions. In names, ``reply`` is the position that answers,
``request`` the one that it answers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from kg.extract.candidates.replies import ASKING
from kg.model import Position, Stance
from kg.ties import matters
from kg.ties.named import NamedActor
from kg.ties.said_again import said_again

__all__ = ["TAKING_SIDES", "answers", "follows_other_clause", "request_before"]

_DECIDING_STANCES = frozenset({Stance.ACCEPT, Stance.REJECT})
TAKING_SIDES = _DECIDING_STANCES | {Stance.SUPPORT, Stance.OPPOSE}
_CLAUSE_BREAK = re.compile(r";|,\s+(?:although|but|though|whereas|while|yet)\b")
_MOST_CHARACTERS_BETWEEN = 200
"""Between the ends of the evidence of a request and of an answer that names nobody: "Peru objected"."""


def answers(
    positions: Sequence[Position], named: Sequence[Sequence[NamedActor]], paragraphs: Sequence[int], text: str
) -> tuple[list[list[int]], list[list[int]]]:
    """For each position, the indices of those that it backs, and for each, of those that it counters; ``named`` and
    ``paragraphs`` have, for each position, the actors that it names and the number of its paragraph.

    A request of several holders is answered as that of each. If a holder addresses it to several actors, the position
    addressed to whoever answers counts, else the one that the answer is tied to, else the first.
    """
    backs: list[list[int]] = [[] for _ in positions]
    counters: list[list[int]] = [[] for _ in positions]
    answered: list[int | None] = []
    repetitions = said_again(positions)
    for n, reply in enumerate(positions):
        request_index = _answered_request(n, positions, named[n])
        if request_index is None and reply.stance in TAKING_SIDES and matters.is_bare_request(reply.matter.text):
            request_index = _antecedent(n, positions, paragraphs, answered, text)
        answered.append(request_index)
        if request_index is not None:
            request = positions[request_index]
            shared = [k for k, p in enumerate(positions) if p.holder != reply.holder and _is_shared(p, request)]
            is_agreement = reply.stance.sign == request.stance.sign and reply.stance is not Stance.DENY
            (backs if is_agreement else counters)[n] += _best_addressed(
                shared, (reply.holder, request.addressee), positions, repetitions
            )
    return backs, counters


def _best_addressed(
    candidates: Sequence[int],
    preferred_addressees: Sequence[str | None],
    positions: Sequence[Position],
    repetitions: Collection[int],
) -> list[int]:
    """Of the ``candidates``, which differ only in holder and addressee, the positions of each holder that are said to
    the first of the preferred addressees to whom any is; without one, those that are no repetitions. In text order."""
    chosen = []
    for holder in dict.fromkeys(positions[k].holder for k in candidates):
        of_holder = [k for k in candidates if positions[k].holder == holder]
        by_addressee = (
            [k for k in of_holder if positions[k].addressee == addressee]
            for addressee in preferred_addressees
            if addressee is not None
        )
        chosen += next((indices for indices in by_addressee if indices), [k for k in of_holder if k not in repetitions])
    return sorted(chosen)


def request_before(n: int, positions: Sequence[Position], paragraphs: Sequence[int]) -> Position | None:
    """The last demand, proposal or offer before position ``n`` in its paragraph; None if there is none."""
    earlier_requests = [
        other
        for k, other in enumerate(positions)
        if other.stance in ASKING and paragraphs[k] == paragraphs[n] and other.matter.end <= positions[n].matter.start
    ]
    return max(earlier_requests, key=lambda request: request.matter.span, default=None)


def follows_other_clause(reply: Position, text: str) -> bool:
    """Whether another clause comes first in a position's evidence: "the Chair read the text, but Peru opposed [it]"."""
    return _CLAUSE_BREAK.search(text, reply.evidence.start, reply.matter.start) is not None


def _answered_request(n: int, positions: Sequence[Position], named: Sequence[NamedActor]) -> int | None:
    """The index of the position that position ``n`` answers, if its own words show which."""
    reply = positions[n]
    if reply.reply_to is not None:
        request = positions[reply.reply_to]
        if request.holder != reply.holder and _is_proven(reply, request, named):
            return reply.reply_to
    if reply.stance is Stance.DENY:
        return _denied_accusation(n, positions)
    if reply.stance in TAKING_SIDES:
        return next((k for k, request in enumerate(positions) if _includes_request(reply, request, named)), None)
    return None


def _is_proven(reply: Position, request: Position, named: Sequence[NamedActor]) -> bool:
    """Whether the text proves that ``reply``, which names the actors ``named``, answers ``request``: its matter lies in
    the evidence of the request, it names the holder of the request, or it accepts or rejects as its addressee."""
    is_near = reply.evidence.end - request.evidence.end <= _MOST_CHARACTERS_BETWEEN
    if is_near and request.evidence.start <= reply.matter.start and reply.matter.end <= request.evidence.end:
        is_inside = request.matter.start <= reply.matter.start and reply.matter.end <= request.matter.end
        # "asked the board to back the plan" is no answer to itself.
        return not is_inside or reply.matter.span == request.matter.span
    if any(each.actor == request.holder for each in named):
        return True
    is_same_sense = matters.reversing_stems(reply.matter.text) == matters.reversing_stems(request.matter.text)
    return is_same_sense and reply.stance in _DECIDING_STANCES and request.addressee == reply.holder


def _includes_request(reply: Position, request: Position, named: Sequence[NamedActor]) -> bool:
    """Whether an answer contains the request itself: "agreed to a request by Peru to [open the port]"."""
    if request.stance not in ASKING or request.holder == reply.holder or request.evidence.span != reply.evidence.span:
        return False
    if request.matter.span == reply.matter.span:
        return reply.addressee == request.holder
    is_inside = reply.matter.start <= request.matter.start and request.matter.end <= reply.matter.end
    return is_inside and any(each.actor == request.holder for each in named)


def _denied_accusation(n: int, positions: Sequence[Position]) -> int | None:
    """The index of the accusation that the denial ``n`` denies: the first with the very same matter, else the last one
    before it against the denial's holder whose content words include, or are included in, the denial's."""
    denial = positions[n]
    denied_stems = matters.content_stems(denial.matter.text)
    last_similar = None
    for k, other in enumerate(positions):
        if other.stance is not Stance.ACCUSE or other.holder == denial.holder:
            continue
        if other.matter.span == denial.matter.span:
            return k
        is_earlier = other.addressee == denial.holder and other.evidence.start <= denial.evidence.start
        other_stems = matters.content_stems(other.matter.text)
        has_enough_words = len(denied_stems) > 1 and len(other_stems) > 1
        if is_earlier and has_enough_words and (denied_stems <= other_stems or other_stems <= denied_stems):
            last_similar = k
    return last_similar


def _antecedent(
    n: int,
    positions: Sequence[Position],
    paragraphs: Sequence[int],
    answered: Sequence[int | None],
    text: str,
) -> int | None:
    """The index of the request that "this proposal" in position ``n`` refers to: the only one by another holder earlier
    in the sentence or, if no other clause comes first, in the sentence right before, or the one that the sentence right
    before answers. ``answered`` has the index of the request that each position before ``n`` answers."""
    reply = positions[n]
    same_sentence = [k for k in range(n) if positions[k].evidence.start == reply.evidence.start]
    requests = [
        k for k in same_sentence if positions[k].stance in ASKING and positions[k].matter.end <= reply.matter.start
    ]
    if not requests and not follows_other_clause(reply, text):
        start = reply.evidence.start
        sentence_before = [
            k
            for k in range(n)
            if paragraphs[k] == paragraphs[n]
            and positions[k].evidence.end <= start
            and not any(c.isalnum() for c in text[positions[k].evidence.end : start])
        ]
        requests = [k for k in sentence_before if positions[k].stance in ASKING]
        requests = requests or [each for each in (answered[k] for k in sentence_before) if each is not None]
    return _sole_request(requests, positions, reply.holder)


def _sole_request(requests: Iterable[int], positions: Sequence[Position], holder: str) -> int | None:
    """The first of these requests in text order, if all have one matter and none is by ``holder``; else None."""
    ordered = sorted(requests)
    if len({positions[k].matter.span for k in ordered}) != 1 or any(positions[k].holder == holder for k in ordered):
        return None
    return ordered[0]


def _is_shared(other: Position, request: Position) -> bool:
    """Whether two positions are one request that several holders of a list share, or that one holder addresses to
    several actors: "[Peru] and [Chile] asked ..."."""
    return (other.evidence.span, other.matter, other.stance, other.reply_to) == (
        request.evidence.span,
        request.matter,
        request.stance,
        request.reply_to,
    )
