"""The body that the words before a post introduce: "[the central bank], under Governor X", "on [the Peruvian side]"."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.actors.cluster import CLUSTER_OF, Cluster
from kg.extract.grammar.occurrences import word_at
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.mentions.mention import TokenMention, mentions_before, mentions_between
from kg.extract.roles.held_post import HeldPost
from kg.extract.roles.posts import Post
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["STATE_KINDS", "introducing_body"]

VERBS_OF_TAKING_PART = word_set("verbs-of-taking-part")
STATE_KINDS = {"head-of-state", "minister", "diplomat", "royal", "military", "parliament", "official", "spokesperson"}
KINDS_OF_HOSTS = {"head-of-state", "minister"}


def introducing_body(doc: Doc, held_post: HeldPost, post: Post) -> Cluster | None:
    """The body that the words before a post introduce, right before it, as a side or as a place; None without one."""
    return _named_before(doc, post) or _on_side(doc, held_post, post) or _place_of_visit(doc, held_post, post)


def _named_before(doc: Doc, post: Post) -> Cluster | None:
    """The body named right before a post: "[the central bank], under Governor X", "[the Commission], through
    Commissioner X", "a reply from [Italy]: President X"."""
    at = post.left - 1
    word = doc[at].lower_ if at > 0 else ""
    if word in {"under", "through"} and doc[at - 1].text == ",":
        end, kinds = at - 1, {ActorType.ORGANIZATION, ActorType.STATE, ActorType.BLOC}
    elif word == ":":
        end, kinds = at, {ActorType.STATE}
    else:
        return None
    mention = next((m for m in mentions_before(doc, end) if m.type in kinds), None)
    if mention is None or (word == ":" and doc[mention.start].is_sent_start):
        return None  # "ROME: President X": a dateline
    return CLUSTER_OF(doc).get(mention.head)


def _on_side(doc: Doc, held_post: HeldPost, post: Post) -> Cluster | None:
    """The state on whose side a sentence says who took part, before a post: "On [the Peruvian side], the meeting was
    attended by Foreign Minister X", "Representing [Peru] were Foreign Minister X"; not "on the Peruvian side of the
    border", "shots from the Peruvian side"."""
    start, end = sentence_bounds(doc[post.left])
    state_mentions = [m for m in mentions_between(doc, start, post.left) if m.type == ActorType.STATE]
    sides = [m for m in state_mentions if m.noun == "side"]
    is_attendance = any(t.lemma_ in VERBS_OF_TAKING_PART for t in doc[start:end])
    if held_post.kind in STATE_KINDS and sides and is_attendance and _is_on(doc, sides[-1]):
        return CLUSTER_OF(doc).get(sides[-1].head)
    # "Peru in Oslo"
    is_only_state = bool(state_mentions) and all(m.reason == MentionReason.METONYM for m in state_mentions[1:])
    is_represented = (
        held_post.kind in STATE_KINDS and is_only_state and word_at(doc, state_mentions[0].start - 1) == "representing"
    )
    return CLUSTER_OF(doc).get(state_mentions[0].head) if is_represented else None


def _is_on(doc: Doc, side: TokenMention) -> bool:
    """Whether a side is what people are on: "on [the Peruvian side]"; not "on the Peruvian side of the lake"."""
    preposition_index = side.start - 1 - (word_at(doc, side.start - 1) == "the")
    return word_at(doc, preposition_index) == "on" and word_at(doc, side.end) != "of"


def _place_of_visit(doc: Doc, held_post: HeldPost, post: Post) -> Cluster | None:
    """The state in which visitors meet the holder of a post: "went to [Peru], where she met Foreign Minister X"."""
    start, _ = sentence_bounds(doc[post.left])
    where_index = next((i for i in range(post.left - 1, start, -1) if doc[i].lower_ == "where"), None)
    if (
        held_post.kind not in KINDS_OF_HOSTS
        or where_index is None
        or all(t.lemma_ != "meet" for t in doc[where_index : post.left])
    ):
        return None
    if any(m.type == ActorType.STATE for m in mentions_between(doc, where_index, post.left)):
        return None
    places = mentions_before(doc, where_index - (doc[where_index - 1].text == ","))
    # A city need not be in the state of those met there: "in Geneva, where".
    state = next(
        (m for m in places if m.type == ActorType.STATE and m.entry and m.reason != MentionReason.METONYM), None
    )
    return CLUSTER_OF(doc).get(state.head) if state is not None else None
