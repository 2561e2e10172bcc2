"""What fills the slots of a predicate: its matter and its addressee.

No slot relies on a single arc where English has a second way of saying it: fillers are found through particles,
passives, infinitives and relative clauses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.actors.cluster import CLUSTER_OF
from kg.extract.frames.means import is_means_to, use_of
from kg.extract.frames.slot_names import (
    AFTER_LAST_WORD,
    CLAUSE,
    GERUND,
    INFINITIVE,
    INFINITIVE_AFTER_LAST_WORD,
    NOUN_AFTER_LAST_WORD,
    OBJECT,
    OTHERS_INFINITIVE,
    OWNER,
    QUOTATION,
    RECIPIENT,
    SUBJECT,
)
from kg.extract.grammar.arcs import (
    clauses_in_writing,
    complement,
    governed,
    has_mark,
    has_own_subject,
    own_subject,
    own_subjects,
    speaks_for,
)
from kg.extract.grammar.clause import (
    OBJECT_CONTROL_VERBS,
    RELATIVE_PRONOUNS,
    grammatical_subjects,
    is_passive,
    subject_heads,
)
from kg.extract.grammar.conditions.consequences import is_consequence
from kg.extract.grammar.conditions.inversion import is_inverted_condition
from kg.extract.grammar.occurrences import word_at
from kg.extract.grammar.phrase import renames, trimmed
from kg.extract.grammar.tense import CLAUSAL, SUBJECTS, has_finite_auxiliary, is_infinitive
from kg.extract.words.lexicon import word_set

__all__ = ["Slot", "slot"]

VERBS_OF_GIVING = word_set("verbs-of-giving")
GERUNDS_AS_PREPOSITIONS = word_set("gerunds-as-prepositions")
SMALL_CLAUSES = {"ccomp", "prt", "advmod"}
"""Arcs to the last word of a small clause, which has no verb: "wanted [the water back]"."""
VERBS_OF_STANDING = word_set("verbs-of-standing")


@dataclass(frozen=True, slots=True)
class Slot:
    """What fills a slot: its head token, its tokens ``[start, end)``, and ``actor``, the head of an actor that the
    words put in the same place ("urged Greece to act": Greece)."""

    name: str
    head: int
    start: int
    end: int
    actor: int | None = None


def slot(token: Token, name: str, last: Token | None = None) -> Iterator[Slot]:
    """The fillers of slot ``name`` of the predicate whose head is ``token`` and whose last matched word is ``last``.

    `kg.extract.frames.slot_names` tells what each name means.
    """
    return FINDERS.get(name, _after_preposition)(name, token, last)


def _heads(token: Token, last: Token | None) -> list[Token]:
    """The words of a predicate on which the fillers of its slots may depend."""
    heads = [token] if last is None or last.i == token.i else [token, last]
    if last is not None and last.dep_ in {"amod", "compound"} and last.head.i != token.i:
        heads.append(last.head)  # "gave [the green light to] the deal"
    return heads


def _clauses(name: str, token: Token, last: Token | None) -> Iterator[Slot]:
    for head in _heads(token, last):
        below = [*head.children]
        if head.dep_ == "acomp" and head.i == token.i:  # "is adamant [that ...]", hung on "is"
            below += [c for c in head.head.children if c.dep_ == "ccomp" and c.left_edge.i == head.i + 1]
        yield from (_clause(name, c) for c in below if _is_said(c, token))
    if token.pos_ == "VERB":
        yield from (_clause(name, c) for c in clauses_in_writing(token))


def _is_said(clause: Token, token: Token) -> bool:
    """Whether a clause is the content of what ``token`` says."""
    if clause.dep_ not in {"ccomp", "acl", "relcl", "appos", "csubj"} or clause.pos_ not in CLAUSAL:
        return False
    if is_inverted_condition(clause) or is_consequence(clause) or not _is_finite(clause):
        return False
    if clause.i < token.i and not _is_said_before(clause, token):
        return False
    return clause.dep_ not in {"relcl", "acl"} or has_mark(clause, {"that"})


def _infinitives(name: str, token: Token, last: Token | None) -> Iterator[Slot]:
    for head in _heads(token, last):
        for c in head.children:
            own = has_own_subject(c)
            if not own and is_infinitive(c) and c.dep_ in {"xcomp", "ccomp", "advcl", "acl", "relcl", "pcomp"}:
                yield _infinitive(name, c)


def _gerunds(name: str, token: Token, _: Token | None) -> Iterator[Slot]:
    for c in token.children:
        aside = c.dep_ == "advcl" and (c.i < token.i or c.left_edge.nbor(-1).text == ",")
        done = _is_gerund(c) and c.dep_ in {"xcomp", "ccomp", "dobj", "advcl"} and not has_finite_auxiliary(c)
        if done and not aside:  # "refused, [saying that ...]", "[Saying that ...], refused" say how
            yield _infinitive(name, c)
        elif c.dep_ == "prep" and c.lower_ in GERUNDS_AS_PREPOSITIONS and c.i == token.i + 1:
            yield _phrase(name, c)  # "proposed [including text]": a gerund read as a preposition


def _subjects(name: str, token: Token, _: Token | None) -> Iterator[Slot]:
    for c in grammatical_subjects(token if token.pos_ in CLAUSAL else token.head):
        yield _phrase(name, c)


def _after_preposition(name: str, token: Token, last: Token | None) -> Iterator[Slot]:
    heads = _heads(token, last)
    found = [place for head in heads for place in _prepositional(name, head)]
    if name == ":to" and not found:
        found = [*_shifted(name, token, last or token)]
    if not found and token.dep_ in {"prep", "advmod", "acomp"} and token.head.lemma_ in VERBS_OF_STANDING:
        after = _prepositional(name, token.head)  # "is on board [with the plan]", hung on "is"
        found = [place for place in after if place.start > heads[-1].i]
    yield from sorted(found, key=lambda place: place.head < token.i)  # what is fronted comes last


def _possessors(name: str, _: Token, last: Token | None) -> Iterator[Slot]:
    """ "Sprang to [the plan]'s defence": a name or noun only, since a pronoun mostly refers to the subject."""
    for c in last.children if last is not None else ():
        if c.dep_ == "poss" and c.pos_ != "PRON":
            yield Slot(name, c.i, c.left_edge.i, c.i + 1)


def _shifted(name: str, verb: Token, last: Token) -> Iterator[Slot]:
    """ "Gave [the plan] its blessing": the recipient stands before the object, without "to". Not beside an infinitive,
    where the recipient is only who may do what it says."""
    below = [verb, *(c for c in verb.children if c.dep_ == "dobj")]
    is_name = verb.lemma_ in VERBS_OF_GIVING and last.i != verb.i
    if is_name and not any(is_infinitive(c) for b in below for c in b.children):
        yield from _recipients(name, verb, last)


def _is_gerund(verb: Token) -> bool:
    """ "leaning on lenders", "having leaned on lenders"."""
    return verb.tag_ == "VBG" or (
        verb.tag_ == "VBN" and any(c.tag_ == "VBG" and c.dep_ == "aux" for c in verb.children)
    )


def _is_finite(verb: Token) -> bool:
    if is_infinitive(verb):
        return False
    return verb.tag_ in {"VBD", "VBP", "VBZ", "MD", "VB", "VBN"} or any(
        c.dep_ in {"aux", "auxpass"} for c in verb.children
    )


def _objects(name: str, token: Token, _: Token | None) -> Iterator[Slot]:
    """ "Rejected [the deal]", "[the deal] was rejected", "[the deal] that Berlin rejected", "held [Peru]
    responsible"."""
    if token.pos_ in CLAUSAL and is_passive(token):
        first = token.head if token.dep_ == "conj" else token
        if first.dep_ in {"acl", "amod"} and not has_own_subject(token):
            yield _phrase(name, first.head, stop=first)
        else:
            yield from (_phrase(name, c) for c in subject_heads(token))
        return
    for c in token.children:
        if c.dep_ in {"dobj", "attr", "oprd"} and c.pos_ not in CLAUSAL and not renames(c):
            if c.lower_ in RELATIVE_PRONOUNS and token.dep_ == "relcl":
                yield _phrase(name, token.head, stop=token)
            else:
                yield _with_use(name, token, c)
    filled = any(c.dep_ in {"dobj", "ccomp", "xcomp"} and c.lower_ not in RELATIVE_PRONOUNS for c in token.children)
    above = _relative_above(token) if not filled else None
    if above is not None:  # "the deal that Berlin rejected", "... and that Rome killed"
        own = own_subjects(token)
        if own and own[0].lower_ not in RELATIVE_PRONOUNS:
            yield _phrase(name, above.head, stop=above)
    for c in token.children:  # "held [the union] responsible": the object read as the adjective's subject
        if c.dep_ == "ccomp" and c.pos_ in {"ADJ", "NOUN"}:
            yield from (_phrase(name, g) for g in c.children if g.dep_ == "nsubj")


