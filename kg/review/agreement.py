"""Inter-coder agreement: each coder's code of each fact, Cohen's kappa and Krippendorff's alpha."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

from kg.judgements import AboutActors, AboutFact, Reach, State, Verdict
from kg.judgements.descriptions import values_in_words
from kg.judgements.fact_content import plain
from kg.judgements.fact_history import corrected_values
from kg.judgements.fields import FIELDS

__all__ = ["Comparison", "FactCompared", "actors_disputed", "alpha", "compared", "facts_judged", "kappa"]

type _Place = tuple[str, int, int]
"""A mention: the `text_key` of its text, its start and its end."""

CODES: Final = (Verdict.CONFIRMED, Verdict.REJECTED, Verdict.CORRECTED)


@dataclass(frozen=True, slots=True)
class FactCompared:
    """A fact that people have judged. ``codes`` maps each coder to their code (confirmed, rejected or corrected),
    ``values`` to their corrections.

    ``judgement`` is the id of the last judgement in force, after which the fact is as it is now. ``settled`` says how
    and by whom its judgements were settled, "" if they were not; a settlement is not a code. ``fact`` is its id,
    None where no document of the graph states it. ``is_disputed``: two coders differ in their codes, or in the value of
    a field that both corrected; two actors that people have merged are one value.
    """

    about: AboutFact
    judgement: str
    codes: Mapping[str, str]
    values: Mapping[str, Mapping[str, Any]]
    settled: str
    fact: str | None
    is_disputed: bool

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

    @property
    def count_of_alpha(self) -> int:
        """The number of facts that alpha rests on: those that two coders or more have judged."""
        return sum(len(fact.codes) > 1 for fact in self.facts)

    def count_of_kappa(self, first: str, second: str) -> int:
        """The number of facts that the kappa of two coders rests on: those that both have judged."""
        return sum({first, second} <= fact.codes.keys() for fact in self.facts)

    def kappas(self) -> dict[tuple[str, str], float | None]:
        """Cohen's kappa of each pair of coders, over the facts that both have judged."""
        codes_of_facts = [fact.codes for fact in self.facts]
        return {
            (first, second): kappa(
                [(codes[first], codes[second]) for codes in codes_of_facts if {first, second} <= codes.keys()]
            )
            for first, second in combinations(self.coders, 2)
        }


def compared(states: Iterable[State]) -> Comparison:
    """The latest code of each coder for each fact, facts in the order of document, start and heading. Undone judgements
    are left out.

    Judgements are grouped by fact by the keys of `facts_judged`. A coder who added a fact has confirmed it, once
    another coder judges it; facts that were only added are left out.
    """
    # A moved judgement has a copy for the text that replaced its own.
    unmoved = (state for state in states if state.reach is not Reach.MOVED)
    states = sorted(unmoved, key=lambda state: state.judgement.order)
    fact_keys = facts_judged(states)
    merged_mentions = _merged_mentions(states)
    codings: dict[str, tuple[AboutFact, list[State]]] = {}
    settlements: dict[str, str] = {}
    for state in states:
        judgement, about = state.judgement, state.judgement.about
        if isinstance(about, AboutFact) and judgement.verdict.is_of_fact and judgement.undone is None:
            fact_key = fact_keys[judgement.id]
            if judgement.settles:
                settlements[fact_key] = f"{judgement.code.value} by {judgement.by}"
            else:
                codings.setdefault(fact_key, (about, []))[1].append(state)
    facts = [
        _compared(about, of_fact, settlements.get(fact_key, ""), merged_mentions)
        for fact_key, (about, of_fact) in codings.items()
        if any(state.judgement.verdict in CODES for state in of_fact)
    ]
    coders = tuple(sorted({coder for fact in facts for coder in fact.codes}))
    ordered = sorted(facts, key=lambda fact: (fact.about.document, fact.about.start, fact.about.heading))
    return Comparison(coders, tuple(ordered))


def actors_disputed(states: Iterable[State]) -> list[tuple[tuple[str, str], tuple[str, ...]]]:
    """The names of two actors that one coder takes for the same and another for different, and these coders, sorted.

    The latest decision of each coder counts; undone and moved ones are left out.
    """
    verdicts: dict[frozenset[str], dict[str, Verdict]] = {}
    names: dict[str, str] = {}
    for state in sorted(states, key=lambda each: each.judgement.order):
        judgement, about = state.judgement, state.judgement.about
        if (
            isinstance(about, AboutActors)
            and judgement.verdict in {Verdict.SAME, Verdict.DIFFERENT}
            and state.reach not in {Reach.MOVED, Reach.UNDONE}
        ):
            names |= {actor.id: actor.name for actor in about.actors}
            verdicts.setdefault(frozenset(actor.id for actor in about.actors), {})[judgement.by] = judgement.verdict
    disputed = []
    for pair, verdict_of_coder in verdicts.items():
        if len(set(verdict_of_coder.values())) > 1:
            first, second = sorted(names[id_] for id_ in pair)
            disputed.append(((first, second), tuple(sorted(verdict_of_coder))))
    return sorted(disputed)


