"""From a file to a list: which format it has, and that no name means two."""

from __future__ import annotations

from pathlib import Path

from kg.errors import InputError, ListClashError, ListFileError
from kg.lists.csv_rows import read_csv
from kg.lists.follow_the_money import read_entities
from kg.lists.own_list import OwnList
from kg.lists.skos import SUFFIXES, read_skos
from kg.resolve.spelling import folded_words

__all__ = ["check_names", "read_list"]

_TABLES = {".csv", ".tsv"}
_ENTITIES = {".json", ".jsonl", ".ijson", ".ftm"}


def read_list(path: Path, *, replaces: bool = False) -> OwnList:
    """The list that a file holds, under the file's name: CSV (``.csv``, ``.tsv``), SKOS (``.ttl``, ``.rdf``, ``.nt``,
    ``.jsonld``) or FollowTheMoney entities (``.json``, ``.jsonl``).

    ``replaces`` is that of `OwnList`. Raises `kg.errors.InputError`, `kg.errors.ListFileError`,
    `kg.errors.ListRowError` and `kg.errors.ListClashError`.
    """
    suffix = path.suffix.casefold()
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(path=path, detail=error.strerror or error) from error
    if suffix in _TABLES:
        found = read_csv(data, path)
    elif suffix in SUFFIXES:
        found = read_skos(data, path)
    elif suffix in _ENTITIES:
        found = read_entities(data, path)
    else:
        known = ", ".join(sorted({*_TABLES, *SUFFIXES, *_ENTITIES}))
        raise ListFileError(path=path, detail=f"its name ends in {suffix or 'nothing'!r}, not in one of {known}")
    actors, issues, left_out = found
    if not actors and not issues:
        raise ListFileError(path=path, detail="it names no actor and no issue")
    own = OwnList(path.stem, actors, issues, replaces, left_out)
    check_names([own], path)
    return own


def check_names(lists: list[OwnList], path: Path) -> None:
    """See that no name means two actors, and none two issues. ``path`` is the file of the last list, for messages.

    Raises `kg.errors.ListClashError`.
    """
    taken: dict[tuple[str, tuple[str, ...]], tuple[str, str]] = {}
    for own in lists:
        named = [("actor", each.id, (each.name, *each.aliases)) for each in own.actors]
        named += [("issue", each.concept, (each.label, *each.aliases)) for each in own.issues]
        for kind, id_, names in named:
            for name in names:
                other, where = taken.setdefault((kind, folded_words(name)), (id_, own.name))
                if other != id_:
                    raise ListClashError(name=repr(name), one=other, list=where, other=id_, path=path)
