"""SPARQL queries with parameters, and conversion between RDF terms and values; the same for every SPARQL store.

A parameter is written ``$name``, a variable ``?name``. The value of a parameter becomes an RDF term that replaces the
token, so that no value can end a string or begin a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.errors import SparqlParameterError, SparqlSyntaxError, SparqlUpdateRefusedError
from kg.stores.protocol import Parameters, Value, as_python
from kg.stores.rdf.reaching import reach
from kg.stores.rdf.tokens import TOKEN, UPDATES
from kg.stores.reach import permit
from kg.vocabulary import FACT_ID, ID, ISSUE, NEG, PREFIXES, iri, short_id

__all__ = [
    "Form",
    "bind",
    "checked",
    "declared",
    "form",
    "syntax_error",
    "term",
    "unbound",
    "value",
]

PLACE = re.compile(r"error at (\d+):(\d+)")
REASON = re.compile(r"[A-Z]\w*(?: [\w*]+){2,}")
"""The sentence in an engine's error message that gives a reason; the rest lists the tokens that it expected."""
PREFIX = "Prefix not found"

XSD = PREFIXES["xsd"]
INTEGERS = frozenset(XSD + name for name in ("byte", "int", "integer", "long", "nonNegativeInteger", "short"))
NUMBERS = frozenset(XSD + name for name in ("decimal", "double", "float"))
ACTOR_TYPES = "person|state|organization|bloc|delegation|faction|group"
SHORT_ID = re.compile(
    rf"(?:(?:{ACTOR_TYPES}|issue|software)/[^\s<>\"{{}}|\\^`]+"
    rf"|document/[0-9a-f]{{16}}(?:/(?:provenance|reading))?"
    rf"|{FACT_ID}"
    rf"|evidence/[0-9a-f]{{16}}/\d+-\d+(?:/(?:position|quote))?)"
)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
QUERIES = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


class Form(NamedTuple):
    """The kind of a query: whether it is an ``update``, names a ``dataset`` (``FROM``), asks another ``service``, and
    returns a ``graph`` (``CONSTRUCT``, ``DESCRIBE``)."""

    update: bool
    dataset: bool
    service: bool
    graph: bool


def form(text: str) -> Form:
    """The form of a text by its keywords; a text that is neither a query nor an update counts as a query.

    >>> form("# who\\nPREFIX insert: <https://example.org/> SELECT ?s FROM insert:a WHERE { ?s ?p ?o }")
    Form(update=False, dataset=True, service=False, graph=False)
    >>> form("DELETE WHERE { ?s ?p ?o }").update
    True
    """
    words = [match["word"].upper() for match in TOKEN.finditer(text) if match["word"]]
    verb = next((word for word in words if word in QUERIES | UPDATES), "")
    return Form(verb in UPDATES, "FROM" in words, "SERVICE" in words, verb in ("CONSTRUCT", "DESCRIBE"))


def checked(text: str, parameters: Parameters | None, *, write: bool, network: bool, files: bool) -> tuple[str, Form]:
    """Check that a text does only what it is allowed to; returns it with its parameters bound, and its form.

    Raises `SparqlUpdateRefusedError`, and what `bind` and `kg.stores.reach.permit` raise.
    """
    bound = bind(text, parameters or {})
    permit(reach(bound), "SPARQL", network=network, files=files)
    found = form(bound)
    if found.update and not write:
        raise SparqlUpdateRefusedError(text=" ".join(text.split())[:80])
    return bound, found


def bind(text: str, parameters: Parameters) -> str:
    """Replace each ``$name`` by the term of its parameter; strings, comments and IRIs stay as they are.

    A tuple is a list of alternatives, for ``VALUES ?x { $name }`` and ``?x IN ($name)``. A parameter that is None is
    not bound. Raises `SparqlParameterError` for a parameter that the text does not use.

    >>> bind("SELECT ?p { ?p neg:holder $who ; neg:matter '$who' }", {"who": "state/CN"})
    "SELECT ?p { ?p neg:holder <https://w3id.org/negotiation-kg/id/state/CN> ; neg:matter '$who' }"
    >>> bind("VALUES ?stance { $any } FILTER (?sign IN ($any))", {"any": ("for", "against")})
    'VALUES ?stance { "for" "against" } FILTER (?sign IN ("for", "against"))'
    """
    given_values = {name: as_python(bound) for name, bound in parameters.items() if bound is not None}
    parts: list[str] = []
    brackets: list[str] = []
    used: set[str] = set()
    end = 0
    for match in TOKEN.finditer(text):
        token, name = match[0], (match["parameter"] or "").removeprefix("$")
        if token in ("(", "{"):
            brackets.append(token)
        elif token in (")", "}") and brackets:
            brackets.pop()
        if name in given_values:
            used.add(name)
            separator = ", " if brackets and brackets[-1] == "(" else " "
            parts += text[end : match.start()], _term_text(name, given_values[name], separator)
            end = match.end()
    for name in given_values:
        if name not in used:
            raise SparqlParameterError(name=name, detail=f"the query has no ${name}")
    return "".join(parts) + text[end:]


