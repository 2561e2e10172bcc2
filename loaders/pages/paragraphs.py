"""Joins the lines of pages to paragraphs, as a human reader would see them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, compress, count, pairwise

from loaders.encoding import LIGATURES
from loaders.pages.line import Line, ends_sentence
from loaders.pages.running_heads import is_page_number, without_running_heads

__all__ = ["Paragraph", "is_compound", "paragraphs"]

_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]\d]*$")
_ADDRESS = re.compile(r"(?:://|www\.)\S*$")
# Bullets, including the private-use characters of symbol fonts.
_BULLET = re.compile("^[•●▪■◦‣\ue000-\uf8ff]\\s*")
# Other beginnings of list items, which count only after the end of a sentence or another item: a line of running text
# may begin with "24. The".
_ITEM = re.compile(r"(?:[-–—*·o]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\d{1,2}(?:\.\d{1,2})+\.?)\s+\S")
# Dot leaders in a table of contents.
_LEADER = re.compile(r"(?:\. ?){4,}\d*$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HYPHENATED = re.compile(r"(?P<first>[^\W\d_]+)[-\u2010\u00ad]$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")

# Compounds that have a hyphen of their own: with a second part that begins at no syllable of another word, except after
# some prefixes (long-delayed, but unsupported), of a number and what is counted (six-party), of an adverb and a
# participle (legally-binding), or with a first part that is seldom a syllable (co-chairs, low-carbon).
_COMPOUND = re.compile(
    r"(?!(?:al|ar|be|con|counter|de|dis|ever|fore|in|inter|mis|notwith|out|over|pre|re|super|trans|un|under|up|with)-)"
    r"(?:\w+-(?:armed|awaited|backed|based|brokered|built|controlled|delayed|dominated|drafted|driven|elected|expected"
    r"|financed|funded|held|imposed|inspired|known|lasting|launched|led(?<!l-led)|level|linked|mediated|minded"
    r"|negotiated|occupied|oriented|owned|planned|proposed|range|ranking|recogni[sz]ed|run|running|sanctioned|scale"
    r"|sharing|speaking|sponsored|standing|supplied|supported|term|track|trained|wing|winning)"
    r"|(?:dual|multi|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty)"
    r"-(?:party|nation|country|state|member|power|point|step|stage|way|person|hour|day|week|month|year)"
    r"|\w{3,}[^a]ly-\w{2,}(?:ed|ing)|co-(?:chair|facilitat|host|sponsor)\w*|decision-mak\w+"
    r"|cross-(?:border|cutting|party)|(?:high|low|middle)-(?:carbon|income|profile|quality|risk|tech))"
)

# The distance between paragraphs, in units of the usual distance between lines.
_PARAGRAPH_GAP = 1.25
# The usual distance where there are too few lines to measure it.
_DEFAULT_LEADING, _ENOUGH_LINES = 1.5, 5
# The share of a full line's length from which a line counts as full.
_FULL_SHARE = 0.8
_INDENT, _DEEPEST_INDENT = 0.8, 4


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The text of a paragraph; and each page that it has lines of, as the place in the text where they begin and the
    index of the page. Notes at the foot of a page are put after what goes on, so that a page may have two places."""

    text: str
    pages: tuple[tuple[int, int], ...]


def _all_lines(lines: Sequence[str]) -> list[slice]:
    return [slice(0, len(lines))]


def paragraphs(
    pages: Sequence[Sequence[Line]], texts_among: Callable[[Sequence[str]], Sequence[slice]] = _all_lines
) -> list[Paragraph]:
    """The paragraphs of the pages in order. Running heads and page numbers are left out; words that are hyphenated at
    the end of a line, and paragraphs that continue on the next page, are joined, but not across the ends of the texts
    that ``texts_among`` finds among the lines. Lines of none of them are a paragraph each.
    """
    lines = [[_plain(line, number) for line in page if line.text.strip()] for number, page in enumerate(pages)]
    above_texts = _above_texts(lines, texts_among)
    body_lines = without_running_heads(lines, above_texts)
    alone = [Paragraph(line.text, ((0, line.page),)) for page in body_lines for line in page]
    found: list[Paragraph] = []
    end = 0
    for text in texts_among([each.text for each in alone]):
        number = count()
        text_lines = [[line for line in page if text.start <= next(number) < text.stop] for page in body_lines]
        found += [*alone[end : text.start], *_joined(text_lines)]
        end = text.stop
    return found + alone[end:]


