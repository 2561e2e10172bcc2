"""From lines on pages to paragraphs: what a reader of the page would read as one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from loaders.encoding import LIGATURES

__all__ = ["Line", "paragraphs"]

# A line that is the number of its page and can be nothing else; one that may be; a number at either end of a line.
_PAGE_NUMBER = re.compile(
    r"\W*page\s*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*|[-–—]\s*\d{1,4}\s*[-–—]|[ivx]{1,6}", re.IGNORECASE
)
_NUMBER = re.compile(r"\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?")
_FIRST_NUMBER = re.compile(r"\d{1,4}\b(?![.,]\d)")
_LAST_NUMBER = re.compile(r"(?<![\d.,])\d{1,4}(?=\.?$)")
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")
_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]\d]*$")
_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*$")
# With the private characters that symbol fonts use.
_BULLET = re.compile("^[•●▪■◦‣\ue000-\uf8ff]\\s*")
# These begin an item of a list only after the end of a sentence, or another item; else a line may begin with "24. The".
_ITEM = re.compile(r"(?:[-–—*·o]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\d{1,2}(?:\.\d{1,2})+\.?)\s+\S")
# Dots that lead to the number of a page in a table of contents.
_LEADER = re.compile(r"(?:\. ?){4,}\d*$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"(?P<first>[^\W\d_]+)[-\u2010\u00ad]$")
_REST = re.compile(r"[^\W\d_]+")

# Lines at the top and at the bottom of a page among which running heads are looked for.
_EDGE = 3
_SHARE_OF_PAGES = 0.3
# Distances between lines, in units of the usual one.
_GAP = 1.25
# The distance where there are too few lines to tell.
_USUAL, _FEW = 1.5, 5
# Of the longest lines, what a line must reach to count as full.
_FULL = 0.8
_INDENT = 0.8


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: where it begins (``left``, ``baseline`` upwards) and its size, all in points; its font."""

    text: str
    left: float
    baseline: float
    size: float
    font: str = ""


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The paragraphs of the pages in order. Running heads and page numbers are left out; words broken at the end of a
    line, and paragraphs broken at the end of a page, are joined.
    """
    lines = [[_plain(line) for line in page if line.text.strip()] for page in pages]
    kept = _without_edges(lines)
    leading, full = _leading(kept), _full(kept)
    words = _words(kept)
    found: list[list[Line]] = []
    for page in kept:
        for number, line in enumerate(page):
            if not found:
                found.append([line])
            elif number == 0 or line.baseline > found[-1][-1].baseline + line.size:
                # A new page or column.
                if _goes_on(found[-1], line, full):
                    found[-1].append(line)
                else:
                    found.append([line])
            elif _begins(found[-1], line, leading, full):
                found.append([line])
            else:
                found[-1].append(line)
    texts = (_joined(paragraph, words) for paragraph in found)
    # A line of nothing but signs is a rule, or a bullet that was drawn apart from its item.
    return [_BULLET.sub("", text, count=1) for text in texts if any(map(str.isalnum, text))]


def _plain(line: Line) -> Line:
    text = " ".join(line.text.translate(LIGATURES).split())
    return Line(text, line.left, line.baseline, line.size or 1.0, line.font)


def _without_edges(pages: list[list[Line]]) -> list[list[Line]]:
    ordered = [sorted(page, key=lambda line: line.baseline) for page in pages]
    edges = [{*page[:_EDGE], *page[-_EDGE:]} for page in ordered]
    outermost = [{*page[:1], *page[-1:]} for page in ordered]
    heads = Counter(key for edge in edges for key in {_as_head(line) for line in edge})
    # Of a sentence the first head and the last foot are kept: between two pages it would part what goes on.
    told = {_as_head(line): index for index, edge in reversed([*enumerate(edges)]) for line in edge}
    feet = {_as_head(line) for page in ordered for line in page[: min(_EDGE, len(page) // 2)]}
    told |= {key: index for index, edge in enumerate(edges) for line in edge if (key := _as_head(line)) in feet}
    # How far the printed numbers of pages are from their place in the file, and how many pages say so.
    offsets = Counter(
        number - index
        for index, lines in enumerate(outermost)
        for number in {number for line in lines for number in _numbers(line.text)}
    )
    # Sentences that are one but for a number, which goes up with the pages.
    runs = Counter(
        run for index, edge in enumerate(edges) for run in {run for line in edge for run in _runs(line, index)}
    )

    def is_head(line: Line, index: int) -> bool:
        if line not in edges[index]:
            return False
        if _PAGE_NUMBER.fullmatch(line.text):
            return True
        numbered = max((offsets[number - index] for number in _numbers(line.text)), default=0)
        if _NUMBER.fullmatch(line.text):
            return numbered >= min(2, len(pages))
        if line in outermost[index] and numbered >= max(3, len(pages) / 2):
            return True
        if any(runs[run] >= max(3, _SHARE_OF_PAGES * len(pages)) for run in _runs(line, index)):
            return True
        key = _as_head(line)
        if len(pages) == 1 or heads[key] < max(2, _SHARE_OF_PAGES * len(pages)):
            return False
        # What a sentence says is kept once: it may be one of the text that is said on two pages.
        return not _SENTENCE.search(line.text) or told[key] != index

    return [[line for line in page if not is_head(line, index)] for index, page in enumerate(pages)]


def _as_head(line: Line) -> tuple[int, str]:
    """What a running head has in common on all its pages: its height, and its words; of a sentence its numbers, too."""
    return round(line.baseline), line.text if _SENTENCE.search(line.text) else _DIGITS.sub("#", line.text)


def _runs(line: Line, index: int) -> set[tuple[int, str, int]]:
    """The height and words of a line, with how far each number at its ends is from the place of its page."""
    words = _DIGITS.sub("#", line.text)
    return {(round(line.baseline), words, number - index) for number in _numbers(line.text)}


def _numbers(text: str) -> set[int]:
    """The numbers with which a line begins or ends."""
    return {int(match[0]) for match in (_FIRST_NUMBER.match(text), _LAST_NUMBER.search(text)) if match}


def _leading(pages: list[list[Line]]) -> float:
    """The usual distance between two lines of a paragraph, in units of their size."""
    distances = Counter(
        round((above.baseline - below.baseline) / below.size, 1)
        for page in pages
        for above, below in pairwise(page)
        if _alike(above, below) and 0.8 < (above.baseline - below.baseline) / below.size < 4
    )
    total = distances.total()
    # Where paragraphs are short, the distance between them may be more frequent than that between their lines.
    usual = min((distance for distance, times in distances.items() if times >= 0.15 * total), default=_USUAL)
    return usual if total >= _FEW else min(usual, _USUAL)


def _full(pages: list[list[Line]]) -> float:
    """How long a full line is: half of the text stands in lines of at least this length."""
    lengths = sorted((len(line.text) for page in pages for line in page), reverse=True)
    half = sum(lengths) / 2
    for length, so_far in zip(lengths, accumulate(lengths), strict=True):
        if so_far >= half:
            return float(length)
    return 0.0


def _words(pages: list[list[Line]]) -> Counter[str]:
    """How often each word is written, those apart that a line's end breaks."""
    words: Counter[str] = Counter()
    broken = False
    for line in (line for page in pages for line in page):
        text = _REST.sub("", line.text, count=1) if broken and _REST.match(line.text) else line.text
        broken = _BROKEN.search(text) is not None
        words.update(word.lower() for word in _WORD.findall(_BROKEN.sub("", text)))
    return words


