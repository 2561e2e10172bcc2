"""Who talks with whom by a verb: met, held talks with, telephoned, told over dinner, travelled to for talks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from spacy.tokens import Token

from kg.extract.actors.cluster import CLUSTER_OF, Cluster
from kg.extract.grammar.arcs import has_mark, has_own_subject, logical_objects, objects_of, possessors
from kg.extract.grammar.clause import grammatical_subjects, is_passive, subjects
from kg.extract.grammar.counterpart_nouns import is_counterpart
from kg.extract.grammar.occurrences import by_word
from kg.extract.grammar.tense import is_infinitive
from kg.extract.negotiations.dialogues import two_in_we, two_speakers
from kg.extract.negotiations.parties import are_one_and_others, owner_of_side, parties_of, preside_together, who_talk
from kg.extract.negotiations.proposals import BY_SUBJECTS, Talks
from kg.extract.speech.speakers import SPEAKERS
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = [
    "TALKS",
    "WORDS_PUT_OUT_JOINTLY",
    "by_verb",
    "is_interview",
    "is_joint",
    "is_no_meeting",
    "is_talk",
    "rules_by_lemma",
]

type Rule = Callable[[Talks, Token, str], None]

MEETING_VERBS = word_set("meeting-verbs")
VERBS_DONE_TOGETHER = word_set("verbs-done-together")
VERBS_OF_RECEIVING = word_set("verbs-of-receiving")
VERBS_OF_TELLING = word_set("verbs-of-telling")
VERBS_OF_PROPOSING_TALKS = word_set("verbs-of-proposing-talks")
VERBS_OF_TRAVELLING = word_set("verbs-of-travelling")
MEDIATING_VERBS = word_set("mediating-verbs")
NOUNS_FOR_SEVERAL_TALKS = word_set("nouns-for-several-talks")
VENUES = word_set("venues")
TALKS = word_set("talks")
VERBS_OF_HOLDING_TALKS = word_set("verbs-of-holding-talks")
VERBS_DONE_TOGETHER_IF_TALKS = word_set("verbs-done-together-if-talks")
WORDS_FOR_TELEPHONES = word_set("words-for-telephones")
ATTENDING = {"attend", "join"}
ON_ONE_SIDE = {"behalf", "side"}
FACE_TO_FACE = {ActorType.PERSON, ActorType.DELEGATION}
RECEIVABLE = FACE_TO_FACE | {ActorType.STATE, ActorType.GROUP, ActorType.FACTION, ActorType.ORGANIZATION}
PLACES = {ActorType.STATE, ActorType.ORGANIZATION}
SPEAKING = {"speak", "talk"}
WORDS_PUT_OUT_JOINTLY = word_set("words-put-out-jointly")
SPEAKING_TOGETHER = {"speak", "agree"}
"""Verbs that two subjects may do each on its own, unless a word says that they do it with each other."""
PEOPLE_RECEIVED = word_set("people-received")
PREPOSITIONS_BEFORE_TALKS = word_set("prepositions-before-talks")
PREPOSITIONS_OF_PROPOSALS_OF_TALKS = word_set("prepositions-of-proposals-of-talks")
PREPOSITIONS_OF_RECEPTIONS = word_set("prepositions-of-receptions")
VERBS_DONE_WITH_EACH_OTHER = word_set("verbs-done-with-each-other")
SIGNING = {"initial", "sign"}
PAIR = 2
VERBS_OF_BEING_BOUND = word_set("verbs-of-being-bound")
PAPERS_OF_ONE_SIDE = word_set("papers-of-one-side")
PAPERS_OF_MANY_SIDES = word_set("papers-of-many-sides")
VERBS_OF_HOSTING = word_set("verbs-of-hosting")
VERBS_OF_VISITING = word_set("verbs-of-visiting")
THINGS_MET = word_set("things-met")
WORDS_FOR_EACH_OTHER = word_set("words-for-each-other")


def by_verb(proposals: Talks, verb: Token, lemma: str) -> None:
    """Propose the pairs of those who talk by a verb, if any."""
    if is_interview(verb) or (lemma == "meet" and is_no_meeting(verb)):
        return
    for rule in rules_by_lemma().get(lemma, ()):
        rule(proposals, verb, lemma)


@cache
def rules_by_lemma() -> Mapping[str, Sequence[Rule]]:
    """The rules for each lemma of a verb."""
    return by_word(_RULES)


def is_talk(token: Token) -> bool:
    """Whether a noun names talks, or their result, such as a deal."""
    return token.lemma_.casefold() in TALKS or token.lower_ in TALKS


def is_joint(token: Token) -> bool:
    """Whether a noun names a text that several put out together: "a joint statement"."""
    return token.lemma_.casefold() in WORDS_PUT_OUT_JOINTLY and any(c.lower_ == "joint" for c in token.children)


def is_interview(verb: Token) -> bool:
    """Whether somebody only gives an interview: "interviewed Ruiz", "spoke to Ruiz in an interview"."""
    interviews = objects_of(verb, PREPOSITIONS_BEFORE_TALKS) if verb.lemma_ in SPEAKING else []
    return any(token.lemma_ == "interview" for token in (verb, *interviews))


def is_no_meeting(verb: Token) -> bool:
    """Whether "meet" is no meeting: "met China halfway", "met their obligations"."""
    halfway = any(c.lower_ in {"halfway", "way"} for c in verb.children)
    return halfway or any(c.lemma_.casefold() in THINGS_MET for c in logical_objects(verb))


def _talk_of(verb: Token) -> Token | None:
    """The talks that a verb is about: its object, what its relative clause modifies, or after a preposition."""
    objects = logical_objects(verb)
    if verb.dep_ == "relcl" and (not objects or any(c.tag_ == "WDT" for c in objects)):
        objects.append(verb.head)
    objects = [t for c in objects for t in (c, *objects_of(c, {"of"})) if t is c or c.lemma_ in NOUNS_FOR_SEVERAL_TALKS]
    objects = [c for c in objects if not _is_of_many(c)]
    direct = next((c for c in objects if is_talk(c) or is_joint(c) or _is_signed(c, verb)), None)
    if direct is not None:
        return direct
    places = objects_of(verb, PREPOSITIONS_BEFORE_TALKS)
    places += [t for c in places if c.lemma_ in NOUNS_FOR_SEVERAL_TALKS for t in objects_of(c, {"of"})]
    return next(
        (t for t in places if (is_talk(t) and not _is_of_many(t)) or t.lower_ in {"table", *WORDS_FOR_TELEPHONES}), None
    )


def _is_of_many(paper: Token) -> bool:
    """Whether a paper is one that each state signs by itself: "the Kyoto Protocol"; not "a protocol"."""
    return paper.text[:1].isupper() and paper.lemma_.casefold() in PAPERS_OF_MANY_SIDES


def _is_signed(paper: Token, verb: Token) -> bool:
    """Whether a paper is one that several sign with each other: no letter, petition or law."""
    return verb.lemma_ in SIGNING and paper.lemma_.casefold() not in PAPERS_OF_ONE_SIDE


def _propose_together(proposals: Talks, verb: Token, lemma: str) -> None:
    if lemma == "agree" and _is_same_opinion(verb):
        return
    engaged = lemma == "engage" and is_passive(verb)  # "is engaged with Y"
    initiators = parties_of(grammatical_subjects(verb)) if engaged else who_talk(verb)
    talk = _talk_of(verb)
    links = {"with", "to"} if lemma in SPEAKING else {"with"}
    parties_met = objects_of(verb, links) if talk is not None or lemma not in VERBS_DONE_TOGETHER_IF_TALKS else []
    are_whole = all(c.type in FACE_TO_FACE for c in initiators)
    other_parties = parties_of(parties_met, whole=are_whole)
    owners = parties_of(t for t in possessors(talk) if t.pos_ != "PRON") if talk is not None else []
    if talk is not None and {c.country for c in owners} <= {c.country for c in initiators} - {None}:
        other_parties += parties_of(objects_of(talk, {"with"}), whole=are_whole)
    if talk is not None or lemma not in VERBS_DONE_TOGETHER_IF_TALKS:
        other_parties += _parties_beside(verb)
    rule = f"verb-{lemma}" if lemma in MEETING_VERBS else "verb-with"
    sides = parties_of(objects_of(verb, {"between"})) if lemma in VERBS_OF_HOLDING_TALKS | MEETING_VERBS else []
    proposals.among(sides, verb, "held-between")
    proposals.pairs(
        initiators, other_parties, verb, rule, talk=float(talk is not None), **{f"lemma,with={lemma},{bool(talk)}": 1.0}
    )
    if lemma in ATTENDING and talk is not None:
        is_attendance = (is_passive(verb) or lemma == "attend") and not _is_for_one_side(verb)
        proposals.among(initiators if is_attendance else [], verb, "attended")
        if lemma == "join" and is_talk(talk):
            _propose_joined(proposals, verb, initiators)
        return
    if not other_parties and len(sides) < PAIR:  # who mediate between others do not talk with each other
        _propose_each_other(proposals, verb, lemma, initiators, talk)


def _is_for_one_side(verb: Token) -> bool:
    """Whether all who attend are of one side: "attended on the Peruvian side", "on Peru's behalf"."""
    owners = (owner_of_side(t) for t in verb.subtree if t.lower_ in ON_ONE_SIDE)
    return len({c.id for c in owners if c is not None}) == 1


def _parties_beside(verb: Token) -> list[Cluster]:
    """The parties beside subject and object: "met Peru, along with [Chile]", "sat across from [Chile]"."""
    parties: list[Cluster] = []
    for child in verb.children:
        if child.dep_ == "advcl" and has_mark(child, {"with"}):
            parties += parties_of(_own_subjects(child))  # "sits down with the union to end it"
        elif child.dep_ == "advcl" or (child.dep_ in {"prep", "advmod"} and child.lower_ in {"together", "along"}):
            parties += parties_of(objects_of(child, {"with"}))
        elif child.lower_ in {"across", "opposite"}:
            parties += parties_of([*objects_of(child, {"with", "from"}), *child.children, *objects_of(verb, {"from"})])
    return parties


def _propose_joined(proposals: Talks, verb: Token, initiators: list[Cluster]) -> None:
    """Propose those who join others for talks: "X joined Y for talks", "Y was joined at the summit by X"."""
    parties_met = parties_of(logical_objects(verb))
    proposals.pairs(initiators, [c for c in parties_met if c.type in FACE_TO_FACE | {ActorType.GROUP}], verb, "joined")


def _propose_each_other(
    proposals: Talks, verb: Token, lemma: str, initiators: list[Cluster], talk: Token | None
) -> None:
    """Two or more subjects of one meeting, or of one deal."""
    is_held = lemma in VERBS_OF_HOLDING_TALKS and talk is not None
    is_named_talks = talk is not None and talk.text[:1].isupper() and any(c.lower_ == "the" for c in talk.children)
    if is_named_talks and lemma in VERBS_OF_BEING_BOUND and len(initiators) > PAIR:
        return  # "Peru, Chile and Mali signed the Paris Agreement", each by itself
    if not is_held and lemma not in MEETING_VERBS | SPEAKING_TOGETHER | VERBS_DONE_WITH_EACH_OTHER:
        return
    if lemma == "mediate":
        return  # "Peru and Chile mediated the talks" of others
    if lemma == "meet" and parties_of(logical_objects(verb)):
        return  # "Peru and Chile met Ruiz"
    reciprocal = any(t.lower_ in WORDS_FOR_EACH_OTHER for t in verb.subtree)
    if lemma in SPEAKING_TOGETHER and not (reciprocal or talk is not None or _settles(verb, lemma)):
        return
    heads = grammatical_subjects(verb)
    is_call = any(t.lower_ in WORDS_FOR_TELEPHONES | {"video"} and t.head.lower_ == "by" for t in verb.subtree)
    if lemma != "meet" and not reciprocal and not is_call and preside_together(heads, initiators):
        return
    proposals.among(
        [*two_in_we(verb)] or (initiators if is_passive(verb) and initiators else parties_of(heads)),
        verb,
        BY_SUBJECTS + ("hold" if is_held else lemma),
        object=float(any(c.dep_ in {"dobj", "ccomp", "xcomp"} for c in verb.children)),
        plural=float(any(t.tag_ in {"NNS", "NNPS"} for t in heads)),
        reciprocal=float(reciprocal),
    )


def _is_same_opinion(verb: Token) -> bool:
    """Whether "agree" only expresses the same opinion: "agreed with her"; not "agreed with Peru on a levy"."""
    words = {c.lower_ for c in verb.children}
    is_settled = any(c.dep_ in {"dobj", "xcomp"} for c in verb.children) or not words.isdisjoint({"on", "to", "upon"})
    is_settled = is_settled or any(is_infinitive(t) for t in verb.subtree if t.i > verb.i)
    return "with" in words and not is_settled


def _settles(verb: Token, lemma: str) -> bool:
    """Whether two subjects agree on what to do, and so with each other: "agreed to free the crews", "agreed on a
    quota"; those who agree that something is so only share an opinion."""
    settled = any(c.dep_ == "xcomp" for c in verb.children) or bool(objects_of(verb, {"on"}))
    return lemma == "agree" and settled


