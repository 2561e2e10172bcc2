"""Who talks with whom: meetings, talks, calls, agreements with each other."""

from __future__ import annotations

import itertools

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.extract.actors import Cluster, clusters_at
from kg.extract.candidate import Candidate, propose, sentence_bounds
from kg.extract.clause import grammatical_subjects, negated, subjects
from kg.model import ActorType, TalkModality

__all__: list[str] = []

MEETING = {"meet", "negotiate", "confer", "consult", "talk", "bargain", "mediate", "parley"}
WITH_ONLY = {"speak", "hold", "sign", "reach", "agree", "strike", "discuss", "work", "conclude", "cooperate", "finalize", "finalise", "sit", "huddle",
             "resume", "open", "start", "begin", "conduct", "have", "visit", "exchange", "enter", "clinch"}  # fmt: skip
DIRECT = {"meet", "call", "phone", "telephone", "host", "receive", "visit", "lobby"}
TALKS = {"talk", "talks", "negotiation", "negotiations", "meeting", "discussion", "discussions", "dialogue", "consultation", "consultations", "summit", "call",
         "conversation", "round", "deal", "agreement", "accord", "pact", "treaty", "memorandum", "truce", "ceasefire", "contact", "session", "exchange", "phone"}  # fmt: skip
HOLDING = {"hold", "have", "resume", "open", "start", "begin", "conduct", "sign", "reach", "strike", "conclude", "continue", "announce", "agree", "clinch"}
POSSIBLE = {"could", "may", "might", "can"}
PLANNED = {"will", "shall", "would", "'ll"}
PLANNING = {"plan", "expect", "schedule", "due", "agree", "intend", "set", "prepare", "arrange", "invite", "hope"}
REFUSING = {"refuse", "decline", "reject", "cancel", "boycott"}


class _Talks:
    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.seen: set[frozenset[str]] = set()

    def pairs(self, left: list[Cluster], right: list[Cluster], token: Token, rule: str, **features: float) -> None:
        for a, b in itertools.product(left, right):
            self.add(a, b, token, rule, **features)

    def among(self, parties: list[Cluster], token: Token, rule: str) -> None:
        for a, b in itertools.combinations(parties, 2):
            self.add(a, b, token, rule, size=float(len(parties)))

    def add(self, a: Cluster, b: Cluster, token: Token, rule: str, **features: float) -> None:
        key = frozenset((a.id, b.id))
        if a is b or key in self.seen:
            return
        self.seen.add(key)
        modality = _modality(token)
        kinds = "-".join(sorted((str(a.type), str(b.type))))
        propose(
            self.doc,
            Candidate(
                "negotiates_with", f"negotiation.{rule}", {"a": a, "b": b}, {"modality": modality}, sentence_bounds(token),
                {f"rule={rule}": 1, f"kinds={kinds}": 1, f"word={token.lemma_}": 1, f"modality={modality}": 1, **features},
            ),
        )  # fmt: skip


def _modality(token: Token) -> TalkModality:
    verb = token
    while verb.pos_ not in {"VERB", "AUX"} and verb.dep_ != "ROOT":
        verb = verb.head
    chain = [verb]
    while chain[-1].dep_ in {"xcomp", "ccomp", "conj"} and len(chain) < 4:
        chain.append(chain[-1].head)
    for word in chain[:3]:
        if word.lemma_ in REFUSING or (negated(word) and word is verb):
            return TalkModality.REFUSED
        auxiliaries = {c.lower_ for c in word.children if c.dep_ == "aux"}
        if auxiliaries & POSSIBLE:
            return TalkModality.POSSIBLE
        if auxiliaries & PLANNED and word is verb:
            return TalkModality.PLANNED
        if word is not verb and word.lemma_ in PLANNING:
            return TalkModality.PLANNED
        if any(c.lower_ in {"if", "whether"} and c.dep_ == "mark" for c in word.children):
            return TalkModality.POSSIBLE
    return TalkModality.ACTUAL


def _objects(token: Token, prepositions: set[str]) -> list[Token]:
    return [p for prep in token.children if prep.dep_ == "prep" and prep.lower_ in prepositions for p in prep.children if p.dep_ == "pobj"]


def _parties(heads: list[Token]) -> list[Cluster]:
    out: dict[str, Cluster] = {}
    for _, cluster in clusters_at(heads):
        out.setdefault(cluster.id, cluster)
    return list(out.values())


@Language.component("kg_negotiations")
def negotiations(doc: Doc) -> Doc:
    """Propose pairs that negotiate."""
    found = _Talks(doc)
    for token in doc:
        lemma = token.lemma_.casefold()
        if token.pos_ == "VERB" and lemma in MEETING | WITH_ONLY | DIRECT:
            _verb(found, token, lemma)
        elif token.pos_ in {"NOUN", "PROPN"} and (lemma in TALKS or token.lower_ in TALKS):
            _noun(found, token)
    return doc


def _verb(found: _Talks, verb: Token, lemma: str) -> None:
    left = _parties(subjects(verb))
    others = _parties(_objects(verb, {"with"}))
    for child in verb.children:
        if child.dep_ == "dobj" and (child.lemma_.casefold() in TALKS or child.lower_ in TALKS):
            others += _parties(_objects(child, {"with"}))
        if child.dep_ == "advcl" or (child.dep_ == "prep" and child.lower_ in {"together", "along"}):
            others += _parties(_objects(child, {"with"}))
    if lemma in DIRECT:
        direct = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
        others += [c for c in _parties(direct) if c.type != ActorType.STATE or lemma != "visit"]
    found.pairs(left, others, verb, f"verb-{lemma}" if lemma in MEETING | DIRECT else "verb-with")
    holds = lemma in HOLDING and any(c.dep_ == "dobj" and (c.lemma_.casefold() in TALKS or c.lower_ in TALKS) for c in verb.children)
    if (lemma in MEETING or lemma in {"agree", "speak"} or holds) and not others:
        heads = [t for t in grammatical_subjects(verb)]
        found.among(_parties(heads), verb, "subjects-" + ("hold" if holds else lemma))


def _noun(found: _Talks, noun: Token) -> None:
    between = _parties(_objects(noun, {"between", "among"}))
    if len(between) > 1:
        found.among(between, noun, "between")
        return
    others = _parties(_objects(noun, {"with"}))
    owners = _parties([c for c in noun.children if c.dep_ == "poss"])
    if others and owners:
        found.pairs(owners, others, noun, "noun-owner-with")
    elif others and noun.head.pos_ in {"VERB", "AUX", "ADP"}:
        verb = noun.head if noun.head.pos_ != "ADP" else noun.head.head
        while verb.pos_ not in {"VERB", "AUX"} and verb.dep_ != "ROOT":
            verb = verb.head
        if verb.pos_ in {"VERB", "AUX"} and noun.dep_ not in {"nsubj", "nsubjpass"}:
            found.pairs(_parties(subjects(verb)), others, noun, "noun-subject-with", near=float(noun.head is verb))
    left = [c for c in noun.children if c.dep_ in {"compound", "amod", "nmod"}]
    pair = [t for t in noun.doc[noun.left_edge.i : noun.i] if t.i in noun.doc._.cluster_of]
    clusters = list({c.id: c for t in pair if (c := noun.doc._.cluster_of[t.i]).type in {ActorType.STATE, ActorType.BLOC, ActorType.ORGANIZATION}}.values())
    if left and len(clusters) == 2 and not between and not others:
        found.add(clusters[0], clusters[1], noun, "compound")
