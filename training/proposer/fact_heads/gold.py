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
    """The sentences that tell each affiliation of two actors. None is known where a role or a lead implies it."""

    sentences: Mapping[tuple[str, str], frozenset[int]]

    def wanted(self, pairs: Pairs) -> list[float]:
        """For each pair: 1 where the sentence tells that the first belongs to the second, -1 (unknown) where another
        sentence may tell it, else 0."""
        two = [(pairs.mentions[i].actor, pairs.mentions[j].actor) for i, j in pairs.places]
        return [(1.0 if pairs.sentence in self.sentences[t] else -1.0) if t in self.sentences else 0.0 for t in two]


@dataclass(frozen=True)
class GoldActions:
    """The actions: of each, the document's actors that its actor is, the number of its kind, and the sentences of its
    evidence. Where the evidence runs on into another window, nothing is known."""

    actions: Sequence[tuple[tuple[str, ...], int, tuple[int, ...]]]

    def wanted(self, action_words: ActionWords) -> tuple[list[list[float]], list[tuple[int, list[int]]]]:
        """For each doer and kind: 1 where the sentence tells it, -1 (unknown) where another does or one of several may,
        else 0; and the places of those several, with the kind."""
        number = {doer: n for n, doer in enumerate(action_words.doers)}
        wanted = [[0.0] * len(KINDS) for _ in action_words.doers]
        done = {(actor, kind) for actors, kind, _ in self.actions for actor in actors}
        for n, (_, actor) in enumerate(action_words.doers):
            for kind in range(len(KINDS)):
                if (actor, kind) in done:
                    wanted[n][kind] = -1.0
        several = []
        seen = {k for k, _ in action_words.doers}
        for actors, kind, sentences in self.actions:
            told = [number[k, actor] for k in sentences for actor in actors if (k, actor) in number]
            if told and len(sentences) == len(actors) == 1:
                wanted[told[0]][kind] = 1.0
            elif told and seen.issuperset(sentences):
                several.append((kind, told))
        return wanted, several


def gold_affiliations(
    facts: Mapping[str, Any], ours: Mapping[str, Sequence[str]], proofs: Mapping[str, Sequence[int]]
) -> GoldAffiliations:
    """The affiliations of a gold document; ``ours``: the document's actors by those of the gold, ``proofs``: the
    sentences of each evidence."""
    found: dict[tuple[str, str], set[int]] = {}
    for tie in facts.get("affiliations") or ():
        for two in _pairs(ours, tie["member"], tie["of"]):
            found.setdefault(two, set()).update(proofs.get(tie["evidence"], ()))
    for heading, (one, other) in MORE_SPECIFIC.items():  # they imply affiliations, but in no sentence that is known
        for fact in facts.get(heading) or ():
            for two in _pairs(ours, fact[one], fact[other] or ""):
                found.setdefault(two, set())
    return GoldAffiliations({two: frozenset(sentences) for two, sentences in found.items()})


def _pairs(ours: Mapping[str, Sequence[str]], one: str, other: str) -> list[tuple[str, str]]:
    return [(a, b) for a in ours.get(one, ()) for b in ours.get(other, ())]


def gold_actions(
    facts: Mapping[str, Any], ours: Mapping[str, Sequence[str]], proofs: Mapping[str, Sequence[int]]
) -> GoldActions:
    """The actions of a gold document; the parameters are those of `gold_affiliations`."""
    kinds = [str(kind) for kind in KINDS]
    return GoldActions(
        [
            (tuple(ours.get(each["actor"], ())), kinds.index(each["kind"]), tuple(proofs.get(each["evidence"], ())))
            for each in facts.get("actions") or ()
        ]
    )