def _propose_received(proposals: Talks, verb: Token, lemma: str) -> None:
    """Propose that the subject of a verb receives or calls its object: "received the envoy", "telephoned his
    colleague"."""
    if lemma == "have" and not any(c.lower_ == "here" for c in verb.children):
        return
    hosts = who_talk(verb) or _hosts(verb)
    objects = {"dobj", "nsubjpass", "oprd"} if lemma == "call" else {"dobj", "nsubjpass"}
    guests = parties_of(c for c in verb.children if c.dep_ in objects)
    occasions = objects_of(verb, PREPOSITIONS_OF_RECEPTIONS)
    words = {t.lower_ for t in occasions} | {c.lower_ for c in verb.children}
    talk = any(is_talk(t) or t.lower_ in VENUES for t in occasions)
    features = {
        "talk": float(talk),
        "phone": float(bool(words & WORDS_FOR_TELEPHONES)),
        "asked": float(any(c.dep_ in {"xcomp", "ccomp", "oprd"} for c in verb.children)),
        f"lemma,talk={lemma},{talk}": 1.0,
    }
    if lemma in VERBS_OF_VISITING:
        is_mere_greeting = lemma == "call" or (lemma == "welcome" and not talk)  # many welcome "the athletes"
        places = set(ActorType) - FACE_TO_FACE if is_mere_greeting else PLACES
        guests = [c for c in guests if c.type not in places]
    if is_passive(verb):  # "was received by X"
        proposals.pairs(guests, hosts, verb, f"passive-{lemma}", **features)
    elif not (lemma in {"invite", "welcome"} and features["asked"]) and not _is_opinion_of(verb, lemma):
        proposals.pairs(hosts, guests, verb, f"verb-{lemma}", **features)
    if talk and lemma in VERBS_OF_HOSTING:
        proposals.among(guests, verb, "hosted", **features)