def _with_use(name: str, verb: Token, noun: Token) -> Slot:
    """An object, with what somebody needs it for: "requested [more time to negotiate]"."""
    phrase, use = _phrase(name, noun), use_of(verb, noun)
    if use is None or use.left_edge.i != phrase.end:
        return phrase
    return Slot(name, noun.i, phrase.start, trimmed(use, drop={"mark", "punct", "cc"})[1])


def _relative_above(verb: Token) -> Token | None:
    """The relative clause that ``verb`` heads, or continues with a relative pronoun of its own."""
    if verb.dep_ == "conj" and verb.head.dep_ == "relcl":
        return verb.head if any(c.lower_ in RELATIVE_PRONOUNS for c in verb.children) else None
    return verb if verb.dep_ == "relcl" else None


def _object_infinitives(name: str, token: Token, _: Token | None) -> Iterator[Slot]:
    for c in token.children:
        yield from _done_by_another(name, token, c)
    for c in token.children:  # "urged [Iraqi leaders to reconsider]": the infinitive hung on the object
        if c.dep_ in {"dobj", "nsubjpass"}:
            for g in c.children:
                if g.dep_ in {"acl", "relcl"} and is_infinitive(g) and not is_means_to(token, c, g):
                    yield _infinitive(name, g, actor=c.i)


