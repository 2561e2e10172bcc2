"""The corpora of others: statements, triples and events, and their files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import GoldFormatError, InputError
from kg.evaluate import Figures
from kg.evaluate.actors import load_sightings
from kg.evaluate.attribution import Attribution, last_fifth, load_passages, load_texts, outer, score_statements
from kg.evaluate.offices import load_offices
from kg.evaluate.plover import CodedSentence, Event, load_sentences, score_events
from kg.evaluate.triples import load_bulletins, load_triples, score_triples

OURS = Path(__file__).resolve().parents[1] / "gold"


def attribution_at(cue: int, content: int, source: int | None = None) -> Attribution:
    return Attribution(
        ((source, source + 3),) if source is not None else (), ((cue, cue + 3),), ((content, content + 9),)
    )


def test_a_statement_is_found_where_cue_and_content_overlap() -> None:
    gold = [attribution_at(10, 20, 0), attribution_at(50, 60, 40)]
    found = score_statements(gold, [attribution_at(11, 25, 1), attribution_at(51, 80, 40), attribution_at(12, 22, 0)])
    assert found.found == Figures(1, 3, 2)
    assert found.sources == Figures(1, 1, 1)
    assert score_statements(gold, [attribution_at(10, 20, 90)]).sources == Figures(0, 1, 1)


def test_nested_statements_are_left_out() -> None:
    outermost = Attribution((), ((0, 4),), ((5, 40),))
    assert outer([outermost, attribution_at(10, 20), attribution_at(50, 60)]) == [outermost, attribution_at(50, 60)]


def test_an_event_is_compared_part_by_part() -> None:
    sentence = CodedSentence("s", "Norway urged Iceland", ((0, 6),), ((13, 20),), "REQUEST")
    right = Event(((0, 6),), ((13, 20),), "REQUEST", 0.9)
    wrong = Event(((0, 6),), ((0, 6),), "AID", 0.8)
    found = score_events([sentence, sentence, sentence], [[right, wrong], [wrong], []])
    assert (found.source, found.target, found.event_class) == (Figures(2, 2, 3), Figures(1, 2, 3), Figures(1, 2, 3))


def test_a_folder_is_refused_as_a_corpus(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Is a directory"):
        list(load_texts(tmp_path))


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


def test_a_triple_is_right_if_all_its_parts_are(tmp_path: Path) -> None:
    line = {
        "text": "Norway and Iceland urged restraint.",
        "statements": [{"sources": ["Norway", "Iceland"], "cue": "urged", "content": "restraint"}],
    }
    (tmp_path / "bulletins.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    (sentence,) = load_bulletins(tmp_path / "bulletins.jsonl")
    norway, iceland = sentence.triples
    assert score_triples(sentence.triples, [norway])["exact"] == Figures(1, 1, 2)
    other = replace(norway, parts=("restraint.",))
    assert score_triples(sentence.triples, [other, iceland])["exact"] == Figures(1, 2, 2)


def test_a_passage_names_its_part_and_takes_the_nearest_sources(tmp_path: Path) -> None:
    line = {
        "text": "Peru left. Peru said that Chile stayed.",
        "statements": [{"sources": ["Peru"], "cue": "said", "content": "that Chile stayed"}],
    }
    lines = [json.dumps(line), json.dumps({**line, "part": "held"})]
    (tmp_path / "passages.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    learned, held = load_passages(tmp_path / "passages.jsonl")
    assert (learned.ships, held.ships) == (True, False)
    assert held.attributions == (Attribution(((11, 15),), ((16, 20),), ((21, 38),)),)


def test_passages_of_real_texts_load_with_all_their_statements() -> None:
    lines = (OURS / "passages.jsonl").read_text(encoding="utf-8").splitlines()
    owed = [len(json.loads(line)["statements"]) for line in lines]
    found = list(load_passages(OURS / "passages.jsonl"))
    assert [len(text.attributions) for text in found] == owed
    assert sum(not text.ships for text in found) > 100


def test_our_bulletin_sentences_hold_what_they_say() -> None:
    sentences = list(load_bulletins(OURS / "bulletins.jsonl"))
    assert len(sentences) >= 100
    missing = [t for s in sentences for t in s.triples if t.predicate not in s.text or t.parts[0] not in s.text]
    assert missing == []


@pytest.mark.parametrize(
    "load", [load_bulletins, load_offices, load_sentences, load_sightings, load_texts, load_triples]
)
@pytest.mark.parametrize("line", [b"{}", b"[]", b"{", b'"\xff"'])
def test_an_invalid_line_of_a_corpus_is_named(
    load: Callable[[Path], Iterable[object]], line: bytes, tmp_path: Path
) -> None:
    (path := tmp_path / "lines.jsonl").write_bytes(b"\n" + line + b"\n")
    with pytest.raises(GoldFormatError, match="line 2"):
        list(load(path))
