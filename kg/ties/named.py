"""The actors that a position names as those it sides with or stands against: "backed Peru", "rejected Peru's plan"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from kg.extract.words.lexicon import word_set
from kg.extract.words.stem import stem, stem_set
from kg.model import Actor, ActorType, Mention, MentionReason, Position, Stance
from kg.standing import Review

__all__ = ["Mentions", "NamedActor", "named_actors"]

_SIDING = frozenset({Stance.SUPPORT, Stance.ACCEPT})
_OPPOSING = frozenset({Stance.OPPOSE, Stance.REJECT})
_BLAMING = frozenset({Stance.ACCUSE, Stance.THREATEN})
_VERBS_OF_TIES = ("verbs-of-siding", "verbs-of-opposing", "verbs-of-blame", "verbs-of-threat")
_OWNED = re.compile(r"['’]s?((?:\s+(?!(?:of|for|to|with|in|on|by|that)\b)[\w-]+){1,3})")
"""After the name of an owner: "'s" and at most three words, none of them a preposition."""
_NEXT_WORD = re.compile(r"\s+([\w-]+)")
_ARTICLE = re.compile(r"\b(?:the|an?)\s+$", re.IGNORECASE)
_MADE_BY = re.compile(
    r"([\w-]+)\s+(?:(?:made|tabled|submitted|put forward|presented)\s+)?(?:by|of|from)\s+(?:the\s+)?$"
)
"""Before the name of whoever made a thing: "plan tabled by"; the group is the thing."""
_TITLE = re.compile(
    r"(?:(?!(?:about|after|against|among|as|at|before|between|by|during|for|from|in|of|on|that|to|under|with|within)\b)"
    r"[\w.'’-]+\s+){0,5}",
    re.IGNORECASE,
)
_AND = re.compile(r"(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?:the\s+)?")
_NAMES = re.compile(rf"(?:{_AND.pattern}[A-Z][\w.’-]*(?:\s+[A-Z][\w.’-]*){{0,5}})*")
"""The rest of a list: capitalised names, which need not be known actors."""
_BETWEEN_NAMES = re.compile(rf"{_NAMES.pattern}{_AND.pattern}(?:[A-Z][\w.’-]*\s+){{0,5}}")
"""Between two names of a list: other names, and no words but titles."""
_LONGER_NAME = re.compile(r"\s+[A-Z]|['’-]")
"""After a name that is only a part of another, or a possessive: "Ohio Governor", "Peru's"."""
_LIST_END = re.compile(r"\s*(?:$|[.;:]|(?:about|after|as|at|because|for|in|of|on|over|that|when|with)\b)")
"""After the last name of a list of those who are blamed; "accused Peru, and Chile left" has no such list."""
_SPEAKING_FOR = re.compile(
    r"\s*[,(]\s*(?:(?:speaking\s+)?on\s+behalf\s+of|(?:speaking\s+)?(for))\s+(?:the\s+)?", re.IGNORECASE
)
"""Between a spokesman and the group: ", on behalf of the", "(for"."""
_ON_BEHALF = re.compile(r"\s+on\s+behalf\s+of\s+(?:the\s+)?", re.IGNORECASE)
"""The same without a comma, which after a verb may be said of its subject: "backed Fiji on behalf of AOSIS"."""
_CLOSING = re.compile(r"(?:\s*\([A-Z][\w.&-]*\))?\s*(?:[,.;:)]|$)")
"""After a group, whose abbreviation may stand in brackets."""
_BY = re.compile(r"\bby\s+(?:the\s+)?$", re.IGNORECASE)
_BY_ANOTHER = re.compile(r"\s+by\b", re.IGNORECASE)
"""After a thing whose author is named next: "the Peru proposal by Chile", which is on Peru."""
_JOINTLY_SIGNED = frozenset({"communique", "communiqué", "declaration", "statement"})
"""Papers that, if "joint", are the holder's as well as the named actor's: "a joint statement by Peru"."""
_SPEAKERS = re.compile(r"\b(?:[Ww]e|I)\b")
_UNNAMED = frozenset({MentionReason.NOMINAL, MentionReason.PRONOUN})
_NEAR = 45
"""Most characters between a verb of blame and the one who is blamed."""
_BEFORE = 40
"""Characters before a matter that are searched for its verb."""


@dataclass(frozen=True, slots=True)
class NamedActor:
    """The id of an actor that a position names, and whether the position sides with it."""

    actor: str
    sided_with: bool


class Mentions:
    """The mentions of a document's actors, by offset, and which of the actors are blocs."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        known = tuple(actors)
        self.blocs = frozenset(actor.id for actor in known if actor.type is ActorType.BLOC)
        self._mentions: list[tuple[Mention, str]] = sorted(
            ((mention, actor.id) for actor in known for mention in actor.mentions),
            key=lambda m: (m[0].start, m[0].end),
        )

    def within(self, start: int, end: int) -> list[tuple[Mention, str]]:
        """The mentions inside a span, in text order, each with its actor."""
        first = bisect_left(self._mentions, start, key=lambda each: each[0].start)
        last = bisect_left(self._mentions, end, first, key=lambda each: each[0].start)
        return [(mention, actor) for mention, actor in self._mentions[first:last] if mention.end <= end]


