"""Who sits at the talks of others: "attending on the Peruvian side was A", "the Peruvian delegation, led by A"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.actors.actors import Cluster
from kg.extract.actors.cluster import CLUSTER_OF
from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.grammar.clause import negated, subjects
from kg.extract.grammar.occurrences import occurrences
from kg.extract.negotiations.parties import objects_of, one_side, parties_of
from kg.extract.negotiations.proposals import Talks
from kg.extract.negotiations.table import named_persons, side_rows, whose_team
from kg.extract.negotiations.verbs import is_talk
from kg.extract.speech.spokespersons import body_of_post
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["companions"]

ATTENDING = {"attend", "participate", "take"}
MAKING_UP = word_set("verbs-of-containing")
TEAM = {"delegation"}
RULE = "across"
LONGEST_LIST = 9
"""Of more who stand behind a leader, nobody says that each of them talked."""

type Row = tuple[Token, str, list[Cluster]]
"""A word of one side at the talks, the country of that side, and the persons on it."""


def companions(found: Talks) -> None:
    """Propose that those who attend talks talk with the other side's leader, and those of two delegations with each
    other."""
    rows = sorted(_rows(found.doc), key=lambda row: row[0].i)
    for word, country, persons in rows:
        other = _opposite(found.doc, word, country)
        if other is not None and len(persons) <= LONGEST_LIST:
            found.pairs([p for p in persons if p is not other], [other], word, RULE)
    rows = sorted([*rows, *_led(found.doc)], key=lambda row: row[0].i)
    for n, (first, country, left) in enumerate(rows):
        for second, across, right in rows[n + 1 :]:
            if second.sent.start > first.sent.end:
                break
            if country != across:
                found.pairs(left, right, second, RULE)


def _rows(doc: Doc) -> Iterator[Row]:
    """The persons who attend the talks that the text is about, by the side that the words or their posts put them
    on."""
    placed = set()
    for word, side, persons in side_rows(doc):
        if side.country is not None and any(is_talk(t) for t in word.sent):
            placed.add(word.sent.start)
            yield word, side.country, persons
    for verb in occurrences(doc, (), ATTENDING):
        if verb.sent.start in placed or negated(verb) or not _at_the_talks(verb):
            continue
        persons = [c for c in parties_of(subjects(verb)) if c.type == ActorType.PERSON]
        behalf = one_side(verb)
        by_country: dict[str | None, list[Cluster]] = {}
        for person in persons:
            by_country.setdefault(_country(doc, person) if behalf is None else behalf.country, []).append(person)
        for country, group in by_country.items():
            if country is not None:
                yield verb, country, group
    for team in occurrences(doc, TEAM):
        whose = whose_team(team)
        if whose is not None and team.dep_ == "nsubj" and team.head.lemma_ in MAKING_UP and whose.country is not None:
            yield team, whose.country, named_persons(doc, team.head.i + 1, team.sent.end)


def _at_the_talks(verb: Token) -> bool:
    """Whether a verb is one of attending talks told before: "took part in the talks", not "in talks on the budget"."""
    part = [c for c in verb.children if c.dep_ == "dobj"]
    if verb.lemma_ == "take":
        part = [c for c in part if c.lower_ == "part"]
        if not part:
            return False
    places = [*part, *objects_of(verb, {"in", "at"}), *(p for t in part for p in objects_of(t, {"in"}))]
    return any(is_talk(t) and any(c.lower_ == "the" for c in t.children) for t in places)


def _opposite(doc: Doc, word: Token, country: str) -> Cluster | None:
    """The person of another side who was the last to talk with one of this country before a word."""
    told = [
        c
        for c in CANDIDATES(doc)
        if c.heading == "negotiates_with"
        and c.rule != f"negotiation.{RULE}"
        and c.evidence[0] < word.i
        and c.values["modality"] is not None
    ]
    for candidate in sorted(told, key=lambda c: -c.evidence[0]):
        pair = [c for c in candidate.actors.values() if c is not None and c.type == ActorType.PERSON]
        countries = [_country(doc, c) for c in pair]
        if len(pair) == 2 and set(countries) != {country}:
            mine = country if country in countries else None
            return pair[1 - countries.index(mine)] if countries.count(mine) == 1 else None
    return None


def _country(doc: Doc, person: Cluster) -> str | None:
    body = None if person.country is not None else body_of_post(doc, person)
    return body.country if body is not None else person.country


def _led(doc: Doc) -> Iterator[Row]:
    """Whoever leads the delegation of a state."""
    for candidate in CANDIDATES(doc):
        if candidate.heading == "leads":
            leader, team = candidate.actors["leader"], candidate.actors["of"]
            if leader is None or team is None or leader.type != ActorType.PERSON:
                continue
            start, end = candidate.evidence
            words = (t for t in doc[start:end] if t.lemma_ in TEAM and CLUSTER_OF(doc).get(t.i) is team)
            for word in words:
                side = whose_team(word)
                if side is not None and side.country is not None:
                    yield word, side.country, [leader]
                    break
