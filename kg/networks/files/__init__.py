"""Write networks in the file formats of network analysis programs."""

from __future__ import annotations

from kg.networks.files.formats import FORMATS, FileFormat, format_of, write_files

__all__ = ["FORMATS", "FileFormat", "format_of", "write_files"]
