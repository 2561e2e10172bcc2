"""Map our statements to triples by the conventions of a published gold set of bulletin sentences (Ruiz Fabo, Plancq and
Poibeau 2016), which differ from ours. The mapping sees the text and the facts, never the gold.

- Actors are states and blocs that are named: no people, bodies, unnamed groups, pronouns, nor "a Fijian proposal".
  The Group of 77 with China is two actors.
- The predicate is the one reporting word of the cue, without auxiliaries and adverbs; the rest of the cue belongs to
  the point. Verbs are predicates, and the nouns of `PREDICATE_NOUNS`; adjectives and "according to" are not.
- A negated cue is "not" and the word. A supporter ("supported by") has the same triple as the one it supports, an
  opponent ("opposed by") the negated one; the negation of "not" and a word is the word.
- Actors that accompany a subject at its first predicate ("Fiji, with Cuba, noted ...") accompany all its predicates;
  those that come in at a later one, only that one and its participles.
- A statement by the same source within its own point stays part of the point.
- `kg.evaluate.points` says how far a point goes, and which topic it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.evaluate.points import inside, mentions_of, point_of, topic_of
from kg.model import Actor, ActorType, Facts, Mention, MentionReason, Stance, Statement

__all__ = ["Triple", "by_convention", "plain"]

PREDICATE_NOUNS = frozenset(
    {"appeal", "insistence", "objection", "offer", "opposition", "preference", "proposal", "request", "suggestion"}
    | {"support"}
)
"""Nouns that are predicates: "Fiji's proposal to ..."."""
WITHOUT_PREDICATE = re.compile(r"statement\.(adjective|according-to|to-whom|label|nobody)")
"""Rules whose statements have no reporting verb or noun."""
OF_NOUN = re.compile(r"statement\.(stance-)?noun")
SIDE = "statement.side"
"""The rule for side remarks ("supported by Fiji")."""
PARTIES = {ActorType.STATE, ActorType.BLOC}
UNNAMED = {MentionReason.PRONOUN, MentionReason.NATIONALITY}
G77 = frozenset({"g 77", "g77", "group of 77"})
CHINA = frozenset({"china"})
AUXILIARIES = frozenset(
    {"be", "been", "can", "cannot", "could", "did", "do", "does", "had", "has", "have", "is", "may", "might", "must"}
    | {"not", "should", "was", "were", "will", "would"}
)
ADVERB = re.compile(r"also|again|further|instead|\w+ly", re.IGNORECASE)
WORD = re.compile(r"[\w’'-]+")
QUOTATION_MARKS = re.compile(r"``|''|[\"“”‘`]")


@dataclass(frozen=True, slots=True)
class Triple:
    """All names of an actor; a predicate; the parts of the point, the main one first. By the published conventions all
    of these are normalised by `plain`."""

    actor: frozenset[str]
    predicate: str
    parts: tuple[str, ...]


def plain(text: str) -> str:
    """The text casefolded, without hyphens, quotation marks, and punctuation at its ends.

    >>> plain("The “G-77”, as ever.")
    'the g 77, as ever'
    """
    without_marks = QUOTATION_MARKS.sub("", text.casefold().replace("_", " ").replace("-", " ").replace("’", "'"))
    return " ".join(without_marks.split()).strip(" .,;:'\"`()")


def by_convention(text: str, facts: Facts) -> tuple[Triple, ...]:
    """The triples of one or more bulletin sentences, each once, in the order of the statements."""
    triples: dict[Triple, None] = {}
    for statement in facts.statements:
        if not any(inside(statement.cue, o.content) and {*o.sources} & {*statement.sources} for o in facts.statements):
            triples.update(dict.fromkeys(_triples_of_statement(text, facts, statement)))
    return tuple(triples)


def _triples_of_statement(text: str, facts: Facts, statement: Statement) -> Iterator[Triple]:
    main, is_opposed = _main_statement(facts, statement)
    verb = _predicate(main)
    if verb is None:
        return
    is_negated = (main.polarity == "negative") != is_opposed
    point = plain(point_of(text, facts, main, main.cue.start + verb.end()))
    topic = None if verb.group().endswith("ing") else topic_of(text, facts, main)
    parts = (point,) if topic is None else (point, plain(topic))
    predicate = plain(f"not {verb.group()}" if is_negated else verb.group())
    actors = {actor.id: actor for actor in facts.actors}
    companions = _companions(facts, main) if main is statement else ()
    for source, naming_statement in [*((s, statement) for s in statement.sources), *companions]:
        for names in _parties(facts, actors[source], naming_statement):
            yield Triple(names, predicate, parts)


def _main_statement(facts: Facts, statement: Statement) -> tuple[Statement, bool]:
    """For a side remark, the statement that it supports or opposes, and whether it opposes; else the statement."""
    if statement.evidence.rule != SIDE:
        return statement, False
    for other in facts.statements:
        if other.evidence.rule != SIDE and other.content.start == statement.content.start:
            return other, _opposes(statement)
    return statement, False


def _opposes(side: Statement) -> bool:
    from kg.extract.words.lexicon import rows

    stances = {row["word"]: Stance(row["stance"]) for row in rows("stances/side_remarks")}
    word = side.cue.text.split()[0].casefold()
    return word in stances and stances[word].sign == "against"


def _companions(facts: Facts, statement: Statement) -> list[tuple[str, Statement]]:
    """The actors that share a predicate because they accompany its subject at an earlier one, each with the statement
    that names it."""
    earlier_statements = [o for o in facts.statements if _same_subject(facts, o, statement)]
    if not earlier_statements:
        return []
    nearest = earlier_statements[-1] if statement.cue.text.split()[0].endswith("ing") else earlier_statements[0]
    sides = [
        s
        for s in facts.statements
        if s.evidence.rule == SIDE and s.content.start == nearest.content.start and s.cue.end <= nearest.cue.start
    ]
    return [
        (source, companion)
        for companion in (nearest, *(side for side in sides if not _opposes(side)))
        for source in companion.sources
        if source not in statement.sources
    ]


def _same_subject(facts: Facts, earlier: Statement, later: Statement) -> bool:
    """Whether the verb of ``later`` follows that of ``earlier`` in one sentence with the same first source, which is
    not mentioned again in between."""
    rules = {earlier.evidence.rule, later.evidence.rule}
    if SIDE in rules or any(OF_NOUN.match(rule) for rule in rules) or earlier.cue.start >= later.cue.start:
        return False
    if (
        earlier.sources[:1] != later.sources[:1]
        or not earlier.sources
        or earlier.evidence.start != later.evidence.start
    ):
        return False
    mentions_of_source = mentions_of(facts, earlier.sources[0])
    return not any(earlier.content.end <= mention.start < later.cue.start for mention in mentions_of_source)


def _predicate(statement: Statement) -> re.Match[str] | None:
    rule = statement.evidence.rule
    words = (w for w in WORD.finditer(statement.cue.text) if w.group().casefold() not in AUXILIARIES)
    word = next((w for w in words if not ADVERB.fullmatch(w.group())), None)
    if word is None or WITHOUT_PREDICATE.match(rule):
        return None
    return None if OF_NOUN.match(rule) and word.group().casefold() not in PREDICATE_NOUNS else word


def _parties(facts: Facts, actor: Actor, statement: Statement) -> Iterator[frozenset[str]]:
    """The names of an actor that is a state or bloc and named in the statement; for the Group of 77 with China those of
    both."""
    mention = _nearest(facts, actor, statement)
    if actor.type not in PARTIES or mention is None or mention.reason in UNNAMED:
        return
    if actor.gazetteer == "bloc/g-77-china":
        yield G77
        if plain(mention.text).endswith("china"):
            yield CHINA
        return
    mention_texts = (m.text for m in actor.mentions if m.reason not in UNNAMED)
    yield frozenset(plain(name).removeprefix("the ") for name in (actor.name, *actor.aliases, *mention_texts))


def _nearest(facts: Facts, actor: Actor, statement: Statement) -> Mention | None:
    """The mention of a statement's source: the last one before the cue, else the first after it; the other way round in
    a side remark ("supported by Fiji"). Pronouns within the contents of other statements are passed over."""
    contents = [o.content for o in facts.statements if not inside(statement.cue, o.content)]
    sentence = [
        m
        for m in mentions_of(facts, actor.id)
        if statement.evidence.start <= m.start < statement.evidence.end and m.reason != MentionReason.NOMINAL
    ]
    passed_over = {m for m in sentence if m.reason in UNNAMED and any(inside(m, content) for content in contents)}
    mentions_before = [m for m in sentence if m.end <= statement.cue.start and m not in passed_over]
    mentions_after = [m for m in sentence if m.start >= statement.cue.end]
    is_owner_after = (
        OF_NOUN.match(statement.evidence.rule) and mentions_after and mentions_after[0].end <= statement.content.start
    )
    preferred, otherwise = (
        (mentions_after, mentions_before[-1:])
        if statement.evidence.rule == SIDE or is_owner_after
        else (mentions_before[-1:], mentions_after)
    )
    return next(iter([*preferred, *otherwise]), None)
