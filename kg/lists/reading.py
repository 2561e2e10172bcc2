"""Reading a list from a file, and checking that no name is ambiguous and no issue narrower than itself."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from kg.errors import ListCircleError, ListClashError, ListFileError
from kg.errors.checking import input_errors
from kg.lists.csv_rows import read_csv
from kg.lists.follow_the_money import read_entities
from kg.lists.own_list import OwnList
from kg.lists.skos import SUFFIXES, read_skos
from kg.resolve.spelling import folded_words
from kg.vocabulary import concepts

__all__ = ["check_lists", "read_list"]

_ISSUE = "issue/"
_SHOWN = 12
"""How many steps of a circle an error shows."""
_TABLES = {".csv", ".tsv"}
_ENTITIES = {".json", ".jsonl", ".ijson", ".ftm"}


def read_list(path: Path, *, replaces: bool = False) -> OwnList:
    """The list that a file holds, under the file's name: CSV (``.csv``, ``.tsv``), SKOS (``.ttl``, ``.rdf``, ``.nt``,
    ``.jsonld``) or FollowTheMoney entities (``.json``, ``.jsonl``).

    ``replaces`` is that of `OwnList`. Raises `kg.errors.InputError`, `kg.errors.ListFileError`,
    `kg.errors.ListRowError`, `kg.errors.ListClashError` and `kg.errors.ListCircleError`.
    """
    suffix = path.suffix.casefold()
    with input_errors(path):
        data = path.read_bytes()
    if suffix in _TABLES:
        content = read_csv(data, path)
    elif suffix in SUFFIXES:
        content = read_skos(data, path)
    elif suffix in _ENTITIES:
        content = read_entities(data, path)
    else:
        known_suffixes = ", ".join(sorted({*_TABLES, *SUFFIXES, *_ENTITIES}))
        raise ListFileError(
            path=path, detail=f"its name ends in {suffix or 'nothing'!r}, not in one of {known_suffixes}"
        )
    actors, issues, left_out = content
    if not actors and not issues:
        raise ListFileError(path=path, detail="it names no actor and no issue")
    own_list = OwnList(path.stem, actors, issues, replaces, left_out)
    check_lists([own_list], path)
    return own_list


def check_lists(lists: list[OwnList], path: Path) -> None:
    """Check that no name means two actors or two issues, and that no issue is narrower than itself. ``path`` is the
    file of the last list, for messages.

    Raises `kg.errors.ListClashError` and `kg.errors.ListCircleError`.
    """
    _check_names(lists, path)
    # Lists that replace the shipped scheme are used without it, and the others with it once no list replaces it.
    shipped = {name: set(each.broader) for name, each in concepts().items()}
    _check_broader([each for each in lists if each.replaces], {}, path)
    _check_broader([each for each in lists if not each.replaces], shipped, path)


def _check_broader(lists: list[OwnList], shipped: dict[str, set[str]], path: Path) -> None:
    above = {
        name.removeprefix(_ISSUE): {label.removeprefix(_ISSUE) for label in broader}
        for name, broader in shipped.items()
    }
    labels = {}
    for own_list in lists:
        for issue in own_list.issues:
            labels[issue.concept] = issue.label
            if issue.broader:
                above.setdefault(issue.concept, set()).add(issue.broader)
    try:
        TopologicalSorter(above).prepare()
    except CycleError as error:
        circle = error.args[1][:0:-1]
        start = next(name for name in labels if name in circle)
        start_index = circle.index(start)
        steps = [labels.get(label, label) for label in (*circle[start_index:], *circle[:start_index], start)]
        circle_in_words = " < ".join(
            steps if len(steps) <= _SHOWN else (*steps[: _SHOWN // 2], "…", *steps[-_SHOWN // 2 :])
        )
        raise ListCircleError(path=path, issue=repr(labels[start]), way=circle_in_words) from error


def _check_names(lists: list[OwnList], path: Path) -> None:
    owners: dict[tuple[str, tuple[str, ...]], tuple[str, str]] = {}
    for own_list in lists:
        names_by_id = [("actor", each.id, (each.name, *each.aliases)) for each in own_list.actors]
        names_by_id += [("issue", each.concept, (each.label, *each.aliases)) for each in own_list.issues]
        for kind, id_, names in names_by_id:
            for name in names:
                earlier_id, list_name = owners.setdefault((kind, folded_words(name)), (id_, own_list.name))
                if earlier_id != id_:
                    raise ListClashError(name=repr(name), one=earlier_id, list=list_name, other=id_, path=path)
