"""Who sides with whom and who stands against whom, where the words make it certain."""

from __future__ import annotations

import pytest

from kg.model import PositionModality, Stance
from kg.standing import Review
from kg.ties.matters import Paragraphs, key, reversing_stems
from tests.ties.talks import Said, ties_of

SUPPORT, OPPOSE, REJECT, ACCEPT = Stance.SUPPORT, Stance.OPPOSE, Stance.REJECT, Stance.ACCEPT
DEMAND, PROPOSE, ACCUSE, CONCERN = Stance.DEMAND, Stance.PROPOSE, Stance.ACCUSE, Stance.CONCERN


def test_a_supporter_backs_the_speaker_whatever_the_stance() -> None:
    words = "Peru, supported by Chile and opposed by Ghana, cautioned against a levy."
    main, friend, foe = ties_of(
        [
            Said("Peru", OPPOSE, "a levy", words),
            Said("Chile", OPPOSE, "a levy", words, reply_to=0),
            Said("Ghana", SUPPORT, "a levy", words, reply_to=0),
        ]
    )
    assert (friend.backs, friend.counters) == ((0,), ())
    assert (foe.backs, foe.counters) == ((), (0,))
    assert main == main.__class__(matter=main.matter, paragraph=main.paragraph)


def test_a_remark_concerns_everybody_in_the_list() -> None:
    words = "Peru and Chile, opposed by Ghana, proposed a levy."
    found = ties_of(
        [
            Said("Peru", PROPOSE, "a levy", words),
            Said("Chile", PROPOSE, "a levy", words),
            Said("Ghana", OPPOSE, "a levy", words, reply_to=0),
        ]
    )
    assert found[2].counters == (0, 1)
    assert found[0].together == found[1].together is not None
    assert found[2].together is None


@pytest.mark.parametrize(
    ("stance", "matter", "sentence"),
    [
        (SUPPORT, "Peru", "Chile, supporting Peru, asked for the floor."),
        (SUPPORT, "Peru's plan for a levy", "Chile welcomed Peru's plan for a levy."),
        (ACCEPT, "the Peru proposal", "Chile agreed to the Peru proposal."),
        (ACCEPT, "a Peru proposal", "Chile agreed to a Peru proposal."),
        (SUPPORT, "a new proposal by Norway and Peru", "Chile backed a new proposal by Norway and Peru."),
    ],
)
def test_actors_that_the_words_side_with(stance: Stance, matter: str, sentence: str) -> None:
    assert "Peru" in ties_of([Said("Chile", stance, matter, sentence)])[0].sides_with


@pytest.mark.parametrize(
    ("sentence", "sides_with"),
    [
        ("We support Peru's plan.", ("Peru",)),
        ("In May, I told Norway that we support Peru's plan.", ("Peru",)),
        ("We heard that Norway would support Peru's plan.", ()),
        ("The delegates support Peru's plan, and so do we.", ()),
    ],
)
def test_speakers_name_themselves_by_we(sentence: str, sides_with: tuple[str, ...]) -> None:
    assert ties_of([Said("Chile", SUPPORT, "Peru's plan", sentence)])[0].sides_with == sides_with


@pytest.mark.parametrize(
    ("stance", "matter", "sentence", "to"),
    [
        (REJECT, "Peru's request for more time", "Chile rejected Peru's request for more time.", None),
        (ACCUSE, "draining the lake", "Chile accused Peru of draining the lake.", "Peru"),
        (Stance.THREATEN, "a strike", "Chile warned Peru of a strike.", "Peru"),
        (OPPOSE, "an idea by Peru", "Chile opposed an idea by Peru.", None),
        (Stance.DENY, "Peru's claim to the lake", "Chile denied Peru's claim to the lake.", None),
        (REJECT, "the joint proposal of Peru", "Chile rejected the joint proposal of Peru.", None),
    ],
)
def test_actors_that_the_words_stand_against(stance: Stance, matter: str, sentence: str, to: str | None) -> None:
    assert ties_of([Said("Chile", stance, matter, sentence, to)])[0].stands_against == ("Peru",)


