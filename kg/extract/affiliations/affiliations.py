"""Who belongs to, or speaks for, whom.

It runs after the other headings, because whether a group of people is an actor at all shows in what it says and does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc, Token

from kg.extract.actors.actors import Cluster, cluster_at, fold
from kg.extract.actors.cluster import CLUSTER_OF, CLUSTERS
from kg.extract.actors.lists import listed, spoken_for
from kg.extract.affiliations.divisions import from_divisions
from kg.extract.affiliations.implied import bodies_of_persons, from_wholes, serves_state
from kg.extract.affiliations.memberships import closing_name, from_words, lists, others, united
from kg.extract.affiliations.named_members import from_named_members
from kg.extract.affiliations.persons import from_person
from kg.extract.affiliations.plural_posts import from_plural_posts
from kg.extract.affiliations.political_parties import from_ruling_parties
from kg.extract.affiliations.proposals import Ties
from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.grammar.clause import conjuncts
from kg.extract.mentions.mention import MENTIONS, TokenMention
from kg.extract.mentions.organizations import STATE_NOUNS
from kg.extract.roles.likely_states import is_house, likely_state, likely_states
from kg.extract.roles.post_bodies import BODIES
from kg.extract.words import gazetteer
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["affiliations"]

INSIDE = word_set("prepositions-of-parts")
PEOPLE = {ActorType.FACTION, ActorType.GROUP, ActorType.DELEGATION}
UNTIED_KINDS = {"armed", "bank", "company", "international", "media", "ngo", "party"}
"""Kinds of bodies that are of no state by their names alone."""
PARLIAMENTS = word_set("names-of-parliaments")
SERVANTS = word_set("servants-of-a-state")
FOLLOWERS = SERVANTS | word_set("words-for-members") | word_set("people-around-somebody")
ABROAD = word_set("missions-abroad")
APART = word_set("words-of-bodies-apart")
LEGISLATORS = word_set("legislators")
OF_MANY = word_set("larger-regions") | word_set("words-of-many-states")
PREPOSITIONS_OF_OWNERS = word_set("prepositions-of-owners")


def _from_roles(doc: Doc, ties: Ties) -> None:
    for candidate in CANDIDATES(doc):
        if candidate.heading == "roles":
            person, body = candidate.actors["person"], candidate.actors["organization"]
            if body is not None and serves_state(body):
                token = doc[candidate.evidence[0]]
                ties.add(
                    person, _state_of(doc, ties, body), token, "role-state", placed=float(body.country is not None)
                )
        elif candidate.heading == "leads":
            leader, led = candidate.actors["leader"], candidate.actors["of"]
            if leader is None or led is None:
                continue
            state = ties.states.get(led.country or "")
            if (
                led.type in {ActorType.DELEGATION, ActorType.FACTION, ActorType.GROUP}
                and state is not None
                and leader.type == ActorType.PERSON
            ):
                ties.add(leader, state, doc[candidate.evidence[0]], "lead-state")


def _state_of(doc: Doc, ties: Ties, body: Cluster) -> Cluster | None:
    """The state of a ministry or office: its own, or the likely one."""
    if body.country is not None:
        return ties.states.get(body.country)
    return likely_state(doc, body.first, list(ties.states.values()))


def _owners(doc: Doc, mention: TokenMention) -> list[tuple[Token, str]]:
    """The heads that the words tie a phrase to, with the side on which they stand, lists in full."""
    if mention.owner is None:
        return []
    owner = doc[mention.owner]
    side = "before" if mention.owner < mention.head else "after"
    found = [owner]
    if side == "after":
        of = MENTIONS(doc)
        start = next((m.start for m in of if m.head == owner.i), owner.i)
        found = listed(doc, start)[0] or [owner]
        found = [
            t for t in found if t.i == owner.i or t.ent_type_ in {"GPE", "NORP", "ORG"} or cluster_at(t) is not None
        ]
    else:
        found = [t for t in conjuncts([owner]) if t.i < mention.head] or [owner]
        back = _start(doc, owner.i)
        while back >= 2 and doc[back - 1].lower_ in {",", "and"}:  # "Chilean, Peruvian and Bolivian officials"
            other = back - 1
            while other >= 0 and doc[other].lower_ in {",", "and"}:
                other -= 1
            cluster = CLUSTER_OF(doc).get(other)
            if cluster is None or cluster.type != ActorType.STATE or doc[other].pos_ != "ADJ":
                break
            found.append(doc[other])
            back = _start(doc, other)
    link = doc[owner.i - 1].lower_ if side == "after" and owner.i else ""
    if side == "after":
        for t in owner.ancestors:
            if t.dep_ == "prep":
                link = t.lower_
                break
    return [(t, f"{side}{'-' + link if link in PREPOSITIONS_OF_OWNERS else ''}") for t in found]


def _start(doc: Doc, head: int) -> int:
    """Where the mention at a head token starts ("South Korean")."""
    return next((m.start for m in MENTIONS(doc) if m.head == head), head)


def _from_names(doc: Doc, ties: Ties) -> None:
    """Groups and bodies by their owners ("US officials"), organizations by the state of their gazetteer entry."""
    of: dict[int, Cluster] = CLUSTER_OF(doc)
    theirs = bodies_of_persons(doc)
    for mention in MENTIONS(doc):
        cluster = of.get(mention.head)
        head = doc[mention.head]
        if cluster is None:
            continue
        _from_owners(doc, ties, mention, cluster)
        _from_entry(doc, ties, mention, cluster)
        for child in head.children:
            if child.dep_ == "poss" and cluster.type != ActorType.STATE:
                _from_possessive(ties, mention, cluster, child, theirs)
            elif child.dep_ == "prep":
                _from_preposition(ties, mention, cluster, child, theirs)
        if cluster.type == ActorType.ORGANIZATION and mention.reason == MentionReason.NAME:
            for noun in head.children:
                if noun.dep_ == "appos":  # "Hanmi, the country's largest maker of chips"
                    for child in noun.children:
                        if child.dep_ == "poss":
                            ties.add(cluster, cluster_at(child), head, "apposed-owner")
        if mention.type == ActorType.PERSON and mention.reason == MentionReason.NAME:
            from_person(doc, ties, mention, cluster, head)
        if mention.type in {ActorType.STATE, ActorType.BLOC, ActorType.ORGANIZATION, ActorType.GROUP}:
            for body in spoken_for(doc, head):
                if not cluster.type == body.type == ActorType.STATE:
                    ties.add(cluster, body, head, "spoken-for")
        lists(doc, ties, mention, cluster)
        closing_name(doc, ties, mention, cluster)
        others(doc, ties, mention, cluster)
        united(doc, ties, mention, cluster)


def _from_owners(doc: Doc, ties: Ties, mention: TokenMention, cluster: Cluster) -> None:
    """ "US officials", "officials of the Fund"."""
    if mention.noun in STATE_NOUNS or cluster.type == ActorType.STATE:
        return
    for owner, side in _owners(doc, mention):
        found = CLUSTER_OF(doc).get(owner.i)
        if found is not None and found.type == ActorType.PERSON:
            found = ties.states.get(found.country or "")
        if side == "after-for" and found is not None and found.type == ActorType.STATE:
            continue  # "the envoy for Yemen", "the mission chief for Greece"
        named = float(mention.reason == MentionReason.NAME)
        ties.add(cluster, found, doc[mention.head], f"owner-{side}", name=named)


def _from_entry(doc: Doc, ties: Ties, mention: TokenMention, cluster: Cluster) -> None:
    """The state of a body that is listed."""
    entry = mention.entry
    if entry is None or mention.type != ActorType.ORGANIZATION or entry.kind in UNTIED_KINDS:
        return
    if cluster.country is not None and cluster.country in ties.states:
        ties.add(cluster, ties.states[cluster.country], doc[mention.head], "gazetteer")


def _from_possessive(
    ties: Ties, mention: TokenMention, cluster: Cluster, child: Token, theirs: Mapping[str, Sequence[Cluster]]
) -> None:
    """ "Its officials", "the movement, whose delegation left", "Ms Diaz's aides": of a body, or of a person's."""
    head = child.head
    owner = cluster_at(_clause_head(head) or child) if child.lower_ == "whose" else cluster_at(child)
    if owner is None:
        return
    if owner.type == ActorType.PERSON:
        if cluster.type in PEOPLE | {ActorType.PERSON} and mention.noun in FOLLOWERS:
            for body in theirs.get(owner.id, ()):
                if body is not cluster:
                    ties.add(cluster, body, head, "possessive-person-body")
        ties.add(cluster, ties.states.get(owner.country or ""), head, "possessive-person")
    elif owner.type in BODIES:
        ties.add(cluster, owner, head, "possessive", pronoun=float(child.pos_ == "PRON"))


