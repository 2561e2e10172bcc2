"""The dependents of a word: objects of its prepositions, subordinators and modals, clauses below its nouns."""

from __future__ import annotations

from collections.abc import Iterator, Set

from spacy.tokens import Token

from kg.extract.grammar.tense import CLAUSAL, FINITE, SUBJECTS
from kg.extract.words.lexicon import word_set

__all__ = [
    "auxiliaries_of",
    "by_of",
    "calling_document",
    "capacity_before",
    "clauses_in_writing",
    "complement",
    "complements",
    "first_conjunct",
    "first_joined_verb",
    "first_of_list",
    "governed",
    "has_auxiliary",
    "has_determiner_no",
    "has_mark",
    "has_modal",
    "has_own_subject",
    "inverted_subject",
    "is_rest_of",
    "joined_auxiliaries",
    "logical_objects",
    "objects_of",
    "own_subject",
    "own_subjects",
    "possessors",
    "relative_clause_over",
    "shared_auxiliaries",
    "speaks_for",
]

DOCUMENTS_THAT_CALL = word_set("documents-that-call")
NOUNS_OF_CAPACITY = word_set("nouns-of-capacity")
PREPOSITIONS_BEFORE_TOPICS = {"about", "concerning", "on"}
PREPOSITIONS_OF_OCCASIONS = word_set("prepositions-of-occasions")
VERBS_OF_DOCUMENTS = word_set("verbs-of-documents")


def own_subjects(verb: Token) -> list[Token]:
    """The subjects that depend on the verb itself, not on one that it is coordinated with."""
    return [c for c in verb.children if c.dep_ in SUBJECTS]


def own_subject(verb: Token) -> Token | None:
    """The first of a verb's own subjects."""
    return next((c for c in verb.children if c.dep_ in SUBJECTS), None)


def has_own_subject(verb: Token) -> bool:
    """Whether a subject depends on the verb itself."""
    return any(c.dep_ in SUBJECTS for c in verb.children)


def is_rest_of(clause: Token, second: Token) -> bool:
    """Whether a finite clause follows another one at once, without a comma or conjunction, so that the two, which the
    parser has parted, are one: "said that the truce declared by Peru [was] false"."""
    words = [second, *(c for c in second.children if c.dep_ in {"aux", "auxpass"})]
    between = [t for t in (clause.right_edge, second.left_edge) if t.is_punct and not t.is_quote]
    joined = bool(between) or any(c.dep_ in {"mark", "cc"} for c in second.children)
    return any(t.tag_ in FINITE for t in words) and not joined and clause.right_edge.i + 1 == second.left_edge.i


def inverted_subject(verb: Token, arcs: Set[str]) -> Token | None:
    """The subject right after its verb, to which the parser gave one of ``arcs``: "'...,' recalled [the mayor]", "The
    rest, warned [Bo Ek], must wait"; None where a subject stands right before it: "The rest, she told Bo Ek,"."""
    between = (verb.doc[c.right_edge.i + 1 : verb.i] for c in own_subjects(verb) if c.i < verb.i)
    if any("," not in {t.text for t in words} for words in between):
        return None
    return next((c for c in verb.children if c.dep_ in arcs and c.left_edge.i == verb.i + 1), None)


def logical_objects(verb: Token) -> list[Token]:
    """What a verb is done to: its object, or the subject of its passive."""
    return [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]


def complements(preposition: Token) -> list[Token]:
    """The nouns that a preposition governs; `governed` has its clauses too."""
    return [c for c in preposition.children if c.dep_ == "pobj"]


def complement(preposition: Token) -> Token | None:
    """The first noun that a preposition governs."""
    return next((c for c in preposition.children if c.dep_ == "pobj"), None)


def possessors(noun: Token) -> list[Token]:
    """The possessors before a noun: "[Peru]'s bid", "[its] bid"."""
    return [c for c in noun.children if c.dep_ == "poss"]


def has_determiner_no(noun: Token) -> bool:
    """Whether "no" is a noun's determiner."""
    return any(c.dep_ == "det" and c.lower_ == "no" for c in noun.children)


def auxiliaries_of(verb: Token) -> set[str]:
    """The auxiliaries of a verb, in lower case."""
    return {c.lower_ for c in verb.children if c.dep_ == "aux"}


