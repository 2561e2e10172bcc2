"""The antecedents of "they" and "their" where they are several actors: those that the text has coordinated before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Token

from kg.extract.actors.antecedents.owners_of_deeds import verb_of_voicing
from kg.extract.actors.cluster import CLUSTER_OF, Cluster
from kg.extract.actors.genre import speaks
from kg.extract.actors.pairs import joined_at, pair_of, several_act_between
from kg.extract.grammar.occurrences import occurrences
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.grammar.tense import NOUN_SUBJECTS
from kg.extract.text.memo import forget
from kg.extract.words.lexicon import word_set
from kg.model import MentionReason

__all__ = ["joined_owners", "share_they"]

WORDS_FOR_SEVERAL = word_set("unnamed-speakers") | {"they"}
UNNAMED_PEOPLE = word_set("unnamed-people")
PEOPLE_ENDINGS = tuple(word_set("people-endings"))
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
            antecedents[token.i] = _joined_before(token, antecedents)
            for member in antecedents[token.i]:
                member.extra.append((token.i, token.i + 1, MentionReason.PRONOUN))
    forget(doc)


def joined_owners(token: Token) -> list[Cluster]:
    """The coordinated actors who voice what is "theirs": "Ek and Ruiz reiterated [their] support"."""
    verb = verb_of_voicing(token) if token.lower_ == "their" else None
    voicing = (c for c in verb.children if c.dep_ in NOUN_SUBJECTS and c.conjuncts) if verb is not None else ()
    return next((joined for subject in voicing if (joined := joined_at(subject))), [])


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
    """Whether a noun, as far as its form indicates, does not refer to people."""
    people = subject.lemma_ in UNNAMED_PEOPLE or subject.lower_.endswith(PEOPLE_ENDINGS)
    return subject.pos_ == "NOUN" and subject.i not in CLUSTER_OF(subject.doc) and not people


def _is_main(verb: Token) -> bool:
    return verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")
