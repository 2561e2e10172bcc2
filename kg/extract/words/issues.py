"""From the words of a matter to the issues that they are about.

The concepts are ``schemas/issues.ttl`` and those of the project's own lists. A matter is about a concept when it holds
one of the concept's labels, word for word but for inflection; the longest label wins, and a label that two concepts
share is settled by what surrounds it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter

from kg.extract.words.lexicon import rows
from kg.extract.words.stem import stem
from kg.lists import ListedIssue, OwnList
from kg.model import IssueLink
from kg.vocabulary import schema_path

__all__ = ["Concept", "Scheme", "concepts", "link", "scheme_of"]

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_MOST_LINKS = 3
_REACH = 3

_MANY_WORDS, _ABBREVIATION, _ONE_WORD, _ONE_WORD_OF_A_DOMAIN = 0.9, 0.8, 0.7, 0.5
_WHOLE_MATTER = 0.15
_LOOSE = -0.15
_UNSETTLED = 0.6


@dataclass(frozen=True, slots=True)
class Concept:
    """An issue: its local name, its labels, the broader concept, and the top concept above it (itself at the top)."""

    name: str
    label: str
    alternatives: tuple[str, ...]
    broader: str | None
    domain: str


@cache
def concepts() -> dict[str, Concept]:
    """The concepts by local name, in the order of the file."""
    import pyoxigraph

    labels: dict[str, str] = {}
    alternatives: dict[str, list[str]] = {}
    broader: dict[str, str] = {}
    for triple in pyoxigraph.parse(path=schema_path("issues.ttl"), format=pyoxigraph.RdfFormat.TURTLE):
        name = str(triple.subject.value).rpartition("#")[2]
        value = str(getattr(triple.object, "value", ""))
        match str(triple.predicate.value).removeprefix(_SKOS):
            case "prefLabel":
                labels[name] = value
            case "altLabel":
                alternatives.setdefault(name, []).append(value)
            case "broader":
                broader[name] = value.rpartition("#")[2]

    def top(name: str) -> str:
        return top(broader[name]) if name in broader else name

    found: dict[str, Concept] = {}
    for name, label in labels.items():
        found[name] = Concept(name, label, tuple(alternatives.get(name, ())), broader.get(name), top(name))
    return found


@dataclass(frozen=True, slots=True)
class _Token:
    """A word; ``joint`` is what stands between it and the next: nothing, ``of`` and its like, or another small word."""

    key: str
    capitalised: bool
    abbreviation: bool
    joint: str = ""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A label as stems; where ``open_after[i]``, up to two other words may follow stem i in a matter."""

    stems: tuple[str, ...]
    open_after: tuple[bool, ...]
    abbreviation: bool


@dataclass(frozen=True, slots=True)
class _Hit:
    pattern: _Pattern
    places: tuple[int, ...]
    loose: bool

    @property
    def rank(self) -> tuple[int, bool, int]:
        return (-len(self.places), self.loose, self.places[0])


