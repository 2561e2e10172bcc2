"""What a text's layout says before anyone parses it: paragraphs, headings, datelines, upper-case names.

`flatten` rewrites a text for the parser without moving a single code point, so that every offset holds in the original.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract.text.margins import is_prose, with_margins
from kg.extract.text.memo import once_a_document
from kg.extract.text.note import Note
from kg.extract.text.wrapping import TERMINAL, is_wrapped
from kg.extract.words import gazetteer
from kg.extract.words.lexicon import abbreviated_titles, word_set, words

__all__ = [
    "TOKENS_OF_SENTENCE",
    "Block",
    "block_of",
    "blocks",
    "flatten",
    "in_heading",
    "in_margin",
    "in_one_line",
    "layout",
    "opens_block",
    "text_of",
    "with_plain_quotes",
]

BETWEEN_NAMES = re.compile(r"\b([A-Z][\w.']+)–(?=[A-Z][^\W\d_])(?![^.!?\n]*–[a-z])")
"""A dash that ties two names as a hyphen does: "the Export–Import Bank"; not the first that sets a remark apart, as in
"Ana Ruiz–Peru's leader–rejected"."""
BEGINNINGS_OF_WORDS = word_set("beginnings-of-words")
CUT_OFF = re.compile(rf"\b((?i:{'|'.join(sorted(BEGINNINGS_OF_WORDS))}))- (?!(?:and|or|to)\b)(?=[a-z])")
"""What the end of a line left behind the first part of a word, which a parser takes for the last word of a sentence:
"non- compliance"; not "non- and low-compliance"."""
PARSER_FRIENDLY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "\u00a0": " ", "\t": " "})
SURROGATE = re.compile(r"[\ud800-\udfff]")
"""Half a character: no encoding holds it, and the parser keeps its words in one."""
UPPER = re.compile(r"[^\W\d_a-z]{4,}(?:['’][^\W\d_a-z]+)*")
TURN_IN_CAPITALS = re.compile(
    r"^(?:(?:Q|QUESTION):|(?P<first>[^\W\d_a-z]{2,}\b\.?)(?: [^\W\d_a-z](?:[^\W\d_a-z]|[.'-])*){1,3}:)", re.MULTILINE
)
"""What a line of a transcript opens with: "Q:", "MS. RUIZ:", "ANA RUIZ:"."""
HONORIFICS = word_set("honorifics")
GIVEN_NAMES = words("actors/given_names")
TURNS = 2
"""Lines that have to open with a speaker before a given name with what follows is one: "GRACE PERIOD: ..." may be a
heading."""
_PLACE = r"(?:, [A-Z][\w.'-]+(?: (?:of |and |the )?[A-Z][\w.'-]+){0,3})?"
_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?"
_AGENCY = r"\([^)\n]{2,40}\)"
_ONE_DASH = r"(?![^\n.]{1,60}\s(?:—|–|-)\s)"
_DASH = rf"(?:\s*(?:—|–|--|-)\s+(?=[\"'A-Z\d]){_ONE_DASH}|—(?=\"?[A-Z][^—\n]{{60}}))"
DATELINES = (
    re.compile(rf"^[A-Z][A-Z .,'/-]{{2,40}}?{_PLACE}(?:, {_DAY})?(?:,? ?{_AGENCY})?{_DASH}"),
    re.compile(rf"^[A-Z][\w .,'-]{{2,40}}? {_AGENCY}{_DASH}"),
    re.compile(rf"^[A-Z][\w'-]+(?: [A-Z][\w'-]+){{0,3}}{_PLACE}, {_DAY}{_DASH}"),
    re.compile(rf"^[A-Z]{{4}}[A-Z '/-]{{0,36}}, {_DAY}\.\s+(?=[A-Z])"),
)
"""Capitals, an agency in brackets, or a day tell that a place before a dash, or a stop, is where the report was
written."""
BULLET = re.compile(r"^\s*(?:[-•*–·]|\(?[ivx]{1,4}\)|\(?[a-z0-9]{1,2}[.)])\s+")
NUMBERED = re.compile(r"^\s*\(?(\d{1,2})[.)]\s+")
SMALL_WORDS_OF_HEADINGS = word_set("small-words-of-headings")
PUNCTUATION = ".,:;!?()\"'“”‘’"
WORDS_OF_HEADING = 25
"""A line without a full stop is no heading if it has as many words."""
WORDS_OF_NO_TITLE = 3
"""Words of a first line, at most, that end with a full stop and tell something although each has a capital."""
ABBREVIATED_TITLES = abbreviated_titles()
NAMES_WITH_EXCLAMATION_MARKS = word_set("names-with-exclamation-marks")
MARKS_OF_SENTENCE_ENDS = frozenset(".!?")
TOKENS_OF_SENTENCE = 400
"""Tokens without any of `MARKS_OF_SENTENCE_ENDS` that may be one sentence, with them three times as many. The longest
of the gold texts and corpora has fewer."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that stands by itself: ``[start, end)``; ``heading`` where it is no sentence of prose,
    ``aside`` where it is set around the text: a label, a writer's name, a photo credit."""

    start: int
    end: int
    heading: bool
    aside: bool = False


