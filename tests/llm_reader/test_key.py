"""The key is sent only to the endpoint, and texts only where the user allows it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from kg.errors import (
    KeyFileError,
    LanguageModelRefusedError,
    ModelClientMissingError,
    ModelSettingError,
    ModelUnnamedError,
    ParameterValueError,
)
from kg.llm_reader import Options, chosen
from kg.llm_reader.endpoint import connect
from kg.llm_reader.options import key
from tests.llm_reader.conftest import Reading
from tests.llm_reader.fake_endpoint import FakeEndpoint, Reply, completion, ferry_talks, refusing

SECRET = "own-secret-0451"
LOCAL = "http://localhost:8080/v1"


def key_file(folder: Path, words: str = f"{SECRET}\n", mode: int = 0o600) -> Path:
    path = folder / "key"
    path.write_text(words, encoding="utf-8")
    path.chmod(mode)
    return path


def test_the_key_of_the_environment_comes_before_that_of_the_file(tmp_path: Path) -> None:
    options = Options("own-model", LOCAL, key_file(tmp_path))
    assert key(options, {}) == SECRET
    assert key(options, {"KG_LLM_KEY": "another"}) == "another"
    assert key(Options("own-model", LOCAL), {}) is None


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
def test_a_key_file_that_others_can_read_is_refused(mode: int, tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match=f"{mode:04o}"):
        key(Options("own-model", LOCAL, key_file(tmp_path, mode=mode)), {})


def test_a_key_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match="nowhere"):
        key(Options("own-model", LOCAL, tmp_path / "nowhere"), {})


@pytest.mark.parametrize("words", ["two\nlines", "schlüssel", "tab\there"])
def test_an_invalid_key_is_refused_and_not_shown(words: str) -> None:
    with pytest.raises(ModelSettingError) as caught:
        key(Options("own-model", LOCAL), {"KG_LLM_KEY": words})
    assert words not in str(caught.value)


def test_the_key_is_sent_and_never_shown(
    fake: FakeEndpoint, reading: Reading, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    reader = reading(key_file=key_file(tmp_path))
    fake.say(refusing(401, f"the key {SECRET} is not known"))
    with pytest.raises(LanguageModelRefusedError) as caught:
        reader.read(ferry_talks())
    assert fake.headers[0]["authorization"] == f"Bearer {SECRET}"
    shown = (str(caught.value), repr(caught.value.fields), repr(reader), repr(reader.options), caplog.text)
    assert [words for words in shown if SECRET in words] == []


def test_settings_of_other_programs_are_not_sent(
    fake: FakeEndpoint, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_ADMIN_KEY"):
        monkeypatch.setenv(name, SECRET)
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", f"X-Their-Key: {SECRET}\nX-Their-Name: {SECRET}")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    fake.say(completion({}))
    reading().read(ferry_talks())
    assert [name for name, value in fake.headers[0].items() if SECRET in value] == []


def test_requests_to_this_machine_bypass_proxies(
    fake: FakeEndpoint, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    fake.say(completion({}))
    assert reading(retries=0).read(ferry_talks()).dropped == {}


def test_redirects_to_another_host_are_not_followed(fake: FakeEndpoint, reading: Reading) -> None:
    fake.say(Reply({}, 307, headers={"Location": f"{fake.url}/elsewhere"}), completion({}))
    with pytest.raises(LanguageModelRefusedError):
        reading(retries=0).read(ferry_talks())
    assert len(fake.asked) == 1


@pytest.mark.parametrize(
    ("url", "host", "is_local"),
    [
        (LOCAL, "localhost:8080", True),
        ("http://127.0.0.2/v1", "127.0.0.2", True),
        ("http://[::1]:8080/v1", "[::1]:8080", True),
        ("https://models.example/v1", "models.example", False),
        ("http://192.168.1.7:8080/v1", "192.168.1.7:8080", False),
        ("http://localhost.example/v1", "localhost.example", False),
        ("http://0.0.0.0:8080/v1", "0.0.0.0:8080", False),
    ],
)
def test_only_this_machine_is_local(url: str, host: str, is_local: bool) -> None:
    options = Options("own-model", url)
    assert (options.host, options.is_local) == (host, is_local)


@pytest.mark.parametrize(
    "url",
    [
        "localhost:8080",
        "ftp://models.example/v1",
        "http://",
        "",
        "file:///etc/hosts",
        "http://[::1/v1",
        "http://models.example:port/v1",
    ],
)
def test_an_invalid_address_is_refused(url: str) -> None:
    with pytest.raises(ModelSettingError):
        Options("own-model", url)


@pytest.mark.parametrize(
    "url",
    [
        f"https://me:{SECRET}@models.example/v1",
        f"https://me:{SECRET}@models.example:port/v1",
        f"https://models.example/v1?key={SECRET}",
    ],
)
def test_an_address_with_a_secret_is_refused_and_not_shown(url: str) -> None:
    with pytest.raises(ModelSettingError) as caught:
        Options("own-model", url)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    "given", [{"timeout": -1}, {"timeout": "5"}, {"retries": -1}, {"retries": 1.5}, {"portion": 0}]
)
def test_a_number_out_of_range_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ParameterValueError, match=f"{next(iter(given))} is"):
        Options("own-model", LOCAL, **given)


@pytest.mark.parametrize("model", ["", " "])
def test_a_model_has_a_name(model: str) -> None:
    with pytest.raises(ModelUnnamedError, match="has no model"):
        Options(model, LOCAL)


def test_the_environment_fills_missing_options() -> None:
    environment = {"KG_LLM_MODEL": "theirs", "KG_LLM_URL": LOCAL}
    assert chosen(environment=environment) == Options("theirs", LOCAL)
    assert chosen("own-model", environment=environment) == Options("own-model", LOCAL)


@pytest.mark.parametrize(
    ("environment", "what"), [({}, "model"), ({"KG_LLM_URL": LOCAL}, "model"), ({"KG_LLM_MODEL": "m"}, "address")]
)
def test_without_a_model_or_an_address_there_is_an_error(environment: dict[str, str], what: str) -> None:
    with pytest.raises(ModelUnnamedError, match=what):
        chosen(environment=environment)


def test_without_the_client_an_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(ModelClientMissingError, match=r"extra `llm`"):
        connect(Options("own-model", LOCAL))
