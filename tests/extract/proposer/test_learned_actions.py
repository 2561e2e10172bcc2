"""Actions: what a network proposes beside the rules, told as far as the words tell it."""

from __future__ import annotations

import pytest

from kg.extract import Reader
from kg.extract.actors.cluster import CLUSTERS
from kg.extract.candidates.candidate import Candidate
from kg.extract.candidates.decisions import decide
from kg.extract.proposer.actions.candidates import HEADING, LEARNED, TOLD_TYPES, add_actions
from kg.extract.proposer.actions.words import KINDS, ActionScores, action_words_of
from kg.extract.proposer.reranker import Reranker
from kg.extract.proposer.scene.scene import Scene, SceneMention, scene_of
from kg.extract.proposer.windows import windows
from kg.model import ActionKind, ActionStatus
from tests.doubles.tiny_network import tiny_network
from tests.extract.proposer.unproposed import unproposed

LOOKED = ("likeliest", "rival", "before-rival", "other", "ruled", "ruled.same-kind", "ruled.same-actor")
NOTHING = dict.fromkeys((*LOOKED, *(f"actor={kind}" for kind in TOLD_TYPES)), 0.0)
TRUSTING = Reranker(0.0, 0.5, NOTHING | {"likely": 1.0})
"""Believes the network alone."""


def kept(reader: Reader, text: str, word: str, kind: ActionKind, sure: float = 0.9) -> list[Candidate]:
    """The actions that are kept if the network gives Peru this kind of action at a word, with probability ``sure``."""
    doc = unproposed(reader, text)
    peru = next(cluster.id for cluster in CLUSTERS(doc) if cluster.name == "Peru")
    at = next(token.i for token in doc if token.text == word)
    likely = tuple(sure if each == kind else 0.01 for each in KINDS)
    add_actions(doc, scene_of(doc), [ActionScores(0, peru, likely, (at,) * len(KINDS))], TRUSTING)
    return [d.candidate for d in decide(doc) if d.kept and d.candidate.heading == HEADING]


def test_an_action_outside_all_word_lists_is_proposed(reader: Reader) -> None:
    text = "Peru towed 12 boats of Chile out to sea."
    (action,) = kept(reader, text, "towed", ActionKind.OTHER)
    assert action.rule == LEARNED
    assert action.values["kind"] == ActionKind.OTHER
    assert (action.values["amount"], action.values["unit"]) == (12.0, "boats")
    assert action.actors["target"] is not None
    assert action.actors["target"].name == "Chile"
    assert kept(reader, text, "towed", ActionKind.OTHER, 0.3) == []


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Peru will tow the boats.", "tow", ActionStatus.ANNOUNCED),
        ("Peru may tow the boats.", "tow", ActionStatus.POSSIBLE),
        ("Peru towed the boats.", "towed", ActionStatus.IN_FORCE),
        ("Peru will suspend licenses for exports of boats.", "exports", ActionStatus.ANNOUNCED),
    ],
)
def test_the_status_follows_the_words(reader: Reader, text: str, word: str, status: ActionStatus) -> None:
    (action,) = kept(reader, text, word, ActionKind.OTHER)
    assert action.values["status"] == status


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Peru never towed the boats.", "towed"),
        ("Chile urged Peru to tow the boats.", "boats"),
        ("Peru attacked Bo Ek as a liar.", "attacked"),
    ],
)
def test_a_denied_or_wanted_action_is_not_proposed(reader: Reader, text: str, word: str) -> None:
    assert kept(reader, text, word, ActionKind.OTHER) == []


def test_an_action_also_proposed_by_a_rule_has_the_values_of_the_rule(reader: Reader) -> None:
    (action,) = kept(reader, "Peru called a truce with Chile, and the boats were towed.", "towed", ActionKind.OTHER)
    assert action.rule == LEARNED
    assert action.values["status"] == ActionStatus.ANNOUNCED
    assert action.actors["target"] is not None


def test_an_action_kept_from_a_rule_is_not_repeated(reader: Reader) -> None:
    text = "Peru bombed Chile."
    (action,) = kept(reader, text, "bombed", ActionKind.STRIKE)
    assert action.rule != LEARNED


@pytest.mark.parametrize(
    ("text", "word", "kind", "number"),
    [
        ("Peru banned exports of gas to Chile.", "banned", ActionKind.OTHER, 1),
        ("Peru banned exports of gas to Chile.", "banned", ActionKind.RETALIATION, 2),
        ("Peru bombed Chile and towed the boats.", "towed", ActionKind.OTHER, 2),
    ],
)
def test_a_word_that_tells_an_action_by_a_rule_tells_no_other_but_retaliation(
    reader: Reader, text: str, word: str, kind: ActionKind, number: int
) -> None:
    assert len(kept(reader, text, word, kind)) == number


def test_the_proof_names_the_doer(reader: Reader) -> None:
    text = "Peru spoke. The boats were towed."
    doc = unproposed(reader, text)
    peru = next(cluster.id for cluster in CLUSTERS(doc) if cluster.name == "Peru")
    at = next(token.i for token in doc if token.text == "towed")
    likely = tuple(0.9 if each == ActionKind.OTHER else 0.01 for each in KINDS)
    add_actions(doc, scene_of(doc), [ActionScores(1, peru, likely, (at,) * len(KINDS))], TRUSTING)
    (action,) = [d.candidate for d in decide(doc) if d.kept and d.candidate.heading == HEADING]
    assert doc[slice(*action.evidence)].text == text


SCENE = Scene(
    words=("Chile", "left", ".", "Peru", "opposed", "the", "levy", "."),
    sentences=((0, 3), (3, 8)),
    mentions=(SceneMention("a1", 0, 1, 0), SceneMention("a0", 3, 4, 0)),
    types={"a0": 1, "a1": 1},
    speakers={},
    telling=frozenset({1, 4, 6}),
)


def test_each_action_word_is_paired_with_nearby_actors() -> None:
    action_words = action_words_of(SCENE, [0, 1], (0, 8))
    assert action_words.words == (1, 4, 6)
    assert action_words.doers == ((0, "a1"), (1, "a1"), (1, "a0"))
    assert [
        (action_words.words[word], action_words.mentions[mention].actor) for word, mention in action_words.places
    ] == [
        (1, "a1"),
        (4, "a1"),
        (4, "a0"),
        (6, "a1"),
        (6, "a0"),
    ]


def test_the_network_picks_the_best_action_word_of_each_doer() -> None:
    network = tiny_network()
    (window,) = windows(SCENE.sentences, [1] * 8)
    said = network.actions(network.read(SCENE, window), SCENE)
    assert [(one.sentence, one.actor) for one in said] == [(0, "a1"), (1, "a1"), (1, "a0")]
    assert all(0 <= sure <= 1 for one in said for sure in one.likely)
    looked = action_words_of(SCENE, [0, 1], window.words)
    for one in said:
        doer = looked.doers.index((one.sentence, one.actor))
        theirs = {looked.words[w] for (w, _), of in zip(looked.places, looked.of, strict=True) if of == doer}
        assert set(one.words) <= theirs


def test_without_mentions_there_are_no_actions() -> None:
    network = tiny_network()
    scene = Scene(("the", "levy"), ((0, 2),), (), {}, {}, telling=frozenset({1}))
    (window,) = windows(scene.sentences, [1, 1])
    assert network.actions(network.read(scene, window), scene) == []
