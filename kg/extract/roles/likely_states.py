"""Which state an office or body without a country belongs to, by the states that the text names around it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTERS, STATES_AND_BLOCS, Cluster
from kg.extract.grammar.arcs import first_of_list, logical_objects, objects_of, own_subjects
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.grammar.tense import SUBJECTS
from kg.extract.mentions.mention import TokenMention
from kg.extract.text.layout import block_of, opens_block
from kg.extract.text.memo import once_a_document
from kg.extract.words import lexicon
from kg.extract.words.folding import fold
from kg.model import ActorType, MentionReason

__all__ = ["FEATURES", "is_state_body", "likely_state", "likely_states", "signs"]

BODIES_OF_A_STATE = lexicon.word_set("bodies-of-a-state")
TALKS_AT_VENUES = {"negotiations", "summit", "talks"}
MEETINGS = {"conference", "meeting"}
"""Meetings that may also be of one side, as a party's, unless a city's name stands before them."""
VERBS_OF_TALKS_AT_VENUES = {"meet", "negotiate", "talk"}
PEOPLE_SENT_TO_TALKS = lexicon.word_set("people-sent-to-talks")
LIKELY = 0.65
"""The least probability of a state that is given; where two states are near, neither has it."""

FEATURES: Mapping[str, str] = {
    "first": "it is the first state that the text names",
    "share": "its share of all mentions of states",
    "frame": 'it opens the sentence: "In Lima, ... the ministry"',
    "before": "how near it is named before the place",
    "after": "how near it is named after it",
    "adjective before": 'how near something of that state is named before: "Chilean copper"',
    "adjective after": "how near something of that state is named after",
    "paragraph": "it is named in the paragraph",
    "paragraph before": "it is named in the paragraph, before the place",
    "body": "how near a known body of that state is named: the White House",
    "body in paragraph": "a known body of that state is named in the paragraph",
    "owner": 'something of its own is named in the sentence: "Peru\'s plan"',
    "subject": "it acts in the sentence, before the place",
    "subject after": "it acts in the sentence, after the place",
    "subject of the last": "it acts in the sentence before",
    "holder": "how near it stands to any mention of who holds the office",
}
"""The signs that are weighed, each from 0 to 1. ``data/learned/likely_states.csv`` has the weights, which ``python -m
training.states`` learns."""

DECAY, WINDOW, HOLDER_WINDOW = 8.0, 80, 60
"""Tokens at which nearness counts half; those within which it counts at all, to the place and to the holder."""


def is_state_body(cluster: Cluster) -> bool:
    """Whether an actor's name is that of a ministry, army, parliament or the like, as every state has one."""
    if cluster.type in STATES_AND_BLOCS or not set(fold(cluster.name).split()) & BODIES_OF_A_STATE:
        return False
    return not any(m.reason == MentionReason.NAME and m.type == ActorType.PERSON for m in cluster.mentions)


def likely_state(doc: Doc, place: int, states: Sequence[Cluster], holder: Cluster | None = None) -> Cluster | None:
    """The likeliest of the states, where it is likely enough. See `likely_states`."""
    ranked = likely_states(doc, place, states, holder)
    return ranked[0][1] if ranked and ranked[0][0] >= LIKELY else None


def likely_states(
    doc: Doc, place: int, states: Sequence[Cluster], holder: Cluster | None = None, body: Cluster | None = None
) -> list[tuple[float, Cluster]]:
    """The states with the probability of each, the likeliest first; ``place`` is the token at which the office or
    ``body`` is named, ``holder`` who holds the office. A state that the text has named only as the other side of these
    is left out (`_is_other_side`), or only as one of two or as the host of talks (`_has_mention_of_its_own`), and the
    others do not share its probability."""
    subject = holder or body
    heads = {m.head: s.id for s in states for m in s.mentions}
    signs_by_state = signs(doc, place, states, holder)
    weights = lexicon.learned_weights("likely_states")
    scores = [sum(weights[name] * value for name, value in row.items()) for _, row in signs_by_state]
    highest = max(scores, default=0.0)
    odds = [math.exp(score - highest) for score in scores]
    ranked = [
        (odd / sum(odds), state)
        for odd, (state, _) in zip(odds, signs_by_state, strict=True)
        if (subject is None or not _is_other_side(doc, place, state, subject))
        and _has_mention_of_its_own(doc, place, state, heads)
    ]
    return sorted(ranked, key=lambda r: (-r[0], r[1].first()))


