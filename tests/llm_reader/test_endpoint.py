"""Failures of an endpoint, and how the reader handles them."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from kg.errors import (
    AnswerMalformedError,
    AnswerRefusedError,
    AnswerTruncatedError,
    KgError,
    LanguageModelRefusedError,
    LanguageModelUnreachableError,
    RequestRefusedError,
    UnreadableTextError,
)
from kg.model import Document
from tests.llm_reader.conftest import Reading
from tests.llm_reader.fake_endpoint import (
    FakeEndpoint,
    Reply,
    answering,
    completion,
    facts,
    ferry_talks,
    refusing,
)
from tests.llm_reader.test_grounded_facts import DEMAND

GOOD = answering(positions=[DEMAND])


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503])
def test_temporary_errors_are_retried(status: int, fake: FakeEndpoint, reading: Reading) -> None:
    fake.say(refusing(status), refusing(status), GOOD)
    assert len(reading(retries=2).read(ferry_talks()).facts.positions) == 1
    assert len(fake.asked) == 3


@pytest.mark.parametrize("status", [301, 307, 401, 403, 404, 418])
def test_permanent_errors_are_not_retried(status: int, fake: FakeEndpoint, reading: Reading) -> None:
    fake.say(refusing(status, "no such thing"))
    with pytest.raises(LanguageModelRefusedError) as caught:
        reading(retries=2).read(ferry_talks())
    assert caught.value.fields["status"] == status
    assert len(fake.asked) == 1


def test_retries_end_with_an_error(fake: FakeEndpoint, reading: Reading) -> None:
    fake.say(refusing(429, "the quota is used up"))
    with pytest.raises(LanguageModelRefusedError, match="the quota is used up"):
        reading(retries=2).read(ferry_talks())
    assert len(fake.asked) == 3


def test_a_silent_endpoint_times_out(fake: FakeEndpoint, reading: Reading) -> None:
    fake.say(Reply(GOOD.body, delay=1))
    with pytest.raises(LanguageModelUnreachableError, match="no answer in time"):
        reading(retries=0, timeout=0.1).read(ferry_talks())


def test_an_unreachable_host_is_named(reading: Reading) -> None:
    with pytest.raises(LanguageModelUnreachableError, match=r"127\.0\.0\.1:9 "):
        reading(retries=0, url="http://127.0.0.1:9/v1").read(ferry_talks())


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (completion(None, refusal="I would rather not."), AnswerRefusedError),
        (completion("", finish_reason="content_filter"), AnswerRefusedError),
        (completion("{"), AnswerMalformedError),
        (completion(""), AnswerMalformedError),
        (completion(None), AnswerMalformedError),
        (completion("No facts here."), AnswerMalformedError),
        (completion([]), AnswerMalformedError),
        (completion('{"a": ' * 100_000), AnswerMalformedError),
        (completion({"positions": {}}), AnswerMalformedError),
        (completion({"entities": "Norway"}), AnswerMalformedError),
        (Reply({"choices": []}), AnswerMalformedError),
        (Reply({"detail": "who are you?"}), AnswerMalformedError),
        (Reply([]), AnswerMalformedError),
        (Reply("<html>Welcome</html>"), AnswerMalformedError),
        (Reply("{", headers={"Content-Type": "application/json"}), AnswerMalformedError),
        (refusing(400, "the context is too long"), RequestRefusedError),
        (refusing(413, "too large"), RequestRefusedError),
        (refusing(422, "too odd"), RequestRefusedError),
    ],
)
def test_an_unusable_answer_fails_only_its_document(
    reply: Reply, error: type[KgError], fake: FakeEndpoint, reading: Reading
) -> None:
    fake.say(reply)
    with pytest.raises(error) as caught:
        reading().read(ferry_talks())
    assert caught.value.fields["name"] == "ferry"
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


@pytest.mark.parametrize(
    "wrap",
    [
        "{}",
        "```json\n{}\n```",
        "Here you are:\n{}\nAnything else?",
        "<think>\nMaybe {{}} or {{\n</think>\n\n{}",
    ],
)
def test_a_json_object_is_found_within_other_text(wrap: str, fake: FakeEndpoint, reading: Reading) -> None:
    fake.say(completion(wrap.format(json.dumps(facts(positions=[DEMAND])))))
    assert len(reading().read(ferry_talks()).facts.positions) == 1


def test_headings_missing_from_an_answer_are_empty(fake: FakeEndpoint, reading: Reading) -> None:
    fake.say(completion({"entities": []}))
    assert reading().read(ferry_talks()).dropped == {}


def test_the_schema_is_requested_first(fake: FakeEndpoint, reading: Reading) -> None:
    fake.say(GOOD)
    reading().read(ferry_talks())
    form = fake.asked[0]["response_format"]
    assert (form["type"], form["json_schema"]["strict"]) == ("json_schema", True)
    assert fake.asked[0]["temperature"] == 0


def knowing(*formats: str | None, temperature: bool = True) -> Callable[[dict[str, Any]], Reply]:
    """An endpoint that knows these response formats only."""

    def answer(asked: dict[str, Any]) -> Reply:
        if not temperature and "temperature" in asked:
            return refusing(400, "Unsupported value: 'temperature' does not support 0 with this model.")
        format = asked.get("response_format", {}).get("type")
        return GOOD if format in formats else refusing(400, f"{format} is not a valid response format")

    return answer


@pytest.mark.parametrize(
    ("answer", "requests", "format"),
    [
        (knowing("json_schema", temperature=False), 2, "json_schema"),
        (knowing("json_object"), 2, "json_object"),
        (knowing(None), 3, None),
        (knowing(None, temperature=False), 4, None),
    ],
)
def test_an_unsupported_option_is_requested_only_once(
    answer: Callable[[dict[str, Any]], Reply], requests: int, format: str | None, fake: FakeEndpoint, reading: Reading
) -> None:
    fake.say(answer)
    reader = reading()
    for count in (requests, requests + 1):
        assert len(reader.read(ferry_talks()).facts.positions) == 1
        assert len(fake.asked) == count
    assert fake.asked[-1].get("response_format", {}).get("type") == format
    # Without a response format, the instruction has to include the schema.
    assert ("JSON schema:" in fake.asked[-1]["messages"][0]["content"]) == (format != "json_schema")


def test_a_truncated_answer_is_requested_in_halves(fake: FakeEndpoint, reading: Reading) -> None:
    fake.say(lambda asked: GOOD if "[1]" not in (words := asked["messages"][1]["content"]) else cut(words))

    def cut(words: str) -> Reply:
        return completion('{"entities": [', finish_reason="length") if "[2]" in words else completion({})

    found = reading().read(ferry_talks())
    assert [p.matter.text for p in found.facts.positions] == ["lower port fees"]


def test_a_truncated_answer_on_one_sentence_is_an_error(fake: FakeEndpoint, reading: Reading) -> None:
    fake.say(completion("{", finish_reason="length"))
    with pytest.raises(AnswerTruncatedError):
        reading().read(ferry_talks())


def test_many_documents_come_in_order_and_errors_in_their_places(fake: FakeEndpoint, reading: Reading) -> None:
    fake.say(lambda asked: GOOD if "Norway" in asked["messages"][1]["content"] else completion("oh"))
    texts = [ferry_talks().text, "It rained.", " \n", ferry_talks().text]
    documents = [Document(text, str(n), f"memory:{n}") for n, text in enumerate(texts)]
    found = list(reading().read_many(documents, workers=2))
    assert [type(each).__name__ for each in found] == [
        "Reading",
        AnswerMalformedError.__name__,
        UnreadableTextError.__name__,
        "Reading",
    ]


def test_an_error_about_all_documents_ends_the_reading(fake: FakeEndpoint, reading: Reading) -> None:
    fake.say(refusing(401, "who are you?"))
    with pytest.raises(LanguageModelRefusedError):
        list(reading().read_many([ferry_talks()] * 3))
