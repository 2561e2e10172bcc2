"""The shelf of answers under concurrent use: answers are found, and its limit of space is kept."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from kg.serve.api import Shelf

ROOM = 20_000
ADDRESSES = [f"/api/actors/{number}" for number in range(60)]


@pytest.fixture
def hurried() -> Iterator[None]:
    """Make Python switch threads as often as possible."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


def _answer(address: str) -> bytes:
    return address.encode() * 60


def _used(shelf: Shelf, seed: int) -> None:
    chance = Random(seed)
    for _ in range(60_000):
        address = chance.choice(ADDRESSES)
        found = shelf.get("tag", address)
        assert found in (None, _answer(address))
        if found is None:
            shelf.put("tag", address, _answer(address))


@pytest.mark.usefixtures("hurried")
def test_threads_share_the_room_for_answers() -> None:
    shelf = Shelf(ROOM)
    with ThreadPoolExecutor(3) as threads:
        list(threads.map(_used, [shelf] * 3, range(3)))
    for address in ADDRESSES:
        shelf.put("tag", address, _answer(address))
    kept = [address for address in ADDRESSES if shelf.get("tag", address)]
    assert kept == ADDRESSES[-len(kept) :]
    sizes = [len(_answer(address)) for address in (ADDRESSES[-len(kept) - 1], *kept)]
    assert sum(sizes[1:]) <= ROOM < sum(sizes)
