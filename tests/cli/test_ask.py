"""`kg ask`, `kg show` and `kg search` on the command line."""

from __future__ import annotations

import json
import re

import pytest

from kg.query import questions
from tests.cli.conftest import Kg


def test_the_list_has_one_line_for_each_question(kg: Kg) -> None:
    lines = kg("ask", "--list").stdout.splitlines()
    assert lines[0] == "question\tabout"
    assert lines[1:] == [f"{asked.name}\t{asked.title}" for asked in questions()]


def test_the_list_of_one_question_shows_its_options_and_columns(kg: Kg) -> None:
    printed = kg("ask", "demands-and-replies", "--list").stdout
    assert "option\t--stance\twhat counts as a demand; default: demand\n" in printed
    assert "option\t--min-confidence\t" in printed
    assert "column\treply_evidence\t" in printed
    needed = "option\t--fact\tthe id of a fact, as the answers give it in their column fact; required\n"
    assert needed in kg("ask", "evidence-of", "--list").stdout


def test_every_question_takes_the_status_of_facts(kg: Kg) -> None:
    facts = "facts that a person has reviewed, or nobody: confirmed, unreviewed"
    assert f"option\t--status\t{facts}\n" in kg("ask", "who-leads", "--list").stdout
    assert f"option\t--status\tmeasures of this status; {facts}\n" in kg("ask", "timeline", "--list").stdout
    refused = kg("ask", "who-leads", "--status", "threatened")
    assert refused.exit_code == 2
    assert "confirmed or unreviewed, since who-leads has no measures" in refused.stderr


def test_a_wrong_option_names_the_filters_of_documents_too(kg: Kg) -> None:
    assert "source, genre, tag, where" in kg("ask", "who-leads", "--kind", "tariff").stderr


def test_every_option_of_a_question_is_an_option_of_the_command(kg: Kg) -> None:
    known = set(re.findall(r"--[a-z-]+", kg("ask", "--help").stdout))
    wanted = {f"--{parameter.name.replace('_', '-')}" for asked in questions() for parameter in asked.parameters}
    assert wanted <= known


@pytest.mark.parametrize("language", ["sparql", "cypher"])
def test_an_answer_has_its_proof(kg: Kg, language: str) -> None:
    result = kg(
        *("ask", "positions-of-actor", "--actor", "China", "--since", "2018-08", "--until", "2018"),
        *("--language", language, "--format", "json"),
    )
    assert result.exit_code == 0, result.stderr
    (row,) = json.loads(result.stdout)
    assert (row["holder"], row["addressee"], row["condition"]) == ("China", "Japan", None)
    assert row["evidence"] == "China demands lower tariffs of Japan."
    assert (row["document"], row["date"], row["confidence"]) == ("geneva", "2018-08-20", 0.9)
    proof = kg("ask", "evidence-of", "--fact", row["fact"], "--language", language, "--format", "json")
    assert [each["evidence"] for each in json.loads(proof.stdout)] == [row["evidence"]]


def test_both_languages_print_the_same(kg: Kg) -> None:
    for asked in questions():
        if not any(parameter.required for parameter in asked.parameters):
            sparql, cypher = (kg("ask", asked.name, "--language", language) for language in ("sparql", "cypher"))
            assert sparql.exit_code == cypher.exit_code == 0, sparql.stderr + cypher.stderr
            assert sparql.stdout == cypher.stdout


def test_a_table_quotes_the_words_and_leaves_ids_out(kg: Kg) -> None:
    printed = kg("ask", "positions-of-actor", "--actor", "Japan", "--stance", "offer", "--format", "table").stdout
    assert "    “Japan offers more fish of China.”\n" in printed
    assert "state/" not in printed
    assert "position/" not in printed
    header = printed.splitlines()[0].split()
    assert {"document", "date"} <= set(header)
    assert not {"document_id", "first_day", "date_granularity"} & set(header)


def test_a_table_gives_the_stance_or_kind_of_a_fact_once(kg: Kg) -> None:
    header = kg("ask", "timeline", "--format", "table").stdout.splitlines()[0].split()
    assert "relation" in header
    assert not {"stance", "kind"} & set(header)
    assert {"relation", "stance", "kind"} <= set(
        kg("ask", "timeline", "--format", "csv").stdout.split("\n")[0].split(",")
    )


def test_documents_are_chosen_by_their_metadata(kg: Kg) -> None:
    assert kg("document", "set", "quito", "--tag", "trade", "--tag", "fish", "--genre", "news").exit_code == 0

    def documents_by_command(*words: str) -> list[set[str]]:
        commands = [
            ("ask", "positions-of-actor", "--language", "sparql", *words),
            ("ask", "positions-of-actor", "--language", "cypher", *words),
            ("network", "codings", *words),
        ]
        answers = [json.loads(kg(*command, "--format", "json").stdout) for command in commands]
        return [{row["document"] for row in rows} for rows in answers]

    assert documents_by_command("--where", "Round=first") == [{"geneva", "nairobi"}] * 3
    assert documents_by_command("--where", "round=last", "--tag", "FISH", "--genre", "news") == [{"quito"}] * 3
    assert documents_by_command("--where", "round=first", "--document", "geneva") == [{"geneva"}] * 3
    drawn = kg("export", "cytoscape", "--where", "round=second").stdout
    assert "France" in drawn
    assert "Japan" not in drawn
    assert "France" not in kg("show", "Japan", "--where", "round=first").stdout
    assert (
        "no document has round=third. Of round there is: first, last, second."
        in kg(*("ask", "who-leads", "--where", "round=third", "--genre", "news")).stderr
    )


