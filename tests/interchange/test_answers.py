"""Answers that come back as tables: what an annotator has left as it was is not signed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.graph import open_graph
from kg.model import (
    Actor,
    ActorType,
    Document,
    Evidence,
    Facts,
    Mention,
    MentionReason,
    Passage,
    Position,
    PositionModality,
    Stance,
)
from tests.cli.conftest import Kg, folder, kg, shared_graph

__all__ = ["folder", "kg", "shared_graph"]


@pytest.fixture(autouse=True)
def coder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_CODER", "ana")


def positions(kg: Kg, *words: str) -> list[dict[str, Any]]:
    return list(json.loads(kg("ask", "positions-of-actor", "--format", "json", *words).stdout))


def test_a_date_as_a_spreadsheet_counts_it_is_explained(kg: Kg, folder: Path) -> None:
    row = "quito,France,oppose,a new round,45291,France supports a new round of Brazil.\n"
    (folder / "one.csv").write_text(f"document,holder,stance,matter,date,evidence\n{row}", encoding="utf-8")
    told = kg("judgements", "import", "one.csv", "--heading", "position").stderr
    assert "line 2 of one.csv: the position's date is '45291', not a day" in told
    assert "probably 2023-12-31" in told


def test_an_answer_that_nobody_has_changed_signs_nothing(kg: Kg, folder: Path) -> None:
    before = positions(kg)
    kg("confirm", *(row["fact"] for row in before), "--by", "ana")
    kg("correct", before[0]["fact"], "modality=conditional", "--by", "ana")
    answer = kg("ask", "positions-of-actor", "--format", "csv").stdout
    (folder / "positions.csv").write_text(answer, encoding="utf-8")
    words = ("judgements", "import", "positions.csv", "--heading", "position", "--by", "cara")
    unsigned, imported = kg(*words).stderr.splitlines()
    assert unsigned.startswith(f"not signed: {len(before)} facts")
    assert imported == "imported 0 new judgements"
    assert {row["reviewed_by"] for row in positions(kg)} == {"ana"}
    (folder / "positions.csv").write_text(answer.replace(",reject,", ",oppose,"), encoding="utf-8")
    assert kg(*words).stderr.endswith("imported 1 new judgement\n")
    assert kg(*words, "--all-confirmed").stderr == f"imported {len(before) - 1} new judgements\n"


def test_an_unchanged_answer_may_have_words_that_occur_twice(kg: Kg, folder: Path) -> None:
    text = "Peru fears quotas, and opposes quotas."
    proof, at = Evidence(0, len(text), text, "made up", 0.9), text.rindex("quotas")
    peru = Actor("Peru", "Peru", ActorType.STATE, mentions=(Mention(0, 4, "Peru", MentionReason.NAME),))
    matter = Passage(at, at + 6, "quotas")
    position = Position("Peru", Stance.OPPOSE, matter, None, PositionModality.ASSERTED, proof)
    with open_graph(folder / "talks.kg") as graph:
        graph.record.put(Document(text, "twice", "file:///twice.txt"), Facts((peru,), positions=(position,)), "1")
        graph.catch_up()
    answer = kg("ask", "positions-of-actor", "--actor", "Peru", "--format", "csv").stdout
    (folder / "positions.csv").write_text(answer, encoding="utf-8")
    words = ("judgements", "import", "positions.csv", "--heading", "position", "--by", "cara")
    assert kg(*words).stderr.endswith("imported 0 new judgements\n")
    (folder / "positions.csv").write_text(answer.replace(",fact", ",other"), encoding="utf-8")
    assert kg(*words).stderr.endswith("imported 1 new judgement\n")


def test_an_actor_is_told_from_its_namesake_by_the_id_beside_its_name(kg: Kg, folder: Path) -> None:
    text = "In Lima some dockers rejected the tax. In Oslo other dockers rejected the fee."
    starts = [n for n in range(len(text)) if text.startswith("dockers", n)]
    dockers = [
        Actor(f"{n}", "dockers", ActorType.GROUP, mentions=(Mention(n, n + 7, "dockers", MentionReason.NOMINAL),))
        for n in starts
    ]
    positions_of_both = [
        Position(
            actor.id,
            Stance.REJECT,
            Passage(text.index(matter), text.index(matter) + 7, matter),
            None,
            PositionModality.ASSERTED,
            Evidence(text.index(words), text.index(words) + len(words), words, "made up", 0.9),
        )
        for actor, words, matter in zip(
            dockers, text.removesuffix(".").split(". "), ("the tax", "the fee"), strict=True
        )
    ]
    with open_graph(folder / "talks.kg") as graph:
        facts = Facts(tuple(dockers), positions=tuple(positions_of_both))
        graph.record.put(Document(text, "docks", "file:///docks.txt"), facts, "1")
        graph.catch_up()
    answer = kg("ask", "positions-of-actor", "--format", "csv").stdout
    assert answer.count("\ndockers,") == 2
    (folder / "docks.csv").write_text(answer, encoding="utf-8")
    words = ("judgements", "import", "docks.csv", "--heading", "position")
    assert kg(*words).stderr.splitlines()[-1] == "imported 0 new judgements"
    (folder / "docks.csv").write_text(answer.replace("\ndockers,", "\nFrance,"), encoding="utf-8")
    assert kg(*words).stderr.splitlines()[-1] == "imported 2 new judgements"


def test_an_unchanged_answer_may_show_one_of_several_sources(kg: Kg, folder: Path) -> None:
    text = "Ana Ruiz and Ben Ek said that Peru opposes quotas."
    people = [
        Actor(name, name, ActorType.PERSON, mentions=(Mention(at, at + len(name), name, MentionReason.NAME),))
        for name in ("Ana Ruiz", "Ben Ek")
        for at in (text.index(name),)
    ]
    at, matter = text.index("Peru"), text.index("quotas")
    peru = Actor("Peru", "Peru", ActorType.STATE, mentions=(Mention(at, at + 4, "Peru", MentionReason.NAME),))
    position = Position(
        "Peru",
        Stance.OPPOSE,
        Passage(matter, matter + 6, "quotas"),
        None,
        PositionModality.ASSERTED,
        Evidence(0, len(text), text, "made up", 0.9),
        sources=("Ana Ruiz", "Ben Ek"),
    )
    with open_graph(folder / "talks.kg") as graph:
        graph.record.put(Document(text, "told", "file:///told.txt"), Facts((*people, peru), positions=(position,)), "1")
        graph.catch_up()
    answer = kg("ask", "positions-of-actor", "--actor", "Peru", "--format", "csv").stdout
    assert "Ana Ruiz,person/ana-ruiz" in answer
    words = ("judgements", "import", "positions.csv", "--heading", "position", "--map", "sources=source")
    (folder / "positions.csv").write_text(answer, encoding="utf-8")
    assert kg(*words).stderr.endswith("imported 0 new judgements\n")
    (folder / "positions.csv").write_text(answer.replace("Ana Ruiz,person/ana-ruiz", "Peru,"), encoding="utf-8")
    assert kg(*words).stderr.endswith("imported 1 new judgement\n")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "line 2 of coded.csv: --heading, or --map heading=COLUMN, is one of role,"),
        (("--heading", "talk"), "line 2 of coded.csv: the heading 'talk' is none of role,"),
        (("--heading", "lead"), "no column holds the lead's document: --map document=COLUMN names it"),
        (("--map", "document=file"), "no column holds the statement's evidence: --map evidence=COLUMN names it"),
        (
            ("--map", "document=file", "--map", "evidence=quote", "--map", "sources=who"),
            "no column holds the statement's cue: --map cue=COLUMN names it",
        ),
    ],
)
def test_a_column_that_no_row_can_do_without_is_named(
    kg: Kg, folder: Path, options: tuple[str, ...], told: str
) -> None:
    (folder / "coded.csv").write_text("file,who,quote\ngeneva,China,lower tariffs\n", encoding="utf-8")
    heading = () if not options or "--heading" in options else ("--heading", "statement")
    assert told in kg("judgements", "import", "coded.csv", *heading, *options).stderr
