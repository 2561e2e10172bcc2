"""The API described as OpenAPI 3.1, and as a page for people."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any, Final

from kg.processes.version import own_version
from kg.serve.asking import Given, Operation

__all__ = ["openapi", "openapi_page"]

type Json = dict[str, Any]

_IN_PATH: Final = re.compile(r"\{(\w+)\}")
_PROBLEM: Final = {
    "description": "what is wrong, and the next step",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
_SCHEMAS: Final[Json] = {
    "Problem": {
        "type": "object",
        "required": ["title", "status", "code", "next_step"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "code": {"type": "string"},
            "next_step": {"type": "string"},
            "at": {"type": "object"},
        },
    },
    "Page": {
        "type": "object",
        "required": ["items", "next", "total"],
        "properties": {
            "items": {"type": "array", "items": {}},
            "next": {"type": ["string", "null"], "description": "give it as `after` for the next page"},
            "total": {"type": "integer"},
        },
    },
}


def openapi(operations: Iterable[Operation]) -> Json:
    """The OpenAPI description of these operations."""
    paths: Json = {}
    for each in operations:
        paths.setdefault(f"/api{each.path}", {})[each.method.lower()] = _operation(each)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "negotiation-kg",
            "version": own_version(),
            "description": "A graph of negotiation actors and positions. Answers from the record carry an ETag that "
            "changes with its revision. SPARQL 1.1 Protocol is at /sparql.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {"schemas": _SCHEMAS},
    }


def _operation(each: Operation) -> Json:
    is_page = any(given.name == "after" for given in each.given)
    schema: Json = {"$ref": "#/components/schemas/Page"} if is_page else {"type": "object"}
    found: Json = {
        "summary": each.title,
        "operationId": _name(each),
        "parameters": [
            *({"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in _in_path(each)),
            *map(_parameter, each.given),
        ],
        "responses": {
            "200": {"description": "the answer", "content": {"application/json": {"schema": schema}}},
            **({"304": {"description": "nothing has changed"}} if each.stored else {}),
            "default": _PROBLEM,
        },
    }
    if each.body:
        properties = {given.name: {**_schema(given), "description": given.about} for given in each.body}
        needed = [given.name for given in each.body if given.required]
        body = {"type": "object", "required": needed, "properties": properties}
        found["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    return found


def _parameter(given: Given) -> Json:
    return {
        "name": given.name,
        "in": "query",
        "description": given.about,
        "required": given.required,
        "schema": _schema(given),
    }


def _schema(given: Given) -> Json:
    one: Json = {"type": given.type}
    return {"type": "array", "items": one} if given.several else one


def _name(each: Operation) -> str:
    words = re.findall(r"\w+", each.path)
    return "_".join([each.method.lower(), *words])


def _in_path(each: Operation) -> list[str]:
    return _IN_PATH.findall(each.path)


def openapi_page(operations: Iterable[Operation]) -> str:
    """The same as an HTML page without scripts."""
    parts = []
    for each in operations:
        rows = "".join(
            f"<tr><th scope=row><code>{html.escape(given.name)}</code></th>"
            f"<td>{html.escape(given.about)}{', may come again' if given.several else ''}"
            f"{', required' if given.required else ''}</td></tr>"
            for given in (*each.given, *each.body)
        )
        table = f"<table>{rows}</table>" if rows else ""
        parts.append(
            f"<section><h2><code>{each.method} /api{html.escape(each.path)}</code></h2>"
            f"<p>{html.escape(each.title)}</p>{table}</section>"
        )
    return (
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>API</title>"
        "<meta name=viewport content='width=device-width'><link rel=stylesheet href='/page/explorer.css'></head>"
        "<body class=document><main><h1>API</h1><p>Everything is JSON. Lists come in pages: give <code>next</code> as "
        "<code>after</code>. Answers from the record have an <code>ETag</code>. "
        "<a href='/api/openapi.json'>openapi.json</a> describes the same for programs; "
        "<code>/sparql</code> speaks the SPARQL 1.1 Protocol.</p>" + "".join(parts) + "</main></body></html>"
    )
