"""The words by which a matter is judged."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.issues.wording import stems_of, wording
from kg.model import Passage

TEXT = "The port's closed.\nFish are few. Peru wants a lower quota at once. Chad waits.\nOman left."


def test_the_words_of_matter_sentence_paragraph_and_opening() -> None:
    start, begin = TEXT.index("a lower"), TEXT.index("Peru")
    evidence = Passage(begin, TEXT.index(" Chad"), TEXT[begin : TEXT.index(" Chad")])
    found = wording(TEXT, Passage(start, start + 13, "a lower quota"), evidence)
    assert found.matter == ("a", "lower", "quota")
    assert found.sentence == ("peru", "wants", "at", "once")
    assert found.paragraph == ("fish", "are", "few", "chad", "waits")
    assert found.opening[:3] == ("the", "port", "closed")


def test_quotation_marks_apostrophes_and_accents_do_not_hide_a_word() -> None:
    text = "'carbon tax' and workers' rights, Peru’s café"
    whole = Passage(0, len(text), text)
    assert wording(text, whole, whole).matter == ("carbon", "tax", "and", "workers", "rights", "peru", "cafe")


def test_stems_come_once_and_without_small_words() -> None:
    assert stems_of(("the", "quotas", "and", "the", "quota")) == stems_of(("quotas",))


@given(st.text(max_size=60), st.data())
def test_the_words_beside_a_matter_exclude_its_own(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = wording(text, Passage(start, end, text[start:end]), Passage(0, len(text), text))
    whole = wording(text, Passage(0, len(text), text), Passage(0, len(text), text))
    assert found.paragraph == () == whole.sentence
    assert len(found.matter) + len(found.sentence) <= len(whole.matter) + 2  # a word that is cut counts twice