@pytest.mark.parametrize(
    ("stance", "matter", "sentence", "to"),
    [
        (ACCUSE, "Peru had won the vote", "Chile claimed that Peru had won the vote.", "Peru"),  # no word of blame
        (SUPPORT, "chairing the session", "Chile thanked Peru for chairing the session.", "Peru"),  # manners
        (SUPPORT, "Peru should submit texts", "Chile, with Kenya, said Peru should submit texts.", None),
        (SUPPORT, "Peru", "Chile backed away from its support for Peru.", None),
        (OPPOSE, "a levy on ships from Peru", "Chile opposed a levy on ships from Peru.", None),
        (SUPPORT, "doing this at Peru", "Chile supported doing this at Peru.", None),
        (REJECT, "differences among Peru", "Chile rejected differences among Peru.", None),
        (Stance.DENY, "Peru's plan evades the law", "Chile denied that Peru's plan evades the law.", None),
        (SUPPORT, "the Peru proposal", "Chile supported the Peru proposal by Ghana.", None),
        (SUPPORT, "inviting Peru's comments", "Chile supported inviting Peru's comments.", None),
        (CONCERN, "Peru's plan", "Chile was worried about Peru's plan.", None),
        (SUPPORT, "a joint statement of Peru and Chile", "Chile signed a joint statement of Peru and Chile.", None),
    ],
)
def test_naming_somebody_takes_no_side(stance: Stance, matter: str, sentence: str, to: str | None) -> None:
    found = ties_of([Said("Chile", stance, matter, sentence, to)])[0]
    assert (found.sides_with, found.stands_against) == ((), ())


@pytest.mark.parametrize(
    ("sentence", "listed"),
    [
        ("Chile backed Peru, Norway and Kenya.", ("Peru", "Norway", "Kenya")),
        ("Chile backed Senator Peru, Dr. Norway, and Governor Kenya.", ("Peru", "Norway", "Kenya")),
        ("Chile backed Peru, Atlantis, Kenya and the Sunken Isles.", ("Peru", "Kenya")),
        ("Chile backed Peru and what Norway had said of Kenya.", ()),
        ("Chile backed Kenya and Peru's friends.", ()),
    ],
)
def test_everybody_in_a_list_is_sided_with(sentence: str, listed: tuple[str, ...]) -> None:
    matter = sentence.removeprefix("Chile backed ").removesuffix(".")
    assert ties_of([Said("Chile", SUPPORT, matter, sentence)])[0].sides_with == listed


def test_a_list_of_allies_ends_with_the_matter() -> None:
    sentence = "Chile backed Peru, and Kenya opposed the quota."
    assert ties_of([Said("Chile", SUPPORT, "Peru", sentence)])[0].sides_with == ("Peru",)


@pytest.mark.parametrize(
    ("sentence", "listed"),
    [
        ("Chile criticized Peru, Norway and Kenya for the quota.", ("Peru", "Norway", "Kenya")),
        ("Chile blamed Peru, Atlantis and Kenya over the quota.", ("Peru", "Kenya")),
        ("Chile blamed Peru and Norway, and Kenya wanted the quota.", ("Peru",)),
        ("Chile blamed Peru and Kenya's board over the quota.", ("Peru",)),
    ],
)
def test_everybody_in_a_list_is_blamed(sentence: str, listed: tuple[str, ...]) -> None:
    assert ties_of([Said("Chile", ACCUSE, "the quota", sentence, "Peru")])[0].stands_against == listed


@pytest.mark.parametrize(
    ("matter", "sentence"),
    [
        ("the raid and calls on Peru to act", "Chile condemned the raid and calls on Peru to act."),
        ("the levy", "Chile denounced the levy and accused Peru of delay."),
    ],
)
def test_whoever_is_named_after_another_thing_is_not_blamed_for_this_one(matter: str, sentence: str) -> None:
    assert ties_of([Said("Chile", ACCUSE, matter, sentence, "Peru")])[0].stands_against == ()


def test_who_is_threatened_with_two_things_stands_opposite() -> None:
    matter, sentence = "tariffs and quotas on Peru", "Chile threatened tariffs and quotas on Peru."
    assert ties_of([Said("Chile", Stance.THREATEN, matter, sentence, "Peru")])[0].stands_against == ("Peru",)


@pytest.mark.parametrize("matter", ["the raids and killings by Peru", "threats by Ghana and Peru", "Ghana and Peru"])
def test_the_doer_of_two_things_and_the_last_of_a_list_are_blamed(matter: str) -> None:
    assert ties_of([Said("Chile", ACCUSE, matter, f"Chile condemned {matter}.", "Peru")])[0].stands_against == ("Peru",)


