"""The network's scores for a document, window by window."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg.extract.arrays import Array
from kg.extract.proposer.actions.words import ActionScores
from kg.extract.proposer.ensemble import Ensemble
from kg.extract.proposer.network import HolderProbabilities, Network, WindowReading
from kg.extract.proposer.scene.holders import BACK, FORTH, Near, holders
from kg.extract.proposer.scene.pairs import PairScores
from kg.extract.proposer.scene.scene import Scene
from kg.extract.proposer.spans import likely_spans
from kg.extract.proposer.windows import windows
from kg.extract.words.lexicon import word_set

__all__ = ["MatterScores", "SceneScores", "readings", "scores_of", "trimmed"]

PREPOSITIONS_BEFORE_WHICH = word_set("prepositions-before-which")
WORDS_THAT_LEAD_ON = word_set("words-that-lead-on")
WORDS_BEFORE_A_NOUN = word_set("words-before-a-noun")
AS_WELL_AS = ("as", "well", "as")


@dataclass(frozen=True, slots=True)
class MatterScores:
    """The network's probabilities for one matter and one actor: what the actor holds; by stance, the mean that its
    ``words`` are tagged with it; that they are ``inside`` a matter, and that the first of them has ``begun`` one."""

    actor: str
    words: tuple[int, int]
    sentence: int
    held: HolderProbabilities
    tags: tuple[float, ...]
    inside: float
    begun: float


@dataclass(frozen=True, slots=True)
class SceneScores:
    """The network's scores for positions, talks, affiliations and actions in a document, in the order of the text."""

    matters: Sequence[MatterScores]
    talks: Sequence[PairScores]
    affiliations: Sequence[PairScores] = ()
    actions: Sequence[ActionScores] = ()


def scores_of(network: Network | Ensemble, scene: Scene, matters: Sequence[tuple[int, int]]) -> SceneScores:
    """The scores for the matters that the network finds and those given, each within one sentence, and for the actors
    of each sentence. There are none for the end of a sentence that is too long for one window."""
    matters_of_sentence: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for words in matters:
        if words[0] in scene.sentence_of:
            matters_of_sentence[scene.sentence_of[words[0]]].append(words)
    matter_scores: list[MatterScores] = []
    talks: list[PairScores] = []
    affiliations: list[PairScores] = []
    actions: list[ActionScores] = []
    for reading in readings(network, scene):
        matter_scores += _matter_scores(network, reading, scene, matters_of_sentence)
        talks += network.talks(reading, scene)
        if network.has_fact_heads:
            affiliations += network.affiliations(reading, scene)
            actions += network.actions(reading, scene)
    return SceneScores(matter_scores, talks, affiliations, actions)


def readings(network: Network | Ensemble, scene: Scene) -> Iterator[WindowReading]:
    """The network's reading of each window in or near which anybody is named, or speaks."""
    lengths = [len(network.pieces.of(word)) for word in scene.words]
    for window in windows(scene.sentences, lengths):
        first, last = window.sentences
        if scene.speakers or any(scene.by_sentence.get(k) for k in range(max(0, first - BACK), last + FORTH)):
            yield network.read(scene, window)


def _matter_scores(
    network: Network | Ensemble,
    reading: WindowReading,
    scene: Scene,
    given_matters: Mapping[int, Sequence[tuple[int, int]]],
) -> Iterator[MatterScores]:
    queries: list[tuple[int, tuple[int, int], Mapping[str, Sequence[Near]]]] = []
    _, end = reading.window.words
    sentences = range(*reading.window.sentences)
    likely = likely_spans([_tags(reading, scene.sentences[k]) for k in sentences])
    for k, spans in zip(sentences, likely, strict=True):
        start = scene.sentences[k][0]
        matters = {trimmed(scene, (a + start, b + start)) for a, b in spans}
        for matter in sorted(matters.union(given_matters.get(k, ()))):
            possible = holders(scene, matter, k, reading.window.words) if matter[1] <= end else {}
            if possible:
                queries.append((k, matter, possible))
    answers = network.held(reading, [(matter, possible) for _, matter, possible in queries])
    for (k, matter, _), held_by in zip(queries, answers, strict=True):
        probabilities = np.exp(_tags(reading, matter))
        by_stance = tuple(((probabilities[:, 1::2] + probabilities[:, 2::2]).mean(axis=0)).tolist())
        inside, begun = float(1 - probabilities[:, 0].mean()), float(probabilities[0, 1::2].sum())
        for actor, held in held_by.items():
            yield MatterScores(actor, matter, k, held, by_stance, inside, begun)


def _tags(reading: WindowReading, words: tuple[int, int]) -> Array:
    offset = reading.window.words[0]
    return reading.tags[words[0] - offset : words[1] - offset]


def trimmed(scene: Scene, matter: tuple[int, int]) -> tuple[int, int]:
    """A matter without punctuation at its end, save the second of two brackets, and without words that lead to what
    follows: "the speed [with which]", "the road [and for]", "the mine [as well as] the port"; not "the rules it abides
    by | were kept", "Annex A | because"."""
    start, end = matter
    words = [word.casefold() for word in scene.words[start:end]]
    after = scene.words[end].casefold() if end < len(scene.words) else ""
    while len(words) > 1 and not (words[-1] == ")" and "(" in words):
        before, last = words[-2:]
        leads = last in WORDS_THAT_LEAD_ON or (
            last in PREPOSITIONS_BEFORE_WHICH and {before, after} & WORDS_THAT_LEAD_ON
        )
        leads = leads or (last in WORDS_BEFORE_A_NOUN and _is_linked_forward(scene, start + len(words) - 1))
        leads = leads or (before, last, after) == AS_WELL_AS
        if not leads and any(sign.isalnum() for sign in last):
            break
        after = words.pop()
    return start, start + len(words)


def _is_linked_forward(scene: Scene, at: int) -> bool:
    """Whether a word depends on a later one, or a later one on it."""
    return scene.heads[at] > at or at in scene.heads[at + 1 :]
