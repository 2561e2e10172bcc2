"""A table as rows, dicts and frames."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.errors import FramesMissingError
from kg.query import Table
from kg.query.periods import in_periods

TALKS = Table(("actor", "talks", "share"), (("China", 2, 0.5), ("Japan", None, None), ("“Wang”", 1, 1.0)))


def test_it_is_a_sequence_of_rows() -> None:
    assert len(TALKS) == 3
    assert list(TALKS) == list(TALKS.rows)
    assert TALKS.to_dicts()[1] == {"actor": "Japan", "talks": None, "share": None}
    assert Table((), ()).to_dicts() == []


def test_tables_are_equal_when_columns_rows_and_order_are() -> None:
    assert Table(TALKS.columns, TALKS.rows) == TALKS
    assert Table(TALKS.columns, TALKS.rows[::-1]) != TALKS
    assert Table(("who", "talks", "share"), TALKS.rows) != TALKS


def test_a_table_as_csv() -> None:
    table = Table(("actor", "said"), (("China", "=1+1"), ("Japan", None)))
    assert table.to_csv() == "actor,said\nChina,'=1+1\nJapan,\n"
    assert table.to_csv(raw_cells=True) == "actor,said\nChina,=1+1\nJapan,\n"


@pytest.mark.parametrize("package", ["pandas", "polars"])
def test_a_missing_data_frame_library_is_reported_with_how_to_install_it(
    package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(FramesMissingError, match=f"KG-Q013: {package}") as raised:
        getattr(TALKS, f"to_{package}")()
    assert "pip install '.[frames]'" in raised.value.advice


def test_a_pandas_frame() -> None:
    pytest.importorskip("pandas")
    frame = TALKS.to_pandas()
    assert list(frame.columns) == list(TALKS.columns)
    assert frame["actor"].tolist() == ["China", "Japan", "“Wang”"]
    assert frame["talks"].isna().tolist() == [False, True, False]
    assert Table(("a", "b"), ()).to_pandas().shape == (0, 2)


def test_a_polars_frame() -> None:
    pytest.importorskip("polars")
    frame = TALKS.to_polars()
    assert frame.columns == list(TALKS.columns)
    assert frame.rows() == list(TALKS.rows)
    assert Table(("a", "b"), ()).to_polars().shape == (0, 2)


def test_a_column_whose_first_rows_are_empty_is_still_a_column() -> None:
    pytest.importorskip("polars")
    table = Table(("amount",), (*((None,) for _ in range(200)), (2.5,)))
    assert table.to_polars().rows() == list(table.rows)


def test_the_page_gives_the_first_days_of_periods() -> None:
    pytest.importorskip("pandas")
    page = (Path(__file__).parents[2] / "docs" / "python.md").read_text(encoding="utf-8")
    (recipe,) = (code for code in re.findall(r"```python\n(.*?)```", page, re.DOTALL) if "first_day" in code)
    days = (("2018-08-24", None), (None, None), ("2021-10-04", "week"), ("2015-04-01", "month"), ("2022-01-01", "year"))
    names: dict[str, Any] = {"answer": Table(*in_periods(("date", "date_granularity"), days))}
    exec(recipe, names)
    frame = names["frame"]
    assert frame["date"].dropna().tolist() == ["2018-08-24", "2021-10-04/2021-10-10", "2015-04", "2022"]
    first_days = [None if day != day else str(day.date()) for day in frame["first_day"]]
    assert first_days == [day for day, _ in days]
    assert {str(month) for month in names["by_month"].index} == {"2015-04", "2018-08", "2021-10"}
    undated: dict[str, Any] = {"answer": Table(*in_periods(("date",), ((None,),)))}
    exec(recipe, undated)
    assert undated["frame"]["first_day"].isna().all()


def test_a_notebook_shows_a_table_with_escaped_html() -> None:
    table = Table(("who", "amount"), (("<script>alert(1)</script>", 2.0), *(("x", None),) * 100))
    shown = table._repr_html_()
    assert "<tr><td>&lt;script&gt;alert(1)&lt;/script&gt;</td><td>2</td></tr>" in shown
    assert shown.count("<tr>") == 101
    assert shown.endswith("<p>101 rows</p>")


def test_columns_without_a_value_have_the_types_of_those_with_some() -> None:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    columns = ("holder", "confidence", "positions_for", "amount")
    some = Table(columns, (("China", 0.5, 2, 3.5), ("Japan", 0.7, 1, None)))
    none, bare = Table(columns, ()), Table(columns, ((None, None, None, 25),))
    assert none.to_polars().schema == bare.to_polars().schema == some.to_polars().schema
    assert none.to_polars().join(some.to_polars(), on="holder").is_empty()
    assert none.to_pandas().dtypes.to_dict() == some.to_pandas().dtypes.to_dict()
    assert none.to_pandas().nlargest(3, "confidence").empty
    assert pandas.concat([bare.to_pandas(), some.to_pandas()])["holder"].dtype == some.to_pandas()["holder"].dtype
    assert Table(("start",), (("in May",),)).to_polars().schema == {"start": polars.String}
