"""The API described as OpenAPI 3.1, and as a page for people."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any, Final

from kg.processes.version import own_version
from kg.serve.asking import Operation, Parameter

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
    for operation in operations:
        paths.setdefault(f"/api{operation.path}", {})[operation.method.lower()] = _operation(operation)
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


def _operation(operation: Operation) -> Json:
    is_page = any(parameter.name == "after" for parameter in operation.parameters)
    schema: Json = {"$ref": "#/components/schemas/Page"} if is_page else {"type": "object"}
    description: Json = {
        "summary": operation.title,
        "operationId": _name(operation),
        "parameters": [
            *(
                {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
                for name in _in_path(operation)
            ),
            *map(_parameter, operation.parameters),
        ],
        "responses": {
            "200": {"description": "the answer", "content": {"application/json": {"schema": schema}}},
            **({"304": {"description": "nothing has changed"}} if operation.stored else {}),
            "default": _PROBLEM,
        },
    }
    if operation.body:
        properties = {
            parameter.name: {**_schema(parameter), "description": parameter.description} for parameter in operation.body
        }
        needed = [parameter.name for parameter in operation.body if parameter.required]
        body = {"type": "object", "required": needed, "properties": properties}
        description["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    return description


def _parameter(parameter: Parameter) -> Json:
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.description,
        "required": parameter.required,
        "schema": _schema(parameter),
    }


def _schema(parameter: Parameter) -> Json:
    one: Json = {"type": parameter.type}
    return {"type": "array", "items": one} if parameter.several else one


def _name(operation: Operation) -> str:
    words = re.findall(r"\w+", operation.path)
    return "_".join([operation.method.lower(), *words])


def _in_path(operation: Operation) -> list[str]:
    return _IN_PATH.findall(operation.path)


def openapi_page(operations: Iterable[Operation]) -> str:
    """The same as an HTML page without scripts."""
    parts = []
    for operation in operations:
        rows = "".join(
            f"<tr><th scope=row><code>{html.escape(parameter.name)}</code></th>"
            f"<td>{html.escape(parameter.description)}{', may come again' if parameter.several else ''}"
            f"{', required' if parameter.required else ''}</td></tr>"
            for parameter in (*operation.parameters, *operation.body)
        )
        table = f"<table>{rows}</table>" if rows else ""
        parts.append(
            f"<section><h2><code>{operation.method} /api{html.escape(operation.path)}</code></h2>"
            f"<p>{html.escape(operation.title)}</p>{table}</section>"
        )
    return (
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>API</title>"
        "<meta name=viewport content='width=device-width'><link rel=stylesheet href='/page/explorer.css'></head>"
        "<body class=document><main><h1>API</h1><p>Everything is JSON. Lists come in pages: give <code>next</code> as "
        "<code>after</code>. Answers from the record have an <code>ETag</code>. "
        "<a href='/api/openapi.json'>openapi.json</a> describes the same for programs; "
        "<code>/sparql</code> speaks the SPARQL 1.1 Protocol.</p>" + "".join(parts) + "</main></body></html>"
    )
