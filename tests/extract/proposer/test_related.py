"""Talks, affiliations and actions: a network's word beside the rules', and what it proposes alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kg.extract import Reader
from kg.extract.actors.cluster import CLUSTERS
from kg.extract.candidates.facts import decide
from kg.extract.proposer.judge import Judge
from kg.extract.proposer.related.candidates import judge_related
from kg.extract.proposer.related.sights import DEEDS, Related, sights
from kg.extract.proposer.scene.scene import Named, Scene, scene_of
from kg.extract.proposer.windows import windows
from kg.extract.stages import COMPONENTS
from kg.extract.text.document import DOCUMENT
from kg.extract.text.parsing import parse
from kg.model import Document
from tests.doubles.tiny_network import tiny_network

TALKS = "Peru put its heads together with Chile. Bolivia was told."
DEED = "Peru quietly mined the border. Chile did not mine it."
JUDGE = Judge(0.0, 0.5, {"rule": 0.0, "rule.by_rule": 0.0, "rule.related": 1.0, "alone": 0.0, "alone.related": 1.0})
"""Believes the network alone."""
JUDGES = {"negotiates_with": JUDGE, "affiliations": JUDGE, "actions": JUDGE}


def kept(reader: Reader, text: str, said: Sequence[tuple[str, str, int, float]]) -> list[str]:
    """What is kept of a text of which the network says that one name is something to another (a number of the pair's
    outputs), or, where the second is empty, that it does the deed of that number."""
    doc = parse(reader.nlp, text, COMPONENTS)
    DOCUMENT.put(doc, Document(text, "talks", "file:///talks.txt"))
    for name, component in reader.nlp.pipeline:
        if name in COMPONENTS and name not in {"kg_propose", "kg_facts"}:
            doc = component(doc)
    scene = scene_of(doc)
    ids = {cluster.name: cluster.id for cluster in CLUSTERS(doc)}
    judge_related(doc, scene, [_related(scene, k, ids, said) for k in range(len(scene.sentences))], JUDGES)
    return [d.candidate.rule for d in decide(doc) if d.kept and d.candidate.heading in JUDGES]


def _related(scene: Scene, sentence: int, ids: dict[str, str], said: Sequence[tuple[str, str, int, float]]) -> Related:
    here = {named.actor for named in scene.by_sentence.get(sentence, ())}
    pairs = {(a, b): [0.0] * 3 for a in here for b in here if a != b}
    deeds = {a: [0.0] * len(DEEDS) for a in here}
    for one, other, number, sure in said:
        if ids[one] in here and not other:
            deeds[ids[one]][number] = sure
        elif {ids[one], ids.get(other)} <= here:
            pairs[ids[one], ids[other]][number] = sure
    return Related(sentence, {k: tuple(v) for k, v in pairs.items()}, {k: tuple(v) for k, v in deeds.items()})


def test_talks_that_no_rule_finds_are_proposed_once_a_pair(reader: Reader) -> None:
    said = [("Peru", "Chile", 0, 0.9), ("Chile", "Peru", 0, 0.9)]
    assert kept(reader, TALKS, said) == ["negotiation.learned"]


def test_talks_need_both_orders(reader: Reader) -> None:
    assert kept(reader, TALKS, [("Peru", "Chile", 0, 0.9)]) == []


def test_what_the_network_doubts_is_not_kept_though_a_rule_finds_it(reader: Reader) -> None:
    text = "Peru met with Chile in Lima."
    both = [("Peru", "Chile", 0, 0.9), ("Chile", "Peru", 0, 0.9)]
    (rule,) = kept(reader, text, both)
    assert rule != "negotiation.learned"
    assert kept(reader, text, []) == []


def test_a_member_is_not_its_body_s_body(reader: Reader) -> None:
    assert kept(reader, TALKS, [("Peru", "Chile", 1, 0.9)]) == ["affiliation.learned"]


@pytest.mark.parametrize(("who", "found"), [("Peru", ["action.learned"]), ("Chile", [])])
def test_what_was_not_done_is_no_action(reader: Reader, who: str, found: list[str]) -> None:
    assert kept(reader, DEED, [(who, "", DEEDS.index("other"), 0.9)]) == found


def test_mentions_of_one_actor_are_added_up() -> None:
    network = tiny_network()
    scene = Scene(
        words=("Peru", "and", "Chile", "said", "Peru", "."),
        sentences=((0, 6),),
        named=(Named("a0", 0, 1, 0), Named("a1", 2, 3, 0), Named("a0", 4, 5, 0)),
        types={"a0": 1, "a1": 1},
        speakers={},
    )
    (window,) = windows(scene.sentences, [1] * 6)
    (sight,) = sights(scene, [0], window.words)
    assert len(sight.pairs) == 4  # two of Peru's with one of Chile's, in both orders
    (related,) = network.related(network.read(scene, window), scene)
    assert set(related.pairs) == {("a0", "a1"), ("a1", "a0")}
    assert set(related.deeds) == {"a0", "a1"}
    assert all(0 <= p <= 1 for row in (*related.pairs.values(), *related.deeds.values()) for p in row)
