"""Clauses: who acts in them, and whether they are passive.

Subjects are found through conjunction, control, participles and relative clauses.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from kg.extract.grammar.arcs import (
    calling_document,
    governed,
    has_auxiliary,
    has_determiner_no,
    logical_objects,
    objects_of,
    own_subjects,
    possessors,
)
from kg.extract.grammar.name_heads import NAMED
from kg.extract.grammar.negation import is_negated, negates, shares_not
from kg.extract.grammar.remarks import acts_by_hearsay
from kg.extract.grammar.tense import CLAUSAL, FINITE, SUBJECTS, TIMES, is_infinitive, tense
from kg.extract.text.memo import once
from kg.extract.words.lexicon import cues, word_set

__all__ = [
    "OBJECT_CONTROL_VERBS",
    "RELATIVE_PRONOUNS",
    "antecedent",
    "conjuncts",
    "grammatical_subjects",
    "is_passive",
    "quoted_as_saying",
    "shares_not_or_object",
    "subject_heads",
    "subjects",
    "verb_of_telling_of",
]

VERBS_SELDOM_WITHOUT_OBJECT = word_set("verbs-seldom-without-object")
VERBS_OFTEN_WITHOUT_OBJECT = word_set("verbs-often-without-object")
VERBS_THAT_NEED_AN_OBJECT = word_set("verbs-that-need-an-object")
OBJECT_CONTROL_VERBS = word_set("object-control-verbs")
"""Verbs whose object does what the infinitive after it says."""
RELATIVE_PRONOUNS = word_set("relative-pronouns")
"""Relative pronouns."""
PLACES_AND_BODIES = {"FAC", "GPE", "ORG"}
PREPOSITIONS_BEFORE_BODIES = word_set("prepositions-before-bodies")
PREPOSITIONS_OF_NEWS = {"about", "of", "on"}
VERBS_OF_BRIEFING = word_set("verbs-of-briefing")
PRONOUNS_OF_ONE_BEARER = word_set("pronouns-of-one-bearer")
PROTESTS = word_set("protests")
ISSUED_OR_STAGED = word_set("issued-words") | PROTESTS
QUOTING = {"cite", "quote"}
PREPOSITIONS_OF_DEEDS = word_set("prepositions-of-deeds")
AUXILIARIES_OF_THE_UNREAL = {"'d", "would"}
VERBS_OF_ENTAILING = {"need", "require"}
"""Verbs by which a deed has a consequence; a state seldom "would" need something."""
VERBS_OF_ASKING_MUCH = {"call", "demand"}
"""Verbs by which a deed has a consequence or a state wants something."""


def subjects(verb: Token) -> list[Token]:
    """Heads of the logical subject of ``verb``, each conjunct by itself, in text order; empty where the text does not
    tell.

    For a passive verb these are its agents.
    """
    return [*_logical_subjects(verb)]


@once
def _logical_subjects(verb: Token) -> list[Token]:
    if is_passive(verb):
        agents = _agents(verb)
        if not agents:
            below = [c for c in verb.children if c.dep_ == "dobj"]  # "was given a hearing [by the judge]"
            below += objects_of(verb, {"with"})
            agents = [
                pobj
                for prep in (*verb.children, *(c for noun in below for c in noun.children if c.i > verb.i))
                if prep.dep_ in {"prep", "agent"} and prep.lower_ == "by"
                for pobj in governed(prep)
                if pobj.ent_type_ not in TIMES
            ]
        return conjuncts(agents)
    return grammatical_subjects(verb)


def grammatical_subjects(verb: Token) -> list[Token]:
    """Heads of the grammatical subject, whether it acts or is acted upon; of a clause or participle that modifies one
    of several only those before it: "[Bo Ek], who led it, and Ana Ruiz"."""
    heads = subject_heads(verb)
    is_modifier = verb.dep_ in {"acl", "relcl"} and any(head.i < verb.i for head in heads)
    return [t for t in conjuncts(heads) if t.i < verb.i or not is_modifier]


def subject_heads(verb: Token, depth: int = 0) -> list[Token]:
    """Heads of the grammatical subject, without their conjuncts; ``depth``: how many verbs were climbed so far."""
    if (by_hearsay := acts_by_hearsay(verb)) is not None:
        return [by_hearsay]
    own_heads = [c for c in own_subjects(verb) if c.dep_ != "expl"]
    own_heads = [c for aux in verb.children if aux.dep_ == "aux" for c in own_subjects(aux)] + own_heads
    if own_heads:
        return [_first_subject(verb, own_heads)]
    if verb.dep_ == "conj" and verb.head.pos_ in CLAUSAL | {"ADJ", "NOUN"}:
        if is_passive(verb.head) and not is_passive(verb):
            return [c for c in verb.head.children if c.dep_ == "nsubjpass"]
        return subject_heads(verb.head, depth + 1)
    if verb.dep_ in {"xcomp", "advcl", "ccomp", "pcomp"} and depth < 6:
        return _controllers(verb, depth)
    if verb.dep_ in {"relcl", "acl"}:
        if is_infinitive(verb) and (verb.dep_ == "acl" or verb.head.lemma_ in PROTESTS):
            return _owners(verb.head) or _doers_of(verb.head, PROTESTS, depth)
        is_gerund = verb.tag_ == "VBG"
        return _doers_of(_last_of_two(verb), ISSUED_OR_STAGED, depth) if is_gerund else [verb.head]
    return subject_heads(verb.head, depth + 1) if verb.dep_ in {"acomp", "attr", "oprd"} else []


def _first_subject(verb: Token, own_heads: list[Token]) -> Token:
    """The first of a verb's own subjects, or the antecedent where that is a relative pronoun."""
    is_label = len(own_heads) > 1 and any(t.text == ":" for t in verb.doc[own_heads[0].i : own_heads[1].i])
    subject = own_heads[1] if is_label else own_heads[0]  # "Bo Ek (Peru): Peru opposes it": whose turn it is
    if subject.lower_ in RELATIVE_PRONOUNS and len(own_heads) > 1:
        subject = own_heads[1]  # "what Peru was ready to accept": the relative pronoun is no subject
    return antecedent(subject) if subject.lower_ in RELATIVE_PRONOUNS and verb.dep_ == "relcl" else subject


