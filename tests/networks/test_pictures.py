"""Pictures: reproducible, without overlapping names, and an error that says why where none can be drawn."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.text import Text

from kg.errors import NetworkEmptyError, NetworkFormatError, NetworkShapeError, PicturesMissingError
from kg.networks.codings import Coding, Codings, in_order
from kg.networks.network import Network, Window
from kg.networks.options import Options
from kg.networks.pictures.album import DRAWN, picture
from kg.networks.pictures.canvas import save
from kg.networks.pictures.drawing import drawing
from kg.networks.pictures.labels import shortened
from kg.networks.pictures.layout import layout
from kg.networks.pictures.network_picture import network_picture
from kg.networks.pictures.tiling import tiles
from kg.networks.pictures.windows_picture import windows_picture
from kg.networks.reports import REPORTS, ReportOptions, report
from kg.networks.study import study, study_of_codings
from tests.doubles.factory import batches, resolved_documents
from tests.networks.discourse import network, said
from tests.networks.test_measures import over_issues

STUDY = study(batches(resolved_documents(25, positions=8)), by="state")


def made(size: int, share: float = 0.1) -> Network:
    chance = np.random.default_rng(size)
    names = tuple(f"Ministry of Something {n}" for n in range(size))
    ties = np.triu(chance.random((size, size)) < share, 1) * chance.integers(-2, 5, (size, size))
    return Network(names, names, (ties + ties.T).astype(float), one_mode=True)


def names_of(figure: Figure) -> tuple[Axes, list[Text]]:
    figure.draw_without_rendering()
    axes = figure.axes[0]
    return axes, [text for text in axes.texts if text.get_text()]


def test_a_network_of_conflict_is_drawn_as_conflict() -> None:
    (tie,) = drawing(replace(network(("a", "b", 2)), aggregation="conflict")).ties
    assert tie.weight == -2


@pytest.mark.parametrize("size", [10, 50, 200])
def test_names_neither_overlap_nor_leave_the_page(size: int) -> None:
    axes, names = names_of(network_picture(made(size, 3 / size)))
    boxes = np.array([text.get_window_extent().extents for text in names])
    assert len(names) > min(size, 60) * 0.6
    frame = np.asarray(axes.get_window_extent().extents)
    assert (boxes[:, :2] >= frame[:2] - 1).all()
    assert (boxes[:, 2:] <= frame[2:] + 1).all()
    for n, box in enumerate(boxes):
        others = np.delete(boxes, n, axis=0)
        assert not ((others[:, :2] < box[2:]) & (others[:, 2:] > box[:2])).all(axis=1).any(), names[n].get_text()


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_the_same_seed_gives_the_same_picture(suffix: str, tmp_path: Path) -> None:
    for name in ("one", "two"):
        save(network_picture(made(12), seed=4), tmp_path / f"{name}.{suffix}")
    one, two = ((tmp_path / f"{name}.{suffix}").read_bytes() for name in ("one", "two"))
    assert one == two
    assert len(one) > 1000


@pytest.mark.parametrize("name", DRAWN)
def test_every_report_that_has_a_picture_is_drawn(name: str, tmp_path: Path) -> None:
    options = {"window": "years", "length": 4} if name in ("phases", "cleavage") else {}
    studied = replace(STUDY, options=replace(STUDY.options, **options))  # type: ignore[arg-type]
    save(picture(name, studied, ReportOptions(alpha=0.9), title="Of talks"), tmp_path / "picture.png")
    assert (tmp_path / "picture.png").read_bytes()[:4] == b"\x89PNG"


def test_ideal_points_on_a_plane_have_a_cross_of_intervals_each() -> None:
    figure = picture("points", STUDY, ReportOptions(dimensions=2))
    axes, names = names_of(figure)
    actors = [row for row in report("points", STUDY, ReportOptions(dimensions=2)).table.rows if row[0] == "actor"]
    places = np.asarray(axes.collections[0].get_offsets())
    assert sorted(places[:, 0].round(6).tolist()) == [row[2] for row in actors]
    crosses = {tuple(np.round(np.asarray(line.get_xdata(), dtype=float), 6).tolist()) for line in axes.lines}
    assert {(row[3], row[4]) for row in actors} <= crosses
    assert {text.get_text() for text in names} <= {shortened(str(row[1]), 28) for row in actors}
    assert axes.get_aspect() == 1


def test_a_report_without_a_picture_is_refused_with_those_that_have_one() -> None:
    for name in set(REPORTS) - set(DRAWN):
        with pytest.raises(NetworkShapeError, match="matrix"):
            picture(name, STUDY)


def test_a_tie_with_one_doubtful_fact_is_drawn_as_doubtful() -> None:
    rows = [said("a", "x", 1), said("b", "x", 1, confidence=0.6), said("c", "x", 0), said("d", "x", 1)]
    studied = over_issues(*rows)
    by_tie = {tuple(row[:2]): row[4] for row in report("edges", studied).table.rows}
    assert (by_tie["a", "b"], by_tie["a", "c"]) == (0.6, 1)
    lines = picture("edges", studied).axes[0].collections
    dashes = [line.get_linestyle()[0] for line in lines if isinstance(line, LineCollection)]
    assert len({str(each) for each in dashes}) == 4
    hollow = picture("matrix", studied).axes[-2].collections[-1]
    assert len(np.asarray(hollow.get_offsets())) == 6
    assert "hollow: in doubt" in [text.get_text() for text in picture("codings", studied).texts]


def test_the_picture_of_codings_shows_the_requested_side() -> None:
    days = (dt.datetime(2018, month, 1) for month in (1, 2, 3))
    rows = in_order(
        Coding(str(n), "", "d", day, n, n + 1, {"actor": "a", "issue": "x", "for": yes, "agreement": 1})
        for n, (day, yes) in enumerate(zip(days, (1, 0, 0), strict=True))
    )
    codings = Codings(rows, {"actor": "short text", "issue": "short text", "for": "boolean", "agreement": "boolean"})
    options = Options(variable1="actor", variable2="issue", qualifier="for", aggregation="subtract")
    drawn = picture("codings", study_of_codings(codings, options))
    assert sorted(len(np.asarray(each.get_offsets())) for each in drawn.axes[0].collections) == [1, 2]


def test_codings_that_take_no_side_have_no_picture() -> None:
    row = Coding("1", "", "d", dt.datetime(2018, 1, 1), 0, 1, {"actor": "a", "issue": "x"})
    codings = Codings((row,), {"actor": "short text", "issue": "short text"})
    with pytest.raises(NetworkEmptyError, match="nothing to draw"):
        picture("codings", study_of_codings(codings, Options(variable1="actor", variable2="issue")))


def test_every_window_keeps_nodes_in_one_place() -> None:
    days = [dt.datetime(2018, month, 1) for month in (1, 2)]
    series = [
        replace(each, window=Window(day, day, day))
        for each, day in zip((network(("a", "b", 1), ("b", "c", 1)), network(("a", "b", -2))), days, strict=True)
    ]
    first, second = windows_picture(series).axes
    places = [axes.collections[0].get_offsets() for axes in (first, second)]
    assert np.array_equal(np.asarray(places[0]), np.asarray(places[1]))
    assert second.get_title(loc="left") == "2018-02-01"


def test_actors_in_agreement_lie_nearer_than_those_in_conflict() -> None:
    weights = np.array([[0.0, 2, -2], [2, 0, 0], [-2, 0, 0]])
    a, b, c = layout(weights)
    assert np.linalg.norm(a - b) < np.linalg.norm(a - c)


def test_a_suffix_of_no_picture_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NetworkFormatError, match=r"a\.xyz ends as no file .* one of \.png, \.svg, \.pdf"):
        save(Figure(), tmp_path / "a.xyz")
    assert not list(tmp_path.iterdir())


def test_a_name_with_mathematical_markup_is_plain_text(tmp_path: Path) -> None:
    save(network_picture(network(("$x_1$", "a^{", 1), ("日本", "a^{", 1))), f"{tmp_path}/a.svg")
    assert "$x_1$" in (tmp_path / "a.svg").read_text("utf-8")


def test_tiles_cover_the_square() -> None:
    cut = tiles([5, 3, 2, 2, 1], 1.4)
    assert sum(tile.width * tile.height for tile in cut) == pytest.approx(1)
    assert [tile.width * tile.height for tile in cut] == pytest.approx([5 / 13, 3 / 13, 2 / 13, 2 / 13, 1 / 13])


def test_without_matplotlib_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(PicturesMissingError) as raised:
        network_picture(made(3))
    assert "the extra `pictures`" in raised.value.advice
