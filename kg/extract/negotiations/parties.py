"""The parties to talks that a phrase names: actors, the senders of delegations, named counterparts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set
from itertools import pairwise

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import (
    BODIES_BUT_GROUPS,
    CLUSTER_OF,
    CLUSTERS,
    STATES_AND_BLOCS,
    Cluster,
    cluster_at,
    clusters_among,
    is_state,
)
from kg.extract.actors.genre import is_bulletin
from kg.extract.actors.lists.lists import listed
from kg.extract.actors.lists.subjects import actors_of
from kg.extract.grammar.arcs import logical_objects, objects_of
from kg.extract.grammar.clause import conjuncts, subjects
from kg.extract.grammar.counterpart_nouns import is_counterpart
from kg.extract.grammar.occurrences import is_possessive_mark, word_at
from kg.extract.grammar.tense import SUBJECTS, is_infinitive
from kg.extract.mentions.mention import TokenMention, persons_by_start
from kg.extract.mentions.person_names import after_honorifics
from kg.extract.mentions.posts_before_names import holder_at
from kg.extract.mentions.title_spans import title_over
from kg.extract.negotiations.bodies_of_states import bodies_of_states, words_for_states
from kg.extract.speech.speakers import SPEAKERS
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = [
    "PREPOSITIONS_BEFORE_THE_SERVED",
    "are_lands",
    "are_one_and_others",
    "owner_of_side",
    "parties_of",
    "preside_together",
    "senders",
    "who_talk",
]

OFFICES_THAT_NEGOTIATE = word_set("offices-that-negotiate")
PRONOUNS_OF_SPEAKERS = word_set("pronouns-of-speakers")
VERBS_OF_WINNING_OVER = {"coax", "convince", "induce"}
VERBS_OF_SENDING = {"dispatch", "send"}
NOUNS_FOR_SIDES = word_set("nouns-for-sides")
PREPOSITIONS_BEFORE_THE_SERVED = {"for", "of", "to"}
PREPOSITIONS_OF_SIDES = word_set("prepositions-of-sides")
PLURALS_FOR_LANDS = word_set("plurals-for-lands")
TITLES_OF_FACILITATORS = word_set("titles-of-facilitators")
TITLES_OF_PRESIDING_OFFICERS = word_set("titles-of-presiding-officers")
TITLES_OF_COORDINATORS = {"co-ordinator", "ordinator", "ordinators"}
SHORTEST_LIST = 3
LONGEST_POST = 12
"""Tokens after a name within which a post and the post that it serves stand."""
PREPOSITIONS_AFTER_LISTS = word_set("prepositions-after-lists")


def parties_of(heads: Iterable[Token], *, whole: bool = False) -> list[Cluster]:
    """The actors that nouns refer to as parties, each once, in text order. ``whole``: "officials of A and B" are one
    group, not A and B. Actors that share a noun are made where the document has none (see `bodies_of_states`); neither
    the group that they are together nor the words for their states are parties beside them."""
    tokens = conjuncts(heads)
    states = {state for token in tokens for state in words_for_states(token)}
    tokens_of_parties = (token for token in tokens if token.i not in states)
    return list({c.id: c for token in tokens_of_parties for c in _parties_at(token, whole)}.values())


def _parties_at(token: Token, whole: bool) -> list[Cluster]:
    parties = _first_person(token) or _both_sides(token) or _bodies_of_several_states(token)
    parties = parties or clusters_among(() if whole else senders(token))
    parties = parties or (_names_after(token) if is_counterpart(token) else [])
    if parties:
        return parties
    titled_person = _person_of_title(token)
    actors_found = actors_of([token]) if titled_person is None else ()
    parties = [party for t, cluster, _ in actors_found for party in bodies_of_states(t) or (cluster,)]
    person = titled_person or cluster_at(token)
    return [*parties, *_names_after(token)] if person is not None and person.type == ActorType.PERSON else parties


def who_talk(verb: Token) -> list[Cluster]:
    """Those who talk by a verb: its subjects, or instead of a person who sends somebody the one sent: "Ruiz sent [Ek]
    to Lima for talks", "to meet them"; or whoever is won over to talk: "convinced [Peru] to meet Chile",
    but "[Ek] convinced Ruiz to meet him" where "him" is taken for Ruiz."""
    governor = verb.head if verb.dep_ in {"advcl", "xcomp"} and is_infinitive(verb) else verb
    if governor is not verb and governor.lemma_ in VERBS_OF_WINNING_OVER:
        parties_won_over = parties_of(logical_objects(governor))
        return parties_of(subjects(governor)) if _meets_one_of(verb, parties_won_over) else parties_won_over
    persons_sent = parties_of(logical_objects(governor)) if governor.lemma_ in VERBS_OF_SENDING else []
    persons_sent = [c for c in persons_sent if c.type == ActorType.PERSON]
    acting_parties = parties_of(subjects(governor if persons_sent else verb))
    return [*(c for c in acting_parties if not persons_sent or c.type != ActorType.PERSON), *persons_sent]


def _meets_one_of(verb: Token, parties_won_over: Collection[Cluster]) -> bool:
    """Whether somebody won over would meet himself, so that a pronoun is for who has won him over: "to [meet] her"."""
    objects = logical_objects(verb)
    met = [*objects, *(t for word in (verb, *objects) for t in objects_of(word, {"with"}))]
    return any(t.pos_ == "PRON" and cluster_at(t) in parties_won_over for t in met)


def owner_of_side(noun: Token) -> Cluster | None:
    """The body on whose side or behalf somebody does something: "on the [Peruvian] side", "on [Peru's] behalf"; None
    for a place, "on the Peruvian side of the border", and where it is of several."""
    owners_after_of = objects_of(noun, {"of"})
    if noun.head.lower_ not in PREPOSITIONS_OF_SIDES or (owners_after_of and noun.lower_ == "side"):
        return None
    owners = [
        *(c for c in noun.children if c.dep_ in {"amod", "compound", "nmod", "poss"}),
        *conjuncts(owners_after_of),
    ]
    bodies = [c for c in map(cluster_at, owners) if c is not None and c.type in STATES_AND_BLOCS]
    return bodies[0] if len(bodies) == 1 else None


def are_one_and_others(heads: Iterable[Token]) -> bool:
    """Whether nouns after "between" are one party and, behind "and", a list of those who each talk with it: "deals
    between A and B, C and D"."""
    listed_heads = conjuncts(heads)
    if len(listed_heads) < SHORTEST_LIST:
        return False
    first, second, third = listed_heads[:SHORTEST_LIST]
    words_before = [t.lower_ for t in first.doc[first.i + 1 : second.i]]
    words_after = [t.lower_ for t in first.doc[second.i + 1 : third.i]]
    return "and" in words_before and "," not in words_before and "," in words_after and "and" not in words_after


