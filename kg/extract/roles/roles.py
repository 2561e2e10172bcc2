"""Who holds which post: titles before and after names, in lists, by verbs, and by counterparts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import Cluster, cluster_at, kind_of
from kg.extract.actors.genre import is_bulletin
from kg.extract.candidates.candidate import Candidate, propose
from kg.extract.candidates.values import RoleValues
from kg.extract.frames.factuality.factuality import is_asserted
from kg.extract.grammar.arcs import (
    capacity_before,
    complements,
    has_auxiliary,
    has_mark,
    has_modal,
    logical_objects,
    possessors,
)
from kg.extract.grammar.clause import subjects
from kg.extract.grammar.occurrences import word_at
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.grammar.tense import FINITE, is_infinitive, tense
from kg.extract.mentions.mention import TokenMention
from kg.extract.mentions.person_names import HONORIFICS
from kg.extract.roles.bodies_after_names import body_after_comma, body_of_name
from kg.extract.roles.counterparts import counterparts
from kg.extract.roles.held_post import HeldPost, distinct_posts, title_of
from kg.extract.roles.inferred_bodies import (
    CHAIRS,
    WORDS_OF_DEPUTIES_AND_SPEAKERS,
    house_of_member,
    inferred_body,
    is_constituency,
    ministry_for,
)
from kg.extract.roles.likely_states import is_state_body
from kg.extract.roles.past_posts import has_ended, is_over, leaves_office, served_once, was_before
from kg.extract.roles.posts import Post, all_posts, country_in_brackets
from kg.extract.roles.titles_around_names import named_persons, posts_beside
from kg.extract.roles.unnamed_holders import unnamed_holders
from kg.extract.text.memo import once_a_document
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__: list[str] = []

VERBS_OF_APPOINTING = word_set("verbs-of-appointing")
RANKS_OF_CLERICS = word_set("ranks-of-clerics")
BODIES_WITHOUT_PROFESSORS = word_set("bodies-without-professors")
MARKS_OF_TIMES_OF_OATHS = word_set("marks-of-times-of-oaths")
PAST_AND_PERFECT_AUXILIARIES = word_set("past-and-perfect-auxiliaries")
SUCCEEDING = {"follow", "replace", "succeed"}
"""Verbs whose subject comes into the post of their object."""
PREPOSITIONS_OF_FIELDS = word_set("prepositions-of-fields")
RULES_WITHOUT_BODIES = {"counterpart", "nominal"}
"""Rules whose posts are not of the state near, "his counterpart", or of one left open, "the President"."""
WAYS_OF_GUESSING = {"near-state", "main-state"}
"""Ways to a body that no words near the post indicate: the likeliest state of the text."""


def _posts_by_verbs(doc: Doc) -> Iterator[tuple[Post, Cluster, str, int]]:
    """Posts by verbs, with the holder, the rule and the token: "elected X leader", "X serves as envoy"."""
    posts = {p.end - 1: p for p in all_posts(doc)}
    for head, post in posts.items():
        token = doc[head]
        if token.dep_ == "pobj" and token.head.lower_ == "as":
            verb = token.head.head
        elif token.dep_ in {"oprd", "attr", "dobj", "appos"} and token.head.lemma_ in VERBS_OF_APPOINTING:
            verb = token.head
        else:
            continue
        if verb.pos_ not in {"VERB", "AUX"}:
            cluster = cluster_at(verb)
            if cluster is not None and cluster.type == ActorType.PERSON:
                yield post, cluster, "as", token.i
            continue
        if (
            served_once(verb)
            or has_ended(doc, post)
            or leaves_office(verb)
            or not is_asserted(verb)
            or _is_hypothetical(verb)
        ):
            continue
        sworn_in = _sworn_in(verb)
        is_appointed = verb.lemma_ in VERBS_OF_APPOINTING or (sworn_in and _was_taken(verb))
        if (sworn_in or _is_of_object(verb)) and not is_appointed:
            continue
        capacity = capacity_before(token)
        owners = possessors(capacity) if capacity is not None else []  # "praised [Ruiz]'s work as chair"
        for holder in sworn_in or _persons_appointed(verb, token) if is_appointed else owners or subjects(verb):
            cluster = cluster_at(holder)
            if cluster is not None and cluster.type == ActorType.PERSON:
                yield post, cluster, "appointed" if is_appointed else "as", token.i


def _sworn_in(verb: Token) -> list[Token]:
    """Whom others let take an oath of office: "swore in [Bo Ek] as envoy", "[Bo Ek] was sworn in as envoy"; nobody in
    "Bo Ek swore in front of Congress"."""
    in_particles = [c for c in verb.children if c.dep_ in {"prep", "prt"} and c.lower_ == "in"]
    if verb.lemma_ != "swear" or not in_particles:
        return []
    return [noun for noun in logical_objects(verb) or complements(in_particles[0]) if _is_person(noun)]


def _is_person(token: Token) -> bool:
    cluster = cluster_at(token)
    return cluster is not None and cluster.type == ActorType.PERSON


def _was_taken(verb: Token) -> bool:
    """Whether an oath was taken, by a verb in the past or perfect, or in the present of digests, "Bo Ek is sworn in";
    not "plans to swear in", "once he is sworn in"."""
    words_before = {c.lower_ for c in verb.lefts if c.dep_ in {"advmod", "mark"}}
    if is_infinitive(verb) or words_before & MARKS_OF_TIMES_OF_OATHS:
        return False
    finite = next((c for c in verb.children if c.dep_ in {"aux", "auxpass"} and c.tag_ in FINITE), None)
    if finite is None:
        return tense(verb) == "VBD"
    of_digest = verb.dep_ == "ROOT" and finite.lower_ == "is"
    return of_digest or finite.lower_ in PAST_AND_PERFECT_AUXILIARIES


def _persons_appointed(verb: Token, post: Token) -> list[Token]:
    """Those who come into a post by a verb of appointing: its object, or what the parser takes for a title, "named [Bo
    Ek] as its envoy"."""
    has_owner = post.dep_ == "pobj" and possessors(post)
    return logical_objects(verb) or [c for c in verb.children if has_owner and c.dep_ == "oprd" and c.i < post.i]


