"""Actors, ties and documents in one line each, for tests of resolution, where the words of a text do not matter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from kg.model import (
    Actor,
    ActorType,
    Affiliation,
    Document,
    Evidence,
    Facts,
    Mention,
    MentionReason,
    Passage,
    Position,
    PositionModality,
    Role,
    Stance,
)

__all__ = ["DOUBT", "PROOF", "actor", "affiliations", "document", "facts", "person", "position", "roles", "state"]

PROOF = Evidence(0, 5, "words", "made-up", 0.9)
DOUBT = Evidence(0, 5, "words", "made-up", 0.5)


def actor(local: str, kind: str, name: str, country: str | None = None, **more: object) -> Actor:
    """An actor with one mention of its name; ``nominal=True`` says that the text only describes it."""
    reason = MentionReason.NOMINAL if more.pop("nominal", False) else MentionReason.NAME
    mentions = (Mention(0, len(name), name, reason),)
    return Actor(local, name, ActorType(kind), country=country, mentions=mentions, **more)  # type: ignore[arg-type]


def person(name: str, country: str | None = None, local: str | None = None, **more: object) -> Actor:
    """A person, whose local id is the name unless another is given."""
    return actor(local or name, "person", name, country, **more)


def state(local: str, code: str, name: str) -> Actor:
    """A state of the gazetteer."""
    return actor(local, "state", name, code, gazetteer=f"state/{code}")


def affiliations(*pairs: tuple[str, str], evidence: Evidence = PROOF) -> tuple[Affiliation, ...]:
    """Affiliations from pairs of a member and what it belongs to."""
    return tuple(Affiliation(member, of, evidence) for member, of in pairs)


def roles(*rows: tuple[str, str, str | None], evidence: Evidence = PROOF) -> tuple[Role, ...]:
    """Roles from rows of person, title and organization."""
    return tuple(Role(who, title, at, evidence) for who, title, at in rows)


def position(holder: str, matter: str = "matter", **more: object) -> Position:
    """A demand, unless ``stance`` says otherwise."""
    passage = Passage(0, len(matter), matter)
    stance = more.pop("stance", Stance.DEMAND)
    addressee = more.pop("addressee", None)
    return Position(holder, stance, passage, addressee, PositionModality.ASSERTED, PROOF, **more)  # type: ignore[arg-type]


def document(name: str, text: str = "Talks began. They failed.", **more: object) -> Document:
    """A document whose text is unlike that of others: it begins with the name."""
    date = more.pop("date", dt.date(2018, 8, 24))
    return Document(f"{name}. {text}", name, f"file:///{name}.txt", date=date, **more)  # type: ignore[arg-type]


def facts(actors: Iterable[Actor], **more: object) -> Facts:
    """The facts of one document."""
    return Facts(tuple(actors), **more)  # type: ignore[arg-type]
