"""What the learned weights say that a matter is about, and who else is asked where a matter's words leave doubt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.issues.likelihood import Likelihoods, blended, likely
from kg.extract.issues.neighbouring_sentences import of_neighbours
from kg.extract.issues.signs import signs
from kg.extract.issues.wording import wording
from kg.lists import OwnList
from kg.model import IssueLink, Passage

__all__ = ["Judgement", "judgement_of"]

_BY_ITSELF = 0.25
"""The likelihood from which a matter's sentence indicates a concept by itself."""
_SURE = 0.8
"""The likelihood from which no other judge is asked."""
_SURE_BY_ITSELF = 0.7
"""The likelihood by the matter's sentence alone from which, in a bulletin, the sentences around are not asked."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The likelihood of each concept, 0 to 1, by all that was asked; and whether the matter's sentence indicates a
    concept by itself, without the text around it."""

    likelihoods: Mapping[str, float]
    is_indicated_by_sentence: Callable[[str], bool]


def judgement_of(
    text: str,
    matter: Passage,
    evidence: Passage,
    lists: tuple[OwnList, ...],
    named_links: Sequence[IssueLink],
    second_judge: Likelihoods | None,
    *,
    bulletin: bool,
) -> Judgement:
    """What a matter's words and signs say and, where these leave doubt, the second judge, or in a bulletin the
    sentences around: there an encoder would hardly say more than the words do, and take most of the time.

    ``named_links`` are what the matter's own words name.
    """
    words, sign_values = wording(text, matter, evidence), signs(text, matter, evidence, named_links, lists)
    by_words = likely(words, sign_values)
    # Few matters need it, and these several times.
    by_sentence = cache(lambda: likely(words, sign_values, alone=True))

    def is_indicated(concept: str) -> bool:
        return by_sentence()[concept] >= _BY_ITSELF

    def is_indicated_to_either(concept: str) -> bool:
        if second_judge is None or is_indicated(concept):
            return is_indicated(concept)
        return blended(by_sentence(), second_judge("", matter, evidence))[concept] >= _BY_ITSELF

    best = max(by_words, key=by_words.__getitem__)
    if by_words[best] >= _SURE:
        return Judgement(by_words, is_indicated)
    if bulletin:
        is_sure_by_itself = by_sentence()[best] >= _SURE_BY_ITSELF
        by_neighbours = None if is_sure_by_itself else of_neighbours(text, evidence, lists)
        return Judgement(blended(by_words, by_neighbours) if by_neighbours else by_words, is_indicated)
    if second_judge is not None:
        by_both = blended(by_words, second_judge(text[: evidence.start], matter, evidence))
        return Judgement(by_both, is_indicated_to_either)
    return Judgement(by_words, is_indicated)