def preside_together(heads: Iterable[Token], parties: Collection[Cluster]) -> bool:
    """Whether all parties preside over others, with whom they talk, and not with each other: "[co-chairs] Ek and Ruiz",
    "Ek and Ruiz, the [co-chairs]"; in a bulletin also chairs and presidents."""
    firsts = [*heads]
    tokens = conjuncts([*firsts, *(c for t in firsts for c in t.head.children if c.dep_ == t.dep_ in SUBJECTS)])
    if not tokens or any(c.type not in {ActorType.PERSON, ActorType.GROUP} for c in parties):
        return False
    titles_shared = TITLES_OF_FACILITATORS | (TITLES_OF_PRESIDING_OFFICERS if is_bulletin(tokens[0].doc) else set())
    shared = all(c.titles & titles_shared or _have_prefix(c.titles) for c in parties)
    title_before = [c for c in tokens[0].lefts if c.dep_ in {"compound", "nmod"}]
    return shared or any(c.lower_.endswith("s") and c.lower_.removesuffix("s") in titles_shared for c in title_before)


def _have_prefix(titles: Set[str]) -> bool:
    """Whether words of titles are those of a post of several who preside together: "co-chair"; not "co-ordinator",
    "co-leader"."""
    posts = {t.removeprefix("co-").removesuffix("s") for t in titles}
    is_prefixed = not titles & TITLES_OF_COORDINATORS and any(t == "co" or t.startswith("co-") for t in titles)
    return is_prefixed and not posts.isdisjoint(TITLES_OF_FACILITATORS | TITLES_OF_PRESIDING_OFFICERS)


def _first_person(token: Token) -> list[Cluster]:
    """The speakers to whom "I", "we", "me" or "us" refers, in a quotation or a text in the first person."""
    if token.pos_ != "PRON" or token.lower_ not in PRONOUNS_OF_SPEAKERS or token.text == "US":
        return []
    heads = SPEAKERS(token.doc).get(token.i, ())
    return [c for i in heads if (c := CLUSTER_OF(token.doc).get(i)) is not None]


def _both_sides(token: Token) -> list[Cluster]:
    """The two bodies that "the two sides" or "both parties" refers to: those mentioned most before, where no third is
    mentioned nearly as often."""
    if token.lemma_.casefold() not in NOUNS_FOR_SIDES or token.tag_ != "NNS" or cluster_at(token) is None:
        return []
    determiners = {c.lower_ for c in token.children if c.dep_ in {"det", "nummod", "predet"}}
    if not determiners & {"both", "two"} or any(
        c.dep_ in {"prep", "relcl", "acl", "poss", "amod"} for c in token.children
    ):
        return []
    counts = sorted(
        (
            (sum(m.start < token.i for m in c.mentions), -c.first(), c)
            for c in CLUSTERS(token.doc)
            if c.type in BODIES_BUT_GROUPS and c is not cluster_at(token)
        ),
        key=lambda found: found[:2],
        reverse=True,
    )
    if len(counts) < 2 or counts[1][0] < 2 or (len(counts) > 2 and counts[2][0] * 3 > counts[1][0] * 2):
        return []
    return [counts[0][2], counts[1][2]]


