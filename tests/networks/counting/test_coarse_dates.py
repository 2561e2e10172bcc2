"""Windows leave out what is dated less precisely than they are."""

from __future__ import annotations

from typing import Any

import pytest

from kg.errors import NetworkOptionError
from kg.model import ActorType, Facts, ResolvedActor, ResolvedDocument, When
from kg.networks.from_graph import Selection
from kg.networks.from_graph.explanation import date_of
from kg.networks.study import Study, study
from kg.stores.protocol import Batch
from tests.doubles import cast

PERU = ResolvedActor("state/PE", "Peru", ActorType.STATE)


def dated(text: str) -> Batch:
    """A document of this date with a position."""
    document = cast.document(text).dated(When.parsed(text))
    facts = Facts(positions=(cast.position(PERU.id),))
    return Batch(1, (ResolvedDocument(document, facts, (PERU,)),), (), (PERU,))


DOCUMENTS = [*map(dated, ("2018", "2018-08", "2018-08-20/2018-08-26", "2018-08-27/2018-09-02", "2018-08-24"))]


def studied(documents: list[Batch], since: str | None = None, **options: Any) -> Study:
    return study(documents, selection=Selection(since=since), options={"mode": "two-mode", **options})


@pytest.mark.parametrize(
    ("window", "left_out"),
    [("no", 0), ("years", 0), ("months", 2), ("weeks", 2), ("days", 4), ("hours", 4), ("events", 0)],
)
def test_a_date_that_no_window_holds_is_left_out(window: str, left_out: int) -> None:
    found = studied(DOCUMENTS, window=window)
    assert (found.too_coarse, len(found.codings.rows)) == (left_out, len(DOCUMENTS) - left_out)


def test_a_month_counts_in_its_month_and_a_week_in_the_month_around_it() -> None:
    rows = studied(DOCUMENTS, window="months").codings.rows
    assert [date_of(row) for row in rows] == ["2018-08", "2018-08-20/2018-08-26", "2018-08-24"]


def test_windows_that_begin_within_a_month_divide_it() -> None:
    documents = [dated("2018-09"), *DOCUMENTS[2:]]
    assert studied(documents, since="2018-08-20", window="months").too_coarse == 1


def test_windows_for_which_all_dates_are_too_coarse_are_refused() -> None:
    with pytest.raises(NetworkOptionError, match=r"the dates of all facts \(codings: 1\) are less precise"):
        studied(DOCUMENTS[:1], window="months")
