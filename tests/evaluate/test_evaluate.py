"""Scoring: which facts are right, and that our figures are those of the annotation guide's own scorer."""

from __future__ import annotations

import importlib.util
import json
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from kg.cli import app
from kg.errors import GoldFormatError, GoldMissingError, InputError
from kg.evaluate import (
    FACT_HEADINGS,
    HEADINGS,
    SIGN,
    Figures,
    Score,
    align,
    by_rule,
    licence_group,
    load_gold,
    outcome,
    predicted_in,
    score,
    score_all,
    total,
)
from kg.evaluate.attribution import Attribution, last_fifth, load_texts, outer, score_statements
from kg.evaluate.bulletins import load_bulletins, score_triples
from kg.evaluate.pairing import largest_pairing
from kg.evaluate.plover import CodedSentence, Event, load_sentences, score_events
from kg.evaluate.wording import fold, matter_fits, title_fits

OURS = Path(__file__).resolve().parents[1] / "gold"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "gold"

type Sheet = dict[str, Any]

NORWAY = {"name": "Norway", "type": "state", "aliases": ["Oslo", "the Norwegians"]}
BERG = {"name": "Ingrid Berg", "type": "person", "aliases": ["Berg", "Minister Berg"]}
ICELAND = {"name": "Iceland", "type": "state", "aliases": ["Reykjavik"]}
GOLD: Sheet = {
    "entities": {"no": NORWAY, "berg": BERG, "is": ICELAND},
    "roles": [{"person": "berg", "title": "Fisheries Minister", "organization": "no"}],
    "affiliations": [{"member": "berg", "of": "no"}],
    "leads": [{"leader": "berg", "of": "no"}],
    "negotiates_with": [{"parties": ["no", "is"], "modality": "actual"}],
    "positions": [
        {"holder": "no", "stance": "demand", "about": "a lower quota for herring", "keys": [["quota", "herring"]]}
    ],
    "labels": [{"actor": "berg", "label": "hard-liner"}],
    "actions": [{"actor": "is", "kind": "tariff", "amount": 1000000}],
}


def sheet(heading: str, **fact: Any) -> Sheet:
    return {"entities": {"a": NORWAY, "b": BERG, "c": ICELAND}, heading: [fact]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Herring Board", "herring board"),
        ("Norway’s", "Norway"),
        ("the states' delegates", "States Delegates"),
        ("hard-liner", "hard liner"),
        ("U.N.", "u n"),
        ("G-77/China", "g 77 china"),
    ],
)
def test_names_are_compared_without_their_dress(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("title", "fits"),
    [
        ("minister", True),
        ("Minister for Fisheries", True),
        ("fisheries spokesman", True),
        ("prime minister of the realm", False),
        ("spokesman", False),
        ("", False),
    ],
)
def test_titles_share_their_last_word_or_half_of_all(title: str, fits: bool) -> None:
    assert title_fits("Fisheries Minister", title) is fits


@pytest.mark.parametrize(
    ("about", "fits"),
    [
        ("that the herring quotas be cut", True),
        ("a lower quota for cod", True),
        ("a lower tax", False),
        ("quotas", True),
        ("fish", False),
        ("the quota for herring " + "and everything else that was ever said " * 4, False),
    ],
)
def test_a_matter_holds_a_key_or_half_of_the_words(about: str, fits: bool) -> None:
    gold = GOLD["positions"][0]
    assert matter_fits(about, gold["about"], gold["keys"]) is fits


