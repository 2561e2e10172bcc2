"""Clauses as the rules see them: who does it, to what, under which modality, and which words fill a slot.

A rule never leans on one arc where English has a second way of saying it: subjects are found through conjunction,
control, participles and relative clauses; slots through particles, passives and infinitives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.cluster import OF_DOC
from kg.extract.lexicon import word_set
from kg.extract.misparse import (
    active_participle,
    before_inserted_speech,
    object_before,
    party_after_thing,
    rejoined,
    spoken_before,
)
from kg.extract.once import once
from kg.extract.tense import CLAUSAL, SUBJECTS, finite_auxiliary, is_infinitive
from kg.model import Passage

__all__ = [
    "SUBJECTS",
    "Slot",
    "clauses_in_writing",
    "conditional",
    "conjuncts",
    "content",
    "is_infinitive",
    "negated",
    "passage",
    "passive",
    "renames",
    "slot",
    "speaks_for",
    "subjects",
    "trimmed",
    "understated",
]

OBJECT_CONTROL = word_set("object-control-verbs")
GIVING = word_set("verbs-of-giving")
GERUND_PREPOSITIONS = {"including", "excluding", "following", "considering", "covering", "involving"}
RELATIVE = {"who", "which", "that", "whom"}
SMALL = {"ccomp", "prt", "advmod"}
"""Arcs to the last word of a clause without a verb: "wanted [the water back]"."""
STANDING = word_set("verbs-of-standing")
PROTESTS = word_set("protests")
UNDERSTATING = {"from": "far", "than": "less", "but": "anything"}
APART = {"although", "because", "though", "whereas", "while"}
"""Marks of a clause that stands beside what is said or wanted."""
MAY_END = {"acl", "advcl", "amod", "conj", "mark", "prep", "relcl"}
"""Arcs to what may not belong to the words before it; so may what renames them, whatever its arc."""
RENAMING = word_set("renaming-nouns")


@dataclass(frozen=True, slots=True)
class Slot:
    """What fills a slot: the head token of the words, the tokens ``[start, end)``, and the actor's head where the words
    put an actor in the same place ("urged Greece to act": Greece)."""

    name: str
    head: int
    start: int
    end: int
    actor: int | None = None


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Heads of what acts in ``verb``, conjuncts apart, in text order; empty where the text does not tell.

    For a passive verb these are its agents.
    """
    if depth:
        return _acting(verb, depth)
    known: dict[tuple[int, int], list[Token]] = verb.doc.user_data.setdefault("kg_subjects", {})
    key = (verb.i, len(verb.doc.user_data.get(OF_DOC) or ()))  # a later component may have found who else is named
    found = known.get(key)
    if found is None:
        found = known[key] = _acting(verb, 0)
    return list(found)


def _acting(verb: Token, depth: int) -> list[Token]:
    if depth > 6:
        return []
    if passive(verb):
        agents = [pobj for agent in verb.children if agent.dep_ == "agent" for pobj in _pobj(agent)]
        if not agents:
            below = [c for c in verb.children if c.dep_ == "dobj"]  # "was given a hearing [by the judge]"
            below += [p for c in verb.children if c.lower_ == "with" for p in c.children if p.dep_ == "pobj"]
            agents = [
                pobj
                for prep in (*verb.children, *(c for noun in below for c in noun.children if c.i > verb.i))
                if prep.dep_ in {"prep", "agent"} and prep.lower_ == "by"
                for pobj in _pobj(prep)
            ]
        return conjuncts(agents)
    return conjuncts(_subject_heads(verb, depth))


