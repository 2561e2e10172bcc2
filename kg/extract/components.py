"""Register every component with spaCy. Importing the modules is what registers; this file says which there are."""

from __future__ import annotations

from kg.extract import (
    actions,
    actors,
    affiliations,
    arcs,
    facts,
    labels,
    layout,
    leads,
    lemmas,
    mentions,
    negotiations,
    positions,
    pronouns,
    roles,
    statements,
)

__all__ = ["register"]


def register() -> tuple[str, ...]:
    """The modules that hold a component, by name."""
    modules = (
        actions,
        actors,
        affiliations,
        arcs,
        facts,
        labels,
        layout,
        leads,
        lemmas,
        mentions,
        negotiations,
        positions,
        pronouns,
        roles,
        statements,
    )
    return tuple(m.__name__ for m in modules)