BLOCKS: Note[tuple[Block, ...]] = Note("blocks", tuple)
"""The document's blocks as far as words are in them, in text order."""


@cache
def _name_words() -> frozenset[str]:
    words: set[str] = set()
    for entry in gazetteer.entries():
        for name in (entry.name, *entry.aliases, *entry.demonyms):
            words.update(w for w in re.findall(r"[^\W\d_]{4,}", name) if not w.isupper())
    return frozenset(w.casefold() for w in words)


def with_plain_quotes(text: str) -> str:
    """The same length, with plain quotes, hyphens in names, plain spaces, also in broken words, and a sign for half a
    character."""
    return CUT_OFF.sub(r"\1  ", BETWEEN_NAMES.sub(r"\1-", SURROGATE.sub("\ufffd", text.translate(PARSER_FRIENDLY))))


def flatten(text: str) -> str:
    """The same length, with plain quotes, and upper-case names of prose (CANADA -> Canada) and speakers in title case.

    >>> flatten("The “EU” and CANADA’s team")
    'The "EU" and Canada\\'s team'
    """
    text = with_plain_quotes(text)
    known = _name_words()
    lines = []
    for line in _with_named_speakers(text).split("\n"):
        if any(c.islower() for c in line):
            line = UPPER.sub(lambda m: m[0].title() if m[0].casefold().removesuffix("'s") in known else m[0], line)
            line = line.replace("'S ", "'s ")
        lines.append(line)
    flat = "\n".join(lines)
    return flat if len(flat) == len(text) else text


def _with_named_speakers(text: str) -> str:
    """The text with persons in title case who speak in a transcript: "MS. RUIZ:", "ANA RUIZ:"."""
    turns = [m for m in TURN_IN_CAPITALS.finditer(text) if m["first"] is None or _is_titled(m) or _is_given(m)]
    for turn in turns:
        if turn["first"] is not None and (_is_titled(turn) or len(turns) >= TURNS):
            text = text[: turn.start()] + turn[0].title() + text[turn.end() :]
    return text


def _is_titled(turn: re.Match[str]) -> bool:
    return turn["first"].casefold() in HONORIFICS


def _is_given(turn: re.Match[str]) -> bool:
    return turn["first"].title() in GIVEN_NAMES


@once_a_document
def text_of(doc: Doc) -> str:
    """A document's text for the parser, put together once: spaCy does so each time that it is asked."""
    return str(doc.text)


def blocks(text: str) -> tuple[Block, ...]:
    """Paragraphs, headings, captions and list items, in order; datelines are blocks of their own.

    Lines are joined into paragraphs only where the text is hard-wrapped.
    """
    wrapped = is_wrapped(text)
    spans: list[tuple[int, int]] = []
    number = 0
    for start, end in (line.span() for line in re.finditer(r"[^\n]+", text)):
        if not text[start:end].strip():
            continue
        gap = text[spans[-1][1] : start] if spans else ""
        item = BULLET.match(text[start:end])
        if (numbered := NUMBERED.match(text[start:end])) is not None:
            item = item if int(numbered[1]) in {1, number + 1} else None  # "by Dec. | 15. It will"
            number = int(numbered[1]) if item else number
        if spans and wrapped and gap.count("\n") == 1 and item is None:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    out = []
    for start, end, aside in _without_margins(text, spans):
        words = text[start:end]
        if aside:
            out.append(Block(start, end, True, True))
            continue
        dateline = next(filter(None, (pattern.match(words) for pattern in DATELINES)), None)
        if dateline and is_prose(words[dateline.end() :]):
            out.append(Block(start, start + dateline.end(), True))
            start += dateline.end()
            words = text[start:end]
        stripped = words.strip()
        heading = not any(c.islower() for c in stripped) or (
            len(stripped.split()) < WORDS_OF_HEADING
            and not BULLET.match(words)
            and (not stripped.endswith(TERMINAL) or (not out and _is_title(stripped)))
        )
        out.append(Block(start, end, heading))
    return tuple(out)


def _is_title(words: str) -> bool:
    """Whether a line is written as the title of a text: all but its small words with a capital.

    >>> _is_title("Envoy Walks Out of Peru's Talks."), _is_title("Ana Ruiz met Peru's Prime Minister.")
    (True, False)
    """
    written = [word.strip(PUNCTUATION) for word in words.split()]
    small = any(word[:1].islower() and word not in SMALL_WORDS_OF_HEADINGS for word in written)
    return len(written) > WORDS_OF_NO_TITLE and not small


