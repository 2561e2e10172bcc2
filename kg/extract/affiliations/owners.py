"""Owners of groups and bodies, as the words name them: "US officials", "its spokesman", "officials of the Fund"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import BODIES_BUT_GROUPS, CLUSTER_OF, CLUSTERS, Cluster, cluster_at, kind_of
from kg.extract.actors.lists.lists import listed
from kg.extract.affiliations.proposals import Ties
from kg.extract.grammar.arcs import relative_clause_over
from kg.extract.grammar.clause import conjuncts
from kg.extract.grammar.occurrences import examples_at, word_at
from kg.extract.leads.lists_of_persons import persons_from
from kg.extract.mentions.mention import TokenMention, mention_at
from kg.extract.mentions.organizations import STATE_NOUNS
from kg.extract.text.memo import once_a_document
from kg.extract.words import gazetteer
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["from_owners", "from_party_members", "from_possessive", "from_preposition"]

WORDS_OF_SOME = 2
"""Words of some members of a party at least: "three Republicans"; "Republicans" is the party."""

PREPOSITIONS_OF_PARTS = word_set("prepositions-of-parts")
PEOPLE = {ActorType.FACTION, ActorType.GROUP, ActorType.DELEGATION}
SERVANTS_OF_A_STATE = word_set("servants-of-a-state")
FOLLOWERS = SERVANTS_OF_A_STATE | word_set("words-for-members") | word_set("people-around-somebody")
NOUNS_FOR_COMPANIES = word_set("nouns-for-companies")
MISSIONS_ABROAD = word_set("missions-abroad")
PREPOSITIONS_OF_OWNERS = word_set("prepositions-of-owners")


def from_owners(doc: Doc, ties: Ties, mention: TokenMention, cluster: Cluster) -> None:
    """Propose the owners of a group or body: "US officials", "officials of the Fund"."""
    if mention.noun in STATE_NOUNS or cluster.type == ActorType.STATE:
        return
    for owner, side in _owners(doc, mention):
        whole = CLUSTER_OF(doc).get(owner.i)
        if whole is not None and whole.type == ActorType.PERSON:
            whole = ties.states.get(whole.country or "")
        if side == "after-for" and whole is not None and whole.type == ActorType.STATE:
            continue  # "the envoy for Yemen", "the mission chief for Greece"
        if (
            mention.plural
            and mention.noun in NOUNS_FOR_COMPANIES
            and whole is not None
            and whole.type == ActorType.STATE
        ):
            continue  # "Chilean companies" act for themselves
        is_name = float(mention.reason == MentionReason.NAME)
        ties.add(cluster, whole, doc[mention.head], f"owner-{side}", name=is_name)


def from_party_members(doc: Doc, ties: Ties, mention: TokenMention, cluster: Cluster) -> None:
    """Propose the party of members who are called by its short name: "three Republicans", "some Democrats, such as
    Ana Ruiz"."""
    if cluster.type != ActorType.GROUP or mention.entry is not None or mention.end - mention.start < WORDS_OF_SOME:
        return
    party = _parties_by_alias(doc).get(doc[mention.head].text)
    if party is None or mention.head != mention.end - 1:
        return
    ties.add(cluster, party, doc[mention.head], "party-members")
    start = examples_at(doc, mention.end + (word_at(doc, mention.end) == ","), {"including"})
    for person in persons_from(doc, start) if start is not None else ():
        ties.add(person, party, doc[mention.head], "party-members")


@once_a_document
def _parties_by_alias(doc: Doc) -> dict[str, Cluster]:
    """The listed parties of a document by their short names: "Republicans"."""
    parties = [c for c in CLUSTERS(doc) if kind_of(c) == "party"]
    return {name: c for c in parties if (e := gazetteer.entry(c.gazetteer)) is not None for name in e.aliases}