def _bodies_of_several_states(token: Token) -> list[Cluster]:
    """The bodies of several states: "the Russian and Thai delegations", "officials of Russian and Thai agencies"."""
    nouns_after_of = objects_of(token, {"of", "from"}) if _are_offices(token) else ()
    return [*bodies_of_states(token)] or [body for noun in nouns_after_of for body in bodies_of_states(noun)]


def _are_offices(token: Token) -> bool:
    """Whether a plural noun names those whom states send to talks."""
    forms = {token.lemma_.casefold(), token.lower_.removesuffix("s")}
    return are_lands(token) or (token.tag_ in {"NNS", "NNPS"} and not forms.isdisjoint(OFFICES_THAT_NEGOTIATE))


def are_lands(token: Token) -> bool:
    """Whether a noun may be a word for the states that a list behind it names: "the [states] of Peru and Chile"."""
    return token.lower_ in PLURALS_FOR_LANDS


def _person_of_title(token: Token) -> Cluster | None:
    """The person after a title that the parser takes for the head: "with US [Secretary] of State Ann Bo"."""
    doc = token.doc
    title = title_over(doc, token.i)
    if title is None:
        return None
    i = after_honorifics(doc, title[1])
    names_by_start = persons_by_start(doc)
    name_start = i if i in names_by_start else holder_at(doc, title[1], names_by_start)
    return CLUSTER_OF(doc).get(names_by_start[name_start].head) if name_start is not None else None


def senders(token: Token) -> list[Token]:
    """The states that sent delegations or ministers: "the delegations of A, B and C", "the Chilean and Peruvian
    ministers"."""
    if not _are_offices(token):
        return []
    modifiers = conjuncts(c for c in token.children if c.dep_ in {"amod", "compound"})
    states = [t for t in modifiers if is_state(t)]
    if len(states) > 1:
        return states
    prepositions = [c for t in (token, *token.conjuncts) for c in t.children if c.dep_ == "prep" and c.i > token.i]
    prepositions_below = [
        c for prep in prepositions for area in prep.children if cluster_at(area) is None for c in area.children
    ]
    for prep in [*prepositions, *prepositions_below]:  # "the ministers of A and B", "the ministers of water of A and B"
        if prep.lower_ in {"of", "from"}:
            start = prep.i + 1
            while word_at(token.doc, start) == "the":
                start += 1
            members, end = listed(token.doc, start)
            if is_possessive_mark(token.doc, end):
                continue  # "countries of Peru and Chile's size"
            if len(members) > 1 and (not are_lands(token) or is_state(members[0])):
                return members
    return []


def _names_after(token: Token) -> list[Cluster]:
    """The persons named in a list with titles ("with Premier A and the Chilean President B")."""
    doc = token.doc
    persons: list[Cluster] = []
    i = token.i + 1 if is_counterpart(token) else token.left_edge.i
    gap = 0
    starts = persons_by_start(doc)
    end = token.sent.end
    while i < end and gap < 9:
        mention = starts.get(i)
        if mention is not None:
            cluster = CLUSTER_OF(doc).get(mention.head)
            if cluster is not None:
                persons.append(cluster)
            i = mention.end
            gap = 0
            if word_at(doc, i) == ",":
                words_after, end_of_served = doc[i + 1 : min(i + 9, end)], _end_of_served(doc, i, starts)
                joined = end_of_served is not None and [t.lower_ for t in doc[end_of_served : end_of_served + 2]] == [
                    ",",
                    "and",
                ]
                if not any(t.lower_ == "and" or t.i in starts for t in words_after) or (end_of_served and not joined):
                    break
                i = end_of_served or i
            continue
        if (
            doc[i].pos_ not in {"PROPN", "NOUN", "ADJ", "CCONJ", "DET", "PART", "ADP"}
            and doc[i].text not in {",", "-", ".", "(", ")"}
        ) or (doc[i].lower_ in PREPOSITIONS_AFTER_LISTS or doc[i].tag_ == "WP$"):
            break
        i += 1
        gap += 1
    return persons


def _end_of_served(doc: Doc, comma: int, names: Mapping[int, TokenMention]) -> int | None:
    """Where the name ends of whom a post after the comma behind a name serves: "with Bo Ek, chief of staff to [Premier
    Ana Ruiz]", "foreign policy aide to [Ana Ruiz]"; None where there is none."""
    titles_after = ((i, title_over(doc, i)) for i in range(comma + 1, min(comma + LONGEST_POST, len(doc))))
    posts = [title for i, title in titles_after if title is not None and title[0] == i]
    next_post = {end: title for (_, end), title in pairwise(posts)}
    for _, end in posts:
        start, name = (end + 1, end + 1) if end + 1 in names else next_post.get(end, (end, end))
        if name in names and any(doc[k].lower_ in PREPOSITIONS_BEFORE_THE_SERVED for k in range(end, start)):
            return None if any(doc[k].text in {",", "and"} for k in range(comma + 1, start)) else names[name].end
    return None
