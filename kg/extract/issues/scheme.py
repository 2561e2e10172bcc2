"""The scheme of issues: its concepts, and the labels by which words are matched to them.

The concepts are ``schemas/issues.ttl`` and those of the project's own lists. A hidden label ("scenarios" for
climate science) means its concept only in a text about the concept's field, and where no other label fits.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg import vocabulary
from kg.extract.words.lexicon import rows
from kg.extract.words.stem import stem
from kg.lists import ListedIssue, OwnList

__all__ = [
    "PROCEDURE",
    "Concept",
    "Pattern",
    "Scheme",
    "Token",
    "are_concepts_replaced",
    "concepts",
    "pattern_of",
    "scheme_of",
    "stems_for",
    "tokens_of",
    "tops_of",
]

PROCEDURE = "InstitutionsAndProcedure"
"""The top concept of how negotiations are conducted."""
_WORD = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\.?|[^\W_]+(?:[.,]\d+)*(?:['’][^\W\d_]+)?")
_SYMBOL = re.compile(r"\b[A-Z]{2,}(?:/[\w.-]+)*/\d[\w./-]*")
"""The number of a document, whose letters name no issue: FCCC/SBI/1999/L.9."""


@dataclass(frozen=True, slots=True)
class Concept:
    """An issue: its local name, its labels, the broader concept, and the top concept above it (itself at the top).

    ``hidden`` labels mean it only in a text about its field, the top concept.
    """

    name: str
    label: str
    alternatives: tuple[str, ...]
    broader: str | None
    domain: str
    hidden: tuple[str, ...] = ()


@cache
def concepts() -> dict[str, Concept]:
    """The shipped concepts by local name, in the order of the file."""
    shipped = vocabulary.concepts()

    def way(id_: str) -> list[str]:
        """The local names of a concept and of those above it, the top one last."""
        return [id_.removeprefix("issue/"), *(name for broader in shipped[id_].broader[:1] for name in way(broader))]

    concepts_by_name: dict[str, Concept] = {}
    for each in shipped.values():
        name, *above = way(each.id)
        broader, domain = (above[0], above[-1]) if above else (None, name)
        concepts_by_name[name] = Concept(name, each.label, each.alternatives, broader, domain, each.hidden)
    return concepts_by_name


@dataclass(frozen=True, slots=True)
class Token:
    """A word; ``joint`` is what stands between it and the next: nothing, ``of`` and its like, or another small word."""

    key: str
    capitalised: bool
    abbreviation: bool
    joint: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A label as stems; where ``open_after[i]``, up to two other words may follow stem i in a matter."""

    stems: tuple[str, ...]
    open_after: tuple[bool, ...]
    abbreviation: bool


@cache
def _words(*uses: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows("issues/label_words") if row["use"] in uses)


@cache
def stems_for(use: str) -> frozenset[str]:
    """The stems of the words that ``label_words.csv`` lists for a use."""
    return frozenset(stem(word) for word in _words(use))


def tokens_of(text: str) -> list[Token]:
    """The words of ``text`` without the small ones; an abbreviation keeps its capitals unless all is in capitals."""
    words_of = _words("of")
    shouted = text.isupper() and " " in text
    words: list[tuple[str, bool, bool]] = []
    joints: list[str] = []
    for word in _WORD.findall(_SYMBOL.sub(" ", text)):
        if (key_and_form := _key_of(word, shouted)) is not None:
            words.append(key_and_form)
            joints.append("")
        elif joints and joints[-1] != "of":
            joints[-1] = "of" if word.lower() in words_of else "other"
    return [Token(*word, joint) for word, joint in zip(words, joints, strict=True)]


@lru_cache(maxsize=1 << 16)
def _key_of(word: str, shouted: bool) -> tuple[str, bool, bool] | None:
    """A word's key, and whether it is capitalised and an abbreviation; None for small words."""
    lower = word.lower()
    if lower in _words("skip", "of"):
        return None
    abbreviation = not shouted and sum(map(str.isupper, word)) >= 2
    if abbreviation:
        key = re.sub(r"['’]s$", "", word).replace(".", "")
        key = key[:-1] if key.endswith("s") and key[:-1].isupper() else key
    else:
        key = stem(lower)
    return key, word[0].isupper() and not shouted, abbreviation


