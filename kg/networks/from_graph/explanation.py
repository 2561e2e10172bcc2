"""The sentences behind a cell of a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from kg.errors import NetworkLabelError
from kg.model import Granularity
from kg.model.periods import printed
from kg.networks.codings import Coding, Codings
from kg.networks.from_graph.reading import UNDATED
from kg.networks.network import Network
from kg.networks.options import Options

__all__ = ["Sentence", "date_of", "explained", "last_moment_of", "placeable"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words that a cell rests on, with the document, its date ("" for none), and the coding."""

    words: str
    document: str
    date: str
    coding: Coding


def explained(
    network: Network, codings: Codings, row: str, column: str, text: Callable[[str], str]
) -> Iterator[Sentence]:
    """The sentences behind a cell, in the order of ``codings``, which are those that were counted.

    In an undirected network row and column may be swapped. ``text`` gives a document's text by its id. Raises
    `NetworkLabelError` if the network has no such row or column.
    """
    cell = _index_of(row, network.rows, "row"), _index_of(column, network.columns, "column")
    is_undirected = network.one_mode and not network.directed
    indices = network.support.get(cell) or (network.support.get(cell[::-1], ()) if is_undirected else ())
    for index in indices:
        coding = codings.rows[index]
        words = text(coding.document)[coding.start : coding.stop]
        metadata = codings.documents.get(coding.document, {})
        yield Sentence(words, metadata.get("name") or metadata.get("title") or coding.document, date_of(coding), coding)


def date_of(coding: Coding) -> str:
    """The date of a coding, with the granularity of its fact; "" for none."""
    if coding.date == UNDATED:
        return ""
    granularity = coding.values.get("granularity")
    return printed(coding.date.date().isoformat(), str(granularity) if granularity else None)


def last_moment_of(coding: Coding) -> datetime:
    """The end of the week, month or year in which a coding is dated; the date of a coding that is dated to the day."""
    granularity = coding.values.get("granularity")
    if coding.date == UNDATED or granularity not in Granularity:
        return coding.date
    return datetime.combine(Granularity(str(granularity)).last_day(coding.date.date()), coding.date.time())


def placeable(codings: Codings, options: Options) -> Codings:
    """The codings whose dates are precise enough for the windows of the options: a month is in no window of a day."""
    from kg.networks.counting.windows import step_of

    if options.window in ("no", "events"):
        return codings
    rows = (row for row in codings.rows if step_of(row.date, options) == step_of(last_moment_of(row), options))
    return replace(codings, rows=tuple(rows))


def _index_of(label: str, labels: tuple[str, ...], kind: str) -> int:
    """The index of a label, whose case is ignored if that is unambiguous."""
    if label in labels:
        return labels.index(label)
    folded = [each.casefold() for each in labels]
    if folded.count(label.casefold()) == 1:
        return folded.index(label.casefold())
    from difflib import get_close_matches

    close = [labels[folded.index(each)] for each in get_close_matches(label.casefold(), folded, n=3, cutoff=0.5)]
    hint = f" Did you mean {' or '.join(close)}?" if close else ""
    raise NetworkLabelError(kind=kind, label=repr(label), hint=hint)
