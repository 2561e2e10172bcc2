"""Where the parser goes wrong on reports: conjuncts on the wrong verb, objects taken for the next verb's subject."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.named import NAMED
from kg.extract.grammar.occurrences import stands_between, word_at
from kg.extract.grammar.tense import CLAUSAL, SUBJECTS, tense
from kg.extract.words.lexicon import cues, voices

__all__ = [
    "active_participle",
    "before_inserted_speech",
    "object_before",
    "party_after_thing",
    "rejoined",
    "spoken_before",
    "supposed",
    "tells_nothing",
]


def rejoined(verb: Token) -> Token | None:
    """The verb that a conjunct goes on from where the parser hung it on a clause inside: in "said the fund should be
    audited and opposed the levy", "opposed" goes on from "said", for a past tense cannot stand under "should"."""
    if verb.pos_ not in CLAUSAL or any(c.dep_ in SUBJECTS for c in verb.children):
        return None
    if verb.dep_ != "conj" and not active_participle(verb):
        return None
    form = tense(verb)
    if form not in {"VBD", "VBZ", "VBP"}:
        return None
    inner = verb.head
    while inner.dep_ == "conj" and inner.head.i != inner.i:
        inner = inner.head
    if inner.pos_ in CLAUSAL and tense(inner) == form and tense(verb.head) == form:
        return inner.head if _speaks_on(verb, inner) else None
    above = inner
    for _ in range(6):
        if above.dep_ == "ROOT":
            return None
        above = above.head
        if above.pos_ in CLAUSAL and above.i < verb.i and tense(above) == form:
            return above
    return None


def before_inserted_speech(verb: Token) -> Token | None:
    """The verb that a conjunct goes on from where the parser hung it on a speech put in between: in "the gunmen freed
    five, relatives said on Tuesday, but warned ..." it is the gunmen who warned. Words in quotation marks are told by
    whoever goes on."""
    doc, said = verb.doc, verb.head
    speaker = next((c for c in said.children if c.dep_ == "nsubj" and c.i < said.i), None)
    link = next((c for c in said.children if c.dep_ == "cc" and said.i < c.i < verb.i), None)
    if speaker is None or link is None or any(c.dep_ in SUBJECTS for c in verb.children):
        return None
    before = doc[speaker.left_edge.i - 1]
    told = next((c for c in said.children if c.dep_ == "ccomp" and c.i < before.i), None)
    return told if before.text == "," and doc[link.i - 1].text == "," and not before.is_sent_start else None


def supposed(clause: Token) -> bool:
    """Whether the word order tells that a clause is a condition, which the parser may take for what is said: "should
    none be given", "had Peru known"."""
    first = clause.left_edge
    subject = next((c for c in clause.children if c.dep_ in SUBJECTS), None)
    return (
        clause.dep_ in {"advcl", "ccomp", "relcl"}
        and clause.head.i < first.i
        and first.lower_ in {"had", "should", "were"}
        and first.head.i in {clause.i, clause.head.i}
        and subject is not None
        and first.i < subject.i < clause.i
        and clause.doc[clause.right_edge.i].text != "?"
    )


def tells_nothing(clause: Token) -> bool:
    """Whether what the parser hung on a verb as told by it is a condition, or a sentence that a semicolon ends."""
    return supposed(clause) or stands_between(clause.doc, ";", clause.i, clause.head.i)


def active_participle(verb: Token) -> bool:
    """Whether what was read as a participle after a comma has an object, and so goes on from the verb before:
    "proposed a fund, [opposed the levy]"."""
    return (
        verb.dep_ in {"amod", "acl"}
        and verb.tag_ == "VBN"
        and verb.i > 0
        and verb.doc[verb.i - 1].text == ","
        and any(c.dep_ == "dobj" and c.i > verb.i for c in verb.children)
    )


def object_before(verb: Token) -> Token | None:
    """The object of the verb above, taken for this verb's subject: "proposed [a fund], backed the ban"."""
    if verb.dep_ != "ccomp" or verb.head.i > verb.i or any(c.dep_ == "mark" for c in verb.children):
        return None
    first = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if first is None or not verb.head.i < first.i < verb.i or first.pos_ == "PRON":
        return None
    if first.i in NAMED(verb.doc) and not any(c.lower_ in {"a", "an"} for c in first.children):
        return None
    at = first.i + 1 if word_at(verb.doc, first.i + 1) == "," else first.right_edge.i + 1
    closes = word_at(verb.doc, at) == "," and at < verb.i and verb.tag_ in {"VBD", "VBN", "VBZ", "VBP"}
    return first if closes and not any(c.dep_ == "aux" for c in verb.children) else None


def spoken_before(clause: Token, verb: Token) -> bool:
    """Whether a clause before its verb is what is said, not a sentence of its own that a semicolon ends."""
    between = verb.doc[clause.i : verb.i]
    return not any(t.text in {";", ":"} for t in between) and not any(c.dep_ == "dobj" for c in verb.children)


def _speaks_on(verb: Token, inner: Token) -> bool:
    """Whether a verb of stance in the tense of "agreed there were gaps" has the speaker for its subject: a thing
    supports, urges and opposes nothing."""
    own = [c for c in inner.children if c.dep_ in SUBJECTS]
    return (
        inner.dep_ == "ccomp"
        and inner.head.lemma_.casefold() in cues()
        and inner.head.i < inner.i
        and bool(own)
        and own[0].i not in NAMED(verb.doc)
        and (own[0].pos_ != "PRON" or own[0].dep_ == "expl")
        and voices(verb.lemma_.casefold())
    )


def party_after_thing(conjunct: Token, head: Token) -> bool:
    """Whether an actor's name is coordinated with a thing: the subject of the next clause, read wrongly."""
    clusters = NAMED(head.doc)
    return conjunct.pos_ == "PROPN" and head.pos_ == "NOUN" and conjunct.i in clusters and head.i not in clusters