def pattern_of(label: str) -> Pattern:
    """The pattern of a label."""
    tokens = tokens_of(label)
    starts_with_verb = label.split()[0] in _words("verb")
    return Pattern(
        stems=tuple(token.key for token in tokens),
        open_after=tuple(bool(token.joint) or (starts_with_verb and not i) for i, token in enumerate(tokens[:-1])),
        abbreviation=tokens[0].abbreviation,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Scheme:
    """The concepts by local name, and those that each label means, the likeliest first.

    ``index`` has the labels, numbered in the order of ``meanings``, by their first stem and the next one ("" if there
    is none); labels of two stems, which may be reversed, also by the second and then the first. ``hidden`` has the
    labels that mean a concept only in a text about its field, with that concept. ``tops`` are our concepts without a
    broader one: whole fields.
    """

    concepts: Mapping[str, Concept]
    meanings: Mapping[Pattern, tuple[str, ...]]
    index: Mapping[str, Mapping[str, Sequence[tuple[int, Pattern]]]]
    hidden: frozenset[tuple[Pattern, str]]
    tops: frozenset[str]

    def named(
        self, pattern: Pattern, about: Collection[str] = (), again: Collection[str] | None = None
    ) -> tuple[str, ...]:
        """The concepts that a label means in a text about these fields, the likeliest first; by a hidden label only
        concepts that are named ``again``, where that is given."""
        return tuple(
            name
            for name in self.meanings[pattern]
            if (pattern, name) not in self.hidden
            or (self.concepts[name].domain in about and (again is None or name in again))
        )


def are_concepts_replaced(lists: tuple[OwnList, ...]) -> bool:
    """Whether one of the lists takes the place of the shipped concepts."""
    return bool(_replacing(lists))


def _replacing(lists: tuple[OwnList, ...]) -> list[OwnList]:
    return [each for each in lists if each.replaces and each.issues]


@lru_cache(maxsize=8)
def tops_of(lists: tuple[OwnList, ...]) -> frozenset[str]:
    """The concepts with others below and none above them."""
    known_concepts = scheme_of(lists).concepts
    broader_names = {concept.broader for concept in known_concepts.values()}
    return frozenset(
        name for name, concept in known_concepts.items() if concept.broader is None and name in broader_names
    )


@lru_cache(maxsize=8)
def scheme_of(lists: tuple[OwnList, ...]) -> Scheme:
    """The shipped concepts with those of the lists ahead of them; those of the lists alone where one of them replaces.

    >>> scheme_of(()).concepts["Tariffs"].broader
    'Trade'
    """
    replacing = _replacing(lists)
    shipped_concepts = {} if replacing else concepts()
    concepts_of_lists = _own_concepts([issue for each in replacing or lists for issue in each.issues], shipped_concepts)
    all_concepts = {**shipped_concepts, **concepts_of_lists}
    meanings = _meanings(shipped_concepts.values()) | _meanings(concepts_of_lists.values(), phrases=())
    index: dict[str, dict[str, list[tuple[int, Pattern]]]] = {}
    for number, pattern in enumerate(meanings):
        first_stem, second_stem = (*pattern.stems[:2], "")[:2]
        index.setdefault(first_stem, {}).setdefault(second_stem, []).append((number, pattern))
        if len(pattern.stems) == 2 and first_stem != second_stem:
            index.setdefault(second_stem, {}).setdefault(first_stem, []).append((number, pattern))
    tops = frozenset(name for name in shipped_concepts if all_concepts[name].broader is None)
    return Scheme(all_concepts, meanings, index, _hidden(all_concepts.values()), tops)


def _hidden(described: Iterable[Concept]) -> frozenset[tuple[Pattern, str]]:
    """The hidden labels with their concepts, except those with the same pattern as an open label of the concept."""
    hidden_labels: set[tuple[Pattern, str]] = set()
    for concept in described:
        open_patterns = {
            pattern_of(label) for label in filter(tokens_of, (concept.label, *concept.alternatives)) if concept.hidden
        }
        hidden_labels |= {
            (pattern, concept.name) for label in concept.hidden if (pattern := pattern_of(label)) not in open_patterns
        }
    return frozenset(hidden_labels)


def _own_concepts(issues: Sequence[ListedIssue], known: Mapping[str, Concept]) -> dict[str, Concept]:
    """The concepts of lists; one of ours keeps our labels beside theirs."""
    broader_by_name = {name: each.broader for name, each in known.items()}
    broader_by_name |= {each.concept: each.broader or broader_by_name.get(each.concept) for each in issues}

    tops: dict[str, str] = {}

    def top(name: str) -> str:
        way = [name]
        while (
            way[-1] not in tops and (broader := broader_by_name.get(way[-1])) in broader_by_name and broader is not None
        ):
            way.append(broader)
        tops.update(dict.fromkeys(way, tops.get(way[-1], way[-1])))
        return tops[name]

    concepts_by_name: dict[str, Concept] = {}
    for each in issues:
        shipped_concept = concepts_by_name.get(each.concept) or known.get(each.concept)
        labels = (shipped_concept.label, *shipped_concept.alternatives) if shipped_concept else ()
        alternatives = tuple(dict.fromkeys((*each.aliases, *labels)))
        broader = broader_by_name[each.concept]
        concepts_by_name[each.concept] = Concept(
            each.concept,
            each.label,
            alternatives,
            broader if broader in broader_by_name else None,
            top(each.concept),
            shipped_concept.hidden if shipped_concept else (),
        )
    return concepts_by_name


def _meanings(described: Iterable[Concept], phrases: Sequence[str] | None = None) -> dict[Pattern, tuple[str, ...]]:
    """The concepts of each label, in order; one with the label as its own name comes first.

    A phrase that only looks like a label (``not_issues.csv``) means none, and keeps its words from other labels. A
    label of small words only ("of the") is never looked for.
    """
    phrases_of_nothing = [row["phrase"] for row in rows("issues/not_issues")] if phrases is None else phrases
    names_by_pattern: dict[Pattern, list[str]] = {pattern_of(phrase): [] for phrase in phrases_of_nothing}
    for each in described:
        for label in filter(tokens_of, (each.label, *each.alternatives, *each.hidden)):
            names = names_by_pattern.setdefault(pattern_of(label), [])
            if each.name not in names:
                names.insert(0 if label == each.label else len(names), each.name)
    return {pattern: tuple(names) for pattern, names in names_by_pattern.items()}
