"""Whom a position names as the one it sides with or stands against: "backed Peru", "rejected Peru's plan"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from kg.extract.words.lexicon import word_set
from kg.extract.words.stem import stem, stem_set
from kg.model import Actor, Mention, MentionReason, Position, Stance
from kg.standing import Review

__all__ = ["Cast", "Named", "named"]

_SIDING = frozenset({Stance.SUPPORT, Stance.ACCEPT})
_OPPOSING = frozenset({Stance.OPPOSE, Stance.REJECT})
_BLAMING = frozenset({Stance.ACCUSE, Stance.THREATEN})
_VERBS_OF_TIES = ("verbs-of-siding", "verbs-of-opposing", "verbs-of-blame", "verbs-of-threat")
_OWNED = re.compile(r"['’]s?((?:\s+(?!(?:of|for|to|with|in|on|by|that)\b)[\w-]+){1,3})")
"""What follows the name of an owner: "'s" and at most three words, none of them a preposition."""
_AFTER = re.compile(r"\s+([\w-]+)")
_ARTICLE = re.compile(r"\b(?:the|an?)\s+$", re.IGNORECASE)
_MADE = re.compile(r"([\w-]+)\s+(?:(?:made|tabled|submitted|put forward|presented)\s+)?(?:by|of|from)\s+(?:the\s+)?$")
"""What stands before a name that made the thing."""
_TITLE = re.compile(
    r"(?:(?!(?:about|after|against|among|as|at|before|between|by|during|for|from|in|of|on|that|to|under|with|within)\b)"
    r"[\w.'’-]+\s+){0,5}",
    re.IGNORECASE,
)
_AND = re.compile(r"(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?:the\s+)?")
_NAMES = re.compile(rf"(?:{_AND.pattern}[A-Z][\w.’-]*(?:\s+[A-Z][\w.’-]*){{0,5}})*")
"""What goes on with a list: names in capitals of whom nothing is told here."""
_FURTHER = re.compile(rf"{_NAMES.pattern}{_AND.pattern}(?:[A-Z][\w.’-]*\s+){{0,5}}")
"""What stands before a name that is not the first of a list: other names, and no words but titles."""
_GOES_ON = re.compile(r"\s+[A-Z]|['’-]")
"""What follows a name that is only a part of another: "Ohio Governor", "Peru's"."""
_ENDS = re.compile(r"\s*(?:$|[.;:]|(?:about|after|as|at|because|for|in|of|on|over|that|when|with)\b)")
"""What follows the last name of a list of people who are blamed, which "Peru, and Chile left" is not."""
_SIGNED = frozenset({"communique", "communiqué", "declaration", "statement"})
"""What those who are named sign themselves where it is joint."""
_UNNAMED = frozenset({MentionReason.NOMINAL, MentionReason.PRONOUN})
_NEAR = 45
"""Characters between a verb of blame and whoever is blamed."""
_BEFORE = 40
"""Characters before a matter in which its verb stands."""


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a position names, and the sign of the tie."""

    actor: str
    with_it: bool


class Cast:
    """The actors of a document by where they are named."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._mentions: list[tuple[Mention, str]] = sorted(
            ((mention, actor.id) for actor in actors for mention in actor.mentions),
            key=lambda m: (m[0].start, m[0].end),
        )

    def within(self, start: int, end: int) -> list[tuple[Mention, str]]:
        """The mentions inside a span, in text order, each with its actor."""
        first = bisect_left(self._mentions, start, key=lambda each: each[0].start)
        last = bisect_left(self._mentions, end, first, key=lambda each: each[0].start)
        return [(mention, actor) for mention, actor in self._mentions[first:last] if mention.end <= end]


def named(position: Position, text: str, cast: Cast) -> tuple[Named, ...]:
    """Whom the words of a position name, in text order, each once; ``text`` is the document's."""
    evidence = position.evidence
    there = cast.within(evidence.start, evidence.end)
    others = [(mention, actor) for mention, actor in there if actor != position.holder]
    if not others or all(actor != position.holder for _, actor in there):
        return ()
    found: dict[str, None] = {}
    sign = position.stance in _SIDING
    decided = position.standing.review is Review.CORRECTED and position.stance in _SIDING | _OPPOSING | _BLAMING
    if decided or position.stance in _BLAMING:
        found |= dict.fromkeys(_blamed(position, text, others))
    if decided or position.stance in _SIDING | _OPPOSING:
        found |= dict.fromkeys(_itself(position, text, others))
    if position.stance != Stance.CONCERN and position.stance.sign == ("for" if sign else "against"):
        found |= dict.fromkeys(_owners(position, text, others))
    return tuple(Named(actor, sign) for actor in found)


