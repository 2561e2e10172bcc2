"""Rules that are rows: what a clause has to look like for its words to carry a stance.

They are read from the TOML files of ``kg/extract/data/stances``; how a row is written stands at the head of
``set_phrases.toml``. The name of its table is its family: what it proposes bears the rule ``position.FAMILY``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.tokens import Token

from kg.extract.actors.cluster import cluster_at
from kg.extract.frames.harm import is_harmful
from kg.extract.frames.parts import PARTS_BY_FUNCTION, dependents_by_part, words_of_part
from kg.extract.grammar.clause import is_passive
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.tense import is_infinitive
from kg.extract.words import lexicon
from kg.extract.words.lexicon import DATA, alternatives, word_set
from kg.model import Stance

__all__ = ["Fit", "Rule", "fits", "rules"]

type Test = Callable[[Token], bool]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a word has to be: ``tests`` of the word itself, and ``beside`` it patterns of which one of the words that
    play these parts has to fit, or, for one that is ``absent``, none may."""

    tests: tuple[Test, ...]
    beside: tuple[tuple[tuple[str, ...], Pattern], ...]
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A row.

    ``counter``: a sentence much like ``example`` that the rule does not fit, "" for none. ``negated``: whether the verb
    has to be, None where either will do. ``matter``: the part that holds the matter, "" for the clause itself.
    ``doer``: the parts in which to look for whoever is to act. ``named``: whether there is no stance without a doer
    found there. ``verbs``: lemmas or forms of the verbs that the rule is for, empty for every verb. ``parts``: what has
    to depend on the verb; ``auxiliaries``: keys of which one has to, where there are any. Both are tested before any
    word is looked at.
    """

    id: str
    stance: Stance
    example: str
    counter: str
    negated: bool | None
    matter: str
    doer: tuple[str, ...]
    named: bool
    verbs: frozenset[str]
    parts: frozenset[str]
    auxiliaries: frozenset[str]
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Fit:
    """A rule that fits a clause, with the word that plays each part that its row names."""

    rule: Rule
    words: Mapping[str, Token]


def fits(family: str, verb: Token) -> Iterator[Fit]:
    """The rules of a family that fit the clause of ``verb``, in the order of its rows."""
    rules_of_verb, rules_of_any_verb = _rules_by_verb(family)
    candidates = rules_of_verb.get(verb.lemma_) or rules_of_verb.get(verb.lower_) or rules_of_any_verb
    parts_present = dependents_by_part(verb).keys() if candidates else frozenset[str]()
    for rule in candidates:
        if rule.parts <= parts_present and (not rule.auxiliaries or not rule.auxiliaries.isdisjoint(parts_present)):
            words = _words(rule, verb)
            if words is not None:
                yield Fit(rule, words)


def _words(rule: Rule, verb: Token) -> dict[str, Token] | None:
    words: dict[str, Token] = {}
    for parts, pattern in rule.pattern.beside:
        word = _player(verb, parts, pattern)
        if (word is None) != pattern.absent:
            return None
        if word is not None:
            words.update(dict.fromkeys(parts, word))
    if rule.negated is not None and is_negated(verb) != rule.negated:
        return None
    return words if all(test(verb) for test in rule.pattern.tests) else None


def _player(token: Token, parts: tuple[str, ...], pattern: Pattern) -> Token | None:
    return next((word for part in parts for word in words_of_part(token, part) if _fits(word, pattern)), None)


def _fits(token: Token, pattern: Pattern) -> bool:
    return all(test(token) for test in pattern.tests) and all(
        (_player(token, parts, inner) is None) == inner.absent for parts, inner in pattern.beside
    )


@cache
def rules() -> Mapping[str, tuple[Rule, ...]]:
    """All rows by their family, in the order of their file."""
    found: dict[str, tuple[Rule, ...]] = {}
    for path in sorted((DATA / "stances").glob("*.toml")):
        for family, rows in tomllib.loads(path.read_text(encoding="utf-8")).items():
            found[family] = found.get(family, ()) + tuple(_rule_at(f"{path.name}, [[{family}]]", row) for row in rows)
    return found


def _rule_at(place: str, row: Mapping[str, Any]) -> Rule:
    """The rule of a row; an exception gets a note of where the row stands."""
    try:
        return _rule(row)
    except (KeyError, ValueError) as error:
        error.add_note(f"It is in {place}, in the row {row.get('id')!r}; set_phrases.toml tells how a row is written.")
        raise


@cache
def _rules_by_verb(family: str) -> tuple[Mapping[str, tuple[Rule, ...]], tuple[Rule, ...]]:
    """A family's rules for each verb that one of them names, and its rules for all other verbs."""
    every = rules()[family]
    verbs = {verb for rule in every for verb in rule.verbs}
    table = {verb: tuple(r for r in every if not r.verbs or verb in r.verbs) for verb in verbs}
    return table, tuple(r for r in every if not r.verbs)


