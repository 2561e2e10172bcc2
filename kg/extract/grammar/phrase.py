"""The words around a head: where what is said, wanted or named begins and ends."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from kg.extract.grammar.arcs import own_subjects
from kg.extract.grammar.clause import supposed, tells_one_matter
from kg.extract.grammar.named import NAMED
from kg.extract.grammar.tense import CLAUSAL, SUBJECTS, TIMES
from kg.extract.text.memo import once
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, Passage

__all__ = [
    "is_all_but",
    "is_told_by_preposition",
    "names_nobody",
    "passage",
    "renames",
    "trimmed",
    "whole",
]

CLOSING = {",", "(", ";", ":"}
LONGEST_NAME = 16
"""Tokens that the words for somebody without a name have at most."""

WORDS_FOR_ALL = word_set("words-for-all")
MARKS_OF_CLAUSES_APART = word_set("marks-of-clauses-apart")
"""Marks of a clause that stands beside what is said or wanted."""
MAY_END = {"acl", "advcl", "amod", "ccomp", "conj", "mark", "prep", "relcl"}
"""Arcs to what may not belong to the words before it; so may what renames them, whatever its arc."""
RENAMING_NOUNS = word_set("renaming-nouns")
LEADING_VERBS = word_set("leading-verbs")
INDEFINITE_DETERMINERS = word_set("indefinite-determiners")
OPENERS_OF_RELATIVE_CLAUSES = word_set("openers-of-relative-clauses")
OPENERS_OF_RENAMINGS = word_set("openers-of-renamings")


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
            subject = next((c for c in own_subjects(head) if c.i < head.i), None)
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


def whole(noun: Span, head: Token) -> str:
    """A noun's words with what follows it ("people briefed on the talks"), without its determiner."""
    doc, start, end = noun.doc, noun.start, noun.end
    while start < head.i and doc[start].pos_ == "DET":
        start += 1
    for child in head.rights:
        if child.dep_ in {"prep", "acl", "relcl", "amod"} and child.left_edge.i == end:
            below = [*child.subtree] if child.dep_ == "prep" else []
            ends = {t.left_edge.i for t in below if t.dep_ == "relcl"}
            ends |= {t.left_edge.i for t in below if t.dep_ == "acl" and t.lemma_ in LEADING_VERBS}
            ends |= {t.i for t in child.subtree if t.lower_ in CLOSING}
            end = min(ends, default=child.right_edge.i + 1)
        elif child.dep_ == "punct":
            break
    while end > noun.end and (
        doc[end - 1].is_punct or doc[end - 1].dep_ in {"cc", "prep"} or doc[end - 1].tag_ == "VBG"
    ):
        end -= 1  # no "army of strikers planning", cut before what they plan
    return doc[start:end].text if end - start < LONGEST_NAME else doc[start : noun.end].text


def is_told_by_preposition(noun: Token, end: int, kind: ActorType, several: bool, owned: bool) -> bool:
    """Whether the words that follow ``noun`` at ``end`` tell which ones it means: "the spokesman [for the union]", "the
    owners [of the ferries]", "farmers [in the valley]", "a group [of lenders]"; not "officials in May", "members of
    that pact", nor a place where whose they are is told, or what is done to them: "expelled farmers from Arica"."""
    after = next((c for c in noun.rights if c.i == end and c.dep_ == "prep"), None)
    if after is None or kind == ActorType.PERSON:
        return after is not None
    below = next((c for c in after.children if c.dep_ == "pobj"), None)
    if noun.dep_ == "ROOT" or below is None or below.ent_type_ in TIMES or _points_back(below) or _is_list(noun, after):
        return False
    if after.lower_ in {"from", "in"}:
        return several and not owned and noun.dep_ in SUBJECTS
    return after.lower_ == "of" and (several or below.tag_ == "NNS")


def _points_back(noun: Token) -> bool:
    return any(c.lower_ in word_set("demonstratives") for c in (noun, *noun.lefts))


def _is_list(noun: Token, preposition: Token) -> bool:
    """Whether what follows is a list of three or more, of which a name would hold the first alone."""
    comma = next((t.i for t in preposition.subtree if t.text in CLOSING), None)
    listed = comma is not None and any(t.dep_ == "conj" and t.i > comma for t in preposition.subtree)
    return listed or any(c.dep_ == "conj" and c.pos_ == "PROPN" for c in noun.rights)


