"""KG-W: the server, its pages, and the portable page."""

from __future__ import annotations

from kg.errors.root import StoreError, UsageError, with_extra

__all__ = [
    "ServeAddressError",
    "ServeFilterError",
    "ServeNothingHereError",
    "ServePartsMissingError",
    "ServeReadOnlyError",
    "ServeRequestError",
    "ServeSparqlAwayError",
]


class ServePartsMissingError(StoreError):
    """The packages that the server needs are not installed."""

    code = "KG-W001"
    template = "the packages that serve pages are not installed ({detail})."
    next_step = with_extra("serve")


class ServeAddressError(UsageError):
    """The server cannot listen at the address that is named."""

    code = "KG-W002"
    template = "nothing can be served at {host}, port {port}: {detail}."
    next_step = "Name another address with --host and --port; port 0 takes one that is free."


class ServeSparqlAwayError(UsageError):
    """The graph's RDF store is kept by a server, which has a SPARQL endpoint of its own."""

    code = "KG-W003"
    template = "the RDF of this graph is kept at {address}, which answers the SPARQL protocol itself."
    next_step = "Ask it there; or keep the RDF in the graph's folder, with `kg store drop rdf`."


class ServeRequestError(UsageError):
    """A request that the server does not understand."""

    code = "KG-W004"
    template = "{what} is {value}, which is not {expected}."
    next_step = "The page /api says what each address takes."


class ServeReadOnlyError(UsageError):
    """A request that would change the graph, sent to a server that only reads it."""

    code = "KG-W005"
    template = "{what} would change the graph, and this server only reads it."
    next_step = "Start it with `kg serve --write`."


class ServeFilterError(UsageError):
    """The filters leave no document to put into the file."""

    code = "KG-W006"
    template = "no document of the graph matches {asked}."
    next_step = "Ask for less: `kg documents` lists what there is."


class ServeNothingHereError(UsageError):
    """A request for an address that the server does not have."""

    code = "KG-W007"
    template = "there is nothing at {address}."
    next_step = "The page /api lists the addresses for programs; people begin at /."
