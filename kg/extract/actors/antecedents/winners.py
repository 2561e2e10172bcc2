"""Whoever wins in a condition, as "he" in the clause after it: "Bo Ek said that if Jan Lund wins, [he] will resign"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.actors import cluster_at
from kg.extract.actors.cluster import Cluster
from kg.extract.grammar.clause import passive
from kg.extract.grammar.tense import NOUN_SUBJECTS
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["winners_before"]

OPENERS = {"if", "once", "when"}
VERBS_OF_APPOINTING = word_set("verbs-of-appointing")
VERBS_OF_WINNING = word_set("verbs-of-succeeding") | {"prevail", "triumph"}


def winners_before(pronoun: Token) -> list[Cluster]:
    """The person of whom a clause of condition before the pronoun's own tells that he wins or gets a post; none where
    there is no such clause, or it names nobody."""
    if pronoun.dep_ not in NOUN_SUBJECTS:
        return []
    clauses = (c for c in pronoun.head.children if c.dep_ == "advcl" and c.i < pronoun.i)
    winners = (s for c in clauses if _tells_of_victory(c) for s in c.children if s.dep_ in NOUN_SUBJECTS)
    return [c for s in winners if (c := cluster_at(s)) is not None and c.type == ActorType.PERSON]


def _tells_of_victory(clause: Token) -> bool:
    is_open = any(c.lower_ in OPENERS and c.dep_ in {"advmod", "mark"} for c in clause.children)
    return is_open and clause.lemma_ in (VERBS_OF_APPOINTING if passive(clause) else VERBS_OF_WINNING)
