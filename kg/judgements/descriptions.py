"""Descriptions of judgements in words, one line each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.judgements.fields import FIELDS
from kg.judgements.judgement import AboutActors, AboutDocument, AboutFact, Judgement

__all__ = ["about_in_words", "said_in_words", "values_in_words"]

USUAL_VALUES = frozenset({"asserted", "actual", "positive", "day"})
"""Values that are left out of what a fact says in words."""


def about_in_words(judgement: Judgement) -> str:
    """What a judgement is about."""
    match judgement.about:
        case AboutFact() as about:
            return f"{about.heading}: {said_in_words(about.heading, about.said)}"
        case AboutDocument() as about:
            return about.document
        case AboutActors(actors):
            return ", ".join(f"{actor.name} ({actor.id})" for actor in actors)


def said_in_words(heading: str, said: Mapping[str, Any]) -> str:
    """What a fact says: its fields in order, without issues and the usual values.

    >>> said_in_words("lead", {"leader": {"name": "Liu He"}, "of": {"name": "China"}})
    'Liu He · China'
    """
    shown = [_shown(said[field.name]) for field in FIELDS[heading] if field.name in said and field.name != "issues"]
    return " · ".join(words for words in shown if words and words not in USUAL_VALUES)


def values_in_words(values: Mapping[str, Any]) -> str:
    """The values of a judgement as ``field=value``; the value of a removed field is empty.

    >>> values_in_words({"stance": "oppose", "addressee": None})
    'stance=oppose, addressee='
    """
    return ", ".join(f"{name}={_shown(value)}" for name, value in values.items())


def _shown(value: Any) -> str:
    match value:
        case None:
            return ""
        case list():
            return ", ".join(map(_shown, value))
        case {"name": name}:
            return str(name)
        case {"text": text}:
            return " ".join(str(text).split())
        case {"id": id_}:
            return str(id_)
        case float():
            return f"{value:.15g}"
        case _:
            return str(value)
