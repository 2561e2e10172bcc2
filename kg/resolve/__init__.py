"""Entity resolution: one id for one real actor across documents.

`describe` turns one document's facts into claims, `resolve_unit` and `join_short` decide which names belong to one
actor, `place` gives a document's actors their ids, and `merge` writes its facts with these ids. `resolve` does all but
the last for a whole collection; the record does it incrementally, with the same outcome.
"""

from __future__ import annotations

import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.processes.lazy import lazy_names
from kg.vocabulary import schema_path

if TYPE_CHECKING:
    from kg.resolve.candidate import Candidate, short_key, weight
    from kg.resolve.claim import Claim, Link, Name, Reason
    from kg.resolve.describing import describe
    from kg.resolve.external.ids import ExternalId, external_ids
    from kg.resolve.gazetteer_entries import GazetteerEntry
    from kg.resolve.merging import merge
    from kg.resolve.names.outcome import Outcome
    from kg.resolve.names.short_names import join_short
    from kg.resolve.names.units import Unit, resolve_unit
    from kg.resolve.placing import is_of_one_document, place, resolve, resolve_names
    from kg.resolve.posts.publishing import publisher_of
    from kg.resolve.spelling import folded_words, slug
    from kg.resolve.variants import chances, join_variants

__all__ = [
    "Candidate",
    "Claim",
    "ExternalId",
    "GazetteerEntry",
    "Link",
    "Name",
    "Outcome",
    "Reason",
    "Unit",
    "chances",
    "describe",
    "external_ids",
    "folded_words",
    "is_of_one_document",
    "join_short",
    "join_variants",
    "merge",
    "place",
    "publisher_of",
    "resolve",
    "resolve_names",
    "resolve_unit",
    "short_key",
    "slug",
    "version",
    "weight",
]

if not TYPE_CHECKING:  # mypy would accept any name as one of these
    __getattr__ = lazy_names(
        __name__,
        {
            "candidate": "Candidate short_key weight",
            "claim": "Claim Link Name Reason",
            "describing": "describe",
            "external.ids": "ExternalId external_ids",
            "gazetteer_entries": "GazetteerEntry",
            "merging": "merge",
            "names.outcome": "Outcome",
            "names.short_names": "join_short",
            "names.units": "Unit resolve_unit",
            "placing": "is_of_one_document place resolve resolve_names",
            "posts.publishing": "publisher_of",
            "spelling": "folded_words slug",
            "variants": "chances join_variants",
        },
    )

# Raised also when the rules change by which judgements find their facts: the stores' data of these is then rebuilt.
_RULES: Final = 20
_HERE: Final = Path(__file__).parent


@cache
def version() -> str:
    """The version of rules, word lists and gazetteer: a record that another version resolved is resolved again."""
    own = ["words.toml", "offices.toml", "likeness/weights.json", "spelling/spellings.toml"]
    own += ["posts/posts.toml", "posts/terms.csv"]
    total = 0
    for path in (*(_HERE / name for name in own), *sorted(schema_path("actors").glob("*.csv"))):
        total = zlib.crc32(path.read_bytes(), total)
    return f"{_RULES}-{total:08x}"
