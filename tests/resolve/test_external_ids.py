"""The ids of an actor in other catalogues, with their sources."""

from __future__ import annotations

import pytest

from kg.model import ActorType, ResolvedActor
from kg.resolve import external_ids
from kg.resolve.gazetteer_entries import gazetteer


def resolved(id_: str, wikidata: str | None) -> ResolvedActor:
    return ResolvedActor(id_, id_, ActorType(id_.partition("/")[0]), wikidata=wikidata)


@pytest.mark.parametrize(
    ("actor", "wikidata", "expected"),
    [
        ("state/CN", "Q148", ("Wikidata", "Q148", "npm @rapideditor/country-coder 5.6.1")),
        ("organization/european-commission", "Q8880", ("Wikidata", "Q8880", "confirmordeny/supraverden, compared")),
        ("organization/river-forum", "Q42", ("Wikidata", "Q42", "a list of this graph")),
        ("state/CN", "Q42", ("Wikidata", "Q42", "a list of this graph")),
        ("person/nobody", "Q42", ("Wikidata", "Q42", "a list of this graph")),
        (
            "person/meloni",
            "Q451791",
            ("Wikidata", "Q451791", "Wikidata, as every-politician-scrapers keeps it (leaders)"),
        ),
    ],
)
def test_a_wikidata_item_comes_with_its_source(actor: str, wikidata: str, expected: tuple[str, str, str]) -> None:
    item = external_ids(resolved(actor, wikidata))[-1]
    assert (item.scheme, item.value, item.source) == expected
    assert item.iri == f"http://www.wikidata.org/entity/{wikidata}"


def test_every_known_item_has_a_source_and_every_code_comes_in_both_lengths() -> None:
    for row in gazetteer().values():
        found = external_ids(resolved(row.id, row.wikidata))
        assert all(each.source for each in found)
        codes = [each.value for each in found if each.scheme.startswith("ISO")]
        assert [len(code) for code in codes] in ([], [2, 3])
        assert [each.value for each in found if each.scheme == "Wikidata"] == ([row.wikidata] if row.wikidata else [])


@pytest.mark.parametrize("kind", ActorType)
def test_an_actor_of_another_type_than_its_entry_has_no_external_ids_without_source(kind: ActorType) -> None:
    for id_, wikidata in (("state/NO", "Q20"), ("bloc/asean", "Q7768"), ("group/farmers", None)):
        assert all(each.source for each in external_ids(ResolvedActor(id_, id_, kind, wikidata=wikidata)))
    assert bool(external_ids(ResolvedActor("state/NO", "Norway", kind))) == (kind == ActorType.STATE)
