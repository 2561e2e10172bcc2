"""Antecedents of pronouns: weights learned from annotated coreference and from actors that make gold facts right."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from kg.evaluate import load_gold
from kg.extract import Reader
from kg.extract.words import lexicon
from kg.model import Document
from training.pronouns import AnnotatedText, by_coreference, by_facts, fit_weights

GOLD = Path(__file__).resolve().parent.parent / "gold"
TEXT = "Ana Ruiz met Karl Lund. She rejected the draft. He signed it."


def test_the_shipped_weights_cover_each_kind_of_pronoun() -> None:
    signs = [row["sign"] for row in lexicon.rows("learned/likely_antecedents")]
    assert {sign.partition(":")[0] for sign in signs} == {"he", "it", "they"}
    assert len(signs) == len({*signs})


def test_the_antecedent_is_the_actor_that_makes_a_gold_fact_right(reader: Reader) -> None:
    gold = next(g for g in load_gold(GOLD) if g.name.startswith("kosovo"))
    meant = by_facts(reader, gold, None)
    assert meant
    without = replace(gold, facts={**gold.facts, "positions": [], "roles": [], "affiliations": [], "actions": []})
    assert len(by_facts(reader, without, None)) < len(meant)


def test_annotated_coreference_gives_the_antecedent(reader: Reader) -> None:
    def mention(words: str) -> dict[str, int]:
        return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words)}

    entities = [
        {"mentions": [mention("Ana Ruiz"), mention("She")]},
        {"mentions": [mention("Karl Lund"), mention("He")]},
    ]
    document = Document(TEXT, "own", "memory:own")
    meant = by_coreference(reader, document, json.loads(json.dumps(entities)), None)
    assert [len(ids) for ids in meant.values()] == [1, 1]
    assert len({*meant.values()}) == 2
    weights = fit_weights(reader, [AnnotatedText("own", document, meant, 1.0)], None)
    assert weights == fit_weights(reader, [AnnotatedText("own", document, meant, 1.0)], None)
    assert all(name.startswith("he: ") for name in weights)