def _is_of_object(verb: Token) -> bool:
    """Whether a post after "as" belongs to the person who is the verb's object and need not hold it: "endorsed Bo Ek as
    president"; not "succeeded Bo Ek as"."""
    if verb.lemma_ in VERBS_OF_APPOINTING | SUCCEEDING:
        return False
    return any(map(_is_person, logical_objects(verb)))


def _is_hypothetical(verb: Token) -> bool:
    """Whether a verb says what would be, or what will be under a condition: "would fight as president", "if elected,
    she will serve as"; not "she serves as president even if few voted"."""
    conditional = any(has_mark(c, {"if"}) for c in verb.children if c.dep_ == "advcl")
    return has_auxiliary(verb, {"would"}) or (conditional and has_modal(verb))


def _describes_holder(doc: Doc, body: Cluster, post: Post) -> bool:
    """Whether what was taken for a body only describes the holder, by a party or people, or by where a scholar or
    cleric is from: "the Democratic mayor", "a Kurdish politician", "Peruvian Cardinal"; a party has its own leaders."""
    scholar = post.kind == "academic" or any(t.lower_ in RANKS_OF_CLERICS for t in doc[post.start : post.end])
    if body.type == ActorType.STATE and scholar and post.how == "before":
        return any(t.ent_type_ == "NORP" for t in doc[post.left : post.start])
    if post.kind in {"party", "spokesperson"}:
        return False
    if kind_of(body) == "party" and post.how == "before":
        return all(t.ent_type_ == "NORP" for t in doc[post.left : post.start])
    return body.type == ActorType.GROUP and all(
        t.ent_type_ == "NORP" for m in body.mentions for t in doc[m.start : m.end]
    )


def _posts_held(doc: Doc) -> list[HeldPost]:
    """The posts of persons whom a name or noun refers to, named beside it or by a verb: "Bo Ek, envoy of Peru", "Ek
    became envoy"."""
    posts: list[HeldPost] = []
    called_former: list[HeldPost] = []
    for mention, cluster in named_persons(doc).values():
        for post, rule in posts_beside(doc, mention):
            title = title_of(doc, post)
            if not title or _is_address(doc, title, post, mention):
                continue
            body, how = _body_of(doc, title, post, rule, mention)
            gap = max(mention.start - post.end, post.start - mention.end, 0)
            posts.append(
                HeldPost(
                    cluster,
                    title,
                    body if body is not cluster else None,
                    how,
                    rule,
                    mention.start,
                    post.kind,
                    post.former or is_over(doc, post, doc[mention.head]) or was_before(doc, cluster.name, title, body),
                    (("gap", min(gap, 12) / 6),),
                )
            )
            called_former += posts[-1:] if post.former else []
    for post, cluster, rule, index in _posts_by_verbs(doc):
        title = title_of(doc, post)
        if title:
            posts.append(HeldPost(cluster, title, post.body, post.how, rule, index, post.kind, post.former))
    posts.extend(counterparts(doc, posts))
    posts.extend(f for f in unnamed_holders(doc) if not any(_is_same_post(f, other) for other in posts))
    return [replace(p, former=p.former or any(_is_courtesy(p, f) for f in called_former)) for p in posts]


