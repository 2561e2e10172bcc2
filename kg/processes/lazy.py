"""Modules that are loaded when something of them is first used: a command needs a small part of what there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any

__all__ = ["LazyModule", "lazy_modules", "lazy_names"]


class LazyModule:
    """Stands for a module until something of it is wanted, and hands on what it has.

    >>> LazyModule("json").dumps([1])
    '[1]'
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        return getattr(import_module(self._name), attribute)


def lazy_modules(package: str, names: str) -> Iterator[LazyModule]:
    """The modules of the package with these names, which have spaces between them."""
    return (LazyModule(f"{package}.{name}") for name in names.split())


def lazy_names(package: str, places: Mapping[str, str]) -> Callable[[str], Any]:
    """The ``__getattr__`` of a package that shows names of its modules: ``places`` has the names by module, with
    spaces between them.

    >>> lazy_names("json", {"decoder": "JSONDecoder JSONDecodeError"})("JSONDecoder").__name__
    'JSONDecoder'
    """
    modules = {name: f"{package}.{module}" for module, names in places.items() for name in names.split()}

    def found(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(modules[name]), name)

    return found
