"""Checks of what a caller gives."""

from __future__ import annotations

import math
from collections.abc import Mapping
from numbers import Integral, Real
from typing import Any

from kg.errors.questions import ParameterValueError

__all__ = ["by_name", "check_count", "check_number", "check_options", "check_type", "check_words"]


def check_number(
    parameter: str, value: object, expected: str, least: float = 0, most: float = math.inf, kind: type = Real
) -> None:
    """Raise `ParameterValueError` unless ``value`` is None or a number of this kind from ``least`` to ``most``.

    ``expected`` describes this to a person. Numbers of numpy count as numbers, truth values do not.
    """
    if value is None or (isinstance(value, kind) and not isinstance(value, bool) and least <= value <= most):  # type: ignore[operator]
        return
    raise ParameterValueError(parameter=parameter, value=repr(value), expected=expected)


def check_count(parameter: str, value: object, expected: str = "a whole number from 1 on", least: int = 1) -> None:
    """Raise `ParameterValueError` unless ``value`` is None or a whole number from ``least`` on; see `check_number`."""
    check_number(parameter, value, expected, least, kind=Integral)


def check_words(parameter: str, value: object, expected: str = "a word") -> None:
    """Raise `ParameterValueError` unless ``value`` is a string that can be encoded."""
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            pass
        else:
            return
    raise ParameterValueError(parameter=parameter, value=repr(value), expected=expected)


def check_type(parameter: str, value: object, kind: type, expected: str) -> None:
    """Raise `ParameterValueError` unless ``value`` is None or of this type; ``expected`` describes it to a person."""
    if value is not None and not isinstance(value, kind):
        raise ParameterValueError(parameter=parameter, value=repr(value), expected=expected)


def check_options(parameter: str, value: object, kinds: Mapping[str, type]) -> None:
    """Raise `ParameterValueError` unless ``value`` is None or of one of these types, each by the name under which it is
    imported: several modules have a class called Options."""
    if value is not None and not isinstance(value, tuple(kinds.values())):
        own_type = f"{type(value).__module__}.{type(value).__qualname__}".removeprefix("builtins.")
        raise ParameterValueError(
            parameter=parameter, value=f"of the class {own_type}", expected=f"of {' or '.join(kinds)}"
        )


def by_name(parameter: str, values: Any) -> Mapping[str, Any]:
    """The mapping (a row of a data frame will do) as a dict; None is empty. Raises `ParameterValueError`."""
    if values is not None and not hasattr(values, "keys"):
        raise ParameterValueError(parameter=parameter, value=repr(values), expected="values by their names")
    return {} if values is None else dict(values)