@pytest.mark.parametrize(
    ("heading", "fact", "right"),
    [
        ("roles", {"person": "b", "title": "minister", "organization": "a"}, True),
        ("roles", {"person": "b", "title": "minister", "organization": None}, False),
        ("roles", {"person": "a", "title": "minister", "organization": "a"}, False),
        ("leads", {"leader": "b", "of": "a"}, True),
        ("leads", {"leader": "a", "of": "b"}, False),
        ("negotiates_with", {"parties": ["c", "a"]}, True),
        ("negotiates_with", {"parties": ["c", "b"]}, False),
        ("negotiates_with", {"parties": ["c", "unknown"]}, False),
        ("positions", {"holder": "a", "stance": "demand", "about": "herring quotas"}, True),
        ("positions", {"holder": "a", "stance": "propose", "about": "herring quotas"}, False),
        ("positions", {"holder": "c", "stance": "demand", "about": "herring quotas"}, False),
        (SIGN, {"holder": "a", "stance": "propose", "about": "herring quotas"}, True),
        (SIGN, {"holder": "a", "stance": "reject", "about": "herring quotas"}, False),
        ("labels", {"actor": "b", "label": "Hard liner"}, True),
        ("labels", {"actor": "b", "label": "dove"}, False),
        ("actions", {"actor": "c", "kind": "tariff", "amount": 1000000.5}, True),
        ("actions", {"actor": "c", "kind": "tariff", "amount": None}, False),
        ("actions", {"actor": "c", "kind": "aid", "amount": 1000000}, False),
    ],
)
def test_what_makes_a_fact_right(heading: str, fact: Sheet, right: bool) -> None:
    key = "positions" if heading == SIGN else heading
    found = score(GOLD, sheet(key, **fact)).outcomes[heading]
    assert (len(found.right), len(found.missed), len(found.added)) == ((1, 0, 0) if right else (0, 1, 1))


def test_an_affiliation_that_a_role_says_counts_neither_way() -> None:
    found = score(GOLD, sheet("affiliations", member="b", of="a")).outcomes["affiliations"]
    assert (found.right, found.missed, found.added) == ((), (), ())


def test_an_affiliation_that_fills_in_an_open_role_counts_neither_way() -> None:
    gold = {**GOLD, "roles": [{"person": "berg", "title": "minister", "organization": None}], "leads": []}
    gold["affiliations"] = []
    assert score(gold, sheet("affiliations", member="b", of="c")).outcomes["affiliations"].added == ()
    assert len(score(gold, sheet("affiliations", member="c", of="a")).outcomes["affiliations"].added) == 1


def test_the_same_fact_twice_is_right_once() -> None:
    twice = sheet("leads", leader="b", of="a")
    twice["leads"] *= 2
    found = score(GOLD, twice).outcomes["leads"]
    assert (len(found.right), len(found.added)) == (1, 1)


def test_canonical_names_decide_before_aliases() -> None:
    gold = {"entities": {"g1": {**BERG, "aliases": ["Oslo", "Norway"]}, "g2": NORWAY}}
    assert align(gold, {"entities": {"p": {"name": "Norway", "aliases": ["Oslo"]}}}) == {"p": "g2"}
    assert align(gold, {"entities": {"p": {"name": "Oslo"}}}) == {"p": "g1"}
    assert align(gold, {"entities": {"p": {"name": "Denmark"}}}) == {}


def test_types_are_counted_among_right_actors() -> None:
    found = score(GOLD, {"entities": {"a": {**NORWAY, "type": "organization"}, "c": ICELAND}})
    assert (len(found.outcomes["entities"].right), found.typed) == (2, 1)


@given(st.lists(st.sets(st.integers(0, 6)), max_size=7))
def test_no_pairing_is_larger(edges: list[set[int]]) -> None:
    def largest(i: int, taken: frozenset[int]) -> int:
        if i == len(edges):
            return 0
        return max([largest(i + 1, taken), *(1 + largest(i + 1, taken | {j}) for j in edges[i] - taken)])

    pairs = largest_pairing(edges, range(7), lambda edge, j: j in edge)
    assert all(j in edges[i] for i, j in pairs)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs) == largest(0, frozenset())


def test_figures_of_nothing_are_nought() -> None:
    assert (Figures().precision, Figures().recall, Figures().f1) == (0.0, 0.0, 0.0)
    assert Figures(1, 2, 4) + Figures(1, 1, 1) == Figures(2, 3, 5)