def _ends_own(word: Token, head: Token, drop: frozenset[str] | set[str]) -> bool:
    """Whether the words of ``head`` end before ``word`` and what hangs on it, as its own modifier or conjunct."""
    if word.head.i != head.i:
        return False
    kind = word.dep_
    if kind == "conj":
        clause = word.pos_ in CLAUSAL and head.pos_ in CLAUSAL and not tells_one_matter(word)
        return clause or _party_after_thing(word, head)
    if "relcl" not in drop:
        return False
    before = word.left_edge.i - 1
    return (kind in {"relcl", "advcl"} and not _names_no_matter(word, head)) or (
        kind == "acl" and before > 0 and head.doc[before].text == ","
    )


def _party_after_thing(conjunct: Token, head: Token) -> bool:
    """Whether an actor's name is coordinated with a thing: the subject of the next clause, read wrongly."""
    clusters = NAMED(head.doc)
    return conjunct.pos_ == "PROPN" and head.pos_ == "NOUN" and conjunct.i in clusters and head.i not in clusters


def _ends_any(word: Token, head: Token) -> bool:
    """Whether the words of ``head`` end before ``word``, wherever among them it hangs."""
    kind = word.dep_
    if supposed(word):
        return True
    if kind in {"relcl", "advcl"} and (_is_aside(word) or _is_apart(word)):
        return True
    if kind in {"mark", "prep"} and word.i > head.i + 1 and word.lower_ == "for" and word.nbor(-1).dep_ == "cc":
        return True
    return renames(word)


def _names_no_matter(relative: Token, noun: Token) -> bool:
    """Whether a noun names no matter without its relative clause: "any deal that harms us", not "the deal that Peru
    made"."""
    first = relative.left_edge
    bare = all(c.lower_ in INDEFINITE_DETERMINERS or c.dep_ in {"relcl", "punct"} for c in noun.children)
    return relative.dep_ == "relcl" and bare and noun.pos_ == "NOUN" and first.i > 0 and first.nbor(-1).text != ","


def _is_aside(relative: Token) -> bool:
    """Whether a relative clause stands after a comma and adds what the matter does not need."""
    first = relative.left_edge
    if first.i == 0 or first.nbor(-1).text != ",":
        return False
    opener = first.nbor(1) if first.dep_ == "prep" and first.i < relative.i else first
    return opener.lower_ in OPENERS_OF_RELATIVE_CLAUSES


def _is_apart(clause: Token) -> bool:
    """Whether a clause says why, or what stands against it: ", though Peru objected", "because the port is closed"."""
    return clause.dep_ == "advcl" and any(
        c.dep_ == "mark"
        and c.lower_ in MARKS_OF_CLAUSES_APART
        and (c.lower_ != "while" or (c.i > 0 and c.nbor(-1).text == ","))
        for c in clause.children
    )


@once
def renames(noun: Token) -> bool:
    """Whether a noun in apposition renames what was said, to say more of it: "a levy, [an idea] that Peru rejected"."""
    if noun.lemma_ not in RENAMING_NOUNS or noun.pos_ not in {"NOUN", "PRON", "NUM"}:
        return False
    first = noun.left_edge
    if first.i == 0 or first.nbor(-1).text != "," or first.lower_ not in OPENERS_OF_RENAMINGS:
        return False
    return any(c.dep_ in {"relcl", "acl"} and c.i > noun.i for c in noun.children)


def passage(doc: Doc, start: int, end: int, text: str) -> Passage:
    """Tokens ``[start, end)`` as a span of ``text``, the document's own."""
    a = doc[start].idx
    last = doc[end - 1]
    b = last.idx + len(last)
    return Passage(a, b, text[a:b])


def names_nobody(noun: Token) -> bool:
    """Whether a noun means nobody of whom a text tells: "which [states]", "few [states]", "hardly any [state]",
    "all but [Malta]"."""
    asked = any(c.dep_ == "det" and c.lower_ in {"what", "which"} for c in noun.children)
    opening = [t.lower_ for t in noun.doc[noun.left_edge.i : noun.i][:2]]
    few = opening[:1] == ["few"] or opening in (["very", "few"], ["hardly", "any"])
    return asked or few or is_all_but(noun)


def is_all_but(name: Token) -> bool:
    """Whether a name is of who is left out: "all but [Malta]"; not "all opposed the plan, but [Malta] backed it"."""
    but = name.doc[max(0, name.left_edge.i - 1)]
    around = (but.nbor(-1), but.head, *but.head.children) if but.i else ()
    whole = [t.i for t in around if t.lower_ in WORDS_FOR_ALL and t.i < but.i]
    return (
        but.lower_ == "but" and bool(whole) and all(t.pos_ not in {"AUX", "VERB"} for t in but.doc[max(whole) : but.i])
    )