def _from_preposition(
    ties: Ties, mention: TokenMention, cluster: Cluster, child: Token, theirs: Mapping[str, Sequence[Cluster]]
) -> None:
    """ "The ministry in Beijing", "hawks in the cabinet", "an aide to Ms Diaz"."""
    head, word = child.head, child.lower_
    inside = word in INSIDE or (word == "for" and mention.noun in SERVANTS)
    for pobj in child.children:
        found = cluster_at(pobj)
        if word == "in" and mention.reason == MentionReason.NAME:
            named = CLUSTER_OF(ties.doc).get(pobj.i)
            if named is not None and named.type == ActorType.STATE and _at_home(cluster):
                ties.add(cluster, named, head, "in-capital")
        elif inside and mention.owner is None and cluster.type in PEOPLE:
            if found is not None and found.type in BODIES - {ActorType.GROUP}:
                ties.add(cluster, found, head, f"inside-{word}")
        elif word in {"to", "of", "for"} and found is not None and found.type == ActorType.PERSON:
            if cluster.type not in {ActorType.GROUP, ActorType.PERSON, ActorType.ORGANIZATION}:
                continue
            for body in theirs.get(found.id, ()) if mention.noun in FOLLOWERS else ():
                ties.add(cluster, body, head, "person-tie-body")
            ties.add(cluster, ties.states.get(found.country or ""), head, "person-tie")


