"""Judgements on actors in the record and in both stores."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import ActorAmbiguousError, JudgementValueError
from kg.graph import Graph, open_graph
from kg.judgement_entry import judgements_of, without_repeats
from kg.judgements import AboutActors, Judgement, Reach
from kg.judgements.json_lines import write_lines
from kg.model import Actor, ActorType, Document, Evidence, Facts, Mention, MentionReason, Passage, Position, Stance
from kg.model import PositionModality as Modality
from tests.doubles import cast

TEXTS = {
    "a": "MOFCOM demands soy of Brazil.",
    "b": "The Commerce Ministry demands gas of Brazil.",
    "c": "Johnson demands peace of Brazil. The Queen demands tea of Brazil.",
}


def document(name: str) -> Document:
    return Document(TEXTS[name], name, f"file:///{name}.txt")


def actor(text: str, local: str, name: str, kind: ActorType, *words: str) -> Actor:
    mentions = [(text.index(word), word) for word in (name, *words) if word in text]
    spans = tuple(Mention(start, start + len(word), word, MentionReason.NAME) for start, word in sorted(mentions))
    return Actor(local, name, kind, tuple(words), spans)


def position(text: str, holder: str, matter: str, sentence: str) -> Position:
    start, proof = text.index(matter), text.index(sentence)
    passage = Passage(start, start + len(matter), matter)
    evidence = Evidence(proof, proof + len(sentence), sentence, "a-rule", 0.8)
    return Position(holder, Stance.DEMAND, passage, "brazil", Modality.ASSERTED, evidence)


def read(name: str) -> Facts:
    text = TEXTS[name]
    brazil = actor(text, "brazil", "Brazil", ActorType.STATE)
    match name:
        case "a":
            people = (actor(text, "m", "MOFCOM", ActorType.ORGANIZATION),)
            return Facts((*people, brazil), positions=(position(text, "m", "soy", text),))
        case "b":
            people = (actor(text, "cm", "Commerce Ministry", ActorType.ORGANIZATION),)
            return Facts((*people, brazil), positions=(position(text, "cm", "gas", text),))
        case _:
            people = (actor(text, "bj", "Johnson", ActorType.PERSON, "The Queen"),)
            first, second = (f"{each}." for each in text.rstrip(".").split(". "))
            both = (position(text, "bj", "peace", first), position(text, "bj", "tea", second))
            return Facts((*people, brazil), positions=both)


def put(graph: Graph, name: str, facts: Facts | None = None, version: str = "1") -> None:
    graph.record.put(document(name), facts or read(name), version)


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with open_graph(tmp_path / "talks.kg", create=True) as opened:
        for name in TEXTS:
            put(opened, name)
        opened.catch_up()
        yield opened


def holders(graph: Graph) -> dict[str, str]:
    """The holder of each matter, the same from both query languages, once the record has passed its check."""
    graph.catch_up()
    tables = [graph.ask("positions-of-actor", {}, language=language) for language in ("sparql", "cypher")]
    assert tables[0] == tables[1]
    assert graph.record.check() == []
    return {str(row["matter"]): str(row["holder"]) for row in tables[0].to_dicts()}


BEFORE = {"soy": "MOFCOM", "gas": "Commerce Ministry", "peace": "Johnson", "tea": "Johnson"}


def test_merged_actors_have_one_id_and_all_names(graph: Graph) -> None:
    assert holders(graph) == BEFORE
    made = graph.judge("same", ("MOFCOM", "Commerce Ministry"), by="ana")
    names = holders(graph)
    assert names["soy"] == names["gas"]
    (one,) = graph.record.find_actor("MOFCOM").actors
    assert graph.record.find_actor("Commerce Ministry").actors == (one,)
    graph.undo(made.id)
    assert holders(graph) == BEFORE


def test_merged_actors_can_be_separated_by_their_names_or_old_ids(graph: Graph) -> None:
    (other,) = graph.record.find_actor("Commerce Ministry").actors
    for names in (("MOFCOM", "Commerce Ministry"), ("organization/mofcom", other.id)):
        graph.judge("same", ("MOFCOM", "Commerce Ministry"), by="ana")
        assert graph.record.actor(other.id) is None
        graph.judge("different", names, by="ben")
        assert holders(graph) == BEFORE


def test_merged_actors_can_be_separated_by_the_words_of_a_text(graph: Graph) -> None:
    put_one(graph, "Foreign Ministry", "tin")
    graph.judge("renamed", "Foreign Ministry", {"name": "MOFA"}, by="ana")
    graph.judge("same", ("MOFCOM", "Foreign Ministry"), by="ana")
    graph.judge("different", ("MOFCOM", "Foreign Ministry"), by="ana")
    assert holders(graph) == {**BEFORE, "tin": "MOFA"}


@pytest.mark.parametrize(
    ("verdict", "about", "values"),
    [
        ("same", ("MOFCOM", "Commerce Ministry"), {}),
        ("split", "Johnson", {"words": "The Queen", "name": "Elizabeth II"}),
        ("split", "Johnson", {"words": "The Queen", "documents": "c", "name": "Elizabeth II"}),
    ],
)
def test_a_merger_or_split_that_is_in_force_is_recognized(
    graph: Graph, verdict: str, about: str | tuple[str, str], values: dict[str, str]
) -> None:
    def repeats(by: str) -> tuple[list[Judgement], list[str]]:
        return without_repeats(graph.record, judgements_of(graph.record, [(verdict, about, values)], by, ""))

    made = graph.judge(verdict, about, values, by="ana")
    after = holders(graph)
    new, (line,) = repeats("ana")
    assert (new, "`kg rename`" in line) == ([], verdict == "same")
    (other,) = repeats("ben")[0]
    assert (other.about, other.values) == (made.about, made.values)
    graph.record_judgements([other])
    assert holders(graph) == after
    assert [len(part) for part in repeats("ben")] == [0, 1]
    graph.undo_each([made.id, other.id], by="ana")
    assert holders(graph) == BEFORE


def put_one(graph: Graph, called: str, matter: str) -> None:
    text = f"{called} demands {matter} of Brazil."
    people = (actor(text, "m", called, ActorType.ORGANIZATION), actor(text, "brazil", "Brazil", ActorType.STATE))
    facts = Facts(people, positions=(position(text, "m", matter, text),))
    graph.record.put(Document(text, matter, f"file:///{matter}.txt"), facts, "1")
    graph.catch_up()


def test_different_applies_to_the_merged_actors_as_a_whole(graph: Graph) -> None:
    put_one(graph, "MOFA", "tin")
    put_one(graph, "MFA", "zinc")
    graph.judge("same", ("MOFCOM", "Commerce Ministry"), by="ana")
    graph.judge("same", ("MOFA", "MFA"), by="ana")
    different = graph.judge("different", ("Commerce Ministry", "MFA"), by="ben")
    assert isinstance(different.about, AboutActors)
    assert [each.id for each in different.about.actors] == ["organization/mofcom", "organization/mofa"]
    graph.judge("same", ("Commerce Ministry", "MFA"), by="cy")
    assert len({holders(graph)[matter] for matter in ("soy", "gas", "tin", "zinc")}) == 1


def test_undoing_a_merger_keeps_judgements_with_their_own_actor(graph: Graph) -> None:
    for called, matter in (("MOFA", "tin"), ("MOFCOM", "zinc")):
        put_one(graph, called, matter)
    merged = graph.judge("same", ("MOFA", "MOFCOM"), by="ana")
    graph.judge("retyped", "MOFA", {"type": "group"}, by="ben")
    graph.judge("renamed", "MOFA", {"name": "Foreign Ministry"}, by="ben")
    different = graph.judge("different", ("MOFA", "Johnson"), by="ben")
    assert isinstance(different.about, AboutActors)
    assert different.about.actors[0].id.startswith("group/")
    graph.undo(merged.id)
    assert holders(graph) == {**BEFORE, "tin": "Foreign Ministry", "zinc": "MOFCOM"}
    (foreign,), (commerce,) = (graph.record.find_actor(name).actors for name in ("MOFA", "MOFCOM"))
    assert (foreign.type, commerce.type) == (ActorType.GROUP, ActorType.ORGANIZATION)
    graph.judge("same", ("MOFCOM", "Johnson"), by="cy")
    assert {state.reach for state in graph.judgements()} == {Reach.UNDONE, Reach.HOLDS}


def test_an_ambiguous_name_has_to_be_given_as_an_id(graph: Graph) -> None:
    for called, matter in (
        ("Foreign Ministry", "tin"),
        ("Foreign Ministry", "zinc"),
        ("MOFA", "coal"),
        ("MFA", "iron"),
    ):
        put_one(graph, called, matter)
    first, second = (each.id for each in graph.record.find_actor("Foreign Ministry").actors)
    graph.judge("same", ("MOFA", first), by="ana")
    apart = graph.judge("same", ("MFA", second), by="ana")
    with pytest.raises(ActorAmbiguousError):
        graph.judge("different", ("Foreign Ministry", "MFA"), by="ben")
    graph.undo(apart.id)
    graph.judge("same", ("MOFA", second), by="ana")
    with pytest.raises(ActorAmbiguousError):
        graph.judge("different", ("Foreign Ministry", "MOFA"), by="ben")
    graph.judge("different", (first, second), by="ben")
    graph.catch_up()
    holder = {row["matter"]: row["holder_id"] for row in graph.ask("positions-of-actor", {}).to_dicts()}
    assert holder["tin"] != holder["zinc"]


def test_a_name_that_was_merged_away_can_be_split_off_again(graph: Graph) -> None:
    graph.judge("same", ("MOFCOM", "Commerce Ministry"), by="ana")
    graph.judge("split", "MOFCOM", {"words": "Commerce Ministry", "name": "Commerce Ministry"}, by="ben")
    assert holders(graph) == BEFORE


def test_merged_actors_stay_merged_when_a_document_is_read_again(graph: Graph) -> None:
    graph.judge("same", ("MOFCOM", "Commerce Ministry"), by="ana")
    other = read("b")
    renamed = replace(other.actors[0], id="x", name="Ministry of Commerce and Industry", aliases=("Commerce Ministry",))
    moved = replace(other.positions[0], holder="x")
    put(graph, "b", replace(other, actors=(renamed, other.actors[1]), positions=(moved,)), "2")
    names = holders(graph)
    assert names["soy"] == names["gas"]
    graph.record.resolve_anew()
    assert holders(graph) == names


def test_different_separates_actors_that_a_later_version_joins(graph: Graph) -> None:
    joined = graph.judge("same", ("MOFCOM", "Commerce Ministry"), by="ana")
    graph.undo(joined.id)
    graph.judge("different", ("MOFCOM", "Commerce Ministry"), by="ben")
    other = read("b")
    same_name = replace(other.actors[0], name="MOFCOM")
    put(graph, "b", replace(other, actors=(same_name, other.actors[1])), "2")
    graph.catch_up()
    ids = {row["matter"]: row["holder_id"] for row in graph.ask("positions-of-actor", {}).to_dicts()}
    assert ids["soy"] != ids["gas"]


def test_different_actors_stay_so_when_another_text_is_edited(graph: Graph) -> None:
    graph.judge("different", ("MOFCOM", "Commerce Ministry"), by="ana")
    other = read("b")
    put(graph, "b", replace(other, actors=(replace(other.actors[0], name="MOFCOM"), other.actors[1])), "2")
    parted = graph.record.links(document("b").id)
    graph.record.put(replace(document("a"), text=f"{TEXTS['a']} They went on."), read("a"), "1")
    assert graph.record.links(document("b").id) == parted


@pytest.mark.parametrize(("given", "taken"), [("The Blond Beast", "Blond Beast"), ("Québec-Nord", "Quebec Nord")])
def test_an_alias_is_taken_away_in_any_spelling_that_finds_it(graph: Graph, given: str, taken: str) -> None:
    graph.judge("alias-given", "Johnson", {"alias": given}, by="ana")
    graph.judge("alias-taken", "Johnson", {"alias": taken}, by="ben")
    assert graph.record.find_actor(taken).actors == ()
    assert [state.reach for state in graph.judgements()] == [Reach.OVERRULED, Reach.HOLDS]


def test_an_alias_is_taken_away_whatever_its_case(graph: Graph) -> None:
    (johnson,) = graph.record.find_actor("Johnson").actors
    for alias in ("The Premier", "THE PREMIER"):
        graph.judge("alias-given", johnson.id, {"alias": alias}, by="ana")
    graph.judge("alias-taken", johnson.id, {"alias": "the premier"}, by="ana")
    assert graph.record.find_actor("premier").actors == ()
    assert graph.record.find_actor("Johnson").actors == (johnson,)
    graph.judge("alias-given", johnson.id, {"alias": "THE PREMIER"}, by="ana")
    assert [one.id for one in graph.record.find_actor("the Premier").actors] == [johnson.id]


def test_a_wrong_alias_is_split_off_as_another_actor(graph: Graph) -> None:
    made = graph.judge("split", "Johnson", {"words": "the queen", "name": "Elizabeth II"}, by="ana")
    assert holders(graph) == {**BEFORE, "tea": "Elizabeth II"}
    (johnson,) = graph.record.find_actor("Johnson").actors
    assert johnson.aliases == ()
    put(graph, "c", replace(read("c")), "2")
    assert holders(graph) == {**BEFORE, "tea": "Elizabeth II"}
    graph.undo(made.id)
    assert holders(graph) == BEFORE


def test_an_actor_is_split_off_in_a_whole_document(graph: Graph) -> None:
    (fact,) = (row["fact"] for row in graph.ask("positions-of-actor").to_dicts() if row["matter"] == "soy")
    graph.judge("confirmed", str(fact), by="ana")
    made = graph.judge("split", "MOFCOM", {"documents": "a", "name": "Mofa"}, by="ana")
    assert holders(graph) == {**BEFORE, "soy": "Mofa"}
    (other,) = graph.record.find_actor("Mofa").actors
    assert (other.id, other.aliases) == ("organization/mofa", ("MOFCOM",))
    assert {state.reach for state in graph.judgements()} == {Reach.HOLDS}
    graph.undo(made.id)
    assert holders(graph) == BEFORE


def test_a_document_can_be_reassigned_to_a_known_actor(graph: Graph) -> None:
    graph.judge("split", "MOFCOM", {"documents": "a", "into": "Commerce Ministry"}, by="ana")
    assert holders(graph)["soy"] == "Commerce Ministry"


def test_names_types_and_aliases_are_given_and_taken(graph: Graph) -> None:
    graph.judge("renamed", "MOFCOM", {"name": "Ministry of Commerce"}, by="ana")
    graph.judge("alias-given", "MOFCOM", {"alias": "MOC"}, by="ana")
    graph.judge("alias-taken", "Johnson", {"alias": "The Queen"}, by="ana")
    graph.judge("retyped", "Johnson", {"type": "group"}, by="ana")
    assert holders(graph)["soy"] == "Ministry of Commerce"
    (ministry,) = graph.record.find_actor("MOC").actors
    assert ministry.aliases == ("MOC", "MOFCOM")
    assert graph.record.find_actor("The Queen").actors == ()
    (johnson,) = graph.record.find_actor("Johnson").actors
    assert (johnson.type, johnson.id.partition("/")[0]) == (ActorType.GROUP, "group")
    (kind,) = graph.store("cypher").query("MATCH (a:Actor {name: 'Johnson'}) RETURN a.type").rows
    assert kind == ("group",)


@pytest.mark.parametrize("alias", ["People's Republic of China", "PRC"])
def test_a_name_from_the_gazetteer_can_be_taken_away(graph: Graph, alias: str) -> None:
    graph.record.put(cast.document("d"), cast.facts([cast.state("china", "CN", "China")]), "1")
    (china,) = graph.record.find_actor(alias).actors
    (made,) = graph.judge_each([("alias-taken", "China", {"alias": alias})], by="ana", follow=False)
    assert graph.record.find_actor(alias).actors == ()
    assert graph.record.find_actor("China").actors == (china,)
    graph.undo(made.id, follow=False)
    assert graph.record.find_actor(alias).actors == (china,)


def test_the_order_of_documents_and_judgements_makes_no_difference(graph: Graph, tmp_path: Path) -> None:
    graph.judge("same", ("MOFCOM", "Commerce Ministry"), by="ana")
    graph.judge("split", "Johnson", {"words": "The Queen", "name": "Elizabeth II"}, by="ana")
    expected = holders(graph)
    lines = list(write_lines(state.judgement for state in graph.judgements()))
    for number, order in enumerate(itertools.islice(itertools.permutations(TEXTS), 3)):
        with open_graph(tmp_path / f"other{number}.kg", create=True) as other:
            put(other, order[0])
            assert other.import_judgements(lines) == 2
            put(other, order[1])
            put(other, order[2])
            assert holders(other) == expected


def test_judgements_on_actors_are_read_once_for_a_document(graph: Graph) -> None:
    graph.judge("same", ("MOFCOM", "Commerce Ministry"), by="ana")
    asked: list[str] = []
    graph.record._db.set_trace_callback(asked.append)
    put(graph, "a", replace(read("a"), positions=()), version="2")
    assert sum("SELECT content FROM judgements" in each and "'same'" in each for each in asked) == 1


def test_judgements_on_removed_actors_are_reported(graph: Graph) -> None:
    graph.judge("renamed", "MOFCOM", {"name": "Ministry of Commerce"}, by="ana")
    graph.record.remove("a")
    assert [state.reach for state in graph.judgements()] == [Reach.GONE]
    put(graph, "a")
    assert holders(graph)["soy"] == "Ministry of Commerce"


def test_a_split_is_reported_when_its_mentions_are_removed(graph: Graph) -> None:
    put_one(graph, "MOFCOM", "tin")
    graph.judge("split", "MOFCOM", {"documents": "a", "name": "Mofa"}, by="ana")
    graph.record.remove("a")
    assert [state.reach for state in graph.judgements()] == [Reach.GONE]


@pytest.mark.parametrize(
    ("verdict", "about", "values", "told"),
    [
        ("same", ("MOFCOM", "MOFCOM"), {}, "two of them: both names mean MOFCOM"),
        ("different", ("MOFCOM", "MOFCOM"), {}, "two of them: both names mean MOFCOM"),
        ("renamed", "MOFCOM", {}, "missing, not name"),
        ("retyped", "MOFCOM", {"type": "ministry"}, "ministry"),
        ("split", "MOFCOM", {"name": "X"}, "nothing"),
        ("split", "MOFCOM", {"words": "nobody", "name": "X"}, "split is 'nobody', not what MOFCOM is called"),
        ("split", "MOFCOM", {"words": "MOFCOM"}, "what the other one is called"),
    ],
)
def test_an_invalid_judgement_on_actors_is_refused(
    graph: Graph, verdict: str, about: str | tuple[str, str], values: dict[str, object], told: str
) -> None:
    with pytest.raises(JudgementValueError, match=told):
        graph.judge(verdict, about, values, by="ana")
