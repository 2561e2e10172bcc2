"""Evidence for a concept: its labels in a matter and around it."""

from __future__ import annotations

from dataclasses import astuple

from kg.extract.issues.signs import Signs, of_sentence, own_links, signs
from kg.model import Passage

TEXT = (
    "Chad has banned cluster bombs. Cluster munitions maim.\n"
    "Peru was glad of the carbon sinks. On fish, Mali wants lower steel tariffs and the ban."
)
SENTENCE = Passage(TEXT.index("On fish"), len(TEXT), TEXT[TEXT.index("On fish") :])


def of(words: str) -> dict[str, Signs]:
    start = TEXT.rindex(words)
    own = own_links(words, SENTENCE, TEXT)
    return signs(TEXT, Passage(start, start + len(words), words), SENTENCE, own)


def of_sentence_alone(words: str) -> dict[str, Signs]:
    told = {concept: Signs(*of_sentence(astuple(found))) for concept, found in of(words).items()}
    return {concept: found for concept, found in told.items() if found != Signs()}


def test_labels_in_a_matter_count_for_their_concept_and_broader_ones() -> None:
    found = of("lower steel tariffs")
    assert found["SteelAndAluminumTariffs"].own > 0
    assert found["SteelAndAluminumTariffs"].first == 1
    assert found["Tariffs"].above == 1


def test_surrounding_labels_are_counted_by_sentence() -> None:
    found = of("the ban")["ClusterMunitions"]
    assert (found.own, found.here, found.opening) == (0, 0, 1)
    assert found.share == found.back > 0
    assert found.count > of("the ban")["Sinks"].count


def test_the_sentence_before_and_the_topic_that_is_announced() -> None:
    assert of("the ban")["Sinks"].before == 1
    assert of("the ban")["Fisheries"].announced == 1


def test_a_sentence_alone_has_no_surroundings() -> None:
    assert set(of_sentence_alone("the ban")) == {"Fisheries", "SteelAndAluminumTariffs"}
    assert of_sentence_alone("lower steel tariffs")["Tariffs"].above == 1


def test_a_hidden_label_counts_only_if_the_text_names_its_concept_again() -> None:
    text = "Emission targets matter. Sinks do. Baselines too. {} Mali wants other scenarios."

    def names(between: str) -> list[str]:
        whole = text.format(between)
        begin = whole.index("Mali")
        own = own_links("other scenarios", Passage(begin, len(whole), whole[begin:]), whole)
        return [each.concept for each in own]

    assert names("Coal does not.") == []
    assert names("The IPCC has met.") == ["ClimateScience"]
