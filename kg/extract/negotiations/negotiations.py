"""Who talks with whom: meetings, talks, calls, agreements with each other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTER_OF, STATES_AND_BLOCS, Cluster, cluster_at
from kg.extract.actors.genre import is_bulletin
from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.grammar.arcs import complements, objects_of, possessors
from kg.extract.grammar.clause import conjuncts, is_passive, subjects
from kg.extract.grammar.occurrences import occurrences
from kg.extract.grammar.tense import NOUN_SUBJECTS, is_infinitive
from kg.extract.mentions.mention import TokenMention, mentions_between
from kg.extract.negotiations.bodies_of_states import without_unused_bodies
from kg.extract.negotiations.dialogues import two_in_our
from kg.extract.negotiations.mediation import mediations
from kg.extract.negotiations.parties import are_lands, are_one_and_others, parties_of, senders, who_talk
from kg.extract.negotiations.proposals import PUT_OUT, Talks
from kg.extract.negotiations.sides_at_talks import propose_sides
from kg.extract.negotiations.verbs import TALKS, WORDS_PUT_OUT_JOINTLY, by_verb, is_joint, is_talk, rules_by_lemma
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["negotiations"]

VERBS_OF_PUTTING_OUT = word_set("verbs-of-putting-out")
PREPOSITIONS_OF_SIDES = {"between", "among"}
FIRST_WORDS = 4
"""Tokens before "left" in a sentence that may be a caption: "Pictured from left"."""
MOST_WHO_PUT_OUT = 3
"""The most parties to a text of whom it says that each has talked with each; among more it may only be passed round."""
NOUNS_FOR_MEDIATION = word_set("nouns-for-mediation")
DETERMINERS_OF_ONE_MEETING = word_set("determiners-of-one-meeting")


def negotiations(doc: Doc) -> Doc:
    """Propose pairs that negotiate, may, will, or refuse to, and find who mediates between them."""
    proposals = Talks(doc)
    for token in occurrences(doc, TALKS, trigger_lemmas()):
        if token.pos_ in {"VERB", "AUX"}:
            by_verb(proposals, token, token.lemma_.casefold())
        elif token.pos_ in {"NOUN", "PROPN"} and is_talk(token):
            _propose_by_noun(proposals, token)
    for token in occurrences(doc, (), WORDS_PUT_OUT_JOINTLY):
        if token.pos_ in {"NOUN", "PROPN"}:
            _propose_put_out(proposals, token)
    propose_sides(proposals)
    _propose_leading(proposals)
    _propose_in_captions(proposals)
    mediations(proposals)
    without_unused_bodies(doc)
    return doc


@cache
def trigger_lemmas() -> frozenset[str]:
    """The lemmas of the verbs that have rules, and of nouns for talks."""
    return TALKS | rules_by_lemma().keys()


def _propose_by_noun(proposals: Talks, noun: Token) -> None:
    prepositions = [
        t for t in noun.subtree if t.lower_ in PREPOSITIONS_OF_SIDES
    ]  # the second may hang on the first, or on B
    prepositions = [t for t in prepositions if t.head.i == noun.i or t.doc[max(t.i - 1, 0)].lower_ == "and"]
    party_groups = [parties_of(complements(prep)) for prep in prepositions]
    if len(party_groups) > 1 and all(len(parties) > 1 for parties in party_groups):
        for parties in party_groups:  # "deals between A and B and between C and D"
            proposals.among(parties, noun, "between")
        return
    heads = objects_of(noun, PREPOSITIONS_OF_SIDES)
    if not parties_of(heads) and noun.dep_ in {"dobj", "nsubjpass"}:  # "consultations were held between A and B"
        heads = objects_of(noun.head, PREPOSITIONS_OF_SIDES)
    parties_between = parties_of(heads)
    if len(parties_between) > 1:
        last_noun = conjuncts(heads)[-1]
        states_of_last = (
            [cluster_at(t) for t in senders(last_noun)]
            if last_noun.lower_ == "republics" or are_lands(last_noun)
            else []
        )
        _propose_between(
            proposals, noun, parties_between, parties_between[1:] if are_one_and_others(heads) else states_of_last
        )
        return
    if noun.lower_ == "invitation":
        _propose_invited(proposals, noun)
        return
    if _is_demand(noun):
        return
    other_parties = parties_of(objects_of(noun, {"with"})) or _persons_called(noun)
    owners = parties_of(possessors(noun))
    makers = parties_of(objects_of(noun, {"by"}))
    if other_parties and owners:
        proposals.pairs(owners, other_parties, noun, "noun-owner-with")
    elif other_parties:
        _propose_with(proposals, noun, other_parties, makers)
    if noun.lemma_ not in NOUNS_FOR_MEDIATION:  # those whose mediation it is talk with others
        _propose_holders(proposals, noun, owners, makers, other_parties)
    _propose_reached(proposals, noun)


def _propose_holders(
    proposals: Talks, noun: Token, owners: list[Cluster], makers: list[Cluster], other_parties: list[Cluster]
) -> None:
    """Propose that those whose talks they are talk with each other: "the talks of A and B", "A and B's talks", "talks
    by A and B"; with ``other_parties`` named after "with", only those after "by"."""
    if len(makers) > 1 and not any(above.lemma_ == "represent" for above in noun.ancestors):
        proposals.among(makers, noun, "noun-by")
    if other_parties:
        return
    proposals.among(owners if len(owners) > 1 else [*two_in_our(noun)], noun, "noun-owners")
    proposals.among(parties_of(objects_of(noun, {"of"})), noun, "noun-of")
    _propose_compound(proposals, noun)


