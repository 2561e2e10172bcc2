"""The mentions found in one document so far."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from spacy.tokens import Doc

from kg.extract.mentions.mention import TokenMention

__all__ = ["MentionFinder", "head_of"]


class MentionFinder:
    """Collects mentions of one document; the first claim on a head token wins.

    ``taken``: the mentions by head token. ``inner``: mentions that longer ones with the same head have replaced.
    ``covered``: tokens that are part of a name, and not to be read as part of another.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.taken: dict[int, TokenMention] = {}
        self.inner: dict[int, TokenMention] = {}
        self.covered: set[int] = set()
        self._over: defaultdict[int, list[TokenMention]] = defaultdict(list)

    def add(self, mention: TokenMention, *, cover: bool = True) -> TokenMention:
        """The mention that its head now has: this one if it had none; ``cover`` keeps its words from being read as
        another name."""
        if mention.head in self.taken:
            return self.taken[mention.head]
        self.taken[mention.head] = mention = replace(mention, name=" ".join(mention.name.split()))
        for i in range(mention.start, mention.end):
            self._over[i].append(mention)
        if cover:
            self.covered.update(range(mention.start, mention.end))
        return mention

    def over(self, at: int) -> list[TokenMention]:
        """The mentions taken so far in which a token stands."""
        return [m for m in self._over.get(at, ()) if self.taken.get(m.head) is m]


def head_of(doc: Doc, start: int, end: int) -> int:
    """The head of the tokens ``[start, end)`` in the parse."""
    return int(doc[start:end].root.i)
