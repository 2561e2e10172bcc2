"""Subtitles (SubRip, WebVTT): what is said, in a paragraph for each speaker, without the times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise

from kg.errors import BinaryDocumentError, DocumentError, EmptyDocumentError
from kg.model import Document
from loaders import encoding, markup
from loaders.options import Options
from loaders.registry import Likeness, loader
from loaders.source import Source
from loaders.text.transcript import LABEL

__all__ = ["load"]

_CLOCK = r"(?:\d{1,3}:)?\d{2}:\d{2}[.,]\d{1,3}"
_TIMES = re.compile(rf"\s*{_CLOCK}\s*-->\s*{_CLOCK}\b.*")
_HEAD = re.compile(rf"\s*(?:WEBVTT\b|(?:\d+\s*\n)?{_CLOCK}[ \t]*-->)")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+(?P<name>[^>\n]+)>")
_BEFORE_VOICE = re.compile(r"(?=<v[.\s])")
_TAG = re.compile(r"</?[a-z][^<>\n]*>|<\d[\d:.]*>|\{\\[^{}\n]*\}", re.IGNORECASE)
# What begins the words of somebody else, besides a name.
_CHANGE = re.compile(r"\s*(?:>>+|-(?=\s?[^\W\d_a-z]))\s*")
_UNKNOWN = "Speaker: "


def _sniff(head: bytes) -> Likeness:
    text = encoding.peek(head)
    return Likeness.CERTAIN if text is not None and _HEAD.match(text.lstrip("\ufeff")) else Likeness.NO


@loader(".srt", ".vtt", sniff=_sniff, is_plain=True)
def load(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """One document. A paragraph begins with each name ("<v Ana Ruiz>", "ANA RUIZ:") and at each sign that somebody else
    speaks (">>", "-"); where others are named, this one is "Speaker"."""
    decoded = encoding.decode(source.read(options.max_bytes), source.place, options.encoding or source.charset)
    text = encoding.clean_for_repair(decoded.text)
    if not _HEAD.match(text.lstrip()):
        raise BinaryDocumentError(place=source.place, kind="no file of subtitles")
    turns = [*_turns(text)]
    if not turns:
        raise EmptyDocumentError(place=source.place)
    has_names = any(label not in {"", _UNKNOWN} for label, _ in turns)
    paragraphs = [f"{label if has_names else label.removeprefix(_UNKNOWN)}{words}" for label, words in turns]
    yield Document(markup.PARAGRAPH_BREAK.join(paragraphs), source.stem, source.uri, encoding=decoded.encoding)


def _turns(text: str) -> Iterator[tuple[str, str]]:
    """What each speaker says in a row, with the label for its speaker, empty if none is known."""
    label, words = "", list[str]()
    for line in _spoken_lines(text):
        voice = _VOICE.search(line)
        bare = unescape(_TAG.sub("", _VOICE.sub("", line)))
        change = _CHANGE.match(bare)
        spoken = " ".join((bare[change.end() :] if change is not None else bare).split())
        if not spoken or (words and spoken == words[-1]):
            continue  # captions that roll show each line twice
        name = LABEL.match(spoken)
        if voice is not None:
            new_label = f"{' '.join(voice['name'].split())}: "
        elif name is not None and (name["name"].isupper() or " " in name["name"]):
            new_label, spoken = f"{name['name']}: ", spoken[name.end() :]
        else:
            new_label = _UNKNOWN if change is not None else label
        if words and (change is not None or new_label != label):
            yield label, " ".join(words)
            words = []
        label = new_label
        words.append(spoken)
    if words:
        yield label, " ".join(words)


def _spoken_lines(text: str) -> Iterator[str]:
    """The lines below each time, up to a blank one or the number of the next; one line for each voice."""
    is_spoken = False
    for line, next_line in pairwise([*text.split("\n"), ""]):
        if _TIMES.fullmatch(line):
            is_spoken = True
        elif not line.strip() or (line.strip().isdecimal() and _TIMES.fullmatch(next_line)):
            is_spoken = False
        elif is_spoken:
            yield from _BEFORE_VOICE.split(line)
