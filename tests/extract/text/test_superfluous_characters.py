"""Blanks and signs that are no part of a text's words change nothing of what is read, and no offset."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extract.explanation import explain
from kg.extract.reader import Reader
from kg.extract.text.superfluous_characters import reduced
from kg.model import Document, Facts, Passage
from tests.extract.passages import check

TEXT = """LIMA (Wire) - Prime Minister Ana Ruiz of Peru urged the United States to lift the levy on copper next week.

Foreign Minister Bo Ek met Chile's envoy in New Zealand on Monday. North Korea rejected the demand of the European \
Union. Norway would accept a quota if Iceland left, its spokesman Taro Ishii said.

"We reject the offer of Sri Lanka," Ruiz told the United Nations."""
BLANKS = ["  ", "   ", "\u00a0 ", " \t", "\u2009 ", " \u200b", "\u00ad ", " \r"]
LESS = [
    ("Peru  left. \n Chile\tstayed.\t\n", "Peru left.\nChile\tstayed.\n"),
    ("nego\u00adtiate with Nor\u200bway", "negotiate with Norway"),
    ("to nego\u00ad\n    tiate", "to negotiate"),
    ("  \n  Peru left.\r\n", "\nPeru left.\n"),
    ("\ufeffPeru left.", "Peru left."),
    (" 1. (U)  Peru left.\n\n12.  (S/NF) It met\n(C) Chile.", "1. Peru left.\n\n12. It met\nChile."),
    ("> Peru left.\n>\n> > It met\n>> Chile > 3.", "Peru left.\n\nIt met\nChile > 3."),
    (
        "Peru left.[1] Chile,[2][note 3] Cuba[a] and “Mali”[12] did not,[citation needed] nor Fiji[b].",
        "Peru left. Chile, Cuba and “Mali” did not, nor Fiji.",
    ),
    ("Peru left.[1] [2] Chile stayed.[d]  It[who?] spoke.", "Peru left. Chile stayed. It spoke."),
    (
        "> Peru left.\n> 12 states stayed.\n> Chile left.\n\nIt had\n> 50 votes.",
        "Peru left.\n12 states stayed.\nChile left.\n\nIt had\n> 50 votes.",
    ),
    ("(C) Peru left.\n(C) 2019 Bo Ek\n(S) Chile stayed.", "Peru left.\n(C) 2019 Bo Ek\nChile stayed."),
    ("Peru  left.\n\nBo Ek      Peru\nAna Ruiz   Mali", "Peru left.\n\nBo Ek      Peru\nAna Ruiz   Mali"),
    ("Bo    Ek    left    Peru   and    Mali     today.", "Bo Ek left Peru and Mali today."),
    ("Anti - Malian and non - aligned envoys left .", "Anti-Malian and non-aligned envoys left ."),
]
BRACKETS = [
    "[1] Peru left.\n[2] See [1995] 2 AC 12, at [3].",
    "The side[s] agree[d]; “[a]ll” of “[a] committee” left [sic] at [...] noon.",
    "law[1]yer (see [1]) [a] Peru",
    "It left in 1995. (U) Peru met (C) Chile.\n(S)\n(S.) Cuba",
    "Afric[a] said[no changes needed] so; x[i] = y[c]",
]
SIGNS = [
    "It left its post - Peru stayed - for the pros and cons. Mali - Chile talks failed.",
    "It had the votes of\n> 50% of its members.",
    "(C) 2019 Bo Ek",
    "(U) Nu left.",
    "(A) Peru left.\n(B) Chile stayed.\n(C) Mali met Cuba.\n(S) It left.",
    "1. (A) Peru left.\n2. (B) Chile stayed.\n3. (C) Mali met Cuba.",
]
TABLES = [
    "Bo Ek         Peru\nAna Ruiz      Mali\nTaro Ishii    Chad",
    "Taro Ishii  Peru\nBo Ek       Mali",
    "Peru       opposes the ban      Chile       supports it.",
    "Peru\t\tMali",
]
UNCHANGED = [
    "",
    "Peru left.\n\nChile stayed.",
    "one\u00a0million",
    "a\tb",
    "Peru.\u2028Chile",
    *BRACKETS,
    *SIGNS,
    *TABLES,
]


def bare(value: Any) -> Any:
    """Facts without offsets, and their words with single spaces."""
    if isinstance(value, Passage):
        words = " ".join(re.sub("[\u00ad\u200b]", "", value.text).split())
        value = replace(value, start=0, end=0, text=words)
    return value


def told(facts: Facts) -> list[Any]:
    """What facts say, wherever it stands."""
    found: list[Any] = [replace(a, mentions=tuple(map(bare, a.mentions))) for a in facts.actors]
    for _, fact in facts.each():
        found.append(replace(fact, **{f.name: bare(getattr(fact, f.name)) for f in fields(fact) if f.init}))
    return found


def of(text: str) -> Document:
    return Document(text, "own", "memory:own")


def every_word(text: str, change: Callable[[int], str]) -> str:
    """The text with each blank changed by its number."""
    numbers: Iterator[int] = iter(range(len(text)))
    return re.sub(" ", lambda _: change(next(numbers)), text)


def justified(text: str) -> str:
    lines = textwrap.fill(text, 50, break_on_hyphens=False).split("\n")
    return "\n".join("     " + every_word(line, lambda n: "  " if n % 3 else " ") + " " for line in lines)


VARIANTS = {
    "after stops": lambda text: text.replace(". ", ".  "),
    "between all words": lambda text: every_word(text, lambda n: " " * (1 + n % 3)),
    "indented": lambda text: textwrap.indent(text, "    "),
    "at line ends": lambda text: text.replace("\n", " \t\n") + "  ",
    "line ends of other systems": lambda text: text.replace("\n", "  \r\n"),
    "justified": lambda text: "\n\n".join(map(justified, text.split("\n\n"))),
    "quoted in mail": lambda text: textwrap.indent(text, "> ", lambda line: True),
    "unseen": lambda text: text.replace("on", "o\u00adn").replace(" ", " \u200b"),
}


@pytest.fixture(scope="module")
def plain(reader: Reader) -> list[Any]:
    return told(reader.read(of(TEXT)).facts)


@pytest.mark.parametrize("variant", VARIANTS.values(), ids=VARIANTS)
def test_superfluous_blanks_change_nothing_that_is_read(
    reader: Reader, plain: list[Any], variant: Callable[[str], str]
) -> None:
    text = variant(TEXT)
    assert text != TEXT
    facts = reader.read(of(text)).facts
    check(facts, text)
    assert told(facts) == plain


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([" "] * 4 + BLANKS), min_size=40, max_size=40), st.sampled_from(["", " ", "\t  "]))
def test_any_blanks_between_words_change_nothing_that_is_read(
    reader: Reader, plain: list[Any], blanks: list[str], around: str
) -> None:
    text = every_word(TEXT, lambda n: blanks[n % len(blanks)]).replace("\n", f"{around}\n{around}")
    facts = reader.read(of(text)).facts
    check(facts, text)
    assert told(facts) == plain


@pytest.mark.parametrize(("text", "less"), LESS)
def test_what_the_parser_does_not_see(text: str, less: str) -> None:
    found = reduced(text)
    assert found is not None
    assert found.text == less


@pytest.mark.parametrize("text", UNCHANGED)
def test_a_text_without_superfluous_characters_stays_as_it_is(text: str) -> None:
    assert reduced(text) is None


@pytest.mark.parametrize("end", ["x", "[x", "."])
def test_many_marks_of_notes_are_read_once(end: str) -> None:
    found = reduced("It left" + "[1]" * 100_000 + end)
    assert found is None or found.text == "It left."


@given(st.text(alphabet=st.sampled_from("ab.\n \t\u00a0\u00ad\u200b>[1]()U")))
def test_every_character_left_is_the_one_at_its_place(text: str) -> None:
    found = reduced(text)
    if found is not None:
        places = [found.span(n, n + 1) for n in range(len(found.text))]
        assert "".join(text[start:end] for start, end in places) == found.text
        assert all(end == start + 1 for start, end in places)
        assert places == sorted(set(places))
        assert found.text.count("\n") <= text.count("\n")


def test_an_evidence_has_the_blanks_of_the_document(reader: Reader) -> None:
    text = "  Ana  Ruiz opposed\u2009 the  levy. \n"
    (position,) = reader.read(of(text)).facts.positions
    assert position.evidence.text == "Ana  Ruiz opposed\u2009 the  levy."
    assert position.evidence.span == (2, 31)
    assert position.matter.text == "the  levy"


def test_columns_of_a_table_are_not_one_name(reader: Reader) -> None:
    text = "Present were:\n\nForeign Minister Ana Ruiz       Peru\nForeign Minister Bo Ek          Chile"
    facts = reader.read(of(text)).facts
    check(facts, text)
    assert {actor.name for actor in facts.actors} >= {"Ana Ruiz", "Peru"}


def test_sentences_are_those_of_the_document(reader: Reader) -> None:
    text = "  Ana  Ruiz left. \n\n  Peru  stayed."
    assert [text[start:end].strip() for start, end in reader.read(of(text)).sentences] == [
        "Ana  Ruiz left.",
        "Peru  stayed.",
    ]
    passages = [one.sentence for one in explain(reader, of(text))]
    assert [passage.text for passage in passages] == ["Ana  Ruiz left.", "Peru  stayed."]
    assert all(text[passage.start : passage.end] == passage.text for passage in passages)


def test_an_indented_dateline_is_no_actor(reader: Reader) -> None:
    facts = reader.read(of("  GENEVA (AP) - Iran and France will hold talks next week, the minister said.")).facts
    assert "Geneva" not in {actor.name.title() for actor in facts.actors}


def test_the_reference_to_a_note_joins_no_sentences(reader: Reader) -> None:
    noted = re.sub(r"(?<=[.,]) ", "[1] ", TEXT)
    facts = reader.read(of(noted)).facts
    check(facts, noted)
    assert {a.name for a in facts.actors} == {a.name for a in reader.read(of(TEXT)).facts.actors}
    assert len(facts.positions) == len(reader.read(of(TEXT)).facts.positions)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("(U) Peru rejected the demand.\n\n(C) Chile rejected the levy.", {"Peru", "Chile"}),
        ("1. (C/NF) Summary: Bo Ek rejected the offer of Chile.", {"Bo Ek", "Chile"}),
    ],
)
def test_the_secrecy_of_a_paragraph_is_no_actor(reader: Reader, text: str, names: set[str]) -> None:
    facts = reader.read(of(text)).facts
    check(facts, text)
    assert {actor.name for actor in facts.actors} == names
