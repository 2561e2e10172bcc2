"""The affiliations and actions of annotated documents, sentence by sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.extract.proposer.actions.words import KINDS, ActionWords
from kg.extract.proposer.affiliations.candidates import MORE_SPECIFIC
from kg.extract.proposer.scene.pairs import Pairs

__all__ = ["GoldActions", "GoldAffiliations", "gold_actions", "gold_affiliations"]


@dataclass(frozen=True)
class GoldAffiliations:
    """The sentences that state each affiliation of two actors; empty where only a role or a lead implies it."""

    sentences: Mapping[tuple[str, str], frozenset[int]]

    def wanted(self, pairs: Pairs) -> list[float]:
        """For each pair: 1 where the sentence states that the first belongs to the second, -1 (unknown) where
        another sentence may state it, else 0."""
        actor_pairs = [(pairs.mentions[i].actor, pairs.mentions[j].actor) for i, j in pairs.places]
        return [
            (1.0 if pairs.sentence in self.sentences[actors] else -1.0) if actors in self.sentences else 0.0
            for actors in actor_pairs
        ]


@dataclass(frozen=True)
class GoldActions:
    """The actions: of each, the document's actors that its actor is, the number of its kind, and the sentences of its
    evidence. Where the evidence runs on into another window, nothing is known."""

    actions: Sequence[tuple[tuple[str, ...], int, tuple[int, ...]]]

    def wanted(self, action_words: ActionWords) -> tuple[list[list[float]], list[tuple[int, list[int]]]]:
        """For each doer and kind: 1 where the sentence states it, -1 (unknown) where another or one of several may,
        else 0; and the places of those several, with the kind."""
        number = {doer: n for n, doer in enumerate(action_words.doers)}
        targets = [[0.0] * len(KINDS) for _ in action_words.doers]
        known_actions = {(actor, kind) for actors, kind, _ in self.actions for actor in actors}
        for n, (_, actor) in enumerate(action_words.doers):
            for kind in range(len(KINDS)):
                if (actor, kind) in known_actions:
                    targets[n][kind] = -1.0
        undecided = []
        sentences_here = {k for k, _ in action_words.doers}
        for actors, kind, sentences in self.actions:
            places = [number[k, actor] for k in sentences for actor in actors if (k, actor) in number]
            if places and len(sentences) == len(actors) == 1:
                targets[places[0]][kind] = 1.0
            elif places and sentences_here.issuperset(sentences):
                undecided.append((kind, places))
        return targets, undecided


def gold_affiliations(
    facts: Mapping[str, Any],
    actors_by_gold: Mapping[str, Sequence[str]],
    sentences_of_evidence: Mapping[str, Sequence[int]],
) -> GoldAffiliations:
    """The affiliations of a gold document.

    ``actors_by_gold`` gives the document's actors for each actor of the gold, ``sentences_of_evidence`` the numbers of
    the sentences of each evidence.
    """
    sentences_by_pair: dict[tuple[str, str], set[int]] = {}
    for tie in facts.get("affiliations") or ():
        for actors in _pairs(actors_by_gold, tie["member"], tie["of"]):
            sentences_by_pair.setdefault(actors, set()).update(sentences_of_evidence.get(tie["evidence"], ()))
    for heading, (first, second) in MORE_SPECIFIC.items():  # they imply affiliations, but in no sentence that is known
        for fact in facts.get(heading) or ():
            for actors in _pairs(actors_by_gold, fact[first], fact[second] or ""):
                sentences_by_pair.setdefault(actors, set())
    return GoldAffiliations({actors: frozenset(sentences) for actors, sentences in sentences_by_pair.items()})


def _pairs(actors_by_gold: Mapping[str, Sequence[str]], first: str, second: str) -> list[tuple[str, str]]:
    return [(a, b) for a in actors_by_gold.get(first, ()) for b in actors_by_gold.get(second, ())]


def gold_actions(
    facts: Mapping[str, Any],
    actors_by_gold: Mapping[str, Sequence[str]],
    sentences_of_evidence: Mapping[str, Sequence[int]],
) -> GoldActions:
    """The actions of a gold document; the parameters are those of `gold_affiliations`."""
    kinds = [str(kind) for kind in KINDS]
    return GoldActions(
        [
            (
                tuple(actors_by_gold.get(action["actor"], ())),
                kinds.index(action["kind"]),
                tuple(sentences_of_evidence.get(action["evidence"], ())),
            )
            for action in facts.get("actions") or ()
        ]
    )
