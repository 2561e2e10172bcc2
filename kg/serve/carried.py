"""The content of the portable page: a server's answers for a part of the graph."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.errors import NetworkEmptyError, ServeFilterError
from kg.exports import export
from kg.networks.from_graph import LEVELS, Selection, selected
from kg.query import Question, questions
from kg.query.values import Finders
from kg.record.part import PartRecord
from kg.serve.content.documents import reading
from kg.serve.content.graph import drawn
from kg.serve.content.matrix import matrix
from kg.serve.content.overview import overview
from kg.serve.content.questions import described, table
from kg.serve.content.vocabulary import vocabulary
from kg.serve.content.world import World, caught_up
from kg.serve.single_file import Block, write_page
from kg.whole_file import whole_file

if TYPE_CHECKING:
    from kg.graph import Graph

__all__ = ["export_page"]

ROWS: Final = 1000
"""The largest number of rows of an answer on the page."""


def export_page(graph: Graph, path: Path, **part: Any) -> int:
    """Write the page of the documents that match the filters in ``part`` to a file, completely or not at all; returns
    the number of documents.

    ``part`` takes those filters of `kg.networks.from_graph.FILTERS` that are about documents. Raises `ServeFilterError`
    if no document matches, what `selected` raises, and `OutputError`.
    """
    selection = selected(part, Finders.of(graph.record))
    world = _limited(caught_up(World(), graph.batches()), selection)
    if not world.documents:
        status = graph.record.part if isinstance(graph.record, PartRecord) else None
        filters_in_words = {
            name: ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
            for name, value in {**part, "status": status}.items()
            if value
        }
        description = "; ".join(f"{name} {value}" for name, value in filters_in_words.items()) or "an empty graph"
        raise ServeFilterError(asked=description)
    name = graph.folder.absolute().name
    with whole_file(path) as output:
        write_page(_blocks(graph, world, name, is_part=selection != Selection()), _quads(graph, world), name, output)
    return len(world.documents)


def _limited(world: World, selection: Selection) -> World:
    documents = {}
    for id_, resolved in world.documents.items():
        if selection.in_time(resolved.document.date) and selection.has(resolved.document):
            documents[id_] = resolved
    actor_ids = {actor.id for resolved in documents.values() for actor in resolved.actors}
    actors = {id_: actor for id_, actor in world.actors.items() if id_ in actor_ids}
    return replace(world, documents=documents, ties={id_: world.ties[id_] for id_ in documents}, actors=actors)


def _quads(graph: Graph, world: World) -> bytes:
    """The documents as RDF, for queries on the page."""
    output = io.BytesIO()
    export(world.batches(), "nquads", output, model=graph.model)
    return output.getvalue()


def _blocks(graph: Graph, world: World, name: str, *, is_part: bool) -> Iterator[Block]:
    yield Block("overview", overview(world, name))
    yield Block("graph", drawn(world, graph.record.becomes()))
    yield Block("vocabulary", {**vocabulary(), "cypher": [], "fields": {}})
    for level in LEVELS:
        try:
            yield Block(f"matrix/{level}", matrix(world, by=level))
        except NetworkEmptyError:
            yield Block(f"matrix/{level}", {"asked": {}, "left_out": {}, "windows": []})
    answerable = [question for question in questions() if _can_be_asked(question, is_part)]
    yield Block("questions", [described(question) for question in answerable])
    for question in answerable:
        yield Block(f"answer/{question.name}", _answer(graph, question, world if is_part else None))
    for id_, resolved in world.documents.items():
        yield Block(f"document/{id_}", reading(resolved, world.issues))


def _can_be_asked(question: Question, is_part: bool) -> bool:
    """Whether a question needs no parameters and, for a part of the graph, whether it can be limited to documents."""
    parameter_names = {each.name for each in question.parameters}
    return not any(each.required for each in question.parameters) and (not is_part or "document" in parameter_names)


def _answer(graph: Graph, question: Question, part: World | None) -> Mapping[str, Any]:
    parameter_names = {each.name for each in question.parameters}
    parameters: dict[str, object] = {"limit": ROWS + 1} if "limit" in parameter_names else {}
    if part is not None:
        parameters["document"] = list(part.documents)
    answer = graph.ask(question.name, parameters)
    answer_table = table(answer)
    return {**answer_table, "rows": answer_table["rows"][:ROWS], "more": len(answer) > ROWS}
