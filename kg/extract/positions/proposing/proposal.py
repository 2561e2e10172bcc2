"""A proposal: the position that a rule hands in, for each of its holders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.extract.actors.cluster import Cluster
from kg.extract.positions.proposing.holder import Holder
from kg.model import Stance

__all__ = ["ASKING", "EarlierPosition", "Listing", "Proposal"]

ASKING = {Stance.DEMAND, Stance.PROPOSE, Stance.OFFER, Stance.COMMIT}
"""Stances that put something forward, which others may answer."""
TOKENS_TO_GROUP = 90
"""Tokens after a group of demands within which an answer may refer to it by a pronoun."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A position for each of the ``holders``: the ``rule`` that proposes it, the ``predicate`` that expresses it and
    the ``stance`` on the tokens ``[start, end)`` of the ``matter`` with their ``head``.

    ``slot`` names where the matter was found, ``reply_to`` is the number of the position that is answered, ``extra``
    are more features for the filter, ``row`` is the row of data that the rule applied, and ``on_word_of`` are sources
    in an earlier sentence. "Chile opposed the levy" is
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
    """Demands (proposals, ...) that a text enumerates: their holders, sources and addressee, and the ``last_token``
    that listed some or told of them.

    ``group`` is the head of the matter of the group listed last, None before the first; ``group_verb`` its verb.
    """

    holders: Sequence[Holder]
    stance: Stance
    last_token: int
    sources: tuple[Cluster, ...] = ()
    addressee: Cluster | None = None
    group: Token | None = None
    group_verb: int = -1

    def may_be_answered_at(self, verb: Token) -> bool:
        """Whether a verb follows the group closely enough to answer it without naming it."""
        return 0 < verb.i - self.group_verb < TOKENS_TO_GROUP


@dataclass(frozen=True, slots=True)
class EarlierPosition:
    """A position that was proposed earlier, to which others may refer back."""

    predicate: Token
    stance: Stance
    matter: tuple[int, int]
    head: Token
    holders: tuple[Holder, ...]
    number: int

    @property
    def holder_ids(self) -> set[str]:
        """The ids of the holders' actors."""
        return {holder.cluster.id for holder in self.holders}
