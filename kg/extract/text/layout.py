"""The layout of a text before it is parsed: paragraphs, headings, datelines, upper-case names.

`flatten` rewrites a text for the parser without moving a single code point, so that offsets hold in the original.
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
    "in_one_line",
    "is_in_heading",
    "is_in_margin",
    "layout",
    "opens_block",
    "text_of",
    "with_plain_quotes",
]

BETWEEN_NAMES = re.compile(
    rf"\b([A-Z][\w.']+)–(?=[A-Z](?:[^\W\d_]|(?:\.[A-Z])+\. (?:{'|'.join(sorted(word_set('what-two-states-have')))})\b))"
    r"(?!(?:[^.!?\n]|(?<=[A-Z])\.)*–[a-z])"
)
"""A dash used as a hyphen between names: "the Export–Import Bank", "Peru–U.S. talks"; not the first of two around a
remark, as in "Ana Ruiz–Peru's leader–rejected"."""
BEGINNINGS_OF_WORDS = word_set("beginnings-of-words")
BROKEN_WORD = re.compile(rf"\b((?i:{'|'.join(sorted(BEGINNINGS_OF_WORDS))}))- (?!(?:and|or|to)\b)(?=[a-z])")
"""The hyphen and space of a word that was broken at the end of a line, which a parser takes for the end of a sentence:
"non- compliance"; not "non- and low-compliance"."""
_QUOTES = {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"'}
_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_SIGNS = {"´": "'", "\u02bc": "'", "\u2010": "-", "\u2011": "-"}
PARSER_FRIENDLY = str.maketrans(_QUOTES | _SIGNS | dict.fromkeys(_SPACES, " "))
APOSTROPHE = re.compile(r"(?<=[^\W\d_])[`′](?=[^\W\d_])")
"""A sign used as an apostrophe: "Peru`s"."""
SURROGATE = re.compile(r"[\ud800-\udfff]")
"""Half a character: the parser encodes the words that it keeps, and no encoding has it."""
UPPER_CASE_WORD = re.compile(r"[^\W\d_a-z]{4,}(?:['’][^\W\d_a-z]+)*")
TURN_IN_CAPITALS = re.compile(
    r"^(?P<first>[^\W\d_a-z]{2,}\b\.?)(?: [^\W\d_a-z](?:[^\W\d_a-z]|[.'-])*){1,3}:", re.MULTILINE
)
"""What may be the speaker at the beginning of a line of a transcript: "MS. RUIZ:", "ANA RUIZ:"."""
HONORIFICS = word_set("honorifics")
GIVEN_NAMES = words("actors/given_names")
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
"""Datelines: a place before a dash or a full stop, in capitals, or with an agency in brackets or a day."""
INITIAL = re.compile(r"[A-Z]\.")
LETTER_OF_PART = re.compile(r"[A-IVX]\.")
"""A letter or Roman numeral that may number a part of a text, with a full stop."""
PARTS_WITH_LETTERS = word_set("parts-with-letters")
BULLET = re.compile(r"^\s*(?:[-•*–·]|\(?[ivx]{1,4}\)|\(?[a-z0-9]{1,2}[.)])\s+")
NUMBERED = re.compile(r"^\s*\(?(\d{1,2})[.)]\s+")
SMALL_WORDS_OF_HEADINGS = word_set("small-words-of-headings")
PUNCTUATION = ".,:;!?()\"'“”‘’"
WORDS_OF_HEADING = 25
"""A line with as many words is no heading, though it has no full stop."""
WORDS_OF_NO_TITLE = 3
"""Words, at most, of a first line in title case with a full stop that is a sentence and no title."""
ABBREVIATED_TITLES = abbreviated_titles()
NAMES_WITH_EXCLAMATION_MARKS = word_set("names-with-exclamation-marks")
MARKS_OF_SENTENCE_ENDS = frozenset(".!?")
TOKENS_OF_SENTENCE = 400
"""The longest sentence, in tokens, without any of `MARKS_OF_SENTENCE_ENDS`; with them, three times as many. No sentence
of the gold texts and corpora is as long."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or other piece of text ``[start, end)``; ``heading``: it is no prose; ``aside``: it is in the margin
    of the text, as a label, a writer's name or a photo credit is."""

    start: int
    end: int
    heading: bool
    aside: bool = False


BLOCKS: Note[tuple[Block, ...]] = Note("blocks", tuple)
"""The document's blocks that have words in them, in text order."""


@cache
def _name_words() -> frozenset[str]:
    """The words of four letters or more in names of the gazetteer, acronyms apart, casefolded."""
    words: set[str] = set()
    for entry in gazetteer.entries():
        for name in (entry.name, *entry.aliases, *entry.demonyms):
            words.update(w for w in re.findall(r"[^\W\d_]{4,}", name) if not w.isupper())
    return frozenset(w.casefold() for w in words)


