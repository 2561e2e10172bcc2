"""Checks of what a caller gives."""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from numbers import Integral, Real
from pathlib import Path
from typing import Any

from kg.errors.questions import ParameterValueError
from kg.errors.usage import InputError

__all__ = [
    "by_name",
    "check_callable",
    "check_class",
    "check_count",
    "check_number",
    "check_type",
    "check_words",
    "each_of",
    "input_errors",
    "is_text",
    "path_of",
]


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
    if not is_text(value):
        raise ParameterValueError(parameter=parameter, value=repr(value), expected=expected)


def is_text(value: object) -> bool:
    """Whether it is a string that can be encoded: one without half a character (a lone surrogate)."""
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def check_type(parameter: str, value: object, kind: type, expected: str) -> None:
    """Raise `ParameterValueError` unless ``value`` is None or of this type; ``expected`` describes it to a person. The
    message shows the value, where that of `check_class` shows its class."""
    if value is not None and not isinstance(value, kind):
        raise ParameterValueError(parameter=parameter, value=repr(value), expected=expected)


def check_class(parameter: str, value: object, classes: Mapping[str, type], *, is_needed: bool = False) -> None:
    """Raise `ParameterValueError` unless ``value`` is an instance of one of these classes, or None and not needed.

    Each class has the name under which it is imported, for the message: several modules have a class called Options.
    """
    if isinstance(value, tuple(classes.values())) or (value is None and not is_needed):
        return
    own_class = f"{type(value).__module__}.{type(value).__qualname__}".removeprefix("builtins.")
    given = "None" if value is None else f"of the class {own_class}"
    raise ParameterValueError(parameter=parameter, value=given, expected=f"of {' or '.join(classes)}")


def check_callable(parameter: str, value: object) -> None:
    """Raise `ParameterValueError` unless ``value`` is None or can be called."""
    if value is not None and not callable(value):
        raise ParameterValueError(parameter=parameter, value=repr(value), expected="a function")


def path_of(parameter: str, value: object) -> Path:
    """The path that a string or path names. Raises `ParameterValueError` where no file can have such a name."""
    try:
        path = Path(value)  # type: ignore[arg-type]
        if b"\0" not in os.fsencode(path):
            return path
    except (TypeError, UnicodeEncodeError):
        pass
    raise ParameterValueError(parameter=parameter, value=repr(value), expected="the path of a file or folder")


@contextmanager
def input_errors(path: Path) -> Iterator[None]:
    """A context manager: raise `InputError` if the system does not let the path be read, or what belongs to it."""
    try:
        yield
    except OSError as error:
        raise InputError(path=error.filename or path, detail=error.strerror or error) from error


def each_of[T](parameter: str, values: Iterable[T], kind: type[T], expected: str) -> list[T]:
    """The values as a list. Raises `ParameterValueError` unless they are several, each of this type: a single string is
    not several, although it can be iterated over."""
    if not isinstance(values, Iterable) or isinstance(values, str):
        raise ParameterValueError(parameter=parameter, value=repr(values), expected=f"several, each {expected}")
    whole = list(values)
    for value in whole:
        if not isinstance(value, kind):
            raise ParameterValueError(parameter=f"one of {parameter}", value=repr(value), expected=expected)
    return whole


def by_name(parameter: str, values: Any) -> Mapping[str, Any]:
    """The mapping (a row of a data frame will do) as a dict; None is empty. Raises `ParameterValueError`."""
    if values is not None and not hasattr(values, "keys"):
        raise ParameterValueError(parameter=parameter, value=repr(values), expected="values by their names")
    named = {} if values is None else dict(values)
    for name in named:
        check_words(f"a name in {parameter}", name)
    return named
