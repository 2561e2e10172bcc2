"""`kg sparql` and `kg cypher`: queries in the stores' own languages."""

from __future__ import annotations

import contextlib
import itertools
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options as o
from kg.cli.messages import flag, say
from kg.cli.output import print_rows
from kg.cli.session import language_to_ask, opened, ready
from kg.errors import CommandError, InputError, ServeSparqlAwayError
from kg.errors.root import with_paths_of_pages
from kg.printing.quantities import quantity
from kg.stores.protocol import Parameters, Value

if TYPE_CHECKING:
    from kg.stores.protocol import Rows

__all__ = ["QueryOptions", "cypher", "sparql"]

SUFFIXES = (".rq", ".sparql", ".ru", ".cypher", ".cql")
QueryArgument = Annotated[str, typer.Argument(metavar="QUERY", help="The query, a file that holds it, or - for stdin.")]


@dataclass(frozen=True, slots=True)
class QueryOptions:
    """The graph or store to ask, the query's parameters, and what the query may do."""

    graph: o.GraphOption = None
    store: o.StoreOption = None
    param: o.ParameterOption = None
    write: o.WriteOption = False
    allow_network: o.AllowNetworkOption = False
    allow_files: o.AllowFilesOption = False
    timeout: o.TimeoutOption = 60
    limit: o.LimitOption = None
    status: o.StatusOption = None
    reviewed_only: o.ReviewedOnlyOption = False
    format: o.FormatOption = None
    raw_cells: o.RawCellsOption = False


SerializationOption = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="FORMAT",
        help="Write the answer as an endpoint does, with whole IRIs, datatypes and languages: json, xml, csv or tsv; "
        "for CONSTRUCT and DESCRIBE turtle, ntriples, rdfxml or jsonld.",
    ),
]


def sparql(query: QueryArgument, options: QueryOptions, serialization: SerializationOption = None) -> None:
    """Query the RDF store in SPARQL 1.1.

    The default graph is the union of all graphs; the prefixes of the ontology are predefined. docs/stores/model.md
    describes the data.

    \b
    kg sparql 'SELECT ?name { ?actor a neg:State ; skos:prefLabel ?name }'
    """
    if serialization is None:
        _ask("sparql", query, options)
    else:
        _write_serialized(query, serialization, options)


def cypher(query: QueryArgument, options: QueryOptions) -> None:
    """Query the property graph in Cypher. docs/stores/model.md describes the data.

    \b
    kg cypher 'MATCH (a:Actor {name: $who})-[:HOLDS]->(p) RETURN p.matter' --param who=China
    """
    _ask("cypher", query, options)


def _ask(language: str, query: str, options: QueryOptions) -> None:
    text, parameters, timeout = _text(query), _parameters(options.param or []), options.timeout
    if options.write:
        from kg.query.managed_part import check_managed

        check_managed(language, text)
    if language == "sparql":
        _say_what_is_unbound(text, parameters)
    with opened(options.graph, options.store, o.Reviewed(options.status, options.reviewed_only)) as graph:
        store = ready(graph, language_to_ask(options.store, language))
        with graph.writing(language) if options.write else contextlib.nullcontext(store) as store_to_ask:
            answer = store_to_ask.query(
                text,
                parameters,
                timeout=timeout,
                write=options.write,
                allow_network=options.allow_network,
                allow_files=options.allow_files,
            )
            if not _print(answer, options):
                _say_what_is_unknown(language, text)


def _write_serialized(query: str, serialization: str, options: QueryOptions) -> None:
    """Print the answer as a document in one of the formats of SPARQL 1.1 or RDF."""
    from kg.stores.oxigraph.oxigraph import OxigraphStore
    from kg.stores.rdf.media_types import GRAPHS, SOLUTIONS, media_type_called
    from kg.stores.rdf.sparql import form

    text, parameters = _text(query), _parameters(options.param or [])
    offered = GRAPHS if form(text).graph else SOLUTIONS
    media_type = media_type_called(serialization, offered)
    if media_type is None:
        names = ", ".join(dict.fromkeys(offered.values()))
        raise CommandError(detail=f"--as is {serialization!r}; this query's answer is written as one of {names}.")
    others = o.set_options(options).keys() & {"write", "allow_network", "allow_files", "limit", "format", "raw_cells"}
    if others:
        raise CommandError(detail=f"--as does not go with {' and '.join(map(flag, sorted(others)))}.")
    _say_what_is_unbound(text, parameters)
    with opened(options.graph, options.store, o.Reviewed(options.status, options.reviewed_only)) as graph:
        store = ready(graph, language_to_ask(options.store, "sparql"))
        if not isinstance(store, OxigraphStore):
            raise ServeSparqlAwayError(address=options.store or graph.settings.stores["sparql"].address)
        written = ""
        for written in store.written(text, media_type, parameters, timeout=options.timeout):
            sys.stdout.write(written)
        if not written.endswith("\n"):
            sys.stdout.write("\n")


def _say_what_is_unbound(text: str, parameters: Parameters) -> None:
    from kg.stores.rdf.sparql import unbound

    for name in unbound(text, parameters):
        say(f"${name} has no value (--param), and is treated as a variable")


def _say_what_is_unknown(language: str, text: str) -> None:
    from kg.query.unknown_names import unknown_names

    page = with_paths_of_pages("docs/stores/model.md")
    for name, close in unknown_names(language, text):
        hint = f" Did you mean {' or '.join(close)}?" if close else ""
        say(f"kg writes nothing that is called {name}.{hint} {page} lists the names")


def _print(answer: Rows, options: QueryOptions) -> bool:
    """Print the rows; whether there are any, or no columns in which they could be."""
    limit = options.limit
    rows = answer.rows if limit is None else itertools.islice(answer.rows, limit)
    has_rows = not answer.columns or bool(print_rows(answer.columns, rows, options.format, raw=options.raw_cells))
    if not has_rows:
        say("no results")
    if limit is not None and next(answer.rows, None) is not None:
        say(f"there are more than {quantity(limit, 'row')}; raise --limit to see them")
    return has_rows


def _text(query: str) -> str:
    if query == "-":
        return sys.stdin.read()
    if not query.endswith(SUFFIXES):
        return query
    try:
        return Path(query).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        detail = error.strerror if isinstance(error, OSError) else error
        raise InputError(path=query, detail=detail) from error


def _parameters(pairs: list[str]) -> dict[str, Value | tuple[Value, ...]]:
    """The parameters by name: values that are JSON numbers, truth values, strings or null are converted, others are
    strings; a name given several times is a list."""
    import json

    values_by_name: dict[str, list[Value]] = {}
    for pair in pairs:
        name, mark, text = pair.partition("=")
        if not mark or not name.isidentifier():
            raise CommandError(detail=f"--param is {pair!r}, not NAME=VALUE.")
        try:
            value = json.loads(text)
        except ValueError:
            value = text
        values_by_name.setdefault(name, []).append(
            value if isinstance(value, str | int | float | bool | None) else text
        )
    return {name: values[0] if len(values) == 1 else tuple(values) for name, values in values_by_name.items()}