_WORD = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\.?|[^\W_]+(?:[.,]\d+)*(?:['’][^\W\d_]+)?")


@cache
def _words(*uses: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows("issues/label_words") if row["use"] in uses)


@cache
def _offices() -> frozenset[str]:
    return frozenset(stem(word) for word in _words("office"))


def _tokens(text: str) -> list[_Token]:
    """The words of ``text`` without the small ones; an abbreviation keeps its capitals unless all is in capitals."""
    small, of = _words("skip", "of"), _words("of")
    shouted = text.isupper() and " " in text
    words: list[tuple[str, bool, bool]] = []
    joints: list[str] = []
    for match in _WORD.finditer(text):
        word = match.group()
        lower = word.lower()
        if lower in small:
            if joints and joints[-1] != "of":
                joints[-1] = "of" if lower in of else "other"
            continue
        abbreviation = not shouted and sum(map(str.isupper, word)) >= 2
        if abbreviation:
            key = re.sub(r"['’]s$", "", word).replace(".", "")
            key = key[:-1] if key.endswith("s") and key[:-1].isupper() else key
        else:
            key = stem(lower)
        words.append((key, word[0].isupper() and not shouted, abbreviation))
        joints.append("")
    return [_Token(*word, joint) for word, joint in zip(words, joints, strict=True)]


def _pattern(label: str) -> _Pattern:
    tokens = _tokens(label)
    starts_with_verb = label.split()[0] in _words("verb")
    return _Pattern(
        stems=tuple(token.key for token in tokens),
        open_after=tuple(bool(token.joint) or (starts_with_verb and not i) for i, token in enumerate(tokens[:-1])),
        abbreviation=tokens[0].abbreviation,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Scheme:
    """The concepts by local name, and those that each label means, the likeliest first.

    ``index`` has the labels, numbered in the order of ``meanings``, by their first stem and the next one ("" where it
    is alone); those of two stems, which may turn round, by the second and then the first as well.
    """

    concepts: Mapping[str, Concept]
    meanings: Mapping[_Pattern, tuple[str, ...]]
    index: Mapping[str, Mapping[str, Sequence[tuple[int, _Pattern]]]]


@lru_cache(maxsize=8)
def scheme_of(lists: tuple[OwnList, ...] = ()) -> Scheme:
    """The shipped concepts with those of the lists ahead of them; those of the lists alone where one of them replaces.

    >>> scheme_of().concepts["Tariffs"].broader
    'Trade'
    """
    replacing = [each for each in lists if each.replaces and each.issues]
    known = {} if replacing else concepts()
    own = _own_concepts([issue for each in replacing or lists for issue in each.issues], known)
    found = {**known, **own}
    meanings = _meanings(known.values()) | _meanings(own.values(), phrases=())
    index: dict[str, dict[str, list[tuple[int, _Pattern]]]] = {}
    for number, pattern in enumerate(meanings):
        first, second = (*pattern.stems[:2], "")[:2]
        index.setdefault(first, {}).setdefault(second, []).append((number, pattern))
        if len(pattern.stems) == 2 and first != second:
            index.setdefault(second, {}).setdefault(first, []).append((number, pattern))
    return Scheme(found, meanings, index)


def _own_concepts(issues: Sequence[ListedIssue], known: Mapping[str, Concept]) -> dict[str, Concept]:
    """What lists say of concepts; one of ours keeps our labels beside theirs."""
    above = {name: each.broader for name, each in known.items()}
    above |= {each.concept: each.broader or above.get(each.concept) for each in issues}

    tops: dict[str, str] = {}

    def top(name: str) -> str:
        way = [name]
        while way[-1] not in tops and (broader := above.get(way[-1])) in above and broader is not None:
            way.append(broader)
        tops.update(dict.fromkeys(way, tops.get(way[-1], way[-1])))
        return tops[name]

    found: dict[str, Concept] = {}
    for each in issues:
        ours = found.get(each.concept) or known.get(each.concept)
        labels = (ours.label, *ours.alternatives) if ours else ()
        others = tuple(dict.fromkeys((*each.aliases, *labels)))
        broader = above[each.concept]
        found[each.concept] = Concept(
            each.concept, each.label, others, broader if broader in above else None, top(each.concept)
        )
    return found


def _meanings(described: Iterable[Concept], phrases: Sequence[str] | None = None) -> dict[_Pattern, tuple[str, ...]]:
    """The concepts of each label, in their order; one that bears it as its own name comes first.

    A phrase that only looks like a label (``not_issues.csv``) means none, and takes its words from those that do. A
    label of small words only ("of the") is never looked for.
    """
    nothing = [row["phrase"] for row in rows("issues/not_issues")] if phrases is None else phrases
    found: dict[_Pattern, list[str]] = {_pattern(phrase): [] for phrase in nothing}
    for each in described:
        for label in filter(_tokens, (each.label, *each.alternatives)):
            names = found.setdefault(_pattern(label), [])
            if each.name not in names:
                names.insert(0 if label == each.label else len(names), each.name)
    return {pattern: tuple(names) for pattern, names in found.items()}


def _match(pattern: _Pattern, tokens: Sequence[_Token], start: int) -> _Hit | None:
    if tokens[start].key != pattern.stems[0]:
        return _match_turned(pattern, tokens, start)
    places = [start]
    for expected, is_open in zip(pattern.stems[1:], pattern.open_after, strict=True):
        if not is_open and tokens[places[-1]].joint:
            return None
        after = places[-1] + 1
        window = [token.key for token in tokens[after : after + (_REACH if is_open else 1)]]
        if expected not in window:
            return None
        places.append(after + window.index(expected))
    return _Hit(pattern, tuple(places), places[-1] - start >= len(places))


def _match_turned(pattern: _Pattern, tokens: Sequence[_Token], start: int) -> _Hit | None:
    """Two stems the other way round: "troop withdrawal" for "withdrawal of troops", "tax on banks" for "bank tax"."""
    if not pattern.open_after[0] and tokens[start].joint != "of":
        return None
    window = [token.key for token in tokens[start + 1 : start + _REACH]]
    if pattern.stems[0] not in window:
        return None
    return _Hit(pattern, (start, start + 1 + window.index(pattern.stems[0])), True)


def _is_part_of_a_name(hit: _Hit, tokens: Sequence[_Token]) -> bool:
    """Whether a single capitalised word stands beside another one: "Commerce" in "Commerce Ministry"."""
    place, *others = hit.places
    if others or tokens[place].abbreviation or not tokens[place].capitalised:
        return False
    return any(each.capitalised for each in (*tokens[max(place - 1, 0) : place], *tokens[place + 1 : place + 2]))


def _is_part_of_a_title(hit: _Hit, tokens: Sequence[_Token]) -> bool:
    """Whether the label says what somebody's office is for: "trade minister", "ministry of labour"."""
    first, last = hit.places[0], hit.places[-1]
    after = tokens[last + 1 : last + 2] if not tokens[last].joint else ()
    before = tokens[first - 1 : first] if first and tokens[first - 1].joint == "of" else ()
    return any(each.key in _offices() for each in (*before, *after))


def _beginning(key: str, keys: Set[str], scheme: Scheme) -> list[_Pattern]:
    """The labels that a stem may begin among these stems, in the order of the scheme."""
    following = scheme.index.get(key, {})
    numbered = (each for other in ("", *keys) for each in following.get(other, ()))
    return [pattern for _, pattern in sorted(numbered, key=itemgetter(0))]


def _hits(tokens: Sequence[_Token], scheme: Scheme) -> list[_Hit]:
    """Labels in the tokens, none sharing a word with a longer or closer one; in text order."""
    keys = {token.key for token in tokens}
    candidates = sorted(
        (
            hit
            for place, token in enumerate(tokens)
            for pattern in _beginning(token.key, keys, scheme)
            if keys.issuperset(pattern.stems)
            and (hit := _match(pattern, tokens, place))
            and not _is_part_of_a_name(hit, tokens)
            and not _is_part_of_a_title(hit, tokens)
        ),
        key=lambda each: each.rank,
    )
    taken: set[int] = set()
    chosen = []
    for hit in candidates:
        if taken.isdisjoint(hit.places):
            taken.update(hit.places)
            chosen.append(hit)
    return sorted(chosen, key=lambda each: each.places)


@lru_cache(maxsize=256)
def _domains(text: str, scheme: Scheme) -> Counter[str]:
    return Counter(
        scheme.concepts[names[0]].domain
        for hit in _hits(_tokens(text), scheme)
        if len(names := scheme.meanings[hit.pattern]) == 1
    )


def _confidence(hit: _Hit, concept: Concept, words: int) -> float:
    if len(hit.places) > 1:
        value = _MANY_WORDS
    elif hit.pattern.abbreviation:
        value = _ABBREVIATION
    else:
        value = _ONE_WORD if concept.broader else _ONE_WORD_OF_A_DOMAIN
    value += _LOOSE if hit.loose else 0.0
    if len(hit.places) == words == 1:
        value += _WHOLE_MATTER
    return value


def _settle(names: tuple[str, ...], domains: Counter[str], scheme: Scheme) -> tuple[str, bool]:
    """Which concept a shared label means here, and whether the surroundings say so."""
    if len(names) == 1:
        return names[0], True
    weights = [domains[scheme.concepts[name].domain] for name in names]
    best = max(weights)
    return (names[weights.index(best)], True) if weights.count(best) == 1 else (names[0], False)


def link(matter: str, context: str = "", lists: tuple[OwnList, ...] = ()) -> tuple[IssueLink, ...]:
    """The issues that ``matter`` is about, the surest first, at most three; empty where no label fits.

    ``context``, the sentence or document around it, only settles a label that two concepts share ("technology
    transfer" in trade or in climate). A concept is left out where a narrower one fits too. Confidence runs from 0 to 1:
    a label of several words counts for more than one word, and adjacent words in order for more than scattered ones.
    ``lists`` are those whose concepts come before, or in the place of, the shipped ones.

    >>> [each.concept for each in link("the withdrawal of all foreign troops")]
    ['TroopWithdrawal']
    >>> link("a walk in the park")
    ()
    """
    scheme = scheme_of(lists)
    tokens = _tokens(matter)
    domains: Counter[str] | None = None
    best: dict[str, float] = {}
    for hit in _hits(tokens, scheme):
        names = scheme.meanings[hit.pattern]
        if not names:
            continue
        if len(names) > 1 and domains is None:
            domains = _domains(matter, scheme) + _domains(context, scheme)
        name, settled = _settle(names, domains or Counter(), scheme)
        value = _confidence(hit, scheme.concepts[name], len(tokens))
        best[name] = max(best.get(name, 0.0), value if settled else value * _UNSETTLED)
    broader = {above for name in best for above in _above(name, scheme)}
    links = [IssueLink(name, round(value, 2)) for name, value in best.items() if name not in broader]
    return tuple(sorted(links, key=lambda each: -each.confidence)[:_MOST_LINKS])


def _above(name: str, scheme: Scheme) -> Iterator[str]:
    """The concepts broader than this one, the nearest first."""
    found = scheme.concepts.get(name)
    while found is not None and found.broader is not None:
        yield found.broader
        found = scheme.concepts.get(found.broader)
