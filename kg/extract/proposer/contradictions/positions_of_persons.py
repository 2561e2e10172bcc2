"""What a person says or does, which the network gives to a state, too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import STATES_AND_BLOCS, Cluster, cluster_at
from kg.extract.grammar.arcs import objects_of
from kg.extract.grammar.clause import conjuncts, grammatical_subjects, subjects
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.proposer.reranker import Proposed
from kg.extract.speech.speakers import SPEAKERS
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["given_to_states"]

LEAST_LEAD = 0.15
"""The least by which a person's position is likelier than a state's on the same matter, which then is none."""
PREPOSITIONS_OF_OWNERS = {"of", "with"}
ATTRIBUTES = {"amod", "compound", "nmod", "poss"}


def given_to_states(
    doc: Doc,
    proposals: Iterable[tuple[Proposed, float]],
    holder_of: Callable[[str], Cluster | None],
    alike: Callable[[tuple[int, int], tuple[int, int]], bool],
) -> Iterator[Proposed]:
    """The proposals of the network for a state or bloc that the clauses over the matter do not name as a subject or
    owner, where a person's of the same stance on the same matter is likelier: "Ruiz thanked Peru's friends for [the
    loan]"."""
    ranked = list(proposals)
    persons_positions: dict[tuple[object, int], list[tuple[Proposed, float]]] = defaultdict(list)
    for proposal, probability in ranked:
        holder = holder_of(proposal.actor)
        if holder is not None and holder.type == ActorType.PERSON:
            persons_positions[proposal.stance, sentence_bounds(doc[proposal.words[0]])[0]].append(
                (proposal, probability)
            )
    for proposal, probability in ranked:
        holder = holder_of(proposal.actor)
        if proposal.by_rule is not None or holder is None or holder.type not in STATES_AND_BLOCS:
            continue
        rivals = persons_positions[proposal.stance, sentence_bounds(doc[proposal.words[0]])[0]]
        likelier = any(
            person_probability >= probability + LEAST_LEAD and alike(proposal.words, person.words)
            for person, person_probability in rivals
        )
        if likelier and not _is_told_of(holder, doc[proposal.words[0] : proposal.words[1]].root):
            yield proposal


def _is_told_of(holder: Cluster, head: Token) -> bool:
    """Whether a clause over a matter names the holder as its subject, speaker or owner: "Ruiz praised [Peru]'s support
    for the cap", "Ruiz said that [we] support the cap"."""
    first_person = word_set("first-person")
    for above in (head, *head.ancestors):
        named_tokens = [*conjuncts(grammatical_subjects(above)), *subjects(above)]
        named_tokens += [c for c in above.children if c.dep_ in ATTRIBUTES]
        named_tokens += objects_of(above, PREPOSITIONS_OF_OWNERS)
        speakers = [
            head.doc[i] for t in named_tokens if t.lower_ in first_person for i in SPEAKERS(head.doc).get(t.i, ())
        ]
        if any(cluster_at(token) is holder for token in (*named_tokens, *speakers)):
            return True
    return False