def _above_texts(
    pages: Sequence[Sequence[Line]], texts_among: Callable[[Sequence[str]], Sequence[slice]]
) -> list[list[str | None]]:
    """For each line of a text the words between the text before and its own, without the numbers of pages; None for a
    line of no text."""
    is_text = [[not is_page_number(line) for line in page] for page in pages]
    lines = [line.text for page, shown in zip(pages, is_text, strict=True) for line in compress(page, shown)]
    above: list[str | None] = [None] * len(lines)
    end = 0
    for text in texts_among(lines):
        above[text] = [" ".join(lines[end : text.start])] * len(lines[text])
        end = text.stop
    each = iter(above)
    return [[next(each) if is_shown else None for is_shown in shown] for shown in is_text]


def _joined(pages: list[list[Line]]) -> list[Paragraph]:
    leading, full = _usual_leading(pages), _full(pages)
    words = _words(pages)
    found = (_join_lines(paragraph, words) for paragraph in _assemble(pages, leading, full))
    # A paragraph without letters or digits is a rule, or a bullet that was drawn separately from its item.
    return [_without_bullet(paragraph) for paragraph in found if any(map(str.isalnum, paragraph.text))]


def _without_bullet(paragraph: Paragraph) -> Paragraph:
    text = _BULLET.sub("", paragraph.text, count=1)
    left_out = len(paragraph.text) - len(text)
    return Paragraph(text, tuple((max(0, start - left_out), page) for start, page in paragraph.pages))


def _assemble(pages: list[list[Line]], leading: float, full: float) -> list[list[Line]]:
    """The lines of each paragraph. Notes at the foot of a page follow the paragraph that continues on the next."""
    paragraphs_so_far: list[list[Line]] = []
    notes: list[list[Line]] = []
    for page in pages:
        lefts = Counter(round(line.left) for line in page)
        for number, line in enumerate(page):
            if paragraphs_so_far and (number == 0 or line.baseline > paragraphs_so_far[-1][-1].baseline + line.size):
                # A new page or column.
                last_before_notes = _above_notes(paragraphs_so_far, line)
                begins = not _continues(paragraphs_so_far[last_before_notes], line, full)
                if not begins:
                    notes += paragraphs_so_far[last_before_notes + 1 :]
                    del paragraphs_so_far[last_before_notes + 1 :]
            else:
                begins = not paragraphs_so_far or _begins_paragraph(paragraphs_so_far[-1], line, leading, full, lefts)
            if begins:
                paragraphs_so_far += [*notes, [line]]
                notes.clear()
            else:
                paragraphs_so_far[-1].append(line)
    return paragraphs_so_far + notes


def _above_notes(paragraphs_so_far: list[list[Line]], line: Line) -> int:
    """The index of the last paragraph before a new page or column, without the notes in smaller letters below it."""
    last = len(paragraphs_so_far) - 1
    while last and paragraphs_so_far[last][0].size < line.size and not _same_size(paragraphs_so_far[last][0], line):
        last -= 1
    if (
        last + 1 == len(paragraphs_so_far)
        or paragraphs_so_far[last][-1].baseline < paragraphs_so_far[last + 1][0].baseline
    ):
        return len(paragraphs_so_far) - 1
    # A single line may as well be a heading, or a formula above a figure with its labels.
    return last if len(paragraphs_so_far[last]) > 1 or line.text[0].islower() else len(paragraphs_so_far) - 1


def _plain(line: Line, page: int) -> Line:
    text = " ".join(line.text.translate(LIGATURES).split())
    return replace(line, text=text, size=line.size or 1.0, page=page)


def _usual_leading(pages: list[list[Line]]) -> float:
    """The usual distance between two lines of a paragraph, in units of their font size."""
    distances = Counter(
        round((above.baseline - below.baseline) / below.size, 1)
        for page in pages
        for above, below in pairwise(page)
        if _same_size(above, below) and 0.8 < (above.baseline - below.baseline) / below.size < 4
    )
    total = distances.total()
    # With short paragraphs, the distance between paragraphs may be more frequent than that between lines.
    usual = min((distance for distance, times in distances.items() if times >= 0.15 * total), default=_DEFAULT_LEADING)
    return usual if total >= _ENOUGH_LINES else min(usual, _DEFAULT_LEADING)


def _full(pages: list[list[Line]]) -> float:
    """The length of a full line: half of the text is in lines of at least this length."""
    lengths = sorted((len(line.text) for page in pages for line in page), reverse=True)
    half = sum(lengths) / 2
    for length, so_far in zip(lengths, accumulate(lengths), strict=True):
        if so_far >= half:
            return float(length)
    return 0.0


