"""With ``as_dna``, labels, order, times and every cell are those that DNA 3.1.2 gives for the same options."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np
import pytest

from kg.errors import DnaFaultError
from kg.networks.counting.series import event_list, networks
from kg.networks.dna.arguments import options_of
from kg.networks.network import Network
from tests.networks.files import cases, codings_of

WITH_NETWORKS = [case for case in cases() if "events" not in case and "error" not in case]


def asked(case: Any) -> Any:
    kind = case["options"].get("statementType", "DNA Statement")
    return codings_of(case["file"], kind), options_of({**case["options"], "jvm_locale": case["jvm_locale"]})


def same(network: Network, told: Any, case: Any) -> None:
    rows, columns = told.get("rows", case.get("rows")), told.get("columns", case.get("columns"))
    assert (list(network.rows), list(network.columns)) == (rows, columns)
    assert (network.counted, network.integer) == (told["num_statements"], told["integer"])
    assert network.window is not None
    times = {"start": network.window.start, "middle": network.window.middle, "end": network.window.stop}
    assert all(datetime.fromisoformat(told[name]) == time for name, time in times.items() if name in told)
    expected = np.array([[float(cell) for cell in row] for row in told["matrix"]]).reshape(len(rows), len(columns))
    np.testing.assert_allclose(network.weights, expected, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("case", WITH_NETWORKS, ids=lambda case: case["id"])
def test_dna_gives_the_same_network(case: Any) -> None:
    found = networks(*asked(case))
    told = case.get("windows", [case] if "matrix" in case else [])
    assert len(found) == len(told)
    for network, each in zip(found, told, strict=True):
        same(network, each, case)


@pytest.mark.parametrize("case", [case for case in cases() if "events" in case], ids=lambda case: case["id"])
def test_dna_lists_the_same_events(case: Any) -> None:
    found = event_list(*asked(case))
    told = case["events"]
    assert [
        {
            "statement_id": int(row.id),
            "time": row.date.isoformat(),
            "start_position": row.start,
            "stop_position": row.stop,
            "document_id": int(row.document),
            **{name: value for name, value in row.values.items() if name in each},
        }
        for row, each in zip(found, told, strict=True)
    ] == told


@pytest.mark.parametrize("case", [case for case in cases() if "error" in case], ids=lambda case: case["id"])
def test_an_error_of_dna_is_reported(case: Any) -> None:
    with pytest.raises(DnaFaultError, match="KG-N105"):
        networks(*asked(case))