def _propose_welcomed(proposals: Talks, verb: Token, lemma: str) -> None:
    """Propose that one of two speakers receives the other: "I am glad to welcome you"; not "I will see you", "see
    you all"."""
    speakers = two_speakers(verb)
    says_here = lemma != "have" or any(c.lower_ == "here" for c in verb.children)
    you = next((c for c in verb.children if c.lower_ == "you" and c.dep_ == "dobj"), None)
    is_future = any(c.tag_ == "MD" for c in verb.children)
    if speakers and says_here and you is not None and not is_future and you.nbor(1).lower_ != "all":
        hosts = [c for c in who_talk(verb) or _hosts(verb) if c is speakers[0]]
        proposals.pairs(hosts, [speakers[1]], verb, f"verb-{lemma}", **{f"lemma,talk={lemma},False": 1.0})


def _hosts(verb: Token) -> list[Cluster]:
    """The speakers, who are the hosts in "it is a pleasure to welcome Y"."""
    speakers = (
        SPEAKERS(verb.doc).get(verb.i, ()) if is_infinitive(verb) and verb.dep_ in {"acl", "relcl", "xcomp"} else ()
    )
    return [c for i in speakers if (c := CLUSTER_OF(verb.doc).get(i)) is not None]


def _is_opinion_of(verb: Token, lemma: str) -> bool:
    """Whether a verb only expresses an opinion of somebody: "sees him as spent", "called her a liar"."""
    if lemma == "call":
        return {"dobj", "oprd"} <= {c.dep_ for c in verb.children}
    clauses = (c for c in verb.children if c.dep_ == "advcl" and not has_own_subject(c))  # not "as the talks began"
    return lemma == "see" and any(c.lower_ == "as" and c.i > verb.i for t in (verb, *clauses) for c in t.children)


