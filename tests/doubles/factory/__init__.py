"""A graph of any size, made up and always the same: what the tests and the benchmarks of the stores and questions read.

Every sentence is generated from its facts, so that each span holds its own words. On purpose, the world is small (some
hundreds of actors, few of them frequent) and the names are awkward, and every heading, stance, modality, absent value
and link occurs within a few documents.
"""

from __future__ import annotations

from tests.doubles.factory.documents import batches, resolved_documents

__all__ = ["batches", "resolved_documents"]
