"""Members of groups and bodies by the words: lists, "including", "member of", "on behalf of", "joined by"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors import Cluster, cluster_at
from kg.extract.clause import SUBJECTS, conjuncts, grammatical_subjects, passive, subjects
from kg.extract.holders import listed
from kg.extract.lexicon import word_set
from kg.extract.mention import TokenMention
from kg.extract.occurrences import occurrences
from kg.extract.ties import Ties
from kg.model import ActorType

__all__ = ["closing_name", "from_words", "lists"]

MEMBER_VERBS = {"belong", "represent", "join", "lead", "head", "chair"}
MEMBERS = word_set("words-for-members")
VAGUE = word_set("quantifiers") | {"some", "any", "no"}
SAYING_WHOSE = {"behalf", "for", "representing", "one"}
INCLUDING = {"include", "comprise", "contain", "consist"}
GROUPS = {ActorType.BLOC, ActorType.GROUP, ActorType.ORGANIZATION, ActorType.FACTION, ActorType.DELEGATION}


def from_words(doc: Doc, ties: Ties) -> None:
    """Who speaks for, is one of, joined or belongs to what, by a verb, noun or preposition that says so."""
    for token in occurrences(doc, SAYING_WHOSE | MEMBERS, {"join"} | MEMBER_VERBS):
        lower = token.lower_
        if lower == "behalf":  # "A, on behalf of B", "speaking on behalf of B"
            start = next((p.left_edge.i for prep in token.children if prep.lower_ == "of" for p in prep.children), None)
            bodies = listed(doc, start + (doc[start].lower_ == "the"))[0] if start is not None else []
            for one in _speaker(token):
                for body in bodies:
                    ties.add(cluster_at(one), cluster_at(body), token, "on-behalf")
        elif lower in {"for", "representing"} and (
            lower == "representing" or token.head.lower_ in {"speaking", "spoke", "speaks"}
        ):
            for one in _speaker(token):
                for body in conjuncts(p for p in token.children if p.dep_ in {"pobj", "dobj"}):
                    ties.add(cluster_at(one), cluster_at(body), token, "speaking-for")
        elif lower in MEMBERS:
            _membership(ties, token)
        elif lower == "one" and token.dep_ in {"appos", "attr"}:
            _one_of(ties, token)
        elif token.lemma_ == "join" and passive(token):
            for body in [token.head] if token.dep_ in {"acl", "relcl"} else grammatical_subjects(token):
                for one in subjects(token):
                    ties.add(cluster_at(one), cluster_at(body), token, "joined-by")
        elif token.lemma_ in MEMBER_VERBS and token.pos_ == "VERB":
            for one in subjects(token):
                for child in token.children:
                    targets = (
                        [child]
                        if child.dep_ == "dobj"
                        else [p for p in child.children if child.dep_ == "prep" and child.lower_ == "to"]
                    )
                    for body in conjuncts(targets):
                        found = cluster_at(body)
                        if found is not None and (
                            token.lemma_ not in {"lead", "head", "chair"}
                            or found.type in {ActorType.DELEGATION, ActorType.FACTION}
                        ):
                            ties.add(cluster_at(one), found, token, f"verb-{token.lemma_}")


def _one_of(ties: Ties, token: Token) -> None:
    """ "X, one of the unions": X belongs to them."""
    heads = conjuncts([token.head]) if token.dep_ == "appos" else subjects(token.head)
    for prep in token.children:
        if prep.lower_ == "of":
            for group in prep.children:
                for one in heads:
                    ties.add(cluster_at(one), cluster_at(group), token, "one-of")


def _membership(ties: Ties, token: Token) -> None:
    bodies = conjuncts(
        p
        for prep in token.children
        if prep.lower_ in {"of", "to", "in", "within", "from"}
        for p in prep.children
        if p.dep_ == "pobj"
    )
    bodies += [c for c in token.children if c.dep_ in {"compound", "amod", "poss"} and cluster_at(c) is not None]
    heads = [token]
    if token.dep_ == "attr":
        heads = subjects(token.head)
    elif token.dep_ == "appos":
        heads = conjuncts([token.head])
    for one in heads:
        for body in bodies:
            ties.add(cluster_at(one), cluster_at(body), token, "member-of" if one is not token else "members")


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


def lists(doc: Doc, ties: Ties, mention: TokenMention, cluster: Cluster) -> None:
    """Members in brackets, after "including", or in a list that the group's name closes or opens."""
    if cluster.type not in GROUPS:
        return
    i = mention.end
    if i + 1 < len(doc) and doc[i].text in {",", "("}:
        i += 1
    opener = doc[i].lower_ if i < len(doc) else ""
    start = None
    rule = ""
    if opener in {"including", "namely", "like"} and i > mention.head:
        start, rule = i + 1, "including"
    elif opener == "such" and i + 1 < len(doc) and doc[i + 1].lower_ == "as":
        start, rule = i + 2, "including"
    elif i == mention.end + 1 and doc[mention.end].text == "(":
        start, rule = i, "in-brackets"
    elif doc[mention.head].dep_ in SUBJECTS and doc[mention.head].head.lemma_ in INCLUDING | {"be"}:
        verb = doc[mention.head].head
        target = next((c for c in verb.children if c.dep_ in {"dobj", "attr"}), None)
        if target is not None:
            start, rule = target.left_edge.i, "list-of-members"
    including = next((c for c in doc[mention.head].children if c.dep_ == "relcl" and c.lemma_ in INCLUDING), None)
    if start is None and including is not None:  # "critics, which include X", "a group that includes Y"
        target = next((c for c in including.children if c.dep_ == "dobj"), None)
        if target is not None:
            start, rule = target.left_edge.i, "that-includes"
    if start is None:
        return
    if rule == "including" and doc[mention.start].lower_ in VAGUE:
        return  # "several delegations, including A": nothing to belong to
    while start < len(doc) and doc[start].lower_ in {"the", ":", "countries"}:
        start += 1
    members, _ = listed(doc, start)
    if rule == "list-of-members" and len(members) < 2 and doc[mention.head].head.lemma_ == "be":
        return
    for one in members:
        found = cluster_at(one)
        if found is not None and (rule != "in-brackets" or len(members) > 1):
            ties.add(found, cluster, doc[mention.head], rule, size=min(len(members), 6) / 3)


def closing_name(doc: Doc, ties: Ties, mention: TokenMention, cluster: Cluster) -> None:
    """ "A, B and C, the guarantor countries,": a plural group name that closes a list of its members."""
    head = doc[mention.head]
    if cluster.type not in GROUPS or not mention.plural or head.dep_ != "appos":
        return
    members = conjuncts([head.head])
    for one in members:
        found = cluster_at(one)
        if found is not None and len(members) > 1 and one.i < mention.start:
            ties.add(found, cluster, head, "closing-name")