def _propose_told(proposals: Talks, verb: Token, lemma: str) -> None:
    """Propose those who tell others something where the words place them together: "X told Y over dinner", "X told
    his opposite number, Y"."""
    words = {t.lower_ for t in verb.subtree if abs(t.i - verb.i) < 25}
    objects = [c for c in verb.children if c.dep_ in {"dobj", "dative"}] + objects_of(verb, {"to", "with"})
    objects += [s for c in verb.children if c.dep_ == "ccomp" and lemma == "let" for s in _own_subjects(c)]
    is_face_to_face = any(o.lemma_.casefold() in PEOPLE_RECEIVED or is_counterpart(o) for o in objects)
    venue = next((w for w in sorted(words) if w in VENUES), "counterpart" if is_face_to_face else None)
    if venue is not None:
        speakers = [c for c in parties_of(subjects(verb)) if c.type in FACE_TO_FACE]
        listeners = [c for c in parties_of(objects) if is_face_to_face or c.type in FACE_TO_FACE]
        proposals.pairs(speakers, listeners, verb, "told", **{f"venue={venue}": 1.0})


def _own_subjects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ == "nsubj"]


def _propose_offered(proposals: Talks, verb: Token, lemma: str) -> None:
    """Propose the possible talks that somebody proposes or requests: "proposed a meeting to Y", "requested talks
    with Y"."""
    talk = next((c for c in logical_objects(verb) if is_talk(c)), None)
    if talk is not None:
        addressees = [c for c in verb.children if c.dep_ == "dative"] + objects_of(
            verb, PREPOSITIONS_OF_PROPOSALS_OF_TALKS
        )
        other_parties = parties_of(addressees + objects_of(talk, {"to", "with", "from"}))
        proposals.pairs(who_talk(verb), other_parties, verb, "proposed", **{f"lemma={lemma}": 1.0})