def named_actors(position: Position, text: str, mentions: Mentions) -> tuple[NamedActor, ...]:
    """The actors that a position sides with or stands against by name, each once; ``text`` is the document's.

    Empty unless the evidence mentions the holder, if only as "we" or "I", and another actor.
    """
    evidence = position.evidence
    mentioned = mentions.within(evidence.start, evidence.end)
    others = [(mention, actor) for mention, actor in mentioned if actor != position.holder]
    if not others or (len(others) == len(mentioned) and not _is_said_of_speakers(position, text, others)):
        return ()
    found: dict[str, None] = {}
    sides = position.stance in _SIDING
    corrected = position.standing.review is Review.CORRECTED and position.stance in _SIDING | _OPPOSING | _BLAMING
    if corrected or position.stance in _BLAMING:
        found |= dict.fromkeys(_blamed(position, text, others))
    others = _spoken_for(others, text, mentions.blocs)
    if corrected or position.stance in _SIDING | _OPPOSING:
        found |= dict.fromkeys(_objects(position, text, others))
    if position.stance != Stance.CONCERN and position.stance.sign == ("for" if sides else "against"):
        found |= dict.fromkeys(_owners(position, text, others))
    return tuple(NamedActor(actor, sides) for actor in found)


def _is_said_of_speakers(position: Position, text: str, others: Sequence[tuple[Mention, str]]) -> bool:
    """Whether "we" or "I" stands before the matter, and nobody is named between: "[We] support the plan of Peru"."""
    matter = position.matter.start
    spoken = [found.end() for found in _SPEAKERS.finditer(text, position.evidence.start, matter)]
    return bool(spoken) and not any(spoken[-1] <= mention.start < matter for mention, _ in others)


def _spoken_for(others: Sequence[tuple[Mention, str]], text: str, blocs: Set[str]) -> list[tuple[Mention, str]]:
    """The mentions with their actors, but the actor of a spokesman is the group: "Fiji" in "Fiji, for AOSIS,"."""
    found = list(others)
    for n, ((speaker, _), (group, body)) in enumerate(pairwise(others)):
        said = _SPEAKING_FOR.fullmatch(text, speaker.end, group.start)
        if said is not None:
            speaks = said[1] is None or (body in blocs and _CLOSING.match(text, group.end) is not None)
        else:
            is_author = _BY.search(text, max(0, speaker.start - len("by the  ")), speaker.start) is not None
            speaks = is_author and _ON_BEHALF.fullmatch(text, speaker.end, group.start) is not None
        if speaks:
            found[n] = (speaker, body)
    return found


def _owners(position: Position, text: str, others: Sequence[tuple[Mention, str]]) -> Iterator[str]:
    """The owners of the matter: "rejected [Peru]'s plan", "welcomed a plan by [Peru] and [Chile]"; or its addressee:
    "heeded [Peru]'s call for"."""
    matter = position.matter
    things = "claims-put-forward" if position.stance == Stance.DENY else "things-put-forward"
    if position.stance in _BLAMING and not _follows_verb(position, text, _verbs(position, "verbs-of-blame")):
        return
    for n, (mention, actor) in enumerate(others):
        inside = matter.start <= mention.start < matter.end
        is_addressee = actor == position.addressee and mention.end <= matter.start
        if not inside and not is_addressee:
            continue
        opening = text[matter.start : mention.start] if inside else ""
        asks = not stem_set("verbs-of-asking").isdisjoint(stem(word) for word in opening.casefold().split())
        if len(opening.split()) <= 2 and not asks and _puts_forward(text, mention, position.evidence.end, things):
            yield actor
            continue
        made_by = _MADE_BY.search(text, matter.start, mention.start) if inside else None
        if made_by is None or not _is_thing(made_by[1], things) or mention.reason in _UNNAMED:
            continue
        words = text[matter.start : made_by.start()].casefold().split()
        if len(words) > 3 or ("joint" in words and made_by[1].casefold() in _JOINTLY_SIGNED):
            continue
        yield actor
        end = mention.end
        for next_mention, next_actor in others[n + 1 :]:
            if _AND.fullmatch(text, end, next_mention.start) is None:
                break
            yield next_actor
            end = next_mention.end


