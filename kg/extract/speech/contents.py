"""What is said: the content of a verb, noun or adjective of saying, thinking or wanting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.grammar.arcs import clauses_in_writing, has_mark, has_own_subject, is_rest_of, own_subjects
from kg.extract.grammar.clause import is_passive
from kg.extract.grammar.conditions.consequences import is_consequence
from kg.extract.grammar.conditions.inversion import is_inverted_condition
from kg.extract.grammar.occurrences import stands_between
from kg.extract.grammar.phrase import trimmed
from kg.extract.grammar.tense import CLAUSAL, SUBJECTS, is_infinitive
from kg.extract.words.lexicon import rows, word_set

__all__ = ["Content", "of_adjective", "of_noun", "of_verb", "without_marks"]

MARKS_OF_CONTENTS = word_set("marks-of-contents")
ABOUT = tuple(row["preposition"] for row in rows("stances/content_prepositions"))
"""Prepositions before what is said, thought or wanted, the likeliest first."""
ABOUT_A_TOPIC = ("about", "of", "against")
TALKING = {"speak", "talk"}
"""Verbs with "on" the telephone, "to" the press, "at" a rally: only "about", "of" and "against" open what is said."""
SPEECHES = word_set("speeches")
"""Nouns with "for" or "to" the press, "at" a summit, none of which is what is said."""
ABOUT_A_SPEECH = tuple(preposition for preposition in ABOUT if preposition not in {"at", "for", "to"})
ABOUT_A_FEELING = (*ABOUT, "by", "in", "from")
MARKS_OF_WHAT_IS_ASKED = word_set("marks-of-what-is-asked")
TIMES_AND_PLACES = {"DATE", "TIME", "FAC", "LOC", "CARDINAL"}
VERBS_PASSIVE_BEFORE_INFINITIVES = word_set("verbs-passive-before-infinitives")
VERBS_OF_ANSWERING = word_set("verbs-of-answering")
WHAT_IS_ANSWERED = word_set("what-is-answered")
FRONTED_PRONOUNS = word_set("fronted-pronouns")


@dataclass(frozen=True, slots=True)
class Content:
    """The tokens ``[start, end)`` of what is said and their head, the end of the cue, and the kind of construction."""

    head: int
    start: int
    end: int
    cue_end: int
    kind: str


def of_verb(verb: Token) -> Iterator[Content]:
    """The contents that a verb may have, the likeliest first."""
    yield from (content for content in _all_contents(verb) if not _is_no_content(verb, content))


def _is_no_content(verb: Token, content: Content) -> bool:
    """Whether an object is nobody's words: "replied to [questions]", "has seen [a rise]"."""
    lemma, head = verb.lemma_.casefold(), verb.doc[content.head]
    if lemma == "see" and content.kind == "object":
        return any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    return lemma in VERBS_OF_ANSWERING and head.lemma_ in WHAT_IS_ANSWERED


def _all_contents(verb: Token) -> Iterator[Content]:
    dependents = [c for c in verb.children if c.dep_ not in SUBJECTS]
    yield from _clauses(verb, dependents)
    prepositions = ABOUT_A_TOPIC if verb.lemma_.casefold() in TALKING else ABOUT
    if is_passive(verb):
        for c in verb.children:
            if c.dep_ == "nsubjpass":
                yield Content(c.i, *_phrase(c), verb.i + 1, "passive")
        if verb.dep_ in {"acl", "relcl"}:
            yield Content(verb.head.i, *_noun_phrase_before(verb.head, verb), verb.i + 1, "passive")
        yield from _prepositional(verb, dependents, prepositions)
        return
    yield from _after_addressee(verb)
    yield from _objects(verb, dependents)
    yield from _prepositional(verb, dependents, prepositions)
    yield from _last_resorts(verb, dependents)


def _clauses(verb: Token, dependents: list[Token]) -> Iterator[Content]:
    clauses = [c for c in dependents if c.dep_ == "ccomp" and not _is_not_said(c)]
    if not _follows_quotation(verb):
        clauses.sort(key=lambda c: c.i < verb.i)
    for c in clauses:
        if c.i > verb.i or not _has_content_after(verb, dependents):
            yield _clause(c, verb)
    for c in dependents:
        if c.dep_ in {"advcl", "acl"} and c.i > verb.i and _is_marked(c, verb) and not is_passive(verb):
            yield _clause(c, verb)
    for c in clauses_in_writing(verb):
        yield _clause(c, verb)
    for c in dependents:
        if c.dep_ in {"xcomp", "pcomp"} and c.pos_ in CLAUSAL and verb.lemma_ != "continue":
            kind = "infinitive" if is_infinitive(c) else "gerund"
            if kind == "infinitive" and verb.lemma_ in VERBS_PASSIVE_BEFORE_INFINITIVES and not is_passive(verb):
                continue
            yield Content(c.i, *trimmed(c, {"punct", "cc"}), verb.i + 1, kind)


