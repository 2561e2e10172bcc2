"""Positions that are enumerated: "The demands include A, B and C"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.clause import (
    trimmed,
)
from kg.extract.lexicon import word_set
from kg.extract.predicates import match
from kg.extract.predications import noun_holders
from kg.extract.proposals import ASKING, Proposals
from kg.model import Stance

__all__ = ["from_listing"]


REACH = 120
"""Tokens after which nobody looks back for whose demands are listed."""


def from_listing(found: Proposals, verb: Token) -> None:
    """ "The US demands include A, B and C", "Those involve D": each a matter of the demands' holder."""
    if verb.lemma_ not in {"include", "involve", "comprise", "be", "cover", "concern"}:
        return
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "npadvmod", "nsubjpass"} and c.i < verb.i), None)
    if subject is None and verb.dep_ in {"acl", "relcl"}:  # "some of the demands involved ...", taken for a participle
        subject = verb.head
    if subject is None:
        return
    doc = found.doc
    inside = [subject] if subject.i == verb.head.i else list(subject.subtree)
    noun: Token | None = None
    stance: Stance | None = None
    for t in inside:
        hit = match(t) if t.pos_ in {"NOUN", "PROPN"} else None
        if hit is not None and hit[0].pos == "noun":
            noun, stance = t, hit[0].stance
    if noun is not None and stance not in ASKING:
        return
    if noun is not None and stance is not None:
        heads, path = noun_holders(noun)
        holding = found.holders(heads, path)
        if holding:
            found.enumerate(holding, stance, noun)
        elif found.listing is None:
            return
    elif verb.lemma_ == "be" or (
        subject.lower_ not in word_set("list-anaphors") and subject.lemma_ not in word_set("shares")
    ):
        return
    if found.listing is None or (verb.lemma_ == "be" and noun is None):
        return
    holders, stance, told = found.listing
    if verb.i - told > REACH:
        return
    found.listing = (holders, stance, int(verb.i))
    for child in verb.children:
        if verb.lemma_ == "be" and noun is not None and noun.tag_ != "NNS" and child.dep_ not in {"ccomp", "xcomp"}:
            continue
        if child.dep_ not in {"dobj", "attr", "ccomp", "xcomp"} or child.i < verb.i:
            continue
        for item in _items(child):
            start, end = trimmed(item, drop={"punct", "cc", "relcl", "mark"})
            below = [
                c.left_edge.i
                for c in item.children
                if c.i > item.i and (c.dep_ in {"conj", "cc"} or c.lower_ == "such" or c in _items(child))
            ]
            end = min([end, *below])
            while end - 1 > item.i and (doc[end - 1].is_punct or doc[end - 1].dep_ == "cc"):
                end -= 1
            found.put(
                "position.listing",
                verb,
                stance,
                holders,
                (start, end),
                item,
                None,
                slot_name="listing",
                extra={f"list={verb.lemma_}": 1.0, "anaphoric": float(noun is None)},
            )


def _items(first: Token) -> list[Token]:
    """What is enumerated from ``first`` on: conjuncts, gerunds hung on gerunds, and what "such as" adds."""
    out = [first]
    for token in first.subtree:
        if token.i == first.i:
            continue
        if (token.dep_ in {"conj", "appos"} and _chain(token, first)) or (
            token.tag_ == "VBG"
            and first.tag_ == "VBG"
            and (token.dep_ == "conj" or (token.dep_ == "advcl" and token.head.i == first.i))
        ):
            out.append(token)
        elif (
            token.dep_ in {"pobj", "pcomp"}
            and token.head.lower_ in {"as", "including"}
            and token.head.head.i == first.i
        ):
            out.append(token)
            out.extend(t for t in token.subtree if t.tag_ == "VBG" and t.dep_ == "conj")
    return sorted(dict.fromkeys(out), key=lambda t: int(t.i))


def _chain(token: Token, first: Token) -> bool:
    while token.dep_ in {"conj", "appos"}:
        token = token.head
        if token.i == first.i:
            return True
    return False
