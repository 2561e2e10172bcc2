"""Writing the judgements of another graph into a record, without taking back what is in force there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from kg.judgements import Judgement
from kg.record.judgements.carrying import copies_in_force
from kg.record.judgements.rows import judgement_rows
from kg.record.judgements.undoing import UndoneAt, undone_at
from kg.record.writing import write_judgements

__all__ = ["ImportedJudgements", "Withdrawals", "import_judgements"]


@dataclass(frozen=True, slots=True)
class Withdrawals:
    """The ids of judgements that are in force in one graph and undone in the other, in the order of the import.

    ``left_out`` stay in force, though they are undone in the other graph; ``taken_back`` are undone now; ``lifted``
    were undone in a graph that was imported earlier, and are in force again, since they are in this one.
    """

    left_out: tuple[str, ...] = ()
    taken_back: tuple[str, ...] = ()
    lifted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedJudgements:
    """How many judgements were new or changed, and what became of those that are undone in one of the graphs.
    ``shared_coders`` have new judgements, and others in this graph that the import lacks: perhaps they are two people
    of one name."""

    count: int
    withdrawals: Withdrawals
    shared_coders: tuple[str, ...] = ()


@dataclass(slots=True)
class _Ids:
    left_out: dict[str, None] = field(default_factory=dict)
    taken_back: dict[str, None] = field(default_factory=dict)
    lifted: dict[str, None] = field(default_factory=dict)


def import_judgements(
    db: sqlite3.Connection, judgements: Iterable[Judgement], *, take_back: bool = False
) -> ImportedJudgements:
    """Write judgements of another graph. What is in force here stays so, even if it is undone there; with ``take_back``
    the judgements that are undone there are undone here as well, with their copies for other versions of a text.

    The result does not depend on the order in which several graphs are imported.
    """
    judgements = [*judgements]
    shared_coders = _shared_coders(judgement_rows(db), judgements)
    ids = _Ids()
    count = write_judgements(db, _with_origins(db, judgements, ids, take_back=take_back))
    withdrawals = Withdrawals(tuple(ids.left_out), tuple(ids.taken_back), tuple(ids.lifted))
    return ImportedJudgements(count, withdrawals, shared_coders)


def _shared_coders(ours: Iterable[Judgement], theirs: Iterable[Judgement]) -> tuple[str, ...]:
    """The coders of whom each of two graphs has a judgement that the other lacks, sorted."""
    (our_coders, their_coders) = ({each.decision: each.by for each in judgements} for judgements in (ours, theirs))
    ours_only = {our_coders[decision] for decision in our_coders.keys() - their_coders.keys()}
    theirs_only = {their_coders[decision] for decision in their_coders.keys() - our_coders.keys()}
    return tuple(sorted(ours_only & theirs_only))


def _with_origins(
    db: sqlite3.Connection, judgements: Iterable[Judgement], ids: _Ids, *, take_back: bool
) -> Iterator[tuple[Judgement, UndoneAt]]:
    """The judgements to write, each with its origin. The ids of those that are undone in one graph only are added to
    ``ids``."""
    for judgement in judgements:
        place = undone_at(db, judgement.id)
        if judgement.undone is None:
            if place is UndoneAt.ELSEWHERE:
                ids.lifted.setdefault(judgement.id)
            yield judgement, UndoneAt.ELSEWHERE
            continue
        copies = copies_in_force(db, judgement)
        in_force = [copy.id for copy in copies] + ([judgement.id] if place is UndoneAt.NOWHERE else [])
        (ids.taken_back if take_back else ids.left_out).update(dict.fromkeys(in_force))
        yield judgement, UndoneAt.HERE if take_back else UndoneAt.ELSEWHERE
        if take_back:
            yield from ((replace(copy, undone=judgement.undone), UndoneAt.HERE) for copy in copies)
