"""Match the lexicon's predicates in the parse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from spacy.tokens import Token

from kg.extract.actors.cluster import cluster_at
from kg.extract.frames.slots import slot
from kg.extract.grammar.arcs import complements, speaks_for
from kg.extract.grammar.negation import is_understated
from kg.extract.grammar.occurrences import lemmatized, lowered, word_at
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.grammar.tense import is_infinitive
from kg.extract.text.memo import once
from kg.extract.words import lexicon
from kg.extract.words.lexicon import Predicate, word_set
from kg.model import Stance

__all__ = ["evaluation_at", "heads", "match", "matches", "noun_stance"]

ARCS_OF_PATTERNS = {
    "prt",
    "prep",
    "dobj",
    "acomp",
    "advmod",
    "attr",
    "oprd",
    "pobj",
    "agent",
    "dative",
    "advcl",
    "xcomp",
    "nsubjpass",
    "npadvmod",
    "amod",
    "compound",
    "intj",
}
POS = {
    "VERB": "verb",
    "AUX": "verb",
    "NOUN": "noun",
    "PROPN": "noun",
    "ADJ": "adjective",
    "ADV": "adjective",
    "ADP": "adjective",
}


@cache
def heads() -> frozenset[str]:
    """The words and lemmas that can head a predicate."""
    return frozenset(head for head, pos in lexicon.predicates() if pos != "evaluation")


def evaluation_at(verb: Token) -> Predicate | None:
    """The longest phrase, headed by ``verb``, by which a speaker evaluates its subject: "fell short"."""
    keys = dict.fromkeys((verb.lemma_.casefold(), verb.lower_))
    for predicate in [row for key in keys for row in _possible(verb, (key, "evaluation"))]:
        last = _last_word(verb, predicate.words[1:])
        if last is not None and (
            not predicate.matter or any(next(slot(verb, name, last), None) is not None for name in predicate.matter)
        ):
            return predicate
    return None


def match(token: Token) -> tuple[Predicate, Token] | None:
    """The predicate with the most words whose head is ``token``, with the token of its last word."""
    return next(matches(token), None)


def noun_stance(token: Token) -> Stance | None:
    """The stance of the predicate that `match` finds, where that is a noun's ("objection", "call for"); else None."""
    found = match(token)
    return found[0].stance if found is not None and found[0].pos == "noun" else None


def matches(token: Token) -> Iterator[tuple[Predicate, Token]]:
    """All predicates whose head is ``token``, those with the most words first."""
    return iter(_all_matches(token))


@once
def _all_matches(token: Token) -> tuple[tuple[Predicate, Token], ...]:
    return tuple(_matches(token))


def _matches(token: Token) -> Iterator[tuple[Predicate, Token]]:
    if token.dep_ in {"aux", "auxpass"} or (token.lower_ == "opposed" and word_at(token.doc, token.i - 1) == "as"):
        return  # "a cap as [opposed] to a ban"
    kinds = [POS.get(token.pos_, "")]
    if token.tag_ in {"VBN", "JJ"} and token.pos_ in {"VERB", "ADJ"}:
        kinds = ["adjective", "verb"] if _is_copular(token) else ["verb", "adjective"]
        if (
            any(c.dep_ == "agent" for c in token.children)
            or (token.dep_ in {"acl", "amod"} and token.lower_ not in {"opposed", "committed"})
        ) and not (_is_state_with_cause(token) or _is_after_noun(token) or is_understated(token)):
            kinds = ["verb"]
    for kind in kinds:
        if not kind:
            continue
        for key in dict.fromkeys((token.lemma_.casefold(), token.lower_)):
            found = _possible(token, (key, kind))
            yield from (
                (predicate, last) for predicate in found if (last := _last_word(token, predicate.words[1:])) is not None
            )


def _is_copular(token: Token) -> bool:
    return token.dep_ in {"acomp", "oprd"} or token.tag_ == "JJ" or any(c.dep_ == "auxpass" for c in token.children)


def _is_after_noun(adjective: Token) -> bool:
    """ "Lawmakers [wary] of the dam"."""
    return (
        adjective.tag_ == "JJ"
        and adjective.dep_ == "amod"
        and adjective.head.i < adjective.i
        and any(c.dep_ in {"prep", "xcomp", "ccomp"} for c in adjective.children)
    )