def _objects(verb: Token, dependents: list[Token]) -> Iterator[Content]:
    """Objects, with what they are said to be: "called [the deal a sham]"."""
    after, lemma = verb.i + 1, verb.lemma_.casefold()
    objects = [c for c in dependents if c.dep_ == "dobj" and not _is_fronted(c, verb)]
    objects = objects or [c for c in dependents if c.dep_ == "dative" and c.pos_ in {"NOUN", "PROPN", "PRON"}]
    complements = [c for c in dependents if c.dep_ in {"oprd", "attr"} or (c.dep_ == "prep" and c.lower_ == "as")]
    for c in objects:
        start, end = _phrase(c)
        judgements = [d for d in (*complements, *c.children) if d.i > c.i and (d in complements or d.lower_ == "as")]
        if judgements:
            yield Content(c.i, start, max(end, judgements[-1].right_edge.i + 1), after, "as")
    for c in complements:
        if c.dep_ == "oprd" and not objects:
            yield Content(c.i, *_phrase(c), after, "as")
    for c in objects:
        clausal = lemma in word_set("verbs-of-clauses") and c.lemma_ not in word_set("renaming-nouns")
        if not clausal or _is_by_document(verb):  # "a study found no harm"
            yield Content(c.i, *_phrase(c), after, "object")


def _last_resorts(verb: Token, dependents: list[Token]) -> Iterator[Content]:
    """Contents for a verb without any other: an adjective, "so", the noun that its relative clause is about."""
    after = verb.i + 1
    for c in dependents:
        if c.dep_ in {"acomp", "intj"} and c.i > verb.i and verb.lemma_.casefold() != "feel":
            yield Content(c.i, *_phrase(c), after, "adjective")
    for c in dependents:
        if c.dep_ == "advmod" and c.lower_ == "so" and c.i > verb.i and c.i + 1 < len(verb.doc) and c.nbor(1).is_punct:
            yield Content(c.i, c.i, c.i + 1, after, "object")
    clause = verb.head if verb.dep_ == "conj" and not has_own_subject(verb) else verb
    subject = has_own_subject(clause)
    fronted = clause.i == verb.i or any(_is_fronted(c, clause) for c in clause.children)
    if clause.dep_ == "relcl" and fronted and subject:
        yield Content(clause.head.i, *_noun_phrase_before(clause.head, clause), after, "relative")


def of_noun(noun: Token) -> Iterator[Content]:
    """The contents that a noun such as "claim", "support" or "plan" may have, the likeliest first."""
    after = noun.i + 1
    for c in noun.children:
        clausal = c.i > noun.i and c.dep_ in {"acl", "relcl", "ccomp", "appos"} and c.pos_ in CLAUSAL
        if clausal and (is_infinitive(c) or has_mark(c, {"that"})):
            yield Content(c.i, *trimmed(c, {"punct", "cc"}), after, "clause")
    lemma = noun.lemma_.casefold()
    prepositions = ABOUT_A_SPEECH if lemma in SPEECHES else ABOUT_A_TOPIC if lemma in TALKING else ABOUT
    yield from _prepositional(noun, list(noun.children), prepositions)  # "talks with Peru" tell nothing of Peru's
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":  # "her argument is that ..."
        for c in noun.head.children:
            if c.i > noun.head.i and (c.dep_ == "ccomp" or (c.dep_ == "xcomp" and is_infinitive(c))):
                yield Content(c.i, *trimmed(c, {"punct", "cc"}), after, "clause")


def of_adjective(adjective: Token) -> Iterator[Content]:
    """The contents that an adjective such as "worried" or "willing" may have, the likeliest first."""
    dependents = [c for c in adjective.children if not is_consequence(c)]
    for c in dependents:
        if (
            c.i > adjective.i
            and c.dep_ in {"ccomp", "xcomp", "advcl"}
            and (is_infinitive(c) or _is_marked(c, adjective))
        ):
            yield Content(c.i, *trimmed(c, {"punct", "cc"}), adjective.i + 1, "clause")
    for c in dependents:
        if c.i > adjective.i and c.dep_ == "ccomp":
            yield Content(c.i, *trimmed(c, {"punct", "cc"}), adjective.i + 1, "clause")
    yield from _prepositional(adjective, dependents, ABOUT_A_FEELING)


def _is_not_said(clause: Token) -> bool:
    """Whether a clause is a condition or consequence, or ends with a semicolon, though the parser attached it as what
    is said."""
    return (
        is_consequence(clause)
        or is_inverted_condition(clause)
        or stands_between(clause.doc, ";", clause.i, clause.head.i)
    )


def _is_by_document(verb: Token) -> bool:
    return any(c.dep_ == "nsubj" and c.lemma_.casefold() in word_set("speaking-documents") for c in verb.children)


def _follows_quotation(verb: Token) -> bool:
    """Whether a quotation ends right before the verb and its subject: "'We sail,' he said, [adding that ...]"."""
    first = min([verb.i, *(c.left_edge.i for c in own_subjects(verb) if c.i < verb.i)])
    return first > 0 and verb.doc[first - 1].text in {'"', "''"}


