"""How sure a network and its measures are: count it again from documents and facts that are drawn anew."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.errors import NetworkOptionError
from kg.networks.coding import Coding, Codings, in_order
from kg.networks.conversion import check_amounts
from kg.networks.network import Network

if TYPE_CHECKING:
    import numpy as np

__all__ = ["HIGH", "LOW", "SOURCES", "Interval", "by_chance", "by_confidence", "intervals", "resampled"]

SOURCES: Final = ("documents", "facts", "both")
"""What is uncertain: which documents one happens to have (drawn with replacement: Efron 1979); which facts are read
right (each is kept with the probability of its confidence); or both."""

LOW, HIGH = 0.025, 0.975
"""Between these shares lie 95 % of the draws."""


def _nothing(name: Hashable) -> float:
    return 0.0


@dataclass(frozen=True, slots=True)
class Interval:
    """The mean over the draws, and what 95 % of them lie between."""

    mean: float
    low: float
    high: float


def by_chance(score: float, dealt: Sequence[float]) -> tuple[float | None, float | None]:
    """The mean of the scores that chance has ``dealt``, and how often chance gives as much as the score: one-sided,
    with the observation itself, so never 0. Both are None where nothing was dealt."""
    import numpy as np

    if not dealt:
        return None, None
    return float(np.mean(dealt)), (1 + sum(each >= score - 1e-12 for each in dealt)) / (1 + len(dealt))


def resampled(codings: Codings, draws: int, *, source: str = "both", seed: int = 0) -> Iterator[Codings]:
    """``draws`` other sets of codings that one might as well have had. ``source`` is one of `SOURCES`.

    A fact is kept or left out with all the codings it gave. A document that is drawn twice is two documents, so that
    nothing in it is a duplicate of itself. Raises `kg.errors.NetworkOptionError` for another source.
    """
    import numpy as np

    if source not in SOURCES:
        raise NetworkOptionError(option="source", value=source, detail=f"it is one of {', '.join(SOURCES)}")
    random = np.random.default_rng(seed)
    documents = sorted({row.document for row in codings.rows})
    of: dict[str, list[Coding]] = {document: [] for document in documents}
    for row in codings.rows:
        of[row.document].append(row)
    for _ in range(draws):
        times = dict.fromkeys(documents, 1)
        if source != "facts" and documents:
            drawn = random.integers(len(documents), size=len(documents))
            counts = np.bincount(drawn, minlength=len(documents)).tolist()
            times = dict(zip(documents, counts, strict=True))
        rows: list[Coding] = []
        metadata: dict[str, Mapping[str, str]] = {}
        for document, count in times.items():
            for n in range(count):
                name = document if n == 0 else f"{document}~{n}"
                metadata[name] = codings.documents.get(document, {})
                kept = of[document] if source == "documents" else _kept(of[document], random)
                rows += kept if n == 0 else [replace(row, document=name, id=f"{row.id}~copy{n}") for row in kept]
        yield replace(codings, rows=in_order(rows), documents={**codings.documents, **metadata})


def _kept(rows: list[Coding], random: np.random.Generator) -> list[Coding]:
    luck: dict[str, float] = {}
    for row in rows:
        luck.setdefault(row.id.partition("~")[0], float(random.random()))
    return [row for row in rows if luck[row.id.partition("~")[0]] < row.confidence]


def intervals(
    codings: Codings,
    measure: Callable[[Codings], Mapping[Hashable, float]],
    draws: int,
    *,
    absent: Callable[[Hashable], float] = _nothing,
    source: str = "both",
    seed: int = 0,
) -> dict[Hashable, Interval]:
    """An interval for each value that ``measure`` gives of codings, by its name; ``source`` and ``seed``
    are `resampled`'s.

    A value that a draw does not have (of an actor that is not in it) counts as ``absent`` says: 0, or nan for one that
    there is none of.
    """
    import numpy as np

    found = [measure(other) for other in resampled(codings, draws, source=source, seed=seed)]
    names = dict.fromkeys(name for values in found for name in values)
    told = {}
    for name in names:
        values = np.array([each.get(name, absent(name)) for each in found])
        values = values[~np.isnan(values)]
        if len(values):
            low, high = np.quantile(values, (LOW, HIGH))
            told[name] = Interval(float(values.mean()), float(low), float(high))
    return told


def by_confidence(network: Network, codings: Codings) -> Network:
    """Each weight times the mean confidence of the codings that it rests on.

    Of a two-mode network without a qualifier that is the expected number of codings. Raises
    `kg.errors.NetworkShapeError` for combined levels.
    """
    import numpy as np

    check_amounts(network.aggregation, "confidence as a factor")
    sure = np.array([row.confidence for row in codings.rows])
    weights = network.weights.copy()
    for i, j in zip(*np.nonzero(weights), strict=True):
        indices = network.support.get((int(i), int(j)), ())
        if indices:
            weights[i, j] *= sure[list(indices)].mean()
    return replace(network, weights=weights)
