"""The addressee of a predicate of stance: "urged [Greece] to act", "refused a request [from Peru] to wait"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import Cluster, cluster_at
from kg.extract.candidates.values import DIRECTED
from kg.extract.frames.slot_names import CLAUSE, OBJECT
from kg.extract.frames.slots import Slot, slot
from kg.extract.grammar.arcs import complements, logical_objects, objects_of
from kg.extract.grammar.clause import grammatical_subjects, is_passive, subjects
from kg.extract.grammar.tense import is_infinitive
from kg.extract.positions.proposing.fillers import RECIPROCAL
from kg.extract.positions.proposing.holder import actor_at_first
from kg.extract.positions.proposing.owners.nouns import noun_holders
from kg.extract.words.lexicon import Predicate, word_set
from kg.model import ActorType, Stance

__all__ = [
    "PAPERS",
    "addressee_of",
    "asked_in",
    "blamed",
    "is_enabled",
    "is_guess",
    "is_reciprocal",
    "is_sought",
    "named_within",
    "only_gets",
]

ANSWERS = {Stance.ACCEPT, Stance.REJECT}
"""Stances on what somebody had asked for."""
TOKENS_OF_BRACKET = 5
"""Tokens, at most, of a bracket that holds another name of what stands before it."""
THINGS_GOT_BY_ONES_OWN_EFFORT = word_set("things-got-by-ones-own-effort")
TREATIES = word_set("treaties")
VERBS_OF_SEEKING = word_set("verbs-of-seeking")
VERBS_OF_LEADING_OR_FOUNDING = word_set("verbs-of-leading-or-founding")
VERBS_OF_GETTING = {"face", "get", "receive"}
PAPERS = word_set("writings") | word_set("tabled-nouns")


def addressee_of(predicate: Predicate, token: Token, last: Token, place: Slot, stance: Stance) -> Cluster | None:
    """The addressee of a stance of the predicate at ``token`` that ends in ``last``; None where it has none.

    ``place`` is the filled slot of its matter.
    """
    found = (_asker(token, last) if stance in ANSWERS else None) or _in_frame(predicate, token, last, place, stance)
    head = token.doc[place.head]
    is_put_forward = stance == Stance.PROPOSE  # "proposed two groups", "nominated Ek"
    if found is not None or place.name != OBJECT or is_put_forward or _is_indefinite(head) or _is_part_of_deed(head):
        return found
    object_ = cluster_at(head)
    is_paper = object_ is not None and object_.type != ActorType.PERSON and head.lemma_.casefold() in PAPERS
    return None if is_paper else object_


def _in_frame(predicate: Predicate, token: Token, last: Token, found: Slot, stance: Stance) -> Cluster | None:
    """The actor in a slot of the addressee, or the one who is to do what the matter says."""
    doc = token.doc
    if found.actor is not None:
        asked = doc[found.actor]
        cluster = cluster_at(asked)
        if cluster is not None:
            return None if is_sought(asked) else cluster
    for name in predicate.addressee:
        for place in slot(token, name, last):
            cluster = cluster_at(doc[place.head])
            if cluster is not None and place.head != found.head:
                return cluster
    if found.name == CLAUSE and stance in DIRECTED:
        verb = doc[found.head]
        if stance == Stance.ACCUSE:
            return blamed(verb)
        return asked_in(verb)
    return None


def named_within(doc: Doc, holder: Cluster) -> set[int]:
    """The tokens inside a holder's mentions, with a bracket right after one: who is named there is the holder's leader,
    owner or short name and no addressee, "the [Ek] administration", "the National Union ([NU])"."""
    found: set[int] = set()
    for start, end in [*((m.start, m.end) for m in holder.mentions), *((a, b) for a, b, _ in holder.extra)]:
        if end < len(doc) and doc[end].text == "(":
            end = next((t.i for t in doc[end : end + TOKENS_OF_BRACKET] if t.text == ")"), end)
        found.update(range(start, end))
    return found


def asked_in(clause: Token) -> Cluster | None:
    """Who is asked by what a clause says should be done: its doer, or of what somebody should only get, whoever is to
    give it: "the miners should receive a pension [from Peru]"."""
    if not only_gets(clause):
        return actor_at_first([doer for doer in subjects(clause) if not is_guess(doer)])
    given = [clause, *logical_objects(clause)]
    return actor_at_first([giver for word in given for giver in objects_of(word, {"from"})])


def is_enabled(verb: Token) -> bool:
    """Whether a clause says that others should let somebody do something: "they must be able to pray"; not "be able and
    willing to pay", "be free of weapons"."""
    able = (c for c in verb.children if c.dep_ == "acomp" and c.lower_ in {"able", "free"})
    return any(is_infinitive(g) for c in able for g in c.children)


