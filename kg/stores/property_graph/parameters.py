"""The parameters of a Cypher query, in the form that every engine takes."""

from __future__ import annotations

from kg.errors import CypherParameterError
from kg.stores.protocol import Parameters, as_python

__all__ = ["bind"]

LARGEST = 2**63 - 1
"""The largest integer of an engine."""


def bind(parameters: Parameters | None) -> dict[str, object]:
    """The parameters in the form that an engine takes. Raises `CypherParameterError` for an invalid value."""
    return {name: _bind_value(name, value) for name, value in (parameters or {}).items()}


def _bind_value(name: str, raw_value: object) -> object:
    value = as_python(raw_value)
    if isinstance(value, tuple):
        return [_bind_value(name, item) for item in value]
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise CypherParameterError(name=name, detail="holds half a character (a lone surrogate)") from error
    elif isinstance(value, int) and not -LARGEST - 1 <= value <= LARGEST:
        raise CypherParameterError(name=name, detail=f"is {value}, which does not fit in 64 bits")
    elif value is not None and not isinstance(value, bool | int | float):
        raise CypherParameterError(name=name, detail=f"is of type {type(raw_value).__name__}")
    return value
