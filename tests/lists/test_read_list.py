"""Lists of a project: what each format contains, and what is refused."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError, KgError, KgWarning, ListCircleError, ListClashError, ListFileError, ListRowError
from kg.lists import ListedActor, ListedIssue, OwnList, digest, read_list
from kg.lists.follow_the_money import read_entities
from kg.lists.skos import read_skos
from kg.model import ActorType

TABLE = """\
name,type,aliases,country,wikidata,broader
River Forum,organization,RF|the Barge Assembly,Peru,,
China,,Middle Kingdom,,,
Ana Ek,person,Dr Ek,pe,Q4242,
Lowland Bench,faction,,,,
River tolls,issue,toll on barges,,,Trade
Tolls for grain,issue,,,,River tolls
"""
CODEBOOK = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix own: <https://example.org/codes/> .
@prefix issue: <https://w3id.org/negotiation-kg/issues#> .
own:R1 a skos:Concept ; skos:prefLabel "River tolls"@en, "Flusszölle"@de ; skos:altLabel "toll on barges" ;
    skos:broadMatch issue:Trade .
own:R2 a skos:Concept ; skos:prefLabel "Tolls for grain"@en ; skos:broader own:R1 .
own:R3 a skos:Concept ; skos:prefLabel "Duties at the border"@en ; skos:exactMatch issue:Tariffs .
"""
ENTITIES = """\
[{"id": "x1", "schema": "Person", "properties": {"name": ["Ana Ek"], "alias": ["Dr Ek"], "country": ["pe"]}},
 {"id": "x2", "schema": "PublicBody", "properties": {"name": ["River Forum"], "weakAlias": ["Forum"]}},
 {"id": "x3", "schema": "Address", "properties": {"full": ["2 Quay Road"]}}]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ours"


def read_text(file: Path, suffix: str, text: str, **options: bool) -> OwnList:
    path = file.with_suffix(suffix)
    path.write_text(text, encoding="utf-8")
    return read_list(path, **options)


@pytest.mark.parametrize(
    ("row", "is_accepted"),
    [
        ("Ukraine,state,state/DE,,", False),
        ("Ukraine,state,,Q183,", False),
        ("Ukraine,state,state/DE,,Germany", True),  # whoever says so means it
        ("Russland,state,state/RU,,", True),
        ("Russland,state,state/RU,Q183,", False),
        ("River Forum,organization,,,the", False),
        ("River Forum,organization,,,of the", False),
        ("River Forum,organization,,,They", False),
        ("He An,person,,,", True),
        ("River Forum,organization,,,US", True),  # in capitals it is an abbreviation
    ],
)
def test_names_of_other_actors_and_of_nobody_are_refused(file: Path, row: str, is_accepted: bool) -> None:
    text = f"name,type,id,wikidata,aliases\n{row}\n"
    if is_accepted:
        assert read_text(file, ".csv", text)
    else:
        with pytest.raises(ListRowError):
            read_text(file, ".csv", text)


def test_the_error_for_a_name_of_another_actor_says_what_to_do(file: Path) -> None:
    with pytest.raises(ListRowError, match="give a name of Germany as alias"):
        read_text(file, ".csv", "name,type,id\nUkraine,state,state/DE\n")


def test_persons_are_told_by_initials_and_items(file: Path) -> None:
    rows = "Michael B. Ek,person,\nMichael T. Ek,person,\nMichael Ek,person,\nThe 43rd,person,Q207\n"
    own = read_text(file, ".csv", f"name,type,wikidata\n{rows}")
    assert [actor.id for actor in own.actors] == [
        "person/michael-b-ek",
        "person/michael-t-ek",
        "person/michael-ek",
        "person/george-w-bush",
    ]
    assert own.actors[3].aliases == ("George W. Bush",), "texts use it"


def test_initials_leave_a_shipped_head_of_the_country_the_same_person(file: Path) -> None:
    rows = "Emmanuel J. Macron,person,FR\nGeorge W. Bush,person,US\nGeorge X. Bush,person,US\n"
    own = read_text(file, ".csv", f"name,type,country\n{rows}")
    assert [actor.id for actor in own.actors] == [
        "person/emmanuel-macron",
        "person/george-w-bush",
        "person/george-x-bush",
    ]
    (other,) = read_text(file, ".csv", "name,type,country\nEmmanuel J. Macron,person,CA\n").actors
    assert other.id == "person/emmanuel-j-macron"


def test_a_table_has_actors_and_issues_and_recognizes_shipped_ones(file: Path) -> None:
    own = read_text(file, ".csv", TABLE)
    assert own == OwnList(
        "ours",
        (
            ListedActor(
                "organization/river-forum",
                "River Forum",
                ActorType.ORGANIZATION,
                ("RF", "the Barge Assembly"),
                "PE",
            ),
            ListedActor("state/CN", "China", ActorType.STATE, ("Middle Kingdom",)),
            ListedActor("person/ana-ek", "Ana Ek", ActorType.PERSON, ("Dr Ek",), "PE", "Q4242"),
            ListedActor("faction/lowland-bench", "Lowland Bench", ActorType.FACTION),
        ),
        (
            ListedIssue("own/river-tolls", "River tolls", ("toll on barges",), "Trade"),
            ListedIssue("own/tolls-for-grain", "Tolls for grain", (), "own/river-tolls"),
        ),
    )
    assert OwnList.from_text(own.to_text()) == own
    assert digest([own]) != digest([read_text(file, ".csv", TABLE.replace("RF|", ""))])


def test_a_skos_codebook_has_the_same_issues_as_a_table(file: Path) -> None:
    own = read_text(file, ".ttl", CODEBOOK, replaces=True)
    assert own.issues[:2] == read_text(file, ".csv", TABLE).issues
    assert own.issues[2] == ListedIssue("Tariffs", "Duties at the border")
    assert (own.replaces, own.left_out) == (True, 1)


def test_only_an_exact_match_is_the_same_concept(file: Path) -> None:
    own = read_text(file, ".ttl", CODEBOOK.replace("exactMatch", "closeMatch"))
    assert own.issues[2] == ListedIssue("own/duties-at-the-border", "Duties at the border")


def test_of_several_broader_concepts_the_first_is_kept_and_the_others_are_reported(file: Path) -> None:
    text = CODEBOOK.replace("skos:broader own:R1", "skos:broader own:R1, own:R3")
    with pytest.warns(KgWarning, match="broader than 'Tolls for grain' only own/river-tolls is kept, not Tariffs"):
        own = read_text(file, ".ttl", text)
    assert [each.broader for each in own.issues] == ["Trade", "own/river-tolls", None]


def test_one_warning_counts_the_concepts_with_several_broader_ones(file: Path) -> None:
    text = CODEBOOK + "".join(
        f"own:T{n} a skos:Concept ; skos:prefLabel 'Toll {n}' ; skos:broader own:R1, own:R3 .\n" for n in range(300)
    )
    with pytest.warns(KgWarning, match="300 concepts have .*'Toll 0' only .*'Toll 4' .* and 295 more$") as told:
        read_text(file, ".ttl", text)
    assert len(told) == 1


@pytest.mark.parametrize(
    ("broader", "is_told"),
    [
        ("own:R2, own:R1", False),  # R1 is above R2
        ("own:R2, issue:Trade", False),  # Trade is above R1
        ("own:R3, issue:Trade", False),  # Trade is above Tariffs in the shipped scheme
        ("own:R1, own:R2", True),
        ("own:R3, own:R2", True),
    ],
)
def test_nothing_is_left_out_with_a_concept_above_the_kept_one(file: Path, broader: str, *, is_told: bool) -> None:
    text = f"{CODEBOOK}own:T a skos:Concept ; skos:prefLabel 'Toll' ; skos:broader {broader} .\n"
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        read_text(file, ".ttl", text)
    assert bool(told) == is_told


def test_follow_the_money_entities_are_actors_or_are_counted(file: Path) -> None:
    own = read_text(file, ".json", ENTITIES)
    assert [(each.id, each.aliases, each.country) for each in own.actors] == [
        ("person/ana-ek", ("Dr Ek",), "PE"),
        ("organization/river-forum", (), None),
    ]
    assert own.left_out == 1
    lines = ENTITIES.strip("[]\n").replace("},\n", "}\n")
    assert read_text(file, ".jsonl", lines) == own


@pytest.mark.parametrize(
    ("suffix", "text", "kind", "said"),
    [
        (".csv", "name,type\nAna Ek,persn\n", ListRowError, r"line 2 of .*ours\.csv: type is 'persn'"),
        (".csv", 'name,type,country\n"Ana\nEk",person,PE\nBo Ek,person,Peruu\n', ListRowError, "line 4 .*'Peruu'"),
        (".csv", "name,type,wikidata\nAna Ek,person,4242\n", ListRowError, "line 2 .*wikidata is '4242'"),
        (".csv", "name,type\n?,person\n", ListRowError, "line 2 .*name is '[?]'"),
        (".csv", "name,type\nAna Ek,person\nANA EK,person\n", ListRowError, "line 3 .*person/ana-ek already"),
        (".csv", "name,type\nAna Ek,person,PE\n", ListRowError, "line 2 .*the header has 2 columns and this line 3"),
        (".csv", "name,name,type\nRiver Forum,Forum,organization\n", ListFileError, "it has 2 columns 'name'"),
        (".csv", "name,type,broader\nTolls,issue,Rivers\n", ListRowError, "line 2 .*broader is 'Rivers'"),
        (".csv", "name,type,broader\nTolls,issue,Fees\nFees,issue,Tolls\n", ListCircleError, "Tolls < Fees < Tolls"),
        (
            *(".csv", "name,type,broader\nTrade,issue,River tolls\nRiver tolls,issue,Market access\n"),
            *(ListCircleError, r"ours\.csv makes the issue 'Trade' narrower than itself"),
        ),
        (
            ".csv",
            "name,type,broader\n" + "".join(f"Toll {i},issue,Toll {(i + 1) % 5_000}\n" for i in range(5_000)),
            ListCircleError,
            "Toll 0 < Toll 1 < .* < Toll 4999 < Toll 0",
        ),
        (
            ".ttl",
            CODEBOOK.replace("skos:broadMatch issue:Trade", "skos:broader own:R2"),
            ListCircleError,
            "River tolls",
        ),
        (".csv", "name,type,aliases\nAna Ek,person,Dr E\nBo Ek,person,Dr E\n", ListClashError, "'Dr E'.*bo-ek"),
        (".csv", "who,type\nAna Ek,person\n", ListFileError, "no column name, but 'who,type'"),
        (".csv", "name,typ\nAna Ek,person\n", ListFileError, "no column 'typ'"),
        (".csv", "name,type\n", ListFileError, "names no actor"),
        (".ttl", CODEBOOK.replace("own:R1 .", "own:R9 ."), ListRowError, r"line 6 .*broader is '.*codes/R9'"),
        (".ttl", CODEBOOK.replace("a skos:", "a skos"), ListFileError, "line"),
        (".json", '[{"schema": "Person", "properties": "Ana Ek"}]', ListRowError, "line 1 .*properties is 'Ana Ek'"),
        (".json", '{"properties": {}}\n', ListRowError, "schema is 'None'"),
        (".json", '[{"schema": "Person",\n}]', ListFileError, "line 2"),
        (".xlsx", "", ListFileError, "'.xlsx'"),
    ],
)
def test_an_error_names_file_line_and_value(file: Path, suffix: str, text: str, kind: type[KgError], said: str) -> None:
    with pytest.raises(kind, match=said):
        read_text(file, suffix, text)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=6), st.booleans())
def test_an_entity_is_named_with_the_line_in_which_it_begins(gaps: list[int], is_array: bool) -> None:
    each = '{"schema": "Address",\n "properties": {}}'
    before = "\n".join(each + ("," if is_array else "") + "\n" * gap for gap in gaps) + "\n"
    text = ("[" if is_array else "") + before + '{"schema": "Person", "properties": {}}' + ("]" if is_array else "")
    line = before.count("\n") + 1
    with pytest.warns(KgWarning, match=f"line {line}: entity without a name ''"):
        assert read_entities(text.encode(), Path("ours.json")) == ((), (), len(gaps) + 1)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=6), st.data())
def test_a_concept_is_named_with_the_line_in_which_it_stands_first(gaps: list[int], data: st.DataObject) -> None:
    nameless = data.draw(st.sampled_from(range(len(gaps))))
    codes = [
        f"own:R{number} a skos:Concept{'' if number == nameless else f" ; skos:prefLabel 'Toll {number}'"} .\n"
        for number in range(len(gaps))
    ]
    lines = CODEBOOK[: CODEBOOK.index("own:R1")]
    for number, (gap, code) in enumerate(zip(gaps, codes, strict=True)):
        lines += "\n" * gap
        if number == nameless:
            line = lines.count("\n") + 1
        lines += code
    with pytest.warns(KgWarning, match=f"without one concept.*: line {line}: .*/R{nameless}$"):
        _, issues, left_out = read_skos(lines.encode(), Path("ours.ttl"))
    assert (len(issues), left_out) == (len(gaps) - 1, 1)


@given(st.lists(st.sampled_from(["Barges", "barges", "Barges 2", "Tariffs", "Trade"]), max_size=6))
def test_concepts_of_one_label_are_distinguished_unless_shipped(labels: list[str]) -> None:
    text = CODEBOOK[: CODEBOOK.index("own:R1")]
    text += "".join(f"own:R{n} a skos:Concept ; skos:prefLabel '{label}' .\n" for n, label in enumerate(labels))
    ours = [label for label in labels if label in {"Tariffs", "Trade"}]
    if len(set(ours)) < len(ours):
        with pytest.raises(ListRowError, match="and an earlier concept is"):
            read_skos(text.encode(), Path("ours.ttl"))
        return
    _, issues, _ = read_skos(text.encode(), Path("ours.ttl"))
    assert len({each.concept for each in issues}) == len(labels)
    assert [each.concept for each in issues if each.label in ours] == ours


NAMESAKES = """\
{"id": "n1", "schema": "Person", "properties": {"name": ["Ana Ek"], "alias": ["Ana Ek of Lima"], "country": ["pe"]}}
{"id": "n2", "schema": "Person", "properties": {"name": ["Ana Ek"], "alias": ["Ana B. Ek", "Y"], "country": ["suhh"]}}
{"id": "n3", "schema": "Person", "properties": {"name": ["Ana Ek"], "country": ["cl"]}}
{"id": "n4", "schema": "Person", "properties": {"name": ["Bo Ruiz"], "country": ["zz", "eu", "cl", "gb-sct"]}}
{"id": "n5", "schema": "Person", "caption": "Boris Orlov", "properties": {"name": ["Борис Орлов", "Boris Orlov"]}}
"""


def test_what_a_list_cannot_hold_of_an_entity_is_left_out_and_reported(file: Path) -> None:
    with pytest.warns(KgWarning, match="line 2: name 'Y'; line 2: country 'suhh'; .* and 3 more") as told:
        own = read_text(file, ".jsonl", NAMESAKES)
    assert [(each.id, each.name, each.aliases, each.country) for each in own.actors] == [
        ("person/ana-ek-n1", "Ana Ek of Lima", (), "PE"),
        ("person/ana-ek-n2", "Ana B. Ek", (), None),
        ("person/bo-ruiz", "Bo Ruiz", (), "CL"),
        ("person/boris-orlov", "Boris Orlov", ("Борис Орлов",), None),
    ]
    assert (len(told), own.left_out) == (1, 8)


PRESIDENT = """\
{"id": "p1", "schema": "Person", "properties": {"name": ["Vladimir Putin"], "alias": ["VVP"], "wikidataId": ["Q7747"]}}
{"id": "p2", "schema": "Person", "properties": {"name": ["Vladimir Putin"], "alias": ["Vladimir Putin of Perm"]}}
{"id": "p3", "schema": "Person", "properties": {"name": ["VVP"], "alias": ["Vera Volk"], "wikidataId": ["Q4242"]}}
{"id": "p4", "schema": "Person", "properties": {"name": ["Vladimir Putin"], "wikidataId": ["Q7747"]}}
"""


def test_a_namesake_takes_neither_id_nor_names_of_a_shipped_actor(file: Path) -> None:
    with pytest.warns(KgWarning, match="line 2: name of several 'Vladimir Putin'; line 3: name of several 'VVP'"):
        own = read_text(file, ".jsonl", PRESIDENT)
    assert [(each.id, each.name, each.aliases) for each in own.actors] == [
        ("person/vladimir-putin", "Vladimir Putin", ("VVP",)),
        ("person/vladimir-putin-p2", "Vladimir Putin of Perm", ()),
        ("person/vvp-p3", "Vera Volk", ()),
    ]


TWICE = """\
{"id": "n1", "schema": "Person", "properties": {"name": ["Ana Ek"], "alias": ["Dr Ek"], "country": ["pe"]}}
{"id": "n2", "schema": "Person", "properties": {"name": ["Bo Ruiz"]}}
{"id": "n1", "schema": "Person", "properties": {"name": ["Ana Maria Ek"], "alias": ["Ana Ek"], "country": ["cl"]}}
{"id": "", "schema": "Company", "properties": {"name": ["River Forum"]}}
{"id": "", "schema": "Company", "properties": {"name": ["Rhine Fund"]}}
"""


def test_an_entity_that_a_file_has_twice_is_one(file: Path) -> None:
    own = read_text(file, ".jsonl", TWICE)
    assert [(each.id, each.aliases, each.country) for each in own.actors] == [
        ("person/ana-ek", ("Dr Ek", "Ana Maria Ek"), "PE"),
        ("person/bo-ruiz", (), None),
        ("organization/river-forum", (), None),
        ("organization/rhine-fund", (), None),
    ]
    assert own.left_out == 0


@pytest.mark.parametrize(
    ("caption", "names", "expected"),
    [
        ("UN (New York)", ["United Nations", "UN"], ("organization/united-nations", "United Nations", ("UN",))),
        ("Rhine Fund", ["RF", "Rhine Fund"], ("organization/rhine-fund", "Rhine Fund", ("RF",))),
        ("RHINE FUND", ["RF", "Rhine Fund"], ("organization/rhine-fund", "RHINE FUND", ("RF", "Rhine Fund"))),
        ("Rhine Fund", [], ("organization/rhine-fund", "Rhine Fund", ())),
    ],
)
def test_the_caption_of_an_entity_is_its_name_if_it_is_one(
    file: Path, caption: str, names: list[str], expected: tuple[str, str, tuple[str, ...]]
) -> None:
    entity = {"id": "c1", "schema": "Company", "caption": caption, "properties": {"name": names}}
    (actor,) = read_text(file, ".json", json.dumps(entity)).actors
    assert (actor.id, actor.name, actor.aliases) == expected


def test_values_in_columns_for_other_rows_are_left_out_and_counted(file: Path) -> None:
    rows = "River tolls,issue,own/tolls,PE,Q207123,Trade\nAna Ek,person,person/ana-e,PE,Q4242,-\nBo Ek,person,,,,\n"
    header = "name,type,id,country,wikidata,broader\n"
    with pytest.warns(KgWarning, match="without 4 values .*: line 2: id 'own/tolls', and an issue has none; ") as told:
        own = read_text(file, ".csv", header + rows)
    assert len(told) == 1
    assert [(each.concept, each.broader) for each in own.issues] == [("own/river-tolls", "Trade")]
    assert [(each.id, each.country, each.wikidata) for each in own.actors] == [
        ("person/ana-e", "PE", "Q4242"),
        ("person/bo-ek", None, None),
    ]
    with pytest.warns(KgWarning, match="without 300 values .* and 295 more$"):
        read_text(file, ".csv", "name,type,id\n" + "".join(f"Toll {n},issue,{n}\n" for n in range(300)))


def test_a_missing_file_is_reported(file: Path) -> None:
    with pytest.raises(InputError):
        read_list(file.with_suffix(".csv"))


def test_a_list_is_looked_up_without_going_through_its_actors(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = read_text(file, ".csv", TABLE)

    def counted(_: object) -> int:
        raise AssertionError

    monkeypatch.setattr(ListedActor, "__hash__", counted)
    assert {own: 1}[own] == 1
