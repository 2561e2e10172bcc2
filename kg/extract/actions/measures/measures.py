"""Words for measures, in which sense: "cut off aid" and "cut wages" are two measures, "cut a long story" is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.actions.measures.attacks_in_words import is_attack_in_words
from kg.extract.actions.measures.objects import QUANTITIES, classes_of, done_to, go_of_let
from kg.extract.actions.measures.senses import Sense, families, measure_lemmas, senses
from kg.extract.actors.cluster import Cluster, cluster_at
from kg.extract.grammar.arcs import complements
from kg.extract.grammar.clause import grammatical_subjects
from kg.extract.words.lexicon import word_set
from kg.model import ActionKind, ActorType

__all__ = ["DUTIES", "NOUNS_OF_WAIVERS", "Measure", "is_waived", "lessens", "measure_at", "named_behind"]

NO_MEASURE = "none"
VERBS_OF_LESSENING = word_set("verbs-of-lessening")
NOUNS_OF_WAIVERS = {"exemption", "waiver"}
"""Nouns that leave the measure after them in force for others: "a waiver of its sanctions"."""
SHOWN_IN_WORDS = {"protest"}
"""Families whose verbs, with a clause after them, only speak of words."""
NOUNS_ABOUT_MEASURES = word_set("nouns-about-measures")
FAMILIES_OF_WHAT_IS_IMPOSED = {"ban", "sanction", "tariff"}
"""Families of what is imposed, not given: an aid bill gives aid."""
DUTIES = word_set("duties")
POSSESSIVES = word_set("possessives")
VERBS_OF_HOLDING_LAND = word_set("verbs-of-holding-land")
WORDS_OF_MISSIONS_OF_FORCES = word_set("words-of-missions-of-forces")
VERBS_OF_ENDING = {"cease", "end", "stop"}


@dataclass(frozen=True, slots=True)
class Measure:
    """A word for a measure. ``target`` names the slots for whom it is done to."""

    token: Token
    verbal: bool
    family: str
    kind: ActionKind
    target: tuple[str, ...]


def _words_beside(token: Token, objects: list[Token]) -> set[str]:
    """The words beside a verb or noun that choose its sense: particles, prepositions with their nouns, modifiers."""
    words: set[str] = set()
    for child in token.children:
        if child.dep_ in {"prt", "advmod", "prep", "amod", "compound", "nmod", "poss", "acomp", "oprd", "dative"}:
            words |= {child.lower_, child.lemma_.casefold()}
            if child.dep_ == "prep":
                for noun in child.children:
                    words |= {noun.lower_, noun.lemma_.casefold()}
    words |= {c.lower_ for head in objects for c in head.rights if c.dep_ == "amod"}  # "set the hostages [free]"
    if (go := go_of_let(token)) is not None:
        words |= {go.lower_}
    for governor in (token.head,) if token.dep_ in {"pobj", "dobj"} else ():
        words |= {governor.lower_, governor.lemma_.casefold()}
    rest = token.doc[token.i + 1 : token.i + 5]
    words |= {" ".join(t.lower_ for t in rest[:n]) for n in (2, 3, 4)} | {t.lower_ for t in rest[:1]}
    if token.i:
        words |= {f"{token.doc[token.i - 1].lower_} {token.lower_}"}
    return words.union(*(_prepositions(word) for word in (token, *objects)))


def _prepositions(token: Token) -> set[str]:
    """Each preposition below a word with its noun, and with the classes of that: "into custody", "with @forces"."""
    return {
        f"{child.lower_} {name}"
        for child in token.children
        if child.dep_ == "prep"
        for noun in child.children
        for name in (noun.lower_, noun.lemma_.casefold(), *classes_of(noun))
    }


def _names(head: Token) -> Iterator[str]:
    """What the table may call the thing that a measure is done to: its noun, its compound, or its classes, with "own"
    after a possessive ("its envoys")."""
    names = (head.lemma_.casefold(), head.lower_, *classes_of(head))
    yield from names
    if any(c.lower_ in POSSESSIVES for c in head.children):
        yield from (f"own {name}" for name in names)
    yield from (f"{c.lower_} {head.lemma_.casefold()}" for c in head.children if c.dep_ == "compound")


def named_behind(noun: Token) -> Cluster | None:
    """The person named after a measure that the parser takes for a part of the name: "Peru sanctions [Bo Ek]"; not
    after a title: "Peru President [Bo Ek]"."""
    head, cluster = noun.head, cluster_at(noun.head)
    is_measure = noun.lemma_.casefold() in measure_lemmas()
    if not is_measure or noun.dep_ != "compound" or cluster is None or cluster.type != ActorType.PERSON:
        return None
    follows_name = noun.i > 0 and noun.nbor(-1).pos_ == "PROPN"
    return (
        cluster if follows_name and any(m.head == head.i and m.start == noun.i + 1 for m in cluster.mentions) else None
    )


def _only_names_topic(noun: Token) -> bool:
    """Whether a measure only names what another thing is about: "a [sanctions] bill", "the [tariff] dispute"."""
    return noun.dep_ in {"amod", "compound", "nmod"} and noun.head.lemma_.casefold() in NOUNS_ABOUT_MEASURES


def _shows(verb: Token) -> bool:
    """Whether a verb has a clause for what it shows: "demonstrates that Peru can", "will demonstrate how"."""
    return verb.pos_ == "VERB" and any(c.dep_ == "ccomp" for c in verb.children)


def _is_of_a_thing(verb: Token) -> bool:
    """Whether what stops its work is neither people nor a body: "the mill stopped work"."""
    agents = grammatical_subjects(verb)
    return bool(agents) and all(t.pos_ == "NOUN" and cluster_at(t) is None for t in agents)


def _is_no_admission(verb: Token, objects: list[Token]) -> bool:
    """Whether "admit" speaks of nobody who was let in: "admitted [killing] refugees", "stopped admitting refugees"."""
    confessed = any(head.left_edge.tag_ == "VBG" for head in objects)
    return verb.lemma_ == "admit" and (confessed or (verb.tag_ == "VBG" and verb.head.lemma_ in VERBS_OF_ENDING))


def _only_describes_a_place(participle: Token) -> bool:
    """Whether a participle before a name only says what became of the last place of a list: "bases in Peru, Chile,
    [occupied] Arica"; not "raided Peru and [occupied] Arica"."""
    if participle.lemma_ not in VERBS_OF_HOLDING_LAND or participle.tag_ not in {"VBD", "VBN"}:
        return False
    if participle.i < 2 or participle.i + 1 >= len(participle.doc):
        return False
    place, joint, item = participle.nbor(1), participle.nbor(-1), participle.nbor(-2)
    is_after_item = item.pos_ == "PROPN" and item.dep_ in {"appos", "conj", "pobj"}
    is_before_name = place.pos_ == "PROPN" and not any(
        c.i < participle.i for c in participle.children if c.dep_ == "aux"
    )
    if not is_after_item or not is_before_name:
        return False
    words_joined = (
        c for t in (participle, participle.head) for c in t.children if c.dep_ == "conj" and c.i > participle.i
    )
    return joint.text == "," and item.dep_ != "pobj" and not any(c.pos_ == "VERB" for c in words_joined)


