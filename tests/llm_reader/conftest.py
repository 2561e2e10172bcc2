"""A fake endpoint for each test, and a reader that asks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from kg.llm_reader import LlmReader, Options
from kg.llm_reader.endpoint import connect
from tests.llm_reader.fake_endpoint import FakeEndpoint, endpoint

type Reading = Callable[..., LlmReader]


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KG_LLM_KEY", "KG_LLM_URL", "KG_LLM_MODEL", "KG_GRAPH", "KG_FORMAT"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def fake() -> Iterator[FakeEndpoint]:
    with endpoint() as running:
        yield running


@pytest.fixture
def reading(asking: LlmReader, fake: FakeEndpoint) -> Reading:
    """A reader that asks the fake endpoint, with these options."""

    def of(**options: object) -> LlmReader:
        chosen = replace(Options("own-model", fake.url, retries=1, timeout=5), **options)  # type: ignore[arg-type]
        return replace(asking, endpoint=connect(chosen), options=chosen)

    return of
