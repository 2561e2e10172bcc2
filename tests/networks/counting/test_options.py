"""Unsuitable options are refused; with ``as_dna``, options are interpreted as in DNA."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from kg.errors import DnaFaultError, NetworkOptionError, NetworkVariableError
from kg.networks.codings import Coding, Codings, Value
from kg.networks.counting.series import event_list, networks
from kg.networks.dna.arguments import options_of
from kg.networks.dna.fallbacks import with_fallbacks
from kg.networks.options import Exclusion, Options

TYPES = {
    "person": "short text",
    "organization": "short text",
    "concept": "short text",
    "agreement": "boolean",
    "score": "integer",
    "note": "long text",
}
VALUES: dict[str, Value] = {"person": "P", "organization": "O", "concept": "C", "agreement": 1, "score": 2, "note": "N"}
CODINGS = Codings((Coding("1", "", "d", datetime(2020, 1, 1), 0, 1, VALUES),), TYPES)


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"mode": "three-mode"}, "mode 'three-mode': it is one of one-mode, two-mode, event list"),
        ({"mode": "event list"}, "event_list lists events"),
        ({"variable1": "agreement"}, "rows and columns are short texts, and this is boolean"),
        ({"variable2": "organization"}, "it is the same as variable1"),
        ({"aggregation": "subtract"}, "it needs a qualifier"),
        ({"aggregation": "congruence", "qualifier": "agreement"}, "it is for one-mode networks"),
        ({"aggregation": "combine", "qualifier": "agreement", "mode": "one-mode"}, "it is for two-mode networks"),
        ({"aggregation": "combine", "qualifier": "note"}, "no long text"),
        ({"aggregation": "combine", "qualifier": "concept"}, "a variable of its own"),
        ({"aggregation": "subtract", "qualifier": "person"}, "the words of person cannot be subtracted"),
        ({"normalisation": "jaccard"}, "it is for one-mode networks"),
        ({"normalisation": "activity", "mode": "one-mode"}, "it is for two-mode networks"),
        ({"normalisation": "activity", "aggregation": "combine", "qualifier": "agreement"}, "cannot be divided"),
        ({"start": datetime(2020, 2, 1), "stop": datetime(2020, 1, 1)}, "it is after stop"),
        ({"window": "days", "length": 0}, "a window has at least one unit"),
        ({"kernel": "uniform"}, "it needs windows of time"),
        ({"kernel": "uniform", "window": "events"}, "it needs windows of time"),
    ],
)
def test_unsuitable_options_are_refused(options: dict[str, Any], complaint: str) -> None:
    with pytest.raises(NetworkOptionError) as told:
        networks(CODINGS, Options(**options))
    assert complaint in str(told.value)


@pytest.mark.parametrize(
    "options",
    [
        {"variable1": "nation"},
        {"variable2": "document.weather"},
        {"qualifier": "mood"},
        {"exclude": (Exclusion("mood", ("glad",)),)},
    ],
)
def test_unknown_variables_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(NetworkVariableError, match="they have person, organization, concept"):
        networks(CODINGS, Options(**options))


def test_events_may_be_listed_without_the_options_networks_need() -> None:
    assert len(event_list(CODINGS, Options(variable2="organization"))) == 1


@pytest.mark.parametrize(
    ("options", "taken"),
    [
        ({"variable1": "agreement"}, {"variable1": "person"}),
        ({"variable1": "nation", "variable2": "person"}, {"variable1": "organization", "variable2": "person"}),
        ({"variable2": "author"}, {"variable2": "person"}),
        ({"variable1": "concept"}, {"variable1": "concept", "variable2": "person"}),
        ({"variable1": "person", "variable2": "person"}, {"variable2": "organization"}),
        ({"variable1": "document.author"}, {"variable1": "document.author"}),
        ({"qualifier": "note", "aggregation": "subtract"}, {"qualifier": None, "aggregation": "ignore"}),
        ({"qualifier": "concept", "aggregation": "combine"}, {"qualifier": None, "aggregation": "ignore"}),
        ({"qualifier": "document.weather", "aggregation": "combine"}, {"qualifier": None, "aggregation": "ignore"}),
        ({"aggregation": "subtract"}, {"aggregation": "ignore"}),
        ({"qualifier": "score", "aggregation": "combine", "mode": "one-mode"}, {"aggregation": "ignore"}),
        ({"qualifier": "score", "aggregation": "congruence"}, {"aggregation": "ignore"}),
        ({"qualifier": "score", "aggregation": "subtract"}, {"aggregation": "subtract"}),
        ({"qualifier": "score", "aggregation": "subtract", "mode": "event list"}, {"aggregation": "subtract"}),
        ({"qualifier": "score", "aggregation": "conflict", "mode": "event list"}, {"aggregation": "ignore"}),
        (
            {"qualifier": "score", "aggregation": "congruence & conflict", "mode": "one-mode", "window": "days"},
            {"aggregation": "ignore"},
        ),
        ({"normalisation": "average"}, {"normalisation": "no"}),
        ({"normalisation": "prominence", "mode": "one-mode"}, {"normalisation": "no"}),
        ({"length": 0, "window": "days"}, {"length": 1}),
        ({"kernel": "uniform"}, {"kernel": "no"}),
        (
            {"kernel": "uniform", "window": "days", "normalisation": "jaccard", "mode": "one-mode"},
            {"normalisation": "average"},
        ),
        (
            {"kernel": "uniform", "window": "days", "qualifier": "score", "aggregation": "combine"},
            {"aggregation": "subtract"},
        ),
    ],
)
def test_dna_replaces_unsuitable_options(options: dict[str, Any], taken: dict[str, Any]) -> None:
    found = with_fallbacks(CODINGS, Options(**options, as_dna=True))
    assert {name: getattr(found, name) for name in taken} == taken


@pytest.mark.parametrize(
    ("exclusion", "complaint"),
    [
        (Exclusion("document.author", ("O'Neil",)), "an apostrophe"),
        (Exclusion("mood", ("glad",)), "an exclusion by mood"),
        (Exclusion("author", ("Roe",)), "an exclusion by author"),
    ],
)
def test_as_dna_fails_where_dna_fails(exclusion: Exclusion, complaint: str) -> None:
    with pytest.raises(DnaFaultError, match=complaint):
        networks(CODINGS, Options(exclude=(exclusion,), as_dna=True))


def test_an_apostrophe_in_a_value_is_allowed() -> None:
    (found,) = networks(CODINGS, Options(exclude=(Exclusion("document.author", ("O'Neil",)),)))
    assert found.counted == 1


def test_a_call_of_rdna_without_arguments() -> None:
    assert options_of({}) == Options(
        kind="DNA Statement", qualifier="agreement", length=100, as_dna=True,
        exclude=tuple(Exclusion(f"document.{name}", ()) for name in ("author", "source", "section", "type")),
    )  # fmt: skip


def test_a_call_of_rdna_with_all_arguments() -> None:
    found = options_of(
        {
            "networkType": "onemode", "statementType": "Claim", "variable1": "author", "variable1Document": True,
            "variable2": "frame", "qualifier": None, "qualifierAggregation": "congruence", "normalization": "cosine",
            "isolates": True, "duplicates": "week", "start.date": "02.03.2020", "start.time": "04:05:06",
            "stop.date": "01.04.2020", "timeWindow": "months", "windowSize": 3, "kernel": "gaussian",
            "excludeValues": {"frame": "cost", "firm": [1]}, "invertValues": True, "excludeTypes": ["a", "b"],
            "invertTypes": True, "indentTime": False, "normalizeToOne": True, "jvm_locale": "en-US",
        }
    )  # fmt: skip
    assert (found.mode, found.kind, found.variable1, found.variable2) == (
        "one-mode",
        "Claim",
        "document.author",
        "frame",
    )
    assert (found.qualifier, found.aggregation, found.normalisation) == (None, "congruence", "cosine")
    assert (found.start, found.stop) == (datetime(2020, 3, 2, 4, 5, 6), datetime(2020, 4, 1, 23, 59, 59))
    assert found.exclude[:2] == (Exclusion("frame", ("cost",), True), Exclusion("firm", ("1",), True))
    assert found.exclude[-1] == Exclusion("document.type", ("a", "b"), True)
    assert (found.window, found.length, found.kernel, found.indent, found.to_one) == (
        "months",
        3,
        "gaussian",
        False,
        True,
    )
    assert (found.isolates, found.duplicates, found.weeks) == (True, "week", "us")


@pytest.mark.parametrize(
    ("arguments", "name", "value"),
    [
        ({"networkType": "threemode"}, "mode", "two-mode"),
        ({"networkType": "eventlist"}, "mode", "event list"),
        ({"normalization": "none"}, "normalisation", "no"),
        ({"start.date": "01.01.1900", "start.time": "10:00:00"}, "start", None),
        ({"stop.date": "31.12.2099"}, "stop", None),
        ({"stop.date": ""}, "stop", None),
    ],
)
def test_arguments_of_rdna_with_other_words_or_dates(arguments: dict[str, Any], name: str, value: object) -> None:
    assert getattr(options_of(arguments), name) == value
