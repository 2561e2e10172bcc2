"""The body of a post whose own words name none: from the words around it, or inferred from the text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTER_OF, CLUSTERS, Cluster, cluster_at, is_media
from kg.extract.actors.genre import is_bulletin
from kg.extract.actors.meetings import gathering_at
from kg.extract.grammar.clause import grammatical_subjects
from kg.extract.grammar.occurrences import follows_prefix, word_at
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.mentions.mention import mentions_before, mentions_between, persons_by_start
from kg.extract.mentions.organizations import ORGANIZATION_WORDS
from kg.extract.mentions.title_spans import STATES_BY_TITLE, title_over
from kg.extract.roles.bodies_after_titles import is_sent_to
from kg.extract.roles.bodies_in_titles import body_mentions
from kg.extract.roles.held_post import HeldPost, may_serve
from kg.extract.roles.introducing_bodies import STATE_KINDS, introducing_body
from kg.extract.roles.likely_states import likely_state
from kg.extract.roles.posts import Post
from kg.extract.text.layout import block_of
from kg.extract.words.dates import DAYS, MONTHS
from kg.extract.words.folding import fold
from kg.extract.words.leaders import led_by
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = [
    "CHAIRS",
    "house_of_member",
    "inferred_body",
    "is_constituency",
    "ministry_for",
    "states_not_served",
]

type Inferred = tuple[Cluster | None, str]
"""The body of a post, None where none can be determined, and how it was found."""

CHAIRS = word_set("chairs")
LEADING_VERBS = word_set("leading-verbs")
GATHERINGS = word_set("gatherings")
GATHERINGS_LED_IN_PERSON = word_set("gatherings-led-in-person")
HOUSES_OF_PARLIAMENT = word_set("houses-of-parliament")
WORDS_OF_OTHER_HOUSES = word_set("words-of-other-houses")
MEMBERS_OF_HOUSES = word_set("members-of-houses")
NO_PLACES = CHAIRS | word_set("honorifics") | set(DAYS) | set(MONTHS)
ELECTED_FOR_PLACES = MEMBERS_OF_HOUSES | word_set("members-for-places")
LOCAL_POSTS = word_set("local-posts")
SUPREME_COURTS = {"supreme"}
UPPER_HOUSES, LOWER_HOUSES = {"senate"}, {"representatives", "commons"}
WORDS_OF_ASSEMBLIES = {"assembly", "assemblyman", "assemblywoman"}
HOUSES_OF_ASSEMBLIES = {"assembly", "legislative", "legislature"}
WORDS_OF_THE_UPPER_HOUSE = word_set("words-of-the-upper-house")
WORDS_OF_THE_LOWER_HOUSE = word_set("words-of-the-lower-house")
COMPANY_KINDS = {"business"}
WORDS_OF_NO_BODY_IN_MIND = {"company", "opposition", "union"}
"""Words in titles that are left with the title where they tell only the kind of a post: "a union leader"."""
BODIES_WITHOUT_BUSINESS = word_set("bodies-without-business")
THIRD_PERSON_POSSESSIVES = word_set("third-person-possessives")
WORDS_OF_DEPUTIES_AND_SPEAKERS = word_set("words-of-deputies-and-speakers")
WORDS_THAT_END_NAMES_OF_PARTIES = word_set("words-that-end-names-of-parties")


def ministry_for(doc: Doc, title: str, body: Cluster | None) -> Cluster | None:
    """The ministry that the text names for the field of a state's deputy minister ("Commerce Vice Minister")."""
    words = set(fold(title).split())
    if body is None or body.type != ActorType.STATE or not words & WORDS_OF_DEPUTIES_AND_SPEAKERS:
        return None
    field = words - word_set("words-beside-a-field")
    for cluster in CLUSTERS(doc):
        names = set(fold(cluster.name).split())
        if (
            cluster.type == ActorType.ORGANIZATION
            and cluster.country == body.country
            and names & {"ministry", "department"}
            and field & names
        ):
            return cluster
    return None


