"""Who belongs to, or speaks for, whom."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.extract.actors import Cluster, cluster_at
from kg.extract.candidate import Candidate, propose, sentence_bounds
from kg.extract.clause import conjuncts, subjects
from kg.extract.mentions import STATE_NOUNS
from kg.extract.posts import country_in_brackets
from kg.model import ActorType, MentionReason

__all__: list[str] = []

COLLECTIVE = {ActorType.STATE, ActorType.ORGANIZATION, ActorType.BLOC, ActorType.DELEGATION, ActorType.FACTION, ActorType.GROUP}
MEMBER_VERBS = {"belong", "represent", "join"}
UNTIED_KINDS = {"company", "media", "ngo", "international"}


class _Ties:
    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.seen: set[tuple[str, str]] = set()

    def add(self, member: Cluster | None, of: Cluster | None, token: Token, rule: str, **features: float) -> None:
        if member is None or of is None or member is of or (member.id, of.id) in self.seen:
            return
        self.seen.add((member.id, of.id))
        propose(
            self.doc,
            Candidate(
                "affiliations", f"affiliation.{rule}", {"member": member, "of": of}, {}, sentence_bounds(token),
                {f"rule={rule}": 1, f"member={member.type}": 1, f"of={of.type}": 1, f"rule,of={rule},{of.type}": 1,
                 f"rule,member={rule},{member.type}": 1, **features},
            ),
        )  # fmt: skip


def _states(doc: Doc) -> dict[str, Cluster]:
    return {c.country: c for c in doc._.clusters if c.type == ActorType.STATE and c.country and c.gazetteer}


def _from_roles(doc: Doc, ties: _Ties) -> None:
    states = _states(doc)
    for candidate in doc._.candidates or ():
        if candidate.heading != "roles":
            continue
        person, body = candidate.actors["person"], candidate.actors["organization"]
        at = doc[candidate.evidence[0]]
        ties.add(person, body, at, "role")
        if person is not None and body is not None and body.type == ActorType.ORGANIZATION and body.country in states:
            ties.add(person, states[body.country], at, "role-state")


def _from_names(doc: Doc, ties: _Ties) -> None:
    """"US officials", "China's Commerce Ministry", and organizations that the gazetteer places in a state that is named."""
    states = _states(doc)
    of: dict[int, Cluster] = doc._.cluster_of
    for mention in doc._.mentions:
        cluster = of.get(mention.head)
        head = doc[mention.head]
        if cluster is None:
            continue
        if mention.owner is not None and mention.noun not in STATE_NOUNS and cluster.type != ActorType.STATE:
            owner = of.get(mention.owner)
            side = "before" if mention.owner < mention.head else "after"
            tie = {f"noun={mention.noun}": 1.0} if mention.noun else {}
            ties.add(cluster, owner, head, f"owner-{side}", **tie)
        if mention.entry is not None and mention.type == ActorType.ORGANIZATION and cluster.country in states:
            if mention.entry.kind not in UNTIED_KINDS:
                ties.add(cluster, states[cluster.country], head, "gazetteer", **{f"kind={mention.entry.kind}": 1.0})
        for child in head.children:
            if child.dep_ == "poss" and cluster.type in COLLECTIVE | {ActorType.PERSON}:
                owner = cluster_at(child)
                if owner is not None and owner.type in COLLECTIVE and cluster.type != ActorType.STATE:
                    ties.add(cluster, owner, head, "possessive", pronoun=float(child.pos_ == "PRON"))
        if mention.type == ActorType.PERSON and mention.reason == MentionReason.NAME:
            state = country_in_brackets(doc, mention)
            if state is not None:
                ties.add(cluster, cluster_at(state), head, "brackets")
            for prep in head.children:
                if prep.dep_ == "prep" and prep.lower_ in {"of", "from"}:
                    for pobj in prep.children:
                        ties.add(cluster, cluster_at(pobj), head, f"person-{prep.lower_}")
            before = doc[mention.start - 1] if mention.start else None
            if before is not None and before.i in of and of[before.i].type in COLLECTIVE:
                ties.add(cluster, of[before.i], head, "nationality")


def _from_words(doc: Doc, ties: _Ties) -> None:
    for token in doc:
        lower = token.lower_
        if lower == "behalf":  # "A, on behalf of B", "speaking for B"
            bodies = [p for prep in token.children if prep.lower_ == "of" for p in prep.children if p.dep_ == "pobj"]
            speaker = _speaker(token)
            for body in conjuncts(bodies):
                for one in speaker:
                    ties.add(cluster_at(one), cluster_at(body), token, "on-behalf")
        elif lower in {"for", "representing"} and (lower == "representing" or token.head.lower_ in {"speaking", "spoke", "speaks"}):
            bodies = [p for p in token.children if p.dep_ in {"pobj", "dobj"}]
            for one in _speaker(token):
                for body in conjuncts(bodies):
                    ties.add(cluster_at(one), cluster_at(body), token, "speaking-for")
        elif lower == "for" and token.i + 1 < len(doc) and token.dep_ == "prep":
            cluster = cluster_at(token.head)
            if cluster is not None and cluster.type in {ActorType.STATE, ActorType.BLOC} and token.head.i == token.i - 2:
                bodies = [p for p in token.children if p.dep_ == "pobj"]
                for body in bodies:
                    found = cluster_at(body)
                    if found is not None and found.type in {ActorType.BLOC, ActorType.GROUP, ActorType.ORGANIZATION}:
                        ties.add(cluster, found, token, "party-for")
        elif lower in {"member", "members", "part"}:
            bodies = [p for prep in token.children if prep.lower_ == "of" for p in prep.children if p.dep_ == "pobj"]
            if token.dep_ in {"attr", "appos"}:
                heads = subjects(token.head) if token.dep_ == "attr" else [token.head]
                for one in heads:
                    for body in bodies:
                        ties.add(cluster_at(one), cluster_at(body), token, "member-of")
        elif token.lemma_ in MEMBER_VERBS and token.pos_ == "VERB":
            for one in subjects(token):
                for child in token.children:
                    targets = [child] if child.dep_ == "dobj" else [p for p in child.children if child.dep_ == "prep" and child.lower_ == "to"]
                    for body in conjuncts(targets):
                        ties.add(cluster_at(one), cluster_at(body), token, f"verb-{token.lemma_}")


def _speaker(token: Token) -> list[Token]:
    """Who speaks on behalf: the noun that the phrase hangs on, or the subject of its verb."""
    above = token
    for _ in range(4):
        above = above.head
        if cluster_at(above) is not None:
            return [above]
        if above.pos_ in {"VERB", "AUX"}:
            found = subjects(above)
            if found:
                return found
    return []


@Language.component("kg_affiliations")
def affiliations(doc: Doc) -> Doc:
    """Propose affiliations."""
    ties = _Ties(doc)
    _from_roles(doc, ties)
    for candidate in doc._.candidates or ():
        if candidate.heading == "leads":
            leader, led = candidate.actors["leader"], candidate.actors["of"]
            if led is not None and led.type in {ActorType.FACTION, ActorType.DELEGATION}:
                ties.add(leader, led, doc[candidate.evidence[0]], "lead")
    _from_words(doc, ties)
    _from_names(doc, ties)
    return doc
