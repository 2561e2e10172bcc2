"""Who talks with whom: meetings, talks, calls, agreements with each other."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.extract.actors import Cluster, cluster_at
from kg.extract.candidate import Candidate, propose, sentence_bounds
from kg.extract.clause import grammatical_subjects, negated, passive, subjects
from kg.extract.holders import actors_of, listed
from kg.extract.speech import speakers_of
from kg.model import ActorType, MentionReason, TalkModality

__all__: list[str] = []

MEETING = {
    "meet",
    "negotiate",
    "confer",
    "consult",
    "talk",
    "bargain",
    "mediate",
    "parley",
    "huddle",
    "convene",
    "reconvene",
    "gather",
    "haggle",
    "liaise",
    "caucus",
}
TOGETHER = {
    "speak",
    "hold",
    "sign",
    "reach",
    "agree",
    "strike",
    "discuss",
    "work",
    "conclude",
    "cooperate",
    "finalize",
    "finalise",
    "sit",
    "co-chair",
    "return",
    "resume",
    "open",
    "start",
    "begin",
    "conduct",
    "have",
    "visit",
    "exchange",
    "enter",
    "clinch",
    "initial",
    "settle",
    "continue",
    "come",
    "engage",
    "attend",
    "join",
    "request",
    "propose",
    "seek",
    "refuse",
    "plan",
    "rule",
    "break",
    "make",
    "do",
    "announce",
    "ratify",
    "renew",
    "brief",
}
DIRECT = {
    "meet",
    "call",
    "phone",
    "telephone",
    "host",
    "receive",
    "visit",
    "lobby",
    "consult",
    "see",
    "welcome",
    "summon",
    "hear",
    "invite",
    "ring",
    "approach",
    "contact",
    "engage",
    "greet",
    "confront",
    "brief",
}
TELLING = {"tell", "inform", "assure", "warn", "ask", "urge", "hand", "convey", "let", "appeal", "present", "offer"}
VENUES = {
    "meeting",
    "talks",
    "call",
    "dinner",
    "lunch",
    "breakfast",
    "coffee",
    "tea",
    "summit",
    "session",
    "table",
    "phone",
    "telephone",
    "video",
    "conversation",
    "visit",
    "sidelines",
    "room",
    "visitor",
    "visitors",
    "person",
    "personally",
}
TALKS = {
    "talk",
    "talks",
    "negotiation",
    "negotiations",
    "meeting",
    "meetings",
    "discussion",
    "discussions",
    "dialogue",
    "consultation",
    "consultations",
    "summit",
    "call",
    "conversation",
    "round",
    "deal",
    "agreement",
    "accord",
    "pact",
    "treaty",
    "memorandum",
    "truce",
    "ceasefire",
    "contact",
    "contacts",
    "session",
    "exchange",
    "phone",
    "understanding",
    "arrangement",
    "protocol",
    "settlement",
    "encounter",
    "mou",
    "partnership",
    "visit",
    "review",
    "channel",
    "mediation",
    "conference",
    "signing",
    "cycle",
    "compromise",
    "communique",
}
HOLDING = {
    "hold",
    "have",
    "resume",
    "open",
    "start",
    "begin",
    "conduct",
    "sign",
    "reach",
    "strike",
    "conclude",
    "continue",
    "announce",
    "agree",
    "clinch",
    "co-chair",
    "finalize",
    "finalise",
    "make",
    "initial",
    "settle",
    "exchange",
    "return",
    "sit",
    "discuss",
    "come",
    "break",
    "do",
    "renew",
    "ratify",
}
ATTENDING = {"attend", "join"}
POSSIBLE = {"could", "may", "might", "can"}
PLANNED = {"will", "shall", "would", "'ll"}
PLANNING = {"plan", "expect", "schedule", "due", "agree", "intend", "set", "prepare", "arrange", "invite"}
HOPING = {"hope", "propose", "request", "offer", "seek", "suggest", "want", "urge", "ask", "call", "demand"}
REFUSING = {"refuse", "decline", "reject", "cancel", "boycott", "refusal", "rejection"}
OFFICES = {
    "delegation",
    "minister",
    "leader",
    "president",
    "representative",
    "official",
    "envoy",
    "team",
    "negotiator",
    "secretary",
    "ambassador",
    "government",
    "diplomat",
    "parliament",
    "navy",
    "chief",
    "head",
    "member",
}
COUNTERPARTS = {"counterpart", "colleague"}


class _Talks:
    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.seen: set[frozenset[str]] = set()
        self.last: list[Cluster] = []
        self.countries = {c.id: c.country for c in doc._.clusters}

    def pairs(self, left: list[Cluster], right: list[Cluster], token: Token, rule: str, **features: float) -> None:
        for a, b in itertools.product(left, right):
            self.add(a, b, token, rule, **features, size=float(len(left) * len(right)))
        if left and right:
            self.last = list({c.id: c for c in [*left, *right]}.values())

    def among(self, parties: list[Cluster], token: Token, rule: str, **features: float) -> None:
        if 1 < len(parties) < 9:
            for a, b in itertools.combinations(parties, 2):
                self.add(a, b, token, rule, size=float(len(parties)), **features)
            self.last = parties

    def add(self, a: Cluster, b: Cluster, token: Token, rule: str, **features: float) -> None:
        key = frozenset((a.id, b.id))
        if a is b or key in self.seen:
            return
        self.seen.add(key)
        modality = _modality(token)
        kinds = "-".join(sorted((str(a.type), str(b.type))))
        same = a.country is not None and a.country == b.country
        auxiliaries = "+".join(sorted(c.lower_ for c in token.children if c.dep_ == "aux")) or "-"
        heading = any(x.heading and x.start <= token.idx < x.end for x in self.doc._.blocks)
        propose(
            self.doc,
            Candidate(
                "negotiates_with",
                f"negotiation.{rule}",
                {"a": a, "b": b},
                {"modality": modality},
                sentence_bounds(token),
                {
                    f"rule={rule}": 1,
                    f"kinds={kinds}": 1,
                    f"word={token.lemma_.casefold()}": 1,
                    f"modality={modality}": 1,
                    f"rule,kinds={rule},{kinds}": 1,
                    f"dep={token.dep_}": 1,
                    f"aux={auxiliaries}": 1,
                    "same-country": float(same),
                    f"rule,same={rule},{same}": 1,
                    "heading": float(heading),
                    "quoted": float(token.i in speakers_of(self.doc)),
                    f"above={token.head.lemma_.casefold()}": 1,
                    "named": float(all(any(m.reason == MentionReason.NAME for m in c.mentions) for c in (a, b))),
                    **features,
                },
            ),
        )


def _modality(token: Token) -> TalkModality:
    verb = token
    while verb.pos_ not in {"VERB", "AUX"} and verb.dep_ != "ROOT":
        if verb.lemma_ in REFUSING:
            return TalkModality.REFUSED
        verb = verb.head
    chain = [verb]
    while chain[-1].dep_ in {"xcomp", "ccomp", "conj", "acl", "advcl"} and len(chain) < 4:
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
        if (word is not verb or token is not verb) and word.lemma_ in HOPING:
            return TalkModality.POSSIBLE
        if any(c.lower_ in {"if", "whether"} and c.dep_ == "mark" for c in word.children):
            return TalkModality.POSSIBLE
        if word is verb and word.lemma_ == "be" and any(c.dep_ == "xcomp" for c in word.children):
            return TalkModality.PLANNED
    return TalkModality.ACTUAL


def _objects(token: Token, prepositions: set[str]) -> list[Token]:
    return [
        p
        for prep in token.children
        if prep.dep_ in {"prep", "agent"} and prep.lower_ in prepositions
        for p in prep.children
        if p.dep_ == "pobj"
    ]


def _offices_of(token: Token) -> list[Token]:
    """ "The delegations of A, B and C": the states, where several send several."""
    if token.lemma_.casefold() not in OFFICES or token.tag_ not in {"NNS", "NNPS"}:
        return []
    for prep in token.children:
        if prep.lower_ in {"of", "from"}:
            start = prep.i + 1
            while start < len(token.doc) and token.doc[start].lower_ == "the":
                start += 1
            members, _ = listed(token.doc, start)
            if len(members) > 1:
                return members
    return []


def _names_after(token: Token) -> list[Cluster]:
    """The persons named in a list with titles ("with Premier A and the Chilean President B")."""
    doc = token.doc
    out: list[Cluster] = []
    i = token.i + 1 if token.lemma_.casefold() in COUNTERPARTS else token.left_edge.i
    gap = 0
    starts = {m.start: m for m in doc._.mentions if m.type == ActorType.PERSON and m.reason == MentionReason.NAME}
    while i < len(doc) and gap < 9:
        mention = starts.get(i)
        if mention is not None:
            cluster = doc._.cluster_of.get(mention.head)
            if cluster is not None:
                out.append(cluster)
            i = mention.end
            gap = 0
            if i < len(doc) and doc[i].text == ",":
                follow = doc[i + 1 : i + 9]
                if not any(t.lower_ == "and" or t.i in starts for t in follow):
                    break
            continue
        if (
            doc[i].pos_ not in {"PROPN", "NOUN", "ADJ", "CCONJ", "DET", "PART", "ADP"}
            and doc[i].text not in {",", "-", ".", "(", ")"}
        ) or doc[i].lower_ in {"after", "before", "about", "on", "in", "at"}:
            break
        i += 1
        gap += 1
    return out


def _parties(heads: Iterable[Token]) -> list[Cluster]:
    out: dict[str, Cluster] = {}
    tokens = list(heads)
    for token in tokens:
        states = _offices_of(token)
        if states:
            for state in states:
                cluster = cluster_at(state)
                if cluster is not None:
                    out.setdefault(cluster.id, cluster)
            continue
        if token.lemma_.casefold() in COUNTERPARTS:
            names = _names_after(token)
            if names:
                out.update((c.id, c) for c in names)
                continue
        for _, cluster, _ in actors_of([token]):
            out.setdefault(cluster.id, cluster)
        first = cluster_at(token)
        if first is not None and first.type == ActorType.PERSON:
            for cluster in _names_after(token):
                out.setdefault(cluster.id, cluster)
    return list(out.values())


def _is_talk(token: Token) -> bool:
    return token.lemma_.casefold() in TALKS or token.lower_ in TALKS


@Language.component("kg_negotiations")
def negotiations(doc: Doc) -> Doc:
    """Propose pairs that negotiate."""
    found = _Talks(doc)
    for token in doc:
        lemma = token.lemma_.casefold()
        if token.pos_ == "VERB" and lemma in MEETING | TOGETHER | DIRECT:
            _verb(found, token, lemma)
        elif token.pos_ == "VERB" and lemma in TELLING:
            _told(found, token)
        elif token.pos_ in {"NOUN", "PROPN"} and _is_talk(token):
            _noun(found, token)
    _led(found)
    return doc


def _verb(found: _Talks, verb: Token, lemma: str) -> None:
    left = _parties(subjects(verb))
    others = _parties(_objects(verb, {"with"}))
    talk = next((c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"} and _is_talk(c)), None)
    if talk is None:
        talk = next(
            (
                t
                for t in _objects(verb, {"to", "for", "at", "in", "into", "of", "on"})
                if _is_talk(t) or t.lower_ == "table"
            ),
            None,
        )
    if talk is not None:
        others += _parties(_objects(talk, {"with"}))
    for child in verb.children:
        if child.dep_ == "advcl" or (child.dep_ == "prep" and child.lower_ in {"together", "along", "across"}):
            others += _parties(_objects(child, {"with", "from"}))
    rule = f"verb-{lemma}" if lemma in MEETING | DIRECT else "verb-with"
    if lemma in DIRECT:
        direct = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
        found_direct = _parties(direct)
        if passive(verb):  # "was received by X"
            found.pairs(_parties(grammatical_subjects(verb)), left, verb, f"passive-{lemma}")
        else:
            others += [
                c for c in found_direct if c.type != ActorType.STATE or lemma not in {"visit", "call", "welcome"}
            ]
    found.pairs(left, others, verb, rule, talk=float(talk is not None), **{f"lemma,with={lemma},{bool(talk)}": 1.0})
    if lemma in ATTENDING and talk is not None:
        attended = left if passive(verb) or lemma == "attend" else []
        found.among(attended, verb, "attended")
        if lemma == "join":
            found.pairs(left, [c for c in found.last if c not in left], verb, "joined")
        return
    holds = lemma in HOLDING and talk is not None
    if (
        lemma in MEETING or lemma in {"agree", "speak", "discuss", "sit", "cooperate", "settle"} or holds
    ) and not others:
        parties = _parties(grammatical_subjects(verb)) if not (passive(verb) and left) else left
        plural = any(t.tag_ in {"NNS", "NNPS"} for t in grammatical_subjects(verb))
        found.among(
            parties,
            verb,
            "subjects-" + ("hold" if holds else lemma),
            object=float(any(c.dep_ in {"dobj", "ccomp", "xcomp"} for c in verb.children)),
            plural=float(plural),
        )
    if lemma in {"invite", "host"} and talk is not None:
        found.among(_parties([c for c in verb.children if c.dep_ == "dobj"]), verb, "hosted")


def _told(found: _Talks, verb: Token) -> None:
    """ "X told Y over dinner": where the words place them together."""
    words = {t.lower_ for t in verb.subtree if abs(t.i - verb.i) < 25}
    venue = next((w for w in sorted(words) if w in VENUES), None)
    left = _parties(subjects(verb))
    direct = _parties([c for c in verb.children if c.dep_ in {"dobj", "dative"}] + _objects(verb, {"to"}))
    right = [c for c in direct if c.type in {ActorType.PERSON, ActorType.DELEGATION, ActorType.STATE, ActorType.GROUP}]
    if venue is not None:
        found.pairs(left, right, verb, "told", **{f"venue={venue}": 1.0})


def _noun(found: _Talks, noun: Token) -> None:
    between = _parties(_objects(noun, {"between", "among"}))
    if len(between) > 1:
        found.among(between, noun, "between")
        return
    others = _parties(_objects(noun, {"with"}))
    owners = _parties([c for c in noun.children if c.dep_ == "poss"])
    makers = _parties(_objects(noun, {"by"}))
    if others and owners:
        found.pairs(owners, others, noun, "noun-owner-with")
    elif others:
        verb = noun.head
        for _ in range(6):
            if verb.pos_ in {"VERB", "AUX"} or verb.dep_ == "ROOT":
                break
            verb = verb.head
        if verb.pos_ in {"VERB", "AUX"}:
            distance = min(abs(noun.i - verb.i), 12) / 6
            if noun.dep_ not in {"nsubj", "nsubjpass"}:
                found.pairs(
                    _parties(subjects(verb)),
                    others,
                    noun,
                    "noun-subject-with",
                    near=float(noun.head is verb),
                    distance=distance,
                )
            elif makers:
                found.pairs(makers, others, noun, "noun-by-with")
    elif len(owners) > 1:
        found.among(owners, noun, "noun-owners")
    if len(makers) > 1:
        found.among(makers, noun, "noun-by")
    members = _parties(_objects(noun, {"of"}))
    if len(members) > 1 and not others:
        found.among(members, noun, "noun-of")
    for clause in noun.children:  # "the deal reached by A and B"
        if clause.dep_ in {"acl", "relcl"} and clause.lemma_ in {
            "reach",
            "sign",
            "strike",
            "negotiate",
            "conclude",
            "hold",
            "attend",
            "agree",
            "make",
        }:
            agents = _parties(subjects(clause)) if passive(clause) else []
            found.among(agents, noun, "reached-by")
            found.pairs(agents, _parties(_objects(clause, {"with"})), noun, "reached-with")
    pair = [
        t
        for t in noun.doc[noun.left_edge.i : noun.i]
        if t.i in noun.doc._.cluster_of and t.dep_ in {"compound", "amod", "nmod", "poss", "conj", "npadvmod"}
    ]
    kinds = {ActorType.STATE, ActorType.BLOC, ActorType.ORGANIZATION}
    clusters = list({c.id: c for t in pair if (c := noun.doc._.cluster_of[t.i]).type in kinds}.values())
    if len(clusters) == 2 and not others:
        found.add(
            clusters[0],
            clusters[1],
            noun,
            "compound",
            joint=float(any(t.lower_ in {"joint", "-", "–"} for t in noun.doc[noun.left_edge.i : noun.i])),
        )


def _led(found: _Talks) -> None:
    """Two who lead the same talks negotiate with each other."""
    by_event: dict[str, list[tuple[Cluster, Token]]] = {}
    for candidate in found.doc._.candidates or ():
        if candidate.heading == "leads":
            led, leader = candidate.actors["of"], candidate.actors["leader"]
            if led is not None and leader is not None and any(_is_talk(found.doc[m.head]) for m in led.mentions):
                by_event.setdefault(led.id, []).append((leader, found.doc[candidate.evidence[0]]))
    for leaders in by_event.values():
        found.among([c for c, _ in leaders], leaders[0][1], "led")