def _words(pages: list[list[Line]]) -> Counter[str]:
    """The frequency of each word, except for words that are hyphenated at the end of a line."""
    words: Counter[str] = Counter()
    hyphenated = False
    for line in (line for page in pages for line in page):
        text = _FIRST_WORD.sub("", line.text, count=1) if hyphenated and _FIRST_WORD.match(line.text) else line.text
        hyphenated = _HYPHENATED.search(text) is not None
        words.update(word.lower() for word in _WORD.findall(_HYPHENATED.sub("", text)))
    return words


def _is_full(line: Line, full: float) -> bool:
    return len(line.text) >= _FULL_SHARE * full


def _same_size(first: Line, second: Line) -> bool:
    return abs(first.size - second.size) <= 0.1 * max(first.size, second.size)


def _continues(paragraph: list[Line], line: Line, full: float) -> bool:
    """Whether a paragraph at the end of a page or column continues with the first line of the next."""
    last = paragraph[-1]
    if not _same_size(last, line) or _ENDED.search(last.text) or _is_item(paragraph, line):
        return False
    return _is_full(last, full) or line.text[0].islower()


def _is_item(paragraph: list[Line], line: Line) -> bool:
    if _BULLET.match(line.text):
        return True
    may_follow = _ENDED.search(paragraph[-1].text) or _ITEM.match(paragraph[0].text)
    return bool(may_follow and _ITEM.match(line.text))


def _begins_paragraph(paragraph: list[Line], line: Line, leading: float, full: float, lefts: Counter[int]) -> bool:
    """Whether a line below a paragraph begins a new one; ``lefts`` counts the lines of the page by their left."""
    first, last = paragraph[0], paragraph[-1]
    if not _same_size(last, line) or _is_item(paragraph, line) or _LEADER.search(last.text):
        return True
    if last.baseline - line.baseline > _PARAGRAPH_GAP * leading * line.size:
        return True
    is_ended = _ENDED.search(last.text) is not None
    if is_ended and not _is_full(last, full):
        return True
    if last.font != line.font and "" not in (last.font, line.font) and not _is_full(last, full):
        return True
    indent = _INDENT * line.size
    is_list_item = _BULLET.match(first.text) or _ITEM.match(first.text)
    if line.left > last.left + indent:
        # The second line of an item of a list is indented too.
        return is_ended or not (is_list_item and len(paragraph) == 1)
    if len(paragraph) == 1 and line.left > last.left - indent and _is_indented(line, lefts):
        # After a paragraph of one line, the next begins as far to the right, but no second line of an entry does.
        return ends_sentence(last) and not (_ADDRESS.search(last.text) or line.text[0].islower())
    is_left_settled = len(paragraph) > 1 and abs(last.left - paragraph[-2].left) < indent
    return line.left < last.left - indent and bool(is_left_settled or is_list_item)


def _is_indented(line: Line, lefts: Counter[int]) -> bool:
    """Whether a line is a little to the right of where more lines of its page begin."""
    left = round(line.left)
    return any(
        _INDENT * line.size <= line.left - margin <= _DEEPEST_INDENT * line.size and number > lefts[left]
        for margin, number in lefts.items()
    )


def _join_lines(paragraph: list[Line], words: Counter[str]) -> Paragraph:
    text = paragraph[0].text
    pages = [(0, paragraph[0].page)]
    for line in paragraph[1:]:
        divided, next_word = _HYPHENATED.search(text), _FIRST_WORD.match(line.text)
        if divided is None or next_word is None:
            # Numbers are divided after a hyphen of their own as well: 2008-/2012.
            text += line.text if text.endswith("-") and not text.endswith(" -") else f" {line.text}"
        elif next_word[0][0].isupper() or is_compound(divided["first"], next_word[0], words):
            text += line.text
        else:
            text = text[:-1] + line.text
        if line.page != pages[-1][1]:
            pages.append((len(text) - len(line.text), line.page))
    return Paragraph(text, tuple(pages))


def is_compound(first: str, rest: str, words: Counter[str]) -> bool:
    """Whether a hyphen at the end of a line belongs to the word: as the document spells it elsewhere, or is usual.
    ``words`` counts the words of the document in small letters, without those that a line ends in."""
    is_initials = len(first) > 1 and first.isupper()
    first, rest = first.lower(), rest.lower()
    if words[first + rest] or words[f"{first}-{rest}"]:
        return words[f"{first}-{rest}"] > words[first + rest]
    if is_initials or _COMPOUND.fullmatch(f"{first}-{rest}"):
        return True
    return min(len(first), len(rest)) > 2 and bool(words[first] and words[rest])
