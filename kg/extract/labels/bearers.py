"""Whom a label characterises, and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.actors.actors import Cluster, cluster_at, clusters_at
from kg.extract.actors.cluster import CLUSTER_OF, CLUSTERS, free_id
from kg.extract.grammar.clause import conjuncts, grammatical_subjects, subjects
from kg.extract.mentions.mention import MENTIONS, TokenMention
from kg.extract.speech.reports import telling
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["bearers", "naming_verb", "voice"]

COMPLEMENTS = {"attr", "oprd", "acomp", "ccomp", "xcomp", "dobj"}
SELF = re.compile(
    r"\bself-(?:described|styled|proclaimed|declared|confessed|professed)\b|\b(?:avowed|professed)\b", re.I
)
BODIES = {ActorType.ORGANIZATION, ActorType.FACTION, ActorType.BLOC, ActorType.GROUP}

type Bearers = list[tuple[Cluster, str]]

RELATIVE_PRONOUNS = word_set("relative-pronouns")


def naming_verb(head: Token) -> Token | None:
    """The verb by which somebody calls, sees or brands an actor what ``head`` says; None without one."""
    token = head
    while token.dep_ == "conj":
        token = token.head
    above = token.head
    if token.dep_ == "pobj" and above.lower_ in {"as", "among"}:
        above = above.head
    elif token.dep_ not in COMPLEMENTS:
        return None
    return above if above.pos_ == "VERB" and above.lemma_.casefold() in word_set("naming-verbs") else None


def bearers(head: Token, first: int, *, quoted: bool = False) -> Bearers:
    """Whom the label whose last word is ``head`` and whose first is at ``first`` characterises, and how that was found.

    A nickname that is ``quoted`` and whose bearer has no other name makes a faction of that name.
    """
    verb = naming_verb(head)
    if verb is not None:
        tokens = conjuncts(_named(verb, head))
        nameless = [t for t in tokens if t.lower_ in {"those", "what"}]  # "those whom the press calls the doves"
        named = clusters_at(t for t in tokens if t not in nameless)
        if named:
            return [(c, "predicate") for _, c in named]
        if quoted or (nameless and head.tag_ == "NNS"):
            return [(_faction(head, first), "nickname")]
    for rule in (_predicated, _apposed, _one_of, _inside, _exemplified, _modified):
        found = rule(head)
        if found:
            return found
    own = cluster_at(head)
    if own is not None and not any(head.i == m.head and m.entry for m in own.mentions):
        return [(own, "name")]
    return []


def _named(verb: Token, label: Token) -> list[Token]:
    objects = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass", "nsubj"} and c.i < label.i]
    done = [c for c in objects if c.dep_ != "nsubj"]
    relative = RELATIVE_PRONOUNS
    clause = verb
    while clause.dep_ in {"xcomp", "conj"} and not done:  # "whom they like to call a hawk"
        clause = clause.head
    if clause.dep_ == "relcl" and (not done or done[0].lower_ in relative):
        return [clause.head]
    if not done:  # "calls X a hawk" with X as the subject of a small clause
        done = [c for c in label.children if c.dep_ == "nsubj"]
    if not done and any(c.dep_ == "auxpass" for c in verb.children):
        done = grammatical_subjects(verb)
    return done


def _predicated(head: Token) -> Bearers:
    """ "X is a hawk", "X is a banned militant organization"."""
    token = head
    if token.dep_ in {"amod", "compound"} and token.head.dep_ == "attr" and token.head.pos_ == "NOUN":
        token = token.head
    if token.dep_ in {"attr", "acomp", "oprd"} or (token.dep_ == "pobj" and token.head.lower_ in {"as", "among"}):
        verb = token.head if token.dep_ != "pobj" else token.head.head
        return [(c, "predicate") for _, c in clusters_at(c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"})]
    line = token.head
    if token.dep_ == "amod" and line.dep_ == "dobj" and line.head.lemma_ in word_set("line-verbs"):
        return [(c, "line") for _, c in clusters_at(subjects(line.head))]
    return []


def _apposed(head: Token) -> Bearers:
    if head.dep_ == "appos" and (c := cluster_at(head.head)) is not None:
        return [(c, "apposition")]
    for child in head.children:
        if child.dep_ == "appos" and (c := cluster_at(child)) is not None and c.type != ActorType.FACTION:
            return [(c, "apposition")]
    return []


def _one_of(head: Token) -> Bearers:
    above = head.head.head
    if head.dep_ == "pobj" and head.head.lower_ in {"of", "among"} and above.lower_ in {"one", "some", "most"}:
        if (c := cluster_at(above)) is not None:
            return [(c, "one-of")]
        if above.dep_ == "attr":
            return [(c, "one-of") for _, c in clusters_at(grammatical_subjects(above.head))]
    return []


def _inside(head: Token) -> Bearers:
    if cluster_at(head) is None and head.tag_ == "NNS":
        for mention in MENTIONS(head.doc):
            if mention.start <= head.i < mention.end and mention.head in CLUSTER_OF(head.doc):
                return [(CLUSTER_OF(head.doc)[mention.head], "inside")]
    return []


def _exemplified(head: Token) -> Bearers:
    """Those who are listed as such: "two other hawks, the MPs A and B,", "A and other hawks", "hawks such as A"."""
    if head.tag_ != "NNS":
        return []
    after = head.nbor(1).lower_ if head.i + 1 < len(head.doc) else ""
    if after in {",", "like", "including", "such"}:
        names = [
            c for t in head.subtree if t.i > head.i and (c := cluster_at(t)) is not None and c.type == ActorType.PERSON
        ]
        if names:
            return [(c, "list") for c in {c.id: c for c in names}.values()]
    if head.dep_ == "conj" and any(c.lower_ == "other" for c in head.children):
        found = [(c, "other") for _, c in clusters_at([head.head])]
        own = cluster_at(head)
        return found + ([(own, "name")] if own is not None else [])
    return []


def _modified(head: Token) -> Bearers:
    """ "the militant movement"; and in "Tamil Tiger separatists", the Tamil Tigers."""
    if head.dep_ in {"amod", "compound", "nmod"} and (c := cluster_at(head.head)) is not None:
        return [(c, "modifier")]
    for child in head.children:
        if child.dep_ not in {"compound", "nmod"} or (c := cluster_at(child)) is None:
            continue
        if c.type in BODIES and c is not cluster_at(head):
            return [(c, "compound")]
    return []


def _faction(head: Token, first: int) -> Cluster:
    """A faction of the name that the text gives it, made on first sight."""
    doc = head.doc
    own = CLUSTER_OF(doc).get(head.i)
    if own is not None:
        return own
    name = doc[first : head.i + 1].text
    cluster = Cluster(free_id(CLUSTERS(doc)), name, ActorType.FACTION, [])
    mention = TokenMention(
        first, head.i + 1, head.i, cluster.type, MentionReason.NOMINAL, name, noun=head.lemma_, plural=True
    )
    cluster.mentions.append(mention)
    CLUSTERS.put(doc, (*CLUSTERS(doc), cluster))
    CLUSTER_OF(doc)[head.i] = cluster
    return cluster


def voice(doc: Doc, head: Token, first: int, bearer: Cluster) -> Cluster | None:
    """Who calls the bearer so: who is subject to the naming verb, who is reported, or the bearer itself
    ("self-described"); None where the text says it."""
    if SELF.search(doc[max(first - 4, head.sent.start) : first].text):
        return bearer
    for cluster in _voices(doc, head):
        if cluster is not bearer:
            return cluster
    return None


def _voices(doc: Doc, head: Token) -> Iterator[Cluster]:
    verb = naming_verb(head)
    if verb is not None:
        yield from (c for _, c in clusters_at(t for t in subjects(verb) if t.i < verb.i or t.dep_ == "pobj"))
    for report in telling(doc):
        if report.start <= head.i < report.end:
            yield from (c for i in report.sources if (c := cluster_at(doc[i])) is not None)
