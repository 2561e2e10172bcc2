"""What all tests share."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadGroupScheduling

from kg import extract, llm_reader
from tests.servers.arcadedb_server import arcadedb_server
from tests.servers.cypher_stores import empty_store
from tests.servers.neo4j_servers import neo4j_servers

__all__ = ["arcadedb_server", "empty_store", "neo4j_servers"]

# As in `kg` when it reads: the test processes share the cores. NumPy reads the variable when it is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# No deadline: tests run in parallel on few cores, so that the time of an example says nothing about the code.
settings.register_profile("house", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=20_000, print_blob=True)
settings.load_profile("house")

LONG = ("tests/test_docs.py", "tests/record/", "tests/evaluate/", "tests/")
"""The places of the longest unmarked tests, the longest first."""


class FilesAndGroups(LoadGroupScheduling):
    """A worker takes the tests of one file at a time, or all those of one ``xdist_group``, whatever their files are."""

    def _split_scope(self, nodeid: str) -> str:
        return super()._split_scope(nodeid).partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FilesAndGroups:
    return FilesAndGroups(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests come first, so that no worker waits for another at the end."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> tuple[bool, bool, int]:
    is_marked = any(item.get_closest_marker(name) for name in ("server", "slow"))
    place = next((number for number, long in enumerate(LONG) if item.nodeid.startswith(long)), len(LONG))
    return item.get_closest_marker("xdist_group") is None, not is_marked, place


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """A parameter of bytes is called by its argument's name: compressed bytes may contain the time of day, and then two
    processes that share the tests would have different names for the same one."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def reader() -> extract.Reader:
    """One reader for all tests: loading the language model takes seconds."""
    return extract.load(extract.Options(proposer=None))


@pytest.fixture(scope="session")
def asking() -> llm_reader.LlmReader:
    """A reader that asks a language model, its sentence splitter loaded once for all tests; no server listens at its
    address."""
    return llm_reader.load(llm_reader.Options("own-model", "http://127.0.0.1:9/v1"))
