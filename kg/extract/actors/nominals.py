"""The actor that a noun phrase without a name refers to: one mentioned before, the state it speaks for, or its own."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.actors.addressees import addressee_of, is_addressed
from kg.extract.actors.antecedents.apposed_bodies import body_described, body_named_after, state_described
from kg.extract.actors.antecedents.narrowed_nouns import is_narrowed, is_part_of_all, is_restricted
from kg.extract.actors.antecedents.passed_over_holders import is_passed_over
from kg.extract.actors.antecedents.suitability import NOUNS_FOR_COMPANIES, NOUNS_FOR_LANDS, suitability
from kg.extract.actors.cluster import STATES_AND_BLOCS, Cluster, Gatherer, is_media
from kg.extract.actors.governments import led_state
from kg.extract.actors.persons import POSTS_OF_LEADERS, acts_apart
from kg.extract.actors.post_holders import (
    bears,
    holds,
    is_chair_of_meeting,
    is_for_one_holder,
    is_of_other_holder,
    is_predicate,
    is_somebodys_counterpart,
    only_person_with_post,
    person_appointed,
    person_described,
    person_in_apposition,
    tells_only_the_leader,
    words_of_post,
)
from kg.extract.grammar.occurrences import after_article, is_possessive_mark, word_at
from kg.extract.grammar.phrase import (
    is_told_by_poll,
    is_told_by_preposition,
    runs_into_clause,
    text_with_complement,
    text_with_modifiers,
)
from kg.extract.mentions.mention import MENTIONS, TokenMention
from kg.extract.mentions.noun_phrases import QUANTIFIERS
from kg.extract.mentions.organizations import STATE_NOUNS
from kg.extract.mentions.person_names import HONORIFICS, after_honorifics
from kg.extract.mentions.posts_before_names import is_served, serves_holder
from kg.extract.mentions.title_spans import acts_itself, title_over, title_tokens
from kg.extract.text.memo import once_a_document
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["gather_nominals"]

EVENTS_OR_BODIES = word_set("events-or-bodies")
STATE_VOICES = {"delegation", "delegate", "representative"}
DETERMINERS_OF_ONE_OF_MANY = {"a", "an", "another"}
"""Determiners of somebody whom the text has not mentioned before."""
DETERMINERS_OF_EACH = {"each", "either", "neither"}
"""Determiners of one of several, who need not be the one mentioned last."""
POSSESSIVES_OF_SPEAKERS = {"my", "our", "your"}
POSTS_WITHOUT_DEPUTIES = POSTS_OF_LEADERS | {"secretary"}
"""Words of posts by which nobody calls a deputy, as "the general" may be a deputy commander."""
SOLDIERS = {"forces", "troop"}
SOLDIERS_NAME = "soldiers"
DETERMINERS_OF_WHAT_WAS_NAMED = word_set("determiners-of-what-was-named")


def gather_nominals(gatherer: Gatherer, mentions: Iterable[TokenMention]) -> None:
    """Gather the nominals ("the delegation", "a union"): with the actor they refer to, else as actors of their own."""
    for mention in mentions:
        if mention.head in gatherer.by_head:
            continue
        known = _named_beside(gatherer, mention) or person_described(gatherer, mention)
        known = known or _actor_referred_to(gatherer, mention)
        if known is not None:
            gatherer.put(mention, known)
        elif mention.noun not in NOUNS_FOR_LANDS | EVENTS_OR_BODIES and not _introduces_nobody(gatherer.doc, mention):
            _gather_own(gatherer, mention)  # a land that is no named state is a place


def _introduces_nobody(doc: Doc, mention: TokenMention) -> bool:
    """Whether a noun introduces no new actor: it is a predicate, addresses somebody, or says whom somebody serves."""
    predicate = is_predicate(doc, mention) and doc[mention.start].lower_ not in DETERMINERS_OF_WHAT_WAS_NAMED
    served = mention.type == ActorType.PERSON and serves_holder(doc, mention.start)
    return predicate or served or is_addressed(doc, mention, has_no_role=True)


def _named_beside(gatherer: Gatherer, mention: TokenMention) -> Cluster | None:
    """The person or body that a noun right beside its name describes."""
    doc = gatherer.doc
    post = _is_post(doc, mention)
    head = doc[mention.head]
    person = person_in_apposition(gatherer, head) or person_appointed(gatherer, head)
    person = person or (_person_beside(gatherer, mention) if post else None)
    person = None if person is not None and _is_of_other(doc, mention, person) else person
    if person is not None and not mention.plural and mention.type in {ActorType.PERSON, ActorType.GROUP}:
        if post:
            person.titles |= words_of_post(doc, mention)
        return person
    body = body_described(gatherer, mention) or state_described(gatherer, mention)
    if body is not None:
        if body.type == ActorType.PERSON:
            gatherer.retype(body, ActorType.ORGANIZATION)
        return body
    return body_named_after(gatherer, mention)


def _is_of_other(doc: Doc, mention: TokenMention, person: Cluster) -> bool:
    """Whether a post is not that of a person named after it but, say, of the superior; see `is_served`."""
    title = title_over(doc, mention.head)
    names = (m.start for m in person.mentions if m.start >= mention.end and m.reason == MentionReason.NAME)
    name = min(names, default=None)
    if title is None or name is None:
        return False
    return is_served(doc, title[0], name) or acts_apart(doc, person, name, title[1] - 1)


def _actor_referred_to(gatherer: Gatherer, mention: TokenMention) -> Cluster | None:
    """The actor that a nominal refers back to: a state by its leader's name, or an actor mentioned by the same noun."""
    doc = gatherer.doc
    if mention.noun in STATE_NOUNS and (state := led_state(gatherer, mention)) is not None:
        return state
    determiner = doc[mention.start].lower_ if mention.start < mention.head else ""
    if addressee := addressee_of(gatherer, mention):
        return addressee
    if determiner in {"my", "our"} and mention.noun in word_set("governments"):
        return None  # the speaker's own, which need not be the last one mentioned
    definite = determiner in DETERMINERS_OF_WHAT_WAS_NAMED or _is_owned_post(doc, mention)
    anaphor = (definite or mention.owner is None) and mention.noun != "those"
    anaphor = anaphor and determiner not in QUANTIFIERS | DETERMINERS_OF_ONE_OF_MANY | DETERMINERS_OF_EACH
    antecedent = _antecedent(gatherer, mention) if anaphor else None
    is_others = antecedent is not None and _belongs_to_others(doc, antecedent, mention)
    return None if is_others else antecedent


