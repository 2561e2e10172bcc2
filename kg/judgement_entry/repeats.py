"""Judgements that would change nothing, since what they say is in force already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kg.judgements import AboutActors, AboutDocument, AboutFact, Judgement, Reach, Verdict
from kg.judgements.descriptions import about_in_words, values_in_words
from kg.judgements.settings import with_settings

if TYPE_CHECKING:
    from kg.model import Document
    from kg.record import Record

__all__ = ["without_repeats"]


def without_repeats(
    record: Record,
    new_judgements: Iterable[Judgement],
    *,
    of_each_other: bool = True,
    arriving: Sequence[Document] = (),
) -> tuple[list[Judgement], list[str]]:
    """The judgements that change something, and a line for each of the others that says why it does not.

    A judgement of a fact or of actors changes nothing where the same person has said the same of them and that is in
    force, unless it gives another reason; a new name or type changes nothing where the actor has it, and neither do
    settings that all documents with the text have, those that are ``arriving`` in the record among them. Without
    ``of_each_other`` judgements are compared with those of the record only: all judgements that were made together of
    documents with one text are kept.
    """
    reasons_in_force: dict[str, dict[str, set[str]]] = {}
    effective, repeats = [], []
    for judgement in new_judgements:
        about = judgement.about
        if isinstance(about, AboutFact):
            if about.text not in reasons_in_force:
                reasons_in_force[about.text] = _reasons_in_force(record, about.text)
            reasons = reasons_in_force[about.text].setdefault(_content_key(judgement), set())
            if judgement.why in reasons or (reasons and not judgement.why):
                repeats.append(f"{judgement.by} has already {judgement.verdict.value} {about_in_words(judgement)}")
                continue
            if of_each_other:
                reasons.add(judgement.why)
        elif isinstance(about, AboutActors) and judgement.verdict in {Verdict.RENAMED, Verdict.RETYPED}:
            ((field, value),) = judgement.values.items()
            if value == getattr(about.actors[0], field):
                repeats.append(f"{about_in_words(judgement)} already has the {field} {value}")
                continue
        elif isinstance(about, AboutDocument) and _is_set(record, judgement, about, arriving):
            repeats.append(f"{about_in_words(judgement)} has {values_in_words(judgement.values)} already")
            continue
        elif isinstance(about, AboutActors) and _is_in_force(record, judgement):
            told = f"{judgement.by} has already judged: {judgement.verdict.value} {about_in_words(judgement)}"
            repeats.append(f"{told}; `kg rename` changes the name" if judgement.verdict is Verdict.SAME else told)
            continue
        effective.append(judgement)
    return effective, repeats


def _reasons_in_force(record: Record, text_key: str) -> dict[str, set[str]]:
    """The reasons that were given for each judgement of a text that is in force, by `_content_key`."""
    reasons: dict[str, set[str]] = {}
    for state in record.judgements(text_key):
        if state.reach in {Reach.HOLDS, Reach.KEPT}:
            reasons.setdefault(_content_key(state.judgement), set()).add(state.judgement.why)
    return reasons


def _is_in_force(record: Record, judgement: Judgement) -> bool:
    """Whether the same person has judged the same of these actors, with this reason, and that holds."""
    same_ids = {
        each.id
        for each in record.all_judgements()
        if (each.verdict, each.by) == (judgement.verdict, judgement.by)
        and judgement.why in {"", each.why}
        and _content_key(each) == _content_key(judgement)
    }
    # The effects of judgements take long to compute in a large graph, and hardly any judgement has a predecessor.
    return bool(same_ids) and any(
        state.judgement.id in same_ids and state.reach in {Reach.HOLDS, Reach.KEPT} for state in record.judgements()
    )


def _is_set(record: Record, judgement: Judgement, about: AboutDocument, arriving: Sequence[Document]) -> bool:
    """Whether people have set these values for the text already, or all documents with the text have them, also those
    ``arriving``, so that the judgement says nothing new unless it gives a reason that nobody has given with them."""
    settings: dict[str, Any] = {}
    reasons: set[str] = set()
    earlier = (state.judgement for state in record.judgements(about.text))
    for each in sorted((each for each in earlier if each.verdict is Verdict.SET), key=lambda each: each.order):
        if each.undone is None:
            settings |= each.values
            reasons |= {each.why} if judgement.values.items() <= each.values.items() else set()
    if judgement.why and judgement.why not in reasons:
        return False
    if all(name in settings and settings[name] == value for name, value in judgement.values.items()):
        return True
    documents = [record.document(copy.id) for copy in record.copies(about.text)]
    has_values = (with_settings(document, judgement.values) == document for document in [*documents, *arriving])
    return bool(documents) and all(has_values)


def _content_key(judgement: Judgement) -> str:
    """A key that two judgements share if they differ only in time and reason."""
    return replace(judgement, at=dt.datetime.min, why="").id
