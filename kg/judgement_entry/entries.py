"""Judgements from what a person enters, and from files of judgements; nothing here writes to the record.

`kg.graph.Graph.judge` calls it.
"""

from __future__ import annotations

import datetime as dt
import getpass
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from kg.errors import JudgementFileError, JudgementValueError
from kg.errors.checking import is_text
from kg.judgement_entry import cautions
from kg.judgement_entry.actors import check_actors, judged_actors
from kg.judgement_entry.cached_record import CachedRecord
from kg.judgement_entry.facts import added_fact, judged_fact
from kg.judgements import AboutActors, AboutDocument, AboutFact, Judgement, Undoing, Verdict, text_key, verdict_of
from kg.judgements.fact_content import check
from kg.judgements.json_lines import read_lines
from kg.judgements.judgement import misfit
from kg.judgements.settings import checked_settings

if TYPE_CHECKING:
    from kg.record import Record

__all__ = ["CODER", "coder", "judgements_of", "judgements_of_lines", "undone"]

CODER: Final = "KG_CODER"
"""The environment variable with the name of the person who judges."""


def coder(given: str | None = None) -> str:
    """The name of the person who judges: the one given, else that in ``KG_CODER``, else the login name.

    Raises `JudgementValueError` for a name that is blank or not printable in one line.
    """
    try:
        is_unnamed = given is None or (isinstance(given, str) and not given)
        person = os.environ.get(CODER) or getpass.getuser() if is_unnamed else given
    except (KeyError, OSError):
        return "somebody"
    if not isinstance(person, str) or not person.strip() or not person.isprintable():
        raise misfit("judgement", "by", repr(person), "a name")
    return person


def _reason(why: str) -> str:
    """The reason for a judgement. Raises `JudgementValueError` for a value that is no text."""
    if not is_text(why):
        raise misfit("judgement", "why", repr(why), "a text")
    return why


def judgements_of(
    record: Record,
    entries: Iterable[tuple[str, str | tuple[str, str], Mapping[str, Any]]],
    by: str,
    why: str,
    tell: Callable[[str], None] = cautions.warn,
) -> Iterator[Judgement]:
    """Yield a judgement for each of the ``entries`` of a person: a verdict, what it is about, and values.

    `kg.graph.Graph.judge` describes what each verdict can be about, and the errors. ``tell`` is given each of the
    `kg.judgement_entry.cautions`.
    """
    why, cache = _reason(why), CachedRecord(record)
    judgements_by_target: dict[str, list[Judgement]] = {}
    for verdict, about, values in entries:
        earlier = judgements_by_target.setdefault(str(about), [])
        judgement = _judgement_of(cache, verdict_of(verdict), about, values, by, why, earlier=tuple(earlier))
        earlier.append(judgement)
        for caution in _cautions(cache, judgement, about, values):
            tell(caution)
        yield judgement


def _cautions(
    cache: CachedRecord, judgement: Judgement, about: str | tuple[str, str], values: Mapping[str, Any]
) -> Iterator[str]:
    """What the person should look at again in the judgement of this entry."""
    if not judgement.verdict.is_of_fact:
        yield from cautions.of_actors(cache.record, judgement)
        return
    document = about.split("/")[1] if isinstance(about, str) else about[1]
    yield from cautions.of_fact(judgement, cache.document(document), values)


def _judgement_of(
    cache: CachedRecord,
    verdict: Verdict,
    about: str | tuple[str, str],
    values: Mapping[str, Any],
    by: str,
    why: str,
    *,
    earlier: Sequence[Judgement],
) -> Judgement:
    names = tuple(about) if isinstance(about, Iterable) and not isinstance(about, str) else (about,)
    if not names or not all(isinstance(name, str) for name in names):
        raise misfit("judgement", "about", repr(about), "a fact, a document or actors")
    for name, value in values.items():
        if isinstance(value, str) and not is_text(value):
            raise misfit("judgement", name, repr(value), "a text")
    if verdict.is_of_actors:
        return judged_actors(cache.record, verdict, names, values, by, why)
    if verdict is Verdict.ADDED:
        if isinstance(about, str):
            raise misfit("fact", "heading", "missing", "given beside the document")
        return added_fact(cache, *about, values, by, why)
    if verdict.is_of_fact:
        return judged_fact(cache, verdict, names[0], values, by, why, earlier=earlier)
    document = cache.document(names[0])
    about_document = AboutDocument(text_key(document.text), document.name)
    return Judgement(verdict, about_document, by, dt.datetime.now(dt.UTC), why, checked_settings(values))


def undone(judgement: Judgement, by: str | None, why: str) -> Judgement:
    """The judgement, taken back; one that was taken back already is returned as it is.

    Raises `JudgementValueError` for a name that `coder` does not accept, or a reason that is no text.
    """
    undoing = Undoing(coder(by), dt.datetime.now(dt.UTC), _reason(why))
    return judgement if judgement.undone else replace(judgement, undone=undoing)


def judgements_of_lines(lines: Iterable[str], name: str) -> list[Judgement]:
    """The judgements of a file. Copies of one judgement become one, which is undone if one of them is.

    ``name`` is the file's, for messages. Raises `JudgementFileError`, also for a judgement with values that no fact can
    have.
    """
    by_id: dict[str, Judgement] = {}
    for number, judgement in enumerate(read_lines(lines, name), 1):
        try:
            _check(judgement)
        except JudgementValueError as error:
            raise JudgementFileError(path=name, line=number, detail=error.args[0].rstrip(".")) from error
        if copy := by_id.get(judgement.id):
            carried = tuple(sorted({*copy.carried, *judgement.carried}))
            judgement = replace(judgement, undone=copy.undone or judgement.undone, carried=carried)
        by_id[judgement.id] = judgement
    return [*by_id.values()]


def _check(judgement: Judgement) -> None:
    about = judgement.about
    if isinstance(about, AboutFact):
        check(about.heading, about.said, whole=True)
        check(about.heading, judgement.values, whole=False)
    if isinstance(about, AboutDocument):
        checked_settings(judgement.values)
    if isinstance(about, AboutActors):
        check_actors(judgement.verdict, len(about.actors), judgement.values)
