"""Words for measures, in which sense: "cut off aid" and "cut wages" are two measures, "cut a long story" is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from kg.extract.actors.actors import Cluster, cluster_at
from kg.extract.actors.cluster import kind_of
from kg.extract.grammar.arcs import complements, logical_objects
from kg.extract.grammar.clause import RELATIVE_PRONOUNS, grammatical_subjects
from kg.extract.words import lexicon
from kg.extract.words.amounts import amounts
from kg.extract.words.lexicon import word_set
from kg.model import ActionKind, ActorType

__all__ = [
    "DUTIES",
    "NOUNS_OF_WAIVERS",
    "Measure",
    "Sense",
    "classes_of",
    "done_to",
    "is_waived",
    "lessens",
    "measure_at",
    "measure_lemmas",
    "named_behind",
    "plover_of",
    "senses",
]

NO_MEASURE = "none"
VERBS_OF_LESSENING = word_set("verbs-of-lessening")
NOUNS_OF_WAIVERS = {"exemption", "waiver"}
"""Nouns that leave the measure after them in force for others: "a waiver of its sanctions"."""
SHOWN_IN_WORDS = {"protest"}
"""Families whose verbs, with a clause after them, only speak of words."""
PORTIONS = word_set("portions")
NOUNS_ABOUT_MEASURES = word_set("nouns-about-measures")
FAMILIES_OF_WHAT_IS_IMPOSED = {"ban", "sanction", "tariff"}
"""Families of what is imposed, not given: an aid bill gives aid."""
DUTIES = word_set("duties")
QUANTITIES = {"of", "in", "worth"}
"""Prepositions between a quantity and what it counts: "thousands of troops", "$50m in aid"."""
ARCS_BESIDE_GO = {"advcl", "npadvmod", "nsubj", "punct"}
PREPOSITIONS_OF_WHEN = word_set("prepositions-of-when")
POSSESSIVES = word_set("possessives")
VERBS_OF_ATTACKING_IN_WORDS = {"assail", "attack"}
THOSE_WHO_ATTACK_IN_WORDS = word_set("those-who-attack-in-words")
THOSE_IN_ARMS = word_set("those-in-arms")
RULERS_IN_ARMS = {"junta", "regime"}
VERBS_OF_HOLDING_LAND = word_set("verbs-of-holding-land")
CLASSES_OF_PEOPLE = {f"@{kind}" for kind in (*ActorType,) if kind not in {ActorType.STATE, ActorType.BLOC}}
WORDS_OF_MISSIONS_OF_FORCES = word_set("words-of-missions-of-forces")
VERBS_OF_ENDING = {"cease", "end", "stop"}


@dataclass(frozen=True, slots=True)
class Sense:
    """A row of ``measures.csv``: what has to stand beside the word, what it has to be done to, and what it then is."""

    beside: frozenset[str]
    done_to: frozenset[str]
    family: str
    target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A word for a measure. ``target`` names the slots for whom it is done to."""

    token: Token
    verbal: bool
    family: str
    kind: ActionKind
    target: tuple[str, ...]


@cache
def _families() -> dict[str, tuple[str, str]]:
    return {row["family"]: (row["kind"], row["plover"]) for row in lexicon.rows("measures/measure_families")}


def plover_of(family: str) -> str:
    """The PLOVER class of a family of measures; empty where there is none.

    >>> plover_of("detention")
    'COERCE'
    """
    return _families().get(family, ("", ""))[1]


@cache
def senses() -> dict[tuple[str, str], tuple[Sense, ...]]:
    """The senses of a word by its lemma and part of speech, in the order in which they are tried."""
    table: dict[tuple[str, str], list[Sense]] = {}
    for row in lexicon.rows("measures/measures"):
        beside, done = (frozenset(row[field].split("|")) - {""} for field in ("with", "object"))
        sense = Sense(beside, done, row["family"], tuple(row["target"].split("|")) if row["target"] else ())
        table.setdefault((row["lemma"], row["pos"]), []).append(sense)
    return {key: tuple(sorted(rows, key=_specificity, reverse=True)) for key, rows in table.items()}


@cache
def measure_lemmas() -> frozenset[str]:
    """The lemmas of words for measures, those of nouns in the plural too, since a name keeps its ending."""
    return frozenset(form for lemma, _ in senses() for form in (lemma, f"{lemma}s"))


def _specificity(sense: Sense) -> int:
    return bool(sense.beside) + 2 * bool(sense.done_to)


@cache
def _classes() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for row in lexicon.rows("measures/things"):
        table.setdefault(row["noun"], set()).add(f"@{row['class']}")
    return {noun: frozenset(classes) for noun, classes in table.items()}


def classes_of(token: Token) -> frozenset[str]:
    """The classes of a noun in ``things.csv``, and the type of the actor that it names."""
    classes = _classes().get(token.lemma_.casefold(), frozenset()) | _classes().get(token.lower_, frozenset())
    cluster = cluster_at(token)
    if cluster is not None:
        classes |= {f"@{cluster.type}", "@actor"}
    if token.ent_type_ == "MONEY" or _is_money(token):
        classes |= {"@money"}
    return classes


def _is_money(token: Token) -> bool:
    """Whether the words up to the token are an amount of money, whatever the tagger made of them ("SEK 41bn")."""
    words = token.doc[token.left_edge.i : token.i + 1].text if token.i - token.left_edge.i < 8 else ""
    return any(c.isdigit() for c in words) and any(a.unit is not None and a.unit.isupper() for a in amounts(words))


