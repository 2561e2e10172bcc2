"""Groups by the names that they give themselves: "a group of nurses calling themselves the Night Shift"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import Cluster, Gatherer, fold
from kg.extract.grammar.occurrences import occurrences
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["join_own_names"]

THEMSELVES = {"itself", "themselves"}
CALLING = word_set("verbs-of-taking-a-name")
INSIDE = word_set("words-inside-names") | {"-"}
GROUPS = {ActorType.GROUP, ActorType.FACTION, ActorType.ORGANIZATION, ActorType.BLOC}


def join_own_names(gatherer: Gatherer) -> None:
    """Let the name that a group gives itself name the group, wherever it stands."""
    doc = gatherer.doc
    for token in occurrences(doc, THEMSELVES):
        if token.i == 0 or token.nbor(-1).lemma_.casefold() not in CALLING:
            continue
        group = _group(gatherer, token.nbor(-1))
        start, end = _name(doc, token.i + 1)
        if group is None or start == end:
            continue
        name = fold(doc[start:end].text)
        named = next((c for i in range(start, end) if (c := gatherer.of.get(i)) is not None), None)
        named = named or next((c for c in gatherer.clusters if c.type in GROUPS and fold(c.name) == name), None)
        if named is group or (named is not None and named.gazetteer is not None):
            continue
        if named is not None:
            gatherer.merge(named, group)
        if not any(start <= m.head < end for m in group.mentions):
            group.extra.append((start, end, MentionReason.ALIAS))
        group.more_names.append(group.name)
        group.name = doc[start:end].text


def _group(gatherer: Gatherer, verb: Token) -> Cluster | None:
    """Who calls itself so: what the clause hangs on or its subject, or the people whom that is a group of."""
    nouns = [verb.head] if verb.dep_ in {"acl", "relcl"} else [c for c in verb.children if c.dep_ == "nsubj"]
    for noun in nouns:
        inner = [p for c in noun.children if c.lower_ == "of" for p in c.children]
        for one in (noun, *inner):
            cluster = gatherer.of.get(one.i)
            if cluster is not None and cluster.type in GROUPS and cluster.gazetteer is None:
                return cluster
    return None


def _name(doc: Doc, i: int) -> tuple[int, int]:
    """The capitalised words from a token on, an article before them left aside."""
    start = i + (i < len(doc) and doc[i].lower_ in {"the", "a", "an"})
    end = at = start
    while at < len(doc) and (doc[at].text[:1].isupper() or (at > start and doc[at].lower_ in INSIDE)):
        at += 1
        if doc[at - 1].text[:1].isupper():
            end = at
    return start, end