def grammatical_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Heads of the grammatical subject, whether it acts or is acted upon."""
    return conjuncts(_subject_heads(verb, depth))


def _subject_heads(verb: Token, depth: int) -> list[Token]:
    own = [c for c in verb.children if c.dep_ in SUBJECTS and c.dep_ != "expl"]
    own = [c for aux in verb.children if aux.dep_ == "aux" for c in aux.children if c.dep_ in SUBJECTS] + own
    if own and object_before(verb) is not None:
        return _subject_heads(verb.head, depth + 1)
    if own:
        subject = own[0]
        if subject.lower_ in RELATIVE and len(own) > 1 and own[1].dep_ in {"nsubj", "nsubjpass"}:
            subject = own[1]  # "what Peru was ready to accept": the relative pronoun is no subject
        if subject.lower_ in RELATIVE and verb.dep_ == "relcl":
            return [_people_of(verb.head) if subject.lower_ == "who" else verb.head]
        return [subject]
    matrix = rejoined(verb)
    if matrix is not None:
        return _subject_heads(matrix, depth + 1)
    if verb.dep_ == "conj" and verb.head.pos_ in CLAUSAL | {"ADJ", "NOUN"}:
        told = before_inserted_speech(verb)
        heads = _subject_heads(told, depth + 1) if told is not None else []
        if any(h.i in (verb.doc._.cluster_of or ()) for h in heads):
            return heads
        return (
            _subject_heads(verb.head, depth + 1) if not passive(verb.head) or passive(verb) else _actors_of(verb.head)
        )
    if verb.dep_ in {"xcomp", "advcl", "ccomp", "pcomp"} and depth < 6:
        head = verb.head
        if head.pos_ in {"ADP", "ADV"}:  # "without asking", "went so far as to ask"
            head = head.head
        if verb.dep_ == "ccomp" and not is_infinitive(verb) and verb.tag_ != "VBG":
            return []
        if verb.dep_ == "xcomp" and head.lemma_ in OBJECT_CONTROL:
            objects = [c for c in head.children if c.dep_ in {"dobj", "nsubjpass", "dative"}]
            if objects:
                return objects[:1]
        if head.pos_ in CLAUSAL | {"ADJ"}:
            return _subject_heads(head, depth + 1)
        return []
    if verb.dep_ in {"relcl", "acl"}:
        if is_infinitive(verb) and (verb.dep_ == "acl" or verb.head.lemma_ in PROTESTS):
            return _owners(verb.head) or _doers_of(verb.head, PROTESTS, depth)
        return _doers_of(verb.head, word_set("issued-words"), depth) if verb.tag_ == "VBG" else [verb.head]
    if verb.dep_ in {"acomp", "attr", "oprd"}:
        return _subject_heads(verb.head, depth + 1)
    return []


def _doers_of(noun: Token, kinds: frozenset[str], depth: int) -> list[Token]:
    """Who does what is told of a noun: "issued a statement [condemning the raid]", "began a fast [to protest it]"."""
    own = _owners(noun)
    verb = noun.head
    if noun.lemma_ not in kinds or noun.i in noun.doc._.cluster_of:
        return [noun]
    if own:
        return own
    if noun.dep_ == "dobj" and verb.lemma_ in word_set("issuing-verbs"):
        return _subject_heads(verb, depth + 1)
    return [noun]


def _people_of(noun: Token) -> Token:
    """Who "who" is after a body: "Bo Ek of the Forum, who ..." is Bo Ek."""
    above = noun.head.head
    of_body = noun.dep_ == "pobj" and noun.head.lower_ in {"of", "from", "at"} and noun.ent_type_ in {"ORG", "GPE"}
    return above if of_body and above.pos_ in {"NOUN", "PROPN"} else noun


def _actors_of(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ == "nsubjpass"]


def _owners(noun: Token) -> list[Token]:
    return [c for c in noun.children if c.dep_ == "poss"][:1]


def conjuncts(heads: Iterable[Token]) -> list[Token]:
    """The heads and everything coordinated with them, in text order.

    "France, with Spain" and "France as well as Spain" are coordinated too.
    """
    found: dict[int, Token] = {}
    for head in heads:
        stack = [head]
        while stack:
            token = stack.pop()
            if token.i in found:
                continue
            found[token.i] = token
            stack.extend(c for c in token.children if c.dep_ == "conj" and c.pos_ not in {"VERB", "AUX"})
            stack.extend(
                c
                for c in token.children
                if c.dep_ == "appos" and token.ent_type_ in {"GPE", "NORP"} and c.ent_type_ == "GPE"
            )
    return [found[i] for i in sorted(found)]


@once
def passive(verb: Token) -> bool:
    """Whether the verb is passive: it has a passive subject or auxiliary, or is a bare past participle ("led by X")."""
    if any(c.dep_ in {"nsubjpass", "auxpass", "agent"} for c in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl", "amod"} and not active_participle(verb):
        return not any(c.dep_ in {"aux"} for c in verb.children)
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.tag_ == "VBN":
        return not any(c.dep_ in SUBJECTS or c.dep_ == "aux" for c in verb.children) and passive(verb.head)
    return False


@once
def negated(token: Token) -> bool:
    """Whether a negation stands on the word: not, never, no longer, "no" before a noun, or a negative subject."""
    if understated(token):
        return True
    for child in token.children:
        if child.dep_ == "conj" and child.lower_ == "not":
            continue  # "rejected it, but not because"
        if child.dep_ == "neg" or child.lower_ in {"not", "n't", "never", "no", "neither", "nor", "hardly", "barely"}:
            return True
        if child.lower_ in {"longer", "more"} and any(g.lower_ in {"no", "not"} for g in child.children):
            return child.dep_ == "advmod"
        if child.dep_ in SUBJECTS and any(g.lower_ == "neither" for g in child.children):
            return True
        if child.dep_ in {"nsubj", "dobj", "acomp"} and any(
            g.lower_ in {"no", "none"} for g in child.children if g.i < child.i
        ):
            return child.dep_ != "acomp"
        if child.dep_ == "nsubj" and child.lower_ in {"none", "nobody", "neither"}:
            return True
    complement = token.dep_ == "acomp" and (token.pos_ == "ADJ" or token.tag_ == "VBN")
    if complement or (token.dep_ == "prep" and token.head.lemma_ == "be"):  # "is not in favour of"
        return negated(token.head)
    return False


@once
def understated(word: Token) -> bool:
    """ "Far from [happy]", "less than [keen]", "anything but [united]": no more than a polite "not"."""
    start = word.i - 1
    if start < 1 or word.pos_ not in {"ADJ", "VERB"}:
        return False
    if start > 1 and word.doc[start].pos_ == "ADV" and word.doc[start].head.i == word.i:
        start -= 1
    return UNDERSTATING.get(word.doc[start].lower_) == word.doc[start - 1].lower_


@once
def conditional(token: Token) -> Token | None:
    """The head of an explicit condition (if, unless, provided that, so long as, until) on this clause."""
    for child in token.children:
        if child.lower_ == "long" and {"so", "as"} & {c.lower_ for c in child.lefts}:
            return child
        if child.i > token.i and _reserved(child):
            return child
        if child.dep_ in {"advcl", "prep"}:
            marks = {c.lower_ for c in child.children if c.dep_ in {"mark", "advmod"}}
            if "if" in marks and child.left_edge.i + 1 < len(child.doc) and child.left_edge.nbor(1).lower_ == "only":
                continue  # "if only because"
            if marks & {"if", "unless", "provided", "until", "should"} or child.lower_ in {
                "provided",
                "unless",
                "without",
            }:
                return child
            if {"long", "as"} <= {c.lower_ for c in child.subtree if c.i < child.i}:
                return child
    return None


def _reserved(word: Token) -> bool:
    """Whether a word opens a condition without "if": "provided that", "subject to", "on condition that"."""
    if word.lower_ in {"provided", "providing"}:
        return word.dep_ in {"ccomp", "conj", "acl", "advcl"} and any(
            c.dep_ in {"ccomp", "advcl"} for c in word.children
        )
    if word.lower_ == "subject" and word.dep_ in {"advmod", "acomp", "amod", "prep", "advcl", "oprd", "xcomp"}:
        return any(c.lower_ == "to" and c.dep_ == "prep" for c in word.children)
    return word.lower_ == "on" and word.dep_ == "prep" and any(
        p.lemma_ in {"condition", "proviso", "understanding"} and any(g.dep_ in {"acl", "relcl"} for g in p.children)
        for p in word.children
    )  # fmt: skip


def slot(token: Token, name: str, last: Token | None = None) -> Iterator[Slot]:
    """What fills slot ``name`` of the predicate whose head is ``token`` and whose last matched word is ``last``.

    ``obj``: objects, or the passive subject. ``that``: a finite clause. ``inf``: an infinitive that the holder does.
    ``objinf``: an infinitive with a doer of its own, who is the addressee. ``ing``: a gerund. ``subj``: the grammatical
    subject. ``quote``: words in quotation marks in the sentence. ``@``: the complement of the last matched word, with
    ``@inf`` and ``@obj`` its infinitive or noun phrase. ``poss``: whose the last matched word is. ``:for``: the
    complement of that preposition. ``:dative``: who or what is given something.
    """
    heads = [token] if last is None or last.i == token.i else [token, last]
    if last is not None and last.dep_ in {"amod", "compound"} and last.head.i != token.i:
        heads.append(last.head)  # "gave [the green light to] the deal"
    match name:
        case "obj":
            yield from _objects(token)
        case "that":
            for head in heads:
                below = [*head.children]
                if head.dep_ == "acomp" and head.i == token.i:  # "is adamant [that ...]", hung on "is"
                    below += [c for c in head.head.children if c.dep_ == "ccomp" and c.left_edge.i == head.i + 1]
                for c in below:
                    if c.dep_ in {"ccomp", "acl", "relcl", "appos", "csubj"} and c.pos_ in CLAUSAL and _finite(c):
                        if object_before(c) is not None or (c.i < token.i and not spoken_before(c, token)):
                            continue
                        if c.dep_ in {"relcl", "acl"} and not any(
                            m.lower_ == "that" and m.dep_ == "mark" for m in c.children
                        ):
                            continue
                        yield _clause(name, c)
            if token.pos_ == "VERB":
                yield from (_clause(name, c) for c in clauses_in_writing(token))
        case "inf":
            for head in heads:
                for c in head.children:
                    own = any(g.dep_ in SUBJECTS for g in c.children)
                    if not own and is_infinitive(c) and c.dep_ in {"xcomp", "ccomp", "advcl", "acl", "relcl", "pcomp"}:
                        yield _infinitive(name, c)
        case "objinf":
            yield from _object_infinitives(token)
        case "ing":
            for c in token.children:
                aside = c.dep_ == "advcl" and c.left_edge.i > 0 and c.left_edge.nbor(-1).text == ","
                done = _gerund(c) and c.dep_ in {"xcomp", "ccomp", "dobj", "advcl"} and not finite_auxiliary(c)
                if done and not aside:  # "refused, [saying that ...]" says how
                    yield _infinitive(name, c)
                elif c.dep_ == "prep" and c.lower_ in GERUND_PREPOSITIONS and c.i == token.i + 1:
                    yield _phrase(name, c)  # "proposed [including text]": a gerund read as a preposition
        case "subj":
            for c in grammatical_subjects(token if token.pos_ in CLAUSAL else token.head):
                yield _phrase(name, c)
        case "quote":
            yield from _quotes(token)
        case "poss":
            if last is not None:
                yield from _possessors(name, last)
        case "@" | "@inf" | "@obj":
            if last is not None:
                yield from _complements(name, last)
        case ":dative":
            yield from _recipients(token, last)
        case _ if name.startswith(":"):
            found = [place for head in heads for place in _prepositional(name, head, name[1:])]
            if name == ":to" and not found:
                found = [*_shifted(name, token, last or token)]
            if not found and token.dep_ in {"prep", "advmod", "acomp"} and token.head.lemma_ in STANDING:
                after = _prepositional(name, token.head, name[1:])  # "is on board [with the plan]", hung on "is"
                found = [place for place in after if place.start > heads[-1].i]
            if not found and understated(token):  # "is less than keen [on the levy]", hung on "less"
                found = [
                    place for above in list(token.ancestors)[:2] for place in _prepositional(name, above, name[1:])
                ]
            yield from sorted(found, key=lambda place: place.head < token.i)  # what is fronted comes last


def _possessors(name: str, noun: Token) -> Iterator[Slot]:
    """ "Sprang to [the plan]'s defence": a name or noun, for a pronoun mostly stands for the subject."""
    for c in noun.children:
        if c.dep_ == "poss" and c.pos_ != "PRON":
            yield Slot(name, c.i, c.left_edge.i, c.i + 1)


def _shifted(name: str, verb: Token, last: Token) -> Iterator[Slot]:
    """ "Gave [the plan] its blessing": what stands before the object, without a "to"; where an infinitive says what may
    be done, it is only who may do it."""
    below = [verb, *(c for c in verb.children if c.dep_ == "dobj")]
    named = verb.lemma_ in GIVING and last.i != verb.i and last.pos_ != "ADP"
    if named and not any(is_infinitive(c) for b in below for c in b.children):
        yield from (Slot(name, s.head, s.start, s.end) for s in _recipients(verb, last))


def clauses_in_writing(verb: Token) -> Iterator[Token]:
    """ "Alleged in a letter [that the lawyers had come]": the clause hung on where it is said."""
    for place in verb.children:
        if place.dep_ == "prep" and place.i > verb.i and place.lower_ in {"in", "on", "at", "to", "during", "after"}:
            for noun in place.children:
                for c in noun.children if noun.dep_ == "pobj" else ():
                    marked = any(m.dep_ == "mark" and m.lower_ == "that" for m in c.children)
                    if c.dep_ in {"acl", "relcl"} and marked and c.pos_ in CLAUSAL:
                        yield c


def _gerund(verb: Token) -> bool:
    """ "leaning on lenders", "having leaned on lenders"."""
    return verb.tag_ == "VBG" or (
        verb.tag_ == "VBN" and any(c.tag_ == "VBG" and c.dep_ == "aux" for c in verb.children)
    )


def speaks_for(preposition: Token, head: Token) -> bool:
    """Whether a "for" stands between a subject and its verb: whom the subject speaks for, not what is asked."""
    return preposition.lower_ == "for" and any(
        c.dep_ in SUBJECTS and c.i < preposition.i < head.i for c in head.children
    )


def _finite(verb: Token) -> bool:
    if is_infinitive(verb):
        return False
    return verb.tag_ in {"VBD", "VBP", "VBZ", "MD", "VB", "VBN"} or any(
        c.dep_ in {"aux", "auxpass"} for c in verb.children
    )


def _objects(token: Token) -> Iterator[Slot]:
    if token.pos_ in CLAUSAL and passive(token):
        heads = _subject_heads(token, 0)
        if token.dep_ in {"acl", "amod"} and not any(c.dep_ in SUBJECTS for c in token.children):
            yield _phrase("obj", token.head, stop=token)
            return
        for c in heads:
            yield _phrase("obj", c)
        return
    for c in token.children:
        if c.dep_ in {"dobj", "attr", "oprd"} and c.pos_ not in CLAUSAL and not renames(c):
            if any(g.dep_ in SUBJECTS for g in c.children) and any(is_infinitive(g) for g in c.children):
                continue
            if c.lower_ in RELATIVE and token.dep_ == "relcl":
                yield _phrase("obj", token.head, stop=token)
            else:
                yield _phrase("obj", c)
    for c in token.children:
        inner = object_before(c) if c.pos_ in CLAUSAL else None
        if inner is not None:
            yield _phrase("obj", inner)
    filled = any(c.dep_ in {"dobj", "ccomp", "xcomp"} and c.lower_ not in RELATIVE for c in token.children)
    above = _relative_above(token) if not filled else None
    if above is not None:  # "the deal that Berlin rejected", "... and that Rome killed"
        own = [c for c in token.children if c.dep_ in SUBJECTS]
        if own and own[0].lower_ not in RELATIVE:
            yield _phrase("obj", above.head, stop=above)
    for c in token.children:  # "held [the union] responsible": the object read as the adjective's subject
        if c.dep_ == "ccomp" and c.pos_ in {"ADJ", "NOUN"}:
            yield from (_phrase("obj", g) for g in c.children if g.dep_ == "nsubj")


def _relative_above(verb: Token) -> Token | None:
    """The relative clause that ``verb`` heads or goes on with a "that" of its own."""
    if verb.dep_ == "conj" and verb.head.dep_ == "relcl":
        return verb.head if any(c.lower_ in RELATIVE and c.i < verb.i for c in verb.children) else None
    return verb if verb.dep_ == "relcl" else None


def _object_infinitives(token: Token) -> Iterator[Slot]:
    for c in token.children:
        own = [g for g in c.children if g.dep_ in SUBJECTS]
        if c.pos_ in {"ADP", "ADV"} and c.dep_ in SMALL and own and c.i == own[0].right_edge.i + 1:
            yield _infinitive("objinf", c, actor=own[0].i)  # "wanted [the water back]"
        if c.pos_ not in CLAUSAL and c.pos_ not in {"NOUN", "ADJ"}:
            continue
        if c.dep_ in {"ccomp", "xcomp"} and own and not any(m.lower_ in {"that", "if", "whether"} for m in c.children):
            bare = {"VB", "VBG", "VBN"} | ({"VBD"} if token.lemma_ in {"like", "want"} else set())
            if is_infinitive(c) or (c.tag_ in bare and not finite_auxiliary(c)):
                yield _infinitive("objinf", c, actor=own[0].i)
        elif c.dep_ in {"xcomp", "advcl", "ccomp"} and is_infinitive(c):
            objects = [g for g in token.children if g.dep_ in {"dobj", "dative", "nsubjpass"} and g.i < c.i]
            theirs = bool(objects) and (objects[0].lower_ not in RELATIVE or token.lemma_ in OBJECT_CONTROL)
            if theirs and token.pos_ in CLAUSAL:  # not "a deal that Peru would like to see"
                yield _infinitive("objinf", c, actor=objects[0].i)
    for c in token.children:  # "urged [Iraqi leaders to reconsider]": the infinitive hung on the object
        if c.dep_ in {"dobj", "nsubjpass"}:
            for g in c.children:
                if g.dep_ in {"acl", "relcl"} and is_infinitive(g):
                    yield _infinitive("objinf", g, actor=c.i)


def _quotes(token: Token) -> Iterator[Slot]:
    sentence = token.sent
    marks = [t.i for t in sentence if t.text == '"']
    for a, b in zip(marks[::2], marks[1::2], strict=False):
        if b - a > 2:
            inner = token.doc[a + 1 : b]
            yield Slot("quote", inner.root.i, a + 1, b)


def _pobj(prep: Token) -> list[Token]:
    return [c for c in prep.children if c.dep_ in {"pobj", "pcomp"}]


def _complements(name: str, last: Token) -> Iterator[Slot]:
    if last.dep_ == "mark":  # "called for the fund to be set up": the preposition read as a subordinator
        clause = last.head
        doer = next((c for c in clause.children if c.dep_ in SUBJECTS), None)
        if is_infinitive(clause):
            yield _infinitive(name, clause, actor=doer.i if doer is not None else None)
            for other in clause.children:
                if other.dep_ == "conj" and is_infinitive(other):
                    doer = next((c for c in other.children if c.dep_ in SUBJECTS), None)
                    yield _infinitive(name, other, actor=doer.i if doer is not None else None)
        return
    for c in last.children:
        if c.dep_ in {"pobj", "pcomp", "dobj"} or (
            c.dep_ in {"xcomp", "advcl", "ccomp", "acl", "relcl"} and is_infinitive(c)
        ):
            if name == "@inf":
                infinitives = [g for g in c.children if g.dep_ in {"acl", "relcl", "xcomp"} and is_infinitive(g)]
                if c.dep_ == "pobj" and infinitives and (c.i in c.doc._.cluster_of or passive(infinitives[0])):
                    yield _infinitive(name, infinitives[0], actor=c.i)
                elif is_infinitive(c):
                    yield _infinitive(name, c)
            elif c.pos_ in CLAUSAL:
                yield _infinitive(name, c)
            else:
                yield _phrase(name, c)
    if name == "@inf":  # "called for Athens to leave": the infinitive hung on the verb above the preposition
        above = last.head
        objects = [c for c in last.children if c.dep_ == "pobj"]
        for g in above.children:
            if not objects or g.dep_ not in {"advcl", "xcomp", "ccomp"} or not is_infinitive(g) or g.i < objects[0].i:
                continue
            if objects[0].i in g.doc._.cluster_of or passive(g):
                yield _infinitive(name, g, actor=objects[0].i)


def _recipients(verb: Token, last: Token | None) -> Iterator[Slot]:
    """ "Gave [the offer] short shrift", "[the offer] was given short shrift": what the parser may take for an
    object too, or for a modifier of the gift."""
    for c in verb.children:
        if c.dep_ == "dative":
            yield from (_phrase(":dative", p) for p in (_pobj(c) or [c]))
    if last is None or last.i == verb.i:
        return
    given = last if last.dep_ in {"dobj", "attr", "oprd"} or last.head.i == verb.i else last.head
    if passive(verb):
        yield from (_phrase(":dative", c) for c in _subject_heads(verb, 0) if c.i != given.i)
    for c in verb.children:
        if c.dep_ == "dobj" and c.i < given.i and not any(t.i == given.i for t in c.subtree):
            yield _phrase(":dative", c)
    for c in given.children:
        if c.dep_ in {"nmod", "compound"} and c.i < last.i and given.left_edge.pos_ in {"DET", "PRON"}:
            yield Slot(":dative", c.i, given.left_edge.i, c.i + 1)


def _prepositional(name: str, head: Token, preposition: str) -> Iterator[Slot]:
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
    doer = next((c for c in clause.children if c.dep_ in SUBJECTS), None)
    marked = any(c.dep_ == "mark" and c.lower_ == "for" for c in clause.children)
    if doer is not None and marked and is_infinitive(clause):
        yield _infinitive(name, clause, actor=doer.i)


def _done_by(head: Token, doer: Token) -> Token | None:
    """The infinitive right after whoever is to do it: "calls by Peru for [the bank to wait]"."""
    for c in (*doer.children, *head.children):
        if c.dep_ in {"advcl", "acl", "relcl", "xcomp"} and is_infinitive(c) and c.left_edge.i - 1 in {
            doer.i, doer.right_edge.i
        }:  # fmt: skip
            return c if doer.i in doer.doc._.cluster_of else None
    return None


def _clause(name: str, verb: Token) -> Slot:
    start, end = trimmed(verb, drop={"mark", "punct", "cc"})
    return Slot(name, verb.i, start, end)


def _infinitive(name: str, verb: Token, actor: int | None = None) -> Slot:
    if actor is not None and actor not in verb.doc._.cluster_of and verb.doc[actor].head.i == verb.i:
        start, end = trimmed(verb, drop={"mark", "punct", "cc"})  # the doer is a thing: it belongs to the matter
        return Slot(name, verb.i, start, end)
    start, end = trimmed(verb, drop={"mark", "punct", "cc"} | SUBJECTS, skip_to=True)
    return Slot(name, verb.i, start, end, actor)


def _phrase(name: str, head: Token, stop: Token | None = None) -> Slot:
    start, end = trimmed(head, drop={"punct", "cc", "relcl", "preconj"}, stop=stop)
    return Slot(name, head.i, start, end)


def trimmed(
    head: Token, drop: frozenset[str] | set[str], *, skip_to: bool = False, stop: Token | None = None
) -> tuple[int, int]:
    """Tokens ``[start, end)`` around ``head``: its subtree less leading and trailing words under ``drop``, less an
    attribution in the middle ("..., he said, ..."), and less what follows ``stop``."""
    inside = list(head.subtree)
    start, end = inside[0].i, inside[-1].i + 1
    for c in inside:
        if c.i <= head.i:
            continue
        ends = (_ends_own(c, head, drop) or _ends_any(c, head)) if c.dep_ in MAY_END else renames(c)
        if ends:
            end = min(end, c.left_edge.i)
    if stop is not None and stop.i > head.i:
        end = min(end, stop.left_edge.i)
    doc = head.doc
    while start < head.i:
        token = doc[start]
        if (
            token.is_punct
            or token.is_space
            or (token.dep_ in drop and token.head.i == head.i and token.dep_ in {"mark", "cc", "preconj"})
            or (skip_to and token.head.i == head.i and (token.dep_ == "aux" and token.lower_ == "to"))
            or (skip_to and token.dep_ in SUBJECTS and token.head.i == head.i)
        ):
            start += 1
        elif skip_to:
            subject = next((c for c in head.children if c.dep_ in SUBJECTS and c.i < head.i), None)
            if subject is not None and subject.left_edge.i <= token.i <= subject.right_edge.i:
                start = subject.right_edge.i + 1
            else:
                break
        else:
            break
    while end - 1 > head.i and (doc[end - 1].is_punct or doc[end - 1].dep_ == "cc" or doc[end - 1].is_space):
        if doc[end - 1].text in {'"', ")", "'", "]"} and any(
            t.text in {'"', "(", "'", "["} for t in doc[start : end - 1]
        ):
            break
        end -= 1
    return start, max(end, head.i + 1)


def _ends_own(word: Token, head: Token, drop: frozenset[str] | set[str]) -> bool:
    """Whether the words of ``head`` end before ``word`` and what hangs on it, as its own modifier or conjunct."""
    if word.head.i != head.i:
        return False
    kind = word.dep_
    if kind == "conj":
        return (word.pos_ in CLAUSAL and head.pos_ in CLAUSAL) or party_after_thing(word, head)
    if "relcl" not in drop:
        return False
    before = word.left_edge.i - 1
    return (kind in {"relcl", "advcl"} and not _names(word, head)) or (
        kind == "acl" and before > 0 and head.doc[before].text == ","
    )


def _ends_any(word: Token, head: Token) -> bool:
    """Whether the words of ``head`` end before ``word``, wherever among them it hangs."""
    kind = word.dep_
    if kind in {"relcl", "advcl"} and (_beside(word) or _apart(word)):
        return True
    if kind in {"mark", "prep"} and word.i > head.i + 1 and word.lower_ == "for" and word.nbor(-1).dep_ == "cc":
        return True
    return (kind in {"conj", "amod", "acl"} and _outside(word, head)) or renames(word)


def _names(relative: Token, noun: Token) -> bool:
    """Whether a noun names no matter without its relative clause: "any deal that harms us", not "the deal that Peru
    made"."""
    first = relative.left_edge
    bare = all(c.lower_ in {"a", "an", "any", "no"} or c.dep_ in {"relcl", "punct"} for c in noun.children)
    return relative.dep_ == "relcl" and bare and noun.pos_ == "NOUN" and first.i > 0 and first.nbor(-1).text != ","


