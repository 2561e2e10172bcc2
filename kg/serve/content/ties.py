"""Ties between two actors, or an actor and an issue: one for each fact that states it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.exports.elements import FRIENDLY, HOSTILE, SIGNED_STATUSES
from kg.model import FOR, Affiliation, Label, ResolvedDocument, Role, Stance
from kg.networks.from_graph.relation import RELATIONS, Pair, pairs_with_issues
from kg.stores.ids import fact_id

__all__ = ["KINDS", "Tie", "ties"]

KINDS: Final = (
    *(stance.value for stance in Stance),
    "negotiates",
    "leads",
    "affiliation",
    "role",
    "label",
    "action",
    "reports",
    "speaks of",
)
"""The kinds of ties: a stance, or one of the other relations."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A pair of a network with its ``kind``; ``sign`` is ``for``, ``against``, or empty if no side is taken. A position
    has one pair for each of its issues. ``is_again``: the position only says to another addressee what an earlier one
    says, and does not count once more for its issues."""

    kind: str
    sign: str
    pair: Pair
    is_again: bool = False


def ties(resolved: ResolvedDocument) -> Iterator[Tie]:
    """The ties stated in one document, heading by heading."""
    for pair, is_again in pairs_with_issues(resolved):
        stance = Stance(str(pair.values["stance"]))
        yield Tie(stance.value, "for" if stance in FOR else "against", pair, is_again)
    for pair in RELATIONS["talks"].pairs(resolved):
        yield Tie("negotiates", "" if pair.values["agreement"] else "against", pair)
    for pair in RELATIONS["leads"].pairs(resolved):
        yield Tie("leads", "", pair)
    yield from _bodies(resolved)
    yield from _actions(resolved)
    yield from _speech(resolved)


def _bodies(resolved: ResolvedDocument) -> Iterator[Tie]:
    document, facts = resolved.document, resolved.facts

    def pair(heading: str, n: int, ends: tuple[str, str], fact: Affiliation | Role | Label, matter: str = "") -> Pair:
        words = {"matter": matter} if matter else {}
        return Pair(fact_id(heading, document.id, n, fact), *ends, document.when, fact.evidence, words)

    for n, belongs in enumerate(facts.affiliations):
        yield Tie("affiliation", "", pair("affiliation", n, (belongs.member, belongs.of), belongs))
    for n, role in enumerate(facts.roles):
        yield Tie("role", "", pair("role", n, (role.person, role.organization or ""), role, role.title))
    for n, label in enumerate(facts.labels):
        ends = (label.source, label.actor) if label.source else (label.actor, "")
        yield Tie("label", "", pair("label", n, ends, label, label.label))


def _actions(resolved: ResolvedDocument) -> Iterator[Tie]:
    document = resolved.document
    for n, action in enumerate(resolved.facts.actions):
        words = {"matter": _measure(action.kind, action.amount, action.unit, action.rate), "modality": action.status}
        fact = fact_id("action", document.id, n, action)
        sign = "for" if action.kind in FRIENDLY else "against" if action.kind in HOSTILE else ""
        sign = sign if action.status in SIGNED_STATUSES else ""
        yield Tie(
            "action",
            sign,
            Pair(fact, action.actor, action.target or "", document.when_of(action), action.evidence, words),
        )


def _measure(kind: str, amount: float | None, unit: str | None, rate: float | None) -> str:
    sizes = [f"{amount:,.12g} {unit or ''}".strip()] if amount is not None else []
    return ", ".join([kind, *sizes, *([f"{rate:g} percent"] if rate is not None else [])])


def _speech(resolved: ResolvedDocument) -> Iterator[Tie]:
    """Who reports whose position, and who speaks of whom; labels are ties of their own."""
    for pair in RELATIONS["speech"].pairs(resolved):
        if pair.values["claim"] == "position":
            yield Tie("reports", "", pair)
        elif pair.values["claim"] == "statement":
            yield Tie("speaks of", "", pair)
