"""The stage: what the network proposes is reranked with the rules' positions, and has its proof."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.tokens import Doc

from kg.extract import Options, Reader
from kg.extract.actors.cluster import Cluster
from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.candidates.decisions import decide
from kg.extract.candidates.facts import FACTS
from kg.extract.candidates.facts import facts as assemble
from kg.extract.proposer import position_candidates, proposer
from kg.extract.proposer.proposer import LEARNED, PROPOSER, Proposer, propose
from kg.extract.proposer.reranker import Reranker
from kg.extract.stages import COMPONENTS
from kg.extract.text.document import DOCUMENT
from kg.extract.text.parsing import parse
from kg.model import Document, Facts, Stance
from tests.doubles.tiny_network import tiny_network

TEXT = "Peru opposed the levy. Chile warned of a ban on new mines in the north."
DESCRIBED = "In Lima those who demanded a ban on new mines were in the minority."
EVERYTHING = Reranker(0.0, 0.0, {})
"""Gives every proposal an even probability, and keeps all."""
NOTHING = Reranker(-20.0, 0.5, {})


class Deaf(dict[str, float]):
    """Weights that are 0 for any feature."""

    def __missing__(self, name: str) -> float:
        return 0.0


def reranked(reader: Reader, reranker: Reranker | None, text: str) -> Doc:
    doc = parse(reader.nlp, text, COMPONENTS)
    DOCUMENT.put(doc, Document(text, "talks", "file:///talks.txt"))
    for name, component in reader.nlp.pipeline:
        if name in COMPONENTS and name not in {"kg_propose", "kg_facts"}:
            doc = component(doc)
    if reranker is not None:
        deaf = Reranker(reranker.bias, reranker.threshold, Deaf())
        PROPOSER.put(doc, lambda: Proposer("tiny", "1", tiny_network(), deaf, deaf))
    propose(doc)
    return doc


def read(reader: Reader, reranker: Reranker | None, text: str = TEXT) -> tuple[Facts, list[str]]:
    doc = reranked(reader, reranker, text)
    assemble(doc)
    return FACTS(doc), [c.rule for c in CANDIDATES(doc)] + [d.candidate.rule for d in decide(doc) if d.kept]


def test_without_a_proposer_nothing_changes(reader: Reader) -> None:
    facts, rules = read(reader, None)
    assert LEARNED not in rules
    assert facts == reader.read(Document(TEXT, "talks", "file:///talks.txt")).facts


def test_what_the_reranker_finds_unlikely_is_no_fact(reader: Reader) -> None:
    facts, _ = read(reader, NOTHING)
    assert facts.positions == ()


def test_a_surer_rule_and_the_reranker_meet_halfway(reader: Reader) -> None:
    facts, _ = read(reader, Reranker(-20.0, 0.3, {}))
    alone, _ = read(reader, None)
    by_rule = {position.matter: position.evidence.confidence for position in alone.positions}
    assert facts.positions
    for position in facts.positions:
        assert position.evidence.confidence == pytest.approx(by_rule[position.matter] / 2, abs=1e-4)


def test_a_position_in_a_clause_about_the_holder_is_judged_by_the_filter(reader: Reader) -> None:
    facts, alone = read(reader, NOTHING, DESCRIBED)[0], read(reader, None, DESCRIBED)[0]
    assert facts.positions == alone.positions != ()


def test_a_position_judged_by_the_filter_survives_a_surer_network(reader: Reader) -> None:
    facts, alone = read(reader, Reranker(20.0, 0.5, {}), DESCRIBED)[0], read(reader, None, DESCRIBED)[0]
    assert {(p.holder, p.stance, p.matter) for p in alone.positions} <= {
        (p.holder, p.stance, p.matter) for p in facts.positions
    }


def test_a_contradicted_proposal_is_listed_but_no_fact(reader: Reader) -> None:
    doc = reranked(reader, EVERYTHING, "All members but Peru opposed the levy.")
    barred = [d for d in decide(doc) if d.candidate.reranked is not None and d.candidate.reranked.contradicted]
    assert {d.candidate.rule for d in barred} == {LEARNED}
    assert not any(d.kept for d in barred)


def test_the_addressee_of_a_paragraph_holds_nothing_in_it(reader: Reader) -> None:
    facts, rules = read(reader, EVERYTHING, "To Bo Ek of Peru: We urge you to stop the ban on new mines in the north.")
    assert LEARNED in rules
    assert facts.positions == ()


def test_bodies_that_share_a_noun_hold_no_positions_alone(reader: Reader) -> None:
    facts, rules = read(reader, EVERYTHING, "Thai and Lao officials met in Oslo and urged Peru to lift the ban.")
    names = {actor.id: actor.name for actor in facts.actors}
    assert LEARNED in rules
    assert {"Thai officials", "Lao officials"} <= set(names.values())
    assert not {"Thai officials", "Lao officials"} & {names[each.holder] for each in facts.positions}


def test_one_actor_has_one_position_on_the_same_words(reader: Reader) -> None:
    facts, rules = read(reader, EVERYTHING)
    assert LEARNED in rules
    spans = [(p.holder, p.matter.start, p.matter.end) for p in facts.positions]
    for n, (holder, start, end) in enumerate(spans):
        for other, begun, ended in spans[n + 1 :]:
            assert holder != other or end <= begun or ended <= start


def test_the_proof_reaches_back_to_the_name_of_the_holder(reader: Reader) -> None:
    facts, _ = read(reader, EVERYTHING)
    learned = [p for p in facts.positions if p.evidence.rule == LEARNED]
    assert learned
    for position in learned:
        proof = position.evidence
        assert proof.start <= position.matter.start
        assert position.matter.end <= proof.end
        actor = next(a for a in facts.actors if a.id == position.holder)
        named = [m.start for m in actor.mentions if m.start < proof.end]
        assert proof.start <= max(named, default=proof.start)


@pytest.mark.parametrize(("opening", "whole"), [("Ana Ruiz: I thank you all.", False), ("Ana Ruiz met voters.", True)])
def test_the_proof_need_not_name_the_narrator(reader: Reader, opening: str, whole: bool) -> None:
    text = f"{opening}\n\nRain fell. Snow fell.\n\nI oppose the levy on new mines. We must wait for a ban."
    facts, _ = read(reader, EVERYTHING, text)
    proofs = [
        p.evidence for p in facts.positions if p.evidence.rule == LEARNED and p.evidence.end > text.index("I opp")
    ]
    assert proofs
    assert any(proof.start < text.index("Rain") for proof in proofs) is whole


@pytest.mark.parametrize(("text", "matters"), [("Peru.\n\n\n", {"Peru"}), ("“We” said.", set())])
def test_a_text_of_a_few_words_is_read(reader: Reader, text: str, matters: set[str]) -> None:
    facts, _ = read(reader, EVERYTHING, text)
    assert {position.matter.text for position in facts.positions} == matters
    assert replace(facts, actors=(), positions=()) == Facts()


@pytest.fixture(scope="module")
def small(reader: Reader) -> Reader:
    """The reader that ships."""
    return Reader(reader.nlp, Options(), "small")


def addressee(reader: Reader, text: str, matter: str) -> str | None:
    """The name of the addressee of the only position on a matter."""
    facts = reader.read(Document(text, "talks", "file:///talks.txt")).facts
    (position,) = (each for each in facts.positions if each.matter.text == matter)
    return next((actor.name for actor in facts.actors if actor.id == position.addressee), None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Ruiz told reporters in Lima that Peru would defend the lawful interests of its companies.", ["Ana Ruiz"]),
        ("Peru said that its members feared being caught between two laws.", ["Peru"]),
        ("Peru promised to defend the lawful interests of its companies.", []),
    ],
)
def test_whoever_says_all_of_a_learned_matter_is_its_source(small: Reader, text: str, expected: list[str]) -> None:
    facts = small.read(Document(text, "talks", "file:///talks.txt")).facts
    (position,) = facts.positions
    assert [actor.name for actor in facts.actors if actor.id in position.sources] == expected


@pytest.mark.parametrize(
    ("text", "matter", "expected"),
    [
        ("Chile welcomed Peru's decision to reopen the border.", "Peru's decision to reopen the border", "Peru"),
        ("Kenya opposed Uganda's plan to dam the river.", "Uganda's plan to dam the river", "Uganda"),
        (
            "Norway supported the Icelandic proposal on fishing quotas.",
            "the Icelandic proposal on fishing quotas",
            "Iceland",
        ),
    ],
)
def test_the_owner_of_a_matter_is_addressed(
    reader: Reader, small: Reader, text: str, matter: str, expected: str
) -> None:
    assert addressee(small, text, matter) == expected
    assert addressee(reader, text, matter) is None


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        pytest.param("Ghana said that Benin opposed the levy.", "the levy", id="source"),
        pytest.param("Norway welcomed the report.", "the report", id="holder"),
        pytest.param(
            "Kenya thanked Uganda. It also welcomed the opening of the road.", "the opening of the road", id="elsewhere"
        ),
    ],
)
def test_sources_holders_and_actors_of_other_sentences_are_not_addressed(
    small: Reader, monkeypatch: pytest.MonkeyPatch, text: str, matter: str
) -> None:
    monkeypatch.setattr(position_candidates, "LEAST_ADDRESSED", 0.0001)
    monkeypatch.setattr(position_candidates, "LEAST_LEAD", -1.0)
    assert addressee(small, text, matter) is None


@pytest.mark.parametrize(
    "text",
    [
        "President Ana Ruiz demanded talks with Peru. The Ruiz administration rejected the treaty.",
        "The Mozambican National Resistance (RENAMO) rejected the treaty.",
    ],
)
def test_who_is_named_in_the_holder_has_no_part_in_its_stance(
    small: Reader, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(position_candidates, "LEAST_ADDRESSED", 0.0001)
    monkeypatch.setattr(position_candidates, "LEAST_LEAD", -1.0)
    assert addressee(small, text, "the treaty") is None


def test_with_two_equally_likely_addressees_none_is_chosen(small: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(position_candidates, "LEAST_LEAD", 1.0)
    assert addressee(small, "Kenya opposed Uganda's plan to dam the river.", "Uganda's plan to dam the river") is None


def test_every_learned_position_is_asked_whether_it_blames_its_holder(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def blames_itself(holder: Cluster, stance: Stance, *rest: object) -> bool:
        asked.append((holder.id, stance))
        return False

    monkeypatch.setattr(proposer, "blames_itself", blames_itself)
    doc = reranked(reader, EVERYTHING, TEXT)
    holders = [(c.actors["holder"], c.values["stance"]) for c in CANDIDATES(doc) if c.rule == LEARNED]
    assert len({stance for _, stance in holders}) > 1
    assert asked == [(holder.id, stance) for holder, stance in holders if holder is not None]


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("If the rebels agree, Chad should hold a vote, said Kenya.",
         "If the rebels agree, Chad should hold a vote"),
        ("If the rebels agree, Kenya demands a vote.", "a vote"),
    ],
)  # fmt: skip
def test_what_should_be_done_on_a_condition_keeps_it(small: Reader, text: str, matter: str) -> None:
    facts = small.read(Document(text, "own", "memory:own")).facts
    assert matter in {p.matter.text for p in facts.positions}