def signs(
    doc: Doc, place: int, states: Sequence[Cluster], holder: Cluster | None
) -> list[tuple[Cluster, Mapping[str, float]]]:
    """The values of the `FEATURES` for each of the states (see `likely_states`); without those that only a dateline
    names."""
    mentions_by_actor = _mentions(doc)
    states = [s for s in states if mentions_by_actor[s.id]]
    total = sum(len(mentions_by_actor[s.id]) for s in states) or 1
    firsts = {s.id: s.first() for s in states}
    earliest = min(firsts.values(), default=0)
    bodies = _bodies(doc)
    rows: list[tuple[Cluster, Mapping[str, float]]] = []
    for state in states:
        mentions = mentions_by_actor[state.id]
        features = _features(doc, place, state, mentions)
        features |= _features_of_bodies(doc, place, bodies.get(state.country or "", ()))
        features["share"] = len(mentions) / total
        features["first"] = float(firsts[state.id] == earliest)
        if holder is not None:
            features["holder"] = _nearness_to_holder(doc, holder, mentions)
        rows.append((state, features))
    return rows


def _features(doc: Doc, place: int, state: Cluster, named_mentions: Sequence[TokenMention]) -> dict[str, float]:
    start, end = sentence_bounds(doc[place])
    previous_start = sentence_bounds(doc[start - 1])[0] if start else start
    block = block_of(doc[place])
    features = dict.fromkeys(
        ("frame", "before", "after", "adjective before", "adjective after", "paragraph", "paragraph before"), 0.0
    )
    for mention in state.mentions:
        start_of_mention, adjective = mention.start, mention.reason == MentionReason.NATIONALITY
        if (distance := abs(place - start_of_mention)) < WINDOW and start_of_mention != place:
            name = ("adjective " if adjective else "") + ("before" if start_of_mention < place else "after")
            features[name] = max(features[name], 1.0 / (1.0 + distance / DECAY))
        if not previous_start <= start_of_mention < end:
            continue
        head = doc[mention.head]
        while head.dep_ == "conj":
            head = head.head
        if head.dep_ in SUBJECTS:
            features[
                "subject of the last"
                if start_of_mention < start
                else "subject"
                if start_of_mention < place
                else "subject after"
            ] = 1.0
    for mention in named_mentions:
        start_of_mention = mention.start
        if start <= start_of_mention < place:
            head = doc[mention.head]
            if head.dep_ == "poss":
                features["owner"] = 1.0
            elif head.dep_ == "pobj" and head.head.lower_ in {"in", "from", "at"}:
                features["frame"] = 1.0
        if block is not None and block.start <= doc[start_of_mention].idx < block.end:
            features["paragraph"] = 1.0
            if start_of_mention < place:
                features["paragraph before"] = 1.0
    return features


@once_a_document
def _mentions(doc: Doc) -> dict[str, list[TokenMention]]:
    """The mentions of each actor that are neither pronouns nor datelines, by the actor's id."""
    return {
        c.id: [m for m in c.mentions if m.reason != MentionReason.PRONOUN and not _is_in_dateline(doc, m)]
        for c in CLUSTERS(doc)
    }


def _is_in_dateline(doc: Doc, mention: TokenMention) -> bool:
    """Whether a mention is a dateline, which says where a report was written ("MUSCAT - ...")."""
    tokens_after = doc[mention.end : mention.end + 4]
    return opens_block(doc[mention.start]) and any(t.text in {"-", "\u2013", "\u2014", ":"} for t in tokens_after)


def _has_mention_of_its_own(doc: Doc, place: int, state: Cluster, states_by_head: Mapping[int, str]) -> bool:
    """Whether some mention of a state so far tells it from the others: not "[Norway] and Peru", nor the place of talks
    (`_is_venue`)."""
    end = sentence_bounds(doc[place])[1]
    mentions = [m for m in state.mentions if m.start < end]
    return not mentions or any(
        not _is_venue(doc, place, m, states_by_head)
        and all(states_by_head.get(t.i, state.id) == state.id for t in doc[m.head].conjuncts)
        for m in mentions
    )


