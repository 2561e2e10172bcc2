"""Those who preside together over talks consult others, not each other."""

from __future__ import annotations

import pytest

from kg.extract import Reader
from kg.extract.candidates.candidate import CANDIDATES
from kg.model import Document, Genre
from tests.extract.examples import Propose

PAIR = {"Ana Ruiz", "Bo Ek"}


def pairs(proposed: Propose, sentence: str) -> list[set[object]]:
    """The actors of each pair that is proposed."""
    return [set(row[:2]) for row in proposed(sentence, "negotiates_with")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Co-Chairs Ana Ruiz and Bo Ek will consult informally on the text.",
        "Co-facilitators Ana Ruiz and Bo Ek will hold consultations on Friday.",
        "Facilitators Ana Ruiz and Bo Ek will convene consultations.",
        "Co-Chair Ana Ruiz opened the day. Co-Chair Bo Ek thanked her. Ana Ruiz and Bo Ek will consult informally.",
        "Co-Chairs Ana Ruiz and Bo Ek will consult with Norway.",
        "Co-Chairs Ana Ruiz and Bo Ek discussed the text.",
    ],
)
def test_those_who_preside_together_do_not_consult_each_other(proposed: Propose, sentence: str) -> None:
    assert PAIR not in pairs(proposed, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Co-Chairs Ana Ruiz and Bo Ek met on Friday.",
        "Co-Chairs Ana Ruiz and Bo Ek discussed the text with each other.",
        "Co-Chairs Ana Ruiz and Bo Ek discussed the text by phone.",
        "Co-leaders Ana Ruiz and Bo Ek agreed on a coalition deal.",
        "Rebels' co-leader Ana Ruiz and government co-negotiator Bo Ek agreed on a ceasefire.",
        "Ana Ruiz and Bo Ek consulted on the text.",
        "Ministers Ana Ruiz and Bo Ek consulted on the text.",
        "Presidents Ana Ruiz and Bo Ek held consultations on Friday.",
        "President Ana Ruiz and Co-Chair Bo Ek discussed the text.",
    ],
)
def test_others_talk_with_each_other(proposed: Propose, sentence: str) -> None:
    assert PAIR in pairs(proposed, sentence)


@pytest.mark.parametrize(("genre", "talking"), [(Genre.BULLETIN, False), (Genre.NEWS, True)])
def test_presidents_preside_in_a_bulletin(reader: Reader, genre: Genre, talking: bool) -> None:
    doc = reader.parse(Document("Presidents Ana Ruiz and Bo Ek held consultations.", "own", "memory:own", genre=genre))
    assert any(c.heading == "negotiates_with" for c in CANDIDATES(doc)) is talking


@pytest.mark.parametrize(
    "sentence",
    [
        "A contact group co-chaired by Ana Ruiz (Peru) and Bo Ek (Norway), which met twice, drafted the text.",
        "Ana Ruiz and Bo Ek co-chaired the discussions.",
        "Ana Ruiz and Bo Ek discussed the findings of their study.",
        "Ana Ruiz and Bo Ek would conduct informal consultations.",
        "Ana Ruiz (Peru) and Bo Ek (Norway) will consult informally.",
        "The report was on coordination between the Fish Fund and the Grain Board.",
        "Peru supported closer coordination with the Norwegian Fund.",
        "Two rounds of talks were co-chaired by Ana Ruiz and Bo Ek.",
        "Co-Facilitators Ruiz and De Wet convened informal discussions.",
        "The EU and PERU will convene consultations.",
        "The meeting is organized by the Norwegian Fund and the World Bank.",
        "The joint SBI/SBSTA meeting will begin at noon.",
        "The SBI and the SBSTA will meet at noon.",
        "The SBI and the SBSTA will hold their last sessions at noon.",
        "The Fish Fund and the Grain Board agreed to conclusions on reefs.",
        "A contact group will be convened by CHILE and PERU.",
        "CHILE and PERU cautioned against spending hours discussing the levy.",
        "PERU agreed with CHILE on the levy.",
        "The calls by PERU and CHILE to assess the levy were heard.",
        "PERU and CHILE's call to cut the levy was heard.",
    ],
)
def test_speakers_chairs_and_coordinated_bodies_do_not_talk_in_a_bulletin(reader: Reader, sentence: str) -> None:
    doc = reader.parse(Document(sentence, "own", "memory:own", genre=Genre.BULLETIN))
    assert not any(c.heading == "negotiates_with" for c in CANDIDATES(doc))


@pytest.mark.parametrize(
    "sentence",
    [
        "PERU and CHILE discussed the levy.",
        "Peru's envoy Ana Ruiz and Norway's envoy Bo Ek held talks.",
        "PERU and CHILE held informal consultations.",
        "PERU and the Fish Fund met on Monday.",
        "The Fish Fund and the Grain Board met each other.",
        "PERU and CHILE will consult informally.",
        "PERU agreed with CHILE to share the cost.",
        "They spoke of the call between PERU and CHILE.",
    ],
)
def test_parties_talk_with_each_other_in_a_bulletin(reader: Reader, sentence: str) -> None:
    doc = reader.parse(Document(sentence, "own", "memory:own", genre=Genre.BULLETIN))
    assert any(c.heading == "negotiates_with" for c in CANDIDATES(doc))
