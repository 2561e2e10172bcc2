"""Characters that are no part of a text's words, as all but one blank between two words: the parser does not see them.

They would be tokens of their own, which divide names and mislead the parser.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, fields, replace
from itertools import accumulate, chain, islice, pairwise
from typing import Any, Final

from spacy.tokens import Doc

from kg.extract.text.document import DOCUMENT
from kg.extract.text.note import Note
from kg.model import HEADINGS, Actor, AnyFact, Document, Facts, Passage

__all__ = ["REDUCED", "Reduced", "in_original", "note_document", "reduced"]

_BLANK: Final = r"[^\S\n\x1c-\x1f\x85\u2028\u2029]"
"""White space inside a line."""
_UNSEEN: Final = r"\u00ad\u200b-\u200f\u2060\ufeff"
"""Soft hyphens, and characters without a width."""
_ANY: Final = rf"(?:{_BLANK}|[{_UNSEEN}])"
_LETTER: Final = r"(?<=[\w.,;:!?)”’]\[)[a-c]|(?<=[.,;:!?)”’]\[)[a-z]"
"""A letter that is the sign of a note; an editor may have added the one of "the side[s]"."""
_NOTE: Final = rf"\[(?:\d{{1,3}}|{_LETTER}|(?:note|nb|fn) ?\d{{1,3}}|[a-z ]+ needed|[a-z ]{{3,}}\?)\]"
_NOTES: Final = rf"(?<=[\w.,;:!?)\]”’\"'%]){_NOTE}(?:{_BLANK}?{_NOTE})*(?![^\W_]|\[)"
"""References to notes, and Wikipedia's requests: "Peru left.[1][note 2]", "Chile stayed[a][citation needed]"."""
_SECRECY: Final = r"\((?:U|C|S|TS|SBU)(?:[/-]{1,2}[A-Z]{2,}(?:[ ,/]+[A-Z]{2,})*)?\)"
_MARKED: Final = rf"^((?:{_ANY}|>)*)(?:¶?\d{{1,3}}[.)]{_BLANK}({_ANY}*))?({_SECRECY}{_ANY}+)(?=\S)"
"""How secret a cable's paragraph is: "12. (S/NF) Peru left."; its groups are superfluous."""
_SUPERFLUOUS: Final = re.compile(
    "|".join(
        (
            rf"\u00ad{_ANY}*+\n{_ANY}*",  # where a line ends inside a word
            _MARKED,
            rf"^(?:{_ANY}|>)+",  # indentation, and the marks of quoted mail
            rf"{_ANY}++$",
            rf"[{_UNSEEN}]+",
            _NOTES,
            rf"(?<={_BLANK}){_ANY}+",  # of several blanks all but the first
        )
    ),
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Reduced:
    """A text without its superfluous characters. Its piece that begins at ``starts[n]`` begins at ``origins[n]`` of
    ``original``, and nothing was dropped inside.

    >>> found = reduced("Peru  and\\n   Chile")
    >>> found.text, found.span(5, 8), found.passage(Passage(0, 8, "Peru and")).text
    ('Peru and\\nChile', (6, 9), 'Peru  and')
    """

    original: str
    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the original the characters ``[start, end)`` of the text stand."""
        return self._origin(start), self._origin(end - 1) + 1

    def passage[Found: Passage](self, found: Found) -> Found:
        """A passage of the text as one of the original, with what was dropped inside it."""
        start, end = self.span(found.start, found.end)
        return replace(found, start=start, end=end, text=self.original[start:end])

    def fact[Found: AnyFact](self, found: Found) -> Found:
        """A fact with its passages as those of the original."""
        values = ((field.name, getattr(found, field.name)) for field in fields(found))
        moved: dict[str, Any] = {name: self.passage(value) for name, value in values if isinstance(value, Passage)}
        return replace(found, **moved)

    def actor(self, found: Actor) -> Actor:
        """An actor with the mentions in the original."""
        return replace(found, mentions=tuple(map(self.passage, found.mentions)))

    def facts(self, found: Facts) -> Facts:
        """Facts of the text as facts of the original."""
        return Facts.of(
            tuple(map(self.actor, found.actors)),
            {heading: map(self.fact, found.under(heading)) for heading in HEADINGS},
        )

    def _origin(self, at: int) -> int:
        piece = bisect_right(self.starts, at) - 1
        return self.origins[piece] + at - self.starts[piece]


REDUCED: Note[Reduced | None] = Note("reduced", lambda: None)
"""How the text of the parse was reduced; None where it is the document's own."""


def reduced(text: str) -> Reduced | None:
    """The text without its superfluous characters; None where it has none.

    Line breaks stay, so that the layout is the same.
    """
    found = ((each.regs[1:] if each.lastindex else each.regs) for each in _SUPERFLUOUS.finditer(text))
    dropped = [span for spans in found for span in spans if span[0] < span[1]]
    if not dropped:
        return None
    between = pairwise((0, *chain.from_iterable(dropped), len(text)))
    pieces = [(start, end) for start, end in islice(between, 0, None, 2) if end > start]
    starts = accumulate((end - start for start, end in pieces[:-1]), initial=0)
    origins = tuple(start for start, _ in pieces)
    return Reduced(text, "".join(text[start:end] for start, end in pieces), tuple(starts), origins)


def note_document(doc: Doc, document: Document, found: Reduced | None) -> None:
    """Note the document of a parse, with the text that was parsed."""
    REDUCED.put(doc, found)
    DOCUMENT.put(doc, document if found is None else replace(document, text=found.text, kept_id=document.id))


def in_original(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Where the characters ``[start, end)`` of a parse stand in the text that its document came with."""
    found = REDUCED(doc)
    return (start, end) if found is None else found.span(start, end)
