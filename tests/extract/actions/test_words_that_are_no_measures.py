"""Words of measures that describe a place, speak of words or of talks, and what is given beside money."""

from __future__ import annotations

from tests.extract.examples import Propose, Rows, examples

PLACES: list[tuple[str, Rows]] = [
    ("Peru has bases in Chile, Mali, occupied Norway.", set()),
    ("Peru massed troops in Chile, Mali, occupied Norway.", {("Peru", "Chile", "deployment", None)}),
    ("Peru invaded Chile and occupied Mali.", {("Peru", "Chile", "strike", None), ("Peru", "Mali", "strike", None)}),
    (
        "Peru has invaded Chile and occupied Mali.",
        {("Peru", "Chile", "strike", None), ("Peru", "Mali", "strike", None)},
    ),
    (
        "Peru, which had sent money to Chile, occupied Mali.",
        {("Peru", "Chile", "aid", None), ("Peru", "Mali", "strike", None)},
    ),
    ("Peru has a base in Chile and attacked Mali.", {("Peru", "Mali", "strike", None)}),
    ("Peru keeps troops in Chile and invaded Mali.", {("Peru", "Mali", "strike", None)}),
    ("Peru trades with Chile, invaded Mali and rejected talks.", {("Peru", "Mali", "strike", None)}),
    ("In 1940 Peru occupied Mali.", {("Peru", "Mali", "strike", None)}),
]

WORDS: list[tuple[str, Rows]] = [
    ("Senators will attack Ana Ruiz for backing the levy.", set()),
    ("Rivals attacked the chancellor for her silence.", set()),
    ("Marchers attacked the prime minister over the budget.", set()),
    ("The women attacked Muslim women for wearing a hat.", set()),
    ("Senators attacked the budget.", set()),
    ("The union attacked the figures of the port.", set()),
    ("Dock unions have joined attacks on the wage freeze.", set()),
    ("The army attacked the position of the rebels.", {("army", "rebels", "strike", None)}),
    ("Militants attacked farmers for helping Chile.", {("Militants", "farmers", "strike", None)}),
    ("Hamas attacked Peruvian officials over the border.", {("Hamas", "Peruvian officials", "strike", None)}),
    ("Hezbollah attacked Malian settlers for their part in it.", {("Hezbollah", "Malian settlers", "strike", None)}),
    ("The junta attacked villagers for helping Chile.", {("junta", "villagers", "strike", None)}),
    ("Rivals attacked Hamas for its silence over the levy.", set()),
    ("Rivals attacked the regime for its silence.", set()),
    ("Peru attacked Chile for its silence.", {("Peru", "Chile", "strike", None)}),
    ("Marchers attacked the chancellor with knives.", {("Marchers", "chancellor", "strike", None)}),
    ("Gunmen attacked the chancellor over the weekend.", {("Gunmen", "chancellor", "strike", None)}),
]

OTHER_SENSES: list[tuple[str, Rows]] = [
    ("Norway has shelved its plan to annex the island.", set()),
    ("Norway clashed with Chile over the quota.", set()),
    ("Norway clashed in Lima with Chile over the quota.", set()),
    ("Norway and Peru clashed in Lima.", set()),
    ("Norway played with an attacking style.", set()),
    ("Norway started the game with a long pass.", set()),
    ("Norwegian police pursued the man for three days.", set()),
    ("Norway arrested three teenagers on the coast of Peru.", {("Norway", None, "other", 3.0)}),
    ("Norway clashed with rebels in Lima.", {("Norway", "rebels", "strike", None)}),
    ("Norway pursued the rebels for three days.", {("Norway", "rebels", "strike", None)}),
]

GIFTS: list[tuple[str, Rows]] = [
    ("Peru provided money and advisers.", {("Peru", None, "aid", None)}),
    ("Peru sent blankets and doctors to Mali.", {("Peru", "Mali", "aid", None)}),
    ("Peru aided refugees and migrants.", {("Peru", "refugees and migrants", "aid", None)}),
    ("Peru gave Mali and Chile money.", {("Peru", "Mali", "aid", None), ("Peru", "Chile", "aid", None)}),
]

MISSIONS: list[tuple[str, Rows]] = [
    ("Peru sent its first mission to Chile in 1860.", set()),
    ("Peru sent a trade mission to Chile.", set()),
    ("Peru sent a peacekeeping mission to Chile.", {("Peru", "Chile", "deployment", None)}),
    ("Peru sent a mission of 300 soldiers to Chile.", {("Peru", "Chile", "deployment", None)}),
    ("Peru sent soldiers and a mission to Chile.", {("Peru", "Chile", "deployment", None)}),
    ("Peru deployed a mission to Chile.", {("Peru", "Chile", "deployment", None)}),
]


@examples(PLACES, [])
def test_an_occupied_place_of_a_list_is_not_struck(proposed: Propose, sentence: str, expected: Rows) -> None:
    assert proposed(sentence, "actions") == expected


@examples(WORDS, [])
def test_people_who_are_attacked_for_what_they_do_are_blamed(proposed: Propose, sentence: str, expected: Rows) -> None:
    assert proposed(sentence, "actions") == expected


@examples(GIFTS, [])
def test_people_who_are_sent_with_a_gift_do_not_receive_it(proposed: Propose, sentence: str, expected: Rows) -> None:
    assert proposed(sentence, "actions") == expected


@examples(MISSIONS, [])
def test_a_mission_is_of_forces_only_where_the_words_tell(proposed: Propose, sentence: str, expected: Rows) -> None:
    assert proposed(sentence, "actions") == expected


@examples(OTHER_SENSES, [])
def test_quarrels_games_and_plans_put_off_are_no_measures(proposed: Propose, sentence: str, expected: Rows) -> None:
    assert proposed(sentence, "actions") == expected