def _is_venue(doc: Doc, place: int, mention: TokenMention, states_by_head: Mapping[int, str]) -> bool:
    """Whether a capital is only where talks are held, by anybody: "the [Oslo] summit", "the talks in [Oslo]", "they met
    in [Oslo]"; not "the cabinet met in [Oslo]", which is that of the state, nor "In [Oslo], the minister said no" and
    "in [Oslo], where the minister said no"."""
    word = doc[mention.head]
    if mention.reason != MentionReason.METONYM or any(
        c.dep_ == "relcl" and c.is_ancestor(doc[place]) for c in word.rights
    ):
        return False
    if word.dep_ in {"compound", "nmod"}:
        return word.head.lower_ in TALKS_AT_VENUES | MEETINGS
    if word.dep_ != "pobj" or word.head.lower_ not in {"at", "in"}:
        return False
    occasion = word.head.head
    return occasion.lower_ in TALKS_AT_VENUES or (
        occasion.lemma_ in VERBS_OF_TALKS_AT_VENUES and _have_several_sides(occasion, states_by_head)
    )


def _have_several_sides(verb: Token, states_by_head: Mapping[int, str]) -> bool:
    """Whether those of whom a verb of talking tells are several states' or persons: "[they] met", "[the envoys] met",
    "[Ek] met [Ruiz]", "[Norway] and [Peru] met"; not "the unions met the government", who are one state's."""
    subjects = [t for subject in own_subjects(verb) for t in (subject, *subject.conjuncts)]
    if any(t.lower_ == "they" or t.lower_ in PEOPLE_SENT_TO_TALKS for t in subjects):
        return True
    sides = {*subjects, *(t for o in (*logical_objects(verb), *objects_of(verb, {"with"})) for t in (o, *o.conjuncts))}
    return sum(t.i in states_by_head or t.ent_type_ == "PERSON" for t in sides) > 1


@once_a_document
def _bodies(doc: Doc) -> dict[str, tuple[int, ...]]:
    """The tokens at which listed bodies of each state are named, by the state's code."""
    table: dict[str, tuple[int, ...]] = {}
    for cluster in CLUSTERS(doc):
        if cluster.type == ActorType.ORGANIZATION and cluster.gazetteer is not None and cluster.country:
            places = (m.start for m in cluster.mentions if m.reason != MentionReason.PRONOUN)
            table[cluster.country] = (*table.get(cluster.country, ()), *places)
    return table


def _features_of_bodies(doc: Doc, place: int, places: Sequence[int]) -> dict[str, float]:
    nearness = max((1.0 / (1.0 + abs(place - at) / DECAY) for at in places if abs(place - at) < WINDOW), default=0.0)
    block = block_of(doc[place])
    is_in_paragraph = block is not None and any(block.start <= doc[at].idx < block.end for at in places)
    return {"body": nearness, "body in paragraph": float(is_in_paragraph)}


def _is_other_side(doc: Doc, place: int, state: Cluster, actor: Cluster) -> bool:
    """Whether all mentions of a state so far stand below a verb of which ``actor`` is the subject or object: "Foreign
    Minister Ana Ruiz told [Chile]", "the strikers accused President Bo Ek of selling out to [Chile]"."""
    start, end = sentence_bounds(doc[place])
    heads = (first_of_list(doc[m.head]) for m in actor.mentions if start <= m.head < end)
    arguments = [t for t in heads if t.dep_ in {*SUBJECTS, "dobj"}]
    state_mentions = [m for m in state.mentions if m.reason != MentionReason.PRONOUN and m.start < end]
    return bool(state_mentions) and all(
        any(
            start <= t.i < m.start
            and t.head.is_ancestor(doc[m.head])
            and not t.is_ancestor(doc[m.head])
            and not _is_announced(t.head, doc[m.head])
            for t in arguments
        )
        for m in state_mentions
    )


def _is_announced(verb: Token, name: Token) -> bool:
    """Whether a verb says what a state will do, as hardly anybody else does: "said that [Canada] will leave"."""
    return any(
        clause.dep_ == "ccomp"
        and any(c.dep_ == "aux" and c.lemma_ in {"will", "would"} for c in clause.children)
        and name in own_subjects(clause)
        for clause in verb.children
    )


def _nearness_to_holder(doc: Doc, holder: Cluster, named_mentions: Sequence[TokenMention]) -> float:
    """How near a state is named to the holder, from 0 to 1; not after the holder as subject, as in "Ruiz threatened to
    leave Peru"."""
    best = 0.0
    subjects = [o.start for o in holder.mentions if doc[o.head].dep_ in SUBJECTS]
    for mention in named_mentions:
        start = sentence_bounds(doc[mention.start])[0]
        if any(start <= at < mention.start for at in subjects):
            continue
        for other in holder.mentions:
            if (distance := abs(other.start - mention.start)) < HOLDER_WINDOW:
                best = max(best, 1.0 / (1.0 + distance / DECAY))
    return best