def antecedent(pronoun: Token) -> Token:
    """The antecedent of a relative pronoun that is a subject, also by the pronoun's form: "Bo Ek of the Forum, who" is
    Bo Ek, "Bo Ek, head of the Forum, which" is the Forum. A "which" for a whole clause has the verb of that clause, and
    a noun that only tells what somebody is stands for who it is: "[Bo Ek] is a liar who"."""
    if (bearer := _bearer_of(pronoun.head.head, pronoun)) is not None:
        return bearer
    noun, doc, before = _agreeing_noun(pronoun.head.head, pronoun.head), pronoun.doc, pronoun.i - 1
    is_set_off = before > 0 and doc[before].text == ","
    if is_set_off and (verb := _verb_meant(pronoun, doc[before - 1])) is not None:
        return verb
    is_plural = pronoun.head.tag_ == "VBP" and noun.tag_ in {"NNS", "NNPS"}
    if (
        pronoun.lower_ == "which"
        and is_set_off
        and doc[before - 1].ent_type_ == "ORG" != noun.ent_type_
        and not is_plural
    ):
        return _head_of_name(doc[before - 1])
    if pronoun.lower_ != "who":
        is_place = pronoun.lower_ == "which" and is_set_off and noun.ent_type_ == "GPE"
        return (calling_document(noun, pronoun.head) if is_place else None) or noun
    person = noun
    while is_set_off and person.ent_type_ in {"ORG", "GPE"} and person.dep_ in {"pobj", "compound", "poss", "appos"}:
        person = person.head.head if person.dep_ == "pobj" else person.head
    while person.dep_ == "appos" and person.ent_type_ != "PERSON" and person.head.ent_type_ == "PERSON":
        person = person.head
    return person if person.ent_type_ == "PERSON" and person.i < noun.i else _people_of(noun)