def unbound(text: str, parameters: Parameters) -> list[str]:
    """The ``$name`` of a text that have no value, except those that must be meant as variables.

    >>> unbound("SELECT ?l { ?x neg:date $day ; neg:holder $who } # $x", {"who": "state/CN"})
    ['day']
    >>> unbound("SELECT $p (COUNT($day) AS $n) { $p neg:date $day }", {})
    ['day']
    """
    names = dict.fromkeys(match["parameter"][1:] for match in TOKEN.finditer(text) if match["parameter"])
    variables = set(_named_variables(text))
    return [name for name in names if parameters.get(name) is None and name not in variables]


def _named_variables(text: str) -> Iterator[str]:
    """The variables written ``$name`` that a text selects or assigns with ``AS``."""
    in_select, depth, previous_token = False, 0, ""
    for match in TOKEN.finditer(text):
        if match["space"]:
            continue
        token = match[0].upper()
        if token == "SELECT":
            in_select, depth = True, 0
        elif token in ("{", "FROM", "WHERE"):
            in_select = False
        depth += (token == "(") - (token == ")")
        if match["parameter"] and (previous_token == "AS" or (in_select and not depth)):
            yield match["parameter"][1:]
        previous_token = token


def declared(text: str) -> str:
    """The text after a line that declares those of the project's prefixes that it uses without declaring them.

    >>> print(declared("PREFIX skos: <urn:x> ASK { ?s skos:prefLabel ?n ; neg:type 'State' }"))
    PREFIX neg: <https://w3id.org/negotiation-kg/ns#>
    PREFIX skos: <urn:x> ASK { ?s skos:prefLabel ?n ; neg:type 'State' }
    """
    return (
        " ".join(f"PREFIX {name}: <{PREFIXES[name]}>" for name in _undeclared(text) if name in PREFIXES) + f"\n{text}"
    )


def _undeclared(text: str) -> list[str]:
    """The prefixes that a text uses without declaring them."""
    tokens = [match for match in TOKEN.finditer(text) if match["name"] or match["word"]]
    used = dict.fromkeys(match["name"].partition(":")[0] for match in tokens if match["name"])
    declared_names = {
        name["name"].removesuffix(":")
        for word, name in pairwise(tokens)
        if (word["word"] or "").upper() == "PREFIX" and name["name"]
    }
    return [prefix for prefix in used if prefix not in declared_names]


def term(value: str | int | float | bool) -> NamedNode | Literal:
    """The RDF term for a value.

    A string in the form of an id (``state/CN``) or in one of the project's namespaces becomes an IRI, one in the form
    of a day an ``xsd:date``; any other a plain literal.

    >>> term("2018-08-24"), term("issue/Tariffs")  # doctest: +NORMALIZE_WHITESPACE
    (<Literal value=2018-08-24 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#date>>,
     <NamedNode value=https://w3id.org/negotiation-kg/issues#Tariffs>)
    """
    if not isinstance(value, str):
        return Literal(value)
    if SHORT_ID.fullmatch(value):
        return NamedNode(iri(value))
    if value.startswith((ID, ISSUE, NEG)):
        return NamedNode(value)
    return Literal(value, datatype=NamedNode(XSD + "date")) if DAY.fullmatch(value) else Literal(value)


def value(term: NamedNode | BlankNode | Literal | Triple | None) -> Value:
    """The value of a term in an answer: a short id, an IRI, ``_:x``, a number, a boolean, a date or a string.

    >>> value(NamedNode("https://w3id.org/negotiation-kg/id/state/CN")), value(Literal(12)), value(None)
    ('state/CN', 12, None)
    """
    match term:
        case None:
            return None
        case NamedNode():
            return short_id(term.value) or term.value
        case Literal():
            return _literal(term)
        case _:
            return str(term)


def _term_text(name: str, bound: Value | tuple[Value, ...], between: str) -> str:
    if isinstance(bound, tuple):
        return between.join(_term_text(name, each, between) for each in bound)
    if isinstance(bound, int) and not isinstance(bound, bool):
        return str(bound)  # a bare integer, so that LIMIT takes it
    try:
        return str(term(bound)) if bound is not None else "UNDEF"
    except ValueError as error:
        raise SparqlParameterError(name=name, detail=f"{bound!r} cannot be written in RDF ({error})") from error


def _literal(literal: Literal) -> Value:
    datatype, words = literal.datatype.value, literal.value
    try:
        if datatype in INTEGERS:
            return int(words)
        if datatype in NUMBERS:
            return float(words)
    except ValueError:
        return words
    if datatype == XSD + "boolean" and words in ("true", "1", "false", "0"):
        return words in ("true", "1")
    return words


def syntax_error(text: str, error: SyntaxError) -> SparqlSyntaxError:
    """The engine's syntax error as ours, with the place and the engine's reason."""
    place = PLACE.search(str(error))
    line, column = (int(place[1]), int(place[2])) if place else (1, 1)
    rest = "\n".join(text.splitlines()[line - 1 :])[column - 1 :]
    near = rest.splitlines()[0][:60] if rest.strip() else "the end"
    said = REASON.search(str(error))
    reason = f" ({said[0]})" if said else ""
    if said and said[0] == PREFIX:
        reason = f" ({PREFIX}: {', '.join(name for name in _undeclared(text) if name not in PREFIXES)})"
    return SparqlSyntaxError(line=line, column=column, near=near, reason=reason)
