"""Posts of persons whom the text does not name: "the Omani envoy", "a spokesperson for Sonamar"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTER_OF, Cluster, cluster_at
from kg.extract.grammar.arcs import has_mark
from kg.extract.grammar.occurrences import word_at
from kg.extract.grammar.tense import SUBJECTS
from kg.extract.mentions.mention import MENTIONS, TokenMention
from kg.extract.roles.held_post import HeldPost, title_of
from kg.extract.roles.posts import Post, all_posts
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["unnamed_holders"]

WAYS_WITHOUT_BODY = {"-", "pronoun", "person"}
"""Values of `Post.how` where no words beside a post name its body."""
ARCS_OF_DESCRIPTIONS = {"appos", "attr", "compound", "oprd"}
"""Dependencies in which a post describes somebody else, or what somebody is to become."""
KINDS_OF_POSTS_OF_ONE = word_set("kinds-of-posts-of-one")
NOUNS = word_set("posts-of-one") | {"general"}
WORDS_BEFORE_POSTS_OF_NOBODY_YET = word_set("words-before-posts-of-nobody-yet")
PREPOSITIONS_OF_AIMS = {"as", "for"}
"""Prepositions before a post that somebody is to have: "ran for president of Peru"."""


def unnamed_holders(doc: Doc) -> Iterator[HeldPost]:
    """The posts that refer to somebody without a name beside them, in text order: where a body is named, or of the one
    leader whom a text has in mind, "the President"."""
    phrases = {m.head: m for m in MENTIONS(doc) if m.reason == MentionReason.NOMINAL and not m.plural}
    for post in all_posts(doc):
        mention = phrases.get(post.end - 1) or phrases.get(_noun_of(doc, post))
        person = CLUSTER_OF(doc).get(mention.head) if mention is not None else None
        if mention is None or person is None or not _holds(doc, post, mention):
            continue
        passing = len(person.mentions) == 1 and _is_passing(doc[mention.head])
        if passing or not (_is_unnamed(person) or _leads_own(person, post)):
            continue
        title = title_of(doc, post)
        yield HeldPost(person, title, post.body, post.how, "nominal", mention.head, post.kind, post.former)


def _is_unnamed(person: Cluster) -> bool:
    return person.type == ActorType.PERSON and not person.is_named()


def _is_passing(noun: Token) -> bool:
    """Whether somebody is mentioned in passing, joined to others than persons or to modify a noun: "farmers and the
    minister", "the court of the emperor"; not "the Omani envoy and the Saudi minister"."""
    if noun.dep_ == "conj":
        coordinated = map(cluster_at, noun.conjuncts)
        return not any(actor is not None and actor.type == ActorType.PERSON for actor in coordinated)
    return noun.dep_ == "pobj" and noun.head.lower_ == "of"


def _leads_own(person: Cluster, post: Post) -> bool:
    """Whether a post is that of the head of a person's own state: "Ek said no. The French president ..."."""
    is_own_state = person.country is not None and post.body is not None and person.country == post.body.country
    return is_own_state and person.type == ActorType.PERSON and post.kind == "head-of-state"


def _noun_of(doc: Doc, post: Post) -> int:
    """The noun of a title that goes on with a field: "[minister] of trade"."""
    return next((i for i in range(post.start, post.end) if doc[i].lower_ in {"of", "for", "to"}), post.end) - 1


def _holds(doc: Doc, post: Post, mention: TokenMention) -> bool:
    """Whether a phrase refers to one person who holds the post, and not to whoever may hold it."""
    noun = doc[mention.head]
    is_post_of_one = post.kind in KINDS_OF_POSTS_OF_ONE or noun.lower_ in NOUNS
    is_definite = mention.start < mention.head or noun.text[:1].isupper()
    first_conjunct = next((other for other in (noun, *noun.ancestors) if other.dep_ != "conj"), noun)
    is_description = first_conjunct.dep_ in ARCS_OF_DESCRIPTIONS or (
        first_conjunct.dep_ == "pobj" and first_conjunct.head.lower_ in PREPOSITIONS_OF_AIMS
    )
    is_unfilled = any(t.lower_ in WORDS_BEFORE_POSTS_OF_NOBODY_YET for t in doc[mention.start : mention.head])
    is_actual = doc[mention.start].lower_ not in {"a", "an"} or _has_acted(noun) or _is_source(noun, post)
    has_body = (post.body is not None and post.how not in WAYS_WITHOUT_BODY) or _is_only_leader(doc, post, mention)
    return (
        has_body
        and not post.plural
        and is_post_of_one
        and is_definite
        and is_actual
        and not is_description
        and not is_unfilled
    )


def _is_only_leader(doc: Doc, post: Post, mention: TokenMention) -> bool:
    """Whether a post without a body is that of the one leader whom a text has in mind, as the capital letter indicates:
    "the President"."""
    the_one = doc[mention.start].lower_ == "the" and doc[mention.head].text[:1].isupper()
    return the_one and post.kind == "head-of-state" and post.how == "-"


def _has_acted(noun: Token) -> bool:
    """Whether an indefinite noun refers to an actual person, as the subject of a fact: "a Peruvian envoy said"; not "a
    good president listens", "if a minister resigned", "Peru wants an envoy"."""
    verb = noun.head
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    is_finite = verb.tag_ == "VBD" or any(c.tag_ in {"VBD", "VBZ", "VBP"} for c in auxiliaries)
    is_hypothetical = any(c.tag_ == "MD" for c in auxiliaries) or has_mark(verb, {"if"})
    return noun.dep_ in SUBJECTS and is_finite and not is_hypothetical


def _is_source(noun: Token, post: Post) -> bool:
    """Whether a noun indicates the source of a statement, at a body with a name: "according to a Sonamar spokesman"."""
    is_after_according_to = (
        noun.dep_ == "pobj" and noun.head.lower_ == "to" and word_at(noun.doc, noun.head.i - 1) == "according"
    )
    return is_after_according_to and post.body is not None and post.body.is_named()
