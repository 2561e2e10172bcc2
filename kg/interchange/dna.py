"""Files of the Discourse Network Analyzer (DNA): positions written as statements, and statements read as positions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from kg.errors import AnnotationError
from kg.interchange.annotated_documents import AnnotatedDocument, AnnotatedFact
from kg.interchange.codes import Actor, FindActor, actor_of_code, issue_of_code
from kg.interchange.parts import words_at
from kg.model import ActorType, Document, Granularity, Stance
from kg.networks.codings import ACTOR_VARIABLES, Coding, Codings, Entity
from kg.networks.dna.reading import read_dna
from kg.networks.dna.schema import KIND
from kg.networks.dna.writing import write_dna
from kg.networks.from_graph import RELATIONS
from kg.networks.from_graph.reading import dated, read_codings
from kg.stores.protocol import Batch

__all__ = ["VARIABLES", "DnaExport", "read_dna_statements", "write_dna_positions"]

VARIABLES: Final = {"person": "person", "organization": "organization", "concept": "concept", "agreement": "agreement"}
"""Names of the variables of DNA's default statement type: speaker, organization, matter, and support or rejection."""
HOLDER_VARIABLES: Final = (ActorType.ORGANIZATION, ActorType.PERSON)
"""The variables that name the holder of a statement; the first that is filled counts."""
ACTOR_ID: Final = "id in kg"
"""The attribute of an actor in a file that has its id in the graph, since several actors may have one name."""


@dataclass(frozen=True, slots=True)
class DnaExport:
    """What is in a DNA file: the number of ``statements``, and of documents that stand at the first day of their
    ``coarse`` date (a week, month or year), or are ``undated`` and stand at the latest date of their statements.
    ``left_out`` is the number of statements without a date."""

    statements: int
    coarse: int
    undated: int
    left_out: int


def write_dna_positions(batches: Iterable[Batch], path: Path) -> DnaExport:
    """Write the dated, asserted positions of a graph with the documents' texts, one statement for each issue.

    Variables are those of `kg network`: ``actor``, ``issue``, ``agreement``, ``stance`` and others. A document has its
    own date in DNA, of which DNA knows days alone, and so have its statements, whatever the dates of the facts. Raises
    what `kg.networks.dna.writing.write_dna` raises.
    """
    batches_read: list[Batch] = []
    documents: dict[str, Document] = {}
    for batch in batches:
        batches_read.append(batch)
        documents |= {resolved.document.id: resolved.document for resolved in batch.written}
    codings = read_codings(batches_read, RELATIONS["positions"])
    dated_codings = dated(codings)
    fields_by_id = {
        id_: {**fields, "text": documents[id_].text, "date": str(documents[id_].date or "")}
        for id_, fields in codings.documents.items()
    }
    write_dna(path, [replace(dated_codings, documents=fields_by_id, entities=_actors(dated_codings))])
    with_statements = {row.document for row in dated_codings.rows}
    return DnaExport(
        len(dated_codings.rows),
        sum(
            document.when is not None and document.granularity is not Granularity.DAY for document in documents.values()
        ),
        sum(documents[id_].when is None for id_ in with_statements),
        len(codings.rows) - len(dated_codings.rows),
    )


def _actors(codings: Codings) -> Mapping[str, Mapping[str, Entity]]:
    """The actors of codings as DNA's entities, by variable and label, each with its id."""
    return {
        variable: {
            label: Entity(attributes={"Type": id_.partition("/")[0], "Alias": "", "Notes": "", ACTOR_ID: id_})
            for label, id_ in codings.actor_ids.items()
            if label in labels
        }
        for variable in ACTOR_VARIABLES
        if (labels := {row.values[variable] for row in codings.rows if variable in row.values})
    }


def read_dna_statements(
    path: Path,
    kind: str = KIND,
    variables: Mapping[str, str] | None = None,
    issue: Callable[[str], str] = issue_of_code,
    actor: FindActor = actor_of_code,
) -> Iterator[AnnotatedDocument]:
    """The documents of a file with their statements of one kind as positions of the organization, else of the person.

    ``issue`` gives the issue for a concept, ``actor`` the actor for a name. Agreement becomes support, disagreement
    rejection; a statement with neither is left out. ``variables`` maps the keys of `VARIABLES` to the names that the
    file uses instead. Raises what `kg.networks.dna.reading.read_dna` raises, and `AnnotationError`, also where
    agreement is not boolean.
    """
    variables_given = variables or {}
    variable_names = {**VARIABLES, **variables_given}
    if unknown := [name for name in variables_given if name not in VARIABLES]:
        detail = f"{unknown[0]!r} is none of {', '.join(VARIABLES)}"
        raise AnnotationError(line=1, path=path, detail=detail)
    codings = read_dna(path, kind)
    holder = next((name for name in HOLDER_VARIABLES if variable_names[name] in codings.variables), HOLDER_VARIABLES[0])
    if missing_keys := [
        name
        for name in (*variables_given, "concept", "agreement", holder)
        if variable_names[name] not in codings.variables
    ]:
        known_variables = ", ".join(codings.variables)
        raise AnnotationError(
            line=1, path=path, detail=f"there is no variable {variable_names[missing_keys[0]]!r}, but {known_variables}"
        )
    kind_of_value = codings.variables[variable_names["agreement"]]
    if kind_of_value != "boolean":
        agreement = variable_names["agreement"]
        detail = f"the variable {agreement!r} is {kind_of_value}, not boolean: it says neither for nor against"
        raise AnnotationError(line=1, path=path, detail=detail)

    def find_holder(variable: str, name: str, kind: ActorType) -> Actor:
        known = codings.entities.get(variable, {}).get(name, Entity())
        return actor(name, kind, known.attributes.get(ACTOR_ID, ""))

    rows_by_document: dict[str, list[Coding]] = {}
    for row in codings.rows:
        rows_by_document.setdefault(row.document, []).append(row)
    for id_, fields in codings.documents.items():
        text = fields.get("text", "")
        if text:
            facts = [
                fact
                for row in rows_by_document.get(id_, ())
                if (fact := _position(row, text, variable_names, issue, find_holder)) is not None
            ]
            yield AnnotatedDocument(_document(id_, fields, path), tuple(facts), is_partial=True)


def _document(id_: str, fields: Mapping[str, str], path: Path) -> Document:
    day = fields.get("date", "")[:10]
    title = fields.get("title") or None
    uri = f"{path.resolve().as_uri()}#{id_}"
    date = dt.date.fromisoformat(day) if day else None
    return Document(fields["text"], title or f"{path.stem}-{id_}", uri, title, date, fields.get("source") or None)


def _position(
    row: Coding,
    text: str,
    variable_names: Mapping[str, str],
    issue: Callable[[str], str],
    find_holder: Callable[[str, str, ActorType], Actor],
) -> AnnotatedFact | None:
    """A statement as a position; None without a holder, a concept or an agreement, and for a span outside the text."""
    names = ((variable_names[kind], row.values.get(variable_names[kind]), kind) for kind in HOLDER_VARIABLES)
    holder = next((find_holder(variable, str(name), kind) for variable, name, kind in names if name), None)
    concept = str(row.values.get(variable_names["concept"], ""))
    agreement = row.values.get(variable_names["agreement"])
    if holder is None or not concept or agreement is None or not 0 <= row.start < row.stop <= len(text):
        return None
    stance = Stance.SUPPORT if agreement else Stance.REJECT
    words = words_at(text, row.start, row.stop)
    values: dict[str, Any] = {"holder": holder, "stance": stance.value, "matter": words, "issues": [issue(concept)]}
    return AnnotatedFact("position", row.start, row.stop, values)
