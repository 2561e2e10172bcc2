"""Lists in a graph: stored with the record, and used for names and by the next reading."""

from __future__ import annotations

import json
import shutil
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from kg import linking
from kg.errors import KgWarning, ListCircleError, ListClashError, ListUnknownError
from kg.extract import Options, Reader
from kg.extract.issues.matching import link
from kg.graph import LANGUAGES, Graph, open_graph
from kg.lists import read_list
from kg.model import ActorType, Document, IssueLink, ResolvedActor
from kg.restoring import restore
from tests.cli.conftest import Kg, folder, kg, shared_graph
from tests.doubles.cast import facts, position, state
from tests.lists.test_read_list import CODEBOOK, TABLE

__all__ = ["folder", "kg", "shared_graph"]

TEXT = (
    "The Barge Assembly rejected a toll on barges on Monday. Dr Ek said the Middle Kingdom demands lower tariffs. "
    "The Lowland Bench opposed barge tolls. Ana Ek of Chile supported the plan."
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "ours.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def graph(shared_graph: Path, tmp_path: Path) -> Iterator[Graph]:
    shutil.copytree(shared_graph, tmp_path / "talks.kg")
    with open_graph(tmp_path / "talks.kg") as graph:
        yield graph


def test_reading_finds_actors_and_issues_of_the_lists(reader: Reader, table: Path) -> None:
    options = Options(threshold=0.2, lists=(read_list(table),))
    facts = replace(reader, options=options).read(Document(TEXT, "own", "memory:own")).facts
    named = {actor.id: actor for actor in facts.actors}
    found = {(named[p.holder].gazetteer, p.matter.text, p.issues[0].concept) for p in facts.positions if p.issues}
    assert {
        ("organization/river-forum", "a toll on barges", "own/river-tolls"),
        ("state/CN", "lower tariffs", "Tariffs"),
        ("faction/lowland-bench", "barge tolls", "own/river-tolls"),
    } <= found
    ana = next(actor for actor in facts.actors if actor.gazetteer == "person/ana-ek")
    assert (ana.name, ana.country) == ("Ana Ek", "PE")
    assert [mention.text for mention in ana.mentions] == ["Dr Ek", "Ana Ek"]


def test_a_title_in_an_alias_is_still_a_post(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "kings.csv"
    path.write_text("name,type,aliases,country\nRahim Sol,person,King Rahim,PE\n", encoding="utf-8")
    options = Options(threshold=0.2, lists=(read_list(path),))
    text = "Peru's King Rahim rejected the plan. Ana Rahim demanded talks with Chile."
    facts = replace(reader, options=options).read(Document(text, "own", "memory:own")).facts
    named = {actor.id: actor.name for actor in facts.actors}
    assert [(named[role.person], role.title) for role in facts.roles] == [("Rahim Sol", "King")]
    assert {named[each.holder] for each in facts.positions} == {"Rahim Sol", "Ana Rahim"}


def test_a_codebook_adds_to_the_shipped_issues_or_replaces_them(tmp_path: Path) -> None:
    path = tmp_path / "codes.ttl"
    path.write_text(CODEBOOK, encoding="utf-8")
    beside, alone = (read_list(path, replaces=replaces) for replaces in (False, True))
    matter = "fish quotas, a toll on barges and duties at the border"
    names = [sorted(each.concept for each in link(matter, "", lists)) for lists in ((), (beside,), (alone,))]
    assert "own/river-tolls" not in names[0]
    assert set(names[1]) > {"own/river-tolls", "Tariffs"}
    assert names[2] == ["Tariffs", "own/river-tolls"]


def test_lists_are_kept_with_the_graph_and_its_backup(graph: Graph, table: Path, tmp_path: Path) -> None:
    table.write_text(
        "name,id,aliases,wikidata,type\nNippon,state/japan,Land of the Sun,Q17,\nTolls,,,,issue\n", "utf-8"
    )
    revision = graph.record.revision
    own = linking.link(graph, table)
    assert graph.record.lists() == (own,)
    assert graph.record.revision > revision
    assert all(store.revision == graph.record.revision for store in graph.states())
    japan = graph.record.actor("state/japan")
    assert japan == ResolvedActor("state/japan", "Nippon", ActorType.STATE, ("Japan", "Land of the Sun"), None, "Q17")
    found = [graph.ask("positions-of-actor", {"actor": "land of the sun"}, language=each).rows for each in LANGUAGES]
    assert found[0] == found[1]
    assert len(found[0]) == 2
    assert graph.ask("positions-on-issue", {"issue": "tolls"}).rows == ()
    graph.record.backup(tmp_path / "copy")
    restore(tmp_path / "other.kg", tmp_path / "copy")
    with open_graph(tmp_path / "other.kg") as other:
        assert other.record.lists() == (own,)
        assert other.record.actor("state/japan") == japan
    linking.forget(graph, "ours")
    assert graph.record.find_actor("Nippon").actors == ()
    with pytest.raises(ListUnknownError):
        linking.forget(graph, "ours")


def test_a_file_of_the_same_name_says_what_of_the_earlier_list_it_lacks(graph: Graph, table: Path) -> None:
    linking.link(graph, table)
    other = table.with_suffix(".ttl")
    other.write_text(CODEBOOK, encoding="utf-8")
    with pytest.warns(KgWarning) as warned:
        linking.link(graph, other)
    assert [str(each.message) for each in warned if "takes the place" in str(each.message)] == [
        f"{other} takes the place of the list ours, and lacks what that had (to keep two lists, give their files"
        " different names): River Forum; China; Ana Ek; Lowland Bench"
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        other.write_text(f'{CODEBOOK}\nown:locks a skos:Concept ; skos:prefLabel "Locks"@en .\n', encoding="utf-8")
        linking.link(graph, other)


def test_two_lists_may_not_give_two_actors_one_name(graph: Graph, table: Path) -> None:
    linking.link(graph, table)
    other = table.with_name("theirs.csv")
    other.write_text("name,type\nRF,organization\n", encoding="utf-8")
    with pytest.raises(ListClashError, match="'RF' is that of organization/r"):
        linking.link(graph, other)
    assert len(graph.record.lists()) == 1


def test_two_lists_may_not_put_an_issue_below_itself(graph: Graph, table: Path) -> None:
    linking.link(graph, table)
    other = table.with_name("theirs.csv")
    other.write_text("name,type,broader\nTrade,issue,Fees\nFees,issue,\nTariffs,issue,Fees\n", encoding="utf-8")
    linking.link(graph, other)
    assert link("grain and a toll on barges", lists=graph.record.lists())
    third = table.with_name("third.csv")
    third.write_text("name,type,broader\nFees,issue,Tariffs\n", encoding="utf-8")
    with pytest.raises(ListCircleError, match=r"third\.csv makes the issue"):
        linking.link(graph, third)
    assert len(graph.record.lists()) == 2


def test_the_command_adds_shows_and_removes_lists(kg: Kg, folder: Path) -> None:
    (folder / "ours.csv").write_text(TABLE, encoding="utf-8")
    result = kg("link", "--from", "ours.csv", "--issues", "replace", "--format", "json")
    assert json.loads(result.stdout) == [
        {"list": "ours", "actors": 4, "issues": 2, "scheme": "replaces ours", "left_out": 0}
    ]
    assert result.stderr.startswith("run `kg ingest` with the same paths")
    assert kg("link", "--forget", "ours", "--format", "json").stdout == "[]\n"
    assert kg("link", "--issues", "replace").stderr.startswith("kg: KG-C006: ")


CHAIN = """\
name,type,aliases,broader
Tolls & Dues (Élbe–Oder),issue,tolls on barges,River fees
Ferry dues,issue,,River fees
River fees,issue,,Trade
"""


@pytest.mark.filterwarnings("ignore:.*takes the place of the list:kg.errors.KgWarning")
def test_both_stores_label_an_issue_as_its_list_does(graph: Graph, tmp_path: Path) -> None:
    def labels() -> Sequence[tuple[object, ...]]:
        sparql = graph.store("sparql").query(
            "SELECT ?b ?a { ?i skos:prefLabel ?b ; skos:broader/skos:prefLabel ?a FILTER CONTAINS(STR(?i), '/own/') }"
        )
        cypher = graph.store("cypher").query(
            "MATCH (i:Issue {own: false})-[:BROADER]->(a) WHERE i.id CONTAINS '/own/' RETURN i.label, a.label"
        )
        rows: list[tuple[object, ...]] = [*sorted(sparql.rows)]
        assert rows == sorted(cypher.rows)
        return rows

    (tmp_path / "codes.csv").write_text(CHAIN, encoding="utf-8")
    linking.link(graph, tmp_path / "codes.csv")
    assert labels() == [], "no position is about them"
    held = position("jp", "tolls", issues=(IssueLink("own/tolls-dues-élbe-oder", 0.9),))
    told_of = facts([state("jp", "JP", "Japan")], positions=(held,))
    graph.record.put(Document("Japan rejected tolls on barges.", "tolls", "memory:tolls"), told_of, "1")
    label = "Tolls & Dues (Élbe–Oder)"
    assert labels() == [("River fees", "Trade"), (label, "River fees")]
    assert graph.ask("positions-on-issue", issue="River fees").to_dicts()[0]["issue"] == label
    assert [row.values["issue"] for row in graph.study().codings.rows if row.values["issue"] == label]
    (tmp_path / "codes.csv").write_text(CHAIN.replace("River fees", "Shipping fees"), encoding="utf-8")
    linking.link(graph, tmp_path / "codes.csv")
    assert labels() == [("Shipping fees", "Trade"), (label, "Shipping fees")], "as though it were read from the start"
    held = replace(held, issues=(IssueLink("own/ferry-dues", 0.9),))
    graph.record.put(Document("Japan rejected dues.", "dues", "memory:dues"), replace(told_of, positions=(held,)), "1")
    graph.record.remove("tolls")
    assert labels() == [("Ferry dues", "Shipping fees"), ("Shipping fees", "Trade")]
    graph.record.remove("dues")
    assert labels() == [], "what is above an issue leaves with it"


@pytest.mark.filterwarnings("ignore:.*takes the place of the list:kg.errors.KgWarning")
def test_an_actor_keeps_its_id_when_its_list_is_linked_again(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"

    def linked(id_: str) -> str:
        path.write_text(f"name,type,id\nMichael B. Ek,person,{id_}\n")
        return linking.link(graph, path).actors[0].id

    ids = ["person/michael-ek", "", "person/mike-ek", ""]
    assert [linked(id_) for id_ in ids] == [ids[0], ids[0], ids[2], ids[2]]
