"""Modules that are imported at their first use: a command needs only a few of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any

__all__ = ["LazyModule", "lazy_modules", "lazy_names"]


class LazyModule:
    """A stand-in for a module that imports it when an attribute is first read.

    >>> LazyModule("json").dumps([1])
    '[1]'
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        return getattr(import_module(self._name), attribute)


def lazy_modules(package: str, names: str) -> Iterator[LazyModule]:
    """Stand-ins for modules of the package; ``names`` are separated by spaces."""
    return (LazyModule(f"{package}.{name}") for name in names.split())


def lazy_names(package: str, places: Mapping[str, str]) -> Callable[[str], Any]:
    """A ``__getattr__`` for a package that re-exports names of modules: ``places`` has space-separated names by module.

    >>> lazy_names("json", {"decoder": "JSONDecoder JSONDecodeError"})("JSONDecoder").__name__
    'JSONDecoder'
    """
    modules = {name: f"{package}.{module}" for module, names in places.items() for name in names.split()}

    def lazy(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(modules[name]), name)

    return lazy
