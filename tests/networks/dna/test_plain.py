"""With ``as_dna``, generated codings and options give the same networks as plain loops over the codings."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.networks.codings import Coding, Codings, in_order
from kg.networks.counting.series import networks
from kg.networks.options import Exclusion, Options
from tests.networks.dna.plain import plain_networks

FIRST = datetime(2019, 11, 28, 7, 30)


@cache
def made(seed: int, count: int = 60) -> Codings:
    """Some months of codings with values of every type, some empty, some beyond what Java caches."""
    chance = random.Random(seed)
    documents = {
        str(n): {
            "date": (FIRST + timedelta(hours=chance.randrange(24 * 130))).isoformat(),
            "author": chance.choice(("", "Roe", "Doe")),
            "source": chance.choice(("Post", "News")),
            "section": "",
            "type": "article",
            "title": f"Text {n}",
        }
        for n in range(1, 21)
    }
    rows = []
    for n in range(count):
        document = str(chance.randrange(1, 21))
        values = {
            "person": chance.choice(("", "Ada", "Bo", "Cem", "Dora")),
            "organization": chance.choice(("𝔸", "Acme", "acme", "Öko", "Zeta")),
            "concept": chance.choice(("tax", "trade", "coal", "")),
            "agreement": chance.randrange(2),
            "score": chance.choice((-200, -2, -1, 0, 1, 10, 300)),
            "frame": chance.choice(("", "cost", "health", "cost of living")),
        }
        date = datetime.fromisoformat(documents[document]["date"])
        start = chance.randrange(90)
        rows.append(Coding(str(n + 1), "DNA Statement", document, date, start, start + 9, values))
    types = ["short text"] * 3 + ["boolean", "integer", "short text"]
    names = ("person", "organization", "concept", "agreement", "score", "frame")
    return Codings(in_order(rows), dict(zip(names, types, strict=True)), documents)


@st.composite
def asked(draw: st.DrawFn) -> Options:
    """Random options that DNA supports as they are."""
    mode: Any = draw(st.sampled_from(("one-mode", "two-mode")))
    kernel: Any = draw(st.sampled_from(("no", "no", "uniform", "epanechnikov", "triangular", "gaussian")))
    qualifiers: list[str | None] = [
        None,
        "agreement",
        "score",
        "frame",
        *(["document.author"] if kernel == "no" else []),
    ]
    qualifier = draw(st.sampled_from(qualifiers))
    aggregations = ["ignore", *(("congruence", "conflict") if mode == "one-mode" else ("combine",)), "subtract"]
    aggregations = [a for a in aggregations if a != "combine" or kernel == "no"] if qualifier else ["ignore"]
    aggregation: Any = draw(st.sampled_from(aggregations))
    by_mode = {"one-mode": ["no", "average", "jaccard", "cosine"], "two-mode": ["no", "activity", "prominence"]}
    normalisations = by_mode[mode] if kernel == "no" else ["no", "average"] if mode == "one-mode" else ["no"]
    normalisation: Any = draw(st.sampled_from(normalisations))
    if aggregation == "combine" and normalisation == "prominence":
        normalisation = "activity"
    duplicates: Any = draw(st.sampled_from(("include", "document", "week", "month", "year", "acrossrange")))
    if qualifier == "document.author" and aggregation != "ignore":
        duplicates = "include"
    units: Any = ("days", "weeks", "months") if kernel != "no" else ("no", "no", "events", "days", "weeks", "months")
    exclusions = [
        Exclusion("concept", ("coal", "tax"), draw(st.booleans())),
        Exclusion("agreement", ("0",)),
        Exclusion("document.source", ("Post",), draw(st.booleans())),
        Exclusion("person", ("Ada", ""), draw(st.booleans())),
    ]
    first, second = draw(st.sampled_from((("organization", "concept"), ("person", "concept"), ("frame", "person"))))
    if qualifier == first:
        first = "document.title"
    return Options(
        mode=mode,
        variable1=first,
        variable2=draw(st.sampled_from((second, "document.source"))),
        qualifier=qualifier,
        aggregation=aggregation,
        normalisation=normalisation,
        duplicates=duplicates,
        isolates=draw(st.booleans()),
        start=draw(st.sampled_from((None, datetime(2019, 12, 31), datetime(2020, 1, 30, 12)))),
        stop=draw(st.sampled_from((None, datetime(2020, 3, 31, 23, 59, 59)))),
        exclude=tuple(draw(st.lists(st.sampled_from(exclusions), max_size=2))),
        window=draw(st.sampled_from(units)),
        length=draw(st.integers(1, 40)) if kernel == "no" else draw(st.integers(1, 12)),
        kernel=kernel,
        indent=draw(st.booleans()),
        # A sum close to zero, of opposite signs or distant weights, depends on the order of addition.
        to_one=kernel not in ("no", "gaussian") and aggregation != "subtract" and draw(st.booleans()),
        as_dna=True,
    )


@given(seed=st.integers(0, 5), options=asked())
@settings(max_examples=250)
def test_networks_equal_those_of_plain_loops(seed: int, options: Options) -> None:
    codings = made(seed)
    found, expected = networks(codings, options), plain_networks(codings, options)
    assert len(found) == len(expected)
    for network, plain in zip(found, expected, strict=True):
        assert (list(network.rows), list(network.columns)) == (plain.rows, plain.columns)
        if plain.times and network.window is not None and options.window != "no":
            assert (network.window.start, network.window.middle, network.window.stop) == plain.times
        matrix = np.array(plain.matrix).reshape(len(plain.rows), len(plain.columns))
        np.testing.assert_allclose(network.weights, matrix, rtol=1e-9, atol=1e-9)


def test_without_codings_the_network_is_empty() -> None:
    (network,) = networks(made(0, 0), Options(mode="one-mode", as_dna=True))
    assert network.weights.shape == (0, 0)
    assert network.integer
