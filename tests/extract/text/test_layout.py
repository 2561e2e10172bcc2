"""Headings, captions, datelines, hard wrapping and bullets, before anything is parsed."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.reader import Reader
from kg.extract.text.layout import TOKENS_OF_SENTENCE, blocks, flatten, layout
from kg.model import Document
from kg.ties.matters import Paragraphs

AWKWARD = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\n\n\n .:-–—•*“”’()ABCabc19ßİıﬁ\u2028\u00a0\t")))

WRAPPED = "Norway and Sweden met in Oslo for\nthree days to speak about the\nquota of fish that both of\nthem want."
SPLIT: list[tuple[str, list[tuple[str, bool]]]] = [
    ("", []),
    (" \n\t\n ", []),
    ("Norway spoke.", [("Norway spoke.", False)]),
    ("TALKS STALL\n\nNorway spoke.", [("TALKS STALL", True), ("Norway spoke.", False)]),
    ("Talks stall in Oslo\n\nNorway spoke.", [("Talks stall in Oslo", True), ("Norway spoke.", False)]),
    ("Norway spoke.\nSweden left.", [("Norway spoke.", False), ("Sweden left.", False)]),
    (
        "OSLO (Wire) — Norway said on Monday that the talks on the quota had failed.",
        [("OSLO (Wire) — ", True), ("Norway said on Monday that the talks on the quota had failed.", False)],
    ),
    (
        "GENEVA, March 3 - Norway said on Monday that the talks on the quota had failed.",
        [("GENEVA, March 3 - ", True), ("Norway said on Monday that the talks on the quota had failed.", False)],
    ),
    (
        "OSLO—Norway said on Monday that the talks on the quota had failed.",
        [("OSLO—", True), ("Norway said on Monday that the talks on the quota had failed.", False)],
    ),
    (
        "OPEC—Iraq above all—said on Monday that the talks on the quota had failed.",
        [("OPEC—Iraq above all—said on Monday that the talks on the quota had failed.", False)],
    ),
    (
        "OSLO, May 19. Norway said on Monday that the talks on the quota had failed.",
        [("OSLO, May 19. ", True), ("Norway said on Monday that the talks on the quota had failed.", False)],
    ),
    (
        "VILNIUS, Lithuania — Norway left the talks.",
        [("VILNIUS, Lithuania — ", True), ("Norway left the talks.", False)],
    ),
    ("OSLO, 3 May 2024 – Norway left the talks.", [("OSLO, 3 May 2024 – ", True), ("Norway left the talks.", False)]),
    ("La Paz, May 3 -- Norway left the talks.", [("La Paz, May 3 -- ", True), ("Norway left the talks.", False)]),
    (
        "date 2024-05-03 Envoys of Norway leave the palace in Oslo after two days of talks. ANA RUIZ/WIRE PICTURES",
        [
            ("date 2024-05-03 ", True),
            ("Envoys of Norway leave the palace in Oslo after two days of talks.", False),
            (" ANA RUIZ/WIRE PICTURES", True),
        ],
    ),
    (
        "Photo: The two envoys of Norway shake hands. (Ana Ruiz / Wire)",
        [("Photo: ", True), ("The two envoys of Norway shake hands. ", False), ("(Ana Ruiz / Wire)", True)],
    ),
    ("Ana Ruiz Image: The Senate", [("Ana Ruiz ", True), ("Image: The Senate", True)]),
    ("Ana RuizImage: The Senate.", [("Ana RuizImage: The Senate.", True)]),
    ("Ana RuizImage: Ana Ruiz for Mayor.", [("Ana RuizImage: Ana Ruiz for Mayor.", True)]),
    ("Ana RuizImage: She left.", [("Ana RuizImage: She left.", False)]),
    (
        "The envoys of Norway shake hands in Oslo. Image: Ana Ruiz / Wire",
        [("The envoys of Norway shake hands in Oslo.", False), (" Image: Ana Ruiz / Wire", True)],
    ),
    ("Credit: Chile demands that banks lend more.", [("Credit: Chile demands that banks lend more.", False)]),
    (
        "The ministers drew a bleak Picture: talks collapsed and Chile left.",
        [("The ministers drew a bleak Picture: talks collapsed and Chile left.", False)],
    ),
    ("The levy was opposed by two (Peru/Chile)", [("The levy was opposed by two (Peru/Chile)", False)]),
    (
        "By ANA RUIZ OSLO (Wire) — Norway said on Monday that the talks on the quota had failed.",
        [
            ("By ANA RUIZ ", True),
            ("OSLO (Wire) — ", True),
            ("Norway said on Monday that the talks on the quota had failed.", False),
        ],
    ),
    ("AUSTRALIA/CANADA opposed the levy.", [("AUSTRALIA/CANADA opposed the levy.", False)]),
    ("Norway, Peru - and Chile - left the talks.", [("Norway, Peru - and Chile - left the talks.", False)]),
    ("COP 26 - day 2", [("COP 26 - day 2", True)]),
    ("- a truce\n- a vote", [("- a truce", False), ("- a vote", False)]),
    ("• a truce;\n• a vote.", [("• a truce;", False), ("• a vote.", False)]),
    ("(a) a truce\n(b) a vote", [("(a) a truce", False), ("(b) a vote", False)]),
    (
        WRAPPED,
        [
            (WRAPPED, False),
        ],
    ),
    (
        "Norway and Sweden met in Oslo for\nthree days to speak about the\nquota:\n- cod is scarce and\n- so is tuna",
        [
            ("Norway and Sweden met in Oslo for\nthree days to speak about the\nquota:", False),
            ("- cod is scarce and", False),
            ("- so is tuna", False),
        ],
    ),
]
FLAT = [
    ("CANADA and the EU spoke.", "Canada and the EU spoke."),
    ("CANADA SPEAKS", "CANADA SPEAKS"),
    ("“We reject it,” she said.", '"We reject it," she said.'),
    ("ICELAND’s team left.", "Iceland's team left."),
    ("CANADA'S team left.", "Canada's team left."),
    ("Norway’s envoy", "Norway's envoy"),
    ("«Non», she said.", '"Non", she said.'),
    ("one\u00a0million", "one million"),
    ("one\u2009million\u202fin Peru", "one million in Peru"),
    (
        "Peru´s and states´, Chile`s, Malta′s and Norway\u02bcs envoys",
        "Peru's and states', Chile's, Malta's and Norway's envoys",
    ),
    ("the states\u02bc US\u2011led, Peru\u2010backed talks, 5′ long", "the states' US-led, Peru-backed talks, 5′ long"),
    ("The XYZQ envoy left.", "The XYZQ envoy left."),
    ("SAUDI ARABIA left.", "Saudi Arabia left."),
    ("The Union (UNITA) and (CANADA) spoke.", "The Union (UNITA) and (Canada) spoke."),
    ("The Oslo–Lima Bank left.", "The Oslo-Lima Bank left."),
    ("It will host Peru–U.S. talks.", "It will host Peru-U.S. talks."),
    ("Bo Ek–U.S. envoy–left.", "Bo Ek–U.S. envoy–left."),
    ("Bo Ek–Peru's envoy to the U.S. talks–left.", "Bo Ek–Peru's envoy to the U.S. talks–left."),
    ("It angered Peru–U.S. officials had warned of it.", "It angered Peru–U.S. officials had warned of it."),
    ("It met the Chair–A. Berg of Peru.", "It met the Chair–A. Berg of Peru."),
    ("Norway left the pact–Peru did not.", "Norway left the pact–Peru did not."),
    ("Bo Ek–Peru's envoy–left.", "Bo Ek–Peru's envoy–left."),
    ("MR. RUIZ: Hello.\nMS. O'HARA ROE: Hello.", "Mr. Ruiz: Hello.\nMs. O'Hara Roe: Hello."),
    ("Q: Who?\nTARO ISHII: We.", "Q: Who?\nTaro Ishii: We."),
    ("GRACE PERIOD: Peru left.\nBILATERALS: Peru met Chile.", "GRACE PERIOD: Peru left.\nBILATERALS: Peru met Chile."),
    ("Q: Who?\nTARO Aİ: We.", "Q: Who?\nTARO Aİ: We."),  # in title case it may be longer
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), SPLIT)
def test_a_text_is_split_into_blocks_and_headings(text: str, expected: list[tuple[str, bool]]) -> None:
    assert [(text[b.start : b.end], b.heading) for b in blocks(text)] == expected


@pytest.mark.parametrize(("text", "flat"), FLAT)
def test_the_text_as_the_parser_sees_it(text: str, flat: str) -> None:
    assert flatten(text) == flat


@given(AWKWARD)
def test_flattening_moves_no_code_point(text: str) -> None:
    flat = flatten(text)
    assert len(flat) == len(text)
    assert [c == "\n" for c in flat] == [c == "\n" for c in text]


@given(AWKWARD)
def test_blocks_are_in_order_and_do_not_overlap(text: str) -> None:
    found = blocks(text)
    assert all(0 <= b.start < b.end <= len(text) for b in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@given(AWKWARD)
def test_every_word_is_in_a_block(text: str) -> None:
    inside = {i for b in blocks(text) for i in range(b.start, b.end)}
    assert {i for i, c in enumerate(text) if c.isalnum()} <= inside


@pytest.mark.parametrize("piece", ["he said ", "China said that ", "“He said, ", "(China, "])
def test_unpunctuated_words_are_cut_into_sentences(reader: Reader, piece: str) -> None:
    doc = reader.parse(Document(piece * 500, "nested", "memory:nested"))
    assert max(len(sentence) for sentence in doc.sents) <= TOKENS_OF_SENTENCE


@pytest.mark.parametrize("piece", ["“Why?” he said that ", "?) "])
def test_endings_inside_a_sentence_do_not_make_it_too_long(reader: Reader, piece: str) -> None:
    doc = reader.parse(Document(f"He said that {piece * 600}", "asked", "memory:asked"))
    assert max(len(sentence) for sentence in doc.sents) <= 3 * TOKENS_OF_SENTENCE


def test_a_long_sentence_that_ends_is_one(reader: Reader) -> None:
    words = "Norway and " * 150 + "Sweden left. " + "Chile and " * 150 + "Peru stayed."
    starts = [token.i for token in layout(reader.nlp.make_doc(words)) if token.is_sent_start]
    assert starts == [0]


@pytest.mark.parametrize(
    "sentence",
    [
        '"It was hit by mistake," a spokesman for the fleet, Navy Capt. Bo Ek said.',
        "Norway has told the herring traders of the Lofoten that the outlet Polarfisk is unwanted.",
        "Bo Ek told Yahoo! News in March that the herring levy was wrong.",
    ],
)
def test_no_sentence_ends_after_a_short_title_or_inside_a_name(reader: Reader, sentence: str) -> None:
    doc = reader.parse(Document(sentence, "own", "memory:own"))
    assert [s.text for s in doc.sents] == [sentence]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Peru left Annex I. CHAD opposed the levy.", ["Peru left Annex I.", "CHAD opposed the levy."]),
        ("Peru backed Options A and B. The EU left.", ["Peru backed Options A and B.", "The EU left."]),
        ("It began in World War I. Norway stayed out.", ["It began in World War I.", "Norway stayed out."]),
        ("He met George W. Bush and J. Marek in Lima.", ["He met George W. Bush and J. Marek in Lima."]),
        ("Section A. Herring is the first part.", ["Section A. Herring is the first part."]),
        ("A part J. Marek wrote was lost.", ["A part J. Marek wrote was lost."]),
        ("He read Chapters A and C. S. Marek left.", ["He read Chapters A and C. S. Marek left."]),
        ("Ana Part A. Marek left.", ["Ana Part A. Marek left."]),
        ("The firm Tables A. Marek left.", ["The firm Tables A. Marek left."]),
        ("Captain Section J. Marek left.", ["Captain Section J. Marek left."]),
    ],
)
def test_a_sentence_ends_after_the_letter_of_an_annex(reader: Reader, text: str, sentences: list[str]) -> None:
    doc = reader.parse(Document(text, "own", "memory:own"))
    assert [str(doc._.document.text[s.start_char : s.end_char]) for s in doc.sents] == sentences


def test_the_full_stop_after_the_letter_of_an_annex_is_no_part_of_it(reader: Reader) -> None:
    doc = reader.parse(Document("Peru left Annex I. Chad stayed.\n\nMali joined Annex B.", "own", "memory:own"))
    assert [t.text for t in doc if t.text in {"I", "B", "I.", "B."}] == ["I", "B"]


@pytest.mark.parametrize("heading", ["Quota feud", "Envoys gather", "Herring talks falter again"])
@pytest.mark.parametrize("sentence", ["Malta and Cyprus rejected it.", "Malta, Cyprus and Italy rejected it."])
def test_a_list_right_after_a_heading_keeps_its_first_name(reader: Reader, heading: str, sentence: str) -> None:
    doc = reader.parse(Document(f"{heading}\n\n{sentence}", "own", "memory:own"))
    assert sentence in {s.text for s in doc.sents}


@pytest.mark.parametrize("blank", ["", " ", "\t", "\u00a0 "])
def test_blank_lines_with_spaces_separate_paragraphs(blank: str) -> None:
    paragraphs = ("Peru's envoy", "Peru opposed the quota.\nChile backed it.", "The hosts", "Nothing was signed.")
    text = f"\n{blank}\n".join(paragraphs)
    laid = blocks(text)
    assert [text[block.start : block.end] for block in laid] == "\n".join(paragraphs).split("\n")
    numbered = Paragraphs(text)
    assert [numbered.of(block.start) for block in laid] == [0, 1, 2, 3, 4]