def _bearer_of(predicate: Token, pronoun: Token) -> Token | None:
    """Who is what a noun before a relative pronoun says, or a noun beside it: "[Bo Ek] is a liar, a cheat, who", "is a
    liar and cheat who"; None for a name, "it was Bo Ek", for what somebody is not, and where the pronoun may stand for
    another, "is a backer of the rebels, who", "is a member, which"; not "is a member of parliament who"."""
    is_set_off, is_person = pronoun.nbor(-1).text == ",", pronoun.lower_ == "who"
    others = [t for t in objects_of(predicate, {"of", "to"}) if t.i < pronoun.i]
    if (is_set_off and not is_person) or any(is_set_off or not is_person or t.tag_ != "NN" for t in others):
        return None
    noun = predicate
    while noun.dep_ in {"appos", "conj"} and noun.pos_ == "NOUN":
        noun = noun.head
    verb = noun.head
    is_told = noun.dep_ == "attr" and verb.lemma_ == "be" and predicate.pos_ == "NOUN"
    if not is_told or is_negated(verb) or has_determiner_no(noun):
        return None
    told_of = own_subjects(verb) or (subject_heads(verb) if verb.dep_ == "conj" else [])
    return next((c for c in told_of if c.pos_ == "PROPN" or c.lower_ in PRONOUNS_OF_ONE_BEARER), None)


def _verb_meant(which: Token, word_before: Token) -> Token | None:
    """The verb of the clause for which a "which" behind a name may stand: "[is] a lawyer for Peru, which would require
    a licence"; None where it is more likely the name: "turned to Peru, which would demand a fee", "Peru, which would
    require a fee, left"."""
    requiring, name = which.head, which.head.head
    if which.lower_ != "which" or word_before.ent_type_ not in {"GPE", "ORG"} or name.dep_ not in {"dobj", "pobj"}:
        return None
    verb = next((t for t in name.ancestors if tense(t) in FINITE), None)
    if verb is None or not has_auxiliary(requiring, AUXILIARIES_OF_THE_UNREAL):
        return None
    is_consequence = requiring.lemma_ in VERBS_OF_ENTAILING or (
        requiring.lemma_ in VERBS_OF_ASKING_MUCH and verb.lemma_ in {"be", "have"} and tense(verb) not in {"VBD", "VBN"}
    )
    return verb if is_consequence else None


def _agreeing_noun(noun: Token, verb: Token) -> Token:
    """The noun at or above ``noun`` that agrees in number with the verb of a relative clause: "a deal between the
    Peruvians and the Chileans, which [needs] time"."""
    wanted = {"VBZ": {"NN", "NNP"}, "VBP": {"NNS", "NNPS"}}.get(verb.tag_)
    if verb.tag_ == "VBP" and (noun.dep_ == "conj" or any(c.dep_ == "conj" for c in noun.children)):
        return noun  # "Chile and Peru, which back it"
    fits = noun
    while wanted is not None and fits.tag_ not in wanted and fits.ent_type_ != "GPE" and fits.dep_ in {"pobj", "conj"}:
        fits = fits.head.head if fits.dep_ == "pobj" else fits.head
    return fits if wanted is not None and fits.tag_ in wanted else noun


def _head_of_name(token: Token) -> Token:
    """The head of the name whose last word is ``token``."""
    start = token.i
    while start > 0 and token.doc[start].ent_iob_ == "I":
        start -= 1
    while start <= token.head.i < token.i:
        token = token.head
    return token