def _done_by_another(name: str, token: Token, child: Token) -> Iterator[Slot]:
    """What somebody else is to do, as far as this child of the predicate says it."""
    own = own_subjects(child)
    if child.pos_ in {"ADP", "ADV"} and child.dep_ in SMALL_CLAUSES and own:
        yield _infinitive(name, child, actor=own[0].i)  # "wanted [the water back]"
    if child.pos_ not in CLAUSAL and child.pos_ not in {"NOUN", "ADJ"}:
        return
    if child.dep_ in {"ccomp", "xcomp"} and own and not _is_marked(child):
        bare = {"VB", "VBG", "VBN"} | ({"VBD"} if token.lemma_ in {"like", "want"} else set())
        if is_infinitive(child) or (child.tag_ in bare and not has_finite_auxiliary(child)):
            yield _infinitive(name, child, actor=own[0].i)
    elif child.dep_ in {"xcomp", "advcl", "ccomp"} and is_infinitive(child):
        objects = [g for g in token.children if g.dep_ in {"dobj", "dative", "nsubjpass"} and g.i < child.i]
        theirs = bool(objects) and (objects[0].lower_ not in RELATIVE_PRONOUNS or token.lemma_ in OBJECT_CONTROL_VERBS)
        if theirs and not is_means_to(token, objects[0], child):  # not "a deal that Peru would like to see"
            yield _infinitive(name, child, actor=objects[0].i)


