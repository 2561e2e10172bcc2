"""Gather persons, by full names and by parts of names in the order of many languages; their titles and states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from spacy.tokens import Doc

from kg.extract.actors.antecedents.kin import are_kin, is_only_kin
from kg.extract.actors.antecedents.namesakes import (
    is_relative_of_leader,
    is_without_office,
    one_of_couple,
    partner_with,
    surnames_of_partners,
)
from kg.extract.actors.antecedents.posts_beside_names import (
    DEPUTIES,
    POSTS_OF_LEADERS,
    Post,
    StatesBeside,
    posts_beside,
)
from kg.extract.actors.cluster import BODIES, Cluster, Gatherer
from kg.extract.actors.gender import gender_beside, gender_of, genders_differ
from kg.extract.grammar.occurrences import after_article, is_possessive_mark, word_at
from kg.extract.grammar.tense import FINITE
from kg.extract.mentions.mention import MENTIONS, TokenMention, is_person
from kg.extract.mentions.person_names import after_honorifics
from kg.extract.mentions.posts_before_names import holder_at, is_served, is_told_apart, serves_holder
from kg.extract.mentions.title_spans import TITLES, acts_itself
from kg.extract.text.own_lists import LISTS
from kg.extract.words import gazetteer
from kg.extract.words.folding import fold, name_parts
from kg.extract.words.leaders import led_by
from kg.extract.words.lexicon import word_set
from kg.extract.words.listed_names import listed_person
from kg.lists import OwnList

__all__ = [
    "DEPUTIES",
    "POSTS_OF_LEADERS",
    "TITLES_OF_CHAIRS",
    "acts_apart",
    "body_chaired",
    "gather_persons",
    "key_of_body",
    "learn_titles",
]

TOKENS_TO_FAMILY_NAME = 60
"""How many tokens after a person is named a family name may refer to that one, among several who bear it."""
CONSONANTS_TO_COMPARE = 3
"""A name with no more of them, the first and last letter counted, is too short to be known in another spelling."""
SUFFIXES_OF_NAMES = word_set("suffixes-of-names")
TITLES_OF_CHAIRS = word_set("titles-of-chairs")
POPE = "pope"
PARTICLES = {"al", "bin", "ibn"}
"""Words inside the names of Arab rulers."""
NUMBER_OF_RULER = re.compile(r"[ivx]+")
NUMBER_OF_SESSION = re.compile(r"-\d+$")
STATES_OF_ONE_CROWN = word_set("states-of-one-crown")


@lru_cache(maxsize=1 << 14)
def _spelling(word: str) -> str:
    """What spellings of one name share: doubled letters written once, and each vowel inside as "-". Carlo and Carla
    still differ, as do Marina and Mariana."""
    single = re.sub(r"(.)\1+", r"\1", word)
    return single[:1] + re.sub(r"[aeiouy]", "-", single[1:-1]) + single[-1:]


def _are_spellings_of_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names are spellings of one ("Mohamed Elsayed", "Mohammed Elsayed"); the last words have to be
    the same, as another spelling of a family name may be another name."""
    if len(one) != len(other) or one[-1] != other[-1] or genders_differ(one[0], other[0]):
        return False
    return all(
        len(_spelling(a).replace("-", "")) > CONSONANTS_TO_COMPARE and _spelling(a) == _spelling(b)
        for a, b in zip(one, other, strict=True)
        if a != b
    )


def _are_of_two_generations(one: str, other: str) -> bool:
    """Whether suffixes distinguish father and son: "Bo Ek, Sr.", "Bo Ek, Jr."."""
    suffixes = [{word[:1] for word in fold(name).split() if word in SUFFIXES_OF_NAMES} for name in (one, other)]
    return all(suffixes) and suffixes[0] != suffixes[1]


def gather_persons(gatherer: Gatherer, mentions: Iterable[TokenMention]) -> None:
    """Gather the mentions of persons: full names first, then single names with the one person they may refer to."""
    named_mentions = [m for m in mentions if is_person(m)]
    full_names = sorted(
        (m for m in named_mentions if len(name_parts(m.name)) > 1), key=lambda m: -len(name_parts(m.name))
    )
    for mention in full_names:
        parts = name_parts(mention.name)
        bearers = [c for c in gatherer.clusters if _bears(c, mention.name) and not are_kin(gatherer.doc, c, mention)]
        person = next((c for c in bearers if name_parts(c.name) == parts), bearers[0] if bearers else None)
        if person is None:
            gatherer.new(mention, "person " + " ".join(parts))
        else:
            gatherer.put(mention, person)
    single_names = [m for m in named_mentions if m.head not in gatherer.by_head and name_parts(m.name)]
    known = _Known(
        posts_beside(gatherer.doc, named_mentions),
        surnames_of_partners(gatherer.doc, named_mentions),
        _kin_of_others(gatherer, single_names),
    )
    for mention in sorted(single_names, key=lambda m: _rank(known.posts[m.head])):
        _gather_single(gatherer, mention, known)
    if lists := LISTS(gatherer.doc):
        for cluster in gatherer.clusters:
            _identify_by_lists(lists, cluster)


