"""What others say, as a speaker or writer tells it: "I hear people [say] that the port should be sold"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.actors.cluster import Cluster, cluster_at, is_of_same_state
from kg.extract.grammar.arcs import objects_of, own_subjects, possessors
from kg.extract.grammar.clause import RELATIVE_PRONOUNS, antecedent, conjuncts, is_passive, subjects
from kg.extract.grammar.quotations import quoted
from kg.extract.speech.speakers import SPEAKERS
from kg.extract.words.lexicon import word_set

__all__ = ["tellers", "told_by_others"]

ARCS_TO_TELLING = 6
"""How many arcs are climbed from a clause in search of a word by which others tell it."""
ARCS_OF_CONTENT = {"acl", "ccomp"}
ARCS_TO_CONTENT = {"acl", "ccomp", "conj", "pcomp", "relcl", "xcomp"}
"""Arcs from a clause up to what it is told by; a clause joined by a comma is not climbed from."""
NOUNS_OF_WHAT_IS_HEARD = word_set("nouns-of-what-is-heard")
VERBS_OF_OTHERS_WORDS = word_set("verbs-of-others-words")
VERBS_OF_TAKING_IN = word_set("verbs-of-taking-in")
WORDS_FOR_EVERYBODY = word_set("words-for-everybody")
VERBS_OF_HEARSAY = word_set("verbs-of-hearsay")


def told_by_others(clause: Token) -> Token | None:
    """The innermost word by which others tell a clause than whoever speaks around it, "[saying] that the port should be
    sold"; None where the speaker says so.

    Inside a quotation or a text in the first person it is a verb of saying with another subject. Everywhere it is a
    verb that names nobody ("it is often [claimed] that") or one of hearing ("I [hear] that"), or a noun ("there are
    [voices] that", "[talk] about: '...'").
    """
    return _word_above(clause) or _talk_before(clause)


def _talk_before(clause: Token) -> Token | None:
    """The noun before "about" and a colon behind which a clause stands: "I read [talk] about: 'They should go'"."""
    doc = clause.doc
    colon = next((i for i in range(clause.i - 1, clause.sent.start + 1, -1) if doc[i].text == ":"), None)
    noun = doc[colon - 1].head if colon is not None and doc[colon - 1].lower_ == "about" else None
    return noun if noun is not None and noun.lemma_ in NOUNS_OF_WHAT_IS_HEARD else None


def _word_above(clause: Token) -> Token | None:
    """The innermost word above a clause by which others tell it."""
    token = clause
    for _ in range(ARCS_TO_TELLING):
        above = token.head
        if token.dep_ in ARCS_OF_CONTENT and token.i > above.i and _tells_for_others(above, token):
            return above
        if token.dep_ not in ARCS_TO_CONTENT or (token.dep_ == "conj" and _is_set_off(token)):
            return None
        token = above
    return None


def _is_set_off(second: Token) -> bool:
    """Whether a comma or semicolon stands before a second clause, or its conjunction: ", and we [refuse]"."""
    return any(t.text in {",", ";"} for t in second.doc[max(0, second.left_edge.i - 2) : second.left_edge.i])


def tellers(word: Token) -> list[Token]:
    """The nouns for the others who tell by a word that `told_by_others` has found; pronouns are left out, as nobody
    need have been named before: "they say"."""
    return [t for t in _doers(word) if t.pos_ != "PRON"]


def _tells_for_others(word: Token, clause: Token) -> bool:
    if word.pos_ == "NOUN":
        return word.lemma_ in NOUNS_OF_WHAT_IS_HEARD and _is_heard(word)
    if word.lemma_ in VERBS_OF_HEARSAY and clause.dep_ == "ccomp" and not is_passive(word):
        return True
    if word.lemma_ not in VERBS_OF_OTHERS_WORDS:
        return False
    if is_passive(word):
        impersonal = any(s.lower_ == "it" for s in own_subjects(word))
        return impersonal and not subjects(word)
    if word.dep_ == "acl":
        return word.head.lemma_ in NOUNS_OF_WHAT_IS_HEARD and _is_heard(word.head)
    doers = _doers(word)
    return bool(doers) and _is_same_speech(word, clause) and not any(_is_speaker(t, word) for t in doers)


def _doers(word: Token) -> list[Token]:
    """Those who say, by a verb of their own or as people "[who] say"."""
    named = (antecedent(t) if t.lower_ in RELATIVE_PRONOUNS and word.dep_ == "relcl" else t for t in own_subjects(word))
    return conjuncts([*named]) if word.pos_ != "NOUN" and not is_passive(word) else []


def _is_heard(noun: Token) -> bool:
    """Whether a noun is for what somebody takes in, "I read [comments]", or what there is, "there are [voices]"."""
    verb = noun.head
    there = noun.dep_ == "attr" and any(c.dep_ == "expl" for c in verb.children)
    return there or (noun.dep_ == "dobj" and verb.lemma_ in VERBS_OF_TAKING_IN)


def _is_same_speech(word: Token, clause: Token) -> bool:
    """Whether a verb of saying stands in the speech of those who also speak the clause below it."""
    spoken = SPEAKERS(word.doc)
    voices = spoken.get(word.i)
    numbers = quoted(word.doc)
    return bool(voices) and voices == spoken.get(clause.i) and numbers[word.i] == numbers[clause.i]


def _is_speaker(doer: Token, word: Token) -> bool:
    """Whether somebody who says something is the speaker himself, his state or one of its bodies: "[I] say", "my
    [government] believes", "[those] of us who say", "[everyone] says"."""
    around = (doer, *possessors(doer), *objects_of(doer, {"of"}))
    if any(t.lower_ in word_set("first-person") for t in around) or doer.lower_ in WORDS_FOR_EVERYBODY:
        return True
    somebody = cluster_at(doer)
    return somebody is not None and any(is_of_same_state(voice, somebody) for voice in _voices(word))


def _voices(word: Token) -> Iterator[Cluster]:
    """The actors who speak a word."""
    yield from (c for i in SPEAKERS(word.doc).get(word.i, ()) if (c := cluster_at(word.doc[i])) is not None)
