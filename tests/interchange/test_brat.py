"""Annotations in brat's standoff: out and in again, with every offset."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import loaders
from kg.errors import AnnotationError, AnnotationPlaceError, InputError
from kg.graph import Graph, open_graph
from kg.interchange.annotated_documents import (
    READER,
    AnnotatedDocument,
    AnnotatedFact,
    annotated_document,
    import_documents,
)
from kg.interchange.brat import read_brat, read_brat_folder, standoff, write_brat_folder
from kg.model import Document, Facts, Genre
from tests.doubles.scripted_reader import read

TEXT = "𝕋he talks went on.\n\nChina demands lower\ntariffs of Japan. Japan rejects lower tariffs of China.\n"


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with open_graph(tmp_path / "talks.kg", create=True) as opened:
        # The reader needs a sentence on one line; brat splits an annotation at a line end.
        facts = read(Document(TEXT.replace("lower\n", "lower "), "a talk", "file:///a.txt"), "1").facts
        first, second = facts.positions
        matter = replace(first.matter, text="lower\ntariffs")
        evidence = replace(first.evidence, text=TEXT[first.evidence.start : first.evidence.end])
        facts = replace(facts, positions=(replace(first, matter=matter, evidence=evidence), second))
        opened.record.put(Document(TEXT, "a talk", "file:///a.txt"), facts, "1")
        yield opened


def whole(graph: Graph) -> AnnotatedDocument:
    ((resolved,),) = ([*batch.written] for batch in graph.batches())
    return annotated_document(resolved)


def test_an_export_is_imported_again_unchanged(graph: Graph, tmp_path: Path) -> None:
    lead = {"leader": "Ana Lima:person", "of": "Japan", "evidence": "China demands lower tariffs of Japan."}
    graph.judge("added", ("lead", "a talk"), lead, by="ana")
    role = {"person": "Ana Lima:person", "title": "envoy", "organization": "China", "evidence": "Japan rejects"}
    graph.judge("added", ("role", "a talk"), role, by="ana")
    ours = whole(graph)
    assert write_brat_folder(graph.batches(), tmp_path / "brat") == 1
    (theirs,) = read_brat_folder(tmp_path / "brat")
    assert theirs.document.text == TEXT
    assert theirs.facts == ours.facts
    assert {fact.heading for fact in theirs.facts} == {"position", "lead", "role"}


def test_exported_codes_on_the_same_words_are_not_added_again(graph: Graph, tmp_path: Path) -> None:
    said = {"holder": "China", "stance": "oppose", "matter": "tariffs of China", "evidence": "tariffs of China"}
    for issue in ("Tariffs", "Fisheries"):
        graph.judge("added", ("position", "a talk"), {**said, "issues": [issue]}, by="ana")
    added = [fact for fact in whole(graph).facts if fact.said.get("issues")]
    assert [fact.said["issues"] for fact in added] == [["Tariffs", "Fisheries"]]
    coded = replace(whole(graph), facts=tuple(added), exported=())
    assert import_documents(graph.record, [coded], "ana").judgements == 0
    assert import_documents(graph.record, [coded], "ben").judgements == 1
    more = replace(added[0], said={**added[0].said, "issues": ["Tariffs", "Migration"]})
    assert import_documents(graph.record, [replace(coded, facts=(more, more))], "ben").judgements == 1


def test_annotations_are_imported_once_as_facts_added_by_a_person(graph: Graph, tmp_path: Path) -> None:
    ours = whole(graph)
    with open_graph(tmp_path / "new.kg", create=True) as other:
        assert import_documents(other.record, [ours], "ben").judgements == len(ours.facts) == 2
        assert import_documents(other.record, [ours], "ben").judgements == 0
        other.catch_up()
        assert whole(other).facts == ours.facts
        rows = other.ask("positions-of-actor", {"actor": "China"}).to_dicts()
        assert [row["reviewed_by"] for row in rows] == ["ben"]


@pytest.mark.parametrize("is_read", [True, False])
@pytest.mark.parametrize(
    ("opening", "mended"),
    [
        ("Talks began.\r\n", "Talks began.\n"),
        ("A Uni\xad\r\non of\xad\nAces met.\n", "A Union of\nAces met.\n"),
        ("MÃ¼ller \x00met MÃ©ndez.\n", "Müller met Méndez.\n"),
    ],
)
def test_offsets_of_annotations_follow_the_text_as_it_is_read(
    tmp_path: Path, opening: str, mended: str, is_read: bool
) -> None:
    (tmp_path / "levy.txt").write_bytes(f"{opening}Peru opposes\r\nthe levy.".encode())
    at = len(opening)
    lines = [f"T1\tState {at} {at + 4}\tPeru", f"T2\tWords {at + 14} {at + 22}\tthe levy"]
    lines += [f"T3\tPosition {at} {at + 12};{at + 14} {at + 23}\tPeru opposes the levy."]
    lines += ["E1\tPosition:T3 Holder:T1 Matter:T2", "A1\tPosition-stance E1 oppose"]
    (tmp_path / "levy.ann").write_text("\n".join(lines), encoding="utf-8")
    with open_graph(tmp_path / "talks.kg", create=True) as opened:
        if is_read:
            (document,) = loaders.read([tmp_path / "levy.txt"])
            assert isinstance(document, Document)
            opened.record.put(document, Facts(), "1")
        assert import_documents(opened.record, read_brat_folder(tmp_path), "ana").judgements == 1
        (entry,) = opened.record.documents()
        found = opened.record.judged(entry.id).facts
        assert opened.record.document(entry.id).text == f"{mended}Peru opposes\nthe levy."
        assert entry.extractor == ("1" if is_read else READER)
    (position,), (peru,) = found.positions, found.actors
    assert position.evidence.text == "Peru opposes\nthe levy."
    assert (position.matter.start, position.matter.text) == (len(mended) + 13, "the levy")
    assert [(each.start, each.text) for each in peru.mentions] == [(len(mended), "Peru")]


def test_a_manually_drawn_event_needs_no_note() -> None:
    document = Document("Peru opposes the levy.", "own", "memory:own")
    lines = ["T1\tState 0 4\tPeru", "T2\tWords 13 21\tthe levy", "T3\tPosition 0 22\tPeru opposes the levy."]
    lines += ["E1\tPosition:T3 Holder:T1 Matter:T2", "A1\tPosition-stance E1 oppose", "#1\tAnnotatorNotes E1\tsure?"]
    # What else brat may hold is no fact: another event, a relation, a mark, a link to a dictionary.
    lines += [
        "E2\tMeeting:T3 Of:E1",
        "R1\tNear Arg1:T1 Arg2:T2",
        "A2\tNegated E1",
        "N1\tReference T1 Wikidata:Q419\tPeru",
        "",
    ]
    (fact,) = read_brat(document, lines, Path("own.ann")).facts
    assert (fact.heading, fact.start, fact.end) == ("position", 0, 22)
    assert fact.said == {
        "holder": {"name": "Peru", "type": "state", "mentions": [[0, 4]]},
        "matter": {"start": 13, "end": 21, "text": "the levy"},
        "stance": "oppose",
    }
    assert standoff(AnnotatedDocument(document, (fact,)))[0] == "T1\tState 0 4\tPeru"


def test_a_folder_with_one_wrong_annotation_is_refused_whole(graph: Graph, tmp_path: Path) -> None:
    for name, stance in (("a", "oppose"), ("b", "dislike")):
        lines = ["T1\tState 0 4\tPeru", "T2\tWords 13 21\tthe levy", "T3\tPosition 0 22\tPeru opposes the levy."]
        lines += ["E1\tPosition:T3 Holder:T1 Matter:T2", f"A1\tPosition-stance E1 {stance}"]
        (tmp_path / f"{name}.txt").write_text(f"Peru opposes the levy. {name}", encoding="utf-8")
        (tmp_path / f"{name}.ann").write_text("\n".join(lines), encoding="utf-8")
    before = graph.record.revision, [*graph.record.documents()]
    with pytest.raises(AnnotationError, match=r"line 4 of .*b\.ann: the position's stance is 'dislike', not one of"):
        import_documents(graph.record, read_brat_folder(tmp_path), "ana")
    assert (graph.record.revision, [*graph.record.documents()]) == before
    with pytest.raises(
        AnnotationPlaceError, match=r"the lead at 0 to 4 of file:///a\.txt: the lead's leader is missing"
    ):
        import_documents(graph.record, [replace(whole(graph), facts=(AnnotatedFact("lead", 0, 4, {}),))], "ana")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["T1\tState 0 99\tPeru"], "line 1 of own.ann: 0 to 99 lies outside"),
        (["E1\tPosition:T3 Holder:T1"], "line 1 of own.ann: there is no 'T3'"),
        (["T1\tWords 0 4\tPeru", "E1\tPosition:T1 Holder:T1"], "line 2 .*Holder is a Words"),
        (["T1\tState 0 4\tPeru", "E1\tLead:T1 Matter:T1"], "line 2 .*the role 'Matter' is no field of the lead"),
        (
            ["T1\tState 0 4\tPeru", "T2\tWords 14 22\tthe levy"],
            "line 2 .*T2 is 'the levy', and the text has 'he levy.'",
        ),
        (["T1\tState 0 4\tPeru", "E1 Position:T1 Holder:T1"], "line 2 .*'E1 Position:T1 Holder:T1' is no annotation"),
        (["T1\tState 0 4\tPeru", "E1\tPosition:T1  Holder:T1"], "line 2 .*is no annotation of brat"),
        (["T1\tState 0 4\tPeru", "E1\tLead:T1 Leader:E2"], "line 2 .*there is no 'E2'"),
    ],
)
def test_an_annotation_that_is_no_fact_is_named_with_its_line(lines: list[str], said: str) -> None:
    with pytest.raises(AnnotationError, match=said):
        read_brat(Document("Peru opposes the levy.", "own", "memory:own"), lines, Path("own.ann"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(InputError, match=r"cannot read .*talks\.ann: No such file"):
        list(read_brat_folder(tmp_path))
    (tmp_path / "talks.ann").write_bytes(b"T1\tState 0 4\t\xff")
    with pytest.raises(InputError, match=r"cannot read .*talks\.ann: it is no text in UTF-8: its byte 14 is 0xff"):
        list(read_brat_folder(tmp_path))


KNOWN = Document("Peru opposes the levy.", "own", "memory:own", "A “levy”", dt.date(2018, 8, 24), "Wire", Genre.NEWS)


def test_metadata_of_a_document_is_exported_with_its_text() -> None:
    (line,) = standoff(AnnotatedDocument(KNOWN, ()))
    blank = Document(KNOWN.text, KNOWN.name, KNOWN.uri)
    assert read_brat(blank, [line], Path("own.ann")).document == KNOWN
    assert read_brat(blank, standoff(AnnotatedDocument(blank, ())), Path("own.ann")).document == blank
    with pytest.raises(AnnotationError, match=r"line 2 of own\.ann: the document's genre is 'rumour', not one of news"):
        read_brat(blank, ["", line.replace("news", "rumour")], Path("own.ann"))


def at(text: str, words: str) -> list[int]:
    return [text.index(words), text.index(words) + len(words)]


def test_two_actors_with_one_mention_are_imported_as_two(tmp_path: Path) -> None:
    text = "Ann Ruiz wants a levy. Bo Tan rejects the levy. The two ministers met; both were tired."
    ann, bo = (
        {"name": name, "type": "person", "mentions": [at(text, each) for each in (name, "The two ministers", "both")]}
        for name in ("Ann Ruiz", "Bo Tan")
    )
    facts = [AnnotatedFact("negotiation", 48, 69, {"parties": [ann, bo], "modality": "actual"})]
    for holder, stance, words in ((ann, "demand", "a levy"), (bo, "reject", "the levy")):
        start, end = at(text, words)
        said = {"holder": holder, "stance": stance, "matter": {"start": start, "end": end, "text": words}}
        facts.append(AnnotatedFact("position", text.index(str(holder["name"])), end, said))
    lines = standoff(AnnotatedDocument(replace(KNOWN, text=text), tuple(facts)))
    (tmp_path / "own.txt").write_text(text, encoding="utf-8")
    (tmp_path / "own.ann").write_text("\n".join(lines), encoding="utf-8")
    with open_graph(tmp_path / "new.kg", create=True) as graph:
        assert import_documents(graph.record, read_brat_folder(tmp_path), "eve").judgements == 3
        graph.catch_up()
        rows = graph.ask("positions-of-actor", {"since": "2018"}).to_dicts()
        assert {(row["holder"], row["stance"]) for row in rows} == {("Ann Ruiz", "demand"), ("Bo Tan", "reject")}
        assert len(graph.ask("who-negotiates-with-whom")) == 1