def _owners(doc: Doc, mention: TokenMention) -> list[tuple[Token, str]]:
    """The owners of a mention, all items of a list, each with the side on which it stands and its preposition."""
    if mention.owner is None:
        return []
    owner = doc[mention.owner]
    if owner.i >= mention.head:
        owners = listed(doc, _start(doc, owner.i))[0] or [owner]
        link = next((t.lower_ for t in owner.ancestors if t.dep_ == "prep"), doc[owner.i - 1].lower_)
        side = f"after-{link}" if link in PREPOSITIONS_OF_OWNERS else "after"
        return [(t, side) for t in owners]
    first_owner = owner.head if owner.dep_ == "conj" else owner
    owners = conjuncts([first_owner])
    back = _start(doc, owner.i)
    while back >= 2 and doc[back - 1].lower_ in {",", "and"}:  # "Chilean, Peruvian and Bolivian officials"
        index = back - 1
        while index >= 0 and doc[index].lower_ in {",", "and"}:
            index -= 1
        cluster = CLUSTER_OF(doc).get(index)
        if cluster is None or cluster.type != ActorType.STATE or doc[index].pos_ != "ADJ":
            break
        owners.append(doc[index])
        back = _start(doc, index)
    return [(t, "before") for t in owners]


def _start(doc: Doc, head: int) -> int:
    """Where the mention at a head token starts ("South Korean")."""
    mention = mention_at(doc, head)
    return mention.start if mention is not None else head


def from_possessive(
    ties: Ties, mention: TokenMention, cluster: Cluster, child: Token, bodies_by_person: Mapping[str, Sequence[Cluster]]
) -> None:
    """Propose the body that a possessive refers to, "its officials", "the movement, whose delegation left", or the
    bodies of a person, whose are in ``bodies_by_person``, "Ms Diaz's aides"."""
    head = child.head
    owner = cluster_at(_clause_head(head) or child) if child.lower_ == "whose" else cluster_at(child)
    if owner is None:
        return
    if owner.type == ActorType.PERSON:
        if cluster.type in PEOPLE | {ActorType.PERSON} and mention.noun in FOLLOWERS:
            for body in bodies_by_person.get(owner.id, ()):
                ties.add(cluster, body, head, "possessive-person-body")
        ties.add(cluster, ties.states.get(owner.country or ""), head, "possessive-person")
    else:
        ties.add(cluster, owner, head, "possessive", pronoun=float(child.pos_ == "PRON"))


def _clause_head(noun: Token) -> Token | None:
    """The noun that the relative clause around a noun modifies: "[the movement], whose delegation left"."""
    clause = relative_clause_over(noun)
    return clause.head if clause is not None else None


def from_preposition(ties: Ties, mention: TokenMention, cluster: Cluster, child: Token) -> None:
    """Propose the body or person after a preposition: "the ministry in Beijing", "hawks in the cabinet", "an aide to
    Ms Diaz"."""
    head, word = child.head, child.lower_
    tells_part = word in PREPOSITIONS_OF_PARTS or (word == "for" and mention.noun in SERVANTS_OF_A_STATE)
    for pobj in child.children:
        actor = cluster_at(pobj)
        if word == "in" and mention.reason == MentionReason.NAME:
            state = CLUSTER_OF(ties.doc).get(pobj.i)
            if state is not None and state.type == ActorType.STATE and _is_at_home(cluster):
                ties.add(cluster, state, head, "in-capital")
        elif tells_part and mention.owner is None and cluster.type in PEOPLE:
            if actor is not None and actor.type in BODIES_BUT_GROUPS:
                ties.add(cluster, actor, head, f"inside-{word}")
        elif word in {"to", "of", "for"} and actor is not None and actor.type == ActorType.PERSON:
            if cluster.type not in {ActorType.GROUP, ActorType.PERSON, ActorType.ORGANIZATION}:
                continue
            ties.add(cluster, ties.states.get(actor.country or ""), head, "person-tie")


def _is_at_home(cluster: Cluster) -> bool:
    """Whether an actor sits in its own state: persons and groups may be anywhere, and an embassy is abroad."""
    return cluster.type == ActorType.ORGANIZATION and not set(fold(cluster.name).split()) & MISSIONS_ABROAD
