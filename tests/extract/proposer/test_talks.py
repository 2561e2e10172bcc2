"""Talks: the scores of a network beside the rules, and what it proposes alone."""

from __future__ import annotations

import pytest

from kg.extract import STORED, Reader
from kg.extract.actors.cluster import CLUSTERS
from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.candidates.decisions import decide
from kg.extract.candidates.filter import DOUBTFUL
from kg.extract.proposer.reranker import Reranker, log_odds
from kg.extract.proposer.scene.pairs import PairScores
from kg.extract.proposer.scene.scene import REASONS, TYPES, Scene, SceneMention, scene_of
from kg.extract.proposer.talks.candidates import HEADING, LEARNED, rerank_talks, weighed_talks
from kg.extract.proposer.talks.pairs import talk_pairs
from kg.extract.proposer.windows import windows
from kg.model import ActorType, TalkModality
from tests.doubles.tiny_network import tiny_network
from tests.extract.proposer.unproposed import unproposed

OWNED = "negotiation.noun-owner-with"
PRONOUN = REASONS.index("pronoun")
UNRULED = "Peru put its heads together with Chile. Bolivia was told."
RULED = "Peru met with Chile in Lima."
NOTHING = dict.fromkeys(
    ("rule", "rule.by_rule", "rule.alike", "alone", "alone.state", "alone.others", "alone.pronoun"), 0.0
)
TRUSTING = Reranker(0.0, 0.5, NOTHING | {"rule.talking": 1.0, "alone.talking": 1.0})
"""Believes the network alone."""


def kept(
    reader: Reader, text: str, sure: float, names: tuple[str, str] = ("Peru", "Chile")
) -> list[tuple[str, TalkModality]]:
    """The rules and modalities of the talks that are kept if the network gives talks of two actors in the first
    sentence the probability ``sure``."""
    doc = unproposed(reader, text)
    first, second = sorted(cluster.id for cluster in CLUSTERS(doc) if cluster.name in names)
    rerank_talks(doc, scene_of(doc), [PairScores(0, {(first, second): sure})], TRUSTING)
    assert all(c.reranked is not None for c in CANDIDATES(doc) if c.heading == HEADING)
    return [
        (d.candidate.rule, d.candidate.values["modality"])
        for d in decide(doc)
        if d.kept and d.candidate.heading == HEADING
    ]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        (UNRULED, TalkModality.ACTUAL),
        ("Peru may put its heads together with Chile.", TalkModality.POSSIBLE),
        ("We praise the work of Peru and encourage dialogue with Chile.", TalkModality.POSSIBLE),
    ],
)
def test_talks_that_no_rule_finds_are_proposed(reader: Reader, text: str, modality: TalkModality) -> None:
    assert kept(reader, text, 0.9) == [(LEARNED, modality)]
    assert kept(reader, text, 0.2) == []


def test_talks_that_no_rule_finds_are_never_sure_enough_for_a_graph(reader: Reader) -> None:
    doc = unproposed(reader, UNRULED)
    first, second = sorted(cluster.id for cluster in CLUSTERS(doc) if cluster.name in {"Peru", "Chile"})
    rerank_talks(doc, scene_of(doc), [PairScores(0, {(first, second): 0.99})], TRUSTING)
    talks = [d for d in decide(doc) if d.candidate.rule == LEARNED]
    assert [d.confidence for d in talks] == [DOUBTFUL]
    assert talks[0].confidence < STORED


@pytest.mark.parametrize(
    ("text", "names", "rules"),
    [
        ("Bolivia put its heads together with Ana Ruiz and Bo Ek.", ("Ana Ruiz", "Bo Ek"), []),
        ("There is a contract between Ana Ruiz and Bo Ek.", ("Ana Ruiz", "Bo Ek"), [LEARNED]),
        ("Bolivia put its heads together with Peru and Chile.", ("Peru", "Chile"), [LEARNED]),
        (
            "Bolivia put its heads together with President Ana Ruiz of Peru and President Bo Ek of Mali.",
            ("Ana Ruiz", "Bo Ek"),
            [],
        ),
        ("There are contracts between Mali and Peru and between Niger and Chile.", ("Peru", "Chile"), []),
    ],
)
def test_members_of_one_list_talk_if_they_are_of_two_sides(
    reader: Reader, text: str, names: tuple[str, str], rules: list[str]
) -> None:
    assert [rule for rule, _ in kept(reader, text, 0.9, names)] == rules


def test_a_rule_s_talks_are_judged_with_the_network(reader: Reader) -> None:
    ((rule, _),) = kept(reader, RULED, 0.9)
    assert rule != LEARNED
    assert kept(reader, RULED, 0.1) == []


def test_the_reranker_sees_the_types_of_the_actors() -> None:
    state, person = TYPES.index(ActorType.STATE), TYPES.index(ActorType.PERSON)
    weighed = weighed_talks(scene_of_three(state, person), [], [PairScores(0, {("a0", "a1"): 0.9, ("a1", "a2"): 0.9})])
    assert [talks.features["alone.state"] for talks in weighed] == [1.0, 0.0]


def test_the_reranker_sees_other_talks_and_pronouns_of_the_sentence() -> None:
    scene = scene_of_three(TYPES.index(ActorType.STATE), TYPES.index(ActorType.PERSON))
    told = [PairScores(0, {("a0", "a1"): 0.9, ("a1", "a2"): 0.6}), PairScores(0, {("a0", "a2"): 0.5})]
    looked = {talks.actors: talks.features for talks in weighed_talks(scene, [], told)}
    others = {actors: seen["alone.others"] for actors, seen in looked.items()}
    assert others["a0", "a1"] == log_odds(0.6)
    assert others["a1", "a2"] == others["a0", "a2"] == log_odds(0.9)
    assert {actors for actors, seen in looked.items() if seen["alone.pronoun"]} == {("a0", "a2"), ("a1", "a2")}


