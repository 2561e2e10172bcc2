"""Addresses: whether one holds a secret (a user or password before the host, a key among the parameters), is local, and
uses TLS."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

__all__ = ["hushed", "is_encrypted", "is_local", "is_secret"]

_USER = re.compile(r"(?<=//)[^\s/?#\"'<>]*@")
_NAMES = "token|secret|passw(?:or)?d|pwd|passphrase|api[-_]?key|access[-_]?key|signature|credential|authorization|jwt"
_PARAMETER = re.compile(rf"([?&;#](?:[\w.-]*(?:{_NAMES})[\w.-]*|key|sig|auth)=)[^\s&;#\"'<>]+", re.IGNORECASE)
_ENCRYPTED = {"https", "neo4j+s", "neo4j+ssc", "bolt+s", "bolt+ssc"}
"""The URL schemes that use TLS."""


def hushed(text: str) -> str:
    """The text with each secret in an address replaced by three stars.

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


def is_local(url: str) -> bool:
    """Whether an address is on this machine.

    >>> is_local("http://[::1]:8080/v1"), is_local("bolt://192.0.2.1:7687"), is_local("neo4j://localhost")
    (True, False, True)
    """
    name = urlsplit(url).hostname or ""
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def is_encrypted(url: str) -> bool:
    """Whether the connection uses TLS.

    >>> is_encrypted("neo4j+s://graph.example"), is_encrypted("http://graph.example/query")
    (True, False)
    """
    return urlsplit(url).scheme in _ENCRYPTED