def _at_home(cluster: Cluster) -> bool:
    """Whether a body sits in its own state: a person may be anywhere, and an embassy is abroad."""
    return cluster.type == ActorType.ORGANIZATION and not set(fold(cluster.name).split()) & ABROAD


def _clause_head(noun: Token) -> Token | None:
    """What the relative clause of a noun is about ("the movement, whose delegation left": the movement)."""
    above = noun
    for _ in range(5):
        if above.dep_ == "relcl":
            return above.head
        above = above.head
    return None


def _houses(doc: Doc, ties: Ties) -> None:
    """Ministries, armies, parliaments whose state the words around them tell: the state named nearest to them."""
    for cluster in CLUSTERS(doc):
        if not is_house(cluster) or any(m.owner is not None for m in cluster.mentions) or _of_many(cluster):
            continue
        if any(member is cluster and of.type == ActorType.STATE for member, of, *_ in ties.found):
            continue
        named = [s for s in ties.states.values() if fold(s.name) in fold(cluster.name)]
        if named:
            ties.add(cluster, named[0], doc[cluster.first], "name-of-state")
            continue
        if cluster.country in ties.states:
            ties.add(cluster, ties.states[cluster.country], doc[cluster.first], "country")
            continue
        for sure, best in likely_states(doc, cluster.first, list(ties.states.values()))[:1]:
            ties.add(cluster, best, doc[cluster.first], "nearest-state", likely=sure)


def _of_many(cluster: Cluster) -> bool:
    """Whether a body is by its name one of many states, or of those who fight one."""
    entry = gazetteer.entry(cluster.gazetteer)
    words = fold(cluster.name).split()
    if entry is None and set(words) & APART:
        return True
    return (entry is not None and entry.kind == "international") or bool(words and words[0] in OF_MANY)


def _parts(doc: Doc, ties: Ties) -> None:
    """Bodies whose name begins with that of their whole ("AU Commission"), and members of a house that is named."""
    wholes = [c for c in CLUSTERS(doc) if c.type in {ActorType.BLOC, ActorType.ORGANIZATION} and c.gazetteer]
    forms = [
        (fold(n), c)
        for c in wholes
        for n in {
            c.name,
            *c.more_names,
            *(m.name for m in c.mentions),
            *(doc[m.start : m.end].text for m in c.mentions),
        }
    ]
    forms += [("european", c) for c in wholes if c.type == ActorType.BLOC and fold(c.name) == "european union"]
    houses = [
        c
        for c in CLUSTERS(doc)
        if c.type == ActorType.ORGANIZATION and set(fold(c.name).split()) & PARLIAMENTS and not serves_state(c)
    ]
    for cluster in CLUSTERS(doc):
        name = fold(cluster.name)
        if cluster.type in {ActorType.ORGANIZATION, ActorType.DELEGATION, ActorType.GROUP}:
            for form, whole in forms:
                if len(form) > 1 and name.startswith(form + " ") and whole is not cluster:
                    ties.add(cluster, whole, doc[cluster.first], "part", named=float(cluster.gazetteer is not None))
        noun = next((m.noun for m in cluster.mentions if m.noun), None)
        if noun in LEGISLATORS and noun != "member" and houses:
            ties.add(cluster, max(houses, key=lambda h: len(h.mentions)), doc[cluster.first], "house-member")


def affiliations(doc: Doc) -> Doc:
    """Propose affiliations: who belongs to, or speaks for, whom."""
    ties = Ties(doc)
    from_words(doc, ties)
    from_divisions(doc, ties)
    _from_names(doc, ties)
    _from_roles(doc, ties)
    _houses(doc, ties)
    _parts(doc, ties)
    from_plural_posts(doc, ties)
    from_named_members(doc, ties)
    from_ruling_parties(doc, ties)
    from_wholes(doc, ties)
    return doc
