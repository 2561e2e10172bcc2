"""One sheet of gold about fisheries, and predictions of one fact: what the tests of scoring compare."""

from __future__ import annotations

from typing import Any

__all__ = ["BERG", "GOLD", "ICELAND", "NORWAY", "Sheet", "sheet"]

type Sheet = dict[str, Any]

NORWAY = {"name": "Norway", "type": "state", "aliases": ["Oslo", "the Norwegians"]}
BERG = {"name": "Ingrid Berg", "type": "person", "aliases": ["Berg", "Minister Berg"]}
ICELAND = {"name": "Iceland", "type": "state", "aliases": ["Reykjavik"]}
GOLD: Sheet = {
    "entities": {"no": NORWAY, "berg": BERG, "is": ICELAND},
    "roles": [{"person": "berg", "title": "Fisheries Minister", "organization": "no"}],
    "affiliations": [{"member": "berg", "of": "no"}],
    "leads": [{"leader": "berg", "of": "no"}],
    "negotiates_with": [{"parties": ["no", "is"], "modality": "actual"}],
    "positions": [
        {"holder": "no", "stance": "demand", "about": "a lower quota for herring", "keys": [["quota", "herring"]]}
    ],
    "labels": [{"actor": "berg", "label": "hard-liner"}],
    "actions": [{"actor": "is", "kind": "tariff", "amount": 1000000}],
}


def sheet(heading: str, **fact: Any) -> Sheet:
    """A prediction of three actors, a, b and c, and this one fact."""
    return {"entities": {"a": NORWAY, "b": BERG, "c": ICELAND}, heading: [fact]}
