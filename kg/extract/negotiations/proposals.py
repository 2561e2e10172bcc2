"""Proposals of who negotiates with whom, each pair once."""

from __future__ import annotations

import itertools

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTER_OF, Cluster, cluster_at, is_media
from kg.extract.actors.genre import is_bulletin
from kg.extract.candidates.candidate import Candidate, propose
from kg.extract.candidates.values import NegotiationValues
from kg.extract.grammar.arcs import joined_auxiliaries, logical_objects
from kg.extract.grammar.clause import subjects
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.grammar.tense import is_infinitive
from kg.extract.negotiations.modality import talk_modality
from kg.extract.speech.speakers import SPEAKERS
from kg.extract.speech.spokespersons import body_of_post
from kg.extract.text.layout import is_in_heading
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, TalkModality

__all__ = ["BY_SUBJECTS", "MOST_AT_ONE_TABLE", "PUT_OUT", "Talks", "is_debate"]


AUDIENCES = word_set("audiences")
EVENTS = {"consultation", "discussion", "negotiation"}
"""Nouns of groups that are talks themselves: "began talks, with [informal consultations] on finance"."""
PRONOUNS_OF_SPEAKERS = word_set("pronouns-of-speakers")
LEADING_VERBS = word_set("leading-verbs")
WORDS_FOR_APART = word_set("words-for-apart")
PRONOUNS_OF_US = {"us", "we"}
ASKED_FOR = {"proposed", "verb-invite"}
"""Rules by which one asks the other for talks that nobody has agreed to."""
PUT_OUT = "put-out"
"""The rule for those who put out a text together."""
COORDINATION = {"coordination", "co-ordination"}
TALKS_OF_PARTIES = {"negotiation", "talk"}
VERBS_OF_ARRANGING = word_set("verbs-of-arranging")
"""What those hold who negotiate; who chairs them holds consultations."""
SHARED_ROOMS = {"attended", "caption", "hosted", "one-meeting"}
"""Rules by which several are in one room, whether or not they are of one side."""
MOST_AT_ONE_TABLE = 8
"""The most parties of whom it says anything that each talks with each."""
SUFFIX_FOR_SEVERAL = "-of-several"
"""Suffix of rules for pairs among three or more: two who met have met each other, of eight at one table few have."""
BY_SUBJECTS = "subjects-"
"""Prefix of rules by which the subjects of a verb talk with each other."""
VERBS_OF_SITTING = word_set("verbs-of-sitting")
BODIES_THAT_SIT = {ActorType.GROUP, ActorType.ORGANIZATION}
REPRESENTING = {"noun-by"}
"""Rules by which a list may be of one side: "Chile was represented at the talks by A and B"."""


def _noun_of(cluster: Cluster) -> str | None:
    return next((m.noun for m in cluster.mentions if m.noun is not None), None)


def _body_represented(party: Cluster, other: Cluster, token: Token) -> Cluster:
    """The body at which a speaker holds a post, where "we" talk with an actor that is no person; else the party."""
    doc = token.doc
    if party.type != ActorType.PERSON or other.type == ActorType.PERSON or token.i not in SPEAKERS(doc):
        return party
    heads = {i for i in SPEAKERS(doc)[token.i] if CLUSTER_OF(doc).get(i) is party}
    pronouns = {t.lower_ for t in token.sent if t.lower_ in PRONOUNS_OF_SPEAKERS}
    is_ours = heads and pronouns and pronouns <= PRONOUNS_OF_US
    return (body_of_post(doc, party) if is_ours else None) or party


def _are_of_one_side(doc: Doc, one: Cluster, other: Cluster) -> bool:
    """Whether two actors are of one state, or have posts in one body."""
    if one.country is not None and one.country == other.country:
        return True
    bodies = [body_of_post(doc, each) if each.type == ActorType.PERSON else None for each in (one, other)]
    return bodies[0] is not None and bodies[0] is bodies[1]


def _is_contest(talks: Token, one: Cluster, other: Cluster) -> bool:
    return is_debate(talks) and ActorType.PERSON in {one.type, other.type}


def _work_side_by_side(one: Cluster, other: Cluster, token: Token, rule: str) -> bool:
    """Whether two of whom a bulletin tells are speakers of one panel, "Ek and Ruiz discussed the findings", chair what
    others negotiate in, "a contact group co-chaired by Ek and Ruiz", "Ek and Ruiz will hold consultations", but not
    "held talks", arrange it for others, only share an opinion, "Peru agreed with Chile on the text", or are bodies
    whose work is coordinated, that have a session in common or met at a place, "the panel's Lima meeting", or that sit
    at the same time, "the Board and the Panel will meet on Monday"."""
    kinds = {one.type, other.type}
    held = {noun.lemma_ for noun in logical_objects(token)}
    sit = rule.removeprefix(BY_SUBJECTS) in VERBS_OF_SITTING or (rule == "subjects-hold" and "session" in held)
    if sit and ActorType.ORGANIZATION in kinds and kinds <= BODIES_THAT_SIT:
        return True
    if rule == "subjects-convene" and held:
        return True
    if token.lemma_.casefold() in COORDINATION or (rule == "compound" and ActorType.ORGANIZATION in kinds):
        return True
    if rule in {"subjects-consult", "subjects-discuss"} and ActorType.PERSON in kinds:
        return True
    if rule == "subjects-hold" and ActorType.PERSON in kinds and held.isdisjoint(TALKS_OF_PARTIES):
        return True  # also where a name is taken for that of a body
    if rule == "subjects-hold" and token.lemma_.casefold() in VERBS_OF_ARRANGING:
        return True
    if rule == "verb-with" and token.lemma_ == "agree" and not any(map(is_infinitive, token.subtree)):
        return True
    presiding = (v for v in token.sent if v.pos_ == "VERB" and v.lemma_.casefold() in LEADING_VERBS)
    leaders = ({c.id for t in subjects(v) if (c := cluster_at(t)) is not None} for v in presiding)
    return kinds == {ActorType.PERSON} and any({one.id, other.id} <= each for each in leaders)