def in_one_line(text: str, laid: Sequence[Block]) -> str:
    """The same length, with a space for each line end inside a block: a line that was wrapped ends nothing.

    >>> in_one_line("Maria\\nLopez went.\\n\\nNobody spoke.", [Block(0, 17, False), Block(19, 32, False)])
    'Maria Lopez went.\\n\\nNobody spoke.'
    """
    parts: list[str] = []
    end = 0
    for block in laid:
        parts += text[end : block.start], text[block.start : block.end].replace("\n", " ")
        end = block.end
    return "".join(parts) + text[end:]


def in_heading(token: Token) -> bool:
    """Whether a token stands in a heading."""
    block = block_of(token)
    return block is not None and block.heading


def in_margin(token: Token) -> bool:
    """Whether a token is set around the text, in a photo credit or a writer's name: nobody there does anything."""
    block = block_of(token)
    return block is not None and block.aside


def opens_block(token: Token) -> bool:
    """Whether a block begins with a token."""
    block = block_of(token)
    return block is not None and block.start == token.idx


def block_of(token: Token) -> Block | None:
    """The block in which a token stands; None for the space between two."""
    at = bisect_right(_starts(token.doc), token.idx) - 1
    block = BLOCKS(token.doc)[at] if at >= 0 else None
    return block if block is not None and token.idx < block.end else None


@once_a_document
def _starts(doc: Doc) -> list[int]:
    return [block.start for block in BLOCKS(doc)]


def _without_margins(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """The spans, with what is set around the text cut off from those that hold it."""
    for start, end in spans:
        for first, last, aside in with_margins(text[start:end]):
            yield start + first, start + last, aside


def layout(doc: Doc) -> Doc:
    """Start a sentence at each block, so that no heading, caption or dateline glues to the sentence after it; and where
    a sentence would be too long (`_is_too_long`): what is worked out for a word may take as long as its sentence is.

    The blocks are those of `BLOCKS`, else those of the text; they stay there as far as words are in them.
    """
    starts = iter(BLOCKS(doc) or blocks(doc.text))
    block = next(starts, None)
    found: list[Block] = []
    unended = unbroken = 0
    mark = ""
    for token in doc:
        unended += 1
        unbroken += 1
        while block is not None and token.idx >= block.start:
            if not token.is_space:
                token.is_sent_start = True
                if found and found[-1].heading:
                    _keep_together(token)
                found.append(block)
                block = next(starts, None)
                unended = unbroken = 1
                continue
            break
        if not token.is_space and (unended > TOKENS_OF_SENTENCE or _is_too_long(token, unbroken, mark)):
            token.is_sent_start = True
            unended = unbroken = 1
        elif token.i and (_goes_on(token.nbor(-1)) or _is_in_name(token)):
            token.is_sent_start = False
        if token.text in MARKS_OF_SENTENCE_ENDS:
            unended, mark = 0, token.text
        elif not (token.is_space or token.is_punct):
            mark = ""
    BLOCKS.put(doc, tuple(found))
    return doc


def _goes_on(before: Token) -> bool:
    """Whether no sentence ends with a word: a parser may take a name behind one for the next, and so the "Davis" of
    "Capt. Davis"."""
    return before.text[-1].isalnum() or before.text == "," or before.lower_ in ABBREVIATED_TITLES


def _is_in_name(token: Token) -> bool:
    """Whether the mark before a word is of a name: "told Yahoo! News", "a Jeb! rally"."""
    mark = token.nbor(-1)
    named = mark.text == "!" and mark.i > 0 and mark.nbor(-1).lower_ in NAMES_WITH_EXCLAMATION_MARKS
    return named and not mark.nbor(-1).whitespace_ and not (token.is_title and token.is_stop)


def _keep_together(first: Token) -> None:
    """Let no sentence end within two words of its start behind a heading, a dateline, or what else stands before it: a
    parser that has seen that may take "White" in "White House officials", or "Chad" in "Chad, Mali and Niger", for a
    sentence."""
    for token in first.doc[first.i + 1 : first.i + 3]:
        if token.nbor(-1).text in MARKS_OF_SENTENCE_ENDS or token.is_space:
            break
        token.is_sent_start = False


def _is_too_long(token: Token, unbroken: int, mark: str) -> bool:
    """Whether a sentence has to begin here after so many tokens without a start; ``mark`` is the end right before.

    The parser may see no end in those that there are: "“Why?” he said that “why?” she said that ...".
    """
    is_beginning = mark == "." and token.is_title
    times = 1 if is_beginning else 2 if mark and not token.is_punct else 3
    return unbroken > times * TOKENS_OF_SENTENCE
