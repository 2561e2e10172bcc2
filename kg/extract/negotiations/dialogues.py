"""Transcripts of two who talk with each other by turns: whom one of them calls "you", and who "we" are."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTER_OF, CLUSTERS, Cluster
from kg.extract.grammar.arcs import logical_objects, objects_of
from kg.extract.grammar.clause import grammatical_subjects
from kg.extract.speech.speakers import NARRATED, SPEAKERS
from kg.extract.speech.spokespersons import body_of_post
from kg.extract.text.memo import once_a_document
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["two_in_our", "two_in_we", "two_speakers"]

NOUNS_FOR_OUR_TALKS = word_set("nouns-of-talking") | {"conversation", "summit"}
POSTS_OF_LEADERS = word_set("posts-of-leaders")
POSTS_THAT_TALK = POSTS_OF_LEADERS | {"minister", "secretary", "secretary-general"}
POSTS_BESIDE_A_GOVERNMENT = word_set("posts-beside-a-government")
DEPUTIES = word_set("deputies")
BODIES_THAT_MEET_AT_HOME = word_set("bodies-that-meet-at-home")
VERBS_OF_MEETING = {"consult", "meet"}
LEAST_SHARE = 0.1
"""The least share of the words of persons that somebody speaks who is one of the two, and not only heard in passing."""


def two_speakers(token: Token) -> tuple[Cluster, ...]:
    """The two persons who talk by turns, first the one who speaks a word; none where another speaks it."""
    two = _two_by_turns(token.doc)
    heads = SPEAKERS(token.doc).get(token.i, ())
    speaker = CLUSTER_OF(token.doc).get(heads[0]) if len(heads) == 1 else None
    return tuple(sorted(two, key=lambda c: c is not speaker)) if speaker in two else ()


def two_in_we(verb: Token) -> tuple[Cluster, ...]:
    """The two persons who talk by turns, where one of them says "we" of what two do with each other: "we [met]"; not
    "we met the owners", "we discussed it with them", "in cabinet"."""
    is_we = [t.lower_ for t in grammatical_subjects(verb)] == ["we"]
    has_object = verb.lemma_ in VERBS_OF_MEETING and logical_objects(verb)
    is_internal = any(t.lemma_.casefold() in BODIES_THAT_MEET_AT_HOME for t in objects_of(verb, {"at", "in", "of"}))
    return two_speakers(verb) if is_we and not has_object and not is_internal and not _names_others(verb) else ()


def two_in_our(noun: Token) -> tuple[Cluster, ...]:
    """The two persons who talk by turns, where one of them speaks of "our [talks]"; not "our talks with the owners"."""
    is_ours = any(c.lower_ == "our" and c.dep_ == "poss" for c in noun.children)
    is_ours = is_ours and noun.lemma_.casefold() in NOUNS_FOR_OUR_TALKS
    return two_speakers(noun) if is_ours and not _names_others(noun) else ()


def _names_others(talks: Token) -> bool:
    """Whether the words for talks say with whom, other than "you"."""
    return any(t.lower_ != "you" for t in objects_of(talks, {"among", "between", "with"}))


@once_a_document
def _two_by_turns(doc: Doc) -> tuple[Cluster, ...]:
    """The two leaders or ministers of two states or bodies who speak a transcript; none of a text that one, or more
    than two, or others speak."""
    if not NARRATED(doc):
        return ()
    spoken = [heads[0] for heads in SPEAKERS(doc).values() if len(heads) == 1]
    words = Counter(c.id for i in spoken if (c := CLUSTER_OF(doc).get(i)) is not None and c.type == ActorType.PERSON)
    main_speakers = {key for key, count in words.items() if count >= LEAST_SHARE * words.total()}
    leaders = tuple(c for c in CLUSTERS(doc) if c.id in main_speakers and _leads(c))
    return (
        leaders
        if len(leaders) == len(main_speakers) == 2 and (_have_two_posts(*leaders) or _have_two_bodies(doc, leaders))
        else ()
    )


def _leads(person: Cluster) -> bool:
    """Whether a person leads a state or body, or is a minister, and does not only speak or write for it."""
    return bool(person.titles & POSTS_THAT_TALK) and not person.titles & POSTS_BESIDE_A_GOVERNMENT


def _have_two_posts(one: Cluster, other: Cluster) -> bool:
    """Whether one state has not both posts: it has no two presidents, nor a secretary beside a foreign minister."""
    if (one.titles | other.titles) & DEPUTIES:
        return False
    has_secretary_abroad = any(
        {"foreign", "minister"} <= c.titles for c in (one, other)
    ) and one.titles ^ other.titles >= {"secretary"}
    return bool(one.titles & other.titles & POSTS_OF_LEADERS) or has_secretary_abroad


def _have_two_bodies(doc: Doc, persons: tuple[Cluster, ...]) -> bool:
    """Whether two persons have posts in two bodies, and not in one state."""
    return len({body.country or body.id for c in persons if (body := body_of_post(doc, c)) is not None}) == len(persons)
