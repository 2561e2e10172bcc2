"""How the words between two actors hang together, where they are named nearest to each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Doc, Token

from kg.extract.actors.actors import Cluster, fold
from kg.extract.actors.cluster import kind_of
from kg.extract.mentions.mention import TokenMention
from kg.model import ActorType, MentionReason

__all__ = ["of_words_between"]

APART, STEPS, CLIMB = 14, 6, 5
"""Tokens between two names at most, steps in the parse from one to the other, and those up from each."""
PRONOUN_AWAY = 2.0
"""How many steps farther away a pronoun counts as."""


@dataclass(frozen=True, slots=True)
class Way:
    """From a member's head up to ``top``, and from there down to its whole's; neither list holds ``top``."""

    up: tuple[Token, ...]
    top: Token
    down: tuple[Token, ...]

    @property
    def words(self) -> str:
        """The steps as a feature names them: "appos^" for "Ek, the envoy", with the prepositions in them."""
        return "<".join(map(_step, self.up)) + "^" + ">".join(map(_step, reversed(self.down)))


def of_words_between(doc: Doc, member: Cluster, of: Cluster) -> dict[str, float]:
    """What the filter sees of the nearest place where both are named, and of their names."""
    found = _of_names(member, of)
    way = _nearest(doc, member, of)
    if way is None:
        return {**found, "apart": 1.0}
    words, kinds = way.words, f"{member.type},{of.type}"
    first = "of" if _whole_first(way) else "member"
    between = [t for t in (*way.up[1:], *way.down[1:]) if t.pos_ in {"NOUN", "VERB", "PROPN"}]
    return {
        **found,
        f"path={words}": 1.0,
        f"path,member,of={words},{kinds}": 1.0,
        f"path,first={words},{first}": 1.0,
        "steps": (len(way.up) + len(way.down)) / 4,
        **{f"via={t.lemma_.casefold()}": 1.0 for t in between},
    }


def _whole_first(way: Way) -> bool:
    """Whether the whole is named before its member."""
    member = way.up[0] if way.up else way.top
    return (way.down[0] if way.down else way.top).i < member.i


def _step(token: Token) -> str:
    return f"{token.dep_}/{token.lower_}" if token.dep_ == "prep" else token.dep_


def _of_names(member: Cluster, of: Cluster) -> dict[str, float]:
    kinds = ",".join(str(kind_of(c) or c.type) for c in (member, of))
    ours, theirs = fold(member.name), fold(of.name)
    both = member.country is not None and of.country is not None
    return {
        f"kinds={kinds}": 1.0,
        "same-country": float(both and member.country == of.country),
        "other-country": float(both and member.country != of.country),
        "of-in-name": float(theirs in ours),
        "name-in-of": float(ours in theirs),
        **({f"last={(ours.split() or ['-'])[-1]}": 1.0} if member.type != ActorType.PERSON else {}),
        **({f"of-last={(theirs.split() or ['-'])[-1]}": 1.0} if of.type != ActorType.STATE else {}),
    }


def _nearest(doc: Doc, member: Cluster, of: Cluster) -> Way | None:
    """The shortest way between a mention of each, where they stand in one sentence and near."""
    best: tuple[float, Way] | None = None
    for mention, other, gap in _near(member, of):
        way = _way(doc[mention.head], doc[other.head])
        if way is None or (length := len(way.up) + len(way.down)) > STEPS:
            continue
        pronouns = (mention.reason == MentionReason.PRONOUN) + (other.reason == MentionReason.PRONOUN)
        far = length + gap / 4 + PRONOUN_AWAY * pronouns
        if best is None or far < best[0]:
            best = (far, way)
    return best[1] if best is not None else None


def _near(member: Cluster, of: Cluster) -> Iterator[tuple[TokenMention, TokenMention, int]]:
    """Mentions of both that stand near, with the tokens between them."""
    for mention in member.mentions:
        for other in of.mentions:
            first, last = sorted((mention, other), key=lambda m: m.head)
            gap = max(0, last.start - first.end)
            if gap <= APART and mention.head != other.head:
                yield mention, other, gap


def _way(member: Token, of: Token) -> Way | None:
    above = [member, *islice(member.ancestors, CLIMB)]
    places = {t.i: n for n, t in enumerate(above)}
    below: list[Token] = []
    for token in (of, *islice(of.ancestors, CLIMB)):
        if token.i in places:
            return Way(tuple(above[: places[token.i]]), token, tuple(below))
        below.append(token)
    return None
