"""Compare the facts of one document with the gold: which are right, which were missed, which were added.

Both are in the facts format (`kg.facts_format`), as loaded from YAML or JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.evaluate.pairing import largest_pairing
from kg.evaluate.wording import accented_words, matter_fits, title_fits
from kg.model import FOR, Stance

__all__ = ["FACT_HEADINGS", "HEADINGS", "SIGN", "FactRow", "FactSheet", "Outcome", "Score", "align", "outcome", "score"]

type FactSheet = Mapping[str, Any]
type FactRow = Mapping[str, Any]
type Alignment = Mapping[str, str]

FACT_HEADINGS = ("roles", "affiliations", "leads", "negotiates_with", "positions", "labels", "actions")
HEADINGS = ("entities", *FACT_HEADINGS)
SIGN = "positions_sign"
_CANONICAL, _OTHER_NAME = 100, 10
"""The weight of equal canonical names, and of a predicted canonical name that is any name of the gold actor."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """``right`` holds pairs (gold, predicted); ``missed`` gold facts and ``added`` predicted ones without a partner.

    An actor is represented by its entity with its ``id``.
    """

    right: tuple[tuple[FactRow, FactRow], ...]
    missed: tuple[FactRow, ...]
    added: tuple[FactRow, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """A document's outcomes by heading (`HEADINGS` and `SIGN`)."""

    outcomes: Mapping[str, Outcome]

    @property
    def typed(self) -> int:
        """How many of the right actors have the right type."""
        return sum(gold["type"] == predicted.get("type") for gold, predicted in self.outcomes["entities"].right)


def score(gold: FactSheet, predicted: FactSheet) -> Score:
    """Score every heading of one document."""
    table = align(gold, predicted)
    facts = {h: outcome(h, gold, predicted.get(h) or (), table) for h in FACT_HEADINGS}
    sign = outcome(SIGN, gold, predicted.get("positions") or (), table)
    return Score({"entities": _actors(gold, predicted, table), **facts, SIGN: sign})


def align(gold: FactSheet, predicted: FactSheet) -> dict[str, str]:
    """The id of the gold actor for that of each predicted actor: the one with which it shares most names, canonical
    names first. A predicted actor that shares no name with any gold actor is left out."""
    actors = [(id_, accented_words(entity["name"]), _names(entity)) for id_, entity in _entities(gold).items()]
    table: dict[str, str] = {}
    for id_, entity in _entities(predicted).items():
        name, names = accented_words(entity["name"]), _names(entity)
        ranks = [
            len(gold_names & names) + (_CANONICAL if name == canonical else _OTHER_NAME if name in gold_names else 0)
            for _, canonical, gold_names in actors
        ]
        if ranks and max(ranks) > 0:
            table[id_] = actors[ranks.index(max(ranks))][0]
    return table


def outcome(heading: str, gold: FactSheet, facts: Sequence[FactRow], table: Alignment) -> Outcome:
    """The outcome of one heading; ``table`` is the result of `align`.

    An affiliation that a gold role or lead implies, or that fills in the organization that a gold role leaves open, is
    ignored: it is in none of the three lists.
    """
    key = "positions" if heading == SIGN else heading
    gold_facts: Sequence[FactRow] = gold.get(key) or ()
    if heading == "affiliations":
        gold_facts, facts = _counted_affiliations(gold, facts, table)
    return _outcome_of_pairing(gold_facts, facts, lambda g, p: _TESTS[heading](g, p, table))


def _outcome_of_pairing(
    gold_facts: Sequence[FactRow], facts: Sequence[FactRow], fits: Callable[[FactRow, FactRow], bool]
) -> Outcome:
    pairs = largest_pairing(gold_facts, facts, fits)
    matched_gold, matched_predicted = {i for i, _ in pairs}, {j for _, j in pairs}
    return Outcome(
        tuple((gold_facts[i], facts[j]) for i, j in pairs),
        tuple(fact for i, fact in enumerate(gold_facts) if i not in matched_gold),
        tuple(fact for j, fact in enumerate(facts) if j not in matched_predicted),
    )


