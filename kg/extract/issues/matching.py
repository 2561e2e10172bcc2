"""From the words of a matter to the issues that they are about.

Words name a concept of the scheme if they hold one of its labels, word for word except for inflection. The longest
label wins; a label of two concepts is settled by what surrounds it, else by the fields of the whole text. Hidden labels
count only in their field.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter

from kg.extract.issues.scheme import PROCEDURE, Pattern, Scheme, Token, pattern_of, scheme_of, stems_for, tokens_of
from kg.extract.words.lexicon import rows
from kg.lists import OwnList
from kg.model import IssueLink

__all__ = ["MOST_LINKS", "fields", "firmly_named", "link", "used_as"]

MOST_LINKS = 3
_REACH = 3

_MANY_WORDS, _ABBREVIATION, _ONE_WORD, _ONE_WORD_OF_A_DOMAIN = 0.9, 0.8, 0.7, 0.5
_WHOLE_MATTER = 0.15
_LOOSE = -0.15
_UNSETTLED = 0.6
_LABELS_OF_A_FIELD, _SHARE_OF_A_FIELD = 3, 0.2


@dataclass(frozen=True, slots=True)
class _Hit:
    pattern: Pattern
    places: tuple[int, ...]
    loose: bool

    @property
    def rank(self) -> tuple[int, bool, int]:
        return (-len(self.places), self.loose, self.places[0])


def _match(pattern: Pattern, tokens: Sequence[Token], start: int) -> _Hit | None:
    if tokens[start].key != pattern.stems[0]:
        return _match_reversed(pattern, tokens, start)
    places = [start]
    for expected, is_open in zip(pattern.stems[1:], pattern.open_after, strict=True):
        if not is_open and tokens[places[-1]].joint:
            return None
        next_place = places[-1] + 1
        window = [token.key for token in tokens[next_place : next_place + (_REACH if is_open else 1)]]
        if expected not in window:
            return None
        places.append(next_place + window.index(expected))
    return _Hit(pattern, tuple(places), places[-1] - start >= len(places))


def _match_reversed(pattern: Pattern, tokens: Sequence[Token], start: int) -> _Hit | None:
    """Two stems in reverse order: "troop withdrawal" for "withdrawal of troops", "tax on banks" for "bank tax"."""
    if not pattern.open_after[0] and tokens[start].joint != "of":
        return None
    window = [token.key for token in tokens[start + 1 : start + _REACH]]
    if pattern.stems[0] not in window:
        return None
    return _Hit(pattern, (start, start + 1 + window.index(pattern.stems[0])), True)


def _is_part_of_a_name(hit: _Hit, tokens: Sequence[Token]) -> bool:
    """Whether a single capitalised word stands beside another one: "Commerce" in "Commerce Ministry"."""
    place, *others = hit.places
    if others or tokens[place].abbreviation or not tokens[place].capitalised:
        return False
    return any(each.capitalised for each in (*tokens[max(place - 1, 0) : place], *tokens[place + 1 : place + 2]))


def _is_part_of_a_title(hit: _Hit, tokens: Sequence[Token]) -> bool:
    """Whether the label says what an office is for: "trade minister", "ministry of labour"."""
    first_place, last_place = hit.places[0], hit.places[-1]
    tokens_after = tokens[last_place + 1 : last_place + 2] if not tokens[last_place].joint else ()
    tokens_before = (
        tokens[first_place - 1 : first_place] if first_place and tokens[first_place - 1].joint == "of" else ()
    )
    return any(each.key in stems_for("office") for each in (*tokens_before, *tokens_after))


def _labels_beginning_with(key: str, keys: Set[str], scheme: Scheme) -> list[Pattern]:
    """The labels that begin with a stem and go on with one of these stems, or "", in the order of the scheme."""
    following = scheme.index.get(key)
    if following is None:
        return []
    numbered = (each for next_stem in following.keys() & keys for each in following[next_stem])
    return [pattern for _, pattern in sorted(numbered, key=itemgetter(0))]


def _hits(tokens: Sequence[Token], scheme: Scheme) -> list[_Hit]:
    """The labels in the tokens, in text order; none shares a word with a longer or closer one."""
    keys = [token.key for token in tokens]
    candidates = sorted(
        (
            hit
            for place, key in enumerate(keys)
            for pattern in _labels_beginning_with(key, {"", *keys[place + 1 : place + 1 + _REACH]}, scheme)
            if (hit := _match(pattern, tokens, place))
            and not _is_part_of_a_name(hit, tokens)
            and not _is_part_of_a_title(hit, tokens)
        ),
        key=lambda each: each.rank,
    )
    taken_places: set[int] = set()
    chosen = []
    for hit in candidates:
        if taken_places.isdisjoint(hit.places):
            taken_places.update(hit.places)
            chosen.append(hit)
    return sorted(chosen, key=lambda each: each.places)


@lru_cache(maxsize=1024)
def _tokens_and_hits(text: str, scheme: Scheme) -> tuple[Sequence[Token], Sequence[_Hit]]:
    """The tokens of a text and the labels in them; cached, since a sentence is read for each of its matters and for
    those of its neighbours."""
    tokens = tokens_of(text)
    return tokens, _hits(tokens, scheme)


@lru_cache(maxsize=256)
def _domains(text: str, scheme: Scheme) -> Counter[str]:
    return Counter(
        scheme.concepts[names[0]].domain
        for hit in _tokens_and_hits(text, scheme)[1]
        if len(names := scheme.meanings[hit.pattern]) == 1 and (hit.pattern, names[0]) not in scheme.hidden
    )


def fields(text: str, lists: tuple[OwnList, ...] = ()) -> frozenset[str]:
    """The top concepts that a whole text is about: those of a fifth of its labels, and of three at least.

    >>> sorted(fields("Kyoto Protocol: emission targets, carbon sinks and climate finance. The port is closed."))
    ['Climate']
    """
    counts = _domains(text, scheme_of(lists))
    threshold = max(_LABELS_OF_A_FIELD, counts.total() * _SHARE_OF_A_FIELD)
    return frozenset(domain for domain, count in counts.items() if count >= threshold)


@cache
def _settings() -> frozenset[Pattern]:
    return frozenset(pattern_of(row["label"]) for row in rows("issues/settings"))


def firmly_named(text: str, lists: tuple[OwnList, ...], about: Collection[str]) -> frozenset[str]:
    """The concepts that a text names by several labels, or by one of several words: a single word that comes again
    and again may mean something else each time. Labels that stand for a place or for people ("hospital") do not count.

    >>> sorted(firmly_named("A colony of ants, another colony. A tariff on steel. A trawler in the fishery.", (), ()))
    ['Fisheries', 'SteelAndAluminumTariffs']
    """
    scheme = scheme_of(lists)
    labels: dict[str, set[Pattern]] = {}
    for hit in _tokens_and_hits(text, scheme)[1]:
        for name in scheme.named(hit.pattern, about) if hit.pattern not in _settings() else ():
            labels.setdefault(name, set()).add(hit.pattern)
    return frozenset(name for name, patterns in labels.items() if sum(len(each.stems) for each in patterns) > 1)


def _confidence(hit: _Hit, words: int, *, is_top: bool) -> float:
    if len(hit.places) > 1:
        value = _MANY_WORDS
    elif hit.pattern.abbreviation:
        value = _ABBREVIATION
    else:
        value = _ONE_WORD_OF_A_DOMAIN if is_top else _ONE_WORD
    value += _LOOSE if hit.loose else 0.0
    if len(hit.places) == words == 1:
        value += _WHOLE_MATTER
    return value


def _settled_concept(
    names: tuple[str, ...], domains: Counter[str], about: Collection[str], scheme: Scheme
) -> tuple[str, bool]:
    """The concept that a shared label means here, and whether the surroundings, or else the whole text, settle it."""
    if len(names) == 1:
        return names[0], True
    fields_of = [scheme.concepts[name].domain for name in names]
    # Texts about any negotiations speak of procedure too, so that it settles nothing against their own field.
    has_procedure = PROCEDURE in fields_of
    weights = [
        (has_procedure and domain != PROCEDURE and domain in about, domains[domain], domain in about)
        for domain in fields_of
    ]
    best = max(weights)
    return (names[weights.index(best)], True) if weights.count(best) == 1 else (names[0], False)


def _is_bare(tokens: Sequence[Token], hits: Sequence[_Hit]) -> bool:
    """Whether a matter only makes sense with its document: "the bill", "the new law"."""
    *earlier_keys, last_key = [token.key for token in tokens] or [""]
    if last_key not in stems_for("bare") or any(len(hit.places) > 1 for hit in hits):
        return False
    return stems_for("light").issuperset(earlier_keys)


def link(
    matter: str,
    context: str = "",
    lists: tuple[OwnList, ...] = (),
    about: Collection[str] = (),
    again: Collection[str] | None = None,
) -> tuple[IssueLink, ...]:
    """The issues that ``matter`` is about, at most three, what is negotiated before how, then the surest first;
    empty where no label fits.

    ``context``, the sentence or document around it, only settles a label that two concepts share ("technology
    transfer" in trade or in climate). A concept is left out where a narrower one fits, a top one of ours where any
    does, and one that a hidden label means, or one that mostly says where something is or to whom ("hospital"),
    where an open one fits. Confidence runs from 0 to 1: a label of several words counts for more than one word, and
    adjacent words in order for more than scattered ones.
    ``lists`` are those whose concepts come before, or in the place of, the shipped ones. ``about`` are the fields of
    the text (see `fields`), in which hidden labels count; only for concepts that it names ``again`` around the matter,
    where that is given.

    >>> [each.concept for each in link("the withdrawal of all foreign troops")]
    ['TroopWithdrawal']
    >>> link("a walk in the park")
    ()
    """
    scheme = scheme_of(lists)
    tokens, hits = _tokens_and_hits(matter, scheme)
    if _is_bare(tokens, hits):
        return ()
    domains: Counter[str] | None = None
    best: dict[str, float] = {}
    in_labels: set[str] = set()
    in_settings: set[str] = set()
    for hit in hits:
        names = scheme.named(hit.pattern, about, again)
        if not names:
            continue
        if len(names) > 1 and domains is None:
            domains = _domains(matter, scheme) + _domains(context, scheme)
        name, settled = _settled_concept(names, domains or Counter(), about, scheme)
        if (hit.pattern, name) not in scheme.hidden:
            (in_settings if hit.pattern in _settings() else in_labels).add(name)
        value = _confidence(hit, len(tokens), is_top=name in scheme.tops)
        best[name] = max(best.get(name, 0.0), value if settled else value * _UNSETTLED)
    if in_labels <= used_as("form", "broad"):
        in_labels |= in_settings
    narrow = best.keys() - scheme.tops
    fit = in_labels & narrow or in_settings & narrow or narrow or in_labels or best.keys()
    concepts_kept = fit - {above for name in fit for above in _broader_concepts(name, scheme)}
    return _surest_first(IssueLink(name, round(best[name], 2)) for name in best if name in concepts_kept)[:MOST_LINKS]


@cache
def used_as(*uses: str) -> frozenset[str]:
    """The concepts to which ``data/issues/no_subjects.csv`` gives one of these uses."""
    return frozenset(row["concept"] for row in rows("issues/no_subjects") if row["use"] in uses)


def _surest_first(links: Iterable[IssueLink]) -> tuple[IssueLink, ...]:
    """Links in order: what is negotiated before how, then by confidence.

    "A resolution on sanctions" is about sanctions first: whoever looks for resolutions is offered too many.
    """
    concepts_of_form = used_as("form", "broad")
    return tuple(sorted(links, key=lambda each: (each.concept in concepts_of_form, -each.confidence)))


def _broader_concepts(name: str, scheme: Scheme) -> Iterator[str]:
    """The concepts broader than this one, the nearest first."""
    concept = scheme.concepts.get(name)
    while concept is not None and concept.broader is not None:
        yield concept.broader
        concept = scheme.concepts.get(concept.broader)
