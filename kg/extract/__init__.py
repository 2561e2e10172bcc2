"""Find the actors of a document and their positions, each with the words that prove it."""

from __future__ import annotations

from kg.extract.reader import STORED, Options, Reader, Reading, load, version
from kg.extract.readings import read_many

__all__ = ["STORED", "Options", "Reader", "Reading", "load", "read_many", "version"]
