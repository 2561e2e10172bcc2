"""Register every component with spaCy. Importing the modules is what registers; this file says which there are."""

from __future__ import annotations

from kg.extract.actions import actions
from kg.extract.actors import actors, pronouns
from kg.extract.affiliations import affiliations
from kg.extract.candidates import facts
from kg.extract.grammar import repair
from kg.extract.labels import labels
from kg.extract.leads import leads
from kg.extract.mentions import mentions
from kg.extract.negotiations import negotiations
from kg.extract.positions import positions
from kg.extract.roles import roles
from kg.extract.statements import statements
from kg.extract.text import layout, lemmas

__all__ = [
    "COMPONENTS",
    "register",
]

COMPONENTS: tuple[str, ...] = (
    "kg_lemmas",
    "kg_arcs",
    "kg_mentions",
    "kg_actors",
    "kg_pronouns",
    "kg_roles",
    "kg_leads",
    "kg_negotiations",
    "kg_statements",
    "kg_positions",
    "kg_labels",
    "kg_actions",
    "kg_affiliations",
    "kg_facts",
)
"""The names under which the components are registered with spaCy, in the order in which they run after the parser."""


def register() -> tuple[str, ...]:
    """The modules that hold a component, by name."""
    modules = (
        actions,
        actors,
        affiliations,
        repair,
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