def _belongs_to_others(doc: Doc, antecedent: Cluster, mention: TokenMention) -> bool:
    """Whether a speaker's own body, "[our team]", is another than one without a name that has been introduced as one of
    several, and not called the speaker's since: "a relief team"."""
    determiner = doc[mention.start].lower_ if mention.start < mention.head else ""
    if determiner not in POSSESSIVES_OF_SPEAKERS or antecedent.is_named() or antecedent.gazetteer is not None:
        return False
    determiners = {doc[m.start].lower_ for m in antecedent.mentions}
    return bool(determiners & DETERMINERS_OF_ONE_OF_MANY) and determiners.isdisjoint(POSSESSIVES_OF_SPEAKERS)


def _is_owned_post(doc: Doc, mention: TokenMention) -> bool:
    """Whether a post has an owner before it: "Fiji's Prime Minister", "his Fijian counterpart"."""
    of_state = mention.country is not None and _is_post(doc, mention) and is_for_one_holder(doc, mention)
    return is_somebodys_counterpart(doc, mention) or (
        of_state and any(is_possessive_mark(doc, i) for i in range(mention.start, mention.head))
    )


def _gather_own(gatherer: Gatherer, mention: TokenMention) -> None:
    """Gather a nominal as an actor of its own, or as the state that it speaks for."""
    doc = gatherer.doc
    owner = gatherer.by_head.get(mention.owner) if mention.owner is not None else None
    has_owner_after = not mention.plural and (mention.owner or 0) > mention.head
    if owner is not None and owner.type == ActorType.STATE and mention.noun in STATE_VOICES and has_owner_after:
        gatherer.put(mention, owner)  # "the delegation of Pakistan" speaks as Pakistan
        return
    surface = mention.name if mention.noun == "those" else doc[mention.start : mention.end].text
    if mention.noun in SOLDIERS and owner is not None and mention.name.split()[1:] == [doc[mention.head].text]:
        surface = SOLDIERS_NAME  # "Russian troops" are "Russian forces"
    full_name = text_with_modifiers(doc[mention.start : mention.end], doc[mention.head])
    has_owner_before = mention.owner is not None and mention.owner < mention.head
    restricted = is_told_by_preposition(doc[mention.head], mention.end, mention.type, mention.plural, has_owner_before)
    restricted = restricted or is_told_by_poll(doc[mention.head], mention.end)
    if restricted and mention.type != ActorType.PERSON:
        surface = full_name  # "the owners of the trucks" are not those of the ferries
    if (end := _end_of_owners(doc, mention)) is not None:
        bare = next(i for i in range(mention.start, mention.head + 1) if doc[i].pos_ != "DET")
        full_name, restricted = doc[bare:end].text, True
    key = f"{mention.type} {fold(surface)} {owner.id if owner is not None else ''}"
    cluster = gatherer.join(mention, key)
    if owner is not None and (mention.country or owner.type != ActorType.STATE):  # none for "Malian and Chadian envoys"
        cluster.country = cluster.country or owner.country
    if full_name not in {mention.name, cluster.name, *cluster.more_names}:
        cluster.more_names.append(full_name)
        if restricted and cluster.name == mention.name:
            cluster.name, cluster.more_names[-1] = full_name, mention.name  # "spokesman for the union"
    if end is not None or (mention.type == ActorType.PERSON and not mention.plural):
        return
    short_name = text_with_complement(doc[mention.start : mention.end], doc[mention.head], _ends_of_names(doc))
    if short_name not in {mention.name, cluster.name, *cluster.more_names}:
        cluster.more_names.append(short_name)


