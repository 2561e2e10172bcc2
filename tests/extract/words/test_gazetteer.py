"""The gazetteer: what a name means, and that its data is sound."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from kg.extract.words.gazetteer import MatchReason, entries, entry, lookup, shipped
from kg.model import ActorType, MentionReason


@pytest.mark.parametrize(
    ("name", "id_", "reason"),
    [
        ("China", "state/CN", "name"),
        ("CHINA", "state/CN", "name"),
        ("the People's Republic of China", "state/CN", "alias"),
        ("People’s Republic of China", "state/CN", "alias"),
        ("Chinese", "state/CN", "demonym"),
        ("the Chinese", "state/CN", "demonym"),
        ("Beijing", "state/CN", "capital"),
        ("BEIJING", "state/CN", "capital"),
        ("Beijing's", "state/CN", "capital"),
        ("US", "state/US", "alias"),
        ("U.S.", "state/US", "alias"),
        ("U.S", "state/US", "alias"),
        ("The United States", "state/US", "name"),
        ("United  States'", "state/US", "name"),
        ("Americans", "state/US", "demonym"),
        ("Washington, D.C.", "state/US", "capital"),
        ("Türkiye", "state/TR", "alias"),
        ("Turkiye", "state/TR", "alias"),
        ("COTE D'IVOIRE", "state/CI", "alias"),
        ("Kiev", "state/UA", "capital"),
        ("the Soviets", "state/SUHH", "demonym"),
        ("Congolese", "state/CD", "demonym"),
        ("the White House", "organization/white-house", "name"),
        ("White house", "organization/white-house", "name"),
        ("the U.S. Trade Representative", "organization/us-trade-representative", "alias"),
        ("the United States Trade Representative", "organization/us-trade-representative", "alias"),
        ("United States Department of Labor", "organization/us-labor-department", "alias"),
        ("Quai d'Orsay", "organization/quai-dorsay", "name"),
        ("Elysee", "organization/elysee", "name"),
        ("the Fed", "organization/federal-reserve", "alias"),
        ("al-Qaeda", "organization/al-qaeda", "alias"),
        ("Moody's", "organization/moodys", "name"),
        ("the Times", "organization/the-times", "name"),
        ("AOSIS", "bloc/aosis", "name"),
        ("G-77/CHINA", "bloc/g-77-china", "name"),
        ("G-77 / China", "bloc/g-77-china", "name"),
        ("the Group of 77 and China", "bloc/g-77-china", "alias"),
        ("AFRICAN GROUP", "bloc/african-group", "name"),
        ("Brussels", "bloc/european-union", "metonym"),
        ("EU's", "bloc/european-union", "alias"),
    ],
)
def test_a_name_finds_its_entry(name: str, id_: str, reason: str) -> None:
    first, *others = lookup(name)
    assert (first.entry.id, first.reason.value) == (id_, reason)
    assert not others


@pytest.mark.parametrize(
    "name",
    [
        "us",
        "Us",
        "can",
        "turkey",
        "chad",
        "polish",
        "china",
        "who",
        "Who",
        "fed",
        "FED",
        "Times",
        "the",
        "The ",
        "",
        "'s",
    ],
)
def test_a_common_word_finds_nothing(name: str) -> None:
    assert lookup(name) == ()


def test_an_entry_is_found_by_its_id() -> None:
    found = entry("organization/us-congress")
    assert found is not None
    assert (found.type, found.country, found.kind) == (ActorType.ORGANIZATION, "US", "parliament")
    assert entry("state/ZZ") is None


def test_match_reasons_map_to_mention_reasons() -> None:
    assert {reason.mention_reason for reason in MatchReason} == {
        MentionReason.NAME,
        MentionReason.ALIAS,
        MentionReason.NATIONALITY,
        MentionReason.METONYM,
    }


def test_ids_are_unique_and_well_formed() -> None:
    ids = [each.id for each in entries()]
    assert len(ids) == len(set(ids))
    for each in entries():
        assert re.fullmatch(rf"{each.type.value}/(?:[A-Z]{{2,4}}|[a-z0-9]+(?:-[a-z0-9]+)*)", each.id)


def test_no_two_entries_claim_a_form_for_the_same_reason() -> None:
    """A name and an alias count as one reason: both say that the words are the actor's own."""
    claims = Counter(
        (form, "own" if match.reason in {MatchReason.NAME, MatchReason.ALIAS} else match.reason.value)
        for form, match in shipped().forms
    )
    assert [claim for claim, times in claims.items() if times > 1] == []


def test_every_form_finds_its_own_entry() -> None:
    lost = [
        (form, match.entry.id)
        for form, match in shipped().forms
        if match.entry.id not in {found.entry.id for found in lookup(form)}
    ]
    assert lost == []


def test_countries_and_members_are_states_of_the_file() -> None:
    codes = {each.country for each in entries() if each.type is ActorType.STATE and each.country}
    assert all(re.fullmatch("[A-Z]{2}", code) for code in codes)
    for each in entries():
        assert each.country is None or each.country in codes, each.id
        assert set(each.members) <= codes, each.id


def test_wikidata_ids_are_items_and_unique() -> None:
    items = [each.wikidata for each in entries() if each.wikidata]
    assert all(re.fullmatch(r"Q[1-9]\d*", item) for item in items)
    assert len(items) == len(set(items))


def test_forms_carry_no_stray_space_and_no_curly_quote() -> None:
    assert [form for form, _ in shipped().forms if form != form.strip() or "  " in form or "’" in form] == []


def test_the_gazetteer_is_large_enough() -> None:
    counts = Counter(each.type for each in entries())
    assert counts[ActorType.STATE] >= 197
    assert counts[ActorType.ORGANIZATION] >= 250
    assert counts[ActorType.BLOC] >= 80