def _propose_travelled(proposals: Talks, verb: Token, lemma: str) -> None:
    """Propose that those who travel to a state for talks talk with it: "flew to Muscat for talks", "is to visit
    Cairo for talks"."""
    objects = (
        [c for c in verb.children if c.dep_ == "dobj"] if lemma == "visit" else objects_of(verb, {"to", "in", "for"})
    )
    places = [c for c in parties_of(objects) if c.type == ActorType.STATE]
    travellers = who_talk(verb) or parties_of(grammatical_subjects(verb))
    envoys = [c for c in travellers if c.type in {ActorType.PERSON, ActorType.DELEGATION}]
    if not any(is_talk(t) for t in objects_of(verb, {"for"})):
        return
    proposals.pairs(
        envoys,
        places,
        verb,
        "travelled",
        talk=1.0,
        **{f"lemma,talk={lemma},True": 1.0},  # as `filter.json` names it
    )


def _propose_mediated(proposals: Talks, verb: Token, lemma: str) -> None:
    """Propose that a mediator talks with each side, and the sides with each other: "X mediated between A and B",
    "talks between A and B, mediated by X"."""
    talks = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"} and is_talk(c)]
    talks += [verb.head] if verb.dep_ in {"acl", "relcl"} and is_passive(verb) and is_talk(verb.head) else []
    heads = [p for t in (verb, *talks) for p in objects_of(t, {"between", "among"})]
    sides = parties_of(heads)
    if len(sides) > 1:
        proposals.pairs(parties_of(subjects(verb)), sides, verb, "mediated", **{f"lemma={lemma}": 1.0})
        if are_one_and_others(heads):
            proposals.pairs(sides[:1], sides[1:], verb, "mediated-sides", **{f"lemma={lemma}": 1.0})
        else:
            proposals.among(sides, verb, "mediated-sides", **{f"lemma={lemma}": 1.0})