KEYS_BESIDE_PARTS = {"id", "stance", "example", "not", "negated", "matter", "doer", "named", "verb"}
"""Keys of a row that are not parts of the clause."""


def _rule(row: Mapping[str, Any]) -> Rule:
    verb = str(row.get("verb", ""))
    negation = row.get("negated", False)
    pattern = _pattern({"word": verb, **{part: value for part, value in row.items() if part not in KEYS_BESIDE_PARTS}})
    single = [parts[0] for parts, one in pattern.beside if len(parts) == 1 and not one.absent]
    return Rule(
        id=row["id"],
        stance=Stance(row["stance"]),
        example=row["example"],
        counter=row.get("not", ""),
        negated=None if negation == "either" else bool(negation),
        matter=row.get("matter", ""),
        doer=tuple(row.get("doer", ())),
        named=row.get("named", False),
        verbs=_alternatives(verb),
        parts=frozenset(single) - PARTS_BY_FUNCTION.keys(),
        auxiliaries=frozenset(f"aux {word}" for word in _alternatives(row.get("aux", ""))),
        pattern=pattern,
    )


def _alternatives(notation: str) -> frozenset[str]:
    """The words that a notation gives as alternatives; none where any word will do."""
    listed = (
        frozenset(alternatives(words))
        for words in notation.split()
        if not words.isupper() and not words.startswith("!")
    )
    return next(listed, frozenset())


def _pattern(value: str | Mapping[str, Any]) -> Pattern:
    """Parse a pattern: ``word|{set} !word KEYWORD``, or a table with such a ``word`` and the parts beside it."""
    if isinstance(value, str):
        value = {"word": value}
    notations = str(value.get("word", "")).split()
    part_patterns = [
        (tuple(parts.split("|")), _pattern(one))
        for parts, inner in value.items()
        if parts != "word"
        for one in (inner if isinstance(inner, list) else [inner])
    ]
    return Pattern(
        tuple(_test(a) for a in notations if a not in {"ANY", "NONE"}), tuple(part_patterns), "NONE" in notations
    )


def _test(notation: str) -> Test:
    if notation.isupper():
        return KEYWORDS[notation]
    words = frozenset(alternatives(notation.removeprefix("!")))
    return (lambda t: not _is_among(t, words)) if notation.startswith("!") else (lambda t: _is_among(t, words))


def _is_among(token: Token, words: Collection[str]) -> bool:
    return token.lower_ in words or token.lemma_.casefold() in words


def _is_thing(token: Token) -> bool:
    return cluster_at(token) is None and token.lower_ not in word_set("first-person")


KEYWORDS: Mapping[str, Test] = {
    "ACTOR": lambda token: cluster_at(token) is not None,
    "AFTER": lambda token: token.i > token.head.i,
    "BAD": lambda token: lexicon.tones().get(token.lemma_.casefold()) == "bad",
    "BEFORE": lambda token: token.i < token.head.i,
    "HARMFUL": is_harmful,
    "MODAL": lambda token: token.tag_ == "MD",
    "PASSIVE": is_passive,
    "THING": _is_thing,
    "TO": is_infinitive,
}
"""Tests of a word that no list of words can express."""