def _is_spoken_against(talks: Token) -> bool:
    """Whether talks are within what somebody is against: "cautioned against spending hours [discussing] it"."""
    return any(t.dep_ == "pcomp" and t.head.lower_ == "against" for t in (talks, *talks.ancestors))


def is_debate(talks: Token) -> bool:
    """Whether talks, or the object of their verb, are a debate: between persons, as candidates are, it is a contest;
    not "discussed the [debate] with Peru"."""
    held = () if talks.lemma_ == "discuss" else logical_objects(talks)
    return any(t.lemma_ == "debate" and t.pos_ == "NOUN" for t in (talks, *held))


class Talks:
    """The talks proposed of one document so far."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.seen: dict[frozenset[str], Candidate] = {}

    def pairs(self, left: list[Cluster], right: list[Cluster], token: Token, rule: str, **features: float) -> None:
        """Propose that each on the left talks with each on the right, by the words at ``token``."""
        for a, b in itertools.product(left, right):
            self.add(
                a, b, token, rule, several=False, also_beside=False, **features, size=float(len(left) * len(right))
            )

    def among(self, parties: list[Cluster], token: Token, rule: str, **features: float) -> None:
        """Propose that all of them talk with each other, unless they do it apart, or are nine or more, of whom it says
        little."""
        is_apart = any(c.lower_ in WORDS_FOR_APART for c in token.children)
        if 1 < len(parties) <= MOST_AT_ONE_TABLE and not is_apart:
            for a, b in itertools.combinations(parties, 2):
                if rule in SHARED_ROOMS | REPRESENTING and _are_of_one_side(self.doc, a, b):
                    continue  # a prime minister and their own energy minister
                several, size = len(parties) > 2, float(len(parties))
                self.add(a, b, token, rule, several=several, also_beside=False, size=size, **features)

    def proposed(self, a: Cluster, b: Cluster) -> Candidate | None:
        """What has been proposed of two, other than that they do not talk."""
        return self.seen.get(frozenset((a.id, b.id)))

    def add(
        self,
        a: Cluster,
        b: Cluster,
        token: Token,
        rule: str,
        *,
        several: bool = False,
        also_beside: bool = False,
        **features: float,
    ) -> None:
        """Propose a pair, until it has been proposed without denial; one of ``several`` by a rule of its own.
        ``also_beside``: also where other words have proposed the pair, with the same modality."""
        a, b = _body_represented(a, b, token), _body_represented(b, a, token)
        key = frozenset((a.id, b.id))
        if a is b or {_noun_of(a), _noun_of(b)} & (AUDIENCES | EVENTS) or is_media(a) or is_media(b):
            return  # an interview is no talks
        is_apart = is_bulletin(self.doc) and not features.get("reciprocal") and _work_side_by_side(a, b, token, rule)
        is_shunned = rule.startswith(BY_SUBJECTS) and _is_spoken_against(token)
        if is_apart or is_shunned or _is_contest(token, a, b):
            return
        modality = talk_modality(token)
        if modality is not None and rule in ASKED_FOR:
            modality = TalkModality.POSSIBLE
        if modality == TalkModality.REFUSED and rule == PUT_OUT:
            modality = TalkModality.ACTUAL  # what others reject has been agreed on
        proposed = self.seen.get(key)
        if proposed is not None and not (also_beside and modality == proposed.values["modality"]):
            return
        kinds = "-".join(sorted((str(a.type), str(b.type))))
        same = a.country is not None and a.country == b.country
        auxiliaries = joined_auxiliaries(token)
        heading = is_in_heading(token)
        candidate = Candidate(
            "negotiates_with",
            f"negotiation.{rule}{SUFFIX_FOR_SEVERAL if several else ''}",
            {"a": a, "b": b},
            NegotiationValues(modality=modality, mediated=proposed is not None),
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
                "quoted": float(token.i in SPEAKERS(self.doc)),
                f"above={token.head.lemma_.casefold()}": 1,
                "named": float(a.is_named() and b.is_named()),
                **features,
            },
        )
        if modality is not None:
            self.seen[key] = candidate
        propose(self.doc, candidate)
