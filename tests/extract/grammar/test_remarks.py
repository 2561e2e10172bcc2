"""Verbs separated from their subject by a remark: after the repair, the parse is still a tree."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc, Token

from kg.extract import Reader
from kg.extract.grammar.name_heads import NAMED
from kg.extract.grammar.remarks import attach_parted_subject, attach_with

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

IN_CONTRAST: list[tuple[str, Rows]] = [
    (
        "PERU rejected the levy, while TUVALU and FIJI, noting the storms, demanded grants.",
        {("Peru", "reject", "the levy"), ("Tuvalu", "demand", "grants"), ("Fiji", "demand", "grants")},
    ),
    (
        "FIJI proposed a levy, but MALI and CHAD, stressing water needs, opposed a ban.",
        {("Fiji", "propose", "a levy"), ("Mali", "oppose", "a ban"), ("Chad", "oppose", "a ban")}
        | {(who, "support", "water needs") for who in ("Mali", "Chad")},
    ),
    (
        "PERU backed the levy and, noting concerns raised by CHAD, opposed the ban.",
        {("Peru", "support", "the levy"), ("Peru", "oppose", "the ban")},
    ),
    (
        "PERU backed talks with MALI and CHAD, noting the storms, but opposed the ban.",
        {("Peru", "support", "talks with MALI and CHAD"), ("Peru", "oppose", "the ban")},
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), IN_CONTRAST)
def test_an_aside_keeps_a_contrasting_clause_with_its_own_subject(held: Held, sentence: str, expected: Rows) -> None:
    assert held(sentence) == expected


def test_company_above_its_verb_stays_there(reader: Reader) -> None:
    doc = Doc(
        reader.nlp.vocab,
        words=["Peru", "urged", "haste", "and", ",", "with", "Chile", ",", "called", "for", "care"],
        heads=[1, 1, 1, 1, 1, 1, 5, 6, 6, 8, 9],
        deps=["nsubj", "ROOT", "dobj", "cc", "punct", "prep", "pobj", "punct", "conj", "prep", "pobj"],
        pos=["PROPN", "VERB", "NOUN", "CCONJ", "PUNCT", "ADP", "PROPN", "PUNCT", "VERB", "ADP", "NOUN"],
    )
    NAMED.put(doc, {0: "Peru", 6: "Chile"})
    attach_with(doc[8])
    assert reaches_root(doc[8])


def test_moving_a_parted_verb_makes_no_cycle(reader: Reader) -> None:
    doc = Doc(
        reader.nlp.vocab,
        words=["talks", ",", "Peru", ",", "for", "peace", ",", "proposed", "talks"],
        heads=[0, 0, 0, 0, 0, 4, 5, 5, 7],
        deps=["ROOT", "punct", "appos", "punct", "prep", "pobj", "punct", "acl", "dobj"],
        pos=["NOUN", "PUNCT", "PROPN", "PUNCT", "ADP", "NOUN", "PUNCT", "VERB", "NOUN"],
        tags=["NNS", ",", "NNP", ",", "IN", "NN", ",", "VBN", "NNS"],
        lemmas=["talk", ",", "Peru", ",", "for", "peace", ",", "propose", "talk"],
    )
    NAMED.put(doc, {2: "Peru"})
    attach_parted_subject(doc[7])
    assert all(reaches_root(token) for token in doc)


def reaches_root(token: Token) -> bool:
    for _ in range(len(token.doc)):
        token = token.head
    return token.head.i == token.i