def _owners(position: Position, text: str, others: Sequence[tuple[Mention, str]]) -> Iterator[str]:
    """ "Rejected [Peru]'s plan", "welcomed a plan by [Peru] and [Chile]", "heeded [Peru]'s call for"."""
    matter = position.matter
    things = "claims-put-forward" if position.stance == Stance.DENY else "things-put-forward"
    if position.stance in _BLAMING and not _under(position, text, _verbs(position, "verbs-of-blame")):
        return
    for n, (mention, actor) in enumerate(others):
        inside = matter.start <= mention.start < matter.end
        asked = actor == position.addressee and mention.end <= matter.start
        if not inside and not asked:
            continue
        opening = text[matter.start : mention.start] if inside else ""
        if len(opening.split()) <= 2 and _puts_forward(text, mention, position.evidence.end, things):
            yield actor
            continue
        before = _MADE.search(text, matter.start, mention.start) if inside else None
        if before is None or not _is_thing(before[1], things) or mention.reason in _UNNAMED:
            continue
        words = text[matter.start : before.start()].casefold().split()
        if len(words) > 3 or ("joint" in words and before[1].casefold() in _SIGNED):
            continue
        yield actor
        end = mention.end
        for further, another in others[n + 1 :]:
            joined = _AND.fullmatch(text, end, further.start)
            if joined is None:
                break
            yield another
            end = further.end


def _puts_forward(text: str, mention: Mention, end: int, things: str) -> bool:
    """Whether a name is followed by a thing that its actor put forward: "[Peru]'s new plan", "a [US] proposal"."""
    if owned := _OWNED.match(text, mention.end, end):
        return any(_is_thing(word, things) for word in owned[1].split())
    if mention.reason == MentionReason.PRONOUN:
        after = _AFTER.match(text, mention.end, end)
        return (
            mention.text.casefold() in word_set("possessives-of-persons")
            and after is not None
            and _is_thing(after[1], things)
        )
    after = _AFTER.match(text, mention.end, end)
    opened = _ARTICLE.search(text, max(0, mention.start - len("the  ")), mention.start) is not None
    opened = opened or mention.text.casefold().startswith("the ")
    return opened and after is not None and _is_thing(after[1], things)


def _is_thing(word: str, things: str) -> bool:
    return word.casefold().removesuffix("s") in word_set(things)


def _itself(position: Position, text: str, others: Sequence[tuple[Mention, str]]) -> Iterator[str]:
    """ "Backed [Peru] and [Chile]", "disagreed with [Peru]": nobody but actors, under a verb of taking sides."""
    matter = position.matter
    read_as = "verbs-of-siding" if position.stance in _SIDING else "verbs-of-opposing"
    if not _under(position, text, _verbs(position, read_as)):
        return
    inside = [each for each in others if matter.start <= each[0].start < each[0].end <= matter.end]
    names = [each for each in inside if each[0].reason not in _UNNAMED]
    for n, (mention, actor) in enumerate(names):
        if _TITLE.fullmatch(text, matter.start, mention.start):
            listed, end = _further(names[n + 1 :], mention.end, matter.end, text)
            if matter.end - end <= 1:
                yield actor
                yield from listed


def _further(names: Sequence[tuple[Mention, str]], end: int, last: int, text: str) -> tuple[list[str], int]:
    """Who else stands in the list whose first name ends at ``end``, and where it ends, up to ``last``; names that are
    no actors belong to it."""
    listed = []
    for mention, actor in names:
        if (
            mention.start >= end
            and _FURTHER.fullmatch(text, end, mention.start)
            and not _GOES_ON.match(text, mention.end)
        ):
            listed.append(actor)
            end = mention.end
    names_only = _NAMES.match(text, end, last)
    return listed, names_only.end() if names_only is not None else end


def _under(position: Position, text: str, verbs: Set[str]) -> bool:
    """Whether one of the verbs stands right before the matter, and nothing there takes it back."""
    start = max(position.evidence.start, position.matter.start - _BEFORE)
    before = [word.casefold() for word in re.findall(r"[\w-]+", text[start : position.matter.start])]
    if not word_set("words-that-take-back").isdisjoint(before):
        return False
    return not verbs.isdisjoint(stem(word) for word in before[-4:] if not word.endswith("ment"))


def _blamed(position: Position, text: str, others: Sequence[tuple[Mention, str]]) -> Iterator[str]:
    """ "Accused [Peru] and [Chile] of": the addressee, right after a verb of blame or threat, and his list."""
    if position.addressee is None:
        return
    verbs = _verbs(position, "verbs-of-blame" if position.stance == Stance.ACCUSE else "verbs-of-threat")
    names = [each for each in others if each[0].reason not in _UNNAMED or each[1] == position.addressee]
    for n, (mention, actor) in enumerate(names):
        if actor != position.addressee:
            continue
        before = text[max(position.evidence.start, mention.start - _NEAR) : mention.start]
        if not verbs.isdisjoint(stem(word.casefold()) for word in re.findall(r"[\w-]+", before)):
            yield actor
            listed, end = _further(names[n + 1 :], mention.end, position.evidence.end, text)
            yield from listed if _ENDS.match(text, end, position.evidence.end) else ()
            return


def _verbs(position: Position, read_as: str) -> Set[str]:
    """The stems of the verbs that name whom a position is about: of any list where a person has put the fact right, who
    may have read another stance in the words than the list tells."""
    if position.standing.review is not Review.CORRECTED:
        return stem_set(read_as)
    return frozenset().union(*map(stem_set, _VERBS_OF_TIES))
