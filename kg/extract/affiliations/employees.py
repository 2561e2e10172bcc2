"""People who work for a body: "scientists working for the Fund", "staff employed by it"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import cluster_at
from kg.extract.actors.lists.subjects import actors_of
from kg.extract.affiliations.proposals import Ties
from kg.extract.frames.factuality.factuality import is_asserted
from kg.extract.grammar.arcs import by_of, complements, objects_of
from kg.extract.grammar.clause import conjuncts, subjects
from kg.extract.grammar.occurrences import occurrences, word_at
from kg.extract.grammar.tense import tense
from kg.extract.roles.past_posts import is_ended_by_years
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["from_employees"]

PEOPLE = {ActorType.PERSON, ActorType.GROUP}
ADVERBS_OF_HAVING_LEFT = word_set("adverbs-of-having-left")
EMPLOYERS = {ActorType.ORGANIZATION, ActorType.BLOC, ActorType.STATE}


def from_employees(doc: Doc, ties: Ties) -> None:
    """Propose that people belong to the body for which they are said to work now."""
    for verb in occurrences(doc, (), {"work", "employ"}):
        if verb.pos_ != "VERB" or not is_asserted(verb) or is_ended_by_years(verb) or _is_past(verb):
            continue
        bodies = _bodies_worked_for(verb) if verb.lemma_ == "work" else _employers(verb)
        member_heads = [verb.head] if verb.dep_ == "acl" else subjects(verb)
        for body in conjuncts(bodies):
            whole = cluster_at(body)
            for _, member, _ in actors_of(member_heads):
                if whole is not None and whole.type in EMPLOYERS and member.type in PEOPLE:
                    ties.add(member, whole, verb, "works-for")


def _is_past(verb: Token) -> bool:
    """Whether the tense or an adverb puts work into the past: "was [working]", "once [employed]"."""
    return tense(verb) == "VBD" or any(c.lower_ in ADVERBS_OF_HAVING_LEFT for c in verb.children)


def _bodies_worked_for(verb: Token) -> list[Token]:
    """The nouns after "for" of a verb in the present: "works for the Fund"; not "worked for the Fund", nor "works for
    the Fund to pay", which names who is to do something."""
    if verb.tag_ not in {"VBG", "VBP", "VBZ"}:
        return []
    return [t for t in objects_of(verb, {"for"}) if word_at(t.doc, t.i + 1) != "to"]


def _employers(verb: Token) -> list[Token]:
    """The nouns after "by": "staff employed by the Fund"."""
    by_phrase = by_of(verb)
    return complements(by_phrase) if by_phrase is not None and verb.tag_ == "VBN" else []
