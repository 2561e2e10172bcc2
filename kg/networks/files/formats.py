"""The file formats, and how a network or a series of networks is written to files."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import IO, Final

from kg.errors import NetworkFormatError
from kg.networks.codings import Codings
from kg.networks.files.gexf import write_gexf
from kg.networks.files.graphml import write_graphml
from kg.networks.files.pajek import write_pajek
from kg.networks.files.ucinet import write_ucinet
from kg.networks.files.visone import write_visone
from kg.networks.network import Network
from kg.whole_file import whole_file

__all__ = ["FORMATS", "FileFormat", "format_of", "write_files"]


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format: the suffix of its files, the programs that read it, and whether one file ``holds_series``; in other
    formats each window has a file."""

    suffix: str
    reader: str
    write: Callable[[Sequence[Network], Codings | None, IO[bytes]], None]
    holds_series: bool = False


FORMATS: Final[Mapping[str, FileFormat]] = MappingProxyType(
    {
        each.suffix: each
        for each in (
            FileFormat(".gexf", "Gephi, with its timeline", write_gexf, holds_series=True),
            FileFormat(".graphml", "igraph, yEd, Gephi, visone without a drawing", write_graphml),
            FileFormat(".visone.graphml", "visone, with a drawing", write_visone),
            FileFormat(".net", "Pajek", write_pajek),
            FileFormat(".dl", "UCINET, NetDraw", write_ucinet),
        )
    }
)
"""Every format by its suffix."""


def format_of(path: Path) -> FileFormat:
    """The format of a path, by its suffix. Raises `NetworkFormatError`."""
    name = path.name.lower()
    # The longest suffix counts: .visone.graphml also ends in .graphml.
    found = max(
        (each for end, each in FORMATS.items() if name.endswith(end)), key=lambda x: len(x.suffix), default=None
    )
    if found is None:
        raise NetworkFormatError(path=path, suffixes=", ".join(FORMATS))
    return found


def write_files(
    networks: Sequence[Network], path: str | os.PathLike[str], codings: Codings | None = None
) -> tuple[Path, ...]:
    """Write one file, or for several windows a file each, with the window's first day in its name; each is written
    whole or not at all. Returns their paths.

    ``codings`` are those that were counted: GEXF takes the dates of edges from them. Raises `NetworkFormatError` or
    `kg.errors.OutputError`.
    """
    path = Path(path)
    format = format_of(path)
    if format.holds_series or len(networks) == 1:
        with whole_file(path) as output:
            format.write(networks, codings, output)
        return (path,)
    written = []
    for n, network in enumerate(networks, 1):
        day = network.window.start.date().isoformat() if network.window else ""
        # The number tells windows apart that begin on the same day.
        stem, end = path.name[: -len(format.suffix)], path.name[-len(format.suffix) :]
        place = path.with_name(f"{stem}-{n:0{len(str(len(networks)))}}-{day}{end}")
        with whole_file(place) as output:
            format.write([network], codings, output)
        written.append(place)
    return tuple(written)