def test_all_facts_leave_actors_and_signs_out() -> None:
    figures = total([score(GOLD, GOLD), score(GOLD, {})])
    owed = len(FACT_HEADINGS) - 1  # the affiliation is said by the role
    assert figures["facts"] == Figures(owed, owed, 2 * owed)
    assert list(figures) == [*HEADINGS, SIGN, "facts"]


def test_rules_are_told_by_the_evidence() -> None:
    good = sheet("leads", leader="b", of="a", evidence={"rule": "lead.verb"})
    bad = sheet("leads", leader="a", of="b", evidence={"rule": "lead.verb"})
    bare = sheet("leads", leader="a", of="b", evidence="words")
    assert by_rule(score(GOLD, s) for s in (good, bad, bare)) == {
        ("leads", "-"): Figures(0, 1),
        ("leads", "lead.verb"): Figures(1, 2),
    }


@pytest.mark.parametrize(
    ("licence", "group"),
    [
        ("CC0, written for this project", "CC0"),
        ("CC BY 2.5", "CC BY"),
        ("public domain (a ministry)", "public domain"),
        ("none stated, internal scoring only", "internal"),
        ("CC BY, but internal", "internal"),
        ("all rights reserved", "other"),
    ],
)
def test_licences_fall_into_groups(licence: str, group: str) -> None:
    assert licence_group(licence) == group


def test_gold_scores_itself_perfectly() -> None:
    documents = load_gold(OURS)
    figures = total(found for _, found in score_all(documents, [document.facts for document in documents]))
    assert {heading: f.f1 for heading, f in figures.items()} == dict.fromkeys(figures, 1.0)


def test_gold_must_be_there_and_be_gold(tmp_path: Path) -> None:
    with pytest.raises(GoldMissingError, match=r"NAME\.yaml"):
        load_gold(tmp_path)
    (tmp_path / "talks.yaml").write_text("entities: [norway", encoding="utf-8")
    with pytest.raises(GoldFormatError, match=r"talks\.yaml"):
        load_gold(tmp_path)
    (tmp_path / "talks.yaml").write_text("entities: {}\ndate: 2019-02-11\n", encoding="utf-8")
    (document,) = load_gold(tmp_path)
    with pytest.raises(GoldMissingError, match=r"talks\.txt"):
        _ = document.document


def test_given_files_are_found_by_name(tmp_path: Path) -> None:
    documents = load_gold(OURS)[:3]
    (tmp_path / f"{documents[0].name}.json").write_text('{"entities": {"x": {"name": "X"}}}', encoding="utf-8")
    (tmp_path / f"{documents[1].name}.yaml").write_text("entities: {}\n", encoding="utf-8")
    assert [list(found) for found in predicted_in(tmp_path, documents)] == [["entities"], ["entities"], []]
    (tmp_path / f"{documents[2].name}.json").write_text("[]", encoding="utf-8")
    with pytest.raises(GoldFormatError, match="no object"):
        list(predicted_in(tmp_path, documents))
    with pytest.raises(InputError, match="nowhere"):
        list(predicted_in(tmp_path / "nowhere", documents))


