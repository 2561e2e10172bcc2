"""Addresses that hold a secret: a user with a password before the host, or a key among the parameters."""

from __future__ import annotations

import re

__all__ = ["hushed", "is_secret"]

_USER = re.compile(r"(?<=//)[^\s/?#\"'<>]*@")
_NAMES = "token|secret|passw(?:or)?d|pwd|passphrase|api[-_]?key|access[-_]?key|signature|credential|authorization|jwt"
_PARAMETER = re.compile(rf"([?&;#](?:[\w.-]*(?:{_NAMES})[\w.-]*|key|sig|auth)=)[^\s&;#\"'<>]+", re.IGNORECASE)


def hushed(text: str) -> str:
    """The text with three stars in the place of each secret in an address.

    >>> hushed("no answer at https://ada:wren@x.example/q?limit=3&api_key=12 today")
    'no answer at https://***@x.example/q?limit=3&api_key=*** today'
    """
    return _PARAMETER.sub(r"\1***", _USER.sub("***@", text))


def is_secret(address: str) -> bool:
    """Whether an address holds a secret.

    >>> is_secret("https://x.example/sparql?default-graph-uri=urn:a"), is_secret("bolt://ada@x.example")
    (False, True)
    """
    return hushed(address) != address
