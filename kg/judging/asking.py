"""Judgements from what a person enters, and from files of judgements; nothing here writes to the record.

`kg.graph.Graph.judge` calls it.
"""

from __future__ import annotations

import datetime as dt
import getpass
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from kg.errors import JudgementFileError, JudgementValueError
from kg.judgements import AboutActors, AboutDocument, AboutFact, Judgement, Undoing, Verdict, text_key, verdict_of
from kg.judgements.json_lines import read_lines
from kg.judgements.judgement import misfit
from kg.judgements.said import check
from kg.judgements.settings import checked_settings
from kg.judging.actors import check_actors, judged_actors
from kg.judging.facts import added_fact, check_proven, judged_fact
from kg.judging.known import Known

if TYPE_CHECKING:
    from kg.record import Record

__all__ = ["CODER", "coder", "judgements_of", "new_judgements", "undone"]

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
    if not isinstance(why, str):
        raise misfit("judgement", "why", repr(why), "a text")
    return why


def judgements_of(
    record: Record, asked: Iterable[tuple[str, str | tuple[str, str], Mapping[str, Any]]], by: str, why: str
) -> Iterator[Judgement]:
    """Yield a judgement for each verdict, ``about`` and values that a person enters. See `kg.graph.Graph.judge` for
    what ``about`` is for each verdict, and for the errors."""
    why, known = _reason(why), Known(record)
    earlier: dict[str, list[Judgement]] = {}
    for verdict, about, values in asked:
        before = earlier.setdefault(str(about), [])
        before.append(_judgement_of(known, verdict_of(verdict), about, values, by, why, earlier=tuple(before)))
        yield before[-1]


def _judgement_of(
    known: Known,
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
    if verdict.is_of_actors:
        return judged_actors(known.record, verdict, names, values, by, why)
    if verdict is Verdict.ADDED:
        if isinstance(about, str):
            raise misfit("fact", "heading", "missing", "given beside the document")
        addition = added_fact(known, *about, values, by, why)
        if isinstance(addition.about, AboutFact):
            check_proven(addition.about)
        return addition
    if verdict.is_of_fact:
        return judged_fact(known, verdict, names[0], values, by, why, earlier=earlier)
    document = known.document(names[0])
    about_it = AboutDocument(text_key(document.text), document.name)
    return Judgement(verdict, about_it, by, dt.datetime.now(dt.UTC), why, checked_settings(values))


def undone(judgement: Judgement, by: str | None, why: str) -> Judgement:
    """The judgement, taken back; one that was taken back already is returned as it is. Raises what `coder` does."""
    undoing = Undoing(coder(by), dt.datetime.now(dt.UTC), _reason(why))
    return judgement if judgement.undone else replace(judgement, undone=undoing)


def new_judgements(record: Record, lines: Iterable[str], name: str) -> list[Judgement]:
    """The judgements of a file that the record lacks, or has without their undoing or some of their carried mentions.

    Raises `JudgementFileError`, also for a judgement with values that no fact can have.
    """
    known_already = {state.id: state for state in record.all_judgements()}
    found: dict[str, Judgement] = {}
    for number, judgement in enumerate(read_lines(lines, name), 1):
        try:
            _check(judgement)
        except JudgementValueError as error:
            raise JudgementFileError(path=name, line=number, detail=error.args[0].rstrip(".")) from error
        if twice := found.get(judgement.id):
            carried = tuple(sorted({*twice.carried, *judgement.carried}))
            judgement = replace(judgement, undone=twice.undone or judgement.undone, carried=carried)
        old = known_already.get(judgement.id)
        if old is None or (not old.undone and (judgement.undone or not {*judgement.carried} <= {*old.carried})):
            found[judgement.id] = judgement
    return [*found.values()]


def _check(judgement: Judgement) -> None:
    about = judgement.about
    if isinstance(about, AboutFact):
        check(about.heading, about.said, whole=True)
        check(about.heading, judgement.values, whole=False)
    if isinstance(about, AboutDocument):
        checked_settings(judgement.values)
    if isinstance(about, AboutActors):
        check_actors(judgement.verdict, len(about.actors), judgement.values)
