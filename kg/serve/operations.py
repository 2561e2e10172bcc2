"""The operations of the API, in the order of the page that describes them."""

from __future__ import annotations

import dataclasses
import itertools
from typing import Any, Final

from kg.errors import ActorUnknownError, ServeRequestError
from kg.folding import without_accents
from kg.networks.from_graph import FILTERS, LEVELS, Selection, selected
from kg.query import questions
from kg.query.question import question
from kg.query.values import Finders
from kg.record.search import FoundSentence
from kg.resolve import external_ids
from kg.serve.asking import ApiRequest, Operation, Page, Parameter
from kg.serve.content.documents import actor_line, line, reading
from kg.serve.content.graph import drawn
from kg.serve.content.matrix import matrix
from kg.serve.content.overview import overview
from kg.serve.content.questions import described, table
from kg.serve.content.vocabulary import vocabulary
from kg.serve.judgements import JUDGEMENTS
from kg.stores.protocol import Rows

__all__ = ["OPERATIONS"]

MANY_FACTS: Final = 200
MANY_ROWS: Final = 10_000
"""The largest number of rows in an answer for a page; /sparql sends all of them."""

_PAGED: Final = (
    Parameter("after", "the key of the last item of the page before"),
    Parameter("limit", "items on the page, at most 1000", "integer"),
)
_FILTERS: Final = tuple(
    Parameter(each.name, each.help, "number" if each.type == "float" else "string", each.several)
    for each in FILTERS.values()
)


def _overview(request: ApiRequest) -> Any:
    name = request.graph.folder.absolute().name
    return {**overview(request.world, name), "write": request.access.write}


def _documents(request: ApiRequest) -> Any:
    documents = request.world.documents
    return Page.of(request, list(documents), lambda id_: line(documents[id_]))


def _document(request: ApiRequest) -> Any:
    return reading(
        request.world.documents[request.graph.record.document(request.path["document"]).id], request.world.issues
    )


def _explanation(request: ApiRequest) -> Any:
    document = request.graph.record.document(request.path["document"])
    sentences = request.desk.explained(request.graph, document)
    return {
        "sentences": [
            {
                "start": each.sentence.start,
                "end": each.sentence.end,
                "proposals": [
                    {
                        **dataclasses.asdict(verdict),
                        "strongest": [[name, round(adds, 3)] for name, adds in verdict.strongest[:6]],
                    }
                    for verdict in each.proposals
                ],
            }
            for each in sentences
        ]
    }


def _facts(request: ApiRequest) -> Any:
    ids = request.query.get("id", ())
    if not 0 < len(ids) <= MANY_FACTS:
        raise ServeRequestError(what="id", value=f"given {len(ids)} times", expected=f"1 to {MANY_FACTS} ids of facts")
    documents = request.world.documents
    document_of_fact = {id_: id_.split("/")[1] for id_ in ids if id_.count("/") == 2}
    facts_by_id: dict[str, Any] = {}
    for document in dict.fromkeys(document_of_fact.values()):
        if document not in documents:
            continue
        document_json = reading(documents[document], request.world.issues)
        for fact in document_json["found"]:
            if fact["id"] in document_of_fact:
                start, end = fact["evidence"]
                document_head = {name: document_json[name] for name in ("id", "name", "title", "date", "source")}
                facts_by_id[fact["id"]] = {**fact, "text": document_json["text"][start:end], "document": document_head}
    return {"items": [facts_by_id[id_] for id_ in ids if id_ in facts_by_id]}


def _actors(request: ApiRequest) -> Any:
    actors, words = request.world.actors, without_accents(request.one("name"))
    keys = [
        id_
        for id_, actor in actors.items()
        if not words or any(words in without_accents(name) for name in (actor.name, *actor.aliases))
    ]
    return Page.of(request, keys, lambda id_: actor_line(actors[id_]))


def _actor(request: ApiRequest) -> Any:
    requested_id = f"{request.path['type']}/{request.path['name']}"
    actors = request.world.actors
    id_ = requested_id if requested_id in actors else request.graph.record.becomes().get(requested_id, requested_id)
    actor = actors.get(id_)
    if actor is None:
        raise ActorUnknownError(actor=repr(id_), hint="")
    ids = [dataclasses.asdict(each) for each in external_ids(actor)]
    return {**actor_line(actor), "external_ids": ids, "documents": list(request.graph.record.documents_of(id_))}


def _dossier(request: ApiRequest) -> Any:
    id_ = f"{request.path['type']}/{request.path['name']}"
    return table(request.graph.dossier(id_, limit=request.whole_number("limit", 10)))


def _selection(request: ApiRequest) -> Selection:
    raw_filters = {
        name: (list(values) if FILTERS[name].several else values[-1])
        for name, values in request.query.items()
        if name in FILTERS and values
    }
    return selected(raw_filters, Finders.of(request.graph.record))


