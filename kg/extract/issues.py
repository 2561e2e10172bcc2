"""From the words of a matter to the issues that they are about.

The concepts are ``schemas/issues.ttl``. A matter is about a concept when it holds one of the concept's labels, word for
word but for inflection; the longest label wins, and a label that two concepts share is settled by what surrounds it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.model import IssueLink
from kg.vocabulary import schema_path

__all__ = ["Concept", "concepts", "link"]

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_MOST_LINKS = 3

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
    key: str
    capitalised: bool
    abbreviation: bool
    open_after: bool


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A label as stems; ``open_after[i]`` allows words between stem i and the next, and the turned order of two."""

    stems: tuple[str, ...]
    open_after: tuple[bool, ...]
    abbreviation: bool
    order: int


@dataclass(frozen=True, slots=True)
class _Hit:
    pattern: _Pattern
    places: tuple[int, ...]
    loose: bool

    @property
    def rank(self) -> tuple[int, bool, int, int]:
        return (-len(self.places), self.loose, self.places[0], self.pattern.order)


_WORD = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\.?|[^\W_]+(?:[.,]\d+)*(?:['’][^\W\d_]+)?")
_STOP = frozenset(
    "a an the of for to in on by with and or at from as its their his her our your this that these those any "
    "be is are was were been being it they".split()
)
_VERBS = frozenset(
    "abandon adopt amend arm ban buy close cut deliver devalue disarm dismantle ease end extradite free freeze give hand "
    "halt increase join lay leave lift lower lowering manipulate normalize open phase privatize pull purchase raise "
    "ratify recognize reduce release remove renegotiate reopen reschedule resume return send sending stop subsidize "
    "suspend tax transfer unfreeze withdraw write".split()
)
_FAMILIES = {
    word: family[0]
    for family in (
        ("withdraw", "withdrawal", "withdrawals", "withdrew", "withdrawn", "withdrawing"),
        ("remov", "removal", "removals"),
        ("approv", "approval"),
        ("renew", "renewal"),
        ("dispos", "disposal"),
        ("reduct", "reduce", "reduces", "reduced", "reducing", "reduction", "reductions"),
        ("freez", "freeze", "froze", "frozen", "freezing", "freezes"),
        ("sell", "sale", "sales", "sold", "selling", "sells"),
        ("buy", "bought", "buying", "buys"),
        ("disarm", "disarmament"),
        ("ratif", "ratify", "ratified", "ratifies", "ratifying", "ratification"),
        ("verif", "verify", "verified", "verifying", "verification"),
        ("recogn", "recognize", "recognized", "recognizing", "recognition", "recognise", "recognised", "recognising"),
        ("invad", "invasion"),
        ("send", "sent", "sending"),
        ("leav", "left", "leaving"),
        ("defens", "defence", "defense"),
        ("program", "programme", "programmes", "programs"),
        ("center", "centre", "centres", "centers"),
        ("labor", "labour"),
        ("aluminum", "aluminium"),
        ("favor", "favour", "favoured", "favored"),
        ("nonproliferation", "nonproliferation"),
        ("mining", "mining"),
        ("shipping", "shipping"),
        ("developing", "developing"),
        ("united", "united"),
        ("news", "news"),
        ("politics", "politics"),
    )
    for word in family
}


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    """Lower-case word without inflection; verbs and the nouns made from them mostly come out alike."""
    word = re.sub(r"['’]s?$", "", word)
    if known := _FAMILIES.get(word):
        return known
    word = re.sub(r"is(ations?|e|es|ed|ing)$", r"iz\1", word) if len(word) > 7 else word
    if len(word) <= 3:
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if known := _FAMILIES.get(word):
        return known
    if word.endswith("ization"):
        return word[:-5]
    for ending, shortest in (("ation", 9), ("ating", 9), ("ated", 8), ("ate", 7)):
        if word.endswith(ending) and len(word) >= shortest:
            return word[: -len(ending)]
    if word.endswith(("ction", "ition")):
        return word[:-3]
    if word.endswith("ment") and len(word) >= 9:
        word = word[:-4]
    elif (word.endswith("ing") and len(word) > 5) or (word.endswith("ed") and len(word) > 4):
        word = word[: -3 if word.endswith("ing") else -2]
        if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
            word = word[:-1]
    return word[:-1] if word.endswith("e") and not word.endswith("ee") and len(word) > 3 else word


def _tokens(text: str) -> list[_Token]:
    """The words of ``text`` without the small ones; an abbreviation keeps its capitals unless all is in capitals."""
    shouted = text.isupper() and " " in text
    found: list[_Token] = []
    for match in _WORD.finditer(text):
        word = match.group()
        lower = word.lower()
        if lower in _STOP:
            if found:
                found[-1] = _Token(found[-1].key, found[-1].capitalised, found[-1].abbreviation, True)
            continue
        abbreviation = not shouted and sum(map(str.isupper, word)) >= 2
        if abbreviation:
            key = re.sub(r"['’]s$", "", word).replace(".", "")
            key = key[:-1] if key.endswith("s") and key[:-1].isupper() else key
        else:
            key = _stem(lower)
        found.append(_Token(key, word[0].isupper() and not shouted, abbreviation, False))
    return found


@cache
def _patterns() -> dict[str, list[_Pattern]]:
    """Labels by their first stem, and those of two stems that may turn round by their second as well."""
    index: dict[str, list[_Pattern]] = {}
    for order, (label, _) in enumerate(_meanings_of_labels()):
        tokens = _tokens(label)
        starts_with_verb = label.split()[0] in _VERBS
        pattern = _Pattern(
            stems=tuple(token.key for token in tokens),
            open_after=tuple(token.open_after or (starts_with_verb and not i) for i, token in enumerate(tokens[:-1])),
            abbreviation=tokens[0].abbreviation,
            order=order,
        )
        index.setdefault(pattern.stems[0], []).append(pattern)
        if pattern.open_after == (True,) and pattern.stems[0] != pattern.stems[1]:
            index.setdefault(pattern.stems[1], []).append(pattern)
    return index


@cache
def _meanings_of_labels() -> list[tuple[str, str]]:
    return [(label, each.name) for each in concepts().values() for label in (each.label, *each.alternatives)]


@cache
def _meanings() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The concepts of a label's stems; the one that bears it as its own name comes first."""
    found: dict[tuple[str, ...], list[str]] = {}
    for label, name in _meanings_of_labels():
        names = found.setdefault(tuple(token.key for token in _tokens(label)), [])
        if name not in names:
            names.insert(0 if label == concepts()[name].label else len(names), name)
    return {stems: tuple(names) for stems, names in found.items()}


def _match(pattern: _Pattern, keys: Sequence[str], start: int) -> _Hit | None:
    if keys[start] != pattern.stems[0]:
        before = keys[start + 1 : start + 3]
        if pattern.stems[0] in before:
            return _Hit(pattern, (start, start + 1 + before.index(pattern.stems[0])), True)
        return None
    places = [start]
    for stem, is_open in zip(pattern.stems[1:], pattern.open_after, strict=True):
        after = places[-1] + 1
        window = keys[after : after + (3 if is_open else 1)]
        if stem not in window:
            return None
        places.append(after + window.index(stem))
    return _Hit(pattern, tuple(places), places[-1] - start >= len(places))


def _is_part_of_a_name(tokens: Sequence[_Token], place: int) -> bool:
    """Whether a capitalised word stands beside another one: "Commerce" in "Commerce Ministry"."""
    beside = (*tokens[max(place - 1, 0) : place], *tokens[place + 1 : place + 2])
    return tokens[place].capitalised and not tokens[place].abbreviation and any(each.capitalised for each in beside)


def _hits(tokens: Sequence[_Token]) -> list[_Hit]:
    """Labels in the tokens, none sharing a word with a longer or closer one; in text order."""
    keys = [token.key for token in tokens]
    index = _patterns()
    candidates = sorted(
        (
            hit
            for place, key in enumerate(keys)
            for pattern in index.get(key, ())
            if (hit := _match(pattern, keys, place)) and (len(hit.places) > 1 or not _is_part_of_a_name(tokens, place))
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
def _domains(text: str) -> Counter[str]:
    return Counter(
        concepts()[names[0]].domain
        for hit in _hits(_tokens(text))
        if len(names := _meanings()[hit.pattern.stems]) == 1
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


def _settle(names: tuple[str, ...], domains: Counter[str]) -> tuple[str, bool]:
    """Which concept a shared label means here, and whether the surroundings say so."""
    if len(names) == 1:
        return names[0], True
    weights = [domains[concepts()[name].domain] for name in names]
    best = max(weights)
    return (names[weights.index(best)], True) if weights.count(best) == 1 else (names[0], False)


def link(matter: str, context: str = "") -> tuple[IssueLink, ...]:
    """The issues that ``matter`` is about, the surest first, at most three; empty where no label fits.

    ``context``, the sentence or document around it, only settles a label that two concepts share ("technology
    transfer" in trade or in climate). A concept is left out where a narrower one fits too. Confidence runs from 0 to 1:
    a label of several words counts for more than one word, and adjacent words in order for more than scattered ones.

    >>> [each.concept for each in link("the withdrawal of all foreign troops")]
    ['TroopWithdrawal']
    >>> link("a cup of tea")
    ()
    """
    tokens = _tokens(matter)
    hits = _hits(tokens)
    domains: Counter[str] | None = None
    best: dict[str, float] = {}
    for hit in hits:
        names = _meanings()[hit.pattern.stems]
        if len(names) > 1 and domains is None:
            domains = _domains(matter) + _domains(context)
        name, settled = _settle(names, domains or Counter())
        value = _confidence(hit, concepts()[name], len(tokens))
        best[name] = max(best.get(name, 0.0), value if settled else value * _UNSETTLED)
    broader = {above for name in best for above in _above(name)}
    links = [IssueLink(name, round(value, 2)) for name, value in best.items() if name not in broader]
    return tuple(sorted(links, key=lambda each: -each.confidence)[:_MOST_LINKS])


@cache
def _above(name: str) -> tuple[str, ...]:
    """The concepts broader than this one, the nearest first."""
    broader = concepts()[name].broader
    return () if broader is None else (broader, *_above(broader))
