"""Positions that answer others: a yes or no to what another has demanded, proposed or offered in the same words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from kg.extract.words.lexicon import word_set
from kg.extract.words.stem import stem, stem_set
from kg.model import Position, Stance

__all__ = ["answered"]

ASKING = frozenset({Stance.DEMAND, Stance.PROPOSE, Stance.OFFER})
ANSWERING = frozenset({Stance.ACCEPT, Stance.REJECT, Stance.OPPOSE, Stance.SUPPORT, Stance.DENY, Stance.COMMIT})
NUMBER = re.compile(r"\b[A-Z]+(?:/[\w.]+)+|\bL\.\d+")
"""What tells a conference's documents apart: "FCCC/CP/1996/L.12"."""
LETTERS_TO_ANSWER = 600
"""The most letters between a demand and an answer whose matter is one word."""
SHARED = 0.6
"""The share of the shorter matter's content stems that the other must hold."""
DEFINITE = ("the ", "this ", "that ", "these ", "those ")


def answered(
    positions: Sequence[Position], of_states: Collection[tuple[str, str]] = frozenset()
) -> tuple[Position, ...]:
    """The positions in the same order, each answer tied (``reply_to``) to the last demand, proposal or offer by another
    holder whose matter it shares, first of all to one in the very words that it refers to. What is tied already stays
    so.

    Of what is said to several, that to whoever answers is answered, else that to their state, else the first.
    ``of_states`` has pairs of the ids of an actor and of the state that they are of.
    """
    papers = stem_set("words-of-papers")
    stems_of = [_stems(p.matter.text) for p in positions]
    content_of = [stems - papers for stems in stems_of]
    repetitions: dict[Position, list[int]] = {}
    for n, position in enumerate(positions):
        repetitions.setdefault(replace(position, addressee=None), []).append(n)
    first_indices = sorted(indices[0] for indices in repetitions.values())
    tied = []
    for n, position in enumerate(positions):
        if position.reply_to is None and position.stance in ANSWERING:
            is_paper = not content_of[n] and position.matter.text.casefold().startswith(DEFINITE)
            stems = stems_of if is_paper else content_of  # "supported text on markets" answers no "text on forests"
            requests = [
                k
                for k in first_indices
                if k < n
                and positions[k].stance in ASKING
                and positions[k].holder != position.holder
                and _are_same(stems[k], stems[n])
                and _may_be_one(positions[k], position, min(len(stems[k]), len(stems[n])))
                and position.addressee in {None, positions[k].holder}
            ]
            if requests:
                request = max(requests, key=lambda k: (positions[k].matter == position.matter, k))
                indices = repetitions[replace(positions[request], addressee=None)]
                position = replace(position, reply_to=_said_to(positions, indices, position.holder, of_states))
        tied.append(position)
    return tuple(tied)


def _said_to(
    positions: Sequence[Position], indices: Sequence[int], answerer: str, of_states: Collection[tuple[str, str]]
) -> int:
    """Which of the positions that say the same to several is said to whoever answers, or best to them."""

    def closeness(n: int) -> int:
        addressee = positions[n].addressee
        return 2 * (addressee == answerer) + ((answerer, addressee) in of_states)

    return max(indices, key=closeness)


def _may_be_one(request: Position, answer: Position, content_words: int) -> bool:
    """Whether two matters with this many words of content may be the same: with one word ("this decision") they have to
    be near each other, and numbered documents have to have the same number."""
    near = answer.evidence.start - request.evidence.end <= LETTERS_TO_ANSWER
    numbers = [{n.rpartition("/")[2] for n in NUMBER.findall(each.matter.text)} for each in (request, answer)]
    return (content_words > 1 or near) and (not all(numbers) or not numbers[0].isdisjoint(numbers[1]))


def _stems(text: str) -> frozenset[str]:
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    return frozenset(stem(w) for w in words if len(w) > 2 and w not in word_set("function-words"))


def _are_same(requested: frozenset[str], answering: frozenset[str]) -> bool:
    shared = len(requested & answering)
    least = min(len(requested), len(answering))
    return least > 0 and shared >= min(2, least) and shared >= SHARED * least
