"""The words around a word by the part that they play: its subject, its complement, what stands after "on"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from spacy.tokens import Token

from kg.extract.grammar.arcs import governed
from kg.extract.grammar.clause import grammatical_subjects
from kg.extract.text.memo import once

__all__ = ["PARTS", "PARTS_BY_FUNCTION", "dependents_by_part", "words_of_part"]

PARTS_BY_ARC = {
    "acl": "clause",
    "acomp": "complement",
    "advmod": "adverb",
    "attr": "complement",
    "aux": "aux",
    "auxpass": "aux",
    "ccomp": "clause",
    "csubj": "subject",
    "csubjpass": "subject",
    "dobj": "object",
    "expl": "subject",
    "neg": "adverb",
    "nsubj": "subject",
    "nsubjpass": "subject",
    "oprd": "complement",
    "pcomp": "clause",
    "poss": "whose",
    "prt": "adverb",
    "relcl": "relative",
    "xcomp": "clause",
}
WORDS_SOON_AFTER = 4
"""How many words after a word are "soon after" it."""


def words_of_part(token: Token, part: str) -> Sequence[Token]:
    """The words that play a part beside ``token``, in text order.

    ``subject``: of the token itself, "there" too. ``who``: the subject of its clause, wherever the sentence names it.
    ``object``, ``complement`` (of "is"), ``aux``, ``adverb`` ("not" too), ``clause``, ``relative``, ``whose`` (an
    owner, or what stands after "of"). ``child``: any dependent. ``anywhere``: the token and all words below it.
    ``governor``: the verb whose infinitive it is. ``right-after`` and ``soon-after``: the next word, the next four. Any
    other name is a preposition: what stands after it.
    """
    reach = PARTS_BY_FUNCTION.get(part)
    return reach(token) if reach is not None else dependents_by_part(token).get(part, ())


@once
def dependents_by_part(token: Token) -> Mapping[str, Sequence[Token]]:
    """The dependents of ``token`` by their part, as far as a single arc tells it, and by preposition; auxiliaries also
    by form and lemma ("aux will"), for quick tests."""
    found: dict[str, list[Token]] = {}
    for child in token.children:
        arc = child.dep_
        if arc in PARTS_BY_ARC:
            found.setdefault(PARTS_BY_ARC[arc], []).append(child)
            if PARTS_BY_ARC[arc] == "aux":
                found[f"aux {child.lower_}"] = found[f"aux {child.lemma_.casefold()}"] = [child]
        elif arc in {"prep", "agent", "dative"}:
            below = governed(child)
            found.setdefault(child.lower_, []).extend(below)
            if child.lower_ == "of":
                found.setdefault("whose", []).extend(below)
    return found


def _soon_after(token: Token) -> Sequence[Token]:
    return tuple(token.doc[token.i + 1 : token.i + 1 + WORDS_SOON_AFTER])


def _governor(token: Token) -> Sequence[Token]:
    return (token.head,) if token.dep_ == "xcomp" else ()


PARTS_BY_FUNCTION: Mapping[str, Callable[[Token], Sequence[Token]]] = {
    "anywhere": lambda token: tuple(token.subtree),
    "child": lambda token: tuple(token.children),
    "governor": _governor,
    "right-after": lambda token: _soon_after(token)[:1],
    "soon-after": _soon_after,
    "who": grammatical_subjects,
}
"""Parts that a single arc does not tell."""
PARTS: Collection[str] = frozenset(PARTS_BY_FUNCTION) | frozenset(PARTS_BY_ARC.values())
"""The names of all parts but the prepositions."""
