"""The actors that a position names as those it sides with or stands against: "backed Peru", "rejected Peru's plan"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise, takewhile

from kg.extract.words.lexicon import word_set
from kg.extract.words.stem import stem, stem_set
from kg.model import Actor, ActorType, Mention, MentionReason, Position, Stance
from kg.standing import Review

__all__ = ["Mentions", "NamedActor", "named_actors"]

_SIDING = frozenset({Stance.SUPPORT, Stance.ACCEPT})
_OPPOSING = frozenset({Stance.OPPOSE, Stance.REJECT})
_BLAMING = frozenset({Stance.ACCUSE, Stance.THREATEN})
_VERBS_OF_TIES = ("verbs-of-siding", "verbs-of-opposing", "verbs-of-blame", "verbs-of-threat")
_OWNED_THING = re.compile(r"['’]s?((?:\s+(?!(?:of|for|to|with|in|on|by|that)\b)[\w-]+){1,3})")
"""After the name of an owner: "'s" and at most three words, none of them a preposition."""
_NEXT_WORD = re.compile(r"\s+([\w-]+)")
_ARTICLE = re.compile(r"\b(?:the|an?)\s+$", re.IGNORECASE)
_MADE_BEFORE_AUTHOR = re.compile(
    r"([\w-]+)\s+(?:(?:made|tabled|submitted|put forward|presented)\s+)?(?:by|of|from)\s+(?:the\s+)?$"
)
"""Before the name of whoever made a thing: "plan tabled by"; the group is the thing."""
_TITLE_WORDS = re.compile(
    r"(?:(?!(?:about|after|against|among|as|at|before|between|by|during|for|from|in|of|on|that|to|under|with|within)\b)"
    r"[\w.'’-]+\s+){0,5}",
    re.IGNORECASE,
)
_LIST_SEPARATOR = re.compile(r"(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?:the\s+)?")
_MORE_NAMES = re.compile(rf"(?:{_LIST_SEPARATOR.pattern}[A-Z][\w.’-]*(?:\s+[A-Z][\w.’-]*){{0,5}})*")
"""The rest of a list: capitalised names, which need not be known actors."""
_BETWEEN_NAMES = re.compile(rf"{_MORE_NAMES.pattern}{_LIST_SEPARATOR.pattern}(?:[A-Z][\w.’-]*\s+){{0,5}}")
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
_PHRASE_END = re.compile(r"(?:\s*\([A-Z][\w.&-]*\))?\s*(?:[,.;:)]|$)")
"""After a group, whose abbreviation may stand in brackets."""
_BEFORE_AUTHOR = re.compile(r"\bby\s+(?:the\s+)?$", re.IGNORECASE)
_BY_ANOTHER = re.compile(r"\s+by\b", re.IGNORECASE)
"""After a thing whose author is named next: "the Peru proposal by Chile", which is on Peru."""
_JOINTLY_SIGNED = frozenset({"communique", "communiqué", "declaration", "statement"})
"""Papers that, if "joint", are the holder's as well as the named actor's: "a joint statement by Peru"."""
_SPEAKERS = re.compile(r"\b(?:[Ww]e|I)\b")
_WITHOUT_NAME = frozenset({MentionReason.NOMINAL, MentionReason.PRONOUN})
_VERB_OF_BLAME_DISTANCE = 45
"""Most characters between a verb of blame and the one who is blamed."""
_VERB_WINDOW = 40
"""Characters before a matter that are searched for its verb."""


@dataclass(frozen=True, slots=True)
class NamedActor:
    """The id of an actor that a position names, and whether the position sides with it or stands against it."""

    actor: str
    sided_with: bool


class Mentions:
    """The mentions of a document's actors, by offset, and which of the actors are blocs."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        all_actors = tuple(actors)
        self.blocs = frozenset(actor.id for actor in all_actors if actor.type is ActorType.BLOC)
        self._mentions: list[tuple[Mention, str]] = sorted(
            ((mention, actor.id) for actor in all_actors for mention in actor.mentions),
            key=lambda m: (m[0].start, m[0].end),
        )

    def within(self, start: int, end: int) -> list[tuple[Mention, str]]:
        """The mentions inside a span, in text order, each with its actor."""
        first = bisect_left(self._mentions, start, key=lambda each: each[0].start)
        last = bisect_left(self._mentions, end, first, key=lambda each: each[0].start)
        return [(mention, actor) for mention, actor in self._mentions[first:last] if mention.end <= end]


