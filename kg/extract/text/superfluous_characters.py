"""Characters that are no part of a text's words, as all but one blank between two words, or those that part a prefix
from its hyphen: the parser does not see them.

They would be tokens of their own, or make some, which divide names and mislead the parser.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import accumulate, chain, islice, pairwise
from typing import Any, Final

from spacy.tokens import Doc

from kg.extract.text.document import DOCUMENT
from kg.extract.text.note import Note
from kg.extract.words.lexicon import word_set
from kg.model import HEADINGS, Actor, AnyFact, Document, Facts, Passage

__all__ = ["REDUCED", "Reduced", "in_original", "note_document", "reduced"]

_BLANK: Final = r"[^\S\n\x1c-\x1f\x85\u2028\u2029]"
"""White space inside a line."""
_UNSEEN: Final = r"\u00ad\u200b-\u200f\u2060\ufeff"
"""Soft hyphens, and characters without a width."""
_ANY: Final = rf"(?:{_BLANK}|[{_UNSEEN}])"
_STOP: Final = ".,;:!?)”’"
_TEMPLATES: Final = "|".join(sorted(map(re.escape, word_set("requests-of-wikipedia"))))
_PREFIX: Final = rf"(?i:{'|'.join(sorted(word_set('prefixes')))})"
_REFERENCE: Final = rf"\d{{1,3}}|(?:note|nb|fn) ?\d{{1,3}}|(?:{_TEMPLATES}) needed|[a-z ]{{3,}}\?"
"""What is in brackets where it refers to a note, or is a request of Wikipedia."""
_LETTERED: Final = re.compile(rf"(?<=[\w{_STOP}])\[([ab])\](?![^\W_]|\[)")
"""The first two letters as signs of notes; an editor may have added the one of "the side[s]"."""
_QUOTED: Final = re.compile(rf"^{_ANY}*+>(?!{_ANY}*\d)", re.MULTILINE)
"""A line of quoted mail; before a number the sign may be one of comparison."""
_NUMBER: Final = rf"¶?\d{{1,3}}[.)]{_BLANK}"
_GRADE: Final = rf"\([UCS]\)(?!{_ANY}*(?:1[89]|20)\d\d\b)"
"""One letter is how secret a paragraph is, unless a year tells that it is a copyright: "(C) 2019 Ana Ruiz"."""
_CAVEATS: Final = r"[/-]{1,2}[A-Z]{2,}(?:[ ,/]+[A-Z]{2,})*"
_GRADES: Final = rf"\((?:(?:TS|SBU)(?:{_CAVEATS})?|[UCS]{_CAVEATS})\)"
"""How secret a paragraph is, with those who may not read it: "(S/NF)"."""
_GRADED: Final = re.compile(rf"^(?:{_ANY}|>)*+(?:{_NUMBER}{_ANY}*+)?(?:{_GRADE}|{_GRADES}){_ANY}+\S", re.MULTILINE)
_ITEM: Final = re.compile(rf"^(?:{_ANY}|>)*+(?:{_NUMBER}{_ANY}*+)?\([ABD-RTV-Z]\){_ANY}", re.MULTILINE)
"""An item of a list that may have a "(C)" too."""
_GAP: Final = re.compile(rf"(?<=[^\s{_UNSEEN}])[{_UNSEEN}]*+{_BLANK}({_ANY}*+)(?!$)", re.MULTILINE)
"""What divides two words of a line; its group is what goes on after the first blank."""
_MAY_HAVE_COLUMNS: Final = re.compile(rf"\t|(?:{_BLANK}[{_UNSEEN}]*+){{4}}")
"""What a text has if any of its gaps is wide; most have none, and need not be looked at gap by gap."""
_WIDE: Final = 4
"""How many blanks may divide columns of a table: justified lines seldom have as many."""
_MANY: Final = 4
"""How many gaps a line needs to show that it is justified."""
_EVEN: Final = 2
"""By how many blanks the gaps of a justified line may differ."""


@cache
def _superfluous(quoted: bool, lettered: bool, graded: tuple[str, str]) -> re.Pattern[str]:
    """What is superfluous in a text that quotes mail or not, has letters as signs of notes or not, and tells how
    secret its paragraphs are by these expressions, after their number and without one.

    The groups of a match are superfluous, or where it has none all of it.
    """
    margin = rf"(?:{_ANY}|>(?!{_ANY}*\d)|>(?=.*\n{_ANY}*>))" if quoted else _ANY
    letter = rf"(?<=[\w{_STOP}]\[)[a-c]|(?<=[{_STOP}]\[)[a-z]" if lettered else rf"(?<=[{_STOP}]\[)[a-z]"
    note = rf"\[(?:{_REFERENCE}|{letter})\]"
    numbered, bare = graded
    return re.compile(
        "|".join(
            (
                rf"\u00ad{_ANY}*+\n{_ANY}*",  # where a line ends inside a word
                rf"^({margin}*+)(?:{_NUMBER}({_ANY}*)({numbered}{_ANY}+)|({bare}{_ANY}+))(?=\S)",  # "12. (S/NF) Peru"
                rf"^{margin}+",  # indentation, and the marks of quoted mail
                rf"{_ANY}++$",
                # references to notes, and Wikipedia's requests: "Peru left.[1][note 2]", "Chile left[citation needed]";
                # where a word goes on they are none, which the last, empty group tells
                rf"(?<=[\w{_STOP}\]\"'%]){note}(?:{_BLANK}?{note})*+(?:(?![^\W_]|\[)|())",
                rf"\b{_PREFIX}({_ANY}+)-({_ANY}+)(?=[^\W_])",  # "pro - Russian"; never "Russian" alone
                rf"(?<={_BLANK}){_ANY}+",  # of several blanks all but the first
                rf"[{_UNSEEN}]+",
            )
        ),
        re.MULTILINE,
    )


def _superfluous_in(text: str) -> re.Pattern[str]:
    """What is superfluous in a text, by what it has more than once: one sign alone may be something else."""
    quoted = len(list(islice(_QUOTED.finditer(text), 2))) > 1
    letters = dict.fromkeys(found[1] for found in _LETTERED.finditer(text))
    grades = rf"(?:{_GRADE}|{_GRADES})"
    numbered = _GRADES if _ITEM.search(text) else grades
    several = len(list(islice(_GRADED.finditer(text), 2))) > 1
    return _superfluous(quoted, [*letters] == ["a", "b"], (numbered, numbered if several else _GRADES))


def _between_columns(text: str) -> set[int]:
    """Where the gaps between columns of a table go on after their first blank; they divide names.

    A gap is one if it is wide, in a line that is not justified, or ends below or above one: "Ana Ruiz      Peru".
    """
    if _MAY_HAVE_COLUMNS.search(text) is None:
        return set()
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    gaps: dict[int, list[re.Match[str]]] = {}
    for found in _GAP.finditer(text):
        gaps.setdefault(bisect_right(starts, found.start()) - 1, []).append(found)
    columns = {line: _columns(within, starts[line]) for line, within in gaps.items()}
    return {
        found.start(1)
        for line, within in gaps.items()
        if (ends := {end for near in (line - 1, line, line + 1) for end in columns.get(near, ())})
        for found in within
        if found.end() - starts[line] in ends
    }


def _columns(gaps: list[re.Match[str]], start: int) -> list[int]:
    """Where columns begin in a line, counted from its start, by its gaps."""
    widths = [sum(map(str.isspace, found[0])) + found[0].count("\t") for found in gaps]
    if max(widths) < _WIDE or (len(widths) >= _MANY and max(widths) - min(widths) <= _EVEN):
        return []
    return [found.end() - start for found, width in zip(gaps, widths, strict=True) if width >= _WIDE]


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

    def passage[Found: Passage](self, passage: Found) -> Found:
        """A passage of the text as one of the original, with what was dropped inside it."""
        start, end = self.span(passage.start, passage.end)
        return replace(passage, start=start, end=end, text=self.original[start:end])

    def fact[Found: AnyFact](self, fact: Found) -> Found:
        """A fact with its passages as those of the original."""
        values = ((field.name, getattr(fact, field.name)) for field in fields(fact))
        moved: dict[str, Any] = {name: self.passage(value) for name, value in values if isinstance(value, Passage)}
        return replace(fact, **moved)

    def actor(self, actor: Actor) -> Actor:
        """An actor with the mentions in the original."""
        return replace(actor, mentions=tuple(map(self.passage, actor.mentions)))

    def facts(self, facts: Facts) -> Facts:
        """Facts of the text as facts of the original."""
        return Facts.of(
            tuple(map(self.actor, facts.actors)),
            {heading: map(self.fact, facts.under(heading)) for heading in HEADINGS},
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
    matches = ((each.regs[1:] if each.lastindex else each.regs) for each in _superfluous_in(text).finditer(text))
    column_gaps = _between_columns(text)
    dropped_spans = [span for spans in matches for span in spans if span[0] < span[1] and span[0] not in column_gaps]
    if not dropped_spans:
        return None
    bounds = pairwise((0, *chain.from_iterable(dropped_spans), len(text)))
    pieces = [(start, end) for start, end in islice(bounds, 0, None, 2) if end > start]
    starts = accumulate((end - start for start, end in pieces[:-1]), initial=0)
    origins = tuple(start for start, _ in pieces)
    return Reduced(text, "".join(text[start:end] for start, end in pieces), tuple(starts), origins)


def note_document(doc: Doc, document: Document, reduction: Reduced | None) -> None:
    """Note the document of a parse, with the text that was parsed."""
    REDUCED.put(doc, reduction)
    DOCUMENT.put(doc, document if reduction is None else replace(document, text=reduction.text, kept_id=document.id))


def in_original(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Where the characters ``[start, end)`` of a parse stand in the text that its document came with."""
    reduction = REDUCED(doc)
    return (start, end) if reduction is None else reduction.span(start, end)
