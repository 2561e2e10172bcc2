"""Statements as triples of actor, cue and content, by the conventions of the published gold."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from kg.evaluate.convention import Triple, by_convention
from kg.evaluate.figures import Figures
from kg.evaluate.triples import load_triples, score_triples
from kg.model import Actor, ActorType, Evidence, Facts, Mention, MentionReason, Passage, Polarity, Statement

BLOCS = {"AOSIS", "G-77/CHINA"}
PEOPLE = {"She", "The Chair"}


def mapped(text: str, *rows: tuple[str, str, str, str]) -> list[str]:
    """The triples of statements given as names of the sources, cue, content, and rule ("not" before a negated one)."""

    def place(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    names = sorted({name for sources, *_ in rows for name in sources.split("; ")})
    actors = []
    for name in names:
        reason = MentionReason.PRONOUN if name == "She" else MentionReason.NAME
        kind = ActorType.PERSON if name in PEOPLE else ActorType.BLOC if name in BLOCS else ActorType.STATE
        known = "bloc/g-77-china" if name.startswith("G-77") else None
        actors.append(Actor(name, name, kind, mentions=(Mention(*place(name), name, reason),), gazetteer=known))
    statements = []
    for sources, cue, content, rule in rows:
        polarity = Polarity.NEGATIVE if rule.startswith("not ") else Polarity.POSITIVE
        proof = Evidence(0, len(text), text, f"statement.{rule.removeprefix('not ')}", 0.9)
        said = Passage(*place(cue), cue), Passage(*place(content), content)
        statements.append(Statement(tuple(sources.split("; ")), *said, polarity, None, proof))
    triples = by_convention(text, Facts(actors=tuple(actors), statements=tuple(statements)))
    return [f"{min(t.actor, key=len)} | {t.predicate} | {' + '.join(t.parts)}" for t in triples]


@pytest.mark.parametrize(
    ("text", "rows", "triples"),
    [
        ("Togo called for a vote.", [("Togo", "called for", "a vote", "clause")], ["togo | called | for a vote"]),
        (
            "The G-77/CHINA expressed hope that aid grows.",
            [("G-77/CHINA", "expressed hope", "that aid grows", "light")],
            ["g77 | expressed | hope that aid grows", "china | expressed | hope that aid grows"],
        ),
        (
            "On reefs, Togo, opposed by Oman, did not accept a cap, saying it was late.",
            [
                ("Togo", "accept", "a cap", "not stance-verb"),
                ("Oman", "opposed", "a cap", "side"),
                ("Togo", "saying", "it was late", "clause"),
            ],
            ["togo | not accept | a cap + on reefs", "oman | accept | a cap + on reefs", "togo | saying | it was late"],
        ),
        (
            "The Chair welcomed a proposal by Togo for a vote, and Oman was open to delay.",
            [
                ("The Chair", "welcomed", "a proposal by Togo for a vote", "stance-verb"),
                ("Togo", "proposal", "a vote", "noun-:for"),
                ("Oman", "open", "delay", "adjective-:to"),
            ],
            ["togo | proposal | for a vote"],
        ),
        ("She urged haste.", [("She", "urged", "haste", "stance-verb")], []),
    ],
)  # fmt: skip
def test_a_statement_becomes_a_triple(text: str, rows: list[tuple[str, str, str, str]], triples: list[str]) -> None:
    assert mapped(text, *rows) == triples


def test_points_agree_exactly_in_any_order_or_tolerantly(tmp_path: Path) -> None:
    row = {"actor": "The EU", "predicate": "urged", "point": "for haste On reefs", "parts": ["for haste", "On reefs"]}
    path = tmp_path / "sentences.jsonl"
    path.write_text(json.dumps({"text": "On reefs, the EU urged for haste.", "triples": [row]}), encoding="utf-8")
    (sentence,) = load_triples(path)
    eu = frozenset({"eu", "european union"})
    right = Triple(eu, "urged", ("for haste", "on reefs"))
    assert score_triples(sentence.triples, [right])["exact"] == Figures(1, 1, 1)
    turned = score_triples(sentence.triples, [Triple(eu, "urged", ("on reefs for haste",))])
    assert [turned[name].right for name in ("exact", "exact, any order", "tolerant")] == [0, 1, 1]
    assert score_triples(sentence.triples, [Triple(eu, "urged", ("haste",))])["tolerant"].right == 0


def test_any_number_of_parts_agree_in_any_order() -> None:
    words = tuple(f"part {'one ' * n}".strip() for n in range(14))
    gold = Triple(frozenset({"eu"}), "urged", words)
    turned = Triple(gold.actor, "urged", (" ".join(reversed(words)),))
    other = Triple(gold.actor, "urged", (*words[:-1], "part"))
    assert [score_triples([gold], [each])["exact, any order"].right for each in (gold, turned, other)] == [1, 1, 0]


def test_matching_in_any_order_equals_trying_all_orders() -> None:
    texts = ["", "a", "b", "a b", "b a", "a a"]
    for parts in itertools.product(texts, repeat=3):
        gold = Triple(frozenset({"eu"}), "urged", parts)
        orders = {" ".join(each) for each in itertools.permutations(parts)}
        for point in ("", "a b a", "a a a", " a ", "b a b a", "a b a b"):
            found = Triple(gold.actor, "urged", (point,))
            assert score_triples([gold], [found])["exact, any order"].right == (point in orders)