def _rank(post: Post) -> int:
    """The order in which to gather single names: rulers of a named state, other rulers, and then those who may be
    either."""
    return 2 if not post.ruling else int(post.state is None)


class _Known(NamedTuple):
    """What the words beside names tell, by the heads of the names: posts, and `surnames_of_partners`; and the ids of
    those who are `_kin_of_others`."""

    posts: Mapping[int, Post]
    surnames: Mapping[int, str]
    kin: frozenset[str]


def _kin_of_others(gatherer: Gatherer, single_names: Sequence[TokenMention]) -> frozenset[str]:
    """The ids of those who are introduced as kin of somebody called before by the surname alone, whom the surname
    thus means: Bo Ek in "Ek spoke of his son, Bo Ek"."""
    doc = gatherer.doc
    return frozenset(
        c.id
        for m in single_names
        for c in gatherer.clusters
        if _is_full(c) and name_parts(c.name)[-1:] == name_parts(m.name) and are_kin(doc, c, m)
    )


def _gather_single(gatherer: Gatherer, mention: TokenMention, known: _Known) -> None:
    """Gather the mention of a person by a single name, with the one person named so, else as a person of its own."""
    doc, posts = gatherer.doc, known.posts
    name, post = name_parts(mention.name)[0], posts[mention.head]
    namesakes = [
        c for c in gatherer.clusters if name in _single_names(c.name) and not _is_of_other_gender(doc, mention, c)
    ]
    bearers = [c for c in namesakes if _may_hold(c, post, posts) and not _is_no_leader(doc, c, post, posts)]
    by_surname = [
        c for c in bearers if name_parts(c.name)[-1] == name and (_is_full(c) or _rules(c, posts) or _leads(c, posts))
    ]
    candidates = [c for c in by_surname or bearers if c.id not in known.kin or name_parts(c.name)[-1] != name]
    if post.ruling:
        candidates = [c for c in candidates if _rules(c, posts)] or candidates
    if len(candidates) > 1:
        candidates = [c for c in candidates if not is_only_kin(doc, c)] or candidates
        earlier = [c for c in _fitting(doc, mention, candidates, posts) if c.first() < mention.start]
        candidates = earlier if len(earlier) == 1 else _main_bearer(earlier, mention)
    partner = partner_with(gatherer.clusters, name, known.surnames)
    if partner is not None and not post.title:
        candidates = one_of_couple(gatherer, mention, candidates, partner, known.surnames)
    if candidates:
        person = candidates[0]
        gatherer.put(mention, person)
        if person is partner:
            person.name, person.more_names = f"{person.name} {mention.name}", [*person.more_names, person.name]
    else:
        kind = "leader" if post.leads and len(bearers) < len(namesakes) else ""
        key = " ".join(filter(None, ("person", kind, *sorted(post.ruling), name, post.state)))
        namesake = gatherer.by_key.get(key)
        if namesake is not None and _is_of_other_gender(doc, mention, namesake):
            key = f"{key} {gender_beside(doc, mention)}"  # "Mr. Khan" is not "Ms. Khan"
        person = gatherer.join(mention, key)
    person.country = person.country or post.state


def _fitting(doc: Doc, mention: TokenMention, candidates: list[Cluster], posts: Mapping[int, Post]) -> list[Cluster]:
    """Those of several who were called by the post that is beside a name, or else are of the gender of "Mr" or "Ms";
    all where none was or is."""
    title, gender = posts[mention.head].title, gender_beside(doc, mention)
    titled = [
        c for c in candidates if title and any(posts[m.head].title == title for m in c.mentions if m.head in posts)
    ]
    return titled or [c for c in candidates if gender is not None and gender_of(doc, c) == gender] or candidates


