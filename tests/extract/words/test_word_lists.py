"""The lists of titles, nominal actors and labels: one row a word, kinds that the reading knows."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import extract
from kg.extract.actions.measures.senses import senses
from kg.extract.frames.slots import FINDERS
from kg.extract.words.lexicon import DATA, nominals, predicates, rows, spellings, word_set
from kg.model import ActorType


def listed_sets() -> Iterator[tuple[str, str, list[str]]]:
    """The file, the name and the words of each set, as they are written."""
    files = sorted((DATA / "words").glob("*.toml"))
    assert len(files) > 10
    for path in files:
        for name, listed in tomllib.loads(path.read_text(encoding="utf-8")).items():
            yield path.name, name, listed


@pytest.mark.parametrize(
    ("name", "column", "least"),
    [("actors/titles", "title", 250), ("actors/nominals", "noun", 200), ("actors/labels", "form", 100)],
)
def test_each_word_stands_once_and_clean(name: str, column: str, least: int) -> None:
    words = [row[column] for row in rows(name)]
    assert len(words) >= least
    assert [word for word, times in Counter(map(str.casefold, words)).items() if times > 1] == []
    assert [word for word in words if word != " ".join(word.split()) or not word] == []


def test_the_heads_of_predicates_are_lower_case() -> None:
    assert [head for head, _ in predicates() if head != head.lower()] == []


def test_each_set_stands_in_one_file() -> None:
    keys = Counter(name for _, name, _ in listed_sets())
    assert [key for key, times in keys.items() if times > 1] == [], "the last file in the alphabet would win"


def test_each_word_stands_once_in_its_set() -> None:
    twice = {
        f"{file}, {name}": [word for word, times in Counter(listed).items() if times > 1]
        for file, name, listed in listed_sets()
        if len(listed) > len(set(listed))
    }
    assert twice == {}, "delete one of each"


def test_a_set_may_hold_the_words_of_another() -> None:
    assert word_set("possessives-and-whose") == word_set("third-person-possessives") | {"my", "our", "whose"}


def test_a_constant_for_a_set_is_named_after_its_key() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in Path(extract.__file__).parent.rglob("*.py"))
    constants = re.findall(r'^(\w+) = (?:lexicon\.)?word_set\("([\w-]+)"\)$', code, re.MULTILINE)
    assert len(constants) > 300
    assert [(name, key) for name, key in constants if name != key.upper().replace("-", "_")] == []


def test_titles_have_known_kinds() -> None:
    assert {row["kind"] for row in rows("actors/titles")} == {
        "head-of-state",
        "minister",
        "diplomat",
        "military",
        "party",
        "parliament",
        "official",
        "spokesperson",
        "business",
        "religious",
        "academic",
        "honorific",
        "judicial",
        "royal",
    }


@pytest.mark.parametrize(
    ("title", "leads"),
    [
        ("head", "yes"),
        ("co-chair", "yes"),
        ("leader", "yes"),
        ("commander", "yes"),
        ("president", ""),
        ("minister", ""),
        ("director", ""),
        ("secretary-general", ""),
        ("vice chairman", ""),
    ],
)
def test_only_heading_chairing_or_commanding_is_leading(title: str, leads: str) -> None:
    assert {row["title"]: row["leads"] for row in rows("actors/titles")}[title] == leads


def test_nominals_make_every_type_but_a_state() -> None:
    assert {ActorType(row["type"]) for row in rows("actors/nominals")} == set(ActorType) - {ActorType.STATE}


def test_the_head_of_a_long_noun_comes_first() -> None:
    long = [noun.replace("-", " ").split() for noun in nominals()]
    assert {words[1] for words in long if len(words) > 2} <= {"and", "at", "for", "in", "of"}


def test_labels_are_nouns_or_adjectives_and_each_label_is_one_of_its_forms() -> None:
    found = rows("actors/labels")
    assert {row["pos"] for row in found} == {"noun", "adjective"}
    forms = {row["form"] for row in found}
    assert {row["label"] for row in found if row["pos"] == "noun"} <= forms


def test_a_row_of_predicates_expands_to_each_of_its_phrases() -> None:
    assert [*spellings("turn/cast away")] == [("turn", "away"), ("cast", "away")]
    assert {words for words in spellings("greet with {feelings-of-anger}") if "fury" in words} == {
        ("greet", "with", "fury")
    }


def test_no_phrase_has_one_frame_twice() -> None:
    frames = [(p.pos, p.words, p.denied, p.matter, p.addressee) for found in predicates().values() for p in found]
    assert [frame for frame, times in Counter(frames).items() if times > 1] == []


def test_predicates_name_existing_slots() -> None:
    slots = {s for found in predicates().values() for p in found for s in (*p.matter, *p.addressee)}
    assert {slot for slot in slots if slot not in FINDERS and not slot.startswith(":")} == set()


def test_no_sense_of_a_measure_stands_twice() -> None:
    senses = [(*row.values(),) for row in rows("measures/measures")]
    assert [sense for sense, times in Counter(senses).items() if times > 1] == []


def test_every_sense_of_a_measure_is_reachable() -> None:
    beaten = []
    for word, told in senses().items():
        for i, sense in enumerate(told):
            for before in told[:i]:
                beside = not before.beside or (sense.beside and sense.beside <= before.beside)
                done_to = not before.done_to or (sense.done_to and sense.done_to <= before.done_to)
                if beside and done_to and "@work" not in sense.done_to | before.done_to:
                    beaten.append((word, sense))
    assert beaten == []


def test_no_sense_of_a_measure_is_redundant() -> None:
    needless = []
    for word, told in senses().items():
        for i, sense in enumerate(told):
            always = next((n for n, s in enumerate(told) if n > i and not s.beside and not s.done_to), i)
            rest = {(s.family, s.target) for s in told[i : always + 1]}
            if always > i and len(rest) == 1 and "@work" not in sense.done_to:
                needless.append((word, sense))
    assert needless == []