def house_of_member(doc: Doc, title: str, body: Cluster | None, at: int) -> Cluster | None:
    """The house of parliament in which "Conservative MP X" sits, where the text names one; a party gives no seat."""
    if body is None or body.type == ActorType.STATE or MEMBERS_OF_HOUSES.isdisjoint(fold(title).split()[-1:]):
        return None
    if _name_has(body, HOUSES_OF_PARLIAMENT):
        return None
    return _most_named(doc, at, HOUSES_OF_PARLIAMENT, title)


def is_constituency(words: Set[str], place: Cluster | None, *, before: bool = False) -> bool:
    """Whether a place is the constituency of a member of a house, by the words of the title: "Senator X of Ohio" does
    not act for Ohio. A listed country never is. ``before``: the place stands before the title, so that "the Ohio
    representative" may sit in Ohio's own house."""
    members = MEMBERS_OF_HOUSES if before else ELECTED_FOR_PLACES
    return place is not None and place.type == ActorType.STATE and place.gazetteer is None and bool(words & members)


def inferred_body(doc: Doc, held_post: HeldPost, other_posts: list[HeldPost], post: Post | None) -> Inferred:
    """The body of a post whose own words name none, inferred from what the text says of its holder and around it."""
    for other in other_posts:
        if other.person is held_post.person and other.body is not None and other.kind == held_post.kind:
            return other.body, "twin"
    states = {c.country: c for c in CLUSTERS(doc) if c.type == ActorType.STATE and c.country and c.gazetteer}
    others = states_not_served(doc, post.start, post.right) if post is not None else ()
    for state in others:
        states.pop(state.country or "", None)
    if post is not None:
        introducing = introducing_body(doc, held_post, post)
        if introducing is not None:
            return introducing, "under"
    led_country = led_by(held_post.person.name) if held_post.kind == "head-of-state" else None
    is_of_meeting = held_post.noun == "president" and is_bulletin(doc)
    if led_country is not None or is_of_meeting:
        return states.get(led_country or ""), "nationality"
    stated_body = _by_title(doc, held_post, other_posts, post, states) or _by_holder(
        doc, held_post, other_posts, post, states
    )
    if stated_body is not None:
        return stated_body
    if held_post.kind == "spokesperson":
        if fold(held_post.title).split()[0] in ORGANIZATION_WORDS:
            return None, "-"  # "Police spokesman" is of that police, not of the nearest body
        spoken_for = _subject_of_report(doc[held_post.at])
        nearest = spoken_for or _nearest(doc, held_post.at, {ActorType.ORGANIZATION, ActorType.STATE})
        return nearest, "near-body"
    if held_post.noun in LOCAL_POSTS or fold(held_post.title).startswith("state "):
        places = [c for c in CLUSTERS(doc) if c.type == ActorType.STATE and c.gazetteer is None]
        return _likely_state(doc, held_post, places)
    taken_ids = {
        f.body.id
        for f in other_posts
        if f.body is not None
        and f.noun == held_post.noun
        and f.kind in {"head-of-state", "minister"}
        and fold(f.title) == fold(held_post.title)
    }
    possible_states = [c for c in states.values() if c.id not in taken_ids and may_serve(c.country, {held_post.noun})]
    return _likely_state(doc, held_post, possible_states)


def states_not_served(doc: Doc, start: int, end: int) -> list[Cluster]:
    """The states among the tokens ``[start, end)`` of a post that it is no post of: "Special Envoy for [Sudan]",
    "pro-[Chilean] governor"."""
    states = []
    for mention in mentions_between(doc, start, end):
        preposition_index = mention.start - 1 - (word_at(doc, mention.start - 1) == "the")
        title = title_over(doc, preposition_index - 1) if word_at(doc, preposition_index) == "for" else None
        state = CLUSTER_OF(doc).get(mention.head) if mention.type == ActorType.STATE else None
        is_sent_there = title is not None and is_sent_to(doc, *title)
        if state is not None and (is_sent_there or follows_prefix(doc, mention.start)):
            states.append(state)
    return states


def _subject_of_report(speaker: Token) -> Cluster | None:
    """The body of which somebody says something: "[Acme], part of a group led by Bolt, is sure that it will win,
    spokesman Bo Ek said"."""
    verb = next((t for t in speaker.ancestors if t.pos_ == "VERB"), None)
    told = (c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i) if verb is not None else ()
    bodies = (cluster_at(s) for clause in told for s in grammatical_subjects(clause))
    return next((c for c in bodies if c is not None and c.type in {ActorType.ORGANIZATION, ActorType.STATE}), None)