def _is_full(line: Line, full: float) -> bool:
    return len(line.text) >= _FULL * full


def _alike(first: Line, second: Line) -> bool:
    return abs(first.size - second.size) <= 0.1 * max(first.size, second.size)


def _goes_on(paragraph: list[Line], line: Line, full: float) -> bool:
    """Whether a paragraph at the end of a page goes on with the first line of the next: it ends in no full stop."""
    last = paragraph[-1]
    if not _alike(last, line) or _ENDED.search(last.text) or _is_item(paragraph, line):
        return False
    return _is_full(last, full) or line.text[0].islower()


def _is_item(paragraph: list[Line], line: Line) -> bool:
    if _BULLET.match(line.text):
        return True
    after = _ENDED.search(paragraph[-1].text) or _ITEM.match(paragraph[0].text)
    return bool(after and _ITEM.match(line.text))


def _begins(paragraph: list[Line], line: Line, leading: float, full: float) -> bool:
    """Whether a line below a paragraph begins the next one."""
    first, last = paragraph[0], paragraph[-1]
    if not _alike(last, line) or _is_item(paragraph, line) or _LEADER.search(last.text):
        return True
    if last.baseline - line.baseline > _GAP * leading * line.size:
        return True
    ended = _ENDED.search(last.text) is not None
    if ended and not _is_full(last, full):
        return True
    if last.font != line.font and "" not in (last.font, line.font) and not _is_full(last, full):
        return True
    indent = _INDENT * line.size
    listed = _BULLET.match(first.text) or _ITEM.match(first.text)
    if line.left > last.left + indent:
        # The second line of an item of a list is indented too.
        return ended or not (listed and len(paragraph) == 1)
    settled = len(paragraph) > 1 and abs(last.left - paragraph[-2].left) < indent
    return line.left < last.left - indent and bool(settled or listed)


def _joined(paragraph: list[Line], words: Counter[str]) -> str:
    text = paragraph[0].text
    for line in paragraph[1:]:
        broken, rest = _BROKEN.search(text), _REST.match(line.text)
        if broken is None or rest is None:
            # Figures and dates break after their hyphen as well: 2008-/2012.
            text += line.text if text.endswith("-") and not text.endswith(" -") else f" {line.text}"
        elif rest[0][0].isupper() or _is_compound(broken["first"], rest[0], words):
            text += line.text
        else:
            text = text[:-1] + line.text
    return text


def _is_compound(first: str, rest: str, words: Counter[str]) -> bool:
    """Whether a hyphen at the end of a line belongs to the word, by how the document writes it elsewhere."""
    first, rest = first.lower(), rest.lower()
    if words[first + rest] or words[f"{first}-{rest}"]:
        return words[f"{first}-{rest}"] > words[first + rest]
    return min(len(first), len(rest)) > 2 and bool(words[first] and words[rest])
