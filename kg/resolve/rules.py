"""By which rules and lists actors are resolved; asked at every opening of a record, so that it needs none of them."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from kg.vocabulary import schema_path

__all__ = ["version"]

_RULES: Final = 7
_HERE: Final = Path(__file__).parent


@cache
def version() -> str:
    """Changes with every rule, word list and gazetteer: a record that another version resolved is resolved again."""
    digest = hashlib.sha256()
    own = (_HERE / "words.toml", _HERE / "offices.toml", _HERE / "likeness" / "weights.json")
    for path in (*own, *sorted(schema_path("actors").glob("*.csv"))):
        digest.update(path.read_bytes())
    return f"{_RULES}-{digest.hexdigest()[:12]}"