def _by_title(
    doc: Doc, held_post: HeldPost, other_posts: list[HeldPost], post: Post | None, states: Mapping[str, Cluster]
) -> Inferred | None:
    """The body as far as the title indicates it; None where any state may have such a post."""
    if held_post.noun in CHAIRS:
        return _chaired(doc, held_post, other_posts), "gathering"
    if (house := _house(doc, held_post)) is not None:
        return house, "house"
    words_of_posts = held_post.person.titles  # also of another post: "Senator Ek, the defence minister"
    if countries := [c for c in _states_of_title(held_post.title) or () if may_serve(c, words_of_posts)]:
        named_states = [states[each] for each in countries if each in states]
        is_told = len(named_states) == 1 and not (len(states) > 1 and post and _is_for_unknown_place(doc, post))
        return (named_states[0] if is_told else None), "state-of-title"
    if held_post.noun == "justice":
        return _most_named(doc, held_post.at, SUPREME_COURTS, held_post.title), "house"
    if held_post.kind in {"party", *COMPANY_KINDS} and WORDS_OF_NO_BODY_IN_MIND & set(fold(held_post.title).split()):
        return None, "-"  # hardly of the party that the text names most
    if held_post.kind == "party" and held_post.noun != "activist":
        party_in_brackets = _party_in_brackets(doc, held_post.at)
        return party_in_brackets or _most_named(doc, held_post.at, WORDS_THAT_END_NAMES_OF_PARTIES), "party"
    if held_post.kind in COMPANY_KINDS:
        nearest = _nearest(doc, held_post.at, {ActorType.ORGANIZATION})
        return (
            (None, "-")
            if nearest is not None and _name_has(nearest, BODIES_WITHOUT_BUSINESS)
            else (nearest, "near-body")
        )
    return None if held_post.kind in STATE_KINDS else (None, "-")


def _is_for_unknown_place(doc: Doc, post: Post) -> bool:
    """Whether a member of a house sits for a place, by the name before the title, of which the reader knows nothing, so
    that it may be in any state: "Paraná congressman Bo Ek"; not "On Monday Congressman Bo Ek", "Mr. Congressman"."""
    name = doc[post.start - 1] if post.start else None
    if name is None or {name.lower_, name.lower_.rstrip(".")} & NO_PLACES:
        return False
    is_named = name.pos_ == "PROPN" and not mentions_between(doc, name.i, post.start)
    return is_named and doc[post.end - 1].lemma_.casefold() in MEMBERS_OF_HOUSES


def _party_in_brackets(doc: Doc, at: int) -> Cluster | None:
    """The party in brackets after the name of a holder: "Ana Ruiz (D-Ohio)"."""
    person = persons_by_start(doc).get(at)
    if person is None or doc[person.end : person.end + 1].text != "(":
        return None
    party_mention = body_mentions(doc)[1].get(person.end + 1)
    return CLUSTER_OF(doc).get(party_mention.head) if party_mention is not None else None


def _house(doc: Doc, held_post: HeldPost) -> Cluster | None:
    """The house of parliament that a title implies, where the text names it: "Senator", "House Majority Leader"."""
    words = set(re.split(r"[\s-]+", held_post.title.casefold()))
    if held_post.kind not in {"parliament", "party"} and held_post.how != "place":
        return None
    if words & WORDS_OF_THE_UPPER_HOUSE:
        return _most_named(doc, held_post.at, UPPER_HOUSES, held_post.title)
    if words & WORDS_OF_THE_LOWER_HOUSE or (held_post.how == "place" and held_post.kind == "diplomat"):
        return _most_named(doc, held_post.at, LOWER_HOUSES, held_post.title)
    if words & WORDS_OF_ASSEMBLIES:
        return _most_named(doc, held_post.at, HOUSES_OF_ASSEMBLIES, held_post.title)
    lower = HOUSES_OF_PARLIAMENT - UPPER_HOUSES
    houses = {"council"} if words & LOCAL_POSTS else lower if "speaker" in words else HOUSES_OF_PARLIAMENT
    return _most_named(doc, held_post.at, houses, held_post.title) if held_post.kind == "parliament" else None