def _is_state_with_cause(participle: Token) -> bool:
    """Whether a thing has caused a state: "were rattled by the strike"; not "was encouraged by the bank to pay"."""
    by = [p for c in participle.children if c.dep_ == "agent" for p in complements(c)]
    if not by or cluster_at(by[0]) is not None or any(c.dep_ == "xcomp" for c in participle.children):
        return False
    rows = lexicon.predicates_of(participle.lower_, "ADJ")
    return any(":by" in row.matter for row in rows)


@once
def _words_of_sentence(first: Token) -> set[str]:
    """The words of the sentence that a token begins, and their lemmas."""
    start, end = sentence_bounds(first)
    return {*lowered(first.doc)[start:end], *lemmatized(first.doc)[start:end]}


def _possible(token: Token, key: tuple[str, str]) -> list[Predicate]:
    """The predicates of a head whose words all stand in the token's sentence: tested before any arc is followed."""
    alone, longer = _by_last_word(key)
    if not longer:
        return list(alone)
    near = _words_of_sentence(token.doc[sentence_bounds(token)[0]])
    found = [(n, row) for word in longer.keys() & near for n, row in longer[word] if near.issuperset(row.words[1:])]
    return [row for _, row in sorted(found, key=lambda f: f[0])] + list(alone)


@cache
def _by_last_word(key: tuple[str, str]) -> tuple[tuple[Predicate, ...], Mapping[str, Sequence[tuple[int, Predicate]]]]:
    """A head's predicates of one word, and its longer ones, each with its place in the order, by their last word."""
    rows = lexicon.predicates().get(key, ())
    longer: dict[str, list[tuple[int, Predicate]]] = {}
    for n, row in enumerate(rows):
        if len(row.words) > 1:
            longer.setdefault(row.words[-1], []).append((n, row))
    return tuple(row for row in rows if len(row.words) == 1), longer


def _last_word(token: Token, rest: tuple[str, ...]) -> Token | None:
    """The token of the last of a predicate's further words; None where one of them is missing."""
    last = token
    for at, word in enumerate(rest):
        found = next((f for head in dict.fromkeys((last, token)) if (f := _below(head, word)) is not None), None)
        if found is None and last.i == token.i:
            found = _below_object(token, word, rest[at + 1] if at + 1 < len(rest) else "")
        if found is None and last.i == token.i and word_at(token.doc, token.i + 1) == word:
            found = token.nbor()
        if found is None:
            return None
        last = found
    return last


def _below(head: Token, word: str) -> Token | None:
    """The word of a predicate that hangs on ``head``: as its complement, or as the mark of its clause."""
    for child in sorted(head.children, key=lambda c: c.i < head.i):  # what is fronted comes last
        linked = child.dep_ in ARCS_OF_PATTERNS or (child.dep_ == "ccomp" and child.pos_ in {"ADJ", "NOUN"})
        linked = linked or (child.dep_ in {"relcl", "acl"} and is_infinitive(child))  # "wants nothing [to do] with"
        said = child.dep_ == "advcl" and child.pos_ == "VERB"  # "refused, demanding ..." is no refused demand
        if linked and word in {child.lower_, "" if said else child.lemma_.casefold()} and not speaks_for(child, head):
            return child
    for clause in head.children:
        if clause.dep_ in {"ccomp", "xcomp", "advcl"}:
            for mark in clause.children:
                if mark.dep_ == "mark" and mark.lower_ == word:
                    return mark
    return None


def _below_object(verb: Token, word: str, following: str) -> Token | None:
    """The word of a predicate that the parser attached to the verb's object: "held rebels [responsible] for the raid",
    "put the plan [on] hold"; a preposition only with the noun that is to follow it."""
    for noun in verb.children:
        for child in noun.children if noun.dep_ in {"dobj", "nsubjpass"} else ():
            if child.i < noun.i or word not in {child.lower_, child.lemma_.casefold()}:
                continue
            if child.dep_ == "amod":
                return child
            if child.dep_ == "prep" and f"{verb.lemma_} {word}" in word_set("attributions"):
                return child  # "pinned the raid [on] Peru"
            if child.dep_ == "prep" and any(following in {c.lower_, c.lemma_.casefold()} for c in child.children):
                return child
    return None
