"""The folder of a graph, and its kg.toml: where each language's store is, and what reads the documents."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from kg.errors import (
    ForeignFolderError,
    NoGraphError,
    OutputError,
    RecordUnwritableError,
    SettingsError,
    SeveralGraphsError,
)
from kg.errors.checking import input_errors, path_of
from kg.processes.memory import parse_size
from kg.stores.opening import AUTHS, ENGINES, StoreSettings
from kg.whole_file import write_whole

__all__ = [
    "LANGUAGES",
    "NEW_SETTINGS",
    "READERS",
    "RECORD",
    "SETTINGS",
    "TABLES",
    "Settings",
    "embedded",
    "find_graph",
    "is_graph",
    "make_folder",
    "proposer_of",
    "read_settings",
    "write_store",
]

SETTINGS: Final = "kg.toml"
LANGUAGES: Final = ("sparql", "cypher")
"""A graph has one store for each language."""
RECORD: Final = "record.db"
"""The name of the record's file in a graph's folder."""
TABLES: Final = {"sparql": "rdf", "cypher": "property-graph"}
"""The name of each language's table in kg.toml; it is also the name of the embedded store's folder."""

READERS: Final = ("small", "rules", "careful")
"""The readers that can be named in kg.toml, the default first: the rules with a small or a large ("careful") network
that proposes positions, or the rules alone."""
SUFFIX: Final = ".kg"
SECONDS: Final = re.compile(r"[1-9][0-9]{0,8}")
"""A timeout of a server, as kg.toml has it."""
ADDRESSES: Final = frozenset({"graph-store", "query", "update", "url"})
"""The keys of a store's table whose values are addresses."""

NEW_SETTINGS: Final = """\
# What this graph is kept in. `kg doctor` tells whether all of it is there and current.
format = 1

[rdf]
engine = "oxigraph"
folder = "rdf"

[property-graph]
engine = "grafeo"
folder = "property-graph"

# All else that may stand here. A line with `memory` goes into a table above, a server's table into the place of one:
#
# memory = "1 GiB"                                # what one query may take, 64 MiB at least
#
# [reading]
# reader = "small"                                # small, rules or careful
# model = "en_core_web_md"                        # a language model of spaCy's, by its package or folder
#
# [rdf]
# engine = "endpoint"                             # any SPARQL 1.1 service; `kg store add` writes this
# query = "https://data.example.org/query"
# update = "https://data.example.org/update"      # left out: for reading only
# graph-store = "https://data.example.org/store"  # left out: very large documents take several requests
# auth = "basic"                                  # none, basic, digest or bearer
# credentials = "/home/anna/.config/kg/data.toml" # mode 0600: user and password, or token
# timeout = "60"                                  # seconds that it may be silent
#
# [property-graph]
# engine = "neo4j"                                # or ArcadeDB; `kg store add` writes this, too
# url = "neo4j+s://graph.example.org"
# database = "talks"                              # left out: the user's own
# credentials = "/home/anna/.config/kg/neo4j.toml"
"""


class Settings(NamedTuple):
    """The content of kg.toml: a store for each of `LANGUAGES`, the language model that documents are read with (None
    for the bundled one), and which of `READERS` reads."""

    stores: Mapping[str, StoreSettings]
    model: str | None = None
    reader: str = READERS[0]

    @property
    def proposer(self) -> str | None:
        """The network that proposes positions beside the rules; None if the rules read alone."""
        return proposer_of(self.reader)


def proposer_of(reader: str) -> str | None:
    """The network of a reader that proposes positions beside the rules; None for the rules and for unknown readers."""
    return reader if reader in READERS and reader != "rules" else None


def embedded(folder: Path, language: str) -> StoreSettings:
    """The store that a new graph in ``folder`` has for the language."""
    engine = next(name for name, kind in ENGINES.items() if kind.language == language)
    return StoreSettings(engine, folder / TABLES[language], {"folder": TABLES[language]})


def read_settings(folder: Path) -> Settings:
    """The settings in the kg.toml of the graph in ``folder``, or those of a new graph if there is no such file. Raises
    `SettingsError`."""
    file = folder / SETTINGS
    return _understood(file, _text(file))


def write_store(folder: Path, language: str, place: StoreSettings) -> Settings:
    """Write a store's settings into its table of kg.toml, and leave the rest of the file as it is; the new settings.

    Raises `SettingsError` or `RecordUnwritableError`; the file is then unchanged.
    """
    file = folder / SETTINGS
    text = _text(file)
    lines = [f"[{TABLES[language]}]", f"engine = {_quoted(place.engine)}"]
    lines += [f"{key} = {_quoted(value)}" for key, value in place.values.items()]
    # The table ends with its last key: comments and blank lines after that belong to the next table.
    keys = r"(?:(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*[^\s\[#][^\n]*\n?)*"
    table = re.compile(rf"^[ \t]*\[\s*{re.escape(TABLES[language])}\s*\][^\n]*\n?{keys}", re.MULTILINE)
    new = "\n".join(lines) + "\n"
    found = table.search(text)
    text = text[: found.start()] + new + text[found.end() :] if found else f"{text.rstrip()}\n\n{new}"
    settings = _understood(file, text)
    try:
        write_whole(file, text)
    except OutputError as error:
        raise RecordUnwritableError(path=file, detail=error.fields["detail"]) from error
    return settings


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig") if file.exists() else NEW_SETTINGS
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(file=file, detail=error) from error


