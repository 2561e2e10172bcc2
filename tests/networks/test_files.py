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
TWO_MODE = Network(("China", "fish"), ("duties", "fish"), np.array([[2.0, 0], [-1, 3]]), one_mode=False)
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


def test_visone_tells_agreement_from_conflict() -> None:
    tree = etree.parse(written(AWKWARD, ".visone.graphml"))
    colours = [style.get("color") for style in tree.iterfind(".//y:LineStyle", VISONE)]
    assert colours == ["#0072B2" if weight > 0 else "#D55E00" for _, _, weight in edges(AWKWARD)]


def test_visone_of_many_is_drawn_as_a_circle() -> None:
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


def test_gexf_is_read_back_by_networkx() -> None:
    text = written(AWKWARD, ".gexf").getvalue().replace(b"gexf.net/1.3", b"www.gexf.net/1.2draft")
    read = nx.read_gexf(io.BytesIO(text.replace(b'version="1.3"', b'version="1.2"')))
    assert set(read) == set(AWKWARD.rows)
    assert {(frozenset((a, b)), data["weight"], data["sign"]) for a, b, data in read.edges(data=True)} == {
        (frozenset(('the "third" <corridor>', "Müller & Söhne")), 1.5, "agreement"),
        (frozenset(("Müller & Söhne", "Żak")), 2, "conflict"),
    }


def test_gexf_of_windows_says_when_a_tie_is_there_and_what_it_weighs_then(tmp_path: Path) -> None:
    months = [dt.datetime(2018, month, 1) for month in (1, 2, 3, 4)]
    windows = [
        Window(start, start, stop) for start, stop in zip(months, [*months[1:], dt.datetime(2018, 5, 1)], strict=True)
    ]
    series = [
        replace(each, window=window)
        for each, window in zip(
            (network(("a", "b", 1)), network(("a", "b", 3)), network(("b", "c", 1)), network(("a", "b", 2))),
            windows,
            strict=True,
        )
    ]
    (path,) = write_files(series, tmp_path / "talks.gexf")
    edge = etree.parse(path).find(".//gexf:edge", TIME_NS)
    assert edge is not None
    spells = [(spell.get("start"), spell.get("end")) for spell in edge.iterfind(".//gexf:spell", TIME_NS)]
    assert spells == [("2018-01-01T00:00:00", "2018-03-01T00:00:00"), ("2018-04-01T00:00:00", "2018-05-01T00:00:00")]
    values = [each.get("value") for each in edge.iterfind(".//gexf:attvalue[@for='signed']", TIME_NS)]
    assert (values, edge.get("weight")) == (["1.0", "3.0", "2.0"], "2.0")


TIME_NS = {"gexf": "http://gexf.net/1.3"}


def test_gexf_of_one_network_takes_the_days_of_its_codings(tmp_path: Path) -> None:
    rows = codings(said("a", "x", 1, "2018-01-05"), said("b", "x", 1, "2018-03-07"))
    made = replace(network(("a", "b", 1)), support={(0, 1): (0, 1)})
    (path,) = write_files([made], tmp_path / "talks.gexf", rows)
    spell = etree.parse(path).find(".//gexf:edge//gexf:spell", TIME_NS)
    assert spell is not None
    assert (spell.get("start"), spell.get("end")) == ("2018-01-05T00:00:00", "2018-03-07T00:00:00")


def test_of_windows_there_is_a_file_each(tmp_path: Path) -> None:
    days = [dt.datetime(2018, 1, 1), dt.datetime(2018, 2, 1)]
    series = [replace(AWKWARD, window=Window(day, day, day)) for day in days]
    names = [path.name for path in write_files(series, tmp_path / "talks.dl")]
    assert names == ["talks-1-2018-01-01.dl", "talks-2-2018-02-01.dl"]
    assert sorted(names) == sorted(path.name for path in tmp_path.iterdir())
    (first, _) = write_files(series, tmp_path / "talks.visone.graphml")
    assert first.name == "talks-1-2018-01-01.visone.graphml"
    assert b"visone:" in first.read_bytes()


def test_a_file_of_no_format(tmp_path: Path) -> None:
    with pytest.raises(NetworkFormatError, match="graphml"):
        write_files([AWKWARD], tmp_path / "talks.doc")
