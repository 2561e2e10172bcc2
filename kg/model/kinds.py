"""The enumerations of the data model: the values that a field may have."""

from __future__ import annotations

import calendar
import datetime as dt
from enum import StrEnum

__all__ = [
    "FOR",
    "ActionKind",
    "ActionStatus",
    "ActorType",
    "Genre",
    "Granularity",
    "MentionReason",
    "Polarity",
    "PositionModality",
    "Stance",
    "TalkModality",
]


class ActorType(StrEnum):
    """The type of an actor."""

    PERSON = "person"
    STATE = "state"
    ORGANIZATION = "organization"
    BLOC = "bloc"
    DELEGATION = "delegation"
    FACTION = "faction"
    GROUP = "group"


class Stance(StrEnum):
    """The stance of a holder on a matter."""

    DEMAND = "demand"
    PROPOSE = "propose"
    OFFER = "offer"
    COMMIT = "commit"
    SUPPORT = "support"
    ACCEPT = "accept"
    OPPOSE = "oppose"
    REJECT = "reject"
    ACCUSE = "accuse"
    DENY = "deny"
    THREATEN = "threaten"
    CONCERN = "concern"

    @property
    def sign(self) -> str:
        """``for`` or ``against``.

        >>> Stance.REJECT.sign
        'against'
        """
        return "for" if self in FOR else "against"


FOR = frozenset({Stance.DEMAND, Stance.PROPOSE, Stance.OFFER, Stance.COMMIT, Stance.SUPPORT, Stance.ACCEPT})


class PositionModality(StrEnum):
    """How firmly the text ascribes a position to its holder."""

    ASSERTED = "asserted"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    REPORTED_BELIEF = "reported-belief"


class Polarity(StrEnum):
    """Whether somebody says something, or is reported not to say it."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class TalkModality(StrEnum):
    """Whether two parties talk, will talk, could talk, or refuse to talk."""

    ACTUAL = "actual"
    PLANNED = "planned"
    POSSIBLE = "possible"
    REFUSED = "refused"


class ActionKind(StrEnum):
    """The kind of a measure."""

    TARIFF = "tariff"
    SANCTION = "sanction"
    RETALIATION = "retaliation"
    PURCHASE = "purchase"
    AID = "aid"
    WITHDRAWAL = "withdrawal"
    STRIKE = "strike"
    DEPLOYMENT = "deployment"
    RELEASE = "release"
    OTHER = "other"


class ActionStatus(StrEnum):
    """The status of a measure."""

    IN_FORCE = "in-force"
    ANNOUNCED = "announced"
    THREATENED = "threatened"
    POSSIBLE = "possible"
    LIFTED = "lifted"


class Granularity(StrEnum):
    """The length of the period that words give as a date; the date is its first day."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"

    def last_day(self, first: dt.date) -> dt.date:
        """The last day of the period of this length that begins on ``first``."""
        match self:
            case Granularity.WEEK:
                return first + dt.timedelta(days=6)
            case Granularity.MONTH:
                return first.replace(day=calendar.monthrange(first.year, first.month)[1])
            case Granularity.YEAR:
                return first.replace(month=12, day=31)
            case Granularity.DAY:
                return first


class Genre(StrEnum):
    """The genre of a text."""

    NEWS = "news"
    BULLETIN = "bulletin"
    COMMUNIQUE = "communique"


class MentionReason(StrEnum):
    """By what kind of expression a span mentions its actor."""

    NAME = "name"
    ALIAS = "alias"
    METONYM = "metonym"
    NATIONALITY = "nationality"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
