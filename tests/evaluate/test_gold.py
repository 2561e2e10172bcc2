"""Our own annotated documents keep to the format: words that stand in the text, actors that are declared and used."""

from __future__ import annotations

import csv
import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kg.evaluate.attribution import annotated
from kg.model import ActionKind, ActionStatus, ActorType, Genre, PositionModality, Stance, TalkModality

GOLD = Path(__file__).resolve().parents[1] / "gold"
HEADINGS = ("roles", "affiliations", "leads", "negotiates_with", "positions", "labels", "actions")
ACTORS = ("person", "organization", "member", "of", "leader", "holder", "addressee", "source", "actor", "target")
VALUES = {
    ("negotiates_with", "modality"): TalkModality,
    ("positions", "modality"): PositionModality,
    ("positions", "stance"): Stance,
    ("actions", "kind"): ActionKind,
    ("actions", "status"): ActionStatus,
}

OTHERS = ("blind", "judge", "real")
"""Folders of texts by others."""
OWN = sorted(path.stem for path in GOLD.glob("*.yaml"))
DOCUMENTS = [*OWN, *(f"{folder}/{path.stem}" for folder in OTHERS for path in sorted((GOLD / folder).glob("*.yaml")))]


@cache
def load(name: str) -> tuple[dict[str, Any], str]:
    text = (GOLD / f"{name}.txt").read_text(encoding="utf-8")
    return yaml.load((GOLD / f"{name}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader), " ".join(text.split())


def rows(gold: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(heading, row) for heading in HEADINGS for row in gold[heading]]


def named(row: dict[str, Any]) -> list[str]:
    return [*(row[field] for field in ACTORS if row.get(field)), *row.get("parties", [])]


def test_every_text_is_annotated() -> None:
    texts = [
        *sorted(GOLD.glob("*.txt")),
        *(text for folder in OTHERS for text in sorted((GOLD / folder).glob("*.txt"))),
    ]
    assert [path.relative_to(GOLD).with_suffix("").as_posix() for path in texts] == DOCUMENTS


def test_a_real_text_has_a_source_and_a_licence() -> None:
    told: dict[str, str] = {}
    for folder in OTHERS:
        with (GOLD / folder / "sources.csv").open(encoding="utf-8", newline="") as file:
            told |= {f"{folder}/{row['document']}": row["licence"] for row in csv.DictReader(file)}
    assert told == {name: load(name)[0]["licence"] for name in DOCUMENTS if name not in OWN}


def test_a_document_has_valid_metadata() -> None:
    for name in DOCUMENTS:
        gold, _ = load(name)
        assert gold["document"] == Path(name).name
        assert gold["licence"] == "CC0" or name not in OWN, name
        assert isinstance(gold["date"], dt.date), name
        assert gold["genre"] in set(Genre), name
        assert {actor["type"] for actor in gold["entities"].values()} <= set(ActorType), name


def test_every_row_has_its_words_in_the_text() -> None:
    for name in DOCUMENTS:
        gold, text = load(name)
        words = [" ".join(row.get(field, "").split()) for _, row in rows(gold) for field in ("evidence", "about")]
        assert [one for one in words if one not in text] == [], name


def test_actors_are_declared_and_used() -> None:
    for name in DOCUMENTS:
        gold, _ = load(name)
        used = {actor for _, row in rows(gold) for actor in named(row)}
        used |= {source for row in gold.get("statements", ()) for source in row["sources"]}
        assert used == set(gold["entities"]), name


def test_every_statement_has_its_words_in_the_text() -> None:
    for name in DOCUMENTS:
        gold, _ = load(name)
        text = (GOLD / f"{name}.txt").read_text(encoding="utf-8")
        faulty = [row for row in gold.get("statements", ()) if not annotated(text, [row]) or not row["sources"]]
        assert faulty == [], name


def test_values_are_those_of_the_model() -> None:
    for name in DOCUMENTS:
        gold, _ = load(name)
        for (heading, field), allowed in VALUES.items():
            assert {row[field] for row in gold[heading]} <= set(allowed), (name, heading, field)
