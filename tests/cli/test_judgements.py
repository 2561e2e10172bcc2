"""The commands that record judgements of a person."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.graph import Graph, open_graph
from tests.cli.conftest import Kg
from tests.doubles import cast
from tests.doubles.three_talks import make_graph


@pytest.fixture(autouse=True)
def coder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_CODER", "ana")


def positions(kg: Kg, *words: str) -> list[dict[str, object]]:
    result = kg("ask", "positions-of-actor", "--format", "json", *words)
    assert result.exit_code == 0, result.stderr
    rows: list[dict[str, object]] = json.loads(result.stdout)
    return rows


def test_a_rejected_fact_returns_when_that_is_undone(kg: Kg) -> None:
    before = positions(kg)
    fact = str(positions(kg, "--stance", "support")[0]["fact"])
    result = kg("reject", fact, "--why", "it was Spain")
    header, row = result.stdout.splitlines()
    assert header == "judgement\tverdict\tabout\tvalues\tby\twhy"
    id_, *rest = row.split("\t")
    assert rest == ["rejected", "position: France · support · a new round · Brazil", "", "ana", "it was Spain"]
    assert result.stderr == f"to undo this: kg undo {id_}\n"
    assert len(positions(kg)) == len(before) - 1
    undone = kg("undo", id_[:8], "--by", "ben", "--why", "it was France")
    assert (undone.exit_code, undone.stderr) == (0, "undone: 1 judgement\n")
    header, row = undone.stdout.splitlines()
    assert header == "judgement\tundone_by\tundone_why\tverdict\tabout\tvalues\tby\twhy"
    assert row.split("\t") == [id_, "ben", "it was France", *rest]
    assert positions(kg) == before
    again = kg("undo", id_[:8], id_)
    assert (again.exit_code, again.stderr) == (0, f"nothing recorded: {id_} is undone already\n")


def test_undoing_says_what_holds_again(kg: Kg) -> None:
    merged = json.loads(kg("merge", "France", "Brazil", "--format", "json").stdout)[0]["judgement"]
    parted = json.loads(kg("different", "France", "Brazil", "--format", "json").stdout)[0]["judgement"]
    told = kg("undo", parted).stderr
    assert f"in force again: {merged} same " in told
    assert "holds again" not in kg("undo", merged).stderr


def test_several_decisions_are_undone_together(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    for row in positions(kg)[:2]:
        kg("reject", str(row["fact"]))
    made = [str(row["judgement"]) for row in json.loads(kg("judgements", "list", "--format", "json").stdout)]

    def broken(graph: Graph) -> None:
        raise OSError

    with monkeypatch.context() as patched:
        patched.setattr(Graph, "catch_up", broken)
        assert kg("undo", *made).exit_code != 0
    assert {row["reach"] for row in json.loads(kg("judgements", "list", "--format", "json").stdout)} == {"undone"}


@pytest.mark.parametrize("format", ["tsv", "csv", "json", "jsonl"])
def test_a_list_of_judgements_is_undone_together(kg: Kg, format: str) -> None:
    facts = [str(row["fact"]) for row in positions(kg)]
    kg("reject", facts[0], "--by", "ben")
    kg("confirm", *facts[1:3], "--by", "ben")
    kg("confirm", facts[0], "--by", "ana")
    listed = kg("judgements", "list", "--coder", "ben", "--format", format).stdout
    assert kg("undo", "-", stdin=listed).exit_code == 0
    reaches = {(row["by"], row["reach"]) for row in json.loads(kg("judgements", "list", "--format", "json").stdout)}
    assert reaches == {("ana", "holds"), ("ben", "undone")}
    assert "there are judgements by ana, ben" in kg("judgements", "list", "--coder", "bne").stderr


def test_facts_are_confirmed_corrected_and_added(kg: Kg) -> None:
    first, second = (str(row["fact"]) for row in positions(kg)[:2])
    assert kg("confirm", first, "--by", "ben").exit_code == 0
    assert kg("correct", second, "stance=oppose", "addressee=").exit_code == 0
    words = ("add", "lead", "nairobi", "leader=Ana Lima:person", "of=Japan", "evidence=nothing else was said")
    assert kg(*words).exit_code == 0
    log = json.loads(kg("judgements", "list", "--format", "json").stdout)
    assert [(row["by"], row["verdict"], row["reach"], row["values"]) for row in log] == [
        ("ben", "confirmed", "holds", ""),
        ("ana", "corrected", "holds", "stance=oppose, addressee="),
        ("ana", "added", "holds", ""),
    ]
    assert kg("ask", "who-leads", "--format", "tsv").stdout.splitlines()[1].startswith("Ana Lima\t")
    assert len(json.loads(kg("judgements", "list", "--coder", "ben", "--format", "json").stdout)) == 1


DEMANDS = "evidence=China demands lower tariffs of Japan"
UNPROVEN = "the matter does not stand in the evidence, which cannot prove it: "


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("position", "geneva", "holder=Japan", "stance=accept", "matter=The talks", DEMANDS), UNPROVEN),
        (("position", "geneva", "holder=Japan", "stance=accept", "matter=lower tariffs", DEMANDS), ""),
        (("position", "geneva", "holder=Japan", "stance=accept", "matter=lower tariffs", "evidence=19-63"), ""),
        (
            ("position", "geneva", "holder=Japan", "stance=accept", "matter=lower tariffs", "evidence=lower tariffs"),
            "the evidence occurs 2 times in geneva; the first is taken, at 33-46: give START-END, ",
        ),
        (("affiliation", "geneva", "member=Japan", "of=Brazil", DEMANDS), "geneva does not name Brazil (of): "),
        (
            ("lead", "geneva", "leader=Ana Lima:person", "of=China", DEMANDS),
            "geneva does not name Ana Lima (leader): check the name, and that it is the right document",
        ),
        (
            ("negotiation", "geneva", "parties=China", "parties=Hinan:state", DEMANDS),
            "geneva does not name Hinan (parties): ",
        ),
        (("role", "geneva", "person=Japan", "title=chair", DEMANDS), "the title 'chair' does not stand in geneva: "),
        (("label", "geneva", "actor=China", "label=Tariff", DEMANDS), ""),
        (("action", "geneva", "actor=China", "kind=tariff", "status=announced", "unit=USD", DEMANDS), ""),
    ],
)
def test_what_its_text_or_evidence_does_not_show_is_pointed_out(kg: Kg, words: tuple[str, ...], told: str) -> None:
    result = kg("add", *words)
    first, *others = result.stderr.splitlines()
    assert (result.exit_code, len(others)) == (0, bool(told))
    assert first.startswith(told or "to undo this: ")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (("matter=Nothing else",), ["matter"]),
        (("matter=Nothing else", "evidence=Nothing else was said"), []),
        (("evidence=Nothing else was said",), ["matter"]),
        (("holder=France", "matter=more fish of China"), ["France"]),
    ],
)
def test_a_correction_that_nothing_proves_is_pointed_out(kg: Kg, values: tuple[str, ...], told: list[str]) -> None:
    (offer,) = (row["fact"] for row in positions(kg, "--document", "nairobi"))
    notes = [line for line in kg("correct", str(offer), *values).stderr.splitlines() if "does not" in line]
    assert [word for word in ("matter", "France") if any(word in note for note in notes)] == told


def test_metadata_of_a_document_is_set(kg: Kg) -> None:
    assert kg("document", "set", "geneva", "--date", "2019-02-03", "--tag", "wto").exit_code == 0
    rows = json.loads(kg("documents", "--format", "json").stdout)
    assert [row["date"] for row in rows if row["name"] == "geneva"] == ["2019-02-03"]


@pytest.mark.parametrize("date", ["2018-08", "1962", "2018-08-20/2018-08-26"])
def test_a_date_that_is_set_may_be_a_month_a_year_or_a_week(kg: Kg, date: str) -> None:
    assert kg("document", "set", "geneva", "--date", date).exit_code == 0
    assert date in [row["date"] for row in json.loads(kg("documents", "--format", "json").stdout)]
    assert kg("document", "set", "geneva", "--date", "2018-8").exit_code == 2


@pytest.mark.parametrize("date", ["9999-W52", "2018-W53", "2018-13"])
def test_a_date_that_is_in_no_calendar_is_refused(kg: Kg, date: str) -> None:
    told = kg("document", "set", "geneva", "--date", date)
    assert (told.exit_code, "KG-J003" in told.stderr) == (2, True)


def test_metadata_that_a_document_has_is_not_set_again(kg: Kg) -> None:
    def count() -> int:
        return len(json.loads(kg("judgements", "list", "--format", "json").stdout))

    words = ("document", "set", "geneva", "--date", "2019-02-03", "--tag", "wto", "--by", "ana")
    assert "nothing recorded" not in kg(*words).stderr
    assert "nothing recorded: geneva has date=2019-02-03, tags=wto already" in kg(*words).stderr
    assert "nothing recorded" in kg("document", "set", "nairobi", "--title", "In Nairobi").stderr
    assert count() == 1
    assert "nothing recorded" not in kg(*words, "--why", "as the archive says").stderr
    assert "nothing recorded" in kg(*words, "--why", "as the archive says").stderr
    assert "nothing recorded" not in kg("document", "set", "geneva", "--date", "2019-02-04").stderr
    assert "nothing recorded" not in kg(*words).stderr
    assert count() == 4


def test_an_export_of_gold_says_why_it_is_empty(kg: Kg) -> None:
    words = ("export", "gold", "--out", "gold")
    assert "none is: nobody has judged a fact yet" in kg(*words).stderr
    (fact,) = (row["fact"] for row in positions(kg, "--actor", "Japan") if row["document"] == "geneva")
    kg("confirm", fact)
    assert "none is; the nearest: geneva (1 left); `kg review --document geneva`" in kg(*words).stderr
    (fact,) = (row["fact"] for row in positions(kg, "--actor", "China") if row["document"] == "geneva")
    kg("confirm", fact)
    assert kg(*words).stderr == "wrote 1 document to gold\n"


def test_judgements_are_exported_and_imported(kg: Kg, folder: Path) -> None:
    kg("reject", str(positions(kg)[0]["fact"]))
    assert kg("judgements", "export", "--out", "work.jsonl").stderr == "wrote work.jsonl\n"
    assert (folder / "work.jsonl").read_text(encoding="utf-8") == kg("judgements", "export").stdout
    assert kg("judgements", "import", "work.jsonl").stderr == "imported 0 new judgements\n"


@pytest.mark.parametrize("source", ["theirs/copy.kg", "-"])
def test_an_import_names_what_was_undone_elsewhere(kg: Kg, folder: Path, source: str) -> None:
    kg("reject", str(positions(kg)[0]["fact"]))
    (row,) = json.loads(kg("judgements", "list", "--format", "json").stdout)
    shutil.copytree(folder / "talks.kg", folder / "theirs" / "copy.kg")
    kg("undo", row["judgement"], "--by", "ben", "--graph", "theirs/copy.kg")
    lines = kg("judgements", "export", "--graph", "theirs/copy.kg").stdout
    shown = "standard input" if source == "-" else source
    result = kg("judgements", "import", source, stdin=lines)
    assert f"not taken back: 1 judgement ({row['judgement']}) undone in {shown}; with --take-back" in result.stderr
    assert "imported 0 new judgements" in result.stderr
    result = kg("judgements", "import", source, "--take-back", stdin=lines)
    assert f"taken back, since undone in {shown}: 1 judgement ({row['judgement']})\nimported 0 new" in result.stderr
    (row,) = json.loads(kg("judgements", "list", "--format", "json").stdout)
    assert (row["reach"], row["undone_by"]) == ("undone", "ben")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["reject", "position/0000000000000000/abc"], "KG-J001"),
        (["undo", "00"], "KG-J002"),
        (["add", "lead", "geneva", "leader=China"], "KG-J003"),
        (["add", "lead", "geneva", "leader=China", "of=Japan", "evidence=peace at last"], "KG-J004"),
        (["correct", "position/0000000000000000/abc", "stance"], "KG-C006"),
        (["judgements", "import", "-"], "KG-J005"),
        (["judgements", "import", "gone.jsonl"], "KG-C008"),
        (["document", "set", "geneva"], "KG-C006"),
    ],
)
def test_an_impossible_judgement_is_refused_with_its_reason(kg: Kg, words: list[str], code: str) -> None:
    result = kg(*words, stdin="no judgement\n")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"kg: {code}: ")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("alias", "France", "--add", "  "), "KG-J003: the actor's alias is '  ', not a word. "),
        (("rename", "France", ""), "KG-J003: the actor's name is '', not a word. "),
        (("merge", "France", "France"), "KG-J003: the judgement's actors is France, France, not two of them: "),
        (("judgements", "list", "--reach", "nowhere"), "KG-C006: "),
        (
            ("add", "lead", "geneva", "leader=China", "leader=Japan", "of=France", "evidence=The talks"),
            "KG-J003: the lead's leader is given 2 times, not given once. ",
        ),
        (
            ("add", "lead", "geneva", "leader=Mu", "of=France", "evidence=The talks"),
            "KG-Q004: no actor is called 'Mu'. If it is new to the graph, give its type as well: 'Mu:state' (or ",
        ),
        (("undo", "-"), "standard input contains no list of judgements; if the command before failed, its error "),
        (("reject", "-"), "standard input contains no fact id; if the command before failed, its error says why\n"),
    ],
)
def test_missing_empty_or_surplus_input_is_named(kg: Kg, words: tuple[str, ...], told: str) -> None:
    assert kg(*words, stdin="").stderr.startswith(f"kg: {told}" if told.startswith("KG-") else told)


def log(kg: Kg) -> list[tuple[str, str]]:
    rows = json.loads(kg("judgements", "list", "--format", "json").stdout)
    return [(row["by"], row["verdict"]) for row in rows]


def test_a_repeated_judgement_is_not_recorded_again(kg: Kg) -> None:
    fact = str(positions(kg, "--stance", "support")[0]["fact"])
    kg("confirm", fact, "--why", "checked")
    again = kg("confirm", fact)
    assert (again.exit_code, again.stdout) == (0, "judgement\tverdict\tabout\tvalues\tby\twhy\n")
    said = "nothing recorded: ana has already confirmed position: France · support · a new round · Brazil\n"
    assert again.stderr == said
    assert kg("confirm", fact, fact, "--by", "ben").stderr.endswith(said.replace("ana", "ben"))
    assert log(kg) == [("ana", "confirmed"), ("ben", "confirmed")]
    kg("reject", fact, "--by", "ben")
    kg("confirm", fact)
    kg("confirm", fact, "--why", "read once more")
    assert log(kg)[2:] == [("ben", "rejected"), ("ana", "confirmed"), ("ana", "confirmed")]


@pytest.mark.parametrize(("command", "field", "value"), [("rename", "name", "France"), ("retype", "type", "state")])
def test_a_name_or_type_that_an_actor_already_has_is_not_recorded(kg: Kg, command: str, field: str, value: str) -> None:
    result = kg(command, "France", value)
    assert result.exit_code == 0
    assert result.stderr == f"nothing recorded: France (state/france) already has the {field} {value}\n"
    assert log(kg) == []


def test_a_repeated_judgement_of_actors_is_not_recorded_again(kg: Kg) -> None:
    for words in (("alias", "France", "--add", "the Hexagon"), ("different", "France", "Brazil")):
        kg(*words)
        assert kg(*words).stderr.startswith("nothing recorded: ana has already judged: ")
    assert log(kg) == [("ana", "alias-given"), ("ana", "different")]


def test_the_log_has_the_id_of_a_rejected_fact(kg: Kg) -> None:
    fact = str(positions(kg, "--stance", "support")[0]["fact"])
    kg("reject", fact)
    (row,) = json.loads(kg("judgements", "list", "--format", "json").stdout)
    assert row["fact"] == fact


def test_contradicting_the_gazetteer_warns(kg: Kg, folder: Path) -> None:
    with open_graph(folder / "talks.kg") as graph:
        states = [cast.state("norway", "NO", "Norway"), cast.state("sweden", "SE", "Sweden")]
        graph.record.put(cast.document("d"), cast.facts(states), "1")
    assert kg("retype", "Norway", "state").stderr.startswith("nothing recorded: ")
    retyped = kg("retype", "Norway", "bloc")
    assert retyped.exit_code == 0
    told = "the gazetteer has Norway (state/NO) as a state; in this graph it is bloc/NO-"
    assert retyped.stderr.startswith(told)
    kg("undo", json.loads(kg("judgements", "list", "--format", "json").stdout)[0]["judgement"])
    merged = kg("merge", "Norway", "Sweden")
    assert merged.exit_code == 0
    told = "the gazetteer has Norway (state/NO) and Sweden (state/SE) as two actors; they are one in this graph"
    assert merged.stderr.startswith(told)
    assert "gazetteer" not in kg("merge", "France", "Brazil").stderr
    assert log(kg) == [("ana", "retyped"), ("ana", "same"), ("ana", "same")]


def test_annotations_with_their_texts_make_a_graph_where_there_is_none(kg: Kg, folder: Path) -> None:
    assert kg("export", "brat", "--out", "out").exit_code == 0
    words = ("judgements", "import", "out", "--by", "ana", "--graph", "deep/new.kg")
    assert kg(*words).stderr == "imported 4 new judgements\ncreated deep/new.kg\n"
    assert len(json.loads(kg("documents", "--format", "json", "--graph", "deep/new.kg").stdout)) == 3
    assert kg("store", "check", "--graph", "deep/new.kg").exit_code == 0
    assert sorted(path.name for path in (folder / "deep").iterdir()) == ["new.kg"]


def test_nothing_is_made_of_what_holds_no_annotations(kg: Kg, folder: Path) -> None:
    (folder / "texts").mkdir()
    (folder / "texts" / "a.txt").write_text("Peru opposes the levy.", encoding="utf-8")
    (folder / "texts" / "a.ann").touch()
    (folder / "empty.kg").mkdir()
    before = sorted(folder.iterdir())
    for graph in ("new.kg", "empty.kg"):
        result = kg("judgements", "import", "texts", "--graph", graph)
        assert (result.exit_code, f"KG-C001: there is no graph at {graph}." in result.stderr) == (3, True)
    assert "KG-C001" in kg("judgements", "import", "talks.kg", "--graph", "new.kg").stderr
    (folder / "texts" / "a.ann").write_text("T1\tWords 0 99\tPeru", encoding="utf-8")
    assert "KG-J009" in kg("judgements", "import", "texts", "--graph", "new.kg").stderr
    assert (sorted(folder.iterdir()), [*(folder / "empty.kg").iterdir()]) == (before, [])


def test_a_graph_that_another_process_makes_meanwhile_stays(
    kg: Kg, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.interchange import importing

    def interrupted(*_: object, **__: object) -> importing.Imported:
        make_graph(folder / "new.kg")
        raise InputError(path="out", detail="no file")

    assert kg("export", "brat", "--out", "out").exit_code == 0
    words = ("judgements", "import", "out", "--graph", "new.kg")
    with monkeypatch.context() as patch:
        patch.setattr(importing, "import_file", interrupted)
        assert "KG-C008" in kg(*words).stderr
    assert len(json.loads(kg("documents", "--format", "json", "--graph", "new.kg").stdout)) == 3


def test_a_graph_is_not_put_over_another(kg: Kg, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.interchange import importing

    whole = importing.import_file

    def late(*given: Any, **more: Any) -> importing.Imported:
        make_graph(folder / "new.kg")
        return whole(*given, **more)

    assert kg("export", "brat", "--out", "out").exit_code == 0
    monkeypatch.setattr(importing, "import_file", late)
    assert "KG-R007" in kg("judgements", "import", "out", "--by", "ana", "--graph", "new.kg").stderr
    assert json.loads(kg("judgements", "list", "--format", "json", "--graph", "new.kg").stdout) == []