def _quoted(value: str) -> str:
    """A string as TOML writes it."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08X}" for c in escaped) + '"'


def _understood(file: Path, text: str) -> Settings:
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(file=file, detail=error) from error
    if content.get("format") != 1:
        raise SettingsError(file=file, detail=f"format is {content.get('format')!r}, and this version knows format 1")
    reading = _table(file, content, "reading")
    if unknown := sorted(reading.keys() - {"model", "reader"}):
        raise SettingsError(file=file, detail=f"there is nothing called {unknown[0]} in [reading]")
    if (reader := reading.get("reader", READERS[0])) not in READERS:
        raise SettingsError(file=file, detail=f"the reader of [reading] is {reader!r}; known are: {', '.join(READERS)}")
    stores = {language: _store_settings(file, content, language) for language in LANGUAGES}
    _check_folders(file, stores)
    if unknown := sorted(content.keys() - {"format", "reading", *TABLES.values()}):
        raise SettingsError(file=file, detail=f"there is nothing called {unknown[0]}")
    return Settings(stores, reading.get("model"), reader)


def _store_settings(file: Path, content: Mapping[str, Any], language: str) -> StoreSettings:
    name = TABLES[language]
    table = dict(_table(file, content, name))
    known = [engine for engine, kind in ENGINES.items() if kind.language == language]
    engine = table.pop("engine", known[0])
    if engine not in known:
        detail = f"the engine of [{name}] is {engine!r}; known are: {', '.join(known)}"
        raise SettingsError(file=file, detail=detail)
    kind = ENGINES[engine]
    if unknown := sorted(table.keys() - kind.keys):
        raise SettingsError(file=file, detail=f"there is nothing called {unknown[0]} in [{name}] for {engine}")
    if missing := [key for key in kind.needed if key not in table]:
        raise SettingsError(file=file, detail=f"[{name}] does not say {missing[0]}, which {engine} needs")
    for key in ADDRESSES & table.keys():
        from kg.printing.addresses import is_secret  # most graphs name no server

        if is_secret(table[key]):
            detail = f"{key} in [{name}] holds a user, password or key, which belongs in the environment or a file"
            raise SettingsError(file=file, detail=detail)
    if "memory" in table and parse_size(table["memory"]) is None:
        detail = f"memory is {table['memory']!r} in [{name}], not a size such as 512 MiB or 2 GiB (64 MiB at least)"
        raise SettingsError(file=file, detail=detail)
    if not SECONDS.fullmatch(table.get("timeout", "60")):
        detail = f"timeout is {table['timeout']!r} in [{name}], not a number of seconds such as 300"
        raise SettingsError(file=file, detail=detail)
    if table.get("auth", "none") not in AUTHS:
        raise SettingsError(file=file, detail=f"auth is {table['auth']!r}; known are: {', '.join(AUTHS)}")
    return StoreSettings(engine, file.parent / table.get("folder", name), table)


def _check_folders(file: Path, stores: Mapping[str, StoreSettings]) -> None:
    """Raise `SettingsError` if the folder of a store is, contains or lies in the place of another part of the graph."""
    taken = {SETTINGS: file, RECORD: file.with_name(RECORD)}
    for language, place in stores.items():
        if place.is_remote:
            continue
        name, folder = TABLES[language], place.folder.resolve()
        for what, other in taken.items():
            there = other.resolve()
            if there.is_relative_to(folder) or folder.is_relative_to(there):
                detail = f"the folder {place.values.get('folder', name)!r} of [{name}] is in the way of {what}"
                raise SettingsError(file=file, detail=detail)
        taken[f"[{name}]"] = folder


def _table(file: Path, content: Mapping[str, Any], name: str) -> Mapping[str, str]:
    table = content.get(name, {})
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise SettingsError(file=file, detail=f"[{name}] is not a table of strings")
    if empty := [key for key, value in table.items() if not value]:
        raise SettingsError(file=file, detail=f"{empty[0]} in [{name}] is empty")
    return table


def find_graph(named: str | os.PathLike[str] | None = None) -> Path:
    """The graph's folder: the ``named`` one, else that of KG_GRAPH, else the only ``*.kg`` in the working directory.

    A named folder need not exist. Raises `NoGraphError` or `SeveralGraphsError`.
    """
    named = named or os.environ.get("KG_GRAPH")
    if named:
        return path_of("named", named)
    here = Path.cwd()
    found = sorted(path for path in here.glob(f"*{SUFFIX}") if path.is_dir())
    if not found:
        raise NoGraphError(folder=here)
    if len(found) > 1:
        raise SeveralGraphsError(folder=here, names=", ".join(path.name for path in found))
    return found[0]


def is_graph(folder: Path) -> bool:
    """Whether the folder holds a graph. Raises `InputError` where the system does not tell."""
    with input_errors(folder):  # too long a name, or a folder that may not be entered
        return (folder / SETTINGS).is_file() or (folder / RECORD).is_file()


def make_folder(folder: Path) -> None:
    """Create a graph's folder with its settings. Raises `ForeignFolderError` if the folder holds anything already."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise ForeignFolderError(folder=folder)
        folder.mkdir(parents=True, exist_ok=True)
        beside = folder.absolute()  # a path such as "." has no name
        part = beside.with_name(f".{beside.name}.{os.getpid()}")
        try:
            part.write_text(NEW_SETTINGS, encoding="utf-8")
            part.replace(folder / SETTINGS)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise RecordUnwritableError(path=folder, detail=error.strerror or error) from error