def _beside(relative: Token) -> bool:
    """Whether a relative clause stands after a comma and adds what the matter does not need."""
    first = relative.left_edge
    if first.i == 0 or first.nbor(-1).text != ",":
        return False
    opener = first.nbor(1) if first.dep_ == "prep" and first.i < relative.i else first
    return opener.lower_ in {"which", "who", "whom", "whose", "where"}


def _apart(clause: Token) -> bool:
    """Whether a clause says why, or what stands against it: ", though Peru objected", "because the port is closed"."""
    return clause.dep_ == "advcl" and any(
        c.dep_ == "mark" and c.lower_ in APART and (c.lower_ != "while" or (c.i > 0 and c.nbor(-1).text == ","))
        for c in clause.children
    )


@once
def renames(noun: Token) -> bool:
    """Whether a noun in apposition renames what was said, to say more of it: "a levy, [an idea] that Peru rejected"."""
    if noun.lemma_ not in RENAMING or noun.pos_ not in {"NOUN", "PRON", "NUM"}:
        return False
    first = noun.left_edge
    if first.i == 0 or first.nbor(-1).text != "," or first.lower_ not in {"a", "an", "one", "something"}:
        return False
    return any(c.dep_ in {"relcl", "acl"} and c.i > noun.i for c in noun.children)


def _outside(verb: Token, head: Token) -> bool:
    """Whether a conjunct hung below ``head`` goes on from a verb above it."""
    matrix = rejoined(verb)
    return matrix is not None and not (matrix.i == head.i or head.is_ancestor(matrix))


def content(doc: Doc, start: int, end: int) -> list[Token]:
    """The content words of the tokens ``[start, end)``."""
    return [t for t in doc[start:end] if t.pos_ in {"NOUN", "PROPN", "VERB", "ADJ", "NUM"} and not t.is_stop]


def passage(doc: Doc, start: int, end: int, text: str) -> Passage:
    """Tokens ``[start, end)`` as a span of ``text``, the document's own."""
    a = doc[start].idx
    last = doc[end - 1]
    b = last.idx + len(last)
    return Passage(a, b, text[a:b])
