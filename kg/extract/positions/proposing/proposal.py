"""A proposal: the position that a rule hands in, for whoever holds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.extract.actors.actors import Cluster
from kg.extract.positions.proposing.holder import Holder
from kg.model import Stance

__all__ = ["ASKING", "Listing", "Proposal", "Taken"]

ASKING = {Stance.DEMAND, Stance.PROPOSE, Stance.OFFER, Stance.COMMIT}
"""Stances that put something forward: the others may answer what was put forward."""
ANSWERED = 90
"""Tokens after a group of demands in which an answer may take it up with a pronoun."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One position a holder: the ``rule`` that proposes it, the ``predicate`` that says so and the ``stance`` on the
    tokens ``[start, end)`` of the ``matter`` with their ``head``.

    ``slot`` names where the matter was found, ``reply_to`` is the number of the position that is answered, ``extra``
    what the filter is to see besides, and ``row`` the row of data that says so; ``on_word_of`` are those who said so in
    an earlier sentence. "Chile opposed the levy" is
    ``Proposal("position.verb.obj", opposed, Stance.OPPOSE, [chile], (2, 4), levy, slot="obj")``.
    """

    rule: str
    predicate: Token
    stance: Stance
    holders: Sequence[Holder]
    matter: tuple[int, int]
    head: Token
    addressee: Cluster | None = None
    slot: str = field(kw_only=True)
    reply_to: int | None = None
    extra: Mapping[str, float] = field(default_factory=dict)
    row: str = ""
    on_word_of: tuple[Cluster, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """Whose demands (proposals, ...) are enumerated: last ``told`` of at that token, on whose word, addressed to whom.

    ``group`` is where the group listed last names its matter, None before the first; ``grouped`` the token of its verb.
    """

    holders: Sequence[Holder]
    stance: Stance
    told: int
    sources: tuple[Cluster, ...] = ()
    addressee: Cluster | None = None
    group: Token | None = None
    grouped: int = -1

    def may_be_answered_at(self, verb: Token) -> bool:
        """Whether the group stands so shortly before a verb that this may answer it without naming it."""
        return 0 < verb.i - self.grouped < ANSWERED


@dataclass(frozen=True, slots=True)
class Taken:
    """What was last taken: the stance on which words, by whom, with the predicate's token."""

    predicate: Token
    stance: Stance
    matter: tuple[int, int]
    head: Token
    holders: tuple[str, ...]
    number: int
    held: tuple[Holder, ...]