@cache
def _acronyms() -> frozenset[str]:
    """The names of the gazetteer that are written in capitals, also where they have another form: "UNITA", "Unita"."""
    return frozenset(name for entry in gazetteer.entries() for name in (entry.name, *entry.aliases) if name.isupper())


def with_plain_quotes(text: str) -> str:
    """The text at the same length, with plain quotes, apostrophes, hyphens and spaces, hyphens in names, broken words
    without their hyphen, and U+FFFD for half a character."""
    text = SURROGATE.sub("\ufffd", APOSTROPHE.sub("'", text.translate(PARSER_FRIENDLY)))
    return BROKEN_WORD.sub(r"\1  ", BETWEEN_NAMES.sub(r"\1-", text))


def flatten(text: str) -> str:
    """The text at the same length, with plain quotes, and names in title case: known ones in lines of prose (CANADA ->
    Canada), and speakers.

    >>> flatten("The “EU” and CANADA’s team")
    'The "EU" and Canada\\'s team'
    """
    text = with_plain_quotes(text)
    known = _name_words()
    lines = []
    for line in _with_named_speakers(text).split("\n"):
        if any(c.islower() for c in line):
            line = UPPER_CASE_WORD.sub(
                lambda m: m[0].title() if m[0].casefold().removesuffix("'s") in known and not _is_short(m) else m[0],
                line,
            )
            line = line.replace("'S ", "'s ")
        lines.append(line)
    flat = "\n".join(lines)
    return flat if len(flat) == len(text) else text


def _is_short(word: re.Match[str]) -> bool:
    """Whether a word is an acronym in brackets, which tells that the name before them is its long form."""
    text, end = word.string, word.end()
    return text[word.start() - 1 : word.start()] == "(" and text[end : end + 1] == ")" and word[0] in _acronyms()


def _with_named_speakers(text: str) -> str:
    """The text with the speakers of a transcript in title case: "MS. RUIZ:", "ANA RUIZ:"."""
    for turn in TURN_IN_CAPITALS.finditer(text):
        if turn["first"].casefold() in HONORIFICS or turn["first"].title() in GIVEN_NAMES:
            text = text[: turn.start()] + turn[0].title() + text[turn.end() :]
    return text


@once_a_document
def text_of(doc: Doc) -> str:
    """The text of a parse, kept: spaCy builds it at each access."""
    return str(doc.text)


def blocks(text: str) -> tuple[Block, ...]:
    """The paragraphs, headings, captions, list items and datelines of a text, in order.

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
    for start, end, aside in _cut_at_margins(text, spans):
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
    """Whether a line is in title case: all words but the small ones are capitalised.

    >>> _is_title("Envoy Walks Out of Peru's Talks."), _is_title("Ana Ruiz met Peru's Prime Minister.")
    (True, False)
    """
    written = [word.strip(PUNCTUATION) for word in words.split()]
    small = any(word[:1].islower() and word not in SMALL_WORDS_OF_HEADINGS for word in written)
    return len(written) > WORDS_OF_NO_TITLE and not small


def in_one_line(text: str, laid: Sequence[Block]) -> str:
    """The text at the same length, with a space for each line break inside a block.

    >>> in_one_line("Maria\\nLopez went.\\n\\nNobody spoke.", [Block(0, 17, False), Block(19, 32, False)])
    'Maria Lopez went.\\n\\nNobody spoke.'
    """
    parts: list[str] = []
    end = 0
    for block in laid:
        parts += text[end : block.start], text[block.start : block.end].replace("\n", " ")
        end = block.end
    return "".join(parts) + text[end:]


def is_in_heading(token: Token) -> bool:
    """Whether a token stands in a heading."""
    block = block_of(token)
    return block is not None and block.heading


def is_in_margin(token: Token) -> bool:
    """Whether a token is in the margin of the text: in a label, a photo credit or a writer's name."""
    block = block_of(token)
    return block is not None and block.aside


def opens_block(token: Token) -> bool:
    """Whether a token is the first of a block."""
    block = block_of(token)
    return block is not None and block.start == token.idx


def block_of(token: Token) -> Block | None:
    """The block in which a token stands; None for a token between two."""
    at = bisect_right(_starts(token.doc), token.idx) - 1
    block = BLOCKS(token.doc)[at] if at >= 0 else None
    return block if block is not None and token.idx < block.end else None


@once_a_document
def _starts(doc: Doc) -> list[int]:
    return [block.start for block in BLOCKS(doc)]


