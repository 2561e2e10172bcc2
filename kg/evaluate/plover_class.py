"""Which of PLOVER's classes a position or an action falls into.

A stance has a class of its own (``schemas/ontology.ttl``), a family of measures too (``measure_families.csv``); what
PLOVER's codebook draws otherwise is decided by the words: to sign a treaty is to cooperate (SUPPORT), to give way to a
demand or to grant a right is to yield, an ultimatum threatens.
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
"""Classes of actions that are to somebody's good."""
HARMFUL = {"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "REJECT", "SANCTION"}
"""Classes of actions that are to somebody's harm."""
DECLARED = {"truce"}
"""Families of measures that are taken by saying so."""
CLASS_BY_WORDS: tuple[tuple[Stance, re.Pattern[str], str], ...] = (
    (Stance.ACCEPT, re.compile(r"\b(?:sign|ratif)(?:s|ed|y|ies|ied|ing|ying)?\b"), "SUPPORT"),
    (
        Stance.ACCEPT,
        re.compile(r"\b(?:(?:grant|allow|permit|conced|relent|yield)[a-z]*|permission|requests?|demands?|pleas?)\b"),
        "YIELD",
    ),
    (Stance.DEMAND, re.compile(r"\bultimatums?\b"), "THREATEN"),
)
STILL_TO_COME = re.compile(r"\b(?:agree[a-z]*|promis[a-z]*|will|would|shall)\b")
NEAR = 60
"""Characters before a matter in which the words stand that carry its stance."""


def class_of_position(position: Position) -> str:
    """The class of a position: its stance's, unless the words before its matter say more, or its first one."""
    evidence, matter = position.evidence, position.matter
    at = max(matter.start - evidence.start, 0)
    before = evidence.text[max(at - NEAR, 0) : at].casefold()
    words = before + " ".join(matter.text.casefold().split()[:4])
    for stance, pattern, event_class in CLASS_BY_WORDS:
        if position.stance is stance and pattern.search(words) and not STILL_TO_COME.search(before):
            return event_class
    return plover()[position.stance]


def class_of_action(action: Action) -> str:
    """The class of a measure: PLOVER tells actions from words, so that one that is only announced is a threat or, where
    it helps, an agreement. Empty where there is none."""
    from kg.extract.actions.measures import plover_of

    family = action.evidence.rule.removeprefix("action.")
    its_class = plover_of(family) or CLASS_OF_KIND.get(action.kind, "")
    if action.status is ActionStatus.LIFTED:
        return "YIELD"
    if action.status is ActionStatus.IN_FORCE or not its_class:
        return its_class
    if action.status is ActionStatus.ANNOUNCED and family in DECLARED:
        return its_class
    if its_class in HELPFUL:
        return "AGREE" if action.status is not ActionStatus.THREATENED else "THREATEN"
    return "THREATEN" if its_class in HARMFUL else its_class