def _by_holder(
    doc: Doc, held_post: HeldPost, other_posts: list[HeldPost], post: Post | None, states: Mapping[str, Cluster]
) -> Inferred | None:
    """The body by what the text says of the holder: another post, a nationality, or whose minister it is."""
    for other in other_posts:
        is_same_person = other.person is held_post.person and other is not held_post
        if is_same_person and other.body is not None and other.body.type == ActorType.STATE:
            # a minister presides over a meeting
            presides = held_post.kind == "head-of-state" and other.kind == "minister"
            return (None, "-") if presides else (other.body, "same-person")
    if post is not None and (joined_state := _state_of_joined(doc, post, other_posts)) is not None:
        return joined_state, "joined"
    if (state := states.get(held_post.person.country or "")) is not None:
        return state, "nationality"
    owner = _possessor(doc, post)
    if owner is not None and owner.type == ActorType.PERSON:
        bodies_of_owner = [f.body for f in other_posts if f.person is owner and f.body is not None]
        return (bodies_of_owner[0], "owner") if bodies_of_owner else None
    return (owner, "owner") if owner is not None else None


def _states_of_title(title: str) -> tuple[str, ...] | None:
    """The states of a title that only one state gives, or nearly so ("Secretary of Defense", "Taoiseach"), or few."""
    words = title.casefold().replace("-", " ").split()
    for start in range(len(words)):
        if (state := STATES_BY_TITLE.get(" ".join(words[start:]))) is not None:
            return tuple(state.split("|"))
    return None


def _chaired(doc: Doc, held_post: HeldPost, other_posts: list[HeldPost]) -> Cluster | None:
    """The meeting or body of a bare "Chair": the nearest one in the sentence, preferably before the title, that nobody
    else is said to chair. A listed body has one chair, and no co-chairs."""
    best: tuple[int, Cluster, int] | None = None
    at, sets_up_another = held_post.at, False
    sentence_start, sentence_end = sentence_bounds(doc[at])
    is_one_of_two = fold(held_post.title).startswith("co")
    for cluster in CLUSTERS(doc):
        words = set(fold(cluster.name).split())
        if cluster.type in {ActorType.PERSON, ActorType.STATE} or not words & GATHERINGS:
            continue
        if (is_one_of_two and cluster.gazetteer is not None) or _has_other_chair(cluster, held_post, other_posts):
            continue
        for mention in cluster.mentions:
            if mention.reason == MentionReason.PRONOUN or not sentence_start <= mention.start < sentence_end:
                continue
            if mention.start > at and _is_set_up_for_others(doc[mention.head], at):
                sets_up_another = True
                continue
            distance = at - mention.start if mention.start < at else 40 + mention.start - at
            if not words & GATHERINGS_LED_IN_PERSON:
                distance += 100
            if best is None or distance < best[0]:
                best = (distance, cluster, mention.head)
    if best is None or (sets_up_another and best[2] > at):
        return None
    return gathering_at(doc[best[2]]) or best[1]


def _has_other_chair(body: Cluster, held_post: HeldPost, other_posts: list[HeldPost]) -> bool:
    """Whether the text calls somebody else the chair of a body."""
    return any(
        other.body is body and other.person is not held_post.person and fold(other.title) == fold(held_post.title)
        for other in other_posts
    )


def _is_set_up_for_others(gathering: Token, at: int) -> bool:
    """Whether a meeting named after the holder of a post at token ``at`` is only to come, or others lead it: "requested
    [a contact group]", "said that Ek would chair the [group]", "the [group] chaired by Ek"."""
    described = (c.lemma_.casefold() for c in gathering.children if c.dep_ in {"acl", "relcl"})
    if not LEADING_VERBS.isdisjoint(described) or any(c.lower_ in {"a", "an"} for c in gathering.lefts):
        return True
    doc, verb = gathering.doc, gathering.doc[gathering.left_edge.i - 1]
    people = [m for m in mentions_between(doc, at + 1, verb.i) if m.type == ActorType.PERSON]
    tells_of_others = bool(people) and any(t.pos_ == "VERB" for t in doc[at : people[-1].start])
    return tells_of_others and verb.lemma_.casefold() in LEADING_VERBS