def _graph(request: ApiRequest) -> Any:
    return drawn(request.world, request.graph.record.becomes(), _selection(request))


def _matrix(request: ApiRequest) -> Any:
    return matrix(
        request.world,
        _selection(request),
        by=request.one("by", "actor"),
        at_least=request.whole_number("at_least", 1),
        window=request.one("window", "no"),
        length=request.whole_number("length", 1),
    )


def _questions(request: ApiRequest) -> Any:
    return {"items": [described(each) for each in questions()]}


def _question(request: ApiRequest) -> Any:
    parameters = {parameter.name: parameter for parameter in question(request.path["name"]).parameters}
    raw_parameters = {
        name: list(values) if name in parameters and parameters[name].several else values[-1]
        for name, values in request.query.items()
        if name != "language" and values and values != [""]
    }
    language = request.one("language", "sparql")
    if language not in ("sparql", "cypher"):
        raise ServeRequestError(what="language", value=repr(language), expected="sparql or cypher")
    answer = request.graph.ask(request.path["name"], raw_parameters, language=language, timeout=request.timeout)
    return {**table(answer), "lag": request.graph.lag(language)}


def _sparql(request: ApiRequest) -> Any:
    return _query_answer(request, "sparql")


def _cypher(request: ApiRequest) -> Any:
    return _query_answer(request, "cypher")


def _query_answer(request: ApiRequest, language: str) -> Any:
    store = request.graph.store(language)
    answer: Rows = store.query(request.text("query"), timeout=request.timeout)
    rows = list(itertools.islice(answer.rows, MANY_ROWS + 1))
    return {
        "columns": list(answer.columns),
        "rows": [list(row) for row in rows[:MANY_ROWS]],
        "more": len(rows) > MANY_ROWS,
        "lag": request.graph.lag(language),
    }


def _vocabulary(request: ApiRequest) -> Any:
    return vocabulary()


def _search(request: ApiRequest) -> Any:
    hits = request.graph.record.search(request.one("words"), request.whole_number("limit", 20))
    return {"items": [_found(hit) for hit in hits]}


def _found(hit: FoundSentence) -> dict[str, Any]:
    values = {field.name: getattr(hit, field.name) for field in dataclasses.fields(hit) if field.name != "when"}
    return {**values, "date": str(hit.when) if hit.when else None}


_OF_ACTOR: Final = (Parameter("limit", "facts a section", "integer"),)
_LANGUAGE: Final = (Parameter("language", "sparql or cypher: the answer is the same"),)
_QUERY: Final = (Parameter("query", "the text of the query", required=True),)

OPERATIONS: Final = (
    Operation("/overview", "What is in the graph", _overview),
    Operation("/documents", "The documents, by date", _documents, _PAGED),
    Operation("/documents/{document}", "A document with its text, mentions and facts", _document),
    Operation(
        "/documents/{document}/explanation",
        "What was proposed of each sentence, and why it was kept or dropped",
        _explanation,
    ),
    Operation(
        "/facts",
        "Facts with the words that prove them",
        _facts,
        (Parameter("id", "the id of a fact", several=True, required=True),),
    ),
    Operation(
        "/actors",
        "The actors, by id",
        _actors,
        (Parameter("name", "only those whose name has these letters, whatever their accents"), *_PAGED),
    ),
    Operation("/actors/{type}/{name}", "An actor, and the documents that name it", _actor),
    Operation(
        "/actors/{type}/{name}/dossier",
        "What is known of an actor: the table of `kg show`",
        _dossier,
        _OF_ACTOR,
        stored=False,
    ),
    Operation("/graph", "Actors, issues, and every tie between them", _graph, _FILTERS),
    Operation(
        "/matrix",
        "Who is for and against what: the network of `kg network`",
        _matrix,
        (
            *_FILTERS,
            Parameter("by", f"count actors as: {', '.join(LEVELS)}"),
            Parameter("at_least", "leave out who has fewer facts", "integer"),
            Parameter("window", "a matrix for each window of time: days, weeks, months, years"),
            Parameter("length", "so many of them long; refused where no window fits", "integer"),
        ),
    ),
    Operation("/questions", "The named questions and what they can be told", _questions),
    Operation(
        "/questions/{name}",
        "The answer to a named question; its parameters are those of the question",
        _question,
        _LANGUAGE,
        stored=False,
        others=True,
    ),
    Operation("/sparql", "An answer in SPARQL as a plain table", _sparql, method="POST", body=_QUERY, stored=False),
    Operation("/cypher", "An answer in Cypher as a plain table", _cypher, method="POST", body=_QUERY, stored=False),
    *JUDGEMENTS,
    Operation("/vocabulary", "What a query may name, in both languages", _vocabulary),
    Operation(
        "/search",
        "Sentences that hold these words",
        _search,
        (
            Parameter("words", 'words; phrases in "double quotes"', required=True),
            Parameter("limit", "sentences", "integer"),
        ),
    ),
)
"""All operations."""
