"""Entries of a list that have no name: they are left out, and their lines told."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KgWarning, ListFileError
from kg.lists.skos import read_skos
from tests.lists.test_read_list import CODEBOOK, file, read_text

__all__ = ["file"]


def test_a_concept_without_a_label_that_can_be_read_is_left_out(file: Path) -> None:
    prefixes = CODEBOOK[: CODEBOOK.index("own:R1")]
    text = prefixes + (
        'own:c a skos:Concept ; skos:prefLabel "Verteidigung"@de ; skos:broader own:s .\n'
        'own:s a skos:Concept ; skos:prefLabel "Security of ports"@en ; skos:altLabel "P" .\n'
        'own:t a skos:Concept ; skos:prefLabel "Harbour guards"@en ; skos:broader own:c .\n'
        'own:a a skos:Concept ; skos:prefLabel "A"@en ; skos:broadMatch issue:Trade .\n'
        'own:d a skos:Concept ; skos:prefLabel "Dock dues"@en ; skos:broader own:a .\n'
    )
    with pytest.warns(KgWarning, match=r"without 2 concepts.*: line 4: .*codes/c; line 7: .*codes/a$"):
        own = read_text(file, ".ttl", text)
    assert [(issue.label, issue.aliases, issue.broader) for issue in own.issues] == [
        ("Security of ports", (), None),
        ("Harbour guards", (), "own/security-of-ports"),
        ("Dock dues", (), "Trade"),
    ]
    assert own.left_out == 5


TYPE, CONCEPT = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<http://www.w3.org/2004/02/skos/core#Concept>"


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".nt", f"# c\n<https://example.org/c> {TYPE} {CONCEPT} .\n"),
        (".ttl", f"@base <https://example.org/> .\n<c> a {CONCEPT} ; <https://example.org/cc> 'c' .\n"),
        (
            ".rdf",
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://www.w3.org/2004/02/skos/core#">'
            '\n<s:Concept rdf:about="https://example.org/c"/></rdf:RDF>',
        ),
        (".jsonld", f'{{"@type": "{CONCEPT[1:-1]}",\n "@id": "https://example.org/c"}}'),
    ],
)
def test_a_nameless_concept_is_named_with_its_line_in_every_format(file: Path, suffix: str, text: str) -> None:
    with pytest.warns(KgWarning, match="line 2: https://example.org/c"):
        read_skos(text.encode(), file.with_suffix(suffix))


def test_entities_without_a_name_are_left_out(file: Path) -> None:
    lines = '{"id": "n", "schema": "Person"}\n{"id": "m", "schema": "Company", "properties": {"name": []}}\n'
    named = '{"id": "k", "schema": "Person", "properties": {"name": ["Ana Ek"]}}\n'
    with pytest.warns(KgWarning, match="line 1: entity without a name 'n'; line 2: entity without a name 'm'"):
        own = read_text(file, ".jsonl", lines + named)
    assert ([each.name for each in own.actors], own.left_out) == (["Ana Ek"], 2)
    with pytest.warns(KgWarning), pytest.raises(ListFileError, match="names no actor"):
        read_text(file, ".jsonl", lines)