def scene_of_three(state: int, person: int) -> Scene:
    """The sentence "Peru told Ek she would", whose third actor a pronoun means."""
    mentions = (SceneMention("a0", 0, 1, 0), SceneMention("a1", 2, 3, 0), SceneMention("a2", 3, 4, PRONOUN))
    types = {"a0": state, "a1": person, "a2": person}
    return Scene(("Peru", "told", "Ek", "she", "would"), ((0, 5),), mentions, types, {})


def test_mentions_of_one_actor_are_added_up_in_both_orders() -> None:
    network = tiny_network()
    scene = Scene(
        words=("Peru", "and", "Chile", "said", "Peru", "."),
        sentences=((0, 6),),
        mentions=(SceneMention("a0", 0, 1, 0), SceneMention("a1", 2, 3, 0), SceneMention("a0", 4, 5, 0)),
        types={"a0": 1, "a1": 1},
        speakers={},
    )
    (window,) = windows(scene.sentences, [1] * 6)
    (pairs,) = talk_pairs(scene, [0], window.words)
    assert sorted(pairs.places) == [(0, 1), (1, 0), (1, 2), (2, 1)]
    (scores,) = network.talks(network.read(scene, window), scene)
    assert set(scores.likely) == {("a0", "a1")}
    assert 0 < scores.likely["a0", "a1"] < 1


@pytest.mark.parametrize(
    ("text", "names", "rules"),
    [
        ("Ana Ruiz phoned Bo Ek about Cora Lind's call to Omar Haddad.", ("Bo Ek", "Omar Haddad"), []),
        ("Ana Ruiz phoned Bo Ek about Cora Lind's call to Omar Haddad.", ("Bo Ek", "Cora Lind"), []),
        ("Ana Ruiz was glad about her call to Omar Haddad.", ("Ana Ruiz", "Omar Haddad"), [OWNED]),
    ],
)
def test_being_informed_of_talks_is_not_taking_part(
    reader: Reader, text: str, names: tuple[str, str], rules: list[str]
) -> None:
    assert [rule for rule, _ in kept(reader, text, 0.9, names)] == rules


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz opposed the levy in an interview with host Bo Ek.",
        "Ana Ruiz campaigned with Bo Ek.",
        "A debate between Ana Ruiz and Bo Ek drew few viewers.",
        "Ana Ruiz was interviewed by Bo Ek.",
        "Ana Ruiz spoke with Bo Ek in an interview.",
    ],
)
def test_interviews_and_joint_appearances_are_no_talks(reader: Reader, text: str) -> None:
    assert kept(reader, text, 0.95, ("Ana Ruiz", "Bo Ek")) == []


def test_a_meeting_told_in_an_interview_is_talks(reader: Reader) -> None:
    text = "Ana Ruiz said in an interview with Cora Lind that she met Bo Ek."
    assert [modality for _, modality in kept(reader, text, 0.95, ("Ana Ruiz", "Bo Ek"))] == [TalkModality.ACTUAL]


def test_a_body_does_not_talk_with_the_group_in_whose_words_it_stands(reader: Reader) -> None:
    found = kept(reader, "Thai and Lao officials met in Oslo.", 0.95, ("Thai and Lao officials", "Lao officials"))
    assert LEARNED not in {rule for rule, _ in found}


@pytest.mark.parametrize(
    ("beside", "rules"),
    [
        ("Bo Ek, an aide to Ana Ruiz", []),
        ("Bo Ek, special envoy of President Ana Ruiz", []),
        ("Bo Ek, an aide to Liv Aas, and Ana Ruiz", [LEARNED]),
    ],
)
def test_whom_the_post_of_another_serves_does_not_talk(reader: Reader, beside: str, rules: list[str]) -> None:
    text = f"Cora Lind put her heads together with {beside}."
    assert [rule for rule, _ in kept(reader, text, 0.9, ("Cora Lind", "Ana Ruiz"))] == rules


@pytest.mark.parametrize(
    ("text", "names", "rules"),
    [
        ("Ana Ruiz led the team before being replaced by Bo Ek, who had signed.", ("Ana Ruiz", "Bo Ek"), []),
        ("Ana Ruiz led the team until she was replaced as envoy by Bo Ek.", ("Ana Ruiz", "Bo Ek"), []),
        ("Ana Ruiz saw Bo Ek, who succeeded her as envoy, about it.", ("Ana Ruiz", "Bo Ek"), ["negotiation.verb-see"]),
        ("Ana Ruiz caught up with Bo Ek, who replaced her.", ("Ana Ruiz", "Bo Ek"), [LEARNED]),
        ("Wikinews caught up with Bo Ek to learn about the levy.", ("Wikinews", "Bo Ek"), []),
        ("Ana Ruiz caught up with Bo Ek for an interview.", ("Ana Ruiz", "Bo Ek"), []),
        ("Ana Ruiz caught up with Bo Ek for a chat.", ("Ana Ruiz", "Bo Ek"), [LEARNED]),
        ("Co-Chairs Ana Ruiz and Bo Ek helped everybody.", ("Ana Ruiz", "Bo Ek"), []),
    ],
)
def test_successors_interviewers_and_co_chairs_do_not_talk(
    reader: Reader, text: str, names: tuple[str, str], rules: list[str]
) -> None:
    assert [rule for rule, _ in kept(reader, text, 0.9, names)] == rules
