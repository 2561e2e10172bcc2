"""The JSON schema for models agrees with the values of the data model."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import jsonschema
import pytest

from kg.llm_reader import prompt
from kg.llm_reader.fact import MAKERS
from kg.llm_reader.prompt import digest, instruction, schema
from kg.model import ActionKind, ActionStatus, ActorType, Polarity, PositionModality, Stance, TalkModality
from tests.llm_reader.fake_endpoint import facts
from tests.llm_reader.test_grounded_facts import AFFILIATION, DEMAND, LABEL, LEADS, LEVY, ROLE, SAID, TALKS


def objects(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        if part.get("type") == "object":
            yield part
        for inner in part.values():
            yield from objects(inner)


def test_every_object_is_strict() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    for each in objects(schema()):
        assert each["additionalProperties"] is False
        assert each["required"] == list(each["properties"])


def test_it_asks_for_every_heading() -> None:
    assert list(schema()["properties"]) == ["entities", *MAKERS]


@pytest.mark.parametrize(
    ("heading", "name", "words"),
    [
        ("entities", "type", ActorType),
        ("negotiates_with", "modality", TalkModality),
        ("statements", "polarity", Polarity),
        ("positions", "stance", Stance),
        ("positions", "modality", PositionModality),
        ("actions", "kind", ActionKind),
        ("actions", "status", ActionStatus),
    ],
)
def test_enumerations_are_those_of_the_data_model(heading: str, name: str, words: type[StrEnum]) -> None:
    assert schema()["properties"][heading]["items"]["properties"][name]["enum"] == [word.value for word in words]
    assert [word.value for word in words if word.value not in instruction()] == []


def test_the_answers_in_tests_conform_to_it() -> None:
    headings = {"roles": ROLE, "positions": DEMAND, "actions": LEVY, "statements": SAID, "labels": LABEL}
    more = {"leads": LEADS, "affiliations": AFFILIATION, "negotiates_with": TALKS}
    jsonschema.validate(facts(**{name: [fact] for name, fact in (headings | more).items()}), schema())


@pytest.mark.parametrize(("part", "other"), [("instruction", "Read."), ("schema", {"type": "object"})])
def test_the_digest_covers_prompt_and_schema(part: str, other: object, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest.__wrapped__()
    monkeypatch.setattr(prompt, part, lambda: other)
    other_digest = digest.__wrapped__()
    assert other_digest != before
    assert len(other_digest) == 8
