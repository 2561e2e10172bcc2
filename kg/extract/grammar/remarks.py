"""Subjects that a remark separates from their verb: "On reefs, Peru, for the islands, said ...", "Peru, backed by
Chile, proposed talks", "posts that officials say insult Peru". The parser attaches such a subject to the topic or the
remark, or takes the verb for a participle of the subject."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.grammar.arcs import own_subjects
from kg.extract.grammar.name_heads import NAMED
from kg.extract.grammar.occurrences import word_at
from kg.extract.grammar.tense import CLAUSAL, FINITE, SUBJECTS, is_infinitive
from kg.extract.text.memo import once
from kg.extract.words.lexicon import cues, word_set
from kg.extract.words.verbs_of_saying import says_or_takes_a_stance

__all__ = ["acts_by_hearsay", "attach_parted_subject", "attach_with"]

OPENERS = word_set("side-openers") - {"and"}
TOKENS_OF_REMARKS = 60
"""Tokens of the remarks between a subject and its verb."""
NAME = {"PROPN", "DET", "SYM"}
RELATIVES = {"that", "which", "who"}
TOLD = {"ccomp", "xcomp"}
CONTRASTS = {"while", "whereas", "whilst"}
NOUNS = {"NOUN", "PROPN"}


@once
def acts_by_hearsay(verb: Token) -> Token | None:
    """The noun that is the subject of a verb below "officials say": the posts in "posts that officials say insult
    Peru"; None for a verb in no such clause, as in "said that officials say insults hurt"."""
    saying = verb.head
    if verb.dep_ not in TOLD or verb.pos_ != "VERB" or is_infinitive(verb) or saying.lemma_ not in cues():
        return None
    if any(c.lower_ not in RELATIVES for c in own_subjects(verb)) or not own_subjects(saying):
        return None
    if verb.dep_ == "xcomp" and verb.tag_ == "VBG":
        return None  # "fears that officials consider raiding Peru"
    doc, first = verb.doc, min(saying.left_edge.i, verb.left_edge.i)
    between = doc[saying.i + 1 : verb.i]
    if saying.i > verb.i or first == 0 or doc[first].lower_ not in RELATIVES or any(t.pos_ != "ADV" for t in between):
        return None
    noun = saying.head if saying.dep_ == "relcl" else doc[first - 1]
    return noun if noun.pos_ in NOUNS else None


def attach_parted_subject(verb: Token) -> bool:
    """Give a verb of saying or wanting the subject before the remarks in front of it; return whether there is one."""
    thing = verb.head if verb.dep_ == "amod" and verb.head.i > verb.i else None
    own = next((c for c in verb.children if c.dep_ == "nsubj"), None) if thing is not None else None
    subject = own or (_subject_before(verb) if _wants_subject(verb) else None)
    if subject is None:
        return False
    over = subject if subject.is_ancestor(verb) else thing
    if over is not None:
        verb.head, verb.dep_ = (verb, "ROOT") if over.dep_ == "ROOT" else (over.head, "conj")
    elif verb.dep_ in {"advcl", "acl"}:
        verb.dep_ = "conj"
    if thing is not None:  # "[proposed] village talks", read as talks that were proposed
        thing.head, thing.dep_ = verb, "dobj"
    for token in verb.doc[subject.i + 1 : verb.i]:
        if token.head.i < subject.i and not token.is_ancestor(verb):  # else the tree would become a cycle
            token.head = verb if token.dep_ == "advcl" and token.tag_ == "VBG" else subject
    for child in list(subject.children):
        if child.i > verb.i:
            child.head = verb
    subject.head, subject.dep_ = verb, "nsubj"
    verb.tag_, verb.pos_ = "VBD", "VERB"
    return True


def attach_with(verb: Token) -> None:
    """Attach "with" to the verb that follows it: "Peru urged haste and, [with] Chile, called for care"."""
    doc, first = verb.doc, verb.sent.start
    if verb.dep_ != "conj" or word_at(doc, verb.i - 1) != ",":
        return
    for i in range(verb.i - 2, max(first + 1, verb.i - TOKENS_OF_REMARKS), -1):
        if doc[i].pos_ in CLAUSAL:
            return
        if doc[i].lower_ == "with" and doc[i - 1].text == ",":
            if not doc[i].is_ancestor(verb):  # "called" read as a conjunct of Chile stays below "with"
                doc[i].head = verb
            return


def _wants_subject(verb: Token) -> bool:
    if verb.tag_ not in {"VBD", "VBN"} or word_at(verb.doc, verb.i - 1) != ",":
        return False
    if any(c.dep_ in SUBJECTS | {"aux", "auxpass", "agent"} or c.lower_ == "by" for c in verb.children):
        return False
    return says_or_takes_a_stance(verb.lemma_.casefold()) and verb.i + 1 < verb.sent.end and not verb.nbor(1).is_punct


def _subject_before(verb: Token) -> Token | None:
    """The head of the name before the first of the remarks, None where no remark ends before the verb."""
    doc, start = verb.doc, max(verb.sent.start, verb.i - TOKENS_OF_REMARKS)
    subject = None
    for i in range(verb.i - 2, start, -1):
        if doc[i].tag_ in FINITE or doc[i].tag_.startswith("W"):
            break
        if doc[i].text == "," and _opens_remark(doc, i + 1):
            subject = _name_before(doc, i, start) or subject
        if doc[i].text == ",":
            subject = _named_in_contrast(doc, i, verb) or subject
    return subject


def _opens_remark(doc: Doc, at: int) -> bool:
    word = word_at(doc, at + (doc[at].dep_ == "cc"))
    return word in OPENERS and (word != "on" or word_at(doc, at + 1) == "behalf")


def _named_in_contrast(doc: Doc, comma: int, verb: Token) -> Token | None:
    """The head of the first name after ", while" or ", but", if the last ends at the comma and what one says follows
    it, which the parser took for the verb: "Chad left, while [Peru] and Chile, citing costs, opposed the text"."""
    if not any(t.tag_ == "VBG" for t in doc[comma + 1 : comma + 4]):
        return None
    first = comma
    while first > verb.sent.start and (doc[first - 1].pos_ in NAME or doc[first - 1].lower_ in {"and", ","}):
        first -= 1
    if doc[first - 1].lower_ not in CONTRASTS | {"but"} or word_at(doc, first - 2) != ",":
        return None
    heads = [t for t in doc[first:comma] if t.i in NAMED(doc) and not (first <= t.head.i < comma)]
    head = heads[0] if heads else None
    taken = head is None or (head.dep_ in SUBJECTS and not comma < head.head.i < verb.i)
    return None if taken else head


def _name_before(doc: Doc, comma: int, start: int) -> Token | None:
    """The head of the name that ends at the comma, if nothing but a comma, "and" or ``start`` stands before it."""
    last = doc[comma - 1]
    head = next((t for t in (last, last.head) if t.i in NAMED(doc)), None)
    first = comma - 1
    while first > start and doc[first - 1].pos_ in NAME:
        first -= 1
    free = first == start or doc[first - 1].text == "," or doc[first - 1].dep_ == "cc"
    return head if head is not None and free and head.dep_ not in {*SUBJECTS, "poss"} else None