def _is_courtesy(post: HeldPost, former: HeldPost) -> bool:
    """Whether a title is that of a post that the text before calls a former one of the same person, who keeps it out of
    courtesy: "former Secretary of State Ana Ruiz", and later "Secretary Ruiz"; not "former Ambassador to Chile Ana
    Ruiz", and later "Ambassador to Peru Ana Ruiz", nor "President Bo Ek, a former president of the Grain Union"."""
    is_later = post.person is former.person and post.rule == "title-before" and former.at < post.at
    is_same_title = fold(post.title) == fold(former.title) or _shortens(post, former)
    return is_later and is_same_title and (post.body is None or post.body is former.body)


def _body_of(doc: Doc, title: str, post: Post, rule: str, mention: TokenMention) -> tuple[Cluster | None, str]:
    """The body of a post, and how it is named: the house or ministry that the title implies, "[MP] Bo Ek", rather than
    what the words name; none if that is a constituency or only describes the holder, "the Democratic mayor"."""
    body, how = _body_named(doc, title, post, rule, mention)
    if how == "pronoun" and body is not None and body.type == ActorType.DELEGATION:
        owner = body.mentions[0].owner  # "the [Iranian] delegation and its ambassador"
        body = (cluster_at(doc[owner]) if owner is not None else None) or body
    if (ministry := ministry_for(doc, title, body)) is not None:
        body, how = ministry, "ministry"
    if is_constituency(set(fold(title).split()), body, before=how == "before"):
        body, how = None, "place"
    elif body is not None and _describes_holder(doc, body, post):
        body, how = None, "-"
    house = house_of_member(doc, title, body, mention.start)
    return (house, "house") if house is not None else (body, how)


def _body_named(doc: Doc, title: str, post: Post, rule: str, mention: TokenMention) -> tuple[Cluster | None, str]:
    """The body that the words name for a post: beside the title, else after the name, after a comma or in brackets:
    "Envoy Bo Ek of [Peru]", "Bo Ek, director, [Hexa Steel]", "Envoy Bo Ek ([Peru])"; not in a bulletin, where "COP-9
    President Bo Ek (Peru)" is the delegate of Peru who presides."""
    if post.body is not None:
        return post.body, post.how
    words = fold(title).split()
    if rule in {"title-before", "title-list"}:
        place = body_of_name(doc, mention)
        if place is not None and not is_constituency(set(words), place):
            return place, "of-name"
        place = body_after_comma(doc, mention.end) if words[-1] == "secretary" else None
        if place is not None and is_state_body(place):
            return place, "comma"  # "Secretary Ek, Department of Trade, said"
    if rule == "name-comma-title" and (place := body_after_comma(doc, _joined_end(doc, post))) is not None:
        return place, "comma"
    presides = words[-1] in CHAIRS or (words[-1] == "president" and is_bulletin(doc))
    if not presides and (state := country_in_brackets(doc, mention)) is not None:
        return cluster_at(state), "brackets"
    return None, post.how


def _joined_end(doc: Doc, post: Post) -> int:
    """Where a post ends with those that "and" joins to it: "President and CEO[,] Hexa Steel"."""
    end, without_body = post.right, _without_body(doc)
    while word_at(doc, end) == "and" and (next_post := without_body.get(end + 1)) is not None:
        end = next_post.right
    return end


@once_a_document
def _without_body(doc: Doc) -> dict[int, Post]:
    """The posts whose body no words name, by their first token."""
    return {p.left: p for p in reversed(all_posts(doc)) if p.body is None}