def _cut_at_margins(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """The spans, cut where the margin begins or ends, and whether each is in the margin."""
    for start, end in spans:
        for first, last, aside in with_margins(text[start:end]):
            yield start + first, start + last, aside


def layout(doc: Doc) -> Doc:
    """Start a sentence at each block, so that no heading, caption or dateline is joined with the sentence after it; and
    where a sentence would be too long (`_is_too_long`), as the time for a word may grow with its sentence.

    The blocks are those of `BLOCKS`, else those of the text; those with words in them are put in `BLOCKS`.
    """
    starts = iter(BLOCKS(doc) or blocks(doc.text))
    block = next(starts, None)
    found: list[Block] = []
    unended = unbroken = 0
    mark = ""
    for token in doc:
        unended += 1
        unbroken += 1
        is_first = False
        while block is not None and token.idx >= block.start and not token.is_space:
            token.is_sent_start = is_first = True
            if found and found[-1].heading:
                _keep_together(token)
            found.append(block)
            block = next(starts, None)
            unended = unbroken = 1
        if not token.is_space and (unended > TOKENS_OF_SENTENCE or _is_too_long(token, unbroken, mark)):
            token.is_sent_start = True
            unended = unbroken = 1
        elif token.i and not is_first and (_goes_on(token.nbor(-1)) or _follows_mark_of_name(token)):
            token.is_sent_start = False
        if token.text in MARKS_OF_SENTENCE_ENDS:
            unended, mark = 0, token.text
        elif not (token.is_space or token.is_punct):
            mark = ""
    _end_sentences_after_letters(doc)
    BLOCKS.put(doc, tuple(found))
    return doc


def _end_sentences_after_letters(doc: Doc) -> None:
    """Part the full stop from the letter of an annex, and begin a sentence after it: "left Annex [I][.] Peru agreed".
    The tokenizer takes any letter for an initial, as in "George W. Bush"."""
    ends = [token.i for token in doc if LETTER_OF_PART.fullmatch(token.text) and _letters_part_of_text(token)]
    with doc.retokenize() as retokenizer:
        for at in ends:
            retokenizer.split(doc[at], [doc[at].text[0], "."], heads=[(doc[at], 0), (doc[at], 1)])
    for before, at in enumerate(ends):
        after = at + before + 2
        if after < len(doc) and not doc[after].is_space:
            doc[after].is_sent_start = True


def _letters_part_of_text(initial: Token) -> bool:
    """Whether a letter with a full stop ends a sentence as the number of a part of a text, or of a war: "in Annex I.",
    "between Options A and B."; not in a heading, "Section A. Finance", or a name, "Options A and C. S. Marek"."""
    doc, at = initial.doc, initial.i - 1
    while at > 0 and (doc[at].lower_ in {"and", "or", ","} or (len(doc[at].text) == 1 and doc[at].is_upper)):
        at -= 1
    if at < 1 or doc[at].is_sent_start or not doc[at].is_title or doc[at].lower_ not in PARTS_WITH_LETTERS:
        return False
    is_alone = at + 1 == initial.i
    if (is_alone and doc[at].lower_.endswith("s")) or not (is_alone or doc[at + 1].is_upper):
        return False  # "Tables A. Marek", "Part and A. Marek"
    if doc[at - 1].text in GIVEN_NAMES:
        return False  # "Ana Part A. Marek"
    if initial.i + 1 == len(doc) or doc[initial.i + 1].is_space or doc[initial.i + 1].is_sent_start:
        return True
    after = doc[initial.i + 1].text
    return bool(initial.whitespace_) and after[0].isupper() and not INITIAL.fullmatch(after)


def _goes_on(before: Token) -> bool:
    """Whether no sentence can end with a token: a word, a comma or an abbreviated title. A parser may begin a sentence
    with the "Davis" of "Capt. Davis"."""
    return before.text[-1].isalnum() or before.text == "," or before.lower_ in ABBREVIATED_TITLES


def _follows_mark_of_name(token: Token) -> bool:
    """Whether the exclamation mark before a word is part of a name: "told Yahoo! News", "a Jeb! rally"."""
    mark = token.nbor(-1)
    return mark.text == "!" and mark.i > 0 and mark.nbor(-1).lower_ in NAMES_WITH_EXCLAMATION_MARKS


def _keep_together(first: Token) -> None:
    """Let no sentence end within two words of its beginning after a heading or dateline: a parser that has seen these
    may take "White" in "White House officials", or "Chad" in "Chad, Mali and Niger", for a sentence."""
    for token in first.doc[first.i + 1 : first.i + 3]:
        if token.nbor(-1).text in MARKS_OF_SENTENCE_ENDS or token.is_space:
            break
        token.is_sent_start = False


def _is_too_long(token: Token, unbroken: int, mark: str) -> bool:
    """Whether a sentence has to begin at a token, after ``unbroken`` tokens without a beginning. ``mark`` is the mark
    for the end of a sentence right before, or "".

    The parser may see no end at the marks: "“Why?” he said that “why?” she said that ...".
    """
    is_beginning = mark == "." and token.is_title
    times = 1 if is_beginning else 2 if mark and not token.is_punct else 3
    return unbroken > times * TOKENS_OF_SENTENCE
