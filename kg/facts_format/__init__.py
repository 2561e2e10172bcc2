"""The facts format: what `kg extract` prints, and what the record keeps of a document's facts.

It is the gold format of the annotation guide with offsets, rules and confidences, one object a text; its schema is
``schemas/facts.schema.json``. A fact names its actors by the keys of ``entities``.
"""

from __future__ import annotations

from kg.facts_format.header import Header
from kg.facts_format.reading import from_json
from kg.facts_format.writing import to_json

__all__ = ["Header", "from_json", "to_json"]
