"""A graph that gets its own export back has the same facts."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kg.errors import AnnotationError
from kg.graph import Graph, open_graph
from kg.interchange.brat import write_brat_folder
from kg.interchange.dna import write_dna_positions
from kg.interchange.importing import Coding, import_file
from kg.interchange.inception.writing import write_cas_folder
from kg.judgements import Reach
from kg.model import (
    Actor,
    ActorType,
    Document,
    Evidence,
    Facts,
    Label,
    Mention,
    MentionReason,
    Passage,
    Position,
    Stance,
)
from kg.model import PositionModality as Modality

TEXT = "Madam came. Eva Moor rose. Eva Moor sat. Eva Moor left. Eva Moor slept. She rejects the tax. She fears it."


def named_person(words: str) -> Actor:
    starts = [n for n in range(len(TEXT)) if TEXT.startswith(words, n)]
    mentions = tuple(Mention(start, start + len(words), words, MentionReason.NAME) for start in starts)
    return Actor(words, words, ActorType.PERSON, mentions=mentions)


def rejection(holder: str, words: str, matter: str) -> Position:
    start, at = TEXT.index(words), TEXT.index(matter)
    proof = Evidence(start, start + len(words), words, "made up", 0.9)
    return Position(holder, Stance.REJECT, Passage(at, at + len(matter), matter), None, Modality.ASSERTED, proof)


def test_a_fact_of_an_actor_that_the_graph_joined_with_another_stays_one(tmp_path: Path) -> None:
    actors = named_person("Madam"), named_person("Eva Moor")
    positions = rejection("Madam", "She rejects the tax", "the tax"), rejection("Eva Moor", "She fears it", "it")
    with open_graph(tmp_path / "talks.kg", create=True) as graph:
        graph.record.put(Document(TEXT, "talks", "file:///talks.txt"), Facts(actors, positions=positions), "1")
        graph.judge("same", ("Eva Moor", "Madam"), by="ana")
        write_brat_folder(graph.batches(), tmp_path / "brat")
        assert import_file(graph, tmp_path / "brat", by="ben", all_confirmed=True).judgements == 2
        assert import_file(graph, tmp_path / "brat", by="ben", all_confirmed=True).judgements == 0
        found = graph.record.facts("talks").positions
        assert [(fact.holder, fact.standing.by) for fact in found] == [("person/eva-moor", ("ben",))] * 2


def test_another_actors_fact_in_the_same_words_is_added(tmp_path: Path) -> None:
    (madam, eva) = named_person("Madam"), named_person("Eva Moor")
    place = Document(TEXT, "talks", "file:///talks.txt")
    for name, holder in (("one", "Madam"), ("other", "Eva Moor")):
        with open_graph(tmp_path / f"{name}.kg", create=True) as graph:
            facts = Facts((madam, eva), positions=(rejection(holder, "She rejects the tax", "the tax"),))
            graph.record.put(place, facts, "1")
            write_brat_folder(graph.batches(), tmp_path / name)
    with open_graph(tmp_path / "one.kg") as graph:
        import_file(graph, tmp_path / "other", by="ben", all_confirmed=True)
        found = graph.record.facts("talks").positions
        read, added = sorted(found, key=lambda fact: fact.standing.by)
        assert (read.holder.endswith("madam"), read.standing.by) == (True, ())
        assert (added.holder, added.standing.by) == ("person/eva-moor", ("ben",))


def test_namesakes_of_two_documents_come_back_from_dna_each_as_itself(tmp_path: Path) -> None:
    path = tmp_path / "talks.dna"
    coding = Coding({"organization": "actor", "concept": "issue"}, kind="positions")
    with open_graph(tmp_path / "talks.kg", create=True) as graph:
        for name in ("lima", "oslo"):
            text = f"In {name.title()} some officials rejected the tax."
            at = text.index("some officials")
            mention = Mention(at, at + 14, "some officials", MentionReason.NOMINAL)
            officials = Actor("officials", "officials", ActorType.GROUP, mentions=(mention,))
            matter = Passage(at + 24, at + 31, "the tax")
            proof = Evidence(0, len(text), text, "made up", 0.9)
            position = Position("officials", Stance.REJECT, matter, None, Modality.ASSERTED, proof)
            day = dt.date(2020, 5, 1)
            graph.record.put(
                Document(text, name, f"file:///{name}.txt", date=day), Facts((officials,), positions=(position,)), "1"
            )
        write_dna_positions(graph.batches(), path)
        imported = import_file(graph, path, coding=coding, by="ben")
        assert (imported.judgements, imported.unsigned) == (0, 2)
        with closing(sqlite3.connect(path)) as database, database:
            database.execute("UPDATE ENTITIES SET Value = 'Peru' WHERE Value = 'officials (lima)'")
        assert import_file(graph, path, coding=coding, by="ben").judgements == 1


WRITERS = pytest.mark.parametrize("write", [write_brat_folder, write_cas_folder])


@pytest.fixture
def odd_graph(tmp_path: Path) -> Graph:
    """A graph with facts as no annotation could say them: of an actor called "-", and with a blank label."""
    text = "Eva Moor - a guest - rejects the tax."
    mark = Actor("-", "-", ActorType.GROUP, mentions=(Mention(9, 10, "-", MentionReason.NAME),))
    eva = Actor("Eva Moor", "Eva Moor", ActorType.PERSON, mentions=(Mention(0, 8, "Eva Moor", MentionReason.NAME),))
    proof = Evidence(0, len(text), text, "made up", 0.9)
    at = text.index("the tax")
    matter = Passage(at, at + 7, "the tax")
    positions = [
        Position(holder, Stance.REJECT, matter, None, Modality.ASSERTED, proof) for holder in ("-", "Eva Moor")
    ]
    graph = open_graph(tmp_path / "odd.kg", create=True)
    facts = Facts((mark, eva), positions=tuple(positions), labels=(Label("Eva Moor", " ", proof),))
    graph.record.put(Document(text, "odd", "file:///odd.txt"), facts, "1")
    return graph


@WRITERS
def test_whatever_is_exported_is_imported(
    odd_graph: Graph, tmp_path: Path, write: Callable[[object, Path], int]
) -> None:
    with odd_graph as graph, open_graph(tmp_path / "new.kg", create=True) as new:
        write(graph.batches(), tmp_path / "out")
        assert import_file(graph, tmp_path / "out", by="ben").unsigned == 3
        assert len(graph.record.facts("odd").positions) == 2
        import_file(graph, tmp_path / "out", by="ben", all_confirmed=True)
        assert all(fact.standing.by == ("ben",) for fact in graph.record.facts("odd").positions)
        import_file(new, tmp_path / "out", by="ben")
        assert len(new.record.facts("odd").positions) == 2


def test_a_fact_of_an_actor_that_is_a_mark_can_be_rejected_and_corrected(odd_graph: Graph, tmp_path: Path) -> None:
    with odd_graph as graph:
        write_brat_folder(graph.batches(), tmp_path / "out")
        path = tmp_path / "out" / "odd.ann"
        path.write_text(
            path.read_text("utf-8").replace("Position-stance E1 reject", "Position-stance E1 demand"), "utf-8"
        )
        assert import_file(graph, tmp_path / "out", by="ben").judgements == 1
        (wrong,) = (fact for fact in graph.record.facts("odd").positions if fact.holder.startswith("group/"))
        assert wrong.stance is Stance.DEMAND
        graph.judge("rejected", wrong.id, by="ana")
        assert [state.reach for state in graph.judgements()][-1] is Reach.HOLDS
        assert [fact.holder for fact in graph.record.facts("odd").positions] == ["person/eva-moor"]


def test_an_edited_fact_that_is_none_is_reported_with_its_value(odd_graph: Graph, tmp_path: Path) -> None:
    with odd_graph as graph:
        write_brat_folder(graph.batches(), tmp_path / "out")
        path = tmp_path / "out" / "odd.ann"
        path.write_text(path.read_text("utf-8").replace('"name": "-"', '"name": " "'), "utf-8")
        with pytest.raises(AnnotationError, match=re.escape("holder (its name) is ' ', not the name of an actor")):
            import_file(graph, tmp_path / "out", by="ben")
