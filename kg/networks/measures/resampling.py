"""The uncertainty of networks and their measures, by counting them again from resampled documents and facts."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.errors import NetworkOptionError
from kg.networks.codings import Coding, Codings, in_order
from kg.networks.conversion import check_amounts
from kg.networks.network import Network

if TYPE_CHECKING:
    import numpy as np

__all__ = ["HIGH", "LOW", "SOURCES", "Interval", "by_confidence", "chance_test", "intervals", "resampled"]

SOURCES: Final = ("documents", "facts", "both")
"""The source of uncertainty: which documents there are (drawn with replacement: Efron 1979); which facts are read
correctly (each is kept with its confidence as the probability); or both."""

LOW, HIGH = 0.025, 0.975
"""The quantiles that bound 95 % of the draws."""


def _zero(name: Hashable) -> float:
    return 0.0


@dataclass(frozen=True, slots=True)
class Interval:
    """The mean over the draws, and the bounds of 95 % of them."""

    mean: float
    low: float
    high: float


def chance_test(score: float, permuted: Sequence[float]) -> tuple[float | None, float | None]:
    """The mean of the scores of permutations, and the one-sided p-value of ``score``, which counts as one of them, so
    that p is never 0. Both are None without permutations."""
    import numpy as np

    if not permuted:
        return None, None
    return float(np.mean(permuted)), (1 + sum(each >= score - 1e-12 for each in permuted)) / (1 + len(permuted))


def resampled(codings: Codings, draws: int, *, source: str = "both", seed: int = 0) -> Iterator[Codings]:
    """``draws`` resampled sets of codings. ``source`` is one of `SOURCES`.

    All codings of a fact are kept or left out together. A document that is drawn twice becomes two documents, so that
    its codings are no duplicates of themselves. Raises `kg.errors.NetworkOptionError` for another source.
    """
    import numpy as np

    if source not in SOURCES:
        raise NetworkOptionError(option="source", value=source, detail=f"it is one of {', '.join(SOURCES)}")
    random = np.random.default_rng(seed)
    documents = sorted({row.document for row in codings.rows})
    by_document: dict[str, list[Coding]] = {document: [] for document in documents}
    for row in codings.rows:
        by_document[row.document].append(row)
    for _ in range(draws):
        copies = dict.fromkeys(documents, 1)
        if source != "facts" and documents:
            drawn = random.integers(len(documents), size=len(documents))
            counts = np.bincount(drawn, minlength=len(documents)).tolist()
            copies = dict(zip(documents, counts, strict=True))
        rows: list[Coding] = []
        metadata: dict[str, Mapping[str, str]] = {}
        for document, count in copies.items():
            for n in range(count):
                name = document if n == 0 else f"{document}~{n}"
                metadata[name] = codings.documents.get(document, {})
                drawn_rows = by_document[document]
                if source != "documents":
                    drawn_rows = _correctly_read(drawn_rows, random)
                if n > 0:
                    drawn_rows = [replace(row, document=name, id=f"{row.id}~copy{n}") for row in drawn_rows]
                rows += drawn_rows
        yield replace(codings, rows=in_order(rows), documents={**codings.documents, **metadata})


def _correctly_read(rows: list[Coding], random: np.random.Generator) -> list[Coding]:
    """The codings of the facts that a draw takes as correctly read, each with its confidence as the probability."""
    draw_of_fact: dict[str, float] = {}
    for row in rows:
        draw_of_fact.setdefault(row.fact, float(random.random()))
    return [row for row in rows if draw_of_fact[row.fact] < row.confidence]


def intervals(
    codings: Codings,
    measure: Callable[[Codings], Mapping[Hashable, float]],
    draws: int,
    *,
    absent: Callable[[Hashable], float] = _zero,
    source: str = "both",
    seed: int = 0,
) -> dict[Hashable, Interval]:
    """An interval for each value that ``measure`` returns for codings, by the value's name; ``source`` and ``seed`` are
    those of `resampled`. ``absent`` gives, by name, what a value counts as in a draw that lacks it (since an actor is
    not in it): 0, or nan to ignore the draw."""
    import numpy as np

    measured_draws = [measure(resample) for resample in resampled(codings, draws, source=source, seed=seed)]
    names = dict.fromkeys(name for values in measured_draws for name in values)
    bounds = {}
    for name in names:
        values = np.array([draw.get(name, absent(name)) for draw in measured_draws])
        values = values[~np.isnan(values)]
        if len(values):
            low, high = np.quantile(values, (LOW, HIGH))
            bounds[name] = Interval(float(values.mean()), float(low), float(high))
    return bounds


def by_confidence(network: Network, codings: Codings) -> Network:
    """The network with each weight multiplied by the mean confidence of the codings that it rests on: in a two-mode
    network without a qualifier, the expected number of correct codings. Raises `kg.errors.NetworkShapeError` for
    combined levels."""
    import numpy as np

    check_amounts(network.aggregation, "confidence as a factor")
    confidence = np.array([row.confidence for row in codings.rows])
    weights = network.weights.copy()
    for i, j in zip(*np.nonzero(weights), strict=True):
        indices = network.support.get((int(i), int(j)), ())
        if indices:
            weights[i, j] *= confidence[list(indices)].mean()
    return replace(network, weights=weights)
