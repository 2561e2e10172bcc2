"""A graph that gets its own export back has the same facts."""

from __future__ import annotations

from pathlib import Path

from kg.graph import open_graph
from kg.interchange.brat import write_brat_folder
from kg.interchange.importing import import_file
from kg.model import Actor, ActorType, Document, Evidence, Facts, Mention, MentionReason, Passage, Position, Stance
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