def reference() -> ModuleType:
    path = SHARED / "score.py"
    if not path.exists():
        pytest.skip("the guide's scorer lies beside the project's own folder, and is not there")
    spec = importlib.util.spec_from_file_location("reference_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def spoiled(facts: Sheet, turn: int) -> Sheet:
    """A prediction with errors of every kind: facts dropped, doubled, given another actor, stance, title or matter."""
    ids = list(facts["entities"])
    found: Sheet = {"entities": {id_: e for n, (id_, e) in enumerate(facts["entities"].items()) if n % 7 != turn}}
    for heading in FACT_HEADINGS:
        rows = []
        for n, fact in enumerate(facts.get(heading) or []):
            changed = dict(fact)
            match (n + turn) % 6:
                case 0:
                    continue
                case 1:
                    rows.append(dict(fact))
                case 2:
                    for field in ("holder", "person", "member", "leader", "actor"):
                        if field in changed:
                            changed[field] = ids[(ids.index(changed[field]) + 1) % len(ids)]
                case 3:
                    changed |= {"stance": "oppose"} if "stance" in changed else {}
                    changed |= {"organization": None} if "organization" in changed else {}
                case 4:
                    changed |= {"about": " ".join(changed["about"].split()[::2])} if "about" in changed else {}
                    changed |= {"title": changed["title"].split()[0]} if "title" in changed else {}
            rows.append(changed)
        found[heading] = rows
    return found


@pytest.mark.parametrize("turn", [0, 3, 5])
def test_every_figure_is_that_of_the_guides_scorer(turn: int) -> None:
    theirs = reference()
    documents = load_gold(SHARED / "dev")
    ours: list[Score] = []
    expected = []
    for document in documents:
        prediction = spoiled(dict(document.facts), turn)
        ours.append(score(document.facts, prediction))
        expected.append(theirs.score_document(document.facts, prediction))
    for heading, want in theirs.total(expected).items():
        got = total(ours)[heading]
        assert (got.right, got.predicted, got.gold) == (want["right"], want["predicted"], want["gold"])
        assert [round(f, 4) for f in (got.precision, got.recall, got.f1)] == [
            want["precision"],
            want["recall"],
            want["f1"],
        ]
    assert sum(one.typed for one in ours) == theirs.total(expected)["entities"]["typed"]
    assert 0.2 < total(ours)["facts"].f1 < 0.9


def said(cue: int, content: int, source: int | None = None) -> Attribution:
    return Attribution(
        ((source, source + 3),) if source is not None else (), ((cue, cue + 3),), ((content, content + 9),)
    )


def test_a_statement_is_found_where_cue_and_content_overlap() -> None:
    gold = [said(10, 20, 0), said(50, 60, 40)]
    found = score_statements(gold, [said(11, 25, 1), said(51, 80, 40), said(12, 22, 0)])
    assert found.found == Figures(1, 3, 2)
    assert found.sources == Figures(1, 1, 1)
    assert score_statements(gold, [said(10, 20, 90)]).sources == Figures(0, 1, 1)


def test_an_event_is_compared_part_by_part() -> None:
    sentence = CodedSentence("s", "Norway urged Iceland", ((0, 6),), ((13, 20),), "REQUEST")
    right = Event(((0, 6),), ((13, 20),), "REQUEST", 0.9)
    wrong = Event(((0, 6),), ((0, 6),), "AID", 0.8)
    found = score_events([sentence, sentence, sentence], [[right, wrong], [wrong], []])
    assert (found.source, found.target, found.kind) == (Figures(2, 2, 3), Figures(1, 2, 3), Figures(1, 2, 3))


def test_corpora_are_json_lines(tmp_path: Path) -> None:
    record = {
        "doc_id": "d1",
        "text": "Norway urged Iceland to wait.",
        "redistributable": False,
        "attributions": [{"source": [[0, 6]], "cue": [[7, 12]], "content": [[13, 28]]}],
        "entities": [{"id": "e0", "mentions": [{"start": 0, "end": 6}]}, {"id": "e1", "mentions": []}],
        "relations": [{"subj": "e0", "obj": "e1", "native_type": "REQUEST"}],
    }
    path = tmp_path / "corpus.jsonl"
    path.write_text("".join(json.dumps({**record, "doc_id": f"d{n}"}) + "\n" for n in range(10)), encoding="utf-8")
    texts = list(load_texts(path))
    assert texts[0].attributions == (Attribution(((0, 6),), ((7, 12),), ((13, 28),)),)
    assert [text.name for text in last_fifth(texts)] == ["d8", "d9"]
    assert next(load_sentences(path)) == CodedSentence("d0", record["text"], ((0, 6),), (), "REQUEST")  # type: ignore[arg-type]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder with one annotated document, and beside it one of predictions."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "predicted").mkdir()
    text = {**GOLD, "genre": "news", "licence": "CC0", "affiliations": []}
    (tmp_path / "gold" / "herring.yaml").write_text(json.dumps(text), encoding="utf-8")
    prediction = sheet("leads", leader="b", of="a", evidence={"text": "w", "rule": "lead.verb", "confidence": 0.5})
    prediction["labels"] = [{"actor": "c", "label": "dove"}]
    (tmp_path / "predicted" / "herring.json").write_text(json.dumps(prediction), encoding="utf-8")
    return tmp_path


def run(folder: Path, *words: str) -> Result:
    scored = ["evaluate", str(folder / "gold"), "--predicted", str(folder / "predicted"), "--format", "tsv"]
    return CliRunner().invoke(app, [*scored, *words])


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ([], "all\tleads\t1\t1\t1\t1\t1\t1"),
        (["--by", "genre"], "news\tentities\t1\t1\t1\t3\t3\t3"),
        (["--by", "licence"], "CC0\tlabels\t0\t0\t0\t0\t1\t1"),
        (["--by", "rule"], "leads\tlead.verb\t1\t1\t1"),
        (["--errors", "labels"], 'herring\tadded\t{"actor": "Iceland", "label": "dove"}'),
        (["--errors", "negotiates_with"], 'herring\tmissed\t{"parties": ["Norway", "Iceland"], "modality": "actual"}'),
    ],
)
def test_the_command_prints(gold: Path, words: list[str], line: str) -> None:
    result = run(gold, *words)
    assert result.exit_code == 0, result.stderr
    assert line in result.stdout.splitlines()