def _controllers(verb: Token, depth: int) -> list[Token]:
    """Who does what a dependent verb says: the subject or the object of the verb above it."""
    head = verb.head
    if head.pos_ in {"ADP", "ADV"}:  # "without asking", "went so far as to ask"
        head = head.head
    if verb.dep_ == "pcomp" and (quoted := quoted_as_saying(head)) is not None:
        return [quoted]
    if verb.dep_ == "ccomp" and not is_infinitive(verb) and verb.tag_ != "VBG":
        return []
    if verb.dep_ == "xcomp" and head.lemma_ in OBJECT_CONTROL_VERBS:
        objects = [c for c in head.children if c.dep_ in {"dobj", "nsubjpass", "dative"}]
        if objects:
            return objects[:1]
    if (
        verb.dep_ == "pcomp"
        and verb.head.lower_ in PREPOSITIONS_OF_DEEDS
        and head.lemma_ in word_set("verbs-about-deeds")
    ):
        blamed = logical_objects(head)
        if blamed:
            return blamed[:1]
    if _agents_go_on_to_say(verb, head):
        return _agents(head)
    return subject_heads(head, depth + 1) if head.pos_ in CLAUSAL | {"ADJ"} else []


def _agents_go_on_to_say(verb: Token, passive_verb: Token) -> bool:
    """Whether the agents of a passive verb go on to speak: "the text was opposed by Peru, [saying] it was long"."""
    speaks = (
        verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.i > passive_verb.i and verb.lemma_.casefold() in cues()
    )
    if not speaks or passive_verb.pos_ not in CLAUSAL or not is_passive(passive_verb):
        return False
    return any(head.i in NAMED(verb.doc) for head in _agents(passive_verb))


def _agents(verb: Token) -> list[Token]:
    by = (c for c in verb.children if c.dep_ == "agent" and c.nbor(-1).lower_ != "not")  # "by Peru, not by Chile"
    return [head for agent in by for head in governed(agent) if head.ent_type_ not in TIMES]


def quoted_as_saying(verb: Token) -> Token | None:
    """Who speaks in "the paper quoted [her] as saying"."""
    if verb.lemma_ not in QUOTING or not any(
        c.lower_ == "as" and any(p.dep_ == "pcomp" for p in c.children) for c in verb.children
    ):
        return None
    return next(iter(logical_objects(verb)), None)


def _doers_of(noun: Token, kinds: frozenset[str], depth: int) -> list[Token]:
    """Who does what a clause below a noun says: "issued a statement [condemning it]", "began a fast [to protest
    it]"."""
    if noun.lemma_ not in kinds:
        return [noun]
    if owners := _owners(noun):
        return owners
    verb = noun.head
    issued = noun.dep_ == "dobj" and verb.lemma_ in word_set("issuing-verbs")
    return subject_heads(verb, depth + 1) if issued else [noun]


def _last_of_two(clause: Token) -> Token:
    """The noun that a gerund tells of: the second of two who are set apart, "clashes between the guards and [nurses]
    demanding pay"."""
    noun = clause.head
    joined = [c for c in noun.children if c.dep_ == "conj" and c.right_edge.i + 1 == clause.left_edge.i]
    apart = any(t.lower_ == "between" for t in noun.ancestors if t.dep_ == "prep")
    return joined[-1] if apart and joined else noun


def _people_of(noun: Token) -> Token:
    """The antecedent of "who" after a body or a place: "Bo Ek of the Forum, who ..." is Bo Ek, "envoys of the union in
    Lima, Peru, who ..." are envoys."""
    governor = noun
    while governor.ent_type_ != "PERSON" and governor.tag_ not in {"NNS", "NNPS"}:
        if governor.dep_ == "pobj" and governor.head.lower_ in PREPOSITIONS_BEFORE_BODIES:
            governor = governor.head.head
        elif governor.dep_ == "appos" and governor.ent_type_ in PLACES_AND_BODIES:
            governor = governor.head
        else:
            break
    return governor if noun.ent_type_ in PLACES_AND_BODIES and governor.pos_ in {"NOUN", "PROPN"} else noun


def _owners(noun: Token) -> list[Token]:
    return possessors(noun)[:1]


def conjuncts(heads: Iterable[Token]) -> list[Token]:
    """The heads and everything coordinated with them, in text order.

    "France, with Spain" and "France as well as Spain" are coordinated too; of "France, but not Spain" only France is.
    """
    members: dict[int, Token] = {}
    for head in heads:
        stack = [head]
        while stack:
            token = stack.pop()
            if token.i in members:
                continue
            members[token.i] = token
            joined = [c for c in token.children if c.dep_ == "conj" and c.pos_ not in {"VERB", "AUX"}]
            joined += [
                c
                for c in token.children
                if c.dep_ == "appos" and token.ent_type_ in {"GPE", "NORP"} and c.ent_type_ == "GPE"
            ]
            stack.extend(c for c in joined if not _is_left_out(c))
    return [members[i] for i in sorted(members)]


