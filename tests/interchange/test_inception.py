"""Documents as UIMA CAS: out and in again, with every offset, also where a sign is two units of UTF-16."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import AnnotationPlaceError, CasFileError, CassisMissingError, InputError
from kg.interchange.annotated_documents import AnnotatedDocument, AnnotatedFact
from kg.interchange.inception.layers import type_system
from kg.interchange.inception.reading import facts_of_cas, read_cas, read_cas_folder
from kg.interchange.inception.writing import cas_of
from kg.model import Document, Genre
from tests.cli.conftest import TEXTS, Kg, folder, kg, shared_graph

__all__ = ["folder", "kg", "shared_graph"]

TYPES = type_system()
SIGNS = st.text(st.sampled_from('Peru \n\r\t𝕋😀é"<&中'), min_size=1, max_size=40)


def words(text: str, start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end, "text": text[start:end]}


@st.composite
def documents(draw: st.DrawFn) -> AnnotatedDocument:
    """A text with positions and talks anywhere in it."""
    text = draw(SIGNS)
    places = st.tuples(*2 * [st.integers(0, len(text) - 1)]).map(lambda ends: (min(ends), max(ends) + 1))

    def actor() -> dict[str, Any]:
        spans = draw(st.lists(places.map(list), max_size=3, unique_by=tuple))
        document_with_fields = draw(st.sampled_from([{}, {"gazetteer": "state/PE", "country": "PE"}]))
        return {"name": draw(SIGNS), "type": "state", **document_with_fields} | (
            {"mentions": sorted(spans)} if spans else {}
        )

    facts = []
    for _ in range(draw(st.integers(0, 3))):
        said = {"holder": actor(), "stance": "demand", "matter": words(text, *draw(places))}
        said |= draw(st.sampled_from([{}, {"date": "2018-08-24", "issues": ["Tariffs", "own/grain-tolls"]}]))
        sources = [actor() for _ in range(draw(st.integers(0, 2)))]
        facts.append(AnnotatedFact("position", *draw(places), said | ({"sources": sources} if sources else {})))
    talks = {"parties": [actor(), actor()], "modality": "planned"}
    facts.append(AnnotatedFact("negotiation", *draw(places), talks))
    facts.append(AnnotatedFact("action", *draw(places), {"actor": actor(), "kind": "tariff", "amount": 0.1}))
    return AnnotatedDocument(
        draw(st.sampled_from([Document(text, "a", "memory:a"), document_with_fields(text)])), tuple(facts)
    )


def document_with_fields(text: str) -> Document:
    return Document(text, "a", "memory:a", "A “levy”", dt.date(2018, 8, 24), "Wire", Genre.NEWS)


def sorted_facts(facts: tuple[AnnotatedFact, ...]) -> list[str]:
    return sorted(f"{fact.heading} {fact.start} {fact.end} {sorted(fact.said.items())}" for fact in facts)


@given(documents())
def test_any_export_is_imported_again_unchanged(document: AnnotatedDocument) -> None:
    from cassis import load_cas_from_json, load_cas_from_xmi

    cas = cas_of(document, TYPES)
    for again in (load_cas_from_xmi(cas.to_xmi(), typesystem=TYPES), load_cas_from_json(cas.to_json())):
        text = again.sofa_string
        assert text == document.document.text
        assert sorted_facts(facts_of_cas(again, text, Path("a"))) == sorted_facts(document.facts)


def test_a_graph_survives_a_round_trip_through_inception(kg: Kg, folder: Path) -> None:
    (folder / "cas").mkdir()
    (folder / "cas" / "quito.json").write_text('{"%TYPES": {}}', encoding="utf-8")
    (folder / "cas" / "nairobi.json").write_text('{"text": "mine"}', encoding="utf-8")
    assert kg("export", "inception", "--out", "cas").stderr == "wrote 3 documents to cas\n"
    assert not (folder / "cas" / "quito.json").exists()
    (folder / "cas" / "nairobi.json").unlink()
    assert (folder / "cas" / "TypeSystem.xml").read_text("utf-8").startswith("<?xml")
    assert {each.document.text for each in read_cas_folder(folder / "cas")} == set(TEXTS.values())
    assert kg("judgements", "import", "nothing.xmi", "--graph", "new.kg").exit_code != 0
    assert not (folder / "new.kg").exists()
    words = ("judgements", "import", "cas", "--graph", "new.kg", "--by", "ana")
    assert kg(*words).stderr == "imported 4 new judgements\ncreated new.kg\n"
    assert kg(*words).stderr == "imported 0 new judgements\n"
    again = ("judgements", "import", "cas/quito.xmi", "--graph", "new.kg", "--by", "ben")
    assert "not signed: 1 fact that the annotations leave unchanged" in kg(*again).stderr
    assert kg(*again, "--all-confirmed").stderr == "imported 1 new judgement\n"


def drawn(**features: str) -> str:
    """A document that somebody annotated by hand: a position with its holder."""
    said = " ".join(f'{name}="{value}"' for name, value in features.items())
    return (
        '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" '
        'xmlns:custom="http:///webanno/custom.ecore" xmi:version="2.0"><cas:NULL xmi:id="0"/>'
        f'<custom:Actor xmi:id="2" sofa="1" begin="3" end="7" {said}/>'
        '<custom:Position xmi:id="3" sofa="1" begin="3" end="25" stance="oppose" parts="4" details="sure?"/>'
        '<custom:PositionPartsLink xmi:id="4" role="Holder" target="2"/>'
        '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="😀 Peru opposes the levy."/>'
        '<cas:View sofa="1" members="2 3"/></xmi:XMI>'
    )


def test_a_manual_annotation_is_a_fact_or_an_error_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "own.xmi"
    path.write_text(drawn(actorType="State"), encoding="utf-8")
    with pytest.raises(InputError, match=r"TypeSystem\.xml"):
        read_cas(path)
    TYPES.to_xml(tmp_path / "TypeSystem.xml")
    (fact,) = read_cas(path).facts
    assert (fact.start, fact.end) == (2, 24)
    assert fact.said == {"holder": {"name": "Peru", "type": "state", "mentions": [[2, 6]]}, "stance": "oppose"}
    path.write_text(drawn(actorType="state").replace("sure?", "[" * 10_000), encoding="utf-8")
    assert read_cas(path).facts == (fact,)
    for text, error, said in (
        (drawn(), AnnotationPlaceError, "position at 2 to 24 of .*holder is no actor of a type"),
        (drawn(actorType="state").replace("Holder", "Matters"), AnnotationPlaceError, "the role 'Matters' is no field"),
        (drawn(actorType="state").replace('begin="3" end="7"', 'begin="1" end="7"'), CasFileError, "offset"),
        (drawn(actorType="state").replace("sure?", "{&quot;issues&quot;: 3}"), AnnotationPlaceError, "'issues', which"),
        ('<!DOCTYPE x [<!ENTITY a "b">]>' + drawn(actorType="state"), CasFileError, "it declares entities"),
        (drawn(actorType="state").replace("</xmi:XMI>", ""), CasFileError, r"own\.xmi cannot be read as UIMA CAS"),
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(error, match=said):
            read_cas(path)


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cassis", None)
    with pytest.raises(CassisMissingError) as caught:
        type_system()
    assert "the extra `inception`" in str(caught.value)


@pytest.mark.parametrize("sign", ["", "\x0c"])
def test_metadata_of_a_document_is_exported_with_its_text(tmp_path: Path, sign: str) -> None:
    ours = replace(document_with_fields(f"Peru opposes the levy.{sign}"), uri=(tmp_path / "a.xmi").as_uri())
    cas = cas_of(AnnotatedDocument(ours, ()), TYPES)
    TYPES.to_xml(tmp_path / "TypeSystem.xml")
    path = tmp_path / ("a.json" if sign else "a.xmi")
    cas.to_json(path) if sign else cas.to_xmi(path)
    assert replace(read_cas(path).document, uri=ours.uri) == ours
    path.write_text(path.read_text("utf-8").replace("2018-08-24", "yesterday"), encoding="utf-8")
    with pytest.raises(CasFileError, match=r"the document's date is 'yesterday', not a day such as"):
        read_cas(path)


@pytest.mark.parametrize("setting", ["title", "source"])
def test_metadata_may_contain_characters_forbidden_in_xml(kg: Kg, folder: Path, setting: str) -> None:
    assert kg("document", "set", "quito", f"--{setting}", "A\x0bB").exit_code == 0
    assert kg("export", "inception", "--out", "cas").stderr == "wrote 3 documents to cas\n"
    told = {each.document.name: getattr(each.document, setting) for each in read_cas_folder(folder / "cas")}
    assert told["quito"] == "A\x0bB"
    assert (folder / "cas" / "quito.json").exists()


@pytest.mark.parametrize("start", [0, 5])
def test_a_stray_document_annotation_does_not_erase_metadata(tmp_path: Path, start: int) -> None:
    ours = replace(document_with_fields("Peru opposes the levy."), uri=(tmp_path / "a.xmi").as_uri(), source=None)
    cas = cas_of(AnnotatedDocument(ours, ()), TYPES)
    cas.add(TYPES.get_type("webanno.custom.Document")(begin=start, end=9, source="Wire"))
    TYPES.to_xml(tmp_path / "TypeSystem.xml")
    cas.to_xmi(tmp_path / "a.xmi")
    assert read_cas(tmp_path / "a.xmi").document == replace(ours, source="Wire")
