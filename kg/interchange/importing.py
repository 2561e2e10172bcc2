"""Importing a file or folder of judgements or annotations into a graph, with the reader for its format."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors.checking import check_class, path_of
from kg.graph import Graph, is_graph
from kg.interchange.annotated_documents import AnnotatedDocument, import_documents
from kg.interchange.brat import read_brat_folder
from kg.interchange.codes import actors_of_codes, issues_of_codes
from kg.interchange.dna import read_dna_statements
from kg.interchange.graphs import Merged, merge
from kg.interchange.inception.reading import is_cas_folder, read_cas, read_cas_folder
from kg.interchange.rows import import_rows
from kg.interchange.table import read_table
from kg.interchange.text_file import text_of
from kg.judgement_entry.importing import import_lines
from kg.networks.dna.schema import KIND
from kg.record.judgements.importing import Withdrawals

__all__ = ["Coding", "Imported", "import_file", "import_lines_of"]


@dataclass(frozen=True, slots=True)
class Imported:
    """The number of new judgements; ``merged`` counts what else was added, where another graph was imported, and
    ``unsigned`` the facts that annotations leave as the graph has them, which is no judgement, and ``of_actors`` those
    of which they change only the names or types of actors, which is not imported. ``withdrawals`` are judgements that
    are undone either here or where they come from; ``shared_coders`` have judgements both here and there that the other
    lacks: perhaps they are two people of one name."""

    judgements: int
    merged: Merged | None = None
    unsigned: int = 0
    of_actors: int = 0
    withdrawals: Withdrawals = field(default_factory=Withdrawals)
    shared_coders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coding:
    """How a table or a file of DNA is read: ``columns`` maps each field to the column or variable that holds it,
    ``heading`` is that of a table's facts where no column has it, and ``kind`` the statement type of DNA."""

    columns: Mapping[str, str] = field(default_factory=dict)
    heading: str | None = None
    kind: str = KIND


def import_file(
    graph: Graph,
    path: str | os.PathLike[str],
    *,
    coding: Coding | None = None,
    by: str | None = None,
    all_confirmed: bool = False,
    take_back: bool = False,
) -> Imported:
    """Import another graph's folder, annotations (a folder of brat or UIMA CAS, ``.xmi``, ``.dna``, ``.csv``, ``.tsv``)
    or judgements (any other file, as `kg.judgements.json_lines.write_lines` writes it); then update both stores.

    ``coding`` says how a table or a file of DNA is to be read; ``by`` is the annotator, as in
    `kg.judgement_entry.coder`. ``all_confirmed``: the annotator has read every fact, so that those which the
    annotations leave as the graph has them are confirmed, too. ``take_back``: judgements that are undone in the other
    graph or in the file of judgements are undone here as well; else those in force here stay so. Raises `InputError`,
    `JudgementFileError`, `AnnotationError` and what `merge` and the readers raise.
    """
    check_class("graph", graph, {"kg.Graph": Graph}, is_needed=True)
    check_class("coding", coding, {"kg.interchange.importing.Coding": Coding})
    place, coding = path_of("path", path), coding or Coding()
    if is_graph(place):
        merged = merge(graph, place, take_back=take_back)
        return Imported(merged.judgements, merged, withdrawals=merged.withdrawals, shared_coders=merged.shared_coders)
    record, suffix = graph.record, "" if place.is_dir() else place.suffix.casefold()
    if suffix in {".csv", ".tsv"}:
        rows = read_table(record, place, coding.columns, coding.heading, by)
        counts = import_rows(record, rows, all_confirmed=all_confirmed)
    elif suffix == ".dna":
        codes = issues_of_codes(record), actors_of_codes(record)
        statements = read_dna_statements(place, coding.kind, coding.columns, *codes)
        counts = import_documents(record, statements, by, all_confirmed=all_confirmed)
    elif suffix == ".xmi" or place.is_dir():
        counts = import_documents(record, _read_annotations(place), by, all_confirmed=all_confirmed)
    else:
        return import_lines_of(graph, text_of(place).split("\n"), str(path), take_back=take_back)
    graph.catch_up()
    return Imported(counts.judgements, unsigned=counts.unsigned, of_actors=counts.of_actors)


def import_lines_of(graph: Graph, lines: Iterable[str], name: str, *, take_back: bool = False) -> Imported:
    """Import the lines of a file of judgements (``name``, for messages), and update both stores."""
    imported = import_lines(graph.record, lines, name, take_back=take_back)
    graph.catch_up()
    return Imported(imported.count, withdrawals=imported.withdrawals, shared_coders=imported.shared_coders)


def _read_annotations(place: Path) -> Iterable[AnnotatedDocument]:
    if not place.is_dir():
        return [read_cas(place)]
    return read_cas_folder(place) if is_cas_folder(place) else read_brat_folder(place)
