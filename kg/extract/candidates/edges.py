"""Where the words of a matter begin and end, whether a rule proposed them by the parse or a network word by word."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.grammar.arcs import own_subject
from kg.extract.grammar.conditions.consequences import is_consequence
from kg.extract.grammar.name_heads import NAMED
from kg.extract.grammar.quotations import TOKENS_OF_SPEECH, quoted
from kg.extract.grammar.repairs.exceptions import opens_exception
from kg.extract.grammar.tense import CLAUSAL, FINITE, has_finite_auxiliary, tense
from kg.extract.words.lexicon import word_set

__all__ = ["within_clause", "without_loose_ends"]

CONNECTIVES_BEFORE_CLAUSES = word_set("connectives-before-clauses")
BEFORE_THEIR_NOUN = {"amod", "compound", "det", "nmod", "nummod", "poss", "quantmod"}
"""Arcs of words that are incomplete without the noun after them."""
LONGEST_WHOLE = 25
"""The most tokens of a matter that is completed: a longer one names its matter no better."""
LONGEST_CONNECTIVE = 4
LEAST_OF_PAIR = 4
NOUNS = {"NOUN", "PROPN"}
NOUNS_WITHOUT_CONTENT = word_set("renaming-nouns") | word_set("tabled-nouns")
STOPS = {"-", "–", "—", ";", ":", "("}
TENSED = {"VBD", "VBP", "VBZ"}


def without_loose_ends(doc: Doc, matter: tuple[int, int], head: Token, stop: int | None = None) -> tuple[int, int]:
    """The tokens ``[start, end)`` of a matter without what opens its sentence ("First, ...") and what goes on after it,
    and completed where it ends inside a phrase; nothing is added from ``stop`` on."""
    start, end = matter
    last = min(head.sent.end, start + LONGEST_WHOLE, len(doc) if stop is None or stop < end else stop)
    start = _after_connectives(doc, start, head)
    end = _before_others(doc, start, end, head)
    return _one_of_pair(doc, start, _closed(doc, start, _whole(doc, start, end, last), last))


def within_clause(doc: Doc, matter: tuple[int, int]) -> tuple[int, int]:
    """A matter without the rest of the clause if it begins inside that clause's subject: "arguments against [holding a
    vote] won"; and without the next clause of its holder: "agreed to [pay] and left"."""
    start, end = matter
    root = doc[start:end].root
    subject = own_subject(root) if tense(root) in FINITE else None
    if subject is not None and subject.i < start <= subject.right_edge.i < root.i:
        inside = doc[start : subject.right_edge.i + 1]
        return (start, _trimmed(doc, start, inside.end)) if inside.root.dep_ == "pcomp" else matter
    for verb in doc[start + 1 : end]:
        goes_on = verb.dep_ == "conj" and verb.tag_ in TENSED and own_subject(verb) is None
        joint = verb.left_edge.i - 1
        if goes_on and verb.head.i < start < joint and not _has_tense(doc, start, joint):
            return (start, joint) if doc[joint].dep_ == "cc" and doc[joint - 1].text != "," else matter
    return matter


def _has_tense(doc: Doc, start: int, end: int) -> bool:
    """Whether the words have a finite clause of their own, which may go on: "that Peru paid [and left]"."""
    return any(t.pos_ in CLAUSAL and (t.tag_ in TENSED or has_finite_auxiliary(t)) for t in doc[start:end])


def _trimmed(doc: Doc, start: int, end: int) -> int:
    """The end of a range without a comma or stop there."""
    while end - 1 > start and (doc[end - 1].is_space or doc[end - 1].text in {",", ";", ":", ".", "!", "?"}):
        end -= 1
    return end


def _after_connectives(doc: Doc, start: int, head: Token) -> int:
    """The start of a clause after what connects it to those before: "First, [the port must open]"."""
    while start < head.i:
        comma = next((t.i for t in doc[start + 1 : min(head.i, start + 1 + LONGEST_CONNECTIVE)] if t.text == ","), None)
        if comma is None or doc[start:comma].text.casefold() not in CONNECTIVES_BEFORE_CLAUSES:
            return start
        start = comma + 1
    return start


def _before_others(doc: Doc, start: int, end: int, head: Token) -> int:
    """The end of a matter before words that its holder does not say, or that are about somebody else or what came of
    it."""
    numbers = quoted(doc)
    for token in doc[start + 2 : end]:
        closes = numbers[start] and numbers[token.i - 1] == numbers[start] != numbers[token.i]
        if closes and token.nbor(-1).text == ",":
            return token.i - 1  # "'... to pay,' Ruiz wrote"
        is_beside = token.lower_ == "while" and _acts(token.head)
        if token.dep_ == "mark" and (is_beside or (is_consequence(token.head) and token.head.i > head.i)):
            return _trimmed(doc, start, token.i)
    return end


