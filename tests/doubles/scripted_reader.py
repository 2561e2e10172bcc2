"""A reader that finds only what a fixed pattern matches, and misbehaves on demand: for tests of all that surrounds it.

``China demands lower tariffs of Japan.`` is a position. A text may tell its reader to kill its process (``DIE``), to
raise an error (``FAIL``), to sleep (``DREAM``), or to name an addressee who is no actor (``LIE``).
"""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable

from kg.extract import Reading
from kg.ingesting import Extractor
from kg.model import (
    Actor,
    ActorType,
    Document,
    Evidence,
    Facts,
    Mention,
    MentionReason,
    Passage,
    Position,
    PositionModality,
    Stance,
)

__all__ = ["SCRIPTED", "scripted"]

SENTENCE = re.compile(r"(\w+) (demand|reject|offer|support)s (.+?) of (\w+)\.")


def scripted(version: str = "scripted 1") -> Extractor:
    """The reader under a version."""
    return Extractor(version, read_1 if version == "scripted 1" else read_2)


def read_1() -> Callable[[Document], Reading]:
    return lambda document: read(document, "scripted 1")


def read_2() -> Callable[[Document], Reading]:
    return lambda document: read(document, "scripted 2")


def read(document: Document, version: str) -> Reading:
    if "DIE" in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "FAIL" in document.text:
        raise ZeroDivisionError("no parts to divide into")
    if "DREAM" in document.text:
        time.sleep(60)
    mentions: dict[str, list[Mention]] = {}
    positions = []
    for found in SENTENCE.finditer(document.text):
        for group in (1, 4):
            mention = Mention(found.start(group), found.end(group), found[group], MentionReason.NAME)
            mentions.setdefault(found[group], []).append(mention)
        positions.append(
            Position(
                found[1],
                Stance(found[2]),
                Passage(found.start(3), found.end(3), found[3]),
                found[4] if "LIE" not in document.text else "nobody",
                PositionModality.ASSERTED,
                Evidence(found.start(), found.end(), found[0], "scripted", 0.9),
            )
        )
    actors = tuple(Actor(name, name, ActorType.STATE, mentions=tuple(spans)) for name, spans in mentions.items())
    sentences = tuple(found.span() for found in re.finditer(r"\S[^.]*\.?", document.text))
    return Reading(document, Facts(actors=actors, positions=tuple(positions)), sentences, version)


SCRIPTED = scripted()
