"""The actor that a post without a name refers to: its holder where one is named, else an actor of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Named = Callable[..., Rows]

HE = [
    ("Peruvian President Ana Ruiz arrived. The Peruvian leader rejected the offer.", "Ana Ruiz", "The Peruvian leader"),
    ("Norway's Prime Minister Bo Ek spoke. Norway's Prime Minister left.", "Bo Ek", "Norway's Prime Minister"),
    ("Mr Nazarbayev spoke. The Kazakh President met farmers. The Kazakh President left.", "Nazarbayev", ""),
    ("President Rahmon welcomed the plan. The Tajik leader signed it.", "Rahmon", "The Tajik leader"),
    (
        "Peruvian President Ana Ruiz met Chilean President Bo Ek. Ana Ruiz thanked her Chilean counterpart.",
        "Bo Ek",
        "her Chilean counterpart",
    ),
    (
        "Peruvian President Ana Ruiz met Chilean President Bo Ek. Ana Ruiz thanked her counterpart.",
        "Bo Ek",
        "her counterpart",
    ),
    ("Mr Lukashenko met Mr Macron. Mr Lukashenko thanked his French counterpart.", "Macron", ""),
    ("Peru's finance minister, Bo Ek, spoke. Peru's finance minister left.", "Bo Ek", "Peru's finance minister"),
    ("Germany's Merkel spoke. The German chancellor objected.", "Merkel", "The German chancellor"),
    ("Helmut Kohl spoke. The German chancellor objected.", "Helmut Kohl", "The German chancellor"),
    (
        "The Peruvian opposition leader Bo Ek spoke. Peruvian President Ana Ruiz objected. The Peruvian leader left.",
        "Ana Ruiz",
        "The Peruvian leader",
    ),
    ("US Treasury Secretary Bo Ek spoke. The Treasury secretary left.", "Bo Ek", "The Treasury secretary"),
    ("Secretary - General Bo Ek spoke . The Secretary - General left .", "Bo Ek", "The Secretary - General"),
    ("Ana Ruiz, the Treasury's under secretary for trade, led the delegation.", "Ana Ruiz", "secretary"),
    ("Ana Ruiz was elected president of Peru. The president rejected the offer.", "Ana Ruiz", "The president"),
    (
        "Peru's Minister of Foreign Affairs Ana Ruiz met Chilean Foreign Minister Bo Ek. Ana Ruiz thanked her Chilean "
        "counterpart.",
        "Bo Ek",
        "her Chilean counterpart",
    ),
]
OTHER_HOLDERS = [
    ("US Treasury Secretary Bo Ek spoke. The Interior secretary left.", "The Interior secretary"),
    ("India's Deputy Prime Minister Ana Ruiz spoke. India's Prime Minister left.", "India's Prime Minister"),
    ("The Indian Deputy Prime Minister Ana Ruiz spoke. The Indian Prime Minister left.", "The Indian Prime Minister"),
    ("Peru's Vice President Ana Ruiz spoke. Peru's president rejected it.", "Peru's president"),
    ("Vice President Ana Ruiz spoke. The president rejected it.", "The president"),
    ("Assistant Secretary - General Bo Ek spoke . The Secretary - General left .", "The Secretary - General"),
    ("Peru's envoy Bo Ek spoke. Peru's envoy to the UN left.", "Peru's envoy"),
    ("Peru's finance minister, Bo Ek, spoke. Peru's minister of trade agreed.", "Peru's minister"),
    (
        "Peruvian Prime Minister Ana Ruiz met Chilean Foreign Minister Bo Ek. Ana Ruiz phoned her Chilean counterpart.",
        "her Chilean counterpart",
    ),
    ("Kohl said the store would close. The German chancellor objected to the plan.", "The German chancellor"),
    ("Herzog spoke. The Israeli president objected.", "The Israeli president"),
]
SOMEBODY_ELSE = [
    ("Peruvian President Ana Ruiz arrived. The Peruvian opposition leader left.", "Ana Ruiz"),
    ("Peruvian Vice President Ana Ruiz arrived. The Peruvian leader left.", "Ana Ruiz"),
    ("Peruvian President Ana Ruiz arrived. The Chilean leader left.", "Ana Ruiz"),
    ("Peruvian President Ana Ruiz met Foreign Minister Bo Ek. Bo Ek thanked his Peruvian counterpart.", "Ana Ruiz"),
    ("Peruvian President Ana Ruiz met Chilean President Bo Ek. A clerk thanked her counterpart.", "Bo Ek"),
]


@pytest.mark.parametrize(("text", "name", "words"), HE)
def test_a_post_without_a_name_refers_to_its_holder(named: Named, text: str, name: str, words: str) -> None:
    found = {w for n, w in named(text, "name", "words") if n == name}
    assert words in found or not words
    assert not {n for n, _ in named(text) if isinstance(n, str) and n.split()[-1] in {"President", "counterpart"}}


@pytest.mark.parametrize(("text", "name"), SOMEBODY_ELSE)
def test_another_post_or_state_refers_to_another_actor(named: Named, text: str, name: str) -> None:
    said = " ".join(str(w) for n, w in named(text, "name", "words") if n == name)
    assert "leader" not in said
    assert "counterpart" not in said


@pytest.mark.parametrize(("text", "words"), OTHER_HOLDERS)
def test_a_post_that_nobody_named_before_holds_is_its_own_actor(named: Named, text: str, words: str) -> None:
    found = named(text, "name", "words")
    (name,) = {n for n, w in found if w == words}
    assert {w for n, w in found if n == name} == {words}


@pytest.mark.parametrize(
    ("text", "she"),
    [
        ("Ana Ruiz is an adviser. She left.", "Ana Ruiz"),
        ("Ana Ruiz ran for mayor as a candidate. She left.", "Ana Ruiz"),
        ("Ana Ruiz is the president of Peru. She left.", "Ana Ruiz"),
        ("Ana Ruiz was hired by Bo Ek as an adviser. She left.", "Ana Ruiz"),
        ("The board hired Ana Ruiz as an adviser. She left.", "Ana Ruiz"),
        ("An adviser met the board. She left.", "adviser"),
        ("It was a minister who opposed the tax. She left.", "minister"),
    ],
)
def test_a_predicate_noun_is_no_other_actor(named: Named, text: str, she: str) -> None:
    assert {n for n, w in named(text, "name", "words") if w == "She"} == {she}


@pytest.mark.parametrize(
    ("served", "post"),
    [
        ("adviser to the President", "The President"),
        ("special envoy of the Prime Minister", "The Prime Minister"),
        ("the Special Representative of the Secretary-General", "The Secretary-General"),
    ],
)
def test_an_aide_to_the_holder_of_a_post_does_not_hold_it(named: Named, served: str, post: str) -> None:
    text = f"Bo Ek, {served}, spoke. {post} opposed the tax."
    assert {n for n, w in named(text, "name", "words") if w == post} == {post.removeprefix("The ")}


def test_a_copula_tells_the_holder_of_a_post(named: Named) -> None:
    text = "Ana Ruiz is the president of Peru. The president opposed the levy."
    assert ("Ana Ruiz", "The president") in named(text, "name", "words")


def test_a_person_with_two_posts_is_found_by_either(named: Named) -> None:
    text = "Bo Ek, Minister of Trade and Deputy Prime Minister, spoke. The Deputy Prime Minister opposed the tax."
    assert {n for n, w in named(text, "name", "words") if w == "The Deputy Prime Minister"} == {"Bo Ek"}


@pytest.mark.parametrize(
    ("text", "is_he"),
    [
        ("During the visit of the President of Peru, Bo Ek opposed the tax.", False),
        ("The President of Peru, Bo Ek, opposed the tax.", True),
    ],
)
def test_a_name_after_a_post_is_its_holder_only_in_apposition(named: Named, text: str, is_he: bool) -> None:
    assert ("Bo Ek" in {n for n, w in named(text, "name", "words") if str(w).endswith("President")}) is is_he


def test_an_envoy_is_sent_to_one_place(named: Named) -> None:
    text = "Peru's ambassador to Chile, Bo Ek, spoke in Lima. Peru's ambassador to Japan rejected the plan."
    assert len({n for n, w in named(text, "name", "words") if w == "Peru's ambassador"}) == 2


@pytest.mark.parametrize(
    "told",
    [
        "Ana Ruiz is the former president of Peru",
        "Ana Ruiz is the president-elect",
        "Ana Ruiz is the vice president of Peru",
        "If Ana Ruiz becomes president, Chile will leave",
        "Norway said Ana Ruiz is the president of Peru",
    ],
)
def test_only_an_asserted_present_post_makes_a_holder(named: Named, told: str) -> None:
    assert ("Ana Ruiz", "The president") not in named(f"{told}. The president opposed the levy.", "name", "words")


@pytest.mark.parametrize("told", ["was not elected", "was nominated"])
def test_a_candidate_does_not_hold_the_post(named: Named, told: str) -> None:
    text = f"Ana Ruiz {told} president of Peru. The president left."
    assert ("Ana Ruiz", "The president") not in named(text, "name", "words")


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Gazprom raised its prices. The company left.", "Gazprom"),
        ("Hamas raised its flag. The company left.", "company"),
        ("The World Bank raised its rates. The bank left.", "World Bank"),
    ],
)
def test_a_listed_body_of_another_kind_is_no_company(named: Named, text: str, company: str) -> None:
    assert {n for n, w in named(text, "name", "words") if str(w).casefold() in {"the company", "the bank"}} == {company}


def test_a_paper_that_was_told_something_is_not_the_company(named: Named) -> None:
    text = "Boreal Foods told Reuters the company would not pay. The company left."
    assert {n for n, w in named(text, "name", "words") if str(w).casefold() == "the company"} == {"Boreal Foods"}


@pytest.mark.parametrize(
    ("text", "post"),
    [
        (
            "Peruvian Prime Minister Bo Ek signed the accord in 1993. Six years later the vote came. Ana Ruiz won it. "
            "Ana Ruiz left the island. The prime minister demanded talks.",
            "The prime minister",
        ),
        (
            "Peruvian Prime Minister Bo Ek signed the accord in 1993. In May 1999 Ana Ruiz left the island. "
            "Ana Ruiz came back. The prime minister demanded talks.",
            "The prime minister",
        ),
        ("Under-Secretary-General Ek spoke. The Secretary-General rejected the plan.", "The Secretary-General"),
        ("Assistant Secretary Bo Ek spoke. The Secretary rejected the plan.", "The Secretary"),
        ("President Bo Ek spoke. Voters wanted the first female president.", "the first female president"),
    ],
)
def test_somebody_else_may_hold_the_post(named: Named, text: str, post: str) -> None:
    assert "Ek" not in {str(n).split()[-1] for n, w in named(text, "name", "words") if w == post}


@pytest.mark.parametrize(
    "told",
    [
        "Senator Ana Ruiz left. Senator Ana Ruiz objected. She went home.",
        "He left. He came back. He objected.",
        "Ana Ruiz left.",
        "Ruiz said it would fail. Ruiz is a lawyer. The case began in May.",
        "Ana Ruiz did not win. Ana Ruiz may take office. She went home.",
    ],
)
def test_the_holder_is_still_meant(named: Named, told: str) -> None:
    text = f"President Bo Ek spoke. {told} The president rejected the plan."
    assert ("Bo Ek", "The president") in named(text, "name", "words")


def test_a_post_that_somebody_gets_is_no_earlier_holders(named: Named) -> None:
    text = "President Bo Ek died in May. Ana Ruiz is the president."
    assert ("Ana Ruiz", "the president") in named(text, "name", "words")


@pytest.mark.parametrize("post", ["Chilean president", "Chilean foreign minister", "Chilean governor"])
def test_a_name_in_the_next_sentence_is_not_that_of_the_post(named: Named, post: str) -> None:
    found = named(f"Ambassador Ruiz met the {post}. Ruiz supported the truce.", "name", "words")
    assert ("Ruiz", "Ruiz") in found
    assert ("Ruiz", f"the {post}") not in found


def test_a_post_beside_those_spoken_to_is_one_of_theirs(named: Named) -> None:
    text = "Prime Minister Bo Ek left. It is good to see you, to see the prime minister and your team."
    assert ("Bo Ek", "the prime minister") not in named(text, "name", "words")


SESSION = "AGBM Chair Ana Ruiz opened the session. SBSTA Chair Bo Ek read a report. CHINA and PERU thanked him. "


@pytest.mark.parametrize(
    ("told", "words", "name"),
    [
        (SESSION, "The Chair", "Ana Ruiz"),
        (SESSION, "The SBSTA Chair", "Bo Ek"),
        ("Chair Bo Ek read a report. CHINA and PERU thanked him. ", "The Chair", "Bo Ek"),
        ("SBSTA Chair Bo Ek read a report. CHINA and PERU thanked him. ", "The Chair", "Chair"),
        (SESSION, "The SBI Chair", "SBI Chair"),
        (f"{SESSION}The SBSTA adopted a plan. ", "The Chair", "Bo Ek"),
        (f"{SESSION}The SBSTA adopted a plan. AGBM Chair Ana Ruiz opened item 2. ", "The Chair", "Ana Ruiz"),
        (f"{SESSION.strip()}\n\nThe SBI adopted a plan. ", "The Chair", "Chair"),
        (f"{SESSION.strip()}\n\nThe GEF asked for funds. ", "The Chair", "Ana Ruiz"),
        (f"{SESSION}He hailed Vice Chair Ada Moser. ", "The Chair", "Ana Ruiz"),
        ("OPEC Chair Ada Moser ended by thanking Peru. ", "The Chair", "Chair"),
        ("The firm's chair, Ada Moser, left. ", "The chair", "Ada Moser"),
    ],
)
def test_the_chair_of_a_bulletin_is_the_presiding_person(named: Named, told: str, words: str, name: str) -> None:
    assert (name, words) in named(f"{told}{words} asked for more time.", "name", "words")


def test_the_chair_of_a_session_with_a_number_is_the_bodys(named: Named) -> None:
    found = named(f"{SESSION}COP-5 endorsed the SBSTA-10 Chair's draft.", "name", "words")
    assert ("Bo Ek", "the SBSTA-10 Chair") in found
