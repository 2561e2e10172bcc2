"""What a party says on behalf of others, which the network gives to the party, too."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.actors.cluster import STATES_AND_BLOCS, Cluster
from kg.extract.actors.lists.on_behalf import spoken_for
from kg.extract.grammar.sentences import sentence_bounds

__all__ = ["speaks_only_for_others"]


def speaks_only_for_others(doc: Doc, holder: Cluster, words: tuple[int, int]) -> bool:
    """Whether a state or bloc that the sentence of a matter names only speaks for others there, whose position it is:
    "[Kenya], for AOSIS, asked for [a vote]"; not "Kenya, also for AOSIS"."""
    if holder.type not in STATES_AND_BLOCS:
        return False
    start, end = sentence_bounds(doc[words[0]])
    spoken = [spoken_for(doc, doc[m.head]) for m in holder.mentions if start <= m.head < end]
    return bool(spoken) and all(bodies and holder not in bodies for bodies in spoken)
