"""Holders of posts to whom a post named later no longer refers, since they lost it."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import Cluster, Gatherer
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.tense import NOUN_SUBJECTS, tense
from kg.extract.mentions.mention import TokenMention
from kg.extract.mentions.person_names import HONORIFICS
from kg.extract.words.lexicon import word_set
from kg.extract.words.offices import YEAR_OF_OFFICE
from kg.model import ActorType, MentionReason

__all__ = ["APPOINTING", "comes_to_office", "is_passed_over"]

SENTENCES_TO_HOLDER = 3
"""How many sentences back the holder of a post is no longer the one on the reader's mind, where others have acted."""
APPOINTING = word_set("verbs-of-appointing") - {"designate", "nominate", "pick"}
VERBS_OF_SUCCEEDING = word_set("verbs-of-succeeding")


def is_passed_over(gatherer: Gatherer, holder: Cluster, mention: TokenMention) -> bool:
    """Whether a post may have come to somebody without a post in the text, who won since its holder was named, some
    sentences before, or acted in a later year: "Lund won. [The premier] left"."""
    doc = gatherer.doc
    last_start = max((m.start for m in holder.mentions if m.start < mention.start), default=None)
    if holder.type != ActorType.PERSON or mention.country is not None or last_start is None:
        return False
    sentences = sum(bool(t.is_sent_start) for t in doc[last_start + 1 : mention.start + 1])
    if sentences < SENTENCES_TO_HOLDER:
        return False
    other_persons = (c for c in gatherer.clusters if c.type == ActorType.PERSON and c is not holder)
    names = (
        m for c in other_persons if not c.titles - HONORIFICS for m in c.mentions if m.reason == MentionReason.NAME
    )
    return any(
        comes_to_office(doc[m.head]) or _acts_in_later_year(doc, last_start, m)
        for m in names
        if last_start < m.start < mention.start
    )


def comes_to_office(name: Token) -> bool:
    """Whether a person gets a post or beats others for one: "[Ana Ruiz] won", "voters elected [Ana Ruiz]"."""
    verb = name.head
    if is_negated(verb) or tense(verb) == "MD":
        return False
    if name.dep_ == "nsubj":
        takes = verb.lemma_ == "take" and any(c.lower_ in {"office", "over", "power"} for c in verb.rights)
        return takes or verb.lemma_ in VERBS_OF_SUCCEEDING
    return name.dep_ in {"nsubjpass", "dobj"} and verb.lemma_ in APPOINTING


def _acts_in_later_year(doc: Doc, earlier: int, mention: TokenMention) -> bool:
    """Whether a person named is the subject of a sentence that indicates a later year than that of token
    ``earlier``."""
    years_before, years_now = (_years(doc[i].sent) for i in (earlier, mention.head))
    return (
        doc[mention.head].dep_ in NOUN_SUBJECTS
        and bool(years_before and years_now)
        and max(years_now) > max(years_before)
    )


def _years(words: Iterable[Token]) -> set[int]:
    return {int(t.text) for t in words if t.ent_type_ == "DATE" and YEAR_OF_OFFICE.fullmatch(t.text)}
