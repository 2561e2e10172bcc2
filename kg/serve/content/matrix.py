"""Actors by issues: the two-mode network of `kg network` with its facts, also where for and against balance."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kg.model import PositionModality
from kg.networks.from_graph import RELATIONS, Selection, read_codings
from kg.networks.from_graph.reading import UNDATED
from kg.networks.network import Network
from kg.networks.study import Study, counted, study, unsigned
from kg.serve.content.world import World

__all__ = ["matrix"]

type Json = dict[str, Any]


def matrix(
    world: World,
    selection: Selection | None = None,
    *,
    by: str = "actor",
    at_least: int = 1,
    window: str = "no",
    length: int = 1,
) -> Json:
    """Which actors are for and against which issues. ``by`` and ``at_least`` are those of `kg.networks.study.study`.

    A cell is a list of row, column, weight (for less against, 0 where they balance), number of facts for and against,
    mean strength (from -3 to 3), and the ids of the facts. ``windows`` has one matrix for each window of time if a
    ``window`` is given. ``left_out`` has the numbers of selected facts, each once for each of its issues, that no cell
    counts: those that are not asserted, those of actors with too few, those without a date and those dated less
    precisely than the windows. Raises `NetworkOptionError`, `NetworkEmptyError` and what `counted` does.
    """
    options = {"mode": "two-mode", "window": window, "length": length}
    positions = study(world.batches(), "positions", selection, by=by, options=options, at_least_statements=at_least)
    holders = {
        tie.pair.fact: tie.pair.actor for found in world.ties.values() for tie in found if "issue" in tie.pair.values
    }
    # A network of sides has no tie where for and against balance; one without sides has.
    all_ties = unsigned(positions)
    return {
        "revision": world.revision,
        "asked": dict(positions.settings),
        "left_out": _left_out(world, selection or Selection(), by, positions),
        "windows": [_window(network, all_ties, holders if by == "actor" else {}) for network in counted(all_ties)],
    }


def _left_out(world: World, selection: Selection, by: str, positions: Study) -> Json:
    """The numbers of codings that the selection has, but the study of these ``positions`` has not, by the reason."""
    has_period = bool(selection.since or selection.until)
    unasserted, undated = 0, 0 if has_period else positions.undated
    # Modalities that are chosen by hand leave out none, and without a period the study counts the undated itself.
    if has_period or not selection.modality:
        relation = RELATIONS["positions"]
        counted_modalities = selection.modality or relation.modalities
        modalities = selection.modality or tuple(modality.value for modality in PositionModality)
        of_all_times = replace(selection, modality=modalities, since=None, until=None)
        for row in read_codings(world.batches(), relation, of_all_times, by=by).rows:
            day = row.date.date() if row.date != UNDATED else None
            if row.values["modality"] not in counted_modalities:
                unasserted += selection.in_time(day)
            elif has_period and day is None:
                undated += 1
    return {
        "unasserted": unasserted,
        "rare": positions.rare,
        "undated": undated,
        "too_coarse": positions.too_coarse,
    }


def _window(network: Network, counted_from: Study, holders: dict[str, str]) -> Json:
    codings = counted_from.codings.rows
    ids: dict[int, str] = {}
    cells = []
    for (row, column), indices in sorted(network.support.items()):
        cell_codings = [codings[index] for index in indices]
        facts = list(dict.fromkeys(coding.id.partition("~")[0] for coding in cell_codings))
        agreeing = sum(1 for coding in cell_codings if coding.values["agreement"])
        strength = sum(int(coding.values["strength"]) for coding in cell_codings) / len(cell_codings)
        ids.setdefault(row, holders.get(facts[0], ""))
        against = len(cell_codings) - agreeing
        cells.append([row, column, agreeing - against, agreeing, against, round(strength, 2), facts])
    window = network.window
    return {
        "start": window.start.isoformat() if window else None,
        "stop": window.stop.isoformat() if window else None,
        "rows": [{"name": name, "id": ids.get(n, "")} for n, name in enumerate(network.rows)],
        "columns": list(network.columns),
        "cells": cells,
    }