def _is_no_leader(doc: Doc, person: Cluster, post: Post, posts: Mapping[int, Post]) -> bool:
    """Whether a person is not the one whom a leader's title stands beside: a namesake or relative of the leader, of
    whom the text tells no such post. "President Clinton" is not Hillary Clinton."""
    is_other = post.leads and not _leads(person, posts) and is_relative_of_leader(doc, person)
    return is_other and is_without_office(doc, person)


def _leads(person: Cluster, posts: Mapping[int, Post]) -> bool:
    return any(posts[m.head].leads for m in person.mentions if m.head in posts)


def _is_full(person: Cluster) -> bool:
    return len(name_parts(person.name)) > 1


def _rules(person: Cluster, posts: Mapping[int, Post]) -> bool:
    return any(posts[m.head].ruling for m in person.mentions if m.head in posts)


def _may_hold(person: Cluster, post: Post, posts: Mapping[int, Post]) -> bool:
    """Whether a person may be the one with the post beside a single name: rulers are called by a given name, which says
    nothing of others, and a leader of one state is none of another. "King Hussein" is not Saddam Hussein, but "Prince
    Mohammed" is Mohammed bin Salman."""
    posts_held = [posts[m.head] for m in person.mentions if m.head in posts]
    states = {_crown(held_post.state) for held_post in posts_held if held_post.state is not None}
    is_listed = not post.ruling and led_by(name_parts(person.name)[-1]) is not None
    if post.state is not None and states and not is_listed and _crown(post.state) not in states:
        return False
    titles_of_ruler = [held_post.ruling for held_post in posts_held if held_post.ruling]
    if not post.ruling:
        return True
    if titles_of_ruler:  # a prince may be king later, but no pope
        return any((POPE in words) == (POPE in post.ruling) for words in titles_of_ruler)
    return _is_name_of_ruler(person.name)


def _is_name_of_ruler(name: str) -> bool:
    """Whether a name may be that of a ruler: a single one, one with a number ("Felipe VI"), or one with its father's or
    family's ("Mohammed bin Salman"); not one of plain words ("Salman Rushdie")."""
    parts = fold(name).split()
    return len(parts) < 2 or NUMBER_OF_RULER.fullmatch(parts[-1]) is not None or not PARTICLES.isdisjoint(parts[1:])


def _crown(state: str) -> str:
    """One state for all that have one king or queen: "Britain's King Charles", "Canada's King Charles"."""
    return min(STATES_OF_ONE_CROWN) if state.casefold() in STATES_OF_ONE_CROWN else state


def _bears(person: Cluster, name: str) -> bool:
    """Whether a full name is one of a person's: the same, a part with the same first or last word, or a spelling."""
    parts_of_person, parts = name_parts(person.name), name_parts(name)
    is_part = set(parts) <= set(parts_of_person) and (
        parts[-1] == parts_of_person[-1] or parts[0] == parts_of_person[0]
    )
    is_same = parts_of_person == parts or is_part or _are_spellings_of_one(parts_of_person, parts)
    return is_same and not _are_of_two_generations(person.name, name)


def _main_bearer(namesakes: list[Cluster], mention: TokenMention) -> list[Cluster]:
    """Of persons of one family name the one named first, the text's main one, unless another was named just before."""
    if not namesakes:
        return []
    main = min(namesakes, key=Cluster.first)
    starts_of_others = (m.start for c in namesakes if c is not main for m in c.mentions)
    return [] if any(0 <= mention.start - start < TOKENS_TO_FAMILY_NAME for start in starts_of_others) else [main]


def _identify_by_lists(lists: tuple[OwnList, ...], cluster: Cluster) -> None:
    """Let a person be the entry of the project's own lists to which all of the names refer that the lists have."""
    entries = {entry.id: entry for m in cluster.mentions if (entry := listed_person(lists, m.name)) is not None}
    if len(entries) == 1:
        (entry,) = entries.values()
        cluster.gazetteer, cluster.name = entry.id, entry.name
        cluster.country = entry.country or cluster.country


def _is_of_other_gender(doc: Doc, mention: TokenMention, cluster: Cluster) -> bool:
    """Whether "Mr Ruiz" cannot be Ana Ruiz."""
    return {gender_beside(doc, mention), gender_of(doc, cluster)} == {"f", "m"}


def _single_names(name: str) -> tuple[str, ...]:
    """The single words by which texts call a person again: the last and first, or any of a long name, in which the
    family name may stand in the middle ("Lucía Soto Prieto" is Ms Soto)."""
    parts = name_parts(name)
    return parts if len(parts) > 2 else (*parts[-1:], *parts[:1])


