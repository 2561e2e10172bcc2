"""The extent of the point of a published triple, which often goes beyond our content.

- It begins right after the predicate, or after the source if that comes in between ("a proposal by Fiji for ...").
- It ends where our content ends or, if the clause goes on, with the clause: at the next predicate and its subject, at
  a semicolon, "while", "but", or "and" before another subject. Brackets, lists, "as ...", "since ..." belong to it.
- A topic before the subject ("On sinks, Fiji said ...") is a second part of every point of that subject, and of its
  supporters and opponents, but not of its participles.
"""

from __future__ import annotations

import re

from kg.model import Facts, Mention, MentionReason, Passage, Statement

__all__ = ["inside", "mentions_of", "point_of", "topic_of"]

ADVERB = re.compile(r"(?:also|again|further|instead|\w+ly)\b[ ,]*", re.IGNORECASE)
OF_VERB = re.compile(r"statement\.(?!(?:stance-)?(?:noun|adjective)|nobody)")
CLAUSE_ENDS = re.compile(
    r";|,? (?:while|whereas|but)\b|, and,? (?:[A-Z]|(?:the|this|these|he|she|it|they)\b)"
    r"|, (?!including|regarding|concerning|following|excluding)\w+ing\b"
)
LOOSE_END = re.compile(
    r"(?:[\s,;]|\b(?:and|but|while|with|the|also|however|was|were|is|are|been|has|had|have|by|later|then|who)\b)+$"
)
TOPIC = re.compile(r"(?:[A-Z][A-Z ,&’'()-]+: )?(?:However, )?(On (?!behalf\b).+?),\s+(?:the\s+)?$", re.DOTALL | re.I)
DAY = re.compile(r"On (?:\w+ )?(?:\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)")


def inside(one: Passage, other: Passage) -> bool:
    """Whether ``one`` lies within ``other``."""
    return other.start <= one.start and one.end <= other.end


def mentions_of(facts: Facts, actor: str) -> tuple[Mention, ...]:
    """The mentions of an actor in text order."""
    return next((one.mentions for one in facts.actors if one.id == actor), ())


def point_of(text: str, facts: Facts, statement: Statement, start: int) -> str:
    """The words of the point; the predicate ends at ``start``."""
    content = statement.content
    if content.start < start:
        return content.text
    ends_of_names = [m.end for m in _named_mentions(facts, statement) if start <= m.start and m.end <= content.start]
    point = text[max([start, *ends_of_names]) : _end(text, facts, statement)].lstrip(" ,")
    return ADVERB.sub("", point, count=1) if ADVERB.match(point) and start < content.start else point


def _mentions(facts: Facts, statement: Statement) -> list[Mention]:
    """The mentions of the sources in the statement's sentence, in text order."""
    mentions = (m for source in statement.sources for m in mentions_of(facts, source))
    return sorted((m for m in mentions if inside(m, statement.evidence)), key=lambda mention: mention.start)


def _named_mentions(facts: Facts, statement: Statement) -> list[Mention]:
    """The mentions of the sources in the statement's sentence that are no pronouns, in text order."""
    return [m for m in _mentions(facts, statement) if m.reason != MentionReason.PRONOUN]


def _end(text: str, facts: Facts, statement: Statement) -> int:
    """Where the point ends: with the content, or with the clause if that goes on."""
    content = statement.content
    end = statement.evidence.end
    if statement.within is not None:
        end = max(content.end, facts.statements[statement.within].content.end)
    for other_statement in facts.statements:
        if (
            other_statement.cue.start >= content.end
            and OF_VERB.match(other_statement.evidence.rule)
            and _named_mentions(facts, other_statement)
        ):
            subject = [
                m for m in _mentions(facts, other_statement) if content.end <= m.start < other_statement.cue.start
            ]
            if not any(_is_pronoun_before(text, m, other_statement) for m in subject):
                name_starts = (m.start for m in subject if m.reason != MentionReason.PRONOUN)
                end = min(end, other_statement.cue.start, *name_starts)
    rest_of_clause = text[content.end : end]
    stop = CLAUSE_ENDS.search(rest_of_clause)
    rest_of_clause = LOOSE_END.sub("", rest_of_clause[: stop.start()] if stop is not None else rest_of_clause)
    return content.end + len(rest_of_clause)


def _is_pronoun_before(text: str, mention: Mention, statement: Statement) -> bool:
    """Whether a mention is a pronoun and the subject of the cue: "it failed", but not "as it was late, and called"."""
    text_between = text[mention.end : statement.cue.start]
    return mention.reason == MentionReason.PRONOUN and "," not in text_between and " and " not in text_between


def topic_of(text: str, facts: Facts, statement: Statement) -> str | None:
    """The topic that opens the sentence before the subject, without its comma: "On sinks"; None for a date."""
    start = statement.evidence.start
    subjects = (m.start for m in _named_mentions(facts, statement) if m.start < statement.cue.start)
    matches = (TOPIC.match(text[start:subject]) for subject in subjects)
    topic = next((match.group(1) for match in matches if match is not None), None)
    return None if topic is None or DAY.match(topic) else topic
