"""A text that grows sentence by sentence."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

from kg.model import Evidence, Mention, MentionReason, Passage, ResolvedActor

__all__ = ["Page", "from_to", "proof"]


@dataclass(slots=True)
class Page:
    """A text that grows sentence by sentence and remembers where each actor is named."""

    text: str = ""
    sentences: int = 0
    mentions: dict[str, list[Mention]] = field(default_factory=dict)

    def write(
        self, template: str, rng: random.Random, /, **parts: str | ResolvedActor
    ) -> tuple[Passage, dict[str, Passage]]:
        """Add the template, filled with its parts, as one sentence; return the sentence and the span of each part."""
        if self.sentences:
            self.text += "\n\n" if self.sentences % 6 == 0 else " "
        self.sentences += 1
        start = len(self.text)
        spans: dict[str, Passage] = {}
        for piece in re.split(r"(\{\w+\})", template):
            key = piece[1:-1] if piece.startswith("{") else None
            part = parts[key] if key is not None else piece
            if isinstance(part, ResolvedActor):
                by_alias = bool(part.aliases) and rng.random() < 0.3
                words = rng.choice(part.aliases) if by_alias else part.name
                reason = MentionReason.ALIAS if by_alias else MentionReason.NAME
                mention = Mention(len(self.text), len(self.text) + len(words), words, reason)
                self.mentions.setdefault(part.id, []).append(mention)
            else:
                words = part
            if key is not None:
                spans[key] = Passage(len(self.text), len(self.text) + len(words), words)
            self.text += words
        self.text += "."
        return Passage(start, len(self.text), self.text[start:]), spans


def proof(sentence: Passage, rule: str, confidence: float) -> Evidence:
    """The sentence as evidence."""
    return Evidence(sentence.start, sentence.end, sentence.text, rule, confidence)


def from_to(text: str, start: int, end: int) -> Passage:
    """The passage of a text between two offsets."""
    return Passage(start, end, text[start:end])
