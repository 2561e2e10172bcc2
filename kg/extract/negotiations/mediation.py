"""Who mediates between others that talk: "Norway mediated between A and B", "a truce between A and B brokered by
Norway", "A and B met with Norway's mediation", "Norway acted as the mediator between A and B"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from spacy.tokens import Token

from kg.extract.actors.cluster import STATES_AND_BLOCS, Cluster, is_media
from kg.extract.candidates.mediation import MEDIATIONS, Mediation, mediators_between
from kg.extract.grammar.arcs import auxiliaries_of, logical_objects, objects_of, possessors
from kg.extract.grammar.clause import is_passive, subjects
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.occurrences import occurrences, word_at
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.grammar.tense import FINITE, SUBJECTS
from kg.extract.negotiations.modality import talk_modality
from kg.extract.negotiations.parties import are_one_and_others, parties_of, who_talk
from kg.extract.negotiations.proposals import MOST_AT_ONE_TABLE, Talks
from kg.extract.negotiations.verbs import is_talk
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, TalkModality

__all__ = ["mediations"]

VERBS_OF_THIRD_PARTIES = word_set("verbs-of-third-parties")
VERBS_OF_BRINGING_TOGETHER = word_set("verbs-of-bringing-together")
NOUNS_FOR_MEDIATION = word_set("nouns-for-mediation")
NOUNS_FOR_MEDIATORS = word_set("nouns-for-mediators")
VERBS_OF_MEDIATING = word_set("verbs-of-mediating")
"""Verbs of third parties that need no talks to be named, as persons who shuttle do."""
POSSIBILITY_AUXILIARIES = word_set("possibility-auxiliaries")
PREPOSITIONS_OF_MEDIATION = word_set("prepositions-of-mediation")
WORDS = VERBS_OF_THIRD_PARTIES | VERBS_OF_BRINGING_TOGETHER | NOUNS_FOR_MEDIATION | NOUNS_FOR_MEDIATORS
MEDIATORS = {f"{noun}s" for noun in NOUNS_FOR_MEDIATORS}
"""Plurals that the tagger may take for names: "[Mediators] Peru and Chile"."""
PREPOSITIONS_OF_SIDES = {"between", "among"}
PREPOSITIONS_BEFORE_TALKS_OR_WARS = word_set("prepositions-before-talks-or-wars")
ARCS_OF_NAMES = {"amod", "compound", "nmod", "npadvmod"}


type _MediationRow = tuple[tuple[Cluster, ...], list[Cluster], TalkModality | None]
"""The mediators, the sides, and the modality as `Mediation` has it."""

type _Talks = list[list[Cluster]]
"""The sides of each talks."""


def mediations(proposals: Talks) -> None:
    """Find who mediates between whom, and propose that those between whom somebody mediates talk with each other, also
    beside what other words say of them without naming a mediator."""
    doc = proposals.doc
    found_mediations = [(t, *each) for t in occurrences(doc, MEDIATORS, WORDS) for each in _mediations_at(t)]
    MEDIATIONS.put(
        doc,
        tuple(
            Mediation(sentence_bounds(t), who, frozenset(c.id for c in sides), m)
            for t, who, sides, m in found_mediations
        ),
    )
    for token, _, sides, _ in found_mediations:
        for a, b in combinations(sides, 2):
            proposed = proposals.proposed(a, b)
            is_known = proposed is not None and mediators_between(
                doc, (a.id, b.id), proposed.evidence, proposed.values["modality"]
            )
            if len(sides) <= MOST_AT_ONE_TABLE and not is_known:
                lemma = {f"lemma={token.lemma_.casefold()}": 1.0}
                proposals.add(a, b, token, "mediated-sides", several=len(sides) > 2, also_beside=True, **lemma)


def _mediations_at(token: Token) -> Iterator[_MediationRow]:
    lemma = token.lemma_.casefold()
    read: Callable[[Token], Iterator[_MediationRow]]
    if lemma in VERBS_OF_THIRD_PARTIES and (token.pos_ == "VERB" or token.tag_ == "VBN"):
        read = _by_verb
    elif lemma in VERBS_OF_BRINGING_TOGETHER and token.pos_ == "VERB":
        read = _by_bringing_together
    elif lemma in NOUNS_FOR_MEDIATION:
        read = _by_mediation
    elif lemma in NOUNS_FOR_MEDIATORS or token.lower_ in MEDIATORS:
        read = _by_mediator
    else:
        return
    yield from read(token)


def _mediations_of(
    mediators: list[Cluster], talks: _Talks, modality: TalkModality | None = None
) -> Iterator[_MediationRow]:
    """What is said of a mediation, if it has two sides and a mediator: somebody else, and not of one side's own state,
    if the sides are of several."""
    for sides in talks:
        sides_by_id = {c.id: c for c in sides}
        countries = {c.country for c in sides_by_id.values() if c.country is not None}
        own_countries = (
            {c.country for c in sides_by_id.values() if c.type in STATES_AND_BLOCS} if len(countries) > 1 else set()
        )
        third_parties = [c for c in mediators if c.id not in sides_by_id and not is_media(c)]
        third_parties = [c for c in third_parties if c.country is None or c.country not in own_countries]
        if third_parties and len(sides_by_id) > 1:
            yield tuple(third_parties), [*sides_by_id.values()], modality


def _by_verb(verb: Token) -> Iterator[_MediationRow]:
    """The mediation that a verb names: "X mediated between A and B", "talks between A and B, mediated by X", "an
    X-brokered truce between A and B"."""
    if verb.dep_ == "amod":
        modifiers = [c for c in verb.children if c.dep_ in ARCS_OF_NAMES]
        if word_at(verb.doc, verb.i - 1) == "-":
            yield from _mediations_of(parties_of(modifiers), _sides_of(verb.head))
        return
    is_below_noun = verb.dep_ in {"acl", "relcl"}
    objects = [c for c in logical_objects(verb) if c.tag_ not in {"WDT", "WP"}]
    nouns_about = objects or ([verb.head] if is_below_noun else [])
    by_person = verb.lemma_ == "shuttle" and all(c.type == ActorType.PERSON for c in parties_of(subjects(verb)))
    if not (by_person or verb.lemma_ in VERBS_OF_MEDIATING or any(map(_is_of_talks, nouns_about))):
        return
    talks = _sides_between(verb) or [sides for noun in nouns_about for sides in _sides_of(noun)]
    modality = talk_modality(verb)
    if is_below_noun and is_passive(verb):
        if not (is_negated(verb) or auxiliaries_of(verb) & POSSIBILITY_AUXILIARIES):
            yield from _mediations_of(parties_of(subjects(verb)), talks)
    elif modality is not None and not is_negated(verb):
        yield from _mediations_of(_mediators(verb), talks, modality)