def _puts_forward(text: str, mention: Mention, end: int, things: str) -> bool:
    """Whether a name is followed by a thing that its actor put forward: "[Peru]'s new plan", "a [US] proposal"."""
    if owned := _OWNED.match(text, mention.end, end):
        return any(_is_thing(word, things) for word in owned[1].split())
    after = _NEXT_WORD.match(text, mention.end, end)
    if after is None or not _is_thing(after[1], things) or _BY_ANOTHER.match(text, after.end(), end):
        return False
    words = mention.text.casefold()
    if mention.reason == MentionReason.PRONOUN:
        return words in word_set("possessives-of-persons")
    article = _ARTICLE.search(text, max(0, mention.start - len("the  ")), mention.start)
    return article is not None or words.startswith("the ")


def _is_thing(word: str, things: str) -> bool:
    return word.casefold().removesuffix("s") in word_set(things)


def _objects(position: Position, text: str, others: Sequence[tuple[Mention, str]]) -> Iterator[str]:
    """The actors that are the whole object of a verb of taking sides: "backed [Peru] and [Chile]", "disagreed with
    [Peru]"."""
    matter = position.matter
    verbs = "verbs-of-siding" if position.stance in _SIDING else "verbs-of-opposing"
    if not _follows_verb(position, text, _verbs(position, verbs)):
        return
    inside = [each for each in others if matter.start <= each[0].start < each[0].end <= matter.end]
    names = [each for each in inside if each[0].reason not in _UNNAMED]
    for n, (mention, actor) in enumerate(names):
        if _TITLE.fullmatch(text, matter.start, mention.start):
            listed, end = _rest_of_list(names[n + 1 :], mention.end, matter.end, text)
            if matter.end - end <= 1:
                yield actor
                yield from listed


def _rest_of_list(names: Sequence[tuple[Mention, str]], end: int, last: int, text: str) -> tuple[list[str], int]:
    """The other actors in the list whose first name ends at ``end``, and the end of the list, at most ``last``; it may
    contain names that are no actors."""
    listed = []
    for mention, actor in names:
        if (
            mention.start >= end
            and _BETWEEN_NAMES.fullmatch(text, end, mention.start)
            and not _LONGER_NAME.match(text, mention.end)
        ):
            listed.append(actor)
            end = mention.end
    names_only = _NAMES.match(text, end, last)
    return listed, names_only.end() if names_only is not None else end


def _follows_verb(position: Position, text: str, verbs: Set[str]) -> bool:
    """Whether one of the verbs (by their stems) stands shortly before the matter, and no word there takes it back."""
    start = max(position.evidence.start, position.matter.start - _BEFORE)
    before = [word.casefold() for word in re.findall(r"[\w-]+", text[start : position.matter.start])]
    if not word_set("words-that-take-back").isdisjoint(before):
        return False
    return not verbs.isdisjoint(stem(word) for word in before[-4:] if not word.endswith("ment"))


def _blamed(position: Position, text: str, others: Sequence[tuple[Mention, str]]) -> Iterator[str]:
    """The addressee after a verb of blame or threat, and the rest of a list: "accused [Peru] and [Chile] of"."""
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
            listed, end = _rest_of_list(names[n + 1 :], mention.end, position.evidence.end, text)
            yield from listed if _LIST_END.match(text, end, position.evidence.end) else ()
            return


def _verbs(position: Position, verbs: str) -> Set[str]:
    """The stems of a list of verbs; of all lists of ties where a person has corrected the fact, since the stance may
    then differ from what its verb usually means."""
    if position.standing.review is not Review.CORRECTED:
        return stem_set(verbs)
    return frozenset().union(*map(stem_set, _VERBS_OF_TIES))