def _is_demand(noun: Token) -> bool:
    """Whether a call is for something to be done: "Peru and Chile's call to free the crews", "the calls by Peru and
    Chile for a ban"; not "the call between Peru and Chile"."""
    asks = (t.lower_ == "for" or (is_infinitive(t) and t.dep_ != "advcl") for t in noun.subtree if t.i > noun.i)
    return noun.lemma_ == "call" and any(asks)


def _persons_called(noun: Token) -> list[Cluster]:
    """The persons whom somebody calls: "his call to [Ruiz]"; not those asked for something: "a call to Ruiz to pay"."""
    if noun.lower_ != "call" or any(c.dep_ in {"acl", "relcl"} for c in noun.children):
        return []
    return [c for c in parties_of(objects_of(noun, {"to"})) if c.type == ActorType.PERSON]


def _propose_between(
    proposals: Talks, noun: Token, parties: list[Cluster], last_parties: Sequence[Cluster | None]
) -> None:
    """Propose the parties after "between": "talks between A and B"; in "between A and the republics of B and C",
    ``last_parties`` are one side."""
    side = [party for party in parties if party in last_parties]
    other_parties = [party for party in parties if party not in side]
    if len(other_parties) == 1 and len(side) > 1:
        proposals.pairs(other_parties, side, noun, "between")
    else:
        proposals.among(parties, noun, "between")


def _propose_with(proposals: Talks, noun: Token, other_parties: list[Cluster], makers: list[Cluster]) -> None:
    """Propose that others talk with the subjects of the verb above, "A held talks with B", or with those whom "by"
    names, "talks by A with B"."""
    verb = noun.head
    for _ in range(6):
        if verb.pos_ in {"VERB", "AUX"} or verb.dep_ == "ROOT":
            break
        verb = verb.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return
    if noun.dep_ in NOUN_SUBJECTS:
        if makers:
            proposals.pairs(makers, other_parties, noun, "noun-by-with")
        return
    subjects_that_talk = who_talk(verb)
    is_one_meeting = noun.tag_ in {"NN", "NNP"} and any(c.lower_ in DETERMINERS_OF_ONE_MEETING for c in noun.lefts)
    if len(other_parties) > 1 and is_one_meeting:
        proposals.among(
            [*subjects_that_talk, *(c for c in other_parties if c not in subjects_that_talk)], noun, "one-meeting"
        )
    is_object, distance = float(noun.head is verb), min(abs(noun.i - verb.i), 12) / 6
    proposals.pairs(subjects_that_talk, other_parties, noun, "noun-subject-with", near=is_object, distance=distance)


def _propose_reached(proposals: Talks, noun: Token) -> None:
    """Propose those who reach a deal: "the deal reached by A and B"."""
    for clause in noun.children:
        if clause.dep_ in {"acl", "relcl"} and clause.lemma_ in word_set("verbs-of-concluding"):
            agents = parties_of(subjects(clause)) if is_passive(clause) else []
            proposals.among(agents, noun, "reached-by")
            proposals.pairs(agents, parties_of(objects_of(clause, {"with"})), noun, "reached-with")


