"""Where an actor stands over a matter in the parse: who is the subject of the verb over it, who owns it, who is asked.

The network sees words; a few hundred documents do not teach it the grammar that a parser knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.grammar.tense import SUBJECTS
from kg.extract.proposer.scene.scene import Scene

__all__ = ["PLACES", "place_of"]

PLACES = (
    "elsewhere",  # in another sentence
    "beside",  # in the matter's sentence, and none of what follows
    "inside",  # among the matter's words
    "own-subject",  # "China [should open its market]"
    "subject",  # of the first verb over the matter: "China wants [to talk]"
    "subject-above",  # of the second: "Wang said China wants [to talk]"
    "subject-far",
    "of-subject",  # "China's ministry wants [to talk]"
    "agent",  # "[the talks] were opposed by China"
    "owner",  # "China's wish [to talk]", "the wish of China [to talk]"
    "describing",  # "the Chinese wish [to talk]"
    "object",  # "asked China [to talk]"
    "after-preposition",  # "called on China [to talk]"
)
"""By number."""
DESCRIBING = ("amod", "compound", "nmod")
OBJECTS = ("dobj", "dative", "obj", "iobj")
LONGEST = 12
"""Words over a matter that are looked at, and nouns in a list."""


def place_of(scene: Scene, matter: tuple[int, int], sentence: int, words: tuple[int, int]) -> int:
    """The number of the place of an actor's ``words`` over a matter in a sentence.

    A scene without a parse knows the sentence alone.
    """
    start, end = scene.sentences[sentence]
    return PLACES.index(_place(scene, matter, words) if start <= words[0] < end else "elsewhere")


def _place(scene: Scene, matter: tuple[int, int], words: tuple[int, int]) -> str:
    if not scene.heads:
        return "beside"
    root = _head(scene, matter)
    over = list(_upward(scene, root))
    head = _first_of_list(scene, _head(scene, words))
    kind, parent = scene.relations[head], scene.heads[head]
    inside = words[0] < matter[1] and matter[0] < words[1]
    if kind in SUBJECTS and parent == root:
        return "own-subject"
    if inside:
        return "inside"
    if kind in SUBJECTS and parent in over:
        governing = [i for i in over if scene.subjects.get(i)]
        return ("subject", "subject-above", "subject-far")[min(governing.index(parent), 2)]
    governed = _governed(scene, head, (root, *over))
    if governed is None and any(_is_subject(scene, i, (root, *over)) for i in (parent, scene.heads[parent])):
        return "of-subject"
    return governed or "beside"


def _governed(scene: Scene, head: int, over: Sequence[int]) -> str | None:
    """The place of a word that is no subject, by what it is to ``over``: the matter's head, and what is over that."""
    kind, parent = scene.relations[head], scene.heads[head]
    if kind == "pobj" and scene.heads[parent] in over:
        if scene.relations[parent] == "agent":
            return "agent"
        return "owner" if scene.words[parent].casefold() == "of" else "after-preposition"
    if parent not in over:
        return None
    return {"poss": "owner", **dict.fromkeys(DESCRIBING, "describing"), **dict.fromkeys(OBJECTS, "object")}.get(kind)


def _is_subject(scene: Scene, word: int, over: Sequence[int]) -> bool:
    first = _first_of_list(scene, word)
    return scene.relations[first] in SUBJECTS and scene.heads[first] in over


def _head(scene: Scene, words: tuple[int, int]) -> int:
    """The first of some words that hangs on none of the others."""
    start, end = words
    return next((i for i in range(start, end) if not start <= scene.heads[i] < end or scene.heads[i] == i), end - 1)


def _upward(scene: Scene, word: int) -> Iterator[int]:
    for _ in range(LONGEST):
        if scene.heads[word] == word:
            return
        word = scene.heads[word]
        yield word


def _first_of_list(scene: Scene, word: int) -> int:
    """The first noun of the list that a word stands in: what it is, all are."""
    for _ in range(LONGEST):
        if scene.relations[word] not in {"conj", "appos"}:
            break
        word = scene.heads[word]
    return word
