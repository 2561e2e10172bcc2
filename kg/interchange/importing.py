"""Importing a file or folder of judgements or annotations into a graph, with the reader for its format."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.graph import Graph, is_graph
from kg.interchange.annotated_documents import AnnotatedDocument, import_documents, import_rows
from kg.interchange.brat import read_brat_folder
from kg.interchange.codes import actors_of_codes, issues_of_codes
from kg.interchange.dna import read_dna_statements
from kg.interchange.graphs import Merged, merge
from kg.interchange.inception.reading import is_cas_folder, read_cas, read_cas_folder
from kg.interchange.table import read_table
from kg.interchange.text_file import text_of
from kg.networks.dna.schema import KIND

__all__ = ["Imported", "import_file"]


@dataclass(frozen=True, slots=True)
class Imported:
    """The number of new judgements; ``merged`` counts what else was added, where another graph was imported, and
    ``unsigned`` the facts that annotations leave as the graph has them, which is no judgement, and ``of_actors`` those
    of which they change only the names or types of actors, which is not imported."""

    judgements: int
    merged: Merged | None = None
    unsigned: int = 0
    of_actors: int = 0


def import_file(
    graph: Graph,
    path: str | os.PathLike[str],
    *,
    columns: Mapping[str, str] | None = None,
    heading: str | None = None,
    kind: str = KIND,
    by: str | None = None,
    all_confirmed: bool = False,
) -> Imported:
    """Import another graph's folder, annotations (a folder of brat or UIMA CAS, ``.xmi``, ``.dna``, ``.csv``, ``.tsv``)
    or judgements (any other file, as `kg.judgements.json_lines.write_lines` writes it); then update both stores.

    ``columns`` maps each field to the column of a table, or the variable of DNA, that holds it; ``heading`` is the
    heading of a table's facts where no column has it; ``kind`` is the statement type of DNA; ``by`` is the annotator,
    as in `kg.judging.coder`. ``all_confirmed``: the annotator has read every fact, so that those which the annotations
    leave as the graph has them are confirmed, too. Raises `InputError`, `JudgementFileError`, `AnnotationError` and
    what `merge` and the readers raise.
    """
    place = Path(path)
    if is_graph(place):
        merged = merge(graph, place)
        return Imported(merged.judgements, merged)
    record, suffix = graph.record, "" if place.is_dir() else place.suffix.casefold()
    if suffix in {".csv", ".tsv"}:
        rows = read_table(record, place, columns or {}, heading, by)
        counts = import_rows(record, rows, all_confirmed=all_confirmed)
    elif suffix == ".dna":
        codes = issues_of_codes(record), actors_of_codes(record)
        statements = read_dna_statements(place, kind, columns, *codes)
        counts = import_documents(record, statements, by, all_confirmed=all_confirmed)
    elif suffix == ".xmi" or place.is_dir():
        counts = import_documents(record, _read_annotations(place), by, all_confirmed=all_confirmed)
    else:
        return Imported(graph.import_judgements(text_of(place).split("\n"), str(path)))
    graph.catch_up()
    return Imported(counts.judgements, unsigned=counts.unsigned, of_actors=counts.of_actors)


def _read_annotations(place: Path) -> Iterable[AnnotatedDocument]:
    if not place.is_dir():
        return [read_cas(place)]
    return read_cas_folder(place) if is_cas_folder(place) else read_brat_folder(place)
