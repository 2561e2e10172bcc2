"""Holds the numbers that a caller gives against what they may be."""

from __future__ import annotations

import math
from numbers import Real

from kg.errors.questions import ParameterValueError

__all__ = ["check_number"]


def check_number(
    parameter: str, value: object, expected: str, least: float = 0, most: float = math.inf, kind: type = Real
) -> None:
    """Raise `ParameterValueError` unless ``value`` is None or a number of this kind, from ``least`` up to ``most``.

    ``expected`` says so to a person. Numbers of numpy are numbers, truth values are none.
    """
    if value is None or (isinstance(value, kind) and not isinstance(value, bool) and least <= value <= most):  # type: ignore[operator]
        return
    raise ParameterValueError(parameter=parameter, value=repr(value), expected=expected)