def _is_marked(clause: Token) -> bool:
    return any(m.lower_ in {"that", "if", "whether"} for m in clause.children)


def _quotes(name: str, token: Token, _: Token | None) -> Iterator[Slot]:
    sentence = token.sent
    marks = [t.i for t in sentence if t.text == '"']
    for a, b in zip(marks[::2], marks[1::2], strict=False):
        if b - a > 2 and not _enclose_name(token.doc[a]):
            inner = token.doc[a + 1 : b]
            yield Slot(name, inner.root.i, a + 1, b)


def _enclose_name(mark: Token) -> bool:
    """Whether the quotation marks that open here enclose a name: known as "the Fox"."""
    return word_at(mark.doc, mark.i - 1) == "as"


def _complements(name: str, _: Token, last: Token | None) -> Iterator[Slot]:
    """ "Called for [a vote]", "is ready [to sign]" (``@inf``); nothing for "agreed on behalf of Peru"."""
    if last is None or any(c.lower_ == "behalf" for c in last.children):
        return
    if last.dep_ == "mark":
        yield from _subordinated(name, last.head)
        return
    for c in last.children:
        below = c.dep_ in {"xcomp", "advcl", "ccomp", "acl", "relcl"} and is_infinitive(c)
        if not below and c.dep_ not in {"pobj", "pcomp", "dobj"}:
            continue
        if name == INFINITIVE_AFTER_LAST_WORD:
            infinitives = [g for g in c.children if g.dep_ in {"acl", "relcl", "xcomp"} and is_infinitive(g)]
            if c.dep_ == "pobj" and infinitives and (c.i in CLUSTER_OF(c.doc) or is_passive(infinitives[0])):
                yield _infinitive(name, infinitives[0], actor=c.i)
            elif is_infinitive(c):
                yield _infinitive(name, c)
        else:
            yield _infinitive(name, c) if c.pos_ in CLAUSAL else _phrase(name, c)
    if name == INFINITIVE_AFTER_LAST_WORD:
        yield from _hung_above(name, last)


def _subordinated(name: str, clause: Token) -> Iterator[Slot]:
    """ "Called for the fund to be set up": the preposition read as a subordinator."""
    if is_infinitive(clause):
        doer = own_subject(clause)
        yield _infinitive(name, clause, actor=doer.i if doer is not None else None)


def _hung_above(name: str, last: Token) -> Iterator[Slot]:
    """ "Called for Athens to leave": the infinitive hung on the verb above the preposition."""
    doer = complement(last)
    if doer is None:
        return
    for verb in last.head.children:
        if verb.dep_ not in {"advcl", "xcomp", "ccomp"} or not is_infinitive(verb):
            continue
        if doer.i in CLUSTER_OF(verb.doc) or is_passive(verb):
            yield _infinitive(name, verb, actor=doer.i)


def _recipients(name: str, verb: Token, last: Token | None) -> Iterator[Slot]:
    """ "Gave [the offer] short shrift", "[the offer] was given short shrift": the parser may also take it for an
    object, or for a modifier of the gift."""
    for c in verb.children:
        if c.dep_ == "dative":
            yield from (_phrase(name, p) for p in (governed(c) or [c]))
    if last is None or last.i == verb.i:
        return
    given = last if last.dep_ in {"dobj", "attr", "oprd"} or last.head.i == verb.i else last.head
    if is_passive(verb):
        yield from (_phrase(name, c) for c in subject_heads(verb) if c.i != given.i)
    yield from (_phrase(name, c) for c in verb.children if c.dep_ == "dobj" and c.i < given.i)
    for c in given.children:
        if c.dep_ in {"nmod", "compound"} and given.left_edge.pos_ in {"DET", "PRON"}:
            yield Slot(name, c.i, given.left_edge.i, c.i + 1)