def test_members_of_one_list_do_not_stand_against_each_other() -> None:
    words = "Chile and Peru rejected Peru's request."
    found = ties_of([Said(who, REJECT, "Peru's request", words) for who in ("Chile", "Peru")])
    assert found[0].stands_against == ()


@pytest.mark.parametrize(
    ("stance", "matter", "sentence", "to", "sides_with", "stands_against"),
    [
        (OPPOSE, "the strike", "Chile criticized Peru over the strike.", "Peru", (), ("Peru",)),
        (OPPOSE, "Peru", "Chile, which stood by, echoed Peru.", None, (), ("Peru",)),
        (SUPPORT, "Peru", "Chile criticized Peru.", None, ("Peru",), ()),
        (SUPPORT, "chairing the session", "Chile thanked Peru for chairing the session.", "Peru", (), ()),
    ],
)
def test_a_correction_by_a_person_decides_the_side(
    stance: Stance,
    matter: str,
    sentence: str,
    to: str | None,
    sides_with: tuple[str, ...],
    stands_against: tuple[str, ...],
) -> None:
    put_right = ties_of([Said("Chile", stance, matter, sentence, to, review=Review.CORRECTED)])[0]
    assert (put_right.sides_with, put_right.stands_against) == (sides_with, stands_against)
    as_read = ties_of([Said("Chile", stance, matter, sentence, to)])[0]
    assert (as_read.sides_with, as_read.stands_against) == ((), ())


ASKED = "Peru demanded of Chile an end to the levy."


@pytest.mark.parametrize(
    ("reply", "is_answer"),
    [
        (Said("Chile", REJECT, "an end to the levy", "Chile refused.", reply_to=0), True),
        (Said("Kenya", OPPOSE, "Peru's demand", "Kenya opposed Peru's demand.", reply_to=0), True),
        (Said("Chile", ACCEPT, "an end to levies", "Chile accepted an end to levies.", reply_to=0), True),
        (Said("Kenya", SUPPORT, "an end to levies", "Kenya supported an end to levies.", reply_to=0), False),
        (Said("Chile", ACCEPT, "the levy", "Chile accepted the levy.", reply_to=0), False),
    ],
    ids=lambda value: value.sentence if isinstance(value, Said) else "",
)
def test_an_answer_names_the_asker_or_decides_the_matter(reply: Said, is_answer: bool) -> None:
    found = ties_of([Said("Peru", DEMAND, "an end to the levy", ASKED, "Chile"), reply])[1]
    assert bool(found.backs or found.counters) == is_answer


def test_support_that_is_only_asked_for_is_no_answer() -> None:
    words = "Peru proposed that Kenya support the fund."
    asked = Said("Peru", PROPOSE, "Kenya support the fund", words)
    found = ties_of([asked, Said("Kenya", SUPPORT, "the fund", words, reply_to=0)])
    assert found[1].backs == ()


@pytest.mark.parametrize("modality", [PositionModality.POSSIBLE, PositionModality.REPORTED_BELIEF])
def test_an_uncertain_position_takes_no_side(modality: PositionModality) -> None:
    found = ties_of([Said("Chile", SUPPORT, "Peru", "Chile may be backing Peru.", modality=modality)])[0]
    assert (found.sides_with, found.matter) == ((), None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the reduction of emissions", "emission reductions"),
        ("a levy on ships", "levies on a ship"),
        ("the US tariffs", "tariffs of the US"),
    ],
)
def test_one_matter_has_one_key_in_every_text(one: str, other: str) -> None:
    assert key(one, "d1", "1") == key(other, "d2", "7") is not None


@pytest.mark.parametrize("matter", ["the proposal", "their offer to the miners", "this levy on ships"])
def test_an_anaphoric_matter_is_one_matter_within_its_paragraph(matter: str) -> None:
    assert key(matter, "d1", "1") == key(matter, "d1", "1") != key(matter, "d1", "2")


@pytest.mark.parametrize("matter", ["paragraph 3", "the draft decision on sinks", "sinks", "informal consultations"])
def test_a_matter_relative_to_its_text_differs_between_texts(matter: str) -> None:
    assert key(matter, "d1", "1") == key(matter, "d1", "2") != key(matter, "d2", "1")


def test_a_negated_matter_is_another_one() -> None:
    assert key("a levy on ships", "d", "0") != key("no levy on ships", "d", "0")
    assert (
        reversing_stems("deferring a vote") == reversing_stems("the vote was deferred") != reversing_stems("the vote")
    )


