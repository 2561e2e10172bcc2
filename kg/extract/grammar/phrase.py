"""The extent of a phrase: where what is said, wanted or named begins and ends."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc, Span, Token

from kg.extract.grammar.arcs import own_subject
from kg.extract.grammar.clause import shares_not_or_object
from kg.extract.grammar.conditions.consequences import is_consequence
from kg.extract.grammar.conditions.inversion import is_inverted_condition
from kg.extract.grammar.name_heads import NAMED
from kg.extract.grammar.occurrences import word_at
from kg.extract.grammar.tense import CLAUSAL, FINITE, NOUN_SUBJECTS, SUBJECTS, TIMES
from kg.extract.text.memo import once
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, Passage

__all__ = [
    "is_all_but",
    "is_told_by_poll",
    "is_told_by_preposition",
    "names_nobody",
    "passage",
    "renames",
    "runs_into_clause",
    "tells_kind_of_person",
    "text_with_complement",
    "text_with_modifiers",
    "trimmed",
]

CLOSING = {",", "(", ";", ":"}
GOES_ON = {"and", "of", "or"}
"""Words between a noun and another that belongs to it."""
LONGEST_NAME = 16
"""Descriptions of somebody without a name have fewer tokens than this."""

WORDS_OF_EXCEPTION = word_set("openers-of-exceptions") | {"but"}
WORDS_FOR_ALL = word_set("words-for-all")
MARKS_OF_CLAUSES_APART = word_set("marks-of-clauses-apart")
"""Subordinators of a clause that is no part of what is said or wanted."""
MAY_END = {"acl", "advcl", "amod", "ccomp", "conj", "mark", "prep", "relcl"}
"""Arcs before which a phrase may end; so it may before a noun that renames it, whatever its arc."""
RENAMING_NOUNS = word_set("renaming-nouns")
VERBS_OF_TELLING_OF = word_set("verbs-of-telling-of")
LEADING_VERBS = word_set("leading-verbs")
INDEFINITE_DETERMINERS = word_set("indefinite-determiners")
OPENERS_OF_RELATIVE_CLAUSES = word_set("openers-of-relative-clauses")
OPENERS_OF_RENAMINGS = word_set("openers-of-renamings")
PARTICIPLES_OF_POLLS = word_set("participles-of-polls")
BODIES_OF_MANY_NAMES = {"company", "union"}
"""Nouns for bodies of which a text may mean any beside a noun for a person."""
ABBREVIATIONS_OF_UNIONS = {"AU", "EU"}
DETERMINERS_OF_ANYBODY = INDEFINITE_DETERMINERS | word_set("quantifiers") | {"another"}


def trimmed(
    head: Token, drop: frozenset[str] | set[str], *, skip_to: bool = False, stop: Token | None = None
) -> tuple[int, int]:
    """The tokens ``[start, end)`` of the phrase of ``head``: its subtree up to the first clause, conjunct or apposition
    that is no part of it, or up to ``stop``, without leading words on arcs in ``drop`` and without punctuation at its
    ends. ``skip_to``: also without its subject and "to"."""
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
            subject = own_subject(head)
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


def text_with_modifiers(noun: Span, head: Token) -> str:
    """The text of a noun with what follows it ("people briefed on the talks"), without its determiner or exceptions:
    "[ministers] but Ruiz"."""
    doc, start, end = noun.doc, noun.start, noun.end
    while start < head.i and doc[start].pos_ == "DET":
        start += 1
    for child in head.rights:
        is_exception = child.dep_ == "prep" and child.lower_ in WORDS_OF_EXCEPTION
        if child.dep_ in {"prep", "acl", "relcl", "amod"} and child.left_edge.i == end and not is_exception:
            below = [*child.subtree] if child.dep_ == "prep" else []
            ends = {t.left_edge.i for t in below if t.dep_ == "relcl"}
            ends |= {t.left_edge.i for t in below if t.dep_ == "acl" and t.lemma_ in LEADING_VERBS}
            ends |= {t.i for t in child.subtree if t.lower_ in CLOSING}
            end = min(ends, default=child.right_edge.i + 1)
        elif child.dep_ == "punct" or is_exception:
            break
    while end > noun.end and (
        doc[end - 1].is_punct or doc[end - 1].dep_ in {"cc", "prep"} or doc[end - 1].tag_ == "VBG"
    ):
        end -= 1  # no "army of strikers planning", cut before what they plan
    return doc[start:end].text if end - start < LONGEST_NAME else doc[start : noun.end].text


def text_with_complement(noun: Span, head: Token, ends: Mapping[int, int]) -> str:
    """The text of a noun with the phrase that a preposition joins to it, or the list of names, and nothing after it,
    without its determiner: "protesters in Peru", "leaders of Peru, Chile and Mali"; else the noun's, as where it would
    be cut: "heads of the ministries [and agencies]". ``ends`` tells where the names end whose heads the tokens are."""
    doc, start = noun.doc, noun.start
    while start < head.i and doc[start].pos_ == "DET":
        start += 1
    after = next((c for c in head.rights if c.i == noun.end and c.dep_ == "prep"), None)
    below = next((c for c in after.children if c.dep_ == "pobj"), None) if after is not None else None
    is_exception = after is not None and after.lower_ in WORDS_OF_EXCEPTION
    if below is None or is_exception or below.ent_type_ in TIMES or _points_back(below):
        return doc[start : noun.end].text
    listed = [t for t in below.conjuncts if t.i in ends] if below.i in ends else []
    end = max(ends.get(t.i, t.i + 1) for t in (below, *listed))
    cut = word_at(doc, end + (word_at(doc, end) == ",")) in GOES_ON or any(t.i >= end for t in below.conjuncts)
    return doc[start : noun.end if cut or (listed and runs_into_clause(head, end)) else end].text


def runs_into_clause(noun: Token, end: int) -> bool:
    """Whether the list of names after a noun, up to ``end``, holds the subject of the clause that goes on there: "in
    talks with officials of Chad, [Egypt and Qatar] agreed", "after meeting envoys of Chad, [Egypt and Qatar] left"."""
    after = next((t for t in noun.doc[end:] if t.pos_ != "ADV"), noun)
    verb = after.head if after.dep_ in {"aux", "auxpass"} else after
    if after.tag_ not in FINITE or verb.dep_ in {"acl", "relcl"}:
        return False
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
    own = next((c for c in subjects if c == noun or c.is_ancestor(noun)), None)
    if own is None:
        return all(c.i < end for c in subjects)
    before = noun.doc[own.left_edge.i - 1 : own.left_edge.i]
    return any(t.tag_ == "VBG" and verb.is_ancestor(t) for t in before)