@once_a_document
def _ends_of_names(doc: Doc) -> dict[int, int]:
    """Where each mention with a name ends, by its head token."""
    return {m.head: m.end for m in MENTIONS(doc) if m.reason != MentionReason.NOMINAL}


def _end_of_owners(doc: Doc, mention: TokenMention) -> int | None:
    """Where a list of three or more states or bodies that own a plural ends: "the leaders of Peru, Chile and Fiji|"."""
    is_plural = mention.plural or mention.type == ActorType.GROUP  # "Foreign Ministers" is tagged as one name
    if not is_plural or word_at(doc, mention.end) not in {"from", "of"}:
        return None
    items, i, mark = 0, mention.end, ","
    while mark == ",":
        body_mention = _bodies_by_start(doc).get(after_article(doc, i + 1))
        if body_mention is None:
            return None
        items, i = items + 1, body_mention.end
        mark = word_at(doc, i)
        if mark == "," and word_at(doc, i + 1) == "and":
            mark, i = "and", i + 1
    last = _bodies_by_start(doc).get(after_article(doc, i + 1)) if mark in {"&", "and"} else None
    return None if last is None or items == 1 or runs_into_clause(doc[mention.head], last.end) else last.end


@once_a_document
def _bodies_by_start(doc: Doc) -> dict[int, TokenMention]:
    """The names of states, blocs and organizations by their first tokens."""
    body_mentions = (m for m in MENTIONS(doc) if m.type in STATES_AND_BLOCS | {ActorType.ORGANIZATION})
    return {m.start: m for m in body_mentions if m.reason in {MentionReason.ALIAS, MentionReason.NAME}}


def _is_post(doc: Doc, mention: TokenMention) -> bool:
    return mention.head in title_tokens(doc)