def _prepositional(name: str, head: Token) -> Iterator[Slot]:
    preposition = name[1:]
    for c in head.children:
        if preposition == "for" and c.i > head.i and c.dep_ in {"advcl", "acl", "relcl", "ccomp", "xcomp"}:
            yield from _for_somebody_to(name, c)
        if speaks_for(c, head):
            continue
        if c.lower_ == preposition and c.dep_ in {"prep", "agent", "dative", "mark", "advcl"}:
            for p in c.children:
                if p.dep_ == "pobj":
                    done = _done_by(head, p) if preposition == "for" else None
                    yield _phrase(name, p) if done is None else _infinitive(name, done, actor=p.i)
                elif p.dep_ in {"pcomp", "ccomp"}:
                    yield _infinitive(name, p)


def _for_somebody_to(name: str, clause: Token) -> Iterator[Slot]:
    """ "Set a deadline [for Paris to act]": the preposition read as a subordinator."""
    doer = own_subject(clause)
    if doer is not None and has_mark(clause, {"for"}):
        yield _infinitive(name, clause, actor=doer.i)


def _done_by(head: Token, doer: Token) -> Token | None:
    """The infinitive right after whoever is to do it: "calls by Peru for [the bank to wait]"."""
    for c in (*doer.children, *head.children):
        if c.dep_ in {"advcl", "acl", "relcl", "xcomp"} and is_infinitive(c) and c.left_edge.i - 1 in {
            doer.i, doer.right_edge.i
        }:  # fmt: skip
            return c if doer.i in CLUSTER_OF(doer.doc) else None
    return None


def _is_said_before(clause: Token, verb: Token) -> bool:
    """Whether a clause before its verb is what is said, not a sentence of its own before a semicolon or colon."""
    between = verb.doc[clause.i : verb.i]
    return not any(t.text in {";", ":"} for t in between) and not any(c.dep_ == "dobj" for c in verb.children)


def _clause(name: str, verb: Token) -> Slot:
    start, end = trimmed(verb, drop={"mark", "punct", "cc"})
    return Slot(name, verb.i, start, end)


def _infinitive(name: str, verb: Token, actor: int | None = None) -> Slot:
    suffers = name == INFINITIVE_AFTER_LAST_WORD and is_passive(verb)
    if actor is not None and (suffers or actor not in CLUSTER_OF(verb.doc)) and verb.doc[actor].head.i == verb.i:
        start, end = trimmed(verb, drop={"mark", "punct", "cc"})  # who only suffers, or is a thing, is part of it
        return Slot(name, verb.i, start, end)
    start, end = trimmed(verb, drop={"mark", "punct", "cc"} | SUBJECTS, skip_to=True)
    if actor is not None and is_passive(verb) and actor not in CLUSTER_OF(verb.doc) and actor == verb.left_edge.i - 1:
        start = verb.doc[actor].left_edge.i  # "requested [the map to be changed]"
    return Slot(name, verb.i, start, end, actor)


def _phrase(name: str, head: Token, stop: Token | None = None) -> Slot:
    start, end = trimmed(head, drop={"punct", "cc", "relcl", "preconj"}, stop=stop)
    return Slot(name, head.i, start, end)


FINDERS: Mapping[str, Callable[[str, Token, Token | None], Iterator[Slot]]] = {
    OBJECT: _objects,
    CLAUSE: _clauses,
    INFINITIVE: _infinitives,
    OTHERS_INFINITIVE: _object_infinitives,
    GERUND: _gerunds,
    SUBJECT: _subjects,
    QUOTATION: _quotes,
    OWNER: _possessors,
    AFTER_LAST_WORD: _complements,
    INFINITIVE_AFTER_LAST_WORD: _complements,
    NOUN_AFTER_LAST_WORD: _complements,
    RECIPIENT: _recipients,
}
"""Functions that find the fillers of a slot, by its name; any other name is a colon and a preposition."""
