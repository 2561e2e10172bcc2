"""Networks as files: each is read back, by a library of the field where there is one."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from lxml import etree

from kg.errors import NetworkFormatError
from kg.networks.conversion import edges
from kg.networks.files import FORMATS, write_files
from kg.networks.network import Network, Window
from tests.networks.discourse import codings, network, said
from tests.networks.files import SHARED

AWKWARD = network(('the "third" <corridor>', "Müller & Söhne", 1.5), ("Müller & Söhne", "Żak", -2), labels=["alone"])
TWO_MODE = Network(
    ("China", "fish"), ("duties", "fish"), np.array([[2.0, 0], [-1, 3]]), one_mode=False, aggregation="subtract"
)
TIME = {"gexf": "{http://gexf.net/1.3}"}


def written(network: Network, suffix: str) -> io.BytesIO:
    output = io.BytesIO()
    FORMATS[suffix].write([network], None, output)
    output.seek(0)
    return output


def ties(graph: nx.Graph) -> set[tuple[frozenset[str], float]]:  # type: ignore[type-arg]
    return {(frozenset((a, b)), float(data["weight"])) for a, b, data in graph.edges(data=True)}


@pytest.mark.parametrize("made", [AWKWARD, TWO_MODE], ids=["one mode", "two modes"])
def test_graphml_is_read_back_by_networkx(made: Network) -> None:
    read = nx.read_graphml(written(made, ".graphml"))
    assert set(read) == set(made.to_networkx())
    assert ties(read) == ties(made.to_networkx())
    assert not read.is_directed()


def test_graphml_of_a_directed_network() -> None:
    read = nx.read_graphml(written(network(("a", "b", 2), directed=True), ".graphml"))
    assert list(read.edges(data="weight")) == [("a", "b", 2)]
    assert read.is_directed()


@pytest.mark.parametrize(
    ("aggregation", "sign"), [("conflict", "conflict"), ("congruence", "agreement"), ("ignore", None)]
)
def test_a_tie_is_conflict_where_conflict_is_counted(aggregation: str, sign: str | None) -> None:
    made = replace(network(("a", "b", 2)), aggregation=aggregation)
    for read in (nx.read_graphml(written(made, ".graphml")), read_gexf(written(made, ".gexf"))):
        assert [data.get("sign") for _, _, data in read.edges(data=True)] == [sign]


def test_a_negative_weight_is_conflict_in_an_own_network() -> None:
    made = replace(network(("a", "b", -2)), aggregation="ignore")
    for read in (nx.read_graphml(written(made, ".graphml")), read_gexf(written(made, ".gexf"))):
        assert [data.get("sign") for _, _, data in read.edges(data=True)] == ["conflict"]


VISONE = {"g": "http://graphml.graphdrawing.org/xmlns", "y": "http://www.yworks.com/xml/graphml"}


@pytest.mark.parametrize("made", [AWKWARD, TWO_MODE, network(("a", "b", 2), directed=True)])
def test_visone_has_each_node_at_its_place_with_its_name(made: Network) -> None:
    tree = etree.parse(written(made, ".visone.graphml"))
    nodes = {
        node.get("id"): (node.findtext("g:data[@key='name']", None, VISONE), shape.get("type"))
        for node in tree.iterfind(".//g:node", VISONE)
        for shape in node.iterfind(".//y:Shape", VISONE)
    }
    columns = () if made.one_mode else made.columns
    rectangles = [(name, "roundrectangle") for name in columns]
    assert sorted(nodes.values()) == sorted([*((name, "ellipse") for name in made.rows), *rectangles])
    assert {node.findtext(".//y:NodeLabel", None, VISONE) for node in tree.iterfind(".//g:node", VISONE)} == {
        *made.rows,
        *columns,
    }
    found = [
        (nodes[edge.get("source")][0], nodes[edge.get("target")][0], edge.findtext("g:data[@key='weight']", "", VISONE))
        for edge in tree.iterfind(".//g:edge", VISONE)
    ]
    assert found == [(made.rows[i], made.columns[j], repr(weight)) for i, j, weight in edges(made)]
    places = [(each.get("x"), each.get("y")) for each in tree.iterfind(".//y:Geometry", VISONE)]
    assert len(set(places)) == len(nodes)
    assert len(list(tree.iterfind(".//y:Arrows", VISONE))) == (len(found) if made.directed else 0)


def test_visone_distinguishes_agreement_from_conflict() -> None:
    tree = etree.parse(written(AWKWARD, ".visone.graphml"))
    colours = [style.get("color") for style in tree.iterfind(".//y:LineStyle", VISONE)]
    assert colours == ["#0072B2" if weight > 0 else "#D55E00" for _, _, weight in edges(AWKWARD)]


def test_a_large_visone_network_is_drawn_as_a_circle() -> None:
    tree = etree.parse(written(network(labels=[f"{n:03}" for n in range(501)]), ".visone.graphml"))
    places = [(float(each.get("x") or 0), float(each.get("y") or 0)) for each in tree.iterfind(".//y:Geometry", VISONE)]
    assert {round(((x - 500) ** 2 + (y - 500) ** 2) ** 0.5) for x, y in places} == {500}


@pytest.mark.parametrize(
    "name", ["ex1-twomode-subtract", "ex2-onemode-congruence-average", "ex4-onemode-subtract-edge"]
)
def test_visone_has_no_element_that_dna_does_not_write(name: str) -> None:
    path = SHARED / "exports" / f"{name}.graphml"
    if not path.exists():
        pytest.skip("needs the exports of ../shared/dna")
    made = TWO_MODE if "twomode" in name else AWKWARD
    ours, theirs = ({_way(each) for each in etree.parse(x).iter("*")} for x in (written(made, ".visone.graphml"), path))
    assert ours - theirs == set()
    assert theirs - ours == set()


def _way(element: etree._Element) -> str:
    """The element and those around it."""
    return "/".join(str(each.tag) for each in [*reversed(list(element.iterancestors())), element])


def test_pajek_is_read_back_by_networkx(tmp_path: Path) -> None:
    (path,) = write_files([AWKWARD], tmp_path / "a.net")
    read: nx.Graph[str] = nx.Graph(nx.read_pajek(path))
    assert set(read) == {"the 'third' <corridor>", "Müller & Söhne", "Żak", "alone"}
    assert {abs(weight) for _, weight in ties(read)} == {1.5, 2}
    assert path.read_text("utf-8").splitlines()[-1] == "1 4 -2"


def test_pajek_says_where_the_second_mode_begins() -> None:
    lines = written(TWO_MODE, ".net").getvalue().decode().splitlines()
    assert lines[0] == "*Vertices 4 2"
    assert lines[-3:] == ["1 3 2", "2 3 -1", "2 4 3"]


def test_ucinet_has_labels_and_the_whole_matrix() -> None:
    assert written(TWO_MODE, ".dl").getvalue().decode().splitlines() == [
        "dl nr = 2, nc = 2, format = fullmatrix",
        "row labels:",
        '"China"',
        '"fish"',
        "col labels:",
        '"duties"',
        '"fish"',
        "data:",
        " 2 0",
        " -1 3",
    ]


def read_gexf(file: io.BytesIO) -> nx.Graph[str]:
    """networkx reads version 1.2 of the format."""
    text = file.getvalue().replace(b"gexf.net/1.3", b"www.gexf.net/1.2draft")
    return nx.read_gexf(io.BytesIO(text.replace(b'version="1.3"', b'version="1.2"')))


def test_gexf_is_read_back_by_networkx() -> None:
    read = read_gexf(written(AWKWARD, ".gexf"))
    assert set(read) == set(AWKWARD.rows)
    assert {(frozenset((a, b)), data["weight"], data["sign"]) for a, b, data in read.edges(data=True)} == {
        (frozenset(('the "third" <corridor>', "Müller & Söhne")), 1.5, "agreement"),
        (frozenset(("Müller & Söhne", "Żak")), 2, "conflict"),
    }


def test_gexf_of_windows_has_the_spells_and_weights_of_ties(tmp_path: Path) -> None:
    series = monthly(network(("a", "b", 1)), network(("a", "b", 3)), network(("b", "c", 1)), network(("a", "b", 2)))
    (path,) = write_files(series, tmp_path / "talks.gexf")
    edge = etree.parse(path).find(".//gexf:edge", TIME_NS)
    assert edge is not None
    spells = [(spell.get("start"), spell.get("end")) for spell in edge.iterfind(".//gexf:spell", TIME_NS)]
    assert spells == [("2018-01-01", "2018-02-28"), ("2018-04-01", "2018-04-30")]
    values = [each.get("value") for each in edge.iterfind(".//gexf:attvalue[@for='signed']", TIME_NS)]
    assert (values, edge.get("weight")) == (["1.0", "3.0", "2.0"], "2.0")


TIME_NS = {"gexf": "http://gexf.net/1.3"}


def monthly(*networks: Network) -> list[Network]:
    """One network a month, from January 2018 on."""
    months = [dt.datetime(2018, month, 1) for month in range(1, len(networks) + 2)]
    ends = [month - dt.timedelta(seconds=1) for month in months[1:]]
    windows = [Window(start, start, stop) for start, stop in zip(months[:-1], ends, strict=True)]
    return [replace(each, window=window) for each, window in zip(networks, windows, strict=True)]


def written_in_time(*networks: Network) -> io.BytesIO:
    output = io.BytesIO()
    FORMATS[".gexf"].write(networks, None, output)
    return output


def test_gexf_of_windows_tells_a_column_from_a_row_with_its_label() -> None:
    february = Network(("fish",), ("duties",), np.array([[1.0]]), one_mode=False)
    january = Network(("China",), ("fish",), np.array([[1.0]]), one_mode=False)
    tree = etree.parse(io.BytesIO(written_in_time(*monthly(january, february)).getvalue()))
    nodes = [node.get("id") for node in tree.iterfind(".//gexf:node", TIME_NS)]
    assert sorted(str(each) for each in nodes) == ["China", "duties", "fish", "fish (column)"]
    ties = [(edge.get("source"), edge.get("target")) for edge in tree.iterfind(".//gexf:edge", TIME_NS)]
    assert ties == [("China", "fish (column)"), ("fish", "duties")]


def test_a_tie_that_cancels_over_windows_is_mixed_and_keeps_its_days() -> None:
    read = read_gexf(written_in_time(*monthly(network(("a", "b", 1)), network(("a", "b", -1)))))
    (tie,) = (data for _, _, data in read.edges(data=True))
    assert (tie["weight"], tie["sign"]) == (0, "mixed")
    assert tie["spells"] == [("2018-01-01", "2018-02-28")]


def values_in_time(*networks: Network) -> list[tuple[str | None, ...]]:
    tree = etree.parse(io.BytesIO(written_in_time(*networks).getvalue()))
    values = tree.iterfind(".//gexf:attvalue[@for='signed']", TIME_NS)
    return [tuple(each.get(name) for name in ("start", "end", "value")) for each in values]


def test_gexf_of_windows_that_overlap_has_one_weight_for_a_day() -> None:
    days = [dt.datetime(2018, 1, day) for day in (1, 2, 4)]
    windows = [Window(day, day, day + dt.timedelta(days=3, seconds=-1)) for day in days]
    series = [replace(network(("a", "b", n)), window=window) for n, window in enumerate(windows, 1)]
    assert values_in_time(*series) == [
        ("2018-01-01", "2018-01-01", "1.0"),
        ("2018-01-02", "2018-01-03", "2.0"),
        ("2018-01-04", "2018-01-06", "3.0"),
    ]


def test_no_window_of_a_gexf_ends_before_it_starts() -> None:
    day, next_day = dt.datetime(2018, 1, 1), dt.datetime(2018, 1, 2)
    series = [replace(network(("a", "b", 1)), window=Window(day, day, stop)) for stop in (day, next_day)]
    assert values_in_time(*series) == [("2018-01-01", "2018-01-01", "1.0"), ("2018-01-01", "2018-01-02", "1.0")]


def test_gexf_of_hours_has_times_of_day() -> None:
    noon = dt.datetime(2018, 1, 1, 12)
    hours = [noon + dt.timedelta(hours=n) for n in range(2)]
    series = [replace(network(("a", "b", 1)), window=Window(hour, hour, hour)) for hour in hours]
    text = written_in_time(*series).getvalue()
    assert b'timeformat="dateTime"' in text
    assert b'start="2018-01-01T13:00:00"' in text


def test_gexf_of_one_network_takes_the_days_of_its_codings(tmp_path: Path) -> None:
    rows = codings(said("a", "x", 1, "2018-01-05"), said("b", "x", 1, "2018-03-07"))
    made = replace(network(("a", "b", 1)), support={(0, 1): (0, 1)})
    (path,) = write_files([made], tmp_path / "talks.gexf", rows)
    spell = etree.parse(path).find(".//gexf:edge//gexf:spell", TIME_NS)
    assert spell is not None
    assert (spell.get("start"), spell.get("end")) == ("2018-01-05", "2018-03-07")


@pytest.mark.parametrize(
    ("length", "end"),
    [("day", "2018-02-05"), ("week", "2018-02-11"), ("month", "2018-02-28"), ("coarse", "2018-02-05")],
)
def test_a_fact_of_a_month_lasts_to_its_end(tmp_path: Path, length: str, end: str) -> None:
    rows = codings(said("a", "x", 1, "2018-01-01"), said("b", "x", 1, "2018-02-05"))
    last = replace(rows.rows[1], values={**rows.rows[1].values, "granularity": length})
    made = replace(network(("a", "b", 1)), support={(0, 1): (0, 1)})
    (path,) = write_files([made], tmp_path / "talks.gexf", replace(rows, rows=(rows.rows[0], last)))
    spell = etree.parse(path).find(".//gexf:edge//gexf:spell", TIME_NS)
    assert spell is not None
    assert (spell.get("start"), spell.get("end")) == ("2018-01-01", end)


def test_a_node_with_an_undated_tie_is_always_present(tmp_path: Path) -> None:
    rows = codings(said("a", "x", 1, "2018-01-05"), said("b", "x", 1, "2018-03-07"))
    undated = replace(rows, rows=(replace(rows.rows[0], date=dt.datetime.min), rows.rows[1]))
    made = replace(network(("a", "b", 1), ("b", "c", 1)), support={(0, 1): (0,), (1, 2): (1,)})
    (path,) = write_files([made], tmp_path / "talks.gexf", undated)
    tree = etree.parse(path)
    spells = {
        node.get("id"): len(node.findall(".//gexf:spell", TIME_NS)) for node in tree.iterfind(".//gexf:node", TIME_NS)
    }
    assert spells == {"a": 0, "b": 0, "c": 1}


def test_combined_levels_are_combined_over_windows() -> None:
    # 1 is only for, 2 only against, 3 both; a mean would have 2 and 5/3.
    weights = [1, 2, 3, 1], [1, 1]
    for each, whole in zip(weights, (3, 1), strict=True):
        series = monthly(*(replace(TWO_MODE, weights=np.array([[n, 0], [0, 0]]), aggregation="combine") for n in each))
        (tie,) = (data for _, _, data in read_gexf(written_in_time(*series)).edges(data=True))
        assert tie["weight"] == whole


def test_each_window_has_a_file(tmp_path: Path) -> None:
    days = [dt.datetime(2018, 1, 1), dt.datetime(2018, 2, 1)]
    series = [replace(AWKWARD, window=Window(day, day, day)) for day in days]
    names = [path.name for path in write_files(series, tmp_path / "talks.dl")]
    assert names == ["talks-1-2018-01-01.dl", "talks-2-2018-02-01.dl"]
    assert sorted(names) == sorted(path.name for path in tmp_path.iterdir())
    (first, _) = write_files(series, tmp_path / "talks.visone.graphml")
    assert first.name == "talks-1-2018-01-01.visone.graphml"
    assert b"visone:" in first.read_bytes()


def test_a_path_may_be_a_string(tmp_path: Path) -> None:
    assert write_files([AWKWARD], f"{tmp_path}/talks.net") == (tmp_path / "talks.net",)


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NetworkFormatError, match="graphml"):
        write_files([AWKWARD], tmp_path / "talks.doc")
