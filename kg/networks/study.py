"""A study: codings from a graph or a file, and how networks are counted from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from kg.errors import NetworkEmptyError, NetworkOptionError
from kg.errors.checking import by_name
from kg.networks.coding import Codings
from kg.networks.conversion import edges, square
from kg.networks.from_graph import LEVELS, RELATIONS, Selection, read_codings
from kg.networks.from_graph.reading import END_VARIABLES, at_least, dated
from kg.networks.measures.resampling import by_confidence
from kg.networks.network import Network
from kg.networks.options import Options
from kg.stores.protocol import Batch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "Study",
    "balanced",
    "components",
    "counted",
    "counted_codings",
    "only",
    "period_of",
    "study",
    "study_of_codings",
    "unsigned",
    "usual_options",
    "whole",
]


_COMPONENTS: Final = ("congruence", "conflict")


@dataclass(frozen=True, slots=True)
class Study:
    """``codings`` and the ``options`` that networks are counted with. ``square``: both variables are actors, so that
    the result becomes a network of actors, undirected if ``symmetric``. ``confident``: weights are multiplied by
    confidence. ``asked`` has the settings in words, for messages."""

    codings: Codings
    options: Options
    square: bool = False
    symmetric: bool = False
    confident: bool = False
    asked: Mapping[str, str] = field(default_factory=dict)

    @property
    def projected(self) -> str | None:
        """The variable of a one-mode network's nodes, which are tied by shared values of the other; None in a two-mode
        network, where each coding is a tie itself."""
        return self.options.variable1 if self.options.mode == "one-mode" else None


def study(
    batches: Iterable[Batch],
    of: str = "positions",
    selection: Selection | None = None,
    *,
    by: str = "actor",
    options: Mapping[str, Any] | None = None,
    at_least_statements: int = 1,
    confident: bool = False,
) -> Study:
    """Study a graph. ``of`` is one of `kg.networks.from_graph.RELATIONS`, ``by`` one of its `LEVELS`; ``options`` are
    those of `kg.networks.options.Options` that differ from `usual_options`.

    Actors with fewer than ``at_least_statements`` facts, at either end of ties between actors, are left out; so are
    undated facts if time matters. Raises `NetworkOptionError`, also if no window fits, `NetworkEmptyError`, or
    `ParameterValueError` for ``options`` that are no mapping.
    """
    options = by_name("options", options)
    for name, value, known in (("of", of, tuple(RELATIONS)), ("by", by, LEVELS)):
        if value not in known:
            raise NetworkOptionError(option=name, value=value, detail=f"it is one of {', '.join(known)}")
    relation = RELATIONS[of]
    known_options = tuple(each.name for each in fields(Options))
    for name, value in options.items():
        if name not in known_options:
            raise NetworkOptionError(option=name, value=value, detail=f"it is none of {', '.join(known_options)}")
    chosen = replace(usual_options(of, options.get("mode")), **{**period_of(selection), **options})
    for name in ("issue", "stance"):
        if "stance" not in relation.variables and (asked_for := getattr(selection, name, ())):
            having = ", ".join(each.name for each in RELATIONS.values() if "stance" in each.variables)
            detail = f"{of} have none; {having} have"
            raise NetworkOptionError(option=name, value=asked_for[0], detail=detail)
    # A fact about two issues is two codings only if issues are counted.
    whole = "issue" not in (chosen.variable1, chosen.variable2)
    between = (chosen.variable1, chosen.variable2) == ("actor", "other")
    is_square = between and chosen.mode == "two-mode" and options.get("mode") != "two-mode"
    # A network that is made square counts a tie for both ends; otherwise a variable of one end needs a coding for each.
    of_ends = not {chosen.variable1, chosen.variable2}.isdisjoint(END_VARIABLES)
    from_both = relation.symmetric and of_ends and not is_square
    codings = read_codings(batches, relation, selection, by=by, whole=whole, from_both=from_both)
    codings = at_least(codings, ("actor", "other") if between else (chosen.variable1,), at_least_statements)
    if chosen.window != "no" or chosen.start or chosen.stop:
        codings = dated(codings)
    asked = {"of": of, "by": by, **_asked(selection, at_least_statements)}
    if not codings.rows:
        raise NetworkEmptyError(what="count", asked=", ".join(f"{name}: {value}" for name, value in asked.items()))
    _check_length(codings, chosen)
    return Study(codings, chosen, is_square, relation.symmetric, confident, asked)


def study_of_codings(codings: Codings, options: Options, *, at_least_statements: int = 1) -> Study:
    """Study codings from elsewhere, such as a file of the Discourse Network Analyzer.

    Raises `NetworkEmptyError`, and `NetworkOptionError` if no window fits.
    """
    kept = at_least(codings, (options.variable1,), at_least_statements)
    if not kept.rows:
        raise NetworkEmptyError(what="count", asked=f"at least: {at_least_statements}")
    _check_length(kept, options)
    return Study(kept, options)


def usual_options(of: str = "positions", mode: str | None = None) -> Options:
    """How a relation is counted by default: positions as agreement minus conflict between actors over issues (in
    two-mode: for minus against); relations between actors directly, with a sign if they are stances.

    >>> usual_options().aggregation, usual_options("talks").aggregation
    ('subtract', 'ignore')
    """
    relation = RELATIONS[of]
    one_mode = not relation.between_actors and mode != "two-mode"
    return Options(
        mode="one-mode" if one_mode else "two-mode",
        variable1=relation.rows,
        variable2=relation.columns,
        qualifier="agreement" if relation.signed else None,
        aggregation="subtract" if relation.signed else "ignore",
    )


def counted(study: Study, codings: Codings | None = None) -> tuple[Network, ...]:
    """The networks of a study: one, or one a window; ``codings`` replace those of the study.

    Raises what `kg.networks.counting.series.networks` raises.
    """
    from kg.networks.counting.series import networks

    rows = study.codings if codings is None else codings
    found = networks(rows, study.options)
    if study.options.window == "no":
        found = tuple(replace(network, window=None) for network in found)
    if study.confident:
        found = tuple(by_confidence(network, rows) for network in found)
    if study.square:
        found = tuple(square(network, symmetric=study.symmetric) for network in found)
    return found


def counted_codings(study: Study) -> Codings:
    """The codings that the networks of a study rest on: those that its options select, without duplicates.

    Raises what `counted` raises.
    """
    from kg.networks.counting.checking import checked_options
    from kg.networks.counting.selecting import select

    chosen = select(study.codings, checked_options(study.codings, study.options)).counted
    return replace(study.codings, rows=tuple(study.codings.rows[index] for index in chosen))


def only(study: Study, codings: Codings | None = None) -> Network:
    """The one network of the whole time, even if the study has windows. Raises what `counted` raises."""
    return counted(replace(study, options=replace(study.options, window="no", kernel="no")), codings)[0]


def whole(study: Study) -> Network:
    """The one network of a study without windows. Raises what `counted` raises, and `NetworkOptionError` for windows,
    each of which is a network."""
    for option in ("window", "kernel"):
        if (value := getattr(study.options, option)) != "no":
            detail = "it makes a network of each window: use kg.networks.study.counted(graph.study(...))"
            raise NetworkOptionError(option=option, value=value, detail=detail)
    return counted(study)[0]


def unsigned(study: Study) -> Study:
    """The study whose ties count the same codings whatever their side, and are never 0."""
    options = replace(study.options, aggregation="ignore", duplicates="include", normalisation="no")
    return replace(study, codings=counted_codings(study), options=options, confident=False)


def balanced(study: Study, networks: Sequence[Network]) -> int:
    """How many pairs have no tie in the ``networks`` of a study because they agree as often as they disagree, in all
    windows together.

    Raises what `counted` raises.
    """
    if study.options.aggregation != "subtract":
        return 0
    whole = {network.window: network for network in counted(unsigned(study))}
    return sum(len(_ties(whole[each.window]) - _ties(each)) for each in networks if each.window in whole)


def components(study: Study, networks: Sequence[Network]) -> tuple[tuple[Network, Network] | None, ...]:
    """For each of the ``networks`` of a study, those of agreement and of conflict (in a two-mode network: of what is
    said for and against), both with weights of 0 or more, if it is the difference of the two; else None.

    Raises what `counted` raises.
    """
    if study.options.aggregation != "subtract":
        return (None,) * len(networks)
    if study.projected:
        parts = [counted(replace(study, options=replace(study.options, aggregation=a))) for a in _COMPONENTS]
        return tuple(zip(*parts, strict=True))
    codings, name = counted_codings(study), study.options.qualifier or ""
    kind = study.codings.variables.get(name)
    if kind not in ("boolean", "integer") or (study.options.as_dna and study.options.kernel != "no"):
        return (None,) * len(networks)  # DNA gives the levels of these other meanings.
    amounts = (1 if kind == "boolean" else abs(int(row.values[name])) for row in codings.rows)
    rows = (replace(row, values={**row.values, name: n}) for row, n in zip(codings.rows, amounts, strict=True))
    options = replace(study.options, duplicates="include")
    whole = counted(replace(study, codings=replace(codings, rows=tuple(rows)), options=options))
    return tuple(
        (_halved(total, total.weights + network.weights), _halved(total, total.weights - network.weights))
        for total, network in zip(whole, networks, strict=True)
    )


def _halved(network: Network, weights: NDArray[np.float64]) -> Network:
    return replace(network, weights=weights / 2)


def _ties(network: Network) -> set[tuple[str, str]]:
    return {(network.rows[i], network.columns[j]) for i, j, _ in edges(network)}


def _check_length(codings: Codings, options: Options) -> None:
    """Raise `NetworkOptionError` if no window fits. Counting does not check, since a resample may have none."""
    from kg.networks.counting.checking import checked_options
    from kg.networks.counting.selecting import select
    from kg.networks.counting.series import iter_networks

    if options.window == "no" or next(iter_networks(codings, options), None) is not None:
        return
    chosen = select(codings, checked_options(codings, options))
    ends = " to ".join(day.date().isoformat() for day in (chosen.start, chosen.stop) if day)
    detail = f"no window of {options.length} {options.window} fits into {ends} (codings: {len(chosen.counted)})"
    raise NetworkOptionError(option="length", value=options.length, detail=detail)


def period_of(selection: Selection | None) -> dict[str, Any]:
    """The options ``start`` and ``stop`` for the period of a selection."""
    found = {}
    if selection and selection.since:
        found["start"] = datetime.fromisoformat(selection.since)
    if selection and selection.until:
        found["stop"] = datetime.combine(date.fromisoformat(selection.until), time(23, 59, 59))
    return found


def _asked(selection: Selection | None, least: int) -> dict[str, str]:
    asked = {} if least <= 1 else {"at least": str(least)}
    for each in fields(selection) if selection else ():
        if (value := getattr(selection, each.name)) != each.default:
            asked[each.name] = ", ".join(value) if isinstance(value, tuple) else str(value)
    return asked