def _state_of_joined(doc: Doc, post: Post, other_posts: list[HeldPost]) -> Cluster | None:
    """The state of the post that "and" joins to this one: Chile in "Chilean president A and energy minister B"."""
    if post.left < 2 or doc[post.left - 1].lower_ != "and":
        return None
    people = (m.start for m in reversed(mentions_before(doc, post.left - 1)) if m.type == ActorType.PERSON)
    holder_start = next(people, None)
    states = (
        f.body for f in other_posts if f.at == holder_start and f.body is not None and f.body.type == ActorType.STATE
    )
    return next(states, None)


def _most_named(doc: Doc, at: int, words: Set[str], title: str | None = None) -> Cluster | None:
    """The organization with one of the words in its name that has most mentions, one named before ``at`` first. With
    the ``title`` of a member, only a house that may be of the member's state."""
    candidates = [
        c
        for c in CLUSTERS(doc)
        if c.type in {ActorType.ORGANIZATION, ActorType.FACTION, ActorType.GROUP}
        and not any(m.plural and m.reason == MentionReason.NAME for m in c.mentions)  # "House Democrats" are no house
        and _name_has(c, words)
        and (title is None or _is_in_reach(doc, at, c, title))
    ]
    return max(candidates, key=lambda c: (c.first() < at, len(c.mentions), -c.first()), default=None)


def _is_in_reach(doc: Doc, at: int, body: Cluster, title: str) -> bool:
    """Whether a body may be that of a post at token ``at``: it is named in the paragraph, or its state is the only one
    that the text names, that of the title, or the likely one there; a "state senator" is in no nation's house."""
    if body.gazetteer is not None and "state" in fold(title).split():
        return False
    paragraph = block_of(doc[at])
    if any(block_of(doc[m.head]) == paragraph for m in body.mentions):
        return True
    states = [c for c in CLUSTERS(doc) if c.type == ActorType.STATE and c.country and c.gazetteer]
    other_states = [c for c in states if c.country != body.country]
    if len(other_states) <= (body.country is None) or _states_of_title(title) == (body.country,):
        return True
    likely = likely_state(doc, at, states)
    return likely is not None and likely.country == body.country


def _name_has(cluster: Cluster, words: Set[str]) -> bool:
    """Whether an actor's name has one of the words, and none of those for other kinds of houses."""
    name = set(fold(cluster.name).split())
    return bool(name & words) and not name & WORDS_OF_OTHER_HOUSES


def _likely_state(doc: Doc, held_post: HeldPost, states: list[Cluster]) -> Inferred:
    """The likeliest state, where it is likely enough; how it was found says whether the sentence names it."""
    state = likely_state(doc, held_post.at, states, held_post.person)
    if state is None:
        return None, "-"
    start, end = sentence_bounds(doc[held_post.at])
    is_in_sentence = any(start <= m.start < end and m.reason != MentionReason.PRONOUN for m in state.mentions)
    return state, "near-state" if is_in_sentence else "main-state"


def _possessor(doc: Doc, post: Post | None) -> Cluster | None:
    """The antecedent of a possessive shortly before a title: "[his] foreign minister"; not "its aid to ministers"."""
    if post is None:
        return None
    for i in range(post.start - 1, max(-1, post.start - 4), -1):
        if doc[i].lower_ in THIRD_PERSON_POSSESSIVES:
            return CLUSTER_OF(doc).get(i)
        if doc[i].pos_ in {"ADP", "AUX", "SCONJ", "VERB"} or doc[i].dep_ == "prep":
            return None
    return None


def _nearest(doc: Doc, at: int, kinds: set[ActorType]) -> Cluster | None:
    """The nearest body named in the sentence, one before ``at`` first."""
    start, end = sentence_bounds(doc[at])
    candidates = [
        (m.start > at, abs(m.start - at), c)
        for c in CLUSTERS(doc)
        if c.type in kinds and not is_media(c)
        for m in c.mentions
        if start <= m.start < end and m.reason != MentionReason.PRONOUN
    ]
    return min(candidates, key=lambda n: n[:2])[2] if candidates else None
