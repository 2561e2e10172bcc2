"""The PLOVER class of a position or an action.

Each stance has a class (``schemas/ontology.ttl``), and so has each family of measures (``measure_families.csv``). Where
PLOVER's codebook divides stances otherwise, words decide: to sign a treaty is SUPPORT, to give way to a demand or to
grant a right is YIELD, an ultimatum is THREATEN.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.model import Action, ActionKind, ActionStatus, Position, Stance
from kg.vocabulary import plover

__all__ = ["class_of_action", "class_of_position"]

CLASS_OF_KIND: Mapping[ActionKind, str] = {
    ActionKind.TARIFF: "COERCE",
    ActionKind.SANCTION: "COERCE",
    ActionKind.RETALIATION: "SANCTION",
    ActionKind.PURCHASE: "COOPERATE",
    ActionKind.AID: "AID",
    ActionKind.WITHDRAWAL: "YIELD",
    ActionKind.STRIKE: "ASSAULT",
    ActionKind.DEPLOYMENT: "MOBILIZE",
    ActionKind.RELEASE: "YIELD",
}
HELPFUL = {"AID", "COOPERATE", "SUPPORT", "YIELD"}
"""Classes of actions that help their target."""
HARMFUL = {"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "REJECT", "SANCTION"}
"""Classes of actions that harm their target."""
DECLARED = {"truce"}
"""Families of measures that are in effect once they are announced."""
CLASS_BY_WORDS: tuple[tuple[Stance, re.Pattern[str], str], ...] = (
    (Stance.ACCEPT, re.compile(r"\b(?:sign|ratif)(?:s|ed|y|ies|ied|ing|ying)?\b"), "SUPPORT"),
    (
        Stance.ACCEPT,
        re.compile(r"\b(?:(?:grant|allow|permit|conced|relent|yield)[a-z]*|permission|requests?|demands?|pleas?)\b"),
        "YIELD",
    ),
    (Stance.DEMAND, re.compile(r"\bultimatums?\b"), "THREATEN"),
)
PROSPECTIVE = re.compile(r"\b(?:agree[a-z]*|promis[a-z]*|will|would|shall)\b")
NEAR = 60
"""Characters before a matter that are searched for the words of its stance."""


def class_of_position(position: Position) -> str:
    """The class of a position: that of its stance, unless the words before its matter, or its first four, tell more."""
    evidence, matter = position.evidence, position.matter
    at = max(matter.start - evidence.start, 0)
    before = evidence.text[max(at - NEAR, 0) : at].casefold()
    words = before + " ".join(matter.text.casefold().split()[:4])
    for stance, pattern, event_class in CLASS_BY_WORDS:
        if position.stance is stance and pattern.search(words) and not PROSPECTIVE.search(before):
            return event_class
    return plover()[position.stance]


def class_of_action(action: Action) -> str:
    """The class of an action, "" for none. PLOVER separates deeds from words: a measure that is only announced is a
    threat or, if it helps, an agreement."""
    from kg.extract.actions.measures.senses import plover_of

    family = action.evidence.rule.removeprefix("action.")
    event_class = plover_of(family) or CLASS_OF_KIND.get(action.kind, "")
    if action.status is ActionStatus.LIFTED:
        return "YIELD"
    if action.status is ActionStatus.IN_FORCE or not event_class:
        return event_class
    if action.status is ActionStatus.ANNOUNCED and family in DECLARED:
        return event_class
    if event_class in HELPFUL:
        return "THREATEN" if action.status is ActionStatus.THREATENED else "AGREE"
    return "THREATEN" if event_class in HARMFUL else event_class