def is_told_by_preposition(noun: Token, end: int, kind: ActorType, several: bool, owned: bool) -> bool:
    """Whether the prepositional phrase that follows ``noun`` at ``end`` tells which ones it refers to: "the spokesman
    [for the union]", "the owners [of the ferries]", "farmers [in the valley]", "a group [of lenders]"; not "officials
    in May", "members of that pact", nor of what people are told, "reminded farmers of the drought". A place does not
    where the noun has an owner, or is no subject: "expelled farmers from Arica"."""
    after = next((c for c in noun.rights if c.i == end and c.dep_ == "prep"), None)
    if after is None or kind == ActorType.PERSON:
        return after is not None
    below = next((c for c in after.children if c.dep_ == "pobj"), None)
    if noun.dep_ == "ROOT" or below is None or below.ent_type_ in TIMES or _points_back(below) or _is_list(noun, after):
        return False
    if after.lower_ in {"from", "in"}:
        return several and not owned and noun.dep_ in SUBJECTS
    is_told_of_it = noun.dep_ == "dobj" and noun.head.lemma_ in VERBS_OF_TELLING_OF
    return after.lower_ == "of" and not is_told_of_it and (several or below.tag_ == "NNS")


def is_told_by_poll(noun: Token, end: int) -> bool:
    """Whether the participle that follows ``noun`` at ``end`` tells which people it refers to: "voters [polled]"."""
    return any(c.dep_ == "acl" and c.i == end and c.lower_ in PARTICIPLES_OF_POLLS for c in noun.rights)


