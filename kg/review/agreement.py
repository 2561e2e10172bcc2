"""Inter-coder agreement: each coder's code of each fact, Cohen's kappa and Krippendorff's alpha."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

from kg.judgements import AboutFact, Reach, State, Verdict
from kg.judgements.fields import FIELDS
from kg.judgements.said import plain
from kg.judgements.slot import corrected_values
from kg.judgements.wording import values_in_words

__all__ = ["Comparison", "FactCompared", "alpha", "compared", "facts_judged", "kappa"]

CODES: Final = (Verdict.CONFIRMED, Verdict.REJECTED, Verdict.CORRECTED)


@dataclass(frozen=True, slots=True)
class FactCompared:
    """A fact that people have judged: ``codes`` has each coder's code (confirmed, rejected, corrected), ``values`` each
    coder's corrections.

    ``judgement`` is the id of the last one in force, after which the fact is as it is now. ``settled`` says how and by
    whom its judgements were settled, "" where they were not; a settlement is not a code. ``fact`` is its id,
    None where no document of the graph states it.
    """

    about: AboutFact
    judgement: str
    codes: Mapping[str, str]
    values: Mapping[str, Mapping[str, Any]]
    settled: str
    fact: str | None

    @property
    def is_disputed(self) -> bool:
        """Whether two coders differ: in their codes, or in the value of a field that both corrected."""
        given = {
            (name, repr(value)) for each in self.values.values() for name, value in _plain(self.about.heading, each)
        }
        return len(set(self.codes.values())) > 1 or len(given) > len({name for name, _ in given})

    def in_words(self, coder: str) -> str | None:
        """The code of a coder with their corrections; None where they have not judged the fact."""
        values = values_in_words(self.values.get(coder, {}))
        return f"{self.codes[coder]}: {values}" if values else self.codes.get(coder)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The codes of all coders and facts."""

    coders: tuple[str, ...]
    facts: tuple[FactCompared, ...]

    @property
    def alpha(self) -> float | None:
        """Krippendorff's alpha over all coders; None where no fact has two codes, or all codes are the same."""
        return alpha([list(fact.codes.values()) for fact in self.facts])

    def kappas(self) -> dict[tuple[str, str], float | None]:
        """Cohen's kappa of each pair of coders, over the facts that both have judged."""
        every = [fact.codes for fact in self.facts]
        return {
            (one, other): kappa([(codes[one], codes[other]) for codes in every if {one, other} <= codes.keys()])
            for one, other in combinations(self.coders, 2)
        }


def compared(states: Iterable[State]) -> Comparison:
    """The latest code of each coder for each fact, facts in the order of document and span; undone judgements are left
    out. Judgements are grouped by fact as `facts_judged` says. Who adds a fact that another coder judges confirms it;
    facts that were only added have no codes.
    """
    # A moved judgement has a copy for the text that replaced its own.
    standing = (state for state in states if state.reach is not Reach.MOVED)
    states = sorted(standing, key=lambda state: state.judgement.order)
    facts = facts_judged(states)
    said: dict[str, tuple[AboutFact, list[State]]] = {}
    settled: dict[str, str] = {}
    for state in states:
        judgement, about = state.judgement, state.judgement.about
        if isinstance(about, AboutFact) and judgement.verdict.is_of_fact and judgement.undone is None:
            fact = facts[judgement.id]
            if judgement.settles:
                settled[fact] = f"{judgement.code.value} by {judgement.by}"
            else:
                said.setdefault(fact, (about, []))[1].append(state)
    coded = {fact for fact, (_, of_it) in said.items() if any(state.judgement.verdict in CODES for state in of_it)}
    found = [_compared(about, each, settled.get(fact, "")) for fact, (about, each) in said.items() if fact in coded]
    coders = tuple(sorted({coder for each in found for coder in each.codes}))
    ordered = sorted(found, key=lambda each: (each.about.document, each.about.start, each.about.heading))
    return Comparison(coders, tuple(ordered))


def _compared(about: AboutFact, states: Sequence[State], settled: str) -> FactCompared:
    codes: dict[str, str] = {}
    values: dict[str, Mapping[str, Any]] = {}
    for judgement in (state.judgement for state in states):
        coder = judgement.by
        values[coder] = corrected_values(values.get(coder, {}), judgement)
        codes[coder] = (Verdict.CONFIRMED if judgement.verdict is Verdict.ADDED else judgement.code).value
    in_force = [state for state in states if state.reach is not Reach.OVERRULED]
    fact = next((state.fact for state in states if state.fact), None)
    return FactCompared(about, (in_force or states)[-1].judgement.id, codes, values, settled, fact)


def facts_judged(states: Iterable[State]) -> dict[str, str]:
    """A key of the fact that each judgement of a fact is about, by the judgement's id.

    It is the id of the fact in the graph. Judgements without one, as when their text is gone, share the key of those
    with the same text, span and content, whatever the date and issues.
    """
    about = {
        state.judgement.id: (state, _key(each))
        for state in states
        if isinstance(each := state.judgement.about, AboutFact)
    }
    meant = {key: state.fact for state, key in about.values() if state.fact}
    return {id_: state.fact or meant.get(key, key) for id_, (state, key) in about.items()}


def _key(about: AboutFact) -> str:
    told = {field.name for field in FIELDS[about.heading] if field.is_said}
    said = _plain(about.heading, {name: value for name, value in about.said.items() if name in told})
    return repr((about.text, about.heading, about.start, about.end, said))


def _plain(heading: str, values: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return sorted(plain(heading, values).items())


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two coders' codes of the same units; None without units, or where all codes are the same.

    >>> kappa([("yes", "yes"), ("yes", "yes"), ("no", "no"), ("no", "yes")])
    0.5
    """
    count = len(pairs)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    by_chance = sum(first[code] * second[code] for code in first)
    if not count or by_chance == count * count:
        return None
    agreed = sum(one == other for one, other in pairs) / count
    chance = by_chance / (count * count)
    return (agreed - chance) / (1 - chance)


def alpha(units: Iterable[Sequence[str]]) -> float | None:
    """Krippendorff's alpha for nominal data. ``units`` has the codes of each unit, from any number of coders.

    Units with a single code are ignored. None where no unit has two codes, or all codes are the same.

    >>> round(alpha([("a", "a"), ("b", "b"), ("a", "b"), ("b",)]), 3)
    0.444
    """
    pairable = [Counter(unit) for unit in units if len(unit) > 1]
    total = Counter[str]()
    for unit in pairable:
        total += unit
    n = total.total()
    expected = sum(count * (n - count) for count in total.values())
    if not expected:
        return None
    observed = sum(
        sum(count * (unit.total() - count) for count in unit.values()) / (unit.total() - 1) for unit in pairable
    )
    return 1 - (n - 1) * observed / expected
