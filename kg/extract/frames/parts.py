"""The words around a word by the part that they play: its subject, its complement, what stands after "on"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from spacy.tokens import Token

from kg.extract.grammar.arcs import governed
from kg.extract.grammar.clause import grammatical_subjects
from kg.extract.text.memo import once

__all__ = ["PARTS", "REACHED", "hanging", "playing"]

BY_ARC = {
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
SOON = 4
"""Words after a verb that are still near it."""


def playing(token: Token, part: str) -> Sequence[Token]:
    """The words that play a part beside ``token``, in text order.

    ``subject``: of its own, "there" too. ``who``: whoever its clause is about, though the words name it elsewhere.
    ``object``, ``complement`` (of "is"), ``aux``, ``adverb`` ("not" too), ``clause``, ``relative``, ``whose`` (an
    owner, or what stands after "of"). ``child``: any word that hangs on it. ``anywhere``: it and all words below it.
    ``governor``: the verb whose infinitive it is. ``right-after`` and ``soon-after``: the next word, the next four. Any
    other name is a preposition: what stands after it.
    """
    reach = REACHED.get(part)
    return reach(token) if reach is not None else hanging(token).get(part, ())


@once
def hanging(token: Token) -> Mapping[str, Sequence[Token]]:
    """The words that hang on ``token``, by the parts that a single arc tells, by preposition, and auxiliaries also by
    form and lemma ("aux will"), for a quick look."""
    found: dict[str, list[Token]] = {}
    for child in token.children:
        arc = child.dep_
        if arc in BY_ARC:
            found.setdefault(BY_ARC[arc], []).append(child)
            if BY_ARC[arc] == "aux":
                found[f"aux {child.lower_}"] = found[f"aux {child.lemma_.casefold()}"] = [child]
        elif arc in {"prep", "agent", "dative"}:
            below = governed(child)
            found.setdefault(child.lower_, []).extend(below)
            if child.lower_ == "of":
                found.setdefault("whose", []).extend(below)
    return found


def _soon_after(token: Token) -> Sequence[Token]:
    return tuple(token.doc[token.i + 1 : token.i + 1 + SOON])


def _governor(token: Token) -> Sequence[Token]:
    return (token.head,) if token.dep_ == "xcomp" else ()


REACHED: Mapping[str, Callable[[Token], Sequence[Token]]] = {
    "anywhere": lambda token: tuple(token.subtree),
    "child": lambda token: tuple(token.children),
    "governor": _governor,
    "right-after": lambda token: _soon_after(token)[:1],
    "soon-after": _soon_after,
    "who": grammatical_subjects,
}
"""Parts that no single arc tells."""
PARTS: Collection[str] = frozenset(REACHED) | frozenset(BY_ARC.values())
"""The names of parts that are no prepositions."""