def named_actors(position: Position, text: str, mentions: Mentions) -> tuple[NamedActor, ...]:
    """The actors that a position sides with or stands against by name, each once; ``text`` is
    the document's. Empty unless the evidence mentions the holder, if only as "we" or "I", and another actor.
    """
    evidence = position.evidence
    mentioned = mentions.within(evidence.start, evidence.end)
    others = [(mention, actor) for mention, actor in mentioned if actor != position.holder]
    if not others or (len(others) == len(mentioned) and not _is_said_of_speakers(position, text, others)):
        return ()
    named: dict[str, None] = {}
    sided_with = position.stance in _SIDING
    # The stance of a corrected position need not be what its verb usually means: all forms are tried.
    is_corrected = position.standing.review is Review.CORRECTED and position.stance in _SIDING | _OPPOSING | _BLAMING
    if is_corrected or position.stance in _BLAMING:
        named |= dict.fromkeys(_blamed(position, text, others))
    others = _with_groups_spoken_for(others, text, mentions.blocs)
    if is_corrected or position.stance in _SIDING | _OPPOSING:
        named |= dict.fromkeys(_objects(position, text, others))
    if position.stance != Stance.CONCERN and position.stance.sign == ("for" if sided_with else "against"):
        named |= dict.fromkeys(_owners(position, text, others))
    return tuple(NamedActor(actor, sided_with) for actor in named)


def _is_said_of_speakers(position: Position, text: str, others: Sequence[tuple[Mention, str]]) -> bool:
    """Whether "we" or "I" comes before the matter, with nobody named in between: "[We] support the plan of Peru"."""
    matter_start = position.matter.start
    pronoun_ends = [match.end() for match in _SPEAKERS.finditer(text, position.evidence.start, matter_start)]
    return bool(pronoun_ends) and not any(pronoun_ends[-1] <= mention.start < matter_start for mention, _ in others)


def _with_groups_spoken_for(
    others: Sequence[tuple[Mention, str]], text: str, blocs: Set[str]
) -> list[tuple[Mention, str]]:
    """The mentions with their actors, where a spokesman's mention has the group as its actor: that of "Fiji" is AOSIS
    in "Fiji, for AOSIS,"."""
    resolved = list(others)
    for n, ((speaker, _), (group, group_actor)) in enumerate(pairwise(others)):
        speaking_for = _SPEAKING_FOR.fullmatch(text, speaker.end, group.start)
        if speaking_for is not None:
            # "for" alone has many meanings, so that what follows it must be a bloc.
            has_bloc = group_actor in blocs and _PHRASE_END.match(text, group.end) is not None
            is_spokesman = speaking_for[1] is None or has_bloc
        else:
            is_author = _BEFORE_AUTHOR.search(text, max(0, speaker.start - len("by the  ")), speaker.start) is not None
            is_spokesman = is_author and _ON_BEHALF.fullmatch(text, speaker.end, group.start) is not None
        if is_spokesman:
            resolved[n] = (speaker, group_actor)
    return resolved


def _owners(position: Position, text: str, others: Sequence[tuple[Mention, str]]) -> Iterator[str]:
    """The owners of the matter: "rejected [Peru]'s plan", "welcomed a plan by [Peru] and [Chile]"; or its addressee:
    "heeded [Peru]'s call for"."""
    matter = position.matter
    things = "claims-put-forward" if position.stance == Stance.DENY else "things-put-forward"
    if position.stance in _BLAMING and not _follows_verb(position, text, _verbs(position, "verbs-of-blame")):
        return
    for n, (mention, actor) in enumerate(others):
        is_inside = matter.start <= mention.start < matter.end
        is_addressee = actor == position.addressee and mention.end <= matter.start
        if not is_inside and not is_addressee:
            continue
        opening = text[matter.start : mention.start] if is_inside else ""
        is_request = not stem_set("verbs-of-asking").isdisjoint(stem(word) for word in opening.casefold().split())
        if len(opening.split()) <= 2 and not is_request and _puts_forward(text, mention, position.evidence.end, things):
            yield actor
            continue
        made_by = _MADE_BEFORE_AUTHOR.search(text, matter.start, mention.start) if is_inside else None
        if made_by is None or not _is_thing(made_by[1], things) or mention.reason in _WITHOUT_NAME:
            continue
        words_before_thing = text[matter.start : made_by.start()].casefold().split()
        if len(words_before_thing) > 3 or ("joint" in words_before_thing and made_by[1].casefold() in _JOINTLY_SIGNED):
            continue
        yield actor
        list_end = mention.end
        for next_mention, next_actor in others[n + 1 :]:
            if _LIST_SEPARATOR.fullmatch(text, list_end, next_mention.start) is None:
                break
            yield next_actor
            list_end = next_mention.end


