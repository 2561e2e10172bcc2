"""Finds the files for a path: a file, a folder, a glob or a ``file:`` URI."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote_to_bytes

from kg.errors import DirectoryLoopError, DocumentError, NothingFoundError, OutwardLinkError, UnreadableFileError
from loaders.source import parts_of, readable_name

__all__ = ["Paths", "find", "is_of_system", "path_names", "readable_files"]

_OF_OFFICE: Final = ("~$",)
_OF_WINDOWS: Final = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "$recycle.bin", "system volume information"})


type Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
"""One path, or any number of them."""

GRAPH: Final = ("kg.toml", "record.db")
"""Files by which the folder of a graph is recognised."""


def path_names(paths: Paths) -> tuple[str, ...]:
    """The distinct paths as strings, for one path or several. Raises `NothingFoundError` for what is no path, or blank,
    as from an empty cell or an unset variable.

    >>> path_names("examples"), path_names([Path("a.txt"), "b.txt", "a.txt"])
    (('examples',), ('a.txt', 'b.txt'))
    """
    names = paths if isinstance(paths, Iterable) and not isinstance(paths, str) else (paths,)
    return tuple(dict.fromkeys(map(_path_name, names)))


def _path_name(name: object) -> str:
    text = os.fspath(name) if isinstance(name, str | os.PathLike) else ""
    if not text.strip():
        raise NothingFoundError(path=repr(name), detail="no path is given")
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        raise NothingFoundError(path=repr(name), detail="no file can have such a name") from None
    return text


def find(
    name: str,
    *,
    follow_links: bool = False,
    on_graph: Callable[[Path], object] = lambda _: None,
    on_empty: Callable[[Path], object] | None = None,
    own_graph: Path | None = None,
) -> list[Path | DocumentError]:
    """The files for a path, glob or ``file:`` URI, in alphabetical order folder by folder.

    A `DocumentError` takes the place of a folder that cannot be opened, of a file in one, of a link to a folder above
    it, and (without ``follow_links``) of a link out of the named folder. Files and folders inside a folder that the
    system does not show are left out, and so are folders of graphs, with which ``on_graph`` is called unless
    it is ``own_graph``, into which the files are read, in a folder above it. With ``on_empty`` it is called with a
    folder that holds no file. Raises `NothingFoundError`.
    """
    path = _of_uri(name) if ":" in name else Path(name)
    if fault := _permission_error(path):
        return [fault]
    if os.path.lexists(path):
        starts, detail = [path], "the folder holds no file that is not hidden"
    elif glob.has_magic(str(path)):
        matches = glob.iglob(str(path), recursive=True)  # noqa: PTH207 - Path.glob takes no absolute pattern
        starts, detail = sorted(map(Path, matches)), "no file matches it"
    else:
        starts, detail = [], "it does not exist"
    graphs: list[Path] = []
    files = list(_files(starts, follow_links, graphs))
    if own_graph:
        graphs = [graph for graph in graphs if graph == path or not graph.samefile(own_graph)]
    if not files and not graphs and on_empty and path.is_dir():
        on_empty(path)
    elif not files and not graphs:
        raise NothingFoundError(path=readable_name(Path(name)), detail=detail)
    for graph in graphs:
        on_graph(graph)
    return files


def readable_files(names: Iterable[str], *, follow_links: bool = False) -> list[Path]:
    """The files that `find` gives for these paths, without its errors; none for ``-``, the standard input."""
    paths = (name for name in names if name != "-")
    found = (file for name in paths for file in find(name, follow_links=follow_links, on_empty=lambda _: None))
    return [file for file in found if not isinstance(file, DocumentError)]


def _files(starts: list[Path], follow_links: bool, graphs: list[Path]) -> Iterator[Path | DocumentError]:
    for start in starts:
        if not set(graphs).isdisjoint(start.parents):  # ** also matches inside graphs
            continue
        root = None if follow_links else os.path.realpath(start)
        yield from _walk(start, root, graphs)


def _walk(start: Path, root: str | None, graphs: list[Path]) -> Iterator[Path | DocumentError]:
    """The files in a folder, or the one file. Links may only lead into ``root``, unless that is None. Folders of graphs
    are added to ``graphs`` and not entered."""
    stack: list[tuple[Path, frozenset[tuple[int, int]]]] = [(start, frozenset())]
    while stack:
        path, above = stack.pop()
        if root is not None and path.is_symlink() and not _is_in(os.path.realpath(path), root):
            yield OutwardLinkError(place=readable_name(path))
            continue
        if not os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises if a folder above may not be searched
            yield path
            continue
        try:
            status = path.stat()
            entries = sorted((entry.name for entry in os.scandir(path)), reverse=True)
        except OSError as error:
            yield _unreadable(path, error)
            continue
        if {*GRAPH} <= {*entries}:
            graphs.append(path)
            continue
        if (identity := (status.st_dev, status.st_ino)) in above:
            yield DirectoryLoopError(place=readable_name(path))
            continue
        stack.extend((path / entry, above | {identity}) for entry in entries if not is_of_system(entry))


def is_of_system(name: str) -> bool:
    """Whether a file or folder is hidden by its name, or is one that Windows or Office writes and does not show."""
    return name.startswith((".", *_OF_OFFICE)) or name.lower() in _OF_WINDOWS


def _permission_error(path: Path) -> UnreadableFileError | None:
    """The error for a path in a folder that may not be searched, so that its existence is unknown; else None."""
    try:
        path.lstat()
    except PermissionError as error:
        return _unreadable(path, error)
    except (OSError, ValueError):
        pass
    return None


def _unreadable(path: Path, error: OSError) -> UnreadableFileError:
    fault = UnreadableFileError(place=readable_name(path), detail=error.strerror or str(error))
    fault.__cause__ = error
    return fault


def _is_in(real: str, root: str) -> bool:
    return os.path.commonpath([real, root]) == root


def _of_uri(name: str) -> Path:
    parts = parts_of(name)
    if parts.scheme == "file" and parts.netloc in ("", "localhost") and not parts.fragment:
        return Path(os.fsdecode(unquote_to_bytes(parts.path)))
    if "://" in name and not os.path.lexists(name):
        detail = "only file: URIs of whole files on this machine are read"
        raise NothingFoundError(path=name, detail=detail)
    return Path(name)