def test_an_answer_has_the_matter_of_the_position_it_answers() -> None:
    found = ties_of(
        [
            Said("Peru", DEMAND, "an end to the levy", ASKED, "Chile"),
            Said("Chile", REJECT, "Peru's demand", "Chile rejected Peru's demand.", reply_to=0),
        ]
    )
    assert found[0].matter == found[1].matter


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = (
        "Peru asked the board of the\nfund to wait for the report\nand Chile said it did not\nobject.\n\nKenya did."
    )
    laid = Paragraphs(wrapped)
    assert laid.of(wrapped.index("Chile")) == laid.of(0) != laid.of(wrapped.index("Kenya"))
    one_a_line = Paragraphs("Peru asked the board to wait.\nChile did not object.\nKenya did.\nGhana left.")
    assert [one_a_line.of(offset) for offset in (0, 31, 54)] == [0, 1, 2]


def test_an_incomplete_matter_is_the_same_only_in_its_place() -> None:
    wanted, taken, asked, backed = ties_of(
        [
            Said("Peru", SUPPORT, "time", "Peru wanted time for lunch."),
            Said("Ghana", SUPPORT, "time", "Ghana favored time in choosing a chair."),
            Said("Chile", SUPPORT, "time", "Chile favoured time."),
            Said("Kenya", SUPPORT, "a fund", "Kenya backed a fund, for a start."),
        ]
    )
    assert len({None, wanted.matter, taken.matter, asked.matter}) == 4
    assert backed.matter is not None
    assert backed.matter.endswith("/fund")


def test_words_both_supported_and_opposed_on_one_day_are_no_single_matter() -> None:
    kind = ("Peru", "Chile"), SUPPORT, "joint projects", "Peru and Chile backed joint projects, with voluntary limits."
    other = ("Peru", "Ghana"), Stance.OPPOSE, "joint projects", "Peru and Ghana opposed joint projects, if forced."
    said = [Said(who, stance, matter, words) for each, stance, matter, words in (kind, other) for who in each]
    found = [each.matter for each in ties_of(said)]
    assert found[0] == found[1] != found[2] == found[3]
    assert ties_of(said[1:])[0].matter == ties_of(said[1:])[2].matter


def test_an_unspecific_group_has_no_matter() -> None:
    who_said = ("Peru", "countries", "several states")
    state, *anybody = ties_of([Said(who, SUPPORT, "a port levy", f"{who} backed a port levy.") for who in who_said])
    assert [state.matter, *(each.matter for each in anybody)] == [key("a port levy", "d", "0"), None, None]


@pytest.mark.parametrize("when", ["on Monday", "in a letter", "at the summit", "by a vote of 5 to 4", "to spare coal"])
def test_time_and_manner_of_a_stance_do_not_change_the_matter(when: str) -> None:
    matter = "the carbon border tax"
    one, other = ties_of([Said(each, SUPPORT, matter, f"{each} backed {matter} {when}.") for each in ("Peru", "Chile")])
    assert one.matter == other.matter == key(matter, "d", "0")


def test_nobody_agrees_with_their_own_state() -> None:
    words = "Ana Ruiz and Peru supported a levy on ships, as did Chile."
    said = [Said(each, SUPPORT, "a levy on ships", words) for each in ("Ana Ruiz", "Peru", "Chile")]
    minister, state, other = ties_of(said, posts={"Ana Ruiz": "Peru"})
    assert (minister.matter, minister.together) == (None, None)
    assert (state.matter, state.together) == (other.matter, other.together)
    assert None not in {state.matter, state.together}


def test_nobody_sides_with_their_own_state() -> None:
    backed, by_another, against = (
        ties_of([Said(holder, stance, "Peru's plan", words)], posts={"Ana Ruiz": "Peru"})[0]
        for holder, stance, words in (
            ("Ana Ruiz", SUPPORT, "Ana Ruiz backed Peru's plan."),
            ("Chile", SUPPORT, "Chile, which met Ana Ruiz, backed Peru's plan."),
            ("Ana Ruiz", REJECT, "Ana Ruiz rejected Peru's plan."),
        )
    )
    assert backed.sides_with == ()
    assert by_another.sides_with == against.stands_against == ("Peru",)


