"""Which formats there are, and how a network or a series of them becomes files."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import IO, Final

from kg.errors import NetworkFormatError
from kg.networks.coding import Codings
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
    """A format: the end of its files' names and what reads it. One that ``holds_series`` takes all windows in one
    file; of the others there is a file a window."""

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
"""Every format by the end of its files' names."""


def format_of(path: Path) -> FileFormat:
    """The format whose files end as ``path`` does. Raises `NetworkFormatError`."""
    name = path.name.lower()
    # The longest end is the one that is meant: .visone.graphml ends in .graphml as well.
    found = max(
        (each for end, each in FORMATS.items() if name.endswith(end)), key=lambda x: len(x.suffix), default=None
    )
    if found is None:
        raise NetworkFormatError(path=path, suffixes=", ".join(FORMATS))
    return found


def write_files(
    networks: Sequence[Network], path: str | os.PathLike[str], codings: Codings | None = None
) -> tuple[Path, ...]:
    """Write one file, or of several windows one a window with its first day in its name, each whole or not at all;
    which those are.

    ``codings`` are those that were counted: from them an edge of a GEXF file knows since when it is there. Raises
    `NetworkFormatError` or `kg.errors.OutputError`.
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
        # Windows of a day's parts begin on one day: the number keeps them apart.
        stem, end = path.name[: -len(format.suffix)], path.name[-len(format.suffix) :]
        place = path.with_name(f"{stem}-{n:0{len(str(len(networks)))}}-{day}{end}")
        with whole_file(place) as output:
            format.write([network], codings, output)
        written.append(place)
    return tuple(written)