def _propose_compound(proposals: Talks, noun: Token) -> None:
    """Propose those whose names stand right before the noun: "US-China talks"."""
    cluster_by_head: dict[int, Cluster] = CLUSTER_OF(noun.doc)
    words_before = noun.doc[noun.left_edge.i : noun.i]
    arcs = {"compound", "amod", "nmod", "poss", "conj", "npadvmod"}
    kinds = {ActorType.STATE, ActorType.BLOC, ActorType.ORGANIZATION}
    names = mentions_between(noun.doc, noun.left_edge.i, noun.i)
    clusters_before = [
        cluster_by_head[t.i]
        for t in words_before
        if t.i in cluster_by_head
        and t.dep_ in arcs
        and not any(m.start <= t.i < m.head and m.end <= noun.i for m in names)  # "the [UN] Council meeting"
    ]
    clusters = list({c.id: c for c in clusters_before if c.type in kinds}.values())
    hyphens = sum(t.lower_ in {"-", "–"} for t in words_before)
    if len(clusters) == 2 or len(clusters) == hyphens + 1:  # "Peru-Chile-Mali talks"
        joint = float(hyphens > 0 or any(t.lower_ == "joint" for t in words_before))
        proposals.among(clusters, noun, "compound", joint=joint)


def _propose_put_out(proposals: Talks, noun: Token) -> None:
    """Propose those who put out a text together, on which they have agreed: "a joint statement by A and B", "the
    statement was released by the governments of A and B"."""
    verbs = [noun.head] if noun.dep_ == "nsubjpass" else []
    verbs += [c for c in noun.children if c.dep_ == "acl"]
    heads = [t for v in verbs if v.lemma_ in VERBS_OF_PUTTING_OUT and is_passive(v) for t in subjects(v)]
    heads += objects_of(noun, {"by", "from", "of"}) if is_joint(noun) else []
    makers = parties_of(heads)
    if len(makers) <= MOST_WHO_PUT_OUT and all(c.type in STATES_AND_BLOCS for c in makers):
        proposals.among(makers, noun, PUT_OUT)


def _propose_invited(proposals: Talks, noun: Token) -> None:
    """Propose that a host receives whoever comes at the host's invitation: "at the invitation of A, B visited C"."""
    verb = noun.head.head
    if noun.head.dep_ == "prep" and verb.pos_ == "VERB":
        proposals.pairs(parties_of(subjects(verb)), parties_of(objects_of(noun, {"of", "from"})), noun, "invitation")


def _propose_leading(proposals: Talks) -> None:
    """Two who lead the same talks, or their delegations in them, negotiate with each other; not the persons who chair
    those of others in a bulletin."""
    by_event: dict[str, list[tuple[Cluster, Token]]] = {}
    for candidate in CANDIDATES(proposals.doc):
        if candidate.heading == "leads":
            led_body, leader = candidate.actors["of"], candidate.actors["leader"]
            if (
                led_body is not None
                and leader is not None
                and not (leader.type == ActorType.PERSON and is_bulletin(proposals.doc))
                and any(_is_at_talks(proposals.doc, m, leader) for m in led_body.mentions)
            ):
                by_event.setdefault(led_body.id, []).append((leader, proposals.doc[candidate.evidence[0]]))
    for leaders in by_event.values():
        proposals.among([c for c, _ in leaders], leaders[0][1], "led")


def _is_at_talks(doc: Doc, led_mention: TokenMention, leader: Cluster) -> bool:
    """Whether what is led are talks, or delegations in talks: "led their [teams] in two days of talks"; who holds
    consultations, consults others, but for states, except in a bulletin."""
    noun = doc[led_mention.head]
    if led_mention.type != ActorType.DELEGATION or not led_mention.plural:
        may_consult_each_other = leader.type in STATES_AND_BLOCS and not is_bulletin(doc)
        return is_talk(noun) and (noun.lemma_ != "consultation" or may_consult_each_other)
    return any(t.i > noun.i and t.dep_ == "pobj" and is_talk(t) for t in noun.head.subtree)


def _propose_in_captions(proposals: Talks) -> None:
    """Propose the persons whom the caption of a picture places together: "From left, A, B and C after their
    meeting"."""
    for token in occurrences(proposals.doc, {"left"}):
        sentence = token.sent
        if token.i - sentence.start > FIRST_WORDS:
            continue
        words = [t.lower_ for t in sentence if not t.is_punct and not t.is_space]
        if words[:2] == ["from", "left"] or words[:3] in (["pictured", "from", "left"], ["left", "to", "right"]):
            people = {
                c.id: c
                for m in mentions_between(proposals.doc, sentence.start, sentence.end)
                if (c := CLUSTER_OF(proposals.doc).get(m.head)) is not None and c.type == ActorType.PERSON
            }
            talk = next((t for t in sentence if is_talk(t)), None)
            if talk is not None:
                proposals.among(list(people.values()), talk, "caption")
