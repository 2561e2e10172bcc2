"""Affiliations: the scores of a network beside the rules, and what it proposes alone."""

from __future__ import annotations

import pytest

from kg.extract import Reader
from kg.extract.actors.cluster import CLUSTERS
from kg.extract.candidates.decisions import decide
from kg.extract.proposer.affiliations.candidates import HEADING, LEARNED, rerank_affiliations
from kg.extract.proposer.affiliations.pairs import affiliation_pairs
from kg.extract.proposer.reranker import Reranker
from kg.extract.proposer.scene.pairs import PairScores
from kg.extract.proposer.scene.scene import TYPES, Scene, SceneMention, scene_of
from kg.extract.proposer.windows import windows
from tests.doubles.tiny_network import tiny_network
from tests.extract.proposer.unproposed import unproposed

NOTHING = dict.fromkeys(("rule", "rule.by_rule", "rule.seen", "alone", "alone.back", "alone.rival", "alone.ruled"), 0.0)
TYPED = {f"alone.member={kind}": 0.0 for kind in TYPES}
TRUSTING = Reranker(0.0, 0.5, NOTHING | TYPED | {"alone.state": 0.0, "rule.likely": 1.0, "alone.likely": 1.0})
"""Believes the network alone."""


def kept(reader: Reader, text: str, member: str, body: str, sure: float) -> list[tuple[str, ...]]:
    """The rules and actors of the affiliations that are kept if the network gives one in the first sentence the
    probability ``sure``."""
    doc = unproposed(reader, text)
    ids = {cluster.name: cluster.id for cluster in CLUSTERS(doc)}
    rerank_affiliations(doc, scene_of(doc), [PairScores(0, {(ids[member], ids[body]): sure})], TRUSTING)
    return [
        (d.candidate.rule, *(actor.name for actor in d.candidate.actors.values() if actor is not None))
        for d in decide(doc)
        if d.kept and d.candidate.heading == HEADING
    ]


def test_an_affiliation_that_no_rule_finds_is_proposed(reader: Reader) -> None:
    text = "Ana Ruiz waved the flag of Peru."
    assert kept(reader, text, "Ana Ruiz", "Peru", 0.9) == [(LEARNED, "Ana Ruiz", "Peru")]
    assert kept(reader, text, "Ana Ruiz", "Peru", 0.2) == []


def test_a_rule_s_affiliation_is_judged_with_the_network(reader: Reader) -> None:
    text = "Ana Ruiz of the Green Party left."
    ((rule, *actors),) = kept(reader, text, "Ana Ruiz", "Green Party", 0.9)
    assert rule != LEARNED
    assert actors == ["Ana Ruiz", "Green Party"]
    assert kept(reader, text, "Ana Ruiz", "Green Party", 0.1) == []


@pytest.mark.parametrize("text", ["Ana Ruiz, president of Peru, left.", "President Ana Ruiz left. So did Peru."])
def test_the_network_does_not_repeat_the_affiliation_in_a_role(reader: Reader, text: str) -> None:
    assert kept(reader, text, "Ana Ruiz", "Peru", 0.9) == []


def test_an_affiliation_has_a_direction() -> None:
    network = tiny_network()
    scene = Scene(
        words=("Peru", "and", "Chile", "said", "."),
        sentences=((0, 5),),
        mentions=(SceneMention("a0", 0, 1, 0), SceneMention("a1", 2, 3, 0)),
        types={"a0": 1, "a1": 1},
        speakers={},
    )
    (window,) = windows(scene.sentences, [1] * 5)
    (pairs,) = affiliation_pairs(scene, [0], window.words)
    assert sorted(pairs.places) == [(0, 1), (1, 0)]
    (scores,) = network.affiliations(network.read(scene, window), scene)
    assert scores.likely["a0", "a1"] != scores.likely["a1", "a0"]
    assert all(0 < sure < 1 for sure in scores.likely.values())


def test_a_person_or_delegation_is_no_body_to_belong_to(reader: Reader) -> None:
    assert kept(reader, "Ana Ruiz sang beside Bo Ek.", "Ana Ruiz", "Bo Ek", 0.9) == []
    text = "Greenpeace wrote to the Peruvian delegation."
    assert kept(reader, text, "Greenpeace", "Peruvian delegation", 0.9) == []


def test_the_network_alone_proposes_no_former_member(reader: Reader) -> None:
    text = "Former Greenpeace economist Bo Ek rejected the plan."
    assert kept(reader, text, "Bo Ek", "Greenpeace", 0.9) == []


@pytest.mark.parametrize(
    ("text", "member", "body"),
    [
        ('"They are late," said Mr. Ruiz of the traders.', "Ruiz", "traders"),
        ("The Hamas-led government met.", "Hamas-led government", "Hamas"),
        ("Anti-Hamas militia leader Bo Ek spoke.", "Bo Ek", "Hamas"),
    ],
)
def test_the_network_ties_nobody_to_whom_it_speaks_of_is_led_by_or_is_against(
    reader: Reader, text: str, member: str, body: str
) -> None:
    assert kept(reader, text, member, body, 0.9) == []


def test_the_network_may_tie_somebody_to_whom_other_words_name(reader: Reader) -> None:
    text = '"They are late," said Mr. Ruiz of the Harbour Union.'
    assert [row[1:] for row in kept(reader, text, "Ruiz", "Harbour Union", 0.9)] == [("Ruiz", "Harbour Union")]
    text = "The anti-Hamas leader Bo Ek met Hamas."
    assert kept(reader, text, "Bo Ek", "Hamas", 0.9) == [(LEARNED, "Bo Ek", "Hamas")]
    text = "The government met Hamas."
    assert kept(reader, text, "government", "Hamas", 0.9) == [(LEARNED, "government", "Hamas")]


def test_only_the_likelier_direction_of_an_affiliation_is_proposed(reader: Reader) -> None:
    text = "Greenpeace shares a roof with the Boat Club."
    doc = unproposed(reader, text)
    one, other = (cluster.id for cluster in CLUSTERS(doc))
    seen = [PairScores(0, {(one, other): 0.7, (other, one): 0.9})]
    rerank_affiliations(doc, scene_of(doc), seen, TRUSTING)
    members = [d.candidate.actors["member"] for d in decide(doc) if d.kept and d.candidate.heading == HEADING]
    assert [member.id for member in members if member is not None] == [other]
