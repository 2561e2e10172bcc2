"""Proposals of who leads what, each pair once."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import STATES_AND_BLOCS, Cluster, cluster_at
from kg.extract.actors.meetings import event_at, gathering_at
from kg.extract.candidates.candidate import Candidate
from kg.extract.grammar.arcs import first_conjunct
from kg.extract.grammar.clause import conjuncts
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["Leads", "led_at", "led_by_verb", "led_noun"]

LEADING_VERBS = word_set("leading-verbs")
LED_NOUNS = word_set("led-nouns")
TALKS = word_set("talks")


class Leads:
    """The leads found in one document so far, in the order in which they were: ``found``."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.seen: set[tuple[str, str]] = set()
        self.found: list[Candidate] = []

    def add(self, leader: Cluster | None, led_body: Cluster | None, token: Token, rule: str, **features: float) -> None:
        """Add that one leads the other by the words at ``token``, unless either is unknown or the pair found."""
        if leader is None or led_body is None or leader is led_body or (leader.id, led_body.id) in self.seen:
            return
        self.seen.add((leader.id, led_body.id))
        words = fold(led_body.name).split() or ["-"]
        noun = next((w for w in words if w in LED_NOUNS), words[-1])
        self.found.append(
            Candidate(
                "leads",
                f"lead.{rule}",
                {"leader": leader, "of": led_body},
                {},
                sentence_bounds(token),
                {
                    f"rule={rule}": 1,
                    f"leader={leader.type}": 1,
                    f"led={led_body.type}": 1,
                    f"rule,led={rule},{led_body.type}": 1,
                    f"word={token.lemma_.casefold()}": 1,
                    f"noun={noun}": 1,
                    f"leader,led={leader.type},{led_body.type}": 1,
                    f"word,led={token.lemma_.casefold()},{led_body.type}": 1,
                    "full-name": float(" " in leader.name),
                    **features,
                },
            ),
        )


def led_at(token: Token) -> list[Cluster]:
    """What can be led at a noun and the nouns joined to it: gatherings, actors, events."""
    return [c for t in conjuncts([token]) if (c := _led_one(t)) is not None]


def _led_one(token: Token) -> Cluster | None:
    """What can be led at a noun alone."""
    return gathering_at(token) or cluster_at(token) or event_at(token)


def led_by_verb(target: Token, verb: Token) -> list[Cluster]:
    """What a verb says to be led at a noun; no persons, of whom a leader is only ahead. A verb after a noun is not for
    what follows the verb or has a participle of its own: "the Greens, led by Ruiz, and the [Reds], [led] by Ek"."""
    nouns = [t for t in conjuncts([target]) if target.i > verb.i or not _is_parted(t, verb)]
    return [actor for t in nouns or [target] if (actor := _led_one(t)) is not None and actor.type != ActorType.PERSON]


def _is_parted(noun: Token, verb: Token) -> bool:
    """Whether a noun follows a verb, or a participle of leading stands between them."""
    words_between = noun.doc[noun.i + 1 : verb.i]
    return noun.i > verb.i or any(t.tag_ == "VBN" and t.lemma_ in LEADING_VERBS for t in words_between)


def led_noun(noun: Token) -> Token:
    """The noun of what is led, where ``noun`` is only its complement: "the [delegation] of the ELN, led by Bo Ek",
    "[talks] between Peru and Chile led by Bo Ek"; else ``noun``."""
    ancestor, actor = noun, cluster_at(noun)
    nouns = LED_NOUNS | (TALKS if actor is not None and actor.type in STATES_AND_BLOCS else set())
    for _ in range(3):
        ancestor = first_conjunct(ancestor)
        if ancestor.dep_ != "pobj" or ancestor.head.dep_ != "prep":
            break
        ancestor = ancestor.head.head
        if ancestor.lemma_.casefold() in nouns:
            return ancestor
    return noun
