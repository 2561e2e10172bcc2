"""Affiliations and actions of annotated documents, sentence by sentence."""

from __future__ import annotations

from kg.extract.proposer.actions.words import KINDS, action_words_of
from kg.extract.proposer.affiliations.pairs import affiliation_pairs
from kg.extract.proposer.scene.scene import Scene, SceneMention
from kg.model import ActionKind
from training.proposer.fact_heads.gold import gold_actions, gold_affiliations

SCENE = Scene(
    words=("Peru", "fined", "Ruiz", ".", "Peru", "paid", "Ruiz", "."),
    sentences=((0, 4), (4, 8)),
    mentions=(
        SceneMention("a0", 0, 1, 0),
        SceneMention("a1", 2, 3, 0),
        SceneMention("a0", 4, 5, 0),
        SceneMention("a1", 6, 7, 0),
    ),
    types={"a0": 1, "a1": 0},
    speakers={},
    telling=frozenset({1, 5}),
)
OURS = {"peru": ["a0"], "ruiz": ["a1"]}
FIRST, BOTH = "Peru fined Ruiz.", "Peru fined Ruiz. Peru paid Ruiz."
PROOFS = {FIRST: (0,), BOTH: (0, 1)}


def test_an_affiliation_is_expected_only_in_the_sentence_that_proves_it() -> None:
    gold = gold_affiliations({"affiliations": [{"member": "ruiz", "of": "peru", "evidence": FIRST}]}, OURS, PROOFS)
    first, second = affiliation_pairs(SCENE, [0, 1], (0, 8))
    assert gold.wanted(first) == [0.0, 1.0]
    assert gold.wanted(second) == [0.0, -1.0]


def test_an_affiliation_implied_by_a_role_is_unknown() -> None:
    gold = gold_affiliations({"roles": [{"person": "ruiz", "organization": "peru"}]}, OURS, PROOFS)
    (first, _) = affiliation_pairs(SCENE, [0, 1], (0, 8))
    assert gold.wanted(first) == [0.0, -1.0]


def test_an_action_is_expected_in_the_sentence_that_proves_it() -> None:
    gold = gold_actions({"actions": [{"actor": "peru", "kind": "sanction", "evidence": FIRST}]}, OURS, PROOFS)
    action_words = action_words_of(SCENE, [0, 1], (0, 8))
    wanted, several = gold.wanted(action_words)
    sanction = KINDS.index(ActionKind.SANCTION)
    owed = {doer: row[sanction] for doer, row in zip(action_words.doers, wanted, strict=True)}
    assert owed == {(0, "a0"): 1.0, (0, "a1"): 0.0, (1, "a0"): -1.0, (1, "a1"): 0.0}
    assert several == []


def test_a_proof_that_continues_in_another_window_is_unknown() -> None:
    gold = gold_actions({"actions": [{"actor": "peru", "kind": "aid", "evidence": BOTH}]}, OURS, PROOFS)
    wanted, several = gold.wanted(action_words_of(SCENE, [0], (0, 4)))
    assert [row[KINDS.index(ActionKind.AID)] for row in wanted] == [-1.0, 0.0]
    assert several == []


def test_an_action_proved_by_two_sentences_is_expected_in_either() -> None:
    gold = gold_actions({"actions": [{"actor": "peru", "kind": "aid", "evidence": BOTH}]}, OURS, PROOFS)
    action_words = action_words_of(SCENE, [0, 1], (0, 8))
    wanted, several = gold.wanted(action_words)
    ((kind, doers),) = several
    assert KINDS[kind] == ActionKind.AID
    assert [action_words.doers[n] for n in doers] == [(0, "a0"), (1, "a0")]
    assert {wanted[n][kind] for n in doers} == {-1.0}