def _points_back(noun: Token) -> bool:
    return any(c.lower_ in word_set("demonstratives") for c in (noun, *noun.lefts))


def _is_list(noun: Token, preposition: Token) -> bool:
    """Whether a list of three or more follows, of which a name would only hold the first."""
    comma = next((t.i for t in preposition.subtree if t.text in CLOSING), None)
    listed = comma is not None and any(t.dep_ == "conj" and t.i > comma for t in preposition.subtree)
    return listed or any(c.dep_ == "conj" and c.pos_ == "PROPN" for c in noun.rights)


def _ends_own(word: Token, head: Token, drop: frozenset[str] | set[str]) -> bool:
    """Whether the phrase of ``head`` ends before ``word``, a modifier or conjunct of ``head`` itself."""
    if word.head.i != head.i:
        return False
    kind = word.dep_
    if kind == "conj":
        clause = word.pos_ in CLAUSAL and head.pos_ in CLAUSAL and not shares_not_or_object(word)
        return clause or _is_party_after_thing(word, head) or _is_next_subject(word, head)
    if "relcl" not in drop:
        return False
    if kind == "acl":
        return head.doc[word.left_edge.i - 1].text == ","
    return kind in {"relcl", "advcl"} and not _needs_relative_clause(word, head)


def _is_party_after_thing(conjunct: Token, head: Token) -> bool:
    """Whether an actor's name is coordinated with a thing: it is the subject of the next clause, misparsed."""
    named = NAMED(head.doc)
    return conjunct.pos_ == "PROPN" and head.pos_ == "NOUN" and conjunct.i in named and head.i not in named


def _is_next_subject(conjunct: Token, head: Token) -> bool:
    """Whether people told by what they did follow a thing that only a subject's modifier tells, so that they are the
    next subject: "ministers angry about the delays and [diplomats] who blamed Peru met"."""
    tells_people = word_at(conjunct.doc, conjunct.i + 1) == "who" and conjunct.left_edge.i == conjunct.i
    over_subject = any(a.dep_ in SUBJECTS and a.i < head.i and a.head.i > conjunct.i for a in head.ancestors)
    return tells_people and over_subject and lexicon.nominals().get(head.lemma_.casefold()) is None


def _ends_any(word: Token, head: Token) -> bool:
    """Whether the phrase of ``head`` ends before ``word``, wherever in the phrase that is attached."""
    kind = word.dep_
    if (is_inverted_condition(word) and kind != "advcl") or is_consequence(word):
        return True
    if kind in {"relcl", "advcl"} and (_is_aside(word) or _is_apart(word)):
        return True
    if kind in {"mark", "prep"} and word.i > head.i + 1 and word.lower_ == "for" and word.nbor(-1).dep_ == "cc":
        return True
    return renames(word)


def _needs_relative_clause(relative: Token, noun: Token) -> bool:
    """Whether a noun names no matter without its relative clause: "any deal that harms us", not "the deal that Peru
    made"."""
    first = relative.left_edge
    bare = all(c.lower_ in INDEFINITE_DETERMINERS or c.dep_ in {"relcl", "punct"} for c in noun.children)
    return relative.dep_ == "relcl" and bare and noun.pos_ == "NOUN" and first.i > 0 and first.nbor(-1).text != ","


def _is_aside(relative: Token) -> bool:
    """Whether a relative clause after a comma adds what the matter does not need."""
    first = relative.left_edge
    if first.i == 0 or first.nbor(-1).text != ",":
        return False
    opener = first.nbor(1) if first.dep_ == "prep" else first
    return opener.lower_ in OPENERS_OF_RELATIVE_CLAUSES


def _is_apart(clause: Token) -> bool:
    """Whether a clause gives a reason or a contrast: ", though Peru objected", "because the port is closed"."""
    return clause.dep_ == "advcl" and any(
        c.dep_ == "mark"
        and c.lower_ in MARKS_OF_CLAUSES_APART
        and (c.lower_ != "while" or (c.i > 0 and c.nbor(-1).text == ","))
        for c in clause.children
    )