@pytest.mark.parametrize(
    ("words", "code"),
    [(["--errors", "holders"], "KG-C006"), (["nowhere"], "KG-C008"), (["--all"], "KG-C008")],
)
def test_the_command_says_what_is_wrong(gold: Path, words: list[str], code: str) -> None:
    result = run(gold, *words)
    assert (result.exit_code, code in result.stderr) == (2, True)


def test_an_outcome_of_one_fact_tells_whether_it_is_right() -> None:
    table = {"a": "no", "b": "berg"}
    assert outcome("leads", GOLD, [{"leader": "b", "of": "a"}], table).right
    assert outcome("leads", GOLD, [{"leader": "a", "of": "b"}], table).added


def test_without_a_folder_there_is_nothing_to_score() -> None:
    result = CliRunner().invoke(app, ["evaluate"])
    assert (result.exit_code, "KG-C006" in result.stderr) == (2, True)


def test_figures_need_the_sources_of_the_project(gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "training.filter", None)
    result = CliRunner().invoke(app, ["evaluate", str(gold), "--all"])
    assert (result.exit_code, "KG-C017" in result.stderr) == (3, True)


def test_what_is_said_within_what_is_said_is_left_out() -> None:
    outermost = Attribution((), ((0, 4),), ((5, 40),))
    assert outer([outermost, said(10, 20), said(50, 60)]) == [outermost, said(50, 60)]


def test_a_triple_is_right_when_all_of_it_is(tmp_path: Path) -> None:
    line = {
        "text": "Norway and Iceland urged restraint.",
        "statements": [{"sources": ["Norway", "Iceland"], "cue": "urged", "content": "restraint"}],
    }
    (tmp_path / "bulletins.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    (sentence,) = load_bulletins(tmp_path / "bulletins.jsonl")
    norway, iceland = sentence.triples
    assert score_triples(sentence.triples, [norway]) == Figures(1, 1, 2)
    assert score_triples(sentence.triples, [replace(norway, content="restraint."), iceland]) == Figures(1, 2, 2)


def test_our_bulletin_sentences_hold_what_they_say() -> None:
    sentences = list(load_bulletins(OURS / "bulletins.jsonl"))
    assert len(sentences) >= 100
    missing = [t for s in sentences for t in s.triples if t.cue not in s.text or t.content not in s.text]
    assert missing == []
