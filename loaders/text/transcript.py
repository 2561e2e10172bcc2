"""Transcripts: the speaker in the line of each turn, without the times of a recording."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.exports.article import SENTENCE_END

__all__ = ["LABEL", "with_speakers"]

_CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_TIME = rf"[\[(]?(?P<time>{_CLOCK})(?:\s*(?:-->|-|–|to)\s*{_CLOCK})?[\])]?"
_PARTICLES = r"(?:and|at|bin|da|de|del|der|di|do|dos|el|for|ibn|la|of|on|the|to|van|von)"
_WORD = r"[^\W\d_a-z](?:[^\W\d_]|[.'’-])*"
_NAME = (
    rf"(?P<name>(?:Speaker|Participant|Respondent) \d{{1,2}}"
    rf"|{_WORD}(?:,? (?:{_WORD}|{_PARTICLES}\b|\([^()\d]{{2,40}}\))){{0,9}})"
)
_FORMS = (
    re.compile(rf"{_TIME}\s*[-–|]?\s*{_NAME}\s*(?::\s*(?P<words>.*))?"),
    re.compile(rf"{_NAME}:?\s*[|,-]?\s*(?:(?=[\[(]){_TIME}\s*:?(?P<words>|\s+.*))"),
    re.compile(rf"{_NAME}:?\s*[|,-]?\s+{_TIME}\s*(?::\s*(?P<words>.*))?"),
    re.compile(rf"{_NAME}:(?P<words>)(?P<time>)"),
)
"""Lines that begin a turn: "[00:01:05] Ana Ruiz: Peru ...", "00:01:05 Ana Ruiz", "Ana Ruiz (01:05):", "Ana Ruiz:"."""
LABEL = re.compile(rf"{_NAME}:\s+(?=\S)")
"""The name of a speaker before the words: "Ana Ruiz: ", "MR. EK (Norway): "."""
_TIMED = re.compile(rf"^(?:[\[(]{_CLOCK}[\])]|\d{{1,2}}:\d{{2}}:\d{{2}}\b)\s*")
# Words of somebody who speaks to others, and what somebody else is quoted with.
_ADDRESS = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our)\b|\?")
_QUOTATION = re.compile(r"[\"“][^\"“”]*[\"”]")
_TIME_ALONE = re.compile(rf"\s*{_TIME}\s*")
# Fewer turns may be a programme, or headings.
_FEWEST_TURNS = 3
# The shares of the turns that have words below them, and in which somebody is addressed (in the news of a day under
# times, or positions under names, nobody is), and of the times that follow each other.
_SPOKEN, _ADDRESSING, _IN_SEQUENCE = 0.8, 1 / 3, 0.9


@dataclass(frozen=True, slots=True)
class _Turn:
    """The line ``number`` that begins a turn, with the words in the same line; ``time`` in seconds, -1 for none."""

    number: int
    name: str
    words: str
    time: float


def with_speakers(text: str) -> str:
    """The text with each speaker right before the words, if it is a transcript in which somebody speaks twice. A name
    that no words follow stays as it is.

    >>> with_speakers("00:05 Ana Ruiz\\nWe agree.\\n00:09 Bo Ek\\nWe do not.\\n00:12 Ana Ruiz\\nWhy?")
    'Ana Ruiz: We agree.\\nBo Ek: We do not.\\nAna Ruiz: Why?'
    """
    lines = [line for line in text.split("\n") if not _TIME_ALONE.fullmatch(line)]
    turns = [turn for number, line in enumerate(lines) if (turn := _turn(number, line.strip())) is not None]
    if len(turns) < _FEWEST_TURNS or not _is_transcript(lines, turns):
        return text
    turn_at = {turn.number: turn for turn in turns}
    kept_lines: list[str] = []
    silent: _Turn | None = None
    for number, line in enumerate(lines):
        turn = turn_at.get(number)
        if silent is not None and turn is not None:
            kept_lines += [lines[silent.number], ""]
        if turn is not None and not turn.words:
            silent = turn
            continue
        if turn is not None:
            kept_lines.append(f"{turn.name}: {turn.words}")
        elif silent is None:
            kept_lines.append(_TIMED.sub("", line))
        elif line.strip():
            kept_lines.append(f"{silent.name}: {line.strip()}")
        else:
            continue
        silent = None
    return "\n".join([*kept_lines, *([lines[silent.number]] if silent is not None else [])])


def _turn(number: int, line: str) -> _Turn | None:
    match = next((match for form in _FORMS if (match := form.fullmatch(line)) is not None), None)
    if match is None:
        return None
    seconds = 0.0
    for part in match["time"].replace(",", ".").split(":") if match["time"] else ():
        seconds = 60 * seconds + float(part)
    return _Turn(number, match["name"], (match["words"] or "").strip(), seconds if match["time"] else -1)


def _is_transcript(lines: Sequence[str], turns: Sequence[_Turn]) -> bool:
    """Whether somebody speaks twice, words follow most names, among them sentences and words to others, and the times
    go on."""
    if len({turn.name for turn in turns}) == len(turns):
        return False
    first_lines = [turn.number for turn in turns[1:]]
    spoken = [
        " ".join([turn.words, *lines[turn.number + 1 : end]]).strip()
        for turn, end in zip(turns, [*first_lines, len(lines)], strict=True)
    ]
    times = [turn.time for turn in turns if turn.time >= 0]
    in_order = sum(first <= second for first, second in pairwise(times))
    sentences = sum(SENTENCE_END.search(words) is not None for words in spoken)
    addressing = sum(_ADDRESS.search(_QUOTATION.sub("", words)) is not None for words in spoken)
    return (
        sum(map(bool, spoken)) >= _SPOKEN * len(turns)
        and 2 * sentences >= len(turns)
        and addressing >= _ADDRESSING * len(turns)
        and in_order >= _IN_SEQUENCE * (len(times) - 1)
    )
