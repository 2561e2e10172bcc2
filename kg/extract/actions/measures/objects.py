"""What a measure is done to or with, and the classes of things that tell its sense: people, forces, money, goods."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from kg.extract.actors.cluster import cluster_at
from kg.extract.grammar.arcs import complements, logical_objects
from kg.extract.grammar.clause import RELATIVE_PRONOUNS
from kg.extract.words import lexicon
from kg.extract.words.amounts import amounts
from kg.extract.words.lexicon import word_set

__all__ = ["QUANTITIES", "classes_of", "done_to", "go_of_let"]

PORTIONS = word_set("portions")
QUANTITIES = {"of", "in", "worth"}
"""Prepositions between a quantity and what it counts: "thousands of troops", "$50m in aid"."""
ARCS_BESIDE_GO = {"advcl", "npadvmod", "nsubj", "punct"}
PREPOSITIONS_OF_WHEN = word_set("prepositions-of-when")


@cache
def _classes() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for row in lexicon.rows("measures/things"):
        table.setdefault(row["noun"], set()).add(f"@{row['class']}")
    return {noun: frozenset(classes) for noun, classes in table.items()}


def classes_of(token: Token) -> frozenset[str]:
    """The classes of a noun in ``things.csv``, and the type of the actor that it names."""
    classes = _classes().get(token.lemma_.casefold(), frozenset()) | _classes().get(token.lower_, frozenset())
    cluster = cluster_at(token)
    if cluster is not None:
        classes |= {f"@{cluster.type}", "@actor"}
    if token.ent_type_ == "MONEY" or _is_money(token):
        classes |= {"@money"}
    return classes


def _is_money(token: Token) -> bool:
    """Whether the words up to the token are an amount of money, whatever the tagger made of them ("SEK 41bn")."""
    words = token.doc[token.left_edge.i : token.i + 1].text if token.i - token.left_edge.i < 8 else ""
    return any(c.isdigit() for c in words) and any(a.unit is not None and a.unit.isupper() for a in amounts(words))


def done_to(token: Token, verbal: bool) -> list[Token]:
    """The heads of what the measure at ``token`` is done to or with, in the order in which they decide its sense."""
    heads = list(_objects(token) if verbal else _complements(token))
    heads += [c for head in heads for c in head.children if c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN"}]
    return heads + [p for head in heads for p in _counted(head)]


def _objects(verb: Token) -> Iterator[Token]:
    if (go := go_of_let(verb)) is not None:
        yield from (c for c in go.children if c.dep_ == "nsubj")
    for child in verb.children:
        if child.dep_ in {"dobj", "nsubjpass"}:
            yield verb.head if child.lower_ in RELATIVE_PRONOUNS and verb.dep_ == "relcl" else child
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        yield verb.head
    if verb.dep_ == "relcl" and not logical_objects(verb):
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if subject is not None and subject.lower_ not in RELATIVE_PRONOUNS:
            yield verb.head


def go_of_let(verb: Token) -> Token | None:
    """The "go" of "let the hostages [go]"; None if it has a way or place: "let them go to school"."""
    if verb.lemma_ != "let":
        return None
    go = next((c for c in verb.children if c.dep_ == "ccomp" and c.lower_ == "go"), None)
    complements_of_go = (c for c in go.children if c.dep_ not in ARCS_BESIDE_GO) if go is not None else ()
    return go if all(c.dep_ == "prep" and c.lower_ in PREPOSITIONS_OF_WHEN for c in complements_of_go) else None


def _complements(noun: Token) -> Iterator[Token]:
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            yield from complements(child)
        elif child.dep_ in {"compound", "nmod"}:
            yield child


def _counted(head: Token) -> Iterator[Token]:
    """What a quantity counts: the troops in "thousands of troops"."""
    if (
        head.lemma_.casefold() in PORTIONS
        or head.pos_ in {"NUM", "SYM"}
        or head.tag_ == "NNS"
        or head.ent_type_ in {"MONEY", "CARDINAL", "QUANTITY"}
    ):
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in QUANTITIES:
                yield from complements(child)