def _propose_brought_together(proposals: Talks, verb: Token, lemma: str) -> None:
    """Propose that somebody talks with each of those brought together, and they with each other: "X will bring
    together A and B"."""
    sides = parties_of(logical_objects(verb))
    if len(sides) > 1 and any(c.lower_ == "together" for c in verb.children):
        proposals.pairs(parties_of(subjects(verb)), sides, verb, "convened", **{f"lemma={lemma}": 1.0})
        proposals.among(sides, verb, "convened-sides", **{f"lemma={lemma}": 1.0})


def _propose_raised(proposals: Talks, verb: Token, lemma: str) -> None:
    """Propose those with whom a matter is raised: "raised the matter with Y", "will take it up with Y"."""
    if logical_objects(verb):
        other_parties = [c for c in parties_of(objects_of(verb, {"with"})) if c.type in RECEIVABLE]
        proposals.pairs(parties_of(subjects(verb)), other_parties, verb, "raised", **{f"lemma={lemma}": 1.0})


def _propose_in_talks(proposals: Talks, verb: Token, lemma: str) -> None:
    """Propose those with whom somebody is in talks: "will be on the telephone to Y", "is in talks with Y"."""
    for noun in objects_of(verb, {"on", "in"}):
        if noun.lower_ in WORDS_FOR_TELEPHONES or is_talk(noun):
            other_parties = parties_of(objects_of(noun, {"to", "with"}) + objects_of(verb, {"to", "with"}))
            proposals.pairs(
                parties_of(subjects(verb)), other_parties, verb, "being-in-talks", **{f"noun={noun.lower_}": 1.0}
            )


_RULES: tuple[tuple[frozenset[str], Rule], ...] = (
    (MEETING_VERBS | VERBS_DONE_TOGETHER, _propose_together),
    (VERBS_OF_RECEIVING, _propose_received),
    (word_set("verbs-of-receiving-guests"), _propose_welcomed),
    (VERBS_OF_TELLING, _propose_told),
    (VERBS_OF_PROPOSING_TALKS, _propose_offered),
    (VERBS_OF_TRAVELLING, _propose_travelled),
    (MEDIATING_VERBS, _propose_mediated),
    (word_set("verbs-of-bringing-together"), _propose_brought_together),
    (word_set("verbs-of-raising-matters"), _propose_raised),
    (word_set("verbs-of-staying"), _propose_in_talks),
)