def _person_beside(gatherer: Gatherer, mention: TokenMention) -> Cluster | None:
    """The person whose name stands right beside a post, with or without a comma, which parsers often miss."""
    doc = gatherer.doc
    if serves_holder(doc, mention.start):
        return None
    person_heads_by_start, person_heads_by_end = gatherer.persons_beside
    i = mention.end
    i += i < len(doc) and doc[i].text == ","
    while i < len(doc) and doc[i].lower_ in HONORIFICS:
        i += 1
    if i in person_heads_by_start:
        person = gatherer.by_head.get(person_heads_by_start[i])
        comma = doc[mention.end].text == ","
        return None if comma and acts_apart(doc, person, i, mention.head) else person
    if mention.end < len(doc) and doc[mention.end].lower_ in {"of", "for"}:  # "the Minister of Foreign Affairs, Bo Ek"
        name_start = next(
            (k + 1 for k in range(mention.end + 1, min(mention.end + 9, len(doc))) if doc[k].text == ","), len(doc)
        )
        name_start = after_honorifics(doc, name_start)
        if name_start in person_heads_by_start and all(
            doc[k].pos_ not in {"VERB", "AUX"} for k in range(mention.end, name_start)
        ):
            person = gatherer.by_head.get(person_heads_by_start[name_start])
            return None if acts_apart(doc, person, name_start, mention.head) else person
    owns = is_possessive_mark(doc, mention.end)  # "Bo Ek, the president's adviser"
    determined = doc[mention.start].lower_ in {"the", "a", "an"} or mention.owner is not None
    if determined and not owns and not acts_itself(doc, mention.end):
        i = mention.start - 1
        if i > 0 and doc[i].text == "," and i in person_heads_by_end:
            return gatherer.by_head.get(person_heads_by_end[i])
    return None


@dataclass(frozen=True, slots=True)
class _Nominal:
    """A noun phrase that may refer back to an actor, and what its words tell of that actor.

    ``is_bare``: nothing, "[the union]"; ``is_of_state``: only the state, "[Thai envoys]"; ``is_restricted``: more than
    its noun, "[people] they met"; ``is_unowned``: it is nobody's post.
    """

    mention: TokenMention
    head: Token
    noun: str
    words_of_post: Set[str]
    is_bare: bool
    is_of_state: bool
    is_restricted: bool
    is_unowned: bool


def _nominal(gatherer: Gatherer, mention: TokenMention, post: Set[str]) -> _Nominal:
    doc = gatherer.doc
    head = doc[mention.head]
    words_before = doc[mention.start : mention.head]
    is_alone = mention.owner is None and len(words_before) <= 1
    return _Nominal(
        mention,
        head,
        mention.noun or head.lemma_.casefold(),
        post,
        # "Iran, whose leaders": of nobody named before
        is_bare=is_alone and all(t.pos_ in {"DET", "PRON"} and t.lower_ != "whose" for t in words_before),
        is_of_state=mention.type == ActorType.DELEGATION and len(words_before) == 2 and mention.country is not None,
        is_restricted=is_restricted(head, [t.lower_ for t in words_before]),
        is_unowned=mention.owner is None
        or gatherer.by_head.get(mention.owner) is None
        or mention.owner in range(*(title_over(doc, mention.head) or (0, 0))),
    )


def _antecedent(gatherer: Gatherer, mention: TokenMention) -> Cluster | None:
    """The actor mentioned before that suits a nominal best, the last of equals; else the person with its post."""
    doc = gatherer.doc
    post = words_of_post(doc, mention)
    if is_of_other_holder(doc, mention):
        return None
    if tells_only_the_leader(mention, post) or is_chair_of_meeting(doc, mention, post):
        return only_person_with_post(gatherer, mention, post)
    ranked = _ranked_antecedents(gatherer, _nominal(gatherer, mention, post))
    if not ranked:
        antecedent = only_person_with_post(gatherer, mention, post)
    else:
        best_rank, antecedent = max(ranked, key=lambda ranked_cluster: ranked_cluster[0])
        equals = [c for rank, c in ranked if rank[:2] == best_rank[:2]]
        if _is_only_compared(doc, antecedent, mention) and len(equals) > 1:
            return None
    return None if antecedent is not None and is_passed_over(gatherer, antecedent, mention) else antecedent