def shared_auxiliaries(verb: Token) -> set[str]:
    """A verb's auxiliaries, or those of the verb before it that it shares: "would end the war and [lift] the siege"."""
    own = auxiliaries_of(verb)
    shares = verb.dep_ == "conj" and verb.tag_ == "VB" and not own and not has_own_subject(verb)
    return auxiliaries_of(first_joined_verb(verb)) - {"to"} if shares else own


def has_auxiliary(verb: Token, words: Set[str]) -> bool:
    """Whether one of these words is an auxiliary of the verb."""
    return any(c.dep_ == "aux" and c.lower_ in words for c in verb.children)


def joined_auxiliaries(verb: Token) -> str:
    """A verb's auxiliaries as one value of a feature: "been+has", "-" for none."""
    return "+".join(sorted(c.lower_ for c in verb.children if c.dep_ == "aux")) or "-"


def objects_of(token: Token, prepositions: Set[str]) -> list[Token]:
    """The nouns that these prepositions govern below a word."""
    return [
        p
        for prep in token.children
        if prep.dep_ in {"prep", "agent"} and prep.lower_ in prepositions
        for p in complements(prep)
    ]


def has_mark(clause: Token, marks: Set[str]) -> bool:
    """Whether one of these subordinators opens a clause."""
    return any(c.dep_ == "mark" and c.lower_ in marks for c in clause.children)


def has_modal(clause: Token) -> bool:
    """Whether a modal is an auxiliary of a clause's verb."""
    return any(c.dep_ == "aux" and c.tag_ == "MD" for c in clause.children)


def first_of_list(token: Token) -> Token:
    """The first noun of the coordination or apposition that a word belongs to: it alone depends on the verb."""
    while token.dep_ in {"conj", "appos"}:
        token = token.head
    return token


def relative_clause_over(token: Token) -> Token | None:
    """The verb of the relative clause in which a word stands."""
    return next((above for above in (token, *token.ancestors) if above.dep_ == "relcl"), None)


def by_of(verb: Token) -> Token | None:
    """The "by" of a participle."""
    return next((c for c in verb.children if c.lower_ == "by"), None)


def first_conjunct(token: Token) -> Token:
    """The first of the words that a word is coordinated with by "and", "or" or a comma."""
    while token.dep_ == "conj":
        token = token.head
    return token


def capacity_before(title: Token) -> Token | None:
    """The noun for the capacity in which somebody has a title: "its [role] as chair"; None where there is none."""
    before = title.head.nbor(-1) if title.dep_ == "pobj" and title.head.i else title
    return before if before.lemma_.casefold() in NOUNS_OF_CAPACITY else None


def first_joined_verb(verb: Token) -> Token:
    """The first of the verbs that a verb is coordinated with: "to [condemn] it and demand a vote"."""
    while verb.dep_ == "conj" and verb.head.pos_ in CLAUSAL:
        verb = verb.head
    return verb


def clauses_in_writing(verb: Token) -> Iterator[Token]:
    """ "Alleged in a letter [that the lawyers had come]": what is said, attached to the noun for where it is said."""
    for place in verb.children:
        if place.dep_ == "prep" and place.i > verb.i and place.lower_ in PREPOSITIONS_OF_OCCASIONS:
            for noun in place.children:
                for c in noun.children if noun.dep_ == "pobj" else ():
                    if c.dep_ in {"acl", "relcl"} and has_mark(c, {"that"}):
                        yield c


def speaks_for(preposition: Token, head: Token) -> bool:
    """Whether a "for" between a subject and its verb tells whom the subject speaks for, not what is asked for."""
    return preposition.lower_ == "for" and any(c.i < preposition.i < head.i for c in own_subjects(head))


def governed(prep: Token) -> list[Token]:
    """The nouns and clauses that a preposition governs."""
    return [c for c in prep.children if c.dep_ in {"pobj", "pcomp"}]


def calling_document(place: Token, verb: Token) -> Token | None:
    """The document about a place that calls for what a relative clause with "which" says, not the place: "a
    [resolution] on the war in Mali, which urges a truce"; None in "a letter from Mali, which urges a truce", "a motion
    on Mali, which urged a truce"."""
    if verb.lemma_ not in VERBS_OF_DOCUMENTS or verb.tag_ != "VBZ" or any(t.lower_ == "it" for t in verb.subtree):
        return None
    while place.dep_ == "pobj":
        link, place = place.head, place.head.head
        if place.lemma_ in DOCUMENTS_THAT_CALL:
            return place if link.lower_ in PREPOSITIONS_BEFORE_TOPICS else None
    return None
