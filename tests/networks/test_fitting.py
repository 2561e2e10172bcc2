"""Options either have an effect on a report, or are refused by it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kg.errors import NetworkOptionError, NetworkShapeError
from kg.networks.codings import Coding
from kg.networks.options import Options
from kg.networks.reports import REPORTS, ReportOptions, report
from kg.networks.study import Study
from tests.networks.discourse import camps, codings, said

SIDED = ("cleavage", "polarisation", "points", "correspondence")
DOUBLED = [said(f"east 0{n % 2}", "gas", 1, id=f"again {n}", document="one paper") for n in range(8)]


def studied(*rows: Coding, confident: bool = False, **more: Any) -> Study:
    usual = Options(
        mode="one-mode", variable1="actor", variable2="issue", qualifier="agreement", aggregation="subtract"
    )
    return Study(codings(*(rows or camps(3))), replace(usual, **more), confident=confident)


def told(name: str, study: Study) -> tuple[tuple[object, ...], ...]:
    return report(name, study, ReportOptions(dealt=9)).table.rows


@pytest.mark.parametrize(
    ("name", "more"),
    [
        *((name, {"aggregation": "conflict"}) for name in SIDED),
        *((name, {"normalisation": "cosine"}) for name in (*SIDED, "codings")),
        *((name, {"normalisation": "average"}) for name in ("points", "correspondence", "codings")),
        *((name, {"kernel": "triangular", "window": "days"}) for name in (*SIDED, "codings")),
        *((name, {"window": "days"}) for name in ("points", "correspondence")),
        *((name, {"isolates": True}) for name in SIDED),
        *((name, {"isolates": True, "as_dna": True}) for name in SIDED if name != "polarisation"),
        ("codings", {"confident": True}),
    ],
)
def test_an_option_without_effect_is_refused(name: str, more: dict[str, Any]) -> None:
    with pytest.raises(NetworkOptionError, match=name):
        report(name, studied(**more))


def test_a_report_of_another_name_is_refused() -> None:
    with pytest.raises(NetworkOptionError, match=r"report 'cleavag': it is one of .*cleavage"):
        report("cleavag", studied())


def test_coalitions_of_windows_are_refused() -> None:
    with pytest.raises(NetworkShapeError, match="the whole time"):
        report("coalitions", studied(window="days"))


@pytest.mark.parametrize("name", sorted(REPORTS.keys() - {"phases", "communities", "brokers"}))
def test_duplicates_count_once_in_every_report(name: str) -> None:
    once = [each for n, each in enumerate(DOUBLED) if n < 2]
    without = told(name, studied(*camps(3), *DOUBLED, duplicates="document"))
    assert without == told(name, studied(*camps(3), *once))
    assert name in ("points", "backbone") or without != told(name, studied(*camps(3), *DOUBLED))


@pytest.mark.parametrize("name", ["cleavage", "polarisation", "points", "correspondence", "coalitions"])
def test_doubtful_facts_count_less_by_confidence(name: str) -> None:
    doubtful = [
        said("east 00", issue, 0, confidence=0.1, id=f"{issue} {n}") for issue in ("duties", "gas") for n in "ab"
    ]
    rows = [*camps(3), *doubtful]
    alike, weighed = studied(*rows), studied(*rows, confident=True)
    assert told(name, alike) != told(name, weighed)
    if name in ("cleavage", "polarisation"):
        clean = told(name, studied())[0][3]
        assert told(name, alike)[0][3] < told(name, weighed)[0][3] < clean  # type: ignore[operator]