def _puts_forward(text: str, mention: Mention, end: int, things: str) -> bool:
    """Whether a name is followed by a thing that its actor put forward: "[Peru]'s new plan", "a [US] proposal".

    ``end`` is the offset up to which the text is searched, ``things`` the key of the set of nouns for such things.
    """
    if owned := _OWNED_THING.match(text, mention.end, end):
        return any(_is_thing(word, things) for word in owned[1].split())
    next_word = _NEXT_WORD.match(text, mention.end, end)
    if next_word is None or not _is_thing(next_word[1], things) or _BY_ANOTHER.match(text, next_word.end(), end):
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
    inside_matter = [each for each in others if matter.start <= each[0].start < each[0].end <= matter.end]
    names = [each for each in inside_matter if each[0].reason not in _WITHOUT_NAME]
    for n, (mention, actor) in enumerate(names):
        if _TITLE_WORDS.fullmatch(text, matter.start, mention.start):
            listed, end = _rest_of_list(names[n + 1 :], mention.end, matter.end, text)
            if matter.end - end <= 1:
                yield actor
                yield from listed


def _rest_of_list(names: Sequence[tuple[Mention, str]], end: int, last: int, text: str) -> tuple[list[str], int]:
    """The other actors in the list whose first name ends at the offset ``end``, and the offset at which the list ends,
    at most ``last``. The list may contain names that are not known as actors."""
    listed = []
    for mention, actor in names:
        if (
            mention.start >= end
            and _BETWEEN_NAMES.fullmatch(text, end, mention.start)
            and not _LONGER_NAME.match(text, mention.end)
        ):
            listed.append(actor)
            end = mention.end
    trailing_names = _MORE_NAMES.match(text, end, last)
    return listed, trailing_names.end() if trailing_names is not None else end


def _follows_verb(position: Position, text: str, verbs: Set[str]) -> bool:
    """Whether one of the verbs (given by their stems) comes shortly before the matter, and no word there takes it
    back."""
    start = max(position.evidence.start, position.matter.start - _VERB_WINDOW)
    words_before = [word.casefold() for word in re.findall(r"[\w-]+", text[start : position.matter.start])]
    if not word_set("words-that-take-back").isdisjoint(words_before):
        return False
    return not verbs.isdisjoint(stem(word) for word in words_before[-4:] if not word.endswith("ment"))


def _blamed(position: Position, text: str, others: Sequence[tuple[Mention, str]]) -> Iterator[str]:
    """The addressee after a verb of blame or threat, and the rest of a list: "accused [Peru] and [Chile] of"."""
    if position.addressee is None:
        return
    verbs = _verbs(position, "verbs-of-blame" if position.stance == Stance.ACCUSE else "verbs-of-threat")
    names = [each for each in others if each[0].reason not in _WITHOUT_NAME or each[1] == position.addressee]
    for n, (mention, actor) in enumerate(names):
        if actor != position.addressee or _is_blamed_apart(position, text, mention, verbs):
            continue
        text_before = text[max(position.evidence.start, mention.start - _VERB_OF_BLAME_DISTANCE) : mention.start]
        if not verbs.isdisjoint(stem(word.casefold()) for word in re.findall(r"[\w-]+", text_before)):
            yield actor
            listed, end = _rest_of_list(names[n + 1 :], mention.end, position.evidence.end, text)
            yield from listed if _LIST_END.match(text, end, position.evidence.end) else ()
            return


def _is_blamed_apart(position: Position, text: str, mention: Mention, verbs: Set[str]) -> bool:
    """Whether a name after the beginning of a matter belongs to something else: "condemned [the attack and demands on
    Peru]", "denounced [the levy] and accused Peru of"; not "condemned [raids and killings by Peru]", "[Chile and
    Peru]", "threatened [tariffs and quotas on Peru]"."""
    if mention.start < position.matter.end:
        if position.stance == Stance.THREATEN:
            return False
        words = _words(text[position.matter.start : mention.start])
        words_after = list(takewhile(lambda word: word != "and", reversed(words)))
        is_listed_or_doer = set(words_after) <= {"the"} or "by" in words_after[:2]
        return "and" in words and not is_listed_or_doer
    return not verbs.isdisjoint(map(stem, _words(text[position.matter.end : mention.start])))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"[\w-]+", text)]


def _verbs(position: Position, set_name: str) -> Set[str]:
    """The stems of a set of verbs; those of all `_VERBS_OF_TIES` if a person has corrected the position, since its
    stance may then differ from what its verb usually means."""
    if position.standing.review is not Review.CORRECTED:
        return stem_set(set_name)
    return frozenset().union(*map(stem_set, _VERBS_OF_TIES))