def learn_titles(doc: Doc, gatherer: Gatherer) -> None:
    """Note the titles beside each person's name, the bodies that they say the person chairs, and the country."""
    states = StatesBeside(doc)
    spans = {(m.start, m.end): c for c in gatherer.clusters for m in c.mentions}
    starts, ends = {a: c for (a, _), c in spans.items()}, {b: c for (_, b), c in spans.items()}
    for start, end in TITLES(doc):
        cluster = _holder(doc, start, end, starts, ends)
        if cluster is None:
            continue
        cluster.titles.update(t.lower_ for t in doc[start:end])
        if doc[end - 1].lower_ in TITLES_OF_CHAIRS and DEPUTIES.isdisjoint(
            t.lower_ for t in doc[max(start - 2, 0) : end]
        ):
            cluster.chairs.add(body_chaired(doc, start, end))
        state = states.of_post(start, end)
        if state is not None and cluster.country is None:
            cluster.country = state.country
    for cluster in gatherer.clusters:
        if cluster.titles & POSTS_OF_LEADERS:
            cluster.country = cluster.country or led_by(cluster.name)


def body_chaired(doc: Doc, start: int, end: int) -> str:
    """The body that the words beside the title of a chair name, by its id or folded name: "the [OPEC] Chair", "Chair
    of [the Peace Council]"; "" where they name none: "the Chair"."""
    name_start = after_article(doc, end + 1) if end < len(doc) and doc[end].lower_ in {"of", "for"} else -1
    bodies = (
        m for m in MENTIONS(doc) if name_start in {m.start, after_article(doc, m.start)} or m.end in {start, end - 1}
    )
    key_named = next((key_of_body(m) for m in bodies if m.type in BODIES), "")
    if key_named or name_start >= 0:
        return key_named or fold(doc[name_start].text)
    word_before = doc[start - 1] if start and not doc[start].is_sent_start else doc[end - 1]
    return _key_of_name(word_before.text) if word_before.dep_ in {"compound", "nmod"} and word_before.i < start else ""


def key_of_body(mention: TokenMention) -> str:
    """The id of a body, or its folded name; that of the body itself where the name has the number of a session."""
    return mention.entry.id if mention.entry is not None else _key_of_name(mention.name)


def _key_of_name(name: str) -> str:
    """The id of the body with a name, without the number of a session: "SBI-11"; else the folded name."""
    matches = gazetteer.lookup(NUMBER_OF_SESSION.sub("", name))
    return matches[0].entry.id if len(matches) == 1 and matches[0].entry.type in BODIES else fold(name)


def _holder(doc: Doc, start: int, end: int, starts: dict[int, Cluster], ends: dict[int, Cluster]) -> Cluster | None:
    """The person beside whose name a title stands: right before it, or on the other side of a comma.

    ``starts`` and ``ends`` are the persons by the first token of a name, and by the token after it.
    """
    i = after_honorifics(doc, end)
    name_start = i if i in starts else holder_at(doc, end, starts)
    if name_start is not None:
        return None if is_served(doc, start, name_start) else starts[name_start]
    if serves_holder(doc, start):
        return None
    owns = is_possessive_mark(doc, end)  # "Bo Ek, the president's adviser"
    for i in range(start - 1, start - 1 if owns else max(start - 7, 0), -1):
        if doc[i].text == "," and not acts_itself(doc, end):
            if i in ends and word_at(doc, i + 1) != "and":  # "Bo Ek, and the president": two persons
                return ends[i]
            break
        if doc[i].is_punct and doc[i].text not in {"-", "'", "."}:
            break
        if doc[i].tag_ in FINITE:
            break  # "Ms Ek, their voice in the house, met the Prime Minister"
    for i in range(end, min(end + 7, len(doc))):
        if doc[i].text == ",":
            name_start = after_honorifics(doc, i + 1)
            is_beside = i == end or doc[end].lower_ in {"of", "for"}
            acts_otherwise = is_served(doc, start, name_start) or acts_apart(
                doc, starts.get(name_start), name_start, end - 1
            )
            return starts.get(name_start) if is_beside and not acts_otherwise else None
    return None


def acts_apart(doc: Doc, person: Cluster | None, start: int, title: int) -> bool:
    """Whether a title, whose last token is ``title``, is not that of the person whose name begins after it at token
    ``start``; see `is_told_apart`."""
    mentions_there = [m for m in person.mentions if m.start == start] if person is not None else []
    return any(is_told_apart(doc, title, m) for m in mentions_there)