def _is_address(doc: Doc, title: str, post: Post, mention: TokenMention) -> bool:
    """Whether a title is only a form of address: "Professor Ek"; not "Professor Ek of Lima University"."""
    if title.casefold() not in HONORIFICS or post.kind in {"parliament", "military"}:
        return False
    body = post.body or body_of_name(doc, mention)
    if post.kind != "academic" or body is None or body.type != ActorType.ORGANIZATION:
        return True
    return bool(set(fold(body.name).split()) & BODIES_WITHOUT_PROFESSORS)


def _is_same_post(unnamed: HeldPost, other: HeldPost) -> bool:
    """Whether the post of somebody without a name beside it is one that is found with its holder anyway."""
    if unnamed.noun != other.noun:
        return False
    country = other.person.country if other.body is None else other.body.country
    is_same_state = unnamed.body is not None and (
        unnamed.body is other.body or unnamed.body.country == country is not None
    )
    return unnamed.person is other.person or (is_same_state and unnamed.kind == other.kind == "head-of-state")


def _without_shortened(posts: Collection[HeldPost]) -> list[HeldPost]:
    """The posts without those whose title is a short form of another one of the same person: "Secretary" Ek, where she
    is the Secretary of State, and not "president" of whoever is the president of the senate."""
    return [p for p in posts if not any(o is not p and o.person is p.person and _shortens(p, o) for o in posts)]


def _shortens(short: HeldPost, whole: HeldPost) -> bool:
    """Whether a title is another without its field and the words before it, at the same body or at none that is named:
    "Secretary" for "US Secretary of State"."""
    short_words, whole_words = fold(short.title).split(), fold(whole.title).split()
    start = next(
        (n for n in range(len(whole_words) - len(short_words)) if whole_words[n : n + len(short_words)] == short_words),
        None,
    )
    if start is None:
        return False
    # "president", beside "deputy president of the Senate"
    if start and whole_words[start - 1] in WORDS_OF_DEPUTIES_AND_SPEAKERS:
        return False
    return whole_words[start + len(short_words)] in PREPOSITIONS_OF_FIELDS and (
        short.body is None or short.body is whole.body
    )


def roles(doc: Doc) -> Doc:
    """Propose roles: one for each person and post, at the body that the words name or the text suggests."""
    # A title that begins with its field, "of State", is cut.
    held_posts = [
        f for f in _posts_held(doc) if not f.former and PREPOSITIONS_OF_FIELDS.isdisjoint(fold(f.title).split()[:1])
    ]
    for held_post in held_posts:
        held_post.person.titles.update(held_post.title.casefold().split())
        if held_post.body is not None and held_post.body.type != ActorType.BLOC:
            held_post.person.country = held_post.person.country or held_post.body.country
    posts = {p.end: p for p in all_posts(doc)}
    for held_post in _without_shortened(distinct_posts(held_posts)):
        body, how = held_post.body, held_post.how
        if body is None and held_post.rule not in RULES_WITHOUT_BODIES:
            posts_nearby = [
                p for p in posts.values() if abs(p.start - held_post.at) < 12 and title_of(doc, p) == held_post.title
            ]
            other_posts = [f for f in held_posts if f.rule != "nominal" or f.person is held_post.person]
            body, how = inferred_body(
                doc, held_post, other_posts, min(posts_nearby, key=lambda p: abs(p.start - held_post.at), default=None)
            )
        body_type = body.type if body is not None else "-"
        inferred = held_post.body is None and body is not None
        # Hardly Peru's: "a rebel spokesman, Bo Ek, accused Peru".
        is_near_state = how == "near-body" and body_type == ActorType.STATE
        propose(
            doc,
            Candidate(
                "roles",
                f"role.{held_post.rule}" + ("-inferred" if inferred else ""),
                {"person": held_post.person, "organization": body},
                RoleValues(title=held_post.title, guessed=inferred and (how in WAYS_OF_GUESSING or is_near_state)),
                sentence_bounds(doc[held_post.at]),
                {
                    f"rule={held_post.rule}": 1,
                    f"how={how}": 1,
                    f"kind={held_post.kind}": 1,
                    f"noun={held_post.noun}": 1,
                    f"body={body_type}": 1,
                    f"how,body={how},{body_type}": 1,
                    f"kind,how={held_post.kind},{how}": 1,
                    "full-name": float(len(held_post.person.name.split()) > 1),
                    "words": min(len(held_post.title.split()), 6) / 3,
                    "lower": float(held_post.title[:1].islower()),
                    **dict(held_post.features),
                },
            ),
        )
    return doc
