"""Whose statement a text is by its sentences: whoever welcomes and urges in it."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import cluster_at
from kg.extract.grammar.clause import conjuncts
from kg.extract.grammar.quotations import quoted
from kg.extract.grammar.tense import SUBJECTS
from kg.extract.speech.narration.first_person import NARRATORS, PLURAL
from kg.extract.speech.turns import SPOKEN_FOR
from kg.extract.words.lexicon import word_set

__all__ = ["issuing"]

VERBS_OF_OWN_STATEMENTS = word_set("verbs-of-own-statements")
PARTICIPLES_OF_OWN_STATEMENTS = word_set("participles-of-own-statements")
AUXILIARIES = {"aux", "auxpass"}
PRESENT = {"VBZ", "VBP"}


def issuing(doc: Doc, least: int) -> list[Token]:
    """The states or bodies that issue the statement: outside quotations they welcome and urge in the present, or stand
    beside "we" and "our", with a score of ``least``. None where two may."""
    score: Counter[tuple[str, ...]] = Counter()
    named: dict[tuple[str, ...], list[Token]] = {}
    inside = quoted(doc)
    for token in doc:
        if inside[token.i] or token.dep_ not in SUBJECTS:
            continue
        bodies = [t for t in conjuncts([token]) if (c := cluster_at(t)) is not None and c.type in SPOKEN_FOR]
        verb = token.head
        if not bodies or any(c.lower_ in NARRATORS for c in token.children) or _is_told_by_narrators(verb):
            continue
        together = tuple(sorted({c.id for t in bodies if (c := cluster_at(t)) is not None}))
        named.setdefault(together, bodies)
        score[together] += 2 * _is_own(verb) + any(t.lower_ in PLURAL for t in verb.subtree)
    best = score.most_common(2)
    if not best or best[0][1] < least or (len(best) > 1 and best[1][1] == best[0][1]):
        return []
    return named[best[0][0]]


def _is_told_by_narrators(verb: Token) -> bool:
    """Whether a clause stands in what "we" or "I" say: "we urge Chile to show that it [is] committed", which is no
    statement of Chile's."""
    return any(c.lower_ in NARRATORS and c.dep_ in SUBJECTS for above in verb.ancestors for c in above.children)


def _is_own(verb: Token) -> bool:
    """Whether a verb is in the present and one of a body's own statement: "welcomes", "is committed"."""
    stated = any(t.lower_ in PARTICIPLES_OF_OWN_STATEMENTS for t in (verb, *verb.children))
    own = verb.tag_ in PRESENT and verb.lemma_.casefold() in VERBS_OF_OWN_STATEMENTS
    return own or (stated and _is_present(verb))


def _is_present(verb: Token) -> bool:
    return verb.tag_ in PRESENT or any(c.tag_ in PRESENT for c in verb.children if c.dep_ in AUXILIARIES)