def _is_left_out(member: Token) -> bool:
    """ "France, but not [Spain]"; not "not only France but also [Spain]"."""
    first_word = member.left_edge
    negation = first_word if first_word.lower_ == "not" or not first_word.i else first_word.nbor(-1)
    return negation.lower_ == "not" and negates(negation)


def shares_not_or_object(verb: Token) -> bool:
    """Whether a verb shares a "not" or an object with the one that it is coordinated with."""
    return shares_not(verb) or _shares_object(verb)


def _shares_object(verb: Token) -> bool:
    """Whether a verb shares its object with the one that it is coordinated with, so that both have one matter:
    "promised to keep and [widen] trade", "should be kept and [extended]"; not "kept and sent to Peru", "to resign and
    pay"."""
    first = verb.head
    if verb.tag_ == first.tag_ == "VBN" and is_passive(first):
        apart = SUBJECTS | {"aux", "auxpass", "dative", "prep"}
        return not any(c.dep_ in apart for c in verb.children)
    alike = verb.tag_ == first.tag_ or {verb.tag_, first.tag_} == {"VB", "VBP"}
    between = verb.doc[first.i + 1 : verb.i]
    near = all(t.lower_ == "to" or (t.dep_ in {"advmod", "cc", "prt"} and t.lower_ != "but") for t in between)
    if not alike or not near or any(map(negates, first.children)):
        return False
    if first.tag_ in {"VB", "VBG"}:
        return first.lemma_ not in VERBS_OFTEN_WITHOUT_OBJECT
    return first.lemma_ in VERBS_SELDOM_WITHOUT_OBJECT and any(c.dep_ == "dobj" for c in verb.children)


@once
def is_passive(verb: Token) -> bool:
    """Whether the verb is passive: it has a passive subject or auxiliary, or is a bare past participle ("led by X")."""
    if any(c.dep_ in {"nsubjpass", "auxpass", "agent"} for c in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl", "amod"}:
        return not any(c.dep_ == "aux" for c in verb.children)
    if verb.dep_ == "conj" and verb.head.tag_ == "VBN" and (verb.tag_ == "VBN" or _has_empty_subject(verb)):
        return not any(c.dep_ in SUBJECTS or c.dep_ == "aux" for c in verb.children) and is_passive(verb.head)
    return verb.lemma_ in VERBS_THAT_NEED_AN_OBJECT and verb.dep_ == "ROOT" and _is_in_headline(verb)


def _has_empty_subject(second: Token) -> bool:
    """Whether a second verb shares an empty "it" as its subject: "it is known and [understood] that ..."."""
    empty = any(c.dep_ == "nsubjpass" and c.lower_ == "it" for c in second.head.children)
    return empty and second.tag_ == "VBD" and any(c.dep_ == "ccomp" for c in second.children)


def _is_in_headline(verb: Token) -> bool:
    """Whether a verb in "-ed" is a passive in a headline, without its auxiliary: "Lima urged to pay"."""
    arcs = {c.dep_ for c in verb.children}
    is_asked = any(c.dep_ == "xcomp" and is_infinitive(c) for c in verb.children)
    return is_asked and not arcs & {"dobj", "dative", "aux", "ccomp"} and verb.tag_ in {"VBD", "VBN"}


def verb_of_telling_of(noun: Token) -> Token | None:
    """The verb by which somebody tells another of what a noun names: "[briefed] Ruiz on the results of the talks"."""
    while noun.dep_ == "pobj" and noun.head.lower_ in PREPOSITIONS_OF_NEWS:
        noun = noun.head.head
        if noun.pos_ == "VERB":
            return noun if noun.lemma_ in VERBS_OF_BRIEFING else None
    return None
