"""The stores in kg.toml, and that writing a store keeps the rest of the file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import EndpointAddressError, SettingsError, StoreAddressError
from kg.settings import LANGUAGES, NEW_SETTINGS, Settings, embedded, read_settings, write_store
from kg.stores.endpoint.endpoint import EndpointSettings, open_endpoint
from kg.stores.opening import ENGINES, StoreSettings, at_address, language_of

FILE = """\
# ours
format = 1

[property-graph]  # on the team's server
engine = "neo4j"
url = "neo4j+s://graph.example.org"
database = "talks"
credentials = "who.toml"

[rdf]
engine = "endpoint"
query = "https://data.example.org/sparql"
update = "https://data.example.org/update"
graph-store = "https://data.example.org/graphs"
auth = "digest"

[reading]
model = "en_core_web_lg"
"""


def test_servers_are_read_with_all_their_settings(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text(FILE, encoding="utf-8")
    stores = read_settings(tmp_path).stores
    assert (stores["cypher"].engine, stores["cypher"].address) == ("neo4j", "neo4j+s://graph.example.org")
    assert stores["cypher"].values["database"] == "talks"
    assert (stores["sparql"].address, stores["sparql"].values["auth"]) == ("https://data.example.org/sparql", "digest")
    assert all(place.is_remote for place in stores.values())


def test_the_settings_choose_the_reader(tmp_path: Path) -> None:
    assert read_settings(tmp_path).reader == "small"
    (tmp_path / "kg.toml").write_text("format = 1\n[reading]\nreader = 'careful'\n", encoding="utf-8")
    assert read_settings(tmp_path).reader == "careful"


def test_how_much_memory_a_query_may_take(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text("format = 1\n[rdf]\nmemory = '512 MiB'\n", encoding="utf-8")
    stores = read_settings(tmp_path).stores
    assert (stores["sparql"].memory, stores["cypher"].memory) == (512 * 2**20, 2**30)


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("[property-graph]\nengine = 'neo4j'", "[property-graph] does not say url, which neo4j needs"),
        ("[rdf]\nengine = 'endpoint'", "[rdf] does not say query, which endpoint needs"),
        ("[rdf]\nengine = 'endpoint'\nquery = 'x'\nauth = 'magic'", "auth is 'magic'"),
        (
            "[rdf]\nengine = 'endpoint'\nquery = 'x'\ntimeout = 'long'",
            "timeout is 'long' in [rdf], not a number of seconds",
        ),
        ("[property-graph]\nengine = 'neo4j'\nurl = 'x'\nfolder = 'y'", "nothing called folder in [property-graph]"),
        ("[reading]\nreader = 'hasty'", "the reader of [reading] is 'hasty'; known are: small, rules, careful"),
        ("[rdf]\nmemory = '1.5 GB'", "memory is '1.5 GB' in [rdf], not a size such as 512 MiB or 2 GiB"),
        ("[property-graph]\nmemory = '63 MiB'", "memory is '63 MiB' in [property-graph], not a size"),
        ("[property-graph]\nengine = 'neo4j'\nurl = 'x'\nmemory = '1 GiB'", "nothing called memory"),
        ("[property-graph]\nengine = 'neo4j'\nurl = 'x'\npassword = 'y'", "nothing called password"),
        ("[rdf]\nfolder = 'record.db'", "the folder 'record.db' of [rdf] is in the way of record.db"),
        (
            "[property-graph]\nfolder = './kg.toml'",
            "the folder './kg.toml' of [property-graph] is in the way of kg.toml",
        ),
        ("[rdf]\nfolder = '.'", "the folder '.' of [rdf] is in the way of kg.toml"),
        ("[rdf]\nfolder = 'rdf/../..'", "the folder 'rdf/../..' of [rdf] is in the way of kg.toml"),
        ("[property-graph]\nfolder = 'rdf/x'", "the folder 'rdf/x' of [property-graph] is in the way of [rdf]"),
        ("[reading]\nmodel = 3", "[reading] is not a table of strings"),
        ("[reading]\nmodel = ''", "model in [reading] is empty"),
    ],
)
def test_invalid_settings_are_reported(tmp_path: Path, text: str, detail: str) -> None:
    (tmp_path / "kg.toml").write_text(f"format = 1\n{text}\n", encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read_settings(tmp_path)
    assert detail in str(caught.value)


def test_a_byte_order_mark_is_ignored(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text(FILE, encoding="utf-8-sig")
    before = read_settings(tmp_path)
    assert before.model == "en_core_web_lg"
    assert write_store(tmp_path, "cypher", before.stores["cypher"]) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_writing_a_store_keeps_the_rest_of_the_file(tmp_path: Path, language: str) -> None:
    (tmp_path / "kg.toml").write_text(FILE, encoding="utf-8")
    before = read_settings(tmp_path)
    after = write_store(tmp_path, language, embedded(tmp_path, language))
    assert after == read_settings(tmp_path)
    assert not after.stores[language].is_remote
    (other,) = set(LANGUAGES) - {language}
    assert (after.stores[other], after.model) == (before.stores[other], before.model)
    assert (tmp_path / "kg.toml").read_text(encoding="utf-8").startswith("# ours\nformat = 1\n")
    assert write_store(tmp_path, language, before.stores[language]) == before


def test_writing_a_store_keeps_the_comments_of_the_next(tmp_path: Path) -> None:
    after = "\n# ask Ana before this is moved\n  [property-graph]\nengine = 'grafeo'\n"
    rdf = '[rdf]\nengine = "oxigraph"\n\n# on the large disk\nfolder = "large"\n'
    (tmp_path / "kg.toml").write_text(f"format = 1\n{rdf}{after}", encoding="utf-8")
    write_store(tmp_path, "sparql", embedded(tmp_path, "sparql"))
    new = '[rdf]\nengine = "oxigraph"\nfolder = "rdf"\n'
    assert (tmp_path / "kg.toml").read_text(encoding="utf-8") == f"format = 1\n{new}{after}"


def test_a_symbolic_link_and_the_permissions_are_kept(tmp_path: Path) -> None:
    shared = tmp_path / "shared.toml"
    shared.write_text(FILE, encoding="utf-8")
    shared.chmod(0o640)
    (tmp_path / "kg.toml").symlink_to(shared)
    after = write_store(tmp_path, "sparql", embedded(tmp_path, "sparql"))
    assert (tmp_path / "kg.toml").readlink() == shared
    assert read_settings(tmp_path) == after
    assert shared.stat().st_mode & 0o777 == 0o640


def test_a_file_that_is_not_text_is_reported(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_bytes(b"format = 1\n# caf\xe9\n")
    with pytest.raises(SettingsError, match=r"kg\.toml"):
        write_store(tmp_path, "sparql", embedded(tmp_path, "sparql"))


@pytest.mark.parametrize("odd", ['a"b\\c\n[rdf]', "a\U000f0001b", "a\x00\u200bb"])
def test_a_value_is_quoted(tmp_path: Path, odd: str) -> None:
    place = StoreSettings("neo4j", tmp_path / "property-graph", {"url": "bolt://x", "database": odd})
    assert write_store(tmp_path, "cypher", place).stores["cypher"].values["database"] == odd


@pytest.mark.parametrize(
    ("address", "language"),
    [
        ("neo4j://localhost", "cypher"),
        ("bolt+ssc://localhost:7687", "cypher"),
        ("http://localhost:3030/talks/query", "sparql"),
    ],
)
def test_an_address_implies_its_query_language(address: str, language: str) -> None:
    assert language_of(address) == language


def test_a_borrowed_address_keeps_database_and_credentials(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text(FILE, encoding="utf-8")
    stores = read_settings(tmp_path).stores
    borrowed = at_address(stores["cypher"], "bolt://localhost")
    assert borrowed.borrowed
    assert borrowed.values == {"url": "bolt://localhost", "database": "talks", "credentials": "who.toml"}
    assert at_address(embedded(tmp_path, "sparql"), "https://x.example.org/q").values == {
        "query": "https://x.example.org/q"
    }


@pytest.mark.parametrize("address", ["localhost:7687", "redis://localhost", "//ada:wren@host"])
def test_an_unsupported_address_is_refused(address: str) -> None:
    with pytest.raises(StoreAddressError) as caught:
        language_of(address)
    assert "ada" not in str(caught.value)


@pytest.mark.parametrize(
    "address", ["https://ada:wren@x.example/q", "https://x.example/q?access_token=wren", "bolt://localhost?pwd=wren"]
)
def test_an_address_with_a_secret_is_neither_saved_nor_printed(tmp_path: Path, address: str) -> None:
    with pytest.raises(StoreAddressError) as caught:
        language_of(address)
    assert "wren" not in str(caught.value)
    engine, key = ("neo4j", "url") if "bolt" in address else ("endpoint", "query")
    language = "cypher" if "bolt" in address else "sparql"
    with pytest.raises(SettingsError, match="holds a user, password or key") as refused:
        write_store(tmp_path, language, StoreSettings(engine, tmp_path, {key: address}))
    assert "wren" not in str(refused.value)
    assert not (tmp_path / "kg.toml").exists()


@pytest.mark.parametrize("address", ["https://ada:wren@x.example/q", "https://x.example/q?access_token=wren"])
def test_an_endpoint_address_with_a_secret_is_neither_saved_nor_printed(tmp_path: Path, address: str) -> None:
    with pytest.raises(EndpointAddressError) as told:
        open_endpoint(EndpointSettings(address), read_only=True, model=None, graph=None)
    assert "wren" not in str(told.value)
    place = StoreSettings("endpoint", tmp_path, {"query": "https://x.example/q", "update": address})
    with pytest.raises(SettingsError, match="update"):
        write_store(tmp_path, "sparql", place)


def test_a_new_file_has_every_key_in_a_comment_that_is_valid_uncommented(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text(NEW_SETTINGS, encoding="utf-8")
    assert read_settings(tmp_path) == Settings({language: embedded(tmp_path, language) for language in LANGUAGES})
    shown = [line.removeprefix("# ") for line in NEW_SETTINGS.splitlines() if re.match(r"# (?:\[|[a-z-]+ = )", line)]
    memory, *tables = shown
    (tmp_path / "kg.toml").write_text("\n".join(["format = 1", *tables]), encoding="utf-8")
    stores = read_settings(tmp_path).stores.values()
    assert {store.engine: {*store.values} for store in stores} == {
        name: {*kind.keys} for name, kind in ENGINES.items() if kind.is_remote
    }
    (tmp_path / "kg.toml").write_text(f"format = 1\n[rdf]\n{memory}", encoding="utf-8")
    assert read_settings(tmp_path).stores["sparql"].values == {"memory": "1 GiB"}