def _mediators(verb: Token) -> list[Cluster]:
    """The subjects of a verb; after a noun and a preposition its owners: "hailed the role of [Norway] in mediating"."""
    noun = verb.head.head
    if verb.dep_ == "pcomp" and noun.pos_ in {"NOUN", "PROPN"}:
        return parties_of([*objects_of(noun, {"by", "of"}), *possessors(noun)])
    return parties_of(subjects(verb))


def _by_bringing_together(verb: Token) -> Iterator[_MediationRow]:
    """The mediation by somebody who brings others together: "X brought A and B together", "to the table"."""
    brings_together = any(c.lower_ == "together" and not any(c.children) for c in verb.children)
    brings_to_table = any(t.lower_ == "table" for t in objects_of(verb, {"to"}))
    sides = parties_of(logical_objects(verb))
    modality = talk_modality(verb)
    if (brings_together or brings_to_table) and modality is not None and all(side.is_named() for side in sides):
        yield from _mediations_of(_mediators(verb), [sides], modality)


def _by_mediation(noun: Token) -> Iterator[_MediationRow]:
    """The mediation that a noun for it names: "A and B met with X's mediation", "under the mediation of X"."""
    modifiers = [c for c in noun.children if c.dep_ in ARCS_OF_NAMES]
    makers = parties_of([*objects_of(noun, {"by", "from", "of"}), *modifiers, *possessors(noun)])
    if noun.dep_ == "pobj" and noun.head.lower_ in PREPOSITIONS_OF_MEDIATION and not _opens_clause(noun.head):
        yield from _mediations_of(makers, _sides_between(noun) or _sides_around(noun.head))


