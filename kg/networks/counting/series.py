"""Count networks from codings: one for the whole range, or one for each window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from kg.errors import NetworkOptionError
from kg.networks.codings import Coding, Codings
from kg.networks.counting.checking import checked_options
from kg.networks.counting.kernels import kernel_weights
from kg.networks.counting.likeness import likeness, pair_weights
from kg.networks.counting.one_mode import one_mode
from kg.networks.counting.selecting import select
from kg.networks.counting.support import Support
from kg.networks.counting.tally import Tally, moment, seconds, tally
from kg.networks.counting.two_mode import two_mode
from kg.networks.counting.windows import windows
from kg.networks.dna.smoothing import dna_likeness, dna_smoothed
from kg.networks.dna.windows import dna_windows
from kg.networks.network import Network, Window
from kg.networks.options import Aggregation, Options

__all__ = ["event_list", "iter_networks", "networks"]

type Floats = NDArray[np.float64]


def networks(codings: Codings, options: Options) -> tuple[Network, ...]:
    """All networks of the options: one, or one for each window in chronological order; "congruence & conflict" gives
    two in place of each, congruence first.

    A network holds a dense matrix. Use `iter_networks` if they do not fit into memory together. Raises what that
    raises.
    """
    return tuple(iter_networks(codings, options))


def iter_networks(codings: Codings, options: Options) -> Iterator[Network]:
    """The networks of `networks`, each counted on demand.

    Raises `NetworkOptionError` and `NetworkVariableError` for options that do not fit; with ``as_dna``, which replaces
    such options as DNA does, `DnaFaultError` if DNA fails.
    """
    if options.mode == "event list":
        raise NetworkOptionError(option="mode", value=options.mode, detail="event_list lists events")
    options = checked_options(codings, options)
    selection = select(codings, options)
    counted = tally(codings, options, selection)
    if options.as_dna and options.kernel != "no":
        start, stop = selection.start or datetime.min, selection.stop or datetime.max
        for smoothed, cells in dna_smoothed(counted, options, seconds(start), seconds(stop)):
            yield _dna_smoothed_network(counted, options, smoothed, cells)
        return
    for window, part, weights in _windowed(counted, options, selection.start, selection.stop):
        for aggregation in _aggregations(options):
            yield _network(part, replace(options, aggregation=aggregation), window, weights)


def event_list(codings: Codings, options: Options) -> tuple[Coding, ...]:
    """The codings that the options select, in their order, including those with empty fields. Codings are duplicates
    if they share both variables (and the qualifier, unless it is ignored).

    Raises what `iter_networks` raises.
    """
    options = checked_options(codings, replace(options, mode="event list"))
    return tuple(codings.rows[index] for index in select(codings, options).counted)


def _aggregations(options: Options) -> tuple[Aggregation, ...]:
    return ("congruence", "conflict") if options.aggregation == "congruence & conflict" else (options.aggregation,)


def _windowed(
    counted: Tally, options: Options, start: datetime | None, stop: datetime | None
) -> Iterator[tuple[Window | None, Tally, Floats | None]]:
    """Each window, its codings, and their weights under a kernel."""
    if start is None or stop is None:
        if options.window == "no":
            yield None, counted, None
        return
    match options.window:
        case "no":
            half = timedelta(seconds=(stop - start).total_seconds() // 2)
            yield Window(start, start + half, stop), counted, None
        case "events":
            yield from ((window, part, None) for window, part in _event_windows(counted, options))
        case unit:
            times = dna_windows(unit, options.length, start, stop) if options.as_dna else windows(options, start, stop)
            for window in times:
                part = _within(counted, window)
                if options.kernel == "no":
                    yield window, part, None
                else:
                    part = counted if options.kernel == "gaussian" else part
                    yield window, part, _weights(part, options, window)


def _event_windows(counted: Tally, options: Options) -> Iterator[tuple[Window, Tally]]:
    """A window of ``length`` codings around each coding. If the length is even, there is one more after the middle than
    before; in DNA, one more in all. DNA orders codings of the same second at random; here they keep their order."""
    before = options.length // 2 if options.as_dna else (options.length - 1) // 2
    after = options.length // 2
    for middle in range(before, len(counted) - after):
        part = counted.part(slice(middle - before, middle + after + 1))
        yield Window(moment(part.times[0]), moment(counted.times[middle]), moment(part.times[-1])), part


def _within(counted: Tally, window: Window) -> Tally:
    begin = np.searchsorted(counted.times, seconds(window.start), "left")
    end = np.searchsorted(counted.times, seconds(window.stop), "right")
    return counted.part(slice(int(begin), int(end)))


def _weights(part: Tally, options: Options, window: Window) -> Floats:
    """The kernel at each coding; a window extends to the end of its last second."""
    begin, end = seconds(window.start), seconds(window.stop) + 1
    return kernel_weights(options.kernel, (2 * part.times - begin - end) / (end - begin))


def _network(part: Tally, options: Options, window: Window | None, weights: Floats | None) -> Network:
    """Count one network. Without isolates it has only the labels of its own codings."""
    if not options.isolates:
        part = _relabelled(part)
    aggregation, normalisation = options.aggregation, options.normalisation
    pairs = None
    if options.mode == "one-mode":
        cells = one_mode(part, aggregation, normalisation, weights, options.as_dna)
        pairs = pair_weights(likeness(part, options.as_dna), aggregation)
    else:
        cells = two_mode(part, aggregation, normalisation, weights, options.as_dna)
    if options.to_one and not options.as_dna and (total := cells.sum()) != 0:
        cells /= total
    one_sided = options.as_dna and part.level_kind in ("text", "document") and aggregation in ("conflict", "subtract")
    whole = aggregation == "ignore" or options.mode == "two-mode" or part.level_kind != "integer" or not len(part)
    return Network(
        part.row_labels,
        part.row_labels if pairs is not None else part.column_labels,
        cells,
        one_mode=pairs is not None,
        window=window,
        counted=len(part),
        support=Support(cells, part, pairs, one_sided),
        aggregation=aggregation,
        integer=whole and ((normalisation == "no" and weights is None) or not len(part)),
    )


def _relabelled(part: Tally) -> Tally:
    rows, row_places = np.unique(part.rows, return_inverse=True)
    columns, column_places = np.unique(part.columns, return_inverse=True)
    return replace(
        part,
        rows=row_places.astype(np.int64),
        columns=column_places.astype(np.int64),
        row_labels=tuple(part.row_labels[place] for place in rows),
        column_labels=tuple(part.column_labels[place] for place in columns),
    )


def _dna_smoothed_network(counted: Tally, options: Options, window: Window, cells: Floats) -> Network:
    """DNA's network of a smoothed window, whose number of codings is always 0."""
    one = options.mode == "one-mode"
    part = counted if options.kernel == "gaussian" else _within(counted, window)
    pairs = pair_weights(dna_likeness(counted), options.aggregation) if one else None
    columns = counted.row_labels if one else counted.column_labels
    support = Support(cells, part, pairs)
    return Network(
        counted.row_labels, columns, cells, one, window=window, support=support, aggregation=options.aggregation
    )