def done_to(token: Token, verbal: bool) -> list[Token]:
    """The heads of what the measure at ``token`` is done to or with, in the order in which they decide its sense."""
    heads = list(_objects(token) if verbal else _complements(token))
    heads += [c for head in heads for c in head.children if c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN"}]
    return heads + [p for head in heads for p in _counted(head)]


def _objects(verb: Token) -> Iterator[Token]:
    if (go_of_let := _go_of_let(verb)) is not None:
        yield from (c for c in go_of_let.children if c.dep_ == "nsubj")
    for child in verb.children:
        if child.dep_ in {"dobj", "nsubjpass"}:
            yield verb.head if child.lower_ in RELATIVE_PRONOUNS and verb.dep_ == "relcl" else child
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        yield verb.head
    if verb.dep_ == "relcl" and not logical_objects(verb):
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if subject is not None and subject.lower_ not in RELATIVE_PRONOUNS:
            yield verb.head


def _go_of_let(verb: Token) -> Token | None:
    """The "go" of "let the hostages [go]"; None if it has a way or place: "let them go to school"."""
    if verb.lemma_ != "let":
        return None
    go = next((c for c in verb.children if c.dep_ == "ccomp" and c.lower_ == "go"), None)
    complements_of_go = (c for c in go.children if c.dep_ not in ARCS_BESIDE_GO) if go is not None else ()
    return go if all(c.dep_ == "prep" and c.lower_ in PREPOSITIONS_OF_WHEN for c in complements_of_go) else None


def _complements(noun: Token) -> Iterator[Token]:
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            yield from complements(child)
        elif child.dep_ in {"compound", "nmod"}:
            yield child


def _counted(head: Token) -> Iterator[Token]:
    """What a quantity counts: the troops in "thousands of troops"."""
    if (
        head.lemma_.casefold() in PORTIONS
        or head.pos_ in {"NUM", "SYM"}
        or head.tag_ == "NNS"
        or head.ent_type_ in {"MONEY", "CARDINAL", "QUANTITY"}
    ):
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in QUANTITIES:
                yield from complements(child)


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
    if (go := _go_of_let(token)) is not None:
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


def _attacks_in_words(verb: Token, objects: list[Token]) -> bool:
    """Whether "attack" only speaks of words: people are attacked for what they do or over a thing, as in "attacked the
    mayor [for] raising the tax", "[over] her silence", and not by those in arms; or it is done by those who only speak:
    "senators attacked the plan"."""
    if verb.lemma_ not in VERBS_OF_ATTACKING_IN_WORDS:
        return False
    attackers = grammatical_subjects(verb)
    if any(t.lemma_.casefold() in THOSE_WHO_ATTACK_IN_WORDS for t in attackers):
        return True
    if any(map(_are_in_arms, attackers)) or not any(map(_are_people, objects)):
        return False
    are_named = bool(attackers) and all(map(_is_named_person, (*attackers, *objects)))
    return any(_is_ground_of_blame(c, are_named) for word in (verb, *objects) for c in word.children if c.i > verb.i)


def _is_named_person(noun: Token) -> bool:
    cluster = cluster_at(noun)
    return cluster is not None and cluster.type == ActorType.PERSON and cluster.is_named()


def _are_in_arms(noun: Token) -> bool:
    """Whether a noun is for forces, a state or an armed group: "the rebels", "Peru", "Hamas", "the junta"."""
    names = {t.lemma_.casefold() for t in noun.subtree}
    cluster = cluster_at(noun)
    is_armed_group = cluster is not None and kind_of(cluster) == "armed"
    return (
        is_armed_group
        or not names.isdisjoint(THOSE_IN_ARMS | RULERS_IN_ARMS)
        or bool(classes_of(noun) & {"@forces", "@state"})
    )


def _are_people(noun: Token) -> bool:
    """Whether a noun is for people, a post or a body, such as the government of a state, and not for a place."""
    described = (c for c in noun.children if c.dep_ in {"amod", "compound"})
    classes = classes_of(noun).union(*map(classes_of, described))
    is_state = "@state" in classes_of(noun) and noun.pos_ == "PROPN"
    is_body = "@state" in classes_of(noun) and noun.pos_ == "NOUN"
    return not classes & {"@places", "@forces"} and not is_state and (is_body or bool(classes & CLASSES_OF_PEOPLE))


def _is_ground_of_blame(preposition: Token, are_named: bool) -> bool:
    """ "For raising the tax", "over the budget"; not "for hours", "over Peru". Between persons also "on taxes"."""
    grounds = [c for c in preposition.children if c.dep_ in {"pcomp", "pobj"}]
    if preposition.lower_ == "over" or (are_named and preposition.lower_ in {"for", "on"}):
        return any(cluster_at(c) is None and not c.ent_type_ for c in grounds)
    return preposition.lower_ == "for" and any(
        c.tag_ == "VBG" or any(p.lower_ in POSSESSIVES or p.dep_ == "poss" for p in c.children) for c in grounds
    )


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
    if verbal and (_is_no_admission(token, objects) or _attacks_in_words(token, objects)):
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
        return Measure(token, verbal, sense.family, ActionKind(_families()[sense.family][0]), sense.target)
    return None


def is_waived(noun: Token) -> bool:
    """Whether a measure is only what a waiver leaves in force for others: "ended its waiver of [sanctions]"."""
    waiver = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in {"from", "of"} else None
    return waiver is not None and waiver.lemma_ in NOUNS_OF_WAIVERS


def lessens(verb: Token) -> bool:
    """Whether a verb makes less of its object: "[scaled back] its purchases"."""
    forms = {verb.lemma_, *(f"{verb.lemma_} {c.lower_}" for c in verb.children if c.dep_ == "prt")}
    return verb.pos_ == "VERB" and not forms.isdisjoint(VERBS_OF_LESSENING)