def _opens_clause(preposition: Token) -> bool:
    """Whether a preposition opens a clause that the parser took for a phrase: "after mediation by Norway [failed]"."""
    end = preposition.right_edge.i + 1
    return end < len(preposition.doc) and preposition.doc[end].tag_ in FINITE


def _by_mediator(noun: Token) -> Iterator[_MediationRow]:
    """The mediation by somebody who is called a mediator: "X acted as a mediator between A and B", "is the mediator
    in talks between A and B", "talks through X's mediators"."""
    sides = _sides_between(noun) or [s for t in objects_of(noun, {"in", "of"}) if is_talk(t) for s in _sides_of(t)]
    preposition = noun.head if noun.dep_ == "pobj" else None
    if preposition is not None and preposition.lower_ in PREPOSITIONS_OF_MEDIATION:
        yield from _mediations_of(parties_of([noun]), sides or _sides_around(preposition))
    elif noun.dep_ == "attr" or (preposition is not None and preposition.lower_ == "as"):
        verb = noun.head if preposition is None else preposition.head
        modality = talk_modality(verb)
        is_role = verb.pos_ in {"VERB", "AUX"} and not logical_objects(verb) and not is_negated(verb)
        if is_role and modality is not None:
            yield from _mediations_of(parties_of(subjects(verb)), sides, modality)


def _sides_between(token: Token) -> _Talks:
    """The sides that "between" or "among" names below a word."""
    heads = objects_of(token, PREPOSITIONS_OF_SIDES)
    sides = parties_of(heads)
    if are_one_and_others(heads):
        return [[sides[0], other] for other in sides[1:]]
    return [sides] if len(sides) > 1 else []


def _is_of_talks(noun: Token) -> bool:
    """Whether a noun, or one after it, names talks: "the [talks]", "a round of talks"; not "trade", "a border"."""
    return is_talk(noun) or any(is_talk(t) for t in objects_of(noun, {"of", "in"}))


def _sides_of(noun: Token) -> _Talks:
    """The sides in the talks, deal or conflict that a noun names, or that the nouns after it do ("an end to the war
    between A and B"); else those who hold or reach it: "A and B agreed to a [truce]"."""
    nouns: list[Token] = [noun]
    for word in nouns:
        if sides := _sides_between(word):
            return sides
        nouns.extend(objects_of(word, PREPOSITIONS_BEFORE_TALKS_OR_WARS))
    verb = noun.head if noun.dep_ in {"dobj", "nsubjpass"} else noun.head.head
    if not is_talk(noun) or verb.pos_ != "VERB" or noun.dep_ not in {"dobj", "nsubjpass", "pobj"}:
        return []
    return [[*who_talk(verb), *parties_of([*objects_of(verb, {"with"}), *objects_of(noun, {"with"})])]]


def _sides_around(preposition: Token) -> _Talks:
    """Those who talk in the clause or the talks that a phrase of mediation is part of."""
    governor = preposition.head
    verb = governor.head if governor.dep_ in SUBJECTS else governor
    if verb.pos_ not in {"VERB", "AUX"}:
        return []
    talks = [c for c in verb.children if c.dep_ in {*SUBJECTS, "dobj"} and is_talk(c)]
    sides_of_talks = [sides for noun in talks for sides in _sides_of(noun)]
    return sides_of_talks or [[*who_talk(verb), *parties_of(objects_of(verb, {"with"}))]]
