"""The installed loaders, and the choice of a loader for a source."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING

from kg.errors import (
    BinaryDocumentError,
    BrokenLoaderError,
    DocumentError,
    EmptyDocumentError,
    KgWarning,
    LoaderFaultError,
    UnknownFormatError,
    UnknownLoaderError,
)
from kg.errors.root import in_words
from kg.model import Document
from loaders import encoding, magic
from loaders.options import Options
from loaders.source import Source

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = [
    "GROUP",
    "Likeness",
    "Load",
    "Loader",
    "check",
    "choose",
    "formats",
    "installed",
    "loader",
    "suffixes_of_plain_text",
    "with_package",
]

GROUP = "kg.loaders"
_OWN = "negotiation-kg"
"""The package of the project's own loaders."""

type Load = Callable[[Source, Options], Iterator[Document | DocumentError]]


class Likeness(IntEnum):
    """How well the first bytes of a file fit a format."""

    NO = 0
    POSSIBLE = 1
    """Not excluded: sufficient if the suffix is one of the format's."""
    LIKELY = 2
    """Probable: sufficient if the name has no suffix."""
    CERTAIN = 3
    """Certain: overrides the suffix."""


@dataclass(frozen=True, slots=True)
class Loader:
    """The loader of a format: its function, its suffixes, its check of a file's first bytes, and whether its files are
    nearly all text, without markup, fonts and pictures."""

    load: Load
    suffixes: tuple[str, ...]
    sniff: Callable[[bytes], Likeness]
    is_plain: bool = False

    def __call__(self, source: Source, options: Options) -> Iterator[Document | DocumentError]:
        """The documents of a source, in its order, with a `DocumentError` in place of each that cannot be read."""
        return self.load(source, options)


def loader(*suffixes: str, sniff: Callable[[bytes], Likeness], is_plain: bool = False) -> Callable[[Load], Loader]:
    """Declares a function as the loader of files with these suffixes (lower case, with dot; "" for no suffix), which
    are nearly all text if ``is_plain``."""
    return lambda load: Loader(load, suffixes, sniff, is_plain)


@cache
def installed() -> Mapping[str, Loader]:
    """All loaders by the name of their format, in alphabetical order. Raises `BrokenLoaderError`."""
    # Imported here because it is slow, and only loading needs it.
    from importlib.metadata import entry_points

    loaders: dict[str, Loader] = {}
    packages: dict[str, str] = {}
    # The project's own loaders come first, so that of two with one name the other is blamed.
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, _package(entry) != _OWN)):
        if entry.name in loaders:
            raise _broken_loader(entry, f"{packages[entry.name]} has a loader of the same name")
        packages[entry.name] = _package(entry)
        try:
            candidate = entry.load()
        # Importing runs code of another package, which may raise anything.
        except Exception as error:
            raise _broken_loader(entry, in_words(error)) from error
        if not isinstance(candidate, Loader):
            raise _broken_loader(entry, f"{entry.value} is not a loaders.Loader")
        loaders[entry.name] = candidate
    return loaders


def formats() -> Mapping[str, tuple[str, ...]]:
    """The suffixes of each format that can be read, by its name."""
    return {name: loader.suffixes for name, loader in installed().items()}


def suffixes_of_plain_text() -> frozenset[str]:
    """The suffixes of files that are nearly all text, without markup, fonts and pictures."""
    return frozenset(suffix for loader in installed().values() if loader.is_plain for suffix in loader.suffixes)


def check(name: str | None) -> None:
    """Raises `UnknownLoaderError` for the name of no loader; None is allowed."""
    if name is not None and name not in installed():
        raise UnknownLoaderError(format=name, formats=", ".join(installed()))


def choose(source: Source, options: Options) -> tuple[str, Loader]:
    """The name and loader of a source's format: that of the options, else by content and suffix.

    Certain content overrides the suffix; content that is only likely is sufficient without a suffix. Raises
    `EmptyDocumentError`, `BinaryDocumentError` and `UnknownFormatError` for what no loader reads, `LoaderFaultError`
    where the loader of the suffix fails to check the content, `UnknownLoaderError`.
    """
    loaders = installed()
    if options.format is not None:
        check(options.format)
        return options.format, loaders[options.format]
    if not source.head.strip():
        raise EmptyDocumentError(place=source.place)
    likeness, faults = _likenesses(source.head, loaders)
    names_by_suffix = {name for name, candidate in loaders.items() if source.suffix in candidate.suffixes}
    # With a suffix of another format, or an unknown one, only certain content is sufficient.
    least_otherwise = Likeness.CERTAIN if source.suffix else Likeness.LIKELY
    least_likeness = {name: Likeness.POSSIBLE if name in names_by_suffix else least_otherwise for name in loaders}

    def rank(name: str) -> tuple[bool, bool, Likeness]:
        # Without a suffix, all formats rank equally here.
        return likeness[name] == Likeness.CERTAIN, bool(source.suffix) and name in names_by_suffix, likeness[name]

    if fitting_names := [name for name in loaders if likeness[name] >= least_likeness[name]]:
        best = max(fitting_names, key=rank)
        return best, loaders[best]
    for name, detail in faults.items():
        if name in names_by_suffix:
            raise LoaderFaultError(place=source.place, loader=with_package(name), detail=detail)
    if kind := magic.kind(source.head) or ("binary data" if encoding.peek(source.head) is None else None):
        raise BinaryDocumentError(place=source.place, kind=kind)
    raise UnknownFormatError(place=source.place, formats=", ".join(loaders))


def _likenesses(head: bytes, loaders: Mapping[str, Loader]) -> tuple[dict[str, Likeness], dict[str, str]]:
    """How well the bytes fit each format; a check that fails counts as `Likeness.NO`, and its fault is issued as a
    `KgWarning` and returned."""
    likenesses: dict[str, Likeness] = {}
    faults: dict[str, str] = {}
    for name, candidate in loaders.items():
        try:
            likenesses[name] = Likeness(candidate.sniff(head))
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - the loader of one format must not stop those of others
            likenesses[name] = Likeness.NO
            faults[name] = f"its sniff fails with {in_words(error)}"
            if entry := _entry(name):
                warnings.warn(str(_broken_loader(entry, faults[name])), KgWarning, stacklevel=3)
    return likenesses, faults


def with_package(name: str) -> str:
    """The loader's name for a message, with the package that it comes from where that is another one than this."""
    entry = _entry(name)
    return f"{name} of {entry.dist.name}" if entry and entry.dist and _package(entry) != _OWN else name


def _entry(name: str) -> EntryPoint | None:
    from importlib.metadata import entry_points

    return next((entry for entry in entry_points(group=GROUP) if entry.name == name), None)


def _package(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist else "an unknown package"


def _broken_loader(entry: EntryPoint, detail: str) -> BrokenLoaderError:
    return BrokenLoaderError(name=entry.name, package=_package(entry), detail=detail)
