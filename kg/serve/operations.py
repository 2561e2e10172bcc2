"""The operations of the API, in the order of the page that describes them."""

from __future__ import annotations

import dataclasses
import itertools
from typing import Any, Final

from kg.errors import ActorUnknownError, ServeRequestError
from kg.networks.from_graph import FILTERS, LEVELS, Selection, selected
from kg.query import questions
from kg.query.question import question
from kg.query.values import Finders
from kg.resolve import external_ids
from kg.serve.asking import Asked, Given, Operation, Page
from kg.serve.content.documents import actor_line, line, reading
from kg.serve.content.graph import drawn
from kg.serve.content.matrix import matrix
from kg.serve.content.overview import overview
from kg.serve.content.questions import described, table
from kg.serve.content.vocabulary import vocabulary
from kg.serve.judging import JUDGING
from kg.stores.protocol import Rows

__all__ = ["OPERATIONS"]

MANY_FACTS: Final = 200
MANY_ROWS: Final = 10_000
"""The largest number of rows in an answer for a page; /sparql sends all of them."""

_PAGED: Final = (
    Given("after", "the key of the last item of the page before"),
    Given("limit", "items on the page, at most 1000", "integer"),
)
_FILTERS: Final = tuple(
    Given(each.name, each.help, "number" if each.type == "float" else "string", each.several)
    for each in FILTERS.values()
)


def _overview(asked: Asked) -> Any:
    name = asked.graph.folder.absolute().name
    return {**overview(asked.world, name), "write": asked.access.write}


def _documents(asked: Asked) -> Any:
    documents = asked.world.documents
    return Page.of(asked, list(documents), lambda id_: line(documents[id_]))


def _document(asked: Asked) -> Any:
    return reading(asked.world.documents[asked.graph.record.document(asked.path["document"]).id], asked.world.issues)


def _explanation(asked: Asked) -> Any:
    document = asked.graph.record.document(asked.path["document"])
    sentences = asked.desk.explained(asked.graph, document)
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


def _facts(asked: Asked) -> Any:
    ids = asked.query.get("id", ())
    if not 0 < len(ids) <= MANY_FACTS:
        raise ServeRequestError(what="id", value=f"given {len(ids)} times", expected=f"1 to {MANY_FACTS} ids of facts")
    documents = asked.world.documents
    wanted = {id_: id_.split("/")[1] for id_ in ids if id_.count("/") == 2}
    found: dict[str, Any] = {}
    for document in dict.fromkeys(wanted.values()):
        if document not in documents:
            continue
        whole = reading(documents[document], asked.world.issues)
        for fact in whole["found"]:
            if fact["id"] in wanted:
                start, end = fact["evidence"]
                head = {name: whole[name] for name in ("id", "name", "title", "date", "source")}
                found[fact["id"]] = {**fact, "text": whole["text"][start:end], "document": head}
    return {"items": [found[id_] for id_ in ids if id_ in found]}


def _actors(asked: Asked) -> Any:
    actors, words = asked.world.actors, asked.one("name").casefold()
    keys = [
        id_
        for id_, actor in actors.items()
        if not words or any(words in name.casefold() for name in (actor.name, *actor.aliases))
    ]
    return Page.of(asked, keys, lambda id_: actor_line(actors[id_]))


def _actor(asked: Asked) -> Any:
    given = f"{asked.path['type']}/{asked.path['name']}"
    actors = asked.world.actors
    id_ = given if given in actors else asked.graph.record.becomes().get(given, given)
    actor = actors.get(id_)
    if actor is None:
        raise ActorUnknownError(actor=repr(id_), hint="")
    ids = [dataclasses.asdict(each) for each in external_ids(actor)]
    return {**actor_line(actor), "external_ids": ids, "documents": list(asked.graph.record.documents_of(id_))}


def _dossier(asked: Asked) -> Any:
    id_ = f"{asked.path['type']}/{asked.path['name']}"
    return table(asked.graph.dossier(id_, limit=asked.whole("limit", 10)))


