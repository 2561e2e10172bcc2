"""Options of the reader: model, endpoint, key, timeout and the like."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import KeyFileError, ModelSettingError, ModelUnnamedError
from kg.errors.checking import check_count, check_number
from kg.lists import OwnList
from kg.printing.addresses import is_encrypted, is_local

__all__ = ["Options", "chosen", "key"]

KEY = "KG_LLM_KEY"
"""The environment variable that holds the key. It is no option of a command, which a list of processes would show."""
TIMEOUT, RETRIES, PORTION = 120.0, 4, 6000
READABLE_BY_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class Options:
    """``model`` is the endpoint's name for the model, ``url`` its address up to ``/v1``.

    ``key_file`` holds the key if the environment (``KG_LLM_KEY``) does not; the options themselves never do.
    ``timeout`` is how many seconds one answer may take, ``retries`` how often a request is repeated after 408, 409,
    429, 5xx or a timeout, with growing pauses. ``portion`` is how many characters of a document are sent at once.
    ``parser`` names the spaCy model that finds the sentences; None is the bundled one. ``lists`` are a project's own
    actors and issues.

    Raises `kg.errors.ModelUnnamedError` without a name of a model, `kg.errors.ModelSettingError` if ``url`` is not an
    HTTP address, or may hold a secret, and `kg.errors.ParameterValueError` for a number out of range.
    """

    model: str
    url: str
    key_file: Path | None = None
    timeout: float = TIMEOUT
    retries: int = RETRIES
    portion: int = PORTION
    parser: str | None = None
    lists: tuple[OwnList, ...] = ()

    def __post_init__(self) -> None:
        if not str(self.model or "").strip():
            raise ModelUnnamedError(what="model")
        check_number("timeout", self.timeout, "a number of seconds from 0.001 up to a day", 0.001, 86_400)
        check_count("retries", self.retries, "a whole number from 0 on", 0)
        check_count("portion", self.portion, "a whole number of characters from 1 on")
        if "@" in self.url or "?" in self.url:
            # A user name, a password or a parameter may be a key, and must not appear in the message.
            raise ModelSettingError(setting="the address", value="one with a secret", expected="one without")
        try:
            parts = urlsplit(self.url)
            has_host = bool(parts.hostname) and parts.port != 0
        except ValueError as error:
            raise _no_address(self.url) from error
        if parts.scheme not in {"http", "https"} or not has_host:
            raise _no_address(self.url)

    @property
    def host(self) -> str:
        """The host, with the port if one is given, to which the texts are sent.

        >>> Options("m", "http://localhost:8080/v1").host
        'localhost:8080'
        """
        return urlsplit(self.url).netloc

    @property
    def is_local(self) -> bool:
        """Whether the texts stay on this machine.

        >>> Options("m", "http://[::1]:8080/v1").is_local, Options("m", "https://models.example/v1").is_local
        (True, False)
        """
        return is_local(self.url)

    @property
    def is_encrypted(self) -> bool:
        """Whether the texts and the key are sent with TLS."""
        return is_encrypted(self.url)


def _no_address(url: str) -> ModelSettingError:
    return ModelSettingError(setting="the address", value=repr(url), expected="one such as https://HOST/v1")


def chosen(  # noqa: PLR0913 - the fields of the options, and the environment with defaults
    model: str | None = None,
    url: str | None = None,
    key_file: Path | None = None,
    *,
    timeout: float | None = None,
    retries: int | None = None,
    portion: int | None = None,
    parser: str | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Options:
    """The options, with ``KG_LLM_MODEL`` and ``KG_LLM_URL`` of the environment as defaults for model and address.

    Raises `kg.errors.ModelUnnamedError` if the model or the address is missing, and what `Options` raises.
    """
    model = model or environment.get("KG_LLM_MODEL")
    url = url or environment.get("KG_LLM_URL")
    if not model or not url:
        raise ModelUnnamedError(what="address" if model else "model")
    return Options(
        model,
        url,
        key_file,
        TIMEOUT if timeout is None else timeout,
        RETRIES if retries is None else retries,
        PORTION if portion is None else portion,
        parser,
    )


def key(options: Options, environment: Mapping[str, str] = os.environ) -> str | None:
    """The key for the endpoint: ``KG_LLM_KEY``, else the content of the key file; None if there is neither.

    Raises `kg.errors.KeyFileError` if the file cannot be read or others can read it, and
    `kg.errors.ModelSettingError` if the key is not one line of ASCII.
    """
    key_text = environment.get(KEY)
    if key_text is None and options.key_file is not None:
        key_text = _key_in_file(options.key_file)
    key_text = (key_text or "").strip()
    if not key_text.isascii() or not key_text.isprintable():
        raise ModelSettingError(setting="the key", value="something else", expected="one line of plain ASCII")
    return key_text or None


def _key_in_file(path: Path) -> str:
    try:
        mode = path.stat().st_mode
        if os.name == "posix" and mode & READABLE_BY_OTHERS:
            raise KeyFileError(path=path, detail=f"can be read by others (mode {stat.S_IMODE(mode):04o})")
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        detail = getattr(error, "strerror", None) or "is no text"
        raise KeyFileError(path=path, detail=f"cannot be read: {detail}") from error
