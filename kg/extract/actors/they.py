"""The antecedents of "they" and "their" where they are several actors: those that the text has coordinated before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Token

from kg.extract.actors.actors import Cluster
from kg.extract.actors.cluster import CLUSTER_OF
from kg.extract.actors.genre import speaks
from kg.extract.actors.pairs import GROUPS, joined_at, pair_of, several_act_between
from kg.extract.grammar.occurrences import occurrences
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.grammar.tense import NOUN_SUBJECTS
from kg.extract.mentions.mention import mentions_between
from kg.extract.text.memo import forget
from kg.extract.words.lexicon import word_set
from kg.model import MentionReason

__all__ = ["is_voiced", "joined_owners", "share_they", "speakers_before"]

WORDS_FOR_SEVERAL = word_set("unnamed-speakers") | {"they"}
UNNAMED_PEOPLE = word_set("unnamed-people")
PEOPLE_ENDINGS = tuple(word_set("people-endings"))
VERBS_OF_VOICING_ONES_OWN = word_set("verbs-of-voicing-ones-own")
CLAUSES_BELOW = {"acl", "advcl", "ccomp", "pcomp", "relcl"}
SENTENCES_TO_THE_JOINED = 3
"""How many sentences back the antecedents may stand of a "they" who say something."""


def share_they(doc: Doc) -> None:
    """Let a "they" without an antecedent refer to each of the actors coordinated right before ("Ek and Ruiz met. [They]
    agreed to go on."), and "their" to the subject who voices it ("Ek and Ruiz reiterated [their] support")."""
    for token in occurrences(doc, {"their"}):
        for member in joined_owners(token):
            member.extra.append((token.i, token.i + 1, MentionReason.PRONOUN))
    antecedents: dict[int, list[Cluster]] = {}
    for token in occurrences(doc, {"they"}):
        if token.dep_ in NOUN_SUBJECTS and token.i not in CLUSTER_OF(doc) and not pair_of(token):
            before = speakers_before(token)
            speaking = [] if before is None else antecedents.get(before.i) or joined_at(before)
            antecedents[token.i] = speaking or _joined_before(token, antecedents)
            for member in antecedents[token.i]:
                member.extra.append((token.i, token.i + 1, MentionReason.PRONOUN))
    forget(doc)


def joined_owners(token: Token) -> list[Cluster]:
    """The coordinated actors who voice what is "theirs": "Ek and Ruiz reiterated [their] support"."""
    if token.lower_ != "their" or not is_voiced(token):
        return []
    voicing = (c for c in token.head.head.children if c.dep_ in NOUN_SUBJECTS and c.conjuncts)
    return next((joined for subject in voicing if (joined := joined_at(subject))), [])


def is_voiced(token: Token) -> bool:
    """Whether a possessive pronoun owns what somebody voices: "reiterated [its] support"."""
    return token.dep_ == "poss" and token.head.dep_ == "dobj" and token.head.head.lemma_ in VERBS_OF_VOICING_ONES_OWN


def speakers_before(token: Token) -> Token | None:
    """The coordinated main subject of the sentence before, if "they" go on speaking of it: "Ek and Ruiz discussed how
    the farmers could live. [They] reaffirmed the pact."; None where another plural is named beside that subject."""
    start, _ = sentence_bounds(token)
    if token.lower_ != "they" or token.dep_ not in NOUN_SUBJECTS or token.head.dep_ != "ROOT" or start == 0:
        return None
    sentence = token.doc[start - 1].sent
    subject = next((c for c in sentence.root.children if c.dep_ in NOUN_SUBJECTS), None)
    if subject is None or not (_speak(token) and _speak(subject)):
        return None
    shared = subject.lower_ == "they" and subject.i not in CLUSTER_OF(token.doc)
    if not (shared or joined_at(subject)):
        return None
    named = (m for m in mentions_between(token.doc, subject.i + 1, start) if m.plural or m.type in GROUPS)
    return None if any(_stands_in_main_clause(token.doc[m.head]) for m in named) else subject


def _speak(subject: Token) -> bool:
    return speaks(subject) or subject.head.lemma_ == "discuss"


def _stands_in_main_clause(noun: Token) -> bool:
    """Whether no clause below the sentence's main one contains a noun."""
    return all(above.dep_ not in CLAUSES_BELOW for above in (noun, *noun.ancestors))


def _joined_before(token: Token, antecedents: Mapping[int, list[Cluster]]) -> list[Cluster]:
    """The actors coordinated in an earlier subject of the sentence, or in a main subject of a sentence before, where no
    other plural follows to which "they" may refer: who says something is no thing. ``antecedents``: those of the
    pronouns before."""
    for subject in _subjects_before(token):
        actors = antecedents.get(subject.i) or pair_of(subject) or joined_at(subject)
        if actors:
            return [] if several_act_between(subject, token, actors) else actors
        if _are_several(subject) and not (speaks(token) and _is_thing(subject)):
            return []
    return []


def _subjects_before(token: Token) -> Iterator[Token]:
    """The subjects before a pronoun in its sentence, its own verb's apart, then the main ones of the one before, or of
    a few sentences where "they" say something; in each sentence, the last first."""
    start, _ = sentence_bounds(token)
    yield from (t for t in reversed(token.doc[start : token.i]) if t.dep_ in NOUN_SUBJECTS and t.head.i != token.head.i)
    for _ in range(SENTENCES_TO_THE_JOINED if speaks(token) else 1):
        if start == 0:
            break
        end, (start, _) = start, sentence_bounds(token.doc[start - 1])
        yield from (t for t in reversed(token.doc[start:end]) if t.dep_ in NOUN_SUBJECTS and _is_main(t.head))


def _are_several(subject: Token) -> bool:
    """Whether a subject is in the plural, or refers to several: "everyone", "many"."""
    return (
        subject.tag_ in {"NNS", "NNPS"}
        or subject.lower_ in WORDS_FOR_SEVERAL
        or (subject.pos_ == "PRON" and subject.tag_ == "NN")
    )


def _is_thing(subject: Token) -> bool:
    """Whether a noun, as far as its form tells, does not refer to people."""
    people = subject.lemma_ in UNNAMED_PEOPLE or subject.lower_.endswith(PEOPLE_ENDINGS)
    return subject.pos_ == "NOUN" and subject.i not in CLUSTER_OF(subject.doc) and not people


def _is_main(verb: Token) -> bool:
    return verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")
