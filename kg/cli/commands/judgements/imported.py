"""What `kg judgements import` says about what it has imported, and what it has not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.cli.messages import say
from kg.errors.root import with_paths_of_pages

if TYPE_CHECKING:
    from kg.interchange.graphs import Merged
    from kg.interchange.importing import Imported
    from kg.record.judgements.importing import Withdrawals

__all__ = ["say_imported"]


def say_imported(imported: Imported, source: str) -> None:
    """Say how much was imported from ``source``, and what was left as it is."""
    if imported.merged:
        _say_merged(imported.merged, source)
    if imported.unsigned:
        _say_unsigned(imported.unsigned)
    if imported.of_actors:
        _say_of_actors(imported.of_actors)
    _say_withdrawals(imported.withdrawals, source)
    if imported.shared_coders:
        _say_shared_coders(imported.shared_coders, source)
    count = imported.judgements - len(imported.withdrawals.taken_back) - len(imported.withdrawals.lifted)
    say(f"imported {count} new judgements" if count != 1 else "imported 1 new judgement")


def _say_merged(merged: Merged, source: str) -> None:
    say(f"imported new documents: {merged.documents}, new lists: {merged.lists}")
    for name in merged.left_out:
        say(f"skipped the list {name} of {source}: this graph has another {name}; link its file under another name")


def _say_unsigned(count: int) -> None:
    facts = "1 fact that the annotations leave" if count == 1 else f"{count} facts that the annotations leave"
    say(f"not signed: {facts} unchanged; --all-confirmed says that you have read them all, and confirms them")


def _say_of_actors(count: int) -> None:
    facts = "1 fact of which" if count == 1 else f"{count} facts of which"
    say(f"left as they are: {facts} only names or types of actors are changed; use `kg rename`, `retype` or `split`")


def _say_withdrawals(withdrawals: Withdrawals, source: str) -> None:
    if withdrawals.left_out:
        judgements = _judgements(withdrawals.left_out)
        say(f"not taken back: {judgements} undone in {source}; with --take-back they are undone here, too")
    if withdrawals.taken_back:
        say(f"taken back, since undone in {source}: {_judgements(withdrawals.taken_back)}")
    if withdrawals.lifted:
        judgements = _judgements(withdrawals.lifted)
        say(f"in force again, as in {source}, after an import in which undone: {judgements}")


def _say_shared_coders(coders: Sequence[str], source: str) -> None:
    page = with_paths_of_pages("docs/stores/judgements.md")
    say(
        f"{', '.join(coders)} judged both here and in {source}: if these are two people, they count as one coder, "
        f"unless each judges under a name of their own (--by NAME or KG_CODER); {page} says how to part them"
    )


def _judgements(ids: Sequence[str]) -> str:
    """The number of judgements, and their ids."""
    return f"{len(ids)} judgement{'s' if len(ids) > 1 else ''} ({', '.join(ids)})"