def _ranked_antecedents(gatherer: Gatherer, nominal: _Nominal) -> list[tuple[tuple[int, bool, int], Cluster]]:
    """The actors mentioned before a nominal that suit it, each with its rank: how well, whether it does not only report
    what the nominal does, and where it is mentioned last."""
    ranked = []
    for cluster in gatherer.clusters:
        weight = _suitability(gatherer, nominal, cluster)
        last_start = max((m.start for m in cluster.mentions if m.start < nominal.mention.start), default=None)
        if weight > 0 and last_start is not None:
            reporter = nominal.noun in NOUNS_FOR_COMPANIES and is_media(cluster)  # "told Reuters the company"
            ranked.append(((weight, not reporter, last_start), cluster))
    return ranked


def _suitability(gatherer: Gatherer, nominal: _Nominal, cluster: Cluster) -> int:
    """How well an actor suits a nominal: 0 not at all."""
    mention = nominal.mention
    if mention.type == ActorType.PERSON or (mention.type == ActorType.GROUP and nominal.head.lower_ in cluster.titles):
        return int(_suits_person(nominal, cluster))
    if mention.plural or mention.type in {ActorType.GROUP, ActorType.FACTION, ActorType.DELEGATION}:
        return int(_suits_several(gatherer.doc, nominal, cluster))
    is_of_union = cluster.type == ActorType.BLOC and _is_of_trade_union(nominal.head)
    return suitability(gatherer.doc, nominal.noun, cluster) if nominal.is_bare and not is_of_union else 0


def _suits_person(nominal: _Nominal, person: Cluster) -> bool:
    mention = nominal.mention
    has_no_deputy = mention.country is not None or nominal.words_of_post & POSTS_WITHOUT_DEPUTIES
    if person.type != ActorType.PERSON or mention.plural:
        return False
    if not (holds if has_no_deputy else bears)(person, nominal.words_of_post):
        return False
    return nominal.is_unowned or mention.country == person.country


def _suits_several(doc: Doc, nominal: _Nominal, cluster: Cluster) -> bool:
    """Whether several, or a body without a name, are those whom the text has called by the same noun."""
    mention = nominal.mention
    may_be_known = nominal.is_bare or (nominal.is_of_state and mention.country == cluster.country)
    if nominal.is_restricted or not may_be_known:
        return False
    same_nouns = (m for m in cluster.mentions if m.noun == nominal.noun and m.plural == mention.plural)
    is_called_so = any(not is_part_of_all(doc, m, mention) for m in same_nouns)
    return is_called_so and not is_narrowed(mention, nominal.head, cluster)


def _is_only_compared(doc: Doc, body: Cluster, mention: TokenMention) -> bool:
    """Whether all that a text says of a body before a noun that may mean it is what it is: "The only court above the
    High Court is [the Supreme Court]. Clerks urged the court to act"."""
    heads = [doc[m.head] for m in body.mentions if m.start < mention.start]
    return body.type == ActorType.ORGANIZATION and all(
        head.dep_ == "attr" and head.head.lemma_ == "be" for head in heads
    )


def _is_of_trade_union(noun: Token) -> bool:
    """Whether "union" tells whom somebody leads or represents, who is of no bloc: "[union] leader Bo Ek"; not "the
    [union] officials" and "a [Union] spokesman", nor "[Union] officials said"."""
    is_modifier = noun.lower_ == "union" and noun.dep_ == "compound" and noun.head.i == noun.i + 1
    is_common_noun = noun.is_lower or (bool(noun.is_sent_start) and noun.head.tag_ not in {"NNS", "NNPS"})
    return is_modifier and is_common_noun and all(c.lower_ != "the" for c in noun.head.lefts)