def _acts(clause: Token) -> bool:
    """Whether the subject of a clause is a named actor."""
    subject = own_subject(clause)
    return subject is not None and subject.i in NAMED(clause.doc)


def _whole(doc: Doc, start: int, end: int, last: int) -> int:
    """The end of a matter that stops inside a phrase, completed: "the will | of the people"."""
    while end < last:
        further = _next_end(doc, start, end)
        if not end < further <= last:
            break
        end = further
    while end - 1 > start and doc[end - 1].pos_ == "CCONJ":
        end -= 1
    return end


def _one_of_pair(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """A matter that is the first of "not only ..., but also ..." without these words: "agreed not only to [let Chile
    in], but also that Peru should pay"; both with them where a matter has both."""
    if [t.lower_ for t in doc[start : start + 2]] != ["not", "only"]:
        return start, end
    if [t.lower_ for t in doc[max(end - 2, start) : end]] == ["but", "also"]:
        end -= 2
    if end - start < LEAST_OF_PAIR or any(t.lower_ == "but" for t in doc[start:end]):
        return start, end
    start += 3 if doc[start + 2].tag_ == "TO" else 2
    return start, _trimmed(doc, start, end)


def _next_end(doc: Doc, start: int, end: int) -> int:
    """The end of the next piece that the words before ``end`` need; ``end`` if there is none."""
    before, after = doc[end - 1], doc[end]
    if after.text == "%" and before.like_num:
        return end + 1
    if after.text == "-" and end + 1 < len(doc) and not (before.whitespace_ or after.whitespace_):
        return end + 2
    if before.pos_ in NOUNS and after.lower_ == "of" and start <= after.head.i < end:
        return _end_of(after)
    if before.pos_ in NOUNS | {"NUM"} and after.tag_ == "TO" and _tells_what(after.head, doc[start:end].root):
        return _end_of(after.head)
    excepting = after.nbor() if after.text == "," and end + 1 < len(doc) else after
    if opens_exception(excepting) and start <= excepting.head.i < end:
        return _end_of(excepting)
    return _governed_by(doc, before)


def _governed_by(doc: Doc, last: Token) -> int:
    """The end of what the last word of a matter governs or modifies: "in | the port", "displaced | persons"."""
    end, above = last.i + 1, last.head
    if last.dep_ == "prep" and last.pos_ == "ADP" and last.right_edge.i >= end:
        return _end_of(last)
    if last.dep_ == "cc":
        joined = next((c for c in above.children if c.dep_ == "conj"), None)
        return _end_of(joined) if joined is not None else end
    if last.dep_ == "aux":
        return _end_of(above)
    is_first = last.dep_ in BEFORE_THEIR_NOUN and above.i >= end and all(t in above.subtree for t in doc[end : above.i])
    return above.i + 1 if is_first else end


def _tells_what(infinitive: Token, noun: Token) -> bool:
    """Whether an infinitive tells what a noun is: "a measure by a vote of 3 to 2 [to close the port]"."""
    if noun.lemma_ not in NOUNS_WITHOUT_CONTENT or noun.pos_ != "NOUN":
        return False
    bare = all(c.lower_ in {"a", "an", "by"} for c in noun.children)
    return bare or infinitive in noun.subtree


def _end_of(phrase: Token) -> int:
    """The end of a phrase, without a clause about its noun and without what follows a comma or dash."""
    end = phrase.right_edge.i + 1
    for token in phrase.subtree:
        clause = token.dep_ in {"advcl", "relcl"}
        if token.i > phrase.i + 1 and (clause or token.text in STOPS):
            end = min(end, token.left_edge.i if clause else token.i)
    return _trimmed(phrase.doc, phrase.i + 1, end)


def _closed(doc: Doc, start: int, end: int, last: int) -> int:
    """The end after the mark that closes a quotation begun inside the matter, if that mark is near."""
    numbers = quoted(doc)
    number = numbers[end - 1]
    if not number or numbers[start] == number:
        return end
    closing = next((i for i in range(end, min(last, end + TOKENS_OF_SPEECH)) if numbers[i] != number), None)
    if closing is None:
        return end
    only_stops = closing > end and all(t.is_punct for t in doc[end:closing])  # "'... two ports,' ..."
    return end if only_stops else closing + 1
