"""Who talks with whom: meetings, talks, calls, agreements with each other."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.extract.actors import Cluster
from kg.extract.clause import grammatical_subjects, passive, subjects
from kg.extract.lexicon import word_set
from kg.extract.parties import objects_of, parties_of
from kg.extract.talk_proposals import Talks
from kg.model import ActorType

__all__: list[str] = []

MEETING = word_set("meeting-verbs")
TOGETHER = word_set("verbs-done-together")
DIRECT = word_set("verbs-of-receiving")
TELLING = {"tell", "inform", "assure", "warn", "ask", "urge", "hand", "convey", "let", "appeal", "present", "offer"}
VENUES = word_set("venues")
TALK_NOUNS = word_set("talks")
HOLDING = word_set("verbs-of-holding-talks")
ATTENDING = {"attend", "join"}


@Language.component("kg_negotiations")
def negotiations(doc: Doc) -> Doc:
    """Propose pairs that negotiate."""
    found = Talks(doc)
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


def _verb(found: Talks, verb: Token, lemma: str) -> None:
    left = parties_of(subjects(verb))
    others = parties_of(objects_of(verb, {"with"}))
    talk = next((c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"} and _is_talk(c)), None)
    if talk is None:
        talk = next(
            (
                t
                for t in objects_of(verb, {"to", "for", "at", "in", "into", "of", "on"})
                if _is_talk(t) or t.lower_ == "table"
            ),
            None,
        )
    if talk is not None:
        others += parties_of(objects_of(talk, {"with"}))
    for child in verb.children:
        if child.dep_ == "advcl" or (child.dep_ == "prep" and child.lower_ in {"together", "along", "across"}):
            others += parties_of(objects_of(child, {"with", "from"}))
    rule = f"verb-{lemma}" if lemma in MEETING | DIRECT else "verb-with"
    if lemma in DIRECT:
        direct = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
        found_direct = parties_of(direct)
        if passive(verb):  # "was received by X"
            found.pairs(parties_of(grammatical_subjects(verb)), left, verb, f"passive-{lemma}")
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
        parties = parties_of(grammatical_subjects(verb)) if not (passive(verb) and left) else left
        plural = any(t.tag_ in {"NNS", "NNPS"} for t in grammatical_subjects(verb))
        found.among(
            parties,
            verb,
            "subjects-" + ("hold" if holds else lemma),
            object=float(any(c.dep_ in {"dobj", "ccomp", "xcomp"} for c in verb.children)),
            plural=float(plural),
        )
    if lemma in {"invite", "host"} and talk is not None:
        found.among(parties_of([c for c in verb.children if c.dep_ == "dobj"]), verb, "hosted")


def _told(found: Talks, verb: Token) -> None:
    """ "X told Y over dinner": where the words place them together."""
    words = {t.lower_ for t in verb.subtree if abs(t.i - verb.i) < 25}
    venue = next((w for w in sorted(words) if w in VENUES), None)
    left = parties_of(subjects(verb))
    direct = parties_of([c for c in verb.children if c.dep_ in {"dobj", "dative"}] + objects_of(verb, {"to"}))
    right = [c for c in direct if c.type in {ActorType.PERSON, ActorType.DELEGATION, ActorType.STATE, ActorType.GROUP}]
    if venue is not None:
        found.pairs(left, right, verb, "told", **{f"venue={venue}": 1.0})


def _noun(found: Talks, noun: Token) -> None:
    between = parties_of(objects_of(noun, {"between", "among"}))
    if len(between) > 1:
        found.among(between, noun, "between")
        return
    others = parties_of(objects_of(noun, {"with"}))
    owners = parties_of([c for c in noun.children if c.dep_ == "poss"])
    makers = parties_of(objects_of(noun, {"by"}))
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
                    parties_of(subjects(verb)),
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
    members = parties_of(objects_of(noun, {"of"}))
    if len(members) > 1 and not others:
        found.among(members, noun, "noun-of")
    for clause in noun.children:  # "the deal reached by A and B"
        if clause.dep_ in {"acl", "relcl"} and clause.lemma_ in word_set("verbs-of-concluding"):
            agents = parties_of(subjects(clause)) if passive(clause) else []
            found.among(agents, noun, "reached-by")
            found.pairs(agents, parties_of(objects_of(clause, {"with"})), noun, "reached-with")
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


def _led(found: Talks) -> None:
    """Two who lead the same talks negotiate with each other."""
    by_event: dict[str, list[tuple[Cluster, Token]]] = {}
    for candidate in found.doc._.candidates or ():
        if candidate.heading == "leads":
            led, leader = candidate.actors["of"], candidate.actors["leader"]
            if led is not None and leader is not None and any(_is_talk(found.doc[m.head]) for m in led.mentions):
                by_event.setdefault(led.id, []).append((leader, found.doc[candidate.evidence[0]]))
    for leaders in by_event.values():
        found.among([c for c, _ in leaders], leaders[0][1], "led")


def _is_talk(token: Token) -> bool:
    return token.lemma_.casefold() in TALK_NOUNS or token.lower_ in TALK_NOUNS