def only_gets(verb: Token) -> bool:
    """Whether the subject of a verb is given something or undergoes it: "receive aid", "get lawyers", "face a trial";
    not "receive the envoys", "get rid of it", "get approval", "get a deal with Peru", "face the facts"."""
    if verb.lemma_ not in VERBS_OF_GETTING or is_passive(verb):
        return False
    apart = any(c.dep_ in {"prt", "xcomp", "ccomp"} or c.lower_ in {"out", "off", "away"} for c in verb.children)
    got = [c for c in verb.children if c.dep_ == "dobj" and (verb.lemma_ != "receive" or cluster_at(c) is None)]
    own = any(c.dep_ == "poss" for noun in got for c in noun.children)
    reached = any(c.lemma_ in TREATIES for c in got) and any(objects_of(word, {"with"}) for word in (verb, *got))
    return bool(got) and not (apart or own or reached or any(c.lemma_ in THINGS_GOT_BY_ONES_OWN_EFFORT for c in got))


def is_sought(noun: Token) -> bool:
    """Whether a noun is for somebody indefinite who is only sought or called for, and so not yet there to be asked:
    "called for [a new panel] to study it", "seeks [a leader] to unite it"; not "called on [a panel] to study it"."""
    before = noun.doc[noun.left_edge.i - 1] if noun.left_edge.i else noun
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head
    is_called_for = before.lower_ == "for" and noun.lemma_.casefold() in word_set("bodies-that-are-set-up")
    is_wanted = before.lower_ in {verb.lower_, "for"} and verb.lemma_ in VERBS_OF_SEEKING
    if verb.lemma_ == "want":  # not "wants a neighbour to open the border"
        is_wanted = is_wanted and any(t.lemma_ in VERBS_OF_LEADING_OR_FOUNDING for t in (noun.head, *noun.children))
    return (is_called_for or is_wanted) and _is_indefinite(noun)


def blamed(clause: Token) -> Cluster | None:
    """The actor that an accusation blames, who does what its clause says, "Peru was cheated [by Chile]"; None where it
    only tells what has been done to somebody."""
    by = [maker for c in clause.children if c.dep_ == "agent" for maker in complements(c)]
    doing = [s for s in grammatical_subjects(clause) if not (_is_wronged(s) or is_guess(s))]
    return actor_at_first(by) or actor_at_first(doing)


def _is_wronged(subject: Token) -> bool:
    """Whether the subject of an accusation is a victim in it: "[the victims] had been paid"."""
    verb = subject.head
    described = verb.lemma_ == "be" and not any(c.dep_ == "attr" for c in verb.children)
    suffers = subject.dep_ == "nsubjpass" or described or verb.lemma_ in {"die", "suffer"}
    return suffers and subject.lemma_ in word_set("the-wronged")


def is_guess(pronoun: Token) -> bool:
    """Whether an "it" was resolved to what is named last only after a preposition beside another noun or participle,
    so that it may be any of these: "jailed miners deported from [Peru], saying it violates the law", "the blockade of
    [Lima] goes on. It must end"."""
    somebody = cluster_at(pronoun)
    if pronoun.lower_ != "it" or somebody is None:
        return False
    named = (pronoun.doc[m.head] for m in somebody.mentions if m.head < pronoun.i)
    last = max((t for t in named if t.pos_ != "PRON"), key=lambda t: t.i, default=None)
    if last is None or last.dep_ != "pobj" or last.head.dep_ != "prep":
        return False
    return last.head.head.dep_ == "acl" or last.head.head.pos_ == "NOUN"


def _asker(token: Token, last: Token) -> Cluster | None:
    """The actor whose request is answered, by the noun of asking that the predicate ends in or has as its object:
    "refused a request [from Peru] to wait", "heeded [Peru's] call"."""
    nouns = [last] if last.i != token.i else logical_objects(token)
    for noun in nouns:
        if noun.pos_ == "NOUN" and noun.lemma_ in word_set("things-asked"):
            return actor_at_first(noun_holders(noun)[0])
    return None


def _is_indefinite(noun: Token) -> bool:
    """Whether a common noun is indefinite, and so no addressee: "a new fund", "any troops"."""
    of_none = any(c.dep_ == "det" and c.lower_ in {"any", "no"} for c in noun.children)
    told = any(c.dep_ == "poss" or c.lower_ in {"the", "this", "that"} for c in noun.children)
    return noun.pos_ == "NOUN" and (of_none or (noun.tag_ == "NN" and not told))


def _is_part_of_deed(noun: Token) -> bool:
    """Whether an object is the subject of the gerund after it, and so no addressee: "ruled out [any troops] being
    sent", "opposed [Chile] joining the pact"."""
    return any(c.dep_ == "acl" and _is_gerund(c) for c in noun.children)


def _is_gerund(verb: Token) -> bool:
    """ "Joining", "being sent"."""
    return verb.tag_ == "VBG" or any(c.lower_ == "being" for c in verb.children)


def is_reciprocal(verb: Token) -> bool:
    """Whether the object of a verb is "each other", "one another" or "the other", or a noun is the object of
    "exchange", "trade" or "swap"."""
    objects = [c for c in verb.children if c.dep_ in {"dobj", "pobj"}]
    objects += [p for c in verb.children if c.dep_ in {"prep", "dative"} for p in complements(c)]
    exchanged = verb.pos_ == "NOUN" and verb.head.lemma_ in {"exchange", "trade", "swap"}
    return exchanged or any(
        c.lower_ in RECIPROCAL or (c.lower_ == "one" and any(g.lower_ == "another" for g in c.children))
        for c in objects
    )
