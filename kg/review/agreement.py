"""How far several coders agree: what each has said of each fact, Cohen's kappa and Krippendorff's alpha."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from kg.judgements import AboutFact, Judgement, Verdict

__all__ = ["Comparison", "alpha", "compared", "kappa"]

CODES: Final = (Verdict.CONFIRMED, Verdict.REJECTED, Verdict.CORRECTED)


@dataclass(frozen=True, slots=True)
class Comparison:
    """``codes`` has for each fact the code of each coder (confirmed, rejected, corrected) who has judged it.

    ``judgements`` has for each the id of one judgement of it, ``settled`` how and by whom it was decided between them,
    "" where it was not: such a decision is no code.
    """

    coders: tuple[str, ...]
    codes: tuple[tuple[AboutFact, Mapping[str, str]], ...]
    judgements: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()

    @property
    def alpha(self) -> float | None:
        """Krippendorff's alpha over all coders; None where no fact has two of them, or all codes are one."""
        return alpha([list(codes.values()) for _, codes in self.codes])

    def kappas(self) -> dict[tuple[str, str], float | None]:
        """Cohen's kappa of each two coders, over the facts that both have judged."""
        return {
            (one, other): kappa([(codes[one], codes[other]) for _, codes in self.codes if {one, other} <= codes.keys()])
            for one, other in combinations(self.coders, 2)
        }


def compared(judgements: Iterable[Judgement]) -> Comparison:
    """What each coder has last said of each fact, facts in the order of text and span; what was undone was never said.

    Two coders mean one fact where they judged the same words of the same text, and the reader had said the same.
    """
    codes: dict[str, tuple[AboutFact, dict[str, str]]] = {}
    ids: dict[str, str] = {}
    settled: dict[str, str] = {}
    for judgement in sorted(judgements, key=lambda each: each.order):
        about = judgement.about
        if isinstance(about, AboutFact) and judgement.verdict in CODES and judgement.undone is None:
            key = about.key
            if judgement.settles:
                settled[key] = f"{judgement.code.value} by {judgement.by}"
                continue
            codes.setdefault(key, (about, {}))[1][judgement.by] = judgement.code.value
            ids.setdefault(key, judgement.id)
    coders = tuple(sorted({coder for _, by_coder in codes.values() for coder in by_coder}))
    keys = sorted(codes, key=lambda key: (codes[key][0].document, codes[key][0].start, codes[key][0].heading))
    ordered = tuple(codes[key] for key in keys)
    return Comparison(coders, ordered, tuple(ids[key] for key in keys), tuple(settled.get(key, "") for key in keys))


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two coders' codes of the same units; None where there are none, or chance alone explains all.

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
    """Krippendorff's alpha for nominal codes: the codes that each unit got, from however many coders.

    Units with one code say nothing. None where no unit has two, or all codes are the same.

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