def _entities(sheet: FactSheet) -> Mapping[str, Any]:
    entities: Mapping[str, Any] = sheet.get("entities") or {}
    return entities


def _names(entity: FactRow) -> frozenset[str]:
    return frozenset(accented_words(name) for name in (entity["name"], *(entity.get("aliases") or ()))) - {""}


def _actors(gold: FactSheet, predicted: FactSheet, table: Alignment) -> Outcome:
    gold_actors = [{"id": id_, **entity} for id_, entity in _entities(gold).items()]
    predicted_actors = [{"id": id_, **entity} for id_, entity in _entities(predicted).items()]
    return _outcome_of_pairing(gold_actors, predicted_actors, lambda g, p: table.get(p["id"]) == g["id"])


def _counted_affiliations(
    gold: FactSheet, facts: Sequence[FactRow], table: Alignment
) -> tuple[Sequence[FactRow], Sequence[FactRow]]:
    roles, leads = gold.get("roles") or (), gold.get("leads") or ()
    implied = {(r["person"], r.get("organization")) for r in roles} | {(x["leader"], x["of"]) for x in leads}
    counted_gold = [a for a in gold.get("affiliations") or () if (a["member"], a["of"]) not in implied]
    placed_members = {a["member"] for a in counted_gold}
    members_left_open = {r["person"] for r in roles if r.get("organization") is None} - placed_members

    def counts(fact: FactRow) -> bool:
        member, body = table.get(fact["member"]), table.get(fact["of"])
        return (member, body) not in implied and member not in members_left_open

    return counted_gold, [fact for fact in facts if counts(fact)]


def _is_same_actor(gold: FactRow, fact: FactRow, field: str, table: Alignment) -> bool:
    return gold.get(field) is not None and table.get(fact.get(field) or "") == gold[field]


def _role(gold: FactRow, fact: FactRow, table: Alignment) -> bool:
    is_placed = gold.get("organization") is None or _is_same_actor(gold, fact, "organization", table)
    return is_placed and _is_same_actor(gold, fact, "person", table) and title_fits(gold["title"], fact["title"])


def _tie(end: str) -> Callable[[FactRow, FactRow, Alignment], bool]:
    return lambda gold, fact, table: _is_same_actor(gold, fact, end, table) and _is_same_actor(gold, fact, "of", table)


def _talk(gold: FactRow, fact: FactRow, table: Alignment) -> bool:
    parties = [table.get(party, "") for party in fact["parties"]]
    return "" not in parties and sorted(gold["parties"]) == sorted(parties)


def _matter(gold: FactRow, fact: FactRow, table: Alignment) -> bool:
    return _is_same_actor(gold, fact, "holder", table) and matter_fits(
        fact["about"], gold["about"], gold.get("keys") or ()
    )


def _position(gold: FactRow, fact: FactRow, table: Alignment) -> bool:
    return bool(gold["stance"] == fact["stance"]) and _matter(gold, fact, table)


def _position_sign(gold: FactRow, fact: FactRow, table: Alignment) -> bool:
    return (gold["stance"] in _FOR) == (fact["stance"] in _FOR) and _matter(gold, fact, table)


def _label(gold: FactRow, fact: FactRow, table: Alignment) -> bool:
    return _is_same_actor(gold, fact, "actor", table) and accented_words(gold["label"]) == accented_words(fact["label"])


def _action(gold: FactRow, fact: FactRow, table: Alignment) -> bool:
    if not _is_same_actor(gold, fact, "actor", table) or gold["kind"] != fact["kind"]:
        return False
    gold_amount, amount = gold.get("amount"), fact.get("amount")
    return gold_amount is None or (amount is not None and bool(abs(gold_amount - amount) <= 1e-6 * abs(gold_amount)))


_FOR = frozenset(stance.value for stance in Stance if stance in FOR)
_TESTS: Mapping[str, Callable[[FactRow, FactRow, Alignment], bool]] = {
    "roles": _role,
    "affiliations": _tie("member"),
    "leads": _tie("leader"),
    "negotiates_with": _talk,
    "positions": _position,
    SIGN: _position_sign,
    "labels": _label,
    "actions": _action,
}
