"""Whose statement a text is by its sentences: whoever welcomes and urges in it, or opens it, before "we" go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence

from spacy.tokens import Doc, Token

from kg.extract.actors.actors import cluster_at
from kg.extract.grammar.arcs import logical_objects, objects_of
from kg.extract.grammar.clause import conjuncts
from kg.extract.grammar.occurrences import occurrences
from kg.extract.grammar.quotations import quoted
from kg.extract.grammar.tense import FINITE, SUBJECTS
from kg.extract.speech.narration.first_person import NARRATORS, PLURAL, is_by_author
from kg.extract.speech.narration.signers import is_signer
from kg.extract.speech.turns import SPOKEN_FOR
from kg.extract.text.layout import in_heading
from kg.extract.words.lexicon import word_set

__all__ = ["issuing", "opening_parties"]

VERBS_OF_OWN_STATEMENTS = word_set("verbs-of-own-statements")
PARTICIPLES_OF_OWN_STATEMENTS = word_set("participles-of-own-statements")
VERBS_OF_MEETING = word_set("verbs-of-holding-talks") | word_set("verbs-of-talking") | {"gather", "meet"}
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
        if not bodies or any(c.lower_ in NARRATORS for c in token.children):
            continue
        verb = token.head
        together = tuple(sorted({c.id for t in bodies if (c := cluster_at(t)) is not None}))
        named.setdefault(together, bodies)
        score[together] += 2 * _is_own(verb) + any(t.lower_ in PLURAL for t in verb.subtree)
    best = score.most_common(2)
    if not best or best[0][1] < least or (len(best) > 1 and best[1][1] == best[0][1]):
        return []
    return named[best[0][0]]


def opening_parties(doc: Doc, outside: Sequence[Token]) -> list[Token]:
    """The body whose own statement opens a text in which "we" go on to state and promise ("Chile welcomes the truce. We
    will send ..."), or the several actors who state, meet or agree there ("Ruiz and Lund met today. We urge ...").
    None where somebody else acts before the first of the ``outside`` persons, or "we" are quoted, as in news."""
    first = next((s for s in doc.sents if not in_heading(s[0]) and s.root.tag_ in FINITE), None)
    if first is None or outside[0].i < first.end or is_by_author(doc) or not any(map(_is_stated_by_us, outside)):
        return []
    if any(t.lower_ in PLURAL and quoted(doc)[t.i] for t in occurrences(doc, NARRATORS)):
        return []
    parties = conjuncts(c for c in first.root.children if c.dep_ == "nsubj")
    own = {c.id for t in parties if (c := cluster_at(t)) is not None}
    acting = (t for t in doc[first.end : outside[0].i] if t.dep_ in SUBJECTS and t.head.dep_ == "ROOT")
    if any(c.id not in own for t in acting if (c := cluster_at(t)) is not None) or _are_others(own, outside):
        return []
    if len(parties) > 1 and first.root.lemma_ in VERBS_OF_MEETING:
        return parties if all(map(is_signer, parties)) else []
    bodies = [c for t in parties if (c := cluster_at(t)) is not None and c.type in SPOKEN_FOR]
    return parties if len(bodies) == len(parties) and _is_own(first.root) else []


def _are_others(actors: Container[str], outside: Iterable[Token]) -> bool:
    """Whether "we" turn to these actors or to "them", as others do: "we urge [Peru]", "we reject [their] veto"."""
    verbs = [t.head for t in outside if t.lower_ == "we" and t.dep_ in SUBJECTS]
    objects = [t for verb in verbs for t in (*logical_objects(verb), *objects_of(verb, {"on", "to", "upon"}))]
    told = [t for noun in objects for t in (noun, *(c for c in noun.children if c.dep_ == "poss"))]
    return any(c.id in actors if (c := cluster_at(t)) is not None else t.lower_ in {"their", "them"} for t in told)


def _is_stated_by_us(token: Token) -> bool:
    """Whether "we" state or promise something: "[we] urge Peru", "[we] will pay"; not "[we] left early"."""
    told = token.lower_ == "we" and token.dep_ == "nsubj"
    return told and (_is_own(token.head) or any(c.lower_ == "will" for c in token.head.children))


def _is_own(verb: Token) -> bool:
    """Whether a verb is in the present and one of a body's own statement: "welcomes", "is committed"."""
    stated = any(t.lower_ in PARTICIPLES_OF_OWN_STATEMENTS for t in (verb, *verb.children))
    own = verb.tag_ in PRESENT and verb.lemma_.casefold() in VERBS_OF_OWN_STATEMENTS
    return own or (stated and _is_present(verb))


def _is_present(verb: Token) -> bool:
    return verb.tag_ in PRESENT or any(c.tag_ in PRESENT for c in verb.children if c.dep_ in AUXILIARIES)