def _are_missions_of_talkers(objects: list[Token]) -> bool:
    """Whether what is sent is only a mission that the words do not tell to be of forces: "sent a trade [mission]"; not
    "sent a peacekeeping mission", "a mission of 300 soldiers"."""
    if not objects or any("@forces" in classes_of(t) and t.lemma_ != "mission" for t in objects):
        return False
    words = {t.lemma_.casefold() for noun in objects for t in (noun, *noun.children)}
    counted = (p for noun in objects for c in noun.children if c.lower_ in QUANTITIES for p in complements(c))
    is_armed = not words.isdisjoint(WORDS_OF_MISSIONS_OF_FORCES) or any("@forces" in classes_of(p) for p in counted)
    return any(t.lemma_ == "mission" for t in objects) and not is_armed


def _is_only_mentioned(token: Token, sense: Sense, objects: list[Token]) -> bool:
    """Whether a word for a measure only speaks of words, of a topic, or of people who are sent to talk."""
    if sense.family in SHOWN_IN_WORDS and _shows(token):
        return True
    if sense.family in FAMILIES_OF_WHAT_IS_IMPOSED and token.pos_ != "VERB" and _only_names_topic(token):
        return True
    return sense.family == "deployment" and "@forces" in sense.done_to and _are_missions_of_talkers(objects)


def measure_at(token: Token) -> Measure | None:
    """The measure that a word speaks of; None if it speaks of none, or only of words."""
    verbal = token.pos_ == "VERB"
    if not verbal and token.pos_ != "NOUN" and not (token.pos_ == "PROPN" and token.is_sent_start):
        return None
    lemma = token.lemma_.casefold()
    if token.pos_ == "PROPN":
        lemma = lemma.removesuffix("s")
    senses_of_word = senses().get((lemma, "verb" if verbal else "noun"))
    if senses_of_word is None or (verbal and (token.dep_ == "amod" or _only_describes_a_place(token))):
        return None
    objects = done_to(token, verbal)
    if (verbal and _is_no_admission(token, objects)) or is_attack_in_words(token, objects):
        return None
    words_beside = _words_beside(token, objects)
    kinds = frozenset({"+", *(n for head in objects for n in _names(head))}) if objects else frozenset({"-"})
    for sense in senses_of_word:
        if sense.beside and not sense.beside & words_beside:
            continue
        if sense.done_to and not sense.done_to & kinds:
            continue
        if "@work" in sense.done_to and _is_of_a_thing(token):
            return None
        if sense.family == NO_MEASURE or _is_only_mentioned(token, sense, objects):
            return None
        return Measure(token, verbal, sense.family, ActionKind(families()[sense.family][0]), sense.target)
    return None


def is_waived(noun: Token) -> bool:
    """Whether a measure is only what a waiver leaves in force for others: "ended its waiver of [sanctions]"."""
    waiver = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in {"from", "of"} else None
    return waiver is not None and waiver.lemma_ in NOUNS_OF_WAIVERS


def lessens(verb: Token) -> bool:
    """Whether a verb makes less of its object: "[scaled back] its purchases"."""
    forms = {verb.lemma_, *(f"{verb.lemma_} {c.lower_}" for c in verb.children if c.dep_ == "prt")}
    return verb.pos_ == "VERB" and not forms.isdisjoint(VERBS_OF_LESSENING)
