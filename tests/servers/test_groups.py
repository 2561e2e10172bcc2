"""How processes that share the tests divide those of servers."""

from __future__ import annotations

import pytest

from tests.servers.neo4j_servers import JAVA_SERVERS


@JAVA_SERVERS
def test_one_process_runs_all_tests_of_java_servers(request: pytest.FixtureRequest) -> None:
    """pytest-xdist reads the group from the end of a test's id, where a release of pytest may hide it."""
    if not request.config.getoption("loadgroup", default=False):
        pytest.skip("one process runs all tests")
    assert request.node.nodeid.endswith("@java-servers")
