"""The dossier of an actor: the answers of several named questions in one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.errors import ParameterValueError
from kg.errors.checking import check_count, each_of
from kg.query.answer import ask
from kg.query.table import Table
from kg.query.values import Finders, KnownDocument
from kg.stores.protocol import Store, Value

if TYPE_CHECKING:
    from kg.model import ResolvedActor

__all__ = ["DOSSIER_COLUMNS", "dossier"]

DOSSIER_COLUMNS: Final = (
    "section",
    "what",
    "other",
    "other_id",
    "modality",
    "evidence",
    "page",
    "document",
    "document_id",
    "date",
    "first_day",
    "date_granularity",
    "confidence",
    "fact",
)

type _Row = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class _Section:
    """A section of a dossier: a question that is asked with the actor as ``actor_parameter``.

    In each row of the answer ``other_column`` holds the other actor, and ``describe`` gives the text of the row.
    """

    title: str
    question: str
    actor_parameter: str
    other_column: str
    describe: Callable[[_Row], str]
    more_parameters: Mapping[str, object] = MappingProxyType({})
    is_about: Callable[[_Row, str], bool] | None = None
    """Whether a row is about the actor with this id; None if every row of the answer is."""


def _position(row: _Row) -> str:
    condition = f" ({row['condition']})" if row["condition"] else ""
    return f"{row['stance']}: {row['matter']}{condition}"


def _claim(row: _Row) -> str:
    if row["heading"] != "statement":
        return f"{row['heading']}: {row['words']}"
    negative = ", negative" if row["polarity"] == "negative" else ""
    return f"statement{negative}: {row['cue']} {row['words']}"


def _measure(row: _Row) -> str:
    if row["what"] == "threat":
        return f"threat: {row['matter']}"
    amount, rate = row["amount"], row["rate"]
    parts = [
        f"{row['kind']}, {row['status']}",
        f"{amount:,.15g} {row['unit'] or ''}".strip() if amount is not None else "",
        f"{rate:g} percent" if rate is not None else "",
    ]
    return ", ".join(part for part in parts if part)


def _is_label_of_actor(row: _Row, actor: str) -> bool:
    return (row["relation"], row["actor_id"]) == ("called", actor)


_SECTIONS: Final = (
    _Section("post", "roles-of", "actor", "organization", lambda row: str(row["title"])),
    _Section("held by", "roles-of", "other", "person", lambda row: str(row["title"])),
    _Section("leads", "who-leads", "actor", "led", lambda row: str(row["led_type"])),
    _Section("led by", "who-leads", "other", "leader", lambda row: "leader"),
    _Section("belongs to", "who-speaks-for-whom", "actor", "body", lambda row: str(row["body_type"])),
    _Section("member", "who-speaks-for-whom", "other", "member", lambda row: "member"),
    _Section(
        "label", "factions-and-labels", "actor", "source", lambda row: str(row["label"]), is_about=_is_label_of_actor
    ),
    _Section("negotiates with", "who-negotiates-with-whom", "actor", "other", lambda row: "talks"),
    _Section("mediates between", "brokers", "broker", "actor", lambda row: f"and {row['other']}"),
    _Section("position", "positions-of-actor", "actor", "addressee", _position),
    _Section("addressed to it", "positions-of-actor", "other", "holder", _position),
    _Section("measure", "actions-and-threats", "actor", "target", _measure),
    _Section("measure against it", "actions-and-threats", "other", "actor", _measure),
    _Section("says", "claims-by-source", "actor", "about", _claim, {"apart": True}),
)


def dossier(
    store: Store,
    actor: ResolvedActor,
    finders: Finders,
    *,
    limit: int = 10,
    documents: tuple[str, ...] = (),
    period: tuple[str | None, str | None] = (None, None),
    timeout: float | None = None,
) -> Table:
    """What the graph knows of an actor: at most ``limit`` facts a section, the latest first.

    The first rows identify the actor; those of ids in other catalogues have the source under ``document`` and the
    address under ``other_id``. ``other`` is the other actor of a fact. Statements of the actor that were also read as
    its positions are left out. ``documents`` are bare ids; if there are any, only facts of these documents count.
    ``period`` is the first and the last day or month or year of the facts, each None where there is no limit.
    ``timeout`` is in seconds, for each of a dozen questions. Raises what the store does.
    """
    check_count("limit", limit)
    if not isinstance(period, tuple) or len(period) != 2:
        raise ParameterValueError(parameter="period", value=repr(period), expected="the first and the last day")
    rows = list(_identity_rows(actor))
    known_documents = [KnownDocument(f"document/{id_}") for id_ in each_of("documents", documents, str, "an id")]
    for section in _SECTIONS:
        is_about = section.is_about
        parameters = {
            **section.more_parameters,
            section.actor_parameter: actor.id,
            # Rows that are left out must not count, so a question that gives such rows is asked without a limit.
            "limit": None if is_about else limit,
            "document": known_documents or None,
            "since": period[0],
            "until": period[1],
        }
        answer = ask(store, section.question, parameters, finders, timeout=timeout)
        facts = [row for row in answer.to_dicts() if is_about is None or is_about(row, actor.id)]
        rows += [_dossier_row(section, row) for row in facts[:limit]]
    return Table(DOSSIER_COLUMNS, tuple(rows))


def _identity_rows(actor: ResolvedActor) -> Iterator[tuple[Value, ...]]:
    # Imported here, since the named questions need no gazetteer and should not wait for it.
    from kg.resolve import external_ids

    facts = (
        ("name", actor.name),
        ("id", actor.id),
        ("also called", "; ".join(actor.aliases)),
        ("country", actor.country),
    )
    empty_row = dict.fromkeys(DOSSIER_COLUMNS)
    for title, words in facts:
        if words:
            yield tuple({**empty_row, "section": title, "what": words}.values())
    for id_ in external_ids(actor):
        yield tuple(
            {
                **empty_row,
                "section": id_.scheme,
                "what": id_.value,
                "other_id": id_.iri,
                "document": id_.source,
            }.values()
        )


def _dossier_row(section: _Section, row: _Row) -> tuple[Value, ...]:
    other_actor = (row[section.other_column], row[f"{section.other_column}_id"])
    remaining_cells = (row.get(name) for name in DOSSIER_COLUMNS[4:])
    return (section.title, section.describe(row), *other_actor, *remaining_cells)