def test_nobody_backs_what_their_own_state_proposes() -> None:
    words = "Peru, supported by Ana Ruiz and Chile, proposed a levy."
    said = [Said("Peru", PROPOSE, "a levy", words)]
    said += [Said(each, SUPPORT, "a levy", words, reply_to=0) for each in ("Ana Ruiz", "Chile")]
    _, minister, other = ties_of(said, posts={"Ana Ruiz": "Peru"})
    assert (minister.backs, other.backs) == ((), (0,))


def test_a_person_who_differs_from_their_state_has_their_own_side() -> None:
    words = "Ana Ruiz opposed a levy on ships, which Peru and Chile supported."
    said = [Said(each, SUPPORT, "a levy on ships", words) for each in ("Peru", "Chile")]
    minister, *states = ties_of([Said("Ana Ruiz", OPPOSE, "a levy on ships", words), *said], posts={"Ana Ruiz": "Peru"})
    assert {each.matter for each in states} == {minister.matter} != {None}


@pytest.mark.parametrize(
    ("sentence", "matter", "sides_with"),
    [
        ("Chile backed a plan by Peru, for the EU, on cod.", "a plan by Peru", ("EU",)),
        ("Chile backed a plan by Peru, for the EU (E), on cod.", "a plan by Peru", ("EU",)),
        ("Chile backed a plan by Peru, for the EU (as Ghana wished) to pay.", "a plan by Peru", ("Peru",)),
        ("Chile backed the text tabled by Peru on behalf of the EU.", "the text tabled by Peru", ("EU",)),
        ("Chile backed Peru, on behalf of Kenya.", "Peru", ("Kenya",)),
        ("Chile backed Peru (speaking for the EU) and Norway.", "Peru", ("EU",)),
        ("Chile backed Peru on behalf of the EU.", "Peru", ("Peru",)),  # Chile speaks for it
        ("Chile backed a plan by Peru, for Kenya, on cod.", "a plan by Peru", ("Peru",)),  # whose gain it is
        ("Chile backed a plan by Peru, for the EU to pay.", "a plan by Peru", ("Peru",)),
    ],
)
def test_the_group_is_sided_with_not_its_spokesman(sentence: str, matter: str, sides_with: tuple[str, ...]) -> None:
    assert ties_of([Said("Chile", SUPPORT, matter, sentence)])[0].sides_with == sides_with


@pytest.mark.parametrize(
    ("asker", "matter", "sentence", "sides_with"),
    [
        ("Ghana", "Peru's comments on cod", "Ghana, backed by Chile, asked for Peru's comments on cod.", ()),
        ("Ghana", "views of Peru on cod", "Ghana, backed by Chile, asked for views of Peru on cod.", ()),
        ("Ghana", "Peru's text", "Ghana, backed by Chile, asked for Peru's text to be adopted.", ("Peru",)),
        (
            "Ghana",
            "Peru's plan to give information",
            "Ghana and Chile sought Peru's plan to give information.",
            ("Peru",),
        ),
        ("Peru", "Peru's plan on cod", "Chile supported Peru's plan on cod.", ("Peru",)),  # read as what Peru proposed
    ],
)
def test_whoever_is_asked_has_put_nothing_forward(
    asker: str, matter: str, sentence: str, sides_with: tuple[str, ...]
) -> None:
    asked, supporter = Said(asker, PROPOSE, matter, sentence), Said("Chile", SUPPORT, matter, sentence)
    assert ties_of([asked, supporter])[1].sides_with == sides_with
    assert "Peru" in ties_of([supporter])[0].sides_with


def test_what_is_said_to_two_is_tied_once() -> None:
    words = "Chile, supported by Ghana, urged Peru and Kenya to pay."
    said = [Said("Chile", DEMAND, "pay", words, to=each) for each in ("Peru", "Kenya")]
    said += [Said("Ghana", SUPPORT, "pay", words, reply_to=0), Said("Kenya", REJECT, "pay", words, reply_to=0)]
    said += [Said("Togo", REJECT, "pay", words, reply_to=1)]
    first, again, friend, foe, for_foe = ties_of(said)
    assert (first.matter is not None, again) == (True, again.__class__())
    assert (friend.backs, foe.counters, for_foe.counters) == ((0,), (1,), (1,))


def test_blame_on_two_is_one_tie_to_each() -> None:
    words = "Chile accused Peru and Kenya of theft."
    first, again = ties_of([Said("Chile", ACCUSE, "theft", words, to=each) for each in ("Peru", "Kenya")])
    assert (first.stands_against, again.stands_against) == (("Peru", "Kenya"), ())
