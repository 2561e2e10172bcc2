"""UIMA itself, the library under INCEpTION, reads our exports, and we read exactly what it writes.

UIMA (Apache-2.0) is a tool of this test and no part of what is shipped. It is fetched with::

    mvn dependency:get -Dartifact=org.apache.uima:uimaj-core:3.6.1
"""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from kg.interchange.annotated_documents import AnnotatedDocument, AnnotatedFact
from kg.interchange.inception.layers import layer, type_system
from kg.interchange.inception.reading import read_cas
from kg.interchange.inception.writing import TYPES, cas_of
from kg.model import Document

JARS = Path.home() / ".m2/repository"
NEEDED = "org/apache/uima/uimaj-core/*/uimaj-core-*.jar", "org/slf4j/slf4j-api/1.*/slf4j-api-*.jar"
TEXT = "𝕋😀 Peru opposes\na levy on “grain & rice”; Chile asks Peru for talks."
PERU = {"name": "Peru", "type": "state", "country": "PE", "mentions": [[3, 7], [53, 57]]}
CHILE = {"name": "Chile", "type": "state", "mentions": [[42, 47]]}
MATTER = {"start": 16, "end": 22, "text": "a levy"}
FACTS = (
    AnnotatedFact("position", 3, 40, {"holder": PERU, "stance": "oppose", "matter": MATTER}),
    AnnotatedFact("negotiation", 42, 67, {"parties": [CHILE, PERU], "modality": "possible"}),
)


def _read_and_written_by_uima(types: Path, document: Path, out: Path) -> list[str]:
    java = shutil.which("java")
    jars = [next(iter(sorted(JARS.glob(name))), None) for name in NEEDED]
    if java is None or None in jars:
        pytest.skip("java is not found" if java is None else f"UIMA is not in {JARS}")
    program = [
        java,
        "-XX:TieredStopAtLevel=1",
        "-cp",
        ":".join(map(str, jars)),
        str(Path(__file__).parent / "Uima.java"),
    ]
    done = subprocess.run(
        [*program, str(types), str(document), str(out)], capture_output=True, encoding="utf-8", timeout=240
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_uima_reads_an_export_and_writes_it_unchanged(tmp_path: Path) -> None:
    types = type_system()
    types.to_xml(tmp_path / TYPES)
    cas_of(AnnotatedDocument(Document(TEXT, "levy", "memory:levy"), FACTS), types).to_xmi(tmp_path / "levy.xmi")
    again = tmp_path / "again" / "levy.xmi"
    again.parent.mkdir()
    types.to_xml(again.parent / TYPES)

    told = Counter(_read_and_written_by_uima(tmp_path / TYPES, tmp_path / "levy.xmi", again))

    assert told[f"{layer('position')}\tPeru opposes a levy on “grain & rice”"] == 1
    assert told[f"{layer('words')}\ta levy"] == 1
    assert {line for line in told if line.startswith(layer("actor"))} == {
        f"{layer('actor')}\t{name}" for name in ("Peru", "Chile")
    }
    assert sorted(read_cas(again).facts, key=lambda fact: fact.start) == list(FACTS)
