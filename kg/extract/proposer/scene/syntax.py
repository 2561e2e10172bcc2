"""The place of an actor relative to a matter in the parse: the subject of the verb above it, its owner, its addressee.

The network sees words; a few hundred documents do not teach it the grammar that a parser knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from kg.extract.grammar.tense import SUBJECTS
from kg.extract.proposer.scene.scene import Scene

__all__ = ["PLACES", "Place", "place_of"]


class Place(StrEnum):
    """The place of an actor relative to a matter, which is in brackets in the examples."""

    ELSEWHERE = "elsewhere"
    """In another sentence."""
    BESIDE = "beside"
    """In the matter's sentence, in none of the following places."""
    INSIDE = "inside"
    """Among the matter's words."""
    OWN_SUBJECT = "own-subject"
    """"China [should open its market]"."""
    SUBJECT = "subject"
    """Of the first verb with a subject above the matter: "China wants [to talk]"."""
    SUBJECT_ABOVE = "subject-above"
    """Of the second: "Wang said China wants [to talk]"."""
    SUBJECT_FAR = "subject-far"
    """Of any further one."""
    OF_SUBJECT = "of-subject"
    """"China's ministry wants [to talk]"."""
    AGENT = "agent"
    """"[the talks] were opposed by China"."""
    OWNER = "owner"
    """"China's wish [to talk]", "the wish of China [to talk]"."""
    DESCRIBING = "describing"
    """"the Chinese wish [to talk]"."""
    OBJECT = "object"
    """"asked China [to talk]"."""
    AFTER_PREPOSITION = "after-preposition"
    """"called on China [to talk]"."""


PLACES = tuple(Place)
"""The number of a place is its index."""
PLACE_BY_ARC = {
    "poss": Place.OWNER,
    **dict.fromkeys(("amod", "compound", "nmod"), Place.DESCRIBING),
    **dict.fromkeys(("dobj", "dative"), Place.OBJECT),
}
WORDS_OVER_MATTER = 12
"""How many words above a matter count, and how many nouns of a list are climbed."""


def place_of(scene: Scene, matter: tuple[int, int], sentence: int, words: tuple[int, int]) -> int:
    """The number of the place of an actor's ``words`` relative to a matter in a sentence.

    In a scene without a parse only the sentence counts.
    """
    start, end = scene.sentences[sentence]
    return PLACES.index(_place(scene, matter, words) if start <= words[0] < end else Place.ELSEWHERE)


def _place(scene: Scene, matter: tuple[int, int], words: tuple[int, int]) -> Place:
    if not scene.heads:
        return Place.BESIDE
    root = _head(scene, matter)
    over = list(_upward(scene, root))
    head = _first_of_list(scene, _head(scene, words))
    kind, parent = scene.relations[head], scene.heads[head]
    inside = words[0] < matter[1] and matter[0] < words[1]
    if kind in SUBJECTS and parent == root:
        return Place.OWN_SUBJECT
    if inside:
        return Place.INSIDE
    if kind in SUBJECTS and parent in over:
        governing = [i for i in over if scene.subjects.get(i)]
        return (Place.SUBJECT, Place.SUBJECT_ABOVE, Place.SUBJECT_FAR)[min(governing.index(parent), 2)]
    governed = _governed(scene, head, (root, *over))
    if governed is None and any(_is_subject(scene, i, (root, *over)) for i in (parent, scene.heads[parent])):
        return Place.OF_SUBJECT
    return governed or Place.BESIDE


def _governed(scene: Scene, head: int, over: Sequence[int]) -> Place | None:
    """The place of a word that is no subject, by its relation to ``over``, the matter's head and the words above it."""
    kind, parent = scene.relations[head], scene.heads[head]
    if kind == "pobj" and scene.heads[parent] in over:
        if scene.relations[parent] == "agent":
            return Place.AGENT
        return Place.OWNER if scene.words[parent].casefold() == "of" else Place.AFTER_PREPOSITION
    if parent not in over:
        return None
    return PLACE_BY_ARC.get(kind)


def _is_subject(scene: Scene, word: int, over: Sequence[int]) -> bool:
    first = _first_of_list(scene, word)
    return scene.relations[first] in SUBJECTS and scene.heads[first] in over


def _head(scene: Scene, words: tuple[int, int]) -> int:
    """The first of some words that depends on none of the others."""
    start, end = words
    return next((i for i in range(start, end) if not start <= scene.heads[i] < end or scene.heads[i] == i), end - 1)


def _upward(scene: Scene, word: int) -> Iterator[int]:
    for _ in range(WORDS_OVER_MATTER):
        if scene.heads[word] == word:
            return
        word = scene.heads[word]
        yield word


def _first_of_list(scene: Scene, word: int) -> int:
    """The first noun of the list that a word is in: its relation is that of all."""
    for _ in range(WORDS_OVER_MATTER):
        if scene.relations[word] not in {"conj", "appos"}:
            break
        word = scene.heads[word]
    return word
