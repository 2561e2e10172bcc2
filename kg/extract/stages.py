"""The order of the work: the components that run on a document after the parser, one a stage."""

from __future__ import annotations

__all__ = ["COMPONENTS", "register"]

COMPONENTS: tuple[str, ...] = (
    "kg_lemmas",
    "kg_arcs",
    "kg_mentions",
    "kg_actors",
    "kg_pronouns",
    "kg_roles",
    "kg_leads",
    "kg_speech",
    "kg_negotiations",
    "kg_statements",
    "kg_positions",
    "kg_labels",
    "kg_actions",
    "kg_affiliations",
    "kg_facts",
)
"""The names under which the components are registered with spaCy, in the order in which they run after the parser."""


def register() -> None:
    """Import every module that registers a component with spaCy (it takes a second: not before it is needed)."""
    from kg.extract.actions import actions  # noqa: F401
    from kg.extract.actors import actors, pronouns  # noqa: F401
    from kg.extract.affiliations import affiliations  # noqa: F401
    from kg.extract.candidates import facts  # noqa: F401
    from kg.extract.grammar import repair  # noqa: F401
    from kg.extract.labels import labels  # noqa: F401
    from kg.extract.leads import leads  # noqa: F401
    from kg.extract.mentions import mentions  # noqa: F401
    from kg.extract.negotiations import negotiations  # noqa: F401
    from kg.extract.positions import positions  # noqa: F401
    from kg.extract.roles import roles  # noqa: F401
    from kg.extract.speech import speech  # noqa: F401
    from kg.extract.statements import statements  # noqa: F401
    from kg.extract.text import layout, lemmas  # noqa: F401