def _merged_mentions(states: Iterable[State]) -> dict[_Place, str]:
    """The mentions of actors whom people have merged, each with an id that those have who are one."""
    clusters: dict[str, frozenset[str]] = {}
    mentions: dict[_Place, str] = {}
    for judgement in (state.judgement for state in states if state.reach is Reach.HOLDS):
        if judgement.verdict is not Verdict.SAME or not isinstance(judgement.about, AboutActors):
            continue
        actors = judgement.about.actors
        cluster = frozenset().union(*(clusters.get(actor.id, {actor.id}) for actor in actors))
        clusters |= dict.fromkeys(cluster, cluster)
        seen = [(actor.id, mention) for actor in actors for mention in actor.mentions]
        seen += [(actors[side].id, mention) for side, mention in judgement.carried]
        mentions |= {(mention.text, mention.start, mention.end): id_ for id_, mention in seen}
    return {place: min(clusters[id_]) for place, id_ in mentions.items()}


def _is_disputed(
    about: AboutFact,
    codes: Mapping[str, str],
    values: Mapping[str, Mapping[str, Any]],
    merged_mentions: Mapping[_Place, str],
) -> bool:
    def one(value: Any) -> Any:
        if isinstance(value, list):
            return [one(each) for each in value]
        spans = value.get("mentions", ()) if isinstance(value, dict) else ()
        ids = (merged_mentions.get((about.text, start, end)) for start, end in spans)
        id_ = next(filter(None, ids), None)
        return value if id_ is None else {"name": id_}

    corrections = {
        (name, repr(value))
        for of_coder in values.values()
        for name, value in _comparable(about.heading, {name: one(each) for name, each in of_coder.items()})
    }
    return len(set(codes.values())) > 1 or len(corrections) > len({name for name, _ in corrections})


def _compared(
    about: AboutFact, states: Sequence[State], settled: str, merged_mentions: Mapping[_Place, str]
) -> FactCompared:
    codes: dict[str, str] = {}
    values: dict[str, Mapping[str, Any]] = {}
    for judgement in (state.judgement for state in states):
        coder = judgement.by
        values[coder] = corrected_values(values.get(coder, {}), judgement)
        codes[coder] = (Verdict.CONFIRMED if judgement.verdict is Verdict.ADDED else judgement.code).value
    in_force = [state for state in states if state.reach is not Reach.OVERRULED]
    fact = next((state.fact for state in states if state.fact), None)
    is_disputed = _is_disputed(about, codes, values, merged_mentions)
    return FactCompared(about, (in_force or states)[-1].judgement.id, codes, values, settled, fact, is_disputed)


def facts_judged(states: Iterable[State]) -> dict[str, str]:
    """Maps the id of each judgement of a fact to a key of that fact.

    The key is the fact's id in the graph. Judgements whose fact the graph lacks, as when their text is gone, have the
    key of others with the same text, span and content, whatever the date and issues.
    """
    content_keys = {
        state.judgement.id: (state, _content_key(about))
        for state in states
        if isinstance(about := state.judgement.about, AboutFact)
    }
    fact_ids = {content_key: state.fact for state, content_key in content_keys.values() if state.fact}
    return {
        judgement_id: state.fact or fact_ids.get(content_key, content_key)
        for judgement_id, (state, content_key) in content_keys.items()
    }


def _content_key(about: AboutFact) -> str:
    """A key that judgements share if they are about the same content of the same span."""
    identifying_fields = {field.name for field in FIELDS[about.heading] if field.is_said}
    content = {name: value for name, value in about.said.items() if name in identifying_fields}
    return repr((about.text, about.heading, about.start, about.end, _comparable(about.heading, content)))


def _comparable(heading: str, values: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return sorted(plain(heading, values).items())


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two coders' codes of the same units; None without units, or where all codes are the same.

    >>> kappa([("yes", "yes"), ("yes", "yes"), ("no", "no"), ("no", "yes")])
    0.5
    """
    count = len(pairs)
    first_counts, second_counts = Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
    by_chance = sum(first_counts[code] * second_counts[code] for code in first_counts)
    if not count or by_chance == count * count:
        return None
    agreed = sum(first == second for first, second in pairs) / count
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
