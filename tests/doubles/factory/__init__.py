"""A graph of any size, made up and always the same: what the tests and the benchmarks of the stores and questions read.

Every sentence is written around its facts, so that each span holds its own words. The world is small on purpose (some
hundreds of actors, of which few are met often), the names are awkward on purpose, and every heading, stance, modality,
absent value and link occurs within a few documents.
"""

from __future__ import annotations

from tests.doubles.factory.documents import batches, resolved_documents

__all__ = ["batches", "resolved_documents"]