@pytest.mark.parametrize("command", ["ask who-leads", "network", "export csv --out tables", "export cytoscape"])
def test_a_tag_that_no_document_has_is_an_error(kg: Kg, command: str) -> None:
    result = kg(*command.split(), "--tag", "Tariff")
    assert result.exit_code == 2
    assert "KG-R017: no document has tag=Tariff. None has any tag; they have: " in result.stderr


def test_a_dossier_has_the_facts_of_an_actor_and_those_addressed_to_it(kg: Kg) -> None:
    result = kg("show", "Japan", "--format", "jsonl")
    assert result.exit_code == 0, result.stderr
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert (rows[0]["section"], rows[0]["what"]) == ("name", "Japan")
    told = [(row["section"], row["what"], row["other"]) for row in rows]
    assert ("position", "offer: more fish", "China") in told
    assert ("addressed to it", "demand: lower tariffs", "China") in told
    assert kg("show", "Japan", "--format", "jsonl", "--language", "cypher").stdout == result.stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["ask"], "KG-C006", "kg ask --list"),
        (["ask", "who-lead"], "KG-Q001", "Did you mean who-leads"),
        (["ask", "who-leads", "--fact", "lead/1"], "KG-Q002", "it takes actor, other, document"),
        (["ask", "evidence-of"], "KG-Q003", "needs fact"),
        (["ask", "who-leads", "--actor", "Chinna"], "KG-Q004", "China"),
        (["ask", "positions-on-issue", "--issue", "tarifs"], "KG-Q006", "Tariffs"),
        (["ask", "positions-on-issue", "--issue", "Kyoto Protokol"], "KG-Q006", "Kyoto Protocol"),
        (["ask", "timeline", "--since", "2018-13-01"], "KG-Q008", "2018-13-01"),
        (["ask", "positions-of-actor", "--stance", "like"], "KG-Q008", "demand, propose"),
        (["ask", "timeline", "--document", "geneve"], "KG-R008", "geneva"),
        (["ask", "timeline", "--language", "sql"], "KG-C006", "sql"),
        (["show", "Chinna"], "KG-Q004", "China"),
        (["show"], "KG-C006", "ACTOR"),
        (["show", "Liu", "He"], "KG-C006", "(He): put quotes around several words"),
        (["ask", "timeline", "China"], "KG-C006", "an option before a value (--actor China)"),
    ],
)
def test_a_wrong_question_is_refused_with_the_valid_choices(kg: Kg, words: list[str], code: str, said: str) -> None:
    result = kg(*words)
    assert result.exit_code == 2
    assert code in result.stderr
    assert said in result.stderr
    assert result.stdout == ""


def test_a_search_is_narrowed_and_counted(kg: Kg) -> None:
    def documents_found(*words: str) -> list[str]:
        return [row["document"] for row in json.loads(kg("search", *words, "--format", "json").stdout)]

    assert kg("search", "tariff*", "--count").stdout == "sentences\tdocuments\n2\t1\n"
    assert documents_found("tariff* OR rounds") == ["quito", "geneva", "geneva"]
    assert documents_found("tariff* OR rounds", "--actor", "France") == ["quito"]
    assert documents_found("tariff* OR rounds", "--where", "round=first", "--until", "2018-08") == ["geneva", "geneva"]
    assert "showing 1 of 2 sentences" in kg("search", "tariffs", "--limit", "1").stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("search tariffs --since 2019", "no sentence contains these words: there would be 2 without --since"),
        ("search tariffs --since 2019 --document quito", ": there would be 2 without --document and --since"),
        ("search herrings", "no sentence contains these words"),
        (
            "ask positions-of-actor --actor China --stance offer",
            "no results: there would be 1 without --actor",
        ),
        (
            "ask positions-of-actor --actor China --stance offer --limit 1",
            "no results: there would be 1 without --actor",
        ),
        ("search tariffs NOT herrings", "what follows NOT is searched for like other words"),
        ("ask who-leads", "no results"),
        ("ask brokers --actor China --since 2001", "no results, even without --actor and --since"),
    ],
)
def test_an_empty_answer_names_the_filter_that_emptied_it(kg: Kg, words: str, said: str) -> None:
    result = kg(*words.split())
    assert result.exit_code == 0
    assert said in result.stderr
    assert len(result.stdout.splitlines()) == 1


@pytest.mark.parametrize("part", [["--status", "confirmed"], ["--reviewed-only"]])
def test_an_empty_answer_of_reviewed_facts_counts_those_among_all_facts(kg: Kg, part: list[str]) -> None:
    said = "no results among confirmed facts: there would be 1 among all facts"
    assert said in kg("ask", "positions-of-actor", "--actor", "China", *part).stderr
    nothing = kg("ask", "positions-of-actor", "--actor", "China", "--stance", "offer", *part).stderr
    assert "no results among confirmed facts\n" in nothing


@pytest.mark.parametrize("asked", [["ask", "positions-of-actor"], ["show", "China"], ["search", "tariffs"]])
def test_reviewed_and_unreviewed_exclude_each_other(kg: Kg, asked: list[str]) -> None:
    result = kg(*asked, "--status", "unreviewed", "--reviewed-only")
    assert result.exit_code == 2
    assert "--status unreviewed and --reviewed-only leave nothing" in result.stderr