def _selection(asked: Asked) -> Selection:
    given = {
        name: (list(values) if FILTERS[name].several else values[-1])
        for name, values in asked.query.items()
        if name in FILTERS and values
    }
    return selected(given, Finders.of(asked.graph.record))


def _graph(asked: Asked) -> Any:
    return drawn(asked.world, asked.graph.record.becomes(), _selection(asked))


def _matrix(asked: Asked) -> Any:
    return matrix(
        asked.world,
        _selection(asked),
        by=asked.one("by", "actor"),
        at_least=asked.whole("at_least", 1),
        window=asked.one("window", "no"),
        length=asked.whole("length", 1),
    )


def _questions(asked: Asked) -> Any:
    return {"items": [described(each) for each in questions()]}


def _question(asked: Asked) -> Any:
    known = {each.name: each for each in question(asked.path["name"]).parameters}
    given = {
        name: list(values) if name in known and known[name].several else values[-1]
        for name, values in asked.query.items()
        if name != "language" and values and values != [""]
    }
    language = asked.one("language", "sparql")
    if language not in ("sparql", "cypher"):
        raise ServeRequestError(what="language", value=repr(language), expected="sparql or cypher")
    answer = asked.graph.ask(asked.path["name"], given, language=language, timeout=asked.timeout)
    return {**table(answer), "lag": asked.graph.lag(language)}


def _sparql(asked: Asked) -> Any:
    return _own_words(asked, "sparql")


def _cypher(asked: Asked) -> Any:
    return _own_words(asked, "cypher")


def _own_words(asked: Asked, language: str) -> Any:
    store = asked.graph.store(language)
    answer: Rows = store.query(asked.text("query"), timeout=asked.timeout)
    rows = list(itertools.islice(answer.rows, MANY_ROWS + 1))
    return {
        "columns": list(answer.columns),
        "rows": [list(row) for row in rows[:MANY_ROWS]],
        "more": len(rows) > MANY_ROWS,
        "lag": asked.graph.lag(language),
    }


def _vocabulary(asked: Asked) -> Any:
    return vocabulary()


def _search(asked: Asked) -> Any:
    found = asked.graph.record.search(asked.one("words"), asked.whole("limit", 20))
    return {
        "items": [{**dataclasses.asdict(each), "date": each.date.isoformat() if each.date else None} for each in found]
    }


_OF_ACTOR: Final = (Given("limit", "facts a section", "integer"),)
_NAMED: Final = (Given("language", "sparql or cypher: the answer is the same"),)
_QUERY: Final = (Given("query", "the text of the query", required=True),)

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
        (Given("id", "the id of a fact", several=True, required=True),),
    ),
    Operation(
        "/actors", "The actors, by id", _actors, (Given("name", "only those whose name has these letters"), *_PAGED)
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
            Given("by", f"count actors as: {', '.join(LEVELS)}"),
            Given("at_least", "leave out who has fewer facts", "integer"),
            Given("window", "a matrix for each window of time: days, weeks, months, years"),
            Given("length", "so many of them long; refused where no window fits", "integer"),
        ),
    ),
    Operation("/questions", "The named questions and what they can be told", _questions),
    Operation(
        "/questions/{name}",
        "The answer to a named question; its parameters are those of the question",
        _question,
        _NAMED,
        stored=False,
        others=True,
    ),
    Operation("/sparql", "An answer in SPARQL as a plain table", _sparql, method="POST", body=_QUERY, stored=False),
    Operation("/cypher", "An answer in Cypher as a plain table", _cypher, method="POST", body=_QUERY, stored=False),
    *JUDGING,
    Operation("/vocabulary", "What a query may name, in both languages", _vocabulary),
    Operation(
        "/search",
        "Sentences that hold these words",
        _search,
        (Given("words", 'words; phrases in "double quotes"', required=True), Given("limit", "sentences", "integer")),
    ),
)
"""All operations."""