def _after_addressee(verb: Token) -> Iterator[Content]:
    """ "Asked the mayor [whether she would run]": what follows whoever is asked or told, however it was parsed."""
    if verb.lemma_.casefold() not in word_set("verbs-of-addressees"):
        return
    doc = verb.doc
    for c in verb.children:
        at = c.right_edge.i + 1
        if (
            c.dep_ not in {"dobj", "dative"}
            or c.i < verb.i
            or at >= len(doc)
            or c.pos_ not in {"PROPN", "PRON", "NOUN"}
        ):
            continue
        first = doc[at]
        unmarked = first.dep_ == "nsubj" and first.head.pos_ in CLAUSAL
        if first.lower_ in MARKS_OF_WHAT_IS_ASKED or unmarked:
            top = first if first.dep_ == "prep" else first.head
            end = max(top.right_edge.i + 1, at + 2) if top.i >= at else at + 2
            start, end = without_marks(doc, at + (first.dep_ == "prep"), min(end, first.sent.end))
            yield Content(top.i, start, end, verb.i + 1, "clause" if first.dep_ != "prep" else f":{first.lower_}")
            return


def _is_fronted(word: Token, verb: Token) -> bool:
    """Whether a word is a pronoun before the verb for what the clause is about: "the levy, which Peru opposed"."""
    return word.lower_ in FRONTED_PRONOUNS or (word.lower_ == "that" and word.i < verb.i)


def _has_content_after(verb: Token, children: list[Token]) -> bool:
    """Whether a clause before the verb is a sentence of its own, since what is wanted stands after the verb."""
    wants = verb.lemma_.casefold() not in word_set("closing-verbs")
    return wants and any(c.dep_ in {"xcomp", "dobj"} and c.i > verb.i for c in children)


def _is_marked(clause: Token, head: Token) -> bool:
    mark = clause.left_edge.lower_
    if mark == "like":
        return head.lemma_ == "feel"
    return mark in MARKS_OF_CONTENTS or (mark == "if" and head.lemma_.casefold() in word_set("asking-verbs"))


def _prepositional(head: Token, children: list[Token], prepositions: tuple[str, ...]) -> Iterator[Content]:
    found: dict[str, Token] = {}
    for c in children:
        if c.i > head.i and c.dep_ in {"prep", "agent", "dative", "prt", "mark"} and c.lower_ in prepositions:
            found.setdefault(c.lower_, c)
        if c.dep_ == "prt":  # "spoke out against"
            for g in c.children:
                if g.dep_ == "prep":
                    found.setdefault(g.lower_, g)
    for preposition in prepositions:
        link = found.get(preposition)
        inner = [g for g in link.children if g.dep_ in {"pobj", "pcomp"}] if link is not None else []
        if link is not None and inner and inner[0].ent_type_ not in TIMES_AND_PLACES:
            start, end = without_marks(head.doc, inner[0].left_edge.i, link.right_edge.i + 1)
            adjacent = link.i - head.i <= 2
            yield Content(inner[0].i, start, end, link.i + 1 if adjacent else head.i + 1, f":{preposition}")


def _clause(child: Token, verb: Token) -> Content:
    start, end = child.left_edge.i, child.right_edge.i + 1
    if start < verb.i < end:
        if child.i < verb.i:
            end = min([verb.i, *(c.left_edge.i for c in own_subjects(verb))])
        else:
            start = verb.i + 1
    if child.i < verb.i:
        start, end = _past_conjunction(verb, start, end)
    rest = next((c for c in verb.children if c.dep_ == "ccomp" and is_rest_of(child, c)), None)
    end = end if rest is None else max(end, rest.right_edge.i + 1)
    start, end = without_marks(verb.doc, start, end)
    return Content(child.i, start, end, verb.i + 1, "clause")


def _past_conjunction(verb: Token, start: int, end: int) -> tuple[int, int]:
    """ "The field was wet, but it drained well, said Bo Ek": what is said is the second clause, whose subject the
    parser gave to the verb, so that the first one seems to end in "but"."""
    doc = verb.doc
    last = end - 1
    while last > start and doc[last].is_punct:
        last -= 1
    if doc[last].dep_ != "cc":
        return start, end
    named = [c.left_edge.i for c in own_subjects(verb) if c.left_edge.i > end]
    stop = min([verb.i, *named])
    return (end, stop) if stop - end > 2 else (start, last)


def _phrase(head: Token) -> tuple[int, int]:
    return trimmed(head, {"punct", "cc"})


def _noun_phrase_before(head: Token, clause: Token) -> tuple[int, int]:
    """The tokens of a noun phrase up to the clause that modifies it."""
    start = head.left_edge.i
    return without_marks(head.doc, start, max(head.i + 1, clause.left_edge.i))


def without_marks(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The range without white space and punctuation at its ends, but with quotation marks and brackets."""
    while start < end - 1 and (doc[start].is_punct or doc[start].is_space) and doc[start].text not in {'"', "("}:
        start += 1
    while end - 1 > start and (doc[end - 1].is_punct or doc[end - 1].is_space) and doc[end - 1].text not in {'"', ")"}:
        end -= 1
    return start, end
