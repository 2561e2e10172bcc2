"""Features of the dependency path between two actors, where they are mentioned nearest to each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import Cluster, kind_of
from kg.extract.mentions.mention import TokenMention
from kg.extract.words.folding import fold
from kg.model import ActorType, MentionReason

__all__ = ["path_features"]

MOST_TOKENS, MOST_STEPS, MOST_STEPS_UP = 14, 6, 5
"""The most tokens between two mentions, steps in the parse from one to the other, and steps up from each."""
STEPS_OF_PRONOUN = 2.0
"""The steps by which a pronoun counts as farther away than a name."""


@dataclass(frozen=True, slots=True)
class ParsePath:
    """The dependency path from a member's head up to ``top``, and from the head of its whole up to the token below
    ``top``; neither ``up`` nor ``down`` holds ``top``."""

    up: tuple[Token, ...]
    top: Token
    down: tuple[Token, ...]

    @property
    def words(self) -> str:
        """The name of the path in a feature, with its prepositions: "appos^" for "Ek, the envoy"."""
        return "<".join(map(_step, self.up)) + "^" + ">".join(map(_step, reversed(self.down)))


def path_features(doc: Doc, member: Cluster, whole: Cluster) -> dict[str, float]:
    """The features of the shortest path between two actors, and of their names."""
    features = _name_features(member, whole)
    path = _shortest_path(doc, member, whole)
    if path is None:
        return {**features, "apart": 1.0}
    words, kinds = path.words, f"{member.type},{whole.type}"
    first_named = "of" if _names_whole_first(path) else "member"
    words_between = [t for t in (*path.up[1:], *path.down[1:]) if t.pos_ in {"NOUN", "VERB", "PROPN"}]
    return {
        **features,
        f"path={words}": 1.0,
        f"path,member,of={words},{kinds}": 1.0,
        f"path,first={words},{first_named}": 1.0,
        "steps": (len(path.up) + len(path.down)) / 4,
        **{f"via={t.lemma_.casefold()}": 1.0 for t in words_between},
    }


def _names_whole_first(path: ParsePath) -> bool:
    """Whether the whole is named before its member."""
    member = path.up[0] if path.up else path.top
    return (path.down[0] if path.down else path.top).i < member.i


def _step(token: Token) -> str:
    return f"{token.dep_}/{token.lower_}" if token.dep_ == "prep" else token.dep_


def _name_features(member: Cluster, whole: Cluster) -> dict[str, float]:
    kinds = ",".join(str(kind_of(c) or c.type) for c in (member, whole))
    member_name, whole_name = fold(member.name), fold(whole.name)
    are_both_known = member.country is not None and whole.country is not None
    return {
        f"kinds={kinds}": 1.0,
        "same-country": float(are_both_known and member.country == whole.country),
        "other-country": float(are_both_known and member.country != whole.country),
        "of-in-name": float(whole_name in member_name),
        "name-in-of": float(member_name in whole_name),
        **({f"last={(member_name.split() or ['-'])[-1]}": 1.0} if member.type != ActorType.PERSON else {}),
        **({f"of-last={(whole_name.split() or ['-'])[-1]}": 1.0} if whole.type != ActorType.STATE else {}),
    }


def _shortest_path(doc: Doc, member: Cluster, whole: Cluster) -> ParsePath | None:
    """The shortest path between a mention of each, where they stand in one sentence and near."""
    best: tuple[float, ParsePath] | None = None
    for mention, whole_mention, gap in _near_mentions(member, whole):
        path = _path(doc[mention.head], doc[whole_mention.head])
        if path is None or (length := len(path.up) + len(path.down)) > MOST_STEPS:
            continue
        pronouns = (mention.reason == MentionReason.PRONOUN) + (whole_mention.reason == MentionReason.PRONOUN)
        distance = length + gap / 4 + STEPS_OF_PRONOUN * pronouns
        if best is None or distance < best[0]:
            best = (distance, path)
    return best[1] if best is not None else None


def _near_mentions(member: Cluster, whole: Cluster) -> Iterator[tuple[TokenMention, TokenMention, int]]:
    """Pairs of mentions of both that stand near, with the number of tokens between them."""
    for mention in member.mentions:
        for whole_mention in whole.mentions:
            earlier, later = sorted((mention, whole_mention), key=lambda m: m.head)
            gap = max(0, later.start - earlier.end)
            if gap <= MOST_TOKENS and mention.head != whole_mention.head:
                yield mention, whole_mention, gap


def _path(member: Token, whole: Token) -> ParsePath | None:
    above = [member, *islice(member.ancestors, MOST_STEPS_UP)]
    places = {t.i: n for n, t in enumerate(above)}
    below: list[Token] = []
    for token in (whole, *islice(whole.ancestors, MOST_STEPS_UP)):
        if token.i in places:
            return ParsePath(tuple(above[: places[token.i]]), token, tuple(below))
        below.append(token)
    return None