@once
def renames(noun: Token) -> bool:
    """Whether a noun in apposition renames what was said, to add to it: "a levy, [an idea] that Peru rejected"."""
    if noun.lemma_ not in RENAMING_NOUNS or noun.pos_ not in {"NOUN", "PRON", "NUM"}:
        return False
    first = noun.left_edge
    if first.i == 0 or first.nbor(-1).text != "," or first.lower_ not in OPENERS_OF_RENAMINGS:
        return False
    return any(c.dep_ in {"relcl", "acl"} for c in noun.children)


def passage(doc: Doc, start: int, end: int, text: str) -> Passage:
    r"""Tokens ``[start, end)`` as a span of ``text``, the document's own, without white space at its end.

    >>> import spacy
    >>> doc = spacy.blank("en")("if Peru pays\n")
    >>> passage(doc, 0, len(doc), doc.text)
    Passage(start=0, end=12, text='if Peru pays')
    """
    a = doc[start].idx
    last = next((doc[i] for i in range(end - 1, start, -1) if not doc[i].is_space), doc[start])
    b = last.idx + len(last)
    return Passage(a, b, text[a:b])


def names_nobody(noun: Token) -> bool:
    """Whether a noun refers to nobody that the text tells of: "which [states]", "few [states]", "all but
    [Malta]"."""
    asked = any(c.dep_ == "det" and c.lower_ in {"what", "which"} for c in noun.children)
    first = noun.left_edge
    few = first.lower_ == "few" and first.i < noun.i
    return asked or few or is_all_but(noun)


def is_all_but(name: Token) -> bool:
    """Whether a name is the exception: "all but [Malta]"; not "all opposed the plan, but [Malta] backed it"."""
    but = name.doc[max(0, name.left_edge.i - 1)]
    around = (but.nbor(-1), but.head, *but.head.children) if but.i else ()
    whole = [t.i for t in around if t.lower_ in WORDS_FOR_ALL and t.i < but.i]
    return (
        but.lower_ == "but" and bool(whole) and all(t.pos_ not in {"AUX", "VERB"} for t in but.doc[max(whole) : but.i])
    )


def tells_kind_of_person(noun: Token) -> bool:
    """Whether a noun for a body only tells the kind of the person or people named by the noun after it, who need not be
    of a body that the text names: "Ann Lee, a [union] leader", "many [company] executives"; not "the [union] leader",
    "a trade [union] leader", nor a title before a name, nor "a [union] official said", who is of the one told of."""
    person = noun.head
    if noun.lower_ not in BODIES_OF_MANY_NAMES or person.i != noun.i + 1 or person.lower_.startswith("spokes"):
        return False
    if noun.i > noun.sent.start and noun.nbor(-1).pos_ in {"NOUN", "PROPN"}:
        return False
    if not (noun.is_lower or (noun.is_sent_start and not _names_a_body_so(noun))):
        return False  # "Union officials" may be those of the European one
    determiners = {c.lower_ for c in person.lefts if c.dep_ in {"det", "poss", "predet"} or c.pos_ == "DET"}
    is_plural = person.tag_ in {"NNS", "NNPS"}
    is_of_anybody = any(c.lower_ in DETERMINERS_OF_ANYBODY for c in person.lefts)
    if not is_plural and person.dep_ in NOUN_SUBJECTS and all(c.dep_ != "appos" for c in person.rights):
        return False
    return (is_plural and not determiners) or (is_of_anybody and determiners <= DETERMINERS_OF_ANYBODY)


def _names_a_body_so(noun: Token) -> bool:
    """Whether a text names a body by the noun at the start of a sentence: "the European [Union]", "the EU"."""
    return any(
        t.text in ABBREVIATIONS_OF_UNIONS or (t.text == noun.text and t.i > 0 and t.nbor(-1).text.istitle())
        for t in noun.doc
    )
