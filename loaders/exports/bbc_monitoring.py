"""Reports of BBC Monitoring, in an export or alone: what they say of the medium that they translate, apart from its
words."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from loaders import dates, markup
from loaders.exports.article import RIGHTS, SENTENCE_END, Article, article_of, blocks_of

__all__ = ["SUPPLIER", "of_text", "without_frame"]

SUPPLIER = re.compile(r"Supplied by BBC .{0,40}Monitoring")
"""The line below the name of the service, in Nexis."""
# Above the words: "Text of report in English by the news agency Andina on 24 August", whole or an excerpt.
_ABOVE = re.compile(r"(?:\[?(?:Full )?Texts?|\[?Excerpts?) (?:of|from) [a-z].{2,300}\]?", re.DOTALL)
# Below the words: "Source: Andina news agency, Lima, in Spanish 1015 gmt 24 Aug 18"; then codes, and a notice.
_BELOW = re.compile(
    r"Source: (?P<medium>.{2,200}?,? in [A-Z]\w+.{0,40}? (?:\d{3,4} ?gmt )?"
    r"(?P<day>\d{1,2}) (?P<month>[A-Z][a-z]{2,8})\.? (?P<year>\d{2}|\d{4}))\.?",
    re.DOTALL,
)
_CODES = re.compile(r"BBC Mon(?:itoring)?\b.{0,60}", re.DOTALL)
_NOTICE = re.compile(r"(?:©|\(c\)|copyright).{0,20}British Broadcasting Corporation.{0,20}", re.IGNORECASE | re.DOTALL)
# The paragraphs, at most, above and below the words of the medium.
_MOST_ABOVE, _MOST_BELOW = 3, 3


def without_frame(article: Article) -> Article:
    """A report of BBC Monitoring without the lines that say what it translates; any other article as it is."""
    blocks = blocks_of(article.text)
    below = next((number for number in _last(blocks) if _BELOW.fullmatch(blocks[number])), None)
    match = _BELOW.fullmatch(blocks[below]) if below is not None else None
    if below is None or match is None or not all(map(_is_foot, blocks[below + 1 :])):
        return article
    above = _place_above(blocks)
    kept = [block for number, block in enumerate(blocks[:below]) if number != above]
    medium = " ".join(match["medium"].split())
    text = markup.PARAGRAPH_BREAK.join(kept)
    return replace(article, text=text, date=article.date or _day(match), report_of=medium)


def of_text(text: str) -> list[Article]:
    """The article of a text that is one report of BBC Monitoring, with a line above its words and one below them; none
    if the text is no such report.

    >>> [found] = of_text('''Crews leave\\n\\nText of report in English by the agency Andina\\n\\nThe crews have left.
    ...
    ... Source: Andina, Lima, in English 1015 gmt 24 Aug 18''')
    >>> found.text, str(found.date), found.report_of
    ('Crews leave\\n\\nThe crews have left.', '2018-08-24', 'Andina, Lima, in English 1015 gmt 24 Aug 18')
    """
    blocks = blocks_of(text)
    above = _place_above(blocks)
    if above is None:
        return []
    title = " ".join(blocks[0].split()) if above and not SENTENCE_END.search(blocks[0]) else ""
    found = without_frame(article_of(title, blocks[1 if title else 0 :], source="BBC Monitoring"))
    return [found] if found.report_of else []


def _last(blocks: list[str]) -> range:
    """The places of the last paragraphs."""
    return range(max(0, len(blocks) - 1 - _MOST_BELOW), len(blocks))


def _place_above(blocks: list[str]) -> int | None:
    """The place of the paragraph that says what is translated, above the words of the medium."""
    forms = (_ABOVE.fullmatch(block) and not SENTENCE_END.search(block) for block in blocks[:_MOST_ABOVE])
    return next((number for number, is_above in enumerate(forms) if is_above), None)


def _is_foot(block: str) -> bool:
    """Whether a paragraph below the source is no more than the codes of a report, or its notice of copyright."""
    return any(form.fullmatch(block) for form in (_CODES, _NOTICE)) or RIGHTS.match(block) is not None


def _day(match: re.Match[str]) -> dt.date | None:
    """The day on which the medium reported."""
    return dates.parse(f"{match['day']} {match['month']} {dates.full_year(match['year'])}")
